//! Runs request futures under a paused timer of their own, so that backoff takes no real time and moves no other
//! clock.

use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

thread_local! {
    static TIMER: Option<Runtime> = Builder::new_current_thread().enable_time().start_paused(true).build().ok();
}

/// How nanoseconds are told to tokio's timers, which tick in milliseconds and round up. Where the spans of a case
/// allow it, one nanosecond is told as one millisecond, and every deadline and wait is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    exact: bool,
}

/// Longest span that is stretched, about 13 days: stretched, it is still cheap for tokio's timer wheel.
const LONGEST_EXACT: u64 = 1 << 50;

impl Scale {
    pub fn for_spans_up_to(nanos: u64) -> Self {
        Self { exact: nanos <= LONGEST_EXACT }
    }

    pub fn tell(self, nanos: u64) -> Duration {
        if self.exact {
            Duration::from_millis(nanos)
        } else {
            Duration::from_nanos(nanos)
        }
    }

    pub fn read(self, told: Duration) -> u64 {
        let nanos = if self.exact { told.as_millis() } else { told.as_nanos() };
        u64::try_from(nanos).unwrap_or(u64::MAX)
    }
}

/// Polls `future` until it ends or `blocked` says that it waits for something else than a timer. While it sleeps, the
/// paused timer jumps to the end of the sleep.
pub fn run<T>(mut future: Pin<&mut (dyn Future<Output = T> + Send)>, blocked: impl Fn() -> bool) -> Option<T> {
    TIMER.with(|timer| {
        timer.as_ref()?.block_on(poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(value) => Poll::Ready(Some(value)),
            Poll::Pending if blocked() => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }))
    })
}
