//! What an operation is answered.

use osproxy_core::Epoch;
use osproxy_spi::PlacementAt;
use osproxy_tenancy::{MigrationError, PartitionState, WriteAdmission};
use serde_json::{json, Value};

use crate::projection::{placement_json, state_json};
use crate::store::{reason_flags, refusal_code};

/// An answer. Those of the store stay values until they are written, so that lanes of calls run without building JSON.
pub enum Answer {
    Changed(Epoch),
    Refused(MigrationError),
    Snapshot(Option<(PartitionState, Epoch)>),
    Resolved(Option<PlacementAt>),
    Admission(WriteAdmission),
    Ok(Value),
    Error(Value),
    Unsupported(String),
}

/// Answers once the call has come to its end; `None` while a fault stalls it.
pub type Later = Box<dyn FnMut() -> Option<Answer>>;

/// An answer, or the promise of one.
pub enum Turn {
    Now(Answer),
    Later(Later),
}

impl Turn {
    /// The answer at once if the call has ended, else the promise.
    pub fn of(mut later: Later) -> Self {
        later().map_or(Self::Later(later), Self::Now)
    }
}

/// An answer as the envelope knows it.
pub enum Body {
    Ok(Value),
    Error(Value),
    Unsupported(String),
}

impl Answer {
    pub fn empty() -> Self {
        Self::Ok(json!({}))
    }

    pub fn invalid(message: impl Into<String>) -> Self {
        Self::Error(json!({ "code": "invalid_params", "retryable": false, "message": message.into() }))
    }

    pub fn unknown_request(message: &str) -> Self {
        Self::Error(json!({ "code": "unknown_request", "retryable": false, "message": message }))
    }

    /// The epoch that a read of the store showed.
    pub fn read_epoch(&self) -> Option<Epoch> {
        match self {
            Self::Snapshot(Some((_, epoch))) => Some(*epoch),
            Self::Resolved(Some(at)) => Some(at.epoch),
            _ => None,
        }
    }

    pub fn body(self) -> Body {
        Body::Ok(match self {
            Self::Changed(epoch) => json!({ "epoch": epoch.to_string() }),
            Self::Snapshot(None) | Self::Resolved(None) => json!({ "found": false }),
            Self::Snapshot(Some((state, epoch))) => {
                json!({ "found": true, "state": state_json(&state), "epoch": epoch.to_string() })
            }
            Self::Resolved(Some(at)) => json!({
                "found": true,
                "placement": placement_json(&at.placement),
                "epoch": at.epoch.to_string(),
                "phase": at.phase.as_str(),
            }),
            Self::Admission(WriteAdmission::Admit) => json!({ "admission": "admit" }),
            Self::Admission(WriteAdmission::Reject) => json!({ "admission": "reject" }),
            Self::Ok(value) => value,
            Self::Refused(error) => return Body::Error(refusal_json(&error, error.to_string())),
            Self::Error(value) => return Body::Error(value),
            Self::Unsupported(why) => return Body::Unsupported(why),
        })
    }
}

/// The error object of a refused change; `message` is the text of the crate.
pub fn refusal_json(error: &MigrationError, message: String) -> Value {
    let code = refusal_code(error);
    match error {
        MigrationError::Backend { reason } => {
            let (retryable, definite) = reason_flags(reason);
            json!({ "code": code, "reason": reason, "retryable": retryable, "definite": definite, "message": message })
        }
        _ => json!({ "code": code, "retryable": false, "message": message }),
    }
}
