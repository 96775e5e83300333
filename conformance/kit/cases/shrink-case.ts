import fc from 'fast-check'
import type { Input } from '../../../machines/model/model.ts'
import { Rehearsal } from '../../../machines/model/walk.ts'
import type { Case, CheckKind } from '../check.ts'
import { execute } from '../running/execute.ts'
import type { Bench, CaseResult, Violation } from '../running/run-case.ts'
import type { Target } from '../running/target.ts'
import { freeModel } from './free-model.ts'
import { WalkArbitrary } from './walk-arbitrary.ts'

/** Upper bound of executions for one shrink; beyond it the smallest case so far is kept. */
const patience = 400
/** The same where every failing execution costs a process. */
const patienceForStops = 30

/** Whether a case of this kind may be run again and again: a history depends on a schedule that does not come back at will. */
export function shrinks(kind: CheckKind): boolean {
  return kind !== 'history'
}

export interface Shrunk {
  readonly subject: Case
  readonly result: CaseResult
  readonly violation: Violation
  readonly executions: number
}

/** The violation of a result that is the same as `original`: same requirement and facet. */
export function same(result: CaseResult, original: Violation): Violation | undefined {
  return result.violations.find(
    (violation) => violation.requirement === original.requirement && violation.facet === original.facet,
  )
}

/**
 * The smallest case found that still violates the same requirement in the same facet. Undefined if the case itself does not
 * fail again, which for a deterministic implementation does not happen.
 */
export async function shrinkCase(
  target: Target,
  failing: Case,
  original: Violation,
  bench: Bench,
): Promise<Shrunk | undefined> {
  // A rehearsal begins where its world is, and the oracle has left the world at the end of a case.
  bench.oracle?.start()
  const rehearsal = bench.planner ?? new Rehearsal(bench.model ?? freeModel())
  const arbitrary = new WalkArbitrary(rehearsal, failing.inputs.length, (op) => bench.catalogue.optional(op))
  const stops = original.judge === 'crash' || original.judge === 'silence' || original.judge === 'schema'
  const limit = stops ? patienceForStops : patience
  let executions = 0
  let smallest: Shrunk | undefined
  const fails = async (inputs: readonly Input[]): Promise<boolean> => {
    if (executions >= limit) return false
    executions++
    const subject = { ...failing, inputs }
    const result = await execute(target, subject, stops ? { ...bench, planner: undefined } : bench, !stops)
    const violation = same(result, original)
    if (violation === undefined || ('unconfirmed' in result && result.unconfirmed !== undefined)) return false
    smallest = { subject, result, violation, executions }
    return true
  }
  let fault: unknown
  await fc.check(
    fc.asyncProperty(arbitrary, async (inputs) => {
      if (fault !== undefined) return true
      try {
        return !(await fails(inputs))
      } catch (error) {
        fault = error
        return true
      }
    }),
    { numRuns: 1, examples: [[failing.inputs]], seed: 0, endOnFailure: false },
  )
  if (fault !== undefined) throw fault
  return smallest === undefined ? undefined : { ...smallest, executions }
}
