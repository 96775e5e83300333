//! What the implementation is and has.

use serde_json::{json, Value};

/// How much of the implementation a session offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    Store,
    Control,
    Fleet,
}

impl Profile {
    pub fn named(name: &str) -> Option<Self> {
        [Self::Store, Self::Control, Self::Fleet].into_iter().find(|profile| profile.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Store => "store",
            Self::Control => "control",
            Self::Fleet => "fleet",
        }
    }

    /// The smallest profile that has an operation.
    pub fn of(op: &str) -> Option<Self> {
        Some(match op {
            "store.calls" => Self::Control,
            "state.query" | "batch.concurrent" => Self::Store,
            _ => match op.split_once('.')?.0 {
                "store" => Self::Store,
                "ctl" | "clock" | "fault" => Self::Control,
                "proxy" | "upstream" | "obs" => Self::Fleet,
                _ => return None,
            },
        })
    }

    fn roles(self) -> &'static [&'static str] {
        match self {
            Self::Store => &["STORE"],
            Self::Control => &["STORE", "CTL"],
            Self::Fleet => &["STORE", "CTL", "PX"],
        }
    }

    fn capabilities(self) -> Vec<&'static str> {
        let mut all = vec!["state_query", "generation", "empty_ids", "messages", "concurrent"];
        if self >= Self::Control {
            // Stalls work, but on few cores the lanes of a batch rarely overlap with one: not stated.
            all.extend(["store_calls", "clock_rewind", "faults"]);
        }
        if self >= Self::Fleet {
            all.extend(["pause_points", "bulk", "multi_get", "async", "explain", "id_rule"]);
        }
        all
    }
}

/// Requirements that this adapter decides rather than the crates: they have no JSON decoder (OSP-003, OSP-010), their
/// gate is a bool that cannot say "store unavailable" (OSP-085), and their migration errors carry no retryable flag
/// (OSP-113).
const SHIM_DEFINED: [&str; 4] = ["OSP-003", "OSP-010", "OSP-085", "OSP-113"];

pub fn pics(profile: Profile) -> Value {
    json!({
        "implementation": "osproxy",
        "version": "1.0.2",
        "language": "rust",
        "protocol": "osproxy",
        "profile": profile.name(),
        "roles": profile.roles(),
        "capabilities": profile.capabilities(),
        "clock": "virtual",
        "deterministic": true,
        "parameters": {
            "set_during_migration": "cancel",
            "same_placement": "accept",
            "async_gate": "ungated",
            "cursor_affinity": true,
        },
        "shim_defined": SHIM_DEFINED,
    })
}
