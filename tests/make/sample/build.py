"""Writing the sample project: its workbooks and its pmo.toml, the same bytes each time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsxwriter.utility import xl_cell_to_rowcol

from tests.make.sample import books_frame, books_ledgers, books_quality, books_work, mistakes
from tests.make.sample.days import PHASE_START, shift
from tests.make.sample.mistakes import Slip
from tests.make.sample.paper import Cells
from tests.make.sample.story import Rows, story
from tests.make.sample.well_kept import keep_well

_BOOKS: dict[str, Callable[[Rows, date, bool, Cells], bytes]] = {
    "課題管理表.xlsx": books_work.issue_book,
    "テスト管理表.xlsx": books_quality.test_book,
    "不具合管理表.xlsx": books_quality.defect_book,
    "ToDo・依頼事項一覧.xlsx": books_work.todo_book,
    "要件一覧.xlsx": books_quality.requirement_book,
    "決定事項一覧.xlsx": books_work.decision_book,
    "手動対応一覧.xlsx": books_ledgers.manual_book,
    "追加予算台帳.xlsx": books_ledgers.budget_book,
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
# 実施者の人数・稼働率・休暇は「体制表.xlsx」と「休日・フェーズ計画.xlsx」から読みます。
tests_per_person_day = 4.2  # 専任（稼働率100%）の1人が1営業日に実施できる件数
"""


@dataclass(frozen=True)
class Planted:
    """One planted mistake: the rule that is to find it, and its cell (a whole heading row: 3:3)."""

    code: str
    file: str
    sheet: str
    cell: str
    id: str


def as_written(day: date, *, clean: bool = False) -> Rows:
    """The registers as their sheets hold them on a day: the story with its mistakes, or `clean`, kept well."""
    return _written(day, clean)[0]


def books(day: date, *, clean: bool = False, rows: Rows | None = None) -> tuple[dict[str, bytes], Cells]:
    """Every workbook's bytes by its name, and the cell of every field of every record; `rows` instead of the story's."""
    cells: Cells = {}
    rows = as_written(day, clean=clean) if rows is None else rows
    return {name: make(rows, day, clean, cells) for name, make in _BOOKS.items()}, cells


def planted(day: date) -> list[Planted]:
    """Every mistake in the sheets of a day, with its cell.

    H-001 and H-002 compare with the state of the working day before, as `history keep` would have kept it then.
    """
    cells = books(day)[1]
    before = books(shift(day, -1))[1] if day > PHASE_START else {}
    found, people = [], {}
    for slip in _written(day, clean=False)[1]:
        place = (before if slip.was else cells)[slip.kind, slip.uid, slip.field]
        if slip.code.startswith("P-002"):
            people.setdefault(slip.code, []).append((place, slip))
        elif slip.code:
            found.append(Planted(slip.code, *place, slip.id))
    for same in people.values():
        place, slip = min(same, key=lambda one: (one[0][0], one[0][1], *_row_and_column(one[0][2])))
        found.append(Planted("P-002", *place, slip.id))
    found += [Planted("G-001", *place, "") for key, place in cells.items() if key[1] == "missing column"]
    return sorted(found, key=lambda one: (one.code, one.file, one.sheet, *_row_and_column(one.cell)))


def _written(day: date, clean: bool) -> tuple[Rows, list[Slip]]:
    rows = story(day)
    if clean:
        keep_well(rows, day)
        return rows, []
    return rows, mistakes.make(rows, day)


def _row_and_column(cell: str) -> tuple[int, int]:
    return (int(cell.split(":")[0]), 0) if ":" in cell else xl_cell_to_rowcol(cell)


def build(folder: Path, day: date, *, clean: bool = False, rows: Rows | None = None) -> list[Path]:
    """Write the project as it stood on a day into a folder; the answer is the files written. `rows`: see `books`."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in books(day, clean=clean, rows=rows)[0].items():
        (folder / name).write_bytes(data)
        written.append(folder / name)
    (folder / "pmo.toml").write_text(PMO_TOML, encoding="utf-8", newline="\n")
    return [*written, folder / "pmo.toml"]
