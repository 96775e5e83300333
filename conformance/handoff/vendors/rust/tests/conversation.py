"""A driver of one built adapter: calls in, answers out, each held against the catalogue of the specification."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unittest
from typing import Any, Dict, List, Optional

HERE = os.path.dirname(os.path.abspath(__file__))
for folder in (("..", "..", "python"), ("..", "..", "..", "..", "vendors", "python")):
    sys.path.insert(0, os.path.abspath(os.path.join(HERE, *folder)))

from catalogue import Catalogue  # noqa: E402
from frames import Frame, FrameReader, encode_frame  # noqa: E402
from messages import Rules  # noqa: E402

CATALOGUE = Catalogue("handoff")
LENIENT = Rules(overlong_varints=True, trailing_bytes=True, header_version=True)
ID = "00112233-4455-4677-8899-aabbccddeeff"
OTHER = "ffffffff-4455-4677-8899-aabbccddeeff"
WAIT_MS = 60000
"""A bound on what must happen; never the thing that is tested."""


class Conversation:
    def __init__(self, test: unittest.TestCase, release: str) -> None:
        self._test = test
        self._number = 0
        self._readers: Dict[str, FrameReader] = {}
        self._frames: Dict[str, List[Any]] = {}
        self.seen: set = set()
        program = os.path.join(HERE, os.pardir, "target", "debug", "handoff-shim-" + release.replace(".", "-"))
        self._adapter = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        test.addCleanup(self._end)

    def call(self, op: str, **params: Any) -> Dict[str, Any]:
        self._number += 1
        line = json.dumps({"id": self._number, "op": op, "params": params}) + "\n"
        self._adapter.stdin.write(line.encode())
        self._adapter.stdin.flush()
        answer = json.loads(self._adapter.stdout.readline())
        self._test.assertEqual(answer.pop("id"), self._number)
        self.seen.add(op)
        return answer

    def ask(self, op: str, **params: Any) -> Dict[str, Any]:
        answer = self.call(op, **params)
        self._test.assertIn("ok", answer, f"{op} {params}: {answer}")
        if op in CATALOGUE.operations:
            CATALOGUE.result(op, answer["ok"])
        return answer["ok"]

    def refused(self, op: str, **params: Any) -> Dict[str, Any]:
        answer = self.call(op, **params)
        self._test.assertIn("error", answer, f"{op} {params}: {answer}")
        self._test.assertIn(answer["error"]["code"], [*CATALOGUE.errors(op), "invalid_params"])
        return answer["error"]

    def result(self, call: str) -> Dict[str, Any]:
        told = self.ask("call.result", call=call, max_ms=WAIT_MS)
        self._test.assertNotEqual(told["state"], "pending")
        return told

    def send(self, stream: str, kind: str, **members: Any) -> None:
        self.ask("stream.send", stream=stream, hex=encode_frame({"type": kind, **members}).hex())

    def receive(self, stream: str, skip: str = "") -> Optional[Dict[str, Any]]:
        """The next message that is none of `skip`; None is the end of the stream."""
        reader = self._readers.setdefault(stream, FrameReader(LENIENT))
        frames = self._frames.setdefault(stream, [])
        while True:
            while not frames:
                answer = self.ask("stream.receive", stream=stream, max_ms=WAIT_MS)
                frames += reader.push(bytes.fromhex(answer["hex"]))
                if not frames and answer.get("closed"):
                    return None
                self._test.assertTrue(frames or answer["hex"], "nothing came in time")
            frame = frames.pop(0)
            self._test.assertIsInstance(frame, Frame)
            if frame.message["type"] != skip:
                return frame.message

    def session(self, stream: str) -> Dict[str, Any]:
        self._test.assertEqual(self.ask("control.connect", dir="d", stream=stream), {"connected": True})
        hello = self.receive(stream)
        self.send(stream, "HelloAck", proto_version_chosen=1, handoff_id=ID)
        return hello

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

    def hello(self, stream: str, kind: str, pid: int) -> None:
        range_ = {"proto_min": 1, "proto_max": 1, "capabilities": {"reserved": "0"}}
        self.send(stream, "Hello", role=kind, pid=pid, build_id="", **range_)

    def _end(self) -> None:
        self._adapter.stdin.close()
        self._adapter.wait(WAIT_MS / 1000)
        self._adapter.stdout.close()
