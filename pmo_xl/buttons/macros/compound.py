"""The compound file ([MS-CFB] version 3) that a macro project is kept in: storages and streams in 512-byte sectors."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Union

Tree = Mapping[str, Union[bytes, "Tree"]]

_FREE, _END, _TABLE, _NOBODY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_SECTOR: Final = 512
_SMALL_SECTOR: Final = 64
_SMALL: Final = 4096  # shorter streams lie in the root's own stream, in sectors of 64 bytes
_PER_SECTOR: Final = _SECTOR // 4
_MOST_TABLES: Final = 109  # sectors of the allocation table that the header itself can name: about 7 MB


@dataclass(slots=True)
class _Entry:
    """One line of the directory."""

    name: str
    kind: int
    data: bytes = b""
    start: int = 0
    child: int = _NOBODY
    left: int = _NOBODY
    right: int = _NOBODY
    color: int = _BLACK

    @property
    def bytes(self) -> bytes:
        name = self.name.encode("utf-16-le")
        length = len(name) + 2 if name else 0
        head = struct.pack("<HBBIII", length, self.kind, self.color, self.left, self.right, self.child)
        # No class, no times: the same content gives the same bytes.
        return name.ljust(64, b"\0") + head + bytes(36) + struct.pack("<IQ", self.start, len(self.data))


@dataclass(slots=True)
class _Sectors:
    """The sectors laid down so far, and for each the one that follows it."""

    content: list[bytes] = field(default_factory=list)
    follows: list[int] = field(default_factory=list)

    def lay(self, data: bytes) -> int:
        """The first sector of the data."""
        if not data:
            return _END
        start, count = len(self.content), -(-len(data) // _SECTOR)
        self.content += [data[n * _SECTOR : (n + 1) * _SECTOR].ljust(_SECTOR, b"\0") for n in range(count)]
        self.follows += [*range(start + 1, start + count), _END]
        return start


def compound_file(tree: Tree) -> bytes:
    """The bytes of a compound file with these streams (name → bytes) and storages (name → another such mapping).

    Raises ValueError for more than about 7 MB.
    """
    entries = [_Entry("Root Entry", _ROOT)]
    _add(entries, tree, 0)
    sectors, small_follows, small = _Sectors(), list[int](), bytearray()
    for entry in entries[1:]:
        if entry.kind == _STORAGE:
            continue
        if not entry.data or len(entry.data) >= _SMALL:
            entry.start = sectors.lay(entry.data)
            continue
        count = -(-len(entry.data) // _SMALL_SECTOR)
        entry.start = len(small_follows)
        small_follows += [*range(entry.start + 1, entry.start + count), _END]
        small += entry.data.ljust(count * _SMALL_SECTOR, b"\0")
    entries[0].data = bytes(small)
    entries[0].start = sectors.lay(bytes(small))
    table = struct.pack(f"<{len(small_follows)}I", *small_follows)
    small_tables = -(-len(table) // _SECTOR)
    small_start = sectors.lay(table.ljust(small_tables * _SECTOR, b"\xff"))
    nobody = _Entry("", 0, color=_RED).bytes
    directory = b"".join(entry.bytes for entry in entries)
    directory_start = sectors.lay(directory + nobody * (-len(entries) % 4))
    used, tables = len(sectors.content), 1
    while tables * _PER_SECTOR < used + tables:
        tables += 1
    if tables > _MOST_TABLES:
        raise ValueError("the macro project is larger than this writer can keep (about 7 MB)")
    follows = sectors.follows + [_TABLE] * tables
    follows += [_FREE] * (tables * _PER_SECTOR - len(follows))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, directory_start, 0, _SMALL, small_start, small_tables, _END, 0)
    header += struct.pack("<109I", *range(used, used + tables), *[_FREE] * (_MOST_TABLES - tables))
    return header + b"".join(sectors.content) + struct.pack(f"<{len(follows)}I", *follows)


def _add(entries: list[_Entry], tree: Tree, parent: int) -> None:
    """Append a storage's children, and tie them into a balanced tree ordered by length, then by upper case."""
    children = []
    for name, value in tree.items():
        children.append(len(entries))
        if isinstance(value, bytes):
            entries.append(_Entry(name, _STREAM, value))
        else:
            entries.append(_Entry(name, _STORAGE))
            _add(entries, value, children[-1])
    children.sort(key=lambda number: (len(entries[number].name.encode("utf-16-le")), entries[number].name.upper()))
    deepest = len(children).bit_length()

    def tied(low: int, high: int, level: int) -> int:
        if low >= high:
            return _NOBODY
        middle = (low + high) // 2
        entry = entries[children[middle]]
        entry.left, entry.right = tied(low, middle, level + 1), tied(middle + 1, high, level + 1)
        entry.color = _RED if level == deepest and level > 1 else _BLACK
        return children[middle]

    entries[parent].child = tied(0, len(children), 1)
