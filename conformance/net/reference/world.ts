import type { Link } from './links.ts'
import type { Migration } from './migration.ts'
import type { Node } from './node.ts'
import type { Publisher } from './publishers.ts'
import { Tasks } from './tasks.ts'

export interface Timer {
  cancel(): void
}

export interface Datagram {
  readonly at_ms: number
  readonly from: string
  readonly to: string
  readonly bytes: Uint8Array
}

interface Waiting {
  readonly at: number
  readonly run: () => void
}

/** Happenings within one move of the clock; behind them time goes on at once, so that no move of the clock is endless. */
const MOST_HAPPENINGS = 10_000

/** Everything of one case: the nodes, and one clock for all of them. */
export class World {
  /** Milliseconds since the beginning of the case. */
  now = 0
  /** What the wall clock is ahead of elapsed time, in milliseconds. */
  wallOffset = 0
  readonly nodes = new Map<string, Node>()
  readonly publishers = new Map<string, Publisher>()
  readonly links = new Map<string, Link>()
  /** What is on its way between nodes of the mesh. */
  readonly arriving: { readonly from: string; readonly to: string; readonly bytes: Uint8Array }[] = []
  /** Everything that was sent on the mesh since it was last asked for. */
  datagrams: Datagram[] = []
  readonly tasks = new Tasks()
  /** Handles that were not dropped, by number. */
  readonly handles = new Map<number, Migration>()
  /** The number of the next handle. */
  nextHandle = 0
  #timers: readonly Waiting[] = []

  /** Nanoseconds since 1970, of the wall clock of all nodes. */
  wall(): bigint {
    return BigInt(Math.max(0, this.now + this.wallOffset)) * 1_000_000n
  }

  after(ms: number, run: () => void): Timer {
    const timer = { at: this.now + ms, run }
    const behind = this.#timers.findIndex(({ at }) => at > timer.at)
    this.#timers = this.#timers.toSpliced(behind < 0 ? this.#timers.length : behind, 0, timer)
    return {
      cancel: () => {
        this.#timers = this.#timers.filter((other) => other !== timer)
      },
    }
  }

  /** Moves time; what was to happen meanwhile happens at its moment, and `settle` after each of it. */
  advance(ms: number, settle: () => void): void {
    const end = this.now + ms
    for (let happened = 0; ; happened++) {
      const [next] = this.#timers
      if (next === undefined || next.at > end) break
      this.#timers = this.#timers.slice(1)
      this.now = happened < MOST_HAPPENINGS ? next.at : end
      next.run()
      settle()
    }
    this.now = end
  }
}
