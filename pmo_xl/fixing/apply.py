"""Write the planned corrections into the workbooks they were found in."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.errors import BookError, PmoError
from pmo_xl.fixing.books import Ready, opened, write
from pmo_xl.fixing.plan import Planned
from pmo_xl.fixing.readback import checked
from pmo_xl.fixing.undofile import CellBefore
from pmo_xl.patch import Change, Patched, patch
from pmo_xl.situation import Source


class Applied(Struct, frozen=True):
    """What became of the corrections; `refused` are the books that could not be written at all."""

    fixes: tuple[Planned, ...]
    undo: Path | None
    backups: tuple[Path, ...]
    refused: tuple[PmoError, ...]


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
    prepared: list[Ready] = []
    for file, own in by_file.items():
        try:
            prepared.append(_prepared(known[file], own))
        except PmoError as error:
            refused[file] = error
    done = write([book for book in prepared if book.patched.parts], out, now)
    refused |= done.refused
    reasons = {(one.book.source.file, *key): why for one in prepared for key, why in one.patched.refused.items()}
    return Applied(
        tuple(_told(fix, reasons, refused) for fix in fixes), done.undo, done.backups, tuple(refused.values())
    )


def _prepared(source: Source, fixes: Sequence[Planned]) -> Ready:
    book = opened(source)
    changes = [Change(fix.fix.place.sheet, fix.fix.place.cell, fix.value) for fix in fixes]
    patched = patch(book.data, source.file, changes)
    if patched.parts:
        checked(book.path, source.file, patched, changes)
    return Ready(book, patched, _cells(patched, fixes))


def _cells(patched: Patched, planned: Sequence[Planned]) -> tuple[CellBefore, ...]:
    fixes = {(fix.fix.place.sheet, fix.fix.place.cell): fix for fix in planned}
    return tuple(
        CellBefore(
            sheet=sheet,
            cell=cell,
            code=fixes[sheet, cell].code,
            id=fixes[sheet, cell].id,
            field=fixes[sheet, cell].field,
            old=fixes[sheet, cell].fix.old,
            new=fixes[sheet, cell].fix.new,
            element_before=before.decode(),
            element_after=patched.after[sheet, cell].decode(),
        )
        for (sheet, cell), before in patched.before.items()
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
