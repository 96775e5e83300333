import type { RunEvent } from '../../../reports/event.ts'
import type { Selected } from '../judging/selection.ts'
import type { CheckResult } from './check-result.ts'
import { confirmations } from './confirmations.ts'
import type { NamedFailure } from './defect.ts'

/** What the report tells before a check runs. */
export function checkStarted({ check, covered }: Selected): RunEvent {
  const { id, kind, explain } = check
  return { event: 'check_started', check: id, kind, requirements: [...covered], explain }
}

/** What it tells after: the figures, why the check ended early, and the stops that did not repeat. */
export function checkFinished(result: CheckResult): readonly RunEvent[] {
  const { id } = result.check
  return [
    {
      event: 'check_finished',
      check: id,
      status: 'ran',
      cases: result.cases,
      steps: result.steps,
      exercised: Object.fromEntries([...result.exercised].sort(([a], [b]) => (a < b ? -1 : 1))),
      violated: [...new Set(result.findings.map(({ violation }) => violation.requirement))].sort(),
    },
    ...(result.cutShort === undefined ? [] : [note('CUT-NOTE-CUT-SHORT', `${id}: ${result.cutShort}`)]),
    ...[...new Set(result.unconfirmed)].map((remark) => note('CUT-NOTE-UNCONFIRMED', `${id}: ${remark}`)),
  ]
}

/** What it tells of a check that does not apply; none for one that does. */
export function checkNotApplicable({ check, missing }: Selected): readonly RunEvent[] {
  if (missing === undefined) return []
  const nothing = { cases: 0, steps: 0, exercised: {}, violated: [] }
  return [{ event: 'check_finished', check: check.id, status: 'not-applicable', reason: missing, ...nothing }]
}

/** What it tells of a divergence that no requirement names; one for each check. */
export function unattributedNote({ check, unattributed: [stray] }: CheckResult): readonly RunEvent[] {
  if (stray === undefined) return []
  const meaning =
    'a divergence that no requirement names, so the run is inconclusive; that it has no name is a defect of the kit, please report it.'
  return [note('CUT-NOTE-UNATTRIBUTED', `${check.id}: ${meaning} ${stray}`)]
}

/** What it tells of a failure that never came again. */
export function unrepeatedNote({ requirement, ran, violation }: NamedFailure): RunEvent {
  const { exchange, allowed, got } = violation
  const seen = `${requirement.id} by ${ran.id}: ${exchange.op} allowed ${allowed}, got ${got}`
  return note(
    'CUT-NOTE-UNREPEATED',
    `${seen}; not seen again on ${confirmations} fresh processes, so it is nobody's verdict`,
  )
}

function note(code: string, message: string): RunEvent {
  return { event: 'note', code, message }
}
