//! What the adapter answers about a request.

use serde_json::{json, Map, Value};

use crate::answer::Answer;
use crate::backoff::Scale;
use crate::exchange::{Ended, Exchange, Failure, Progress};
use crate::projection::target_json;
use crate::request::Request;
use crate::requests::Stop;

/// The status that the server crate gives an error code; the engine itself has none.
pub fn http_status(code: &str) -> u16 {
    match code {
        "partition_unresolved" | "unsupported_endpoint" | "cursor_unresolvable" => 400,
        "placement_missing" => 404,
        "stale_epoch" => 409,
        "payload_too_large" => 413,
        "overloaded" => 429,
        "upstream_failed" => 502,
        "placement_backend_unavailable" => 503,
        _ => 500,
    }
}

/// The crates give the items of a bulk, mget or msearch a code only; this is what the code says about repeating it.
fn code_is_retryable(code: &str) -> bool {
    matches!(code, "stale_epoch" | "upstream_failed" | "placement_backend_unavailable")
}

/// Time between the store reads of a request. In a multi-read, where several resolves follow each other, only real
/// waits count.
fn waits(request: &Request, scale: Scale, several_resolves: bool) -> Vec<String> {
    request
        .reads()
        .windows(2)
        .map(|pair| scale.read(pair[1].duration_since(pair[0])))
        .filter(|wait| !several_resolves || *wait > 0)
        .map(|wait| wait.to_string())
        .collect()
}

/// `WriteProgress`; nothing while the request is stalled.
pub fn write(exchange: &Exchange) -> Option<Answer> {
    let request = &exchange.request;
    Some(Answer::Ok(match exchange.drive() {
        Progress::Stalled => return None,
        Progress::Done(ended) => json!({ "done": write_done(exchange, &ended) }),
        Progress::Paused(stop) => {
            let stamp = request.stamp()?;
            json!({
                "paused": match stop { Stop::Resolved => "resolved", Stop::Gated => "gated" },
                "target": target_json(&stamp.target),
                "epoch": stamp.epoch.to_string(),
                "phase": stamp.phase,
            })
        }
        Progress::Held(_) => {
            let (stamp, target) = (request.stamp()?, request.sent()?);
            json!({ "held": { "target": target_json(&target), "epoch": stamp.epoch.to_string() } })
        }
    }))
}

fn write_done(exchange: &Exchange, ended: &Ended) -> Value {
    let request = &exchange.request;
    let mut done = Map::new();
    done.insert("http_status".into(), ended.status.into());
    if let Some(failure) = &ended.failure {
        done.insert("code".into(), failure.code.into());
        done.insert("retryable".into(), failure.retryable.into());
    } else if ended.status >= 400 {
        // A refusal that the engine words as a response: an asynchronous write that was not queued, or a 4xx of the
        // upstream.
        done.insert("code".into(), "rejected".into());
        done.insert("retryable".into(), (ended.status == 503).into());
    }
    if let Some(target) = request.sent() {
        done.insert("target".into(), target_json(&target));
    }
    if let Some(epoch) = request.queued().or(request.stamp().map(|stamp| stamp.epoch)) {
        done.insert("epoch".into(), epoch.to_string().into());
    }
    if let Some(op_id) = ended.body.get("op_id") {
        done.insert("op_id".into(), op_id.clone());
    }
    done.insert("attempts".into(), request.reads().len().into());
    done.insert("waits_ns".into(), waits(request, exchange.scale, false).into());
    Value::Object(done)
}

/// `BulkProgress`; nothing while the request is stalled.
pub fn bulk(exchange: &Exchange) -> Option<Answer> {
    Some(Answer::Ok(match exchange.drive() {
        Progress::Stalled => return None,
        Progress::Done(ended) => json!({ "done": bulk_done(&exchange.request, &ended) }),
        Progress::Paused(Stop::Resolved) => json!({ "paused": "prepared" }),
        Progress::Paused(Stop::Gated) => json!({ "paused": "gated" }),
        Progress::Held(held) => json!({ "held": held }),
    }))
}

fn bulk_done(request: &Request, ended: &Ended) -> Value {
    let items: Vec<Value> = request
        .items
        .iter()
        .enumerate()
        .map(|(position, item)| {
            if let Some(failure) = &ended.failure {
                let Failure { code, retryable, .. } = failure;
                return json!({ "write_id": item.write_id, "status": ended.status, "code": code, "retryable": retryable });
            }
            let line = ended.body.get("items").and_then(|items| items.get(position)?.as_object()?.values().next());
            let status = line.and_then(|line| line.get("status")?.as_u64()).unwrap_or(500);
            match line.and_then(|line| line.get("error")?.get("type")?.as_str()) {
                Some(code) => {
                    let retryable = code_is_retryable(code);
                    json!({ "write_id": item.write_id, "status": status, "code": code, "retryable": retryable })
                }
                None => json!({ "write_id": item.write_id, "status": status }),
            }
        })
        .collect();
    let errors = ended.failure.is_some() || ended.body.get("errors").and_then(Value::as_bool).unwrap_or(false);
    json!({ "http_status": ended.status, "errors": errors, "items": items })
}

/// `ReadDone` or the failure of a read; nothing while it is stalled.
pub fn read(exchange: &Exchange) -> Option<Answer> {
    let Progress::Done(ended) = exchange.drive() else {
        return None;
    };
    let request = &exchange.request;
    let (attempts, waits) = (request.reads().len(), waits(request, exchange.scale, false));
    Some(match (&ended.failure, request.sent(), request.stamp()) {
        (None, Some(target), Some(stamp)) => Answer::Ok(json!({
            "target": target_json(&target),
            "epoch": stamp.epoch.to_string(),
            "phase": stamp.phase,
            "attempts": attempts,
            "waits_ns": waits,
        })),
        (failure, ..) => Answer::Error(json!({
            "code": failure.as_ref().map_or("internal", |failure| failure.code),
            "retryable": failure.as_ref().is_some_and(|failure| failure.retryable),
            "http_status": ended.status,
            "attempts": attempts,
            "waits_ns": waits,
            "message": failure.as_ref().map_or("", |failure| &failure.message),
        })),
    })
}

/// A part of a multi-read: the engine takes one partition per request, so a mixed one is sent as one request per
/// partition.
pub struct Part {
    pub exchange: std::sync::Arc<Exchange>,
    pub positions: Vec<usize>,
}

/// `MultiReadDone`; nothing while one of the parts is stalled.
pub fn multi_read(parts: &[Part], count: usize) -> Option<Answer> {
    let mut items = vec![Value::Null; count];
    let (mut attempts, mut all_waits, mut statuses) = (0, Vec::new(), Vec::new());
    for Part { exchange, positions } in parts {
        let Progress::Done(ended) = exchange.drive() else {
            return None;
        };
        let request = &exchange.request;
        attempts += request.reads().len();
        all_waits.extend(waits(request, exchange.scale, true));
        statuses.push(ended.status);
        let lines = ended.body.get("docs").or_else(|| ended.body.get("responses"));
        for (line, position) in positions.iter().enumerate() {
            items[*position] = item(request, &ended, lines.and_then(|lines| lines.get(line)));
        }
    }
    let served = statuses.iter().find(|status| **status == 200).or(statuses.first());
    Some(Answer::Ok(json!({ "http_status": served, "items": items, "attempts": attempts, "waits_ns": all_waits })))
}

fn item(request: &Request, ended: &Ended, line: Option<&Value>) -> Value {
    if let Some(failure) = &ended.failure {
        return json!({ "status": ended.status, "code": failure.code, "retryable": failure.retryable });
    }
    if let Some(code) = line.and_then(|line| line.get("error")?.get("type")?.as_str()) {
        let mut failed = json!({ "code": code, "retryable": code_is_retryable(code) });
        if let Some(status) = line.and_then(|line| line.get("status")) {
            failed["status"] = status.clone();
        }
        return failed;
    }
    match (request.sent(), request.stamp()) {
        (Some(target), Some(stamp)) => json!({ "target": target_json(&target), "epoch": stamp.epoch.to_string() }),
        _ => json!({ "code": "internal" }),
    }
}
