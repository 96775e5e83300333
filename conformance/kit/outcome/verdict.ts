import type { Mask, Verdict } from '../../../reports/event.ts'
import type { Pics } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { Requirement } from '../../../spec/requirement.ts'
import type { Selected } from '../judging/selection.ts'

/** What a run says about one requirement. */
export interface RequirementVerdict {
  readonly requirement: Requirement
  readonly verdict: Verdict
  /** Why, for all but pass and fail. */
  readonly reason?: string
  /** What kept it from being judged. */
  readonly masks?: readonly Mask[]
  /** Every check that would have judged it was left out by the user. */
  readonly leftOut?: true
  /** Ids of the checks that judged it. */
  readonly checks: readonly string[]
  /** Exchanges at which its antecedent held. */
  readonly exercised: number
}

/** What a run has seen. */
export interface RunEvidence {
  /** Requirements whose antecedent held, with the number of exchanges at which it did. */
  readonly exercised: ReadonlyMap<string, number>
  readonly violated: ReadonlySet<string>
  /** Failures that kept requirements from being judged. */
  readonly masks?: ReadonlyMap<string, readonly Mask[]>
  /** Why the run could not finish judging, if so. */
  readonly cutShort?: string | undefined
  /** Requirements that a check left out by the user would have judged, with what left it out, such as `--only`. */
  readonly leftOut?: ReadonlyMap<string, string>
}

/** One requirement's verdict, from what applies and what was seen. A requirement that nothing exercised never passes. */
export function decide(
  requirement: Requirement,
  selected: readonly Selected[],
  evidence: RunEvidence,
  catalogue: Pick<Catalogue, 'contains'>,
  pics: Pick<Pics, 'profile' | 'shim_defined'>,
): RequirementVerdict {
  const { id } = requirement
  const checks = selected.filter(({ covered }) => covered.has(id)).map(({ check }) => check.id)
  const exercised = evidence.exercised.get(id) ?? 0
  const give = (verdict: Verdict, reason?: string): RequirementVerdict => ({
    requirement,
    verdict,
    ...(reason === undefined ? {} : { reason }),
    checks,
    exercised,
  })
  if (requirement.excluded !== undefined) return give('excluded', requirement.excluded)
  if (!catalogue.contains(pics.profile, requirement.profile))
    return give('not-applicable', `profile ${requirement.profile}`)
  if (pics.shim_defined?.includes(id) === true)
    return give('not-applicable', 'decided by the adapter, not by the implementation')
  if (checks.length === 0) {
    const leftOutBy = evidence.leftOut?.get(id)
    if (leftOutBy !== undefined) return { ...give('inconclusive', `left out by ${leftOutBy}`), leftOut: true }
    const missing = [...new Set(selected.flatMap(({ uncovered }) => uncovered.get(id) ?? []))]
    if (missing.length === 0) return give('inconclusive', 'no check judges it')
    return give('not-applicable', missing.join(' or '))
  }
  if (evidence.violated.has(id)) return give('fail')
  const masks = evidence.masks?.get(id)
  if (masks !== undefined && exercised === 0) {
    const by = masks.map(({ defect, requirement: broken }) => `defect ${defect} (${broken})`).join(', ')
    return { ...give('inconclusive', `masked by ${by}`), masks }
  }
  if (evidence.cutShort !== undefined && exercised === 0) return give('inconclusive', evidence.cutShort)
  return exercised > 0 ? give('pass') : give('inconclusive', 'not exercised within the budget')
}
