import type { Input } from '../../../machines/model/model.ts'
import { ModelSimulator } from '../../../machines/model/walk.ts'
import { freeModel } from '../cases/free-model.ts'
import { shrink } from '../cases/shrink.ts'
import { WalkArbitrary } from '../cases/walk-arbitrary.ts'
import type { Finding } from '../judging/attribute.ts'
import { type CaseContext, lockstep } from '../judging/case-context.ts'
import type { CaseResult, Violation } from '../judging/case-result.ts'
import type { Proof } from '../outcome/defect.ts'
import { runConfirmed } from './confirm.ts'
import type { Target } from './target.ts'

/** The smallest case found that violates what a finding's case violates. */
type Shrunk = Pick<Proof, 'subject' | 'result' | 'violation' | 'executions'>

/** Executions that one shrink may take; beyond them the smallest case so far is kept. */
const maxExecutions = 400
/** The same where every failing execution costs a process. */
const maxExecutionsOfStops = 30
/** The same where processes and time are real, and an execution costs a hundred times as much. */
export const maxRealExecutions = 20

/** Simpler cases that are tried where a failure came after another one, to see whether it also comes alone. */
const maxAstray = 60

/** The violation of a result that is the same as `original`: same requirement and facet, and nothing of its weight before it. */
export function sameViolation(
  { violations }: CaseResult,
  original: { readonly requirement: string; readonly facet: string },
): Violation | undefined {
  return violations.find(
    ({ requirement, facet, secondary }) =>
      !secondary && requirement === original.requirement && facet === original.facet,
  )
}

/**
 * Shrinks a finding's case. Undefined for a history, which depends on a schedule that does not come back at will, for a round
 * that fails only when it is repeated a hundred thousand times, and if the case does not fail again: it never does where what it
 * shows comes of an earlier failure. Rejects with `HarnessFault`.
 */
export async function shrinkFinding(
  target: Target,
  { ran, subject: failing, violation: original }: Pick<Finding, 'ran' | 'subject' | 'violation'>,
  context: CaseContext,
  mostExecutions = maxExecutions,
): Promise<Shrunk | undefined> {
  if (ran.kind === 'history' || failing.rounds !== undefined) return undefined
  // Both begin where the model's world is, and a judged case has moved it.
  const fitted = context.fit(failing)
  fitted.oracle?.start()
  const simulator = fitted.planner ?? new ModelSimulator(fitted.model ?? freeModel())
  const walks = new WalkArbitrary(simulator, failing.inputs.length, (op) => context.catalogue.optional(op))
  const stops = original.judge === 'crash' || original.judge === 'silence' || original.judge === 'schema'
  let smallest: Omit<Shrunk, 'executions'> | undefined
  const fails = async (inputs: readonly Input[]): Promise<boolean> => {
    const subject = { ...failing, inputs }
    const result = await runConfirmed(target, subject, stops ? lockstep(context) : context, !stops)
    const violation = sameViolation(result, original)
    if (violation === undefined || result.unconfirmed !== undefined) return false
    smallest = { subject, result, violation }
    return true
  }
  // What comes after the failure goes first.
  const until = failing.inputs.slice(0, original.exchange.step)
  const begin = until.length < failing.inputs.length && (await fails(until)) ? until : failing.inputs
  const most = stops ? maxExecutionsOfStops : mostExecutions
  const { executions } = await shrink(walks, begin, fails, most, original.secondary ? maxAstray : 0)
  return smallest === undefined ? undefined : { ...smallest, executions }
}
