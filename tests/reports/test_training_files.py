"""The written トレーニング: sound whatever the project holds, each number traceable to its rows."""

import io
import re
from functools import cache

import openpyxl
import pytest

from pmo_xl.render import soundness, template, xlsx
from pmo_xl.render.tags import known_names
from pmo_xl.reports.fields.training import FIELDS
from pmo_xl.reports.training_lists import ROWS
from pmo_xl.resources import template as shipped
from tests.make import training_template
from tests.reports.training_cases import CASES, people, report
from tests.support.office import complaints, converted, pages_of

FILE = shipped("トレーニング.xlsx")
CELLS = {asked.name: asked.where for asked in reversed(template.names(FILE))}
SHEETS = [
    "受講準備",
    "受講状況",
    "気づき・課題",
    "未分類",
    "改善提案",
    "フィードバック",
    "説明書修正確認",
    "明細",
    "根拠",
    "根拠ID",
]


@cache
def values(case):
    return CASES[case]().values(CELLS)


@cache
def written(case):
    return xlsx.fill(FILE, values(case))


def book_of(case):
    return openpyxl.load_workbook(io.BytesIO(written(case)))


def said_on(page):
    return {str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None}


def test_the_shipped_template_comes_from_its_builder(tmp_path):
    training_template.build(tmp_path / "once.xlsx")
    training_template.build(tmp_path / "twice.xlsx")
    assert (tmp_path / "once.xlsx").read_bytes() == (tmp_path / "twice.xlsx").read_bytes()
    assert template.names(FILE) == template.names(tmp_path / "once.xlsx")


def test_the_template_asks_only_for_what_the_report_gives():
    assert [str(problem) for problem in soundness.check(FILE, FIELDS)] == []
    given = {name for case in CASES for name in known_names(values(case))}
    assert {name for name in given if not name.endswith("[]")} - set(FIELDS) == set()
    assert {name for name in FIELDS if "[]" not in name} - given == set()


@pytest.mark.parametrize("case", CASES)
def test_office_finds_nothing_to_repair(case, tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(written(case))
    assert complaints(path, by_sdk=case == "full") == []
    assert book_of(case).sheetnames == SHEETS


@pytest.mark.parametrize("case", CASES)
def test_nothing_of_the_template_and_of_the_program_is_left(case):
    for sheet in book_of(case):
        assert not [text for text in said_on(sheet) if "{{" in text or re.search(r"\bNone\b", text)]


def test_the_same_report_is_the_same_bytes():
    assert xlsx.fill(FILE, CASES["all"]().values(CELLS)) == written("all")


@pytest.mark.parametrize("case", ["all", "full", "issues"])
def test_every_row_of_the_evidence_leads_to_a_cell_that_holds_its_number(case):
    book = book_of(case)
    rows = [row for row in book["根拠"].iter_rows(min_row=5, values_only=True) if re.fullmatch(r"N\d+", str(row[0]))]
    assert len(rows) > 5
    for row in (row for row in rows if not row[1].endswith("フッター 脚注")):
        sheet, _, cell = row[1].split()[0].rpartition("!")
        assert str(row[3]) in str(book[sheet][cell].value), row


@pytest.mark.parametrize("case", ["all", "full", "issues", "columns"])
def test_every_number_of_people_and_matters_has_its_row_of_evidence(case):
    book = book_of(case)
    rows = [row for row in book["根拠"].iter_rows(min_row=5, values_only=True) if re.fullmatch(r"N\d+", str(row[0]))]
    proved = {
        (row[1].split()[0], number) for row in rows for number in re.findall(r"[\d,.]+(?:名|件|%|種類)", str(row[3]))
    }
    printed = {
        (f"{name}!{cell.coordinate}", number)
        for name in SHEETS[:7]
        for row in book[name].iter_rows()
        for cell in row
        if isinstance(cell.value, str) and "1人1回を1名" not in cell.value
        for number in re.findall(r"[\d,.]+(?:名|件|%|種類)", cell.value)
    }
    assert printed
    assert printed - proved == set()


def test_the_row_after_the_thirtieth_is_on_the_sheet_behind():
    book = book_of("full")
    assert "他1件(別紙 明細)" in said_on(book["受講準備"])
    rows = [row for row in book["受講準備"].iter_rows(min_row=6, values_only=True) if row[1]]
    assert len(rows) == ROWS
    assert len([row for row in book["明細"].iter_rows(min_row=5, values_only=True) if row[2]]) == ROWS + 1 + 14
    assert any(text.endswith("他2名(別紙 明細)") for text in said_on(book["受講状況"]))  # fourteen, twelve are named


def test_a_stamped_report_says_so():
    said = said_on(book_of("full")["受講準備"])
    assert any(text.startswith("【参考値】受講準備") for text in said)
    assert any(text.startswith("【参考値】B9") for text in said)


def test_what_is_not_there_is_said_on_every_sheet():
    book = book_of("empty")
    for name, text in (
        ("受講準備", "トレーニング管理表が見つかりません。"),
        ("受講準備", "データなし: トレーニング管理表が見つかりません"),
        ("受講状況", "データなし: トレーニング管理表が見つかりません"),
        ("気づき・課題", "研修の気づき・課題はありません"),
        ("説明書修正確認", "データなし: レビュー指摘の表がありません"),
        ("明細", "データなし: トレーニング管理表が見つかりません"),
    ):
        assert text in said_on(book[name]), name


def test_what_stands_in_a_cell_stays_text():
    made = report(people("| owner | planned_date | remarks |\n| =HYPERLINK(1) | 2024-05-08 | {{ title }} |"))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.fill(FILE, made.values(CELLS))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert "{{ title }}" in said_on(book["未分類"])


@pytest.mark.office
def test_the_page_of_thirty_people_is_one_page(tmp_path):
    book = book_of("full")
    for name in book.sheetnames[1:]:
        del book[name]
    book.save(tmp_path / "受講準備.xlsx")
    (path,) = converted([tmp_path / "受講準備.xlsx"], "pdf", tmp_path, fonts=True)
    assert pages_of(path) == 1
