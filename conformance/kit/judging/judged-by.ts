import type { Pics } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { AdapterSource } from '../adapters/adapter.ts'

/** The profiles that a run may be told to judge by: those of operations, then those of parameters. */
export function profilesOf({ profiles, parameterProfiles }: Catalogue): readonly string[] {
  return [...profiles, ...Object.keys(parameterProfiles)]
}

/** A capability that no implementation states: the machine tells the memory of its processes. */
export const processMemory = 'process_memory'

/**
 * A statement without the capabilities that lines cannot carry, unless no lines lie between, and with what the machine tells of
 * the implementation's processes.
 */
export function reachable(
  stated: Pics,
  { inProcess }: Catalogue,
  source: Pick<AdapterSource, 'inProcess' | 'tellsMemory'>,
): Pics {
  if (source.inProcess === true) return stated
  const carried = stated.capabilities.filter((capability) => !inProcess.includes(capability))
  return { ...stated, capabilities: [...carried, ...(source.tellsMemory === true ? [processMemory] : [])] }
}

/** A statement as it is judged when a profile is named: other operations, or other parameters. Undefined for an unknown name. */
export function judgedBy(stated: Pics, profile: string, catalogue: Catalogue): Pics | undefined {
  const parameters = catalogue.parameterProfiles[profile]
  if (parameters !== undefined) return { ...stated, parameters: { ...stated.parameters, ...parameters } }
  return catalogue.profiles.includes(profile) ? { ...stated, profile } : undefined
}
