//! The crate's `SyncClient` under the order of calls that its own transport makes. The transport's dispatch is private and wants a
//! WebSocket, so its arms for ShapeDelta and ShapeSnapshot, its reconnect and its push tick are repeated here call by call.

use nodedb_lite::sync::{SyncClient, SyncConfig};
use v0_6_2::sync::shape::{ShapeDefinition, ShapeType};
use v0_6_2::sync::wire::{ShapeDeltaMsg, ShapeSnapshotMsg, SyncFrame, SyncMessageType};

/// What one input made the client do.
#[derive(Default)]
pub struct Done {
    /// Frames that the push tick sends, as bytes.
    pub frames: Vec<Vec<u8>>,
    /// The delta was handed to the import of the local store.
    pub imported: bool,
    /// The subscription stands at the snapshot.
    pub installed: bool,
}

/// A client with one Origin. A stream is a subscribed shape of the collection's name; ids are its log positions.
pub struct Client {
    sync: SyncClient,
    up: bool,
}

impl Client {
    pub fn new() -> Self {
        Self { sync: SyncClient::new(SyncConfig::new("ws://127.0.0.1:1", "")), up: true }
    }

    /// A frame with a ShapeDelta arrives, damaged on its way or not: nodedb-lite 0.1.0 src/sync/transport/dispatch.rs:47-53 and
    /// 245-262. A ShapeDelta has no checksum of its own; the one of its payload travels as the one in the header of the frame.
    pub async fn delta(&mut self, message: ShapeDeltaMsg, damaged: bool) -> Done {
        self.subscribe(&message.shape_id).await;
        let Some(message) = carried(message, damaged) else {
            return Done { frames: self.tick().await, ..Done::default() };
        };
        if let Some(resync) = self.sync.check_sequence_gap(&message.shape_id, message.lsn).await {
            self.sync.set_pending_resync(resync).await;
        }
        let imported = !message.delta.is_empty();
        self.sync.handle_shape_delta(&message).await;
        Done { frames: self.tick().await, imported, installed: false }
    }

    /// A ShapeSnapshot arrives: src/sync/transport/dispatch.rs:217-244.
    pub async fn snapshot(&mut self, message: ShapeSnapshotMsg) -> Done {
        self.subscribe(&message.shape_id).await;
        self.sync.handle_shape_snapshot(&message).await;
        let installed = self
            .sync
            .shapes()
            .lock()
            .await
            .get(&message.shape_id)
            .is_some_and(|held| held.snapshot_loaded && held.last_lsn == message.snapshot_lsn);
        Done { frames: self.tick().await, imported: false, installed }
    }

    /// The connection ends, or a new one begins: src/sync/transport/connect.rs:43.
    pub async fn link(&mut self, up: bool) -> Done {
        if up && !self.up {
            self.sync.reset_sequence_tracking().await;
        }
        self.up = up;
        Done { frames: self.tick().await, ..Done::default() }
    }

    /// Time passes. The push tick of 100 ms is all that it does to requests: src/sync/transport/push/loops.rs:34-37.
    pub async fn advance(&mut self) -> Done {
        Done { frames: self.tick().await, ..Done::default() }
    }

    /// One tick of the push loop: src/sync/transport/push/control.rs:52-61.
    async fn tick(&self) -> Vec<Vec<u8>> {
        if !self.up {
            return Vec::new();
        }
        let resync = self.sync.take_pending_resync().await;
        let frame = resync.and_then(|message| SyncFrame::try_encode(SyncMessageType::ResyncRequest, &message));
        frame.map(|frame| frame.to_bytes()).into_iter().collect()
    }

    /// What the application does before anything of a shape arrives.
    async fn subscribe(&self, shape_id: &str) {
        let mut shapes = self.sync.shapes().lock().await;
        if !shapes.is_subscribed(shape_id) {
            shapes.subscribe(ShapeDefinition {
                shape_id: shape_id.to_owned(),
                tenant_id: 1,
                shape_type: ShapeType::Document { collection: shape_id.to_owned(), predicate: Vec::new() },
                description: String::new(),
                field_filter: Vec::new(),
            });
        }
    }
}

/// Offset of the last octet of the checksum in the header of a frame: version, type, length, checksum.
const CHECKSUM_END: usize = 9;

/// What the crate reads of the frame of a delta.
fn carried(message: ShapeDeltaMsg, damaged: bool) -> Option<ShapeDeltaMsg> {
    let mut bytes = SyncFrame::try_encode(SyncMessageType::ShapeDelta, &message)?.to_bytes();
    if damaged {
        bytes[CHECKSUM_END] ^= 1;
    }
    SyncFrame::from_bytes(&bytes)?.decode_body()
}
