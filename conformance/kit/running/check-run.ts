import type { Case, Check } from '../check.ts'
import type { CaseContext } from '../judging/case-context.ts'
import { type CheckResult, CheckTally, type Counting } from '../outcome/check-result.ts'
import { runConfirmed } from './confirm.ts'
import type { Target } from './target.ts'

/** Runs cases of a check one after the other, each confirmed. Rejects with `HarnessFault`. */
export async function runCheck(
  target: Target,
  check: Check,
  cases: Iterable<Case>,
  context: CaseContext,
  counting: Counting,
): Promise<CheckResult> {
  const charts = context.model?.world.reducers.map(({ chart }) => chart.id) ?? []
  const tally = new CheckTally(check, charts, counting)
  for (const subject of cases) {
    tally.add(subject, await runConfirmed(target, subject, context))
    if (tally.ended) break
  }
  return tally.result()
}
