import { clip } from './clip.ts'
import type { DefectFound, StepText, ViolationFound } from './event.ts'
import { frameLines } from './frame-lines.ts'
import { plain } from './paint.ts'
import { type Printable, text } from './printable.ts'
import { grouped, quantity } from './quantity.ts'
import { sequenceLines } from './sequence-lines.ts'
import { stderrLines } from './stderr-lines.ts'
import type { ToldDefect } from './summary.ts'

/** A minimal case has a handful of steps; of a recorded history the beginning and the end are shown. */
const shownSteps = 40
/** A sentence that is only to be recognised. */
const glance = 100

export interface DefectLinesOptions {
  readonly paint?: typeof plain
  /** What `cutover replay` takes where the lines are read; the whole token unless told. */
  readonly replay?: (defect: DefectFound) => string
  /** Columns of the terminal; where they are told and hold it, the case is a small sequence diagram. */
  readonly width?: number | undefined
}

/**
 * The defect as plain printable lines that answer, in this order: which requirement, what was sent, what the specification
 * allows, what came back, what else it breaks, how to run it again.
 */
export function defectLines(
  told: ToldDefect,
  { paint = plain, replay = ({ replay: token }) => token, width = 0 }: DefectLinesOptions = {},
): Printable[] {
  const { defect, violations } = told
  const [first] = violations
  const title =
    first === undefined ? defect.requirements.join(', ') : `${first.requirement} ${first.level}  ${clip(first.text)}`
  return [
    text`${paint.bad('✗')} ${paint.strong(title)}`,
    paint.faint(text`    defect ${defect.defect}: ${origin(defect)}`),
    ...(sequenceLines(told, width, paint) ?? caseLines(defect)),
    ...(first === undefined
      ? []
      : [text`      allowed   ${clip(first.allowed)}`, text`      got       ${paint.bad(clip(first.got))}`]),
    ...frameLines(defect.detail?.frames, first, paint),
    ...stderrLines(defect.detail?.stderr),
    ...alsoLines(defect, violations),
    text`    ${paint.strong(text`cutover replay ${replay(defect)}`)}`,
  ]
}

/** What was sent, up to the call whose answer differs. */
export function caseLines({ steps, then, detail }: Pick<DefectFound, 'steps' | 'then' | 'detail'>): Printable[] {
  return [
    // What the case was set up with, where that was not the default.
    ...(detail?.configuration === undefined ? [] : [text`      reset  ${clip(JSON.stringify(detail.configuration))}`]),
    ...stepLines(steps),
    ...(then === undefined ? [] : [text`    then  ${`${clip(then.op)} ${clip(then.summary)}`.trimEnd()}`]),
  ]
}

function origin({ steps, from_steps, from_cases, tried_again }: DefectFound): string {
  const from = from_steps > steps.length ? `from ${grouped(from_steps)}, ` : ''
  const length = steps.length === 0 ? 'no steps' : quantity(steps.length, 'step')
  const rate = tried_again === undefined ? '' : `; came again on 1 of ${tried_again} fresh processes`
  return `${length} (${from}${quantity(from_cases, 'case')})${rate}`
}

/** What is suspected besides the first, with its sentence; what only comes with it by name. */
function alsoLines({ requirements, suspects }: DefectFound, violations: readonly ViolationFound[]): Printable[] {
  const others = requirements.slice(1, suspects).map((id, at) => {
    const violation = violations.find(({ requirement }) => requirement === id)
    const told = violation === undefined ? '' : ` ${violation.level}  ${clip(violation.text, glance)}`
    return text`      ${at === 0 ? 'or' : '  '}        ${id}${told}`
  })
  const rest = requirements.slice(suspects)
  return rest.length === 0 ? others : [...others, text`      with it   ${clip(rest.join(', '))}`]
}

function stepLines(steps: readonly StepText[]): Printable[] {
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
