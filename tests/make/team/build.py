"""Writing the second project's workbooks as they stood on a day, always the same bytes."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from tests.make.sample.days import SAMPLE_DAY, shift
from tests.make.team.drawn import drawn, is_day
from tests.make.team.tables import BOOKS, LEDGERS, SETTINGS, SIDES

DAY = SAMPLE_DAY
DAYS = tuple(shift(DAY, -back) for back in (4, 3, 2, 1))  # the working days whose state is kept


@dataclass(frozen=True)
class Project:
    """File → sheet → drawing, and what stands in pmo.toml. `lists` are the drop-downs: (sheet, heading) → words."""

    books: Mapping[str, Mapping[str, str]]
    settings: str
    lists: Mapping[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]]
    stale: str = ""  # the book that nobody has saved since yesterday
    whole: tuple[tuple[str, str, str], ...] = ()  # (rule, sheet, rows) of what is found in no single cell


TEAM = Project(
    BOOKS,
    SETTINGS,
    {("課題一覧", "状態"): (("未着手", "対応中", "完了"), ("未着手", "対応中", "回答待ち", "完了"))},  # wrong, right
    stale="研修.xlsx",
    whole=(
        ("G-018", "レビュー指摘", "1:1"),
        ("K-006", "議事メモ", "B1"),
        ("I-015", "課題一覧", "D1"),
        ("G-002", "レビュー指摘", "G1"),
    ),
)
TWO_LEDGERS = Project(LEDGERS, SIDES, {}, whole=(("H-008", "業務側", "1:1"),))


def build(folder: Path, project: Project, back: int = 0, *, clean: bool = False) -> None:
    """Write the project as it stood `back` kept days before the last day."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, sheets in project.books.items():
        path = folder / name
        with xlsxwriter.Workbook(path) as book:
            book.set_properties({"created": datetime(2026, 10, 1)})
            day = book.add_format({"num_format": "yyyy/mm/dd"})
            for sheet, text in sheets.items():
                _write(book.add_worksheet(sheet), text, day, project, back, clean=clean)
        saved = datetime.combine(DAY, time(9))
        if name == project.stale and not clean:
            saved = datetime.combine(shift(DAY, -2), time(18))
        os.utime(path, (saved.timestamp(), saved.timestamp()))
    (folder / "pmo.toml").write_text(project.settings, encoding="utf-8", newline="\n")


def _write(page: Any, text: str, day: Any, project: Project, back: int, *, clean: bool) -> None:
    sheet = drawn(text, back, clean=clean)
    page.write_row(0, 0, sheet.headings)
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            if is_day(value):
                page.write_datetime(number, column, datetime.combine(value, time()), day)
            elif isinstance(value, float):
                page.write_number(number, column, value)
            elif value is not None:
                page.write_string(number, column, value)
    for (name, heading), (wrong, right) in project.lists.items():
        if name == page.name:
            column = sheet.headings.index(heading)
            words = {"validate": "list", "source": list(right if clean else wrong)}
            page.data_validation(1, column, len(sheet.rows), column, words)


def planted(project: Project) -> list[tuple[str, str, str]]:
    """(rule, sheet, cell) of every mistake."""
    found = list(project.whole)
    for sheets in project.books.values():
        for name, text in sheets.items():
            for code, row, column in drawn(text, 0, clean=False).found:
                found.append((code, name, xl_rowcol_to_cell(row, column)))
    return sorted(found)
