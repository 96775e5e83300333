"""The operations of profile `control`: what each takes, what it does to a deployment, how its result is written."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from deployment import Deployment
from faults import CHANGES, MODES_OF_CHANGES, MODES_OF_READS, READS, CallRow, Fault
from osproxy import BarrierPending, Refused
from values import (
    Invalid,
    Member,
    boolean,
    identifier,
    integer,
    one_of,
    placement,
    quote,
    state,
    text,
    u64,
    write_destinations,
    write_epoch,
    write_refusal,
    write_resolved,
    write_snapshot,
)

INSTANCES = 64

# Codes that this implementation gives a meaning to; a store that "refuses with a code unknown to it" uses none of them.
KNOWN_CODES = frozenset(
    "unknown_partition already_migrating not_migrating not_draining not_cutover same_placement epoch_exhausted "
    "stale_epoch backend barrier_pending invalid_params unsupported_op".split()
)


class Unsupported(Exception):
    """Part of the catalogue, but not of this implementation."""


class Operation(NamedTuple):
    shape: Tuple[Member, ...]
    run: Callable[..., Any]
    write: Callable[[Any], str]
    controlled: bool = False
    """A controller passes on what the store said."""

    def attempt(self, deployment: Deployment, arguments: List[Any]) -> Any:
        """The result, or the `Refused` that stands in its place."""
        try:
            return self.run(deployment, *arguments)
        except Refused as refusal:
            return refusal
        except OSError:
            # Of all that an operation touches only the journal does I/O, and it comes before anything is visible.
            return Refused("backend", retryable=True, reason="store journal not writable")

    def answer(self, outcome: Any) -> str:
        """The one member of a reply that carries an outcome."""
        if isinstance(outcome, Refused):
            return f'"error":{write_refusal(outcome, self.controlled and not isinstance(outcome, BarrierPending))}'
        return f'"ok":{self.write(outcome)}'


def _arm(
    deployment: Deployment,
    op: str,
    mode: str,
    times: Optional[int],
    retryable: Optional[bool],
    _reason: Optional[str],
    instance: Optional[int],
    code: Optional[str],
) -> None:
    if mode not in (MODES_OF_CHANGES if op in CHANGES else MODES_OF_READS):
        raise Refused("invalid_params")
    deployment.faults.arm(Fault(op, mode, times or 1, retryable is not False, code, instance))


def _mode(value: Any) -> str:
    if value == "stall":
        raise Unsupported("capability stall")
    return one_of(*MODES_OF_CHANGES)(value)


def _unknown_code(value: Any) -> str:
    code = text(1, 64)(value)
    if code in KNOWN_CODES:
        raise Invalid("a code of no meaning here")
    return code


def _write_calls(rows: List[CallRow]) -> str:
    written = [
        f'{{"seq":{row.seq},"op":"{row.op}","partition":{quote(row.partition)},"caller":"{row.caller}",'
        f'"outcome":{quote(row.outcome)}}}'
        for row in rows
    ]
    return f'{{"calls":[{",".join(written)}]}}'


def _write_admission(admitted: bool) -> str:
    return '{"admission":"admit"}' if admitted else '{"admission":"reject"}'


def _write_barrier(barrier_ns: int) -> str:
    return f'{{"barrier_ns":"{barrier_ns}"}}'


def _write_ns(ns: int) -> str:
    return f'{{"ns":"{ns}"}}'


def write_nothing(_: None) -> str:
    return "{}"


_partition = Member("partition", identifier)
_to = Member("to", placement)
_expect = Member("expect_epoch", u64, optional=True)
_controller = Member("controller", integer(0, INSTANCES - 1), optional=True)
_ns = Member("ns", u64)
_since = Member("since", integer(0, 2**53 - 1), optional=True)

_fault = (
    Member("op", one_of(*CHANGES, *READS)),
    Member("mode", _mode),
    Member("count", integer(1, 1000), optional=True),
    Member("retryable", boolean, optional=True),
    Member("reason", text(1, 200), optional=True),
    Member("instance", integer(0, INSTANCES - 1), optional=True),
    Member("code", _unknown_code, optional=True),
)

OPERATIONS: Dict[str, Operation] = {
    "state.query": Operation((Member("state", state),), lambda d, given: given, write_destinations),
    "store.set": Operation(
        (_partition, Member("placement", placement)), lambda d, p, where: d.store.set(p, where), write_epoch
    ),
    "store.begin_migration": Operation(
        (_partition, _to, _expect), lambda d, p, to, e: d.store.begin_migration(p, to, e), write_epoch
    ),
    "store.enter_cutover": Operation(
        (_partition, _expect), lambda d, p, e: d.store.enter_cutover(p, e), write_epoch
    ),
    "store.complete_migration": Operation(
        (_partition, _expect), lambda d, p, e: d.store.complete_migration(p, e), write_epoch
    ),
    "store.abort_migration": Operation(
        (_partition, _expect), lambda d, p, e: d.store.abort_migration(p, e), write_epoch
    ),
    "store.state": Operation((_partition,), lambda d, p: d.store.state(p), write_snapshot),
    "store.resolve": Operation((_partition,), lambda d, p: d.store.resolve(p), write_resolved),
    "store.admit_write": Operation(
        (_partition, Member("epoch", u64)), lambda d, p, stamp: d.store.admit_write(p, stamp), _write_admission
    ),
    "store.current_epoch": Operation((), lambda d: d.store.current_epoch(), write_epoch),
    "store.restart": Operation((), lambda d: d.restart_store(), write_nothing),
    "store.calls": Operation((_since,), lambda d, since: d.calls.since(since or 0), _write_calls),
    "ctl.config": Operation((_controller,), lambda d, c: d.controller(c).barrier_ns, _write_barrier),
    "ctl.begin_migration": Operation(
        (_partition, _to, _controller), lambda d, p, to, c: d.controller(c).begin_migration(p, to), write_epoch, True
    ),
    "ctl.enter_cutover": Operation(
        (_partition, _controller), lambda d, p, c: d.controller(c).enter_cutover(p), write_epoch, True
    ),
    "ctl.complete_migration": Operation(
        (_partition, _controller), lambda d, p, c: d.controller(c).complete_migration(p), write_epoch, True
    ),
    "ctl.abort_migration": Operation(
        (_partition, _controller), lambda d, p, c: d.controller(c).abort_migration(p), write_epoch, True
    ),
    "ctl.state": Operation((_partition, _controller), lambda d, p, c: d.controller(c).state(p), write_snapshot),
    "ctl.restart": Operation(
        (_controller, Member("barrier_ns", u64, optional=True)), Deployment.restart_controller, write_nothing
    ),
    "clock.advance": Operation((_ns,), lambda d, ns: d.clock.advance(ns), write_nothing),
    "clock.rewind": Operation((_ns,), lambda d, ns: d.clock.rewind(ns), write_nothing),
    "clock.now": Operation((), lambda d: d.clock.now, _write_ns),
    "fault.arm": Operation(_fault, _arm, write_nothing),
    "fault.release": Operation((), lambda d: d.faults.release(), write_nothing),
    "fault.clear": Operation((), lambda d: d.faults.clear(), write_nothing),
}

# Operations of profile fleet, which has proxies.
OTHERS = frozenset(
    "proxy.write proxy.resume proxy.result proxy.bulk proxy.read proxy.mget proxy.msearch "
    "upstream.hold upstream.settle upstream.log obs.explain".split()
)


def find(op: Any) -> Operation:
    """The operation of that name; raises `Unsupported` for one of another profile and `Refused` for none."""
    operation = OPERATIONS.get(op) if isinstance(op, str) else None
    if operation is not None:
        return operation
    if isinstance(op, str) and op in OTHERS:
        raise Unsupported("profile control has no proxies")
    raise Refused("unsupported_op")
