//! Messages and journal records, between their canonical JSON and the crate's types. Which JSON is a message is decided here:
//! the crate has no JSON.

use handoff::HandoffId;
use handoff::protocol::{Capabilities, Message, Side};
use handoff::state::{Phase, StateJournal};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::params::{Hex, U64};

#[derive(Deserialize, Serialize, Clone)]
#[serde(try_from = "String", into = "String")]
struct Id(HandoffId);

impl TryFrom<String> for Id {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let id = uuid::Uuid::parse_str(&text).map_err(|_| "an id")?;
        if id.hyphenated().to_string() == text { Ok(Id(HandoffId(id))) } else { Err("an id in its canonical form") }
    }
}

impl From<Id> for String {
    fn from(id: Id) -> String {
        id.0.to_string()
    }
}

#[derive(Deserialize, Serialize, Clone)]
#[serde(try_from = "Hex", into = "Hex")]
pub struct Fingerprint(pub [u8; 32]);

impl TryFrom<Hex> for Fingerprint {
    type Error = &'static str;

    fn try_from(hex: Hex) -> Result<Self, Self::Error> {
        hex.0.try_into().map(Fingerprint).map_err(|_| "32 bytes")
    }
}

impl From<Fingerprint> for Hex {
    fn from(fingerprint: Fingerprint) -> Hex {
        Hex(fingerprint.0.to_vec())
    }
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Flags {
    reserved: U64,
}

#[derive(Deserialize, Serialize)]
enum Role {
    Incumbent,
    Successor,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
enum Form {
    Hello { role: Role, pid: u32, build_id: Hex, proto_min: u16, proto_max: u16, capabilities: Flags },
    HelloAck { proto_version_chosen: u16, handoff_id: Id },
    PrepareHandoff { handoff_id: Id, successor_pid: u32, deadline_ms: U64, drain_grace_ms: U64 },
    Drained { open_conns_remaining: u32, accept_closed: bool },
    SealRequest { handoff_id: Id },
    SealProgress { shards_sealed: u32, shards_total: u32, last_revision: U64 },
    SealComplete { handoff_id: Id, last_revision_per_shard: Vec<U64>, data_dir_fingerprint: Fingerprint },
    SealFailed { handoff_id: Id, error: String, partial_state: String },
    Begin { handoff_id: Id },
    Ready { handoff_id: Id, listening_on: Vec<String>, healthz_ok: bool, advertised_revision_per_shard: Vec<U64> },
    Commit { handoff_id: Id },
    Abort { handoff_id: Id, reason: String },
    ResumeAfterAbort { handoff_id: Id },
    Heartbeat { ts_ms: U64 },
}

#[derive(Deserialize, Serialize)]
enum Step {
    Negotiating,
    Draining,
    Sealing,
    AwaitingReady,
    Committed,
    ResumingAfterAbort,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Record {
    handoff_id: Id,
    phase: Step,
    incumbent_pid: u32,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    successor_pid: Option<u32>,
    started_at_unix_ms: U64,
}

fn present<'a, D: serde::Deserializer<'a>>(source: D) -> Result<Option<u32>, D::Error> {
    u32::deserialize(source).map(Some)
}

pub fn revisions(list: Vec<U64>) -> Vec<u64> {
    list.into_iter().map(|revision| revision.0).collect()
}

fn strings(list: Vec<u64>) -> Vec<U64> {
    list.into_iter().map(U64).collect()
}

fn form<T: DeserializeOwned>(value: Value) -> Result<T, Failure> {
    serde_json::from_value(value)
        .map_err(|why| Failure::new("encode_range", format!("{why}; see spec/handoff/messages.schema.json")))
}

pub fn message_from(value: &Value) -> Result<Message, Failure> {
    let mut members = value.as_object().cloned().unwrap_or_else(Map::new);
    let Some(Value::String(kind)) = members.remove("type") else {
        return Err(Failure::new(
            "encode_range",
            "expected a message with its type; see spec/handoff/messages.schema.json",
        ));
    };
    let tagged = Map::from_iter([(kind, Value::Object(members))]);
    Ok(match form::<Form>(Value::Object(tagged))? {
        Form::Hello { role, pid, build_id, proto_min, proto_max, capabilities } => Message::Hello {
            role: match role {
                Role::Incumbent => Side::Incumbent,
                Role::Successor => Side::Successor,
            },
            pid,
            build_id: build_id.0,
            proto_min,
            proto_max,
            capabilities: Capabilities { reserved: capabilities.reserved.0 },
        },
        Form::HelloAck { proto_version_chosen, handoff_id } => {
            Message::HelloAck { proto_version_chosen, handoff_id: handoff_id.0 }
        }
        Form::PrepareHandoff { handoff_id, successor_pid, deadline_ms, drain_grace_ms } => Message::PrepareHandoff {
            handoff_id: handoff_id.0,
            successor_pid,
            deadline_ms: deadline_ms.0,
            drain_grace_ms: drain_grace_ms.0,
        },
        Form::Drained { open_conns_remaining, accept_closed } => {
            Message::Drained { open_conns_remaining, accept_closed }
        }
        Form::SealRequest { handoff_id } => Message::SealRequest { handoff_id: handoff_id.0 },
        Form::SealProgress { shards_sealed, shards_total, last_revision } => {
            Message::SealProgress { shards_sealed, shards_total, last_revision: last_revision.0 }
        }
        Form::SealComplete { handoff_id, last_revision_per_shard, data_dir_fingerprint } => Message::SealComplete {
            handoff_id: handoff_id.0,
            last_revision_per_shard: revisions(last_revision_per_shard),
            data_dir_fingerprint: data_dir_fingerprint.0,
        },
        Form::SealFailed { handoff_id, error, partial_state } => {
            Message::SealFailed { handoff_id: handoff_id.0, error, partial_state }
        }
        Form::Begin { handoff_id } => Message::Begin { handoff_id: handoff_id.0 },
        Form::Ready { handoff_id, listening_on, healthz_ok, advertised_revision_per_shard } => Message::Ready {
            handoff_id: handoff_id.0,
            listening_on,
            healthz_ok,
            advertised_revision_per_shard: revisions(advertised_revision_per_shard),
        },
        Form::Commit { handoff_id } => Message::Commit { handoff_id: handoff_id.0 },
        Form::Abort { handoff_id, reason } => Message::Abort { handoff_id: handoff_id.0, reason },
        Form::ResumeAfterAbort { handoff_id } => Message::ResumeAfterAbort { handoff_id: handoff_id.0 },
        Form::Heartbeat { ts_ms } => Message::Heartbeat { ts_ms: ts_ms.0 },
    })
}

pub fn message_to(message: Message) -> Value {
    let form = match message {
        Message::Hello { role, pid, build_id, proto_min, proto_max, capabilities } => Form::Hello {
            role: match role {
                Side::Incumbent => Role::Incumbent,
                Side::Successor => Role::Successor,
            },
            pid,
            build_id: Hex(build_id),
            proto_min,
            proto_max,
            capabilities: Flags { reserved: U64(capabilities.reserved) },
        },
        Message::HelloAck { proto_version_chosen, handoff_id } => {
            Form::HelloAck { proto_version_chosen, handoff_id: Id(handoff_id) }
        }
        Message::PrepareHandoff { handoff_id, successor_pid, deadline_ms, drain_grace_ms } => Form::PrepareHandoff {
            handoff_id: Id(handoff_id),
            successor_pid,
            deadline_ms: U64(deadline_ms),
            drain_grace_ms: U64(drain_grace_ms),
        },
        Message::Drained { open_conns_remaining, accept_closed } => {
            Form::Drained { open_conns_remaining, accept_closed }
        }
        Message::SealRequest { handoff_id } => Form::SealRequest { handoff_id: Id(handoff_id) },
        Message::SealProgress { shards_sealed, shards_total, last_revision } => {
            Form::SealProgress { shards_sealed, shards_total, last_revision: U64(last_revision) }
        }
        Message::SealComplete { handoff_id, last_revision_per_shard, data_dir_fingerprint } => Form::SealComplete {
            handoff_id: Id(handoff_id),
            last_revision_per_shard: strings(last_revision_per_shard),
            data_dir_fingerprint: Fingerprint(data_dir_fingerprint),
        },
        Message::SealFailed { handoff_id, error, partial_state } => {
            Form::SealFailed { handoff_id: Id(handoff_id), error, partial_state }
        }
        Message::Begin { handoff_id } => Form::Begin { handoff_id: Id(handoff_id) },
        Message::Ready { handoff_id, listening_on, healthz_ok, advertised_revision_per_shard } => Form::Ready {
            handoff_id: Id(handoff_id),
            listening_on,
            healthz_ok,
            advertised_revision_per_shard: strings(advertised_revision_per_shard),
        },
        Message::Commit { handoff_id } => Form::Commit { handoff_id: Id(handoff_id) },
        Message::Abort { handoff_id, reason } => Form::Abort { handoff_id: Id(handoff_id), reason },
        Message::ResumeAfterAbort { handoff_id } => Form::ResumeAfterAbort { handoff_id: Id(handoff_id) },
        Message::Heartbeat { ts_ms } => Form::Heartbeat { ts_ms: U64(ts_ms) },
    };
    let Ok(Value::Object(tagged)) = serde_json::to_value(form) else { return Value::Null };
    let mut message = Map::new();
    for (kind, members) in tagged {
        message.insert("type".into(), kind.into());
        if let Value::Object(members) = members {
            message.extend(members);
        }
    }
    Value::Object(message)
}

pub fn record_from(value: &Value) -> Result<StateJournal, Failure> {
    let record: Record = form(value.clone())?;
    Ok(StateJournal {
        handoff_id: record.handoff_id.0,
        phase: match record.phase {
            Step::Negotiating => Phase::Negotiating,
            Step::Draining => Phase::Draining,
            Step::Sealing => Phase::Sealing,
            Step::AwaitingReady => Phase::AwaitingReady,
            Step::Committed => Phase::Committed,
            Step::ResumingAfterAbort => Phase::ResumingAfterAbort,
        },
        incumbent_pid: record.incumbent_pid,
        successor_pid: record.successor_pid,
        started_at_unix_ms: record.started_at_unix_ms.0,
    })
}

pub fn record_to(journal: StateJournal) -> Value {
    let record = Record {
        handoff_id: Id(journal.handoff_id),
        phase: match journal.phase {
            Phase::Negotiating => Step::Negotiating,
            Phase::Draining => Step::Draining,
            Phase::Sealing => Step::Sealing,
            Phase::AwaitingReady => Step::AwaitingReady,
            Phase::Committed => Step::Committed,
            Phase::ResumingAfterAbort => Step::ResumingAfterAbort,
        },
        incumbent_pid: journal.incumbent_pid,
        successor_pid: journal.successor_pid,
        started_at_unix_ms: U64(journal.started_at_unix_ms),
    };
    serde_json::to_value(record).unwrap_or(Value::Null)
}
