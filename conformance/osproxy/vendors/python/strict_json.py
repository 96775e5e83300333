"""JSON that is read fail-closed and written back exactly: no number passes through a double."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any, Dict, List, Tuple

DEEPEST = 256
"""Levels of nesting that a value may have to be kept. RFC 8259 section 9 allows a bound; without one, a hostile line
ends the process."""


class Malformed(ValueError):
    """Not one well-formed JSON text in UTF-8."""


def _object(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("a member name twice in one object")
    return members


def _integer(digits: str) -> Any:
    # int() is quadratic in the number of digits, and newer versions refuse long ones.
    return int(digits) if len(digits) < 20 else Decimal(digits)


def _constant(name: str) -> Any:
    raise Malformed(f"{name} is not JSON")


_decoder = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=Decimal, parse_constant=_constant
)
_escaped_surrogate = re.compile(r"\\u[dD][89a-fA-F]")


def decode(line: bytes) -> Any:
    """Reads one line. Numbers become `int` or `Decimal`. Raises `Malformed`, also for a lone surrogate."""
    try:
        text = line.decode("utf-8")
        value = _decoder.decode(text)
        if _escaped_surrogate.search(text):
            # Strict UTF-8 holds no surrogates, so only an escape can bring in half a pair; it cannot be encoded again.
            json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")
        return value
    except (ValueError, ArithmeticError, RecursionError) as cause:
        raise Malformed(str(cause)) from None


def depth_within(value: Any, levels: int = DEEPEST) -> bool:
    if isinstance(value, dict):
        return levels > 0 and all([depth_within(member, levels - 1) for member in value.values()])
    if isinstance(value, list):
        return levels > 0 and all([depth_within(item, levels - 1) for item in value])
    return True


def encode(value: Any) -> str:
    """Writes what `decode` read; members keep their order."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict):
        return "{" + ",".join([f"{encode_basestring(name)}:{encode(value[name])}" for name in value]) + "}"
    if isinstance(value, list):
        return "[" + ",".join([encode(item) for item in value]) + "]"
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    return str(value)
