//! The adapter: requests on standard input, one JSON object a line, replies in order on standard output.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

use handoff::arrange_inherited_fds_on_spawn;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::channel::NAME;
use crate::clients::Clients;
use crate::control::Control;
use crate::dirs::Dirs;
use crate::failure::Failure;
use crate::params::*;
use crate::pics;
use crate::process::{Ended, Meeting, Process, wait_for};
use crate::reader::Reader;
use crate::streams::{Streams, unknown};
use crate::successor::SETTING;
use crate::{codec, environment};

/// The longest line in bytes, without its LF.
const LIMIT: usize = 16 << 20;

/// Everything between two resets.
struct World {
    root: PathBuf,
    dirs: Dirs,
    control: Control,
    streams: Streams,
    meeting: Meeting,
    processes: BTreeMap<Name, Process>,
    readers: BTreeMap<Name, Reader>,
    /// Which process was told to make a call.
    calls: BTreeMap<Name, Name>,
    /// Of a supervisor: its directory, its listeners by port, and whose children the driver plays.
    supervisors: BTreeMap<Name, Supervised>,
    clients: BTreeMap<Name, Clients>,
}

struct Supervised {
    dir: Name,
    ports: BTreeMap<u16, Name>,
}

pub fn main() {
    let mut world = new_world();
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    loop {
        let line = match next_line(&mut input) {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(error) => {
                eprintln!("standard input: {error}");
                break;
            }
        };
        let (reply, over) = reply(&mut world, line.as_deref());
        if writeln!(output, "{reply}").and_then(|()| output.flush()).is_err() || over {
            break;
        }
    }
}

fn new_world() -> World {
    World::new().unwrap_or_else(|failure| {
        eprintln!("the adapter cannot work here: {}", failure.0);
        std::process::exit(70)
    })
}

/// A line without its LF; `Some(None)` is one that is too long. What has no LF at the end is nobody's line.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Option<Vec<u8>>>> {
    let mut line = Vec::new();
    let mut too_long = false;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(buffer.len(), |end| end + 1);
        if !too_long {
            line.extend(&buffer[..end.unwrap_or(taken)]);
        }
        input.consume(taken);
        too_long |= line.len() > LIMIT;
        if too_long {
            line = Vec::new();
        }
        if end.is_some() {
            return Ok(Some((!too_long).then_some(line)));
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    id: u64,
    op: String,
    #[serde(default)]
    params: Map<String, Value>,
}

fn reply(world: &mut World, line: Option<&[u8]>) -> (Value, bool) {
    let Some(line) = line else { return (json!({ "id": null, "error": { "code": "too_large" } }), false) };
    let malformed = || (json!({ "id": null, "error": { "code": "malformed" } }), false);
    let Ok(strict) = serde_json::from_slice::<Strict>(line) else { return malformed() };
    let Some(id) = strict.0["id"].as_u64().filter(|id| (1..1 << 53).contains(id)) else { return malformed() };
    let request: Request = match serde_json::from_value(strict.0) {
        Ok(request) => request,
        Err(why) => {
            return (
                json!({ "id": id, "error": { "code": "invalid_params", "message": format!("{why}; see spec/adapter.schema.json") } }),
                false,
            );
        }
    };
    let over = request.op == "bye";
    let reply = match world.answer(&request.op, Value::Object(request.params)) {
        Ok(Some(result)) => json!({ "id": request.id, "ok": result }),
        Ok(None) => {
            json!({ "id": request.id, "unsupported": format!("beyond-handoff {} has nothing for {}", pics::VERSION, request.op) })
        }
        Err(failure) => json!({ "id": request.id, "error": failure.0 }),
    };
    (reply, over)
}

/// JSON in which no object names a member twice.
struct Strict(Value);

impl<'a> Deserialize<'a> for Strict {
    fn deserialize<D: serde::Deserializer<'a>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(StrictVisitor).map(Strict)
    }
}

struct StrictVisitor;

impl<'a> serde::de::Visitor<'a> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: serde::de::SeqAccess<'a>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: serde::de::MapAccess<'a>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some((name, Strict(value))) = object.next_entry::<String, Strict>()? {
            if members.insert(name, value).is_some() {
                return Err(serde::de::Error::custom("a member twice"));
            }
        }
        Ok(members.into())
    }
}

impl World {
    fn new() -> Result<World, Failure> {
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
            root,
        })
    }

    /// None: not brought.
    #[rustfmt::skip]
    fn answer(&mut self, op: &str, params: Value) -> Result<Option<Value>, Failure> {
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
            "stream.receive" => self.streams.receive(read(params)?)?,
            "stream.close" => self.streams.close(read(params)?)?,
            "process.exit" => self.exit(read(params)?)?,
            "process.kill" => self.signal(read(params)?, libc::SIGKILL)?,
            "process.stop" => self.signal(read(params)?, libc::SIGSTOP)?,
            "process.continue" => self.signal(read(params)?, libc::SIGCONT)?,
            "process.crash_at" => { let p: CrashAt = read(params)?; self.process(&p.process)?.ask(json!({ "do": "crash_at", "point": p.point }))? }
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
    fn process(&mut self, name: &Name) -> Result<&mut Process, Failure> {
        if !self.processes.contains_key(name)
            && let Some(process) = self.meeting.meet(|guest| guest.name.as_deref() == Some(&name.0))?
        {
            self.processes.insert(name.clone(), process);
        }
        self.processes.get_mut(name).ok_or_else(|| unknown(name))
    }

    fn call(&mut self, process: &Name, call: Name, mut command: Value) -> Result<Value, Failure> {
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

    fn signal(&mut self, params: ProcessName, number: i32) -> Result<Value, Failure> {
        self.process(&params.process)?.signal(number);
        Ok(json!({}))
    }

    fn client(&mut self, name: &Name, command: Value, of_the_dead: Value) -> Result<Value, Failure> {
        let process = self.process(name)?;
        if process.exit().is_some() { Ok(of_the_dead) } else { process.ask(command) }
    }

    fn incumbent_start(&mut self, params: IncumbentStart) -> Result<Value, Failure> {
        let dir = self.dirs.dir(&params.dir)?;
        let mut process = self.meeting.start("incumbent", &Environment::new(), |_| {})?;
        let start = json!({
            "data": dir.data, "control": dir.control, "device": self.dirs.device, "build_id": params.build_id, "hooks": params.hooks,
        });
        if let Err(failure) = process.ask(start) {
            process.end();
            return Err(failure);
        }
        let pid = process.pid;
        self.processes.insert(params.incumbent, process);
        Ok(json!({ "pid": pid }))
    }

    /// As a supervisor of the crate would, with what the driver wants otherwise.
    fn successor_start(&mut self, params: SuccessorStart) -> Result<Value, Failure> {
        let setting = self.setting(&params.dir, &params.hooks, None)?;
        let (ours, theirs) = UnixStream::pair()?;
        let opened = params
            .listeners
            .iter()
            .map(|_| std::net::TcpListener::bind(("127.0.0.1", 0)))
            .collect::<io::Result<Vec<_>>>()?;
        let names: Vec<&str> = params.listeners.iter().map(|name| name.0.as_str()).collect();
        let mut sources: Vec<OwnedFd> = opened.into_iter().map(OwnedFd::from).collect();
        sources.push(theirs.into());
        let mut environment = Environment::from([
            ("HANDOFF_ROLE".to_owned(), "successor".to_owned()),
            ("HANDOFF_SOCK_FD".to_owned(), (3 + names.len()).to_string()),
            ("LISTEN_FDS".to_owned(), names.len().to_string()),
            ("LISTEN_FDNAMES".to_owned(), names.join(":")),
        ]);
        environment.extend(params.environment);
        environment.insert(SETTING.into(), setting);
        let numbers = sources.iter().map(std::os::fd::AsRawFd::as_raw_fd).collect();
        let process = self
            .meeting
            .start("successor", &environment, |command| arrange_inherited_fds_on_spawn(command, numbers))?;
        let pid = process.pid;
        self.streams.hold(params.stream, ours)?;
        self.processes.insert(params.successor, process);
        Ok(json!({ "pid": pid }))
    }

    fn setting(&mut self, dir: &Name, hooks: &Hooks, script: Option<Script>) -> Result<String, Failure> {
        let dir = self.dirs.dir(dir)?;
        let setting = json!({ "data": dir.data, "control": dir.control, "device": self.dirs.device, "hooks": hooks, "script": script });
        Ok(setting.to_string())
    }

    fn supervisor_start(&mut self, params: SupervisorStart) -> Result<Value, Failure> {
        let dir = self.dirs.dir(&params.dir)?;
        let mut process = self.meeting.start("supervisor", &params.environment, |_| {})?;
        let journal = params.journal.then_some(dir.journal);
        let start = json!({ "control": dir.control, "journal": journal, "listeners": params.listeners, "descriptors": params.descriptors });
        let told = match process.ask(start) {
            Ok(told) => told,
            Err(failure) => {
                process.end();
                return Err(failure);
            }
        };
        let ports = told["ports"].as_array().cloned().unwrap_or_default();
        let ports = ports.iter().filter_map(|port| u16::try_from(port.as_u64()?).ok()).zip(params.listeners).collect();
        let pid = process.pid;
        self.supervisors.insert(params.supervisor.clone(), Supervised { dir: params.dir, ports });
        self.processes.insert(params.supervisor, process);
        Ok(json!({ "pid": pid }))
    }

    fn perform(&mut self, params: Perform) -> Result<Value, Failure> {
        let dir = self.supervisors.get(&params.supervisor).ok_or_else(|| unknown(&params.supervisor))?.dir.clone();
        let mut environment: Vec<(String, String)> = params.environment.into_iter().collect();
        environment.extend(self.meeting.variables());
        let mut binary = std::env::current_exe()?;
        let part = match params.child {
            Child::Relay => {
                environment.push((NAME.into(), format!("child of {}", params.supervisor.0)));
                "relay"
            }
            Child::Successor => {
                let name = params
                    .process
                    .ok_or_else(|| Failure::new("invalid_params", "the successor needs a name: process"))?;
                environment.push((NAME.into(), name.0));
                environment.push((SETTING.into(), self.setting(&dir, &Hooks::default(), Some(params.script))?));
                "successor"
            }
            Child::Missing => {
                binary = self.root.join("missing");
                "relay"
            }
        };
        let command = json!({
            "do": "perform", "deadline_ms": params.deadline_ms.0, "grace_ms": params.grace_ms.0, "binary": binary, "part": part,
            "environment": environment,
        });
        self.call(&params.supervisor, params.call, command)
    }

    fn child(&mut self, params: ChildOf) -> Result<Value, Failure> {
        let ports = self.supervisors.get(&params.supervisor).ok_or_else(|| unknown(&params.supervisor))?.ports.clone();
        let name = format!("child of {}", params.supervisor.0);
        let meeting = &mut self.meeting;
        let met = wait_for(params.max_ms, || meeting.meet(|guest| guest.name.as_deref() == Some(&name)).transpose())
            .transpose()?;
        let Some(process) = met else { return Ok(json!({ "spawned": false })) };
        let mut told = process.more["relay"].clone();
        for descriptor in told["descriptors"].as_array_mut().into_iter().flatten() {
            let port = descriptor
                .as_object_mut()
                .and_then(|descriptor| descriptor.remove("port"))
                .and_then(|port| port.as_u64());
            if let Some(listener) = port.and_then(|port| ports.get(&u16::try_from(port).ok()?)) {
                descriptor["listener"] = listener.0.clone().into();
            }
        }
        told["spawned"] = true.into();
        told["pid"] = process.pid.into();
        let meeting = &mut self.meeting;
        let patience =
            if told["descriptors"].as_array().is_some_and(|all| all.iter().any(|one| one["kind"] == "unix_stream")) {
                60_000
            } else {
                0
            };
        let stream = wait_for(patience, || {
            let _ = meeting.meet(|_| false);
            meeting.stream_of(process.pid)
        });
        if let Some(stream) = stream {
            self.streams.hold(params.stream, stream)?;
        }
        self.processes.insert(params.process, process);
        Ok(told)
    }

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
