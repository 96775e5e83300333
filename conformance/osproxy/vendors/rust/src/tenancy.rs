//! The operator's side of the crates' tenancy interface: rules, and a placement lookup that asks the one store.

use std::sync::Arc;

use osproxy_core::{ClusterId, Epoch, PartitionId};
use osproxy_spi::{
    BodyDoc, DocIdRule, IdTemplate, InjectedField, PartitionKeySpec, PartitionKeySpecKind, PlacementAt, RequestCtx,
    SpiError, TenancySpi,
};
use osproxy_tenancy::{resolve_partition_spec, Resolved, Router, TenancyRouter, WriteAdmission};
use serde::Deserialize;

use crate::request;
use crate::requests::Stop;
use crate::store::{Caller, Store};
use crate::upstream::Upstream;

/// The header that names a request's partition.
pub const PARTITION: &str = "x-cutover-partition";
/// The document field that a document's id is built from.
pub const DOCUMENT: &str = "_cutover_document";

/// The document-id rule of shared indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdRule {
    #[default]
    Partition,
    Constant,
    None,
}

pub struct Tenancy {
    pub store: Arc<Store>,
    pub upstream: Arc<Upstream>,
    pub caller: Caller,
    pub id_rule: IdRule,
}

impl TenancySpi for Tenancy {
    fn resolve_partition(&self, ctx: &RequestCtx<'_>, body: BodyDoc<'_>) -> Result<PartitionId, SpiError> {
        let request = request::current();
        if let Some(bulk) = request.filter(|request| request.is_bulk) {
            // A bulk's deletes have no document to find the partition in, so the partition goes by the item's
            // position.
            let partition = bulk.next_item().and_then(|item| item.partition.as_deref());
            let unresolved = SpiError::PartitionUnresolved { tried: vec![PartitionKeySpecKind::Header] };
            return partition.map(PartitionId::from).ok_or(unresolved);
        }
        resolve_partition_spec(&PartitionKeySpec::Header(PARTITION.to_owned()), ctx, body)
    }

    fn doc_id_rule(&self) -> Option<DocIdRule> {
        let template = match self.id_rule {
            IdRule::Partition => format!("{{partition}}:{{body.{DOCUMENT}}}"),
            IdRule::Constant => format!("shared:{{body.{DOCUMENT}}}"),
            IdRule::None => return None,
        };
        Some(DocIdRule::new(IdTemplate::new(template)).with_routing(true))
    }

    fn injected_fields(&self) -> Vec<InjectedField> {
        Vec::new()
    }

    async fn placement_for(&self, partition: &PartitionId) -> Result<PlacementAt, SpiError> {
        if let Some(request) = request::current() {
            request.note_read();
        }
        match self.store.resolve(self.caller, partition).await {
            Ok(Some(at)) => {
                let endpoint = self.upstream.endpoint(at.placement.cluster().as_str());
                Ok(at.with_endpoint(endpoint))
            }
            Ok(None) => Err(SpiError::PlacementMissing { partition: partition.clone() }),
            Err(unavailable) => Err(SpiError::PlacementBackend { retryable: unavailable.retryable }),
        }
    }

    /// The default would admit every write. An unavailable store can only be told as "no": the answer is a bool.
    async fn admit_write(&self, partition: &PartitionId, epoch: Epoch) -> bool {
        self.store
            .admit_write(self.caller, partition, epoch)
            .await
            .is_ok_and(|verdict| verdict == WriteAdmission::Admit)
    }
}

/// The real router, watched: what it resolves is noted, and a request can stop before its gate is asked.
pub struct WatchedRouter {
    pub real: TenancyRouter<Tenancy>,
}

fn noted(result: Result<Resolved, SpiError>) -> Result<Resolved, SpiError> {
    if let (Ok(resolved), Some(request)) = (&result, request::current()) {
        request.note_resolved(resolved);
    }
    result
}

impl Router for WatchedRouter {
    async fn resolve(&self, ctx: &RequestCtx<'_>) -> Result<Resolved, SpiError> {
        noted(self.real.resolve(ctx).await)
    }

    fn resolve_partition(&self, ctx: &RequestCtx<'_>, body: BodyDoc<'_>) -> Result<PartitionId, SpiError> {
        self.real.resolve_partition(ctx, body)
    }

    async fn resolve_placement(
        &self,
        ctx: &RequestCtx<'_>,
        partition: PartitionId,
        index: &str,
    ) -> Result<Resolved, SpiError> {
        noted(self.real.resolve_placement(ctx, partition, index).await)
    }

    async fn admit_write(&self, partition: &PartitionId, epoch: Epoch) -> bool {
        if let Some(request) = request::current() {
            request.stop_at(Stop::Resolved).await;
            request.gate_turn(partition.as_str()).await;
        }
        self.real.admit_write(partition, epoch).await
    }

    fn cluster_endpoint(&self, cluster: &ClusterId) -> Option<String> {
        self.real.cluster_endpoint(cluster)
    }
}
