"""The vectors of the specification, the limits, and a target from its first chunk to its acknowledgement."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import unittest
from typing import Any, Dict, List

from adapter import CAPABILITIES, Adapter
from catalogue import SPEC, Catalogue, Mismatch
from chunks import filled
from keys import origin, public_key
from serving import reply

CATALOGUE = Catalogue("net")
SEED = "11" * 32
ORIGIN = origin(public_key(bytes.fromhex(SEED)))

with open(os.path.join(SPEC, "net", "vectors.json"), encoding="utf-8") as _file:
    VECTORS = json.load(_file)


class Talk:
    """Calls in, checked answers out."""

    def __init__(self, test: unittest.TestCase, **configuration: Any) -> None:
        self._test = test
        self._adapter = Adapter(CATALOGUE)
        self.ask("reset", **configuration)

    def _reply(self, op: str, params: Dict[str, Any]) -> Dict[str, Any]:
        return reply(self._adapter, json.dumps({"id": 1, "op": op, "params": params}).encode(), "net")

    def ask(self, op: str, **params: Any) -> Dict[str, Any]:
        answered = self._reply(op, params)
        self._test.assertIn("ok", answered, (op, answered))
        if op != "reset":
            CATALOGUE.result(op, answered["ok"])
        return answered["ok"]

    def code(self, op: str, **params: Any) -> str:
        answered = self._reply(op, params)
        self._test.assertIn("error", answered, (op, answered))
        return answered["error"]["code"]

    def sent(self, sender: str, message: Dict[str, Any]) -> List[Dict[str, Any]]:
        """The messages that a message to node 3 made it send."""
        data = self.ask("codec.encode", message=message)["hex"]
        out = self.ask("node.receive", node="3", **{"from": sender}, bytes=data)["out"]
        return [{"to": each["to"], **self.ask("codec.decode", hex=each["bytes"])["message"]} for each in out]


class Vectors(unittest.TestCase):
    def test_messages_both_ways(self) -> None:
        for golden in VECTORS["goldens"]:
            talk = Talk(self, dialect=golden["dialect"])
            with self.subTest(golden["name"]):
                self.assertEqual(talk.ask("codec.encode", message=golden["message"]), {"hex": golden["bytes"]})
                told = {"message": golden["message"], "consumed": len(golden["bytes"]) // 2}
                self.assertEqual(talk.ask("codec.decode", hex=golden["bytes"]), told)

    def test_what_is_read_although_unusual_and_what_is_refused(self) -> None:
        for row in VECTORS["accepted"]:
            with self.subTest(row["name"]):
                told = Talk(self, dialect=row["dialect"]).ask("codec.decode", hex=row["hex"])
                self.assertEqual(told, {"message": row["message"], "consumed": row["consumed"]})
        for row in VECTORS["refused"]:
            with self.subTest(row["name"]):
                answered = Talk(self, dialect=row["dialect"])._reply("codec.decode", {"hex": row["hex"]})
                self.assertEqual((answered["error"]["code"], answered["error"]["offset"]), (row["code"], row["offset"]))

    def test_containers(self) -> None:
        talk = Talk(self)
        for kind, plural in (("snapshot", "snapshots"), ("ledger", "ledgers")):
            for row in VECTORS[plural]:
                with self.subTest(row["name"]):
                    self.assertEqual(talk.ask(f"{kind}.encode", **{kind: row[kind]}), {"hex": row["bytes"]})
                    self.assertEqual(talk.ask(f"{kind}.decode", hex=row["bytes"]), {kind: row[kind]})
            for row in VECTORS["refused_" + plural]:
                with self.subTest(row["name"]):
                    self.assertEqual(talk.code(f"{kind}.decode", hex=row["hex"]), row["code"])
        for row in VECTORS["accepted_ledgers"]:
            self.assertEqual(talk.ask("ledger.decode", hex=row["hex"]), {"ledger": row["ledger"]})

    def test_chains_and_keys(self) -> None:
        talk = Talk(self)
        for row in VECTORS["chains"]:
            told = talk.ask("chain.next", link=row["link"], payload=row["payload"])
            self.assertEqual(told, {"parent_hash": row["parent_hash"]})
        for row in VECTORS["identities"]:
            self.assertEqual(origin(bytes.fromhex(row["public_key"])), row["origin"])
        # RFC 8032, section 7.1, test 1.
        seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
        self.assertEqual(public_key(seed).hex(), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")

    def test_reassemblies(self) -> None:
        for row in VECTORS["reassemblies"]:
            # Other bytes for an index are refused here, not taken in place of the earlier ones.
            if row["name"] != "the later of two contents":
                with self.subTest(row["name"]):
                    self._reassemble(Talk(self), row)

    def _reassemble(self, talk: Talk, row: Dict[str, Any]) -> None:
        now = 0
        for step in row["steps"]:
            if "chunk" not in step:
                talk.ask("reasm.cancel", origin=step["cancel"])
                continue
            talk.ask("reasm.advance", ms=step["at_ms"] - now)
            now = step["at_ms"]
            gives = step["gives"]
            if "refused" in gives:
                self.assertEqual(talk.code("reasm.feed", **step["chunk"]), gives["refused"])
                continue
            done = bytes.fromhex(gives.get("done", ""))
            digest = {"length": len(done), "sha256": hashlib.sha256(done).hexdigest()}
            self.assertEqual(talk.ask("reasm.feed", **step["chunk"]), {"done": digest} if done else {})
        self.assertEqual(talk.ask("reasm.pending"), {"pending": row["pending"]})


class Bytes(unittest.TestCase):
    def test_any_bytes_give_a_message_or_a_refusal(self) -> None:
        talk, drawn = Talk(self), random.Random(1)
        for _ in range(2000):
            data = bytes([drawn.randrange(12)]) + drawn.randbytes(drawn.randrange(120))
            answered = talk._reply("codec.decode", {"hex": data.hex()})
            self.assertNotEqual(answered.get("error", {}).get("code"), "internal", data.hex())

    def test_filling_is_that_of_the_specification(self) -> None:
        self.assertEqual(filled(4, 7).hex(), "009e3cda")
        at = 70_000
        self.assertEqual(filled(at + 1, 9)[at], (9 + at * 2_654_435_761 & 0xFFFFFFFF) >> 24)


class Target(unittest.TestCase):
    def setUp(self) -> None:
        self.talk = Talk(self)
        self.talk.ask("node.open", node="3")
        self.talk.ask("node.add_factory", node="3", seed=SEED, behaviour={"kind": "blob"})
        self.snapshot = {"node": "3", "from": "1", "seed": SEED, "sequence": "5", "length": 20_000, "fill": 7}

    def _events(self, *sequences: int) -> Dict[str, Any]:
        link = {"origin_hash": ORIGIN, "horizon_encoded": "0", "parent_hash": "0"}
        events = [{"link": {**link, "sequence": str(each)}, "payload": "", "received_at": "0"} for each in sequences]
        return {"type": "BufferedEvents", "daemon_origin": ORIGIN, "events": events}

    def test_a_migration(self) -> None:
        talk = self.talk
        self.assertEqual(len(talk.ask("node.receive_run", **self.snapshot, order="rotated")["out"]), 1)
        self.assertEqual(talk.sent("2", self._events(6)), [])
        self.assertEqual([each["type"] for each in talk.sent("1", self._events())], ["ReplayComplete"])
        self.assertEqual(talk.sent("2", self._events(8, 6))[0]["replayed_seq"], "6")
        self.assertEqual(talk.sent("9", self._events(7)), [])
        activate = {"type": "ActivateTarget", "daemon_origin": ORIGIN}
        self.assertEqual(talk.sent("1", activate), [])
        self.assertEqual(talk.code("target.activate", node="3", origin=ORIGIN), "gap")
        talk.sent("2", self._events(7))
        for _ in range(2):
            self.assertEqual(talk.sent("1", activate)[0]["replayed_seq"], "8")
        daemon = talk.ask("daemon.read", node="3", origin=ORIGIN)["daemon"]
        self.assertEqual((daemon["processed"], daemon["state"]["length"]), (["6", "7", "8"], 20_000))
        self.assertEqual(talk.ask("node.receive_run", **self.snapshot, order="ascending")["out"], [])

    def test_failures_leave_the_factory(self) -> None:
        talk = self.talk
        talk.ask("node.ready", node="3", ready=False)
        talk.ask("node.receive_run", **self.snapshot, order="descending")
        self.assertEqual(talk.ask("node.state", node="3", origin=ORIGIN), {"factory": True})
        talk.ask("node.ready", node="3", ready=True)
        self.assertEqual(len(talk.ask("node.receive_run", **self.snapshot, order="descending")["out"]), 1)
        self.assertEqual(talk.ask("node.counts", node="3", origin=ORIGIN)["restores"], 1)


class Process(unittest.TestCase):
    def test_every_operation_of_its_capabilities_is_answered_and_no_other(self) -> None:
        adapter = Adapter(CATALOGUE)
        for name, operation in CATALOGUE.operations.items():
            able = set(operation["requires"]) <= set(CAPABILITIES)
            try:
                adapter.answer(name, {})
                told = True
            except (NotImplementedError, AttributeError) as why:
                told = isinstance(why, AttributeError)
                self.assertFalse(told, name)
            except Mismatch:
                told = True
            self.assertEqual(told, able, name)

    def test_bye_and_the_end_of_input_end_it(self) -> None:
        adapter = os.path.join(os.path.dirname(os.path.abspath(__file__)), "adapter.py")
        sent = b'x\n{"id":1,"op":"bye"}\n{"id":2,"op":"hello"}\n'
        done = subprocess.run([sys.executable, "-B", adapter], input=sent, capture_output=True, timeout=120)
        replies = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual((done.returncode, done.stderr, [each["id"] for each in replies]), (0, b"", [None, 1]))


if __name__ == "__main__":
    unittest.main()
