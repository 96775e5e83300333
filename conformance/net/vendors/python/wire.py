"""Bytes: what is read from the front of them, and what is put together."""

from __future__ import annotations

from typing import Any


class Unreadable(Exception):
    """Bytes that are refused: the code of the specification, and the offset of the field that is wrong."""

    def __init__(self, code: str, offset: int) -> None:
        super().__init__(f"{code} at byte {offset}")
        self.code = code
        self.offset = offset


class Unwritable(Exception):
    """A value that has no bytes: `encode_range` or `encode_too_large`."""

    def __init__(self, what: str, code: str = "encode_range") -> None:
        super().__init__(what)
        self.code = code


class Input:
    """A cursor over bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    @property
    def left(self) -> int:
        return len(self._data) - self.at

    def refuse(self, code: str, at: int) -> None:
        raise Unreadable(code, at)

    def need(self, count: int) -> None:
        if self.left < count:
            self.refuse("truncated", len(self._data))

    def take(self, count: int) -> bytes:
        self.need(count)
        self.at += count
        return self._data[self.at - count : self.at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def u64(self) -> str:
        return str(self.number(8))

    def hex(self, count: int) -> str:
        return self.take(count).hex()

    def text(self, count: int) -> str:
        start = self.at
        try:
            return self.take(count).decode("utf-8")
        except UnicodeDecodeError:
            raise Unreadable("bad_utf8", start) from None

    def end(self) -> None:
        if self.left > 0:
            self.refuse("trailing_bytes", self.at)


def members(value: Any, *names: str, perhaps: str = "") -> Any:
    """The object, if it has exactly these members."""
    if not isinstance(value, dict) or not set(names) <= value.keys() <= {*names, *filter(None, [perhaps])}:
        raise Unwritable("an object of exactly " + ", ".join(names))
    return value


def number(value: Any, size: int) -> bytes:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 8 * size:
        raise Unwritable(f"an unsigned integer of {8 * size} bits")
    return value.to_bytes(size, "little")


def u64(value: Any) -> bytes:
    if not isinstance(value, str) or not value.isascii() or not value.isdigit() or str(int(value)) != value:
        raise Unwritable("an unsigned integer of 64 bits in decimal")
    return number(int(value), 8)


def octets(value: Any, length: int = -1) -> bytes:
    try:
        data = bytes.fromhex(value)
    except (TypeError, ValueError):
        raise Unwritable("bytes in lower-case hex") from None
    if data.hex() != value or length not in (-1, len(data)):
        raise Unwritable("bytes in lower-case hex, of the right number")
    return data


def utf8(value: Any, most: int) -> bytes:
    try:
        data = value.encode("utf-8")
    except (AttributeError, UnicodeEncodeError):
        raise Unwritable("text") from None
    if len(data) > most:
        raise Unwritable(f"at most {most} bytes", "encode_too_large")
    return data
