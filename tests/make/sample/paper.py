"""Sheets as people draw them: title block, headings in one or two rows, lines, and a memory of every cell written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from itertools import groupby
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from tests.make.sample.rows import Row

Cells = dict[tuple[str, str, str], tuple[str, str, str]]  # (kind, uid, field) → (file, sheet, cell)


@dataclass(frozen=True)
class Column:
    """One column: the field it holds, its heading (under a group), its width, and how its cells look."""

    field: str
    heading: str
    width: float = 12
    group: str = ""
    look: str = "text"  # text | center | date | number | money | percent


@dataclass(frozen=True)
class Section:
    """A line that names the rows below it: 【受注】."""

    text: str


@dataclass(frozen=True)
class Example:
    """A line that shows how to fill in: (例)."""

    values: Mapping[str, Any]


@dataclass(frozen=True)
class Blank:
    """A pre-numbered line nobody has filled in yet."""

    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Formula:
    """A formula with the value Excel would show; {row} is the line's own row."""

    text: str
    value: Any


@dataclass(frozen=True)
class Total:
    """The line under the records that adds them up."""

    values: Mapping[str, Any]


Line = Row | Section | Example | Blank | Total


class Book:
    """A workbook being written, byte for byte the same each time."""

    def __init__(self, name: str, font: str, cells: Cells, author: str) -> None:
        self.name = name
        self.cells = cells
        self._font = font
        self._bytes = BytesIO()
        self.xlsx = xlsxwriter.Workbook(self._bytes, {"in_memory": True})
        self.xlsx.set_properties(
            {"author": author, "company": "サンプル株式会社", "created": datetime(2026, 10, 1, 9, 0)}
        )
        self.xlsx.formats[0].set_font_name(font)
        self.sheets: dict[str, Sheet] = {}
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(self, **properties: Any) -> Any:
        """A cell format; the same one is made once."""
        properties = {"font_name": self._font, "font_size": 10, "valign": "vcenter"} | properties
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self.xlsx.add_format(properties)
        return self._looks[key]

    def sheet(self, name: str, **settings: Any) -> "Sheet":
        """A new sheet."""
        self.sheets[name] = Sheet(self, name, **settings)
        return self.sheets[name]

    def done(self) -> bytes:
        """The finished workbook."""
        self.xlsx.close()
        return self._bytes.getvalue()


class Sheet:
    """A sheet being written. Rows and columns count from 0 here, as XlsxWriter counts them."""

    def __init__(self, book: Book, name: str, *, heading: str = "#DDEBF7", words: Mapping[str, Mapping] | None = None):
        self.book = book
        self.name = name
        self.page = book.xlsx.add_worksheet(name)
        self.heading = heading
        self.result_column, self.first_row, self.last_row = "", 0, 0
        self.words = words or {}  # field → canonical value → the word of this sheet
        self.page.hide_gridlines(2)

    def text(self, row: int, column: int, value: Any, **look: Any) -> None:
        """One cell outside any table."""
        if isinstance(value, date):
            self.page.write_datetime(
                row, column, _moment(value), self.book.look(num_format="yyyy/m/d", align="left", **look)
            )
        elif isinstance(value, (int, float)):
            self.page.write_number(row, column, value, self.book.look(**look))
        else:
            self.page.write_string(row, column, value, self.book.look(**look))

    def title(self, text: str, row: int = 0, column: int = 0) -> None:
        """The name of the sheet, large."""
        self.text(row, column, text, font_size=16, bold=True)

    def table(
        self, top: int, left: int, columns: Sequence[Column], lines: Sequence[Line], *, merged: Sequence[str] = ()
    ) -> int:
        """Write headings and lines; the answer is the row below the last one.

        Columns named in `merged` show a value once for all lines below that repeat it, in one merged cell.
        """
        below = self._headings(top, left, columns)
        first = below
        for number, column in enumerate(columns):
            self.page.set_column(left + number, left + number, column.width)
        for line in lines:
            self._line(below, left, columns, line)
            hidden = {"hidden": True} if isinstance(line, Row) and line.hidden else {}
            self.page.set_row(below, 15 * self._rows_of_text(columns, line), None, hidden)
            below += 1
            if isinstance(line, Row) and line.more:
                self._follow(below, left, columns, line)
                below += 1
        for name in merged:
            self._merge(first, left + [column.field for column in columns].index(name), name, lines)
        return below

    def lacks(self, kind: str, name: str, row: int) -> None:
        """Remember that the table whose headings stand in this row has no column for a field it needs (G-001)."""
        where = (self.book.name, self.name, f"{row + 1}:{row + 1}")
        self.book.cells[kind, "missing column", f"{self.name} {name}"] = where

    def table_total(self, row: int, left: int, columns: Sequence[Column], line: Total) -> None:
        """The line that adds up, below the table."""
        self._line(row, left, columns, line)

    def _merge(self, first: int, column: int, name: str, lines: Sequence[Line]) -> None:
        style = self.book.look(border=1, text_wrap=True, valign="top")
        row = first
        for value, group in groupby(lines, key=lambda line: line.shown(name) if isinstance(line, Row) else None):
            last = row + sum(2 if isinstance(line, Row) and line.more else 1 for line in group) - 1
            if value is not None and last > row:
                self.page.merge_range(row, column, last, column, "", style)
                self.page.write_string(row, column, value, style)
            row = last + 1

    def _headings(self, top: int, left: int, columns: Sequence[Column]) -> int:
        look = self.book.look(bold=True, border=1, bg_color=self.heading, align="center", text_wrap=True)
        self.page.set_row(top + any(column.group for column in columns), 28)
        if not any(column.group for column in columns):
            for number, column in enumerate(columns):
                self.page.write_string(top, left + number, column.heading, look)
            return top + 1
        number = 0
        while number < len(columns):
            column = columns[number]
            span = 1
            while column.group and number + span < len(columns) and columns[number + span].group == column.group:
                span += 1
            if not column.group:
                self.page.merge_range(top, left + number, top + 1, left + number, column.heading, look)
            elif span == 1:
                self.page.write_string(top, left + number, column.group, look)
            else:
                self.page.merge_range(top, left + number, top, left + number + span - 1, column.group, look)
            for place in range(number, number + span):
                if column.group:
                    self.page.write_string(top + 1, left + place, columns[place].heading, look)
            number += span
        return top + 2

    def _line(self, row: int, left: int, columns: Sequence[Column], line: Line) -> None:
        if isinstance(line, Section):
            look = self.book.look(bold=True, border=1, bg_color="#F2F2F2")
            self.page.merge_range(row, left, row, left + len(columns) - 1, "", look)
            self.page.write_string(row, left, line.text, look)
            return
        for number, column in enumerate(columns):
            if isinstance(line, Row):
                value = self._shown(line, column.field)
                where = (self.book.name, self.name, xl_rowcol_to_cell(row, left + number))
                self.book.cells[line.kind, line.uid, column.field] = where
                extra = {"font_strikeout": True} if line.struck and column.field in ("id", "title") else {}
            else:
                value = line.values.get(column.field)
                extra = {"italic": True, "font_color": "#808080"} if isinstance(line, Example) else {}
                extra |= {"bold": True, "top": 2} if isinstance(line, Total) else {}
            self._cell(row, left + number, value, column.look, extra)

    def _rows_of_text(self, columns: Sequence[Column], line: Line) -> int:
        """How many lines of text the fullest cell needs, at most four: a full-width character takes two places."""
        if isinstance(line, Section):
            return 1
        most = 1
        for column in columns:
            value = line.shown(column.field) if isinstance(line, Row) else line.values.get(column.field)
            if isinstance(value, str) and column.look == "text":
                parts = value.split("\n")
                width = [sum(2 if ord(c) > 255 else 1 for c in part) for part in parts]
                most = max(most, sum(max(1, -(-w // int(column.width))) for w in width))
        return min(most, 4)

    def _follow(self, row: int, left: int, columns: Sequence[Column], line: Row) -> None:
        for number, column in enumerate(columns):
            where = (self.book.name, self.name, xl_rowcol_to_cell(row, left + number))
            self.book.cells[line.kind, f"{line.uid}+", column.field] = where
            self._cell(row, left + number, line.more.get(column.field), column.look, {})

    def _shown(self, line: Row, name: str) -> Any:
        value = line.shown(name)
        if isinstance(value, str) and name in self.words:
            return self.words[name].get(value, value)
        return self.words.get(name, {}).get("") if value is None and name in self.words else value

    def _cell(self, row: int, column: int, value: Any, look: str, extra: Mapping[str, Any]) -> None:
        formats: dict[str, dict[str, Any]] = {
            "text": {"text_wrap": True, "valign": "top"},
            "center": {"align": "center", "valign": "top"},
            "date": {"align": "center", "valign": "top", "num_format": "yyyy/m/d"},
            "number": {"align": "right", "valign": "top"},
            "money": {"align": "right", "valign": "top", "num_format": "#,##0"},
            "percent": {"align": "right", "valign": "top", "num_format": "0%"},
        }
        style = self.book.look(border=1, **formats[look], **extra)
        if value is None:
            self.page.write_blank(row, column, None, style)
        elif isinstance(value, str) and value.startswith("#") and value.endswith("!"):
            self.page.write_formula(row, column, "=#REF!", style, value)
        elif isinstance(value, Formula):
            self.page.write_formula(row, column, value.text.format(row=row + 1), style, value.value)
        elif isinstance(value, date):
            self.page.write_datetime(row, column, _moment(value), style)
        elif isinstance(value, (int, float)):
            self.page.write_number(row, column, value, style)
        else:
            self.page.write_string(row, column, str(value), style)

    def print_setup(self, heading_rows: tuple[int, int], *, landscape: bool = True) -> None:
        """A4, one page wide, headings on every page, page numbers below."""
        if landscape:
            self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(*heading_rows)
        self.page.set_footer("&L&F　&A&R&P / &N")
        self.page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
