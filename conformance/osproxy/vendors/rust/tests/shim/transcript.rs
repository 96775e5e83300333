//! The 35 exchanges that the published store and controller were seen to answer (spec/osproxy/transcript.test.ts).

use crate::conversation::{cluster, index, Driver};
use serde_json::{json, Value};

fn orders() -> Value {
    json!({
        "kind": "shared_index",
        "cluster": "eu-1",
        "index": "orders-shared",
        "inject": [
            { "name": "_tenant", "value": { "kind": "partition_id" } },
            { "name": "_src", "value": { "kind": "constant", "json": { "a": [1, null] } } },
            { "name": "_who", "value": { "kind": "from_principal", "attr": "team" } },
            { "name": "_region", "value": { "kind": "from_header", "header": "x-region" } },
        ],
    })
}

fn at(epoch: &str) -> Value {
    json!({ "ok": { "epoch": epoch } })
}

fn refused(code: &str) -> Value {
    json!({ "error": { "code": code, "retryable": false } })
}

fn pending(remaining: &str) -> Value {
    json!({ "error": { "code": "barrier_pending", "remaining_ns": remaining, "retryable": true } })
}

fn admission(verdict: &str) -> Value {
    json!({ "ok": { "admission": verdict } })
}

/// Messages and `definite: true` say nothing that the transcript does not.
fn bare(mut reply: Value) -> Value {
    if let Some(error) = reply.get_mut("error").and_then(Value::as_object_mut) {
        error.remove("message");
        if error.get("definite") == Some(&Value::Bool(true)) {
            error.remove("definite");
        }
    }
    reply
}

#[test]
fn the_published_crates_answer_the_transcript() {
    let acme = || json!({ "partition": "acme" });
    let globex = || json!({ "partition": "globex" });
    let begin = |partition: &str, to: &str| json!({ "partition": partition, "to": cluster(to) });
    let gate = |partition: &str, epoch: &str| json!({ "partition": partition, "epoch": epoch });
    let set = |partition: &str, placement: Value| json!({ "partition": partition, "placement": placement });
    let moving = json!({ "ok": { "found": true, "epoch": "3", "state":
        { "state": "migrating", "from": orders(), "to": cluster("us-1"), "phase": "draining" } } });
    let resolved = |epoch: &str, phase: &str| json!({ "ok": { "found": true, "placement": orders(), "epoch": epoch, "phase": phase } });
    let settled = |epoch: &str, placement: Value| json!({ "ok": { "found": true, "epoch": epoch, "state": { "state": "active", "placement": placement } } });
    let globex_index = || index("eu-1", "globex-idx");

    let exchanges: Vec<(&str, Value, Value)> = vec![
        ("store.resolve", acme(), json!({ "ok": { "found": false } })),
        ("store.begin_migration", begin("acme", "us-1"), refused("unknown_partition")),
        ("store.set", set("acme", orders()), at("1")),
        ("store.set", set("globex", globex_index()), at("2")),
        ("store.admit_write", gate("acme", "1"), admission("admit")),
        ("store.admit_write", gate("acme", "2"), admission("reject")),
        ("ctl.begin_migration", begin("acme", "us-1"), at("3")),
        ("store.state", acme(), moving),
        ("store.resolve", acme(), resolved("3", "draining")),
        ("store.admit_write", gate("acme", "1"), admission("reject")),
        ("store.admit_write", gate("acme", "3"), admission("admit")),
        ("ctl.complete_migration", acme(), refused("not_cutover")),
        ("fault.arm", json!({ "op": "enter_cutover", "mode": "before_apply" }), json!({ "ok": {} })),
        (
            "ctl.enter_cutover",
            acme(),
            json!({ "error": { "code": "backend", "reason": "store unreachable", "retryable": true } }),
        ),
        ("ctl.enter_cutover", acme(), at("4")),
        ("store.admit_write", gate("acme", "4"), admission("reject")),
        ("store.resolve", acme(), resolved("4", "cutover")),
        ("ctl.begin_migration", begin("acme", "ap-1"), refused("already_migrating")),
        ("ctl.complete_migration", acme(), pending("30000000000")),
        ("clock.advance", json!({ "ns": "29999999999" }), json!({ "ok": {} })),
        ("ctl.complete_migration", acme(), pending("1")),
        ("clock.advance", json!({ "ns": "1" }), json!({ "ok": {} })),
        ("ctl.complete_migration", acme(), at("5")),
        ("store.state", acme(), settled("5", cluster("us-1"))),
        ("store.admit_write", gate("acme", "4"), admission("reject")),
        ("store.admit_write", gate("acme", "5"), admission("admit")),
        ("store.admit_write", gate("acme", "18446744073709551615"), admission("reject")),
        ("ctl.abort_migration", acme(), refused("not_migrating")),
        ("store.state", globex(), settled("2", globex_index())),
        ("store.admit_write", gate("globex", "2"), admission("admit")),
        ("store.current_epoch", json!({}), at("5")),
        ("ctl.begin_migration", begin("globex", "us-1"), at("6")),
        ("ctl.enter_cutover", globex(), at("7")),
        ("ctl.abort_migration", globex(), at("8")),
        ("store.state", globex(), settled("8", globex_index())),
    ];
    assert_eq!(exchanges.len(), 35);

    let mut driver = Driver::new();
    for (number, (op, params, expected)) in exchanges.into_iter().enumerate() {
        let reply = bare(driver.call(op, params.clone()));
        assert_eq!(reply, expected, "exchange {}: {op} {params}", number + 1);
    }
}

#[test]
fn malformed_parameters_are_refused_without_effect() {
    let mut driver = Driver::new();
    let placement = |form: Value| json!({ "partition": "p", "placement": form });
    let malformed = [
        ("store.set", json!({ "partition": "p" })),
        ("store.set", json!({ "partition": "p", "placement": cluster("a"), "more": 1 })),
        ("store.set", placement(json!({ "kind": "dedicated_cluster", "cluster": "a", "index": "i" }))),
        ("store.set", placement(json!({ "kind": "dedicated_index", "cluster": "a" }))),
        ("store.set", placement(json!({ "kind": "shared_index", "cluster": "a", "index": "i" }))),
        ("store.set", placement(json!({ "kind": "sharded", "cluster": "a" }))),
        ("store.set", placement(json!({ "cluster": "a" }))),
        ("store.set", placement(json!({ "kind": "dedicated_cluster", "cluster": 1 }))),
        ("store.set", placement(json!(["dedicated_cluster", "a"]))),
        ("store.set", placement(json!([cluster("a"), cluster("b")]))),
        ("store.set", placement(Value::Null)),
        ("store.admit_write", json!({ "partition": "p", "epoch": 1 })),
        ("store.admit_write", json!({ "partition": "p", "epoch": "01" })),
        ("store.admit_write", json!({ "partition": "p", "epoch": "+1" })),
        ("store.admit_write", json!({ "partition": "p", "epoch": "18446744073709551616" })),
        ("store.state", json!({ "partition": null })),
        ("ctl.enter_cutover", json!({ "partition": "p", "controller": 64 })),
        ("ctl.enter_cutover", json!({ "partition": "p", "controller": null })),
        ("fault.arm", json!({ "op": "resolve", "mode": "duplicate" })),
        ("fault.arm", json!({ "op": "resolve", "mode": "unavailable", "count": 0 })),
        ("proxy.write", json!({ "instance": 2, "write_id": "w", "doc_id": "d", "action": "index" })),
        (
            "proxy.write",
            json!({ "instance": 0, "write_id": "w", "doc_id": "d", "action": "index", "stop_at": "prepared" }),
        ),
        ("proxy.resume", json!({ "write_id": "w", "bulk_id": "b" })),
        ("batch.concurrent", json!({ "lanes": [] })),
        ("batch.concurrent", json!({ "lanes": [[{ "op": "clock.now", "params": {} }]] })),
        ("state.query", json!({ "state": { "state": "active", "placement": cluster("a"), "phase": "draining" } })),
        (
            "state.query",
            json!({ "state": { "state": "migrating", "from": cluster("a"), "to": cluster("b"), "phase": "settled" } }),
        ),
    ];
    for (op, params) in malformed {
        assert_eq!(driver.refused(op, params.clone()), "invalid_params", "{op} {params}");
    }
    let inject = |value: Value| {
        placement(
            json!({ "kind": "shared_index", "cluster": "a", "index": "i", "inject": [{ "name": "f", "value": value }] }),
        )
    };
    for value in [
        json!({ "kind": "constant" }),
        json!({ "kind": "partition_id", "json": 1 }),
        json!({ "kind": "from_header" }),
        json!("partition_id"),
    ] {
        assert_eq!(driver.refused("store.set", inject(value.clone())), "invalid_params", "{value}");
    }
    assert_eq!(driver.ok("store.current_epoch", json!({})), json!({ "epoch": "0" }));
    assert_eq!(driver.ok("store.set", inject(json!({ "kind": "constant", "json": null }))), json!({ "epoch": "1" }));
}

#[test]
fn what_the_crates_do_not_have_is_unsupported() {
    let mut driver = Driver::new();
    for (op, params) in [
        ("store.enter_cutover", json!({ "partition": "p", "expect_epoch": "1" })),
        ("store.restart", json!({})),
        ("reset", json!({ "initial_generation": "18446744073709551614" })),
        ("fault.arm", json!({ "op": "state", "mode": "unavailable", "code": "new_code" })),
        ("store.remove", json!({})),
    ] {
        assert!(driver.call(op, params).get("unsupported").is_some(), "{op}");
    }
}
