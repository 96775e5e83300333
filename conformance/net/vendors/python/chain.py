"""Parent hashes: XXH3-64 of a link and the payload before."""

from __future__ import annotations

import struct
from typing import Dict, List

from messages import write_link

_SECRET = bytes.fromhex(
    "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221"
    "b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
    "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb"
    "170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e"
)
_MASK = 2**64 - 1
_P32 = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)
_P64 = (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5)
_BLOCK = 1024


def _word(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 8], "little")


def _fold(a: int, b: int) -> int:
    product = a * b
    return product & _MASK ^ product >> 64


def _finish(value: int) -> int:
    value &= _MASK
    value = (value ^ value >> 37) * 0x165667919E3779F9 & _MASK
    return value ^ value >> 32


def _pair(data: bytes, at: int, secret: int) -> int:
    return _fold(_word(data, at) ^ _word(_SECRET, secret), _word(data, at + 8) ^ _word(_SECRET, secret + 8))


def _stripe(lanes: List[int], data: bytes, at: int, secret: int) -> None:
    values = struct.unpack_from("<8Q", data, at)
    keys = struct.unpack_from("<8Q", _SECRET, secret)
    for lane in range(8):
        keyed = values[lane] ^ keys[lane]
        lanes[lane ^ 1] = lanes[lane ^ 1] + values[lane] & _MASK
        lanes[lane] = lanes[lane] + (keyed & 0xFFFFFFFF) * (keyed >> 32) & _MASK


def _long(data: bytes) -> int:
    lanes = [_P32[2], _P64[0], _P64[1], _P64[2], _P64[3], _P32[1], _P64[4], _P32[0]]
    last = len(data) - 1
    for at in range(0, last // 64 * 64, 64):
        _stripe(lanes, data, at, at % _BLOCK // 8)
        if at % _BLOCK == _BLOCK - 64:
            for lane, key in enumerate(struct.unpack_from("<8Q", _SECRET, 128)):
                lanes[lane] = (lanes[lane] ^ lanes[lane] >> 47 ^ key) * _P32[0] & _MASK
    _stripe(lanes, data, len(data) - 64, 121)
    total = len(data) * _P64[0]
    for lane in range(0, 8, 2):
        total += _fold(lanes[lane] ^ _word(_SECRET, 11 + 8 * lane), lanes[lane + 1] ^ _word(_SECRET, 19 + 8 * lane))
    return _finish(total)


def xxh3(data: bytes) -> int:
    """XXH3-64, seed 0, default secret, of 17 bytes or more: a link has 32."""
    length = len(data)
    if length > 240:
        return _long(data)
    total = length * _P64[0]
    if length > 128:
        total += sum(_pair(data, 16 * at, 16 * at) for at in range(8))
        total = _finish(total)
        total += sum(_pair(data, 16 * at, 16 * at - 125) for at in range(8, length // 16))
        return _finish(total + _pair(data, length - 16, 119))
    for at in range((length - 1) // 32 + 1):
        total += _pair(data, 16 * at, 32 * at) + _pair(data, length - 16 * at - 16, 32 * at + 16)
    return _finish(total)


def parent_hash(link: Dict[str, str], payload: bytes) -> str:
    """Of the output behind one with this link and payload."""
    return str(xxh3(write_link(link) + payload))


def first_link(origin: str) -> Dict[str, str]:
    return {"origin_hash": origin, "horizon_encoded": "0", "sequence": "0", "parent_hash": "0"}
