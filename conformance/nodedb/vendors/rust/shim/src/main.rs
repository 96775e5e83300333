//! A conformance adapter around the codec of published releases of nodedb-types: one JSON object a line on stdin and stdout, as
//! spec/adapter.schema.json and spec/nodedb/adapter.schema.json say, profile `codec`.
//!
//! `nodedb-shim [RELEASE]` speaks for one release; without an argument for the first of those that it was built with.

mod arrays;
mod json;
mod release;
#[cfg(feature = "every-release")]
mod v0_0;
#[cfg(feature = "every-release")]
mod v0_2;
mod v0_4;
#[cfg(feature = "every-release")]
mod v0_6;

use json::{hex, unhex};
use release::{Refusal, Release};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

const RELEASES: &[&Release] = &[
    #[cfg(feature = "every-release")]
    &v0_0::v0_0_6::RELEASE,
    #[cfg(feature = "every-release")]
    &v0_0::v0_0_4::RELEASE,
    #[cfg(feature = "every-release")]
    &v0_2::RELEASE,
    &v0_4::RELEASE,
    #[cfg(feature = "every-release")]
    &v0_6::RELEASE,
];

fn main() -> std::process::ExitCode {
    let wanted = std::env::args().nth(1);
    let chosen = RELEASES.iter().find(|release| wanted.as_deref().is_none_or(|version| version == release.version));
    let Some(release) = chosen else {
        let versions: Vec<_> = RELEASES.iter().map(|release| release.version).collect();
        eprintln!("nodedb-shim: expected a release of {}", versions.join(", "));
        return std::process::ExitCode::from(64);
    };
    match serve(release) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("nodedb-shim: {problem}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// Answers requests in order until `bye` or the end of input; flushes when no further request waits in the buffer.
fn serve(release: &Release) -> std::io::Result<()> {
    let mut input = std::io::BufReader::with_capacity(1 << 16, std::io::stdin().lock());
    let mut output = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
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
        let mut reply = answer(release, op, &request["params"]);
        reply["id"] = request["id"].clone();
        serde_json::to_writer(&mut output, &reply)?;
        output.write_all(b"\n")?;
        if op == "bye" {
            return output.flush();
        }
    }
}

fn answer(release: &Release, op: &str, params: &Value) -> Value {
    match op {
        "hello" => json!({ "ok": pics(release) }),
        "reset" | "bye" => json!({ "ok": {} }),
        "codec.encode" => match only(params, "message") {
            Some(message) if message.is_object() => match (release.encode)(message) {
                Ok(frame) => json!({ "ok": { "frame": hex(&frame) } }),
                Err(refusal) => refused(refusal),
            },
            _ => invalid("expected the member message, an object"),
        },
        "codec.decode" => match bytes(params) {
            Some(bytes) => match (release.decode)(&bytes) {
                Ok(read) => json!({ "ok": { "type": read.code, "consumed": read.consumed, "message": read.message } }),
                Err(refusal) => refused(refusal),
            },
            None => invalid("expected the member hex, lower-case hex"),
        },
        "codec.crc32c" => match bytes(params) {
            Some(bytes) => json!({ "ok": { "crc32c": crc32c::crc32c(&bytes) } }),
            None => invalid("expected the member hex, lower-case hex"),
        },
        _ => json!({ "unsupported": format!("{op}: the crate has a codec only") }),
    }
}

fn pics(release: &Release) -> Value {
    json!({
        "implementation": "nodedb-types",
        "version": release.version,
        "language": "rust",
        "protocol": "nodedb",
        "profile": "codec",
        "roles": ["CODEC"],
        "capabilities": [],
        "clock": "virtual",
        "deterministic": true,
        "parameters": { "dialect": (release.dialect)() },
        // The crate's types cannot hold such values, so it is the shim that refuses them.
        "shim_defined": ["NDB-011"],
    })
}

/// The value of the only member.
fn only<'a>(params: &'a Value, name: &str) -> Option<&'a Value> {
    params.as_object().filter(|object| object.len() == 1)?.get(name)
}

fn bytes(params: &Value) -> Option<Vec<u8>> {
    only(params, "hex")?.as_str().and_then(unhex)
}

fn invalid(message: &str) -> Value {
    json!({ "error": { "code": "invalid_params", "message": message } })
}

fn refused(refusal: Refusal) -> Value {
    let (code, message) = match refusal {
        Refusal::TooShort => ("frame-too-short", "SyncFrame::from_bytes answers None".into()),
        Refusal::Version => ("frame-version", "SyncFrame::from_bytes answers None".into()),
        Refusal::Checksum => ("frame-checksum", "SyncFrame::from_bytes answers None".into()),
        Refusal::UnknownType => ("frame-unknown-type", "SyncMessageType::from_u8 answers None".into()),
        Refusal::Truncated => ("frame-truncated", "SyncFrame::from_bytes answers None".into()),
        Refusal::Body => ("body-invalid", "SyncFrame::decode_body answers None".into()),
        Refusal::Range(problem) => ("encode-range", problem),
    };
    json!({ "error": { "code": code, "message": message } })
}
