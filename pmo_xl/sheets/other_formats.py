"""Reads what is no .xlsx: old .xls, .xlsb and .ods through calamine, .csv and .tsv as text; values only, no facts."""

import csv
import io

from pmo_xl.model.grid import Grid, SheetFacts
from pmo_xl.sheets.clean import NOTE, clean_rows, cleaned
from pmo_xl.sheets.magic import PROTECTED, UNLOCK, decoded
from pmo_xl.sheets.refusal import REPAIR, RefusalError
from pmo_xl.sheets.xlsx import Rows, Sheets, rows_of

CSV_SHEET = "CSV"
_NAMES = {"xls": "旧形式(.xls)", "xlsb": "バイナリ形式(.xlsb)", "ods": "OpenDocument形式(.ods)"}
_VISIBILITY = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "veryHidden"}


def read_binary(data: bytes, kind: str, file: str) -> Sheets:
    """The values of a workbook of kind "xls", "xlsb" or "ods".

    Raises RefusalError when it is protected, damaged or without a sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise RefusalError(PROTECTED, UNLOCK) from None
    except CalamineError:
        raise RefusalError(f"{_NAMES[kind]}で、読み取れません", "Excelで開き、.xlsx で保存し直してください") from None
    grids: dict[str, Grid] = {}
    unreadable: dict[str, str] = {}
    for sheet in book.sheets_metadata:
        try:
            rows = rows_of(book, sheet.name)
        except CalamineError:
            unreadable[sheet.name] = "シートのデータが壊れています"
            continue
        notes = (NOTE,) if clean_rows(rows) else ()
        visibility = _VISIBILITY.get(str(sheet.visible).rpartition(".")[2], "visible")
        grids[sheet.name] = Grid(file, sheet.name, rows, SheetFacts(visibility=visibility, notes=notes))
    if not grids:
        if unreadable:
            raise RefusalError("どのシートも読めません（シートのデータが壊れています）", REPAIR)
        raise RefusalError("シートがありません", "シートのあるブックを指定してください", particle="には")
    note = f"{_NAMES[kind]}です。値だけを読み、入力規則・非表示・コメントは見ていません"
    return Sheets(grids, tuple(sheet.name for sheet in book.sheets_metadata), unreadable, (note,))


def read_text(data: bytes, file: str) -> Sheets:
    """The rows of a .csv or .tsv as one sheet named 「CSV」; every value is text, blank cells are None."""
    text = decoded(data) or ""
    sample = "\n".join(text.splitlines()[:20])
    mark = max("\t,;", key=sample.count)
    # strict=False: a stray quotation mark is a matter of its cell, not of the file.
    rows: Rows = [
        [cleaned(value) or None for value in line] for line in csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    ]
    return Sheets({CSV_SHEET: Grid(file, CSV_SHEET, rows)}, (CSV_SHEET,))
