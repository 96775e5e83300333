"""Messages and journal records, between their canonical JSON and their bytes."""

from __future__ import annotations

import re
from typing import Any, Dict, NamedTuple, Tuple

from postcard import BITS, Reader, Refused, Writer

MESSAGES: Tuple[Tuple[str, Tuple[Tuple[str, str], ...]], ...] = (
    (
        "Hello",
        (
            ("role", "side"),
            ("pid", "u32"),
            ("build_id", "bytes"),
            ("proto_min", "u16"),
            ("proto_max", "u16"),
            ("capabilities", "capabilities"),
        ),
    ),
    ("HelloAck", (("proto_version_chosen", "u16"), ("handoff_id", "id"))),
    (
        "PrepareHandoff",
        (("handoff_id", "id"), ("successor_pid", "u32"), ("deadline_ms", "u64"), ("drain_grace_ms", "u64")),
    ),
    ("Drained", (("open_conns_remaining", "u32"), ("accept_closed", "bool"))),
    ("SealRequest", (("handoff_id", "id"),)),
    ("SealProgress", (("shards_sealed", "u32"), ("shards_total", "u32"), ("last_revision", "u64"))),
    (
        "SealComplete",
        (("handoff_id", "id"), ("last_revision_per_shard", "revisions"), ("data_dir_fingerprint", "fingerprint")),
    ),
    ("SealFailed", (("handoff_id", "id"), ("error", "text"), ("partial_state", "text"))),
    ("Begin", (("handoff_id", "id"),)),
    (
        "Ready",
        (
            ("handoff_id", "id"),
            ("listening_on", "texts"),
            ("healthz_ok", "bool"),
            ("advertised_revision_per_shard", "revisions"),
        ),
    ),
    ("Commit", (("handoff_id", "id"),)),
    ("Abort", (("handoff_id", "id"), ("reason", "text"))),
    ("ResumeAfterAbort", (("handoff_id", "id"),)),
    ("Heartbeat", (("ts_ms", "u64"),)),
)
"""Name and members, in the order of the wire; the index is the discriminant (HOF-003)."""

JOURNAL = (
    ("handoff_id", "id"),
    ("phase", "phase"),
    ("incumbent_pid", "u32"),
    ("successor_pid", "optional u32"),
    ("started_at_unix_ms", "u64"),
)

CHOICES = {
    "side": ("Incumbent", "Successor"),
    "phase": ("Negotiating", "Draining", "Sealing", "AwaitingReady", "Committed", "ResumingAfterAbort"),
}

_NUMBERS = {name: number for number, (name, _) in enumerate(MESSAGES)}
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,19})\Z")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_HEX = re.compile(r"(?:[0-9a-f]{2})*\Z")


class Rules(NamedTuple):
    """What lenient and strict decoders treat differently: whether each is let pass."""

    overlong_varints: bool = False
    trailing_bytes: bool = False
    header_version: bool = False


class OutOfRange(ValueError):
    """JSON that is no message or record (`encode_range`)."""


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise OutOfRange(what)


def _matching(value: Any, pattern: "re.Pattern[str]") -> str:
    _demand(isinstance(value, str) and pattern.match(value) is not None, "a text of another form")
    return value


def _whole(value: Any, bits: int) -> int:
    if bits == 64:
        value = int(_matching(value, _DECIMAL))
    _demand(isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << bits, f"u{bits}")
    return value


def _utf8(value: Any) -> bytes:
    _demand(isinstance(value, str), "a text")
    try:
        return value.encode("utf-8")
    except UnicodeEncodeError:
        raise OutOfRange("a lone surrogate") from None


def _list(out: Writer, value: Any, kind: str) -> None:
    _demand(isinstance(value, list), "a list")
    out.varint(len(value))
    for element in value:
        _write(out, element, kind)


def _write(out: Writer, value: Any, kind: str) -> None:
    if kind in BITS:
        out.varint(_whole(value, BITS[kind]))
    elif kind == "bool":
        _demand(isinstance(value, bool), "true or false")
        out.raw(bytes([value]))
    elif kind == "bytes":
        out.counted(bytes.fromhex(_matching(value, _HEX)))
    elif kind == "id":
        out.counted(bytes.fromhex(_matching(value, _ID).replace("-", "")))
    elif kind == "fingerprint":
        data = bytes.fromhex(_matching(value, _HEX))
        _demand(len(data) == 32, "32 bytes")
        out.raw(data)
    elif kind == "text":
        out.counted(_utf8(value))
    elif kind == "texts":
        _list(out, value, "text")
    elif kind == "revisions":
        _list(out, value, "u64")
    elif kind == "capabilities":
        _members(out, value, (("reserved", "u64"),))
    elif kind == "optional u32":
        out.raw(bytes([value is not None]))
        if value is not None:
            _write(out, value, "u32")
    else:
        _demand(value in CHOICES[kind], f"one of {CHOICES[kind]}")
        out.varint(CHOICES[kind].index(value))


def _members(out: Writer, value: Any, shape: Tuple[Tuple[str, str], ...]) -> None:
    _demand(isinstance(value, dict), "an object")
    _demand(value.keys() <= {name for name, _ in shape}, "a member that it does not have")
    for name, kind in shape:
        optional = kind.startswith("optional ")
        _demand(name in value or optional, f"the member {name}")
        _demand(not (optional and name in value and value[name] is None), f"{name} absent or a number")
        _write(out, value.get(name), kind)


def encode_message(message: Any) -> bytes:
    """The payload. Raises `OutOfRange`."""
    _demand(isinstance(message, dict), "an object")
    kind = message.get("type")
    _demand(isinstance(kind, str) and kind in _NUMBERS, "a type of message")
    out = Writer()
    out.varint(_NUMBERS[kind])
    _members(out, {name: value for name, value in message.items() if name != "type"}, MESSAGES[_NUMBERS[kind]][1])
    return out.done()


def encode_journal(record: Any) -> bytes:
    """The content of the file. Raises `OutOfRange`."""
    out = Writer()
    _members(out, record, JOURNAL)
    return out.done()


def _read(source: Reader, kind: str) -> Any:
    if kind in BITS:
        number = source.varint(BITS[kind])
        return str(number) if kind == "u64" else number
    if kind == "bool":
        return source.boolean()
    if kind == "bytes":
        return source.counted().hex()
    if kind == "id":
        data = source.counted()
        if len(data) != 16:
            raise Refused("an id of another length than 16")
        digits = data.hex()
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    if kind == "fingerprint":
        return source.raw(32).hex()
    if kind == "text":
        return source.text()
    if kind == "texts":
        return source.list(source.text)
    if kind == "revisions":
        return source.list(lambda: str(source.varint(64)))
    if kind == "capabilities":
        return {"reserved": _read(source, "u64")}
    if kind == "optional u32":
        return source.varint(32) if source.boolean() else None
    return source.choice(source.varint(32), CHOICES[kind])


def decode_message(payload: bytes, rules: Rules) -> Dict[str, Any]:
    """The message of a payload. Raises `Refused`."""
    source = Reader(payload, rules.overlong_varints)
    name, shape = source.choice(source.varint(32), MESSAGES)
    message = {"type": name}
    for member, kind in shape:
        message[member] = _read(source, kind)
    if source.left and not rules.trailing_bytes:
        raise Refused("bytes behind the message")
    return message


def decode_journal(content: bytes, rules: Rules) -> Dict[str, Any]:
    """The record of a journal. Raises `Refused`."""
    source = Reader(content, rules.overlong_varints)
    record = {member: _read(source, kind) for member, kind in JOURNAL}
    if source.left and not rules.trailing_bytes:
        raise Refused("bytes behind the record")
    return {member: value for member, value in record.items() if value is not None}
