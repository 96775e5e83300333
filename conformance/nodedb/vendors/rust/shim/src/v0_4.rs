//! Release 0.4.0. How it writes a variant without members depends on the zerompk that it was built with: a pair with nil up to
//! 0.6.0, the bare name from 0.6.1 on.

use crate::arrays::{array_rejections, arrays};
use crate::release::{unchanging, wire};
unchanging!(v0_4_0);
arrays!(v0_4_0);
array_rejections!();
tagged!(CompensationHint {
    UniqueViolation { field, conflicting_value }, ForeignKeyMissing { referenced_id }, PermissionDenied {},
    RateLimited { retry_after_ms }, SchemaViolation { field, reason }, Custom { constraint, detail }, IntegrityViolation {},
    Retry { retry_after_ms },
});
tagged!(AckStatus { Applied {}, Duplicate {}, Fenced {}, Gap { expected } });
record!(ResyncRequestMsg { reason, from_mutation_id, collection; shape_id });
record!(DeltaPushMsg {
    collection, document_id, delta, peer_id, mutation_id, checksum, device_valid_time_ms; producer_id, epoch, seq
});
record!(DeltaAckMsg { mutation_id, lsn, clock_skew_warning_ms; applied_seq, status });
record!(HandshakeAckMsg {
    success, session_id, server_clock, error, fork_detected, server_wire_version; producer_id, accepted_epoch
});
record!(CollectionPurgedMsg { tenant_id, name, purge_lsn });
record!(DefinitionSyncMsg { definition_type, name, action, payload });
wire!(v0_4_0;
    Handshake => HandshakeMsg, HandshakeAck => HandshakeAckMsg,
    DeltaPush => DeltaPushMsg, DeltaAck => DeltaAckMsg, DeltaReject => DeltaRejectMsg,
    CollectionPurged => CollectionPurgedMsg,
    ShapeSubscribe => ShapeSubscribeMsg, ShapeSnapshot => ShapeSnapshotMsg, ShapeDelta => ShapeDeltaMsg,
    ShapeUnsubscribe => ShapeUnsubscribeMsg, VectorClockSync => VectorClockSyncMsg,
    ResyncRequest => ResyncRequestMsg, Throttle => ThrottleMsg,
    TokenRefresh => TokenRefreshMsg, TokenRefreshAck => TokenRefreshAckMsg, DefinitionSync => DefinitionSyncMsg,
    PresenceUpdate => PresenceUpdateMsg, PresenceBroadcast => PresenceBroadcastMsg, PresenceLeave => PresenceLeaveMsg,
    ArrayDeltaBatch => ArrayDeltaBatchMsg, ArraySnapshot => ArraySnapshotMsg, ArraySnapshotChunk => ArraySnapshotChunkMsg,
    ArraySchema => ArraySchemaSyncMsg, ArrayReject => ArrayRejectMsg, ArrayCatchupRequest => ArrayCatchupRequestMsg,
    PingPong => PingPongMsg,
);

/// Asks the build itself.
fn dialect() -> Value {
    let frame = SyncFrame::new_msgpack(SyncMessageType::ResyncRequest, &ResyncReason::CorruptedState);
    match frame.as_ref().and_then(|frame| frame.body.first()) {
        Some(0x92) => json!({ "base": "P4", "unitVariant": "pairNil" }),
        _ => json!("P4"),
    }
}

pub const RELEASE: crate::release::Release = crate::release::Release { version: "0.4.0", dialect, encode, decode };
