import { HarnessFault } from '../adapters/fault.ts'
import { replayHistory } from '../judging/replay-history.ts'
import { confirmations } from '../outcome/confirmations.ts'
import { type Cause, type NamedFailure, type Proof, sameCase } from '../outcome/defect.ts'
import type { Evidence } from '../outcome/evidence.ts'
import { byCause, bySuspicion } from '../outcome/suspicion.ts'
import { runCase } from './case.ts'
import { restsOnFrames } from './grounds.ts'
import { type Session, targetOf } from './session.ts'
import { maxRealExecutions, sameViolation, shrinkFinding } from './shrink-finding.ts'
import type { Target } from './target.ts'

/** What became of the failures of a run. */
export interface Diagnosis {
  readonly defects: readonly Cause[]
  /** Failures that never came again on a fresh process. */
  readonly unrepeated: readonly NamedFailure[]
}

/**
 * Goes from failures to defects. Those that were broken together have one cause, and one of them is repeated on a fresh process and
 * shrunk. A failure that came after another one of its case counts where it also comes alone, and else belongs to that one. Known
 * failures are told apart from others. Rejects with `HarnessFault`: `CUT-ADAPTER-RESET` where a failure comes in a used process
 * alone.
 */
export async function diagnose(
  target: Target,
  session: Session,
  failures: readonly NamedFailure[],
  evidence: Evidence,
  pipelined: boolean,
): Promise<Diagnosis> {
  const defects: { proof: Proof; failures: NamedFailure[] }[] = []
  const unrepeated: NamedFailure[] = []
  const alone = failures.filter((failure) => !failure.violation.secondary && !echoesKnown(failure, failures, evidence))
  const groups = [true, false].flatMap((known) =>
    byCause(
      alone.filter((failure) => (failure.known !== undefined) === known),
      evidence,
    ),
  )
  const suspected = groups.map((group) => bySuspicion(group, evidence, session.protocol.register().robustness))
  const waiting = suspected.map(shortest).filter(isWaiting)
  const apart = new Map(waiting.map((failure) => [failure, repeatedApart(target, session, failure)]))
  // Each is awaited in its turn; until then its rejection is nobody's.
  for (const repetition of apart.values()) repetition.catch(() => undefined)
  const place = (its: readonly NamedFailure[], proof: Proof): void => {
    const same = defects.find((defect) => sameCase(defect.proof, proof) && areOfOneKind(defect.failures, its))
    if (same === undefined) defects.push({ proof, failures: [...its] })
    else same.failures.push(...its)
  }
  for (const group of suspected) {
    let left = [...group]
    while (left.length > 0) {
      const failure = shortest(left)
      const triedAgain = await (apart.get(failure) ?? repeated(target, session, failure))
      if (triedAgain !== undefined) {
        place(left, await proven(target, session, failure, triedAgain, pipelined))
        break
      }
      unrepeated.push(failure)
      left = left.filter((each) => each !== failure)
    }
  }
  for (const failure of failures.filter(({ violation }) => violation.secondary)) {
    const named = failures.some(
      ({ requirement, violation }) => requirement === failure.requirement && !violation.secondary,
    )
    if (named || isKept(session, failure)) continue
    const shrunk = await shrunkBy(target, session, failure, pipelined)
    if (shrunk !== undefined) place([failure], proofOf(failure, shrunk, 1))
  }
  return { defects: await grounded(target, session, defects), unrepeated }
}

/** Told with what a wire check shows is what rests on it: a frame of its case is misread or miswritten. */
async function grounded(target: Target, session: Session, defects: readonly Cause[]): Promise<readonly Cause[]> {
  const isGround = ({ proof }: Cause): boolean => proof.ran.kind === 'wire'
  const grown = defects.filter(isGround)
  for (const defect of defects) {
    if (isGround(defect)) continue
    const at = grown.findIndex((each) => isGround(each) && areOfOneKind(each.failures, defect.failures))
    const ground = grown[at]
    const rests =
      ground !== undefined &&
      defect.proof.result.stop === undefined &&
      (await restsOnFrames(target, session, defect.proof))
    if (rests) grown[at] = { ...ground, failures: [...ground.failures, ...defect.failures] }
    else grown.push(defect)
  }
  return grown
}

/** Whether a query only shows what a known failure of its step did: that is known too. */
function echoesKnown(
  { violation, requirement, known }: NamedFailure,
  all: readonly NamedFailure[],
  evidence: Evidence,
): boolean {
  if (violation.echo !== true || known !== undefined) return false
  const together = new Set(evidence.together().flatMap((ids) => (ids.includes(requirement.id) ? ids : [])))
  return all.some((each) => each.known !== undefined && together.has(each.requirement.id))
}

/** Of the most suspicious requirement the failure with the shortest case. */
function shortest(suspects: readonly NamedFailure[]): NamedFailure {
  const its = suspects.filter(({ requirement }) => requirement === suspects[0]?.requirement)
  return its.reduce((one, other) => (other.subject.inputs.length < one.subject.inputs.length ? other : one))
}

function areOfOneKind(one: readonly NamedFailure[], other: readonly NamedFailure[]): boolean {
  return (one[0]?.known === undefined) === (other[0]?.known === undefined)
}

/**
 * Fresh processes until the failure came again, undefined if it never did; 0 where nothing is run again: a recorded history is
 * judged again, and a stop was repeated when it happened.
 */
async function repeated(target: Target, session: Session, failure: NamedFailure): Promise<number | undefined> {
  const { ran, subject, violation, result } = failure
  const context = session.context(ran).fit(subject)
  if (result.stop !== undefined) return 0
  if (ran.kind === 'history') {
    const history = result.exchanges.map(({ reply }) => reply)
    const again = replayHistory(subject, history, context.monitors, session.setting)
    return again.has(violation.requirement) ? 0 : undefined
  }
  const fails = async (): Promise<boolean> =>
    sameViolation(await runCase(await target.adapter(), subject, context), violation) !== undefined
  const usedFails = await fails()
  for (let triedAgain = 1; triedAgain <= confirmations; triedAgain++) {
    await target.renew()
    if (await fails()) return triedAgain
  }
  if (!usedFails) return undefined
  throw new HarnessFault(
    'CUT-ADAPTER-RESET',
    `that what fails in a used process fails in a fresh one too: ${violation.requirement} by ${ran.id}, ${violation.exchange.op} allowed ${violation.allowed}, got ${violation.got}, on none of ${confirmations} fresh processes`,
  )
}

const isReal = ({ stated: { clock, deterministic } }: Session): boolean => clock === 'real' && deterministic === false

/** Whether a case is told as it was: one that waits, and in real processes what was written by hand or is known. */
const isKept = (session: Session, failure: NamedFailure): boolean =>
  isWaiting(failure) || (isReal(session) && (failure.ran.kind !== 'model' || failure.known !== undefined))

function shrunkBy(
  target: Target,
  session: Session,
  failure: NamedFailure,
  pipelined: boolean,
): ReturnType<typeof shrinkFinding> {
  const most = isReal(session) ? maxRealExecutions : undefined
  return shrinkFinding(target, failure, session.context(failure.ran, pipelined), most)
}

/** The case as far as the failure. */
function untilFailure({ subject, result, violation }: NamedFailure): Pick<Proof, 'subject' | 'result' | 'violation'> {
  return { subject: { ...subject, inputs: subject.inputs.slice(0, violation.exchange.step) }, result, violation }
}

const isWaiting = ({ ran, subject }: NamedFailure): boolean => subject.waits ?? ran.waits === true

/** The same for a case that mostly waits and ran on an instance of its own, beside others of its kind. */
async function repeatedApart(target: Target, session: Session, failure: NamedFailure): Promise<number | undefined> {
  const { ran, subject, violation, result } = failure
  if (result.stop !== undefined) return 0
  const own = targetOf(session.protocol, target.source)
  try {
    for (let triedAgain = 1; triedAgain <= confirmations; triedAgain++) {
      const again = await runCase(await own.renew(), subject, session.context(ran).fit(subject))
      if (sameViolation(again, violation) !== undefined) return triedAgain
    }
    return undefined
  } finally {
    await own.close()
  }
}

async function proven(
  target: Target,
  session: Session,
  failure: NamedFailure,
  triedAgain: number,
  pipelined: boolean,
): Promise<Proof> {
  // To shrink what waits would take minutes; what comes behind the failure goes.
  if (isKept(session, failure)) return proofOf(failure, { ...untilFailure(failure), executions: 0 }, triedAgain)
  const shrunk = await shrunkBy(target, session, failure, pipelined)
  return proofOf(failure, shrunk ?? { ...failure, executions: 0 }, triedAgain)
}

function proofOf(
  { ran, fromCases, subject: { inputs } }: NamedFailure,
  shrunk: Pick<Proof, 'subject' | 'result' | 'violation' | 'executions'>,
  triedAgain: number,
): Proof {
  const { subject, result, violation, executions } = shrunk
  return { ran, subject, result, violation, fromCases, fromSteps: inputs.length, executions, triedAgain }
}
