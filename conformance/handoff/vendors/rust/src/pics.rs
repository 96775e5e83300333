//! What the adapter says of itself.

use serde_json::{Value, json};

pub const VERSION: &str = env!("CARGO_PKG_VERSION");

const CAPABILITIES: [&str; 28] = [
    "codec",
    "reader",
    "reader_timeouts",
    "memory",
    "journal",
    "lock",
    "lock_race",
    "environment",
    "incumbent",
    "successor",
    "supervisor",
    "streams",
    "settled",
    "system",
    "signals",
    "crash_points",
    "foreign_holder",
    "journal_faults",
    "chosen_descriptors",
    "descriptors",
    "descriptor_limits",
    "consumer",
    "clients",
    "paths",
    "path_watch",
    "raw_lines",
    "successor_heartbeats",
    "other_user",
];

pub fn has(capability: &str) -> bool {
    // SAFETY: asks who this process is.
    let root = unsafe { libc::geteuid() } == 0;
    CAPABILITIES.contains(&capability)
        && (capability != "successor_heartbeats" || cfg!(feature = "heartbeats"))
        && (capability != "other_user" || root)
}

pub fn pics() -> Value {
    let capabilities: Vec<&str> = CAPABILITIES.into_iter().filter(|capability| has(capability)).collect();
    json!({
        "implementation": "beyond-handoff",
        "version": VERSION,
        "language": "Rust",
        "protocol": "handoff",
        "profile": if cfg!(feature = "hardened") { "hardened" } else { "crate" },
        "roles": ["CODEC", "O", "N", "S", "LOCK", "JOURNAL"],
        "capabilities": capabilities,
        "clock": "real",
        "deterministic": false,
        "instances": 64,
        "observes": ["codec.memory", "process.descriptors"],
        "parameters": {
            "overlong_varints": "accept",
            "trailing_bytes": "ignore",
            "header_version": "ignore",
            "repeated_prepare": "again",
        },
        // The consumer is this program: whether it stops, what it makes durable, what it reads anew.
        "shim_defined": ["HOF-056", "HOF-057", "HOF-071", "HOF-112"],
    })
}
