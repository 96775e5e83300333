//! The child of a supervisor that the driver plays: it tells what it was given, and passes bytes both ways between its control
//! stream and the driver.

use std::fs::read_dir;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener};
use std::os::fd::{BorrowedFd, FromRawFd, RawFd};
use std::os::unix::net::UnixStream;
use std::thread;

use serde_json::{Value, json};

use crate::channel::{Channel, MEETING, high, hopeless, variable};
use crate::failure::Failure;
use crate::params::DescriptorKind;

pub fn main() {
    let given = descriptors();
    let environment: serde_json::Map<String, Value> = std::env::vars()
        .filter(|(name, _)| !name.starts_with("SHIM_") && !name.starts_with("HANDOFF_CRASH_"))
        .map(|(name, value)| (name, value.into()))
        .collect();
    let channel = Channel::open(json!({ "relay": { "environment": environment, "descriptors": given } }))
        .unwrap_or_else(|error| hopeless(error));
    if let Err(error) = pump() {
        eprintln!("no control stream: {error}");
    }
    channel.serve(|_| Err(Failure::new("out_of_order", "the driver plays this process")))
}

fn pump() -> io::Result<()> {
    let number: RawFd = variable("HANDOFF_SOCK_FD")?.parse().map_err(io::Error::other)?;
    if kind(number) != DescriptorKind::UnixStream {
        return Err(io::Error::other(format!("descriptor {number} is no stream")));
    }
    // SAFETY: inherited for this, and used nowhere else.
    let control = unsafe { UnixStream::from_raw_fd(number) };
    let mut driver = high(UnixStream::connect(variable(MEETING)?)?)?;
    writeln!(driver, "{}", json!({ "stream_of": std::process::id() }))?;
    let ends = [(control.try_clone()?, driver.try_clone()?), (driver, control)];
    for (mut from, mut to) in ends {
        thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(length @ 1..) = from.read(&mut bytes) {
                if to.write_all(&bytes[..length]).is_err() {
                    break;
                }
            }
            let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
        });
    }
    Ok(())
}

/// Open descriptors from 3 on, in order.
fn descriptors() -> Vec<Value> {
    let mut numbers: Vec<RawFd> = match read_dir("/proc/self/fd") {
        Ok(entries) => entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect(),
        Err(_) => Vec::new(),
    };
    // The descriptor of the reading itself is closed by now.
    // SAFETY: asking for flags of a number changes nothing.
    numbers.retain(|number| *number >= 3 && unsafe { libc::fcntl(*number, libc::F_GETFD) } >= 0);
    numbers.sort_unstable();
    let tell = |number: RawFd| {
        // SAFETY: as above.
        let flags = unsafe { libc::fcntl(number, libc::F_GETFD) };
        let mut told =
            json!({ "number": number, "kind": kind(number), "close_on_exec": flags & libc::FD_CLOEXEC != 0 });
        if let Some(port) = port(number) {
            told["port"] = port.into();
        }
        told
    };
    numbers.into_iter().map(tell).collect()
}

fn option(number: RawFd, name: libc::c_int) -> Option<libc::c_int> {
    let mut value: libc::c_int = 0;
    let mut size = size_of::<libc::c_int>() as libc::socklen_t;
    // SAFETY: `value` and `size` are ours and fit together.
    let got = unsafe { libc::getsockopt(number, libc::SOL_SOCKET, name, (&raw mut value).cast(), &raw mut size) };
    (got == 0).then_some(value)
}

fn port(number: RawFd) -> Option<u16> {
    if kind(number) != DescriptorKind::TcpListener {
        return None;
    }
    // SAFETY: the number is open, and its copy is owned by `listener` alone.
    let copy = unsafe { BorrowedFd::borrow_raw(number) }.try_clone_to_owned().ok()?;
    let listener = TcpListener::from(copy);
    listener.local_addr().ok().map(|address| address.port())
}

/// What a descriptor is.
pub fn kind(number: RawFd) -> DescriptorKind {
    // SAFETY: `status` is filled by the call, or the call fails.
    let mode = unsafe {
        let mut status: libc::stat = std::mem::zeroed();
        if libc::fstat(number, &raw mut status) != 0 {
            return DescriptorKind::Closed;
        }
        status.st_mode & libc::S_IFMT
    };
    if mode == libc::S_IFIFO {
        return DescriptorKind::Pipe;
    }
    if mode != libc::S_IFSOCK {
        return DescriptorKind::File;
    }
    if option(number, libc::SO_TYPE) != Some(libc::SOCK_STREAM) {
        return DescriptorKind::Datagram;
    }
    let unix = option(number, libc::SO_DOMAIN) == Some(libc::AF_UNIX);
    match (unix, option(number, libc::SO_ACCEPTCONN) == Some(1)) {
        (true, true) => DescriptorKind::UnixListener,
        (true, false) => DescriptorKind::UnixStream,
        (false, true) => DescriptorKind::TcpListener,
        (false, false) => DescriptorKind::TcpStream,
    }
}
