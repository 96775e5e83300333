import type { Pics } from '../../spec/adapter.ts'
import type { Catalogue } from '../../spec/catalogue.ts'

/** The profiles that a run may be told to judge by: those of operations, then those of parameters. */
export function profilesOf({ profiles, parameterProfiles }: Catalogue): readonly string[] {
  return [...profiles, ...Object.keys(parameterProfiles)]
}

/** A statement as it is judged when a profile is named: other operations, or other parameters. Undefined for an unknown name. */
export function judgedBy(stated: Pics, profile: string, catalogue: Catalogue): Pics | undefined {
  const parameters = catalogue.parameterProfiles[profile]
  if (parameters !== undefined) return { ...stated, parameters: { ...stated.parameters, ...parameters } }
  return catalogue.profiles.includes(profile) ? { ...stated, profile } : undefined
}
