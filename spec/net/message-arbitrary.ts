import fc, { type Arbitrary } from 'fast-check'
import type { Dialect } from './dialect.ts'
import { MAX_TOTAL_CHUNKS } from './limits.ts'
import type { CausalEvent, CausalLink, FailureReason, Message } from './messages.types.ts'

const EDGES = [0n, 1n, 2n ** 32n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n]

export const u64: Arbitrary<string> = fc
  .oneof(fc.bigInt(0n, 2n ** 64n - 1n), fc.constantFrom(...EDGES))
  .map((value) => String(value))

export function bytes(maxLength: number): Arbitrary<string> {
  return fc.uint8Array({ maxLength }).map((octets) => Buffer.from(octets).toString('hex'))
}

export const linkArbitrary: Arbitrary<CausalLink> = fc.record({
  origin_hash: u64,
  horizon_encoded: u64,
  sequence: u64,
  parent_hash: u64,
})

const event: Arbitrary<CausalEvent> = fc.record({ link: linkArbitrary, payload: bytes(80), received_at: u64 })

const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const reason: Arbitrary<FailureReason> = fc.oneof(
  fc.constantFrom<FailureReason>(
    { kind: 'NotReady' },
    { kind: 'FactoryNotFound' },
    { kind: 'ComputeNotSupported' },
    { kind: 'AlreadyMigrating' },
  ),
  fc.record({ kind: fc.constantFrom('StateFailed' as const, 'IdentityTransportFailed' as const), text }),
  fc.record({ kind: fc.constant('NotReadyTimeout' as const), attempts: fc.nat(255) }),
)

const of = <T extends Message['type']>(type: T) => fc.constant(type)
const total = fc.oneof(fc.integer({ min: 1, max: MAX_TOTAL_CHUNKS }), fc.constantFrom(1, MAX_TOTAL_CHUNKS))
const place = total.chain((total_chunks) =>
  fc.record({ total_chunks: fc.constant(total_chunks), chunk_index: fc.nat(total_chunks - 1) }),
)

/** Messages of every kind that a dialect carries, numbers at their ends among them. */
export function messageArbitrary({ replayHead }: Dialect): Arbitrary<Message> {
  const daemon_origin = u64
  return fc.oneof(
    fc.record({ type: of('TakeSnapshot'), daemon_origin, target_node: u64 }),
    fc
      .tuple(fc.record({ daemon_origin, seq_through: u64 }), place, bytes(300))
      .map(([head, { chunk_index, total_chunks }, snapshot_bytes]) => ({
        type: 'SnapshotReady' as const,
        ...head,
        chunk_index,
        total_chunks,
        snapshot_bytes,
      })),
    fc.record({ type: of('RestoreComplete'), daemon_origin, restored_seq: u64 }),
    fc.record({
      type: of('ReplayComplete'),
      daemon_origin,
      replayed_seq: u64,
      ...(replayHead ? { target_head: linkArbitrary } : {}),
    }),
    fc.record({ type: of('CutoverNotify'), daemon_origin, target_node: u64 }),
    fc.record({ type: of('CleanupComplete'), daemon_origin }),
    fc.record({ type: of('MigrationFailed'), daemon_origin, reason }),
    fc.record({ type: of('BufferedEvents'), daemon_origin, events: fc.array(event, { maxLength: 5 }) }),
    fc.record({ type: of('ActivateTarget'), daemon_origin }),
    fc.record({ type: of('ActivateAck'), daemon_origin, replayed_seq: u64 }),
  )
}
