//! Clients that connect to a listener again and again, and what they see.

use std::io::{self, Read};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Connections that wait at once; below the backlog of a listener.
const WAITING: usize = 64;

pub struct Clients {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<Value>>,
}

impl Clients {
    pub fn start(port: u16, interval_ms: u64) -> Clients {
        let over = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&over);
        let thread = thread::spawn(move || run(port, Duration::from_millis(interval_ms), &told));
        Clients { over, thread: Some(thread) }
    }

    /// Those that still wait are not judged.
    pub fn stop(mut self) -> Value {
        self.over.store(true, SeqCst);
        self.thread.take().and_then(|thread| thread.join().ok()).unwrap_or_else(|| json!({}))
    }
}

impl Drop for Clients {
    fn drop(&mut self) {
        self.over.store(true, SeqCst);
    }
}

fn run(port: u16, interval: Duration, over: &AtomicBool) -> Value {
    let (mut attempts, mut refused, mut reset) = (0_u64, 0_u64, 0_u64);
    let mut longest = Duration::ZERO;
    let mut waiting: Vec<(TcpStream, Instant)> = Vec::new();
    while !over.load(SeqCst) {
        if waiting.len() < WAITING {
            attempts += 1;
            let since = Instant::now();
            match TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], port))) {
                Ok(stream) if stream.set_nonblocking(true).is_ok() => waiting.push((stream, since)),
                Ok(_) => reset += 1,
                Err(_) => refused += 1,
            }
        }
        waiting.retain_mut(|(stream, since)| match stream.read(&mut [0]) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => true,
            Ok(1..) => {
                longest = longest.max(since.elapsed());
                false
            }
            Ok(_) | Err(_) => {
                reset += 1;
                false
            }
        });
        thread::sleep(interval);
    }
    let longest = u64::try_from(longest.as_millis()).unwrap_or(u64::MAX);
    json!({ "attempts": attempts, "refused": refused, "reset": reset, "longest_wait_ms": longest })
}
