"""Headings of several rows: groups above words, groups above groups, the same words in two languages."""

from pmo_xl.sheets.finding.layout import find_tables
from tests.support.grids import grid


def only(drawing, **how):
    (table,) = find_tables(grid(drawing, **how)).tables
    return table


def test_a_heading_may_be_said_again_in_english_and_have_rounds_below():
    table = only(
        """
        | ケースID     | 確認観点  | 期待結果        | テスト結果 |        |        |        | 備考 |
        | Test Case ID | Viewpoint | Expected Output | 1回目      |        | 2回目  |        | Note |
        |              |           |                 | 結果       | 実施日 | 結果   | 実施日 |      |
        | OE-01        | 初期表示  | 全項目が空欄    | Fail       | 2024/6/3 | Pass | 2024/6/5 |    |
        | OE-02        | 権限      | 非活性          | Pass       | 2024/6/3 |      |          |    |
        """,
        merges=("A2:A3", "B2:B3", "C2:C3", "D1:G1", "D2:E2", "F2:G2", "H2:H3"),
    )
    assert table.header_rows == (1, 2, 3)
    assert table.record_rows == (4, 5)
    assert {name: table.headers[column] for name, column in table.columns.items()} == {
        "test_case_id": "ケースID / Test Case ID",
        "viewpoint": "確認観点 / Viewpoint",
        "expected": "期待結果 / Expected Output",
        "result": "テスト結果 / 1回目 / 結果",
        "executed_date": "テスト結果 / 1回目 / 実施日",
        "result_2": "テスト結果 / 2回目 / 結果",
        "executed_date_2": "テスト結果 / 2回目 / 実施日",
        "remarks": "備考 / Note",
    }


def test_two_unknown_groups_over_the_same_words_are_groups():
    table = only(
        """
        |         |             | Inherent    |        | Residual    |        |       |
        | Risk ID | Description | Probability | Impact | Probability | Impact | Owner |
        | R-1     | The first   | 4           | 5      | 2           | 3      | Aoba  |
        """,
        merges=("C1:D1", "E1:F1"),
        sheet="Risks",
    )
    assert table.header_rows == (1, 2)
    assert [table.columns[name] for name in ("probability", "impact", "probability_2", "impact_2")] == [3, 4, 5, 6]


def test_a_title_over_the_whole_table_is_no_group():
    table = only("| 課題一覧 |\n| No | 件名 | 担当 | 状態 |\n| 1 | 帳票 | 青葉 | 完了 |", merges=("A1:D1",))
    assert table.header_rows == (2,)


def test_the_weeks_of_a_gantt_are_no_columns():
    table = only(
        """
        | No  | 作業     | 担当 | 予定 |      | 4月 |     |     |     |
        |     |          |      | 開始 | 終了 | 1週 | 2週 | 3週 | 4週 |
        | 1-1 | 手順書   | 青葉 | 4/7  | 4/25 | ■   | ■   |     |     |
        """,
        merges=("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:I1"),
        sheet="WBS",
    )
    assert table.header_rows == (1, 2)
    assert set(table.headers) == {1, 2, 3, 4, 5}


def test_every_table_of_a_sheet_has_the_title_that_is_nearest():
    tables = find_tables(
        grid("""
            | 会議録 |
            | 開催日時 | 2024/10/22 |
            | 出席者   | 青葉、若葉 |
            | 記録者   | 若葉 |
            |
            | １ 前回依頼事項の確認 |
            | 番号 | 依頼事項       | 担当 | 期限     | 状況 |
            | 4-1  | 一覧を提出する | 紅葉 | R6.10.4  | 完了 |
            | 4-2  | 時間を示す     | 柏木 | R6.10.18 | 未   |
            |
            | ２ 議事 |
            | 番号 | 議題 | 議事の経過   | 説明者 |
            | (1)  | 進捗 | 完了６件     | 青葉   |
            |
            | ３ 決定事項 |
            | 番号 | 決定事項         | 決定理由 |
            | 5-1  | 両面印刷とする   | 用紙費   |
        """, sheet="会議録")
    ).tables  # fmt: skip
    assert [table.kind for table in tables] == ["todo", "meeting", "decision"]
    assert [table.record_rows for table in tables] == [(8, 9), (13,), (17,)]
