//! The adapter against the published crates.

mod conversation;
mod faults;
mod proxies;
mod stdio;
mod transcript;
