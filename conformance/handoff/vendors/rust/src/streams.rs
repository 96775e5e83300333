//! Streams that the driver holds.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::sync::mpsc;
use std::thread;

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::params::{CloseStream, Hex, Name, Receive, Send};
use crate::process::wait_for;

/// What one `stream.receive` gives at most; in hex it fits into a line.
const MOST: usize = 4 << 20;

struct Held {
    stream: UnixStream,
    /// Takes what the peer does not read yet, once there was such.
    rest: Option<mpsc::Sender<Vec<u8>>>,
}

#[derive(Default)]
pub struct Streams {
    held: BTreeMap<Name, Held>,
    closed: BTreeSet<Name>,
}

impl Streams {
    pub fn hold(&mut self, name: Name, stream: UnixStream) -> Result<(), Failure> {
        stream.set_nonblocking(true)?;
        self.held.insert(name, Held { stream, rest: None });
        Ok(())
    }

    /// Returns at once: what the peer does not read yet is sent behind the driver's back.
    pub fn send(&mut self, params: Send) -> Result<Value, Failure> {
        let held = self.find(&params.stream)?;
        let mut bytes = params.hex.0;
        if held.rest.is_none() {
            let mut sent = 0;
            while sent < bytes.len() {
                match held.stream.write(&bytes[sent..]) {
                    Ok(length) => sent += length,
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                    Err(error) => return Err(Failure::new("closed", error)),
                }
            }
            bytes.drain(..sent);
        }
        if !bytes.is_empty() {
            if held.rest.is_none() {
                held.rest = Some(sender(held.stream.try_clone()?));
            }
            let rest = held.rest.as_ref().map(|rest| rest.send(bytes));
            if !matches!(rest, Some(Ok(()))) {
                return Err(Failure::new("closed", "the peer is gone"));
            }
        }
        Ok(json!({}))
    }

    /// Whether something comes, or the end, within a time.
    pub fn hears(&mut self, name: &Name, max_ms: u64) -> Result<bool, Failure> {
        if max_ms == 0 || self.closed.contains(name) {
            return Ok(false);
        }
        let stream = &self.find(name)?.stream;
        let mut wanted = libc::pollfd { fd: stream.as_raw_fd(), events: libc::POLLIN, revents: 0 };
        // SAFETY: one structure, ours.
        let ready = || (unsafe { libc::poll(&raw mut wanted, 1, 0) } > 0).then_some(());
        Ok(wait_for(max_ms, ready).is_some())
    }

    pub fn receive(&mut self, params: Receive) -> Result<Value, Failure> {
        if self.closed.contains(&params.stream) {
            return Ok(json!({ "hex": "", "closed": true }));
        }
        let held = self.find(&params.stream)?;
        let mut bytes = Vec::new();
        let mut chunk = vec![0; 65536];
        let stream = &mut held.stream;
        let closed = wait_for(params.max_ms, || {
            while bytes.len() < MOST {
                match stream.read(&mut chunk) {
                    Ok(length @ 1..) => bytes.extend(&chunk[..length]),
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        return (!bytes.is_empty()).then_some(false);
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Ok(_) | Err(_) => return Some(true),
                }
            }
            Some(false)
        });
        Ok(if closed == Some(true) {
            json!({ "hex": Hex(bytes), "closed": true })
        } else {
            json!({ "hex": Hex(bytes) })
        })
    }

    /// A close with input unread is a reset; without, everything is read first.
    pub fn close(&mut self, params: CloseStream) -> Result<Value, Failure> {
        if self.closed.contains(&params.stream) {
            return Ok(json!({}));
        }
        if !params.reset {
            self.receive(Receive { stream: params.stream.clone(), max_ms: 0 })?;
        }
        self.find(&params.stream)?;
        if let Some(held) = self.held.remove(&params.stream)
            && held.rest.is_some()
        {
            let _ = held.stream.shutdown(Shutdown::Both);
        }
        self.closed.insert(params.stream);
        Ok(json!({}))
    }

    fn find(&mut self, name: &Name) -> Result<&mut Held, Failure> {
        if self.closed.contains(name) {
            return Err(Failure::new("closed", "closed by the driver"));
        }
        self.held.get_mut(name).ok_or_else(|| unknown(name))
    }
}

pub fn unknown(name: &Name) -> Failure {
    Failure::new("unknown_name", format!("nothing is called {}", name.0))
}

fn sender(mut stream: UnixStream) -> mpsc::Sender<Vec<u8>> {
    let (rest, waiting) = mpsc::channel::<Vec<u8>>();
    thread::spawn(move || {
        for bytes in waiting {
            let mut sent = 0;
            while sent < bytes.len() {
                match stream.write(&bytes[sent..]) {
                    Ok(length) => sent += length,
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        let mut room = libc::pollfd { fd: stream.as_raw_fd(), events: libc::POLLOUT, revents: 0 };
                        // SAFETY: one structure, ours.
                        unsafe { libc::poll(&raw mut room, 1, 1000) };
                    }
                    Err(_) => return,
                }
            }
        }
    });
    rest
}
