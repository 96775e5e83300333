import { LiveLine, type ProgressDisplay } from './live-line.ts'
import { joined, type Printable } from './printable.ts'
import { grouped } from './quantity.ts'

/** How far a piece of work is whose end may not be known. */
export interface Amount {
  /** What is being worked on, as people call it. */
  readonly of: string
  /** What is counted, in the plural. */
  readonly what: string
  readonly done: number
  /** All there is, or as much as is known by now. */
  readonly total: number
  /** More may turn up: `total` and the time left are least values. */
  readonly open?: boolean
}

/** Before that, how fast a piece of work goes says more of the clock than of the work. */
const earliest_ms = 1000

/** Shows how far a command is, how fast it goes and how long it will still take. */
export class Work {
  readonly #line: LiveLine
  readonly #now: () => number
  #piece = ''
  /** When the piece was first told of, and what was done by then. */
  #since = 0
  #first = 0

  /** The parameters are those of a `LiveLine`. */
  constructor(display: ProgressDisplay, now: () => number, every_ms?: number) {
    this.#line = new LiveLine(display, now, every_ms)
    this.#now = now
  }

  update(amount: Amount): void {
    const piece = `${amount.of} ${amount.what}`
    if (piece !== this.#piece) {
      this.#piece = piece
      this.#since = this.#now()
      this.#first = amount.done
    }
    this.#line.show(() => describe(amount, this.#rate(amount.done)))
  }

  /** Done in a second; 0 where it is too early to say. */
  #rate(done: number): number {
    const elapsed_ms = this.#now() - this.#since
    return elapsed_ms < earliest_ms ? 0 : ((done - this.#first) * 1000) / elapsed_ms
  }

  /** Takes the line away, before anything else is written and at the end. */
  clear(): void {
    this.#line.clear()
  }
}

function describe({ of, what, done, total, open = false }: Amount, rate: number): Printable {
  const left = rate === 0 ? undefined : Math.ceil((total - done) / rate)
  return joined(
    [
      `${of}: ${grouped(done)} of ${open ? 'at least ' : ''}${grouped(total)} ${what}`,
      ...(left === undefined ? [] : [`${rate < 10 ? rate.toFixed(1) : grouped(Math.round(rate))}/s`]),
      ...(left === undefined ? [] : [`${open ? 'at least ' : 'about '}${left} s left`]),
    ],
    '  ',
  )
}
