"""G-002, G-003, G-011, G-012, G-015: what reading had to decide about a sheet, told at the cell."""

import pytest

from pmo_xl.model.place import Place
from pmo_xl.settings import CheckSection, Config, Params, RegisterSection
from pmo_xl.sheets.read import register_from_rows
from tests.rules.asking import check, told
from tests.support.grids import grid


def sheet(text, *, kind=None, name="課題一覧", **facts):
    """A sheet as it is read: without a kind the table is found wherever it stands."""
    drawn = grid(text, sheet=name, **facts)
    return register_from_rows(kind, drawn.rows, sheet=name, facts=drawn.facts)


ISSUES = """
    | No.   | 件名       | 状態   | 起票日     | 期限       |
    | K-001 | 帳票の桁   | 対応中 | 2024/04/22 | 2024/05/10 |
    | K-002 | 画面の文言 | 完了   | 2024/04/22 | 2024/05/02 |
    | K-003 | 送信の遅れ | 完了   | 2024/04/23 | 2024/05/02 |
    | K-004 | 印刷の余白 | 対応中 | 2024/04/24 | 2024/05/13 |"""


def test_two_columns_for_one_field_are_told_with_both_cells():
    two = ISSUES.replace("起票日", "期日  ")
    (finding,) = check(sheet(two), codes=["G-002"]).findings
    assert (finding.place, finding.field, finding.level) == (
        Place("台帳.xlsx", "課題一覧", 1, 4),
        "due_date",
        "error",
    )
    assert (
        finding.message
        == "「期日」(D1)と「期限」(E1)がどちらも「期限」に見えます。使う方を pmo.toml で指定してください。"
    )
    assert finding.record is None


def test_how_much_it_has_to_look_like_it_is_a_setting():
    two = ISSUES.replace("起票日", "期日  ")
    score = sheet(two).tables[0].rivals[0].score
    for least, found in ((score, 1), (score + 0.01, 0)):
        config = Config(check=CheckSection(params=Params(fuzzy_header=least)))
        assert len(check(sheet(two), codes=["G-002"], config=config).findings) == found


def test_a_column_that_looks_less_like_it_is_no_rival():
    assert told(check(sheet(ISSUES), codes=["G-002"])) == []


def test_rounds_of_a_test_are_no_rivals():
    rounds = """
        | ID    | テスト項目 | 結果1 | 結果2 |
        | T-001 | 受注登録   | NG    | OK    |
        | T-002 | 受注取消   | OK    |       |"""
    assert told(check(sheet(rounds, kind="test"), codes=["G-002"])) == []


def test_parts_of_one_group_are_no_rivals():
    """期限 and 期日 under one heading belong together; under two headings nobody knows which counts."""
    grouped = """
        | No.   | 件名       | 状態   | 起票       |            | 予定       |            |
        |       |            |        | 起票日     | 起票者     | 期限       | 期日       |
        | K-001 | 帳票の桁   | 対応中 | 2024/04/22 | 佐藤       | 2024/05/10 | 2024/05/13 |
        | K-002 | 画面の文言 | 完了   | 2024/04/22 | 鈴木       | 2024/05/02 | 2024/05/02 |"""
    one = sheet(grouped, merges=("D1:E1", "F1:G1"))
    assert [rival.is_close for table in one.tables for rival in table.rivals] == [True]
    assert told(check(one, codes=["G-002"])) == []
    apart = sheet(grouped.replace("予定       |            |", "予定       | 回答       |"), merges=("D1:E1",))
    assert told(check(apart, codes=["G-002"])) == [("G-002", "F2")]


TITLED = "\n    | 課題管理表 |\n    |\n" + ISSUES.strip("\n")


def headings(register, **section):
    config = Config(registers={"issues": RegisterSection(**section)}) if section else Config()
    return check(register, codes=["G-003"], config=config).findings


def test_a_heading_below_a_title_is_told():
    (finding,) = headings(sheet(TITLED))
    assert (finding.place.cell, finding.level) == ("3:3", "info")
    assert finding.message == "見出しは3行目と判断しました。違う場合は pmo.toml の header_rows を直してください。"


def test_a_heading_of_two_rows_is_told_with_both():
    two = """
        | No.   | 件名       | 起票       |        | 期限       |
        |       |            | 日付       | 氏名   |            |
        | K-001 | 帳票の桁   | 2024/04/22 | 佐藤   | 2024/05/10 |
        | K-002 | 画面の文言 | 2024/04/22 | 鈴木   | 2024/05/02 |"""
    (finding,) = headings(sheet(two, merges=("C1:D1",)))
    assert finding.place.cell == "2:2"
    assert finding.message.startswith("見出しは1〜2行目と判断しました。")


def test_a_merged_heading_is_told_and_a_merged_title_is_not_the_reason():
    assert len(headings(sheet(ISSUES, kind="issue", merges=("D1:E1",)))) == 1
    below = sheet(ISSUES, kind="issue", merges=("B2:B3",))
    assert headings(below) == ()


def test_a_plain_heading_in_the_first_row_is_nothing_to_tell_nor_one_a_person_named():
    assert headings(sheet(ISSUES)) == ()
    assert headings(sheet("|\n|\n" + ISSUES.strip("\n"))) == ()  # the first rows are blank
    assert headings(sheet(TITLED), header_rows=(3,)) == ()


def test_merges_over_records_are_one_finding_a_column():
    """B2:B3 and B4:B5 lie over two records each, D2:D3 too; E4:F4 lies in one row."""
    merged = """
        | テストID | 分類 | テスト項目 | 実施日     | 結果 | 備考 |
        | T-001    | 販売 | 受注登録   | 2024/05/02 | OK   |      |
        | T-002    |      | 受注取消   |            | OK   |      |
        | T-003    | 購買 | 発注登録   | 2024/05/02 | OK   |      |
        | T-004    |      | 発注取消   | 2024/05/02 | NG   |      |"""
    register = sheet(merged, kind="test", merges=("B4:B5", "B2:B3", "D2:D3", "E4:F4"))
    category, day = check(register, codes=["G-011"]).findings
    assert (category.place.cell, category.field, category.level) == ("B2", "category", "warning")
    assert category.message == (
        "B2:B3など2か所が結合されています。集計では上の値を下の行にも使いました。"
        "元の表は結合を解除することをお勧めします。"
    )
    assert (day.place.cell, day.field) == ("D2", "executed_date")
    assert "下の行は空欄として集計しました。" in day.message
    assert register[1].category == "販売"  # so it is
    assert register[1].executed_date is None


def test_a_merge_within_one_record_is_the_way_it_is_laid_out():
    steps = """
        | テストID | テスト項目 | 手順           | 期待結果     | 結果 |
        | T-001    | 受注登録   | 画面を開く     | 表示される   | OK   |
        |          |            | 登録を押す     | 登録される   |      |
        | T-002    | 受注取消   | 取消を押す     | 取消される   | OK   |"""
    register = sheet(steps, kind="test", merges=("A2:A3", "B2:B3"))
    assert len(register) == 2
    assert told(check(register, codes=["G-011"])) == []


def test_hidden_rows_are_told_once_a_sheet_and_only_those_of_records():
    register = sheet(ISSUES, hidden_rows=frozenset({3, 4, 9}))
    (finding,) = check(register, codes=["G-012"]).findings
    assert (finding.place.cell, finding.level) == ("3:3", "info")
    assert finding.message == (
        "非表示の行が2行あります(3〜4行目)。集計には含めています。除く場合は「対象外」にしてください。"
    )
    assert told(check(sheet(ISSUES, hidden_rows=frozenset({1})), codes=["G-012"])) == []


def test_two_registers_on_one_sheet_are_one_sheet():
    rows = frozenset({2, 5})
    first, second = sheet(ISSUES, hidden_rows=rows), sheet(ISSUES, kind="todo", hidden_rows=rows)
    assert told(check(first, second, codes=["G-012"])) == [("G-012", "2:2")]


LEFT_OUT = """
    | No.   | 件名             | 状態   | 起票日     | 期限       |
    | 例）  | 帳票の桁あふれ   | 対応中 | 2024/04/01 | 2024/04/10 |
    | 【帳票】 |               |        |            |            |
    | K-001 | 帳票の桁         | 対応中 | 2024/04/22 | 2024/05/10 |
    | K-002 | 画面の文言       | 完了   | 2024/04/22 | 2024/05/02 |
    | 【画面】 |               |        |            |            |
    | K-003 | 送信の遅れ       | 完了   | 2024/04/23 | 2024/05/02 |
    | K-004 |                  |        |            |            |
    | 合計  | 3件              |        |            |            |"""


def test_rows_that_are_not_counted_are_told_by_what_they_are_taken_for():
    """The number without anything else (row 8) is a prepared row: nothing of it could be missed."""
    register = sheet(LEFT_OUT)
    assert len(register) == 3
    found = {finding.place.cell: finding.message for finding in check(register, codes=["G-015"]).findings}
    assert found == {
        "2:2": "2行目は記入例と判断し集計から外しました。データならIDを入れてください。",
        "3:3": "3、6行目は区切り行と判断し集計から外しました。データならIDを入れてください。",
        "9:9": "9行目は合計行と判断し集計から外しました。データならIDを入れてください。",
    }


@pytest.mark.parametrize("code", ["G-011", "G-012", "G-015"])
def test_a_plain_sheet_has_nothing_of_it(code):
    result = check(sheet(ISSUES), codes=[code])
    assert result.ran == 1
    assert result.findings == ()


def test_a_section_row_has_no_id_and_needs_none():
    """R5: G-015 speaks of it, G-004 does not."""
    assert {code for code, _ in told(check(sheet(LEFT_OUT), codes=["G-004", "G-015"]))} == {"G-015"}
