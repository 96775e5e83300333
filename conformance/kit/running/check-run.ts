import type { Case, Check } from '../check.ts'
import type { CaseContext } from '../judging/case-context.ts'
import type { CaseResult } from '../judging/case-result.ts'
import { type CheckResult, CheckTally, type Counting } from '../outcome/check-result.ts'
import { runConfirmed } from './confirm.ts'
import type { Target } from './target.ts'

/** Runs a case that mostly waits on an instance of its own, beside other such cases. */
export type RunApart = (subject: Case, abandoned: () => boolean) => Promise<CaseResult>

/**
 * Runs cases of a check, each confirmed. Their results count in the order of the cases, one after the other; with `runApart`
 * those that mostly wait are run side by side. Rejects with `HarnessFault`.
 */
export async function runCheck(
  target: Target,
  check: Check,
  cases: Iterable<Case>,
  context: CaseContext,
  counting: Counting,
  runApart?: RunApart,
): Promise<CheckResult> {
  const charts = context.model?.world.reducers.map(({ chart }) => chart.id) ?? []
  const tally = new CheckTally(check, charts, counting)
  if (runApart === undefined) {
    for (const subject of cases) {
      tally.add(subject, await runConfirmed(target, subject, context))
      if (tally.ended) break
    }
  } else await runWaiting(target, check, cases, context, tally, runApart)
  return tally.result()
}

async function runWaiting(
  target: Target,
  check: Check,
  cases: Iterable<Case>,
  context: CaseContext,
  tally: CheckTally,
  runApart: RunApart,
): Promise<void> {
  const ahead: { readonly subject: Case; readonly result: Promise<CaseResult> }[] = []
  let over = false
  const countAhead = async (): Promise<void> => {
    for (let first = ahead.shift(); first !== undefined && !tally.ended; first = ahead.shift())
      tally.add(first.subject, await first.result)
  }
  try {
    for (const subject of cases) {
      if (subject.waits ?? check.waits === true) {
        const result = runApart(subject, () => over)
        // It is awaited in its turn; until then its rejection is nobody's.
        result.catch(() => undefined)
        ahead.push({ subject, result })
        continue
      }
      await countAhead()
      if (tally.ended) return
      tally.add(subject, await runConfirmed(target, subject, context))
      if (tally.ended) return
    }
    await countAhead()
  } finally {
    over = true
    await Promise.allSettled(ahead.map(({ result }) => result))
  }
}
