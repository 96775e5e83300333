//! Releases 0.0.4 and 0.0.6.

macro_rules! early {
    ($types:ident, $dialect:expr $(, $purge:ident)?) => {
        unchanging!($types);
        tagged!(CompensationHint {
            UniqueViolation { field, conflicting_value }, ForeignKeyMissing { referenced_id }, PermissionDenied {},
            RateLimited { retry_after_ms }, SchemaViolation { field, reason }, Custom { constraint, detail },
            IntegrityViolation {},
        });
        tagged!(ShapeType {
            Document { collection, predicate }, Graph { root_nodes, max_depth, edge_label }, Vector { collection, field_name },
        });
        record!(ResyncRequestMsg { reason, from_mutation_id, collection });
        record!(DeltaPushMsg { collection, document_id, delta, peer_id, mutation_id, checksum });
        record!(DeltaAckMsg { mutation_id, lsn });
        record!(HandshakeAckMsg { success, session_id, server_clock, error, fork_detected, server_wire_version });
        record!(TimeseriesPushMsg {
            lite_id, collection, ts_block, val_block, series_block, sample_count, min_ts, max_ts, watermarks
        });
        record!(TimeseriesAckMsg { collection, accepted, rejected, lsn });
        record!(DefinitionSyncMsg { definition_type, name, action, payload });
        wire!($types;
            Handshake => HandshakeMsg, HandshakeAck => HandshakeAckMsg,
            DeltaPush => DeltaPushMsg, DeltaAck => DeltaAckMsg, DeltaReject => DeltaRejectMsg,
            $(CollectionPurged => $purge,)?
            ShapeSubscribe => ShapeSubscribeMsg, ShapeSnapshot => ShapeSnapshotMsg, ShapeDelta => ShapeDeltaMsg,
            ShapeUnsubscribe => ShapeUnsubscribeMsg, VectorClockSync => VectorClockSyncMsg,
            TimeseriesPush => TimeseriesPushMsg, TimeseriesAck => TimeseriesAckMsg,
            ResyncRequest => ResyncRequestMsg, Throttle => ThrottleMsg,
            TokenRefresh => TokenRefreshMsg, TokenRefreshAck => TokenRefreshAckMsg, DefinitionSync => DefinitionSyncMsg,
            PresenceUpdate => PresenceUpdateMsg, PresenceBroadcast => PresenceBroadcastMsg,
            PresenceLeave => PresenceLeaveMsg, PingPong => PingPongMsg,
        );
        pub const RELEASE: crate::release::Release =
            crate::release::Release { version: VERSION, dialect: || json!($dialect), encode, decode };
    };
}

pub mod v0_0_4 {
    use crate::release::{unchanging, wire};
    const VERSION: &str = "0.0.4";
    early!(v0_0_4, "P0");
}

pub mod v0_0_6 {
    use crate::json::{member, members};
    use crate::release::{unchanging, wire};
    const VERSION: &str = "0.0.6";
    early!(v0_0_6, "P1", CollectionPurgedMsg);
    /// By hand: a u64 in JSON, whatever the width on the wire.
    impl Json for CollectionPurgedMsg {
        fn from_json(value: &Value) -> Result<Self, String> {
            let object = members(value, &["type", "tenant_id", "name", "purge_lsn"])?;
            let tenant_id: u64 = member(object, "tenant_id")?;
            let tenant_id = tenant_id.try_into().map_err(|_| "tenant_id: expected 32 bits".to_owned())?;
            Ok(Self { tenant_id, name: member(object, "name")?, purge_lsn: member(object, "purge_lsn")? })
        }
        fn to_json(&self) -> Option<Value> {
            Some(
                json!({ "tenant_id": self.tenant_id.to_string(), "name": self.name, "purge_lsn": self.purge_lsn.to_string() }),
            )
        }
    }
}
