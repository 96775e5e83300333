//! Parameters of the operations, as spec/handoff/adapter.schema.json has them.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::Failure;
use crate::message::Fingerprint;

/// Reads the parameters of one operation. What is not of its shape is refused with invalid_params.
pub fn read<T: DeserializeOwned>(params: Value) -> Result<T, Failure> {
    serde_json::from_value(params)
        .map_err(|why| Failure::new("invalid_params", format!("{why}; see spec/handoff/adapter.schema.json")))
}

#[derive(Deserialize, Serialize, Clone, Copy)]
#[serde(try_from = "String", into = "String")]
pub struct U64(pub u64);

impl TryFrom<String> for U64 {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
            .ok()
            .filter(|number: &u64| number.to_string() == text)
            .map(U64)
            .ok_or("a u64 in canonical decimal form")
    }
}

impl From<U64> for String {
    fn from(number: U64) -> String {
        number.0.to_string()
    }
}

#[derive(Deserialize, Serialize, Clone, Default)]
#[serde(try_from = "String", into = "String")]
pub struct Hex(pub Vec<u8>);

impl TryFrom<String> for Hex {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let pair = |pair: &[u8]| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?);
        text.as_bytes().chunks(2).map(pair).collect::<Option<Vec<u8>>>().map(Hex).ok_or("lower-case hex")
    }
}

impl From<Hex> for String {
    fn from(hex: Hex) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        hex.0
            .iter()
            .flat_map(|byte| [DIGITS[usize::from(byte >> 4)] as char, DIGITS[usize::from(byte & 15)] as char])
            .collect()
    }
}

#[derive(Deserialize, Serialize, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String", into = "String")]
pub struct Name(pub String);

impl TryFrom<String> for Name {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let right = |(index, byte)| matches!(byte, b'a'..=b'z') || index > 0 && matches!(byte, b'0'..=b'9' | b'-');
        if (1..=63).contains(&text.len()) && text.bytes().enumerate().all(right) {
            Ok(Name(text))
        } else {
            Err("a name")
        }
    }
}

impl From<Name> for String {
    fn from(name: Name) -> String {
        name.0
    }
}

pub type Environment = BTreeMap<String, String>;

#[derive(Deserialize, Serialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum DescriptorKind {
    TcpListener,
    UnixListener,
    UnixStream,
    TcpStream,
    Datagram,
    File,
    Pipe,
    Closed,
}

#[derive(Deserialize, Serialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Hook {
    Drain,
    Seal,
    Resume,
}

#[derive(Deserialize, Serialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct DrainNumbers {
    pub open_conns_remaining: u32,
    pub accept_closed: bool,
}

#[derive(Deserialize, Serialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct SealNumbers {
    pub last_revision_per_shard: Vec<U64>,
    pub data_dir_fingerprint: Fingerprint,
}

#[derive(Deserialize, Serialize, Clone, Default)]
#[serde(deny_unknown_fields, default)]
pub struct HookStep {
    pub after_ms: u64,
    pub block: bool,
    pub fail: Option<String>,
    pub drained: Option<DrainNumbers>,
    pub sealed: Option<SealNumbers>,
}

#[derive(Deserialize, Serialize, Clone, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Hooks {
    pub drain: Vec<HookStep>,
    pub seal: Vec<HookStep>,
    pub resume: Vec<HookStep>,
}

#[derive(Deserialize, Serialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    pub listening_on: Vec<String>,
    pub healthz_ok: bool,
    pub advertised_revision_per_shard: Vec<U64>,
}

#[derive(Deserialize, Serialize, Clone, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Script {
    pub acquire_after_ms: u64,
    pub ready_after_ms: u64,
    pub heartbeats: bool,
    pub write: Option<String>,
    pub listeners: Vec<Name>,
    pub snapshot: Option<Snapshot>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Child {
    Relay,
    Successor,
    Missing,
}

macro_rules! shapes {
    ($($name:ident { $($(#[$attribute:meta])* $member:ident: $kind:ty,)* })*) => {
        $(#[derive(Deserialize)] #[serde(deny_unknown_fields)] pub struct $name { $($(#[$attribute])* pub $member: $kind,)* })*
    };
}

fn version() -> u16 {
    1
}

fn yes() -> bool {
    true
}

fn often() -> u64 {
    1
}

shapes! {
    Encode { message: Value, #[serde(default = "version")] version: u16, }
    Decode { hex: Hex, #[serde(default = "version")] negotiated: u16, }
    Negotiate { our_min: u16, our_max: u16, their_min: u16, their_max: u16, }
    OneMessage { message: Value, }
    OneHex { hex: Hex, }
    ReaderNew { reader: Name, #[serde(default = "version")] negotiated: u16, }
    ReaderPush { reader: Name, hex: Hex, }
    ReaderName { reader: Name, }
    OneRecord { record: Value, }
    Detect { environment: Environment, descriptors: Vec<DescriptorKind>, }
    LockAcquire { lock: Name, dir: Name, #[serde(default)] break_stale: bool, }
    LockName { lock: Name, }
    LockRace { dir: Name, rounds: u64, }
    Dir { dir: Name, }
    DirHold { dir: Name, lock: Name, }
    DirText { dir: Name, text: String, }
    DirHex { dir: Name, hex: Hex, }
    Connect { dir: Name, stream: Name, uid: Option<u32>, }
    Accept { dir: Name, stream: Name, #[serde(default)] max_ms: u64, }
    Watch { dir: Name, watch: Name, }
    Watched { watch: Name, }
    Send { stream: Name, hex: Hex, }
    Receive { stream: Name, #[serde(default)] max_ms: u64, }
    CloseStream { stream: Name, #[serde(default)] reset: bool, }
    ProcessExit { process: Name, #[serde(default)] max_ms: u64, }
    ProcessName { process: Name, }
    CrashAt { process: Name, point: String, }
    LimitDescriptors { process: Name, limited: bool, }
    IncumbentStart { incumbent: Name, dir: Name, #[serde(default)] build_id: Hex, #[serde(default)] hooks: Hooks, }
    IncumbentRelease { incumbent: Name, hook: Hook, }
    IncumbentName { incumbent: Name, }
    WriteKey { process: Name, key: String, value: String, }
    ReadKey { process: Name, key: String, }
    SuccessorStart {
        successor: Name, dir: Name, stream: Name, #[serde(default)] listeners: Vec<Name>,
        #[serde(default)] environment: Environment, #[serde(rename = "needs")] _needs: Option<Vec<Name>>,
        #[serde(default)] hooks: Hooks,
    }
    Handshake { successor: Name, call: Name, #[serde(default)] build_id: Hex, }
    WaitForBegin { successor: Name, call: Name, }
    Take { successor: Name, listener: String, }
    SuccessorName { successor: Name, }
    Heartbeats { successor: Name, on: bool, }
    Announce { successor: Name, snapshot: Snapshot, #[serde(default = "yes")] bind: bool, }
    SupervisorStart {
        supervisor: Name, dir: Name, #[serde(default)] listeners: Vec<Name>, descriptors: Option<Vec<i32>>,
        #[serde(default)] journal: bool, #[serde(default)] environment: Environment,
    }
    Perform {
        supervisor: Name, call: Name, deadline_ms: U64, grace_ms: U64, child: Child, process: Option<Name>,
        #[serde(default)] script: Script, #[serde(default)] environment: Environment,
    }
    ChildOf { supervisor: Name, stream: Name, process: Name, #[serde(default)] max_ms: u64, }
    Resume { supervisor: Name, call: Name, }
    FailJournal { supervisor: Name, write: u64, }
    CallResult { call: Name, #[serde(default)] max_ms: u64, }
    ClientStart { clients: Name, supervisor: Name, listener: Name, #[serde(default = "often")] interval_ms: u64, }
    ClientStop { clients: Name, }
}
