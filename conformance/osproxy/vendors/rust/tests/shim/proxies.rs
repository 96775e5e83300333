//! Proxy instances over the real engine and the real sink.

use crate::conversation::{cluster, index, Driver};
use serde_json::{json, Value};

fn placed(config: Value) -> Driver {
    let mut driver = Driver::new();
    driver.ok("reset", config);
    driver.ok("store.set", json!({ "partition": "p", "placement": index("a", "i") }));
    driver
}

fn write(id: &str, more: Value) -> Value {
    let mut params = json!({ "instance": 0, "write_id": id, "partition": "p", "doc_id": "d", "action": "index" });
    params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    params
}

fn log(driver: &mut Driver) -> Vec<Value> {
    driver.ok("upstream.log", json!({}))["commits"].as_array().expect("commits").clone()
}

#[test]
fn a_write_stopped_before_the_gate_is_held_by_a_later_cutover() {
    let mut driver = placed(json!({}));
    for (id, action) in [("w1", "index"), ("w2", "create"), ("w3", "delete")] {
        let paused = driver.ok("proxy.write", write(id, json!({ "stop_at": "resolved", "action": action })));
        assert_eq!(
            paused,
            json!({ "paused": "resolved", "target": { "cluster": "a", "index": "i" }, "epoch": "1", "phase": "settled" })
        );
    }
    driver.ok("ctl.begin_migration", json!({ "partition": "p", "to": cluster("b") }));
    for id in ["w3", "w1", "w2"] {
        let done = driver.ok("proxy.resume", json!({ "write_id": id }))["done"].clone();
        assert_eq!(
            (&done["http_status"], &done["code"], &done["retryable"]),
            (&json!(409), &json!("stale_epoch"), &json!(true))
        );
        assert_eq!((&done["epoch"], done.get("target")), (&json!("1"), None));
    }
    assert!(log(&mut driver).is_empty());
    let explained = driver.ok("obs.explain", json!({ "write_id": "w1" }));
    assert_eq!(explained["error"]["code"], "stale_epoch");
    assert_eq!(explained["spans"]["spi.resolve"]["epoch"], "1");
    assert_eq!(driver.refused("proxy.resume", json!({ "write_id": "w1" })), "unknown_request");
}

#[test]
fn the_deadline_of_a_held_write_is_the_sinks_and_exact() {
    let mut driver = placed(json!({ "upstream_deadline_ns": "1500000001" }));
    let progress = json!({ "write_id": "w" });
    for (passed, alive) in [("1500000000", true), ("1500000001", false)] {
        driver.ok("reset", json!({ "upstream_deadline_ns": "1500000001" }));
        driver.ok("store.set", json!({ "partition": "p", "placement": index("a", "i") }));
        driver.ok("clock.advance", json!({ "ns": "7" }));
        driver.ok("upstream.hold", progress.clone());
        assert!(driver.ok("proxy.write", write("w", json!({})))["held"].is_object());
        driver.ok("clock.advance", json!({ "ns": passed }));
        assert_eq!(driver.ok("proxy.result", progress.clone())["held"].is_object(), alive);
        driver.ok("upstream.settle", json!({ "write_id": "w", "outcome": "commit" }));
        let done = driver.ok("proxy.result", progress.clone())["done"].clone();
        assert_eq!(done["http_status"], if alive { 201 } else { 502 });
        assert_eq!(log(&mut driver).len(), usize::from(alive));
    }
}

#[test]
fn every_outcome_of_a_held_write_is_told_apart_by_the_log() {
    let mut driver = placed(json!({}));
    let outcomes = [
        ("commit", 201, true),
        ("timeout", 502, false),
        ("timeout_applied", 502, true),
        ("reset_applied", 502, true),
        ("reset_not_applied", 502, false),
    ];
    for (outcome, status, applied) in outcomes {
        let before = log(&mut driver).len();
        driver.ok("upstream.hold", json!({ "write_id": outcome }));
        driver.ok("proxy.write", write(outcome, json!({})));
        assert_eq!(log(&mut driver).len(), before);
        driver.ok("upstream.settle", json!({ "write_id": outcome, "outcome": outcome }));
        let done = driver.ok("proxy.result", json!({ "write_id": outcome }))["done"].clone();
        assert_eq!(done["http_status"], status, "{outcome}");
        assert_eq!(log(&mut driver).len() > before, applied, "{outcome}");
    }
    assert_eq!(
        driver.refused("upstream.settle", json!({ "write_id": "none", "outcome": "commit" })),
        "unknown_request"
    );
}

#[test]
fn waits_are_exact_and_move_no_clock() {
    let retry = json!({ "max_attempts": 5, "base_backoff_ns": "10000001", "max_backoff_ns": "25000003" });
    let mut driver = placed(json!({ "retry": retry }));
    driver.ok("upstream.hold", json!({ "write_id": "held" }));
    driver.ok("proxy.write", write("held", json!({})));
    driver.ok("fault.arm", json!({ "op": "resolve", "mode": "unavailable", "count": 5 }));
    let done = driver.ok("proxy.write", write("w", json!({})))["done"].clone();
    assert_eq!(done["waits_ns"], json!(["10000001", "20000002", "25000003", "25000003"]));
    assert_eq!((&done["attempts"], &done["http_status"], &done["retryable"]), (&json!(5), &json!(503), &json!(true)));
    assert_eq!(driver.ok("clock.now", json!({})), json!({ "ns": "0" }));
    assert!(driver.ok("proxy.result", json!({ "write_id": "held" }))["held"].is_object());
    driver.ok("fault.arm", json!({ "op": "resolve", "mode": "unavailable", "retryable": false }));
    let done = driver.ok("proxy.write", write("x", json!({})))["done"].clone();
    assert_eq!((&done["attempts"], &done["http_status"], &done["retryable"]), (&json!(1), &json!(503), &json!(false)));
}

#[test]
fn a_bulk_gates_each_item_when_it_is_flushed() {
    let mut driver = placed(json!({}));
    driver.ok("store.set", json!({ "partition": "q", "placement": index("b", "i") }));
    let item = |id: &str, partition: &str, action: &str| json!({ "write_id": id, "partition": partition, "doc_id": "d", "action": action });
    let items = json!([
        item("1", "p", "delete"),
        item("2", "q", "index"),
        item("3", "p", "delete"),
        { "write_id": "4", "doc_id": "d", "action": "index" },
        item("5", "nowhere", "create"),
        item("6", "q", "delete"),
    ]);
    let paused =
        driver.ok("proxy.bulk", json!({ "instance": 1, "bulk_id": "b", "items": items, "stop_at": "prepared" }));
    assert_eq!(paused, json!({ "paused": "prepared" }));
    driver.ok("ctl.begin_migration", json!({ "partition": "p", "to": cluster("c") }));
    assert_eq!(driver.ok("proxy.resume", json!({ "bulk_id": "b", "stop_at": "gated" })), json!({ "paused": "gated" }));
    assert!(log(&mut driver).is_empty());
    let done = driver.ok("proxy.resume", json!({ "bulk_id": "b" }))["done"].clone();
    assert_eq!((&done["http_status"], &done["errors"]), (&json!(200), &json!(true)));
    let answered: Vec<(u64, &str)> = done["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| (item["status"].as_u64().expect("a status"), item["code"].as_str().unwrap_or("")))
        .collect();
    let expected = [
        (409, "stale_epoch"),
        (201, ""),
        (409, "stale_epoch"),
        (400, "partition_unresolved"),
        (404, "placement_missing"),
        (200, ""),
    ];
    assert_eq!(answered, expected);
    let applied: Vec<Value> = log(&mut driver).iter().map(|commit| commit["write_id"].clone()).collect();
    assert_eq!(applied, ["2", "6"]);
}

#[test]
fn items_over_an_unavailable_store_lose_their_retryability() {
    let mut driver = placed(json!({}));
    let unavailable = json!({ "op": "resolve", "mode": "unavailable", "count": 3 });
    let item = json!({ "write_id": "w", "partition": "p", "doc_id": "d", "action": "index" });
    driver.ok("fault.arm", unavailable.clone());
    let done = driver.ok("proxy.bulk", json!({ "instance": 0, "bulk_id": "b", "items": [item] }));
    assert_eq!(
        done["done"]["items"][0],
        json!({ "write_id": "w", "status": 404, "code": "placement_missing", "retryable": false })
    );
    for op in ["proxy.mget", "proxy.msearch"] {
        driver.ok("fault.arm", unavailable.clone());
        let done = driver.ok(op, json!({ "instance": 0, "items": [{ "partition": "p", "doc_id": "d" }] }));
        assert_eq!(done["items"][0]["code"], "placement_missing");
        assert_eq!((&done["attempts"], &done["waits_ns"]), (&json!(3), &json!(["50000000", "100000000"])));
    }
}

#[test]
fn a_stalled_call_keeps_its_place_in_the_order_of_replies() {
    let mut driver = placed(json!({}));
    driver.ok("fault.arm", json!({ "op": "resolve", "mode": "stall" }));
    assert!(driver.send("proxy.read", json!({ "instance": 0, "partition": "p", "doc_id": "d" })).is_empty());
    driver.send("fault.arm", json!({ "op": "complete_migration", "mode": "stall" }));
    for op in ["ctl.begin_migration", "ctl.enter_cutover", "ctl.complete_migration"] {
        let params = if op == "ctl.begin_migration" {
            json!({ "partition": "p", "to": cluster("b") })
        } else {
            json!({ "partition": "p" })
        };
        if op == "ctl.complete_migration" {
            driver.send("clock.advance", json!({ "ns": "30000000000" }));
        }
        assert!(driver.send(op, params).is_empty());
    }
    let replies = driver.send("fault.release", json!({}));
    assert_eq!(replies.len(), 7);
    assert_eq!(replies[0]["ok"]["epoch"], "3");
    assert_eq!(replies[5]["ok"]["epoch"], "4");
    assert_eq!(replies[6], json!({ "ok": {} }));
}

#[test]
fn a_case_that_ends_answers_its_stalled_calls() {
    let mut driver = placed(json!({}));
    driver.ok("fault.arm", json!({ "op": "admit_write", "mode": "stall" }));
    assert!(driver.send("proxy.write", write("w", json!({}))).is_empty());
    let replies = driver.send("reset", json!({}));
    assert_eq!((&replies[0]["ok"]["done"]["http_status"], &replies[1]), (&json!(201), &json!({ "ok": {} })));
    assert_eq!(driver.refused("proxy.result", json!({ "write_id": "w" })), "unknown_request");
}

#[test]
fn lanes_run_requests_of_proxies_and_controllers() {
    let mut driver = placed(json!({}));
    driver.ok("store.set", json!({ "partition": "q", "placement": index("b", "i") }));
    driver.ok("fault.arm", json!({ "op": "begin_migration", "mode": "stall" }));
    let lane = |id: &str| json!([{ "op": "proxy.write", "params": { "instance": 0, "write_id": id, "partition": "q", "doc_id": id, "action": "index" } }]);
    let stalled = json!([{ "op": "ctl.begin_migration", "params": { "partition": "p", "to": cluster("b") } }]);
    let history = driver.ok("batch.concurrent", json!({ "lanes": [stalled, lane("1"), lane("2")] }));
    assert_eq!(history["rounds"], 1);
    assert_eq!(history["results"][0][0]["ok"], json!({ "epoch": "3" }));
    for number in 1..=2 {
        assert_eq!(history["results"][number][0]["ok"]["done"]["http_status"], 201);
    }
    assert_eq!(log(&mut driver).len(), 2);
}

#[test]
fn a_shared_index_wants_an_id_rule_with_the_partition() {
    let shared = json!({ "kind": "shared_index", "cluster": "a", "index": "s", "inject": [
        { "name": "_tenant", "value": { "kind": "partition_id" } },
        { "name": "_who", "value": { "kind": "from_principal", "attr": "team" } },
        { "name": "_region", "value": { "kind": "from_header", "header": "x-region" } },
    ] });
    for (rule, status) in [("partition", 201), ("constant", 400), ("none", 400)] {
        let mut driver = Driver::new();
        driver.ok("reset", json!({ "id_rule": rule }));
        driver.ok("store.set", json!({ "partition": "p", "placement": shared }));
        let done = driver.ok("proxy.write", write("w", json!({})))["done"].clone();
        assert_eq!(done["http_status"], status, "{rule}: {done}");
        driver.ok("store.set", json!({ "partition": "p", "placement": index("a", "i") }));
        let done = driver.ok("proxy.write", write("x", json!({})))["done"].clone();
        assert_eq!(done["http_status"], 201, "{rule}: {done}");
    }
}

#[test]
fn reset_leaves_nothing_behind() {
    let mut driver = placed(json!({}));
    driver.ok("upstream.hold", json!({ "write_id": "w" }));
    driver.ok("proxy.write", write("w", json!({})));
    driver.ok("fault.arm", json!({ "op": "resolve", "mode": "unavailable" }));
    driver.ok("clock.advance", json!({ "ns": "5" }));
    driver.ok("reset", json!({}));
    assert_eq!(driver.ok("clock.now", json!({})), json!({ "ns": "0" }));
    assert_eq!(driver.ok("store.current_epoch", json!({})), json!({ "epoch": "0" }));
    assert!(log(&mut driver).is_empty());
    driver.ok("store.set", json!({ "partition": "p", "placement": index("a", "i") }));
    assert_eq!(driver.ok("proxy.write", write("w", json!({})))["done"]["attempts"], 1);
    assert_eq!(driver.ok("store.calls", json!({}))["calls"].as_array().map(Vec::len), Some(2));
}
