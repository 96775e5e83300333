"""Every operation of every built adapter answers as the catalogue says, and whole handoffs work between processes.

    ./build.sh && python3 -m unittest discover -s tests
"""

from __future__ import annotations

import fcntl
import json
import os
import unittest

from conversation import CATALOGUE, ID, OTHER, WAIT_MS, Conversation

RELEASES = ("0.1.0", "0.1.1", "0.1.2", "0.1.4")
EMPTY = {"listening_on": [], "healthz_ok": True, "advertised_revision_per_shard": []}

with open(os.path.join(os.path.dirname(CATALOGUE._load.__code__.co_filename), *[os.pardir] * 4, "spec/handoff/vectors.json")) as _file:
    VECTORS = json.load(_file)


class Adapter:
    """The same tests for each release."""

    release = ""

    def setUp(self) -> None:
        self.talk = Conversation(self, self.release)

    def test_every_operation_is_answered_exactly_where_its_capabilities_are_stated(self) -> None:
        pics = self.talk.ask("hello", protocol="handoff", kit="0", adapter_protocol=1)
        self.assertEqual((pics["implementation"], pics["version"]), ("beyond-handoff", self.release))
        stated = set(pics["capabilities"])
        self.assertLessEqual(stated, set(CATALOGUE._adapter["capabilities"]))
        for op, entry in CATALOGUE.operations.items():
            answer = self.talk.call(op, nothing=1)
            self.assertEqual("unsupported" not in answer, set(entry["requires"]) <= stated, op)
            if "unsupported" not in answer:
                self.assertEqual(answer["error"]["code"], "invalid_params", op)
        self.assertEqual(self.talk.call("nothing.at_all")["error"]["code"], "unsupported_op")
        self.assertEqual(self.talk.call("reset", heartbeat_ms=5)["error"]["code"], "invalid_params")

    def test_the_codec_is_that_of_the_vectors(self) -> None:
        for golden in VECTORS["goldens"]:
            frame = golden["frame"]
            self.assertEqual(self.talk.ask("codec.encode", message=golden["message"]), {"frame": frame})
            told = {"version": 1, "message": golden["message"], "consumed": len(frame) // 2}
            self.assertEqual(self.talk.ask("codec.decode", hex=frame), told)
            name = self.talk.ask("codec.short_name", message=golden["message"])
            self.assertEqual(name, {"name": golden["message"]["type"]})
        for vector in VECTORS["unusual"]:
            expected = vector["lenient"]
            if "message" in expected:
                self.assertEqual(self.talk.ask("codec.decode", hex=vector["hex"])["message"], expected["message"])
            else:
                error = self.talk.refused("codec.decode", hex=vector["hex"])
                self.assertEqual((error["code"], error.get("declared")), (expected["code"], expected.get("declared")))
        for journal in VECTORS["journals"]:
            self.assertEqual(self.talk.ask("journal.encode", record=journal["record"]), {"hex": journal["hex"]})
            self.assertEqual(self.talk.ask("journal.decode", hex=journal["hex"]), {"record": journal["record"]})
        for journal in VECTORS["refused_journals"]:
            self.assertEqual(self.talk.refused("journal.decode", hex=journal["hex"])["code"], "codec")
        begin = {"type": "Begin", "handoff_id": ID}
        for wrong in ({}, {**begin, "more": 1}, {**begin, "handoff_id": ID.upper()}, {"type": "Heartbeat", "ts_ms": "01"}):
            self.assertEqual(self.talk.refused("codec.encode", message=wrong)["code"], "encode_range")
        error = self.talk.refused("codec.encode", message={"type": "Abort", "handoff_id": ID, "reason": "a" * 1048554})
        self.assertEqual((error["code"], error["declared"]), ("frame_size", 1048577))
        ranges = {"our_min": 1, "our_max": 3, "their_min": 2, "their_max": 5}
        self.assertEqual(self.talk.ask("codec.negotiate", **ranges), {"version": 3})
        error = self.talk.refused("codec.negotiate", **{**ranges, "our_max": 1})
        self.assertEqual((error["code"], error["their_max"]), ("version_mismatch", 5))
        self.assertLess(self.talk.ask("codec.memory", hex=VECTORS["goldens"][0]["frame"])["peak_bytes"], 4096)

    def test_a_reader_reads_what_the_driver_cuts(self) -> None:
        whole = "".join(golden["frame"] for golden in VECTORS["goldens"])
        self.talk.ask("reader.new", reader="r")
        events = []
        for at in range(0, len(whole), 6):
            events += self.talk.ask("reader.push", reader="r", hex=whole[at : at + 6])["events"]
        self.assertEqual([event["message"] for event in events], [golden["message"] for golden in VECTORS["goldens"]])
        self.assertEqual(self.talk.ask("reader.timeout", reader="r"), {"events": []})
        events = self.talk.ask("reader.push", reader="r", hex="03000000010063" + VECTORS["goldens"][5]["frame"])["events"]
        self.assertEqual([event["kind"] for event in events], ["error", "message"])
        self.assertEqual(self.talk.ask("reader.eof", reader="r"), {"events": [{"kind": "error", "code": "io"}]})
        self.talk.ask("reader.new", reader="s")
        events = self.talk.ask("reader.push", reader="s", hex="01000000" + whole)["events"]
        self.assertEqual(events, [{"kind": "error", "code": "frame_size", "declared": 1}])
        self.assertEqual(self.talk.ask("reader.push", reader="s", hex=whole), {"events": []})
        self.talk.ask("reader.new", reader="t")
        self.talk.ask("reader.push", reader="t", hex="0400")
        kept = self.talk.ask("reader.timeout", reader="t") == {"events": []}
        self.assertEqual(kept, self.release == "0.1.4")

    def test_a_process_finds_its_role(self) -> None:
        successor = {"HANDOFF_ROLE": "successor", "HANDOFF_SOCK_FD": "5", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "b:a"}
        found = self.talk.ask(
            "environment.detect", environment=successor, descriptors=["tcp_listener", "unix_listener", "unix_stream"]
        )
        self.assertEqual(found, {"role": "successor", "listeners": ["a", "b"], "left": [], "again": "cold_start"})
        cold = self.talk.ask("environment.detect", environment={"LISTEN_PID": "{pid}"}, descriptors=[])
        left = [] if self.release == "0.1.4" else ["LISTEN_PID"]
        self.assertEqual(cold, {"role": "cold_start", "listeners": [], "left": left, "again": "cold_start"})
        error = self.talk.refused("environment.detect", environment={"HANDOFF_ROLE": "successor"}, descriptors=[])
        self.assertEqual(error["code"], "missing_env")

    def test_the_lock_is_taken_by_processes_and_looked_at_from_outside(self) -> None:
        talk = self.talk
        self.assertEqual(talk.ask("dir.lock", dir="d"), {"free": True})
        talk.ask("lock.acquire", lock="a", dir="d")
        files = talk.ask("dir.files", dir="d")
        error = talk.refused("lock.acquire", lock="b", dir="d")
        self.assertEqual((error["code"], f"{error['holder_pid']}\n"), ("lock_held", files["pidfile"]))
        self.assertEqual(talk.refused("lock.acquire", lock="b", dir="d", break_stale=True)["code"], "stale_lock_refused")
        talk.ask("lock.drop", lock="a")
        self.assertEqual(talk.ask("dir.files", dir="d"), {"lock_inode": files["lock_inode"]})
        talk.ask("lock.acquire", lock="c", dir="d", break_stale=True)
        talk.ask("lock.kill", lock="c")
        self.assertEqual(talk.ask("dir.lock", dir="d"), {"free": True})
        talk.ask("dir.hold", dir="d", lock="foreign")
        talk.ask("dir.write_pidfile", dir="d", text="no number")
        self.assertEqual(talk.refused("dir.hold", dir="d", lock="second")["holder_pid"], 0)
        self.assertEqual(talk.refused("incumbent.start", incumbent="o", dir="d")["code"], "lock_held")
        path = os.path.join(talk.ask("dir.paths", dir="d")["data_dir"], ".handoff.lock")
        with open(path) as file, self.assertRaises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        talk.ask("dir.release", lock="foreign")
        talk.ask("lock.race", dir="e", rounds=20)

    def test_an_incumbent_is_drained_sealed_and_undone(self) -> None:
        talk = self.talk
        seal = {"last_revision_per_shard": ["7"], "data_dir_fingerprint": "ab" * 32}
        hooks = {"drain": [{"block": True}, {}], "seal": [{"fail": "disk full"}, {"sealed": seal}]}
        pid = talk.ask("incumbent.start", incumbent="o", dir="d", build_id="c0de", hooks=hooks)["pid"]
        self.assertEqual(talk.ask("control.mode", dir="d")["mode"] & 0o700, 0o600 if self.release == "0.1.4" else 0o700)
        hello = talk.session("s")
        self.assertEqual((hello["role"], hello["pid"], hello["build_id"]), ("Incumbent", pid, "c0de"))
        self.assertEqual(talk.ask("client.write", process="o", key="k", value="v"), {"acknowledged": True})
        talk.prepare("s", drain_grace_ms="20000")
        while talk.hooks() != ["drain"]:
            pass
        talk.ask("incumbent.release", incumbent="o", hook="drain")
        self.assertEqual(talk.receive("s")["type"], "Drained")
        self.assertEqual(talk.refused("incumbent.release", incumbent="o", hook="seal")["code"], "out_of_order")
        self.assertEqual(talk.ask("client.write", process="o", key="k", value="w"), {"acknowledged": False})
        talk.send("s", "SealRequest", handoff_id=ID)
        failed = talk.receive("s")
        self.assertEqual((failed["type"], failed["error"]), ("SealFailed", "io: disk full"))
        talk.prepare("s")
        self.assertEqual(talk.receive("s")["type"], "Drained")
        talk.send("s", "SealRequest", handoff_id=ID)
        self.assertEqual(talk.receive("s"), {"type": "SealComplete", "handoff_id": ID, **seal})
        self.assertEqual(talk.ask("dir.lock", dir="d"), {"free": True})
        talk.send("s", "ResumeAfterAbort", handoff_id=ID)
        talk.send("s", "Heartbeat", ts_ms="0")
        self.assertEqual(talk.receive("s")["type"], "Heartbeat")
        calls = talk.ask("incumbent.hooks", incumbent="o")["calls"]
        self.assertEqual([call["hook"] for call in calls], ["drain", "seal", "resume", "drain", "seal", "resume"])
        self.assertTrue(all(call["lock_held"] and call["result"] == ("failed" if at == 1 else "ok") for at, call in enumerate(calls)))
        self.assertLessEqual(abs(calls[0]["deadline_in_ms"] - 20000), 100)
        self.assertEqual(talk.ask("client.read", process="o", key="k"), {"found": True, "value": "v"})
        self.assertEqual(talk.ask("incumbent.serve", incumbent="o"), {"serve": "running"})
        self.assertGreater(talk.ask("process.descriptors", process="o")["count"], 3)
        talk.ask("process.limit_descriptors", process="o", limited=True)
        talk.ask("process.limit_descriptors", process="o", limited=False)
        talk.ask("stream.close", stream="s", reset=True)
        talk.ask("process.stop", process="o")
        talk.ask("process.continue", process="o")
        talk.session("t")
        talk.ask("process.kill", process="o")
        self.assertEqual(talk.ask("process.exit", process="o"), {"exited": True})
        self.assertIsNone(talk.receive("t"))

    def test_a_successor_is_led_by_the_driver(self) -> None:
        talk = self.talk
        pid = talk.ask("successor.start", successor="n", dir="d", stream="s", listeners=["web"])["pid"]
        self.assertEqual(talk.refused("successor.acquire", successor="n")["code"], "out_of_order")
        talk.ask("successor.handshake", successor="n", call="shake", build_id="ab")
        hello = talk.receive("s")
        self.assertEqual((hello["role"], hello["pid"], hello["build_id"]), ("Successor", pid, "ab"))
        self.assertEqual(talk.ask("call.result", call="shake"), {"state": "pending"})
        talk.send("s", "HelloAck", proto_version_chosen=1, handoff_id=ID)
        self.assertEqual(talk.result("shake"), {"state": "done", "handoff_id": ID})
        talk.ask("successor.wait_for_begin", successor="n", call="wait")
        talk.send("s", "Begin", handoff_id=ID)
        self.assertEqual(talk.result("wait"), {"state": "done", "handoff_id": ID})
        if self.release in ("0.1.2", "0.1.4"):
            talk.ask("successor.heartbeats", successor="n", on=True)
            talk.ask("successor.heartbeats", successor="n", on=False)
        self.assertEqual(talk.refused("successor.announce", successor="n", snapshot=EMPTY)["code"], "out_of_order")
        talk.ask("successor.acquire", successor="n")
        self.assertEqual(talk.ask("successor.take", successor="n", listener="web"), {"taken": True})
        self.assertEqual(talk.ask("successor.take", successor="n", listener="web"), {"taken": False})
        talk.ask("successor.announce", successor="n", snapshot=EMPTY)
        self.assertEqual(talk.receive("s"), {"type": "Ready", "handoff_id": ID, **EMPTY})
        self.assertIsNone(talk.receive("s"))
        talk.session("t")
        self.assertEqual(talk.ask("client.write", process="n", key="k", value="v"), {"acknowledged": True})

    def test_a_successor_that_fails_ends(self) -> None:
        talk = self.talk
        for at, (message, members, code) in enumerate(
            (("Begin", {"handoff_id": OTHER}, "protocol"), ("Abort", {"handoff_id": OTHER, "reason": "x"}, "aborted"))
        ):
            name, stream = f"n{at}", f"s{at}"
            talk.ask("successor.start", successor=name, dir="d", stream=stream)
            talk.ask("successor.handshake", successor=name, call=f"shake{at}")
            talk.send(stream, "HelloAck", proto_version_chosen=1, handoff_id=ID)
            talk.result(f"shake{at}")
            talk.ask("successor.wait_for_begin", successor=name, call=f"wait{at}")
            talk.send(stream, message, **members)
            self.assertEqual(talk.result(f"wait{at}")["error"], code)
            self.assertEqual(talk.ask("process.exit", process=name, max_ms=WAIT_MS), {"exited": True, "code": 1})
        talk.ask("dir.hold", dir="d", lock="foreign")
        talk.ask("successor.start", successor="n", dir="d", stream="s")
        talk.ask("successor.handshake", successor="n", call="shake")
        talk.send("s", "HelloAck", proto_version_chosen=1, handoff_id=ID)
        talk.send("s", "Begin", handoff_id=ID)
        talk.result("shake")
        talk.ask("successor.wait_for_begin", successor="n", call="wait")
        talk.result("wait")
        self.assertEqual(talk.refused("successor.acquire", successor="n")["code"], "lock_held")
        self.assertEqual(talk.ask("process.exit", process="n", max_ms=WAIT_MS), {"exited": True, "code": 1})
        self.assertEqual(talk.ask("incumbent.serve", incumbent="n"), {"serve": "failed"})

    def test_a_supervisor_is_led_by_the_driver(self) -> None:
        talk = self.talk
        talk.ask("control.listen", dir="d")
        self.assertEqual(talk.ask("control.accept", dir="d", stream="none"), {"accepted": False})
        numbers = [4, 3]
        talk.ask("supervisor.start", supervisor="s", dir="d", listeners=["a", "b"], descriptors=numbers, journal=True)
        self.assertEqual(talk.ask("supervisor.child", supervisor="s", stream="n", process="n"), {"spawned": False})
        talk.ask("supervisor.perform", supervisor="s", call="c", deadline_ms="30000", grace_ms="9000", child="relay", environment={"LISTEN_FDS": "7", "MORE": "1"})
        talk.ask("control.accept", dir="d", stream="o", max_ms=WAIT_MS)
        talk.hello("o", "Incumbent", 1)
        ack = talk.receive("o")
        child = talk.ask("supervisor.child", supervisor="s", stream="n", process="n", max_ms=WAIT_MS)
        environment = {"HANDOFF_ROLE": "successor", "HANDOFF_SOCK_FD": "5", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "a:b", "MORE": "1"}
        self.assertEqual(child["environment"], environment)
        self.assertEqual([one.get("listener") for one in child["descriptors"]], ["a", "b", None])
        self.assertEqual([one["number"] for one in child["descriptors"]], [3, 4, 5])
        self.assertFalse(any(one["close_on_exec"] for one in child["descriptors"]))
        talk.ask("supervisor.perform", supervisor="s", call="second", deadline_ms="1", grace_ms="1", child="relay")
        self.assertEqual(talk.result("second")["error"], "handoff_in_progress")
        talk.hello("n", "Successor", child["pid"])
        self.assertEqual(talk.receive("n")["handoff_id"], ack["handoff_id"])
        prepare = talk.receive("o")
        self.assertEqual((prepare["type"], prepare["successor_pid"], prepare["drain_grace_ms"]), ("PrepareHandoff", child["pid"], "9000"))
        record = talk.ask("journal.decode", hex=talk.ask("dir.read_journal", dir="d")["hex"])["record"]
        self.assertEqual((record["phase"], record["handoff_id"]), ("Negotiating", ack["handoff_id"]))
        talk.send("o", "Drained", open_conns_remaining=0, accept_closed=True)
        self.assertEqual(talk.receive("o")["type"], "SealRequest")
        talk.send("o", "SealComplete", handoff_id=ack["handoff_id"], last_revision_per_shard=[], data_dir_fingerprint="00" * 32)
        self.assertEqual(talk.receive("n")["type"], "Begin")
        talk.send("n", "Ready", handoff_id=ack["handoff_id"], **EMPTY)
        self.assertEqual(talk.receive("o")["type"], "Commit")
        outcome = talk.result("c")["outcome"]
        self.assertEqual(outcome, {"committed": True, "handoff_id": ack["handoff_id"], "child_pid": child["pid"]})
        self.assertEqual(talk.ask("process.exit", process="n"), {"exited": False})
        talk.ask("supervisor.perform", supervisor="s", call="missing", deadline_ms="1000", grace_ms="1000", child="missing")
        talk.ask("control.accept", dir="d", stream="p", max_ms=WAIT_MS)
        talk.hello("p", "Incumbent", 1)
        self.assertEqual(talk.result("missing")["error"], "io")
        talk.ask("control.unlisten", dir="d")
        self.assertEqual(talk.ask("control.connect", dir="d", stream="q"), {"connected": False, "why": "refused"})
        talk.ask("dir.write_journal", dir="d", hex="ffff")
        talk.ask("supervisor.resume", supervisor="s", call="corrupt")
        self.assertEqual(talk.result("corrupt")["error"], "codec")
        talk.ask("dir.write_journal", dir="d", hex=VECTORS["journals"][0]["hex"])
        talk.ask("supervisor.resume", supervisor="s", call="resume")
        self.assertEqual(talk.result("resume"), {"state": "done", "record": VECTORS["journals"][0]["record"]})
        self.assertEqual(talk.ask("dir.read_journal", dir="d"), {})

    def test_a_journal_fails_at_the_write_that_is_named(self) -> None:
        talk = self.talk
        talk.ask("incumbent.start", incumbent="o", dir="d")
        talk.ask("supervisor.start", supervisor="s", dir="d", journal=True)
        talk.ask("supervisor.fail_journal", supervisor="s", write=3)
        talk.ask("supervisor.perform", supervisor="s", call="c", deadline_ms="60000", grace_ms="9000", child="successor", process="n")
        self.assertEqual(talk.result("c")["error"], "io")
        record = talk.ask("journal.decode", hex=talk.ask("dir.read_journal", dir="d")["hex"])["record"]
        self.assertEqual(record["phase"], "Draining")
        talk.ask("supervisor.perform", supervisor="s", call="again", deadline_ms="60000", grace_ms="9000", child="successor", process="m")
        self.assertTrue(talk.result("again")["outcome"]["committed"])

    def test_handoffs_between_three_processes_lose_nothing(self) -> None:
        talk = self.talk
        talk.ask("incumbent.start", incumbent="n0", dir="d")
        talk.ask("supervisor.start", supervisor="s", dir="d", listeners=["web"], journal=True)
        talk.ask("client.start", clients="all", supervisor="s", listener="web")
        talk.ask("control.watch", dir="d", watch="w")
        for at in range(1, 4):
            before, after = f"n{at - 1}", f"n{at}"
            self.assertTrue(talk.ask("client.write", process=before, key=before, value="v")["acknowledged"])
            talk.ask("supervisor.perform", supervisor="s", call=f"c{at}", deadline_ms="60000", grace_ms="9000", child="successor", process=after, script={"listeners": ["web"]})
            outcome = talk.result(f"c{at}")
            self.assertTrue(outcome.get("outcome", {}).get("committed"), outcome)
            self.assertEqual(talk.ask("process.exit", process=before, max_ms=WAIT_MS), {"exited": True, "code": 0})
            for known in range(at):
                self.assertEqual(talk.ask("client.read", process=after, key=f"n{known}"), {"found": True, "value": "v"})
        self.assertEqual(talk.ask("dir.read_journal", dir="d"), {})
        seen = talk.ask("client.stop", clients="all")
        self.assertEqual((seen["refused"], seen["reset"]), (0, 0))
        watched = talk.ask("control.watched", watch="w")
        self.assertGreater(watched["attempts"], 0)
        if self.release == "0.1.4":
            self.assertEqual(watched["absent"], 0)

    def test_processes_die_at_the_points_of_the_crash_matrix(self) -> None:
        points = CATALOGUE._adapter["$defs"]["CrashPoint"]["enum"]
        self.assertEqual(len(points), 22)
        for point in points:
            with self.subTest(point):
                self.talk.ask("reset")
                self.die(point)

    def die(self, point: str) -> None:
        talk = self.talk
        talk.ask("incumbent.start", incumbent="o", dir="d")
        talk.ask("supervisor.start", supervisor="s", dir="d", journal=True)
        process = point[0]
        environment = {"HANDOFF_CRASH_AT": point} if process == "n" else {}
        if process != "n":
            talk.ask("process.crash_at", process=process, point=point)
        talk.ask(
            "supervisor.perform", supervisor="s", call="c", deadline_ms="60000", grace_ms="9000", child="successor",
            process="n", environment=environment, script={"ready_after_ms": 3000 if point == "s-after-begin-sent" else 0},
        )
        if process == "n":
            outcome = talk.result("c")
            self.assertEqual(outcome.get("outcome", {}).get("committed", False), point == "n-after-ready-sent")
        self.assertEqual(talk.ask("process.exit", process=process, max_ms=WAIT_MS), {"exited": True}, "died at the point")
        if process == "o" and point in ("o-after-seal-complete-sent", "o-after-commit-recv"):
            self.assertTrue(talk.result("c")["outcome"]["committed"])
        elif process == "o":
            self.assertEqual(talk.result("c")["state"], "failed")
        if point in ("s-after-o-hello", "s-after-spawn-successor", "s-after-n-hello", "n-before-handshake"):
            self.assertEqual(talk.hooks(), [])


for _release in RELEASES:
    _name = "Release" + _release.replace(".", "_")
    globals()[_name] = type(_name, (Adapter, unittest.TestCase), {"release": _release})

if __name__ == "__main__":
    unittest.main()
