"""What the tests talk through: one session in this process, asked by operation name."""

from __future__ import annotations

import json
import unittest
from typing import Any, Dict

from adapter import reply
from session import Session

SECOND = 1_000_000_000

EU = {"kind": "dedicated_cluster", "cluster": "eu-1"}
US = {"kind": "dedicated_cluster", "cluster": "us-1"}
AP = {"kind": "dedicated_cluster", "cluster": "ap-1"}


class Conversation:
    def __init__(self, test: unittest.TestCase) -> None:
        self.session = Session()
        test.addCleanup(self.session.close)
        self._id = 0

    def ask(self, op: str, /, **params: Any) -> Dict[str, Any]:
        """The reply without its id and without the message for people."""
        self._id += 1
        line = json.dumps({"id": self._id, "op": op, "params": params})
        answer = json.loads(reply(self.session, line.encode("utf-8")))
        assert answer.pop("id") == self._id
        if "error" in answer:
            answer["error"].pop("message", None)
        return answer

    def raw(self, line: bytes) -> Dict[str, Any]:
        return json.loads(reply(self.session, line))

    def epoch(self, op: str, /, **params: Any) -> int:
        """The epoch of an answer that must be a success."""
        return int(self.ask(op, **params)["ok"]["epoch"])

    def code(self, op: str, /, **params: Any) -> str:
        """The code of an answer that must be an error."""
        return self.ask(op, **params)["error"]["code"]

    def state(self, partition: str = "p") -> Any:
        return self.ask("store.state", partition=partition)["ok"].get("state")

    def advance(self, ns: int) -> None:
        assert self.ask("clock.advance", ns=str(ns)) == {"ok": {}}


def moving(origin: Any, to: Any, phase: str) -> Dict[str, Any]:
    return {"state": "migrating", "from": origin, "to": to, "phase": phase}


def settled(placement: Any) -> Dict[str, Any]:
    return {"state": "active", "placement": placement}
