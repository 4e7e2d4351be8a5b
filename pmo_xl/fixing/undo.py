"""Take back what a `fix --apply` wrote: exact bytes where nobody saved since, else the old values cell by cell."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from pmo_xl.errors import BookError, PmoError
from pmo_xl.fixing.apply import Applied
from pmo_xl.fixing.exchange import bytes_of, exchange, saved_anew
from pmo_xl.fixing.plan import Planned
from pmo_xl.fixing.readback import same
from pmo_xl.fixing.undofile import Before, CellBefore, read
from pmo_xl.model.finding import Fix
from pmo_xl.model.grid import CellValue
from pmo_xl.model.place import Place
from pmo_xl.patch import Change, Patched, patch, restored
from pmo_xl.patch.located import address
from pmo_xl.sheets.files.book import Book, open_book


def undo(file: Path, out: Path, now: datetime) -> Applied:
    """Bring back every cell of an undo file that still says what was written into it.

    A workbook nobody saved since gets its old bytes; one that was saved in between is patched cell by cell, and a cell
    somebody changed in between stays and says so. The present state is backed up before. Raises PmoError when the
    file is no undo file.
    """
    fixes: list[Planned] = []
    backups: list[Path] = []
    refused: list[PmoError] = []
    for book in read(file).books:
        own = [_planned(book, cell) for cell in book.cells if cell.code]
        try:
            reasons, backup = _undone(book, out, now)
        except PmoError as error:
            refused.append(error)
            why = error.reason if isinstance(error, BookError) else error.message
            fixes += [replace(fix, reason=why) for fix in own]
            continue
        backups += [backup] if backup else []
        told = [reasons.get((fix.fix.place.sheet, fix.fix.place.cell)) for fix in own]
        fixes += [replace(fix, done=reason is None, reason=reason) for fix, reason in zip(own, told, strict=True)]
    return Applied(tuple(fixes), None, tuple(backups), tuple(refused))


def _planned(book: Before, cell: CellBefore) -> Planned:
    row, column = address(cell.cell)
    back = Fix("safe", Place(book.file, cell.sheet, row, column), cell.new, cell.old)
    return Planned(cell.code, back, cell.id, cell.field, "")


def _undone(book: Before, out: Path, now: datetime) -> tuple[dict[tuple[str, str], str], Path | None]:
    """Why each cell could not be brought back, and the backup of what was there; raises PmoError for the whole book."""
    path = Path(book.path)
    data = bytes_of(path, book.file)
    digest = sha256(data).hexdigest()
    if digest == book.sha256_before:
        return {}, None
    back, reasons = _as_it_was(book, data) if digest == book.sha256_after else _by_value(book, path, data)
    if back == data:
        return reasons, None
    backup = saved_anew(out / "backup", path.stem, f"{now:%Y%m%d_%H%M%S}", path.suffix, data)
    exchange(path, book.file, data, back)
    return reasons, backup


def _as_it_was(book: Before, data: bytes) -> tuple[bytes, dict[tuple[str, str], str]]:
    """Nobody saved since: the backup's bytes when it still is what was backed up, else the cells' own."""
    backup = Path(book.backup)
    if backup.is_file() and sha256(kept := backup.read_bytes()).hexdigest() == book.sha256_before:
        return kept, {}
    keys = [(cell.sheet, cell.cell) for cell in book.cells]
    before = {key: cell.element_before.encode() for key, cell in zip(keys, book.cells, strict=True)}
    after = {key: cell.element_after.encode() for key, cell in zip(keys, book.cells, strict=True)}
    done = restored(data, book.file, Patched(data, (), before, after, {}))
    return done.data, dict(done.refused)


def _by_value(book: Before, path: Path, data: bytes) -> tuple[bytes, dict[tuple[str, str], str]]:
    """Saved in between: a cell that still shows what was written gets the value it shows in the backup."""
    reasons: dict[tuple[str, str], str] = {}
    backup = Path(book.backup)
    if not backup.is_file():
        return data, dict.fromkeys(((c.sheet, c.cell) for c in book.cells), "バックアップがありません")
    changes = list(_changes(book, open_book(path), open_book(backup), reasons))
    changes = _in_whole_rows(book, changes, reasons)
    done = patch(data, book.file, changes)
    return done.data, reasons | dict(done.refused)


def _in_whole_rows(book: Before, changes: list[Change], reasons: dict[tuple[str, str], str]) -> list[Change]:
    """A row that joined goes as a whole: one that somebody worked in since stays."""
    rows = {(cell.sheet, cell.cell): (cell.sheet, address(cell.cell)[0]) for cell in book.cells if cell.joined}
    kept = {rows[key] for key in reasons if key in rows}
    staying = [change for change in changes if rows.get((change.sheet, change.cell)) in kept]
    reasons |= {(change.sheet, change.cell): "この行はその後に変更されています" for change in staying}
    return [change for change in changes if change not in staying]


def _changes(book: Before, now: Book, then: Book, reasons: dict[tuple[str, str], str]) -> Iterator[Change]:
    for cell in book.cells:
        if not cell.code:
            continue
        row, column = address(cell.cell)
        try:
            shown = now.grid(cell.sheet).value(row, column)
            old = then.grid(cell.sheet).value(row, column)
        except BookError as error:
            reasons[cell.sheet, cell.cell] = error.message
            continue
        if not (same(shown, _written(cell)) or (isinstance(shown, int | float) and f"{shown:g}" == cell.new)):
            reasons[cell.sheet, cell.cell] = "その後に変更されています"
        elif isinstance(old, time | timedelta):
            reasons[cell.sheet, cell.cell] = "時刻のセルは書き戻せません（バックアップを見て直してください）"
        else:
            yield Change(cell.sheet, cell.cell, old)


def _written(cell: CellBefore) -> CellValue:
    value = Planned("", Fix("safe", Place("", "", 1), "", cell.new), "", cell.field, "").value
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value
