import { clip } from './clip.ts'
import { forTerminal } from './escape.ts'
import type { HarnessFault } from './event.ts'
import { plain } from './paint.ts'
import { stderrLines } from './stderr-lines.ts'

/** The fault as plain printable lines: what happened, which rule was broken, what was expected, the line as it came. */
export function faultLines(fault: HarnessFault, paint = plain): string[] {
  const { code, message, rule, expected, line, stderr = '' } = fault
  const rows = Object.entries({ rule, expected, line }).flatMap(([name, value]) =>
    value === undefined ? [] : [`      ${name.padEnd(9)} ${forTerminal(clip(value))}`],
  )
  return [
    `${paint.bad('!')} ${paint.strong(forTerminal(code))}  ${forTerminal(clip(message))}`,
    ...rows,
    ...stderrLines(stderr),
  ]
}
