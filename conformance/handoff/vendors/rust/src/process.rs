//! Processes of the implementation, as the adapter sees them.

use std::io::{BufRead, BufReader, Write};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::Child;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::failure::Failure;

/// A process that does not meet the adapter, or does not answer, within this time is an error of the shim.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What `_exit` of the crate's crash points gives.
const CRASHED: i32 = 99;

pub struct Process {
    pub pid: i32,
    /// What it told when it met the adapter.
    pub more: Value,
    events: PathBuf,
    channel: BufReader<UnixStream>,
    /// Where the adapter is its parent.
    pub child: Option<Child>,
    ended: Option<Option<i32>>,
    limits: Option<libc::rlimit>,
}

/// How a call that takes time ended.
pub enum Ended {
    Done(Value),
    Failed(Value),
}

impl Process {
    /// One that has met the adapter with this greeting.
    pub fn met(pid: i32, greeting: &Value, stream: UnixStream) -> Process {
        Process {
            pid,
            more: greeting["more"].clone(),
            events: PathBuf::from(greeting["events"].as_str().unwrap_or_default()),
            channel: BufReader::new(stream),
            child: None,
            ended: None,
            limits: None,
        }
    }

    pub fn ask(&mut self, command: Value) -> Result<Value, Failure> {
        let line = format!("{command}\n");
        self.channel.get_ref().set_read_timeout(Some(PATIENCE))?;
        self.channel.get_mut().write_all(line.as_bytes()).map_err(|_| gone())?;
        let mut reply = String::new();
        match self.channel.read_line(&mut reply) {
            Ok(1..) => {}
            Ok(0) => return Err(gone()),
            Err(error) => return Err(Failure::new("io", format!("the process does not answer: {error}"))),
        }
        let mut reply: Value = serde_json::from_str(&reply).map_err(|why| Failure::new("io", why))?;
        match reply.get_mut("error") {
            Some(error) => Err(Failure(error.take())),
            None => Ok(reply["ok"].take()),
        }
    }

    /// What it told so far, also where it is gone. A torn last line was not told.
    pub fn events(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(&self.events).unwrap_or_default();
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        text[..whole].lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    pub fn hooks(&self) -> Value {
        let mut calls: Vec<Value> = Vec::new();
        for mut event in self.events() {
            if event.get("hook").is_some() {
                if let Some(event) = event.as_object_mut() {
                    event.remove("call");
                }
                calls.push(event);
            } else if event.get("result").is_some() {
                let number =
                    event["call"].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX);
                if let Some(call) = calls.get_mut(number) {
                    call["result"] = event["result"].take();
                }
            }
        }
        json!({ "calls": calls })
    }

    pub fn serve(&mut self) -> Value {
        let told = self.events().into_iter().find_map(|event| event.get("serve_error").cloned());
        match (told, self.exit()) {
            (Some(error), _) => json!({ "serve": "failed", "error": error }),
            (None, None) => json!({ "serve": "running" }),
            (None, Some(Some(0))) => json!({ "serve": "ended" }),
            (None, Some(_)) => json!({ "serve": "failed" }),
        }
    }

    /// How a call ended that the process was told to make.
    pub fn ended(&self, call: &str) -> Option<Ended> {
        self.events().into_iter().find(|event| event["ended"] == call).map(|mut event| match event.get_mut("error") {
            Some(error) => Ended::Failed(error.take()),
            None => Ended::Done(event["ok"].take()),
        })
    }

    /// None while it runs; then its code, none where it was killed.
    pub fn exit(&mut self) -> Option<Option<i32>> {
        if self.ended.is_none() {
            self.ended = match &mut self.child {
                Some(child) => {
                    child.try_wait().ok().flatten().map(|status| status.code().filter(|_| status.signal().is_none()))
                }
                None => self
                    .hung_up()
                    .then(|| self.events().into_iter().find_map(|event| i32::try_from(event["exit"].as_i64()?).ok())),
            };
            self.ended = self.ended.map(|code| code.filter(|code| *code != CRASHED));
        }
        self.ended
    }

    pub fn signal(&mut self, number: i32) {
        if self.exit().is_some() {
            return;
        }
        // SAFETY: the process has not ended, or is a child that nobody has reaped.
        unsafe { libc::kill(self.pid, number) };
        let limit = Instant::now() + PATIENCE;
        while number == libc::SIGKILL && self.exit().is_none() && Instant::now() < limit {
            std::thread::sleep(Duration::from_micros(200));
        }
        self.reap();
    }

    pub fn descriptors(&self) -> Vec<i32> {
        let entries =
            std::fs::read_dir(format!("/proc/{}/fd", self.pid)).map(|entries| entries.flatten().collect::<Vec<_>>());
        let mut numbers: Vec<i32> =
            entries.unwrap_or_default().iter().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
        numbers.sort_unstable();
        numbers
    }

    /// Sets the limit to the lowest free number, or back.
    pub fn limit_descriptors(&mut self, limited: bool) {
        let used = self.descriptors();
        let free = (0..).find(|number| !used.contains(number)).unwrap_or(0);
        let mut before = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
        // SAFETY: both structures are ours.
        unsafe {
            if libc::prlimit(self.pid, libc::RLIMIT_NOFILE, std::ptr::null(), &raw mut before) != 0 {
                return;
            }
            let usual = *self.limits.get_or_insert(before);
            let wanted = if limited { libc::rlimit { rlim_cur: free as libc::rlim_t, ..usual } } else { usual };
            libc::prlimit(self.pid, libc::RLIMIT_NOFILE, &raw const wanted, std::ptr::null_mut());
        }
    }

    pub fn end(&mut self) {
        self.signal(libc::SIGKILL);
    }

    /// Whether the other end of the channel is closed: the kernel does it when the process ends.
    fn hung_up(&mut self) -> bool {
        let channel = self.channel.get_ref();
        let mut wanted = libc::pollfd { fd: channel.as_raw_fd(), events: libc::POLLRDHUP, revents: 0 };
        // SAFETY: one structure, ours.
        unsafe { libc::poll(&raw mut wanted, 1, 0) > 0 && wanted.revents & (libc::POLLRDHUP | libc::POLLHUP) != 0 }
    }

    /// A child of a supervisor that died has come to the adapter.
    fn reap(&self) {
        if self.child.is_none() {
            // SAFETY: waits for this process only, and not at all where it is no child.
            unsafe { libc::waitpid(self.pid, std::ptr::null_mut(), libc::WNOHANG) };
        }
    }
}

fn gone() -> Failure {
    Failure::new("io", "the process has ended")
}

/// Whether something came to hold in time.
pub fn wait_for<T>(max_ms: u64, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let limit = Instant::now() + Duration::from_millis(max_ms.min(1 << 40));
    loop {
        let found = look();
        if found.is_some() || Instant::now() >= limit {
            return found;
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}
