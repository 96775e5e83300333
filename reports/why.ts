import { clip } from './clip.ts'
import { forTerminal } from './escape.ts'
import type { CheckFinished, DefectFound, Event, VerdictReached, ViolationFound } from './event.ts'
import { quantity } from './quantity.ts'

/**
 * Why a run gave one requirement its verdict, as plain printable lines: the verdict, whose cases exercised it how often, and each
 * failure with who judged it, by which transition of a chart, and whether it is known. Empty if the run says nothing of it.
 */
export function whyLines(events: readonly Event[], requirement: string): string[] {
  const verdict = events.find(
    (event): event is VerdictReached => event.event === 'verdict' && event.requirement === requirement,
  )
  const violations = events.filter(
    (event): event is ViolationFound => event.event === 'violation' && event.requirement === requirement,
  )
  if (verdict === undefined && violations.length === 0) return []
  const checks = events.filter((event): event is CheckFinished => event.event === 'check_finished')
  const defects = events.filter((event): event is DefectFound => event.event === 'defect')
  const lines = [
    ...verdictLines(verdict),
    '',
    'Exercised by the cases of:',
    ...exercisedLines(checks, requirement),
    ...violations.flatMap((violation) => ['', ...violationLines(violation, defects)]),
  ]
  return lines.map((line) => forTerminal(line))
}

function verdictLines(verdict: VerdictReached | undefined): string[] {
  if (verdict === undefined) return ['No verdict: the run ended before it.']
  const { checks, known, reason } = verdict
  return [
    `Verdict: ${verdict.verdict}${known === undefined ? '' : `, known: ${clip(known)}`}`,
    ...(reason === undefined || verdict.verdict === 'fail' ? [] : [`Reason: ${clip(reason)}`]),
    `Judged by: ${checks.join(', ') || 'no check of the run'}`,
  ]
}

function exercisedLines(checks: readonly CheckFinished[], requirement: string): string[] {
  const counts = checks.flatMap(({ check, exercised }) => {
    const times = exercised[requirement]
    return times === undefined ? [] : [`  ${check}  ${quantity(times, 'time')}`]
  })
  return counts.length > 0 ? counts : ['  none: its antecedent never held']
}

function violationLines(
  { defect: number, check, judge, transitions, facet, known, allowed, got }: ViolationFound,
  defects: readonly DefectFound[],
): string[] {
  const defect = defects.find((each) => each.defect === number)
  return [
    `Defect ${number}: failure of ${facet} under ${check}${known === undefined ? '' : `, known: ${clip(known)}`}`,
    `  judged by   ${judge}${transitions.length === 0 ? '' : `, transition ${transitions.join(', ')}`}`,
    `  allowed     ${clip(allowed)}`,
    `  got         ${clip(got)}`,
    ...(defect === undefined ? [] : [`  run again   cutover replay ${defect.replay}`]),
  ]
}
