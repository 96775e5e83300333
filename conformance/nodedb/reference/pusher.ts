import type { Out } from '../../../spec/nodedb/adapter.types.ts'
import { sorted } from './documents.ts'
import type { Parts } from './parts.ts'
import type { Peer } from './peers.ts'
import type { Delta } from './stream.ts'

/** What a sender pushes to a peer. */
export interface Pusher {
  /** At most `max` deltas and snapshots, in order. */
  drain(peer: Peer, max: number): Out[]
  /** The next item, or undefined when nothing is left. */
  next(peer: Peer): Out | undefined
  /** A snapshot of the present state; undefined where it cannot be produced (NDB-090). */
  snapshot(collection: string): Out | undefined
  /** The id that a snapshot is cut at. */
  watermark(collection: string): bigint
  delta(peer: Peer, delta: Delta): Out
  /** The next attempts to produce a snapshot fail. */
  fail(times: number): void
  /** Whether this attempt fails. */
  fails(): boolean
}

export function createPusher(parts: Parts): Pusher {
  let failures = 0
  return {
    drain: (peer, max) => {
      const out: Out[] = []
      while (out.length < max) {
        const item = parts.pusher.next(peer)
        if (item === undefined) break
        out.push(item)
      }
      return out
    },
    next: (peer) => {
      if (!peer.up) return undefined
      for (const collection of peer.orders) {
        peer.orders.delete(collection)
        if (!parts.peers.may(peer, collection)) continue
        const item = parts.pusher.snapshot(collection)
        if (item === undefined) continue
        if (item.kind === 'snapshot' && parts.log.has(collection))
          peer.cursors.set(collection, BigInt(item.watermark) + 1n)
        return item
      }
      for (const collection of parts.log.collections()) {
        const cursor = parts.peers.cursor(peer, collection)
        if (cursor > parts.log.head(collection) || !parts.peers.may(peer, collection)) continue
        peer.cursors.set(collection, cursor + 1n)
        return parts.pusher.delta(peer, parts.log.delta(collection, cursor))
      }
      return undefined
    },
    snapshot: (collection) => {
      if (parts.pusher.fails()) return undefined
      const watermark = parts.pusher.watermark(collection)
      const items = sorted(parts.log.documents(collection, watermark))
      return { kind: 'snapshot', collection, watermark: watermark.toString(), items }
    },
    watermark: (collection) => parts.log.head(collection),
    delta: (peer, { collection, documentId, id, payload, checksum }) => {
      const pending = peer.pending.get(collection) ?? new Set()
      peer.pending.set(collection, pending.add(id))
      const frame = parts.codec.frame({
        type: 'DeltaPush',
        collection,
        document_id: documentId,
        delta: payload,
        peer_id: parts.choices.pushedPeerId(peer.id),
        mutation_id: id.toString(),
        checksum,
      })
      return { kind: 'delta', frame }
    },
    fail: (times) => {
      failures = times
    },
    fails: () => {
      if (failures === 0) return false
      failures -= 1
      return true
    },
  }
}
