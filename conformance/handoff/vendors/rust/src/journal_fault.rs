//! Lets the n-th write of a journal fail. The crate ends each with a rename, which this program answers itself.

use std::ffi::{CStr, c_char, c_int};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

static FAILING: AtomicU64 = AtomicU64::new(0);
static WRITES: AtomicU64 = AtomicU64::new(0);
static JOURNAL: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Watches this path.
pub fn watch(journal: &str) {
    *JOURNAL.lock().unwrap_or_else(|poison| poison.into_inner()) = journal.as_bytes().to_vec();
}

/// The write with this number from now on fails, counted from 1.
pub fn fail(write: u64) {
    FAILING.store(WRITES.load(SeqCst) + write, SeqCst);
}

/// # Safety
/// As `rename` of the C library, which it stands for in this program.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    // SAFETY: both are texts that end in NUL, as the callers of rename promise.
    let journal =
        *JOURNAL.lock().unwrap_or_else(|poison| poison.into_inner()) == unsafe { CStr::from_ptr(to) }.to_bytes();
    if journal && WRITES.fetch_add(1, SeqCst) + 1 == FAILING.load(SeqCst) {
        // SAFETY: errno of this thread.
        unsafe { *libc::__errno_location() = libc::EIO };
        return -1;
    }
    // SAFETY: the same call, made to the kernel.
    unsafe { libc::syscall(libc::SYS_renameat2, libc::AT_FDCWD, from, libc::AT_FDCWD, to, 0) as c_int }
}
