//! The injected clock.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use osproxy_core::{Clock, Instant, ManualClock};

/// A clock in nanoseconds that starts at 0, moves only when told to, and can step back.
#[derive(Default)]
pub struct VirtualClock {
    nanos: AtomicU64,
}

impl VirtualClock {
    pub fn nanos(&self) -> u64 {
        self.nanos.load(Ordering::SeqCst)
    }

    /// Moves forward, up to 2^64-1.
    pub fn advance(&self, nanos: u64) {
        self.nanos.store(self.nanos().saturating_add(nanos), Ordering::SeqCst);
    }

    /// Steps back, not below 0.
    pub fn rewind(&self, nanos: u64) {
        self.nanos.store(self.nanos().saturating_sub(nanos), Ordering::SeqCst);
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Instant {
        // `Instant` has no public constructor; a fresh manual clock shows the zero to count from.
        ManualClock::new().now().saturating_add(Duration::from_nanos(self.nanos()))
    }

    fn unix_nanos(&self) -> u64 {
        self.nanos()
    }
}
