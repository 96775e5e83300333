import type { FailureReason, Message } from '../../../spec/net/messages.types.ts'
import { bytesOf, hexOf } from './codec.ts'
import type { Node, OrchestratorRecord } from './node.ts'
import type { Parts } from './parts.ts'

export interface Start {
  readonly origin: string
  readonly source: string
  readonly target: string
  /** Whether the key of the daemon travels with it. Absent: if this node has an identity. */
  readonly transportIdentity?: boolean
}

export type StartRefusal =
  | 'same_node'
  | 'already_migrating'
  | 'daemon_not_found'
  | 'state_failed'
  | 'target_unavailable'

export interface Started {
  readonly refused?: StartRefusal
  readonly resumed?: boolean
  /** With `state_failed`: whether it was the envelope. */
  readonly identity?: boolean
}

type Of<Type extends Message['type']> = Extract<Message, { readonly type: Type }>

/** The role that decides what comes next. A method of a message is called for the recorded sender, and tells whether it fits. */
export interface Orchestrators {
  start(node: Node, start: Start): Started
  /** Sends again what is due past cutover. */
  remind(node: Node, record: OrchestratorRecord): void
  snapshotReady(node: Node, record: OrchestratorRecord, message: Of<'SnapshotReady'>, bytes: Uint8Array): boolean
  restoreComplete(node: Node, record: OrchestratorRecord, message: Of<'RestoreComplete'>): boolean
  replayComplete(node: Node, record: OrchestratorRecord, message: Of<'ReplayComplete'>): boolean
  cleanupComplete(node: Node, record: OrchestratorRecord): boolean
  activateAck(node: Node, record: OrchestratorRecord): boolean
  isPastCutover(record: OrchestratorRecord): boolean
  /** Ends the record before cutover and tells source and target, but for the node that told this one. */
  fail(node: Node, record: OrchestratorRecord, reason: FailureReason, toldBy?: string): void
  enter(node: Node, record: OrchestratorRecord, phase: OrchestratorRecord['phase']): void
  remove(node: Node, record: OrchestratorRecord): void
  /** Whether chunk 0 is the beginning of a snapshot of this origin, and all of it where there is no other (NET-045). */
  isValidFirst(message: Of<'SnapshotReady'>): boolean
}

/** Magic number, version and entity id. */
const FIRST_BYTES = 37

export function createOrchestrators(parts: Parts): Orchestrators {
  return {
    start: (node, { origin, source, target, transportIdentity }) => {
      const known = node.records.get(origin)
      if (source === target) return { refused: 'same_node' }
      if (known !== undefined) {
        if (!parts.orchestrators.isPastCutover(known)) return { refused: 'already_migrating' }
        parts.orchestrators.remind(node, known)
        return { resumed: true }
      }
      const record: OrchestratorRecord = {
        origin,
        source,
        target,
        phase: 'snapshot',
        since: node.world.now,
        sequence: 0n,
      }
      const first = source === node.id ? target : source
      if (node.linked && first !== node.id && !parts.links.knows(node.world, node.id, first))
        return { refused: 'target_unavailable' }
      if (source === node.id) {
        const taken = parts.sources.begin(node, origin, node.id, target, transportIdentity)
        if ('refused' in taken)
          return { refused: taken.refused, identity: taken.reason.kind === 'IdentityTransportFailed' }
        node.records.set(origin, record)
        record.sequence = taken.record.through
        parts.orchestrators.enter(node, record, 'transfer')
        for (const bytes of taken.record.chunks) parts.post.sendBytes(node, target, bytes)
        return {}
      }
      node.records.set(origin, record)
      parts.post.send(node, source, { type: 'TakeSnapshot', daemon_origin: origin, target_node: target })
      return {}
    },
    remind: (node, { origin, source, target, phase }) => {
      if (phase === 'cutover')
        parts.post.send(node, source, { type: 'CutoverNotify', daemon_origin: origin, target_node: target })
      if (phase === 'complete') parts.post.send(node, target, { type: 'ActivateTarget', daemon_origin: origin })
    },
    snapshotReady: (node, record, message, bytes) => {
      if (record.phase !== 'snapshot' && record.phase !== 'transfer') return false
      if (message.chunk_index === 0) {
        if (!parts.orchestrators.isValidFirst(message)) return false
        if (record.phase === 'snapshot') {
          record.sequence = BigInt(message.seq_through)
          parts.orchestrators.enter(node, record, 'transfer')
        }
      }
      parts.post.sendBytes(node, record.target, bytes)
      return true
    },
    restoreComplete: (node, record, { restored_seq }) => {
      if (record.phase === 'transfer') {
        if (BigInt(restored_seq) < record.sequence) return false
        parts.orchestrators.enter(node, record, 'replay')
      } else if (record.phase !== 'replay') return false
      parts.post.send(node, record.target, { type: 'BufferedEvents', daemon_origin: record.origin, events: [] })
      return true
    },
    replayComplete: (node, record, { replayed_seq, target_head }) => {
      if (record.phase !== 'replay') return false
      if (BigInt(replayed_seq) < record.sequence) return false
      if (target_head !== undefined && target_head.origin_hash !== record.origin) return false
      parts.orchestrators.enter(node, record, 'cutover')
      return true
    },
    cleanupComplete: (node, record) => {
      if (record.phase !== 'cutover') return false
      parts.orchestrators.enter(node, record, 'complete')
      return true
    },
    activateAck: (node, record) => {
      if (record.phase !== 'complete') return false
      parts.orchestrators.remove(node, record)
      parts.migrations.ended(node, record.origin, 'success')
      return true
    },
    isPastCutover: ({ phase }) => phase === 'cutover' || phase === 'complete',
    fail: (node, record, reason, toldBy) => {
      const { origin, source, target } = record
      parts.orchestrators.remove(node, record)
      for (const participant of [source, target]) {
        if (participant === node.id || participant === toldBy) continue
        parts.post.send(node, participant, { type: 'MigrationFailed', daemon_origin: origin, reason })
      }
      if (source === node.id) parts.sources.goBack(node, origin)
      if (target === node.id) parts.targets.giveUp(node, origin)
      parts.reassembly.drop(node, origin)
      parts.migrations.ended(node, origin, reason)
    },
    enter: (node, record, phase) => {
      record.phase = phase
      record.since = node.world.now
      if (!parts.orchestrators.isPastCutover(record)) return
      parts.orchestrators.remind(node, record)
      record.repeat?.cancel()
      const repeat = (): void => {
        parts.orchestrators.remind(node, record)
        record.repeat = node.world.after(parts.settings.repeat(), repeat)
      }
      record.repeat = node.world.after(parts.settings.repeat(), repeat)
    },
    remove: (node, record) => {
      record.repeat?.cancel()
      node.records.delete(record.origin)
    },
    isValidFirst: ({ daemon_origin, seq_through, total_chunks, snapshot_bytes }) => {
      const bytes = bytesOf(snapshot_bytes)
      if (bytes.length < FIRST_BYTES || hexOf(bytes.subarray(0, 5)) !== '4344533102') return false
      if (parts.identities.originOf(bytes.subarray(5, FIRST_BYTES)) !== daemon_origin) return false
      if (total_chunks > 1) return true
      const read = parts.codec.decodeSnapshot(bytes)
      return 'snapshot' in read && read.snapshot.through_seq === seq_through
    },
  }
}
