"""The ten messages."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, NamedTuple, Tuple

from wire import Input, Unwritable, members, number, octets, u64, utf8

CHUNK = 7000
"""Bytes of a chunk, and of the payload of an event."""
MOST_CHUNKS = 700_000
MOST_EVENTS = 1_000_000
MOST_TEXT = 65_535

REASONS = (
    "NotReady",
    "FactoryNotFound",
    "ComputeNotSupported",
    "StateFailed",
    "AlreadyMigrating",
    "IdentityTransportFailed",
    "NotReadyTimeout",
)
_TEXT = {"StateFailed", "IdentityTransportFailed"}


class Dialect(NamedTuple):
    """How releases differ: whether ReplayComplete has a head, and whether bytes behind a message are refused."""

    head: bool = True
    strict: bool = True


def read_link(data: Input) -> Dict[str, str]:
    data.need(32)
    return {name: data.u64() for name in ("origin_hash", "horizon_encoded", "sequence", "parent_hash")}


def write_link(value: Any) -> bytes:
    names = ("origin_hash", "horizon_encoded", "sequence", "parent_hash")
    link = members(value, *names)
    return b"".join(u64(link[name]) for name in names)


def _plain(*fields: str) -> Tuple[Callable[[Input], Dict[str, Any]], Callable[[Any], bytes]]:
    def read(data: Input) -> Dict[str, Any]:
        data.need(8 * len(fields))
        return {name: data.u64() for name in fields}

    def write(value: Any) -> bytes:
        members(value, *fields)
        return b"".join(u64(value[name]) for name in fields)

    return read, write


def _read_chunk(data: Input) -> Dict[str, Any]:
    data.need(28)
    origin, sequence = data.u64(), data.u64()
    index, total = data.number(4), data.number(4)
    if total == 0:
        data.refuse("zero_total", data.at - 4)
    if total > MOST_CHUNKS:
        data.refuse("total_too_large", data.at - 4)
    if index >= total:
        data.refuse("index_out_of_range", data.at - 8)
    length = data.number(4)
    if length > CHUNK:
        data.refuse("chunk_too_large", data.at - 4)
    return {
        "daemon_origin": origin,
        "seq_through": sequence,
        "chunk_index": index,
        "total_chunks": total,
        "snapshot_bytes": data.hex(length),
    }


def _write_chunk(value: Any) -> bytes:
    members(value, "daemon_origin", "seq_through", "chunk_index", "total_chunks", "snapshot_bytes")
    place = number(value["chunk_index"], 4) + number(value["total_chunks"], 4)
    if not 0 < value["total_chunks"] <= MOST_CHUNKS or value["chunk_index"] >= value["total_chunks"]:
        raise Unwritable(f"an index below a total of 1 to {MOST_CHUNKS}")
    data = octets(value["snapshot_bytes"])
    if len(data) > CHUNK:
        raise Unwritable(f"a chunk of at most {CHUNK} bytes")
    return u64(value["daemon_origin"]) + u64(value["seq_through"]) + place + number(len(data), 4) + data


def _read_replayed(data: Input) -> Dict[str, Any]:
    data.need(48)
    return {"daemon_origin": data.u64(), "replayed_seq": data.u64(), "target_head": read_link(data)}


def _write_replayed(value: Any) -> bytes:
    members(value, "daemon_origin", "replayed_seq", "target_head")
    return u64(value["daemon_origin"]) + u64(value["replayed_seq"]) + write_link(value["target_head"])


def _read_failed(data: Input) -> Dict[str, Any]:
    data.need(10)
    origin, code = data.u64(), data.number(2)
    if code >= len(REASONS):
        data.refuse("unknown_reason", data.at - 2)
    reason: Dict[str, Any] = {"kind": REASONS[code]}
    if reason["kind"] in _TEXT:
        reason["text"] = data.text(data.number(2))
    if reason["kind"] == "NotReadyTimeout":
        reason["attempts"] = data.number(1)
    return {"daemon_origin": origin, "reason": reason}


def _write_failed(value: Any) -> bytes:
    members(value, "daemon_origin", "reason")
    reason = value["reason"]
    kind = reason.get("kind") if isinstance(reason, dict) else None
    if kind not in REASONS:
        raise Unwritable("a reason")
    head = u64(value["daemon_origin"]) + number(REASONS.index(kind), 2)
    if kind in _TEXT:
        text = utf8(members(reason, "kind", "text")["text"], MOST_TEXT)
        return head + number(len(text), 2) + text
    if kind == "NotReadyTimeout":
        return head + number(members(reason, "kind", "attempts")["attempts"], 1)
    members(reason, "kind")
    return head


def _read_events(data: Input) -> Dict[str, Any]:
    data.need(12)
    origin, count = data.u64(), data.number(4)
    if count > min(MOST_EVENTS, data.left // 44):
        data.refuse("count_too_large", data.at - 4)
    events: List[Dict[str, Any]] = []
    for _ in range(count):
        data.need(36)
        link, length = read_link(data), data.number(4)
        if length > CHUNK:
            data.refuse("payload_too_large", data.at - 4)
        events.append({"link": link, "payload": data.hex(length), "received_at": data.u64()})
    return {"daemon_origin": origin, "events": events}


def _write_events(value: Any) -> bytes:
    members(value, "daemon_origin", "events")
    events = value["events"]
    if not isinstance(events, list) or len(events) > MOST_EVENTS:
        raise Unwritable(f"a list of at most {MOST_EVENTS} events")
    written = [u64(value["daemon_origin"]), number(len(events), 4)]
    for event in events:
        members(event, "link", "payload", "received_at")
        payload = octets(event["payload"])
        if len(payload) > CHUNK:
            raise Unwritable(f"a payload of at most {CHUNK} bytes")
        written += [write_link(event["link"]), number(len(payload), 4), payload, u64(event["received_at"])]
    return b"".join(written)


_MESSAGES = {
    "TakeSnapshot": _plain("daemon_origin", "target_node"),
    "SnapshotReady": (_read_chunk, _write_chunk),
    "RestoreComplete": _plain("daemon_origin", "restored_seq"),
    "ReplayComplete": (_read_replayed, _write_replayed),
    "CutoverNotify": _plain("daemon_origin", "target_node"),
    "CleanupComplete": _plain("daemon_origin"),
    "MigrationFailed": (_read_failed, _write_failed),
    "BufferedEvents": (_read_events, _write_events),
    "ActivateTarget": _plain("daemon_origin"),
    "ActivateAck": _plain("daemon_origin", "replayed_seq"),
}
TYPES = tuple(_MESSAGES)
_HEADLESS = _plain("daemon_origin", "replayed_seq")


def _form(kind: str, dialect: Dialect) -> Tuple[Callable[[Input], Dict[str, Any]], Callable[[Any], bytes]]:
    return _HEADLESS if kind == "ReplayComplete" and not dialect.head else _MESSAGES[kind]


def decode(data: bytes, dialect: Dialect = Dialect()) -> Tuple[Dict[str, Any], int]:
    """The message at the front, and how many bytes are its own. Raises `Unreadable`."""
    source = Input(data)
    if not data:
        source.refuse("empty", 0)
    tag = source.number(1)
    if tag >= len(TYPES):
        source.refuse("unknown_tag", 0)
    message = {"type": TYPES[tag], **_form(TYPES[tag], dialect)[0](source)}
    if dialect.strict:
        source.end()
    return message, source.at


def encode(message: Any, dialect: Dialect = Dialect()) -> bytes:
    """Raises `Unwritable` for what is no message, and for what every reader refuses."""
    kind = message.get("type") if isinstance(message, dict) else None
    if kind not in TYPES:
        raise Unwritable("an object whose type is that of a message")
    fields = {name: value for name, value in message.items() if name != "type"}
    return bytes([TYPES.index(kind)]) + _form(kind, dialect)[1](fields)
