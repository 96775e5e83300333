"""Placements, the states that a partition can be in, and the destination queries of a state. Pure values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional, Tuple, Union

DRAINING = "draining"
CUTOVER = "cutover"
SETTLED = "settled"


def same_json(a: Any, b: Any) -> bool:
    """Structural equality of JSON values. Python's own takes true for 1."""
    if isinstance(a, dict):
        if not isinstance(b, dict) or a.keys() != b.keys():
            return False
        return all([same_json(a[name], b[name]) for name in a])
    if isinstance(a, list):
        if not isinstance(b, list) or len(a) != len(b):
            return False
        return all([same_json(x, y) for x, y in zip(a, b)])
    return isinstance(a, bool) == isinstance(b, bool) and a == b


@dataclass(frozen=True)
class PartitionIdValue:
    """The injected value is the partition itself."""


@dataclass(frozen=True, eq=False)
class ConstantValue:
    json: Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ConstantValue) and same_json(self.json, other.json)


@dataclass(frozen=True)
class PrincipalValue:
    attr: str


@dataclass(frozen=True)
class HeaderValue:
    header: str


InjectedValue = Union[PartitionIdValue, ConstantValue, PrincipalValue, HeaderValue]


@dataclass(frozen=True)
class InjectedField:
    name: str
    value: InjectedValue


@dataclass(frozen=True)
class DedicatedCluster:
    cluster: str


@dataclass(frozen=True)
class DedicatedIndex:
    cluster: str
    index: str


@dataclass(frozen=True)
class SharedIndex:
    cluster: str
    index: str
    inject: Tuple[InjectedField, ...]


Placement = Union[DedicatedCluster, DedicatedIndex, SharedIndex]


@dataclass(frozen=True)
class Active:
    """Settled at one placement: reads and writes go there (OSP-015, OSP-018)."""

    placement: Placement
    is_migrating = False
    label = SETTLED

    @property
    def read_placement(self) -> Placement:
        return self.placement

    @property
    def write_placement(self) -> Optional[Placement]:
        return self.placement


@dataclass(frozen=True)
class Migrating:
    """Moving: reads stay at the origin, and so do writes except in cutover (OSP-016, OSP-019, OSP-020)."""

    origin: Placement
    destination: Placement
    label: str
    is_migrating = True

    @property
    def read_placement(self) -> Placement:
        return self.origin

    @property
    def write_placement(self) -> Optional[Placement]:
        return self.origin if self.label == DRAINING else None


State = Union[Active, Migrating]
