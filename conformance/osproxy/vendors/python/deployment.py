"""One store with its controllers, clock and faults: what `reset` puts up."""

from __future__ import annotations

import threading
from typing import Dict, Optional

from faults import Calls, Faults, StoreClient
from journal import Journal
from osproxy import DEFAULT_BARRIER_NS, Clock, Controller, Store


class Deployment:
    """Starts empty, with the clock at 0. `journal` is emptied and then belongs to this store."""

    def __init__(self, journal: Journal, barrier_ns: Optional[int] = None, seed: Optional[int] = None) -> None:
        self._journal = journal
        self._barrier_ns = DEFAULT_BARRIER_NS if barrier_ns is None else barrier_ns
        self._controllers: Dict[int, Controller] = {}
        self._lock = threading.Lock()
        self.clock = Clock()
        self.faults = Faults()
        self.calls = Calls()
        journal.begin(seed)
        self.store = Store(journal.append, seed)

    def controller(self, number: Optional[int]) -> Controller:
        """A controller by its number, 0 if none is given; it exists from its first use on."""
        number = number or 0
        with self._lock:
            return self._controllers.get(number) or self._start(number, self._barrier_ns)

    def restart_controller(self, number: Optional[int], barrier_ns: Optional[int]) -> None:
        """The controller forgets its waits; without a new barrier it keeps the one in force."""
        before = self.controller(number)
        with self._lock:
            self._start(number or 0, before.barrier_ns if barrier_ns is None else barrier_ns)

    def restart_store(self) -> None:
        self.store.restart(self._journal.load)

    def _start(self, number: int, barrier_ns: int) -> Controller:
        client = StoreClient(f"controller:{number}", self.store, self.faults, self.calls)
        controller = Controller(client, self.clock, barrier_ns)
        self._controllers[number] = controller
        return controller
