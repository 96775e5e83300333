import type { Case } from '../check.ts'
import { type CaseContext, lockstep } from '../judging/case-context.ts'
import type { CaseResult } from '../judging/case-result.ts'
import { confirmations } from '../outcome/confirmations.ts'
import { runCase } from './case.ts'
import { runRounds } from './rounds.ts'
import type { Target } from './target.ts'

/**
 * Runs a case. After a crash, a silence or an answer outside the schema it is run again, call by call, on fresh processes: once it
 * repeats it is the implementation's failure, and if it never does the result says that it is `unconfirmed`. Without `confirm`
 * the first stop counts: for a shrink of what was confirmed before. Rejects with `HarnessFault`.
 */
export async function runConfirmed(
  target: Target,
  subject: Case,
  context: CaseContext,
  confirm = true,
): Promise<CaseResult> {
  if (subject.rounds !== undefined) return runRounds(target, subject, context)
  const fitted = context.fit(subject)
  const first = await runCase(await target.adapter(), subject, fitted)
  if (first.stop === undefined) return first
  if (first.stop.kind === 'starved') return undecided(target, first, first.stop.message)
  if (!confirm) {
    await target.close()
    return first
  }
  let last: CaseResult = first
  for (let triedAgain = 1; triedAgain <= confirmations; triedAgain++) {
    last = await runCase(await target.renew(), subject, lockstep(fitted))
    if (last.stop?.kind === 'starved') return undecided(target, last, last.stop.message)
    if (last.stop === undefined) continue
    await target.close()
    return { ...last, triedAgain }
  }
  return { ...last, unconfirmed: `${first.stop.message}; not seen again on ${confirmations} fresh processes` }
}

/** What a busy machine decides is no verdict. */
async function undecided(target: Target, result: CaseResult, why: string): Promise<CaseResult> {
  await target.close()
  return { ...result, unconfirmed: why }
}
