//! The JSON projection of the crates' values (`spec/osproxy/messages.schema.json`), both directions.

use osproxy_core::{ClusterId, FieldName, IndexName, Target};
use osproxy_spi::{InjectedField, InjectedValue, Placement};
use osproxy_tenancy::{PartitionState, Phase};
use serde::Deserialize;
use serde_json::{json, Value};

use crate::params::{Id, List, Object};

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PlacementForm {
    DedicatedCluster { cluster: Id },
    DedicatedIndex { cluster: Id, index: Id },
    SharedIndex { cluster: Id, index: Id, inject: List<Object<FieldForm>, 0, 1024> },
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldForm {
    name: Id,
    value: Object<ValueForm>,
}

// The empty braces matter: only struct variants refuse unknown members.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ValueForm {
    PartitionId {},
    Constant { json: Value },
    FromPrincipal { attr: Id },
    FromHeader { header: Id },
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
pub enum StateForm {
    Active { placement: Object<PlacementForm> },
    Migrating { from: Object<PlacementForm>, to: Object<PlacementForm>, phase: PhaseForm },
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseForm {
    Draining,
    Cutover,
}

impl From<PlacementForm> for Placement {
    fn from(form: PlacementForm) -> Self {
        match form {
            PlacementForm::DedicatedCluster { cluster } => {
                Self::DedicatedCluster { cluster: ClusterId::from(cluster.0) }
            }
            PlacementForm::DedicatedIndex { cluster, index } => {
                Self::DedicatedIndex { cluster: ClusterId::from(cluster.0), index: IndexName::from(index.0) }
            }
            PlacementForm::SharedIndex { cluster, index, inject } => Self::SharedIndex {
                cluster: ClusterId::from(cluster.0),
                index: IndexName::from(index.0),
                inject: inject.0.into_iter().map(|field| field.0.into()).collect(),
            },
        }
    }
}

impl From<FieldForm> for InjectedField {
    fn from(form: FieldForm) -> Self {
        let value = match form.value.0 {
            ValueForm::PartitionId {} => InjectedValue::PartitionId,
            ValueForm::Constant { json } => InjectedValue::Constant(json),
            ValueForm::FromPrincipal { attr } => InjectedValue::FromPrincipal(attr.0),
            ValueForm::FromHeader { header } => InjectedValue::FromHeader(header.0),
        };
        Self::new(FieldName::from(form.name.0), value)
    }
}

impl From<StateForm> for PartitionState {
    fn from(form: StateForm) -> Self {
        match form {
            StateForm::Active { placement } => Self::Active(placement.0.into()),
            StateForm::Migrating { from, to, phase } => Self::Migrating {
                from: from.0.into(),
                to: to.0.into(),
                phase: match phase {
                    PhaseForm::Draining => Phase::Draining,
                    PhaseForm::Cutover => Phase::Cutover,
                },
            },
        }
    }
}

pub fn placement_json(placement: &Placement) -> Value {
    match placement {
        Placement::DedicatedCluster { cluster } => json!({ "kind": "dedicated_cluster", "cluster": cluster.as_str() }),
        Placement::DedicatedIndex { cluster, index } => {
            json!({ "kind": "dedicated_index", "cluster": cluster.as_str(), "index": index.as_str() })
        }
        Placement::SharedIndex { cluster, index, inject } => json!({
            "kind": "shared_index",
            "cluster": cluster.as_str(),
            "index": index.as_str(),
            "inject": inject.iter().map(field_json).collect::<Vec<_>>(),
        }),
    }
}

fn field_json(field: &InjectedField) -> Value {
    let value = match &field.value {
        InjectedValue::PartitionId => json!({ "kind": "partition_id" }),
        InjectedValue::Constant(constant) => json!({ "kind": "constant", "json": constant }),
        InjectedValue::FromPrincipal(attr) => json!({ "kind": "from_principal", "attr": attr }),
        InjectedValue::FromHeader(header) => json!({ "kind": "from_header", "header": header }),
    };
    json!({ "name": field.name.as_str(), "value": value })
}

pub fn state_json(state: &PartitionState) -> Value {
    match state {
        PartitionState::Active(placement) => json!({ "state": "active", "placement": placement_json(placement) }),
        PartitionState::Migrating { from, to, phase } => json!({
            "state": "migrating",
            "from": placement_json(from),
            "to": placement_json(to),
            "phase": match phase { Phase::Draining => "draining", Phase::Cutover => "cutover" },
        }),
    }
}

pub fn target_json(target: &Target) -> Value {
    json!({ "cluster": target.cluster.as_str(), "index": target.index.as_str() })
}
