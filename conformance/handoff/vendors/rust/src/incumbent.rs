//! The process of an incumbent: cold start, then service until a Commit.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread;

use handoff::{DataDirLock, Incumbent};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::channel::{Channel, Teller, hopeless};
use crate::consumer::{Consumer, Daemon};
use crate::failure::Failure;
use crate::params::{Hex, Hooks};

#[derive(Deserialize)]
struct Start {
    data: PathBuf,
    control: PathBuf,
    device: String,
    build_id: Hex,
    hooks: Hooks,
}

pub fn main() {
    let channel = Channel::open(Value::Null).unwrap_or_else(|error| hopeless(error));
    let teller = channel.teller.clone();
    let (begin, begun) = mpsc::channel::<(Incumbent, Arc<Consumer>)>();
    let server = teller.clone();
    thread::spawn(move || {
        if let Ok((incumbent, consumer)) = begun.recv() {
            serve(incumbent, &consumer, &server);
        }
    });
    let mut consumer: Option<Arc<Consumer>> = None;
    channel.serve(|command| match &consumer {
        Some(consumer) => consumer.answer(command),
        None => {
            let (incumbent, daemon) = start(command, teller.clone())?;
            let _ = begin.send((incumbent, Arc::clone(&daemon)));
            consumer = Some(daemon);
            Ok(json!({}))
        }
    })
}

fn start(command: &Value, teller: Teller) -> Result<(Incumbent, Arc<Consumer>), Failure> {
    let start: Start = serde_json::from_value(command.clone()).map_err(|why| Failure::new("io", why))?;
    let lock = DataDirLock::acquire(&start.data)?;
    let consumer = Consumer::new(&start.data, start.device, start.hooks, teller);
    consumer.open()?;
    let incumbent = Incumbent::bind_cold_start(&start.control, lock)?.with_build_id(start.build_id.0);
    Ok((incumbent, consumer))
}

/// Serves, tells how it ended, and ends the process: 0 after a Commit, else 1.
pub fn serve(incumbent: Incumbent, consumer: &Arc<Consumer>, teller: &Teller) -> ! {
    match incumbent.serve(Daemon(Arc::clone(consumer))) {
        Ok(()) => teller.exit(0),
        Err(error) => {
            eprintln!("the incumbent ended: {error}");
            teller.tell(json!({ "serve_error": Failure::from(error).code() }));
            teller.exit(1)
        }
    }
}
