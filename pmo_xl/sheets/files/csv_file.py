"""Reads .csv and .tsv: text only, one row for every row that Excel would show, on a sheet named after the file."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import PurePath
from typing import Final

from pmo_xl.model.grid import CellValue, Grid, Rows, SheetFacts
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.assembly import MAX_AREA, Sheets
from pmo_xl.sheets.files.clean import NOTE, cleaned, is_clean
from pmo_xl.sheets.files.refusal import RefusalError, too_big
from pmo_xl.sheets.files.scan import MAX_COLUMN, MAX_ROW
from pmo_xl.sheets.files.text_file import decoded

LONGEST_NAME: Final = 31  # characters of a sheet's name in Excel
_MARKS: Final = ",\t;"
_SAMPLE: Final = 100_000  # characters
_FIRST_LINES: Final = 50
_USUAL: Final = 0.5  # share of lines
_DECLARED = lazy(r'"?sep=(.)"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
_QUOTED = lazy(r'(?:(?<=[,\t;\r\n])|^)"(?:[^"]|"")*+"')
_KEPT_AS_TEXT = lazy(r'="((?:[^"]|"")*)"')


def read_text(data: bytes, file: str) -> Sheets:
    """The rows of a .csv or .tsv as one sheet called like the file; every value is text, blank cells are None.

    Raises RefusalError when a quotation mark is never closed, naming the line, or when it is bigger than a sheet.
    """
    text = (decoded(data) or "").rstrip("\x1a")  # the end of a file, to DOS
    if declared := _DECLARED.match(text):
        mark, text, first = declared[1], text[declared.end() :], 2
    else:
        mark, first = _separator(text, file), 1
    rows: Rows = []
    is_lossy = False
    with _long_fields(len(text)):
        _check_rows(text, mark)
        for line in _records(text, mark, first):
            is_lossy = is_lossy or not all(value.isprintable() or is_clean(value) for value in line)
            rows.append([_value(value) for value in line])
    while rows and not any(rows[-1]):
        rows.pop()
    columns = max(map(len, rows), default=0)
    if columns > MAX_COLUMN:
        raise too_big("列", columns, MAX_COLUMN, "列")
    if len(rows) * columns > MAX_AREA:
        raise too_big("表の広がり", len(rows) * columns, MAX_AREA, "セル")
    name = PurePath(file).stem[:LONGEST_NAME]
    return Sheets({name: Grid(file, name, rows, SheetFacts(notes=(NOTE,) if is_lossy else ()))}, (name,))


def _separator(text: str, file: str) -> str:
    """The mark that stands in most of the first lines, quoted texts left aside; of several the one that comes oftener.

    A tab or semicolon that few lines have belongs to their texts.
    """
    sample = _QUOTED.sub("", text[:_SAMPLE])
    lines = [line for line in sample.splitlines() if line.strip(" ")][:_FIRST_LINES]
    share = {mark: sum(mark in line for line in lines) / max(len(lines), 1) for mark in _MARKS}
    if file.lower().endswith(".tsv") and share["\t"]:
        return "\t"
    usual = [mark for mark in _MARKS if mark == "," or share[mark] >= _USUAL]
    return max(usual, key=lambda mark: (share[mark], sample.count(mark)))


@contextmanager
def _long_fields(length: int) -> Iterator[None]:
    """Fields of any length while reading: `csv` refuses those beyond 131,072 characters."""
    before = csv.field_size_limit(max(length, 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _check_rows(text: str, mark: str) -> None:
    """Refuse a text of more rows than a sheet has, before they take up memory."""
    if text.count("\n") + text.count("\r") >= MAX_ROW:
        rows = sum(1 for _ in csv.reader(io.StringIO(text, newline=""), delimiter=mark))
        if rows > MAX_ROW:
            raise too_big("行", rows, MAX_ROW, "行")


class _Lines:
    """The lines of a text, with those of the record that is being read."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.record: list[str] = []
        self.are_over = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._lines.readline()
        if not line:
            self.are_over = True
            raise StopIteration
        self.record.append(line)
        return line


def _records(text: str, mark: str, first: int) -> Iterator[list[str]]:
    """The records of a text whose first line is the file's line `first`."""
    lines = _Lines(text)
    strictly = csv.reader(lines, delimiter=mark, strict=True)
    number = first
    while True:
        lines.record.clear()
        try:
            yield next(strictly)
        except StopIteration:
            return
        except csv.Error:
            yield _loosely(lines, mark, number)
        number += len(lines.record)


def _loosely(lines: _Lines, mark: str, number: int) -> list[str]:
    """A record with more behind a closing quotation mark (`"5"インチ`), as Excel reads it, if it ends with its line."""
    record = next(csv.reader(chain([*lines.record], lines), delimiter=mark)) if len(lines.record) == 1 else []
    if lines.are_over or len(lines.record) > 1:
        raise RefusalError(
            f'CSVとして読めません（{number:,}行目の引用符（"）が閉じていません）',
            f"{number:,}行目を直すか、Excelブック(.xlsx)として保存し直してください",
        )
    return record


def _value(text: str) -> CellValue:
    """A field's text; `="001"` is how exporters keep Excel from making a number of it."""
    if not text.isprintable():
        text = cleaned(text)
    if text.startswith('="') and (kept := _KEPT_AS_TEXT.fullmatch(text)):
        text = kept[1].replace('""', '"')
    return text or None
