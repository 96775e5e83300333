//! Where processes meet the adapter, and how it starts them.

use std::io::{self, Read};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::channel::{EVENTS, MEETING, NAME};
use crate::failure::Failure;
use crate::params::Environment;
use crate::process::{PATIENCE, Process};
use crate::stage::STAGE;

pub struct Meeting {
    root: PathBuf,
    listener: UnixListener,
    started: u64,
    streams: Vec<(i32, UnixStream)>,
    guests: Vec<Guest>,
}

/// A process that came.
pub struct Guest {
    pub name: Option<String>,
    pub process: Process,
}

impl Meeting {
    pub fn new(root: &Path) -> io::Result<Meeting> {
        let listener = UnixListener::bind(root.join("meeting"))?;
        listener.set_nonblocking(true)?;
        // SAFETY: asks for orphans of this program's own making.
        unsafe { libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1) };
        Ok(Meeting { root: root.to_path_buf(), listener, started: 0, streams: Vec::new(), guests: Vec::new() })
    }

    /// The variables by which a process finds the adapter.
    pub fn variables(&mut self) -> Vec<(String, String)> {
        self.started += 1;
        let events = self.root.join(format!("events-{}", self.started));
        vec![
            (MEETING.into(), self.root.join("meeting").to_string_lossy().into_owned()),
            (EVENTS.into(), events.to_string_lossy().into_owned()),
        ]
    }

    /// Starts a part of this program and waits until it is there. Nothing of the adapter's environment is passed on.
    pub fn start(
        &mut self,
        part: &str,
        environment: &Environment,
        arrange: impl FnOnce(&mut Command),
    ) -> Result<Process, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(part).env_clear().envs(environment).envs(self.variables()).env_remove(NAME);
        if environment.values().any(|value| value.contains("{pid}")) {
            command.env(STAGE, "1");
        }
        command.stdin(Stdio::null()).stdout(io::stderr()).stderr(Stdio::inherit());
        arrange(&mut command);
        let mut child = command.spawn()?;
        let limit = Instant::now() + PATIENCE;
        let pid = child.id() as i32;
        loop {
            if let Some(mut process) = self.meet(|guest| guest.process.pid == pid)? {
                process.child = Some(child);
                return Ok(process);
            }
            if child.try_wait()?.is_some() || Instant::now() > limit {
                let _ = child.kill();
                return Err(Failure::new("io", format!("the part {part} did not start")));
            }
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    /// The process that came and is looked for; others wait.
    pub fn meet(&mut self, wanted: impl Fn(&Guest) -> bool) -> io::Result<Option<Process>> {
        self.let_in()?;
        Ok(self.guests.iter().position(wanted).map(|at| self.guests.swap_remove(at).process))
    }

    /// Ends those that came and were never looked for.
    pub fn end(&mut self) {
        let _ = self.let_in();
        for guest in &mut self.guests {
            guest.process.end();
        }
    }

    fn let_in(&mut self) -> io::Result<()> {
        loop {
            let stream = match self.listener.accept() {
                Ok((stream, _)) => stream,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            };
            stream.set_nonblocking(false)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            let Some(greeting) = greeting(&stream) else { continue };
            if let Some(pid) = greeting["stream_of"].as_i64() {
                self.streams.push((pid as i32, stream));
            } else if let Some(pid) = greeting["pid"].as_i64() {
                let process = Process::met(pid as i32, &greeting, stream);
                self.guests.push(Guest { name: greeting["name"].as_str().map(str::to_owned), process });
            }
        }
    }

    /// The stream of a relay that has met the adapter.
    pub fn stream_of(&mut self, pid: i32) -> Option<UnixStream> {
        let at = self.streams.iter().position(|(owner, _)| *owner == pid)?;
        Some(self.streams.swap_remove(at).1)
    }
}

/// One line, byte by byte: what follows belongs to somebody else.
fn greeting(mut stream: &UnixStream) -> Option<Value> {
    let mut line = Vec::new();
    let mut byte = [0];
    while stream.read(&mut byte).ok()? == 1 && byte[0] != b'\n' {
        line.push(byte[0]);
    }
    serde_json::from_slice(&line).ok()
}
