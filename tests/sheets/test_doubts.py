"""What a person is asked to check: said once, the gravest first; and what the reader merely took for granted."""

from datetime import date

from pmo_xl.sheets.doubts import doubt_of_sheet, doubts_of
from pmo_xl.sheets.read import read_project
from pmo_xl.sheets.reading import SheetReading
from tests.support.sheet import workbook

ISSUES = """
    | 課題ID | 課題名       | 状態   | 期限       | 優先度 |
    | K-001  | 受注が止まる | 対応中 | 2024/04/30 | 高     |
    | K-002  | 帳票が出ない | 完了   | R6.5.7     | -      |
    | K-003  | 印刷が遅い   | なぞ   | '2024/5/32 | 高     |
    | K-004  | 画面が乱れる | なぞ   | 5/10       | 高     |
    | K-005  | 検索が遅い   | 様子見 | 5月上旬    | 高     |"""


def only_table(tmp_path, text=ISSUES, name="課題一覧"):
    reading = read_project([workbook(tmp_path / "課題管理表.xlsx", **{name: text})], near=date(2024, 5, 7))
    ((one,),) = [sheet.read for sheet in reading.files[0].sheets]
    return one


def said(doubts):
    return [doubt.says for doubt in doubts]


def test_words_and_cells_that_cannot_be_read_are_asked_about(tmp_path):
    asked = doubts_of(only_table(tmp_path)).asked
    assert said(asked) == [
        "状態の「なぞ」2件、「様子見」1件が読めません",
        "D列「期限」の1件は日付として使えません（例: 4行目「2024/5/32」）",
    ]
    words, cell = asked
    assert (cell.column, cell.rows) == (4, (4,))
    assert (words.field, words.words, words.rows) == ("status", ("なぞ", "様子見"), (4, 5, 6))


def test_a_dash_in_a_column_of_words_is_no_unknown_word(tmp_path):
    assert not any("優先度" in words for words in said(doubts_of(only_table(tmp_path)).asked))


def test_what_was_only_written_in_another_way_is_a_guess(tmp_path):
    guessed = said(doubts_of(only_table(tmp_path)).guessed)
    assert "D列「期限」の1件は文字で書かれた日付です（例: 3行目「R6.5.7」→2024/05/07）" in guessed
    assert "D列「期限」の1件は年を補って読みました（例: 5行目「5/10」→2024/05/10）" in guessed
    assert "D列「期限」の1件は日を特定できない書き方です（例: 6行目「5月上旬」→2024/05/10）" in guessed


def test_nothing_is_said_twice(tmp_path):
    """The notes of the reader that rows, columns, words and cells show already are left out; no other is."""
    table = """
        | 課題管理表 |              |        |            |
        | 課題ID     | 課題名       | 状態   | 期限       |
        | 例         | 記入例です○○ | 対応中 | 2000/01/01 |
        | K-001      | 受注が止まる | なぞ   | R6.5.7     |
        | K-002      | 帳票が出ない | 完了   | '2024/5/32 |
        | 合計       | 2            |        |            |"""
    one = only_table(tmp_path, table)
    assert len(one.table.notes) >= 4
    doubts = doubts_of(one)
    assert len(doubts.asked) == 2
    assert said(doubts.guessed) == ["D列「期限」の1件は文字で書かれた日付です（例: 4行目「R6.5.7」→2024/05/07）"]
    assert doubts.remarks == ()


def test_a_field_such_a_table_cannot_do_without_is_missed_beside_the_heading_nearest_to_it(tmp_path):
    asked = doubts_of(
        only_table(
            tmp_path,
            """
            | 課題ID | 課題名 | 担当者 | 対応内容 | 優先度 | いまの状態メモ欄その1 |
            | K-001  | あ     | 山田   | 調査した | 高     |                       |
            | K-002  | い     | 佐藤   | 直した   | 低     |                       |""",
        )
    ).asked
    missed = {doubt.field: doubt for doubt in asked if doubt.about == "missing"}
    assert set(missed) == {"status", "due_date"}
    assert missed["status"].column == 6
    assert "近い見出しはF列「いまの状態メモ欄その1」です" in missed["status"].says
    assert "使っていない列: F列" in missed["due_date"].says


def test_a_description_does_for_a_title(tmp_path):
    asked = doubts_of(
        only_table(
            tmp_path,
            """
            | 課題ID | 課題内容     | 状態   | 期限       |
            | K-001  | 受注が止まる | 対応中 | 2024/04/30 |""",
        )
    ).asked
    assert asked == ()


def test_a_state_worked_out_from_the_closing_date_is_not_missed(tmp_path):
    doubts = doubts_of(
        only_table(
            tmp_path,
            """
            | 課題ID | 課題名       | 期限       | 完了日     |
            | K-001  | 受注が止まる | 2024/04/30 | 2024/05/01 |
            | K-002  | 帳票が出ない | 2024/05/30 |            |""",
        )
    )
    assert not any(doubt.about == "missing" for doubt in doubts.asked)
    assert any("完了日" in words for words in said(doubts.guessed))


def test_two_columns_for_one_field_are_asked_about(tmp_path):
    doubts = doubts_of(
        only_table(
            tmp_path,
            """
            | 課題ID | 課題名 | 状態   | 期限       | 回答期限   |
            | K-001  | あ     | 対応中 | 2024/04/30 | 2024/05/02 |
            | K-002  | い     | 対応中 | 2024/05/30 | 2024/06/02 |""",
        )
    )
    (rival,) = [doubt for doubt in doubts.asked if doubt.about == "column"]
    assert (rival.column, rival.field) == (5, "due_date")


def test_a_table_of_unknown_kind_comes_first(tmp_path):
    one = only_table(
        tmp_path,
        """
        | No | 担当者 | 期限       | 優先度 | 備考   |
        | 1  | 山田   | 2024/05/01 | 高     | あああ |
        | 2  | 佐藤   | '2024/5/32 | 低     | いいい |""",
        name="Sheet1",
    )
    assert one.table.kind == "other"
    asked = doubts_of(one).asked
    assert asked[0].about == "kind"
    assert "集計には使いません" in asked[0].says


def test_a_sheet_on_which_no_heading_was_found_is_in_doubt_and_a_cover_is_not(tmp_path):
    prose = "\n".join(f"| これは{number}行目の文章で、どこにも見出しがありません。 |" for number in range(80))
    reading = read_project([workbook(tmp_path / "資料.xlsx", メモ書き=prose, 表紙="| 表紙 |")])
    memo, cover = reading.files[0].sheets
    assert memo.skipped == doubt_of_sheet(memo).says
    assert cover.skipped
    assert doubt_of_sheet(cover) is None


def test_a_sheet_that_cannot_be_read_is_in_doubt():
    damaged = SheetReading("一覧", "シートの部品が壊れています", damaged=True)
    assert doubt_of_sheet(damaged).says == "シートの部品が壊れています"
