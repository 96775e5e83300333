//! The placement table as controllers and proxies reach it: with faults, and with a list of their calls.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use osproxy_control::MigrationStore;
use osproxy_core::{Epoch, PartitionId};
use osproxy_spi::{Placement, PlacementAt};
use osproxy_tenancy::{MigrationError, PartitionState, PlacementTable, WriteAdmission};
use serde_json::{json, Value};

use crate::faults::{Faults, Met, Mode, StoreCall};
use crate::stall::Stall;

/// Who calls the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    Controller(u64),
    Proxy(u64),
}

/// A change of one partition.
#[derive(Clone, Debug)]
pub enum Change {
    Begin(PartitionId, Placement),
    EnterCutover(PartitionId),
    Complete(PartitionId),
    Abort(PartitionId),
}

impl Change {
    /// Asks the real table.
    pub fn apply(&self, table: &PlacementTable) -> Result<Epoch, MigrationError> {
        match self {
            Self::Begin(partition, to) => PlacementTable::begin_migration(table, partition, to.clone()),
            Self::EnterCutover(partition) => PlacementTable::enter_cutover(table, partition),
            Self::Complete(partition) => PlacementTable::complete_migration(table, partition),
            Self::Abort(partition) => PlacementTable::abort_migration(table, partition),
        }
    }

    fn call(&self) -> (StoreCall, &PartitionId) {
        match self {
            Self::Begin(partition, _) => (StoreCall::BeginMigration, partition),
            Self::EnterCutover(partition) => (StoreCall::EnterCutover, partition),
            Self::Complete(partition) => (StoreCall::CompleteMigration, partition),
            Self::Abort(partition) => (StoreCall::AbortMigration, partition),
        }
    }
}

/// The store cannot be asked.
#[derive(Clone, Copy, Debug)]
pub struct Unavailable {
    pub retryable: bool,
}

struct Row {
    op: StoreCall,
    partition: PartitionId,
    caller: Caller,
    outcome: &'static str,
}

/// One table for the whole fleet.
#[derive(Default)]
pub struct Store {
    pub table: PlacementTable,
    pub stall: Stall,
    faults: Mutex<Faults>,
    delayed: Mutex<Vec<Change>>,
    rows: Mutex<Vec<Row>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The text of a backend failure. The crate carries static text only, so the flags that the protocol wants ride on it:
/// whether it may be retried, and whether the change certainly did not happen.
fn reason(retryable: bool, definite: bool) -> &'static str {
    match (retryable, definite) {
        (true, true) => "store unreachable",
        (false, true) => "store refused the call",
        (true, false) => "no reply from the store",
        (false, false) => "no reply from the store, do not repeat",
    }
}

/// The flags of a reason of this module: `(retryable, definite)`.
pub fn reason_flags(text: &str) -> (bool, bool) {
    [(true, true), (false, true), (true, false), (false, false)]
        .into_iter()
        .find(|&(retryable, definite)| reason(retryable, definite) == text)
        .unwrap_or((true, false))
}

impl Store {
    pub fn faults(&self) -> MutexGuard<'_, Faults> {
        locked(&self.faults)
    }

    /// Delivers delayed requests in the order in which they were sent, then lets stalled calls go on.
    pub fn release(&self) {
        for change in std::mem::take(&mut *locked(&self.delayed)) {
            // Nobody waits for the answer any more.
            let _ = change.apply(&self.table);
        }
        self.stall.open();
    }

    /// Disarms every fault and drops delayed requests.
    pub fn clear(&self) {
        self.faults().clear();
        locked(&self.delayed).clear();
    }

    /// The calls after row `since`, as `store.calls` reports them.
    pub fn calls(&self, since: u64) -> Value {
        let rows = locked(&self.rows);
        let calls: Vec<Value> = (1u64..)
            .zip(rows.iter())
            .skip_while(|(seq, _)| *seq <= since)
            .map(|(seq, row)| {
                let caller = match row.caller {
                    Caller::Controller(index) => format!("controller:{index}"),
                    Caller::Proxy(index) => format!("proxy:{index}"),
                };
                json!({
                    "seq": seq,
                    "op": row.op.name(),
                    "partition": row.partition.as_str(),
                    "caller": caller,
                    "outcome": row.outcome,
                })
            })
            .collect();
        json!({ "calls": calls })
    }

    fn note(&self, op: StoreCall, partition: &PartitionId, caller: Caller) -> usize {
        let mut rows = locked(&self.rows);
        rows.push(Row { op, partition: partition.clone(), caller, outcome: "stalled" });
        rows.len() - 1
    }

    fn end(&self, row: usize, outcome: &'static str) {
        locked(&self.rows)[row].outcome = outcome;
    }

    async fn change(&self, caller: Caller, change: Change) -> Result<Epoch, MigrationError> {
        let (op, partition) = change.call();
        let row = self.note(op, partition, caller);
        let met = self.faults().meet(op, caller);
        let result = match met {
            None => change.apply(&self.table),
            Some(met) => self.faulty(met, change).await,
        };
        self.end(row, result.as_ref().map_or_else(refusal_code, |_| "ok"));
        result
    }

    async fn faulty(&self, Met { mode, retryable }: Met, change: Change) -> Result<Epoch, MigrationError> {
        let failed = |definite| Err(MigrationError::Backend { reason: reason(retryable, definite) });
        match mode {
            Mode::BeforeApply | Mode::Unavailable => failed(true),
            Mode::AfterApply => {
                let _ = change.apply(&self.table);
                failed(false)
            }
            Mode::Duplicate => {
                let first = change.apply(&self.table);
                let _ = change.apply(&self.table);
                first
            }
            Mode::Delay => {
                locked(&self.delayed).push(change);
                failed(false)
            }
            Mode::Stall => {
                self.stall.wait().await;
                change.apply(&self.table)
            }
        }
    }

    /// One query: stalls or fails where a fault says so, then asks the table.
    async fn query<T>(
        &self,
        op: StoreCall,
        caller: Caller,
        partition: &PartitionId,
        ask: impl FnOnce(&PlacementTable) -> T,
    ) -> Result<T, Unavailable> {
        let row = self.note(op, partition, caller);
        let met = self.faults().meet(op, caller);
        match met {
            Some(Met { mode: Mode::Stall, .. }) => self.stall.wait().await,
            Some(Met { retryable, .. }) => {
                self.end(row, "backend");
                return Err(Unavailable { retryable });
            }
            None => {}
        }
        let answer = ask(&self.table);
        self.end(row, "ok");
        Ok(answer)
    }

    pub async fn resolve(&self, caller: Caller, partition: &PartitionId) -> Result<Option<PlacementAt>, Unavailable> {
        self.query(StoreCall::Resolve, caller, partition, |table| table.get(partition)).await
    }

    pub async fn admit_write(
        &self,
        caller: Caller,
        partition: &PartitionId,
        epoch: Epoch,
    ) -> Result<WriteAdmission, Unavailable> {
        self.query(StoreCall::AdmitWrite, caller, partition, |table| table.admit_write(partition, epoch)).await
    }
}

/// The code of a refusal. The crate's set is open; what it does not name yet is reported as such.
pub fn refusal_code(error: &MigrationError) -> &'static str {
    match error {
        MigrationError::UnknownPartition => "unknown_partition",
        MigrationError::AlreadyMigrating => "already_migrating",
        MigrationError::NotMigrating => "not_migrating",
        MigrationError::NotDraining => "not_draining",
        MigrationError::NotCutover => "not_cutover",
        MigrationError::Backend { .. } => "backend",
        _ => "unknown_refusal",
    }
}

/// The store as one controller reaches it.
pub struct Remote {
    pub store: Arc<Store>,
    pub controller: u64,
}

impl Remote {
    async fn change(&self, change: Change) -> Result<Epoch, MigrationError> {
        self.store.change(Caller::Controller(self.controller), change).await
    }
}

impl MigrationStore for Remote {
    async fn begin_migration(&self, partition: &PartitionId, to: Placement) -> Result<Epoch, MigrationError> {
        self.change(Change::Begin(partition.clone(), to)).await
    }

    async fn enter_cutover(&self, partition: &PartitionId) -> Result<Epoch, MigrationError> {
        self.change(Change::EnterCutover(partition.clone())).await
    }

    async fn complete_migration(&self, partition: &PartitionId) -> Result<Epoch, MigrationError> {
        self.change(Change::Complete(partition.clone())).await
    }

    async fn abort_migration(&self, partition: &PartitionId) -> Result<Epoch, MigrationError> {
        self.change(Change::Abort(partition.clone())).await
    }

    /// The trait has no way to say that the state could not be read: an unavailable store looks like an unknown
    /// partition.
    async fn state(&self, partition: &PartitionId) -> Option<(PartitionState, Epoch)> {
        let caller = Caller::Controller(self.controller);
        let read = |table: &PlacementTable| PlacementTable::state(table, partition);
        self.store.query(StoreCall::State, caller, partition, read).await.unwrap_or(None)
    }
}
