import { clip } from './clip.ts'
import type { HarnessFaultRaised } from './event.ts'
import { plain } from './paint.ts'
import { type Printable, text } from './printable.ts'
import { stderrLines } from './stderr-lines.ts'

/** The fault as plain printable lines: what happened, which rule was broken, what was expected, the line as it came. */
export function faultLines(fault: HarnessFaultRaised, paint = plain): Printable[] {
  const { code, message, rule, expected, line, stderr = '' } = fault
  const rows = Object.entries({ rule, expected, line }).flatMap(([name, value]) =>
    value === undefined ? [] : [text`      ${name.padEnd(9)} ${clip(value)}`],
  )
  return [text`${paint.bad('!')} ${paint.strong(code)}  ${clip(message)}`, ...rows, ...stderrLines(stderr)]
}
