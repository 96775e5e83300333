import { runSmoke } from '../adapters/conversation.ts'
import type { Check } from '../check.ts'
import { attribute, type Failure } from '../judging/attribute.ts'
import { chartEvent } from '../outcome/chart-event.ts'
import { unattributedNote, unrepeatedNote } from '../outcome/check-events.ts'
import type { CheckResult } from '../outcome/check-result.ts'
import { citations } from '../outcome/citations.ts'
import { coverageEvent } from '../outcome/coverage-event.ts'
import { type Defect, inOrder, type NamedFailure, type Suspected } from '../outcome/defect.ts'
import { defectEvents } from '../outcome/defect-events.ts'
import { Evidence } from '../outcome/evidence.ts'
import { type ExitCode, exitCode } from '../outcome/exit-code.ts'
import { knownFailureEvent } from '../outcome/known-failure-event.ts'
import { type ComparedEntry, compareKnown, type KnownFailures, names, sortKnown } from '../outcome/known-failures.ts'
import { recordingOf } from '../outcome/recording.ts'
import { bySuspicion } from '../outcome/suspicion.ts'
import { decide, type RequirementVerdict } from '../outcome/verdict.ts'
import { verdictEvent } from '../outcome/verdict-event.ts'
import { diagnose } from './diagnose.ts'
import { masksOf } from './masking.ts'
import type { RunOptions } from './run-options.ts'
import type { Session } from './session.ts'
import type { Target } from './target.ts'
import { transcriptOf } from './transcript.ts'

/** Goes from what the checks showed to defects, known failures, coverage and verdicts, and tells each; returns the exit code. */
export async function conclude(
  target: Target,
  session: Session,
  results: readonly CheckResult[],
  options: RunOptions,
): Promise<ExitCode> {
  const entries = knownFailuresOf(session, results, options)
  const found = named(session, results, entries)
  const evidence = Evidence.of(results.map((result) => result.evidence))
  const { defects: unordered, unrepeated } = await diagnose(target, session, found, evidence, options.pipelined)
  // Not before: a failure is tried again in the process that has run the cases.
  await runSmoke(await target.renew(), session.protocol.smoke)
  const { robustness } = session.protocol.register()
  const ordered = (failures: readonly NamedFailure[]): readonly Suspected[] =>
    bySuspicion(failures, evidence, robustness)
  const defects = inOrder(unordered.map((defect) => ({ ...defect, failures: ordered(defect.failures) })))
  const show = (hex: string): string | undefined => session.protocol.frames?.show(hex, session.setting)
  for (const [at, defect] of defects.entries()) {
    const replay = options.keep(recordingOf(session.protocol, defect, session.pics), at + 1)
    const context = session.context(defect.proof.ran, options.pipelined)
    const transcript = await transcriptOf(defect.proof, context, show)
    for (const event of defectEvents(defect, at + 1, replay, show, transcript)) options.emit(event)
  }
  const failures = defects.flatMap((defect) => defect.failures)
  // An entry for what only follows from another failure is no mistake: another seed may meet it alone.
  const follows = found.filter(({ violation }) => violation.secondary)
  const compared = [...compareKnown(entries, [...failures, ...follows].map(nameOf)), ...entries.unmatched]
  const verdicts = await verdictsOf(session, results, defects)
  const register = session.protocol.register()
  const taken = new Set(results.flatMap(({ transitions }) => [...transitions]))
  const walked = new Set(results.flatMap(({ charts }) => charts))
  const charts = session.protocol.charts.filter(({ id }) => walked.has(id))
  const events = [
    ...compared.map(knownFailureEvent),
    ...results.flatMap(unattributedNote),
    ...unrepeated.map(unrepeatedNote),
    ...charts.flatMap((chart) => [coverageEvent(chart, taken), chartEvent(chart, taken)]),
    ...verdicts.map((verdict) => {
      const masks = verdict.masks?.flatMap(({ defect }) => defects[defect - 1]?.failures ?? [])
      const its = failures.filter(({ requirement }) => requirement === verdict.requirement)
      const { id } = verdict.requirement
      const falsifiers = session.protocol.mutants.flatMap((mutant) => (mutant.violates === id ? [mutant.id] : []))
      return { ...verdictEvent(verdict, masks ?? its), source: citations(register, verdict.requirement), falsifiers }
    }),
  ]
  for (const event of events) options.emit(event)
  return exitCodeOf(options, results, defects, unrepeated, compared, verdicts)
}

function knownFailuresOf(session: Session, results: readonly CheckResult[], options: RunOptions): KnownFailures {
  const covered = new Map(
    session.selected.flatMap(({ check, missing, covered: its }) => (missing === undefined ? [[check.id, its]] : [])),
  )
  return sortKnown(
    options.knownFailures?.entries ?? [],
    (check) => covered.get(check),
    new Set(results.flatMap(({ check, cutShort }) => (cutShort === undefined ? [] : [check.id]))),
    options.only !== undefined || options.skip !== undefined,
  )
}

function named(session: Session, results: readonly CheckResult[], { inForce }: KnownFailures): readonly NamedFailure[] {
  const { requirements } = session.protocol.register()
  const findings = results.flatMap((result) => result.findings)
  return attribute(findings, session.selected).map((failure) => {
    const requirement = requirements.find(({ id }) => id === failure.violation.requirement)
    if (requirement === undefined)
      throw new TypeError(`a check names ${failure.violation.requirement}, which the register does not have`)
    const known = inForce.find((entry) => names(entry, nameOf(failure)))?.reason
    return { ...failure, requirement, known }
  })
}

async function verdictsOf(
  session: Session,
  results: readonly CheckResult[],
  defects: readonly Defect[],
): Promise<readonly RequirementVerdict[]> {
  const exercised = new Map<string, number>()
  for (const result of results)
    for (const [id, count] of result.exercised) exercised.set(id, (exercised.get(id) ?? 0) + count)
  const violated = new Set(defects.flatMap(({ failures }) => failures.map(({ requirement }) => requirement.id)))
  const { requirements } = session.protocol.register()
  const unjudged = [...session.covered].filter((id) => (exercised.get(id) ?? 0) === 0 && !violated.has(id))
  const evidence = {
    exercised,
    violated,
    masks: await masksOf(session, results, defects, new Set(unjudged)),
    cutShort: results.find(({ cutShort }) => cutShort !== undefined)?.cutShort,
    leftOut: session.leftOut,
  }
  return requirements.map((requirement) =>
    decide(requirement, session.selected, evidence, session.catalogue, session.pics),
  )
}

function exitCodeOf(
  { level }: RunOptions,
  results: readonly CheckResult[],
  defects: readonly Defect[],
  unrepeated: readonly NamedFailure[],
  compared: readonly ComparedEntry[],
  verdicts: readonly RequirementVerdict[],
): ExitCode {
  const failures = defects.flatMap((defect) => defect.failures)
  const isKnown = ({ known }: NamedFailure): boolean => known !== undefined
  // What a known stop cut short is known too.
  const isExcused = (check: Check): boolean => {
    const stops = failures.filter(({ ran, result }) => ran === check && result.stop !== undefined)
    return stops.length > 0 && stops.every(isKnown)
  }
  return exitCode({
    level,
    failures: failures.map((failure) => ({ level: failure.requirement.level, known: isKnown(failure) })),
    verdicts: verdicts.map(({ requirement, verdict, masks = [] }) => ({
      level: requirement.level,
      verdict,
      known: masks.length > 0 && masks.every(({ defect }) => defects[defect - 1]?.failures.every(isKnown)),
    })),
    staleOrUnmatched: compared.some(({ status }) => status === 'stale' || status === 'unmatched'),
    undecided:
      unrepeated.length > 0 ||
      results.some(
        ({ check, cutShort, unconfirmed, unattributed }) =>
          (cutShort !== undefined && !isExcused(check)) || unconfirmed.length > 0 || unattributed.length > 0,
      ),
  })
}

function nameOf({ violation, check }: Failure): { requirement: string; check: string; facet: string } {
  return { requirement: violation.requirement, check: check.id, facet: violation.facet }
}
