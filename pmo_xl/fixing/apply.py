"""Write the planned corrections: a backup of each book and one undo file first, then each book in one step."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.errors import BookError, PmoError
from pmo_xl.fixing.exchange import bytes_of, exchange, saved_anew
from pmo_xl.fixing.plan import Planned
from pmo_xl.fixing.readback import checked
from pmo_xl.fixing.undofile import Before, CellBefore, written
from pmo_xl.patch import Change, Patched, patch, unwritable
from pmo_xl.situation import Source

_SUFFIXES = (".xlsx", ".xlsm")


class Applied(Struct, frozen=True):
    """What became of the corrections; `refused` are the books that could not be written at all."""

    fixes: tuple[Planned, ...]
    undo: Path | None
    backups: tuple[Path, ...]
    refused: tuple[PmoError, ...]


class _Prepared(Struct, frozen=True):
    source: Source
    path: Path
    data: bytes
    patched: Patched
    fixes: tuple[Planned, ...]


def apply(fixes: Sequence[Planned], sources: Sequence[Source], out: Path, now: datetime) -> Applied:
    """Write corrections into the workbooks they were found in.

    A book is refused when it is no .xlsx or .xlsm, is open, was changed since it was read, or may not be patched; the
    others are written. Killed at any moment, every workbook is the old one or the new one, and its backup is there.
    Raises SaveError when backups or the undo file cannot be written: nothing has been touched then.
    """
    by_file: dict[str, list[Planned]] = defaultdict(list)
    for fix in fixes:
        if fix.reason is None:
            by_file[fix.fix.place.file].append(fix)
    known = {source.file: source for source in sources}
    refused: dict[str, PmoError] = {}
    prepared: list[_Prepared] = []
    for file, own in by_file.items():
        try:
            prepared.append(_prepared(known[file], own))
        except PmoError as error:
            refused[file] = error
    stamp = f"{now:%Y%m%d_%H%M%S}"
    ready = [book for book in prepared if book.patched.parts]
    backups = {book.source.file: _backup(book, out, stamp) for book in ready}
    undo = None
    if ready:
        before = [_before(book, backups[book.source.file]) for book in ready]
        undo = saved_anew(out, "undo", stamp, ".json", written(before, now))
    for book in ready:
        try:
            exchange(book.path, book.source.file, book.data, book.patched.data)
        except PmoError as error:
            refused[book.source.file] = error
    reasons = {(book.source.file, *key): why for book in prepared for key, why in book.patched.refused.items()}
    return Applied(
        tuple(_told(fix, reasons, refused) for fix in fixes), undo, tuple(backups.values()), tuple(refused.values())
    )


def _prepared(source: Source, fixes: Sequence[Planned]) -> _Prepared:
    path = Path(source.path).resolve()  # a link stays a link: what it leads to is written
    if path.suffix.lower() not in _SUFFIXES:
        raise unwritable(source.file, "書き込めるのは .xlsx と .xlsm だけです")
    data = bytes_of(path, source.file)
    if sha256(data).hexdigest() != source.digest:
        raise unwritable(source.file, "読み取ったあとに変更されています", "もう一度実行してください")
    changes = [Change(fix.fix.place.sheet, fix.fix.place.cell, fix.value) for fix in fixes]
    patched = patch(data, source.file, changes)
    if patched.parts:
        checked(path, source.file, patched, changes)
    return _Prepared(source, path, data, patched, tuple(fixes))


def _backup(book: _Prepared, out: Path, stamp: str) -> Path:
    return saved_anew(out / "backup", book.path.stem, stamp, book.path.suffix, book.data)


def _before(book: _Prepared, backup: Path) -> Before:
    fixes = {(fix.fix.place.sheet, fix.fix.place.cell): fix for fix in book.fixes}
    cells = [
        CellBefore(
            sheet=sheet,
            cell=cell,
            code=fixes[sheet, cell].code,
            id=fixes[sheet, cell].id,
            field=fixes[sheet, cell].field,
            old=fixes[sheet, cell].fix.old,
            new=fixes[sheet, cell].fix.new,
            element_before=before.decode(),
            element_after=book.patched.after[sheet, cell].decode(),
        )
        for (sheet, cell), before in book.patched.before.items()
    ]
    return Before(
        file=book.source.file,
        path=str(book.path),
        backup=str(backup.resolve()),
        sha256_before=book.source.digest,
        sha256_after=sha256(book.patched.data).hexdigest(),
        cells=tuple(cells),
    )


def _told(fix: Planned, reasons: dict[tuple[str, str, str], str], refused: dict[str, PmoError]) -> Planned:
    place = fix.fix.place
    if fix.reason is not None:
        return fix
    if place.file in refused:
        error = refused[place.file]
        return replace(fix, reason=error.reason if isinstance(error, BookError) else error.message)
    why = reasons.get((place.file, place.sheet, place.cell))
    return replace(fix, reason=why) if why else replace(fix, done=True)
