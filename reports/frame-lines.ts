import { clip } from './clip.ts'
import type { Json } from './event.ts'
import type { Paint } from './paint.ts'
import { type Printable, text } from './printable.ts'

/** Enough of a frame's hex, or of what both frames say, to find the place. */
const around = 64
/** Of what differs. */
const different = 240

/** What the texts of a violation say of its frames. */
interface Sides {
  readonly allowed: string
  readonly got: string
}

/**
 * What the frames of a defect say, where the kit can read them, each beside its hex. A frame that came in place of an allowed one, and
 * that allowed one, have what differs between them marked »so«.
 */
export function frameLines(frames: Json | undefined, sides: Sides | undefined, paint: Pick<Paint, 'bad'>): Printable[] {
  if (typeof frames !== 'object' || frames === null || Array.isArray(frames)) return []
  const shown = new Map(Object.entries(frames).map(([hex, words]) => [hex, String(words)]))
  const isIn = (hex: string, one: string | undefined, other: string | undefined): boolean =>
    one?.includes(hex) === true && other?.includes(hex) !== true
  const got = [...shown.keys()].filter((hex) => isIn(hex, sides?.got, sides?.allowed))
  const allowed = [...shown.keys()].filter((hex) => isIn(hex, sides?.allowed, sides?.got))
  const pairs = new Map<string, string>()
  for (const hex of got) {
    const beside = nearest(hex, allowed)
    if (beside !== undefined) pairs.set(hex, beside).set(beside, hex)
  }
  return [...shown].map(([hex, words]) => {
    const beside = pairs.get(hex)
    if (beside === undefined) return text`        ${clip(hex, around)}  ${clip(words)}`
    return text`        ${marked(hex, beside, paint)}  ${marked(words, shown.get(beside) ?? '', paint)}`
  })
}

/** Of several texts the one that has most in common with this one at its ends. */
function nearest(one: string, others: readonly string[]): string | undefined {
  const common = (other: string): number => {
    const [start, end] = ends(one, other)
    return start + end - other.length
  }
  return [...others].sort((a, b) => common(b) - common(a))[0]
}

/** How many characters two texts have in common at the start, and behind that at the end. */
function ends(one: string, other: string): readonly [start: number, end: number] {
  const most = Math.min(one.length, other.length)
  let start = 0
  while (start < most && one[start] === other[start]) start++
  let end = 0
  while (end < most - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++
  return [start, end]
}

function marked(one: string, other: string, paint: Pick<Paint, 'bad'>): Printable {
  const [start, end] = ends(one, other)
  const before = one.slice(0, start)
  const after = one.slice(one.length - end)
  const near = before.length > around ? `…${before.slice(-around)}` : before
  const rest = after.length > around ? `${after.slice(0, around)}…` : after
  const middle = paint.bad(text`»${clip(one.slice(start, one.length - end), different)}«`)
  return text`${near}${middle}${rest}`
}
