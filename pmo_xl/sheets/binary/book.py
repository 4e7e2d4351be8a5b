"""Reads .xls and .xlsb: their values through calamine, and what an .xls says beside them by its own records."""

from typing import Final

from pmo_xl.model.place import column_letters
from pmo_xl.sheets.binary.biff import read_old_book
from pmo_xl.sheets.binary.biff12 import read_binary_book
from pmo_xl.sheets.binary.sheet import BinaryBook, BinarySheet
from pmo_xl.sheets.files.assembly import MAX_AREA, SheetParts, Sheets, assembled
from pmo_xl.sheets.files.child import ApartSheet, DamagedError, ProtectedError, read_apart
from pmo_xl.sheets.files.clean import NOTE, clean_rows
from pmo_xl.sheets.files.frame import Frame
from pmo_xl.sheets.files.magic import FORMATS, PROTECTED, SAVE_AS_BOOK, UNLOCK
from pmo_xl.sheets.files.package import Package
from pmo_xl.sheets.files.refusal import REPAIR, RefusalError, SheetError, too_big
from pmo_xl.sheets.files.scan import CellFacts
from pmo_xl.sheets.xlsx.workbook import free_name

_VISIBILITY: Final = {"Hidden": "hidden", "VeryHidden": "veryHidden"}
_NO_TABLE: Final = {
    "ChartSheet": "グラフシートです（表がありません）",
    "DialogSheet": "ダイアログシートです（表がありません）",
    "MacroSheet": "マクロシートです（表がありません）",
    "Vba": "マクロのモジュールです（表がありません）",
}
_UNSEEN: Final = {"xls": "", "xlsb": "入力規則・取り消し線・コメント・図形は見ていません"}
_BLIND: Final = "エラー・非表示の行や列・入力規則・取り消し線・コメント・図形は見ていません"


def read_old(data: bytes, file: str, password: str | None = None) -> Sheets:
    """The sheets of an .xls.

    Raises RefusalError when it is damaged, too big, without a sheet, or behind another password than `password`.
    """
    try:
        book, sheets = _read_old(data)
    except ProtectedError:
        from pmo_xl.sheets.files.protection import unlocked

        try:
            book, sheets = _read_old(unlocked(data, password))
        except ProtectedError:
            raise RefusalError(f"{PROTECTED}（対応していない暗号方式です）", UNLOCK) from None
    return _assembled(sheets, book, "xls", file)


def read_binary(data: bytes, package: Package, main: str, file: str) -> Sheets:
    """The sheets of an .xlsb. Raises RefusalError when it is damaged, too big or without a sheet."""
    book = read_binary_book(package, main)
    package.check_rest()
    return _assembled(_read(data, book, "xlsb"), book, "xlsb", file, package.notes)


def _read_old(data: bytes) -> tuple[BinaryBook, list[ApartSheet]]:
    book = read_old_book(data)
    if book.is_locked:
        raise ProtectedError  # of which calamine says only that it does not know such files
    return book, _read(data, book, "xls")


def _read(data: bytes, book: BinaryBook, kind: str) -> list[ApartSheet]:
    """The values; a book that reaches too far is refused before calamine gets it. Raises ProtectedError."""
    for name, sheet in book.sheets.items():
        row, column = sheet.facts.last_row, sheet.facts.last_column
        if row * column > MAX_AREA:
            raise too_big(
                f"シート「{name}」の{column_letters(column)}{row}までの広がり", row * column, MAX_AREA, "セル"
            )
    try:
        return read_apart(data)
    except DamagedError:
        raise RefusalError(f"{FORMATS[kind]}です（読み取れません）", SAVE_AS_BOOK) from None


def _assembled(sheets: list[ApartSheet], book: BinaryBook, kind: str, file: str, notes: tuple[str, ...] = ()) -> Sheets:
    """The sheets as grids, with a note of what is not known of them."""
    parts: dict[str, SheetParts | SheetError] = {}
    taken = set[str]()
    unseen = _UNSEEN[kind]
    for sheet in sheets:
        own = book.sheets.get(sheet.name)
        found = parts[free_name(sheet.name, taken)] = _parts(sheet, own)
        if own is None and isinstance(found, SheetParts):
            unseen = _BLIND
    return assembled(parts, book.names, file, (*notes, *([f"{FORMATS[kind]}です。{unseen}"] if unseen else [])))


def _parts(sheet: ApartSheet, own: BinarySheet | None) -> SheetParts | SheetError:
    if sheet.kind in _NO_TABLE:
        return SheetError(_NO_TABLE[sheet.kind], "表のあるシートを使ってください")
    if sheet.rows is None:
        return SheetError("シートのデータが壊れています", REPAIR)
    return SheetParts(
        rows=sheet.rows,
        frame=own.frame() if own else Frame(merges=sheet.merges),
        facts=own.facts if own else CellFacts(),
        visibility=_VISIBILITY.get(sheet.visibility, "visible"),
        dressed=own.dressed_rows() if own else frozenset(),
        notes=(NOTE,) if clean_rows(sheet.rows) else (),
    )
