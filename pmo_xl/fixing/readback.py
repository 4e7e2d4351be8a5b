"""Before a workbook is exchanged the new one is read: written cells say what they should, all others what they did."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from pmo_xl.errors import BookError, PmoError
from pmo_xl.model.grid import CellValue
from pmo_xl.patch import Change, Patched, unwritable
from pmo_xl.patch.located import address
from pmo_xl.sheets.files.book import Book, open_book


def checked(path: Path, name: str, patched: Patched, changes: Sequence[Change]) -> None:
    """Raises BookError when the patched bytes do not read back as they should; the workbook is left alone then."""
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / path.name
        beside.write_bytes(patched.data)
        try:
            before, after = open_book(path), open_book(beside)
        except PmoError as error:
            raise _doubtful(name, error.message) from error
    written = {(c.sheet, *address(c.cell)): c.value for c in changes if (c.sheet, c.cell) not in patched.refused}
    for sheet, row, column, old, new in _values(before, after):
        wanted = written.pop((sheet, row, column), old)
        if not same(wanted, new):
            raise _doubtful(name, f"{sheet} の{row}行目が意図した値になりません")
    for (sheet, row, column), wanted in written.items():  # what changed nothing must have been there before
        if not same(wanted, after.grid(sheet).value(row, column)):
            raise _doubtful(name, f"{sheet} の{row}行目に書き込めていません")


def same(one: CellValue, other: CellValue) -> bool:
    """Whether two cell values say the same: a day is its midnight, an empty text is no value."""
    return _plain(one) == _plain(other)


def _plain(value: CellValue) -> object:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return None if value == "" else value


def _values(before: Book, after: Book) -> Iterator[tuple[str, int, int, CellValue, CellValue]]:
    for sheet in before.grids:
        old, new = before.grid(sheet), after.grid(sheet)
        for number in range(1, max(len(old.rows), len(new.rows)) + 1):
            was = old.rows[number - 1] if number <= len(old.rows) else ()
            now = new.rows[number - 1] if number <= len(new.rows) else ()
            if was == now:
                continue
            for column in range(1, max(len(was), len(now)) + 1):
                yield sheet, number, column, old.value(number, column), new.value(number, column)


def _doubtful(name: str, why: str) -> BookError:
    return unwritable(
        name, f"書き込み後の確認に失敗しました: {why}", "このブックは変更していません。Excelで直接直してください"
    )
