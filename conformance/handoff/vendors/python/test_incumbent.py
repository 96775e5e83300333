"""The incumbent over its control path: each state, each end of a session, deaths."""

from __future__ import annotations

import fcntl
import os
import time
import unittest

from consumer import LOG
from conversation import ID, OTHER, WAIT_MS, Conversation
from frames import encode_frame
from lock import LOCK

BLOCK = [{"block": True}]
NEVER_TAKEN = ("Hello", "HelloAck", "Drained", "SealProgress", "SealComplete", "SealFailed", "Begin", "Ready")
MEMBERS = {
    "Hello": {
        "role": "Incumbent",
        "pid": 1,
        "build_id": "",
        "proto_min": 1,
        "proto_max": 1,
        "capabilities": {"reserved": "0"},
    },
    "HelloAck": {"proto_version_chosen": 1, "handoff_id": ID},
    "Drained": {"open_conns_remaining": 0, "accept_closed": True},
    "SealProgress": {"shards_sealed": 0, "shards_total": 0, "last_revision": "0"},
    "SealComplete": {"handoff_id": ID, "last_revision_per_shard": [], "data_dir_fingerprint": "00" * 32},
    "SealFailed": {"handoff_id": ID, "error": "", "partial_state": ""},
    "Begin": {"handoff_id": ID},
    "Ready": {"handoff_id": ID, "listening_on": [], "healthz_ok": True, "advertised_revision_per_shard": []},
}


def until(test: unittest.TestCase, holds) -> None:
    limit = time.monotonic() + WAIT_MS / 1000
    while not holds():
        test.assertLess(time.monotonic(), limit, "it did not come to hold")


class Handing(unittest.TestCase):
    def test_over_with_the_numbers_of_the_hooks(self) -> None:
        talk = Conversation(self)
        report = {"open_conns_remaining": 7, "accept_closed": True}
        seal = {"last_revision_per_shard": ["1", "18446744073709551615"], "data_dir_fingerprint": "ab" * 32}
        hooks = {"drain": [{"drained": report}], "seal": [{"sealed": seal}]}
        pid = talk.ask("incumbent.start", incumbent="o", dir="d", build_id="c0de", hooks=hooks)["pid"]
        self.assertEqual(talk.ask("dir.files", dir="d")["pidfile"], f"{pid}\n")
        self.assertEqual(talk.ask("control.mode", dir="d"), {"mode": 0o600})
        talk.ask("control.connect", dir="d", stream="s")
        hello = {**MEMBERS["Hello"], "type": "Hello", "pid": pid, "build_id": "c0de"}
        self.assertEqual(talk.receive("s"), hello)
        talk.send("s", "HelloAck", proto_version_chosen=1, handoff_id=ID)
        self.assertEqual(talk.ask("client.write", process="o", key="k", value="v"), {"acknowledged": True})
        talk.prepare("s", deadline_ms="18446744073709551615", drain_grace_ms="20000")
        self.assertEqual(talk.receive("s"), {"type": "Drained", **report})
        self.assertEqual(talk.ask("client.write", process="o", key="k", value="w"), {"acknowledged": False})
        self.assertEqual(talk.ask("dir.lock", dir="d"), {"free": False})
        talk.send("s", "SealRequest", handoff_id=ID)
        self.assertEqual(talk.receive("s"), {"type": "SealComplete", "handoff_id": ID, **seal})
        self.assertEqual(talk.ask("dir.lock", dir="d"), {"free": True})
        self.assertNotIn("pidfile", talk.ask("dir.files", dir="d"))
        talk.send("s", "Commit", handoff_id=ID)
        self.assertIsNone(talk.receive("s"))
        self.assertEqual(talk.ask("process.exit", process="o", max_ms=WAIT_MS), {"exited": True, "code": 0})
        self.assertEqual(talk.ask("incumbent.serve", incumbent="o"), {"serve": "ended"})
        calls = talk.ask("incumbent.hooks", incumbent="o")["calls"]
        self.assertEqual(calls[0], {"hook": "drain", "lock_held": True, "deadline_in_ms": 20000, "result": "ok"})
        self.assertEqual(calls[1:], [{"hook": "seal", "lock_held": True, "result": "ok"}])
        talk.ask("incumbent.start", incumbent="next", dir="d")
        self.assertEqual(talk.ask("client.read", process="next", key="k"), {"found": True, "value": "v"})

    def test_is_undone_in_each_state_and_can_be_begun_again(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        inode = talk.ask("dir.files", dir="d")["lock_inode"]
        talk.drained("s")
        talk.send("s", "Abort", handoff_id=ID, reason="")
        talk.prepare("s")
        self.assertEqual(talk.receive("s")["type"], "Drained")
        talk.send("s", "SealRequest", handoff_id=ID)
        self.assertEqual(talk.receive("s")["type"], "SealComplete")
        talk.send("s", "ResumeAfterAbort", handoff_id=ID)
        talk.prepare("s")
        self.assertEqual(talk.receive("s")["type"], "Drained")
        self.assertEqual(talk.hooks(), ["drain", "resume", "drain", "seal", "resume", "drain"])
        calls = talk.ask("incumbent.hooks", incumbent="o")["calls"]
        self.assertEqual({call["lock_held"] for call in calls}, {True})
        self.assertEqual(talk.ask("dir.files", dir="d")["lock_inode"], inode)

    def test_fails_in_the_seal(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d", hooks={"seal": [{"fail": "disk full"}, {}]})
        talk.drained("s")
        talk.send("s", "SealRequest", handoff_id=ID)
        failed = {"type": "SealFailed", "handoff_id": ID, "error": "disk full", "partial_state": ""}
        self.assertEqual(talk.receive("s"), failed)
        self.assertEqual(talk.ask("dir.lock", dir="d"), {"free": False})
        talk.prepare("s")
        self.assertEqual(talk.receive("s")["type"], "Drained")
        self.assertEqual(talk.hooks(), ["drain", "seal", "resume", "drain"])

    def test_fails_in_the_drain(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d", hooks={"drain": [{"fail": "no"}]})
        talk.session("s")
        talk.prepare("s")
        self.assertIsNone(talk.receive("s"))
        talk.serving_again("again")
        self.assertEqual(talk.hooks(), ["drain", "resume"])

    def test_tries_a_resume_that_fails_again(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d", hooks={"resume": [{"fail": "no"}, {"fail": "no"}, {}]})
        talk.sealed("s")
        talk.ask("stream.close", stream="s")
        talk.serving_again("again")
        self.assertEqual(talk.hooks(), ["drain", "seal", "resume", "resume", "resume"])
        self.assertEqual(talk.ask("client.write", process="o", key="k", value="v"), {"acknowledged": True})


    def test_reads_anew_what_a_successor_wrote_before_it_was_undone(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        talk.ask("client.write", process="o", key="k", value="v")
        talk.sealed("s")
        with open(os.path.join(talk.ask("dir.paths", dir="d")["data_dir"], LOG), "a") as log:
            log.write('["k", "w"]\n["torn')
        talk.send("s", "ResumeAfterAbort", handoff_id=ID)
        talk.send("s", "Heartbeat", ts_ms="0")
        self.assertEqual(talk.receive("s")["type"], "Heartbeat")
        self.assertEqual(talk.ask("client.read", process="o", key="k"), {"found": True, "value": "w"})
        self.assertEqual(talk.ask("client.write", process="o", key="l", value="x"), {"acknowledged": True})


class Ends(unittest.TestCase):
    """A session that ends without Commit, and what follows it."""

    def test_at_what_a_state_does_not_take(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        begun = {
            "await_ack": lambda stream: talk.serving_again(stream),
            "active": talk.session,
            "drained": talk.drained,
            "sealed": talk.sealed,
        }
        by_id = (("SealRequest", OTHER), ("Commit", OTHER), ("ResumeAfterAbort", OTHER), ("PrepareHandoff", OTHER))
        wrong = {state: [(kind, MEMBERS[kind]) for kind in NEVER_TAKEN] for state in begun}
        wrong["await_ack"] = [entry for entry in wrong["await_ack"] if entry[0] != "HelloAck"]
        wrong["await_ack"] += [("Heartbeat", {"ts_ms": "0"}), ("Commit", {"handoff_id": ID})]
        wrong["await_ack"] += [("HelloAck", {"proto_version_chosen": version, "handoff_id": ID}) for version in (0, 2)]
        prepare = {"successor_pid": 1, "deadline_ms": "9", "drain_grace_ms": "9"}
        for state in ("active", "drained", "sealed"):
            for kind, other in by_id:
                wrong[state].append((kind, {"handoff_id": other, **(prepare if kind == "PrepareHandoff" else {})}))
        wrong["active"].append(("SealRequest", {"handoff_id": ID}))
        wrong["drained"] += [("Commit", {"handoff_id": ID}), ("PrepareHandoff", {"handoff_id": ID, **prepare})]
        wrong["sealed"] += [("SealRequest", {"handoff_id": ID}), ("PrepareHandoff", {"handoff_id": ID, **prepare})]
        hooks = {
            "await_ack": [],
            "active": [],
            "drained": ["drain", "resume"],
            "sealed": ["drain", "seal", "resume"],
        }
        number = 0
        seen = 0
        for state, begin in begun.items():
            for kind, members in wrong[state]:
                with self.subTest(f"{kind} {members} in {state}"):
                    number += 1
                    begin(f"s{number}")
                    talk.send(f"s{number}", kind, **members)
                    self.assertIsNone(talk.receive(f"s{number}"))
                    talk.serving_again(f"t{number}")
                    talk.ask("stream.close", stream=f"t{number}")
                    called = talk.hooks()
                    self.assertEqual(called[seen:], hooks[state])
                    seen = len(called)
        self.assertEqual(talk.ask("dir.lock", dir="d"), {"free": False})

    def test_at_bytes_that_are_no_frame(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        number = 0
        for begin, calls in ((talk.session, 0), (talk.drained, 2), (talk.sealed, 3)):
            for sent in ("00000000", "01001000", "03000000010063", "04000000020" + "00d00"):
                with self.subTest(sent):
                    before = len(talk.hooks())
                    number += 1
                    begin(f"s{number}")
                    talk.ask("stream.send", stream=f"s{number}", hex=sent)
                    self.assertIsNone(talk.receive(f"s{number}"))
                    talk.serving_again(f"t{number}")
                    talk.ask("stream.close", stream=f"t{number}")
                    self.assertEqual(len(talk.hooks()), before + calls)

    def test_at_the_loss_of_the_supervisor(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        for number, (begin, reset) in enumerate((b, r) for b in (talk.drained, talk.sealed) for r in (False, True)):
            before = talk.hooks()
            begin(f"s{number}")
            talk.ask("stream.send", stream=f"s{number}", hex="1400")
            talk.ask("stream.close", stream=f"s{number}", reset=reset)
            talk.serving_again(f"t{number}")
            talk.ask("stream.close", stream=f"t{number}")
            self.assertEqual(talk.hooks()[len(before) :][-1:], ["resume"])

    def test_while_a_hook_runs(self) -> None:
        for hook, begin in (("drain", Conversation.session), ("seal", Conversation.drained)):
            with self.subTest(hook):
                talk = Conversation(self)
                talk.ask("incumbent.start", incumbent="o", dir="d", hooks={hook: BLOCK, "resume": [{}]})
                begin(talk, "s")
                talk.prepare("s") if hook == "drain" else talk.send("s", "SealRequest", handoff_id=ID)
                until(self, lambda: talk.hooks()[-1:] == [hook])
                talk.ask("stream.close", stream="s")
                self.assertEqual(talk.hooks()[-1:], [hook])
                talk.ask("incumbent.release", incumbent="o", hook=hook)
                talk.serving_again("again")
                self.assertEqual(talk.hooks().count("resume"), 1)

    def test_with_the_lock_held_by_another(self) -> None:
        talk = Conversation(self, reacquire_ms=300)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        talk.sealed("s")
        talk.ask("dir.hold", dir="d", lock="foreign")
        talk.send("s", "ResumeAfterAbort", handoff_id=ID)
        self.assertIsNone(talk.receive("s"))
        self.assertEqual(talk.ask("process.exit", process="o", max_ms=WAIT_MS), {"exited": True, "code": 1})
        self.assertEqual(talk.ask("incumbent.serve", incumbent="o"), {"serve": "failed", "error": "lock_held"})
        self.assertNotIn("resume", talk.hooks())

    def test_with_the_lock_freed_in_time(self) -> None:
        talk = Conversation(self, reacquire_ms=WAIT_MS)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        talk.sealed("s")
        talk.ask("dir.hold", dir="d", lock="foreign")
        talk.ask("stream.close", stream="s")
        until(self, lambda: talk.ask("incumbent.state", incumbent="o") == {"session": "reacquiring"})
        talk.ask("dir.release", lock="foreign")
        talk.serving_again("again")
        self.assertEqual(talk.hooks()[-1], "resume")

    def test_only_then_does_the_next_get_a_byte(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        talk.drained("s")
        talk.ask("control.connect", dir="d", stream="second")
        talk.send("s", "Heartbeat", ts_ms="0")
        self.assertEqual(talk.receive("s")["type"], "Heartbeat")
        self.assertEqual(talk.ask("stream.receive", stream="second"), {"hex": ""})
        talk.ask("stream.close", stream="s")
        self.assertEqual(talk.receive("second")["type"], "Hello")


class Times(unittest.TestCase):
    def test_heartbeats_come_while_a_hook_runs(self) -> None:
        talk = Conversation(self, heartbeat_ms=20)
        talk.ask("incumbent.start", incumbent="o", dir="d", hooks={"drain": BLOCK})
        talk.session("s")
        talk.prepare("s")
        for _ in range(3):
            self.assertEqual(talk.receive("s")["type"], "Heartbeat")
        talk.ask("incumbent.release", incumbent="o", hook="drain")
        while (message := talk.receive("s"))["type"] == "Heartbeat":
            pass
        self.assertEqual(message["type"], "Drained")
        talk.send("s", "Heartbeat", ts_ms="1")
        self.assertEqual(talk.receive("s")["type"], "Heartbeat")
        self.assertEqual(talk.refused("incumbent.release", incumbent="o", hook="drain")["code"], "out_of_order")

    def test_silence_ends_a_session(self) -> None:
        talk = Conversation(self, ack_ms=50, liveness_ms=50)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        talk.serving_again("s")
        talk.ask("control.connect", dir="d", stream="waits")
        self.assertIsNone(talk.receive("s"))
        self.assertEqual(talk.receive("waits")["type"], "Hello")
        talk.send("waits", "HelloAck", proto_version_chosen=1, handoff_id=ID)
        self.assertIsNone(talk.receive("waits"))
        self.assertEqual(talk.hooks(), [])

    def test_pieces_of_a_frame_do_not_make_it_longer(self) -> None:
        talk = Conversation(self, ack_ms=200)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        talk.serving_again("s")
        frame = encode_frame({"type": "Abort", "handoff_id": ID, "reason": "a" * 100000})
        sent = 0
        while not talk.ask("stream.receive", stream="s", max_ms=10).get("closed"):
            self.assertLess(sent, len(frame), "it waited for the whole frame")
            try:
                talk.ask("stream.send", stream="s", hex=frame[sent : sent + 1].hex())
            except AssertionError:
                break
            sent += 1
        talk.serving_again("again")

    def test_a_peer_that_does_not_read_ends_the_session(self) -> None:
        talk = Conversation(self, write_ms=100)
        seal = {"last_revision_per_shard": ["18446744073709551615"] * 100000, "data_dir_fingerprint": "00" * 32}
        talk.ask("incumbent.start", incumbent="o", dir="d", hooks={"seal": [{"sealed": seal}]})
        talk.drained("s")
        talk.send("s", "SealRequest", handoff_id=ID)
        talk.serving_again("again")
        self.assertEqual(talk.hooks(), ["drain", "seal", "resume"])


    def test_heartbeats_that_nobody_reads_end_the_session(self) -> None:
        talk = Conversation(self, write_ms=100)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        talk.session("s")
        flood = encode_frame({"type": "Heartbeat", "ts_ms": "0"}).hex() * 20000
        for _ in range(5):
            talk.ask("stream.send", stream="s", hex=flood)
        talk.serving_again("again")


class Deaths(unittest.TestCase):
    POINTS = (
        ("o-inside-drain", 0, False),
        ("o-after-drained-sent", 1, False),
        ("o-inside-seal", 1, False),
        ("o-after-seal-flock-released", 1, False),
        ("o-after-seal-complete-sent", 2, True),
        ("o-after-commit-recv", 2, True),
    )

    def test_at_each_point(self) -> None:
        for point, replies, sealed in self.POINTS:
            with self.subTest(point):
                talk = Conversation(self)
                talk.ask("incumbent.start", incumbent="o", dir="d")
                talk.ask("process.crash_at", process="o", point=point)
                talk.session("s")
                talk.prepare("s")
                seen = []
                steps = iter((("SealRequest", {"handoff_id": ID}), ("Commit", {"handoff_id": ID})))
                while (message := talk.receive("s")) is not None:
                    seen.append(message["type"])
                    kind, members = next(steps)
                    try:
                        talk.send("s", kind, **members)
                    except AssertionError:  # it is dead, and cannot be written to
                        pass
                self.assertEqual(seen, ["Drained", "SealComplete"][:replies])
                self.assertEqual(talk.ask("process.exit", process="o", max_ms=WAIT_MS), {"exited": True})
                self.assertEqual(talk.ask("dir.lock", dir="d"), {"free": True})
                self.assertEqual("SealComplete" in seen, sealed)
                talk.ask("incumbent.start", incumbent="cold", dir="d")


class Surroundings(unittest.TestCase):
    def test_a_second_incumbent_is_refused(self) -> None:
        talk = Conversation(self)
        pid = talk.ask("incumbent.start", incumbent="o", dir="d")["pid"]
        error = talk.refused("incumbent.start", incumbent="p", dir="d")
        self.assertEqual(error, {"code": "lock_held", "holder_pid": pid})
        talk.ask("process.kill", process="o")
        talk.ask("incumbent.start", incumbent="q", dir="d")

    def test_the_lock_is_looked_at_without_being_taken(self) -> None:
        talk = Conversation(self)
        path = os.path.join(talk.ask("dir.paths", dir="d")["data_dir"], LOCK)
        self.assertEqual(talk.ask("dir.lock", dir="d"), {"free": True})
        with open(path, "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self.assertEqual(talk.ask("dir.lock", dir="d"), {"free": False})
        self.assertEqual(talk.ask("dir.lock", dir="d"), {"free": True})

    def test_a_lack_of_descriptors_passes(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        talk.ask("process.limit_descriptors", process="o", limited=True)
        talk.ask("control.connect", dir="d", stream="s")
        self.assertEqual(talk.ask("stream.receive", stream="s", max_ms=100), {"hex": ""})
        talk.ask("process.limit_descriptors", process="o", limited=False)
        self.assertEqual(talk.receive("s")["type"], "Hello")

    def test_another_user_is_let_in_by_nothing(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        if os.geteuid() != 0:  # who cannot become another user does not say that he can
            error = talk.refused("control.connect", dir="d", stream="s", uid=65534)
            self.assertEqual(error["code"], "invalid_params")
            return
        self.assertEqual(
            talk.ask("control.connect", dir="d", stream="s", uid=65534), {"connected": False, "why": "denied"}
        )
        os.chmod(talk.ask("dir.paths", dir="d")["control"], 0o666)
        self.assertEqual(talk.ask("control.connect", dir="d", stream="t", uid=65534), {"connected": True})
        self.assertIsNone(talk.receive("t"))

    def test_the_path_is_taken_back_from_one_that_bound_it(self) -> None:
        talk = Conversation(self)
        talk.ask("incumbent.start", incumbent="o", dir="d")
        talk.sealed("s")
        talk.ask("control.listen", dir="d")
        talk.ask("control.unlisten", dir="d")
        self.assertEqual(talk.ask("control.connect", dir="d", stream="t"), {"connected": False, "why": "refused"})
        talk.send("s", "ResumeAfterAbort", handoff_id=ID)
        talk.prepare("s")
        self.assertEqual(talk.receive("s")["type"], "Drained")
        talk.ask("stream.close", stream="s")
        talk.serving_again("again")

    def test_a_reset_forgets(self) -> None:
        talk = Conversation(self)
        pid = talk.ask("incumbent.start", incumbent="o", dir="d")["pid"]
        talk.drained("s")
        talk.ask("reset")
        self.assertFalse(os.path.exists(f"/proc/{pid}"))
        self.assertEqual(talk.refused("incumbent.hooks", incumbent="o")["code"], "unknown_name")
        self.assertEqual(talk.refused("stream.receive", stream="s")["code"], "unknown_name")
        self.assertEqual(talk.ask("dir.files", dir="d"), {})


if __name__ == "__main__":
    unittest.main()
