import type { Try } from './writer.ts'

/** Columns of a picture. */
const WIDTH = 72
const HEIGHTS = ' ▁▂▃▄▅▆▇█'

/** A moment that is marked under the writes, by a letter. */
export interface Mark {
  readonly at: number
  readonly letter: string
}

/** Acknowledged writes over a stretch of time, as one line of bars, and the marks under it. Times as those of the tries. */
export function picture(tries: readonly Try[], from: number, to: number, marks: readonly Mark[]): readonly string[] {
  const column = (at: number): number => Math.floor(((at - from) / (to - from)) * WIDTH)
  const counts = Array.from({ length: WIDTH }, () => 0)
  for (const { end, ended } of tries) {
    const at = column(ended)
    const count = counts[at]
    if (end === 'acknowledged' && count !== undefined) counts[at] = count + 1
  }
  const most = Math.max(1, ...counts)
  const bars = counts.map((count) => HEIGHTS[Math.ceil((count / most) * (HEIGHTS.length - 1))] ?? ' ')
  const under = Array.from({ length: WIDTH }, () => ' ')
  for (const { at, letter } of marks) {
    // What falls together stands side by side.
    let place = Math.max(0, column(at))
    while (under[place] !== undefined && under[place] !== ' ') place += 1
    if (place < WIDTH) under[place] = letter
  }
  return [bars.join(''), under.join('').trimEnd()]
}

/** The longest stretch between two acknowledged writes that ended inside of `from` and `to`, in milliseconds. */
export function longestGap(tries: readonly Try[], from: number, to: number): number {
  const ends = tries
    .filter(({ end, ended }) => end === 'acknowledged' && ended >= from && ended <= to)
    .map(({ ended }) => ended)
    .sort((a, b) => a - b)
  return Math.max(0, ...ends.slice(1).map((ended, index) => ended - (ends[index] ?? ended)))
}
