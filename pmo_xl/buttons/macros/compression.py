"""How Office packs the text of macros ([MS-OVBA] 2.4.1): in chunks, repetitions told as distance and length."""

import struct
from collections import defaultdict
from typing import Final

_CHUNK: Final = 4096
_SHORTEST: Final = 3  # a repetition below three bytes costs more than the bytes themselves
_CANDIDATES: Final = 64  # earlier places looked at for a repetition


def compressed(data: bytes) -> bytes:
    """The bytes as Office keeps them: a signature byte, then one packed chunk for each 4096 bytes."""
    out = bytearray(b"\x01")
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        body = _packed(chunk)
        if len(body) >= _CHUNK:  # does not shrink: the chunk as it is, padded
            out += struct.pack("<H", 0x3000 | (_CHUNK - 1)) + chunk.ljust(_CHUNK, b"\0")
        else:
            out += struct.pack("<H", 0xB000 | (len(body) - 1)) + body
    return bytes(out)


def _packed(chunk: bytes) -> bytes:
    """One chunk: groups of eight tokens, each group behind a byte that tells literals (0) from repetitions (1)."""
    body, at = bytearray(), 0
    seen: dict[bytes, list[int]] = defaultdict(list)  # three bytes → where they stood
    while at < len(chunk):
        flags, flags_at = 0, len(body)
        body.append(0)
        for bit in range(8):
            if at >= len(chunk):
                break
            length, distance = _repetition(chunk, at, seen)
            if length:
                flags |= 1 << bit
                body += struct.pack("<H", (distance - 1) << (16 - _distance_bits(at)) | (length - _SHORTEST))
            else:
                length = 1
                body.append(chunk[at])
            for place in range(at, at + length):
                seen[chunk[place : place + _SHORTEST]].append(place)
            at += length
        body[flags_at] = flags
    return bytes(body)


def _distance_bits(at: int) -> int:
    """How many of a token's 16 bits hold the distance: as many as the place in the chunk needs, at least four."""
    return max(4, (at - 1).bit_length())


def _repetition(chunk: bytes, at: int, seen: dict[bytes, list[int]]) -> tuple[int, int]:
    """The longest earlier occurrence of what begins here: its length and distance, (0, 0) when there is none."""
    key = chunk[at : at + _SHORTEST]
    if not at or len(key) < _SHORTEST:
        return 0, 0
    most = min((0xFFFF >> _distance_bits(at)) + _SHORTEST, len(chunk) - at)
    best = (0, 0)
    for earlier in reversed(seen.get(key, [])[-_CANDIDATES:]):
        length = _SHORTEST
        while length < most and chunk[earlier + length] == chunk[at + length]:
            length += 1
        if length > best[0]:
            best = length, at - earlier
    return best
