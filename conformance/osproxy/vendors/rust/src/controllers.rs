//! Controllers: the real `ControlPlane`, one per index, over the one store.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use osproxy_control::{ControlError, ControlPlane, DEFAULT_DRAIN_BARRIER};
use osproxy_core::{Epoch, PartitionId};
use serde_json::json;

use crate::answer::{refusal_json, Answer, Turn};
use crate::clock::VirtualClock;
use crate::store::{Change, Remote, Store};

#[derive(Clone)]
struct Controller {
    plane: Arc<ControlPlane<Remote>>,
    barrier: Duration,
}

/// The controllers of a case, built when they are first spoken to.
pub struct Controllers {
    store: Arc<Store>,
    clock: Arc<VirtualClock>,
    barrier: Duration,
    known: Mutex<HashMap<u64, Controller>>,
}

impl Controllers {
    /// Without `barrier`, the crate's default is in force.
    pub fn new(store: Arc<Store>, clock: Arc<VirtualClock>, barrier: Option<u64>) -> Self {
        let barrier = barrier.map_or(DEFAULT_DRAIN_BARRIER, Duration::from_nanos);
        Self { store, clock, barrier, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<u64, Controller>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn build(&self, index: u64, barrier: Duration) -> Controller {
        let remote = Remote { store: Arc::clone(&self.store), controller: index };
        let plane = ControlPlane::new(remote).with_clock(Arc::clone(&self.clock) as _).with_barrier(barrier);
        Controller { plane: Arc::new(plane), barrier }
    }

    fn controller(&self, index: u64) -> Controller {
        self.known().entry(index).or_insert_with(|| self.build(index, self.barrier)).clone()
    }

    pub fn barrier(&self, index: u64) -> Duration {
        self.controller(index).barrier
    }

    /// Memory is lost; calls that are under way end in the old controller.
    pub fn restart(&self, index: u64, barrier: Option<u64>) {
        let barrier = barrier.map_or_else(|| self.barrier(index), Duration::from_nanos);
        self.known().insert(index, self.build(index, barrier));
    }

    pub fn change(&self, index: u64, change: Change) -> Turn {
        let plane = self.controller(index).plane;
        turn(async move {
            let result = match change {
                Change::Begin(partition, to) => plane.begin_migration(&partition, to).await,
                Change::EnterCutover(partition) => plane.enter_cutover(&partition).await,
                Change::Complete(partition) => plane.complete_migration(&partition).await,
                Change::Abort(partition) => plane.abort_migration(&partition).await,
            };
            changed(result)
        })
    }

    pub fn state(&self, index: u64, partition: PartitionId) -> Turn {
        let plane = self.controller(index).plane;
        turn(async move { Answer::Snapshot(plane.state(&partition).await) })
    }
}

fn changed(result: Result<Epoch, ControlError>) -> Answer {
    match result {
        Ok(epoch) => Answer::Changed(epoch),
        Err(error) => {
            let message = error.to_string();
            Answer::Error(match error {
                ControlError::Transition(refusal) => refusal_json(&refusal, message),
                ControlError::BarrierPending { remaining } => json!({
                    "code": "barrier_pending",
                    "remaining_ns": remaining.as_nanos().to_string(),
                    "retryable": true,
                    "message": message,
                }),
                _ => json!({ "code": "unknown_refusal", "retryable": false, "message": message }),
            })
        }
    }
}

/// Runs a controller's call. It waits for nothing but a stalled store, so no waker is needed: it is asked again on
/// release.
fn turn(call: impl Future<Output = Answer> + 'static) -> Turn {
    let mut call: Pin<Box<dyn Future<Output = Answer>>> = Box::pin(call);
    Turn::of(Box::new(move || match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => Some(answer),
        Poll::Pending => None,
    }))
}
