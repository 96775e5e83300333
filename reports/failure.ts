import { clip } from './clip.ts'
import type { Step, Violation } from './event.ts'
import { plain } from './paint.ts'
import { type Printable, text } from './printable.ts'
import { grouped, quantity } from './quantity.ts'
import { stderrLines } from './stderr-lines.ts'
import type { Failure } from './summary.ts'

/** A minimal case has a handful of steps; of a recorded history the beginning and the end are shown. */
const shownSteps = 40

/**
 * The failure as plain printable lines that answer, in this order: which requirement, what was sent, what the specification
 * allows, what came back, how to run it again. A requirement has one block for each violation.
 */
export function failureLines(failure: Failure, paint = plain): Printable[] {
  const title = `${failure.requirement} ${failure.level}  ${clip(failure.text)}`
  const header = text`${paint.bad('✗')} ${paint.strong(title)}`
  if (failure.violations.length === 0) return [header, text`    ${clip(failure.reason ?? 'no violation was recorded')}`]
  return failure.violations.flatMap((violation, index) => [
    ...(index > 0 ? [text``] : []),
    header,
    ...violationLines(violation, paint),
  ])
}

/** What follows the headline of one violation, indented by four. */
export function violationLines(violation: Violation, paint = plain): Printable[] {
  const { steps, then, allowed, got, replay } = violation
  return [
    paint.faint(text`    ${origin(violation)}`),
    ...configurationLines(violation),
    ...stepLines(steps),
    ...(then === undefined ? [] : [text`    then  ${`${clip(then.op)} ${clip(then.summary)}`.trimEnd()}`]),
    text`      allowed   ${clip(allowed)}`,
    text`      got       ${paint.bad(clip(got))}`,
    ...stderrLines(violation.detail?.stderr),
    text`    ${paint.strong(text`cutover replay ${replay}`)}`,
  ]
}

/** What the case was set up with, where that was not the default. */
function configurationLines({ detail }: Violation): Printable[] {
  if (detail?.configuration === undefined) return []
  return [text`      reset  ${clip(JSON.stringify(detail.configuration))}`]
}

function origin({ steps, from_steps, from_cases }: Violation): string {
  const from = from_steps > steps.length ? `from ${grouped(from_steps)}, ` : ''
  const length = steps.length === 0 ? 'no steps' : quantity(steps.length, 'step')
  return `${length} (${from}${quantity(from_cases, 'case')})`
}

function stepLines(steps: readonly Step[]): Printable[] {
  const shown =
    steps.length <= shownSteps ? steps : [...steps.slice(0, shownSteps / 2), ...steps.slice(-shownSteps / 2)]
  const numberWidth = Math.max(...shown.map(({ step }) => String(step).length))
  const opWidth = Math.max(...shown.map(({ op }) => String(text`${clip(op)}`).length))
  const lines = shown.map(({ step, op, summary }) =>
    text`      ${String(step).padStart(numberWidth)}  ${text`${clip(op)}`.padEnd(opWidth)} ${clip(summary)}`.trimEnd(),
  )
  const leftOut = steps.length - shown.length
  if (leftOut > 0)
    lines.splice(shownSteps / 2, 0, text`      … ${quantity(leftOut, 'step')} left out, all in events.ndjson`)
  return lines
}
