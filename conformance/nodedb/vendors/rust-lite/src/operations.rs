//! The operations of spec/nodedb/adapter.schema.json that this adapter answers.

use crate::client::{Client, Done};
use crate::json::{Json, hex, member, members};
use crate::release::Refusal;
use crate::v0_6;
use serde_json::{Value, json};
use v0_6_2::sync::wire::{ShapeDeltaMsg, ShapeSnapshotMsg};

/// The only peer: the client has one Origin.
const ORIGIN: u64 = 1;

pub async fn answer(client: &mut Client, op: &str, params: &Value) -> Value {
    match op {
        "hello" => json!({ "ok": pics() }),
        "bye" => json!({ "ok": {} }),
        "reset" => match params.as_object() {
            Some(object) if !object.is_empty() => invalid("expected no members: dialect and constants are fixed"),
            _ => {
                *client = Client::new();
                json!({ "ok": {} })
            }
        },
        "codec.encode" | "codec.decode" | "codec.crc32c" => {
            codec(op, params).unwrap_or_else(|problem| invalid(&problem))
        }
        "rx.delta" | "rx.snapshot" | "rx.link" | "rx.advance" => {
            receive(client, op, params).await.unwrap_or_else(|problem| invalid(&problem))
        }
        _ => json!({ "unsupported": format!("{op}: nodedb-lite has nothing that does this") }),
    }
}

fn pics() -> Value {
    json!({
        "implementation": "nodedb-lite",
        "version": "0.1.0",
        "language": "rust",
        "protocol": "nodedb",
        "profile": "receiver",
        "roles": ["CODEC", "RX"],
        "capabilities": ["clock"],
        "clock": "virtual",
        "deterministic": true,
        "parameters": { "dialect": "P6", "hold_max": 0, "baseline": "adopt", "stream_scope": "collection" },
        // NDB-011: the crate's types cannot hold such values, so it is the shim that refuses them. The others: this adapter has no
        // operation that leads there, since the crate has no such input (README.md).
        "shim_defined": ["NDB-011"],
    })
}

fn codec(op: &str, params: &Value) -> Result<Value, String> {
    if op == "codec.encode" {
        let message = members(params, &["message"])?.get("message").filter(|message| message.is_object());
        return Ok(match v0_6::encode(message.ok_or("expected the member message, an object")?) {
            Ok(frame) => json!({ "ok": { "frame": hex(&frame) } }),
            Err(refusal) => refused(refusal),
        });
    }
    let bytes: Vec<u8> = member(members(params, &["hex"])?, "hex")?;
    if op == "codec.crc32c" {
        return Ok(json!({ "ok": { "crc32c": crc32c::crc32c(&bytes) } }));
    }
    Ok(match v0_6::decode(&bytes) {
        Ok(read) => json!({ "ok": { "type": read.code, "consumed": read.consumed, "message": read.message } }),
        Err(refusal) => refused(refusal),
    })
}

async fn receive(client: &mut Client, op: &str, params: &Value) -> Result<Value, String> {
    match op {
        "rx.delta" => {
            let known = ["peer", "collection", "document_id", "mutation_id", "payload", "checksum"];
            let object = members(params, &known)?;
            origin(object)?;
            let collection: String = member(object, "collection")?;
            let lsn: u64 = member(object, "mutation_id")?;
            let checksum: u32 = member(object, "checksum")?;
            let delta: Vec<u8> = member(object, "payload")?;
            let damaged = checksum != 0 && checksum != crc32c::crc32c(&delta);
            let message = ShapeDeltaMsg {
                shape_id: collection.clone(),
                collection: collection.clone(),
                document_id: member(object, "document_id")?,
                operation: "UPDATE".into(),
                delta,
                lsn,
            };
            let done = client.delta(message, damaged).await;
            Ok(received(&done, &collection, lsn))
        }
        "rx.snapshot" => {
            let object = members(params, &["peer", "collection", "watermark", "items"])?;
            origin(object)?;
            let collection: String = member(object, "collection")?;
            let watermark: u64 = member(object, "watermark")?;
            let items = object.get("items").and_then(Value::as_array).ok_or("expected the member items, an array")?;
            for item in items {
                let item = members(item, &["document_id", "payload"])?;
                member::<String>(item, "document_id")?;
                member::<Vec<u8>>(item, "payload")?;
            }
            let data = if items.is_empty() { Vec::new() } else { json!(items).to_string().into_bytes() };
            let message = ShapeSnapshotMsg {
                shape_id: collection.clone(),
                data,
                snapshot_lsn: watermark,
                doc_count: items.len(),
            };
            let done = client.snapshot(message).await;
            Ok(received(&done, &collection, watermark))
        }
        "rx.link" => {
            let object = members(params, &["peer", "up"])?;
            origin(object)?;
            let done = client.link(member(object, "up")?).await;
            Ok(received(&done, "", 0))
        }
        _ => {
            let object = members(params, &["ms"])?;
            object.get("ms").and_then(Value::as_u64).ok_or("expected the member ms, milliseconds")?;
            Ok(received(&client.advance().await, "", 0))
        }
    }
}

fn origin(object: &serde_json::Map<String, Value>) -> Result<(), String> {
    match member::<Option<u64>>(object, "peer")? {
        None | Some(ORIGIN) => Ok(()),
        Some(other) => Err(format!("expected peer 1, the one Origin of the client, found {other}")),
    }
}

fn received(done: &Done, collection: &str, id: u64) -> Value {
    let peer = ORIGIN.to_json();
    let frames: Vec<Value> = done.frames.iter().map(|frame| json!({ "peer": peer, "frame": hex(frame) })).collect();
    let applied = json!({ "peer": peer, "collection": collection, "mutation_id": id.to_json() });
    let installed = json!({ "peer": peer, "collection": collection, "watermark": id.to_json() });
    json!({ "ok": {
        "frames": frames,
        "applied": if done.imported { vec![applied] } else { Vec::new() },
        "installed": if done.installed { vec![installed] } else { Vec::new() },
    } })
}

fn invalid(message: &str) -> Value {
    json!({ "error": { "code": "invalid_params", "message": message } })
}

fn refused(refusal: Refusal) -> Value {
    let (code, message) = match refusal {
        Refusal::TooShort => ("frame-too-short", "SyncFrame::from_bytes answers None".into()),
        Refusal::Version => ("frame-version", "SyncFrame::from_bytes answers None".into()),
        Refusal::Checksum => ("frame-checksum", "SyncFrame::from_bytes answers None".into()),
        Refusal::UnknownType => ("frame-unknown-type", "SyncMessageType::from_u8 answers None".into()),
        Refusal::Truncated => ("frame-truncated", "SyncFrame::from_bytes answers None".into()),
        Refusal::Body => ("body-invalid", "SyncFrame::decode_body answers None".into()),
        Refusal::Range(problem) => ("encode-range", problem),
    };
    json!({ "error": { "code": code, "message": message } })
}
