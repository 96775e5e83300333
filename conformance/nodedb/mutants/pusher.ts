import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Deltas that are pushed wrongly or not at all. */
export const pusherMutants: readonly Mutant<Parts, 'pusher'>[] = [
  {
    id: 'nodedb/newest-deltas-go-first',
    violates: 'NDB-079',
    explain: 'Of two deltas that wait the newer one is sent first.',
    part: 'pusher',
    apply: (original) => {
      const late = new Map<string, ReturnType<typeof original.next>>()
      return {
        next: (peer) => {
          const kept = late.get(peer.id)
          late.delete(peer.id)
          if (kept !== undefined) return kept
          const first = original.next(peer)
          if (first?.kind !== 'delta') return first
          const second = original.next(peer)
          if (second !== undefined) late.set(peer.id, first)
          return second ?? first
        },
      }
    },
  },
  {
    id: 'nodedb/repetitions-lose-their-checksum',
    violates: 'NDB-080',
    explain: 'A delta that is sent again has no checksum.',
    part: 'pusher',
    apply: (original) => ({
      delta: (peer, delta) =>
        original.delta(
          peer,
          peer.pending.get(delta.collection)?.has(delta.id) === true ? { ...delta, checksum: 0 } : delta,
        ),
    }),
  },
  {
    id: 'nodedb/snapshots-lag-behind-their-watermark',
    violates: 'NDB-089',
    explain: 'The watermark of a snapshot is read after its documents.',
    part: 'pusher',
    apply: (original, parts) => ({
      snapshot: (collection) => {
        const item = original.snapshot(collection)
        if (item?.kind !== 'snapshot' || item.watermark === '0') return item
        const documents = parts.log.documents(collection, BigInt(item.watermark) - 1n)
        return { ...item, items: [...documents].map(([document_id, payload]) => ({ document_id, payload })) }
      },
    }),
  },
  {
    id: 'nodedb/failed-snapshots-are-empty',
    violates: 'NDB-090',
    explain: 'A snapshot that cannot be produced is sent empty.',
    part: 'pusher',
    apply: (original, parts) => ({
      snapshot: (collection) =>
        original.snapshot(collection) ?? {
          kind: 'snapshot',
          collection,
          watermark: parts.log.head(collection).toString(),
          items: [],
        },
    }),
  },
  {
    id: 'nodedb/snapshots-have-a-row-cap',
    violates: 'NDB-091',
    explain: 'A snapshot is cut at 10000 rows.',
    part: 'pusher',
    apply: (original) => ({
      snapshot: (collection) => {
        const item = original.snapshot(collection)
        return item?.kind === 'snapshot' ? { ...item, items: item.items.slice(0, 10_000) } : item
      },
    }),
  },
  {
    id: 'nodedb/snapshots-repeat-rows',
    violates: 'NDB-091',
    explain: 'Behind its first page a snapshot has the last row again and again.',
    part: 'pusher',
    apply: (original) => ({
      snapshot: (collection) => {
        const item = original.snapshot(collection)
        if (item?.kind !== 'snapshot') return item
        const { items } = item
        return { ...item, items: items.map((row, at) => (at < 5_000 ? row : (items[4_999] ?? row))) }
      },
    }),
  },
  {
    id: 'nodedb/large-snapshots-are-not-sent',
    violates: 'NDB-091',
    explain: 'A snapshot of more than 10000 documents is given up.',
    part: 'pusher',
    apply: (original) => ({
      snapshot: (collection) => {
        const item = original.snapshot(collection)
        return item?.kind === 'snapshot' && item.items.length > 10_000 ? undefined : item
      },
    }),
  },
  {
    id: 'nodedb/replays-end-after-fifty',
    violates: 'NDB-075',
    explain: 'A replay ends after fifty deltas.',
    part: 'pusher',
    apply: (original) => ({ drain: (peer, max) => original.drain(peer, Math.min(max, 50)) }),
  },
  {
    id: 'nodedb/replays-end-after-500',
    violates: 'NDB-075',
    explain: 'A replay has five hundred deltas at most.',
    part: 'pusher',
    apply: (original) => ({ drain: (peer, max) => original.drain(peer, Math.min(max, 500)) }),
  },
]
