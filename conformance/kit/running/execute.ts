import type { Case } from '../check.ts'
import { type Bench, type CaseResult, runCase } from './run-case.ts'
import type { Target } from './target.ts'

/** Fresh processes on which a stop must repeat before the implementation is blamed. */
const confirmations = 2

/** A case's result; `unconfirmed` tells of a stop that did not repeat on fresh processes, which is nobody's verdict. */
export type Execution = CaseResult & { readonly unconfirmed?: string }

/**
 * Runs a case. After a crash, a silence or an answer outside the schema it is run again, call by call, on fresh processes:
 * if the stop repeats it is the implementation's failure, otherwise the case is inconclusive. Without `confirm` the first stop
 * counts: for a shrink of what was confirmed before.
 */
export async function execute(target: Target, subject: Case, bench: Bench, confirm = true): Promise<Execution> {
  const first = await runCase(await target.adapter(), subject, bench)
  if (first.stop === undefined) return first
  if (first.stop.kind === 'starved') return undecided(target, first, first.stop.message)
  if (!confirm) {
    await target.close()
    return first
  }
  let last: CaseResult = first
  for (let attempt = 0; attempt < confirmations; attempt++) {
    last = await runCase(await target.renew(), subject, { ...bench, planner: undefined })
    if (last.stop?.kind === 'starved') return undecided(target, last, last.stop.message)
    if (last.stop === undefined) {
      return { ...last, unconfirmed: `${first.stop.message}; not seen again on a fresh process` }
    }
  }
  await target.close()
  return last
}

/** What a busy machine decides is no verdict. */
async function undecided(target: Target, result: CaseResult, why: string): Promise<Execution> {
  await target.close()
  return { ...result, unconfirmed: why }
}
