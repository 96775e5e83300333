//! The thread on which the real sinks and the loopback upstream live, in a runtime whose time stands still until it is
//! advanced.

use std::future::Future;
use std::net::Ipv4Addr;
use std::sync::{mpsc, Arc};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Handle};
use tokio::sync::watch;

use crate::board::Board;
use crate::clock::VirtualClock;
use crate::loopback;

pub struct Upstream {
    pub board: Arc<Board>,
    runtime: Handle,
    port: u16,
    cases: watch::Sender<u64>,
}

impl Upstream {
    /// Starts the thread; fails if the loopback interface or a thread is not to be had.
    pub fn start() -> std::io::Result<Arc<Self>> {
        let (started, ready) = mpsc::channel();
        std::thread::Builder::new().name("upstream".into()).spawn(move || {
            let runtime = match Builder::new_current_thread().enable_all().start_paused(true).build() {
                Ok(runtime) => runtime,
                Err(error) => return drop(started.send(Err(error))),
            };
            // A paused clock jumps ahead whenever nothing but a timer is left to wait for. A blocking task that never
            // ends forbids that, so deadlines pass only when the driver advances the clock.
            runtime.spawn_blocking(|| loop {
                std::thread::park();
            });
            runtime.block_on(async move {
                let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await {
                    Ok(listener) => listener,
                    Err(error) => return drop(started.send(Err(error))),
                };
                let board = Arc::new(Board::default());
                let cases = watch::Sender::new(0);
                let upstream = listener.local_addr().map(|address| {
                    let (board, cases) = (Arc::clone(&board), cases.clone());
                    Arc::new(Self { board, runtime: Handle::current(), port: address.port(), cases })
                });
                let _ = started.send(upstream);
                loopback::serve(listener, board, cases).await;
            });
        })?;
        ready.recv().map_err(std::io::Error::other)?
    }

    /// Ends every connection and forgets everything of the last case.
    pub fn reset(&self, clock: Arc<VirtualClock>) {
        self.board.reset(clock);
        self.cases.send_modify(|case| *case += 1);
        self.board.await_silence();
    }

    /// The base URL of a cluster.
    pub fn endpoint(&self, cluster: &str) -> String {
        format!("http://127.0.0.1:{}/{}", self.port, self.board.cluster_number(cluster))
    }

    /// Runs a sink's call here; `call` counts as running on the board until it ends.
    pub fn spawn(&self, call: u64, work: impl Future<Output = ()> + Send + 'static) {
        let ending = Ending { board: Arc::clone(&self.board), call };
        self.runtime.spawn(async move {
            work.await;
            drop(ending);
        });
    }

    /// Lets time pass for calls under way, and waits until those whose deadline came have ended.
    pub fn advance(&self, span: Duration) {
        let (done, passed) = mpsc::channel();
        self.runtime.spawn(async move {
            tokio::time::advance(span).await;
            // One turn of the timer driver wakes what is due, the next ones run it to its end.
            for _ in 0..4 {
                tokio::task::yield_now().await;
            }
            let _ = done.send(());
        });
        let _ = passed.recv();
    }
}

/// Ends a call on the board, also when its work panics: nobody may wait for it then.
struct Ending {
    board: Arc<Board>,
    call: u64,
}

impl Drop for Ending {
    fn drop(&mut self) {
        self.board.end_call(self.call);
    }
}
