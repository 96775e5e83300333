//! `codec.*` and `journal.*`: the crate's frames and records.

use handoff::frame::{read_message, write_message};
use handoff::protocol::{negotiate_version, short_name};
use handoff::state::StateJournal;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::memory::peak_of;
use crate::message::{message_from, message_to, record_from, record_to};
use crate::params::{Decode, Encode, Hex, Negotiate, OneHex, OneMessage, OneRecord};

pub fn encode(params: Encode) -> Result<Value, Failure> {
    let mut frame = Vec::new();
    write_message(&mut frame, params.version, &message_from(&params.message)?)?;
    Ok(json!({ "frame": Hex(frame) }))
}

pub fn decode(params: Decode) -> Result<Value, Failure> {
    let _ = params.negotiated; // the crate does not look at headers
    let mut rest = params.hex.0.as_slice();
    let (version, message) = read_message(&mut rest)?;
    Ok(json!({ "version": version, "message": message_to(message), "consumed": params.hex.0.len() - rest.len() }))
}

pub fn negotiate(params: Negotiate) -> Result<Value, Failure> {
    Ok(json!({ "version": negotiate_version(params.our_min, params.our_max, params.their_min, params.their_max)? }))
}

pub fn name(params: OneMessage) -> Result<Value, Failure> {
    Ok(json!({ "name": short_name(&message_from(&params.message)?) }))
}

pub fn memory(params: OneHex) -> Result<Value, Failure> {
    Ok(json!({ "peak_bytes": peak_of(|| read_message(&mut params.hex.0.as_slice()).is_ok()) }))
}

pub fn encode_journal(params: OneRecord) -> Result<Value, Failure> {
    let bytes = postcard::to_allocvec(&record_from(&params.record)?).map_err(handoff::Error::from)?;
    Ok(json!({ "hex": Hex(bytes) }))
}

pub fn decode_journal(params: OneHex, scratch: &std::path::Path) -> Result<Value, Failure> {
    std::fs::write(scratch, &params.hex.0)?;
    match StateJournal::read(scratch)? {
        Some(record) => Ok(json!({ "record": record_to(record) })),
        None => Err(Failure::new("io", "the file has gone")),
    }
}
