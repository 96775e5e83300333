"""Faults between a caller and the store: armed in a queue, met by calls, and the log of those calls."""

from __future__ import annotations

import threading
from typing import Any, Callable, List, NamedTuple, Optional

from osproxy import Entry, Refused, Store
from placements import Placement

CHANGES = ("set", "begin_migration", "enter_cutover", "complete_migration", "abort_migration")
READS = ("state", "resolve", "admit_write")

BEFORE_APPLY = "before_apply"
AFTER_APPLY = "after_apply"
DUPLICATE = "duplicate"
DELAY = "delay"
UNAVAILABLE = "unavailable"

MODES_OF_READS = (BEFORE_APPLY, UNAVAILABLE)
MODES_OF_CHANGES = (BEFORE_APPLY, AFTER_APPLY, DUPLICATE, DELAY, UNAVAILABLE)


class Fault:
    """The next `left` calls of `op` meet it. A `code` is what the store refuses with in place of `backend`; an
    `instance` narrows it to one proxy, of which this implementation has none."""

    def __init__(
        self, op: str, mode: str, left: int, retryable: bool, code: Optional[str], instance: Optional[int]
    ) -> None:
        self.op = op
        self.mode = mode
        self.left = left
        self.retryable = retryable
        self.code = code
        self.instance = instance

    def failure(self, reason: str, definite: bool) -> Refused:
        """The reason is always one of ours: what a backend words itself could carry tenant data (OSP-008)."""
        if self.code is not None:
            return Refused(self.code, definite=definite)
        return Refused("backend", self.retryable, reason, definite)


class Faults:
    """Armed faults in the order of arming, and the requests that a fault delayed in the order of sending."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: List[Fault] = []
        self._delayed: List[Callable[[], object]] = []

    def arm(self, fault: Fault) -> None:
        with self._lock:
            self._armed.append(fault)

    def meet(self, op: str) -> Optional[Fault]:
        """The fault that a controller's call of `op` runs into, used up by one."""
        if not self._armed:
            return None
        with self._lock:
            for fault in self._armed:
                if fault.op == op and fault.instance is None:
                    fault.left -= 1
                    if fault.left == 0:
                        self._armed.remove(fault)
                    return fault
        return None

    def delay(self, request: Callable[[], object]) -> None:
        with self._lock:
            self._delayed.append(request)

    def release(self) -> None:
        with self._lock:
            requests, self._delayed = self._delayed, []
        for request in requests:
            without_answer(request)

    def clear(self) -> None:
        with self._lock:
            self._armed = []
            self._delayed = []


def without_answer(request: Callable[[], object]) -> None:
    """Carries a request out for nobody: a refusal has no one to go to."""
    try:
        request()
    except Refused:
        pass


class CallRow(NamedTuple):
    seq: int
    op: str
    partition: str
    caller: str
    outcome: str


class Calls:
    """What callers asked of the store, as they saw it; numbered from 1."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: List[CallRow] = []

    def note(self, op: str, partition: str, caller: str, outcome: str) -> None:
        with self._lock:
            self._rows.append(CallRow(len(self._rows) + 1, op, partition, caller, outcome))

    def since(self, seq: int) -> List[CallRow]:
        return self._rows[seq:]


class StoreClient:
    """The store as one caller reaches it: over a way on which requests and replies get lost, late or doubled."""

    def __init__(self, caller: str, store: Store, faults: Faults, calls: Calls) -> None:
        self._caller = caller
        self._store = store
        self._faults = faults
        self._calls = calls

    def begin_migration(self, partition: str, to: Placement) -> int:
        return self._call("begin_migration", partition, lambda: self._store.begin_migration(partition, to))

    def enter_cutover(self, partition: str) -> int:
        return self._call("enter_cutover", partition, lambda: self._store.enter_cutover(partition))

    def complete_migration(self, partition: str, expect_epoch: int) -> int:
        return self._call(
            "complete_migration", partition, lambda: self._store.complete_migration(partition, expect_epoch)
        )

    def abort_migration(self, partition: str) -> int:
        return self._call("abort_migration", partition, lambda: self._store.abort_migration(partition))

    def state(self, partition: str) -> Optional[Entry]:
        return self._call("state", partition, lambda: self._store.state(partition))

    def _call(self, op: str, partition: str, request: Callable[[], Any]) -> Any:
        try:
            answer = self._send(op, request)
        except Refused as refusal:
            self._calls.note(op, partition, self._caller, refusal.code)
            raise
        self._calls.note(op, partition, self._caller, "ok")
        return answer

    def _send(self, op: str, request: Callable[[], Any]) -> Any:
        fault = self._faults.meet(op)
        if fault is None:
            return request()
        if fault.mode == DUPLICATE:
            try:
                return request()
            finally:
                without_answer(request)
        if fault.mode == AFTER_APPLY:
            without_answer(request)
            raise fault.failure("store reply lost", definite=False)
        if fault.mode == DELAY:
            self._faults.delay(request)
            raise fault.failure("store request timed out", definite=False)
        raise fault.failure("store unreachable", definite=True)
