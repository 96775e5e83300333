import { LiveLine, type ProgressDisplay } from './live-line.ts'
import { joined, type Printable } from './printable.ts'
import { grouped, quantity } from './quantity.ts'

/** How far the run is; figures only grow. */
export interface RunPosition {
  readonly check: string
  /** Cases of the run until now, those of the tours included. */
  readonly cases: number
  /** Every case of the run, unless a check ends early. */
  readonly cases_planned: number
  readonly steps: number
  readonly failing: number
}

const barWidth = 20

/** Shows where a run is. */
export class Progress {
  readonly #line: LiveLine

  /** The parameters are those of a `LiveLine`. */
  constructor(display: ProgressDisplay, now: () => number, every_ms?: number) {
    this.#line = new LiveLine(display, now, every_ms)
  }

  update(position: RunPosition): void {
    this.#line.show((elapsed_ms, live) => describe(position, elapsed_ms, live))
  }

  /** Takes the line away, before anything else is written and at the end. The next update paints it again. */
  clear(): void {
    this.#line.clear()
  }
}

function describe(
  { check, cases, cases_planned, steps, failing }: RunPosition,
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
