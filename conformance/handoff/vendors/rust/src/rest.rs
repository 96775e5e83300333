//! Whether the processes that the adapter has started, and theirs, have come to rest: no thread of them runs or waits for a
//! processor or a disk, and none has run since the look before. What one of them brings about in another makes that one run before
//! it rests itself, so nothing is in flight then but what time brings.

use std::collections::BTreeSet;
use std::fs::{read_dir, read_to_string};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Longer than what any operation brings about takes on a busy machine.
const LIMIT: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_micros(100);

#[derive(Default)]
pub struct Rest {
    ours: BTreeSet<i32>,
    foreign: BTreeSet<i32>,
}

/// Process, thread, and how often it was switched away from.
type Threads = Vec<(i32, i32, u64)>;

impl Rest {
    /// Returns when they rest, or when they have not for long.
    pub fn wait(&mut self) {
        let limit = Instant::now() + LIMIT;
        let mut before = self.look();
        while Instant::now() < limit {
            let now = self.look();
            if now.is_some() && now == before {
                return;
            }
            if now.is_none() {
                sleep(PAUSE);
            }
            before = now;
        }
    }

    /// None where one of them does not rest.
    fn look(&mut self) -> Option<Threads> {
        self.find();
        let mut threads = Vec::new();
        for process in &self.ours {
            for thread in numbers(&format!("/proc/{process}/task")) {
                let place = format!("/proc/{process}/task/{thread}");
                let status = read_to_string(format!("{place}/status")).ok()?;
                match field(&status, "State:")?.chars().next()? {
                    'T' | 't' | 'Z' | 'X' => {}
                    // One that was interrupted on its way to sleep is called asleep; that it still runs is told elsewhere.
                    'S' if !read_to_string(format!("{place}/syscall")).ok()?.starts_with("running") => {}
                    _ => return None,
                }
                let switches =
                    [field(&status, "voluntary_ctxt_switches:"), field(&status, "nonvoluntary_ctxt_switches:")];
                let switches = switches.into_iter().filter_map(|count| count?.parse::<u64>().ok()).sum();
                threads.push((*process, thread, switches));
            }
        }
        Some(threads)
    }

    /// Who is a child of this process or of theirs; an orphan has come to this process.
    fn find(&mut self) {
        let me = std::process::id() as i32;
        let there: BTreeSet<i32> = numbers("/proc").into_iter().collect();
        self.ours.retain(|process| there.contains(process));
        self.foreign.retain(|process| there.contains(process));
        let mut unknown: Vec<(i32, i32)> = there
            .iter()
            .filter(|process| **process != me && !self.ours.contains(process) && !self.foreign.contains(process))
            .map(|process| (*process, parent(*process).unwrap_or(0)))
            .collect();
        while let Some(at) = unknown.iter().position(|(_, parent)| *parent == me || self.ours.contains(parent)) {
            self.ours.insert(unknown.swap_remove(at).0);
        }
        self.foreign.extend(unknown.iter().map(|(process, _)| process));
    }
}

fn parent(process: i32) -> Option<i32> {
    field(&read_to_string(format!("/proc/{process}/status")).ok()?, "PPid:")?.parse().ok()
}

fn numbers(directory: &str) -> Vec<i32> {
    let entries = read_dir(directory).map(|entries| entries.flatten().collect::<Vec<_>>()).unwrap_or_default();
    entries.iter().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

/// The text behind a name at the beginning of a line.
fn field<'a>(status: &'a str, name: &str) -> Option<&'a str> {
    status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
}
