"""The partition migration machine: the store that holds placements, the controller that drives it. No I/O.

Rules carry the requirement of spec/osproxy/requirements.yaml that they come from.
"""

from __future__ import annotations

import threading
from typing import Any, Callable, Dict, NamedTuple, Optional

from placements import CUTOVER, DRAINING, Active, Migrating, Placement, State

TOP = 2**64 - 1
"""The largest epoch and the largest instant of a clock, which stops there."""

DEFAULT_BARRIER_NS = 30_000_000_000

# Epochs need only grow (OSP-046), so this store leaves gaps; a client that counts on 1, 2, 3 is caught early.
FIRST_EPOCH = 7
EPOCH_STEP = 3


class Refused(Exception):
    """Why something was not done: a code, and whether the same request may simply be repeated (OSP-006, OSP-113)."""

    def __init__(self, code: str, retryable: bool = False, reason: Optional[str] = None, definite: bool = True) -> None:
        super().__init__(code)
        self.code = code
        self.retryable = retryable
        self.reason = reason
        self.definite = definite
        """False when the effect may have happened all the same."""


class BarrierPending(Refused):
    """Completion came before the drain barrier had elapsed; `remaining_ns` are left (OSP-065)."""

    def __init__(self, remaining_ns: int) -> None:
        super().__init__("barrier_pending", retryable=True)
        self.remaining_ns = remaining_ns


class Entry(NamedTuple):
    """State and epoch of a partition at one instant. It is only ever replaced, so a reader sees all of it (OSP-012)."""

    state: State
    epoch: int


class Resolved(NamedTuple):
    """Where reads go, taken from one entry."""

    placement: Placement
    epoch: int
    label: str


class Contents(NamedTuple):
    """All that a store knows; what a durable one finds again after a restart (OSP-053)."""

    entries: Dict[str, Entry]
    generation: int


# The store


class Store:
    """Partitions and their epochs. Changes run one after another under a lock that also covers the choice of the epoch,
    so a later change always leaves the larger one (OSP-051); reads take no lock and see one whole entry.

    `record` makes an entry durable before anyone can see it; what it raises leaves the store as it was. A `seed` is the
    generation to start from: the first change gets its successor.
    """

    def __init__(self, record: Callable[[str, Entry], None], seed: Optional[int] = None) -> None:
        self._record = record
        self._lock = threading.Lock()
        self._entries: Dict[str, Entry] = {}
        self._generation = seed or 0
        self._step = FIRST_EPOCH if seed is None else 1

    def set(self, partition: str, placement: Placement) -> int:
        with self._lock:
            entry = self._entries.get(partition)
            if entry is not None and entry.state.is_migrating:
                raise Refused("already_migrating")  # OSP-026
            return self._put(partition, Active(placement))

    def begin_migration(self, partition: str, to: Placement, expect_epoch: Optional[int] = None) -> int:
        with self._lock:
            state = self._known(partition, expect_epoch)
            if isinstance(state, Migrating):
                raise Refused("already_migrating")
            if state.placement == to:
                raise Refused("same_placement")  # OSP-042
            return self._put(partition, Migrating(state.placement, to, DRAINING))

    def enter_cutover(self, partition: str, expect_epoch: Optional[int] = None) -> int:
        with self._lock:
            state = self._moving(partition, expect_epoch)
            if state.label != DRAINING:
                raise Refused("not_draining")
            return self._put(partition, Migrating(state.origin, state.destination, CUTOVER))

    def complete_migration(self, partition: str, expect_epoch: Optional[int] = None) -> int:
        with self._lock:
            state = self._moving(partition, expect_epoch)
            if state.label != CUTOVER:
                raise Refused("not_cutover")
            return self._put(partition, Active(state.destination))

    def abort_migration(self, partition: str, expect_epoch: Optional[int] = None) -> int:
        with self._lock:
            return self._put(partition, Active(self._moving(partition, expect_epoch).origin))

    def state(self, partition: str) -> Optional[Entry]:
        return self._entries.get(partition)

    def resolve(self, partition: str) -> Optional[Resolved]:
        entry = self._entries.get(partition)
        return None if entry is None else Resolved(entry.state.read_placement, entry.epoch, entry.state.label)

    def admit_write(self, partition: str, stamp: int) -> bool:
        """The write gate: a write placement exists and the stamp is the epoch of now (OSP-054)."""
        entry = self._entries.get(partition)
        return entry is not None and entry.state.write_placement is not None and stamp == entry.epoch

    def current_epoch(self) -> int:
        # Under the lock, else a reader could see the number of a change whose entry is not visible yet.
        with self._lock:
            return self._generation

    def restart(self, load: Callable[[], Contents]) -> None:
        """Forgets everything and starts again from what `load` finds. No change is answered in between."""
        with self._lock:
            self._entries, self._generation = load()

    def _known(self, partition: str, expect_epoch: Optional[int]) -> State:
        entry = self._entries.get(partition)
        if entry is None:
            raise Refused("unknown_partition")
        if expect_epoch is not None and expect_epoch != entry.epoch:
            raise Refused("stale_epoch")  # OSP-115
        return entry.state

    def _moving(self, partition: str, expect_epoch: Optional[int]) -> Migrating:
        state = self._known(partition, expect_epoch)
        if isinstance(state, Active):
            raise Refused("not_migrating")
        return state

    def _put(self, partition: str, state: State) -> int:
        if self._generation == TOP:
            raise Refused("epoch_exhausted")  # OSP-052
        # Close to the top no number is left out.
        step = self._step if self._generation <= TOP - self._step else 1
        entry = Entry(state, self._generation + step)
        self._record(partition, entry)
        self._step = EPOCH_STEP
        self._generation = entry.epoch
        self._entries[partition] = entry
        return entry.epoch


# The controller


class Clock:
    """The injected clock, in nanoseconds from 0 to 2^64-1. It moves only when told to (OSP-078)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.now = 0

    def advance(self, ns: int) -> None:
        with self._lock:
            self.now = min(TOP, self.now + ns)

    def rewind(self, ns: int) -> None:
        with self._lock:
            self.now = max(0, self.now - ns)


class Wait(NamedTuple):
    """A drain wait: the epoch of the cutover that it belongs to, and when it began."""

    epoch: int
    since: int


class Controller:
    """Drives migrations through a store and owns the drain barrier.

    A wait counts for the cutover epoch that it was taken for and for no other, so whatever got lost, was repeated or
    was done by another controller, an old wait can never stand in for a new one (OSP-070, OSP-080).
    """

    def __init__(self, store: Any, clock: Clock, barrier_ns: int) -> None:
        self._store = store
        self._clock = clock
        self._waits: Dict[str, Wait] = {}
        self.barrier_ns = barrier_ns

    def begin_migration(self, partition: str, to: Placement) -> int:
        return self._store.begin_migration(partition, to)

    def enter_cutover(self, partition: str) -> int:
        epoch = self._store.enter_cutover(partition)
        # The clock is read after the answer: this can only lengthen the wait.
        self._waits[partition] = Wait(epoch, self._clock.now)
        return epoch

    def complete_migration(self, partition: str) -> int:
        now = self._clock.now
        entry = self._store.state(partition)  # unreadable: raises, and nothing is flipped (OSP-072)
        if entry is not None and entry.state.label == CUTOVER:
            self._wait_out(partition, entry.epoch, now)
        # Conditional on what was just read, whatever it was: a cutover that began since then has not been waited out.
        # Epoch 0 was never placed, so a partition that was unknown is still refused as such.
        epoch = self._store.complete_migration(partition, 0 if entry is None else entry.epoch)
        self._waits.pop(partition, None)
        return epoch

    def abort_migration(self, partition: str) -> int:
        epoch = self._store.abort_migration(partition)
        self._waits.pop(partition, None)
        return epoch

    def state(self, partition: str) -> Optional[Entry]:
        return self._store.state(partition)

    def _wait_out(self, partition: str, epoch: int, now: int) -> None:
        wait = self._waits.get(partition)
        if wait is None or wait.epoch != epoch:
            wait = Wait(epoch, now)  # a cutover seen for the first time is waited out in full (OSP-071)
            self._waits[partition] = wait
        elapsed = max(0, now - wait.since)  # a clock that stepped back (OSP-079)
        if elapsed < self.barrier_ns:
            raise BarrierPending(self.barrier_ns - elapsed)
