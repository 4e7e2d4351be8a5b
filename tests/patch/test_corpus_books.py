"""Real workbooks: corrected and marked, all that was not touched keeps its bytes, and other programs read the new cells."""

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest
import python_calamine

import pmo_xl
from pmo_xl.annotate import Mark, annotated
from pmo_xl.patch import Change, patch, restored
from pmo_xl.patch.located import address
from tests.patch.packages import differing, parts, value
from tests.support.office import complaints, converted

WORD = "書き換えた文字 <&> =1"
DAY = date(2026, 12, 1)
MOST = 3  # cells of a kind in a sheet


@pytest.fixture(scope="module")
def books(corpus):
    """File → bytes."""
    return {path.name: path.read_bytes() for path in sorted(corpus.glob("*.xlsx"))}


@pytest.fixture(scope="module")
def changes(books):
    """File → a word over some texts, a day over some days, of every sheet; what may not be written is not among them."""
    found = {}
    for name, data in books.items():
        own = []
        for sheet in openpyxl.load_workbook(io.BytesIO(data)):
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            texts = [c for c in cells if c.data_type == "s" or c.data_type == "inlineStr"]
            days = [c for c in cells if isinstance(c.value, datetime)]
            own += [Change(sheet.title, c.coordinate, WORD) for c in texts[-MOST:]]
            own += [Change(sheet.title, c.coordinate, DAY) for c in days[-MOST:]]
        refused = patch(data, name, own).refused
        found[name] = [change for change in own if (change.sheet, change.cell) not in refused]
        assert len(refused) <= len(own) / 2, name
    return found


@pytest.fixture(scope="module")
def patched(books, changes):
    done = {name: patch(data, name, changes[name]) for name, data in books.items()}
    assert sum(map(len, changes.values())) > 40
    return done


def test_only_the_sheets_that_were_written_differ(books, changes, patched):
    for name, data in books.items():
        touched = differing(data, patched[name].data)
        assert touched == set(patched[name].parts), name
        sheets = {part for part in touched if part.startswith("xl/worksheets/")}
        assert touched - sheets <= {"xl/workbook.xml"}, name
        assert len(sheets) == len({change.sheet for change in changes[name]}), name


def test_openpyxl_and_calamine_read_what_was_written_and_everything_else_as_before(books, changes, patched):
    for name, data in books.items():
        before = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        after = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(patched[name].data))
        written = {(change.sheet, *address(change.cell)): change.value for change in changes[name]}
        for sheet in before.sheet_names:
            old, new = (book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for book in (before, after))
            assert len(old) == len(new), (name, sheet)
            for row, (was, now) in enumerate(zip(old, new, strict=True), 1):
                want = [written.get((sheet, row, column), cell) for column, cell in enumerate(was, 1)]
                assert list(map(_plain, now)) == list(map(_plain, want)), (name, sheet, row)
        for change in changes[name]:
            as_read = datetime(DAY.year, DAY.month, DAY.day) if change.value == DAY else change.value
            assert value(patched[name].data, change.sheet, change.cell) == as_read, (name, change)


def _plain(cell):
    return cell.date() if isinstance(cell, datetime) and cell.time() == datetime.min.time() else cell


def test_libreoffice_shows_what_was_written(books, changes, patched, tmp_path):
    """Of each book its first sheet; the others stand in the same package."""
    paths = []
    for name, done in patched.items():
        path = tmp_path / name
        path.write_bytes(done.data)
        paths.append(path)
    for path, out in zip(paths, converted(paths, "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path), strict=True):
        rows = list(csv.reader(io.StringIO(out.read_text("utf-8"))))
        first = openpyxl.load_workbook(path, read_only=True).sheetnames[0]
        for change in changes[path.name]:
            if change.sheet == first and change.value == WORD:
                row, column = address(change.cell)
                assert rows[row - 1][column - 1] == WORD, (path.name, change.cell)


def test_taking_back_gives_the_sheets_their_bytes(books, patched):
    """Every one of these cells was there before, so nothing has to grow: the whole book is as it was."""
    for name, data in books.items():
        back = restored(patched[name].data, name, patched[name], workbook=parts(data)["xl/workbook.xml"])
        assert back.refused == {}
        assert differing(data, back.data) == set(), name


def test_the_judge_says_the_same_before_and_after(books, changes, patched, tmp_path):
    for name, data in books.items():
        marks = [Mark(c.sheet, c.cell, address(c.cell)[0], "warning", "G-007", "", "印") for c in changes[name]]
        said = []
        for step, content in (("0", data), ("1", patched[name].data), ("2", annotated(data, name, marks))):
            path = tmp_path / f"{step}{name}"
            path.write_bytes(content)
            said.append(sorted((layer, message) for layer, _, message in complaints(path)))
        assert said[1] == said[0], name
        assert said[2] == said[0], name


def test_a_marked_copy_of_the_findings_keeps_every_other_part(books, corpus, tmp_path):
    marked = 0
    for name, data in books.items():
        (tmp_path / name).write_bytes(data)
        output = pmo_xl.load(tmp_path / name).check(as_of=date(2026, 1, 28))
        for path in output.annotate(tmp_path / "out").paths:
            before, after = parts(data), parts(path.read_bytes())
            other = [n for n in before if not n.startswith(("xl/worksheets/", "xl/drawings/vml", "xl/comments"))]
            changed = {n for n in other if before[n] != after[n]}
            assert changed <= {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
            assert openpyxl.load_workbook(path)["指摘"].max_row == len(output) + 1
            marked += 1
        assert (tmp_path / name).read_bytes() == data
    assert marked >= 8
