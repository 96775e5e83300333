"""The JSON projection of the protocol's values: readers that refuse everything else, and writers."""

from __future__ import annotations

import re
from decimal import Decimal
from json.encoder import encode_basestring as quote
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from osproxy import TOP, BarrierPending, Entry, Refused, Resolved
from placements import (
    CUTOVER,
    DRAINING,
    Active,
    ConstantValue,
    DedicatedCluster,
    DedicatedIndex,
    HeaderValue,
    InjectedField,
    InjectedValue,
    Migrating,
    PartitionIdValue,
    Placement,
    PrincipalValue,
    SharedIndex,
    State,
)
from strict_json import depth_within, encode


class Invalid(Exception):
    """A value of the wrong shape."""


Reader = Callable[[Any], Any]


class Member(NamedTuple):
    """One member of an object: its name, what reads it, and whether it may be absent (it then reads as None)."""

    name: str
    read: Reader
    optional: bool = False


def members(value: Any, shape: Tuple[Member, ...]) -> List[Any]:
    """Reads an object that has the members of `shape` and no others, in the order of `shape`."""
    if not isinstance(value, dict):
        raise Invalid("an object")
    known = 0
    read = []
    for name, reader, optional in shape:
        if name in value:
            known += 1
            read.append(reader(value[name]))
        elif optional:
            read.append(None)
        else:
            raise Invalid(name)
    if known != len(value):
        raise Invalid("no further members")
    return read


# Readers


def identifier(value: Any) -> str:
    """An opaque name of at most 4096 bytes of UTF-8; the empty one is a name like any other (OSP-013)."""
    if not isinstance(value, str) or (len(value) > 1024 and len(value.encode("utf-8")) > 4096):
        raise Invalid("an identifier")
    return value


_canonical = re.compile("0|[1-9][0-9]{0,19}")


def u64(value: Any) -> int:
    """A canonical decimal string of at most 2^64-1 (OSP-009)."""
    if not isinstance(value, str) or _canonical.fullmatch(value) is None:
        raise Invalid("a decimal string")
    number = int(value)
    if number > TOP:
        raise Invalid("at most 2^64-1")
    return number


def integer(low: int, high: int) -> Reader:
    def read(value: Any) -> int:
        if isinstance(value, Decimal) and low <= value <= high and value == int(value):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise Invalid(f"an integer from {low} to {high}")
        return value

    return read


def boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Invalid("a boolean")
    return value


def text(low: int, high: int) -> Reader:
    def read(value: Any) -> str:
        if not isinstance(value, str) or not low <= len(value) <= high:
            raise Invalid(f"{low} to {high} characters")
        return value

    return read


def one_of(*choices: str) -> Reader:
    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in choices:
            raise Invalid(" or ".join(choices))
        return value

    return read


def anything(value: Any) -> Any:
    if not depth_within(value):
        raise Invalid("less nesting")
    return value


def _kinds(tag: str, kinds: Dict[str, Tuple[Callable[..., Any], Tuple[Member, ...]]]) -> Reader:
    """Reads a tagged union: `tag` names the kind, which decides the other members."""
    shapes = {kind: (make, (Member(tag, anything), *shape)) for kind, (make, shape) in kinds.items()}

    def read(value: Any) -> Any:
        kind = value.get(tag) if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in shapes:
            raise Invalid(tag)
        make, shape = shapes[kind]
        return make(*members(value, shape)[1:])

    return read


injected_value = _kinds(
    "kind",
    {
        "partition_id": (PartitionIdValue, ()),
        "constant": (ConstantValue, (Member("json", anything),)),
        "from_principal": (PrincipalValue, (Member("attr", identifier),)),
        "from_header": (HeaderValue, (Member("header", identifier),)),
    },
)

_injected_field = (Member("name", identifier), Member("value", injected_value))


def _inject(value: Any) -> Tuple[InjectedField, ...]:
    if not isinstance(value, list) or len(value) > 1024:
        raise Invalid("at most 1024 injected fields")
    return tuple([InjectedField(*members(field, _injected_field)) for field in value])


_cluster = Member("cluster", identifier)
_index = Member("index", identifier)

placement = _kinds(
    "kind",
    {
        "dedicated_cluster": (DedicatedCluster, (_cluster,)),
        "dedicated_index": (DedicatedIndex, (_cluster, _index)),
        "shared_index": (SharedIndex, (_cluster, _index, Member("inject", _inject))),
    },
)

state = _kinds(
    "state",
    {
        "active": (Active, (Member("placement", placement),)),
        "migrating": (
            Migrating,
            (Member("from", placement), Member("to", placement), Member("phase", one_of(DRAINING, CUTOVER))),
        ),
    },
)

# Writers


def write_injected_value(value: InjectedValue) -> str:
    if isinstance(value, ConstantValue):
        return f'{{"kind":"constant","json":{encode(value.json)}}}'
    if isinstance(value, PrincipalValue):
        return f'{{"kind":"from_principal","attr":{quote(value.attr)}}}'
    if isinstance(value, HeaderValue):
        return f'{{"kind":"from_header","header":{quote(value.header)}}}'
    return '{"kind":"partition_id"}'


def write_placement(value: Optional[Placement]) -> str:
    """`null` stands for the write placement of a partition in cutover."""
    if value is None:
        return "null"
    if isinstance(value, DedicatedCluster):
        return f'{{"kind":"dedicated_cluster","cluster":{quote(value.cluster)}}}'
    if isinstance(value, DedicatedIndex):
        return f'{{"kind":"dedicated_index","cluster":{quote(value.cluster)},"index":{quote(value.index)}}}'
    inject = ",".join(
        [f'{{"name":{quote(field.name)},"value":{write_injected_value(field.value)}}}' for field in value.inject]
    )
    where = f'"cluster":{quote(value.cluster)},"index":{quote(value.index)}'
    return f'{{"kind":"shared_index",{where},"inject":[{inject}]}}'


def write_state(value: State) -> str:
    if isinstance(value, Active):
        return f'{{"state":"active","placement":{write_placement(value.placement)}}}'
    origin, to = write_placement(value.origin), write_placement(value.destination)
    return f'{{"state":"migrating","from":{origin},"to":{to},"phase":"{value.label}"}}'


def write_destinations(value: State) -> str:
    read, write = write_placement(value.read_placement), write_placement(value.write_placement)
    moving = "true" if value.is_migrating else "false"
    return f'{{"read_placement":{read},"write_placement":{write},"is_migrating":{moving}}}'


def write_snapshot(entry: Optional[Entry]) -> str:
    if entry is None:
        return '{"found":false}'
    return f'{{"found":true,"state":{write_state(entry.state)},"epoch":"{entry.epoch}"}}'


def write_resolved(value: Optional[Resolved]) -> str:
    if value is None:
        return '{"found":false}'
    where = write_placement(value.placement)
    return f'{{"found":true,"placement":{where},"epoch":"{value.epoch}","phase":"{value.label}"}}'


def write_epoch(epoch: int) -> str:
    return f'{{"epoch":"{epoch}"}}'


_messages = {
    "unknown_partition": "partition has no placement",
    "already_migrating": "partition is already migrating",
    "not_migrating": "partition is not migrating",
    "not_draining": "migration is not draining",
    "not_cutover": "migration is not in cutover",
}


def write_refusal(refusal: Refused, controlled: bool) -> str:
    """An error object. `controlled` says that a controller passes on what the store told it (OSP-007)."""
    parts = [f'"code":{quote(refusal.code)},"retryable":{"true" if refusal.retryable else "false"}']
    message = _messages.get(refusal.code)
    if refusal.reason is not None:
        parts.append(f'"reason":{quote(refusal.reason)}')
        message = f"migration store backend failure: {refusal.reason}"
    if not refusal.definite:
        parts.append('"definite":false')
    if isinstance(refusal, BarrierPending):
        parts.append(f'"remaining_ns":"{refusal.remaining_ns}"')
        seconds, rest = divmod(refusal.remaining_ns, 1_000_000_000)
        parts.append(f'"message":"drain barrier not elapsed; wait {seconds}.{rest:09}s longer"')
    elif message is not None:
        parts.append(f'"message":{quote("transition refused: " + message if controlled else message)}')
    return "{" + ",".join(parts) + "}"
