// Generated from urn:cutover:nodedb:messages by `npm run types`. Do not edit.

/** Unsigned 64-bit integer in canonical decimal form. */
export type U64 = string

/** Signed 64-bit integer in canonical decimal form. */
export type I64 = string

/** A string of Unicode scalar values, carried byte for byte as UTF-8; no lone surrogate. */
export type Text = string

/** Bytes as lower-case hex. */
export type Bytes = string

/** An 18-byte hybrid logical clock as lower-case hex. */
export type Hlc = string

/** Why a re-sync is asked for. */
export type ResyncReason = { readonly kind: "SequenceGap"; readonly expected: U64; readonly received: U64 } | { readonly kind: "ChecksumMismatch"; readonly mutation_id: U64 } | { readonly kind: "CorruptedState" }

/** What the author of a refused mutation may do. Retry from deltaPushFields 10 on. */
export type CompensationHint = { readonly kind: "UniqueViolation"; readonly field: Text; readonly conflicting_value: Text } | { readonly kind: "ForeignKeyMissing"; readonly referenced_id: Text } | { readonly kind: "PermissionDenied" } | { readonly kind: "RateLimited"; readonly retry_after_ms: U64 } | { readonly kind: "SchemaViolation"; readonly field: Text; readonly reason: Text } | { readonly kind: "Custom"; readonly constraint: Text; readonly detail: Text } | { readonly kind: "IntegrityViolation" } | { readonly kind: "Retry"; readonly retry_after_ms: U64 }

/** How a mutation was taken, with deltaAckFields 5. Accepted and Rejected with deltaPushFields 12 only. */
export type AckStatus = { readonly kind: "Applied" } | { readonly kind: "Duplicate" } | { readonly kind: "Fenced" } | { readonly kind: "Gap"; readonly expected: U64 } | { readonly kind: "Accepted" } | { readonly kind: "Rejected"; readonly reason: Text }

/** What a shape selects. Array from deltaPushFields 7 on. */
export type ShapeType = { readonly kind: "Document"; readonly collection: Text; readonly predicate: Bytes } | { readonly kind: "Graph"; readonly root_nodes: readonly Text[]; readonly max_depth: U64; readonly edge_label?: Text } | { readonly kind: "Vector"; readonly collection: Text; readonly field_name?: Text } | { readonly kind: "Array"; readonly array_name: Text; readonly coord_range?: CoordinateRange }

/** Cells from start up to end; without end, all that follow. */
export type CoordinateRange = { readonly start: readonly U64[]; readonly end?: readonly U64[] }

/** A subscription of a client. */
export type ShapeDefinition = { readonly shape_id: Text; readonly tenant_id: number; readonly shape_type: ShapeType; readonly description: Text; readonly field_filter: readonly Text[] }

/** One peer in a channel. */
export type PeerPresence = { readonly user_id: Text; readonly state: Bytes; readonly last_seen_ms: U64 }

/** A dialect of the wire: its name, or knobs that change a named one. */
export type Dialect = DialectName | { readonly base?: DialectName; readonly header?: "plain" | "checked"; readonly bytesAs?: "bin" | "intArray"; readonly unitVariant?: "pairNil" | "bare"; readonly resyncFields?: 3 | 4; readonly deltaPushFields?: 6 | 7 | 10 | 12; readonly deltaAckFields?: 2 | 3 | 5; readonly handshakeAckFields?: 6 | 8 | 9 }

/** A named dialect. */
export type DialectName = "P0" | "P1" | "P1m" | "P2" | "P3" | "P4" | "P5" | "P6"

/** Why bytes are no message of the dialect. frame-version and frame-checksum come from checked headers only. */
export type DecodeErrorCode = "frame-too-short" | "frame-version" | "frame-unknown-type" | "frame-truncated" | "frame-checksum" | "body-invalid"

/** Why a message has no frame in the dialect. */
export type EncodeErrorCode = "encode-range" | "encode-too-large"

/** The canonical JSON of one frame's message. Members that a dialect does not carry are absent. */
export type Message = Handshake | HandshakeAck | DeltaPush | DeltaAck | DeltaReject | CollectionPurged | ShapeSubscribe | ShapeSnapshot | ShapeDelta | ShapeUnsubscribe | VectorClockSync | TimeseriesPush | TimeseriesAck | ResyncRequest | Throttle | TokenRefresh | TokenRefreshAck | DefinitionSync | PresenceUpdate | PresenceBroadcast | PresenceLeave | ArrayDelta | ArrayDeltaBatch | ArraySnapshot | ArraySnapshotChunk | ArraySchema | ArrayAck | ArrayReject | ArrayCatchupRequest | PingPong | Opaque

/** 0x01. Client to server: opens a session. */
export type Handshake = { readonly type: "Handshake"; readonly jwt_token: Text; readonly vector_clock: { readonly [member: string]: { readonly [member: string]: U64 } }; readonly subscribed_shapes: readonly Text[]; readonly client_version: Text; readonly lite_id: Text; readonly epoch: U64; readonly wire_version: number }

/** 0x02. Server to client: the outcome of a handshake. */
export type HandshakeAck = { readonly type: "HandshakeAck"; readonly success: boolean; readonly session_id: Text; readonly server_clock: { readonly [member: string]: U64 }; readonly error?: Text; readonly fork_detected: boolean; readonly server_wire_version: number; readonly producer_id?: U64; readonly accepted_epoch?: U64; readonly delta_signing_key?: string }

/** 0x10. One delta of a stream. */
export type DeltaPush = { readonly type: "DeltaPush"; readonly collection: Text; readonly document_id: Text; readonly delta: Bytes; readonly peer_id: U64; readonly mutation_id: U64; readonly checksum: number; readonly device_valid_time_ms?: I64; readonly producer_id?: U64; readonly epoch?: U64; readonly seq?: U64; readonly device_id?: U64; readonly delta_signature?: string }

/** 0x11. Server to client: that one mutation is taken. */
export type DeltaAck = { readonly type: "DeltaAck"; readonly mutation_id: U64; readonly lsn: U64; readonly clock_skew_warning_ms?: I64; readonly applied_seq?: U64; readonly status?: AckStatus }

/** 0x12. Server to client: that one mutation is refused. */
export type DeltaReject = { readonly type: "DeltaReject"; readonly mutation_id: U64; readonly reason: Text; readonly compensation?: CompensationHint }

/** 0x14. Server to client: a collection is gone. */
export type CollectionPurged = { readonly type: "CollectionPurged"; readonly tenant_id: U64; readonly name: Text; readonly purge_lsn: U64 }

/** 0x20. Client to server: asks for a shape. */
export type ShapeSubscribe = { readonly type: "ShapeSubscribe"; readonly shape: ShapeDefinition }

/** 0x21. Server to client: the whole content of a shape. */
export type ShapeSnapshot = { readonly type: "ShapeSnapshot"; readonly shape_id: Text; readonly data: Bytes; readonly snapshot_lsn: U64; readonly doc_count: U64 }

/** 0x22. Server to client: one change of a shape. */
export type ShapeDelta = { readonly type: "ShapeDelta"; readonly shape_id: Text; readonly collection: Text; readonly document_id: Text; readonly operation: Text; readonly delta: Bytes; readonly lsn: U64 }

/** 0x23. Client to server: ends a subscription. */
export type ShapeUnsubscribe = { readonly type: "ShapeUnsubscribe"; readonly shape_id: Text }

/** 0x30. Both ways: the highest ids seen. */
export type VectorClockSync = { readonly type: "VectorClockSync"; readonly clocks: { readonly [member: string]: U64 }; readonly sender_id: U64 }

/** 0x40. Client to server: a block of samples. */
export type TimeseriesPush = { readonly type: "TimeseriesPush"; readonly lite_id: Text; readonly collection: Text; readonly ts_block: Bytes; readonly val_block: Bytes; readonly series_block: Bytes; readonly sample_count: U64; readonly min_ts: I64; readonly max_ts: I64; readonly watermarks: { readonly [member: string]: U64 } }

/** 0x41. Server to client: how a block was taken. */
export type TimeseriesAck = { readonly type: "TimeseriesAck"; readonly collection: Text; readonly accepted: U64; readonly rejected: U64; readonly lsn: U64 }

/** 0x50. Both ways: the sender's view of the delta stream is damaged; resume from an id, or send everything. */
export type ResyncRequest = { readonly type: "ResyncRequest"; readonly reason: ResyncReason; readonly from_mutation_id: U64; readonly collection: Text; readonly shape_id?: Text }

/** 0x52. Client to server: push slower, or as before. */
export type Throttle = { readonly type: "Throttle"; readonly throttle: boolean; readonly queue_depth: U64; readonly suggested_rate: U64 }

/** 0x60. Client to server: new credentials. */
export type TokenRefresh = { readonly type: "TokenRefresh"; readonly new_token: Text }

/** 0x61. Server to client: whether they are good. */
export type TokenRefreshAck = { readonly type: "TokenRefreshAck"; readonly success: boolean; readonly error?: Text; readonly expires_in_secs: U64 }

/** 0x70. Server to client: a definition changed. */
export type DefinitionSync = { readonly type: "DefinitionSync"; readonly definition_type: Text; readonly name: Text; readonly action: Text; readonly payload: Bytes }

/** 0x80. Client to server: own presence in a channel. */
export type PresenceUpdate = { readonly type: "PresenceUpdate"; readonly channel: Text; readonly state: Bytes }

/** 0x81. Server to client: who is in a channel. */
export type PresenceBroadcast = { readonly type: "PresenceBroadcast"; readonly channel: Text; readonly peers: readonly PeerPresence[] }

/** 0x82. Server to client: somebody left a channel. */
export type PresenceLeave = { readonly type: "PresenceLeave"; readonly channel: Text; readonly user_id: Text }

/** 0x90. One array operation. */
export type ArrayDelta = { readonly type: "ArrayDelta"; readonly array: Text; readonly op_payload: Bytes }

/** 0x91. Several array operations. */
export type ArrayDeltaBatch = { readonly type: "ArrayDeltaBatch"; readonly array: Text; readonly op_payloads: readonly Bytes[] }

/** 0x92. Opens an array snapshot. */
export type ArraySnapshot = { readonly type: "ArraySnapshot"; readonly array: Text; readonly header_payload: Bytes }

/** 0x93. One piece of an array snapshot. */
export type ArraySnapshotChunk = { readonly type: "ArraySnapshotChunk"; readonly array: Text; readonly snapshot_hlc_bytes: Hlc; readonly chunk_index: number; readonly total_chunks: number; readonly payload: Bytes }

/** 0x94. An array schema. */
export type ArraySchema = { readonly type: "ArraySchema"; readonly array: Text; readonly replica_id: U64; readonly schema_hlc_bytes: Hlc; readonly snapshot_payload: Bytes }

/** 0x95. Array operations taken up to a clock. */
export type ArrayAck = { readonly type: "ArrayAck"; readonly array: Text; readonly replica_id: U64; readonly ack_hlc_bytes: Hlc }

/** 0x96. An array operation is refused. */
export type ArrayReject = { readonly type: "ArrayReject"; readonly array: Text; readonly op_hlc_bytes: Hlc; readonly reason: "SchemaTooNew" | "ArrayUnknown" | "ShapeInvalid" | "EngineRejected" | "RetentionFloor" | "QuotaExceeded" | "WireVersionMismatch"; readonly detail: Text }

/** 0x97. Asks for array operations after a clock; all zero asks for the whole history. */
export type ArrayCatchupRequest = { readonly type: "ArrayCatchupRequest"; readonly array: Text; readonly from_hlc_bytes: Hlc }

/** 0xFF. Both ways: is the peer there. */
export type PingPong = { readonly type: "PingPong"; readonly timestamp_ms: U64; readonly is_pong: boolean }

/** A type that the dialect knows and this specification does not describe: only the frame is read and written. */
export type Opaque = { readonly type: "Opaque"; readonly code: number; readonly body: Bytes }
