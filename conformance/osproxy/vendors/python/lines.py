"""Lines out of a byte stream, in bounded memory."""

from __future__ import annotations

from typing import List, Optional

LIMIT = 16 * 1024 * 1024
"""The longest line in bytes, without its LF."""


class Lines:
    """Chunks go in, complete lines come out. What has no LF yet waits; at the end of the stream it is nobody's line."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._waiting: List[bytes] = []
        self._length = 0
        self._discarding = False

    def feed(self, chunk: bytes) -> List[Optional[bytes]]:
        """The lines that `chunk` completes. None stands for one that is too long; it is told once, and what follows up
        to its LF is dropped."""
        pieces = chunk.split(b"\n")
        lines: List[Optional[bytes]] = []
        for piece in pieces[:-1]:
            self._extend(piece, lines)
            if not self._discarding:
                lines.append(b"".join(self._waiting))
            self._waiting = []
            self._length = 0
            self._discarding = False
        self._extend(pieces[-1], lines)
        return lines

    def _extend(self, piece: bytes, lines: List[Optional[bytes]]) -> None:
        if self._discarding:
            return
        self._length += len(piece)
        if self._length > self._limit:
            self._waiting = []
            self._discarding = True
            lines.append(None)
        elif piece:
            self._waiting.append(piece)
