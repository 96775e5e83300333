"""Requests out of lines: JSON objects, read fail-closed."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator, List, Optional, Tuple

LIMIT = 16 * 1024 * 1024
"""The longest line in bytes, without its LF."""


class NoRequest(ValueError):
    """`malformed` or `too_large`."""


def _object(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member twice")
    return members


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def read_request(line: Optional[bytes]) -> Dict[str, Any]:
    """The object of one line; None is a line that was too long. Raises `NoRequest`."""
    if line is None:
        raise NoRequest("too_large")
    try:
        value = json.loads(line.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # fails on a lone surrogate
    except (ValueError, RecursionError):
        raise NoRequest("malformed") from None
    if not isinstance(value, dict) or not _is_id(value.get("id")):
        raise NoRequest("malformed")
    return value


def _is_id(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 1 <= number < 2**53


def split(chunks: Iterator[bytes]) -> Iterator[Optional[bytes]]:
    """Complete lines, in memory of one of them; None once for one that is too long."""
    held = bytearray()
    too_long = False
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            if not too_long:
                yield bytes(held + piece) if len(held) + len(piece) <= LIMIT else None
            held.clear()
            too_long = False
        if not too_long:
            held += rest
        if len(held) > LIMIT:
            held.clear()
            too_long = True
            yield None
