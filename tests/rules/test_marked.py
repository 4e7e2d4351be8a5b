"""G-014: what is struck through or coloured although no word says it."""

from datetime import date

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

import pmo_xl
from pmo_xl.sheets.read import register_from_rows
from tests.rules.asking import check, reasons, told
from tests.support.grids import grid


def sheet(text, *, kind="issue", **facts):
    drawn = grid(text, **facts)
    return register_from_rows(kind, drawn.rows, facts=drawn.facts)


STRUCK = """
    | No.   | 件名       | 状態   | 期限       |
    | K-001 | 帳票の桁   | 対応中 | 2024/05/10 |
    | K-002 | 画面の文言 | 対応中 | 2024/05/02 |
    | K-003 | 送信の遅れ | 取り下げ | 2024/05/02 |
    | K-004 | 印刷の余白 | 完了   | 2024/05/02 |"""


def struck(*cells):
    return {row: frozenset(columns) for row, columns in cells}


def test_an_open_record_struck_through_is_told_with_the_word_the_sheet_uses():
    (finding,) = check(sheet(STRUCK, struck=struck((2, {2}))), codes=["G-014"]).findings
    assert (finding.place.cell, finding.field, finding.id, finding.level) == ("B2", "title", "K-001", "warning")
    assert finding.message == (
        "B2は取り消し線ですが、状態は「対応中」のままです。取下げなら状態を「取り下げ」にしてください。"
    )
    assert (finding.fix.kind, finding.fix.place.cell, finding.fix.old, finding.fix.new) == (
        "suggest",
        "C2",
        "対応中",
        "取り下げ",
    )


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ((2, {1}), [("G-014", "A2")]),  # the id
        ((2, {4}), []),  # a due date that was replaced by hand
        ((4, {1, 2, 3, 4}), []),  # withdrawn, and says so
        ((5, {1, 2}), []),  # done
    ],
)
def test_only_id_and_title_of_what_is_open(cells, found):
    assert told(check(sheet(STRUCK, struck=struck(cells)), codes=["G-014"])) == found


def test_of_a_test_its_last_verdict_is_to_be_withdrawn():
    tests = """
        | ID    | テスト項目 | 結果1  | 結果2 |
        | T-001 | 受注登録   | NG     |       |
        | T-002 | 受注取消   | 対象外 |       |"""
    register = sheet(tests, kind="test", struck=struck((2, {2}), (3, {2})))
    (finding,) = check(register, codes=["G-014"]).findings
    assert (finding.place.cell, finding.fix.place.cell, finding.fix.new) == ("B2", "C2", "取下")


MANY = """
    | No.   | 件名       | 状態   | 担当 | 期限       |
    | K-001 | 帳票の桁   | 対応中 | 佐藤 | 2024/05/10 |
    | K-002 | 画面の文言 | 完了   | 鈴木 | 2024/05/02 |
    | K-003 | 送信の遅れ | 完了   | 佐藤 | 2024/05/13 |
    | K-004 | 印刷の余白 | 対応中 | 鈴木 | 2024/05/14 |
    | K-005 | 宛名のずれ | 対応中 | 佐藤 | 2024/05/02 |
    | K-006 | 単価の誤り | 完了   | 佐藤 | 2024/05/15 |
    | K-007 | 締め日     | 対応中 | 鈴木 | 2024/05/16 |
    | K-008 | 消費税     | 完了   | 鈴木 | 2024/05/17 |"""


def on_yellow(*rows, column=2):
    return {row: {column: "yellow"} for row in rows}


def coloured(grounds):
    return told(check(sheet(MANY, grounds=grounds), codes=["G-014"]))


def test_three_rows_of_one_colour_that_no_word_explains_are_told_once():
    """K-001 and K-007 are open, K-002 is done; each owner has some of them."""
    (finding,) = check(sheet(MANY, grounds=on_yellow(2, 3, 8)), codes=["G-014"]).findings
    assert (finding.place.cell, finding.field, finding.fix) == ("B2", "title", None)
    assert finding.message == (
        "B2など3行が同じ色で塗られていますが、どの列の言葉からも色の意味が分かりません。"
        "集計は色を読みません。意味を状態や備考に書いてください。"
    )
    assert finding.record is None


@pytest.mark.parametrize(
    "grounds",
    [
        {},
        on_yellow(2, 3),  # two are a coincidence
        on_yellow(*range(2, 10)),  # all of them: that is the paper
        on_yellow(2, 4, 6, 8),  # stripes
        on_yellow(2, 5, 6, 8),  # all that are open
        on_yellow(3, 4, 7, 9),  # all that are done
        on_yellow(2, 4, 6, 7),  # all of 佐藤's
        on_yellow(2, 3, 8, column=5),  # the due dates, not the records
    ],
)
def test_a_colour_that_goes_with_a_word_or_means_nothing_is_quiet(grounds):
    assert coloured(grounds) == []


def test_two_colours_of_three_rows_are_one_finding():
    grounds = on_yellow(2, 3, 8) | {row: {1: "red"} for row in (4, 6, 9)}
    (finding,) = check(sheet(MANY, grounds=grounds), codes=["G-014"]).findings
    assert "(ほかに1色)" in finding.message


def test_where_colours_were_not_looked_at_it_says_so():
    result = check(sheet(MANY, grounds=None), codes=["G-014"])
    assert reasons(result, "G-014") == ["「一覧」の塗りつぶしは確認していません(見るのは5,000行までの .xlsx です)"]
    assert result.ran == 1


def test_read_from_a_workbook_as_somebody_marked_it(tmp_path):
    """The whole way: K-001 struck through in its title, and three rows painted yellow, whatever their state."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in MANY.strip().splitlines():
        sheet.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    sheet["B2"].font = Font(strike=True)
    for number in (3, 5, 8):
        for cell in sheet[number]:
            cell.fill = PatternFill("solid", fgColor="FFFF00")
    book.save(tmp_path / "課題一覧.xlsx")
    findings = pmo_xl.load(tmp_path).check(as_of=date(2024, 5, 7))
    assert [(f.place.cell, f.field) for f in findings if f.code == "G-014"] == [("B2", "title"), ("B3", "title")]
