import type { VerdictReached } from '../../../reports/event.ts'
import type { RequirementVerdict } from './verdict.ts'

/** A failure of the requirement as far as its verdict tells of it: the check's id, and the known-failures entry's reason. */
interface ToldFailure {
  readonly check: { readonly id: string }
  readonly known?: string | undefined
}

/** A verdict as the report tells it. `failures` are those of its requirement, or those that mask it; it is excused if all of them are known. */
export function verdictEvent(
  { requirement, verdict, reason, masks, leftOut, checks, exercised }: RequirementVerdict,
  failures: readonly ToldFailure[],
): VerdictReached {
  const reasons = failures.map(({ known }) => known)
  const excused = failures.length > 0 && !reasons.includes(undefined)
  const why = reason ?? (verdict === 'fail' ? failures.map(({ check }) => check.id).join(', ') : undefined)
  return {
    event: 'verdict',
    requirement: requirement.id,
    level: requirement.level,
    category: requirement.category,
    ...(requirement.hardened === true ? { hardened: true as const } : {}),
    text: requirement.text,
    verdict,
    ...(why === undefined ? {} : { reason: why }),
    ...(masks === undefined ? {} : { masked_by: masks }),
    ...(leftOut === undefined ? {} : { left_out: true as const }),
    checks,
    exercised,
    ...(excused ? { known: [...new Set(reasons)].join('; ') } : {}),
  }
}
