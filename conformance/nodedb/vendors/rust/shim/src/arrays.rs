//! The array messages, from release 0.1.0 on.

macro_rules! arrays {
    ($types:ident) => {
        record!(ArrayCoordRange { start, end });
        tagged!(ShapeType {
            Document { collection, predicate }, Graph { root_nodes, max_depth, edge_label }, Vector { collection, field_name },
            Array { array_name, coord_range },
        });
        record!(ArrayDeltaBatchMsg { array, op_payloads });
        record!(ArraySnapshotMsg { array, header_payload });
        record!(ArraySnapshotChunkMsg { array, snapshot_hlc_bytes, chunk_index, total_chunks, payload });
        record!(ArraySchemaSyncMsg { array, replica_id, schema_hlc_bytes, snapshot_payload });
        record!(ArrayCatchupRequestMsg { array, from_hlc_bytes });
    };
}

/// Rejections of arrays, up to release 0.4.0.
macro_rules! array_rejections {
    () => {
        use crate::json::named;
        named!(ArrayRejectReason {
            SchemaTooNew,
            ArrayUnknown,
            ShapeInvalid,
            EngineRejected,
            RetentionFloor,
            QuotaExceeded,
            WireVersionMismatch,
        });
        record!(ArrayRejectMsg { array, op_hlc_bytes, reason, detail });
    };
}

pub(crate) use {array_rejections, arrays};
