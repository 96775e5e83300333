"""A driver for the tests: calls in, checked answers out."""

from __future__ import annotations

import json
import unittest
from typing import Any, Dict, List

from adapter import Adapter
from catalogue import Catalogue
from frames import Frame, FrameReader, encode_frame
from messages import Rules
from serving import reply

ID = "00112233-4455-4677-8899-aabbccddeeff"
OTHER = "ffffffff-4455-4677-8899-aabbccddeeff"
WAIT_MS = 20000
"""A bound on what must happen; never the thing that is tested."""

CATALOGUE = Catalogue("handoff")


class Conversation:
    """Every answer is held against the catalogue."""

    def __init__(self, test: unittest.TestCase, **configuration: Any) -> None:
        self._test = test
        self._number = 0
        self._adapter = Adapter(CATALOGUE)
        self._readers: Dict[str, FrameReader] = {}
        self._frames: Dict[str, List[Any]] = {}
        test.addCleanup(self._adapter.close)
        self.ask("reset", **configuration)

    def ask(self, op: str, **params: Any) -> Dict[str, Any]:
        answer = self._call(op, params)
        self._test.assertIn("ok", answer, f"{op} {params}: {answer}")
        if op in CATALOGUE.operations:
            CATALOGUE.result(op, answer["ok"])
        return answer["ok"]

    def refused(self, op: str, **params: Any) -> Dict[str, Any]:
        answer = self._call(op, params)
        self._test.assertIn("error", answer, f"{op} {params}: {answer}")
        known = CATALOGUE.errors(op) if op in CATALOGUE.operations else []
        self._test.assertIn(answer["error"]["code"], known + ["invalid_params", "unsupported_op"])
        return answer["error"]

    def send(self, stream: str, kind: str, **members: Any) -> None:
        self.ask("stream.send", stream=stream, hex=encode_frame({"type": kind, **members}).hex())

    def receive(self, stream: str) -> Any:
        """The next message; `None` is the end of the stream."""
        reader = self._readers.setdefault(stream, FrameReader(Rules()))
        frames = self._frames.setdefault(stream, [])
        while not frames:
            answer = self.ask("stream.receive", stream=stream, max_ms=WAIT_MS)
            frames += reader.push(bytes.fromhex(answer["hex"]))
            if not frames and answer.get("closed"):
                return None
            self._test.assertTrue(frames or answer["hex"], "nothing came in time")
        frame = frames.pop(0)
        self._test.assertIsInstance(frame, Frame)
        return frame.message

    def session(self, stream: str, given: str = ID) -> None:
        self._test.assertEqual(self.ask("control.connect", dir="d", stream=stream), {"connected": True})
        self._test.assertEqual(self.receive(stream)["role"], "Incumbent")
        self.send(stream, "HelloAck", proto_version_chosen=1, handoff_id=given)

    def drained(self, stream: str) -> None:
        self.session(stream)
        self.prepare(stream)
        self._test.assertEqual(self.receive(stream)["type"], "Drained")

    def sealed(self, stream: str) -> None:
        self.drained(stream)
        self.send(stream, "SealRequest", handoff_id=ID)
        self._test.assertEqual(self.receive(stream)["type"], "SealComplete")

    def prepare(self, stream: str, **more: Any) -> None:
        members = {"handoff_id": ID, "successor_pid": 1, "deadline_ms": "60000", "drain_grace_ms": "30000", **more}
        self.send(stream, "PrepareHandoff", **members)

    def hooks(self, incumbent: str = "o") -> List[str]:
        return [call["hook"] for call in self.ask("incumbent.hooks", incumbent=incumbent)["calls"]]

    def serving_again(self, stream: str) -> None:
        """A new session gets its Hello: the one before has ended, and what followed it."""
        self._test.assertEqual(self.ask("control.connect", dir="d", stream=stream), {"connected": True})
        self._test.assertEqual(self.receive(stream)["type"], "Hello")

    def _call(self, op: str, params: Dict[str, Any]) -> Dict[str, Any]:
        self._number += 1
        line = json.dumps({"id": self._number, "op": op, "params": params}).encode()
        answer = reply(self._adapter, line, "handoff")
        self._test.assertEqual(answer["id"], self._number)
        return answer
