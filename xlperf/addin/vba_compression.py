"""Compress the text of VBA modules as [MS-OVBA] 2.4.1 says: chunks of 4,096 bytes, copies of what came before."""

from __future__ import annotations

import struct

CHUNK = 4096
SHORTEST_COPY = 3
FURTHEST_TRIES = 64  # candidates looked at for one copy; more make the result hardly smaller


def compressed(data: bytes) -> bytes:
    """Return a compressed container. The same bytes always give the same result; nothing gives a container of none."""
    return b"\x01" + b"".join(_chunk(data[start : start + CHUNK]) for start in range(0, len(data), CHUNK))


def _chunk(data: bytes) -> bytes:
    tokens = _tokens(data)
    if len(tokens) >= CHUNK:  # does not get smaller: stored as it is, padded
        return struct.pack("<H", 0x3FFF) + data.ljust(CHUNK, b"\0")
    return struct.pack("<H", 0xB000 | (len(tokens) - 1)) + tokens


def _tokens(data: bytes) -> bytes:
    """Return the token sequences of one chunk: a byte of flags before every eight literals or copies."""
    result = bytearray()
    seen: dict[bytes, list[int]] = {}
    at = 0
    while at < len(data):
        flag_at, flags = len(result), 0
        result.append(0)
        for bit in range(8):
            if at >= len(data):
                break
            offset, length = _longest(data, at, seen)
            if length:
                flags |= 1 << bit
                result += struct.pack("<H", _copy_token(at, offset, length))
            else:
                result.append(data[at])
                length = 1
            for place in range(at, at + length):
                seen.setdefault(data[place : place + SHORTEST_COPY], []).append(place)
            at += length
        result[flag_at] = flags
    return bytes(result)


def _offset_bits(at: int) -> int:
    """Return how many bits of a copy token hold its offset: as many as the place in the chunk needs, at least 4."""
    return max((at - 1).bit_length(), 4)


def _longest(data: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """Return offset and length of the longest copy that may stand at a place; (0, 0) when there is none."""
    most = min((0xFFFF >> _offset_bits(at)) + SHORTEST_COPY, len(data) - at) if at else 0
    best = (0, 0)
    for place in reversed(seen.get(data[at : at + SHORTEST_COPY], [])[-FURTHEST_TRIES:]):
        length = 0
        while length < most and data[place + length] == data[at + length]:
            length += 1
        if length >= SHORTEST_COPY and length > best[1]:
            best = (at - place, length)
            if length == most:
                break
    return best


def _copy_token(at: int, offset: int, length: int) -> int:
    return (offset - 1) << (16 - _offset_bits(at)) | (length - SHORTEST_COPY)
