//! One request in the engine: run as far as it goes, then say where it stands.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use crate::backoff::{self, Scale};
use crate::request::{Request, Wait};
use crate::requests::Stop;
use crate::upstream::Upstream;

/// What the engine answered.
#[derive(Debug)]
pub struct Ended {
    /// The engine's own status, or the one that its error code stands for.
    pub status: u16,
    pub body: Value,
    pub failure: Option<Failure>,
}

/// The engine's error.
#[derive(Clone, Debug)]
pub struct Failure {
    pub code: &'static str,
    pub retryable: bool,
    pub message: String,
}

#[derive(Clone, Debug)]
pub enum Progress {
    Done(Arc<Ended>),
    Paused(Stop),
    /// These writes are held upstream.
    Held(Vec<String>),
    /// A fault stalls a call to the store.
    Stalled,
}

pub type Work = Pin<Box<dyn Future<Output = Ended> + Send>>;

enum Run {
    Going(Work),
    Over(Arc<Ended>),
}

pub struct Exchange {
    pub request: Arc<Request>,
    pub scale: Scale,
    upstream: Arc<Upstream>,
    run: Mutex<Run>,
}

impl Exchange {
    pub fn new(request: Arc<Request>, scale: Scale, upstream: Arc<Upstream>, work: Work) -> Arc<Self> {
        Arc::new(Self { request, scale, upstream, run: Mutex::new(Run::Going(work)) })
    }

    /// Runs until the request has ended or waits for somebody else than its own store reads and sends.
    pub fn drive(&self) -> Progress {
        let mut run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
        let work = match &mut *run {
            Run::Over(ended) => return Progress::Done(Arc::clone(ended)),
            Run::Going(work) => work,
        };
        loop {
            let ended = self.request.scope(|| backoff::run(work.as_mut(), || self.request.is_blocked()));
            if let Some(ended) = ended {
                let ended = Arc::new(ended);
                *run = Run::Over(Arc::clone(&ended));
                return Progress::Done(ended);
            }
            if self.request.grant_turn() {
                continue;
            }
            // Calls start one by one, each when the one before has ended or is held, for the same reason as gate
            // checks.
            if let Some(departure) = self.request.next_departure() {
                (departure.start)();
                self.upstream.board.settled(&[departure.call]);
                continue;
            }
            let calls = self.request.calls();
            if self.upstream.board.settled(&calls) {
                continue;
            }
            if self.request.waits_for(Wait::Stalled) {
                return Progress::Stalled;
            }
            if let Some(stop) = self.request.paused() {
                return Progress::Paused(stop);
            }
            return Progress::Held(self.upstream.board.held(&calls));
        }
    }
}
