"""What was read goes on rightly: cell by cell as it was written, and through every report to sound files."""

from datetime import date

import openpyxl
import pytest
import python_calamine

import pmo_xl
from pmo_xl.sheets.files.book import open_book
from tests.badinput.cases import READABLE
from tests.badinput.package import PASSWORD
from tests.support.office import complaints

DAY = date(2024, 5, 20)
# What openpyxl needs longer than half a minute for, or does not read at all.
NOT_FOR_OPENPYXL = {"06", "07", "07b", "09", "14", "14b", "15", "44", "50", "51", "53", "54", "56"}


EVERY = [pytest.param(case, id=str(case), marks=[pytest.mark.full] * case.costly) for case in READABLE]
# The SDK layer of the judge takes seconds a file: in the suite every eighth case goes through it, in the long form all.
JUDGED = [
    pytest.param(case, id=str(case), marks=[pytest.mark.full] * (case.costly or number % 8 > 0))
    for number, case in enumerate(READABLE)
]


def by_openpyxl(path):
    """Sheet and cell → text, for every cell openpyxl reads as a text; None when it gives up on the workbook."""
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except Exception:  # formats.md tells how many ways there are
        return None
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type in ("s", "inlineStr") and cell.value is not None
    }


def shown(value):
    return f"{value:%Y/%m/%d}" if isinstance(value, date) else value


@pytest.mark.parametrize("case", EVERY)
def test_every_cell_is_read_as_it_was_written(tmp_path, case):
    path = case.write(tmp_path)
    book = open_book(path, password=PASSWORD)
    first = book.grid(next(iter(book.grids)))
    values = {(first.sheet, cell): value for cell, value in case.values.items()}
    others = None if case.number in NOT_FOR_OPENPYXL else by_openpyxl(path)
    written = (others or {}) | values
    expected = {place: value for place, value in written.items() if place[0] in book.grids}
    assert expected == {
        (sheet, cell): shown(book.grid(sheet).value(*openpyxl.utils.cell.coordinate_to_tuple(cell)))
        for sheet, cell in expected
    }
    assert expected or case.number in NOT_FOR_OPENPYXL or case.records == 0 or others is None


@pytest.mark.parametrize("case", JUDGED)
def test_the_sdk_finds_every_report_of_what_was_read_sound(tmp_path, case):
    project, out = pmo_xl.load(case.write(tmp_path), password=PASSWORD), tmp_path / "out"
    written = [path for report in (project.check(DAY), project.daily(DAY)) for path in report.save(out).paths]
    escalation = project.escalate(DAY).save(out).paths
    memos = [path for path in escalation if "メモ" in path.name]
    for path in {*written, *escalation} - set(memos[3:]):  # a hundred memos differ in their words only
        assert complaints(path) == [], path


@pytest.mark.parametrize("case", EVERY)
def test_every_report_of_what_was_read_is_sound_and_says_the_titles_as_they_were(tmp_path, case):
    project = pmo_xl.load(case.write(tmp_path), password=PASSWORD)
    out = tmp_path / "out"
    checked, daily, escalation = project.check(DAY), project.daily(DAY), project.escalate(DAY)
    assert checked.to_json()["failed_rules"] == []
    written = [path for report in (checked, daily, escalation) for path in report.save(out).paths]
    assert len(written) >= 4
    for path in written:
        assert complaints(path, by_sdk=False) == [], path
    (page,) = (path for path in written if path.name.startswith("エスカレーション一覧"))
    read = python_calamine.CalamineWorkbook.from_path(str(page))
    told = {
        str(value) for name in read.sheet_names for row in read.get_sheet_by_name(name).to_python() for value in row
    }
    titles = {item.title[:1000] for item in escalation.items}
    assert {title for title in titles if not any(value.startswith(title) for value in told)} == set()


def test_a_text_longer_than_a_cell_is_shortened_and_says_so(tmp_path):
    (case,) = (case for case in READABLE if case.number == "35")
    escalation = pmo_xl.load(case.write(tmp_path)).escalate(DAY)
    page = escalation.save(tmp_path / "out").paths[0]
    cells = [cell.value for sheet in openpyxl.load_workbook(page) for row in sheet.iter_rows() for cell in row]
    shortened = {value for value in cells if isinstance(value, str) and len(value) > 1000}
    assert shortened == {case.values["B2"][: 32_767 - len("…（以下略）")] + "…（以下略）"}
