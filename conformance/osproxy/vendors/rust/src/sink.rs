//! The real `OpenSearchSink`, run on the upstream thread; here it is only watched, numbered and, where asked, stopped.

use std::future::Future;
use std::sync::Arc;

use osproxy_core::{Clock, Target};
use osproxy_sink::{
    CountOutcome, DocOp, OpenSearchSink, ReadOp, ReadOutcome, Reader, SearchOp, SearchOutcome, Sink, SinkError,
    WriteAck, WriteBatch, WriteOp,
};
use tokio::sync::oneshot;

use crate::backoff::Scale;
use crate::board::Sent;
use crate::loopback::OPERATION;
use crate::request::{self, Departure, Request, Wait};
use crate::requests::Stop;
use crate::upstream::Upstream;

/// Stands between a bulk's document id and the position of its item. Positions tell apart operations that look the
/// same.
pub const POSITION: char = '\u{1f}';

const LOST: SinkError = SinkError::Transport { kind: "the case is over" };

pub struct WatchedSink {
    real: Arc<OpenSearchSink>,
    upstream: Arc<Upstream>,
}

impl WatchedSink {
    /// A sink with the given deadline per operation. The circuit breaker is configured never to open: it is no part of
    /// the protocol, and five failures of a case would otherwise hide what becomes of the next write.
    pub fn new(upstream: Arc<Upstream>, clock: Arc<dyn Clock>, deadline: u64, scale: Scale) -> Self {
        let real = OpenSearchSink::new()
            .with_timeout(scale.tell(deadline))
            .with_breaker(u32::MAX, std::time::Duration::ZERO)
            .with_clock(clock);
        Self { real: Arc::new(real), upstream }
    }

    /// Runs `work` on the upstream thread as one call of the current request.
    async fn call<T, F>(
        &self,
        request: Arc<Request>,
        order: usize,
        work: impl FnOnce(u64, Arc<OpenSearchSink>) -> F,
    ) -> Result<T, SinkError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, SinkError>> + Send + 'static,
    {
        let (ended, end) = oneshot::channel();
        let call = self.upstream.board.open_call();
        let work = work(call, Arc::clone(&self.real));
        let upstream = Arc::clone(&self.upstream);
        let start = Box::new(move || {
            upstream.spawn(call, async move {
                let _ = ended.send(work.await);
            });
        });
        request.depart(Departure { order, call, start });
        let _mark = Arc::clone(&request).waiting(Wait::Upstream);
        let result = end.await;
        request.end_call(call);
        result.unwrap_or(Err(LOST))
    }

    /// Numbers an operation, so that the upstream can tell which write it is.
    fn number(&self, op: &WriteOp, position: usize, call: u64, request: &Request) -> WriteOp {
        let item = &request.items[position];
        let number = self.upstream.board.announce(Sent {
            call,
            write_id: item.write_id.clone(),
            partition: item.partition.clone().unwrap_or_default(),
            epoch: op.epoch.get(),
        });
        op.clone().with_forward_headers(vec![(OPERATION.to_owned(), number.to_string())])
    }
}

/// The position in the request of the item that an operation belongs to.
fn position(op: &WriteOp, request: &Request) -> usize {
    let id = match &op.doc {
        DocOp::Index { id, .. } | DocOp::Create { id, .. } => id.as_deref(),
        DocOp::Update { id, .. } | DocOp::Delete { id, .. } => Some(id.as_str()),
    };
    let position = id.filter(|_| request.is_bulk).and_then(|id| id.rsplit_once(POSITION)?.1.parse().ok());
    position.unwrap_or(0)
}

fn watched(target: &Target) -> Result<Arc<Request>, SinkError> {
    let request = request::current().ok_or(LOST)?;
    request.note_sent(target);
    Ok(request)
}

impl Sink for WatchedSink {
    async fn write(&self, batch: WriteBatch) -> Result<WriteAck, SinkError> {
        let Some(first) = batch.ops().first() else {
            // The engine hands over an empty batch when every item of it was held; nothing is sent.
            return self.real.write(batch).await;
        };
        let request = request::current().ok_or(LOST)?;
        request.stop_at(Stop::Gated).await;
        request.note_sent(&first.target);
        let order = position(first, &request);
        self.call(Arc::clone(&request), order, |call, real| {
            let numbered = batch.ops().iter().fold(WriteBatch::new(), |numbered, op| {
                numbered.with(self.number(op, position(op, &request), call, &request))
            });
            async move { real.write(numbered).await }
        })
        .await
    }
}

impl Reader for WatchedSink {
    async fn get(&self, op: ReadOp) -> Result<ReadOutcome, SinkError> {
        self.call(watched(&op.target)?, 0, |_, real| async move { real.get(op).await }).await
    }

    async fn search(&self, op: SearchOp) -> Result<SearchOutcome, SinkError> {
        self.call(watched(&op.target)?, 0, |_, real| async move { real.search(op).await }).await
    }

    async fn count(&self, op: SearchOp) -> Result<CountOutcome, SinkError> {
        self.call(watched(&op.target)?, 0, |_, real| async move { real.count(op).await }).await
    }
}
