"""Keys: the ed25519 public key of a seed, and what its hash names. There is no signing here."""

from __future__ import annotations

import functools
import hashlib
from typing import Tuple

_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P
_Y = 4 * pow(5, -1, _P) % _P
_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202

Point = Tuple[int, int, int, int]


def _add(a: Point, b: Point) -> Point:
    """On the curve of ed25519, in extended coordinates (RFC 8032, 5.1.4)."""
    first = (a[1] - a[0]) * (b[1] - b[0]) % _P
    second = (a[1] + a[0]) * (b[1] + b[0]) % _P
    third = 2 * a[3] * b[3] * _D % _P
    fourth = 2 * a[2] * b[2] % _P
    e, f, g, h = second - first, fourth - third, fourth + third, second + first
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


@functools.lru_cache(maxsize=4096)
def public_key(seed: bytes) -> bytes:
    """The 32 bytes of the public key of 32 secret ones."""
    scalar = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little")
    scalar = scalar & (2**254 - 8) | 2**254
    point: Point = (0, 1, 1, 0)
    power: Point = (_X, _Y, 1, _X * _Y % _P)
    while scalar:
        if scalar & 1:
            point = _add(point, power)
        power = _add(power, power)
        scalar >>= 1
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def origin(entity_id: bytes) -> str:
    """The origin of a daemon, from its public key."""
    digest = hashlib.blake2s(entity_id, key=b"net-origin-v1").digest()
    return str(int.from_bytes(digest[:8], "little"))
