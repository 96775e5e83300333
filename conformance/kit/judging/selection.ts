import type { Pics } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import { type Check, covers } from '../check.ts'

/** Why a check or a claim does not apply: the first of `needs` that the PICS lacks, such as `capability pause`. */
export function missingName(
  needs: readonly string[],
  catalogue: Pick<Catalogue, 'operation' | 'profiles' | 'contains'>,
  profile: string,
  capabilities: ReadonlySet<string>,
): string | undefined {
  for (const need of needs) {
    const operation = catalogue.operation(need)
    if (operation === undefined) {
      if (catalogue.profiles.includes(need)) {
        if (!catalogue.contains(profile, need)) return `profile ${need}`
      } else if (!capabilities.has(need)) return `capability ${need}`
    } else {
      if (!catalogue.contains(profile, operation.profile)) return `profile ${operation.profile}`
      const absent = operation.requires.find((capability) => !capabilities.has(capability))
      if (absent !== undefined) return `capability ${absent}`
    }
  }
  return undefined
}

/** A check beside what the PICS makes of it. */
export interface Selected {
  readonly check: Check
  /** The missing name, for a check that does not apply. */
  readonly missing: string | undefined
  /** Requirements that the check judges here. */
  readonly covered: ReadonlySet<string>
  /** Requirements that it would judge, with the missing name of each. */
  readonly uncovered: ReadonlyMap<string, string>
}

/** Which checks apply and what each may judge, from the PICS alone. */
export function select(
  checks: readonly Check[],
  catalogue: Catalogue,
  pics: Pick<Pics, 'profile' | 'capabilities' | 'shim_defined'>,
): readonly Selected[] {
  const capabilities = new Set(pics.capabilities)
  const shim = new Set(pics.shim_defined)
  return checks.map((check) => {
    const missing = missingName(check.needs, catalogue, pics.profile, capabilities)
    const covered = new Set<string>()
    const uncovered = new Map<string, string>()
    for (const claim of covers(check)) {
      const absent =
        missing ??
        missingName(claim.needs, catalogue, pics.profile, capabilities) ??
        (shim.has(claim.id) ? 'decided by the adapter' : undefined)
      if (absent === undefined) covered.add(claim.id)
      else uncovered.set(claim.id, absent)
    }
    return { check, missing, covered, uncovered }
  })
}
