"""Snapshots in pieces."""

from __future__ import annotations

from typing import Dict, List, NamedTuple, Optional

from messages import CHUNK, MOST_CHUNKS

MOST_BYTES = 64 * 1024 * 1024
"""Of one reassembly."""
PENDING = 1024
"""Reassemblies that wait at once."""
AGE_MS = 300_000


class Refused(Exception):
    """A chunk that has no place; nothing has changed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def cut(snapshot: bytes) -> List[bytes]:
    return [snapshot[at : at + CHUNK] for at in range(0, max(1, len(snapshot)), CHUNK)]


_BLOCK = 1 << 16
_STEP = 2_654_435_761
_LANES = int.from_bytes(b"".join((at * _STEP & 0xFFFFFFFF).to_bytes(8, "little") for at in range(_BLOCK)), "little")
_ONES = int.from_bytes(b"\1\0\0\0\0\0\0\0" * _BLOCK, "little")


def filled(length: int, seed: int) -> bytes:
    """Bytes made from a length and a seed: a block of them at once, in lanes of 64 bits of one number."""
    made = []
    for start in range(0, length, _BLOCK):
        first = seed + start * _STEP & 0xFFFFFFFF
        made.append((_LANES + first * _ONES).to_bytes(8 * _BLOCK, "little")[3::8])
    return b"".join(made)[:length]


class Chunk(NamedTuple):
    origin: str
    sequence: int
    index: int
    total: int
    data: bytes
    sender: str = ""


class _Waiting:
    def __init__(self, chunk: Chunk) -> None:
        self.sequence, self.total, self.sender = chunk.sequence, chunk.total, chunk.sender
        self.pieces: Dict[int, bytes] = {}
        self.size = 0
        self.fed = 0


class Reassembler:
    """At most one snapshot waits for each origin. Times are milliseconds that never go back."""

    def __init__(self, age_ms: int = AGE_MS, pending: int = PENDING) -> None:
        self._age = age_ms
        self._most = pending
        self._waiting: Dict[str, _Waiting] = {}
        self._newest: Dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def feed(self, chunk: Chunk, now: int) -> Optional[bytes]:
        """The whole snapshot with its last chunk. Raises `Refused`."""
        self._judge_place(chunk)
        self.sweep(now, self._age)
        waiting = self._judge(chunk)
        self._newest[chunk.origin] = chunk.sequence
        if chunk.total == 1:
            self._waiting.pop(chunk.origin, None)
            return chunk.data
        waiting = waiting or _Waiting(chunk)
        waiting.size += len(chunk.data) - len(waiting.pieces.get(chunk.index, b""))
        waiting.pieces[chunk.index] = chunk.data
        waiting.fed = now
        self._waiting.pop(chunk.origin, None)
        if len(waiting.pieces) == waiting.total:
            return b"".join(waiting.pieces[index] for index in range(waiting.total))
        self._waiting[chunk.origin] = waiting
        if len(self._waiting) > self._most:
            del self._waiting[next(iter(self._waiting))]
        return None

    def cancel(self, origin: str) -> None:
        self._waiting.pop(origin, None)

    def sweep(self, now: int, age_ms: int) -> int:
        old = [origin for origin, waiting in self._waiting.items() if now - waiting.fed >= age_ms]
        for origin in old:
            del self._waiting[origin]
        return len(old)

    @staticmethod
    def _judge_place(chunk: Chunk) -> None:
        if chunk.total == 0:
            raise Refused("zero_total")
        if chunk.total > MOST_CHUNKS:
            raise Refused("total_too_large")
        if chunk.index >= chunk.total:
            raise Refused("index_out_of_range")

    def _judge(self, chunk: Chunk) -> Optional[_Waiting]:
        """What it adds to."""
        if not chunk.data:
            raise Refused("empty_chunk")
        if len(chunk.data) > CHUNK:
            raise Refused("chunk_too_large")
        if chunk.sequence < self._newest.get(chunk.origin, 0):
            raise Refused("stale_sequence")
        waiting = self._waiting.get(chunk.origin)
        if waiting is None or waiting.sequence != chunk.sequence:
            return None
        if waiting.sender != chunk.sender:
            raise Refused("wrong_sender")
        if waiting.total != chunk.total:
            raise Refused("total_mismatch")
        if waiting.pieces.get(chunk.index, chunk.data) != chunk.data:
            raise Refused("conflicting_chunk")
        if waiting.size - len(waiting.pieces.get(chunk.index, b"")) + len(chunk.data) > MOST_BYTES:
            raise Refused("too_many_bytes")
        return waiting
