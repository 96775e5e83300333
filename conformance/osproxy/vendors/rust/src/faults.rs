//! Armed store faults.

use serde::Deserialize;

use crate::params::{present, Bounded, Text};
use crate::store::Caller;

/// What a call to the store meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    BeforeApply,
    AfterApply,
    Duplicate,
    Delay,
    Unavailable,
    Stall,
}

/// The store operations that a fault can hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreCall {
    Set,
    BeginMigration,
    EnterCutover,
    CompleteMigration,
    AbortMigration,
    State,
    Resolve,
    AdmitWrite,
}

impl StoreCall {
    pub fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::BeginMigration => "begin_migration",
            Self::EnterCutover => "enter_cutover",
            Self::CompleteMigration => "complete_migration",
            Self::AbortMigration => "abort_migration",
            Self::State => "state",
            Self::Resolve => "resolve",
            Self::AdmitWrite => "admit_write",
        }
    }

    pub fn is_change(self) -> bool {
        !matches!(self, Self::State | Self::Resolve | Self::AdmitWrite)
    }
}

/// Parameters of `fault.arm`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arm {
    pub op: StoreCall,
    pub mode: Mode,
    #[serde(default, deserialize_with = "present")]
    pub count: Option<Bounded<1, 1000>>,
    #[serde(default, deserialize_with = "present")]
    pub retryable: Option<bool>,
    // The crates' errors hold static text only, so this wording is checked and then replaced (see `store::reason`).
    #[serde(default, deserialize_with = "present")]
    pub reason: Option<Text<200>>,
    #[serde(default, deserialize_with = "present")]
    pub instance: Option<Bounded<0, 63>>,
    #[serde(default, deserialize_with = "present")]
    pub code: Option<Text<64>>,
}

impl Arm {
    /// Modes that act on the effect of a change make no sense on a query.
    pub fn is_possible(&self) -> bool {
        self.op.is_change() || !matches!(self.mode, Mode::AfterApply | Mode::Duplicate | Mode::Delay)
    }
}

/// A fault that a call has met.
#[derive(Clone, Copy, Debug)]
pub struct Met {
    pub mode: Mode,
    pub retryable: bool,
}

struct Armed {
    op: StoreCall,
    met: Met,
    instance: Option<u64>,
    left: u64,
}

/// Armed faults in the order of arming. A call meets the first one that is meant for it.
#[derive(Default)]
pub struct Faults {
    armed: Vec<Armed>,
}

impl Faults {
    pub fn arm(&mut self, arm: &Arm) {
        self.armed.push(Armed {
            op: arm.op,
            met: Met { mode: arm.mode, retryable: arm.retryable.unwrap_or(true) },
            instance: arm.instance.map(|instance| instance.0),
            left: arm.count.map_or(1, |count| count.0),
        });
    }

    pub fn meet(&mut self, op: StoreCall, caller: Caller) -> Option<Met> {
        let at = self.armed.iter().position(|fault| {
            fault.op == op && fault.instance.is_none_or(|instance| caller == Caller::Proxy(instance))
        })?;
        let fault = &mut self.armed[at];
        let met = fault.met;
        fault.left -= 1;
        if fault.left == 0 {
            self.armed.remove(at);
        }
        Some(met)
    }

    pub fn clear(&mut self) {
        self.armed.clear();
    }
}
