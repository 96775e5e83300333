//! Everything that `reset` forgets.

use std::sync::{Arc, OnceLock};

use osproxy_core::EndpointKind;
use osproxy_spi::Placement;
use osproxy_tenancy::{PartitionState, PlacementTable};
use serde::Deserialize;
use serde_json::{json, Map, Value};

use crate::answer::{Answer, Turn};
use crate::clock::VirtualClock;
use crate::controllers::Controllers;
use crate::fleet::Fleet;
use crate::lanes;
use crate::operation::Operation;
use crate::params::{present, Bounded, Object, U64};
use crate::projection::placement_json;
use crate::store::Store;
use crate::tenancy::IdRule;
use crate::upstream::Upstream;

/// The retry policy of store reads, in nanoseconds.
#[derive(Clone, Copy)]
pub struct Retry {
    pub max_attempts: u32,
    pub base: u64,
    pub cap: u64,
}

impl Retry {
    /// The longest wait that the policy can ask for.
    pub fn longest_wait(self) -> u64 {
        let doublings = self.max_attempts.saturating_sub(2).min(63);
        self.base.saturating_mul(1 << doublings).min(self.cap)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RetryForm {
    max_attempts: Bounded<0, 100>,
    base_backoff_ns: U64,
    max_backoff_ns: U64,
}

/// Parameters of `reset`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    #[serde(default, deserialize_with = "present")]
    barrier_ns: Option<U64>,
    #[serde(default, deserialize_with = "present")]
    retry: Option<Object<RetryForm>>,
    #[serde(default, deserialize_with = "present")]
    upstream_deadline_ns: Option<U64>,
    #[serde(default, deserialize_with = "present")]
    instances: Option<Bounded<1, 64>>,
    #[serde(default, deserialize_with = "present")]
    initial_generation: Option<U64>,
    #[serde(default, deserialize_with = "present")]
    id_rule: Option<IdRule>,
}

impl Configuration {
    pub fn read(params: Map<String, Value>) -> Result<Self, Answer> {
        let config = Self::deserialize(Value::Object(params)).map_err(|error| Answer::invalid(error.to_string()))?;
        if config.initial_generation.is_some() {
            return Err(Answer::Unsupported(
                "capability initial_generation: the table's counter cannot be seeded".into(),
            ));
        }
        Ok(config)
    }

    /// Default 3 attempts, 50 ms, 1 s, as `RetryPolicy::default` of the engine has them.
    pub fn retry(&self) -> Retry {
        self.retry.as_ref().map_or(Retry { max_attempts: 3, base: 50_000_000, cap: 1_000_000_000 }, |Object(form)| {
            Retry {
                max_attempts: u32::try_from(form.max_attempts.0).unwrap_or(u32::MAX),
                base: form.base_backoff_ns.0,
                cap: form.max_backoff_ns.0,
            }
        })
    }

    /// Default 30 s, as the sink's own (osproxy-sink 1.0.2 src/opensearch.rs:146).
    pub fn upstream_deadline(&self) -> u64 {
        self.upstream_deadline_ns.map_or(30_000_000_000, |deadline| deadline.0)
    }

    pub fn instances(&self) -> u64 {
        self.instances.map_or(2, |instances| instances.0)
    }

    pub fn id_rule(&self) -> IdRule {
        self.id_rule.unwrap_or_default()
    }
}

/// The upstream thread, started by the first case that needs it and shared by all.
pub type SharedUpstream = Arc<OnceLock<Result<Arc<Upstream>, String>>>;

pub struct Case {
    pub store: Arc<Store>,
    clock: Arc<VirtualClock>,
    controllers: Controllers,
    config: Configuration,
    upstream: SharedUpstream,
    fleet: OnceLock<Result<Fleet, String>>,
}

impl Case {
    pub fn new(config: Configuration, upstream: SharedUpstream) -> Self {
        let (store, clock) = (Arc::<Store>::default(), Arc::<VirtualClock>::default());
        let barrier = config.barrier_ns.map(|barrier| barrier.0);
        let controllers = Controllers::new(Arc::clone(&store), Arc::clone(&clock), barrier);
        Self { store, clock, controllers, config, upstream, fleet: OnceLock::new() }
    }

    fn fleet(&self) -> Result<&Fleet, Turn> {
        let start = || Upstream::start().map_err(|error| format!("no loopback upstream: {error}"));
        let build = || {
            let upstream = self.upstream.get_or_init(start).clone()?;
            Ok(Fleet::new(&self.config, &self.clock, &self.store, upstream))
        };
        self.fleet.get_or_init(build).as_ref().map_err(|why| Turn::Now(Answer::Unsupported(why.clone())))
    }

    /// The fleet, if a proxy or the upstream was spoken to.
    fn started_fleet(&self) -> Option<&Fleet> {
        self.fleet.get()?.as_ref().ok()
    }

    /// Lets stalled calls end: with the case, the faults are over.
    pub fn end(&self) {
        self.store.clear();
        self.store.release();
    }

    /// Performs one operation. Safe to call from several threads.
    pub fn perform(&self, operation: &Operation) -> Turn {
        self.asked(operation).unwrap_or_else(|refusal| refusal)
    }

    fn asked(&self, operation: &Operation) -> Result<Turn, Turn> {
        let table = &self.store.table;
        Ok(Turn::Now(match operation {
            Operation::Query(state) => query(state),
            Operation::Set(partition, placement) => Answer::Changed(table.set(partition.clone(), placement.clone())),
            Operation::Change(change) => change.apply(table).map_or_else(Answer::Refused, Answer::Changed),
            Operation::State(partition) => Answer::Snapshot(PlacementTable::state(table, partition)),
            Operation::Resolve(partition) => Answer::Resolved(table.get(partition)),
            Operation::AdmitWrite(partition, epoch) => Answer::Admission(table.admit_write(partition, *epoch)),
            Operation::CurrentEpoch => Answer::Changed(table.current_epoch()),
            Operation::Calls(since) => Answer::Ok(self.store.calls(*since)),
            Operation::ControllerChange(index, change) => return Ok(self.controllers.change(*index, change.clone())),
            Operation::ControllerState(index, partition) => {
                return Ok(self.controllers.state(*index, partition.clone()))
            }
            Operation::Barrier(index) => {
                Answer::Ok(json!({ "barrier_ns": self.controllers.barrier(*index).as_nanos().to_string() }))
            }
            Operation::RestartController(index, barrier) => {
                self.controllers.restart(*index, *barrier);
                Answer::empty()
            }
            Operation::Advance(nanos) => {
                self.clock.advance(*nanos);
                if let Some(fleet) = self.started_fleet() {
                    fleet.pass(*nanos);
                }
                Answer::empty()
            }
            Operation::Rewind(nanos) => {
                self.clock.rewind(*nanos);
                Answer::empty()
            }
            Operation::Now => Answer::Ok(json!({ "ns": self.clock.nanos().to_string() })),
            Operation::Arm(arm) => {
                self.store.faults().arm(arm);
                Answer::empty()
            }
            Operation::Release => {
                self.store.release();
                if let Some(fleet) = self.started_fleet() {
                    fleet.go_on();
                }
                Answer::empty()
            }
            Operation::Clear => {
                self.store.clear();
                Answer::empty()
            }
            Operation::Write(write) => return Ok(self.fleet()?.write(write)),
            Operation::Bulk(bulk) => return Ok(self.fleet()?.bulk(bulk)),
            Operation::Read(read) => return Ok(self.fleet()?.read(read)),
            Operation::MultiGet(read) => return Ok(self.fleet()?.multi_read(EndpointKind::MultiGet, read)),
            Operation::MultiSearch(read) => return Ok(self.fleet()?.multi_read(EndpointKind::MultiSearch, read)),
            Operation::Resume(request, stop) => return Ok(self.fleet()?.resume(request, *stop)),
            Operation::Progress(request) => return Ok(self.fleet()?.progress(request)),
            Operation::Hold(write_id) => self.fleet()?.hold(write_id),
            Operation::Settle(write_id, outcome) => self.fleet()?.settle(write_id, *outcome),
            Operation::Log(since) => self.fleet()?.log(*since),
            Operation::Explain(write_id) => self.fleet()?.explain(write_id),
            Operation::Concurrent(lanes, repeat) => Answer::Ok(lanes::run(self, lanes, *repeat)),
        }))
    }
}

fn query(state: &PartitionState) -> Answer {
    let write: Option<&Placement> = state.write_placement();
    Answer::Ok(json!({
        "read_placement": placement_json(state.read_placement()),
        "write_placement": write.map(placement_json),
        "is_migrating": state.is_migrating(),
    }))
}
