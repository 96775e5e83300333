//! Operations of the catalogue.

use osproxy_core::{Epoch, PartitionId};
use osproxy_spi::Placement;
use osproxy_tenancy::PartitionState;

use crate::faults::Arm;
use crate::requests::{Bulk, MultiRead, Outcome, Read, Request, Stop, Write};
use crate::store::Change;

/// An operation that has been read in full: nothing about its form is left to refuse.
pub enum Operation {
    Query(PartitionState),
    Set(PartitionId, Placement),
    Change(Change),
    State(PartitionId),
    Resolve(PartitionId),
    AdmitWrite(PartitionId, Epoch),
    CurrentEpoch,
    Calls(u64),
    ControllerChange(u64, Change),
    ControllerState(u64, PartitionId),
    Barrier(u64),
    RestartController(u64, Option<u64>),
    Advance(u64),
    Rewind(u64),
    Now,
    Arm(Arm),
    Release,
    Clear,
    Write(Write),
    Bulk(Bulk),
    Read(Read),
    MultiGet(MultiRead),
    MultiSearch(MultiRead),
    Resume(Request, Option<Stop>),
    Progress(Request),
    Hold(String),
    Settle(String, Outcome),
    Log(u64),
    Explain(String),
    Concurrent(Vec<Vec<Operation>>, u64),
}

impl Operation {
    /// Lanes talk to the system under test; the clock, the upstream and the faults stay with the driver, but for the
    /// release that a stalled call may be waiting for.
    pub fn may_run_in_a_lane(&self) -> bool {
        matches!(
            self,
            Self::Query(_)
                | Self::Set(..)
                | Self::Change(_)
                | Self::State(_)
                | Self::Resolve(_)
                | Self::AdmitWrite(..)
                | Self::CurrentEpoch
                | Self::ControllerChange(..)
                | Self::ControllerState(..)
                | Self::Barrier(_)
                | Self::Release
                | Self::Write(_)
                | Self::Bulk(_)
                | Self::Read(_)
                | Self::MultiGet(_)
                | Self::MultiSearch(_)
        )
    }

    /// The partition whose epoch this operation reads.
    pub fn reads(&self) -> Option<&PartitionId> {
        match self {
            Self::State(partition) | Self::Resolve(partition) | Self::ControllerState(_, partition) => Some(partition),
            _ => None,
        }
    }
}
