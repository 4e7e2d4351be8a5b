"""The written daily report: an Excel and a Word file that a person can open, print on one page, and trace."""

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, time

import docx
import msgspec
import openpyxl
import pytest
from docx.oxml.ns import qn

from pmo_xl.render import docx as word
from pmo_xl.render import soundness, template, xlsx
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.fields.daily import FIELDS
from pmo_xl.resources import SAMPLE_DAY
from pmo_xl.resources import template as shipped
from pmo_xl.settings import MetricsSection
from pmo_xl.situation import Source
from tests.make import daily_templates
from tests.metrics import g1
from tests.reports.odd_projects import beyond_every_limit, report
from tests.support.build import register_of, situation
from tests.support.office import complaints

EXCEL, WORD = shipped("日次報告.xlsx"), shipped("日次報告.docx")
SOURCES = tuple(
    Source(file, f"../{file}", "2024-05-07 15:42", "a91f" * 16)
    for file in ("テスト.xlsx", "台帳.xlsx", "課題.xlsx", "要件.xlsx")
)


def golden(**more):
    seen = g1.g1(settings=g1.config(name="基幹システム刷新", phase="UAT"))
    decision = Decision("受注I/Fの修正を適用する", "業務部長様", date(2024, 5, 8), "テスト23件が5/13以降に")
    return report(replace(seen, at=time(16), sources=SOURCES), decisions=more.pop("decisions", [decision]), **more)


CELLS = {asked.name: asked.where for asked in reversed(template.names(EXCEL))}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The golden page as two files."""
    folder = tmp_path_factory.mktemp("daily")
    values = golden().values(CELLS)
    excel, document = folder / "日次報告.xlsx", folder / "日次報告.docx"
    excel.write_bytes(xlsx.fill(EXCEL, values))
    document.write_bytes(word.fill(WORD, values))
    return excel, document


@pytest.fixture(scope="module")
def book(written):
    return openpyxl.load_workbook(written[0])


def rows(sheet, heading):
    """The rows below a heading cell of column A, as lists, to the first blank one."""
    first = next(cell.row for cell in sheet["A"] if cell.value == heading) + 1
    found = []
    for row in sheet.iter_rows(min_row=first, values_only=True):
        if not any(value not in (None, "") for value in row):
            break
        found.append(list(row))
    return found


def test_the_shipped_templates_come_from_their_builder(tmp_path):
    daily_templates.build(tmp_path)
    once = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    daily_templates.build(tmp_path)
    assert once == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for own in (EXCEL, WORD):
        assert template.names(own) == template.names(tmp_path / own.name)


@pytest.mark.parametrize("path", [EXCEL, WORD], ids=["xlsx", "docx"])
def test_the_templates_ask_only_for_what_the_report_gives(path):
    assert [str(problem) for problem in soundness.check(path, FIELDS)] == []


def test_office_finds_nothing_to_repair(written, tmp_path):
    for path in (*written, EXCEL, WORD):
        assert complaints(path) == []
    for name, data in (
        ("full.xlsx", xlsx.fill(EXCEL, beyond_every_limit().values())),
        ("full.docx", word.fill(WORD, beyond_every_limit().values())),
    ):
        (tmp_path / name).write_bytes(data)
        assert complaints(tmp_path / name) == []


def test_the_same_report_is_the_same_bytes():
    assert xlsx.fill(EXCEL, golden().values()) == xlsx.fill(EXCEL, golden().values())
    assert word.fill(WORD, golden().values()) == word.fill(WORD, golden().values())


def test_two_runs_write_the_same_bytes(tmp_path):
    """Two processes whose sets are ordered differently; there is no time stamp in the files at all."""
    written = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        command = [sys.executable, "-m", "pmo_xl", "daily", "workbooks", f"--as-of={SAMPLE_DAY}", "--out", str(out)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        written.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert len(written[0]) == 2
    assert written[0] == written[1]


def test_the_page_says_what_g1_says(book):
    page = book["日次報告"]
    said = {str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None}
    assert page["A1"].value == "UAT日次報告 第9号"
    assert {"55.0%", "5/21", "6件", "赤●", "完了見込は計画の2営業日後です。", "本日のできごと"} <= said
    assert "・テスト実施16件(本日計画16件のうち14件)" in said
    assert not [text for text in said if "{{" in text or "None" in text]


def test_the_page_is_one_sheet_of_a4_in_one_font_without_merged_cells(book):
    page = book["日次報告"]
    assert page.page_setup.paperSize == 9
    assert page.page_setup.orientation in (None, "default", "portrait")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight in (None, 1)
    margins = page.page_margins
    assert [round(inch * 25.4) for inch in (margins.left, margins.right, margins.top, margins.bottom)] == [
        12,
        12,
        15,
        15,
    ]
    assert page.print_area
    assert not page.merged_cells.ranges
    fonts = {cell.font.name for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert fonts == {"游ゴシック"}
    assert next(cell for row in page.iter_rows() for cell in row if cell.value == "55.0%").font.size == 20
    assert all(sheet.sheet_state == "visible" for sheet in book)
    assert all(sheet["A1"].value and sheet.freeze_panes for sheet in book)


def test_every_sheet_says_how_it_counts_and_whether_it_may_be_quoted(book):
    for sheet in book.worksheets[1:]:
        assert "単位=件数" in sheet.oddFooter.left.text
        assert "営業日=土日祝除く" in sheet.oddFooter.left.text
        assert "データ要修正" in sheet.oddFooter.left.text
        assert "#a91f" in sheet.oddFooter.left.text
        assert sheet.oddFooter.right.text == "&P / &N"
    stamped = openpyxl.load_workbook(io.BytesIO(xlsx.fill(EXCEL, beyond_every_limit().values())))
    assert all(sheet["A1"].value.startswith("【参考値】") for sheet in stamped)
    assert all(sheet.oddHeader.left.text.startswith("【参考値】") for sheet in stamped.worksheets[1:])


def test_another_basis_is_named_in_the_foot():
    settings = msgspec.structs.replace(g1.config(), metrics=MetricsSection(basis="run"))
    page = report(g1.g1(settings=settings)).values()
    assert page["footer"]["definition"] == "消化=OK+NG 完了=OK 単位=実行回数"


def test_the_charts_say_their_sentence_to_those_who_do_not_see_them(written):
    with zipfile.ZipFile(written[0]) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert "5/7時点で不具合累計 34、残テスト 90、不具合残 21。値はシート「グラフデータ」にあります。" in drawing
    assert "消化率 55.0%、計画 64.0%。" in drawing


def test_the_lights_are_filled_by_their_word_or_mark(book):
    page = book["日次報告"]
    rules_ = [rule for area in page.conditional_formatting for rule in area.rules if rule.dxf.fill]
    fills = {rule.dxf.fill.bgColor.rgb[-6:] for rule in rules_}
    assert fills == {"F4B6B0", "FFE699", "C6E0B4"}
    assert all("LEFT" in rule.formula[0] and "RIGHT" in rule.formula[0] for rule in rules_)


def test_the_lists_behind_the_page_are_whole_and_lead_to_their_cells(book):
    sheet = book["明細"]
    tests = rows(sheet, "テストID")
    # planned for 5/7: T-113 … T-128; run on 5/7: 16, T-111 … T-126 without the two that were skipped
    assert {row[0] for row in tests} >= {"T-127", "T-128"}
    assert sum(row[4] in ("OK", "NG") for row in tests) == 16
    # new today 6, and the critical one and three high ones that are older
    assert len(rows(sheet, "不具合ID")) == 6 + 4
    assert [row[0] for row in rows(sheet, "課題ID")] == [f"K-00{n}" for n in range(1, 7)]
    link = next(cell for cell in sheet["I"] if cell.hyperlink and str(cell.value).startswith("一覧!"))
    assert ".xlsx" in (link.hyperlink.target or link.hyperlink.location)


def test_the_chart_is_bound_to_the_visible_data(written, book):
    sheet = book["グラフデータ"]
    days = rows(sheet, "日付")
    assert len(days) == 17
    # the tenth column of the list is the number of defects closed: G1's defect_curve
    assert [row[9] for row in days[:9]] == [0, 0, 0, 0, 0, 5, 5, 9, 13]
    assert [row[4] for row in days[:9]] == [9, 21, 27, 44, 61, 74, 87, 94, 110]
    assert days[9][4] is None
    # forecast: of the last seven days' OK (4, 15, 16, 11, 12, 5, 14) four are 12 or more, six are 5 or more
    assert [tuple(row[6:8]) for row in days[8:10]] == [(None, None), (96 + 12, 96 + 5)]
    with zipfile.ZipFile(written[0]) as package:
        charts = [
            package.read(name).decode() for name in package.namelist() if re.search(r"charts/chart\d+\.xml$", name)
        ]
    trend = next(chart for chart in charts if "<c:lineChart>" in chart)
    assert "グラフデータ!$O$9:$O$25" in trend
    assert "<c:v>残テスト 90</c:v>" in trend
    assert "<c:legend>" not in trend


def test_every_printed_figure_can_be_traced(book):
    sheet = book["根拠"]
    table = {row[2]: row for row in reversed(rows(sheet, "キー"))}
    rate = table["消化率"]
    assert [row[0] for row in rows(sheet, "キー")][:2] == ["N01", "N02"]
    assert rate[1] == "日次報告!A8 ①"
    assert book["日次報告"]["A8"].value == rate[3] == "55.0%"
    assert (rate[4], rate[6], rate[7]) == (0.55, 110, 200)
    # the tests G1 says were run
    assert rate[8] == "T-001〜T-020、T-031〜T-040、T-045〜T-110、T-113〜T-126"
    assert (rate[10], rate[11]) == ("テスト.xlsx", "2024-05-07 15:42")
    assert (rate[12], rate[13].date()) == (0.47, date(2024, 5, 2))
    assert table["不具合 B社 残"][5] == "前回残11+新規4−完了1=14"
    assert table["必要消化"][1] == "日次報告 計算の元"  # the page shows the forecast instead
    marks = {row[0]: row[-1] if row[-1] else row for row in rows(sheet, "番号")}
    assert set(marks) >= {"B1", "B2", "B9"}
    assert all("○" in row for row in rows(sheet, "番号"))
    assert ["2024/05/03(金)", "憲法記念日"] in [[row[0], row[2]] for row in rows(sheet, "日付")]


def test_every_printed_figure_is_sent_to_the_cell_it_stands_in(book):
    page = book["日次報告"]
    table = {row[2]: row for row in reversed(rows(book["根拠"], "キー"))}

    def cell(name):
        return page[table[name][1].split()[0].removeprefix("日次報告!")]

    for vendor, left, before in (("B社", 14, 11), ("A社", 7, 8)):
        row = table[f"不具合 {vendor} 残"]
        assert (cell(row[2]).value, row[4]) == (left, left)
        assert page.cell(cell(row[2]).row, page["F30"].column).value == vendor
        assert (row[12], row[13].date()) == (before, date(2024, 5, 2))
    assert cell("不具合 合計 残").value == table["不具合 合計 残"][4] == 21
    assert "実施16件(本日計画16件のうち14件)" in cell("本日の実施").value
    assert "累計16件" in cell("計画日を過ぎた未消化").value
    assert "新規6件" in cell("本日の新規不具合").value
    # the page draws the defect curve (quality is the worse light): the burn-up stands on グラフデータ alone
    assert "残テスト 90" in cell("残テスト(5/7)").value
    assert table["バーンアップ(最終点)"][1].startswith("グラフデータ!")


def test_more_than_two_hundred_ids_are_listed_in_full_on_their_own_sheet():
    day = date(2024, 5, 7)
    tests = register_of(
        "test",
        ["id", "planned_date", "executed_date", "result"],
        [[f"T-{number:04}", day, day, "pass"] for number in range(1, 202)],
    )
    data = xlsx.fill(EXCEL, report(situation("2024-05-07", tests)).values())
    book = openpyxl.load_workbook(io.BytesIO(data))
    rate = next(row for row in rows(book["根拠"], "キー") if row[2] == "消化率")
    assert rate[8] == "T-0001〜T-0201 計201件(全件は根拠ID)"
    listed = [row for row in rows(book["根拠ID"], "ID") if rate[0] in row[1].split("、")]
    # the heading of the register stands in row 1, so its 201 rows are 2 … 202
    assert listed[0][0] == "T-0001〜T-0201"
    assert listed[0][3] == "一覧!A2〜A202"


def test_a_formula_in_a_title_stays_text(tmp_path):
    made = golden(decisions=[Decision("=HYPERLINK(1)", "<b>&様", None, "{{ title }}")], project="A & B <x>")
    book = openpyxl.load_workbook(io.BytesIO(xlsx.fill(EXCEL, made.values())))
    cell = next(cell for row in book["日次報告"].iter_rows() for cell in row if cell.value == "=HYPERLINK(1)")
    assert cell.data_type == "s"
    document = docx.Document(io.BytesIO(word.fill(WORD, made.values())))
    said = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "<b>&様" in said
    assert "{{ title }}" in said


def test_the_word_page_has_headings_marked_heading_rows_and_page_numbers(written):
    document = docx.Document(written[1])
    body = document.element.body
    headings = [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in body.iter(qn("w:p"))
        if (style := paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) is not None
        and style.get(qn("w:val")) == "Heading1"
    ]
    assert headings == [
        "ご判断いただきたいこと",
        "信号",
        "推移　不具合とテストの残り(PB曲線)",
        "ベンダー別 不具合",
        "本日のできごと",
        "明日の予定　5/8(水)",
    ]
    assert len(list(body.iter(qn("w:tblHeader")))) == 4
    assert document.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "游ゴシック"
    footer = document.sections[0].footer._element.xml
    assert "NUMPAGES" in footer
    assert document.core_properties.title == "UAT日次報告 第9号 基幹システム刷新"
    assert document.core_properties.author == "PMO"


def test_the_word_chart_is_native_and_says_its_sentence(written):
    with zipfile.ZipFile(written[1]) as package:
        charts = [name for name in package.namelist() if re.search(r"charts/chart\d+\.xml$", name)]
        assert len(charts) == 1  # the other curve's chart is gone
        chart = package.read(charts[0]).decode()
        document = package.read("word/document.xml").decode()
        behind = next(name for name in package.namelist() if name.startswith("word/embeddings/"))
        data = openpyxl.load_workbook(io.BytesIO(package.read(behind))).active
    assert "chart:" not in document
    assert "5/7時点で不具合累計 34、残テスト 90、不具合残 21" in document
    assert "<c:v>残テスト 90</c:v>" in chart
    assert [cell.value for cell in data["E"]][:4] == ["残テスト", 191, 179, 173]
