import type { Pics } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { Requirement } from '../../../spec/requirement.ts'
import type { Selected } from '../judging/selection.ts'

export type VerdictKind = 'pass' | 'fail' | 'inconclusive' | 'not-applicable' | 'excluded'

export interface Verdict {
  readonly requirement: Requirement
  readonly verdict: VerdictKind
  readonly reason?: string
  /** Checks that judged it. */
  readonly checks: readonly string[]
  readonly exercised: number
}

export interface Evidence {
  readonly exercised: ReadonlyMap<string, number>
  readonly violated: ReadonlySet<string>
  /** Why the run could not finish judging, if so. */
  readonly cutShort?: string
}

/** One requirement's verdict, from what applies and what was seen. A requirement that nothing exercised never passes. */
export function decide(
  requirement: Requirement,
  selected: readonly Selected[],
  evidence: Evidence,
  catalogue: Catalogue,
  pics: Pics,
): Verdict {
  const { id } = requirement
  const judges = selected.filter((entry) => entry.judges.has(id)).map((entry) => entry.check.id)
  const exercised = evidence.exercised.get(id) ?? 0
  const give = (verdict: VerdictKind, reason?: string): Verdict => ({
    requirement,
    verdict,
    ...(reason === undefined ? {} : { reason }),
    checks: judges,
    exercised,
  })
  if (requirement.excluded !== undefined) return give('excluded', requirement.excluded)
  if (!catalogue.contains(pics.profile, requirement.profile))
    return give('not-applicable', `profile ${requirement.profile}`)
  if (pics.shim_defined?.includes(id) === true)
    return give('not-applicable', 'decided by the adapter, not by the implementation')
  if (judges.length === 0) {
    const lacking = [...new Set(selected.flatMap((entry) => entry.unable.get(id) ?? []))]
    if (lacking.length === 0) return give('inconclusive', 'no check judges it')
    return give('not-applicable', lacking.join(' or '))
  }
  if (evidence.violated.has(id)) return give('fail')
  if (evidence.cutShort !== undefined && exercised === 0) return give('inconclusive', evidence.cutShort)
  return exercised > 0 ? give('pass') : give('inconclusive', 'not exercised within the budget')
}
