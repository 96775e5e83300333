//! What the shim asks of one release of nodedb-types, and the part of it that all releases share.

use serde_json::Value;

/// Why bytes or a message were refused. The crate gives no reason: it answers nothing.
pub enum Refusal {
    TooShort,
    Version,
    UnknownType,
    Truncated,
    Checksum,
    Body,
    Range(String),
}

/// One frame that the crate has read.
pub struct Read {
    pub code: u8,
    pub consumed: usize,
    pub message: Value,
}

/// A release of nodedb-types behind the operations of the shim.
pub struct Release {
    pub version: &'static str,
    /// What the PICS says as parameter `dialect`.
    pub dialect: fn() -> Value,
    pub encode: fn(&Value) -> Result<Vec<u8>, Refusal>,
    pub decode: fn(&[u8]) -> Result<Read, Refusal>,
}

/// Why `SyncFrame::from_bytes` answered nothing: the first of its tests that the bytes fail. The header is type and length, or
/// from release 0.4.0 on version, type, length and checksum.
pub fn unframed(bytes: &[u8], header: usize, known: fn(u8) -> bool) -> Refusal {
    let at = usize::from(header > 5);
    match bytes.get(..header) {
        None => Refusal::TooShort,
        Some(head) if at == 1 && head[0] != 1 => Refusal::Version,
        Some(head) if !known(head[at]) => Refusal::UnknownType,
        Some(head) => {
            let length = u32::from_le_bytes([head[at + 1], head[at + 2], head[at + 3], head[at + 4]]);
            if (bytes.len() - header) < length as usize { Refusal::Truncated } else { Refusal::Checksum }
        }
    }
}

/// `wire!(crate; Type => Struct, …)`: encode and decode through the crate's `SyncFrame`, `new_msgpack`, `to_bytes`,
/// `from_bytes` and `decode_body`. Types that the crate knows and the table does not are opaque.
macro_rules! wire {
    ($types:ident; $($name:ident => $body:ty),* $(,)?) => {
        use crate::json::{Json, hex, unhex};
        use crate::release::{Read, Refusal, unframed};
        use serde_json::{Value, json};
        use $types::sync::wire::{SyncFrame, SyncMessageType};

        pub fn encode(message: &Value) -> Result<Vec<u8>, Refusal> {
            let frame = match message["type"].as_str() {
                $(Some(stringify!($name)) => {
                    let body = <$body>::from_json(message).map_err(Refusal::Range)?;
                    SyncFrame::new_msgpack(SyncMessageType::$name, &body)
                })*
                Some("Opaque") => opaque(message),
                _ => None,
            };
            frame.map(|frame| frame.to_bytes()).ok_or_else(|| Refusal::Range("expected a message type of the dialect".into()))
        }

        fn opaque(message: &Value) -> Option<SyncFrame> {
            let msg_type = message["code"].as_u64().and_then(|code| SyncMessageType::from_u8(code.try_into().ok()?))?;
            let described = match msg_type { $(SyncMessageType::$name)|* => true, #[allow(unreachable_patterns)] _ => false };
            if described { return None }
            let mut frame = SyncFrame::new_msgpack(msg_type, &false)?;
            frame.body = unhex(message["body"].as_str()?)?;
            Some(frame)
        }

        pub fn decode(bytes: &[u8]) -> Result<Read, Refusal> {
            let known = |code| SyncMessageType::from_u8(code).is_some();
            let Some(frame) = SyncFrame::from_bytes(bytes) else { return Err(unframed(bytes, SyncFrame::HEADER_SIZE, known)) };
            let consumed = SyncFrame::HEADER_SIZE + frame.body.len();
            let code = frame.msg_type as u8;
            let message = match frame.msg_type {
                $(SyncMessageType::$name => {
                    let mut message = frame.decode_body::<$body>().ok_or(Refusal::Body)?.to_json().ok_or(Refusal::Body)?;
                    message["type"] = stringify!($name).into();
                    message
                })*
                #[allow(unreachable_patterns)]
                _ => json!({ "type": "Opaque", "code": code, "body": hex(&frame.body) }),
            };
            Ok(Read { code, consumed, message })
        }
    };
}

/// The messages whose layout no release up to 0.6.2 has changed.
macro_rules! unchanging {
    ($types:ident) => {
        use crate::json::{record, tagged};
        use $types::sync::{compensation::*, shape::*, wire::*};
        tagged!(ResyncReason { SequenceGap { expected, received }, ChecksumMismatch { mutation_id }, CorruptedState {} });
        record!(ThrottleMsg { throttle, queue_depth, suggested_rate });
        record!(DeltaRejectMsg { mutation_id, reason, compensation });
        record!(HandshakeMsg { jwt_token, vector_clock, subscribed_shapes, client_version, lite_id, epoch, wire_version });
        record!(ShapeSubscribeMsg { shape });
        record!(ShapeDefinition { shape_id, tenant_id, shape_type, description, field_filter });
        record!(ShapeSnapshotMsg { shape_id, data, snapshot_lsn, doc_count });
        record!(ShapeDeltaMsg { shape_id, collection, document_id, operation, delta, lsn });
        record!(ShapeUnsubscribeMsg { shape_id });
        record!(VectorClockSyncMsg { clocks, sender_id });
        record!(TokenRefreshMsg { new_token });
        record!(TokenRefreshAckMsg { success, error, expires_in_secs });
        record!(PresenceUpdateMsg { channel, state });
        record!(PeerPresence { user_id, state, last_seen_ms });
        record!(PresenceBroadcastMsg { channel, peers });
        record!(PresenceLeaveMsg { channel, user_id });
        record!(PingPongMsg { timestamp_ms, is_pong });
    };
}

pub(crate) use {unchanging, wire};
