/** Processor time of some threads, in milliseconds since any beginning: what they used, and what they waited for while ready to run. */
export interface Usage {
  readonly used_ms: number
  readonly delayed_ms: number
}

/** The machine at one instant. */
export interface Look {
  readonly at_ms: number
  /** The kit itself, which wants little: what it has to wait for, anybody has. */
  readonly kit: Usage
  /** The processes of the implementation under test; undefined where they cannot be read. */
  readonly iut: Usage | undefined
}

/** `wait`: it is too early to say. `silence`: it had all the time that it was granted. `starved`: the machine never gave it that. */
export type WaitJudgement = 'wait' | 'silence' | 'starved'

/**
 * Wall-clock time that an answer may take on a starved machine, in bounds. One busy loop among 24 others on two processors gets a
 * thirteenth of one, so that it is still told from starvation.
 */
export const hardLimit = 20
/**
 * The least share of an idle second that counts where the processes can be seen to want nothing. They may wait for work that is done
 * elsewhere on the same starved machine, so it is not all of it.
 */
const leastIdle = 1 / 4

/**
 * How much of its bound an unanswered call has used up. Load does not use it up: what counts is the time that the wait would have
 * taken with a processor for every thread of the implementation.
 */
export class Patience {
  readonly #begin: Look
  #last: Look
  #spent_ms = 0
  #computing_ms = 0

  /** `interval_ms` is the usual distance of two looks: a longer one says that the kit itself came late, and what exceeds it counts nothing. */
  constructor(
    readonly bound_ms: number,
    readonly interval_ms: number,
    begin: Look,
  ) {
    this.#begin = begin
    this.#last = begin
  }

  /** Whether most of the time that counts was computing rather than idleness. */
  get busy(): boolean {
    return this.#computing_ms * 2 > this.#spent_ms
  }

  /** The time that counted, in milliseconds. */
  get spent_ms(): number {
    return this.#spent_ms
  }

  look(next: Look): WaitJudgement {
    const elapsed = next.at_ms - this.#last.at_ms
    if (elapsed > 0) {
      const iut = between(this.#last.iut, next.iut)
      const wanted = iut.used_ms + iut.delayed_ms
      const counted = Math.min(elapsed, this.interval_ms) / elapsed
      const computing = ((iut.used_ms * elapsed) / Math.max(elapsed, wanted)) * counted
      const idle = Math.max(0, elapsed - wanted) * counted
      const share = 1 - denied(between(this.#last.kit, next.kit))
      this.#computing_ms += computing
      this.#spent_ms += computing + idle * (next.iut === undefined ? share : Math.max(share, leastIdle))
      this.#last = next
    }
    if (this.#spent_ms >= this.bound_ms) return 'silence'
    return next.at_ms - this.#begin.at_ms >= this.bound_ms * hardLimit ? 'starved' : 'wait'
  }
}

function between(before: Usage | undefined, after: Usage | undefined): Usage {
  if (before === undefined || after === undefined) return { used_ms: 0, delayed_ms: 0 }
  return {
    used_ms: Math.max(0, after.used_ms - before.used_ms),
    delayed_ms: Math.max(0, after.delayed_ms - before.delayed_ms),
  }
}

/** The share of the processor time wanted that was not given, from 0 to 1. */
function denied({ used_ms, delayed_ms }: Usage): number {
  const wanted = used_ms + delayed_ms
  return wanted === 0 ? 0 : delayed_ms / wanted
}
