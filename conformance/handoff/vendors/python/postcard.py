"""The wire's values: varints, text, bytes and lists, in postcard's encoding."""

from __future__ import annotations

from typing import Callable, List

BITS = {"u16": 16, "u32": 32, "u64": 64}


class Refused(ValueError):
    """Bytes that are no value."""


class Writer:
    def __init__(self) -> None:
        self._out = bytearray()

    def raw(self, data: bytes) -> None:
        self._out += data

    def varint(self, value: int) -> None:
        while value > 127:
            self._out.append(value & 127 | 128)
            value >>= 7
        self._out.append(value)

    def counted(self, data: bytes) -> None:
        self.varint(len(data))
        self._out += data

    def done(self) -> bytes:
        return bytes(self._out)


class Reader:
    """Reads from the front. Raises `Refused`; `overlong` says whether a varint may be longer than it need be."""

    def __init__(self, data: bytes, overlong: bool) -> None:
        self._data = data
        self._at = 0
        self._overlong = overlong

    @property
    def left(self) -> int:
        return len(self._data) - self._at

    def raw(self, length: int) -> bytes:
        if length > self.left:
            raise Refused("runs past the end")
        self._at += length
        return bytes(self._data[self._at - length : self._at])

    def varint(self, bits: int) -> int:
        value = 0
        for shift in range(0, bits, 7):
            byte = self.raw(1)[0]
            value |= (byte & 127) << shift
            if byte < 128:
                if value >> bits:
                    raise Refused(f"no number of {bits} bits")
                if byte == 0 and shift and not self._overlong:
                    raise Refused("a longer form than needed")
                return value
        raise Refused(f"a varint of more bytes than {bits} bits need")

    def boolean(self) -> bool:
        return self.choice(self.raw(1)[0], (False, True))

    @staticmethod
    def choice(number, values):
        if number >= len(values):
            raise Refused("no such choice")
        return values[number]

    def counted(self) -> bytes:
        return self.raw(self.varint(64))

    def text(self) -> str:
        try:
            return self.counted().decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("not UTF-8") from None

    def list(self, element: Callable[[], object]) -> List[object]:
        count = self.varint(64)
        if count > self.left:  # every element has a byte at least (HOF-025)
            raise Refused("more elements than bytes")
        return [element() for _ in range(count)]
