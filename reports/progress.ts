import { joined, type Printable } from './printable.ts'
import { grouped, quantity } from './quantity.ts'

/** Where progress is shown. */
export interface ProgressDisplay {
  /** A line can be painted over. */
  readonly live: boolean
  line(line: Printable): void
  repaint(line: Printable | undefined): void
}

/** How far the run is; figures only grow. */
export interface Position {
  readonly check: string
  /** Cases of the run until now, those of the tours included. */
  readonly cases: number
  /** Every case of the run, unless a check ends early. */
  readonly cases_planned: number
  readonly steps: number
  readonly failing: number
}

/** Often enough to look alive, seldom enough to cost nothing. */
const repaint_ms = 100
const barWidth = 20

/** Shows where a run is: one line painted over on a terminal, elsewhere a plain line every `every_ms`. It has no timer. */
export class Progress {
  private readonly started: number
  private shown: number
  private painted = false

  /**
   * @param now a clock in milliseconds
   * @param every_ms least distance of two plain lines, in milliseconds
   */
  constructor(
    private readonly display: ProgressDisplay,
    private readonly now: () => number,
    private readonly every_ms = 10_000,
  ) {
    this.started = now()
    this.shown = this.started
  }

  update(position: Position): void {
    const at = this.now()
    const { live } = this.display
    const first = live && !this.painted
    if (!first && at - this.shown < (live ? repaint_ms : this.every_ms)) return
    this.shown = at
    const line = describe(position, at - this.started, live)
    if (!live) {
      this.display.line(line)
      return
    }
    this.painted = true
    this.display.repaint(line)
  }

  /** Takes the line away, before anything else is written and at the end. The next update paints it again. */
  clear(): void {
    if (this.painted) this.display.repaint(undefined)
    this.painted = false
  }
}

function describe(
  { check, cases, cases_planned, steps, failing }: Position,
  elapsed_ms: number,
  bar: boolean,
): Printable {
  const part = cases_planned === 0 ? 0 : Math.min(1, cases / cases_planned)
  const full = Math.floor(part * barWidth)
  const seconds = Math.floor(elapsed_ms / 1000)
  const parts = [
    ...(bar ? [`${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`] : ['cutover']),
    ...(cases_planned === 0 ? [] : [`${Math.floor(part * 100)} %`]),
    cases_planned === 0 ? quantity(cases, 'case') : `${grouped(cases)} of ${quantity(cases_planned, 'case')}`,
    quantity(steps, 'step'),
    `${grouped(failing)} failing`,
    `${seconds} s`,
    check,
  ]
  return joined(parts, '  ')
}
