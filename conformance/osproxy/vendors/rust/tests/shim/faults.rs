//! Fault scripts with the answers of the real crates 1.0.2, right and wrong ones.

use crate::conversation::{cluster, Driver};
use serde_json::{json, Value};

const SECOND: u64 = 1_000_000_000;

fn p() -> Value {
    json!({ "partition": "p" })
}

fn to(name: &str) -> Value {
    json!({ "partition": "p", "to": cluster(name) })
}

fn epoch(number: &str) -> Value {
    json!({ "epoch": number })
}

/// A partition `p` at cluster `a`, epoch 1.
fn placed() -> Driver {
    let mut driver = Driver::new();
    assert_eq!(driver.ok("store.set", json!({ "partition": "p", "placement": cluster("a") })), epoch("1"));
    driver
}

fn arm(driver: &mut Driver, op: &str, mode: &str) {
    driver.ok("fault.arm", json!({ "op": op, "mode": mode }));
}

fn advance(driver: &mut Driver, seconds: u64) {
    driver.ok("clock.advance", json!({ "ns": (seconds * SECOND).to_string() }));
}

fn state(driver: &mut Driver) -> Value {
    driver.ok("store.state", p())
}

fn remaining(driver: &mut Driver) -> Value {
    driver.call("ctl.complete_migration", p())["error"]["remaining_ns"].clone()
}

#[test]
fn f1_a_lost_cutover_reply_is_followed_by_a_full_wait() {
    let mut driver = placed();
    assert_eq!(driver.ok("ctl.begin_migration", to("b")), epoch("2"));
    arm(&mut driver, "enter_cutover", "after_apply");
    let lost = driver.call("ctl.enter_cutover", p());
    assert_eq!((&lost["error"]["code"], &lost["error"]["definite"]), (&json!("backend"), &json!(false)));
    assert_eq!(state(&mut driver)["epoch"], "3");
    assert_eq!(driver.refused("ctl.enter_cutover", p()), "not_draining");
    advance(&mut driver, 60);
    assert_eq!(remaining(&mut driver), "30000000000");
    advance(&mut driver, 30);
    assert_eq!(driver.ok("ctl.complete_migration", p()), epoch("4"));
}

#[test]
fn f2_an_unreadable_state_lets_the_controller_flip_at_once() {
    let mut driver = placed();
    driver.ok("ctl.begin_migration", to("b"));
    driver.ok("ctl.enter_cutover", p());
    arm(&mut driver, "state", "unavailable");
    assert_eq!(driver.ok("ctl.complete_migration", p()), epoch("4"));
}

fn f3(lost: &str, done: &str) {
    let mut driver = placed();
    driver.ok("ctl.begin_migration", to("b"));
    driver.ok("ctl.enter_cutover", p());
    advance(&mut driver, 30);
    arm(&mut driver, lost, "after_apply");
    assert_eq!(driver.refused(done, p()), "backend");
    assert_eq!(driver.ok("ctl.begin_migration", to("c")), epoch("5"));
    arm(&mut driver, "enter_cutover", "after_apply");
    assert_eq!(driver.refused("ctl.enter_cutover", p()), "backend");
    assert_eq!(driver.ok("ctl.complete_migration", p()), epoch("7"));
}

#[test]
fn f3_the_wait_of_an_earlier_migration_serves_the_next_one() {
    f3("complete_migration", "ctl.complete_migration");
    f3("abort_migration", "ctl.abort_migration");
}

#[test]
fn f4_the_wait_of_an_earlier_migration_serves_that_of_another_controller() {
    let mut driver = placed();
    let first = || json!({ "partition": "p", "controller": 1 });
    let second = || json!({ "partition": "p", "controller": 2 });
    driver.ok("ctl.begin_migration", json!({ "partition": "p", "to": cluster("b"), "controller": 1 }));
    driver.ok("ctl.enter_cutover", first());
    advance(&mut driver, 40);
    assert_eq!(driver.ok("ctl.abort_migration", second()), epoch("4"));
    driver.ok("ctl.begin_migration", json!({ "partition": "p", "to": cluster("c"), "controller": 2 }));
    assert_eq!(driver.ok("ctl.enter_cutover", second()), epoch("6"));
    assert_eq!(driver.ok("ctl.complete_migration", first()), epoch("7"));
}

#[test]
fn f5_to_f7_a_repetition_after_a_lost_reply_meets_the_state_in_place() {
    let mut driver = placed();
    arm(&mut driver, "begin_migration", "after_apply");
    assert_eq!(driver.refused("ctl.begin_migration", to("b")), "backend");
    assert_eq!(driver.refused("ctl.begin_migration", to("b")), "already_migrating");
    assert_eq!(state(&mut driver)["state"]["phase"], "draining");

    arm(&mut driver, "abort_migration", "after_apply");
    assert_eq!(driver.refused("ctl.abort_migration", p()), "backend");
    assert_eq!(driver.refused("ctl.abort_migration", p()), "not_migrating");
    assert_eq!(state(&mut driver)["state"]["placement"], cluster("a"));

    driver.ok("ctl.begin_migration", to("b"));
    driver.ok("ctl.enter_cutover", p());
    advance(&mut driver, 30);
    arm(&mut driver, "complete_migration", "after_apply");
    assert_eq!(driver.refused("ctl.complete_migration", p()), "backend");
    assert_eq!(driver.refused("ctl.complete_migration", p()), "not_migrating");
    assert_eq!(state(&mut driver)["state"]["placement"], cluster("b"));
}

#[test]
fn f8_a_bulk_outlives_the_barrier() {
    let mut driver = placed();
    driver.ok("ctl.begin_migration", to("b"));
    let item = |id: &str| json!({ "write_id": id, "partition": "p", "doc_id": id, "action": "index" });
    for id in ["w1", "w2", "w3"] {
        driver.ok("upstream.hold", json!({ "write_id": id }));
    }
    let bulk = json!({ "instance": 0, "bulk_id": "b", "items": [item("w1"), item("w2"), item("w3")] });
    assert_eq!(driver.ok("proxy.bulk", bulk), json!({ "held": ["w1"] }));
    driver.ok("ctl.enter_cutover", p());
    for (settled, next) in [("w1", "w2"), ("w2", "w3")] {
        advance(&mut driver, 29);
        driver.ok("upstream.settle", json!({ "write_id": settled, "outcome": "commit" }));
        assert_eq!(driver.ok("proxy.result", json!({ "bulk_id": "b" })), json!({ "held": [next] }));
    }
    assert_eq!(driver.ok("ctl.complete_migration", p()), epoch("4"));
    advance(&mut driver, 29);
    driver.ok("upstream.settle", json!({ "write_id": "w3", "outcome": "commit" }));
    let done = driver.ok("proxy.result", json!({ "bulk_id": "b" }));
    let statuses: Vec<&Value> =
        done["done"]["items"].as_array().expect("items").iter().map(|item| &item["status"]).collect();
    assert_eq!(statuses, [201, 201, 201]);
    let log = driver.ok("upstream.log", json!({ "since": 2 }));
    let late = &log["commits"][0];
    assert_eq!(
        (&late["write_id"], &late["cluster"], &late["at_ns"]),
        (&json!("w3"), &json!("a"), &json!("87000000000"))
    );
}

#[test]
fn f9_a_change_lost_before_it_took_effect_changes_nothing() {
    let mut driver = placed();
    let steps = [("begin_migration", to("b"), 0), ("enter_cutover", p(), 30), ("complete_migration", p(), 0)];
    for (op, params, then) in steps {
        arm(&mut driver, op, "before_apply");
        let before = state(&mut driver);
        let name = format!("ctl.{op}");
        let lost = driver.call(&name, params.clone());
        assert_eq!((&lost["error"]["code"], &lost["error"]["definite"]), (&json!("backend"), &json!(true)));
        assert_eq!(state(&mut driver), before);
        driver.ok(&name, params);
        advance(&mut driver, then);
    }
    driver.ok("ctl.begin_migration", to("c"));
    arm(&mut driver, "abort_migration", "before_apply");
    assert_eq!(driver.refused("ctl.abort_migration", p()), "backend");
    assert_eq!(driver.ok("ctl.abort_migration", p()), epoch("6"));
}

#[test]
fn f10_racing_sets_let_an_epoch_go_down() {
    let mut driver = placed();
    let set = |name: &str| json!({ "op": "store.set", "params": { "partition": "p", "placement": cluster(name) } });
    let look = json!({ "op": "store.state", "params": { "partition": "p" } });
    let lane = |name: &str| [set(name), look.clone()].into_iter().cycle().take(4096).collect::<Vec<_>>();
    let lanes = json!([lane("b"), lane("c"), lane("d"), lane("e")]);
    let race = driver.ok("batch.concurrent", json!({ "lanes": lanes, "repeat": 2_000 }));
    assert!(race["rounds"].as_u64() < Some(2_000), "no race in {} rounds", race["rounds"]);
}

#[test]
fn delayed_and_duplicated_changes_reach_the_store() {
    let mut driver = placed();
    arm(&mut driver, "begin_migration", "delay");
    let kept = driver.call("ctl.begin_migration", to("b"));
    assert_eq!((&kept["error"]["code"], &kept["error"]["definite"]), (&json!("backend"), &json!(false)));
    assert_eq!(state(&mut driver)["epoch"], "1");
    driver.ok("fault.release", json!({}));
    assert_eq!(state(&mut driver)["epoch"], "2");
    arm(&mut driver, "enter_cutover", "duplicate");
    assert_eq!(driver.ok("ctl.enter_cutover", p()), epoch("3"));
    assert_eq!(state(&mut driver)["epoch"], "3");
}

#[test]
fn a_cutover_that_is_published_during_a_slow_read_is_flipped_early() {
    let mut driver = placed();
    assert_eq!(driver.ok("ctl.begin_migration", to("b")), epoch("2"));
    arm(&mut driver, "state", "stall");
    let second = json!({ "partition": "p", "controller": 1 });
    assert!(driver.send("ctl.complete_migration", second.clone()).is_empty());
    driver.send("clock.advance", json!({ "ns": (20 * SECOND).to_string() }));
    driver.send("ctl.enter_cutover", p());
    let replies = driver.send("fault.release", json!({}));
    assert_eq!(replies[0]["error"]["remaining_ns"], (30 * SECOND).to_string());
    advance(&mut driver, 10);
    // Ten seconds after the cutover, of thirty: the wait began before the read.
    assert_eq!(driver.ok("ctl.complete_migration", second), epoch("4"));
}
