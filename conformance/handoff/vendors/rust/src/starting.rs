//! Operations that start processes.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;

use handoff::arrange_inherited_fds_on_spawn;
use serde_json::{Value, json};

use crate::channel::NAME;
use crate::consumer::CRASH;
use crate::failure::Failure;
use crate::params::*;
use crate::process::wait_for;
use crate::streams::unknown;
use crate::successor::SETTING;
use crate::world::{Supervised, World};

impl World {
    pub fn incumbent_start(&mut self, params: IncumbentStart) -> Result<Value, Failure> {
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

    pub fn successor_start(&mut self, params: SuccessorStart) -> Result<Value, Failure> {
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

    pub fn setting(&mut self, dir: &Name, hooks: &Hooks, script: Option<Script>) -> Result<String, Failure> {
        let dir = self.dirs.dir(dir)?;
        let setting = json!({ "data": dir.data, "control": dir.control, "device": self.dirs.device, "hooks": hooks, "script": script });
        Ok(setting.to_string())
    }

    pub fn supervisor_start(&mut self, params: SupervisorStart) -> Result<Value, Failure> {
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

    pub fn perform(&mut self, params: Perform) -> Result<Value, Failure> {
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
                if let Some(point) = self.crashing.remove(&name) {
                    environment.push((CRASH.into(), point));
                }
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

    pub fn child(&mut self, params: ChildOf) -> Result<Value, Failure> {
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
}
