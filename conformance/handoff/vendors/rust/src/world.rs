//! Everything between two resets, and the operations on it.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::clients::Clients;
use crate::control::Control;
use crate::dirs::Dirs;
use crate::failure::Failure;
use crate::meeting::Meeting;
use crate::params::*;
use crate::process::{Ended, Process, wait_for};
use crate::reader::Reader;
use crate::rest::Rest;
use crate::streams::{Streams, unknown};
use crate::{codec, environment, pics};

pub struct World {
    pub root: PathBuf,
    pub dirs: Dirs,
    pub control: Control,
    pub streams: Streams,
    pub meeting: Meeting,
    pub processes: BTreeMap<Name, Process>,
    pub readers: BTreeMap<Name, Reader>,
    /// Which process was told to make a call.
    pub calls: BTreeMap<Name, Name>,
    /// Of a supervisor: its directory, its listeners by port, and whose children the driver plays.
    pub supervisors: BTreeMap<Name, Supervised>,
    pub clients: BTreeMap<Name, Clients>,
    /// Where processes that are not there yet are to die.
    pub crashing: BTreeMap<Name, String>,
    rest: Rest,
    /// Something was done, or time has passed, since they rested.
    moved: bool,
}

pub struct Supervised {
    pub dir: Name,
    pub ports: BTreeMap<u16, Name>,
}

/// Operations that change nothing.
const LOOKS: [&str; 9] = [
    "stream.receive",
    "dir.lock",
    "dir.files",
    "dir.read_journal",
    "control.mode",
    "incumbent.hooks",
    "incumbent.serve",
    "call.result",
    "process.exit",
];

impl World {
    pub fn new() -> Result<World, Failure> {
        let root = make_root()?;
        Ok(World {
            dirs: Dirs::new(&root)?,
            control: Control::default(),
            streams: Streams::default(),
            meeting: Meeting::new(&root)?,
            processes: BTreeMap::new(),
            readers: BTreeMap::new(),
            calls: BTreeMap::new(),
            supervisors: BTreeMap::new(),
            clients: BTreeMap::new(),
            crashing: BTreeMap::new(),
            rest: Rest::default(),
            moved: true,
            root,
        })
    }

    /// None: not brought.
    #[rustfmt::skip]
    pub fn answer(&mut self, op: &str, params: Value) -> Result<Option<Value>, Failure> {
        self.settle(op, &params);
        Ok(Some(match op {
            "hello" if params["protocol"] != "handoff" => return Err(Failure::new("invalid_params", "this adapter speaks handoff")),
            "hello" => pics::pics(),
            "bye" => json!({}),
            "reset" => self.reset(&params)?,
            "codec.encode" => codec::encode(read(params)?)?,
            "codec.decode" => codec::decode(read(params)?)?,
            "codec.negotiate" => codec::negotiate(read(params)?)?,
            "codec.short_name" => codec::name(read(params)?)?,
            "codec.memory" => codec::memory(read(params)?)?,
            "reader.new" => { let p: ReaderNew = read(params)?; let _ = p.negotiated; self.readers.insert(p.reader, Reader::new()); json!({}) }
            "reader.push" => { let p: ReaderPush = read(params)?; self.reader(&p.reader)?.push(&p.hex.0) }
            "reader.timeout" => { let p: ReaderName = read(params)?; self.reader(&p.reader)?.timeout() }
            "reader.eof" => { let p: ReaderName = read(params)?; self.reader(&p.reader)?.end() }
            "journal.encode" => codec::encode_journal(read(params)?)?,
            "journal.decode" => codec::decode_journal(read(params)?, &self.dirs.scratch())?,
            "environment.detect" => environment::ask(read(params)?, &mut self.meeting, &self.root)?,
            "lock.acquire" => self.lock_acquire(read(params)?)?,
            "lock.drop" => { let p: LockName = read(params)?; self.process(&p.lock)?.ask(json!({ "do": "drop" }))? }
            "lock.race" => { let p: LockRace = read(params)?; let data = self.dirs.dir(&p.dir)?.data; environment::race(&mut self.meeting, &data, p.rounds)? }
            "lock.kill" => { let p: LockName = read(params)?; self.process(&p.lock)?.end(); json!({}) }
            "dir.lock" => { let p: Dir = read(params)?; self.dirs.lock(&p.dir)? }
            "dir.files" => { let p: Dir = read(params)?; self.dirs.files(&p.dir)? }
            "dir.paths" => { let p: Dir = read(params)?; self.dirs.paths(&p.dir)? }
            "dir.hold" => self.dirs.hold(read(params)?)?,
            "dir.release" => self.dirs.release(read(params)?)?,
            "dir.write_pidfile" => self.dirs.write_pidfile(read(params)?)?,
            "dir.read_journal" => { let p: Dir = read(params)?; self.dirs.read_journal(&p.dir)? }
            "dir.write_journal" => self.dirs.write_journal(read(params)?)?,
            "control.connect" => self.connect(read(params)?)?,
            "control.listen" => { let p: Dir = read(params)?; let path = self.dirs.dir(&p.dir)?.control; self.control.listen(&path)? }
            "control.accept" => self.accept(read(params)?)?,
            "control.unlisten" => { let p: Dir = read(params)?; let path = self.dirs.dir(&p.dir)?.control; self.control.unlisten(&path) }
            "control.mode" => { let p: Dir = read(params)?; let path = self.dirs.dir(&p.dir)?.control; self.control.mode(&path) }
            "control.watch" => { let p: Watch = read(params)?; let path = self.dirs.dir(&p.dir)?.control; self.control.watch(path, p.watch) }
            "control.watched" => self.control.watched(read(params)?)?,
            "stream.send" => self.streams.send(read(params)?)?,
            "stream.receive" => self.receive(read(params)?)?,
            "stream.close" => self.streams.close(read(params)?)?,
            "process.exit" => self.exit(read(params)?)?,
            "process.kill" => self.signal(read(params)?, libc::SIGKILL)?,
            "process.stop" => self.signal(read(params)?, libc::SIGSTOP)?,
            "process.continue" => self.signal(read(params)?, libc::SIGCONT)?,
            "process.crash_at" => self.crash_at(read(params)?)?,
            "process.descriptors" => { let p: ProcessName = read(params)?; json!({ "count": self.process(&p.process)?.descriptors().len() }) }
            "process.limit_descriptors" => { let p: LimitDescriptors = read(params)?; self.process(&p.process)?.limit_descriptors(p.limited); json!({}) }
            "incumbent.start" => self.incumbent_start(read(params)?)?,
            "incumbent.release" => { let p: IncumbentRelease = read(params)?; self.process(&p.incumbent)?.ask(json!({ "do": "release", "hook": p.hook }))? }
            "incumbent.hooks" => { let p: IncumbentName = read(params)?; self.process(&p.incumbent)?.hooks() }
            "incumbent.serve" => { let p: IncumbentName = read(params)?; self.process(&p.incumbent)?.serve() }
            "client.write" => { let p: WriteKey = read(params)?; self.client(&p.process, json!({ "do": "write", "key": p.key, "value": p.value }), json!({ "acknowledged": false }))? }
            "client.read" => { let p: ReadKey = read(params)?; self.client(&p.process, json!({ "do": "read", "key": p.key }), json!({ "found": false }))? }
            "client.start" => self.client_start(read(params)?)?,
            "client.stop" => { let p: ClientStop = read(params)?; self.clients.remove(&p.clients).ok_or_else(|| unknown(&p.clients))?.stop() }
            "successor.start" => self.successor_start(read(params)?)?,
            "successor.handshake" => { let p: Handshake = read(params)?; self.call(&p.successor, p.call, json!({ "do": "handshake", "build_id": p.build_id }))? }
            "successor.wait_for_begin" => { let p: WaitForBegin = read(params)?; self.call(&p.successor, p.call, json!({ "do": "wait_for_begin" }))? }
            "successor.take" => { let p: Take = read(params)?; self.process(&p.successor)?.ask(json!({ "do": "take", "listener": p.listener }))? }
            "successor.acquire" => { let p: SuccessorName = read(params)?; self.step(&p.successor, json!({ "do": "acquire" }))? }
            "successor.heartbeats" if !pics::has("successor_heartbeats") => return Ok(None),
            "successor.heartbeats" => { let p: Heartbeats = read(params)?; self.process(&p.successor)?.ask(json!({ "do": "heartbeats", "on": p.on }))? }
            "successor.announce" => { let p: Announce = read(params)?; self.step(&p.successor, json!({ "do": "announce", "snapshot": p.snapshot, "bind": p.bind }))? }
            "supervisor.start" => self.supervisor_start(read(params)?)?,
            "supervisor.perform" => self.perform(read(params)?)?,
            "supervisor.child" => self.child(read(params)?)?,
            "supervisor.resume" => { let p: Resume = read(params)?; self.call(&p.supervisor, p.call, json!({ "do": "resume" }))? }
            "supervisor.fail_journal" => { let p: FailJournal = read(params)?; self.process(&p.supervisor)?.ask(json!({ "do": "fail_journal", "write": p.write }))? }
            "call.result" => self.call_result(read(params)?)?,
            "clock.advance" | "clock.now" | "trace.read" | "incumbent.state" | "dir.lose_unsynced" => return Ok(None),
            _ => return Err(Failure::new("unsupported_op", format!("spec/handoff/adapter.schema.json has no {op}"))),
        }))
    }

    /// Nothing that is done or seen falls into the middle of what was done before.
    fn settle(&mut self, op: &str, params: &Value) {
        let inside = matches!(op.split('.').next(), Some("codec" | "reader" | "journal" | "hello" | "bye" | "reset"));
        if inside {
            return;
        }
        // Where clients come and go all the time there is no rest.
        let restless = !self.clients.is_empty() || self.control.is_watched();
        if self.moved && !self.processes.is_empty() && !restless {
            self.rest.wait();
        }
        self.moved = params["max_ms"].as_u64().unwrap_or(0) > 0 || !LOOKS.contains(&op);
    }

    /// What has come is a whole: a frame is written in parts.
    fn receive(&mut self, params: Receive) -> Result<Value, Failure> {
        if self.streams.hears(&params.stream, params.max_ms)? {
            self.rest.wait();
        }
        self.streams.receive(Receive { max_ms: 0, ..params })
    }

    fn reset(&mut self, params: &Value) -> Result<Value, Failure> {
        let stated = &pics::pics()["profile"];
        let other = params
            .as_object()
            .and_then(|params| params.iter().find(|(name, value)| *name != "profile" || *value != stated));
        if let Some((name, _)) = other {
            return Err(Failure::new(
                "invalid_params",
                format!("{name}: the crate takes no configuration; see the capabilities stated"),
            ));
        }
        *self = World::new()?;
        Ok(json!({}))
    }

    fn reader(&self, name: &Name) -> Result<&Reader, Failure> {
        self.readers.get(name).ok_or_else(|| unknown(name))
    }

    /// A process that was started, or that came by itself meanwhile.
    pub fn process(&mut self, name: &Name) -> Result<&mut Process, Failure> {
        if !self.processes.contains_key(name)
            && let Some(process) = self.meeting.meet(|guest| guest.name.as_deref() == Some(&name.0))?
        {
            self.processes.insert(name.clone(), process);
        }
        self.processes.get_mut(name).ok_or_else(|| unknown(name))
    }

    pub fn call(&mut self, process: &Name, call: Name, mut command: Value) -> Result<Value, Failure> {
        command["call"] = call.0.clone().into();
        self.process(process)?.ask(command)?;
        self.calls.insert(call, process.clone());
        Ok(json!({}))
    }

    /// A step of a successor: where it fails, the process ends, unless it was not its turn.
    fn step(&mut self, name: &Name, command: Value) -> Result<Value, Failure> {
        let process = self.process(name)?;
        let outcome = process.ask(command);
        if let Err(failure) = &outcome
            && failure.code() != "out_of_order"
        {
            let _ = process.ask(json!({ "do": "fail" }));
        }
        outcome
    }

    fn call_result(&mut self, params: CallResult) -> Result<Value, Failure> {
        let name = self.calls.get(&params.call).cloned().ok_or_else(|| unknown(&params.call))?;
        let process = self.process(&name)?;
        Ok(match wait_for(params.max_ms, || process.ended(&params.call.0)) {
            None => json!({ "state": "pending" }),
            Some(Ended::Done(told)) => {
                let mut done = json!({ "state": "done" });
                if let (Value::Object(done), Value::Object(told)) = (&mut done, told) {
                    done.extend(told);
                }
                done
            }
            Some(Ended::Failed(error)) => {
                json!({ "state": "failed", "error": error["code"], "message": error["message"] })
            }
        })
    }

    fn lock_acquire(&mut self, params: LockAcquire) -> Result<Value, Failure> {
        let data = self.dirs.dir(&params.dir)?.data;
        let mut process = self.meeting.start("lock", &Environment::new(), |_| {})?;
        let told = process.ask(json!({ "do": "acquire", "data": data, "break_stale": params.break_stale }));
        if told.is_err() {
            process.end();
        } else {
            self.processes.insert(params.lock, process);
        }
        told
    }

    fn connect(&mut self, params: Connect) -> Result<Value, Failure> {
        if params.uid.is_some() && !pics::has("other_user") {
            return Err(Failure::new("invalid_params", "no capability other_user"));
        }
        let path = self.dirs.dir(&params.dir)?.control;
        match self.control.connect(&path, params.uid)? {
            Ok(stream) => {
                self.streams.hold(params.stream, stream)?;
                Ok(json!({ "connected": true }))
            }
            Err(refused) => Ok(refused),
        }
    }

    fn accept(&mut self, params: Accept) -> Result<Value, Failure> {
        let path = self.dirs.dir(&params.dir)?.control;
        let accepted = self.control.accept(&path, params.max_ms);
        let told = json!({ "accepted": accepted.is_some() });
        if let Some(stream) = accepted {
            self.streams.hold(params.stream, stream)?;
        }
        Ok(told)
    }

    fn exit(&mut self, params: ProcessExit) -> Result<Value, Failure> {
        let process = self.process(&params.process)?;
        Ok(match wait_for(params.max_ms, || process.exit()) {
            None => json!({ "exited": false }),
            Some(None) => json!({ "exited": true }),
            Some(Some(code)) => json!({ "exited": true, "code": code }),
        })
    }

    /// One that is still to come is told when it is spawned.
    fn crash_at(&mut self, params: CrashAt) -> Result<Value, Failure> {
        let CrashAt { process, point } = params;
        match self.process(&process) {
            Ok(there) => there.ask(json!({ "do": "crash_at", "point": point })),
            Err(_) => {
                self.crashing.insert(process, point);
                Ok(json!({}))
            }
        }
    }

    fn signal(&mut self, params: ProcessName, number: i32) -> Result<Value, Failure> {
        self.process(&params.process)?.signal(number);
        Ok(json!({}))
    }

    fn client(&mut self, name: &Name, command: Value, of_the_dead: Value) -> Result<Value, Failure> {
        let process = self.process(name)?;
        if process.exit().is_some() { Ok(of_the_dead) } else { process.ask(command) }
    }

    /// As a supervisor of the crate would, with what the driver wants otherwise.
    fn client_start(&mut self, params: ClientStart) -> Result<Value, Failure> {
        let supervised = self.supervisors.get(&params.supervisor).ok_or_else(|| unknown(&params.supervisor))?;
        let port = supervised.ports.iter().find(|(_, name)| **name == params.listener).map(|(port, _)| *port);
        let port = port.ok_or_else(|| unknown(&params.listener))?;
        self.clients.insert(params.clients, Clients::start(port, params.interval_ms));
        Ok(json!({}))
    }
}

impl Drop for World {
    fn drop(&mut self) {
        for process in self.processes.values_mut() {
            process.end();
        }
        self.meeting.end();
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

/// A directory of this run alone, with a short name: a socket's path has 107 bytes.
fn make_root() -> io::Result<PathBuf> {
    let mut template = std::env::temp_dir().join("handoff-XXXXXX").into_os_string().into_encoded_bytes();
    template.push(0);
    // SAFETY: a text that ends in NUL, and is changed in place.
    let made = unsafe { libc::mkdtemp(template.as_mut_ptr().cast()) };
    if made.is_null() {
        return Err(io::Error::last_os_error());
    }
    template.pop();
    Ok(PathBuf::from(std::ffi::OsString::from(String::from_utf8_lossy(&template).into_owned())))
}
