"""Snapshots and ledgers."""

from __future__ import annotations

import re
from typing import Any, Dict, List

from keys import origin
from messages import read_link, write_link
from wire import Input, Unwritable, members, number, octets, u64, utf8

_ENVELOPE = {"target_static_pub": 32, "sealed_seed": 80, "signer_pub": 32, "signature": 64}
_CHANNEL = re.compile(r"[a-z0-9_./-]{1,255}\Z")


def read_snapshot(data: bytes) -> Dict[str, Any]:
    """Raises `Unreadable`."""
    source = Input(data)
    if source.take(4) != b"CDS1":
        source.refuse("bad_magic", 0)
    if source.number(1) != 2:
        source.refuse("bad_version", 4)
    snapshot: Dict[str, Any] = {"entity_id": source.hex(32), "through_seq": source.u64()}
    snapshot["chain_link"] = read_link(source)
    snapshot["created_at"] = source.u64()
    snapshot["state"] = source.hex(source.number(4))
    snapshot["bindings"] = source.hex(source.number(4))
    flag = source.number(1)
    if flag > 1:
        source.refuse("bad_flag", source.at - 1)
    if flag:
        source.need(209)
        if source.number(1) != 1:
            source.refuse("bad_envelope", source.at - 1)
        snapshot["envelope"] = {name: source.hex(length) for name, length in _ENVELOPE.items()}
    source.end()
    if snapshot["through_seq"] != snapshot["chain_link"]["sequence"]:
        source.refuse("sequence_mismatch", 37)
    if snapshot["chain_link"]["origin_hash"] != origin(bytes.fromhex(snapshot["entity_id"])):
        source.refuse("origin_mismatch", 45)
    return snapshot


def write_snapshot(value: Any) -> bytes:
    """Raises `Unwritable`."""
    names = ("entity_id", "through_seq", "chain_link", "created_at", "state", "bindings")
    members(value, *names, perhaps="envelope")
    entity_id, link = octets(value["entity_id"], 32), write_link(value["chain_link"])
    if value["chain_link"]["sequence"] != value["through_seq"]:
        raise Unwritable("the sequence of the chain link")
    if value["chain_link"]["origin_hash"] != origin(entity_id):
        raise Unwritable("the origin of the entity id")
    written = [b"CDS1\2", entity_id, u64(value["through_seq"]), link, u64(value["created_at"])]
    for name in ("state", "bindings"):
        data = octets(value[name])
        written += [number(len(data), 4), data]
    if "envelope" in value:
        envelope = members(value["envelope"], *_ENVELOPE)
        written += [b"\1\1", *(octets(envelope[name], length) for name, length in _ENVELOPE.items())]
    else:
        written.append(b"\0")
    return b"".join(written)


def is_channel(name: str) -> bool:
    return _CHANNEL.match(name) is not None and not {"", ".", ".."} & set(name.split("/"))


def read_ledger(data: bytes) -> List[Dict[str, Any]]:
    """Raises `Unreadable`."""
    source = Input(data)
    if not data:
        return []
    count = source.number(4)
    if count > source.left // 11:
        source.refuse("count_too_large", 0)
    ledger: List[Dict[str, Any]] = []
    for _ in range(count):
        publisher, length = source.u64(), source.number(2)
        start = source.at
        entry: Dict[str, Any] = {"publisher": publisher, "channel": source.text(length)}
        if not is_channel(entry["channel"]):
            source.refuse("bad_channel", start)
        flag = source.number(1)
        if flag > 1:
            source.refuse("bad_flag", source.at - 1)
        if flag:
            entry["token"] = source.hex(source.number(2))
        ledger.append(entry)
    source.end()
    return ledger


def write_ledger(value: Any) -> bytes:
    """Raises `Unwritable`."""
    if not isinstance(value, list):
        raise Unwritable("a list")
    written = [number(len(value), 4)] if value else []
    for entry in value:
        members(entry, "publisher", "channel", perhaps="token")
        channel = utf8(entry["channel"], 65_535)
        if not is_channel(entry["channel"]):
            raise Unwritable("the name of a channel")
        written += [u64(entry["publisher"]), number(len(channel), 2), channel, b"\1" if "token" in entry else b"\0"]
        if "token" in entry:
            token = octets(entry["token"])
            if len(token) > 65_535:
                raise Unwritable("at most 65535 bytes", "encode_too_large")
            written += [number(len(token), 2), token]
    return b"".join(written)
