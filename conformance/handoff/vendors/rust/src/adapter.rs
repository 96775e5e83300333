//! The adapter: requests on standard input, one JSON object a line, replies in order on standard output.

use std::io::{self, BufRead, Write};

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::pics;
use crate::world::World;

/// The longest line in bytes, without its LF.
const LIMIT: usize = 16 << 20;

pub fn main() {
    // What this program was given beside its standard streams is nobody else's.
    // SAFETY: marks descriptors, and touches none of this program's.
    unsafe { libc::close_range(3, u32::MAX, libc::CLOSE_RANGE_CLOEXEC as i32) };
    let mut world = new_world();
    let mut input = io::stdin().lock();
    let mut output = io::stdout().lock();
    loop {
        let line = match next_line(&mut input) {
            Ok(Some(line)) => line,
            Ok(None) => break,
            Err(error) => {
                eprintln!("standard input: {error}");
                break;
            }
        };
        let (reply, over) = reply(&mut world, line.as_deref());
        if writeln!(output, "{reply}").and_then(|()| output.flush()).is_err() || over {
            break;
        }
    }
}

fn new_world() -> World {
    World::new().unwrap_or_else(|failure| {
        eprintln!("the adapter cannot work here: {}", failure.0);
        std::process::exit(70)
    })
}

/// A line without its LF; `Some(None)` is one that is too long. What has no LF at the end is nobody's line.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Option<Vec<u8>>>> {
    let mut line = Vec::new();
    let mut too_long = false;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let taken = end.map_or(buffer.len(), |end| end + 1);
        if !too_long {
            line.extend(&buffer[..end.unwrap_or(taken)]);
        }
        input.consume(taken);
        too_long |= line.len() > LIMIT;
        if too_long {
            line = Vec::new();
        }
        if end.is_some() {
            return Ok(Some((!too_long).then_some(line)));
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    id: u64,
    op: String,
    #[serde(default)]
    params: Map<String, Value>,
}

fn reply(world: &mut World, line: Option<&[u8]>) -> (Value, bool) {
    let Some(line) = line else { return (json!({ "id": null, "error": { "code": "too_large" } }), false) };
    let malformed = || (json!({ "id": null, "error": { "code": "malformed" } }), false);
    let Ok(strict) = serde_json::from_slice::<Strict>(line) else { return malformed() };
    let Some(id) = strict.0["id"].as_u64().filter(|id| (1..1 << 53).contains(id)) else { return malformed() };
    let request: Request = match serde_json::from_value(strict.0) {
        Ok(request) => request,
        Err(why) => {
            return (
                json!({ "id": id, "error": { "code": "invalid_params", "message": format!("{why}; see spec/adapter.schema.json") } }),
                false,
            );
        }
    };
    let over = request.op == "bye";
    let reply = match world.answer(&request.op, Value::Object(request.params)) {
        Ok(Some(result)) => json!({ "id": request.id, "ok": result }),
        Ok(None) => {
            json!({ "id": request.id, "unsupported": format!("beyond-handoff {} has nothing for {}", pics::VERSION, request.op) })
        }
        Err(failure) => json!({ "id": request.id, "error": failure.0 }),
    };
    (reply, over)
}

/// JSON in which no object names a member twice.
struct Strict(Value);

impl<'a> Deserialize<'a> for Strict {
    fn deserialize<D: serde::Deserializer<'a>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(StrictVisitor).map(Strict)
    }
}

struct StrictVisitor;

impl<'a> serde::de::Visitor<'a> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: serde::de::SeqAccess<'a>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: serde::de::MapAccess<'a>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some((name, Strict(value))) = object.next_entry::<String, Strict>()? {
            if members.insert(name, value).is_some() {
                return Err(serde::de::Error::custom("a member twice"));
            }
        }
        Ok(members.into())
    }
}
