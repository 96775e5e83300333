import type { Json } from '../../../spec/json.ts'
import { natural } from '../../chart/chart.ts'
import type { World } from '../../model/world.ts'

/** What a call means for one peer's queue. */
export interface Paced {
  readonly peer: string
  /** The highest id issued. */
  readonly issued: number
  readonly up: boolean
  /** Deltas a second while the peer is limited, 0 while it is free. */
  readonly rate: number
}

/** The longest that a delta lies in an empty queue, in milliseconds; a second is allowed. */
const longestLag = 500

interface Queue {
  /** The highest id that is no longer queued: pushed, dropped, or gone with its session. */
  out: number
  /** No delta is pushed before this time in milliseconds. */
  from: number
  /** When an allowance that was used up is whole again, in microseconds. */
  whole: number
}

/**
 * When an implementation that is made of the charts pushes. That is free within the rates, so a model allows anything there and the
 * monitor of pace judges; here it is drawn: whole allowances at once, after a lag of up to half a second. Dropped is what is
 * oldest. Kept in the world, but told to it by answers that are drawn alone.
 */
export class Pacer {
  readonly #time: { now: number }
  readonly #queues: ReadonlyMap<string, Queue>

  constructor(
    world: World,
    peers: readonly string[],
    /** The most deltas in a queue. */
    readonly most: number,
  ) {
    this.#time = world.ghosts('pacer', { now: natural })
    this.#queues = new Map(
      peers.map((peer) => [peer, world.ghosts(`pacer ${peer}`, { out: natural, from: natural, whole: natural })]),
    )
  }

  /** The pushes of a call that takes `ms`, in the order of their times. */
  pushes(all: readonly Paced[], ms: number): Json[] {
    const begin = this.#time.now
    this.#time.now += ms
    return all.flatMap((paced) => this.#pushesTo(paced, begin)).sort((one, other) => one.at_ms - other.at_ms)
  }

  /** A frame that does not wait. */
  atOnce(peer: string, control: string): Json {
    return { peer, at_ms: this.#time.now, control }
  }

  /** What is queued was there before this call; a lag is drawn anew for each queue that fills. */
  filled({ peer, issued }: Paced, count: number, random: () => number): void {
    const queue = this.#queueOf(peer)
    if (queue.out === issued - count) queue.from = this.#time.now + Math.floor(random() * longestLag)
    queue.out = Math.max(queue.out, issued - this.most)
  }

  #pushesTo({ peer, issued, up, rate }: Paced, begin: number) {
    const queue = this.#queueOf(peer)
    if (!up) queue.out = issued
    const pushed: { peer: string; at_ms: number; mutation_id: string }[] = []
    const apart = rate === 0 ? 0 : 1_000_000 / rate
    const burst = rate === 0 ? 0 : (Math.max(1, rate) - 1) * apart
    while (queue.out < issued) {
      const allowed = Math.ceil((queue.whole - burst) / 1_000)
      const at_ms = Math.max(begin, queue.from, rate === 0 ? 0 : allowed)
      if (at_ms > this.#time.now) break
      if (rate > 0) queue.whole = Math.max(queue.whole, at_ms * 1_000) + apart
      queue.out++
      pushed.push({ peer, at_ms, mutation_id: `${queue.out}` })
    }
    return pushed
  }

  #queueOf(peer: string): Queue {
    return this.#queues.get(peer) as Queue
  }
}
