import type { Printable } from './printable.ts'

/** Where progress is shown. */
export interface ProgressDisplay {
  /** A line can be painted over. */
  readonly live: boolean
  line(line: Printable): void
  repaint(line: Printable | undefined): void
}

/** Often enough to look alive, seldom enough to cost nothing. */
const repaint_ms = 100

/** One line painted over on a terminal, elsewhere a plain line every `every_ms`. It has no timer. */
export class LiveLine {
  readonly #started: number
  #shown: number
  #painted = false

  /**
   * @param now a clock in milliseconds
   * @param every_ms least distance of two plain lines, in milliseconds
   */
  constructor(
    readonly display: ProgressDisplay,
    readonly now: () => number,
    readonly every_ms = 10_000,
  ) {
    this.#started = now()
    this.#shown = this.#started
  }

  /** Shows the line if it is time for one; `describe` is told the milliseconds since the start and whether it is painted over. */
  show(describe: (elapsed_ms: number, live: boolean) => Printable): void {
    const at = this.now()
    const { live } = this.display
    const first = live && !this.#painted
    if (!first && at - this.#shown < (live ? repaint_ms : this.every_ms)) return
    this.#shown = at
    const line = describe(at - this.#started, live)
    if (!live) {
      this.display.line(line)
      return
    }
    this.#painted = true
    this.display.repaint(line)
  }

  /** Takes the line away, before anything else is written and at the end. The next one is painted again. */
  clear(): void {
    if (this.#painted) this.display.repaint(undefined)
    this.#painted = false
  }
}
