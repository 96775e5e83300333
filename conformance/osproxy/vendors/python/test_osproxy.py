"""The machine against the published transcript, the fault scripts and the rules that a script does not reach.

Run with `python3 -m unittest discover -s conformance/osproxy/vendors/python`.
"""

from __future__ import annotations

import unittest
from typing import Any

from conversation import AP, EU, SECOND, US, Conversation, moving, settled
from osproxy import EPOCH_STEP, FIRST_EPOCH, TOP

BARRIER = 30 * SECOND

ORDERS = {
    "kind": "shared_index",
    "cluster": "eu-1",
    "index": "orders-shared",
    "inject": [
        {"name": "_tenant", "value": {"kind": "partition_id"}},
        {"name": "_src", "value": {"kind": "constant", "json": {"a": [1, None]}}},
        {"name": "_who", "value": {"kind": "from_principal", "attr": "team"}},
        {"name": "_region", "value": {"kind": "from_header", "header": "x-region"}},
    ],
}
GLOBEX = {"kind": "dedicated_index", "cluster": "eu-1", "index": "globex-idx"}


def refused(code: str) -> Any:
    return {"error": {"code": code, "retryable": False}}


def pending(remaining_ns: int) -> Any:
    return {"error": {"code": "barrier_pending", "retryable": True, "remaining_ns": str(remaining_ns)}}


def backend(reason: str, definite: bool = True) -> Any:
    error = {"code": "backend", "retryable": True, "reason": reason}
    return {"error": error if definite else {**error, "definite": False}}


UNREACHABLE = backend("store unreachable")
REPLY_LOST = backend("store reply lost", definite=False)


def nth(epoch: int) -> str:
    """The epoch that this store hands out where one that counts 1, 2, 3 hands out `epoch`."""
    return str(FIRST_EPOCH + (epoch - 1) * EPOCH_STEP)


def at(epoch: int) -> Any:
    return {"ok": {"epoch": nth(epoch)}}


class Transcript(unittest.TestCase):
    """What osproxy-tenancy and osproxy-control 1.0.2 answered, epochs renumbered."""

    def test_every_row_is_answered_alike(self) -> None:
        talk = Conversation(self)
        acme, globex = {"partition": "acme"}, {"partition": "globex"}
        us, ap = {"to": US}, {"to": AP}

        def gate(partition: Any, stamp: str, admission: str) -> Any:
            return "store.admit_write", {**partition, "epoch": stamp}, {"ok": {"admission": admission}}

        draining = {"found": True, "epoch": nth(3), "state": moving(ORDERS, US, "draining")}
        rows = [
            ("store.resolve", acme, {"ok": {"found": False}}),
            ("store.begin_migration", {**acme, **us}, refused("unknown_partition")),
            ("store.set", {**acme, "placement": ORDERS}, at(1)),
            ("store.set", {**globex, "placement": GLOBEX}, at(2)),
            gate(acme, nth(1), "admit"),
            gate(acme, nth(2), "reject"),
            ("ctl.begin_migration", {**acme, **us}, at(3)),
            ("store.state", acme, {"ok": draining}),
            ("store.resolve", acme, {"ok": {"found": True, "placement": ORDERS, "epoch": nth(3), "phase": "draining"}}),
            gate(acme, nth(1), "reject"),
            gate(acme, nth(3), "admit"),
            ("ctl.complete_migration", acme, refused("not_cutover")),
            ("fault.arm", {"op": "enter_cutover", "mode": "before_apply"}, {"ok": {}}),
            ("ctl.enter_cutover", acme, UNREACHABLE),
            ("ctl.enter_cutover", acme, at(4)),
            gate(acme, nth(4), "reject"),
            ("store.resolve", acme, {"ok": {"found": True, "placement": ORDERS, "epoch": nth(4), "phase": "cutover"}}),
            ("ctl.begin_migration", {**acme, **ap}, refused("already_migrating")),
            ("ctl.complete_migration", acme, pending(BARRIER)),
            ("clock.advance", {"ns": "29999999999"}, {"ok": {}}),
            ("ctl.complete_migration", acme, pending(1)),
            ("clock.advance", {"ns": "1"}, {"ok": {}}),
            ("ctl.complete_migration", acme, at(5)),
            ("store.state", acme, {"ok": {"found": True, "epoch": nth(5), "state": settled(US)}}),
            gate(acme, nth(4), "reject"),
            gate(acme, nth(5), "admit"),
            gate(acme, str(TOP), "reject"),
            ("ctl.abort_migration", acme, refused("not_migrating")),
            ("store.state", globex, {"ok": {"found": True, "epoch": nth(2), "state": settled(GLOBEX)}}),
            gate(globex, nth(2), "admit"),
            ("store.current_epoch", {}, at(5)),
            ("ctl.begin_migration", {**globex, **us}, at(6)),
            ("ctl.enter_cutover", globex, at(7)),
            ("ctl.abort_migration", globex, at(8)),
            ("store.state", globex, {"ok": {"found": True, "epoch": nth(8), "state": settled(GLOBEX)}}),
        ]
        self.assertEqual(len(rows), 35)
        for row, (op, params, answer) in enumerate(rows, 1):
            self.assertEqual(talk.ask(op, **params), answer, f"row {row}: {op}")


class Scripts(unittest.TestCase):
    """The fault scripts with the outcome that is required. F8 is about bulk writes, which need a proxy."""

    def setUp(self) -> None:
        self.talk = Conversation(self)
        self.talk.epoch("store.set", partition="p", placement=EU)

    def begin(self, to: Any = US, **more: Any) -> Any:
        return self.talk.ask("ctl.begin_migration", partition="p", to=to, **more)

    def ctl(self, change: str, **more: Any) -> Any:
        return self.talk.ask(f"ctl.{change}", partition="p", **more)

    def arm(self, op: str, mode: str, **more: Any) -> None:
        self.assertEqual(self.talk.ask("fault.arm", op=op, mode=mode, **more), {"ok": {}})

    def test_f1_a_lost_cutover_reply_is_followed_by_a_full_wait(self) -> None:
        self.begin()
        self.arm("enter_cutover", "after_apply")
        self.assertEqual(self.ctl("enter_cutover"), REPLY_LOST)
        self.assertEqual(self.ctl("enter_cutover"), refused("not_draining"))
        self.talk.advance(60 * SECOND)
        self.assertEqual(self.ctl("complete_migration"), pending(BARRIER))
        self.talk.advance(BARRIER)
        self.assertEqual(self.ctl("complete_migration"), at(4))

    def test_f2_what_cannot_be_read_is_not_flipped(self) -> None:
        self.begin()
        self.ctl("enter_cutover")
        self.talk.advance(BARRIER)
        self.arm("state", "unavailable")
        self.assertEqual(self.ctl("complete_migration"), UNREACHABLE)
        self.assertEqual(self.talk.state(), moving(EU, US, "cutover"))

    def test_f3_the_wait_of_an_earlier_cutover_does_not_count(self) -> None:
        self.begin()
        self.ctl("enter_cutover")
        self.talk.advance(BARRIER)
        self.arm("complete_migration", "after_apply")
        self.assertEqual(self.ctl("complete_migration"), REPLY_LOST)
        self.begin(AP)
        self.arm("enter_cutover", "after_apply")
        self.assertEqual(self.ctl("enter_cutover"), REPLY_LOST)
        self.assertEqual(self.ctl("complete_migration"), pending(BARRIER))

    def test_f4_the_restart_of_a_migration_by_another_controller_is_waited_out(self) -> None:
        self.begin(controller=1)
        self.ctl("enter_cutover", controller=1)
        self.talk.advance(40 * SECOND)
        self.ctl("abort_migration", controller=2)
        self.begin(controller=2)
        self.ctl("enter_cutover", controller=2)
        self.assertEqual(self.ctl("complete_migration", controller=1), pending(BARRIER))

    def test_f5_to_f7_a_change_whose_reply_was_lost_is_in_place(self) -> None:
        cutover = moving(EU, US, "cutover")
        for change, before, repeated, after in (
            ("begin_migration", settled(EU), "already_migrating", moving(EU, US, "draining")),
            ("abort_migration", cutover, "not_migrating", settled(EU)),
            ("complete_migration", cutover, "not_migrating", settled(US)),
        ):
            with self.subTest(change):
                self.setUp()
                if before == cutover:
                    self.begin()
                    self.ctl("enter_cutover")
                    self.talk.advance(BARRIER)
                more = {"to": US} if change == "begin_migration" else {}
                self.arm(change, "after_apply")
                self.assertEqual(self.ctl(change, **more), REPLY_LOST)
                self.assertEqual(self.ctl(change, **more), refused(repeated))
                self.assertEqual(self.talk.state(), after)

    def test_f9_a_request_that_never_arrived_changes_nothing_and_starts_no_new_wait(self) -> None:
        def unreachable_once(change: str, **more: Any) -> None:
            before = self.talk.ask("store.state", partition="p")
            self.arm(change, "before_apply")
            self.assertEqual(self.ctl(change, **more), UNREACHABLE)
            self.assertEqual(self.talk.ask("store.state", partition="p"), before)

        unreachable_once("begin_migration", to=US)
        self.begin()
        unreachable_once("enter_cutover")
        self.ctl("enter_cutover")
        unreachable_once("abort_migration")
        self.talk.advance(BARRIER)
        unreachable_once("complete_migration")
        self.assertEqual(self.ctl("complete_migration"), at(4))

    def test_f10_concurrent_sets_never_lower_the_epoch(self) -> None:
        write = [{"op": "store.set", "params": {"partition": "p", "placement": place}} for place in (EU, US) * 10]
        read = [{"op": "store.state", "params": {"partition": "p"}}] * 60
        batch = self.talk.ask("batch.concurrent", lanes=[write, write, write, write, read], repeat=50)["ok"]
        self.assertEqual(batch["rounds"], 50)
        written = [int(done["ok"]["epoch"]) for lane in batch["results"][:4] for done in lane]
        self.assertEqual(len(set(written)), 80)
        self.assertEqual(self.talk.epoch("store.state", partition="p"), max(written))
        seen = [int(done["ok"]["epoch"]) for done in batch["results"][4]]
        self.assertEqual(seen, sorted(seen))

    def test_a_delayed_completion_does_not_flip_the_next_migration(self) -> None:
        self.begin()
        self.ctl("enter_cutover")
        self.talk.advance(BARRIER)
        self.arm("complete_migration", "delay")
        self.assertEqual(self.ctl("complete_migration"), backend("store request timed out", definite=False))
        self.ctl("abort_migration")
        self.begin(AP)
        self.ctl("enter_cutover")
        self.assertEqual(self.talk.ask("fault.release"), {"ok": {}})
        self.assertEqual(self.talk.state(), moving(EU, AP, "cutover"))

    def test_what_is_cleared_is_neither_met_nor_delivered(self) -> None:
        self.arm("begin_migration", "delay")
        self.begin()
        self.arm("begin_migration", "unavailable")
        self.talk.ask("fault.clear")
        self.talk.ask("fault.release")
        self.assertEqual(self.talk.state(), settled(EU))
        self.assertEqual(self.begin(), at(2))

    def test_a_duplicated_change_is_answered_once_and_counts_once(self) -> None:
        self.arm("begin_migration", "duplicate")
        self.assertEqual(self.begin(), at(2))
        self.assertEqual(self.talk.ask("store.current_epoch"), at(2))

    def test_an_unknown_code_is_passed_on_and_nothing_is_flipped(self) -> None:
        self.begin()
        self.ctl("enter_cutover")
        self.talk.advance(BARRIER)
        for op in ("state", "complete_migration"):
            self.arm(op, "unavailable", code="quota_exceeded")
            self.assertEqual(self.ctl("complete_migration"), refused("quota_exceeded"))
            self.assertEqual(self.talk.state(), moving(EU, US, "cutover"))

    def test_faults_queue_and_say_what_the_backend_said(self) -> None:
        self.arm("begin_migration", "unavailable", retryable=False)
        self.arm("begin_migration", "after_apply", count=2)
        error = {"code": "backend", "retryable": False, "reason": "store unreachable"}
        self.assertEqual(self.begin(), {"error": error})
        self.assertEqual(self.begin(), REPLY_LOST)
        self.assertEqual(self.begin(), REPLY_LOST)
        self.assertEqual(self.begin(), refused("already_migrating"))

    def test_a_reason_is_never_what_the_driver_wrote(self) -> None:
        self.arm("begin_migration", "unavailable", reason="canary")
        self.assertEqual(self.begin(), UNREACHABLE)


class Store(unittest.TestCase):
    def setUp(self) -> None:
        self.talk = Conversation(self)

    def test_the_declared_choices_are_followed(self) -> None:
        self.talk.epoch("store.set", partition="p", placement=EU)
        self.assertEqual(self.talk.code("store.begin_migration", partition="p", to=EU), "same_placement")
        self.talk.epoch("store.begin_migration", partition="p", to=US)
        self.assertEqual(self.talk.code("store.begin_migration", partition="p", to=EU), "already_migrating")
        self.assertEqual(self.talk.code("store.set", partition="p", placement=EU), "already_migrating")
        self.assertEqual(self.talk.ask("store.current_epoch"), at(2))

    def test_placements_are_equal_by_structure(self) -> None:
        def constant(value: Any) -> Any:
            field = {"name": "f", "value": {"kind": "constant", "json": value}}
            return {"kind": "shared_index", "cluster": "c", "index": "i", "inject": [field]}

        for one, other, same in (
            ({"a": 1, "b": [None]}, {"b": [None], "a": 1}, True),
            ([1, 2], [2, 1], False),
            (1, True, False),
            (0, False, False),
            ([1], [1, 2], False),
            ({"a": 1}, {"a": 1, "b": 1}, False),
        ):
            with self.subTest(f"{one} and {other}"):
                self.talk.ask("reset")
                self.talk.epoch("store.set", partition="p", placement=constant(one))
                answer = self.talk.ask("store.begin_migration", partition="p", to=constant(other))
                self.assertEqual("error" in answer, same)

    def test_the_expected_epoch_comes_after_the_partition_and_before_the_phase(self) -> None:
        self.assertEqual(self.talk.code("store.abort_migration", partition="p", expect_epoch="0"), "unknown_partition")
        epoch = self.talk.epoch("store.set", partition="p", placement=EU)
        self.assertEqual(self.talk.code("store.enter_cutover", partition="p", expect_epoch="0"), "stale_epoch")
        self.assertEqual(self.talk.code("store.enter_cutover", partition="p", expect_epoch=str(epoch)), "not_migrating")
        self.talk.epoch("store.begin_migration", partition="p", to=US, expect_epoch=str(epoch))

    def test_epochs_end_at_the_top_without_a_wrap(self) -> None:
        for short in (2, 1, 0):
            with self.subTest(short):
                self.talk.ask("reset", initial_generation=str(TOP - short))
                for epoch in range(TOP - short + 1, TOP + 1):
                    self.assertEqual(self.talk.epoch("store.set", partition="p", placement=EU), epoch)
                before = self.talk.ask("store.state", partition="p")
                self.assertEqual(self.talk.code("store.set", partition="p", placement=US), "epoch_exhausted")
                self.assertEqual(self.talk.ask("store.state", partition="p"), before)

    def test_a_clock_that_steps_back_makes_the_wait_at_most_full(self) -> None:
        self.talk.advance(5)
        self.talk.epoch("store.set", partition="p", placement=EU)
        self.talk.epoch("ctl.begin_migration", partition="p", to=US)
        self.talk.epoch("ctl.enter_cutover", partition="p")
        self.talk.advance(BARRIER)
        self.talk.ask("clock.rewind", ns=str(BARRIER + 1))
        self.assertEqual(self.talk.ask("ctl.complete_migration", partition="p"), pending(BARRIER))

    def test_a_restarted_controller_waits_in_full_behind_its_barrier(self) -> None:
        self.talk.ask("reset", barrier_ns="10")
        self.talk.epoch("store.set", partition="p", placement=EU)
        self.talk.epoch("ctl.begin_migration", partition="p", to=US)
        self.talk.epoch("ctl.enter_cutover", partition="p")
        self.talk.advance(10)
        self.talk.ask("ctl.restart")
        self.assertEqual(self.talk.ask("ctl.complete_migration", partition="p"), pending(10))
        self.talk.ask("ctl.restart", barrier_ns="0")
        self.assertIn("ok", self.talk.ask("ctl.complete_migration", partition="p"))


if __name__ == "__main__":
    unittest.main()
