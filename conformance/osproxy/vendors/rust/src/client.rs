//! The client's side of a request to a proxy.

use std::sync::Arc;

use osproxy_core::{EndpointKind, PartitionId, PrincipalId, RequestId};
use osproxy_spi::{HeaderView, HttpMethod, InjectedValue, Placement, Principal, PrincipalAttr, Protocol, RequestCtx};
use osproxy_tenancy::{PartitionState, PlacementTable};
use serde_json::{json, Value};

use crate::exchange::{Ended, Failure};
use crate::fleet::Proxy;
use crate::params::{Id, Object};
use crate::report::http_status;
use crate::requests::{Action, WriteItem};
use crate::sink::POSITION;
use crate::tenancy::{DOCUMENT, PARTITION};

/// The index that clients name.
const INDEX: &str = "orders";

/// A client's HTTP request.
pub struct Call {
    pub doc_id: Option<String>,
    pub body: Vec<u8>,
    method: HttpMethod,
    endpoint: EndpointKind,
    headers: Vec<(String, String)>,
    principal: Principal,
}

impl Call {
    /// A request of a client of some partitions: it brings every attribute and header that their placements inject.
    pub fn new<'a>(
        endpoint: EndpointKind,
        method: HttpMethod,
        table: &PlacementTable,
        partitions: impl IntoIterator<Item = Option<&'a Id>>,
    ) -> Self {
        let mut headers = Vec::new();
        let mut principal = Principal::new(PrincipalId::from("client"));
        for partition in partitions.into_iter().flatten() {
            for value in injected(table, &PartitionId::from(partition.0.as_str())) {
                match value {
                    InjectedValue::FromPrincipal(attr) => {
                        principal = principal.with_attr(PrincipalAttr::new(attr, "a"))
                    }
                    InjectedValue::FromHeader(header) => headers.push((header, "h".to_owned())),
                    InjectedValue::PartitionId | InjectedValue::Constant(_) => {}
                }
            }
        }
        Self { doc_id: None, body: Vec::new(), method, endpoint, headers, principal }
    }

    /// Adds a header that wins over an injected one of the same name.
    pub fn add_header(&mut self, name: &str, value: String) {
        self.headers.insert(0, (name.to_owned(), value));
    }

    pub fn name_partition(&mut self, partition: Option<&Id>) {
        if let Some(partition) = partition {
            self.add_header(PARTITION, partition.0.clone());
        }
    }

    /// The client brings its trace id; the engine would draw a random one, and no two runs would be alike.
    pub fn trace(&mut self, number: u64) {
        self.add_header("traceparent", format!("00-{number:032x}-{number:016x}-00"));
    }

    /// Has the real pipeline handle the request.
    pub async fn handled(self, proxy: Arc<Proxy>, id: RequestId) -> Ended {
        let headers = HeaderView::new(&self.headers);
        let (principal, body) = (&self.principal, &self.body);
        let ctx = RequestCtx::new(principal, &id, self.method, self.endpoint, Protocol::Http1, INDEX, headers, body)
            .with_doc_id(self.doc_id.as_deref());
        match proxy.handle(&ctx).await {
            Ok(response) => Ended {
                status: response.status,
                body: serde_json::from_slice(&response.body).unwrap_or(Value::Null),
                failure: None,
            },
            Err(error) => {
                let code = error.code().as_slug();
                let failure = Failure { code, retryable: error.retryable(), message: error.to_string() };
                Ended { status: http_status(code), body: Value::Null, failure: Some(failure) }
            }
        }
    }
}

/// The values that the placements of a partition inject into its documents.
fn injected(table: &PlacementTable, partition: &PartitionId) -> Vec<InjectedValue> {
    let placements = match PlacementTable::state(table, partition) {
        None => return Vec::new(),
        Some((PartitionState::Active(placement), _)) => vec![placement],
        Some((PartitionState::Migrating { from, to, .. }, _)) => vec![from, to],
    };
    let fields = placements.into_iter().flat_map(|placement| match placement {
        Placement::SharedIndex { inject, .. } => inject,
        Placement::DedicatedCluster { .. } | Placement::DedicatedIndex { .. } => Vec::new(),
    });
    fields.map(|field| field.value).collect()
}

/// A document whose id is built from `id`.
pub fn document(id: &str) -> Vec<u8> {
    json!({ DOCUMENT: id }).to_string().into_bytes()
}

pub fn bulk_body(items: &[Object<WriteItem>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (position, Object(item)) in items.iter().enumerate() {
        let id = format!("{}{POSITION}{position}", item.doc_id.0);
        let action = match item.action {
            Action::Index => "index",
            Action::Create => "create",
            Action::Delete => "delete",
        };
        body.extend(json!({ action: { "_id": id } }).to_string().into_bytes());
        body.push(b'\n');
        if item.action != Action::Delete {
            body.extend(document(&id));
            body.push(b'\n');
        }
    }
    body
}

pub fn mget_body<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let docs: Vec<Value> = ids.map(|id| json!({ "_id": id })).collect();
    json!({ "docs": docs }).to_string().into_bytes()
}

pub fn msearch_body<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let searches = ids.map(|id| format!("{{}}\n{}\n", json!({ "query": { "ids": { "values": [id] } } })));
    searches.collect::<String>().into_bytes()
}
