import type { Control, Sent } from '../../../spec/nodedb/adapter.types.ts'
import type { Paced } from './limits.ts'
import type { Parts } from './parts.ts'

type Pushed = Sent[number]

/** Pushes what is due to each peer at its rate. */
export interface Pacing {
  attach(id: string): Paced
  find(id: string): Paced | undefined
  all(): readonly Paced[]
  /** Deltas become due; the ids that they consume, also where a full queue drops some (NDB-114). */
  enqueue(peer: Paced, count: number): { first: number; last: number }
  /** One delta with its id. */
  offer(peer: Paced, id: number): void
  /** A frame that is no delta; it neither counts nor waits (NDB-113). */
  control(peer: Paced, control: Control): Pushed[]
  /** Pushes whatever may be pushed now. */
  flush(): Pushed[]
  /** Whether a delta may be pushed to the peer now; takes its allowance. */
  allowed(peer: Paced): boolean
  /** Adds what the time since then allows. */
  refill(peer: Paced, rate: number): void
  /** When the next delta may be pushed; undefined when nothing waits. */
  next(peer: Paced): number | undefined
  advance(ms: number): Pushed[]
  take(peer: Paced): number | undefined
}

export function createPacing(parts: Parts): Pacing {
  const peers = new Map<string, Paced>()
  const now = (): number => parts.clock.now('governor')
  const start = (id: string): Paced => ({
    peer: id,
    up: true,
    limit: undefined,
    tokens: parts.limits.burst(parts.settings.unthrottledRate() ?? 0),
    counted: now(),
    queue: [],
    issued: 0,
  })
  return {
    attach: (id) => {
      const peer = start(id)
      peers.set(id, peer)
      return peer
    },
    find: (id) => peers.get(id),
    all: () => [...peers.values()],
    enqueue: (peer, count) => {
      const first = peer.issued + 1
      for (let made = 0; made < count; made++) {
        peer.issued += 1
        if (peer.up) parts.pacing.offer(peer, peer.issued)
      }
      return { first, last: peer.issued }
    },
    offer: (peer, id) => {
      // A free peer without a limit has no queue: what is due goes at once.
      if (parts.limits.rate(peer) !== undefined && peer.queue.length >= parts.settings.queueMax()) return
      peer.queue.push(id)
    },
    control: ({ peer, up }, control) => (up ? [{ peer, at_ms: now(), control }] : []),
    flush: () => {
      const sent: Pushed[] = []
      for (const peer of peers.values()) {
        while (peer.up && peer.queue.length > 0 && parts.pacing.allowed(peer)) {
          const id = parts.pacing.take(peer)
          if (id !== undefined) sent.push({ peer: peer.peer, at_ms: now(), mutation_id: id.toString() })
        }
      }
      return sent
    },
    take: (peer) => peer.queue.shift(),
    allowed: (peer) => {
      const rate = parts.limits.rate(peer)
      if (rate === undefined) return true
      parts.pacing.refill(peer, rate)
      if (peer.tokens < 1) return false
      peer.tokens -= 1
      return true
    },
    refill: (peer, rate) => {
      peer.tokens = Math.min(parts.limits.burst(rate), peer.tokens + (rate * (now() - peer.counted)) / 1_000)
      peer.counted = now()
    },
    next: (peer) => {
      const rate = parts.limits.rate(peer)
      if (!peer.up || peer.queue.length === 0 || rate === undefined) return undefined
      return peer.counted + Math.max(1, Math.ceil(((1 - peer.tokens) * 1_000) / rate))
    },
    advance: (ms) => {
      const end = now() + ms
      const sent: Pushed[] = []
      for (;;) {
        const times = [...peers.values()].map((peer) => parts.pacing.next(peer) ?? Number.POSITIVE_INFINITY)
        const first = Math.min(...times)
        if (!(first <= end)) break
        parts.clock.set('governor', first)
        sent.push(...parts.pacing.flush())
      }
      parts.clock.set('governor', end)
      return sent
    },
  }
}
