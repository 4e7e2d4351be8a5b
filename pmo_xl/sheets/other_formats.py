"""Reads what is no .xlsx: old .xls, .xlsb and .ods through calamine, .csv and .tsv as text; values only, no facts."""

import csv
import io

from pmo_xl.model.grid import Grid, Rows, SheetFacts
from pmo_xl.sheets.child import DamagedError, ProtectedError, ReadSheet, read_apart
from pmo_xl.sheets.clean import NOTE, clean_rows, cleaned
from pmo_xl.sheets.magic import FORMATS, PROTECTED, SAVE_AS_BOOK, UNLOCK, decoded
from pmo_xl.sheets.refusal import REPAIR, RefusalError, too_big
from pmo_xl.sheets.scan import MAX_COLUMN, MAX_ROW
from pmo_xl.sheets.xlsx import MAX_AREA, Sheets

CSV_SHEET = "CSV"
_VISIBILITY = {"Hidden": "hidden", "VeryHidden": "veryHidden"}
_DAMAGED = "シートのデータが壊れています"


def read_binary(data: bytes, kind: str, file: str, password: str | None = None) -> Sheets:
    """The values of a workbook of kind "xls", "xlsb" or "ods".

    Raises RefusalError when it is damaged, without a sheet, or behind another password than `password`.
    """
    sheets = _read(data, kind, password)
    grids: dict[str, Grid] = {}
    for name, visible, rows in sheets:
        if rows is not None:
            notes = (NOTE,) if clean_rows(rows) else ()
            facts = SheetFacts(visibility=_VISIBILITY.get(visible, "visible"), notes=notes)
            grids[name] = Grid(file, name, rows, facts)
    if not sheets:
        raise RefusalError("シートがありません", "シートのあるブックを指定してください", particle="には")
    if not grids:
        raise RefusalError(f"どのシートも読めません（{_DAMAGED}）", REPAIR)
    return Sheets(
        grids=grids,
        order=tuple(name for name, _, _ in sheets),
        unreadable={name: _DAMAGED for name, _, rows in sheets if rows is None},
        notes=(f"{FORMATS[kind]}です。値だけを読み、入力規則・非表示・コメントは見ていません",),
    )


def _read(data: bytes, kind: str, password: str | None) -> list[ReadSheet]:
    try:
        return read_apart(data)
    except ProtectedError:
        if kind != "xls":
            raise RefusalError(PROTECTED, UNLOCK) from None
    except DamagedError:
        raise RefusalError(f"{FORMATS[kind]}です（読み取れません）", SAVE_AS_BOOK) from None
    from pmo_xl.sheets.protection import unlocked

    try:
        return read_apart(unlocked(data, password))
    except (ProtectedError, DamagedError):
        raise RefusalError(f"{PROTECTED}（対応していない暗号方式です）", UNLOCK) from None


def read_text(data: bytes, file: str) -> Sheets:
    """The rows of a .csv or .tsv as one sheet named 「CSV」; every value is text, blank cells are None."""
    text = decoded(data) or ""
    sample = "\n".join(text.splitlines()[:20])
    mark = max(",\t;", key=sample.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        rows: Rows = [[cleaned(value) or None for value in line] for line in lines]
    except csv.Error:
        raise RefusalError("CSVとして読めません（項目が長すぎるか、引用符が閉じていません）", SAVE_AS_BOOK) from None
    _check_size(len(rows), max(map(len, rows), default=0))
    return Sheets({CSV_SHEET: Grid(file, CSV_SHEET, rows)}, (CSV_SHEET,))


def _check_size(rows: int, columns: int) -> None:
    """A text file may be no larger than a sheet could be."""
    for what, found, limit, unit in (
        ("行", rows, MAX_ROW, "行"),
        ("列", columns, MAX_COLUMN, "列"),
        ("表の広がり", rows * columns, MAX_AREA, "セル"),
    ):
        if found > limit:
            raise too_big(what, found, limit, unit)
