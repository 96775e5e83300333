import { type Look, Patience, type WaitJudgement } from './patience.ts'
import { kitUsage, type Meter } from './processor-meter.ts'

/** What a watch knows of time; tests bring their own. */
export interface Clock {
  now(): number
  /** Calls `act` once after `delay_ms`; returns what calls it off. */
  later(delay_ms: number, act: () => void): () => void
}

const wallClock: Clock = {
  now: () => performance.now(),
  later: (delay_ms, act) => {
    const timer = setTimeout(act, delay_ms)
    return () => clearTimeout(timer)
  },
}

/** How a wait ended without an answer. */
export interface Ended {
  readonly how: Exclude<WaitJudgement, 'wait'>
  readonly bound_ms: number
  /** It was computing for most of that time. */
  readonly busy: boolean
}

/** Seldom enough that looking at every process of the machine costs nothing, often enough to see each phase of a wait. */
const longestInterval_ms = 500
const looksABound = 20

/**
 * Watches one wait after another. While answers keep coming it costs one timer; the machine is only looked at once none came from
 * one look to the next, so that a silence is called up to two intervals after its bound.
 */
export class Watch {
  readonly #meter: Meter
  readonly #onEnd: (ended: Ended) => void
  readonly #clock: Clock
  readonly #kit: () => Look['kit']
  #bound_ms = 0
  #awaiting = false
  #quiet = false
  #patience: Patience | undefined
  #callOff: (() => void) | undefined

  constructor(meter: Meter, onEnd: (ended: Ended) => void, clock = wallClock, kit = kitUsage) {
    this.#meter = meter
    this.#onEnd = onEnd
    this.#clock = clock
    this.#kit = kit
  }

  /** From now on an answer is awaited, and then the next one until `rest`. */
  await(bound_ms: number): void {
    this.#awaiting = true
    this.progressed()
    if (this.#bound_ms !== bound_ms) this.stop()
    this.#bound_ms = bound_ms
    this.#awaiting = true
    this.#callOff ??= this.#clock.later(this.#interval, this.#look)
  }

  /** An answer came. */
  progressed(): void {
    this.#quiet = false
    this.#patience = undefined
  }

  /** Nothing is awaited any more. */
  rest(): void {
    this.#awaiting = false
  }

  /** The same, and no timer is left. */
  stop(): void {
    this.#awaiting = false
    this.#callOff?.()
    this.#callOff = undefined
  }

  get #interval(): number {
    return Math.min(longestInterval_ms, Math.max(1, this.#bound_ms / looksABound))
  }

  readonly #look = (): void => {
    this.#callOff = undefined
    if (!this.#awaiting) return
    if (this.#quiet) this.#judge()
    this.#quiet = true
    if (this.#awaiting) this.#callOff = this.#clock.later(this.#interval, this.#look)
  }

  #judge(): void {
    const look: Look = { at_ms: this.#clock.now(), kit: this.#kit(), iut: this.#meter() }
    if (this.#patience === undefined) {
      this.#patience = new Patience(this.#bound_ms, this.#interval, look)
      return
    }
    const how = this.#patience.look(look)
    if (how === 'wait') return
    const ended = { how, bound_ms: this.#bound_ms, busy: this.#patience.busy }
    this.stop()
    this.#onEnd(ended)
  }
}
