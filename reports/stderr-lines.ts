import { clip } from './clip.ts'
import type { Json } from './event.ts'
import { type Printable, text } from './printable.ts'

/** The end of what an adapter wrote for people is where a crash explains itself. */
const shown = 12

/** The last lines of a process's stderr as plain printable lines under a heading; none where it wrote nothing. */
export function stderrLines(stderr: Json | undefined): Printable[] {
  if (typeof stderr !== 'string' || stderr.trimEnd() === '') return []
  const tail = stderr.trimEnd().split(/\r?\n/).slice(-shown)
  return [text`      stderr`, ...tail.map((line) => text`        ${clip(line)}`)]
}
