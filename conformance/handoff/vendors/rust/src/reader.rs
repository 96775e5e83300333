//! `reader.*`: the crate's reading of a stream, fed by the driver.

use std::io::{self, Read};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

use handoff::protocol::Message;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::message::message_to;

#[derive(Default)]
struct Shared {
    bytes: std::collections::VecDeque<u8>,
    end: bool,
    timeout: bool,
    /// Whether the crate waits for bytes, or has stopped.
    idle: bool,
    stopped: bool,
    events: Vec<Value>,
}

/// A stream whose reads block until the driver has something for them.
#[derive(Clone, Default)]
struct Source(Arc<(Mutex<Shared>, Condvar)>);

impl Source {
    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.0.0.lock().unwrap_or_else(|poison| poison.into_inner())
    }

    fn wait<'a>(&'a self, shared: MutexGuard<'a, Shared>) -> MutexGuard<'a, Shared> {
        self.0.1.wait(shared).unwrap_or_else(|poison| poison.into_inner())
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut shared = self.shared();
        loop {
            if !shared.bytes.is_empty() {
                return shared.bytes.read(buffer);
            }
            if shared.end {
                return Ok(0);
            }
            if shared.timeout {
                shared.timeout = false;
                return Err(io::ErrorKind::WouldBlock.into());
            }
            shared.idle = true;
            self.0.1.notify_all();
            shared = self.wait(shared);
        }
    }
}

pub struct Reader(Source);

impl Reader {
    pub fn new() -> Reader {
        let source = Source::default();
        let reading = source.clone();
        thread::spawn(move || read(reading));
        let reader = Reader(source);
        reader.feed(|_| {});
        reader
    }

    pub fn push(&self, bytes: &[u8]) -> Value {
        self.feed(|shared| shared.bytes.extend(bytes))
    }

    pub fn timeout(&self) -> Value {
        self.feed(|shared| shared.timeout = true)
    }

    pub fn end(&self) -> Value {
        self.feed(|shared| shared.end = true)
    }

    /// Changes the stream, and waits until the crate has read all of it.
    fn feed(&self, change: impl FnOnce(&mut Shared)) -> Value {
        let mut shared = self.0.shared();
        change(&mut shared);
        shared.idle = false;
        self.0.0.1.notify_all();
        while !shared.idle && !shared.stopped {
            shared = self.0.wait(shared);
        }
        json!({ "events": std::mem::take(&mut shared.events) })
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.end();
    }
}

fn read(mut source: Source) {
    let told = source.clone();
    let mut frames = Frames::default();
    loop {
        let event = match frames.next(&mut source) {
            Ok(None) => continue,
            Ok(Some((version, message))) => {
                json!({ "kind": "message", "version": version, "message": message_to(message) })
            }
            Err(error) => {
                let Failure(failure) = error.into();
                let mut event = json!({ "kind": "error", "code": failure["code"] });
                if let Some(declared) = failure.get("declared") {
                    event["declared"] = declared.clone();
                }
                event
            }
        };
        // Behind a refused length the stream has no frames any more; behind its end it has nothing. The first is this program's
        // doing: the crate's roles drop a stream at any error.
        let mut shared = told.shared();
        let over = event["code"] == "frame_size" || shared.end && event["code"] == "io";
        shared.events.push(event);
        shared.stopped = over;
        told.0.1.notify_all();
        if over {
            return;
        }
    }
}

#[cfg(feature = "hardened")]
#[derive(Default)]
struct Frames(handoff::frame::FrameAccumulator);

#[cfg(feature = "hardened")]
impl Frames {
    /// None where a read timed out.
    fn next(&mut self, source: &mut Source) -> handoff::Result<Option<(u16, Message)>> {
        self.0.poll_read(source)
    }
}

#[cfg(not(feature = "hardened"))]
#[derive(Default)]
struct Frames;

#[cfg(not(feature = "hardened"))]
impl Frames {
    /// None where a read timed out before a frame began. Inside one, the crate loses the bytes that it has read.
    fn next(&mut self, source: &mut Source) -> handoff::Result<Option<(u16, Message)>> {
        let mut inside = Inside { source, begun: false };
        match handoff::frame::read_message(&mut inside) {
            Err(handoff::Error::Io(error)) if error.kind() == io::ErrorKind::WouldBlock && !inside.begun => Ok(None),
            other => other.map(Some),
        }
    }
}

#[cfg(not(feature = "hardened"))]
struct Inside<'a> {
    source: &'a mut Source,
    begun: bool,
}

#[cfg(not(feature = "hardened"))]
impl Read for Inside<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.begun |= length > 0;
        Ok(length)
    }
}
