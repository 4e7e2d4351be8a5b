"""The streams in an OLE file ([MS-CFB]): what old Office documents and protected new ones are packed in."""

import struct
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

_SIZES: Final = {9: 512, 12: 4096}  # of a sector, by its shift
_LAST_SECTOR: Final = 0xFFFFFFFA
_SMALL_SECTOR: Final = 64
_ENTRY: Final = 128
_STREAM, _ROOT = 2, 5


class _Entry(NamedTuple):
    kind: int
    start: int
    length: int


class OleFile:
    """An OLE file; a damaged one has fewer streams, or none."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = _SIZES.get(int.from_bytes(data[30:32], "little"), 0)

    @property
    def names(self) -> frozenset[str]:
        """The names in its directory."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """The stream of this name, as far as it is there; empty when there is none."""
        entry = self._entries.get(name)
        if entry is None or entry.kind != _STREAM:
            return b""
        if entry.length >= self._number(56):
            return b"".join(map(self._sector, self._chain(entry.start)))[: entry.length]
        root = next((found for found in self._entries.values() if found.kind == _ROOT), None)
        small = b"".join(map(self._sector, self._chain(root.start))) if root else b""
        places = (_SMALL_SECTOR * number for number in _followed(self._small_table, entry.start))
        return b"".join(small[at : at + _SMALL_SECTOR] for at in places)[: entry.length]

    @cached_property
    def _entries(self) -> dict[str, _Entry]:
        entries: dict[str, _Entry] = {}
        for number in self._chain(self._number(48)):
            sector = self._sector(number)
            for at in range(0, len(sector) - _ENTRY + 1, _ENTRY):
                entry = sector[at : at + _ENTRY]
                length = int.from_bytes(entry[64:66], "little")
                if 2 <= length <= 64:
                    start, size = (int.from_bytes(entry[place : place + 4], "little") for place in (116, 120))
                    name = entry[: length - 2].decode("utf-16-le", "replace")
                    entries.setdefault(name, _Entry(entry[66], start, size))
        return entries

    @cached_property
    def _table(self) -> Sequence[int]:
        """For every sector the one that follows."""
        places = _numbers(self._data[76:512])
        more, seen = self._number(68), set[int]()
        while more < _LAST_SECTOR and more not in seen and len(self._sector(more)) == self._size:
            seen.add(more)
            *listed, more = _numbers(self._sector(more))
            places.extend(listed)
        return _numbers(b"".join(self._sector(number) for number in places if number < _LAST_SECTOR))

    @cached_property
    def _small_table(self) -> Sequence[int]:
        return _numbers(b"".join(map(self._sector, self._chain(self._number(60)))))

    def _chain(self, start: int) -> Iterator[int]:
        return _followed(self._table, start) if self._size else iter(())

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _number(self, at: int) -> int:
        return int.from_bytes(self._data[at : at + 4], "little")


def _numbers(data: bytes) -> list[int]:
    count = len(data) // 4
    return list(struct.unpack_from(f"<{count}I", data))


def _followed(table: Sequence[int], start: int) -> Iterator[int]:
    """The sectors of a chain, ended where it would run in a circle or leave the file."""
    left = len(table)
    while start < len(table) and left:
        yield start
        start, left = table[start], left - 1
