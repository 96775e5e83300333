"""Concurrent batches: lanes of calls on real threads, and the history of when each was called and returned."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple

from osproxy import Entry, Resolved

# Python lets a thread run for 5 ms by default, which is longer than most lanes last.
SWITCH_SECONDS = 1e-5


class Call(NamedTuple):
    """A call made ready: `run` returns its outcome and raises nothing, `write` makes an answer of it. `partition` is
    the one that the call is about, if any."""

    run: Callable[[], Any]
    write: Callable[[Any], str]
    partition: Optional[str]


class Done(NamedTuple):
    call_seq: int
    return_seq: int
    outcome: Any


History = List[List[Done]]
Lanes = List[List[Call]]


def run_batch(lanes: Lanes, repeat: int) -> Tuple[int, History]:
    """Runs the batch up to `repeat` times, until a history shows an epoch that went down. Returns the number of rounds
    and the last history."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        with ThreadPoolExecutor(max_workers=len(lanes)) as threads:
            rounds = 0
            while True:
                rounds += 1
                history = _round(lanes, threads)
                if rounds == repeat or epoch_decreased(lanes, history):
                    return rounds, history
    finally:
        sys.setswitchinterval(before)


def _round(lanes: Lanes, threads: ThreadPoolExecutor) -> History:
    sequence = count()  # next() of it is one indivisible step
    start = Barrier(len(lanes))
    return list(threads.map(lambda lane: _lane(lane, sequence, start), lanes))


def _lane(lane: List[Call], sequence: Iterator[int], start: Barrier) -> List[Done]:
    start.wait()
    done = []
    for call in lane:
        called = next(sequence)
        outcome = call.run()
        done.append(Done(called, next(sequence), outcome))
    return done


def epoch_decreased(lanes: Lanes, history: History) -> bool:
    """Whether a read that began after another one of the same partition had ended saw a smaller epoch."""
    steps: List[Tuple[int, bool, Any, int, int]] = []
    for lane, done in zip(lanes, history):
        for call, (called, returned, outcome) in zip(lane, done):
            if isinstance(outcome, (Entry, Resolved)):
                steps.append((called, False, call.partition, outcome.epoch, called))
                steps.append((returned, True, call.partition, outcome.epoch, called))
    steps.sort()
    seen: Dict[Any, int] = {}
    floors: Dict[int, int] = {}
    for _, ended, partition, epoch, called in steps:
        if not ended:
            floors[called] = seen.get(partition, 0)
        elif epoch < floors.pop(called):
            return True
        else:
            seen[partition] = max(epoch, seen.get(partition, 0))
    return False
