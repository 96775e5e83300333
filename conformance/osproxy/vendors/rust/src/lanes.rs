//! Lanes of calls on real threads.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::sync::{Mutex, PoisonError};

use serde_json::{json, Value};

use crate::answer::{Answer, Turn};
use crate::case::Case;
use crate::history::{an_epoch_decreased, Record};
use crate::operation::Operation;
use crate::store::Store;

/// Where the lanes of a round meet. With a core for each, they spin: rounds are short, and lanes woken one by one
/// would hardly overlap. With fewer cores, who spins keeps another lane from running.
struct Gate {
    lanes: usize,
    spins: usize,
    arrived: AtomicUsize,
    opened: AtomicUsize,
}

impl Gate {
    fn new(lanes: usize) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let spins = if lanes <= cores { 1_000 } else { 0 };
        Self { lanes, spins, arrived: AtomicUsize::new(0), opened: AtomicUsize::new(0) }
    }

    fn pass(&self) {
        let opened = self.opened.load(SeqCst);
        if self.arrived.fetch_add(1, SeqCst) + 1 == self.lanes {
            self.arrived.store(0, SeqCst);
            self.opened.fetch_add(1, SeqCst);
            return;
        }
        let mut spins = 0;
        while self.opened.load(SeqCst) == opened {
            spins += 1;
            if spins < self.spins {
                std::hint::spin_loop();
            } else {
                std::thread::yield_now();
            }
        }
    }
}

/// Counts lanes that run and lanes that a fault stalls. When all that run are stalled, nobody is left to release them:
/// they go on.
#[derive(Default)]
struct Census {
    counts: Mutex<(usize, usize)>,
}

impl Census {
    fn change(&self, store: &Store, change: impl FnOnce(&mut (usize, usize))) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut counts);
        if counts.1 > 0 && counts.1 >= counts.0 {
            store.stall.open();
        }
    }
}

struct Round<'a> {
    case: &'a Case,
    counter: AtomicU64,
    census: Census,
}

impl Round<'_> {
    fn run(&self, calls: &[Operation]) -> Vec<Record> {
        let mut records = Vec::with_capacity(calls.len());
        for call in calls {
            let call_seq = self.counter.fetch_add(1, SeqCst);
            let turn = self.case.perform(call);
            let answer = match turn {
                Turn::Now(answer) => answer,
                Turn::Later(later) => self.wait(later),
            };
            let return_seq = self.counter.fetch_add(1, SeqCst);
            records.push(Record { call_seq, return_seq, answer });
        }
        self.census.change(&self.case.store, |(running, _)| *running -= 1);
        records
    }

    fn wait(&self, mut later: crate::answer::Later) -> Answer {
        let store = &self.case.store;
        loop {
            let round = store.stall.round();
            if let Some(answer) = later() {
                return answer;
            }
            self.census.change(store, |(_, stalled)| *stalled += 1);
            store.stall.block_past(round);
            self.census.change(store, |(_, stalled)| *stalled -= 1);
        }
    }
}

/// Runs the batch up to `repeat` times and stops at the first history in which an epoch decreased.
pub fn run(case: &Case, lanes: &[Vec<Operation>], repeat: u64) -> Value {
    let gate = Gate::new(lanes.len());
    let round = Round { case, counter: AtomicU64::new(0), census: Census::default() };
    let over = AtomicBool::new(false);
    let results: Vec<Mutex<Vec<Record>>> = lanes.iter().map(|_| Mutex::default()).collect();
    let (mut rounds, mut history) = (0, Vec::new());
    let keep = |lane: usize, records| *results[lane].lock().unwrap_or_else(PoisonError::into_inner) = records;

    std::thread::scope(|threads| {
        for (lane, calls) in lanes.iter().enumerate().skip(1) {
            let (gate, round, over, keep) = (&gate, &round, &over, &keep);
            threads.spawn(move || loop {
                gate.pass();
                if over.load(SeqCst) {
                    return;
                }
                keep(lane, round.run(calls));
                gate.pass();
            });
        }
        while rounds < repeat {
            rounds += 1;
            round.counter.store(0, SeqCst);
            *round.census.counts.lock().unwrap_or_else(PoisonError::into_inner) = (lanes.len(), 0);
            gate.pass();
            keep(0, round.run(&lanes[0]));
            gate.pass();
            history = results
                .iter()
                .map(|slot| std::mem::take(&mut *slot.lock().unwrap_or_else(PoisonError::into_inner)))
                .collect();
            if an_epoch_decreased(lanes, &history) {
                break;
            }
        }
        over.store(true, SeqCst);
        gate.pass();
    });

    let results: Vec<Vec<Value>> =
        history.into_iter().map(|lane| lane.into_iter().map(Record::json).collect()).collect();
    json!({ "rounds": rounds, "results": results })
}
