//! A driver that talks to a session as the kit does, one request at a time.

use osproxy_shim::pics::Profile;
use osproxy_shim::session::Session;
use serde_json::{json, Value};

pub struct Driver {
    session: Session,
    id: u64,
}

impl Driver {
    pub fn new() -> Self {
        Self { session: Session::new(Profile::Fleet), id: 0 }
    }

    /// Sends one request and returns the replies that came out, without their ids.
    pub fn send(&mut self, op: &str, params: Value) -> Vec<Value> {
        self.id += 1;
        let mut out = Vec::new();
        let line = json!({ "id": self.id, "op": op, "params": params }).to_string();
        self.session.take(line.as_bytes(), &mut out).expect("a well-formed line is answered");
        let replies = String::from_utf8(out).expect("replies are UTF-8");
        replies
            .lines()
            .map(|reply| {
                let mut reply: Value = serde_json::from_str(reply).expect("replies are JSON");
                reply.as_object_mut().expect("replies are objects").remove("id");
                reply
            })
            .collect()
    }

    /// The only reply to one request.
    pub fn call(&mut self, op: &str, params: Value) -> Value {
        let mut replies = self.send(op, params);
        assert_eq!(replies.len(), 1, "{op} is answered at once");
        replies.remove(0)
    }

    /// What a request that succeeds is answered.
    pub fn ok(&mut self, op: &str, params: Value) -> Value {
        let reply = self.call(op, params.clone());
        reply.get("ok").unwrap_or_else(|| panic!("{op} {params}: {reply}")).clone()
    }

    /// The code with which a request is refused.
    pub fn refused(&mut self, op: &str, params: Value) -> String {
        let reply = self.call(op, params.clone());
        reply["error"]["code"].as_str().unwrap_or_else(|| panic!("{op} {params}: {reply}")).to_owned()
    }
}

pub fn cluster(name: &str) -> Value {
    json!({ "kind": "dedicated_cluster", "cluster": name })
}

pub fn index(cluster: &str, index: &str) -> Value {
    json!({ "kind": "dedicated_index", "cluster": cluster, "index": index })
}
