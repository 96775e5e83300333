//! The canonical JSON of spec/nodedb/messages.schema.json as Rust values and back.

use serde_json::{Map, Value};
use std::collections::HashMap;

/// A value of a message. `Err` says what was expected.
pub trait Json: Sized {
    fn from_json(value: &Value) -> Result<Self, String>;
    fn to_json(&self) -> Option<Value>;
    /// The value of a member that is not there, where that is allowed.
    fn absent() -> Option<Self> {
        None
    }
}

fn expected<T>(what: &str, value: &Value) -> Result<T, String> {
    Err(format!("expected {what}, found {value}"))
}

/// A canonical decimal string.
fn decimal<T: std::str::FromStr + ToString>(what: &str, value: &Value) -> Result<T, String> {
    match value.as_str().map(|text| (text, text.parse::<T>())) {
        Some((text, Ok(number))) if number.to_string() == text => Ok(number),
        _ => expected(what, value),
    }
}

macro_rules! decimals {
    ($($ty:ty),*) => {$(
        impl Json for $ty {
            fn from_json(value: &Value) -> Result<Self, String> {
                decimal(concat!("a decimal string of ", stringify!($ty)), value)
            }
            fn to_json(&self) -> Option<Value> {
                Some(self.to_string().into())
            }
        }
    )*};
}
decimals!(u64, i64, usize);

macro_rules! numbers {
    ($($ty:ty),*) => {$(
        impl Json for $ty {
            fn from_json(value: &Value) -> Result<Self, String> {
                match value.as_u64().and_then(|number| number.try_into().ok()) {
                    Some(number) => Ok(number),
                    None => expected(concat!("a number of ", stringify!($ty)), value),
                }
            }
            fn to_json(&self) -> Option<Value> {
                Some((*self).into())
            }
        }
    )*};
}
numbers!(u16, u32);

impl Json for bool {
    fn from_json(value: &Value) -> Result<Self, String> {
        value.as_bool().map_or_else(|| expected("a boolean", value), Ok)
    }
    fn to_json(&self) -> Option<Value> {
        Some((*self).into())
    }
}

impl Json for String {
    fn from_json(value: &Value) -> Result<Self, String> {
        value.as_str().map_or_else(|| expected("a string", value), |text| Ok(text.to_owned()))
    }
    fn to_json(&self) -> Option<Value> {
        Some(self.clone().into())
    }
}

/// Bytes of lower-case hex.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

/// Lower-case hex of bytes.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)] as char, DIGITS[usize::from(byte & 15)] as char])
        .collect()
}

impl Json for Vec<u8> {
    fn from_json(value: &Value) -> Result<Self, String> {
        value.as_str().and_then(unhex).map_or_else(|| expected("lower-case hex", value), Ok)
    }
    fn to_json(&self) -> Option<Value> {
        Some(hex(self).into())
    }
}

impl<const N: usize> Json for [u8; N] {
    fn from_json(value: &Value) -> Result<Self, String> {
        Vec::<u8>::from_json(value)?.try_into().or_else(|_| expected("lower-case hex of the right length", value))
    }
    fn to_json(&self) -> Option<Value> {
        Some(hex(self).into())
    }
}

impl<T: Json> Json for Option<T> {
    fn from_json(value: &Value) -> Result<Self, String> {
        T::from_json(value).map(Some)
    }
    fn to_json(&self) -> Option<Value> {
        self.as_ref().and_then(T::to_json)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Json> Json for Vec<T> {
    fn from_json(value: &Value) -> Result<Self, String> {
        match value.as_array() {
            Some(items) => items.iter().map(T::from_json).collect(),
            None => expected("an array", value),
        }
    }
    fn to_json(&self) -> Option<Value> {
        Some(self.iter().filter_map(T::to_json).collect())
    }
}

impl<K: Key, T: Json> Json for HashMap<K, T> {
    fn from_json(value: &Value) -> Result<Self, String> {
        match value.as_object() {
            Some(pairs) => pairs.iter().map(|(key, item)| Ok((K::from_key(key)?, T::from_json(item)?))).collect(),
            None => expected("an object", value),
        }
    }
    fn to_json(&self) -> Option<Value> {
        Some(self.iter().filter_map(|(key, item)| Some((key.to_string(), item.to_json()?))).collect())
    }
}

/// A key of a map, a string in JSON.
pub trait Key: Eq + std::hash::Hash + ToString + Sized {
    fn from_key(key: &str) -> Result<Self, String>;
}
impl Key for String {
    fn from_key(key: &str) -> Result<Self, String> {
        Ok(key.to_owned())
    }
}
impl Key for u64 {
    fn from_key(key: &str) -> Result<Self, String> {
        u64::from_json(&key.into())
    }
}

/// The members of an object; refuses those that are not among `known`.
pub fn members<'a>(value: &'a Value, known: &[&str]) -> Result<&'a Map<String, Value>, String> {
    let Some(object) = value.as_object() else { return expected("an object", value) };
    match object.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(format!("expected no member {name:?}")),
        None => Ok(object),
    }
}

pub fn member<T: Json>(object: &Map<String, Value>, name: &str) -> Result<T, String> {
    match object.get(name) {
        Some(value) => T::from_json(value).map_err(|problem| format!("{name}: {problem}")),
        None => T::absent().ok_or_else(|| format!("expected a member {name:?}")),
    }
}

/// `record!(Type { required, … ; added, … })`: an object. An added member may be absent and then takes its default.
macro_rules! record {
    ($ty:path { $($field:ident),* $(; $($late:ident),*)? }) => {
        impl crate::json::Json for $ty {
            fn from_json(value: &serde_json::Value) -> Result<Self, String> {
                let object = crate::json::members(value, &["type", $(stringify!($field),)* $($(stringify!($late),)*)?])?;
                Ok(Self {
                    $($field: crate::json::member(object, stringify!($field))?,)*
                    $($($late: crate::json::member::<Option<_>>(object, stringify!($late))?.unwrap_or_default(),)*)?
                })
            }
            fn to_json(&self) -> Option<serde_json::Value> {
                let mut object = serde_json::Map::new();
                $(if let Some(value) = self.$field.to_json() { object.insert(stringify!($field).into(), value); })*
                $($(if let Some(value) = self.$late.to_json() { object.insert(stringify!($late).into(), value); })*)?
                Some(object.into())
            }
        }
    };
}

/// `tagged!(Type { Variant { member, … }, Unit {}, … })`: an enum, by `kind`.
macro_rules! tagged {
    ($ty:path { $($variant:ident { $($field:ident),* }),* $(,)? }) => {
        impl crate::json::Json for $ty {
            fn from_json(value: &serde_json::Value) -> Result<Self, String> {
                match value["kind"].as_str() {
                    $(Some(stringify!($variant)) => {
                        #[allow(unused_variables)]
                        let object = crate::json::members(value, &["kind", $(stringify!($field)),*])?;
                        Ok(Self::$variant { $($field: crate::json::member(object, stringify!($field))?),* })
                    })*
                    _ => Err(format!("expected a kind of {}, found {value}", stringify!($($variant),*))),
                }
            }
            fn to_json(&self) -> Option<serde_json::Value> {
                let mut object = serde_json::Map::new();
                match self {
                    $(Self::$variant { $($field),* } => {
                        object.insert("kind".into(), stringify!($variant).into());
                        $(if let Some(value) = $field.to_json() { object.insert(stringify!($field).into(), value); })*
                    })*
                    #[allow(unreachable_patterns)]
                    _ => return None,
                }
                Some(object.into())
            }
        }
    };
}

/// `named!(Type { Unit, … })`: an enum of units, its name in JSON.
macro_rules! named {
    ($ty:path { $($variant:ident),* $(,)? }) => {
        impl crate::json::Json for $ty {
            fn from_json(value: &serde_json::Value) -> Result<Self, String> {
                match value.as_str() {
                    $(Some(stringify!($variant)) => Ok(Self::$variant),)*
                    _ => Err(format!("expected one of {}, found {value}", stringify!($($variant),*))),
                }
            }
            fn to_json(&self) -> Option<serde_json::Value> {
                #[allow(unreachable_patterns)]
                match self { $(Self::$variant => Some(stringify!($variant).into()),)* _ => None }
            }
        }
    };
}

pub(crate) use {named, record, tagged};
