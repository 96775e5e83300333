import { facets } from '../../../machines/chart/chart.ts'
import { specHash, transitionDigests } from '../../../machines/chart/spec-hash.ts'
import { violationLines } from '../../../reports/failure.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { Check } from '../check.ts'
import { replayHistory } from '../judging/replay-history.ts'
import { select } from '../judging/selection.ts'
import { settingOf } from '../judging/setting.ts'
import { readInputFile } from '../outcome/input-file.ts'
import { tellFailure } from '../outcome/tell-failure.ts'
import { decodeToken, type Recording } from '../outcome/token.ts'
import type { Protocol } from '../protocol.ts'
import { benchOf } from '../running/campaign.ts'
import { execute } from '../running/execute.ts'
import { type CaseResult, rawLine, type Violation } from '../running/run-case.ts'
import { Target } from '../running/target.ts'
import { kitVersion } from '../version.ts'
import { loadProtocol } from './protocols.ts'
import { type AdapterOptions, sourceOf } from './source.ts'
import { out } from './terminal.ts'

/** Runs a recorded failure again: 1 if it fails again, 0 if it does not, 3 if the case did not get through for another reason. Throws `CUT-TOKEN…` for a token of another specification. */
export async function replayCommand(
  text: string,
  options: AdapterOptions & { readonly times: number },
): Promise<number> {
  const recording = decodeToken(text.startsWith('@') ? readToken(text.slice(1)) : text)
  const protocol = await loadProtocol(recording.protocol)
  refuseChanged(protocol, recording)
  const check = checkOf(protocol, recording.check, recording)
  const ran = checkOf(protocol, recording.ran, recording)
  refuseUnfit(protocol, ran, recording)
  const target = new Target(
    sourceOf(protocol, options),
    { protocol: protocol.id, kit: kitVersion, adapter_protocol: 1 },
    protocol.smoke,
  )
  try {
    const pics = await target.pics()
    const stated = {
      ...pics,
      profile: recording.profile,
      capabilities: recording.capabilities,
      parameters: recording.parameters,
    }
    const rules = { catalogue: protocol.catalogue(), register: protocol.register(), malformed: protocol.malformed }
    const monitors = select(protocol.checks, rules.catalogue, stated).flatMap((entry) =>
      entry.lacks === undefined && entry.check.kind === 'monitor' ? (entry.check.monitors ?? []) : [],
    )
    const bench = benchOf(ran, monitors, settingOf(stated), rules, false)
    if (recording.history !== undefined) {
      const judged = replayHistory(recording, bench)
      out.line(
        `The recorded history, judged again: ${judged.some((violation) => violation.requirement === recording.requirement) ? `violates ${recording.requirement}` : 'is legal'}`,
      )
    }
    let failed = 0
    const otherwise = new Set<string>()
    let shown: { violation: Violation; result: CaseResult } | undefined
    for (let time = 0; time < options.times; time++) {
      const result = await execute(target, recording.subject, bench)
      const violation = result.violations.find(
        ({ requirement, facet }) => requirement === recording.requirement && facet === recording.facet,
      )
      if (violation === undefined) {
        const other = result.unconfirmed ?? result.stop?.message ?? result.violations.map(otherway)[0]
        if (other !== undefined) otherwise.add(other)
        continue
      }
      failed++
      shown ??= { violation, result }
    }
    if (shown !== undefined) {
      const requirement = rules.register.requirements.find(({ id }) => id === recording.requirement)
      if (requirement !== undefined) {
        const failure = {
          check,
          ran,
          violation: shown.violation,
          result: shown.result,
          subject: recording.subject,
          fromCases: 1,
          bench,
        }
        const told = violationLines(tellFailure(requirement, failure, undefined, { replay: '' })).filter(
          (line) => !String(line).includes('cutover replay'),
        )
        out.lines([...told, ''])
      }
    }
    out.line(
      `${recording.requirement} by ${recording.check}: failed in ${failed} of ${options.times} run${options.times === 1 ? '' : 's'} on ${pics.implementation} ${pics.version}`,
    )
    for (const other of otherwise) out.line(`It did not get through either: ${other}`)
    return failed > 0 ? 1 : otherwise.size > 0 ? 3 : 0
  } finally {
    await target.close()
  }
}

function otherway({ requirement, exchange, allowed, got }: Violation): string {
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
    if (catalogue.operation(op) === undefined && !op.startsWith('$') && op !== rawLine && !asked.has(op))
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
