"""Writing the sample project: its workbooks and its pmo.toml, the same bytes each time."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.make.sample import books_frame, books_quality, books_work
from tests.make.sample.paper import Cells
from tests.make.sample.story import Rows, story

_BOOKS: dict[str, Callable[[Rows, date, bool, Cells], bytes]] = {
    "課題管理表.xlsx": books_work.issue_book,
    "テスト管理表.xlsx": books_quality.test_book,
    "不具合管理表.xlsx": books_quality.defect_book,
    "ToDo・依頼事項一覧.xlsx": books_work.todo_book,
    "要件一覧.xlsx": books_quality.requirement_book,
    "決定事項一覧.xlsx": books_work.decision_book,
    "議事メモ.xlsx": books_frame.minutes_book,
    "体制表.xlsx": books_frame.roster_book,
    "休日・フェーズ計画.xlsx": books_frame.calendar_book,
}
PMO_TOML = """\
# 基幹システム刷新 UAT の設定です。表の見出しや列は自動で読み取るので、ここに書くのはシートからは分からないことだけです。

[project]
name = "基幹システム刷新 UAT"
phase = "UAT"
phase_start = 2026-10-26
phase_end = 2026-12-04
go_live = 2027-01-05
# 祝日は自動で除きます。会社休日は「休日・フェーズ計画.xlsx」から読みます。

[capacity]
testers = 11                # 実施者の人数
tests_per_person_day = 2.2  # 1人が1営業日に実施できる件数
"""


def as_written(day: date, *, clean: bool = False) -> Rows:
    """The registers as their sheets hold them on a day: the story and, unless `clean`, its mistakes."""
    return story(day)


def books(day: date, *, clean: bool = False) -> tuple[dict[str, bytes], Cells]:
    """Every workbook's bytes by its name, and the cell of every field of every record."""
    cells: Cells = {}
    rows = as_written(day, clean=clean)
    return {name: make(rows, day, clean, cells) for name, make in _BOOKS.items()}, cells


def build(folder: Path, day: date, *, clean: bool = False) -> list[Path]:
    """Write the project as it stood on a day into a folder; the answer is the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in books(day, clean=clean)[0].items():
        (folder / name).write_bytes(data)
        written.append(folder / name)
    (folder / "pmo.toml").write_text(PMO_TOML, encoding="utf-8", newline="\n")
    return [*written, folder / "pmo.toml"]
