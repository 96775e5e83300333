//! The process of a successor: its steps are called for by the adapter, or follow a script.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, mpsc};
use std::thread;
use std::time::Duration;

use handoff::crash::maybe_crash;
use handoff::{
    BegunSuccessor, DataDirLock, HandshookSuccessor, Incumbent, ReadinessSnapshot, Role, Successor, detect_role,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::channel::{Channel, Teller, hopeless, variable};
use crate::consumer::{CRASH, Consumer};
use crate::failure::Failure;
use crate::incumbent;
use crate::message::revisions;
use crate::params::{Hex, Hooks, Script, Snapshot};

/// What it is told by a variable: where it works, and what it does by itself.
pub const SETTING: &str = "SHIM_SETTING";

#[derive(Deserialize)]
struct Setting {
    data: PathBuf,
    control: PathBuf,
    device: String,
    hooks: Hooks,
    script: Option<Script>,
}

enum State {
    Found(Result<Role, Failure>),
    Shaken(HandshookSuccessor),
    Begun(Begun),
    Busy,
}

struct Begun {
    #[cfg(feature = "heartbeats")]
    heartbeats: Option<handoff::HeartbeatGuard<'static>>,
    successor: Box<BegunSuccessor>,
    lock: Option<DataDirLock>,
}

impl Begun {
    fn new(successor: BegunSuccessor) -> Begun {
        Begun {
            #[cfg(feature = "heartbeats")]
            heartbeats: None,
            successor: Box::new(successor),
            lock: None,
        }
    }

    #[cfg(feature = "heartbeats")]
    fn beat(&mut self, on: bool) {
        self.heartbeats = None;
        if on {
            let guard = self.successor.start_heartbeats();
            // SAFETY: the guard holds a stream of its own and borrows the successor in its type alone, so that Ready cannot be
            // sent beside it. `announce` drops it first, and the successor lives in a box until then.
            self.heartbeats = Some(unsafe {
                std::mem::transmute::<handoff::HeartbeatGuard<'_>, handoff::HeartbeatGuard<'static>>(guard)
            });
        }
    }

    #[cfg(not(feature = "heartbeats"))]
    fn beat(&mut self, _on: bool) {}
}

#[derive(Clone)]
struct Process {
    setting: Arc<Setting>,
    state: Arc<Mutex<State>>,
    consumer: Arc<Consumer>,
    teller: Teller,
    serve: mpsc::Sender<Incumbent>,
    build_id: Arc<Mutex<Vec<u8>>>,
}

fn not_now(what: &str) -> Failure {
    Failure::new("out_of_order", format!("not now: {what}"))
}

pub fn main() {
    let role = detect_role().map_err(Failure::from);
    let setting: Setting = variable(SETTING)
        .and_then(|text| serde_json::from_str(&text).map_err(std::io::Error::other))
        .unwrap_or_else(|error| hopeless(error));
    let channel = Channel::open(Value::Null).unwrap_or_else(|error| hopeless(error));
    let teller = channel.teller.clone();
    let consumer = Consumer::new(&setting.data, setting.device.clone(), setting.hooks.clone(), teller.clone());
    let (serve, served) = mpsc::channel::<Incumbent>();
    let (daemon, server) = (Arc::clone(&consumer), teller.clone());
    thread::spawn(move || {
        if let Ok(incumbent) = served.recv() {
            incumbent::serve(incumbent, &daemon, &server);
        }
    });
    let process = Process {
        setting: Arc::new(setting),
        state: Arc::new(Mutex::new(State::Found(role))),
        consumer,
        teller,
        serve,
        build_id: Arc::default(),
    };
    if let Some(script) = process.setting.script.clone() {
        let process = process.clone();
        thread::spawn(move || process.follow(&script));
    }
    channel.serve(|command| process.answer(command))
}

impl Process {
    fn answer(&self, command: &Value) -> Result<Value, Failure> {
        let call = || command["call"].as_str().unwrap_or_default().to_owned();
        match command["do"].as_str().unwrap_or_default() {
            "handshake" => {
                let role = self.turn("handshake", |state| matches!(state, State::Found(_)))?;
                let State::Found(role) = role else { return Err(not_now("handshake")) };
                let build_id: Hex = serde_json::from_value(command["build_id"].clone()).unwrap_or_default();
                let (process, call) = (self.clone(), call());
                thread::spawn(move || process.ends(&call, process.shake(role, build_id.0)));
                Ok(json!({}))
            }
            "wait_for_begin" => {
                let State::Shaken(shaken) = self.turn("wait_for_begin", |state| matches!(state, State::Shaken(_)))?
                else {
                    return Err(not_now("wait_for_begin"));
                };
                let (process, call) = (self.clone(), call());
                thread::spawn(move || process.ends(&call, process.wait(shaken)));
                Ok(json!({}))
            }
            "take" => {
                let name = command["listener"].as_str().unwrap_or_default();
                self.with_begun("take", |begun| Ok(json!({ "taken": self.take(begun, name) })))
            }
            "acquire" => self.with_begun("acquire", |begun| self.acquire(begun)),
            "heartbeats" => self.with_begun("heartbeats", |begun| {
                begun.beat(command["on"] == true);
                Ok(json!({}))
            }),
            "announce" => {
                let State::Begun(begun) =
                    self.turn("announce", |state| matches!(state, State::Begun(begun) if begun.lock.is_some()))?
                else {
                    return Err(not_now("announce"));
                };
                let snapshot: Snapshot = serde_json::from_value(command["snapshot"].clone())
                    .map_err(|why| Failure::new("invalid_params", why))?;
                self.announce(begun, snapshot, command["bind"] == true)
            }
            // The step before has failed, and its answer is out.
            "fail" => self.teller.end(1),
            _ => self.consumer.answer(command),
        }
    }

    /// Does by itself what a script says. Whatever fails ends the process.
    fn follow(&self, script: &Script) {
        let State::Found(role) = self.taken() else { return };
        let outcome = self.shake(role, Vec::new()).and_then(|_| match self.taken() {
            State::Shaken(shaken) => self.wait(shaken),
            _ => Err(not_now("wait_for_begin")),
        });
        let ready = outcome.and_then(|_| {
            let State::Begun(mut begun) = self.taken() else { return Err(not_now("acquire")) };
            begun.beat(script.heartbeats);
            thread::sleep(Duration::from_millis(script.acquire_after_ms));
            self.acquire(&mut begun)?;
            self.consumer.open()?;
            for name in &script.listeners {
                if !self.take(&mut begun, &name.0) {
                    eprintln!("no listener {}", name.0);
                }
            }
            if let Some(key) = &script.write {
                self.consumer.write(key, key);
            }
            thread::sleep(Duration::from_millis(script.ready_after_ms));
            let empty =
                Snapshot { listening_on: Vec::new(), healthz_ok: true, advertised_revision_per_shard: Vec::new() };
            self.announce(begun, script.snapshot.clone().unwrap_or(empty), true)
        });
        if let Err(failure) = ready {
            eprintln!("the successor ended: {}", failure.0);
            self.teller.exit(1);
        }
    }

    fn shake(&self, role: Result<Role, Failure>, build_id: Vec<u8>) -> Result<Value, Failure> {
        maybe_crash("n-before-handshake");
        let successor: Successor = match role? {
            Role::Successor(successor) => successor,
            Role::ColdStart { .. } => return Err(Failure::new("out_of_order", "the environment says cold start")),
        };
        if let Ok(mut known) = self.build_id.lock() {
            known.clone_from(&build_id);
        }
        let shaken = successor.handshake(build_id)?;
        maybe_crash("n-after-handshake");
        let id = shaken.handoff_id().to_string();
        *self.state() = State::Shaken(shaken);
        Ok(json!({ "handoff_id": id }))
    }

    fn wait(&self, shaken: HandshookSuccessor) -> Result<Value, Failure> {
        let begun = shaken.wait_for_begin()?;
        maybe_crash("n-after-begin");
        let id = begun.handoff_id().to_string();
        *self.state() = State::Begun(Begun::new(begun));
        Ok(json!({ "handoff_id": id }))
    }

    fn take(&self, begun: &mut Begun, name: &str) -> bool {
        if let Some(listener) = begun.successor.take_listener(name) {
            self.consumer.adopt(listener);
            return true;
        }
        #[cfg(feature = "hardened")]
        if let Some(listener) = begun.successor.take_unix_listener(name) {
            std::mem::forget(listener); // kept open, as one that is served
            return true;
        }
        false
    }

    /// Where the lock is held, the process ends behind its answer.
    fn acquire(&self, begun: &mut Begun) -> Result<Value, Failure> {
        if begun.lock.is_some() {
            return Err(not_now("acquire"));
        }
        begun.lock = Some(DataDirLock::acquire(&self.setting.data)?);
        Ok(json!({}))
    }

    fn announce(&self, mut begun: Begun, snapshot: Snapshot, bind: bool) -> Result<Value, Failure> {
        maybe_crash("n-before-announce-ready");
        begun.beat(false);
        let Some(lock) = begun.lock.take() else { return Err(not_now("announce")) };
        self.consumer.open()?;
        let ready = ReadinessSnapshot {
            listening_on: snapshot.listening_on,
            healthz_ok: snapshot.healthz_ok,
            advertised_revision_per_shard: revisions(snapshot.advertised_revision_per_shard),
        };
        let dies = std::env::var(CRASH).is_ok_and(|point| point == "n-after-ready-sent");
        if dies || !bind {
            begun.successor.announce_ready(ready)?;
            maybe_crash("n-after-ready-sent");
            std::mem::forget(lock);
        } else {
            let incumbent = begun.successor.announce_and_bind(ready, &self.setting.control, lock)?;
            let build_id = self.build_id.lock().map(|id| id.clone()).unwrap_or_default();
            let _ = self.serve.send(incumbent.with_build_id(build_id));
        }
        Ok(json!({}))
    }

    fn taken(&self) -> State {
        std::mem::replace(&mut *self.state(), State::Busy)
    }

    /// The state is taken out for a step whose turn it is, and stays busy.
    fn turn(&self, what: &str, right: impl Fn(&State) -> bool) -> Result<State, Failure> {
        let mut state = self.state();
        if right(&state) { Ok(std::mem::replace(&mut *state, State::Busy)) } else { Err(not_now(what)) }
    }

    fn with_begun(
        &self,
        what: &str,
        step: impl FnOnce(&mut Begun) -> Result<Value, Failure>,
    ) -> Result<Value, Failure> {
        match &mut *self.state() {
            State::Begun(begun) => step(begun),
            _ => Err(not_now(what)),
        }
    }

    /// Tells how a call ended. A failure ends the process.
    fn ends(&self, call: &str, outcome: Result<Value, Failure>) {
        match outcome {
            Ok(result) => self.teller.tell(json!({ "ended": call, "ok": result })),
            Err(failure) => {
                self.teller.tell(json!({ "ended": call, "error": failure.0 }));
                self.teller.exit(1);
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poison| poison.into_inner())
    }
}
