//! The control path, as the driver sees it: who connects, who listens, who watches.

use std::collections::BTreeMap;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::params::{Name, Watched};
use crate::process::wait_for;
use crate::streams::unknown;

#[derive(Default)]
struct Counts {
    over: AtomicBool,
    attempts: AtomicU64,
    absent: AtomicU64,
    unanswered: AtomicU64,
}

#[derive(Default)]
pub struct Control {
    listeners: BTreeMap<PathBuf, UnixListener>,
    watches: BTreeMap<Name, (Arc<Counts>, JoinHandle<()>)>,
}

impl Control {
    /// Connects, as another user where one is named.
    pub fn connect(&self, path: &Path, user: Option<u32>) -> Result<Result<UnixStream, Value>, Failure> {
        become_user(user)?;
        let connected = UnixStream::connect(path);
        become_user(user.map(|_| 0))?;
        Ok(connected.map_err(|error| {
            let why = match error.kind() {
                io::ErrorKind::NotFound => "absent",
                io::ErrorKind::PermissionDenied => "denied",
                _ => "refused",
            };
            json!({ "connected": false, "why": why })
        }))
    }

    pub fn listen(&mut self, path: &Path) -> Result<Value, Failure> {
        self.listeners.remove(path);
        let _ = std::fs::remove_file(path);
        let listener = UnixListener::bind(path)?;
        listener.set_nonblocking(true)?;
        self.listeners.insert(path.to_path_buf(), listener);
        Ok(json!({}))
    }

    pub fn accept(&self, path: &Path, max_ms: u64) -> Option<UnixStream> {
        let listener = self.listeners.get(path)?;
        wait_for(max_ms, || listener.accept().ok().map(|(stream, _)| stream))
    }

    pub fn unlisten(&mut self, path: &Path) -> Value {
        self.listeners.remove(path);
        json!({})
    }

    pub fn mode(&self, path: &Path) -> Value {
        match std::fs::symlink_metadata(path) {
            Ok(status) => json!({ "mode": status.permissions().mode() & 0o7777 }),
            Err(_) => json!({}),
        }
    }

    pub fn watch(&mut self, path: PathBuf, watch: Name) -> Value {
        let counts = Arc::new(Counts::default());
        let watching = Arc::clone(&counts);
        let thread = thread::spawn(move || {
            while !watching.over.load(SeqCst) {
                watching.attempts.fetch_add(1, SeqCst);
                match UnixStream::connect(&path) {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => watching.absent.fetch_add(1, SeqCst),
                    Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                        watching.unanswered.fetch_add(1, SeqCst)
                    }
                    _ => 0,
                };
                thread::sleep(Duration::from_micros(100));
            }
        });
        self.watches.insert(watch, (counts, thread));
        json!({})
    }

    pub fn is_watched(&self) -> bool {
        !self.watches.is_empty()
    }

    pub fn watched(&mut self, params: Watched) -> Result<Value, Failure> {
        let (counts, thread) = self.watches.remove(&params.watch).ok_or_else(|| unknown(&params.watch))?;
        counts.over.store(true, SeqCst);
        let _ = thread.join();
        let told = |count: &AtomicU64| count.load(SeqCst);
        Ok(
            json!({ "attempts": told(&counts.attempts), "absent": told(&counts.absent), "unanswered": told(&counts.unanswered) }),
        )
    }
}

impl Drop for Control {
    fn drop(&mut self) {
        for (counts, _) in self.watches.values() {
            counts.over.store(true, SeqCst);
        }
    }
}

fn become_user(user: Option<u32>) -> Result<(), Failure> {
    // SAFETY: changes who this process is for the kernel, and nothing else.
    match user.map(|user| unsafe { libc::seteuid(user) }) {
        None | Some(0) => Ok(()),
        Some(_) => Err(io::Error::last_os_error().into()),
    }
}
