import type { Format } from './paint-text.ts'
import { type Line, type Printable, text } from './printable.ts'

/** How console text is set off; every colour repeats what a word or a sign says already. */
export interface Paint {
  readonly bad: (line: Line) => Printable
  readonly good: (line: Line) => Printable
  readonly doubtful: (line: Line) => Printable
  readonly strong: (line: Line) => Printable
  readonly faint: (line: Line) => Printable
}

const same = (line: Line): Printable => text`${line}`

export const plain: Paint = { bad: same, good: same, doubtful: same, strong: same, faint: same }

const style = (format: Format) => (line: Line) => same(line).painted(format)

export const coloured: Paint = {
  bad: style(['red', 'bold']),
  good: style(['green', 'bold']),
  doubtful: style(['yellow', 'bold']),
  strong: style('bold'),
  faint: style('dim'),
}

/**
 * Whether a stream is written to in colour. The user's word counts before what the stream is: FORCE_COLOR (0 and false say no), then
 * NO_COLOR (any text, no-color.org), then a terminal that is called dumb.
 */
export function wantsColour(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR)
  if ((env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb') return false
  return stream.isTTY === true
}
