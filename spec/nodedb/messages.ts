import { added, list, map, names, optional, struct, variants } from './composites.ts'
import type { Dialect } from './dialect.ts'
import type { Form, Members, StructOf } from './form.ts'
import { bin, bool, i64, intArray, narrow, octets, str, u16, u32, u64 } from './scalars.ts'

/** Type bytes of the messages that this specification describes. */
export const CODES = {
  Handshake: 0x01,
  HandshakeAck: 0x02,
  DeltaPush: 0x10,
  DeltaAck: 0x11,
  DeltaReject: 0x12,
  CollectionPurged: 0x14,
  ShapeSubscribe: 0x20,
  ShapeSnapshot: 0x21,
  ShapeDelta: 0x22,
  ShapeUnsubscribe: 0x23,
  VectorClockSync: 0x30,
  TimeseriesPush: 0x40,
  TimeseriesAck: 0x41,
  ResyncRequest: 0x50,
  Throttle: 0x52,
  TokenRefresh: 0x60,
  TokenRefreshAck: 0x61,
  DefinitionSync: 0x70,
  PresenceUpdate: 0x80,
  PresenceBroadcast: 0x81,
  PresenceLeave: 0x82,
  ArrayDelta: 0x90,
  ArrayDeltaBatch: 0x91,
  ArraySnapshot: 0x92,
  ArraySnapshotChunk: 0x93,
  ArraySchema: 0x94,
  ArrayAck: 0x95,
  ArrayReject: 0x96,
  ArrayCatchupRequest: 0x97,
  PingPong: 0xff,
} as const

export type MessageType = keyof typeof CODES

/** Bodies of the messages as a dialect writes them. Members stand in the order of the wire. */
function describe(dialect: Dialect) {
  const unit = dialect.unitVariant
  const bytes = dialect.bytesAs === 'bin' ? bin : intArray
  const hlc = octets(18)
  // The releases whose DeltaPush grew to 7, 10 and 12 members brought these along.
  const [arrays, producers, signatures] = [7, 10, 12].map((fields) => dialect.deltaPushFields >= fields)

  const reason = variants(unit, {
    SequenceGap: { expected: u64, received: u64 },
    ChecksumMismatch: { mutation_id: u64 },
    CorruptedState: {},
  })
  const hints = {
    UniqueViolation: { field: str, conflicting_value: str },
    ForeignKeyMissing: { referenced_id: str },
    PermissionDenied: {},
    RateLimited: { retry_after_ms: u64 },
    SchemaViolation: { field: str, reason: str },
    Custom: { constraint: str, detail: str },
    IntegrityViolation: {},
  }
  const hint = variants(unit, { ...hints, ...when(producers, { Retry: { retry_after_ms: u64 } }) })
  const shapes = {
    Document: { collection: str, predicate: bytes },
    Graph: { root_nodes: list(str), max_depth: u64, edge_label: optional(str) },
    Vector: { collection: str, field_name: optional(str) },
  }
  const coordinates = struct({ start: list(u64), end: optional(list(u64)) })
  const shape = variants(unit, {
    ...shapes,
    ...when(arrays, { Array: { array_name: str, coord_range: optional(coordinates) } }),
  })
  const status = variants(unit, {
    Applied: {},
    Duplicate: {},
    Fenced: {},
    Gap: { expected: u64 },
    ...when(signatures, { Accepted: {}, Rejected: { reason: str } }),
  })
  const refusal = names(
    unit,
    'SchemaTooNew',
    'ArrayUnknown',
    'ShapeInvalid',
    'EngineRejected',
    'RetentionFloor',
    'QuotaExceeded',
    'WireVersionMismatch',
  )

  return {
    Handshake: {
      jwt_token: str,
      vector_clock: map(str, map(str, u64)),
      subscribed_shapes: list(str),
      client_version: str,
      lite_id: str,
      epoch: u64,
      wire_version: u16,
    },
    HandshakeAck: first(dialect.handshakeAckFields, {
      success: bool,
      session_id: str,
      server_clock: map(str, u64),
      error: optional(str),
      fork_detected: bool,
      server_wire_version: u16,
      producer_id: added(u64, '0'),
      accepted_epoch: added(u64, '0'),
      delta_signing_key: added(octets(32), '00'.repeat(32)),
    }),
    DeltaPush: first(dialect.deltaPushFields, {
      collection: str,
      document_id: str,
      delta: bytes,
      peer_id: u64,
      mutation_id: u64,
      checksum: u32,
      device_valid_time_ms: optional(i64),
      producer_id: added(u64, '0'),
      epoch: added(u64, '0'),
      seq: added(u64, '0'),
      device_id: added(u64, '0'),
      delta_signature: added(octets(32), '00'.repeat(32)),
    }),
    DeltaAck: first(dialect.deltaAckFields, {
      mutation_id: u64,
      lsn: u64,
      clock_skew_warning_ms: optional(i64),
      applied_seq: added(u64, '0'),
      status: added(status, { kind: 'Applied' }),
    }),
    DeltaReject: { mutation_id: u64, reason: str, compensation: optional(hint) },
    CollectionPurged: { tenant_id: arrays ? u64 : narrow, name: str, purge_lsn: u64 },
    ShapeSubscribe: {
      shape: struct({ shape_id: str, tenant_id: u32, shape_type: shape, description: str, field_filter: list(str) }),
    },
    ShapeSnapshot: { shape_id: str, data: bytes, snapshot_lsn: u64, doc_count: u64 },
    ShapeDelta: { shape_id: str, collection: str, document_id: str, operation: str, delta: bytes, lsn: u64 },
    ShapeUnsubscribe: { shape_id: str },
    VectorClockSync: { clocks: map(str, u64), sender_id: u64 },
    TimeseriesPush: {
      lite_id: str,
      collection: str,
      ts_block: bytes,
      val_block: bytes,
      series_block: bytes,
      sample_count: u64,
      min_ts: i64,
      max_ts: i64,
      watermarks: map(u64, u64),
    },
    TimeseriesAck: { collection: str, accepted: u64, rejected: u64, lsn: u64 },
    ResyncRequest: first(dialect.resyncFields, {
      reason,
      from_mutation_id: u64,
      collection: str,
      shape_id: added(str, ''),
    }),
    Throttle: { throttle: bool, queue_depth: u64, suggested_rate: u64 },
    TokenRefresh: { new_token: str },
    TokenRefreshAck: { success: bool, error: optional(str), expires_in_secs: u64 },
    DefinitionSync: { definition_type: str, name: str, action: str, payload: bytes },
    PresenceUpdate: { channel: str, state: bytes },
    PresenceBroadcast: { channel: str, peers: list(struct({ user_id: str, state: bytes, last_seen_ms: u64 })) },
    PresenceLeave: { channel: str, user_id: str },
    ArrayDelta: { array: str, op_payload: bytes },
    ArrayDeltaBatch: { array: str, op_payloads: list(intArray) },
    ArraySnapshot: { array: str, header_payload: bytes },
    ArraySnapshotChunk: {
      array: str,
      snapshot_hlc_bytes: hlc,
      chunk_index: u32,
      total_chunks: u32,
      payload: bytes,
    },
    ArraySchema: { array: str, replica_id: u64, schema_hlc_bytes: hlc, snapshot_payload: bytes },
    ArrayAck: { array: str, replica_id: u64, ack_hlc_bytes: hlc },
    ArrayReject: { array: str, op_hlc_bytes: hlc, reason: refusal, detail: str },
    ArrayCatchupRequest: { array: str, from_hlc_bytes: hlc },
    PingPong: { timestamp_ms: u64, is_pong: bool },
  } satisfies Readonly<Record<MessageType, Members>>
}

/** The first `count` members: releases only ever appended. */
function first<M extends Members>(count: number, members: M): M {
  return Object.fromEntries(Object.entries(members).slice(0, count)) as M
}

/** Variants of later releases only. */
function when<V>(present: boolean | undefined, variantsOfLater: V): V {
  return present === true ? variantsOfLater : ({} as V)
}

type Bodies = ReturnType<typeof describe>
type Flat<T> = { [K in keyof T]: T[K] } & {}

/** The canonical JSON of a message: `type` says which; see spec/nodedb/messages.schema.json. */
export type Message = { [K in MessageType]: Flat<{ type: K } & StructOf<Bodies[K]>> }[MessageType] | Opaque

/** A message of which only the frame is described. */
export type Opaque = {
  type: 'Opaque'
  /** Type byte. */
  code: number
  /** The body as hex. */
  body: string
}

/** The forms of a dialect's messages by name and by type byte. Opaque types are in neither. */
export interface Messages {
  readonly byName: ReadonlyMap<string, { readonly code: number; readonly form: Form<Message> }>
  readonly byCode: readonly (Form<Message> | undefined)[]
}

const known = new WeakMap<Dialect, Messages>()

/** The messages of a dialect, made once for each dialect object. */
export function messagesOf(dialect: Dialect): Messages {
  const made = known.get(dialect)
  if (made !== undefined) return made
  const byName = new Map<string, { code: number; form: Form<Message> }>()
  const byCode: (Form<Message> | undefined)[] = new Array(256).fill(undefined)
  for (const [name, members] of Object.entries<Members>(describe(dialect))) {
    const code = CODES[name as MessageType]
    if (!dialect.types.includes(code) || dialect.opaque.includes(code)) continue
    const form = struct(members, ['type', name]) as Form<unknown> as Form<Message>
    byName.set(name, { code, form })
    byCode[code] = form
  }
  const messages = { byName, byCode }
  known.set(dialect, messages)
  return messages
}
