import { MAX_CHUNK_BYTES, MAX_DATAGRAM_BYTES, MAX_EVENTS, MAX_PENDING_BYTES } from '../../../spec/net/limits.ts'
import type { CausalEvent, FailureReason, Snapshot } from '../../../spec/net/messages.types.ts'
import { hexOf } from './codec.ts'
import type { Node, SourceRecord } from './node.ts'
import type { Parts } from './parts.ts'

/** Why no snapshot was taken: for a start on this node, and for a node that asked. */
export interface BeginRefusal {
  readonly refused: 'daemon_not_found' | 'state_failed' | 'already_migrating'
  readonly reason: FailureReason
}

/** Why an event was not kept. */
export type OfferRefusal =
  | { readonly code: 'writes_rejected' | 'too_large' }
  | { readonly code: 'buffer_full'; readonly events: number; readonly bytes: number }

/** The role that hands a daemon over. */
export interface Sources {
  /** Takes the snapshot and buffers from now on. `transportIdentity` absent: if this node has an identity. */
  begin(
    node: Node,
    origin: string,
    orchestrator: string,
    target: string,
    transportIdentity?: boolean,
  ): BeginRefusal | { readonly record: SourceRecord }
  /** A node asks for the snapshot. */
  take(node: Node, from: string, origin: string, target: string): void
  seal(node: Node, snapshot: Snapshot, seed: Uint8Array | undefined, target: string): Snapshot | undefined
  /** An event for a daemon: kept, refused, or none of this role's business. */
  offer(node: Node, origin: string, event: CausalEvent): 'buffered' | 'idle' | OfferRefusal
  /** What is kept, as it goes to the target, and the buffer is empty then. */
  drain(record: SourceRecord): readonly CausalEvent[]
  /** From now on no event is taken. */
  cutOver(record: SourceRecord): void
  /** CutoverNotify of the recorded orchestrator. */
  handOver(node: Node, origin: string, record: SourceRecord, target: string): void
  /** The copy and the record go. */
  letGo(node: Node, origin: string, record: SourceRecord): void
  /** Back to normal, before cutover: what was kept is processed, in order. */
  goBack(node: Node, origin: string): void
  /** Events in as many lists as messages are needed. */
  split(events: readonly CausalEvent[]): readonly (readonly CausalEvent[])[]
}

/** How many migrations that took a daemon away a node remembers. */
const REMEMBERED = 1024
/** Tag, origin and count of BufferedEvents, and an event without its payload. */
const [HEADER_BYTES, EVENT_BYTES] = [13, 44]

export function createSources(parts: Parts): Sources {
  return {
    begin: (node, origin, orchestrator, target, transportIdentity = node.secret !== undefined) => {
      const copy = node.copies.get(origin)
      const failed = (text: string): BeginRefusal => ({
        refused: 'state_failed',
        reason: { kind: 'StateFailed', text },
      })
      if (copy === undefined) return { ...failed('no such daemon'), refused: 'daemon_not_found' }
      if (node.sources.has(origin)) return { refused: 'already_migrating', reason: { kind: 'AlreadyMigrating' } }
      if (!copy.live) return failed('the daemon is not live here')
      if (target === node.id) return failed('the daemon is here already')
      parts.copies.snapshotTaken(node, copy)
      const taken = parts.daemons.snapshot(node, copy)
      if (taken === undefined) return failed('the daemon has no snapshot')
      const snapshot = transportIdentity ? parts.sources.seal(node, taken, copy.seed, target) : taken
      if (snapshot === undefined) {
        const reason: FailureReason = {
          kind: 'IdentityTransportFailed',
          text: 'the key of the target is not known, or the seed is not here',
        }
        return { refused: 'state_failed', reason }
      }
      const written = parts.codec.encodeSnapshot(snapshot)
      if ('error' in written || written.bytes.length > MAX_PENDING_BYTES) return failed('the snapshot is too large')
      const through = BigInt(snapshot.through_seq)
      const chunks = parts.codec.chunk(written.bytes).map(({ chunk_index, total_chunks, bytes }) =>
        parts.codec.encode({
          type: 'SnapshotReady',
          daemon_origin: origin,
          seq_through: snapshot.through_seq,
          chunk_index,
          total_chunks,
          snapshot_bytes: hexOf(bytes),
        }),
      )
      const record: SourceRecord = {
        orchestrator,
        target,
        through,
        shift: through - copy.last,
        chunks: chunks.flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes])),
        phase: 'buffering',
        buffer: [],
        bytes: 0,
      }
      node.gone.delete(origin)
      node.sources.set(origin, record)
      return { record }
    },
    take: (node, from, origin, target) => {
      const fail = (reason: FailureReason): void =>
        parts.post.send(node, from, { type: 'MigrationFailed', daemon_origin: origin, reason })
      if (!parts.policies.permits(node, from)) return fail({ kind: 'StateFailed', text: 'this node may not ask' })
      const known = node.sources.get(origin)
      if (known !== undefined) {
        if (known.orchestrator !== from || known.phase !== 'buffering') return fail({ kind: 'AlreadyMigrating' })
        if (target === node.id) return fail({ kind: 'StateFailed', text: 'the daemon is here already' })
        known.target = target
        for (const bytes of known.chunks) parts.post.sendBytes(node, from, bytes)
        return
      }
      const taken = parts.sources.begin(node, origin, from, target)
      if ('refused' in taken) return fail(taken.reason)
      for (const bytes of taken.record.chunks) parts.post.sendBytes(node, from, bytes)
    },
    seal: (node, snapshot, seed, target) => {
      const key = target === node.id ? undefined : node.keys.get(target)
      if (node.secret === undefined || seed === undefined || key === undefined) return undefined
      const envelope = parts.envelopes.seal(seed, snapshot.chain_link, key)
      return envelope === undefined ? undefined : { ...snapshot, envelope }
    },
    offer: (node, origin, event) => {
      const record = node.sources.get(origin)
      if (record === undefined)
        return node.gone.has(origin) && !node.copies.has(origin) ? { code: 'writes_rejected' } : 'idle'
      if (record.phase === 'cutover') return { code: 'writes_rejected' }
      const size = event.payload.length / 2
      if (size > MAX_CHUNK_BYTES) return { code: 'too_large' }
      const [events, bytes] = [record.buffer.length + 1, record.bytes + size]
      if (events > MAX_EVENTS || bytes > MAX_PENDING_BYTES) return { code: 'buffer_full', events, bytes }
      record.buffer.push(event)
      record.bytes = bytes
      return 'buffered'
    },
    drain: (record) => {
      const { buffer, shift } = record
      record.buffer = []
      record.bytes = 0
      return shift === 0n ? buffer : buffer.map((event) => moved(event, shift))
    },
    cutOver: (record) => {
      record.phase = 'cutover'
    },
    handOver: (node, origin, record, target) => {
      parts.sources.cutOver(record)
      for (const events of parts.sources.split(parts.sources.drain(record)))
        parts.post.send(node, target, { type: 'BufferedEvents', daemon_origin: origin, events })
      parts.sources.letGo(node, origin, record)
      parts.post.send(node, record.orchestrator, { type: 'CleanupComplete', daemon_origin: origin })
    },
    letGo: (node, origin, { orchestrator }) => {
      parts.observers.hear(node, { origin, event: 'pre_cleanup', host: node.copies.has(origin) })
      const ledger = node.copies.get(origin)?.ledger ?? []
      parts.copies.remove(node, origin)
      node.sources.delete(origin)
      node.gone.set(origin, { orchestrator })
      if (node.gone.size > REMEMBERED) {
        const [oldest] = node.gone.keys()
        if (oldest !== undefined) node.gone.delete(oldest)
      }
      parts.subscriptions.leave(node, origin, ledger)
    },
    goBack: (node, origin) => {
      const record = node.sources.get(origin)
      if (record === undefined || record.phase !== 'buffering') return
      node.sources.delete(origin)
      const copy = node.copies.get(origin)
      if (copy === undefined) return
      for (const event of record.buffer) parts.copies.process(node, copy, event)
    },
    split: (events) => {
      const lists: CausalEvent[][] = []
      let free = 0
      for (const event of events) {
        const size = EVENT_BYTES + event.payload.length / 2
        if (size > free) {
          lists.push([])
          free = MAX_DATAGRAM_BYTES - HEADER_BYTES
        }
        lists.at(-1)?.push(event)
        free -= size
      }
      return lists
    },
  }
}

function moved(event: CausalEvent, by: bigint): CausalEvent {
  const sequence = String(BigInt.asUintN(64, BigInt(event.link.sequence) + by))
  return { ...event, link: { ...event.link, sequence } }
}
