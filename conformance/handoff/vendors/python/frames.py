"""Frames: length, version, payload."""

from __future__ import annotations

import struct
from typing import Any, Dict, List, NamedTuple, Optional, Union

from messages import Rules, decode_message, encode_message
from postcard import Refused

LONGEST = 1048576
"""The largest length that a frame may declare, in bytes (HOF-015)."""

VERSION = 1


class FrameError(Exception):
    """Bytes, or a message, without a frame: `io`, `frame_size`, `version` or `codec`."""

    def __init__(self, code: str, declared: Optional[int] = None) -> None:
        super().__init__(code)
        self.code = code
        self.declared = declared


class Frame(NamedTuple):
    version: int
    message: Dict[str, Any]


def encode_frame(message: Any, version: int = VERSION) -> bytes:
    """One frame. Raises `OutOfRange`, or `FrameError` with frame_size."""
    payload = encode_message(message)
    declared = len(payload) + 2
    if declared > LONGEST:
        raise FrameError("frame_size", declared)
    return struct.pack("<IH", declared, version) + payload


class FrameReader:
    """Reads frames from a stream, however it is cut. Behind an error of the length, and behind the end, nothing more."""

    def __init__(self, rules: Rules, negotiated: int = VERSION) -> None:
        self._rules = rules
        self._negotiated = negotiated
        self._held = bytearray()
        self._ended = False

    @property
    def inside(self) -> bool:
        """Whether a frame has begun and not ended."""
        return bool(self._held)

    def push(self, data: bytes) -> List[Union[Frame, FrameError]]:
        events: List[Union[Frame, FrameError]] = []
        if self._ended:
            return events
        self._held += data
        at = 0
        while len(self._held) - at >= 4:
            (declared,) = struct.unpack_from("<I", self._held, at)
            if not 2 <= declared <= LONGEST:
                self._ended = True
                self._held = bytearray()
                events.append(FrameError("frame_size", declared))
                return events
            if len(self._held) - at < 4 + declared:
                break
            events.append(self._frame(at, declared))
            at += 4 + declared
        del self._held[:at]
        return events

    def eof(self) -> List[FrameError]:
        """The stream ends; between two frames too, that is `io` (HOF-026)."""
        if self._ended:
            return []
        self._ended = True
        self._held = bytearray()
        return [FrameError("io")]

    def _frame(self, at: int, declared: int) -> Union[Frame, FrameError]:
        (version,) = struct.unpack_from("<H", self._held, at + 4)
        if version != self._negotiated and not self._rules.header_version:
            return FrameError("version")
        try:
            return Frame(version, decode_message(bytes(self._held[at + 6 : at + 4 + declared]), self._rules))
        except Refused:
            return FrameError("codec")


def negotiate(our_min: int, our_max: int, their_min: int, their_max: int) -> Optional[int]:
    """The highest version of both ranges; None where there is none (HOF-033, HOF-034)."""
    highest = min(our_max, their_max)
    return highest if highest >= max(our_min, their_min) else None
