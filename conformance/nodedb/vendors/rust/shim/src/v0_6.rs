//! Release 0.6.2.

use crate::arrays::arrays;
use crate::release::{unchanging, wire};
unchanging!(v0_6_2);
arrays!(v0_6_2);
tagged!(CompensationHint {
    UniqueViolation { field, conflicting_value }, ForeignKeyMissing { referenced_id }, PermissionDenied {},
    RateLimited { retry_after_ms }, SchemaViolation { field, reason }, Custom { constraint, detail }, IntegrityViolation {},
    Retry { retry_after_ms },
});
tagged!(AckStatus { Applied {}, Duplicate {}, Fenced {}, Gap { expected }, Accepted {}, Rejected { reason } });
record!(ResyncRequestMsg { reason, from_mutation_id, collection; shape_id });
record!(DeltaPushMsg {
    collection, document_id, delta, peer_id, mutation_id, checksum, device_valid_time_ms;
    producer_id, epoch, seq, device_id, delta_signature
});
record!(DeltaAckMsg { mutation_id, lsn, clock_skew_warning_ms; applied_seq, status });
record!(HandshakeAckMsg {
    success, session_id, server_clock, error, fork_detected, server_wire_version;
    producer_id, accepted_epoch, delta_signing_key
});
wire!(v0_6_2;
    Handshake => HandshakeMsg, HandshakeAck => HandshakeAckMsg,
    DeltaPush => DeltaPushMsg, DeltaAck => DeltaAckMsg, DeltaReject => DeltaRejectMsg,
    ShapeSubscribe => ShapeSubscribeMsg, ShapeSnapshot => ShapeSnapshotMsg, ShapeDelta => ShapeDeltaMsg,
    ShapeUnsubscribe => ShapeUnsubscribeMsg, VectorClockSync => VectorClockSyncMsg,
    ResyncRequest => ResyncRequestMsg, Throttle => ThrottleMsg,
    TokenRefresh => TokenRefreshMsg, TokenRefreshAck => TokenRefreshAckMsg,
    PresenceUpdate => PresenceUpdateMsg, PresenceBroadcast => PresenceBroadcastMsg, PresenceLeave => PresenceLeaveMsg,
    ArrayDeltaBatch => ArrayDeltaBatchMsg, ArraySnapshot => ArraySnapshotMsg, ArraySnapshotChunk => ArraySnapshotChunkMsg,
    ArraySchema => ArraySchemaSyncMsg, ArrayCatchupRequest => ArrayCatchupRequestMsg, PingPong => PingPongMsg,
);
pub const RELEASE: crate::release::Release =
    crate::release::Release { version: "0.6.2", dialect: || json!("P6"), encode, decode };
