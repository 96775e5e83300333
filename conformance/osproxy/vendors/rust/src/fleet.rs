//! Proxy instances: real pipelines over the one store and the real sink.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use osproxy_core::{EndpointKind, RequestId};
use osproxy_engine::{Pipeline, RetryPolicy};
use osproxy_spi::HttpMethod;
use osproxy_tenancy::TenancyRouter;

use crate::answer::{Answer, Turn};
use crate::backoff::Scale;
use crate::case::Configuration;
use crate::client::{bulk_body, document, mget_body, msearch_body, Call};
use crate::clock::VirtualClock;
use crate::exchange::{Exchange, Progress};
use crate::params::Id;
use crate::queue::Queue;
use crate::report::{self, Part};
use crate::request::{Item, Request};
use crate::requests::{self, Action, Bulk, MultiRead, Outcome, Read, Stop, Write, WriteMode};
use crate::sink::WatchedSink;
use crate::store::{Caller, Store};
use crate::tenancy::{Tenancy, WatchedRouter};
use crate::upstream::Upstream;

pub type Proxy = Pipeline<WatchedRouter, WatchedSink>;

pub struct Fleet {
    proxies: Vec<Arc<Proxy>>,
    store: Arc<Store>,
    upstream: Arc<Upstream>,
    deadline: u64,
    sink_scale: Scale,
    backoff_scale: Scale,
    numbers: AtomicU64,
    known: Mutex<HashMap<requests::Request, Arc<Exchange>>>,
    open: Mutex<Vec<Arc<Exchange>>>,
    explained: Mutex<HashMap<String, (usize, RequestId)>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Fleet {
    fn drop(&mut self) {
        // The upstream hangs up before the sinks do.
        self.upstream.reset(Arc::default());
    }
}

impl Fleet {
    pub fn new(config: &Configuration, clock: &Arc<VirtualClock>, store: &Arc<Store>, upstream: Arc<Upstream>) -> Self {
        upstream.board.reset(Arc::clone(clock));
        let retry = config.retry();
        let backoff_scale = Scale::for_spans_up_to(retry.longest_wait());
        let deadline = config.upstream_deadline();
        let sink_scale = Scale::for_spans_up_to(deadline);
        let policy = RetryPolicy {
            max_attempts: retry.max_attempts,
            base_backoff: backoff_scale.tell(retry.base),
            max_backoff: backoff_scale.tell(retry.cap),
        };
        let proxies = (0..config.instances()).map(|instance| {
            let tenancy = Tenancy {
                store: Arc::clone(store),
                upstream: Arc::clone(&upstream),
                caller: Caller::Proxy(instance),
                id_rule: config.id_rule(),
            };
            let router = WatchedRouter { real: TenancyRouter::new(tenancy) };
            let sink = WatchedSink::new(Arc::clone(&upstream), Arc::clone(clock) as _, deadline, sink_scale);
            Arc::new(Pipeline::new(router, sink).with_retry_policy(policy).with_write_queue(Arc::new(Queue)))
        });
        Self {
            proxies: proxies.collect(),
            store: Arc::clone(store),
            upstream: Arc::clone(&upstream),
            deadline,
            sink_scale,
            backoff_scale,
            numbers: AtomicU64::new(0),
            known: Mutex::default(),
            open: Mutex::default(),
            explained: Mutex::default(),
        }
    }

    fn proxy(&self, instance: u64) -> Result<(usize, Arc<Proxy>), Turn> {
        let index = usize::try_from(instance).unwrap_or(usize::MAX);
        let proxy = self.proxies.get(index).ok_or_else(|| {
            Turn::Now(Answer::invalid(format!("instance {instance}: this case has {} instances", self.proxies.len())))
        })?;
        Ok((index, Arc::clone(proxy)))
    }

    fn start(&self, request: Arc<Request>, proxy: Arc<Proxy>, mut call: Call) -> (Arc<Exchange>, RequestId) {
        let number = self.numbers.fetch_add(1, Ordering::SeqCst) + 1;
        let id = RequestId::from(format!("request-{number}"));
        call.trace(number);
        let work = Box::pin(call.handled(proxy, id.clone()));
        (Exchange::new(request, self.backoff_scale, Arc::clone(&self.upstream), work), id)
    }

    fn remember(&self, key: requests::Request, exchange: &Arc<Exchange>) {
        locked(&self.known).insert(key, Arc::clone(exchange));
        locked(&self.open).push(Arc::clone(exchange));
    }

    pub fn write(&self, write: &Write) -> Turn {
        let (index, proxy) = match self.proxy(write.instance.0) {
            Ok(found) => found,
            Err(refusal) => return refusal,
        };
        let (endpoint, method) = match write.action {
            Action::Index | Action::Create => (EndpointKind::IngestDoc, HttpMethod::Put),
            Action::Delete => (EndpointKind::DeleteById, HttpMethod::Delete),
        };
        let mut call = Call::new(endpoint, method, &self.store.table, [write.partition.as_ref()]);
        call.name_partition(write.partition.as_ref());
        if write.mode == Some(WriteMode::Async) {
            call.add_header("x-write-mode", "async".to_owned());
        }
        call.doc_id = Some(write.doc_id.0.clone());
        if write.action != Action::Delete {
            call.body = document(&write.doc_id.0);
        }
        let item =
            Item { write_id: write.write_id.0.clone(), partition: write.partition.as_ref().map(|id| id.0.clone()) };
        let request = Request::new(Caller::Proxy(write.instance.0), vec![item], false, write.stop_at.map(Into::into));
        let (exchange, id) = self.start(request, proxy, call);
        locked(&self.explained).insert(write.write_id.0.clone(), (index, id));
        self.remember(requests::Request::Write(write.write_id.0.clone()), &exchange);
        Turn::of(Box::new(move || report::write(&exchange)))
    }

    pub fn bulk(&self, bulk: &Bulk) -> Turn {
        let (_, proxy) = match self.proxy(bulk.instance.0) {
            Ok(found) => found,
            Err(refusal) => return refusal,
        };
        let items = &bulk.items.0;
        let partitions = items.iter().map(|item| item.0.partition.as_ref());
        let mut call = Call::new(EndpointKind::IngestBulk, HttpMethod::Post, &self.store.table, partitions);
        call.body = bulk_body(items);
        let items = items
            .iter()
            .map(|item| Item {
                write_id: item.0.write_id.0.clone(),
                partition: item.0.partition.as_ref().map(|id| id.0.clone()),
            })
            .collect();
        let request = Request::new(Caller::Proxy(bulk.instance.0), items, true, bulk.stop_at.map(Into::into));
        let (exchange, _) = self.start(request, proxy, call);
        self.remember(requests::Request::Bulk(bulk.bulk_id.0.clone()), &exchange);
        Turn::of(Box::new(move || report::bulk(&exchange)))
    }

    pub fn read(&self, read: &Read) -> Turn {
        let (_, proxy) = match self.proxy(read.instance.0) {
            Ok(found) => found,
            Err(refusal) => return refusal,
        };
        let endpoint = if read.doc_id.is_some() { EndpointKind::GetById } else { EndpointKind::Search };
        let mut call = Call::new(endpoint, HttpMethod::Get, &self.store.table, [read.partition.as_ref()]);
        call.name_partition(read.partition.as_ref());
        call.doc_id = read.doc_id.as_ref().map(|id| id.0.clone());
        if read.doc_id.is_none() {
            call.body = br#"{"query":{"match_all":{}}}"#.to_vec();
        }
        let (exchange, _) =
            self.start(Request::new(Caller::Proxy(read.instance.0), Vec::new(), false, None), proxy, call);
        Turn::of(Box::new(move || report::read(&exchange)))
    }

    /// A multi-get or a multi-search.
    pub fn multi_read(&self, endpoint: EndpointKind, read: &MultiRead) -> Turn {
        let (_, proxy) = match self.proxy(read.instance.0) {
            Ok(found) => found,
            Err(refusal) => return refusal,
        };
        let items = &read.items.0;
        let mut groups: Vec<(&Option<Id>, Vec<usize>)> = Vec::new();
        for (position, item) in items.iter().enumerate() {
            match groups.iter_mut().find(|(partition, _)| **partition == item.0.partition) {
                Some((_, positions)) => positions.push(position),
                None => groups.push((&item.0.partition, vec![position])),
            }
        }
        let parts: Vec<Part> = groups
            .into_iter()
            .map(|(partition, positions)| {
                let mut call = Call::new(endpoint, HttpMethod::Post, &self.store.table, [partition.as_ref()]);
                call.name_partition(partition.as_ref());
                let ids = positions.iter().map(|position| items[*position].0.doc_id.0.as_str());
                call.body = if endpoint == EndpointKind::MultiGet { mget_body(ids) } else { msearch_body(ids) };
                let request = Request::new(Caller::Proxy(read.instance.0), Vec::new(), false, None);
                let (exchange, _) = self.start(request, Arc::clone(&proxy), call);
                Part { exchange, positions }
            })
            .collect();
        let count = items.len();
        Turn::of(Box::new(move || report::multi_read(&parts, count)))
    }

    fn find(&self, key: &requests::Request) -> Option<Arc<Exchange>> {
        locked(&self.known).get(key).map(Arc::clone)
    }

    /// Where a request stands.
    pub fn progress(&self, key: &requests::Request) -> Turn {
        let Some(exchange) = self.find(key) else {
            return Turn::Now(Answer::unknown_request("expected the id of an earlier write or bulk of this case"));
        };
        Turn::of(match key {
            requests::Request::Write(_) => Box::new(move || report::write(&exchange)),
            requests::Request::Bulk(_) => Box::new(move || report::bulk(&exchange)),
        })
    }

    pub fn resume(&self, key: &requests::Request, stop: Option<Stop>) -> Turn {
        match self.find(key).filter(|exchange| exchange.request.paused().is_some()) {
            Some(exchange) => exchange.request.resume(stop),
            None => return Turn::Now(Answer::unknown_request("expected the id of a paused write or bulk")),
        }
        self.progress(key)
    }

    pub fn hold(&self, write_id: &str) -> Answer {
        self.upstream.board.hold(write_id);
        Answer::empty()
    }

    pub fn settle(&self, write_id: &str, outcome: Outcome) -> Answer {
        if self.upstream.board.settle(write_id, outcome).is_none() {
            return Answer::unknown_request("expected the id of a write that is held upstream");
        }
        self.go_on();
        Answer::empty()
    }

    /// Lets time pass for requests under way. Deadlines are the only timers there, so passing the longest one is
    /// enough.
    pub fn pass(&self, nanos: u64) {
        if self.upstream.board.is_busy() {
            self.upstream.advance(self.sink_scale.tell(nanos.min(self.deadline)));
        }
        self.go_on();
    }

    /// Runs every open request as far as it goes, in the order of their start.
    pub fn go_on(&self) {
        let open = locked(&self.open).clone();
        let still: Vec<Arc<Exchange>> =
            open.into_iter().filter(|exchange| !matches!(exchange.drive(), Progress::Done(_))).collect();
        *locked(&self.open) = still;
    }

    pub fn log(&self, since: u64) -> Answer {
        Answer::Ok(self.upstream.board.log(since))
    }

    /// The engine's explanation of a write, epochs as decimal strings. It keeps none for single items of a bulk.
    pub fn explain(&self, write_id: &str) -> Answer {
        let found = locked(&self.explained).get(write_id).cloned();
        let explained = found.and_then(|(index, id)| self.proxies[index].explain(&id));
        let Some(mut document) = explained else {
            return Answer::unknown_request("expected the id of a single write that has ended");
        };
        if let Some(epoch) = document.pointer_mut("/spans/spi.resolve/epoch") {
            *epoch = epoch.to_string().into();
        }
        Answer::Ok(document)
    }
}
