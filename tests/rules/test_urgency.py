"""Which finding comes first (E7), and that it points at the real cell of the sheet (E4)."""

import random
from datetime import date, datetime

import msgspec
import openpyxl
import pytest

import pmo_xl
from pmo_xl.cli.show import printed_findings
from pmo_xl.rules.figures import figures_touched
from tests.rules.asking import check
from tests.support.build import register


def order(*registers, codes):
    return [(finding.code, finding.id) for finding in check(*registers, codes=codes).findings]


def test_first_comes_what_changes_most_figures_of_todays_report():
    tests = register(
        "test",
        """
        | id    | result         | executed_date | planned_date |
        | T-001 | not_run        |               | 2024-05-02   |
        | T-002 | pass           |               | 2024-05-02   |
        | T-003 | not_run        | 2024-05-02    | 2024-05-10   |
        | T-004 | not_applicable |               | 2024-05-02   |""",
    )
    found = check(tests, codes=["T-001", "T-002", "T-006", "T-007"]).findings
    by_id = {finding.id: finding for finding in found}
    # T-002 has no day: the figures of a day; T-003's blank result: every figure that counts verdicts
    assert len(figures_touched(by_id["T-003"])) > len(figures_touched(by_id["T-002"])) > 0
    assert figures_touched(by_id["T-001"]) == ()  # a warning
    out_of_scope = msgspec.structs.replace(by_id["T-003"], record=tests[3])
    assert figures_touched(out_of_scope) == ()  # 対象外: no figure counts it
    assert [finding.id for finding in found] == ["T-003", "T-002", "T-001"]


def test_then_what_blocks_most_tests():
    defects = register(
        "defect",
        """
        | id    | status | fix_plan_date | severity |
        | D-001 | open   | 2024-04-23    | low      |
        | D-002 | open   | 2024-04-30    | low      |
        | D-003 | open   | 2024-04-30    | critical |""",
    )
    tests = register(
        "test",
        """
        | id    | result  | defect_id | depends_on |
        | T-001 | blocked | D-002     |            |
        | T-002 | not_run |           | T-001      |
        | T-003 | fail    | D-003     |            |
        | T-004 | pass    | D-001     |            |""",
    )
    # D-002 holds up T-001 and what follows it, D-003 one test, D-001 none
    assert order(defects, tests, codes=["D-004"]) == [("D-004", "D-002"), ("D-004", "D-003"), ("D-004", "D-001")]


def test_then_the_level_then_the_due_date_then_the_place():
    issues = register(
        "issue",
        """
        | id    | title | status | due_date   | owner |
        | K-001 | 確認  | open   | 2024-05-10 | 佐藤  |
        | K-002 | 帳票の桁が足りない | open | 2024-05-02 | 佐藤 |
        | K-003 | 画面の文言が違う   | open | 2024-04-30 | 佐藤 |
        | K-004 | 送信が遅れる       | open | 2024-05-02 | 佐藤 |""",
    )
    assert order(issues, codes=["I-003", "I-013"]) == [
        ("I-003", "K-003"),  # warnings, by their due date
        ("I-003", "K-002"),  # of one day, by their row
        ("I-003", "K-004"),
        ("I-013", "K-001"),  # an info
    ]


@pytest.fixture(scope="module")
def odd_sheet(tmp_path_factory):
    """Two heading rows with merged cells, from C4 on; the second issue goes on in the row below it."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "課題一覧"
    page["C2"] = "課題管理表"
    rows = [
        ["No.", "課題", None, "対応", None, None],
        [None, "件名", "内容", "担当者", "状態", "期限"],
        ["K-001", "帳票の桁が足りない", "請求書", "佐藤", "対応中", "2024/04/30"],
        ["K-002", "画面の文言が違う", "受注画面", "鈴木", "対応中", "2024/05/02"],
        [None, None, "続きの説明", None, None, None],
        ["K-003", "送信が遅れる", "夜間", "高橋", "完了", "2024/05/02"],
        ["K-004", "印刷が薄い", "伝票", "高橋", "対応中", "2024/05/01"],
    ]
    for down, row in enumerate(rows, 4):
        for right, value in enumerate(row, 3):
            is_day = isinstance(value, str) and value.startswith("2024/")
            page.cell(down, right, datetime.strptime(value, "%Y/%m/%d") if is_day else value)
    page.merge_cells("C4:C5")
    page.merge_cells("D4:E4")
    page.merge_cells("F4:H4")
    path = tmp_path_factory.mktemp("odd") / "課題管理表.xlsx"
    book.save(path)
    return path


def test_a_finding_points_at_the_cell_a_person_sees(odd_sheet):
    found = [finding for finding in pmo_xl.load(odd_sheet).check(date(2024, 5, 7)) if finding.code == "I-003"]
    cells = {finding.id: str(finding.place) for finding in found}
    # H is the eighth column, 期限; K-002 begins in row 7 and goes on in row 8, so K-004 stands in row 10
    assert cells == {
        "K-001": "課題管理表.xlsx 課題一覧!H6",
        "K-002": "課題管理表.xlsx 課題一覧!H7",
        "K-004": "課題管理表.xlsx 課題一覧!H10",
    }
    page = openpyxl.load_workbook(odd_sheet)["課題一覧"]
    assert {finding.id: page[finding.place.cell].value.date() for finding in found} == {
        finding.id: finding.record.due_date for finding in found
    }


BROKEN = '''
from pmo_xl.rules import found, rule

@rule("Z-001", on="issue", level="info")
def broken(issues, context):
    """壊れる確認。"""
    yield found(issues[0], "title", issues[0].nothing)
'''
SETTINGS = """
[check]
rules = "rules.py"
select = ["I-003", "Z"]
[[check.accept]]
code = "I-003"
id = "K-001"
until = 2024-05-20
reason = "顧客回答待ち"
[[check.accept]]
code = "I-003"
id = "K-099"
until = 2024-05-20
reason = "済んだ話"
"""


def test_the_printed_list_ends_with_what_was_accepted_what_broke_and_what_is_in_vain(odd_sheet, tmp_path):
    (tmp_path / odd_sheet.name).write_bytes(odd_sheet.read_bytes())
    (tmp_path / "rules.py").write_text(BROKEN, "utf-8")
    (tmp_path / "pmo.toml").write_text(SETTINGS, "utf-8")
    printed = printed_findings(pmo_xl.load(tmp_path).check(date(2024, 5, 7)), saved=False).splitlines()
    assert [line.split()[2] for line in printed[:4:2]] == ["I-003", "I-003"]
    assert printed[4:6] == ["受容済み 1件", "    I-003 課題管理表.xlsx 課題一覧!H6 2024/05/20まで: 顧客回答待ち"]
    assert printed[6].startswith("× エラー この確認は実行できませんでした(Z-001 壊れる確認)。rules.py 7行目: ")
    assert printed[7] == (
        "・ 情報 受容の設定「I-003 K-099」に当たる指摘はありません。直っていれば pmo.toml から消してください。"
    )
    assert printed[8].startswith("確認 115件中 1件実行、0件は対象なし、1件は実行できず、")
    assert len(printed) == 9


def test_findings_of_equal_urgency_keep_their_order_whatever_order_the_registers_have():
    text = "| id | status | due_date |\n| K-001 | open | 2024-04-30 |"
    registers = [register("issue", text, file=f"{name}.xlsx") for name in "abc"]
    named = [type(one)(f"issues_{n}", one.kind, one.records, one.tables) for n, one in enumerate(registers)]
    expected = [finding.place.file for finding in check(*named, codes=["I-003"]).findings]
    assert expected == ["a.xlsx", "b.xlsx", "c.xlsx"]
    random.Random(7).shuffle(named)
    assert [finding.place.file for finding in check(*named, codes=["I-003"]).findings] == expected
