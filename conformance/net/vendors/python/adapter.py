"""The adapter process: requests on standard input, one JSON object a line, replies in order on standard output.

The envelope is spec/adapter.schema.json, the operations are those of spec/net/adapter.schema.json that need none but the
capabilities named here.
"""

from __future__ import annotations

import hashlib
import os
import sys
from typing import Any, Dict, List, Optional, Tuple

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), *[os.pardir] * 3, "vendors", "python"))

from catalogue import Catalogue
from chain import first_link, parent_hash
from chunks import AGE_MS, PENDING, Chunk, Reassembler, Refused, cut, filled
from containers import read_ledger, read_snapshot, write_ledger, write_snapshot
from daemons import Daemon, Factory, Failed
from keys import origin as origin_of
from keys import public_key
from messages import REASONS, Dialect, decode, encode
from serving import Refusal, serve
from target import Full, Gap, Node, Sent
from wire import Unreadable, Unwritable

CAPABILITIES = ["codec", "reassembler", "target", "dialects", "constants", "containers", "chain", "reassembly_control"]
CAPABILITIES += ["pending", "clock", "readiness", "orchestrator_binding", "source_binding", "frames", "large_states"]
CAPABILITIES += ["counts", "observers", "node_state", "target_api"]

PICS = {
    "implementation": "net in Python",
    "version": "1.0.0",
    "language": "Python",
    "protocol": "net",
    "profile": "strict",
    "roles": ["CODEC", "REASM", "TGT"],
    "capabilities": CAPABILITIES,
    "clock": "virtual",
    "deterministic": True,
    "instances": 64,
    "observes": ["reasm.pending", "node.state"],
    "parameters": {
        "dialect": {"base": "v19", "trailing": "refuse"},
        "conflicting_chunk": "refuse",
        "pending_max": PENDING,
        "age_ms": AGE_MS,
        "stale_snapshot": "refuse",
        "late_snapshot": "silent",
    },
}


class Adapter:
    """Everything between two resets."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.ended = False
        self._begin({})

    def answer(self, op: str, params: Dict[str, Any]) -> Dict[str, Any]:
        """The result. Raises `Refusal`, `Mismatch`, or NotImplementedError for what it does not bring."""
        if op == "hello":
            if params.get("protocol") != "net":
                raise Refusal("invalid_params", message="this adapter speaks net")
            return PICS
        if op == "bye":
            self.ended = True
            return {}
        if op == "reset":
            self._catalogue.configuration(params)
            self._begin(params)
            return {}
        if op not in self._catalogue.operations:
            raise Refusal("unsupported_op", message=f"spec/net/adapter.schema.json has no {op}")
        for capability in self._catalogue.operations[op]["requires"]:
            if capability not in CAPABILITIES:
                raise NotImplementedError(f"no capability {capability}")
        self._catalogue.params(op, params)
        try:
            return getattr(self, "_" + op.replace(".", "_"))(**params) or {}
        except Unreadable as why:
            raise Refusal(why.code, offset=why.offset) from None
        except Unwritable as why:
            raise Refusal(why.code, message=f"expected {why}") from None

    def _begin(self, configuration: Dict[str, Any]) -> None:
        self._dialect = _dialect(configuration.get("dialect", PICS["parameters"]["dialect"]))
        self._age = configuration.get("age_ms", AGE_MS)
        self._pending = configuration.get("pending_max", PENDING)
        self._reassembler = Reassembler(self._age, self._pending)
        self._nodes: Dict[str, Node] = {}
        self._now = 0

    # Bytes

    def _codec_encode(self, message: Any) -> Dict[str, Any]:
        return {"hex": encode(message, self._dialect).hex()}

    def _codec_decode(self, hex: str) -> Dict[str, Any]:
        message, consumed = decode(bytes.fromhex(hex), self._dialect)
        return {"message": message, "consumed": consumed}

    def _codec_chunk(self, length: int, seed: int) -> Dict[str, Any]:
        data = filled(length, seed)
        pieces = cut(data)
        return {"total": len(pieces), "first": len(pieces[0]), "last": len(pieces[-1]), "all": _digest(data)}

    def _codec_chunk_bytes(self, origin: str, sequence: str, bytes: str) -> Dict[str, Any]:
        return {"messages": [data.hex() for data in _chunks_of(origin, sequence, _octets(bytes), self._dialect)]}

    def _codec_classify(self, reason: Dict[str, Any]) -> Dict[str, Any]:
        return {"code": REASONS.index(reason["kind"]), "retriable": reason["kind"] == "NotReady"}

    def _snapshot_encode(self, snapshot: Any) -> Dict[str, Any]:
        return {"hex": write_snapshot(snapshot).hex()}

    def _snapshot_decode(self, hex: str) -> Dict[str, Any]:
        return {"snapshot": read_snapshot(_octets(hex))}

    def _ledger_encode(self, ledger: Any) -> Dict[str, Any]:
        return {"hex": write_ledger(ledger).hex()}

    def _ledger_decode(self, hex: str) -> Dict[str, Any]:
        return {"ledger": read_ledger(_octets(hex))}

    def _chain_next(self, link: Dict[str, str], payload: str) -> Dict[str, Any]:
        return {"parent_hash": parent_hash(link, _octets(payload))}

    # A reassembler by itself

    def _feed(self, chunk: Chunk) -> Dict[str, Any]:
        whole = self._reassembler.feed(chunk, self._now)
        return {} if whole is None else {"done": _digest(whole)}

    def _reasm_feed(self, origin: str, sequence: str, index: int, total: int, bytes: str) -> Dict[str, Any]:
        try:
            return self._feed(Chunk(origin, int(sequence), index, total, _octets(bytes)))
        except Refused as why:
            raise Refusal(why.code) from None

    def _reasm_feed_run(
        self, origin: str, sequence: str, first: int, count: int, total: int, length: int, seed: int
    ) -> Dict[str, Any]:
        fed: Dict[str, Any] = {}
        for at in range(count):
            index = first + at & 0xFFFFFFFF
            try:
                fed = self._feed(Chunk(origin, int(sequence), index, total, filled(length, seed + index & 0xFFFFFFFF)))
            except Refused as why:
                return {"fed": at, "refused": why.code}
        return {"fed": count, **fed}

    def _reasm_cancel(self, origin: str) -> None:
        self._reassembler.cancel(origin)

    def _reasm_sweep(self, age_ms: int) -> Dict[str, Any]:
        return {"dropped": self._reassembler.sweep(self._now, age_ms)}

    def _reasm_advance(self, ms: int) -> None:
        self._now += ms

    def _reasm_pending(self) -> Dict[str, Any]:
        return {"pending": len(self._reassembler)}

    # Nodes that receive daemons

    def _node(self, node: str) -> Node:
        if node not in self._nodes:
            raise Refusal("invalid_params", message="no such node")
        return self._nodes[node]

    def _node_open(self, node: str, bare: bool = False, identity: bool = False) -> None:
        if bare:
            raise NotImplementedError("no capability bare_node")
        if node in self._nodes:
            raise Refusal("already_registered")
        self._nodes[node] = Node(self._dialect, Reassembler(self._age, self._pending))

    def _node_ready(self, node: str, ready: bool) -> None:
        self._node(node).ready = ready

    def _node_add_factory(
        self, node: str, behaviour: Dict[str, Any], seed: Optional[str] = None, origin: Optional[str] = None
    ) -> Dict[str, Any]:
        entity_id = None if seed is None else public_key(_octets(seed))
        named = origin if entity_id is None else origin_of(entity_id)
        if named is None or origin not in (None, named):
            raise Refusal("invalid_params", message="expected a seed, or the origin of a placeholder")
        receiver = self._node(node)
        if named in receiver.factories or named in receiver.daemons:
            raise Refusal("already_registered")
        receiver.factories[named] = Factory(behaviour, entity_id)
        return {"origin": named}

    def _bind(self, node: str, origin: str, role: str, peer: str) -> None:
        receiver = self._node(node)
        factory = receiver.factories.get(origin)
        if factory is None or factory.used:
            raise Refusal("no_factory")
        if receiver.bound.setdefault(origin, {}).setdefault(role, peer) != peer:
            raise Refusal("already_bound")

    def _node_bind_orchestrator(self, node: str, origin: str, orchestrator: str) -> None:
        self._bind(node, origin, "orchestrator", orchestrator)

    def _node_bind_source(self, node: str, origin: str, source: str) -> None:
        self._bind(node, origin, "source", source)

    def _receive(self, node: str, sender: str, messages: List[bytes]) -> Tuple[Sent, Optional[str]]:
        sent: Sent = []
        refused: Optional[str] = None
        for message in messages:
            more, refused = self._node(node).receive(sender, message, self._now)
            sent += more
        return sent, refused

    def _node_receive(self, **params: Any) -> Dict[str, Any]:
        if params.get("hold"):
            raise NotImplementedError("no capability carry")
        sent, refused = self._receive(params["node"], params["from"], [_octets(params["bytes"])])
        return {"out": _out(sent), **({"refused": refused} if refused else {})}

    def _node_receive_frame(self, **params: Any) -> Dict[str, Any]:
        messages = [_octets(message) for message in params["messages"]]
        return {"out": _out(self._receive(params["node"], params["from"], messages)[0])}

    def _node_receive_run(self, **params: Any) -> Dict[str, Any]:
        entity_id = public_key(_octets(params["seed"]))
        origin, sequence = origin_of(entity_id), params["sequence"]
        snapshot = write_snapshot(
            {
                "entity_id": entity_id.hex(),
                "through_seq": sequence,
                "chain_link": {**first_link(origin), "sequence": sequence},
                "created_at": "0",
                "state": filled(params["length"], params["fill"]).hex(),
                "bindings": "",
            }
        )
        messages = _chunks_of(origin, sequence, snapshot, self._dialect)
        order = list(range(len(messages)))
        if params["order"] == "descending":
            order.reverse()
        elif params["order"] == "rotated":
            half = len(order) // 2
            order = order[half:] + order[:half]
        carried = [messages[index] for index in order if index != params.get("drop")]
        return {"out": _out(self._receive(params["node"], params["from"], carried)[0])}

    def _daemon_read(self, node: str, origin: str) -> Dict[str, Any]:
        daemon = self._node(node).daemons.get(origin)
        return {} if daemon is None else {"daemon": _told(daemon)}

    def _daemon_deliver(self, node: str, origin: str, event: Dict[str, Any]) -> Dict[str, Any]:
        daemon = self._node(node).daemons.get(origin)
        if daemon is None:
            raise Refusal("daemon_not_found")
        if not daemon.live:
            raise Refusal("not_live")
        try:
            return {"outputs": daemon.process(event)}
        except Failed:
            raise Refusal("process_failed") from None

    def _node_counts(self, node: str, origin: str) -> Dict[str, Any]:
        receiver = self._node(node)
        built, restored = receiver.constructions.get(origin, 0), receiver.restores.get(origin, 0)
        return {"snapshots": 0, "constructions": built, "restores": restored}

    def _node_observed(self, node: str) -> Dict[str, Any]:
        receiver = self._node(node)
        log, receiver.observed = receiver.observed, []
        return {"log": log}

    def _node_state(self, node: str, origin: str) -> Dict[str, Any]:
        receiver = self._node(node)
        factory = receiver.factories.get(origin)
        state: Dict[str, Any] = {"factory": factory is not None and not factory.used}
        migration, done = receiver.migrations.get(origin), receiver.done.get(origin)
        if migration is not None:
            state["target"] = {
                "phase": "replay" if migration.replaying else "restore",
                "orchestrator": migration.orchestrator,
                "cursor": str(migration.cursor),
                "pending": len(migration.held),
            }
        if done is not None:
            state["completed"] = {"orchestrator": done.orchestrator, "cursor": str(done.cursor)}
        return state

    def _target_offer(self, node: str, origin: str, event: Dict[str, Any]) -> Dict[str, Any]:
        migration = self._node(node).migrations.get(origin)
        if migration is None:
            return {"taken": False}
        try:
            migration.hold(event)
            migration.deliver(self._node(node).daemons[origin])
        except Full as full:
            raise Refusal("buffer_full", events=full.events, bytes=full.bytes) from None
        except Failed:
            raise Refusal("state_failed") from None
        return {"taken": True}

    def _target_offer_run(self, node: str, origin: str, first: str, count: int, length: int) -> Dict[str, Any]:
        migration = self._node(node).migrations.get(origin)
        if migration is None:
            return {"taken": 0, "refused": {"code": "daemon_not_found"}}
        payload, link = "00" * length, first_link(origin)
        for taken in range(count):
            link = {**link, "sequence": str(int(first) + taken & 2**64 - 1)}
            try:
                migration.hold({"link": link, "payload": payload, "received_at": "0"})
                migration.deliver(self._node(node).daemons[origin])
            except Full as full:
                return {"taken": taken, "refused": {"code": "buffer_full", "events": full.events, "bytes": full.bytes}}
            except Failed:
                return {"taken": taken, "refused": {"code": "state_failed"}}
        return {"taken": count}

    def _target_activate(self, node: str, origin: str) -> Dict[str, Any]:
        try:
            return {"cursor": str(self._node(node).activate(origin))}
        except KeyError:
            raise Refusal("daemon_not_found") from None
        except Failed:
            raise Refusal("state_failed") from None
        except Gap:
            raise Refusal("gap") from None

    def _target_complete(self, node: str, origin: str) -> None:
        if origin not in self._node(node).done:
            raise Refusal("daemon_not_found")

    def _target_abort(self, node: str, origin: str) -> None:
        self._node(node).abort(origin)

    def _target_forget(self, node: str, origin: str) -> Dict[str, Any]:
        return {"forgotten": self._node(node).done.pop(origin, None) is not None}


def _octets(hex: str) -> bytes:
    return bytes.fromhex(hex)


def _digest(data: bytes) -> Dict[str, Any]:
    return {"length": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _dialect(parameter: Any) -> Dialect:
    knobs = {"base": parameter} if isinstance(parameter, str) else parameter
    head = knobs.get("replayHead", knobs.get("base", "v19") == "v19")
    return Dialect(head, knobs.get("trailing", "ignore") == "refuse")


def _chunks_of(origin: str, sequence: str, snapshot: bytes, dialect: Dialect) -> List[bytes]:
    pieces = cut(snapshot)
    common = {"type": "SnapshotReady", "daemon_origin": origin, "seq_through": sequence, "total_chunks": len(pieces)}
    return [
        encode({**common, "chunk_index": index, "snapshot_bytes": piece.hex()}, dialect)
        for index, piece in enumerate(pieces)
    ]


def _out(sent: Sent) -> List[Dict[str, str]]:
    return [{"to": to, "bytes": data.hex()} for to, data in sent]


def _told(daemon: Daemon) -> Dict[str, Any]:
    return {
        "state": _digest(daemon.state),
        "processed": daemon.processed,
        "processed_count": daemon.processed_count,
        "head": daemon.head,
        "read_only": False,
        "ledger": daemon.ledger,
    }


def main() -> int:
    """Serves until `bye` or the end of the input."""
    serve(Adapter(Catalogue("net")), "net")
    return 0


if __name__ == "__main__":
    sys.exit(main())
