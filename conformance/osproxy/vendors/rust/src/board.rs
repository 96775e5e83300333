//! What the upstream clusters know: calls under way, held writes, and the log of what was applied.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use serde_json::{json, Value};
use tokio::sync::oneshot;

use crate::clock::VirtualClock;
use crate::requests::Outcome;

/// A document operation that a proxy is about to send.
#[derive(Clone, Debug)]
pub struct Sent {
    pub call: u64,
    pub write_id: String,
    pub partition: String,
    pub epoch: u64,
}

/// Where a request arrived, as its URL says.
#[derive(Clone, Debug)]
pub struct Place {
    pub cluster: String,
    pub index: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Call {
    Running,
    Held,
    Ended,
}

enum Hold {
    Asked,
    Held { sent: Sent, place: Place, arrival: u64, answer: oneshot::Sender<bool> },
    Over,
}

/// What the upstream does with an operation that arrived.
pub enum Arrival {
    Applied,
    /// Answer when told `true`, hang up when told `false` or nothing.
    Held(oneshot::Receiver<bool>),
    Unknown,
}

#[derive(Default)]
struct Facts {
    clock: Arc<VirtualClock>,
    clusters: Vec<String>,
    sent: HashMap<u64, Sent>,
    calls: HashMap<u64, Call>,
    holds: HashMap<String, Hold>,
    log: Vec<Value>,
    numbers: u64,
    connections: usize,
}

/// Shared by the proxies' side, the loopback server and the driver.
#[derive(Default)]
pub struct Board {
    facts: Mutex<Facts>,
    changed: Condvar,
}

impl Facts {
    fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    fn apply(&mut self, sent: &Sent, place: &Place) {
        self.log.push(json!({
            "seq": self.log.len() + 1,
            "at_ns": self.clock.nanos().to_string(),
            "write_id": sent.write_id,
            "partition": sent.partition,
            "cluster": place.cluster,
            "index": place.index,
            "epoch": sent.epoch.to_string(),
        }));
    }
}

impl Board {
    fn facts(&self) -> MutexGuard<'_, Facts> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets everything; numbers go on, so that nothing of an earlier case can be mistaken for something of this
    /// one.
    pub fn reset(&self, clock: Arc<VirtualClock>) {
        let mut facts = self.facts();
        let (numbers, connections) = (facts.numbers, facts.connections);
        *facts = Facts { clock, numbers, connections, ..Facts::default() };
    }

    /// The number under which a cluster's URL names it.
    pub fn cluster_number(&self, cluster: &str) -> usize {
        let mut facts = self.facts();
        facts.clusters.iter().position(|known| known == cluster).unwrap_or_else(|| {
            facts.clusters.push(cluster.to_owned());
            facts.clusters.len() - 1
        })
    }

    pub fn cluster(&self, number: usize) -> Option<String> {
        self.facts().clusters.get(number).cloned()
    }

    /// A new call to the upstream, running until it ends or one of its writes is held.
    pub fn open_call(&self) -> u64 {
        let mut facts = self.facts();
        let call = facts.number();
        facts.calls.insert(call, Call::Running);
        call
    }

    /// Announces an operation; its number travels in a header.
    pub fn announce(&self, sent: Sent) -> u64 {
        let mut facts = self.facts();
        let number = facts.number();
        facts.sent.insert(number, sent);
        number
    }

    pub fn end_call(&self, call: u64) {
        let mut facts = self.facts();
        if let Some(state) = facts.calls.get_mut(&call) {
            *state = Call::Ended;
        }
        for hold in facts.holds.values_mut() {
            if matches!(hold, Hold::Held { sent, .. } if sent.call == call) {
                *hold = Hold::Over;
            }
        }
        self.changed.notify_all();
    }

    /// Blocks until none of the calls is running. Says whether one of them has ended.
    pub fn settled(&self, calls: &[u64]) -> bool {
        let mut facts = self.facts();
        loop {
            let states = || calls.iter().map(|call| facts.calls.get(call).copied().unwrap_or(Call::Ended));
            if states().all(|state| state != Call::Running) {
                return states().any(|state| state == Call::Ended);
            }
            facts = self.changed.wait(facts).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether a call is under way, held or not.
    pub fn is_busy(&self) -> bool {
        self.facts().calls.values().any(|call| *call != Call::Ended)
    }

    pub fn arrive(&self, number: u64, place: Place) -> Arrival {
        let mut facts = self.facts();
        let Some(sent) = facts.sent.get(&number).cloned() else {
            return Arrival::Unknown;
        };
        if facts.calls.get(&sent.call) == Some(&Call::Ended) {
            // Its deadline has passed on the way.
            return Arrival::Unknown;
        }
        if !matches!(facts.holds.get(&sent.write_id), Some(Hold::Asked)) {
            facts.apply(&sent, &place);
            return Arrival::Applied;
        }
        let (answer, told) = oneshot::channel();
        let arrival = facts.number();
        facts.calls.insert(sent.call, Call::Held);
        facts.holds.insert(sent.write_id.clone(), Hold::Held { sent, place, arrival, answer });
        self.changed.notify_all();
        Arrival::Held(told)
    }

    pub fn hold(&self, write_id: &str) {
        self.facts().holds.insert(write_id.to_owned(), Hold::Asked);
    }

    /// Ends a held write. One whose deadline has passed is over: nothing happens. `None` if it never arrived.
    pub fn settle(&self, write_id: &str, outcome: Outcome) -> Option<()> {
        let mut facts = self.facts();
        match facts.holds.get(write_id)? {
            Hold::Asked => return None,
            Hold::Over => return Some(()),
            Hold::Held { .. } => {}
        }
        if let Some(Hold::Held { sent, place, answer, .. }) = facts.holds.insert(write_id.to_owned(), Hold::Over) {
            if matches!(outcome, Outcome::Commit | Outcome::TimeoutApplied | Outcome::ResetApplied) {
                facts.apply(&sent, &place);
            }
            facts.calls.insert(sent.call, Call::Running);
            let _ = answer.send(outcome == Outcome::Commit);
        }
        Some(())
    }

    /// The held writes of some calls, in the order of their arrival.
    pub fn held(&self, calls: &[u64]) -> Vec<String> {
        let facts = self.facts();
        let mut held: Vec<(u64, String)> = facts
            .holds
            .values()
            .filter_map(|hold| match hold {
                Hold::Held { sent, arrival, .. } if calls.contains(&sent.call) => {
                    Some((*arrival, sent.write_id.clone()))
                }
                _ => None,
            })
            .collect();
        held.sort();
        held.into_iter().map(|(_, write_id)| write_id).collect()
    }

    /// Applied writes after number `since`.
    pub fn log(&self, since: u64) -> Value {
        let skip = usize::try_from(since).unwrap_or(usize::MAX);
        json!({ "commits": self.facts().log.iter().skip(skip).collect::<Vec<_>>() })
    }

    pub fn connection_opened(&self) {
        self.facts().connections += 1;
    }

    pub fn connection_closed(&self) {
        self.facts().connections -= 1;
        self.changed.notify_all();
    }

    /// Blocks until the server has hung up everywhere.
    pub fn await_silence(&self) {
        let mut facts = self.facts();
        while facts.connections > 0 {
            facts = self.changed.wait(facts).unwrap_or_else(PoisonError::into_inner);
        }
    }
}
