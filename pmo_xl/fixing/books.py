"""Whole workbooks written at once: a backup of each and one undo file first, then each book in one step."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct

from pmo_xl.errors import PmoError
from pmo_xl.fixing.exchange import bytes_of, exchange, saved_anew
from pmo_xl.fixing.undofile import Before, CellBefore, written
from pmo_xl.patch import Patched, unwritable
from pmo_xl.situation import Source

_SUFFIXES: Final = (".xlsx", ".xlsm")


class Opened(Struct, frozen=True):
    """A workbook that may be written: where it lies, and the bytes it was read with."""

    source: Source
    path: Path
    data: bytes


class Ready(Struct, frozen=True):
    """A workbook with its new bytes, and what the undo file tells of each cell."""

    book: Opened
    patched: Patched
    cells: tuple[CellBefore, ...]


class Written(Struct, frozen=True):
    """The undo file and the backups; `refused` maps a workbook's name to why it was left as it was."""

    undo: Path | None
    backups: tuple[Path, ...]
    refused: Mapping[str, PmoError]


def opened(source: Source) -> Opened:
    """A workbook as it was read. Raises BookError when it is no .xlsx or .xlsm, is open, or was changed since."""
    path = Path(source.path).resolve()  # a link stays a link: what it leads to is written
    if path.suffix.lower() not in _SUFFIXES:
        raise unwritable(source.file, "書き込めるのは .xlsx と .xlsm だけです")
    data = bytes_of(path, source.file)
    if sha256(data).hexdigest() != source.digest:
        raise unwritable(source.file, "読み取ったあとに変更されています", "もう一度実行してください")
    return Opened(source, path, data)


def write(books: Sequence[Ready], out: Path, now: datetime) -> Written:
    """Exchange the books on disk; killed at any moment, each is the old one or the new one, and its backup is there.

    Raises SaveError when backups or the undo file cannot be written: nothing has been touched then.
    """
    if not books:
        return Written(None, (), {})
    stamp = f"{now:%Y%m%d_%H%M%S}"
    backups = [
        saved_anew(out / "backup", ready.book.path.stem, stamp, ready.book.path.suffix, ready.book.data)
        for ready in books
    ]
    before = [_before(ready, backup) for ready, backup in zip(books, backups, strict=True)]
    undo = saved_anew(out, "undo", stamp, ".json", written(before, now))
    refused: dict[str, PmoError] = {}
    for ready in books:
        try:
            exchange(ready.book.path, ready.book.source.file, ready.book.data, ready.patched.data)
        except PmoError as error:
            refused[ready.book.source.file] = error
    if len(refused) == len(books):  # nothing to take back
        undo.unlink(missing_ok=True)
        return Written(None, tuple(backups), refused)
    return Written(undo, tuple(backups), refused)


def _before(ready: Ready, backup: Path) -> Before:
    return Before(
        file=ready.book.source.file,
        path=str(ready.book.path),
        backup=str(backup.resolve()),
        sha256_before=ready.book.source.digest,
        sha256_after=sha256(ready.patched.data).hexdigest(),
        cells=ready.cells,
    )
