import { readFileSync } from 'node:fs'
import { specHash, transitionDigests } from '../../../machines/chart/spec-hash.ts'
import { violationLines } from '../../../reports/failure.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { Check } from '../check.ts'
import type { CaseResult, Violation } from '../judging/case-result.ts'
import { replayHistory } from '../judging/replay-history.ts'
import { failureEvent } from '../outcome/failure-event.ts'
import { decodeToken, type Recording } from '../outcome/token.ts'
import type { Protocol } from '../protocol.ts'
import { runConfirmed } from '../running/confirm.ts'
import { openSession, targetOf } from '../running/session.ts'
import { sameViolation } from '../running/shrink-finding.ts'
import { loadProtocol } from './protocols.ts'
import { type AdapterOptions, sourceOf } from './source.ts'

/** Runs a recorded failure again: 1 if it fails again, 0 if it does not, 3 if the case did not get through for another reason. Throws `CUT-TOKEN…` for a token of another specification. */
export async function replayCommand(
  text: string,
  options: Omit<AdapterOptions, 'pin'> & { readonly times: number },
): Promise<number> {
  const recording = decodeToken(text.startsWith('@') ? readToken(text.slice(1)) : text)
  const protocol = await loadProtocol(recording.protocol)
  refuseChanged(protocol, recording)
  const check = checkOf(protocol, recording.check, recording)
  const ran = checkOf(protocol, recording.ran, recording)
  const target = targetOf(protocol, sourceOf(protocol, options))
  try {
    const { profile, capabilities, parameters } = recording
    const session = await openSession(target, protocol, { statement: { profile, capabilities, parameters } })
    const context = session.context(ran)
    if (recording.history !== undefined) {
      const violated = replayHistory(recording.subject, recording.history, context.monitors, session.setting)
      process.stdout.write(
        `The recorded history, judged again: ${violated.has(recording.requirement) ? `violates ${recording.requirement}` : 'is legal'}\n`,
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
    if (shown !== undefined) {
      const requirement = protocol.register().requirements.find(({ id }) => id === recording.requirement)
      if (requirement !== undefined) {
        const failure = {
          check,
          ran,
          violation: shown.violation,
          result: shown.result,
          subject: recording.subject,
          fromCases: 1,
        }
        const told = violationLines(failureEvent(requirement, failure, undefined, { replay: '' })).filter(
          (line) => !line.includes('cutover replay'),
        )
        process.stdout.write(`${told.join('\n')}\n\n`)
      }
    }
    process.stdout.write(
      `${recording.requirement} by ${recording.check}: failed in ${failed} of ${options.times} run${options.times === 1 ? '' : 's'} on ${session.pics.implementation} ${session.pics.version}\n`,
    )
    for (const other of otherwise) process.stdout.write(`It did not get through either: ${other}\n`)
    return failed > 0 ? 1 : otherwise.size > 0 ? 3 : 0
  } finally {
    await target.close()
  }
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
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    throw new CutoverError('CUT-TOKEN-FILE', `${path}: expected a readable file with a replay token`)
  }
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
