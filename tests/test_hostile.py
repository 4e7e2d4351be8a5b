"""Text from a cell stays that text in every output: no formula, no markup, no template code."""

from datetime import date

import docx
import openpyxl
import pytest
import python_calamine

import pmo_xl
from tests.support.office import complaints

DAY = date(2026, 11, 24)
HOSTILE = {
    "K-001": '=1+1 =HYPERLINK("http://x","押す")',
    "K-002": "{{ 7*7 }} {% for x in y %}",
    "K-003": "<b>A & B</b> </w:t></a:t>",
    "K-004": "@SUM(A1) +1 -1 の件",
    "K-005": "絵文字🎉と葛󠄀とが",
    "K-006": "_x000B_ という文字列",
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "課題一覧"
    sheet.append(["No", "件名", "状態", "重要度", "担当者", "起票日", "期限"])
    for row, (number, title) in enumerate(HOSTILE.items(), 2):
        sheet.append([number, None, "対応中", "高", "青葉一郎", date(2026, 11, 2), date(2026, 11, 9)])
        cell = sheet.cell(row, 2)
        cell.value = title.replace("_x000B_", "_x005F_x000B_")
        cell.data_type = "s"
    book.save(folder / "課題管理表.xlsx")
    project = pmo_xl.load(folder)
    out = folder / "out"
    paths = [*project.check(DAY).save(out).paths, *project.daily(DAY).save(out).paths]
    paths += project.escalate(DAY).save(out).paths
    return paths


def texts_of_book(path):
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {
        str(value) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for value in row
    }  # fmt: skip


def texts_of_document(path):
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_every_output_is_sound(outputs):
    for path in outputs:
        assert complaints(path) == [], path


@pytest.mark.parametrize("number", HOSTILE)
def test_excel_shows_the_title_as_it_was_written(outputs, number):
    (page,) = [path for path in outputs if path.name.startswith("エスカレーション一覧")]
    assert HOSTILE[number] in texts_of_book(page)


@pytest.mark.parametrize("number", HOSTILE)
def test_word_shows_the_title_as_it_was_written(outputs, number):
    (memo,) = [path for path in outputs if f"メモ_{number}_" in path.name]
    assert HOSTILE[number] in texts_of_document(memo)


def test_no_output_has_a_formula_that_came_from_a_cell(outputs):
    for path in outputs:
        if path.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(path):
                formulas = [c.value for row in sheet.iter_rows() for c in row if c.data_type == "f"]
                assert not [f for f in formulas if "HYPERLINK" in str(f) or "1+1" in str(f)], (path, sheet.title)
