//! The side of a process: its line to the adapter, and the file into which it tells what happens.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::os::fd::{AsRawFd, FromRawFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::failure::Failure;

/// Where the adapter waits, and the file for events.
pub const MEETING: &str = "SHIM_MEETING";
pub const EVENTS: &str = "SHIM_EVENTS";
/// The name of the process, where the adapter gave one already.
pub const NAME: &str = "SHIM_NAME";

/// Descriptors of the shim lie above those of the code under test, so that numbers and gaps there are the driver's.
const ABOVE: i32 = 500;

/// Held from the command to its answer.
static ANSWERING: Mutex<()> = Mutex::new(());

/// Tells events; each is one line, whole, also when the process dies right behind it.
#[derive(Clone)]
pub struct Teller(Arc<File>);

impl Teller {
    pub fn tell(&self, event: Value) {
        let mut line = event.to_string().into_bytes();
        line.push(b'\n');
        let _ = (&*self.0).write_all(&line);
    }

    /// Waits for an answer that is on its way. What may end at a crash point of the crate does so first, since those wait for nothing.
    pub fn answered(&self) {
        drop(ANSWERING.lock());
    }

    /// Ends the process behind an answer that is on its way, and says with which code.
    pub fn exit(&self, code: i32) -> ! {
        let _answered = ANSWERING.lock();
        self.end(code)
    }

    /// The same at once, for what answers.
    pub fn end(&self, code: i32) -> ! {
        self.tell(json!({ "exit": code }));
        std::process::exit(code)
    }
}

pub struct Channel {
    stream: UnixStream,
    pub teller: Teller,
}

impl Channel {
    /// Meets the adapter. `more` is told with the greeting.
    pub fn open(more: Value) -> io::Result<Channel> {
        let path = variable(MEETING)?;
        let mut stream = high(UnixStream::connect(path)?)?;
        let events = OpenOptions::new().append(true).create(true).open(variable(EVENTS)?)?;
        let events = high(events)?;
        let greeting = json!({ "pid": std::process::id(), "name": std::env::var(NAME).ok(), "events": variable(EVENTS)?, "more": more });
        writeln!(stream, "{greeting}")?;
        Ok(Channel { stream, teller: Teller(Arc::new(events)) })
    }

    /// Answers commands until the adapter is gone, and then ends the process.
    pub fn serve(self, mut answer: impl FnMut(&Value) -> Result<Value, Failure>) -> ! {
        let mut lines = BufReader::new(&self.stream);
        let mut line = String::new();
        loop {
            line.clear();
            match lines.read_line(&mut line) {
                Ok(1..) => {}
                _ => std::process::exit(70),
            }
            let _answering = ANSWERING.lock();
            let reply = match serde_json::from_str(&line)
                .map_err(|why| Failure::new("io", why))
                .and_then(|command| answer(&command))
            {
                Ok(value) => json!({ "ok": value }),
                Err(failure) => json!({ "error": failure.0 }),
            };
            if writeln!(&self.stream, "{reply}").is_err() {
                std::process::exit(70);
            }
        }
    }
}

pub fn variable(name: &str) -> io::Result<String> {
    std::env::var(name).map_err(|_| io::Error::other(format!("{name} is not set")))
}

/// The same file under a high number, closed on exec.
pub fn high<T: AsRawFd + From<std::os::fd::OwnedFd>>(file: T) -> io::Result<T> {
    // SAFETY: the descriptor is open, and its copy belongs to nobody else.
    let copy = unsafe { libc::fcntl(file.as_raw_fd(), libc::F_DUPFD_CLOEXEC, ABOVE) };
    if copy < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: as above.
    Ok(T::from(unsafe { std::os::fd::OwnedFd::from_raw_fd(copy) }))
}

/// A part that cannot begin.
pub fn hopeless(error: impl std::fmt::Display) -> ! {
    eprintln!("the process did not start: {error}");
    std::process::exit(70)
}
