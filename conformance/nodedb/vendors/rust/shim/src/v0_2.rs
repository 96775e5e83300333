//! Release 0.2.1.

use crate::arrays::{array_rejections, arrays};
use crate::release::{unchanging, wire};
unchanging!(v0_2_1);
arrays!(v0_2_1);
array_rejections!();
tagged!(CompensationHint {
    UniqueViolation { field, conflicting_value }, ForeignKeyMissing { referenced_id }, PermissionDenied {},
    RateLimited { retry_after_ms }, SchemaViolation { field, reason }, Custom { constraint, detail }, IntegrityViolation {},
});
record!(ResyncRequestMsg { reason, from_mutation_id, collection });
record!(DeltaPushMsg { collection, document_id, delta, peer_id, mutation_id, checksum, device_valid_time_ms });
record!(DeltaAckMsg { mutation_id, lsn, clock_skew_warning_ms });
record!(HandshakeAckMsg { success, session_id, server_clock, error, fork_detected, server_wire_version });
record!(CollectionPurgedMsg { tenant_id, name, purge_lsn });
record!(TimeseriesPushMsg {
    lite_id,
    collection,
    ts_block,
    val_block,
    series_block,
    sample_count,
    min_ts,
    max_ts,
    watermarks
});
record!(TimeseriesAckMsg { collection, accepted, rejected, lsn });
record!(DefinitionSyncMsg { definition_type, name, action, payload });
record!(ArrayDeltaMsg { array, op_payload });
record!(ArrayAckMsg { array, replica_id, ack_hlc_bytes });
wire!(v0_2_1;
    Handshake => HandshakeMsg, HandshakeAck => HandshakeAckMsg,
    DeltaPush => DeltaPushMsg, DeltaAck => DeltaAckMsg, DeltaReject => DeltaRejectMsg,
    CollectionPurged => CollectionPurgedMsg,
    ShapeSubscribe => ShapeSubscribeMsg, ShapeSnapshot => ShapeSnapshotMsg, ShapeDelta => ShapeDeltaMsg,
    ShapeUnsubscribe => ShapeUnsubscribeMsg, VectorClockSync => VectorClockSyncMsg,
    TimeseriesPush => TimeseriesPushMsg, TimeseriesAck => TimeseriesAckMsg,
    ResyncRequest => ResyncRequestMsg, Throttle => ThrottleMsg,
    TokenRefresh => TokenRefreshMsg, TokenRefreshAck => TokenRefreshAckMsg, DefinitionSync => DefinitionSyncMsg,
    PresenceUpdate => PresenceUpdateMsg, PresenceBroadcast => PresenceBroadcastMsg, PresenceLeave => PresenceLeaveMsg,
    ArrayDelta => ArrayDeltaMsg, ArrayDeltaBatch => ArrayDeltaBatchMsg, ArraySnapshot => ArraySnapshotMsg,
    ArraySnapshotChunk => ArraySnapshotChunkMsg, ArraySchema => ArraySchemaSyncMsg, ArrayAck => ArrayAckMsg,
    ArrayReject => ArrayRejectMsg, ArrayCatchupRequest => ArrayCatchupRequestMsg, PingPong => PingPongMsg,
);
pub const RELEASE: crate::release::Release =
    crate::release::Release { version: "0.2.1", dialect: || json!("P2"), encode, decode };
