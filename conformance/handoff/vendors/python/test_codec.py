"""The codec against the vectors of the specification, at its limits, and on bytes of any kind."""

from __future__ import annotations

import json
import os
import random
import tracemalloc
import unittest

from conversation import ID, Conversation
from catalogue import SPEC
from messages import MESSAGES

with open(os.path.join(SPEC, "handoff", "vectors.json"), encoding="utf-8") as _file:
    VECTORS = json.load(_file)

LENIENT = {"overlong_varints": "accept", "trailing_bytes": "ignore", "header_version": "ignore"}


class Vectors(unittest.TestCase):
    def test_goldens_both_ways(self) -> None:
        talk = Conversation(self)
        for golden in VECTORS["goldens"]:
            with self.subTest(golden["name"]):
                frame = golden["frame"]
                self.assertEqual(talk.ask("codec.encode", message=golden["message"]), {"frame": frame})
                told = {"version": 1, "message": golden["message"], "consumed": len(frame) // 2}
                self.assertEqual(talk.ask("codec.decode", hex=frame), told)
        self.assertEqual(len({golden["message"]["type"] for golden in VECTORS["goldens"]}), len(MESSAGES))

    def test_unusual_frames_by_lenient_and_by_strict_rules(self) -> None:
        for rules, configuration in (("lenient", LENIENT), ("strict", {})):
            talk = Conversation(self, **configuration)
            for vector in VECTORS["unusual"]:
                expected = vector[rules] if rules in vector else vector["lenient"]
                with self.subTest(f"{rules}: {vector['name']}"):
                    if "message" in expected:
                        answer = talk.ask("codec.decode", hex=vector["hex"])
                        self.assertEqual(answer["message"], expected["message"])
                    else:
                        error = talk.refused("codec.decode", hex=vector["hex"])
                        self.assertEqual(error["code"], expected["code"])
                        self.assertEqual(error.get("declared"), expected.get("declared"))

    def test_journals_both_ways(self) -> None:
        talk = Conversation(self)
        for journal in VECTORS["journals"]:
            self.assertEqual(talk.ask("journal.encode", record=journal["record"]), {"hex": journal["hex"]})
            self.assertEqual(talk.ask("journal.decode", hex=journal["hex"]), {"record": journal["record"]})
        for journal in VECTORS["refused_journals"]:
            with self.subTest(journal["name"]):
                self.assertEqual(talk.refused("journal.decode", hex=journal["hex"])["code"], "codec")


class Limits(unittest.TestCase):
    def test_the_longest_of_each_kind_and_one_more(self) -> None:
        talk = Conversation(self)
        hello = {"type": "Hello", "role": "Incumbent", "pid": 1234, "proto_min": 1, "proto_max": 1}
        hello["capabilities"] = {"reserved": "0"}
        complete = {"type": "SealComplete", "handoff_id": ID, "data_dir_fingerprint": "00" * 32}
        for name, build, longest, declared in (
            ("reason", lambda n: {"type": "Abort", "handoff_id": ID, "reason": "a" * n}, 1048553, 1048577),
            ("build id", lambda n: {**hello, "build_id": "00" * n}, 1048564, 1048577),
            ("short revisions", lambda n: {**complete, "last_revision_per_shard": ["0"] * n}, 1048521, 1048577),
            ("long ones", lambda n: {**complete, "last_revision_per_shard": [str(2**64 - 1)] * n}, 104852, 1048585),
        ):
            with self.subTest(name):
                frame = talk.ask("codec.encode", message=build(longest))["frame"]
                self.assertEqual(talk.ask("codec.decode", hex=frame)["message"], build(longest))
                error = talk.refused("codec.encode", message=build(longest + 1))
                self.assertEqual((error["code"], error["declared"]), ("frame_size", declared))

    def test_what_is_no_message_is_refused(self) -> None:
        talk = Conversation(self)
        for message in (
            {},
            {"type": "Nothing"},
            {"type": ["Begin"]},
            {"type": "Begin"},
            {"type": "Begin", "handoff_id": ID.upper()},
            {"type": "Begin", "handoff_id": ID, "more": 1},
            {"type": "Heartbeat", "ts_ms": 0},
            {"type": "Heartbeat", "ts_ms": "00"},
            {"type": "Heartbeat", "ts_ms": "18446744073709551616"},
            {"type": "Drained", "open_conns_remaining": True, "accept_closed": True},
            {"type": "Drained", "open_conns_remaining": 0, "accept_closed": 0},
            {"type": "Drained", "open_conns_remaining": 4294967296, "accept_closed": True},
        ):
            with self.subTest(str(message)):
                self.assertEqual(talk.refused("codec.encode", message=message)["code"], "encode_range")

    def test_a_count_costs_no_memory(self) -> None:
        talk = Conversation(self)
        payload = "09" + "10" + "00" * 16 + "ff" * 9 + "01"
        frame = (len(payload) // 2 + 2).to_bytes(4, "little").hex() + "0100" + payload
        tracemalloc.start()
        try:
            self.assertEqual(talk.refused("codec.decode", hex=frame)["code"], "codec")
            self.assertLess(tracemalloc.get_traced_memory()[1], 1 << 20)
        finally:
            tracemalloc.stop()

    def test_versions(self) -> None:
        talk = Conversation(self)
        for ours, theirs, version in (((1, 3), (2, 5), 3), ((1, 5), (3, 4), 4), ((1, 2), (2, 9), 2)):
            ranges = dict(zip(("our_min", "our_max", "their_min", "their_max"), (*ours, *theirs)))
            self.assertEqual(talk.ask("codec.negotiate", **ranges), {"version": version})
        for ours, theirs in (((1, 1), (2, 2)), ((1, 1), (0, 0)), ((2, 1), (1, 2))):
            ranges = dict(zip(("our_min", "our_max", "their_min", "their_max"), (*ours, *theirs)))
            error = talk.refused("codec.negotiate", **ranges)
            self.assertEqual(error, {"code": "version_mismatch", **ranges})


class Reader(unittest.TestCase):
    def test_a_stream_reads_the_same_however_it_is_cut(self) -> None:
        talk = Conversation(self)
        whole = "".join(golden["frame"] for golden in VECTORS["goldens"])
        data = bytes.fromhex(whole)
        talk.ask("reader.new", reader="whole")
        expected = talk.ask("reader.push", reader="whole", hex=whole)["events"]
        self.assertEqual([event["message"] for event in expected], [g["message"] for g in VECTORS["goldens"]])
        dice = random.Random(1)
        for round in range(20):
            name = f"cut-{round}"
            talk.ask("reader.new", reader=name)
            events = []
            at = 0
            while at < len(data):
                length = dice.choice((1, 1, 2, 3, 7, 40))
                events += talk.ask("reader.push", reader=name, hex=data[at : at + length].hex())["events"]
                self.assertEqual(talk.ask("reader.timeout", reader=name), {"events": []})
                at += length
            self.assertEqual(events, expected)
            self.assertEqual(talk.ask("reader.eof", reader=name)["events"], [{"kind": "error", "code": "io"}])
            self.assertEqual(talk.ask("reader.push", reader=name, hex=whole)["events"], [])

    def test_a_length_out_of_range_ends_it_and_a_payload_does_not(self) -> None:
        talk = Conversation(self)
        begin = next(golden for golden in VECTORS["goldens"] if golden["message"]["type"] == "Begin")
        read = {"kind": "message", "version": 1, "message": begin["message"]}
        talk.ask("reader.new", reader="r")
        for bad, code in (("03000000010063", "codec"), ("04000000020" + "00d00", "version")):
            events = talk.ask("reader.push", reader="r", hex=bad + begin["frame"])["events"]
            self.assertEqual(events, [{"kind": "error", "code": code}, read])
        events = talk.ask("reader.push", reader="r", hex="01000000" + begin["frame"])["events"]
        self.assertEqual(events, [{"kind": "error", "code": "frame_size", "declared": 1}])
        self.assertEqual(talk.ask("reader.push", reader="r", hex=begin["frame"])["events"], [])

    def test_bytes_of_any_kind_give_a_message_or_a_refusal(self) -> None:
        dice = random.Random(2)
        kinds = set()
        for configuration in (LENIENT, {}):
            talk = Conversation(self, **configuration)
            for _ in range(2000):
                payload = bytes([dice.randrange(16)]) + dice.randbytes(dice.randrange(40))
                if dice.random() < 0.3:
                    frame = bytearray.fromhex(dice.choice(VECTORS["goldens"])["frame"])
                    frame[dice.randrange(4, len(frame))] ^= 1 << dice.randrange(8)
                else:
                    frame = (len(payload) + 2).to_bytes(4, "little") + b"\x01\x00" + payload
                talk.ask("reader.new", reader="r")
                for event in talk.ask("reader.push", reader="r", hex=bytes(frame).hex())["events"]:
                    kinds.add(event.get("code", "message"))
        self.assertEqual(kinds, {"message", "codec", "version"})


if __name__ == "__main__":
    unittest.main()
