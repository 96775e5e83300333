import type { Pics } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { AdapterSource } from '../adapters/adapter.ts'

/** The profiles that a run may be told to judge by: those of operations, then those of parameters. */
export function profilesOf({ profiles, parameterProfiles }: Catalogue): readonly string[] {
  return [...profiles, ...Object.keys(parameterProfiles)]
}

/** A statement without the capabilities that lines cannot carry, unless no lines lie between. */
export function reachable(stated: Pics, { inProcess }: Catalogue, source: Pick<AdapterSource, 'inProcess'>): Pics {
  if (source.inProcess === true) return stated
  return { ...stated, capabilities: stated.capabilities.filter((capability) => !inProcess.includes(capability)) }
}

/** A statement as it is judged when a profile is named: other operations, or other parameters. Undefined for an unknown name. */
export function judgedBy(stated: Pics, profile: string, catalogue: Catalogue): Pics | undefined {
  const parameters = catalogue.parameterProfiles[profile]
  if (parameters !== undefined) return { ...stated, parameters: { ...stated.parameters, ...parameters } }
  return catalogue.profiles.includes(profile) ? { ...stated, profile } : undefined
}
