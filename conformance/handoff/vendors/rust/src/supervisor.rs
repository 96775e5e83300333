//! The process of a supervisor.

use std::net::TcpListener;
use std::os::fd::{FromRawFd, IntoRawFd, OwnedFd, RawFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use handoff::{SpawnSpec, Supervisor};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::channel::{Channel, Teller, high, hopeless};
use crate::consumer::crash_at;
use crate::failure::Failure;
use crate::journal_fault;
use crate::message::record_to;

#[derive(Deserialize)]
struct Start {
    control: PathBuf,
    journal: Option<PathBuf>,
    listeners: Vec<String>,
    descriptors: Option<Vec<RawFd>>,
}

#[derive(Deserialize)]
struct Handoff {
    call: String,
    deadline_ms: u64,
    grace_ms: u64,
    binary: PathBuf,
    part: String,
    environment: Vec<(String, String)>,
}

pub fn main() {
    let channel = Channel::open(Value::Null).unwrap_or_else(|error| hopeless(error));
    let teller = channel.teller.clone();
    let mut supervisor: Option<Arc<Supervisor>> = None;
    channel.serve(|command| {
        let Some(supervisor) = &supervisor else {
            let (started, ports) = start(command)?;
            supervisor = Some(Arc::new(started));
            return Ok(json!({ "ports": ports }));
        };
        let call = command["call"].as_str().unwrap_or_default().to_owned();
        match command["do"].as_str().unwrap_or_default() {
            "perform" => {
                let handoff: Handoff =
                    serde_json::from_value(command.clone()).map_err(|why| Failure::new("io", why))?;
                let (supervisor, teller) = (Arc::clone(supervisor), teller.clone());
                thread::spawn(move || perform(&supervisor, handoff, &teller));
            }
            "resume" => {
                let (supervisor, teller) = (Arc::clone(supervisor), teller.clone());
                thread::spawn(move || {
                    teller.answered();
                    match supervisor.resume_from_journal() {
                        Ok(Some(journal)) => {
                            teller.tell(json!({ "ended": call, "ok": { "record": record_to(journal) } }));
                        }
                        Ok(None) => teller.tell(json!({ "ended": call, "ok": {} })),
                        Err(error) => teller.tell(json!({ "ended": call, "error": Failure::from(error).0 })),
                    }
                });
            }
            "fail_journal" => journal_fault::fail(command["write"].as_u64().unwrap_or(1)),
            "crash_at" => crash_at(command["point"].as_str().unwrap_or_default()),
            other => return Err(Failure::new("out_of_order", format!("not now: {other}"))),
        }
        Ok(json!({}))
    })
}

fn start(command: &Value) -> Result<(Supervisor, Vec<u16>), Failure> {
    let start: Start = serde_json::from_value(command.clone()).map_err(|why| Failure::new("io", why))?;
    let mut supervisor = Supervisor::new(&start.control)?;
    let (descriptors, ports) = open_listeners(&start)?;
    for (name, descriptor) in start.listeners.iter().zip(descriptors) {
        supervisor = supervisor.with_listener(name.as_str(), descriptor);
    }
    if let Some(journal) = start.journal {
        journal_fault::watch(&journal.to_string_lossy());
        supervisor = supervisor.with_journal(journal);
    }
    Ok((supervisor, ports))
}

/// Opens the listeners high up, and then puts each where it was asked for, or at the lowest free number.
fn open_listeners(start: &Start) -> Result<(Vec<RawFd>, Vec<u16>), Failure> {
    let mut descriptors = Vec::new();
    let mut ports = Vec::new();
    let opened =
        start.listeners.iter().map(|_| high(TcpListener::bind(("127.0.0.1", 0))?)).collect::<Result<Vec<_>, _>>()?;
    for (index, listener) in opened.into_iter().enumerate() {
        ports.push(listener.local_addr()?.port());
        let source = listener.into_raw_fd();
        let wanted = start.descriptors.as_ref().and_then(|numbers| numbers.get(index)).copied();
        // SAFETY: `source` is open; a number that is asked for is the driver's, and nothing of this process lies there.
        let placed = unsafe {
            match wanted {
                Some(number) => libc::dup3(source, number, libc::O_CLOEXEC),
                None => libc::fcntl(source, libc::F_DUPFD_CLOEXEC, 3),
            }
        };
        // SAFETY: `source` was ours, and is not used again.
        drop(unsafe { OwnedFd::from_raw_fd(source) });
        if placed < 0 {
            return Err(std::io::Error::last_os_error().into());
        }
        descriptors.push(placed);
    }
    Ok((descriptors, ports))
}

fn perform(supervisor: &Supervisor, handoff: Handoff, teller: &Teller) {
    let spec = SpawnSpec {
        binary: handoff.binary,
        args: vec![handoff.part],
        env: handoff.environment,
        deadline: Duration::from_millis(handoff.deadline_ms),
        drain_grace: Duration::from_millis(handoff.grace_ms),
    };
    teller.answered();
    match supervisor.perform_handoff(spec) {
        Ok(outcome) => {
            let mut told = json!({ "committed": outcome.committed, "handoff_id": outcome.handoff_id.to_string() });
            if let Some(reason) = outcome.abort_reason {
                told["reason"] = reason.into();
            }
            if let Some(child) = &outcome.child {
                told["child_pid"] = child.id().into();
            }
            teller.tell(json!({ "ended": handoff.call, "ok": { "outcome": told } }));
            if let Some(mut child) = outcome.child {
                let _ = child.wait();
            }
        }
        Err(error) => teller.tell(json!({ "ended": handoff.call, "error": Failure::from(error).0 })),
    }
}
