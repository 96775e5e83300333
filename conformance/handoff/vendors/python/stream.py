"""A session's stream: whole frames out, frames in, each with a limit of time."""

from __future__ import annotations

import select
import socket
import time
from collections import deque
from typing import Any, Deque, Dict, Optional, Union

from frames import Frame, FrameError, FrameReader, encode_frame
from messages import Rules

CHUNK = 65536


class Timeout(Exception):
    """Nothing whole came in time."""


class Stream:
    def __init__(self, connection: socket.socket, rules: Rules, write_ms: int) -> None:
        connection.setblocking(False)
        self._connection = connection
        self._reader = FrameReader(rules)
        self._events: Deque[Union[Frame, FrameError]] = deque()
        self._write_ms = write_ms

    def send(self, message: Dict[str, Any]) -> None:
        """Writes one frame whole. Raises `FrameError`: frame_size without a byte, io where the peer is gone or does not
        read for `write_ms`."""
        waiting = memoryview(encode_frame(message))
        limit = time.monotonic() + self._write_ms / 1000
        while waiting:
            try:
                waiting = waiting[self._connection.send(waiting) :]
            except BlockingIOError:
                left = limit - time.monotonic()
                if left <= 0 or not select.select([], [self._connection], [], left)[1]:
                    raise FrameError("io") from None
            except OSError:
                raise FrameError("io") from None

    def receive(self, limit: float) -> Dict[str, Any]:
        """The next message that came before `limit`, on the monotonic clock. A piece of a frame moves no limit. Raises
        `Timeout` or `FrameError`."""
        while not self._events:
            left = limit - time.monotonic()
            if not select.select([self._connection], [], [], max(left, 0))[0]:
                if left <= 0:
                    raise Timeout
                continue
            self._fill()
            if not self._events and left <= 0:
                raise Timeout
        event = self._events.popleft()
        if isinstance(event, FrameError):
            raise event
        return event.message

    def arrived(self) -> bool:
        """Whether a frame lies there, or an end. Takes nothing."""
        while not self._events and select.select([self._connection], [], [], 0)[0]:
            self._fill()
        return bool(self._events)

    def close(self) -> None:
        self._connection.close()

    def _fill(self) -> None:
        try:
            data: Optional[bytes] = self._connection.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        self._events.extend(self._reader.push(data) if data else self._reader.eof())
