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

/** Shows how far a command is, how fast it goes and how long it will still take. */
export class Work {
  readonly #line: LiveLine
  readonly #now: () => number
  #piece = ''
  #since = 0

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
    }
    this.#line.show(() => describe(amount, this.#now() - this.#since))
  }

  /** Takes the line away, before anything else is written and at the end. */
  clear(): void {
    this.#line.clear()
  }
}

function describe({ of, what, done, total, open = false }: Amount, elapsed_ms: number): Printable {
  const rate = elapsed_ms === 0 ? 0 : (done * 1000) / elapsed_ms
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
