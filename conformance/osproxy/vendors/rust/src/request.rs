//! One request on its way through the crates: where it stops, and what is seen of it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use osproxy_core::{Epoch, Target};
use osproxy_tenancy::Resolved;
use tokio::sync::{oneshot, watch};
use tokio::time::Instant;

use crate::requests::Stop;
use crate::store::Caller;

/// One document operation of a request.
#[derive(Clone, Debug)]
pub struct Item {
    pub write_id: String,
    pub partition: Option<String>,
}

/// What a resolve answered.
#[derive(Clone, Debug)]
pub struct Stamp {
    pub target: Target,
    pub epoch: Epoch,
    pub phase: &'static str,
}

/// Why a future that did not end is waiting. A future that waits for none of these sleeps in the crates' backoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    Paused,
    Stalled,
    Upstream,
    Turn,
}

/// A gate check of a bulk that waits for its turn.
struct Check {
    position: usize,
    go: oneshot::Sender<()>,
}

/// A call to the upstream that has not been started yet; calls of one request start in the order of their first item.
pub struct Departure {
    pub order: usize,
    pub call: u64,
    pub start: Box<dyn FnOnce() + Send>,
}

#[derive(Default)]
struct Seen {
    reads: Vec<Instant>,
    derived: usize,
    stamp: Option<Stamp>,
    sent: Option<Target>,
    queued: Option<Epoch>,
    waits: [usize; 4],
    gated: HashMap<String, usize>,
    checks: Vec<Check>,
    departures: Vec<Departure>,
    calls: Vec<u64>,
}

pub struct Request {
    pub caller: Caller,
    /// A bulk's items; empty for a read, one for a write.
    pub items: Vec<Item>,
    pub is_bulk: bool,
    stop: watch::Sender<Option<Stop>>,
    seen: Mutex<Seen>,
}

thread_local! {
    static CURRENT: RefCell<Option<Arc<Request>>> = const { RefCell::new(None) };
}

/// The request whose future this thread is polling.
pub fn current() -> Option<Arc<Request>> {
    CURRENT.with_borrow(Clone::clone)
}

/// Counts as waiting until it is dropped.
pub struct Waiting {
    request: Arc<Request>,
    wait: Wait,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.request.seen().waits[self.wait as usize] -= 1;
    }
}

impl Request {
    pub fn new(caller: Caller, items: Vec<Item>, is_bulk: bool, stop: Option<Stop>) -> Arc<Self> {
        Arc::new(Self { caller, items, is_bulk, stop: watch::Sender::new(stop), seen: Mutex::default() })
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `poll` as this request.
    pub fn scope<T>(self: &Arc<Self>, poll: impl FnOnce() -> T) -> T {
        let before = CURRENT.replace(Some(Arc::clone(self)));
        let value = poll();
        CURRENT.set(before);
        value
    }

    pub fn waiting(self: Arc<Self>, wait: Wait) -> Waiting {
        self.seen().waits[wait as usize] += 1;
        Waiting { request: self, wait }
    }

    pub fn waits_for(&self, wait: Wait) -> bool {
        self.seen().waits[wait as usize] > 0
    }

    /// Whether it waits for anything but backoff.
    pub fn is_blocked(&self) -> bool {
        self.seen().waits.iter().any(|waits| *waits > 0)
    }

    /// Hangs here while the request is to stop at `point`.
    pub async fn stop_at(self: &Arc<Self>, point: Stop) {
        if *self.stop.borrow() != Some(point) {
            return;
        }
        let mut stop = self.stop.subscribe();
        let _mark = Arc::clone(self).waiting(Wait::Paused);
        let _ = stop.wait_for(|stop| *stop != Some(point)).await;
    }

    /// Where the request is stopped.
    pub fn paused(&self) -> Option<Stop> {
        if self.waits_for(Wait::Paused) {
            *self.stop.borrow()
        } else {
            None
        }
    }

    pub fn resume(&self, next: Option<Stop>) {
        self.stop.send_replace(next);
    }

    /// The item whose partition a bulk is being asked for: the crate asks once for each item, in order.
    pub fn next_item(&self) -> Option<&Item> {
        let mut seen = self.seen();
        seen.derived += 1;
        self.items.get(seen.derived - 1)
    }

    /// Lets the gate checks of a bulk happen in the order of its items. The crate flushes up to eight targets at once,
    /// in the order of a hash map, and a run must not depend on it; checks of one target are in order anyway.
    pub async fn gate_turn(self: &Arc<Self>, partition: &str) {
        if !self.is_bulk {
            return;
        }
        let (go, turn) = oneshot::channel();
        {
            let mut seen = self.seen();
            let before = seen.gated.entry(partition.to_owned()).or_default();
            let of_partition =
                self.items.iter().enumerate().filter(|(_, item)| item.partition.as_deref() == Some(partition));
            let position = of_partition.map(|(position, _)| position).nth(*before).unwrap_or(self.items.len());
            *before += 1;
            seen.checks.push(Check { position, go });
        }
        let _mark = Arc::clone(self).waiting(Wait::Turn);
        let _ = turn.await;
    }

    /// Lets the next gate check happen, if one is waiting.
    pub fn grant_turn(&self) -> bool {
        let mut seen = self.seen();
        let Some((next, _)) = seen.checks.iter().enumerate().min_by_key(|(_, check)| check.position) else {
            return false;
        };
        let _ = seen.checks.remove(next).go.send(());
        true
    }

    pub fn note_read(&self) {
        self.seen().reads.push(Instant::now());
    }

    pub fn note_resolved(&self, resolved: &Resolved) {
        let stamp = Stamp {
            target: resolved.decision.target.clone(),
            epoch: resolved.decision.epoch,
            phase: resolved.migration.as_str(),
        };
        self.seen().stamp = Some(stamp);
    }

    pub fn note_sent(&self, target: &Target) {
        self.seen().sent = Some(target.clone());
    }

    pub fn note_queued(&self, epoch: Epoch) {
        self.seen().queued = Some(epoch);
    }

    /// When each store read was begun, by the timer that backoff sleeps on.
    pub fn reads(&self) -> Vec<Instant> {
        self.seen().reads.clone()
    }

    /// The last resolve answer of this request.
    pub fn stamp(&self) -> Option<Stamp> {
        self.seen().stamp.clone()
    }

    /// The target that something was sent to.
    pub fn sent(&self) -> Option<Target> {
        self.seen().sent.clone()
    }

    /// The stamp of the queued envelope.
    pub fn queued(&self) -> Option<Epoch> {
        self.seen().queued
    }

    pub fn depart(&self, departure: Departure) {
        self.seen().departures.push(departure);
    }

    /// The call that is to start next, now counted among those under way.
    pub fn next_departure(&self) -> Option<Departure> {
        let mut seen = self.seen();
        let first = seen.departures.iter().enumerate().min_by_key(|(_, departure)| departure.order)?.0;
        let departure = seen.departures.remove(first);
        seen.calls.push(departure.call);
        Some(departure)
    }

    pub fn calls(&self) -> Vec<u64> {
        self.seen().calls.clone()
    }

    pub fn end_call(&self, call: u64) {
        self.seen().calls.retain(|open| *open != call);
    }
}
