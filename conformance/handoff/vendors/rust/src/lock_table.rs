//! Who holds a lock, read off the kernel's table: trying a lock would get in the way of who wants it, and taking it through
//! the crate would write and remove the pidfile.

use std::fs::{File, read_to_string};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::OnceLock;

pub const LOCK_FILE: &str = ".handoff.lock";
pub const PID_FILE: &str = ".handoff.pidfile";

/// Device and inode of each file that is locked with flock, and the process that took it.
fn held() -> Vec<(String, i32)> {
    let table = read_to_string("/proc/locks").unwrap_or_default();
    let row = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        match fields.as_slice() {
            [_, "FLOCK", _, _, pid, file, ..] => Some(((*file).to_owned(), pid.parse().unwrap_or(0))),
            _ => None,
        }
    };
    table.lines().filter_map(row).collect()
}

/// What the table calls the device of the directories of this run; `stat` may call it otherwise.
pub fn device_of(directory: &Path) -> io::Result<String> {
    static KNOWN: OnceLock<String> = OnceLock::new();
    if let Some(device) = KNOWN.get() {
        return Ok(device.clone());
    }
    // A table that changes while it is read may lack a row.
    let told = (0..100).map(|_| look_up(directory)).find(|told| !matches!(told, Ok(None)));
    let device = told.transpose()?.flatten().ok_or_else(|| io::Error::other("/proc/locks does not show a lock"))?;
    Ok(KNOWN.get_or_init(|| device).clone())
}

fn look_up(directory: &Path) -> io::Result<Option<String>> {
    let probe = File::create(directory.join("probe"))?;
    // SAFETY: flock on a descriptor that is open.
    if unsafe { libc::flock(probe.as_raw_fd(), libc::LOCK_EX) } != 0 {
        return Err(io::Error::last_os_error());
    }
    let end = format!(":{}", probe.metadata()?.ino());
    let pid = std::process::id() as i32;
    let mine = held().into_iter().find(|(file, holder)| *holder == pid && file.ends_with(&end));
    Ok(mine.map(|(file, _)| file.trim_end_matches(end.as_str()).to_owned()))
}

/// The process that took the lock of a data directory.
pub fn holder(device: &str, data: &Path) -> Option<i32> {
    let inode = std::fs::metadata(data.join(LOCK_FILE)).ok()?.ino();
    let file = format!("{device}:{inode}");
    // A table that changes while it is read may lack a row.
    (0..4).find_map(|_| held().into_iter().find(|(held, _)| *held == file)).map(|(_, pid)| pid)
}
