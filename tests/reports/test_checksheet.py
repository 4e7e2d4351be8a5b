"""指摘一覧: whose finding it is, what is printed of it, and the workbook that comes out."""

import io
from datetime import date

import msgspec
import openpyxl
import pytest

from pmo_xl.model.link import Link
from pmo_xl.render import xlsx
from pmo_xl.reports.checksheet import UNADDRESSED, check_sheet
from pmo_xl.resources import template
from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.registry import catalogue
from pmo_xl.settings import Accept, CheckSection, Config, Params
from pmo_xl.situation import Source
from tests.support.build import register, situation

RULES = ("I-003", "I-006", "T-001", "X-007", "P-002")  # enough for the page; what a rule finds is tested with it
ISSUES = """
    | id    | title | owner        | owner_org | status | due_date   | raised_date | closed_date |
    | K-001 | 帳票  | 佐藤一郎さん | 営業部    | open   | 2024-04-30 | 2024-04-22  |             |
    | K-002 | 画面  |              | 経理部    | closed | 2024-04-30 | 2024-04-22  |             |
    | K-003 | 送信  |              |           | open   | 2024-05-02 | 2024-04-22  |             |"""
TESTS = """
    | id    | executed_date | result | tester |
    | T-001 |               | pass   | 鈴木   |"""
ROSTER = """
    | owner     | side     |
    | 佐藤 一郎 | ユーザー |
    | 鈴木 次郎 | ユーザー |"""


def made(*registers, config=None, as_of="2024-05-07"):
    import dataclasses

    day = situation(as_of, *registers, config=config)
    day = dataclasses.replace(
        day, sources=(Source("課題管理表.xlsx", "/p/課題管理表.xlsx", "2024-05-07 15:42", "a91f" * 16),)
    )
    return check_sheet(day, run_rules([catalogue()[code] for code in RULES], day), project="基幹システム刷新 UAT")


def sheet(**more):
    return made(
        register("issue", ISSUES, file="課題管理表.xlsx", sheet="課題一覧"),
        register("test", TESTS),
        register("roster", ROSTER),
        **more,
    )


def test_each_finding_goes_to_its_owner_else_to_his_department_else_to_nobody_yet():
    by_code = {(line.finding.code, line.finding.id): line.addressee for line in sheet().lines}
    assert by_code["I-003", "K-001"] == "佐藤 一郎"  # as the roster writes the name
    assert by_code["I-006", "K-002"] == "経理部"
    assert by_code["I-003", "K-003"] == UNADDRESSED
    assert by_code["T-001", "T-001"] == "鈴木 次郎"  # a test's tester: 鈴木 can only be he


def test_one_person_and_one_company_are_one_addressee_however_they_are_spelt():
    text = """
        | id    | title | owner     | owner_org | status | due_date   |
        | K-001 | 帳票  | 高橋 花子 |           | open   | 2024-04-30 |
        | K-002 | 画面  | 高橋さん  |           | open   | 2024-04-30 |
        | K-003 | 送信  | 髙橋花子  |           | open   | 2024-04-30 |
        | K-004 | 印刷  | 高橋 花子 |           | open   | 2024-04-30 |
        | K-005 | 検索  |           | A社       | open   | 2024-04-30 |
        | K-006 | 照会  |           | ㈱Ａ社    | open   | 2024-04-30 |
        | K-007 | 登録  |           | A社       | open   | 2024-04-30 |"""
    lines = made(register("issue", text)).lines
    assert {line.addressee for line in lines if line.finding.code == "I-003"} == {"高橋 花子", "A社"}


def test_a_row_leads_to_the_cell_and_shows_old_and_new():
    rows = {row["code"] + row["id"]: row for row in sheet().values()["findings"]}
    row = rows["I-006K-002"]
    assert row["cell"] == Link("H3", "/p/課題管理表.xlsx", "課題一覧", "H3")
    assert (row["level"], row["correction"], row["fixable"]) == ("× エラー", "(空欄) → 2024/05/07", "確認")
    assert row["register"] == "課題管理表.xlsx / 課題一覧"
    assert (rows["I-003K-001"]["level"], rows["I-003K-001"]["fixable"]) == ("△ 警告", "人")
    assert (row["done"], row["due"]) == (None, None)  # for a person to fill in


def test_the_summary_counts_by_level_by_addressee_and_by_figure():
    values = sheet().values()
    # T-001, I-006 (errors), I-003 twice and P-002 for 佐藤一郎さん (warnings)
    assert values["headline"] == "指摘は5件です(エラー2・警告3・情報0)。本日の数値に影響する指摘は2件です。"
    names = [row["name"] for row in values["addressees"]]
    assert names[-1] == UNADDRESSED
    assert sum(row["total"] for row in values["addressees"]) == 5
    touched = {row["name"]: row["ids"] for row in values["figures"]}
    assert touched["バーンアップ"] == "T-001"
    assert touched["未完了課題"] == "K-002"


def test_more_of_the_same_than_fits_is_said_and_stands_on_the_full_list():
    lines = "\n".join(f"| K-{n:03} | 帳票 | open | 2024-04-30 | 2024-04-22 |" for n in range(1, 6))
    issues = register("issue", f"| id | title | status | due_date | raised_date |\n{lines}")
    few = Config(check=CheckSection(params=Params(max_repeats=3)))
    values = made(issues, config=few).values()
    assert [row["message"] for row in values["findings"]][3:] == ["同じ指摘が他に2件あります(別紙 全件)"]
    assert len(values["all"]) == len(values["by_addressee"]) == 5


def test_the_cap_is_one_of_the_register_not_of_each_of_its_sheets():
    head = "| id | title | status | due_date | raised_date |\n"
    april, may = (
        register(
            "issue", head + "\n".join(f"| K-{n} | 帳票 | open | 2024-04-30 | 2024-04-22 |" for n in numbers), sheet=name
        )
        for name, numbers in (("4月", range(101, 104)), ("5月", range(201, 204)))
    )
    both = type(april)("issues", "issue", april.records + may.records, april.tables + may.tables)
    values = made(both, config=Config(check=CheckSection(params=Params(max_repeats=4)))).values()
    assert [row["message"] for row in values["findings"]][4:] == ["同じ指摘が他に2件あります(別紙 全件)"]
    assert len(values["all"]) == 6


def test_accepted_findings_stand_apart_with_reason_and_end():
    accept = Accept(code="I-003", id="K-001", until=date(2024, 5, 20), reason="顧客回答待ち")
    values = sheet(config=Config(check=CheckSection(accept=(accept,)))).values()
    (row,) = values["accepted"]
    assert (row["code"], row["id"], row["reason"], row["until"]) == (
        "I-003",
        "K-001",
        "顧客回答待ち",
        date(2024, 5, 20),
    )
    assert values["counts"]["accepted"] == 1
    assert ("I-003", "K-001") not in [(line["code"], line["id"]) for line in values["findings"]]


def test_without_a_finding_the_page_says_so_and_lists_what_was_skipped():
    values = made(
        register(
            "issue",
            """
        | id    | title | status | due_date   |
        | K-001 | 帳票  | open   | 2024-05-10 |""",
        )
    ).values()
    assert values["headline"].startswith("指摘はありません(確認")
    assert values["findings"][0]["message"] == "指摘はありません"
    assert {"code": "X-007", "name": "実施対象のテストが1件もない要件", "reason": "要件一覧がありません"} in values[
        "skipped"
    ]


def test_a_rule_that_broke_is_named_and_never_reads_as_nothing_found():
    def broken(issues, context):
        """壊れる確認。"""
        raise ValueError("桁が足りません")
        yield

    wrecked = msgspec.structs.replace(catalogue()["I-013"], check=broken)
    day = situation("2024-05-07", register("issue", "| id | title |\n| K-001 | 帳票の桁が足りない |"))
    values = check_sheet(day, run_rules([wrecked], day), project="").values()
    assert values["headline"] == "指摘はありません(確認0件を実行、1件は実行できず)"
    (row,) = values["failed"]
    assert row["code"] == "I-013"
    assert row["reason"].startswith("この確認は実行できませんでした(I-013 壊れる確認)")


def test_the_same_findings_give_the_same_values():
    assert sheet().values() == sheet().values()


@pytest.fixture(scope="module")
def workbook():
    return openpyxl.load_workbook(io.BytesIO(xlsx.fill(template("指摘一覧.xlsx"), sheet().values())))


def test_the_workbook_has_its_five_sheets(workbook):
    assert workbook.sheetnames == ["まとめ", "指摘", "宛先別", "受容済み", "全件"]
    for page in workbook:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert "{{" not in "".join(str(cell.value or "") for row in page.iter_rows() for cell in row)


def test_the_list_keeps_its_heading_its_filter_and_its_links(workbook):
    page = workbook["指摘"]
    assert [cell.value for cell in page[3]][:3] == ["No", "レベル", "コード"]
    assert page.freeze_panes == "A4"
    assert page.print_title_rows == "$3:$3"
    assert page.auto_filter.ref == "A3:L8"
    assert [page.cell(row, 1).value for row in range(4, 9)] == [1, 2, 3, 4, 5]
    leads = {page.cell(row, 6).value: page.cell(row, 5).hyperlink for row in range(4, 9)}
    assert leads["K-002"].location == "'課題一覧'!H3"
    assert leads["K-002"].target.endswith(".xlsx")


def test_levels_are_told_by_mark_and_word_and_only_then_by_colour(workbook):
    page = workbook["全件"]
    assert {page.cell(row, 2).value for row in range(4, page.max_row + 1)} == {"× エラー", "△ 警告"}
    assert len(list(page.conditional_formatting)) == 1


def test_the_template_is_what_its_builder_makes(tmp_path):
    from tests.make.check_template import build

    build(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == template("指摘一覧.xlsx").read_bytes()
