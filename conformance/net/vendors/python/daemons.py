"""Daemons for tests: what they do with an event, and what a snapshot of them is."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from chain import first_link, parent_hash
from keys import origin

Event = Dict[str, Any]


class Failed(Exception):
    """The daemon failed on an event, or refuses a state; nothing has changed."""


class Daemon:
    """One copy. `behaviour` is that of the catalogue."""

    def __init__(self, entity_id: bytes, behaviour: Dict[str, Any]) -> None:
        self.origin = origin(entity_id)
        self.behaviour = behaviour
        self.live = False
        self.state = b"" if behaviour["kind"] in ("blob", "echo") else bytes(8)
        self.head = first_link(self.origin)
        self.processed: List[str] = []
        self.processed_count = 0
        self.ledger: List[Dict[str, Any]] = []
        self._last_payload = b""
        self._failures = 0

    def restore(self, snapshot: Dict[str, Any], ledger: List[Dict[str, Any]]) -> None:
        """Raises `Failed` for a state that is not its own."""
        state = bytes.fromhex(snapshot["state"])
        if self.behaviour["kind"] == "echo" or (self.behaviour["kind"] != "blob" and len(state) != 8):
            raise Failed
        self.state, self.head, self.ledger = state, snapshot["chain_link"], ledger

    def process(self, event: Event) -> List[Event]:
        """Its outputs."""
        kind, sequence = self.behaviour["kind"], event["link"]["sequence"]
        if kind == "fail_on" and sequence == self.behaviour["sequence"] and self._failures < self.behaviour["times"]:
            self._failures += 1
            raise Failed
        payload = bytes.fromhex(event["payload"])
        if kind == "blob":
            self.state, output = payload or self.state, b""
        elif kind == "echo":
            output = payload
        else:
            count = int.from_bytes(self.state, "little") + 1 & 2**64 - 1
            self.state = output = count.to_bytes(8, "little")
        self.processed = [*self.processed[-4095:], sequence]
        self.processed_count += 1
        return [self._put(output) for _ in range(2 if kind == "multi_output" else 1)]

    def _put(self, payload: bytes) -> Event:
        sequence = int(self.head["sequence"]) + 1 & 2**64 - 1
        hashed = parent_hash(self.head, self._last_payload)
        self.head = {
            "origin_hash": self.origin,
            "horizon_encoded": "0",
            "sequence": str(sequence),
            "parent_hash": hashed,
        }
        self._last_payload = payload
        return {"link": self.head, "payload": payload.hex(), "received_at": "0"}


class Factory:
    """What a node needs to build a daemon of an origin; without a key there is none yet."""

    def __init__(self, behaviour: Dict[str, Any], entity_id: Optional[bytes]) -> None:
        self.behaviour = behaviour
        self.entity_id = entity_id
        self.used = False
        self._refused = 0

    def build(self, entity_id: bytes, snapshot: Dict[str, Any], ledger: List[Dict[str, Any]]) -> Daemon:
        """Raises `Failed`."""
        if self.behaviour["kind"] == "fail_restore" and self._refused < self.behaviour["times"]:
            self._refused += 1
            raise Failed
        daemon = Daemon(entity_id, self.behaviour)
        daemon.restore(snapshot, ledger)
        return daemon
