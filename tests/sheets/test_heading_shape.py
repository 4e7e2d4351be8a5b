"""Headings told by their looks where few of their words are known, and lists of choices told from records."""

from pmo_xl.sheets.finding.layout import find_tables
from tests.support.grids import columns, grid

MEETINGS = """
    | 会議体一覧 |
    |
    | 会議の呼び名 | ねらい           | ひん度 | 主催 | 次の開催  |
    | ステコミ     | 重要事項を決める | 月1回  | 青葉 | 2024/5/23 |
    | PMO定例      | 進み具合を見る   | 週1回  | 白樺 | 2024/5/14 |
    | 分科会       | 要件を詰める     | 隔週   | 紅葉 | 2024/5/16 |
"""


def only(sheet):
    (table,) = find_tables(sheet).tables
    return table


def test_a_bold_row_of_names_over_rows_of_values_is_a_heading_whatever_the_names():
    table = only(grid(MEETINGS, sheet="会議", dressed_rows=frozenset({3})))
    assert (table.header_rows, table.record_rows) == ((3,), (4, 5, 6))
    assert table.kind == "other"  # shown, but in no figure
    assert table.confidence < 0.5


def test_without_looks_unknown_names_are_no_heading():
    assert find_tables(grid(MEETINGS.replace("2024/5/", "5月"), sheet="会議")).tables == ()


def test_everyday_words_make_a_register():
    table = only(
        grid("""
            | 困りごとメモ |
            |
            | 日付 | 誰   | 聞きたいこと             | 答えた人 | 済/未 |
            | ■４月分 |
            | 4/21 | 青葉 | 得意先コードの桁が増えた | 柏木     | 済    |
            | 4/22 | 若葉 | 備考が消える             | 柏木     | 未    |
        """, sheet="営業", file="問い合わせ一覧.xlsx")
    )  # fmt: skip
    assert table.header_rows == (3,)  # and not the row of 4/21, which looks like the rows below it
    assert table.record_rows == (5, 6)
    assert columns(table) == {"A": "raised_date", "B": "raised_by", "C": "title", "D": "responded_by", "E": "status"}


CHOICES = """
    | 状況   | 優先度 | 領域   |
    | 未着手 | 高     | 販売   |
    | 対応中 | 中     | 物流   |
    | 完了   | 低     | 会計IF |
    | 取下げ |        | 基盤   |
    |        |        | 共通   |
"""


def test_columns_of_choices_are_no_records():
    layout = find_tables(grid(CHOICES, sheet="シート2"))
    assert layout.tables == ()
    assert layout.skipped == "選択肢の一覧（マスタ）です"


def test_columns_that_drop_downs_take_their_words_from_are_no_records():
    even = "\n".join(line for line in CHOICES.splitlines() if "共通" not in line and "基盤" not in line)
    layout = find_tables(grid(even, sheet="シート2", choice_columns=frozenset({1, 2})))
    assert layout.skipped == "選択肢の一覧（マスタ）です"


def test_records_with_gaps_stay_records():
    table = only(
        grid("""
            | 件名   | 状況   | 優先度 | 担当 |
            | 帳票   | 未着手 |        | 青葉 |
            | 画面   |        | 高     |      |
            | 性能   | 完了   | 低     | 若葉 |
        """, sheet="課題")
    )  # fmt: skip
    assert table.record_rows == (2, 3, 4)


def test_counted_verdicts_are_statistics_and_seals_are_no_table():
    layout = find_tables(
        grid("""
            | 環境      | 項目数 | OK | NG | 保留 | 残 |
            | Chrome    | 11     | 9  | 1  | 0    | 1  |
            | Edge      | 11     | 9  | 1  | 0    | 1  |
        """)
    )  # fmt: skip
    assert layout.tables == ()
    seals = find_tables(grid("| 承認 | 査閲 | 作成 |\n| 白樺 | 柏木 | 青葉 |\n| 5/1 | 5/1 | 4/30 |"))
    assert seals.tables == ()
