import { attribute, type Failure } from '../judging/attribute.ts'
import { unattributedNote, unrepeatedNote } from '../outcome/check-events.ts'
import type { CheckResult } from '../outcome/check-result.ts'
import { coverageEvent } from '../outcome/coverage-event.ts'
import { type ExitCode, exitCode } from '../outcome/exit-code.ts'
import type { Named } from '../outcome/defect.ts'
import { inOrder } from '../outcome/defect.ts'
import { defectEvents } from '../outcome/defect-events.ts'
import { knownFailureEvent } from '../outcome/known-failure-event.ts'
import { type ComparedEntry, compareKnown, type KnownFailures, names, sortKnown } from '../outcome/known-failures.ts'
import { recordingOf } from '../outcome/recording.ts'
import { Evidence } from '../outcome/evidence.ts'
import { bySuspicion } from '../outcome/suspicion.ts'
import { decide, type RequirementVerdict } from '../outcome/verdict.ts'
import { verdictEvent } from '../outcome/verdict-event.ts'
import { diagnose } from './diagnose.ts'
import type { RunOptions } from './run-options.ts'
import type { Session } from './session.ts'
import type { Target } from './target.ts'

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
  const defects = inOrder(unordered.map((defect) => ({ ...defect, failures: bySuspicion(defect.failures, evidence) })))
  for (const [at, defect] of defects.entries()) {
    const replay = options.keep(recordingOf(session.protocol, defect, session.pics), at + 1)
    for (const event of defectEvents(defect, at + 1, replay)) options.emit(event)
  }
  const failures = defects.flatMap((defect) => defect.failures)
  const compared = [...compareKnown(entries.inForce, failures.map(nameOf)), ...entries.unmatched]
  const verdicts = verdictsOf(session, results, failures)
  const taken = new Set(results.flatMap(({ transitions }) => [...transitions]))
  const walked = new Set(results.flatMap(({ charts }) => charts))
  const charts = session.protocol.charts.filter(({ id }) => walked.has(id))
  const events = [
    ...compared.map(knownFailureEvent),
    ...results.flatMap(unattributedNote),
    ...unrepeated.map(unrepeatedNote),
    ...charts.map((chart) => coverageEvent(chart, taken)),
    ...verdicts.map((verdict) => {
      const its = failures.filter(({ requirement }) => requirement === verdict.requirement)
      return verdictEvent(verdict, its)
    }),
  ]
  for (const event of events) options.emit(event)
  return exitCodeOf(options, results, failures, unrepeated, compared, verdicts)
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

function named(session: Session, results: readonly CheckResult[], { inForce }: KnownFailures): readonly Named[] {
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

function verdictsOf(
  session: Session,
  results: readonly CheckResult[],
  failures: readonly Named[],
): readonly RequirementVerdict[] {
  const exercised = new Map<string, number>()
  for (const result of results)
    for (const [id, count] of result.exercised) exercised.set(id, (exercised.get(id) ?? 0) + count)
  const evidence = {
    exercised,
    violated: new Set(failures.map(({ requirement }) => requirement.id)),
    cutShort: results.find(({ cutShort }) => cutShort !== undefined)?.cutShort,
    leftOut: session.leftOut,
  }
  const { requirements } = session.protocol.register()
  return requirements.map((requirement) =>
    decide(requirement, session.selected, evidence, session.catalogue, session.pics),
  )
}

function exitCodeOf(
  { level }: RunOptions,
  results: readonly CheckResult[],
  failures: readonly Named[],
  unrepeated: readonly Named[],
  compared: readonly ComparedEntry[],
  verdicts: readonly RequirementVerdict[],
): ExitCode {
  return exitCode({
    level,
    failures: failures.map(({ requirement, known }) => ({ level: requirement.level, known: known !== undefined })),
    verdicts: verdicts.map(({ requirement, verdict }) => ({ level: requirement.level, verdict })),
    staleOrUnmatched: compared.some(({ status }) => status === 'stale' || status === 'unmatched'),
    undecided:
      unrepeated.length > 0 ||
      results.some(
      ({ cutShort, unconfirmed, unattributed }) =>
        cutShort !== undefined || unconfirmed.length > 0 || unattributed.length > 0,
    ),
  })
}

function nameOf({ violation, check }: Failure): { requirement: string; check: string; facet: string } {
  return { requirement: violation.requirement, check: check.id, facet: violation.facet }
}
