//! Requests to a proxy instance, as operations describe them.

use serde::Deserialize;

use crate::params::{present, Bounded, Id, List, Object};

/// Where a request stops: before the gate is asked (a write's `resolved`, a bulk's `prepared`), or before anything is
/// sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    Resolved,
    Gated,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WriteStop {
    Resolved,
    Gated,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BulkStop {
    Prepared,
    Gated,
}

/// Where a resumed request can stop again.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResumeStop {
    Gated,
}

impl From<WriteStop> for Stop {
    fn from(stop: WriteStop) -> Self {
        match stop {
            WriteStop::Resolved => Self::Resolved,
            WriteStop::Gated => Self::Gated,
        }
    }
}

impl From<BulkStop> for Stop {
    fn from(stop: BulkStop) -> Self {
        match stop {
            BulkStop::Prepared => Self::Resolved,
            BulkStop::Gated => Self::Gated,
        }
    }
}

impl From<ResumeStop> for Stop {
    fn from(ResumeStop::Gated: ResumeStop) -> Self {
        Self::Gated
    }
}

/// How a held write ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Commit,
    Timeout,
    TimeoutApplied,
    ResetApplied,
    ResetNotApplied,
}

/// The request that `proxy.resume` or `proxy.result` means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Request {
    Write(String),
    Bulk(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Index,
    Create,
    Delete,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WriteMode {
    Sync,
    Async,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Write {
    pub instance: Bounded<0, 63>,
    pub write_id: Id,
    #[serde(default, deserialize_with = "present")]
    pub partition: Option<Id>,
    pub doc_id: Id,
    pub action: Action,
    #[serde(default, deserialize_with = "present")]
    pub mode: Option<WriteMode>,
    #[serde(default, deserialize_with = "present")]
    pub stop_at: Option<WriteStop>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WriteItem {
    pub write_id: Id,
    #[serde(default, deserialize_with = "present")]
    pub partition: Option<Id>,
    pub doc_id: Id,
    pub action: Action,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bulk {
    pub instance: Bounded<0, 63>,
    pub bulk_id: Id,
    pub items: List<Object<WriteItem>, 1, 1024>,
    #[serde(default, deserialize_with = "present")]
    pub stop_at: Option<BulkStop>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Read {
    pub instance: Bounded<0, 63>,
    #[serde(default, deserialize_with = "present")]
    pub partition: Option<Id>,
    #[serde(default, deserialize_with = "present")]
    pub doc_id: Option<Id>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadItem {
    #[serde(default, deserialize_with = "present")]
    pub partition: Option<Id>,
    pub doc_id: Id,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MultiRead {
    pub instance: Bounded<0, 63>,
    pub items: List<Object<ReadItem>, 1, 1024>,
}
