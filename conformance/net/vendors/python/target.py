"""A node that receives daemons, and sends none."""

from __future__ import annotations

import hashlib
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from chunks import Chunk, Reassembler, Refused
from containers import read_ledger, read_snapshot
from daemons import Daemon, Event, Factory, Failed
from messages import MOST_EVENTS, Dialect, decode, encode
from wire import Unreadable

MOST_HELD = 64 * 1024 * 1024
_FATAL = {"empty_chunk", "total_mismatch", "conflicting_chunk", "too_many_bytes"}
_OTHERS = {"TakeSnapshot", "CutoverNotify", "RestoreComplete", "ReplayComplete", "CleanupComplete", "ActivateAck"}
Sent = List[Tuple[str, bytes]]


class Full(Exception):
    def __init__(self, events: int, bytes: int) -> None:
        super().__init__(f"{events} events of {bytes} bytes are held")
        self.events = events
        self.bytes = bytes


class Gap(Exception):
    """Events behind a gap are held."""


class Migration:
    """A daemon that is restored and not live."""

    def __init__(self, orchestrator: str, source: Optional[str], snapshot: Dict[str, Any], digest: bytes) -> None:
        self.orchestrator, self.source = orchestrator, source
        self.sequence = self.cursor = int(snapshot["through_seq"])
        self.digest = digest
        self.replaying = False
        self.held: Dict[int, Event] = {}
        self.bytes = 0

    def hold(self, event: Event) -> None:
        """Raises `Full`."""
        sequence, size = int(event["link"]["sequence"]), len(event["payload"]) // 2
        if sequence <= self.cursor:
            return
        known = self.held.get(sequence)
        growth = size - (len(known["payload"]) // 2 if known else 0)
        fits = len(self.held) + (known is None) <= MOST_EVENTS and self.bytes + growth <= MOST_HELD
        if not fits and sequence != self.cursor + 1 and not (known and growth <= 0):
            raise Full(len(self.held), self.bytes)
        self.held[sequence] = event
        self.bytes += growth

    def deliver(self, daemon: Daemon) -> None:
        """What has no gap before it. Raises `Failed`."""
        while self.cursor + 1 in self.held:
            event = self.held[self.cursor + 1]
            daemon.process(event)
            self.cursor += 1
            self.bytes -= len(self.held.pop(self.cursor)["payload"]) // 2


class Done(NamedTuple):
    """What is remembered of a migration that went well."""

    orchestrator: str
    cursor: int
    digest: bytes


class Node:
    def __init__(self, dialect: Dialect, reassembler: Reassembler) -> None:
        self._dialect = dialect
        self._reassembler = reassembler
        self.ready = True
        self.daemons: Dict[str, Daemon] = {}
        self.factories: Dict[str, Factory] = {}
        self.bound: Dict[str, Dict[str, str]] = {}
        self.migrations: Dict[str, Migration] = {}
        self.done: Dict[str, Done] = {}
        self.constructions: Dict[str, int] = {}
        self.restores: Dict[str, int] = {}
        self.observed: List[Dict[str, Any]] = []
        self._sent: Sent = []

    def receive(self, sender: str, data: bytes, now: int) -> Tuple[Sent, Optional[str]]:
        """What is sent because of a message, and why it had no effect."""
        try:
            message, _ = decode(data, self._dialect)
        except Unreadable as why:
            return [], why.code
        self._sent = []
        refused = self._take(sender, message, now)
        return self._sent, refused

    def sweep(self, now: int, age_ms: int) -> None:
        self._reassembler.sweep(now, age_ms)

    def activate(self, origin: str) -> int:
        """The cursor. Raises KeyError, `Failed` or `Gap`."""
        if origin in self.done:
            return self.done[origin].cursor
        migration = self.migrations[origin]
        migration.deliver(self.daemons[origin])
        if migration.held:
            raise Gap
        self.daemons[origin].live = True
        self.factories[origin].used = True
        self.bound.pop(origin, None)
        del self.migrations[origin]
        self.done[origin] = Done(migration.orchestrator, migration.cursor, migration.digest)
        return migration.cursor

    def abort(self, origin: str) -> None:
        """A copy that is not live goes, and what waits for its origin."""
        self._reassembler.cancel(origin)
        if self.migrations.pop(origin, None):
            del self.daemons[origin]

    def _send(self, to: str, kind: str, origin: str, **fields: Any) -> None:
        self._sent.append((to, encode({"type": kind, "daemon_origin": origin, **fields}, self._dialect)))

    def _fail(self, to: str, origin: str, kind: str, text: str = "") -> None:
        reason = {"kind": kind, **({"text": text} if kind in ("StateFailed", "IdentityTransportFailed") else {})}
        self._send(to, "MigrationFailed", origin, reason=reason)

    def _take(self, sender: str, message: Dict[str, Any], now: int) -> Optional[str]:
        kind, origin = message["type"], message["daemon_origin"]
        if kind == "TakeSnapshot":
            self._fail(sender, origin, "StateFailed", "no daemon leaves this node")
            return None
        if kind in _OTHERS:
            return "daemon_not_found"
        if kind == "SnapshotReady":
            return self._chunk(sender, origin, message, now)
        migration = self.migrations.get(origin)
        if kind == "ActivateTarget":
            return self._activate_target(sender, origin)
        if migration is None:
            return "out_of_phase" if origin in self.done else "daemon_not_found"
        if kind == "BufferedEvents":
            return self._replay(sender, origin, migration, message["events"])
        if sender not in (migration.orchestrator, migration.source):
            return "wrong_peer"
        self.observed.append({"origin": origin, "event": "failure", "reason": message["reason"], "record": False})
        self.abort(origin)
        return None

    def _chunk(self, sender: str, origin: str, message: Dict[str, Any], now: int) -> Optional[str]:
        known = self.migrations.get(origin) or (self.done.get(origin) if origin in self.daemons else None)
        expected = known.orchestrator if known else self.bound.get(origin, {}).get("orchestrator")
        if expected not in (None, sender):
            return "wrong_peer"
        sequence = int(message["seq_through"])
        data = bytes.fromhex(message["snapshot_bytes"])
        chunk = Chunk(origin, sequence, message["chunk_index"], message["total_chunks"], data, sender)
        try:
            snapshot = self._reassembler.feed(chunk, now)
        except Refused as why:
            if why.code in _FATAL:
                self._reassembler.cancel(origin)
                self._fail(sender, origin, "StateFailed", why.code)
            return why.code
        if snapshot is not None:
            self._complete(sender, origin, sequence, snapshot)
        return None

    def _complete(self, sender: str, origin: str, sequence: int, data: bytes) -> None:
        try:
            snapshot = read_snapshot(data)
        except Unreadable as why:
            return self._fail(sender, origin, "StateFailed", why.code)
        if (int(snapshot["through_seq"]), snapshot["chain_link"]["origin_hash"]) != (sequence, origin):
            return self._fail(sender, origin, "StateFailed", "not what was announced")
        digest = hashlib.sha256(data).digest()
        migration = self.migrations.get(origin)
        if migration is not None:
            if migration.digest != digest:
                return self._fail(sender, origin, "AlreadyMigrating")
            return self._send(sender, "RestoreComplete", origin, restored_seq=str(migration.sequence))
        if origin in self.done and origin in self.daemons and self.done[origin].digest == digest:
            return None
        if not self.ready:
            return self._fail(sender, origin, "NotReady")
        factory = self.factories.get(origin)
        if factory is None or factory.used:
            return self._fail(sender, origin, "FactoryNotFound")
        if factory.entity_id is None:
            return self._fail(sender, origin, "IdentityTransportFailed", "no envelope is opened here")
        try:
            ledger = read_ledger(bytes.fromhex(snapshot["bindings"]))
        except Unreadable as why:
            return self._fail(sender, origin, "StateFailed", why.code)
        self.constructions[origin] = self.constructions.get(origin, 0) + 1
        try:
            daemon = factory.build(factory.entity_id, snapshot, ledger)
        except Failed:
            return self._fail(sender, origin, "StateFailed", "the daemon refuses the state")
        self.restores[origin] = self.restores.get(origin, 0) + 1
        self.daemons[origin] = daemon
        self.done.pop(origin, None)
        self.migrations[origin] = Migration(sender, self.bound.get(origin, {}).get("source"), snapshot, digest)
        self.observed.append({"origin": origin, "event": "post_restore"})
        return self._send(sender, "RestoreComplete", origin, restored_seq=snapshot["through_seq"])

    def _replay(self, sender: str, origin: str, migration: Migration, events: List[Event]) -> Optional[str]:
        if sender != migration.orchestrator:
            if migration.source is None and migration.replaying:
                migration.source = sender
            if sender != migration.source:
                return "wrong_peer"
        migration.replaying = True
        daemon = self.daemons[origin]
        full: Optional[str] = None
        try:
            for event in events:
                migration.hold(event)
        except Full:
            full = "buffer_full"
        try:
            migration.deliver(daemon)
        except Failed:
            return "state_failed"
        if full is None:
            head = {"target_head": daemon.head} if self._dialect.head else {}
            self._send(migration.orchestrator, "ReplayComplete", origin, replayed_seq=str(migration.cursor), **head)
        return full

    def _activate_target(self, sender: str, origin: str) -> Optional[str]:
        known = self.migrations.get(origin) or self.done.get(origin)
        if known is None:
            return "daemon_not_found"
        if sender != known.orchestrator:
            return "wrong_peer"
        try:
            cursor = self.activate(origin)
        except Failed:
            return "state_failed"
        except Gap:
            return "out_of_phase"
        self._send(sender, "ActivateAck", origin, replayed_seq=str(cursor))
        return None
