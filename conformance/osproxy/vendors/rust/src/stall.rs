//! Calls to the store that hang until they are let go.

use std::sync::{Condvar, Mutex, PoisonError};

use tokio::sync::watch;

use crate::request::{self, Wait};

/// A door that every stalled call waits at; opening it lets all of them go on and closes it again.
pub struct Stall {
    rounds: watch::Sender<u64>,
    opened: Condvar,
    round: Mutex<u64>,
}

impl Default for Stall {
    fn default() -> Self {
        Self { rounds: watch::Sender::new(0), opened: Condvar::new(), round: Mutex::new(0) }
    }
}

impl Stall {
    /// Hangs until the door is opened.
    pub async fn wait(&self) {
        let mut rounds = self.rounds.subscribe();
        let _mark = request::current().map(|request| request.waiting(Wait::Stalled));
        let _ = rounds.changed().await;
    }

    pub fn open(&self) {
        *self.round.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.rounds.send_modify(|round| *round += 1);
        self.opened.notify_all();
    }

    pub fn round(&self) -> u64 {
        *self.round.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Blocks the thread until the door was opened after `round`.
    pub fn block_past(&self, round: u64) {
        let mut now = self.round.lock().unwrap_or_else(PoisonError::into_inner);
        while *now <= round {
            now = self.opened.wait(now).unwrap_or_else(PoisonError::into_inner);
        }
    }
}
