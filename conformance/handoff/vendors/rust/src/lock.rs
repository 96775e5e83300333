//! Processes that take the lock of a data directory through the crate.

use std::path::{Path, PathBuf};

use handoff::{DataDirLock, Error};
use serde_json::{Value, json};

use crate::channel::{Channel, hopeless};
use crate::failure::Failure;
use crate::lock_table::PID_FILE;

/// Holds it until it is told to drop it.
pub fn main() {
    let channel = Channel::open(Value::Null).unwrap_or_else(|error| hopeless(error));
    let mut held: Option<DataDirLock> = None;
    channel.serve(|command| {
        if command["do"] == "drop" {
            held = None;
            return Ok(json!({}));
        }
        let data = PathBuf::from(command["data"].as_str().unwrap_or_default());
        let stale = command["break_stale"] == true;
        held = Some(if stale { DataDirLock::acquire_or_break_stale(&data)? } else { DataDirLock::acquire(&data)? });
        Ok(json!({}))
    })
}

/// Takes it again and again, and counts how often the pidfile does not name its holder.
pub fn race() {
    let channel = Channel::open(Value::Null).unwrap_or_else(|error| hopeless(error));
    let teller = channel.teller.clone();
    channel.serve(|command| {
        let data = PathBuf::from(command["data"].as_str().unwrap_or_default());
        let rounds = command["rounds"].as_u64().unwrap_or(0);
        let teller = teller.clone();
        std::thread::spawn(move || match rounds_of(&data, rounds) {
            Ok(lost) => teller.tell(json!({ "ended": "race", "ok": { "lost": lost } })),
            Err(failure) => teller.tell(json!({ "ended": "race", "error": failure.0 })),
        });
        Ok(json!({}))
    })
}

fn rounds_of(data: &Path, rounds: u64) -> Result<u64, Failure> {
    let mut lost = 0;
    let me = std::process::id().to_string();
    for _ in 0..rounds {
        let lock = loop {
            match DataDirLock::acquire(data) {
                Ok(lock) => break lock,
                Err(Error::LockHeld { .. }) => std::thread::yield_now(),
                // Two writers of one temporary pidfile get in each other's way: the lock was not given.
                Err(Error::Io(_)) => lost += 1,
                Err(other) => return Err(other.into()),
            }
        };
        let named = std::fs::read_to_string(data.join(PID_FILE)).unwrap_or_default();
        lost += u64::from(named.trim_end() != me);
        drop(lock);
    }
    Ok(lost)
}
