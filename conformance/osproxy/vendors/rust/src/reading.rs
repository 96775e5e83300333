//! Reads operations and their parameters (`spec/osproxy/adapter.schema.json`).

use osproxy_core::{Epoch, PartitionId};
use serde::de::DeserializeOwned;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::answer::Answer;
use crate::faults::Arm;
use crate::operation::Operation;
use crate::params::{present, Bounded, Id, List, Object, U64};
use crate::pics::Profile;
use crate::projection::{PlacementForm, StateForm};
use crate::requests::{Outcome, Request, ResumeStop};
use crate::store::Change;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    state: Object<StateForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    partition: Id,
    placement: Object<PlacementForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Begin {
    partition: Id,
    to: Object<PlacementForm>,
    #[serde(default, deserialize_with = "present")]
    expect_epoch: Option<U64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StoreChange {
    partition: Id,
    #[serde(default, deserialize_with = "present")]
    expect_epoch: Option<U64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Partition {
    partition: Id,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Admit {
    partition: Id,
    epoch: U64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Since {
    #[serde(default, deserialize_with = "present")]
    since: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ControllerBegin {
    partition: Id,
    to: Object<PlacementForm>,
    #[serde(default, deserialize_with = "present")]
    controller: Option<Bounded<0, 63>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ControllerChange {
    partition: Id,
    #[serde(default, deserialize_with = "present")]
    controller: Option<Bounded<0, 63>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Restart {
    #[serde(default, deserialize_with = "present")]
    controller: Option<Bounded<0, 63>>,
    #[serde(default, deserialize_with = "present")]
    barrier_ns: Option<U64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    #[serde(default, deserialize_with = "present")]
    controller: Option<Bounded<0, 63>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nanos {
    ns: U64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Resume {
    #[serde(default, deserialize_with = "present")]
    write_id: Option<Id>,
    #[serde(default, deserialize_with = "present")]
    bulk_id: Option<Id>,
    #[serde(default, deserialize_with = "present")]
    stop_at: Option<ResumeStop>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    #[serde(default, deserialize_with = "present")]
    write_id: Option<Id>,
    #[serde(default, deserialize_with = "present")]
    bulk_id: Option<Id>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WriteId {
    write_id: Id,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettleForm {
    write_id: Id,
    outcome: Outcome,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lanes {
    lanes: List<List<Object<Call>, 0, 4096>, 1, 16>,
    #[serde(default, deserialize_with = "present")]
    repeat: Option<Bounded<1, 100_000>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    op: String,
    params: Map<String, Value>,
}

fn read<T: DeserializeOwned>(params: Map<String, Value>) -> Result<T, Answer> {
    T::deserialize(Value::Object(params)).map_err(|error| Answer::invalid(error.to_string()))
}

fn id(name: Id) -> PartitionId {
    PartitionId::from(name.0)
}

fn index(controller: Option<Bounded<0, 63>>) -> u64 {
    controller.map_or(0, |controller| controller.0)
}

fn lacks(capability: &str) -> Answer {
    Answer::Unsupported(format!("capability {capability} is not offered: the crates have no such thing"))
}

fn store_change(params: Map<String, Value>, change: fn(PartitionId) -> Change) -> Result<Operation, Answer> {
    let StoreChange { partition, expect_epoch } = read(params)?;
    if expect_epoch.is_some() {
        return Err(lacks("expect_epoch"));
    }
    Ok(Operation::Change(change(id(partition))))
}

fn controller_change(params: Map<String, Value>, change: fn(PartitionId) -> Change) -> Result<Operation, Answer> {
    let ControllerChange { partition, controller } = read(params)?;
    Ok(Operation::ControllerChange(index(controller), change(id(partition))))
}

fn which(write: Option<Id>, bulk: Option<Id>) -> Result<Request, Answer> {
    match (write, bulk) {
        (Some(write), None) => Ok(Request::Write(write.0)),
        (None, Some(bulk)) => Ok(Request::Bulk(bulk.0)),
        _ => Err(Answer::invalid("expected exactly one of write_id and bulk_id")),
    }
}

impl Operation {
    /// Reads an operation of `profile`. What it does not have is unsupported, malformed parameters are
    /// `invalid_params`.
    pub fn read(op: &str, params: Map<String, Value>, profile: Profile) -> Result<Self, Answer> {
        match Profile::of(op) {
            None => return Err(Answer::Unsupported(format!("unknown operation {op:?}"))),
            Some(least) if least > profile => {
                return Err(Answer::Unsupported(format!("{op} belongs to profile {}", least.name())));
            }
            Some(_) => {}
        }
        Ok(match op {
            "state.query" => Self::Query(read::<Query>(params)?.state.0.into()),
            "store.set" => {
                let Set { partition, placement } = read(params)?;
                Self::Set(id(partition), placement.0.into())
            }
            "store.begin_migration" => {
                let Begin { partition, to, expect_epoch } = read(params)?;
                if expect_epoch.is_some() {
                    return Err(lacks("expect_epoch"));
                }
                Self::Change(Change::Begin(id(partition), to.0.into()))
            }
            "store.enter_cutover" => store_change(params, Change::EnterCutover)?,
            "store.complete_migration" => store_change(params, Change::Complete)?,
            "store.abort_migration" => store_change(params, Change::Abort)?,
            "store.state" => Self::State(id(read::<Partition>(params)?.partition)),
            "store.resolve" => Self::Resolve(id(read::<Partition>(params)?.partition)),
            "store.admit_write" => {
                let Admit { partition, epoch } = read(params)?;
                Self::AdmitWrite(id(partition), Epoch::new(epoch.0))
            }
            "store.current_epoch" => read::<Nothing>(params).map(|Nothing {}| Self::CurrentEpoch)?,
            "store.restart" => return Err(lacks("durable_store")),
            "store.calls" => Self::Calls(read::<Since>(params)?.since.unwrap_or(0)),
            "ctl.config" => Self::Barrier(index(read::<Config>(params)?.controller)),
            "ctl.begin_migration" => {
                let ControllerBegin { partition, to, controller } = read(params)?;
                Self::ControllerChange(index(controller), Change::Begin(id(partition), to.0.into()))
            }
            "ctl.enter_cutover" => controller_change(params, Change::EnterCutover)?,
            "ctl.complete_migration" => controller_change(params, Change::Complete)?,
            "ctl.abort_migration" => controller_change(params, Change::Abort)?,
            "ctl.state" => {
                let ControllerChange { partition, controller } = read(params)?;
                Self::ControllerState(index(controller), id(partition))
            }
            "ctl.restart" => {
                let Restart { controller, barrier_ns } = read(params)?;
                Self::RestartController(index(controller), barrier_ns.map(|barrier| barrier.0))
            }
            "clock.advance" => Self::Advance(read::<Nanos>(params)?.ns.0),
            "clock.rewind" => Self::Rewind(read::<Nanos>(params)?.ns.0),
            "clock.now" => read::<Nothing>(params).map(|Nothing {}| Self::Now)?,
            "fault.arm" => Self::arm(read(params)?)?,
            "fault.release" => read::<Nothing>(params).map(|Nothing {}| Self::Release)?,
            "fault.clear" => read::<Nothing>(params).map(|Nothing {}| Self::Clear)?,
            "proxy.write" => Self::Write(read(params)?),
            "proxy.bulk" => Self::Bulk(read(params)?),
            "proxy.read" => Self::Read(read(params)?),
            "proxy.mget" => Self::MultiGet(read(params)?),
            "proxy.msearch" => Self::MultiSearch(read(params)?),
            "proxy.resume" => {
                let Resume { write_id, bulk_id, stop_at } = read(params)?;
                Self::Resume(which(write_id, bulk_id)?, stop_at.map(Into::into))
            }
            "proxy.result" => {
                let Which { write_id, bulk_id } = read(params)?;
                Self::Progress(which(write_id, bulk_id)?)
            }
            "upstream.hold" => Self::Hold(read::<WriteId>(params)?.write_id.0),
            "upstream.settle" => {
                let SettleForm { write_id, outcome } = read(params)?;
                Self::Settle(write_id.0, outcome)
            }
            "upstream.log" => Self::Log(read::<Since>(params)?.since.unwrap_or(0)),
            "obs.explain" => Self::Explain(read::<WriteId>(params)?.write_id.0),
            "batch.concurrent" => Self::concurrent(read(params)?, profile)?,
            other => return Err(Answer::Unsupported(format!("unknown operation {other:?}"))),
        })
    }

    fn arm(arm: Arm) -> Result<Self, Answer> {
        if arm.code.is_some() {
            return Err(lacks("unknown_codes"));
        }
        if !arm.is_possible() {
            return Err(Answer::invalid("expected a mode for a query: before_apply, unavailable or stall"));
        }
        Ok(Self::Arm(arm))
    }

    fn concurrent(Lanes { lanes, repeat }: Lanes, profile: Profile) -> Result<Self, Answer> {
        let mut read = Vec::with_capacity(lanes.0.len());
        for lane in lanes.0 {
            let mut calls = Vec::with_capacity(lane.0.len());
            for Object(Call { op, params }) in lane.0 {
                let operation = Self::read(&op, params, profile)?;
                if !operation.may_run_in_a_lane() {
                    return Err(Answer::invalid(format!("{op} cannot run in a lane")));
                }
                calls.push(operation);
            }
            read.push(calls);
        }
        Ok(Self::Concurrent(read, repeat.map_or(1, |repeat| repeat.0)))
    }
}
