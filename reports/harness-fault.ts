import { clip } from './clip.ts'
import { forTerminal } from './escape.ts'
import type { HarnessFault } from './event.ts'
import { plain } from './paint.ts'

/** The end of what the adapter wrote for people is where a crash explains itself. */
const shownStderr = 12

/** The fault as plain printable lines: what happened, which rule was broken, what was expected, the line as it came. */
export function faultLines(fault: HarnessFault, paint = plain): string[] {
  const { code, message, rule, expected, line, stderr = '' } = fault
  const rows = Object.entries({ rule, expected, line }).flatMap(([name, value]) =>
    value === undefined ? [] : [`      ${name.padEnd(9)} ${forTerminal(clip(value))}`],
  )
  const tail = stderr.trimEnd().split(/\r?\n/).slice(-shownStderr)
  const said =
    stderr.trimEnd() === '' ? [] : ['      stderr', ...tail.map((text) => `        ${forTerminal(clip(text))}`)]
  return [`${paint.bad('!')} ${paint.strong(forTerminal(code))}  ${forTerminal(clip(message))}`, ...rows, ...said]
}
