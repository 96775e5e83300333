//! An adapter of the handoff protocol around the published crate `beyond-handoff`, and the processes that it starts.

mod adapter;
mod channel;
mod clients;
mod codec;
mod consumer;
mod control;
mod dirs;
mod environment;
mod failure;
mod incumbent;
mod journal_fault;
mod lock;
mod lock_table;
mod meeting;
mod memory;
mod message;
mod params;
mod pics;
mod process;
mod reader;
mod relay;
mod rest;
mod stage;
mod starting;
mod streams;
mod successor;
mod supervisor;
mod world;

use std::process::exit;

#[global_allocator]
static MEMORY: memory::Counting = memory::Counting;

fn main() {
    stage::enter();
    match std::env::args().nth(1).as_deref() {
        None => adapter::main(),
        Some("incumbent") => incumbent::main(),
        Some("successor") => successor::main(),
        Some("supervisor") => supervisor::main(),
        Some("relay") => relay::main(),
        Some("lock") => lock::main(),
        Some("race") => lock::race(),
        Some("detect") => environment::main(),
        Some(other) => {
            eprintln!("no such part: {other}; without an argument this program is the adapter");
            exit(64);
        }
    }
}
