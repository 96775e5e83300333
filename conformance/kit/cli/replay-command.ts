import { facets } from '../../../machines/chart/chart.ts'
import { specHash, transitionDigests } from '../../../machines/chart/spec-hash.ts'
import type { Setting } from '../../../machines/model/model.ts'
import { defectLines } from '../../../reports/defect-lines.ts'
import type { Printable } from '../../../reports/printable.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { Case, Check } from '../check.ts'
import { rawLine } from '../judging/case-judge.ts'
import type { CaseResult, Violation } from '../judging/case-result.ts'
import { isModelOnly } from '../judging/model-only.ts'
import { replayHistory } from '../judging/replay-history.ts'
import { settingOf } from '../judging/setting.ts'
import { defectEvents } from '../outcome/defect-events.ts'
import { readInputFile } from '../outcome/input-file.ts'
import { decodeToken, type Recording } from '../outcome/token.ts'
import type { Protocol } from '../protocol.ts'
import { runConfirmed } from '../running/confirm.ts'
import { openSession, targetOf } from '../running/session.ts'
import { sameViolation } from '../running/shrink-finding.ts'
import { loadProtocol } from './protocols.ts'
import { reportedDefect } from './reported-defect.ts'
import { type AdapterOptions, sourceOf } from './source.ts'
import { out } from './terminal.ts'

/**
 * Runs a recorded failure again: a token, `@file`, or a defect of a report by its number. Returns 1 if it fails again, 0 if it does not,
 * 3 if the case did not get through for another reason. Throws `CUT-TOKEN…` for a token of another specification, and
 * `CUT-REPLAY` where no report has the defect.
 */
export async function replayCommand(
  text: string,
  given: Omit<AdapterOptions, 'pin'> & { readonly times: number },
): Promise<number> {
  const { token, adapter } = reportedDefect(text) ?? { token: text }
  const options = adapter === undefined ? given : { adapter, ...given }
  const recording = decodeToken(token.startsWith('@') ? readToken(token.slice(1)) : token)
  const protocol = await loadProtocol(recording.protocol)
  refuseChanged(protocol, recording)
  const check = checkOf(protocol, recording.check, recording)
  const ran = checkOf(protocol, recording.ran, recording)
  refuseUnfit(protocol, ran, recording)
  const target = targetOf(protocol, sourceOf(protocol, options))
  try {
    const { profile, capabilities, parameters } = recording
    const session = await openSession(target, protocol, { statement: { profile, capabilities, parameters } })
    const context = session.context(ran)
    if (recording.history !== undefined) {
      const violated = replayHistory(recording.subject, recording.history, context.monitors, session.setting)
      out.line(
        `The recorded history, judged again: ${violated.has(recording.requirement) ? `violates ${recording.requirement}` : 'is legal'}`,
      )
    }
    let failed = 0
    const otherwise = new Set<string>()
    let shown: { violation: Violation; result: CaseResult } | undefined
    for (let time = 0; time < options.times; time++) {
      const result = await runConfirmed(target, recording.subject, context)
      const violation = sameViolation(result, recording)
      if (violation === undefined) {
        const other = result.unconfirmed ?? result.stop?.message ?? result.violations.map(described)[0]
        if (other !== undefined) otherwise.add(other)
        continue
      }
      failed++
      shown ??= { violation, result }
    }
    if (shown !== undefined)
      out.lines([...toldAgain(protocol, session.setting, { check, ran, subject: recording.subject }, shown), ''])
    out.line(
      `${recording.requirement} by ${recording.check}: failed in ${failed} of ${options.times} run${options.times === 1 ? '' : 's'} on ${session.pics.implementation} ${session.pics.version}`,
    )
    for (const other of otherwise) out.line(`It did not get through either: ${other}`)
    return failed > 0 ? 1 : otherwise.size > 0 ? 3 : 0
  } finally {
    await target.close()
  }
}

/** The failure as a report tells it, but for what runs it again. */
function toldAgain(
  protocol: Protocol,
  setting: Setting,
  { check, ran, subject }: { readonly check: Check; readonly ran: Check; readonly subject: Case },
  { violation, result }: { readonly violation: Violation; readonly result: CaseResult },
): readonly Printable[] {
  const requirement = protocol.register().requirements.find(({ id }) => id === violation.requirement)
  if (requirement === undefined) return []
  const found = { ran, subject, result, violation, fromCases: 1 }
  const proof = { ...found, fromSteps: subject.inputs.length, executions: 0, triedAgain: 0 }
  const failures = [{ ...found, check, requirement, known: undefined, suspicion: 1000 }]
  const events = defectEvents({ proof, failures }, 1, '-', (hex) => protocol.frames?.show(hex, setting))
  const [defect] = events.flatMap((event) => (event.event === 'defect' ? [event] : []))
  const violations = events.flatMap((event) => (event.event === 'violation' ? [event] : []))
  return defect === undefined ? [] : defectLines({ defect, violations }).slice(0, -1)
}

function described({ requirement, exchange, allowed, got }: Violation): string {
  return `${requirement}: ${exchange.op} is allowed ${allowed}, got ${got}`
}

function checkOf(protocol: Protocol, id: string, recording: Recording): Check {
  const check = protocol.checks.find((candidate) => candidate.id === id)
  if (check !== undefined) return check
  throw new CutoverError(
    'CUT-TOKEN-CHECK',
    `the token names check ${id}, which this kit does not have; use kit ${recording.kit}`,
  )
}

function readToken(path: string): string {
  const read = readInputFile(path)
  if ('text' in read) return read.text.trim()
  throw new CutoverError(
    'CUT-TOKEN-FILE',
    `${path}: expected a readable file with a replay token (${read.problem}); see docs/replay.md`,
  )
}

/** A recording that fits its format may still name what this kit does not have. */
function refuseUnfit(protocol: Protocol, ran: Check, recording: Recording): void {
  const catalogue = protocol.catalogue()
  const refuse = (what: string): never => {
    throw new CutoverError('CUT-TOKEN', `expected a token as a report prints it; ${what}; see docs/replay.md`)
  }
  if (!catalogue.profiles.includes(recording.profile)) refuse(`this one names profile "${recording.profile}"`)
  if (!facets.some((facet) => facet === recording.facet)) refuse(`this one names facet "${recording.facet}"`)
  if (!protocol.register().requirements.some(({ id }) => id === recording.requirement))
    refuse(`this one names requirement "${recording.requirement}"`)
  // A check may ask for what no implementation has, to see it refused.
  const asked = new Set((ran.cases?.(settingOf(recording)) ?? []).flatMap(({ inputs }) => inputs.map(({ op }) => op)))
  for (const { op } of recording.subject.inputs)
    if (catalogue.operation(op) === undefined && !isModelOnly(op) && op !== rawLine && !asked.has(op))
      refuse(`this one calls "${op}"`)
}

/** A token of another specification is refused; transitions that changed are named. */
function refuseChanged(protocol: Protocol, recording: Recording): void {
  if (specHash(protocol).startsWith(recording.spec)) return
  const now = transitionDigests(protocol)
  const changed = Object.entries(recording.transitions).filter(([id, digest]) => now.get(id) !== digest)
  const which =
    changed.length === 0
      ? 'none of the transitions that it uses changed: the register or a schema did'
      : `changed transitions: ${changed.map(([id]) => (now.has(id) ? id : `${id} (gone)`)).join(', ')}`
  throw new CutoverError(
    'CUT-TOKEN-SPEC',
    `the token was made for specification ${recording.spec} by kit ${recording.kit}, this kit has ${specHash(protocol).slice(0, 16)}; ${which}. Run the check again: cutover run ${protocol.id} --only ${recording.check}`,
  )
}
