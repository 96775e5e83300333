//! `environment.detect`: what the crate makes of variables and descriptors, in a process of its own.

use std::fs::File;
use std::io::{self, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use handoff::frame::write_message;
use handoff::protocol::Message;
use handoff::{HandoffId, Role, detect_role};
use serde_json::{Value, json};

use crate::channel::{Channel, high, hopeless};
use crate::failure::Failure;
use crate::meeting::Meeting;
use crate::params::{DescriptorKind, Detect, Environment};
use crate::process::wait_for;

const CONTRACT: [&str; 5] = ["HANDOFF_ROLE", "HANDOFF_SOCK_FD", "LISTEN_FDS", "LISTEN_FDNAMES", "LISTEN_PID"];

pub fn main() {
    let outcome = detect().map_err(Failure::from);
    let channel = Channel::open(Value::Null).unwrap_or_else(|error| hopeless(error));
    channel.serve(|_| outcome.clone())
}

fn detect() -> handoff::Result<Value> {
    let role = detect_role()?;
    let left: Vec<&str> = CONTRACT.into_iter().filter(|name| std::env::var_os(name).is_some()).collect();
    let again = name_of(&detect_role()?);
    let named = name_of(&role);
    let mut listeners = takeable(role);
    listeners.sort_unstable();
    Ok(json!({ "role": named, "listeners": listeners, "left": left, "again": again }))
}

fn name_of(role: &Role) -> &'static str {
    match role {
        Role::ColdStart { .. } => "cold_start",
        Role::Successor(_) => "successor",
    }
}

/// Names by which something can be taken. A successor of the crate gives nothing before Begin, which lies ready in its stream.
fn takeable(role: Role) -> Vec<String> {
    match role {
        Role::ColdStart { mut inherited } => {
            let names = inherited.names();
            let take = |name: &String| {
                if let Some(listener) = inherited.take(name) {
                    std::mem::forget(listener); // may be no descriptor of ours at all
                    return true;
                }
                #[cfg(feature = "hardened")]
                if let Some(listener) = inherited.take_unix(name) {
                    std::mem::forget(listener);
                    return true;
                }
                false
            };
            names.into_iter().filter(take).collect()
        }
        Role::Successor(successor) => {
            let names = successor.listener_names();
            let Ok(mut begun) = successor.handshake(Vec::new()).and_then(|shaken| shaken.wait_for_begin()) else {
                return names;
            };
            let take = |name: &String| {
                if let Some(listener) = begun.take_listener(name) {
                    std::mem::forget(listener);
                    return true;
                }
                #[cfg(feature = "hardened")]
                if let Some(listener) = begun.take_unix_listener(name) {
                    std::mem::forget(listener);
                    return true;
                }
                false
            };
            names.into_iter().filter(take).collect()
        }
    }
}

/// The adapter's side.
pub fn ask(params: Detect, meeting: &mut Meeting, root: &Path) -> Result<Value, Failure> {
    let mut others = Vec::new();
    let opened =
        params.descriptors.iter().map(|kind| open(*kind, &mut others, root)).collect::<io::Result<Vec<_>>>()?;
    let mut process = meeting.start("detect", &params.environment, |command| place(command, &opened)).map_err(|failure| {
        Failure(json!({ "code": "crashed", "message": "the process ended while it looked for its role", "definite": true, "because": failure.0 }))
    })?;
    let told = process.ask(json!({}));
    process.end();
    told
}

/// Puts descriptors at the numbers from 3 on. A missing one leaves its number closed.
fn place(command: &mut Command, opened: &[Option<OwnedFd>]) {
    let sources: Vec<Option<RawFd>> = opened.iter().map(|source| source.as_ref().map(AsRawFd::as_raw_fd)).collect();
    // SAFETY: only calls that are allowed between fork and exec. Sources lie above every target.
    unsafe {
        command.pre_exec(move || {
            for (target, source) in (3..).zip(&sources) {
                match source {
                    Some(source) if libc::dup2(*source, target) < 0 => return Err(io::Error::last_os_error()),
                    Some(_) => {}
                    None => {
                        libc::close(target);
                    }
                }
            }
            Ok(())
        });
    }
}

fn open(kind: DescriptorKind, others: &mut Vec<OwnedFd>, root: &Path) -> io::Result<Option<OwnedFd>> {
    let mut keep = |other: OwnedFd| others.push(other);
    let file: OwnedFd = match kind {
        DescriptorKind::Closed => return Ok(None),
        DescriptorKind::TcpListener => TcpListener::bind(("127.0.0.1", 0))?.into(),
        DescriptorKind::UnixListener => {
            let path = root.join("listener");
            let _ = std::fs::remove_file(&path);
            UnixListener::bind(path)?.into()
        }
        DescriptorKind::UnixStream => {
            let (ours, theirs) = UnixStream::pair()?;
            begin(&ours)?;
            keep(ours.into());
            theirs.into()
        }
        DescriptorKind::TcpStream => {
            let listener = TcpListener::bind(("127.0.0.1", 0))?;
            let stream = TcpStream::connect(listener.local_addr()?)?;
            keep(listener.into());
            stream.into()
        }
        DescriptorKind::Datagram => UdpSocket::bind(("127.0.0.1", 0))?.into(),
        DescriptorKind::File => File::create(root.join("file"))?.into(),
        DescriptorKind::Pipe => {
            let (read, write) = io::pipe()?;
            keep(write.into());
            read.into()
        }
    };
    Ok(Some(high(file)?))
}

/// What a supervisor says, so that a successor can be asked what it has.
fn begin(mut stream: &UnixStream) -> io::Result<()> {
    let handoff_id = HandoffId::new();
    for message in [Message::HelloAck { proto_version_chosen: 1, handoff_id }, Message::Begin { handoff_id }] {
        let mut frame = Vec::new();
        write_message(&mut frame, 1, &message).map_err(io::Error::other)?;
        stream.write_all(&frame)?;
    }
    Ok(())
}

/// Two processes that race for a lock: how often one lost the pidfile.
pub fn race(meeting: &mut Meeting, data: &Path, rounds: u64) -> Result<Value, Failure> {
    let mut racers =
        [meeting.start("race", &Environment::new(), |_| {})?, meeting.start("race", &Environment::new(), |_| {})?];
    for racer in &mut racers {
        racer.ask(json!({ "data": data, "rounds": rounds }))?;
    }
    let mut lost = 0;
    for racer in &mut racers {
        match wait_for(u64::MAX, || racer.ended("race")) {
            Some(crate::process::Ended::Done(told)) => lost += told["lost"].as_u64().unwrap_or(0),
            Some(crate::process::Ended::Failed(error)) => return Err(Failure(error)),
            None => {}
        }
        racer.end();
    }
    Ok(json!({ "lost": lost }))
}
