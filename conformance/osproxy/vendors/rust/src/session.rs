//! The envelope: requests in, replies out, in order.

use std::collections::VecDeque;
use std::io::{self, Write};

use serde::Deserialize;
use serde_json::{json, Map, Value};

use crate::answer::{Answer, Body, Turn};
use crate::case::{Case, Configuration, SharedUpstream};
use crate::operation::Operation;
use crate::params::{present, Bounded};
use crate::pics::{pics, Profile};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    id: Bounded<1, 9_007_199_254_740_991>,
    op: String,
    #[serde(default, deserialize_with = "present")]
    params: Option<Map<String, Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hello {
    protocol: String,
    #[serde(rename = "kit")]
    _kit: String,
    adapter_protocol: u64,
}

/// A reply that is due. Those behind a stalled call wait for it: replies go out in the order of the requests.
struct Due {
    id: u64,
    turn: Turn,
}

/// Whether the conversation goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    GoOn,
    End,
}

pub struct Session {
    profile: Profile,
    upstream: SharedUpstream,
    case: Case,
    due: VecDeque<Due>,
}

impl Session {
    pub fn new(profile: Profile) -> Self {
        let upstream = SharedUpstream::default();
        let case = Case::new(Configuration::default(), upstream.clone());
        Self { profile, upstream, case, due: VecDeque::new() }
    }

    /// Takes one line and writes the replies that are due. Fails on a line that is no request, and when `out` is gone.
    pub fn take(&mut self, line: &[u8], out: &mut impl Write) -> io::Result<Flow> {
        if line.trim_ascii_start().first() != Some(&b'{') {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "expected a JSON object a line"));
        }
        let Envelope { id, op, params } = serde_json::from_slice(line)?;
        let flow = if op == "bye" { Flow::End } else { Flow::GoOn };
        let turn = self.turn(&op, params.unwrap_or_default());
        self.due.push_back(Due { id: id.0, turn });
        self.reply(out)?;
        Ok(flow)
    }

    fn turn(&mut self, op: &str, params: Map<String, Value>) -> Turn {
        match op {
            "hello" => Turn::Now(self.hello(params)),
            "reset" => Turn::Now(self.reset(params)),
            "bye" => {
                self.case.end();
                Turn::Now(Answer::empty())
            }
            _ => match Operation::read(op, params, self.profile) {
                Ok(operation) => self.case.perform(&operation),
                Err(refusal) => Turn::Now(refusal),
            },
        }
    }

    fn hello(&self, params: Map<String, Value>) -> Answer {
        match Hello::deserialize(Value::Object(params)) {
            Ok(hello) if hello.protocol == "osproxy" && hello.adapter_protocol == 1 => Answer::Ok(pics(self.profile)),
            Ok(_) => Answer::invalid("expected protocol \"osproxy\" and adapter_protocol 1"),
            Err(error) => Answer::invalid(error.to_string()),
        }
    }

    fn reset(&mut self, params: Map<String, Value>) -> Answer {
        match Configuration::read(params) {
            Ok(config) => {
                self.case.end();
                self.catch_up();
                self.case = Case::new(config, self.upstream.clone());
                Answer::empty()
            }
            Err(refusal) => refusal,
        }
    }

    /// Asks stalled calls for their answers.
    fn catch_up(&mut self) {
        for due in &mut self.due {
            if let Turn::Later(later) = &mut due.turn {
                if let Some(answer) = later() {
                    due.turn = Turn::Now(answer);
                }
            }
        }
    }

    fn reply(&mut self, out: &mut impl Write) -> io::Result<()> {
        self.catch_up();
        while let Some(Due { id, turn }) = self.due.pop_front() {
            match turn {
                Turn::Now(answer) => {
                    let reply = match answer.body() {
                        Body::Ok(ok) => json!({ "id": id, "ok": ok }),
                        Body::Error(error) => json!({ "id": id, "error": error }),
                        Body::Unsupported(why) => json!({ "id": id, "unsupported": why }),
                    };
                    serde_json::to_writer(&mut *out, &reply)?;
                    out.write_all(b"\n")?;
                }
                Turn::Later(_) => {
                    self.due.push_front(Due { id, turn });
                    break;
                }
            }
        }
        Ok(())
    }
}
