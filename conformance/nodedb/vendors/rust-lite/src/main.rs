//! A conformance adapter around nodedb-lite: one JSON object a line on stdin and stdout, as spec/adapter.schema.json and
//! spec/nodedb/adapter.schema.json say. Profile `receiver`; the codec of nodedb-types 0.6.2 answers as well.

#[allow(unused_imports, unused_macros)]
#[path = "../../rust/shim/src/arrays.rs"]
mod arrays;
mod client;
#[allow(unused_imports, unused_macros)]
#[path = "../../rust/shim/src/json.rs"]
mod json;
mod operations;
#[allow(dead_code)]
#[path = "../../rust/shim/src/release.rs"]
mod release;
#[allow(dead_code)]
#[path = "../../rust/shim/src/v0_6.rs"]
mod v0_6;

use serde_json::Value;
use std::io::{BufRead, Write};

fn main() -> std::process::ExitCode {
    match serve() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("nodedb-lite-shim: {problem}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// Answers requests in order until `bye` or the end of input; flushes when no further request waits in the buffer.
fn serve() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut input = std::io::BufReader::with_capacity(1 << 16, std::io::stdin().lock());
    let mut output = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut client = client::Client::new();
    let mut line = Vec::new();
    loop {
        if input.buffer().is_empty() {
            output.flush()?;
        }
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return output.flush();
        }
        let request: Value = serde_json::from_slice(&line).map_err(std::io::Error::other)?;
        let op = request["op"].as_str().unwrap_or_default();
        let mut reply = runtime.block_on(operations::answer(&mut client, op, &request["params"]));
        reply["id"] = request["id"].clone();
        serde_json::to_writer(&mut output, &reply)?;
        output.write_all(b"\n")?;
        if op == "bye" {
            return output.flush();
        }
    }
}
