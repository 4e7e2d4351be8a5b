"""Books of every kind that careless programs spoil: a correction or a mark changes its cells, all else stays.

Judged by four who do not know each other: Microsoft's SDK with our rules, LibreOffice, openpyxl and calamine.
"""

import csv
import io
from datetime import date, datetime
from hashlib import sha256

import openpyxl
import pytest
import python_calamine

from pmo_xl.annotate import Mark, annotated
from pmo_xl.fixing import Planned, apply, undo
from pmo_xl.model.finding import Fix
from pmo_xl.model.place import Place
from pmo_xl.patch import Change, patch, restored
from pmo_xl.patch.located import address
from pmo_xl.situation import Source
from tests.patch.packages import differing, parts, value
from tests.support.office import complaints, converted
from tests.support.richer import BOOKS, SHEET

NEW = {
    "B3": "完了 <&> =1",  # over a text
    "C4": date(2026, 12, 1),  # over a day
    "D5": 7,  # over a number
    "G14": "右の外",  # a new cell
    "B60": "下の外",  # a new row
}
CHANGES = [Change("課題", cell, new) for cell, new in NEW.items()]
MARKS = [
    Mark("課題", "B3", 3, "error", "G-009", "2", "状態が選択肢にありません。"),
    Mark("課題", "A1", 1, "warning", "G-002", "", "見出しが2つあります。"),
    Mark("課題", "H60", 60, "info", "G-004", "", "まだないセルです。"),
]
# Parts that a marked copy needs for its grounds, notes and list; a book may have further notes and drawings.
CARRIES_MARKS = {
    *("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", SHEET),
    "xl/worksheets/_rels/sheet1.xml.rels",
    *("xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"),
}
NOT_FOR_OPENPYXL = {"多書式.xlsx"}  # it stops at a book without a list of grounds; Excel and LibreOffice do not
books = pytest.mark.parametrize("name", BOOKS)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Name → bytes of the books as they were made."""
    folder = tmp_path_factory.mktemp("made")
    return {name: make(folder) for name, make in BOOKS.items()}


@pytest.fixture(scope="module")
def shown(made, tmp_path_factory):
    """(which, name) → the rows of 課題 as LibreOffice shows them: the book itself, patched, marked."""
    folder, rows = tmp_path_factory.mktemp("shown"), {}
    written = {
        "before": made,
        "patched": {name: patched(data).data for name, data in made.items()},
        "marked": {name: annotated(data, name, MARKS) for name, data in made.items()},
    }
    for which, these in written.items():
        (folder / which).mkdir()
        for name, data in these.items():
            (folder / which / name).write_bytes(data)
        paths = [folder / which / name for name in these]
        for path, out in zip(
            paths, converted(paths, "csv:Text - txt - csv (StarCalc):44,34,76", folder / which), strict=True
        ):
            rows[which, path.name] = _trimmed(csv.reader(io.StringIO(out.read_text("utf-8"))))
    return rows


def _trimmed(rows):
    """Without the empty cells at the end of each row and the empty rows at the end: a mark on an empty cell is none."""
    lines = [list(row) for row in rows]
    for line in lines:
        while line and not line[-1]:
            line.pop()
    while lines and not lines[-1]:
        lines.pop()
    return lines


def patched(data):
    done = patch(data, "台帳.xlsx", CHANGES)
    assert done.refused == {}
    return done


def read(data):
    """The rows of 課題 as calamine reads them."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_name("課題").to_python(skip_empty_area=False)


def judged(data, name, folder):
    path = folder / name
    path.write_bytes(data)
    return complaints(path)


@books
def test_a_patch_changes_the_sheet_and_nothing_else(made, name):
    done = patched(made[name])
    assert differing(made[name], done.data) <= {SHEET, "xl/workbook.xml"}


@books
def test_a_patched_book_opens_without_repair(made, name, tmp_path):
    assert judged(made[name], name, tmp_path) == []  # or the next line says nothing
    assert judged(patched(made[name]).data, name, tmp_path) == []


@books
def test_new_values_are_what_other_programs_read_and_old_ones_stay(made, shown, name):
    data = patched(made[name]).data
    for cell, new in NEW.items():
        row, column = address(cell)
        assert read(data)[row - 1][column - 1] == new
        as_day = datetime(new.year, new.month, new.day) if isinstance(new, date) else new
        assert name in NOT_FOR_OPENPYXL or value(data, "課題", cell) == as_day
    before, after = shown["before", name], shown["patched", name]
    assert after[2][1] == NEW["B3"]
    assert after[3][2] == "2026/12/1"
    assert after[4][3] == "7"
    assert b'fullCalcOnLoad="1"' in parts(data)["xl/workbook.xml"]  # 率 hangs on it
    assert (after[13][6], after[59][1]) == (NEW["G14"], NEW["B60"])
    if name == "ピボット.xlsx":  # LibreOffice counts 件数 of 対応中 again: 165 − 6 (now 完了) − 12 + 7 (D5)
        assert after[1][15:17] == ["対応中", "154"]
    touched = {address(cell) for cell in NEW} | {address("E5")}
    for number, row in enumerate(before, 1):
        for column, text in enumerate(row, 1):
            if (number, column) not in touched and not (name == "ピボット.xlsx" and column > 15):
                assert (after[number - 1][column - 1 : column] or [""]) == [text], (number, column)


@books
def test_taking_back_gives_every_cell_its_bytes(made, name):
    done = patched(made[name])
    back = restored(done.data, name, done, workbook=parts(made[name])["xl/workbook.xml"])
    assert back.refused == {}
    assert differing(made[name], back.data) <= {SHEET}
    was, now = (parts(data)[SHEET] for data in (made[name], back.data))
    for tag in (b"sheetData>", b"</"):  # the extent stays wider; the rows are the same
        assert tag in was
    assert _rows(now) == _rows(was)


def _rows(xml):
    inside = xml[xml.index(b"sheetData>") : xml.rindex(b"sheetData>")]
    return [row.partition(b">")[2] for row in inside.split(b"row ")]


@books
def test_fix_writes_and_undo_gives_the_file_its_bytes(made, name, tmp_path):
    path, now = tmp_path / name, datetime(2026, 11, 24, 16)
    path.write_bytes(made[name])
    place = {cell: Place(name, "課題", *address(cell)) for cell in ("B3", "C4")}
    fixes = [
        Planned("G-009", Fix("safe", place["B3"], "対応中", "完了"), "2", "status", ""),
        Planned("G-007", Fix("safe", place["C4"], "2026/11/3", "2026-12-01"), "3", "due_date", ""),
    ]
    source = Source(name, str(path), "2026-11-24 09:00", sha256(made[name]).hexdigest())
    applied = apply(fixes, [source], tmp_path / "out", now)
    assert [(fix.done, fix.reason) for fix in applied.fixes] == [(True, None)] * 2
    rows = read(path.read_bytes())
    assert (rows[2][1], rows[3][2]) == ("完了", date(2026, 12, 1))
    assert all(fix.done for fix in undo(applied.undo, tmp_path / "out", now).fixes)
    assert path.read_bytes() == made[name]


@books
def test_a_marked_copy_keeps_every_part_that_carries_no_mark(made, name):
    before, after = parts(made[name]), parts(annotated(made[name], name, MARKS))
    assert {part for part in before if after[part] != before[part]} <= CARRIES_MARKS


@books
def test_a_marked_copy_opens_without_repair_and_shows_the_same(made, shown, name, tmp_path):
    assert judged(annotated(made[name], name, MARKS), name, tmp_path) == []
    assert shown["marked", name][: len(shown["before", name])] == shown["before", name]


@books
def test_a_marked_copy_has_its_grounds_and_notes(made, name):
    sheet = openpyxl.load_workbook(io.BytesIO(annotated(made[name], name, MARKS)))["課題"]
    assert sheet["B3"].fill.fgColor.rgb == "FFF4B6B0"
    assert sheet["A1"].fill.fgColor.rgb == "FFFFE699"
    assert sheet["H60"].comment.text.endswith("まだないセルです。")
    assert sheet["C4"].number_format == "yyyy/m/d"
    if name == "スレッド.xlsx":  # Excel shows the thread in the note's place, and would drop a note that says more
        assert "G-009" not in sheet["B3"].comment.text
        assert sheet["A1"].comment.text == "普通のメモ\n【警告 G-002】見出しが2つあります。"
    else:
        assert "G-009" in sheet["B3"].comment.text


@pytest.mark.parametrize(
    ("name", "cell", "why"),
    [
        ("ピボット.xlsx", "Q2", "ピボットテーブルの中のセルです"),
        ("スライサー.xlsx", "J1", "テーブルの見出しです"),
        ("共有数式.xlsx", "E2", "数式のセルです"),
        ("共有数式.xlsx", "E7", "数式のセルです"),
        ("共有数式.xlsx", "I3", "配列数式のセルです"),
    ],
)
def test_cells_that_other_parts_are_bound_to_are_refused(made, name, cell, why):
    done = patch(made[name], name, [Change("課題", cell, "x")])
    assert done.refused == {("課題", cell): why}
    assert done.data == made[name]
