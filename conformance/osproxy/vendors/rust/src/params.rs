//! Building blocks of operation parameters, as strict as `spec/osproxy/messages.schema.json`.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// An opaque name of at most 4096 bytes of UTF-8; the empty one is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Id(pub String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        if text.len() > 4096 {
            return Err(D::Error::custom("expected an identifier of at most 4096 bytes"));
        }
        Ok(Self(text))
    }
}

/// An unsigned 64-bit integer in canonical decimal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct U64(pub u64);

impl<'de> Deserialize<'de> for U64 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        match text.parse::<u64>() {
            Ok(number) if number.to_string() == text => Ok(Self(number)),
            _ => Err(D::Error::custom("expected a canonical decimal string from \"0\" to \"18446744073709551615\"")),
        }
    }
}

/// An integer from `LOW` to `HIGH`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounded<const LOW: u64, const HIGH: u64>(pub u64);

impl<'de, const LOW: u64, const HIGH: u64> Deserialize<'de> for Bounded<LOW, HIGH> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = u64::deserialize(from)?;
        if !(LOW..=HIGH).contains(&number) {
            return Err(D::Error::custom(format!("expected an integer from {LOW} to {HIGH}")));
        }
        Ok(Self(number))
    }
}

/// A text of 1 to `MOST` characters.
#[derive(Clone, Debug)]
pub struct Text<const MOST: usize>(pub String);

impl<'de, const MOST: usize> Deserialize<'de> for Text<MOST> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        if !(1..=MOST).contains(&text.chars().count()) {
            return Err(D::Error::custom(format!("expected a text of 1 to {MOST} characters")));
        }
        Ok(Self(text))
    }
}

/// A list of `LEAST` to `MOST` members.
#[derive(Clone, Debug)]
pub struct List<T, const LEAST: usize, const MOST: usize>(pub Vec<T>);

impl<'de, T: Deserialize<'de>, const LEAST: usize, const MOST: usize> Deserialize<'de> for List<T, LEAST, MOST> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let members = Vec::deserialize(from)?;
        if !(LEAST..=MOST).contains(&members.len()) {
            return Err(D::Error::custom(format!("expected {LEAST} to {MOST} members")));
        }
        Ok(Self(members))
    }
}

/// A JSON object; serde alone would also take an array of the members' values.
#[derive(Clone, Debug)]
pub struct Object<T>(pub T);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let members = Map::deserialize(from)?;
        T::deserialize(Value::Object(members)).map(Self).map_err(D::Error::custom)
    }
}

/// A member that may be absent but, where present, is a value: `null` is refused.
pub fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}
