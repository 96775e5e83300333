//! The daemon around an incumbent: a store of keys and values on disk, and hooks that do what a script says.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::net::TcpListener;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use handoff::crash::maybe_crash;
use handoff::{DrainReport, Drainable, Error, SealReport, StateSnapshot};
use serde_json::{Value, json};

use crate::channel::Teller;
use crate::failure::Failure;
use crate::lock_table;
use crate::message::revisions;
use crate::params::{Hook, HookStep, Hooks};

const LOG: &str = "store.log";

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poison| poison.into_inner())
}

/// Keys and values. A write is durable before it is acknowledged.
#[derive(Default)]
struct Store {
    log: Option<File>,
    values: HashMap<String, String>,
}

#[derive(Default)]
struct Script {
    called: [usize; 3],
    calls: usize,
    blocked: Option<Hook>,
}

pub struct Consumer {
    data: PathBuf,
    device: String,
    hooks: Hooks,
    teller: Teller,
    store: Mutex<Store>,
    script: Mutex<Script>,
    gate: Condvar,
    accepting: Mutex<bool>,
}

impl Consumer {
    pub fn new(data: &Path, device: String, hooks: Hooks, teller: Teller) -> Arc<Consumer> {
        Arc::new(Consumer {
            data: data.to_path_buf(),
            device,
            hooks,
            teller,
            store: Mutex::default(),
            script: Mutex::default(),
            gate: Condvar::new(),
            accepting: Mutex::new(false),
        })
    }

    /// Reads the data directory anew and takes writes. Can be called when it does so already.
    pub fn open(&self) -> io::Result<()> {
        let mut store = locked(&self.store);
        let mut log = OpenOptions::new().read(true).append(true).create(true).open(self.data.join(LOG))?;
        let mut content = String::new();
        log.read_to_string(&mut content)?;
        let whole = content.rfind('\n').map_or(0, |end| end + 1); // a line without its end was never acknowledged
        log.set_len(whole as u64)?;
        store.values = content[..whole].lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        store.log = Some(log);
        drop(store);
        self.accept(true);
        Ok(())
    }

    /// A listener of its own from here on: its connections are answered with one byte while it serves. It is not made
    /// non-blocking: that would hold for every process that shares the socket, and any of them may undo it.
    pub fn adopt(self: &Arc<Self>, listener: TcpListener) {
        let consumer = Arc::clone(self);
        thread::spawn(move || consumer.answer_clients(&listener));
    }

    pub fn answer(&self, command: &Value) -> Result<Value, Failure> {
        let text = |name: &str| command[name].as_str().unwrap_or_default().to_owned();
        match text("do").as_str() {
            "release" => self.release(&command["hook"]),
            "write" => Ok(json!({ "acknowledged": self.write(&text("key"), &text("value")) })),
            "read" => Ok(match locked(&self.store).values.get(&text("key")) {
                Some(value) => json!({ "found": true, "value": value }),
                None => json!({ "found": false }),
            }),
            "crash_at" => {
                crash_at(&text("point"));
                Ok(json!({}))
            }
            other => Err(Failure::new("out_of_order", format!("not now: {other}"))),
        }
    }

    pub fn write(&self, key: &str, value: &str) -> bool {
        let mut store = locked(&self.store);
        let Some(log) = store.log.as_mut() else { return false };
        let line = format!("{}\n", json!([key, value]));
        if log.write_all(line.as_bytes()).and_then(|()| log.sync_data()).is_err() {
            store.log = None;
            return false;
        }
        store.values.insert(key.to_owned(), value.to_owned());
        true
    }

    fn release(&self, hook: &Value) -> Result<Value, Failure> {
        let mut script = locked(&self.script);
        if script.blocked.is_none_or(|blocked| json!(blocked) != *hook) {
            return Err(Failure::new("out_of_order", format!("no {hook} blocks")));
        }
        script.blocked = None;
        self.gate.notify_all();
        Ok(json!({}))
    }

    fn stop(&self) {
        locked(&self.store).log = None;
        self.accept(false);
    }

    fn accept(&self, on: bool) {
        *locked(&self.accepting) = on;
        self.gate.notify_all();
    }

    fn answer_clients(&self, listener: &TcpListener) {
        let wait = libc::timeval { tv_sec: 0, tv_usec: 20_000 };
        let (number, size) = (listener.as_raw_fd(), size_of::<libc::timeval>() as libc::socklen_t);
        // SAFETY: the option takes a structure of this size. Another process may accept between the poll and the accept.
        unsafe { libc::setsockopt(number, libc::SOL_SOCKET, libc::SO_RCVTIMEO, (&raw const wait).cast(), size) };
        loop {
            let mut wanted = libc::pollfd { fd: number, events: libc::POLLIN, revents: 0 };
            // SAFETY: one structure, ours.
            let ready = unsafe { libc::poll(&raw mut wanted, 1, 100) } > 0;
            let accepting = locked(&self.accepting);
            if ready && *accepting {
                if let Ok((mut client, _)) = listener.accept() {
                    let _ = client.write_all(b"!");
                }
            } else if ready {
                drop(accepting);
                thread::sleep(Duration::from_millis(1));
            }
        }
    }

    fn run(&self, hook: Hook, more: Value) -> Result<HookStep, Error> {
        let steps = match hook {
            Hook::Drain => &self.hooks.drain,
            Hook::Seal => &self.hooks.seal,
            Hook::Resume => &self.hooks.resume,
        };
        let (step, number) = {
            let mut script = locked(&self.script);
            let called = script.called[hook as usize];
            script.called[hook as usize] += 1;
            script.calls += 1;
            let step = steps.get(called).or(steps.last()).cloned().unwrap_or_default();
            script.blocked = step.block.then_some(hook);
            (step, script.calls - 1)
        };
        let held = lock_table::holder(&self.device, &self.data) == Some(std::process::id() as i32);
        let mut told = json!({ "call": number, "hook": hook, "lock_held": held });
        if let (Value::Object(told), Value::Object(more)) = (&mut told, more) {
            told.extend(more);
        }
        self.teller.tell(told);
        thread::sleep(Duration::from_millis(step.after_ms));
        let mut script = locked(&self.script);
        while script.blocked == Some(hook) {
            script = self.gate.wait(script).unwrap_or_else(|poison| poison.into_inner());
        }
        drop(script);
        self.teller.tell(json!({ "call": number, "result": if step.fail.is_some() { "failed" } else { "ok" } }));
        match step.fail {
            Some(text) => Err(Error::Io(io::Error::other(text))),
            None => Ok(step),
        }
    }
}

/// The variable that names the point at which a process dies.
pub const CRASH: &str = "HANDOFF_CRASH_AT";

/// The process dies when it next reaches this point. The crate asks for the variable each time.
pub fn crash_at(point: &str) {
    // SAFETY: every reader of variables in this program goes through the standard library, which locks them.
    unsafe { std::env::set_var(CRASH, point) };
}

/// What the crate is given: it wants to own its consumer.
pub struct Daemon(pub Arc<Consumer>);

impl Drainable for Daemon {
    fn drain(&self, deadline: Instant) -> handoff::Result<DrainReport> {
        self.0.stop();
        maybe_crash("o-inside-drain");
        let left = deadline.saturating_duration_since(Instant::now()).as_micros().div_ceil(1000);
        let left = u64::try_from(left).unwrap_or(u64::MAX).min((1 << 53) - 1);
        let step = self.0.run(Hook::Drain, json!({ "deadline_in_ms": left }))?;
        Ok(step.drained.map_or_else(DrainReport::default, |numbers| DrainReport {
            open_conns_remaining: numbers.open_conns_remaining,
            accept_closed: numbers.accept_closed,
        }))
    }

    fn seal(&self) -> handoff::Result<SealReport> {
        maybe_crash("o-inside-seal");
        let step = self.0.run(Hook::Seal, json!({}))?;
        Ok(step.sealed.map_or_else(SealReport::default, |numbers| SealReport {
            last_revision_per_shard: revisions(numbers.last_revision_per_shard),
            data_dir_fingerprint: numbers.data_dir_fingerprint.0,
        }))
    }

    fn resume_after_abort(&self) -> handoff::Result<()> {
        self.0.run(Hook::Resume, json!({}))?;
        Ok(self.0.open()?)
    }

    fn snapshot_state(&self) -> StateSnapshot {
        StateSnapshot::default()
    }
}
