import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Paced } from '../reference/limits.ts'
import type { Parts } from '../reference/parts.ts'

/** Deltas in flight to one peer. */
const window = 64

/** Milliseconds that a free peer waits. */
const little = 50

/** Pushes that come faster, slower or to others than the rate says. */
export const pacingMutants: readonly Mutant<Parts, 'pacing'>[] = [
  {
    id: 'nodedb/throttled-deltas-are-dropped',
    violates: 'NDB-111',
    explain: 'What exceeds the rate is dropped.',
    part: 'pacing',
    apply: (original) => ({
      offer: (peer, id) => {
        if (peer.limit === undefined || peer.queue.length < 10) original.offer(peer, id)
      },
    }),
  },
  {
    id: 'nodedb/newest-throttled-deltas-go-first',
    violates: 'NDB-111',
    explain: 'The newest delta that waits is pushed first.',
    part: 'pacing',
    apply: () => ({ take: (peer) => peer.queue.pop() }),
  },
  {
    id: 'nodedb/allowances-are-rounded-down',
    violates: 'NDB-112',
    explain: 'The allowance of less than a whole delta is forgotten.',
    part: 'pacing',
    apply: (original, parts) => ({
      refill: (peer, rate) => {
        original.refill(peer, rate)
        if (peer.tokens < 1) peer.tokens = 0
      },
      next: (peer) => {
        const due = original.next(peer)
        return due === undefined ? undefined : due - 1 > parts.clock.now('governor') ? due - 1 : due + 1
      },
    }),
  },
  {
    id: 'nodedb/queues-wait-for-a-frame',
    violates: 'NDB-112',
    explain: 'What waits is pushed only when something arrives from a peer.',
    part: 'pacing',
    apply: (_original, parts) => ({
      advance: (ms) => {
        parts.clock.set('governor', parts.clock.now('governor') + ms)
        return []
      },
    }),
  },
  {
    id: 'nodedb/windows-are-never-freed',
    violates: 'NDB-112',
    explain:
      'A delta that was pushed to a limited peer stays in flight for ever, and the window is full after 64 of them.',
    part: 'pacing',
    apply: (original) => {
      const flying = new Map<Paced, number>()
      const full = (peer: Paced): boolean => peer.limit !== undefined && (flying.get(peer) ?? 0) >= window
      return {
        allowed: (peer) => !full(peer) && original.allowed(peer),
        next: (peer) => (full(peer) ? undefined : original.next(peer)),
        take: (peer) => {
          flying.set(peer, (flying.get(peer) ?? 0) + 1)
          return original.take(peer)
        },
      }
    },
  },
  {
    id: 'nodedb/control-frames-wait',
    violates: 'NDB-113',
    explain: 'Frames that are no deltas wait while the peer is limited.',
    part: 'pacing',
    apply: (original) => ({
      control: (peer, control) =>
        peer.limit === undefined || control === 'PingPong' ? original.control(peer, control) : [],
    }),
  },
  {
    id: 'nodedb/dropped-deltas-give-back-their-id',
    violates: 'NDB-114',
    explain: 'A delta that a full queue drops gives its id to the next one.',
    part: 'pacing',
    apply: (original) => ({
      offer: (peer, id) => {
        const before = peer.queue.length
        original.offer(peer, id)
        if (peer.queue.length === before) peer.issued -= 1
      },
    }),
  },
  {
    id: 'nodedb/nothing-is-pushed-after-a-reconnect',
    violates: 'NDB-112',
    explain: 'The timer that pushes what waits ends with the first session of a peer.',
    part: 'pacing',
    apply: (original, parts) => {
      const ended = new Set<Paced>()
      return {
        flush: () => {
          for (const peer of parts.pacing.all()) if (!peer.up) ended.add(peer)
          return original.flush()
        },
        allowed: (peer) => !ended.has(peer) && original.allowed(peer),
        next: (peer) => (ended.has(peer) ? undefined : original.next(peer)),
      }
    },
  },
  {
    id: 'nodedb/new-sessions-lose-every-seventh-delta',
    violates: 'NDB-111',
    explain: 'After a reconnect every seventh delta is lost.',
    part: 'pacing',
    apply: (original, parts) => {
      const ended = new Set<Paced>()
      return {
        flush: () => {
          for (const peer of parts.pacing.all()) if (!peer.up) ended.add(peer)
          return original.flush()
        },
        offer: (peer, id) => {
          if (!ended.has(peer) || id % 7 !== 0) original.offer(peer, id)
        },
      }
    },
  },
  {
    id: 'nodedb/overflows-end-the-pushes',
    violates: 'NDB-112',
    explain: 'A peer whose queue overflowed once gets nothing that is due later.',
    part: 'pacing',
    apply: (original) => {
      const lost = new Set<Paced>()
      return {
        offer: (peer, id) => {
          if (lost.has(peer)) return
          const before = peer.queue.length
          original.offer(peer, id)
          if (peer.queue.length === before) lost.add(peer)
        },
      }
    },
  },
  {
    id: 'nodedb/queues-are-half-as-long',
    violates: 'NDB-111',
    explain: 'A queue overflows at half of the length that was stated.',
    part: 'pacing',
    apply: (original, parts) => ({
      offer: (peer, id) => {
        if (peer.queue.length < parts.settings.queueMax() / 2) original.offer(peer, id)
      },
    }),
  },
  {
    id: 'nodedb/others-wait-a-little',
    violates: 'NDB-104',
    explain: 'While one peer is limited, a delta for another one waits for 50 ms.',
    part: 'pacing',
    apply: (original, parts) => {
      const since = new Map<Paced, number>()
      const until = (peer: Paced): number =>
        peer.limit === undefined && parts.pacing.all().some(({ limit }) => limit !== undefined)
          ? (since.get(peer) ?? 0) + little
          : 0
      return {
        offer: (peer, id) => {
          if (peer.queue.length === 0) since.set(peer, parts.clock.now('governor'))
          original.offer(peer, id)
        },
        allowed: (peer) => parts.clock.now('governor') >= until(peer) && original.allowed(peer),
        next: (peer) => {
          const due = original.next(peer) ?? (peer.queue.length > 0 && until(peer) > 0 ? 0 : undefined)
          return due === undefined ? undefined : Math.max(due, until(peer))
        },
      }
    },
  },
]
