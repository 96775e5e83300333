//! The queue of asynchronous writes.

use std::future::Future;
use std::pin::Pin;

use osproxy_engine::{QueueError, QueuedWrite, WriteQueue};

use crate::request;

/// A queue that takes every write: what stands behind it is not the proxy's.
pub struct Queue;

impl WriteQueue for Queue {
    fn enabled(&self) -> bool {
        true
    }

    fn enqueue<'a>(&'a self, write: QueuedWrite) -> Pin<Box<dyn Future<Output = Result<(), QueueError>> + Send + 'a>> {
        if let (Some(request), Some(op)) = (request::current(), write.batch.ops().first()) {
            request.note_queued(op.epoch);
        }
        Box::pin(std::future::ready(Ok(())))
    }
}
