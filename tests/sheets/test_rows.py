"""Which rows are records: examples, sections, totals, prepared and further rows are none."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.model.grid import Area, Grid, ListObject
from pmo_xl.sheets.finding.layout import find_tables
from tests.support.grids import grid


def only_table(text, **facts):
    (table,) = find_tables(grid(text, **facts)).tables
    return table


def test_every_filled_row_is_accounted_for():
    table = only_table("""
        | 課題管理表 |
        | No | 件名       | 内容         | 状態   | 担当者 | 期限     | 備考           |
        | 例 | 帳票の桁   | 桁が足りない | 対応中 | 山田   | 2024/5/1 |                |
        | 1  | 帳票の桁   | 桁が足りない | 対応中 | 山田   | 2024/5/7 | 例: 一覧の帳票 |
        | ■移行 |
        | 2  | 移行の遅れ | 来ない       | 未着手 | 佐藤   | 2024/5/9 |                |
        | No | 件名       | 内容         | 状態   | 担当者 | 期限     | 備考           |
        | 3  | 性能       | 遅い         | 保留   | 高橋   |          |                |
        |    |            | 夜間も遅い   |        |        |          |                |
        |    | 番号なし   |              | 対応中 | 山田   | 2024/5/10 |               |
        | 4  | 件名だけ   |
        | 合計 | 5        |
        | ※状態は毎日更新してください |
    """)
    assert table.example_rows == (3,)
    assert table.record_rows == (4, 6, 8, 10, 11)
    assert table.sections == {5: "■移行"}
    assert table.continued == {8: (9,)}
    assert table.left_out == {7: "見出しの繰り返しです", 12: "合計の行です", 13: "注記の行です"}
    assert (table.first_row, table.last_row) == (3, 11)


def test_signs_of_an_example_count_only_above_the_first_record():
    table = only_table("""
        | No | 課題名       | 課題詳細           | 作成者 | 作成日   | 完了日   |
        | 1  | □□を実現したい | □□の方法を調査する | ○○   | 2000/1/1 | 2000/1/1 |
        | 2  | ○○画面が重い | ○○を押すと止まる   | 山田   | 2024/5/1 |          |
        | 3  | 帳票の桁     | 桁が足りない       | 鈴木   | 2024/5/2 |          |
    """)
    assert table.example_rows == (2,)
    assert table.record_rows == (3, 4)


def test_rows_with_a_number_only_are_prepared():
    table = only_table(
        """
        | No | 課題名 | 課題内容 | 担当者 | 状態   | 期限     | 経過日数 |
        | 1  | 帳票   | 桁       | 山田   | 完了   | 2024/5/7 | 3        |
        | 2  |        |          |        | 未着手 |          | -        |
        | 3  |        | "  "     |        | 未着手 |          | -        |
        | 4  |        |          |        | 未着手 |          | 0        |
        | 5  |        |          |        |        |          |          |
        """,
        formulas={1: frozenset(range(2, 7)), 7: frozenset(range(2, 7))},
    )
    assert table.record_rows == (2,)
    assert table.placeholder_rows == (3, 4, 5, 6)
    assert any("未着手" in note for note in table.notes)


def test_states_that_somebody_chose_are_records_even_without_a_title():
    table = only_table("""
        | No | 件名 | 状態   | 期限     |
        | 1  | 帳票 | 完了   | 2024/5/7 |
        | 2  |      | 完了   |          |
        | 3  |      | 完了   |          |
        | 4  |      | 完了   |          |
    """)
    assert table.record_rows == (2, 3, 4, 5)


def test_an_error_cell_keeps_its_row_a_record():
    table = only_table(
        """
        | No | 件名 | 状態 | 期限     |
        | 1  | 帳票 | 完了 | 2024/5/7 |
        | 2  |      |      |          |
        """,
        errors={(3, 2): "#REF!"},
    )
    assert table.record_rows == (2, 3)


def test_steps_below_one_test_are_one_record():
    table = only_table("""
        | テストID | テスト項目 | 手順No | 操作手順   | 期待結果     | 実施日   | 結果 |
        | T-001    | 受注登録   | 1      | 画面を開く | 表示される   | 2024/5/7 | OK   |
        |          |            | 2      | 登録を押す | 登録される   |          |      |
        |          |            | 3      | 一覧を見る | 一覧に出る   |          |      |
        | T-002    | 受注取消   | 1      | 画面を開く | 表示される   | 2024/5/7 | NG   |
        |          |            | 2      | 取消を押す | 取り消される |          |      |
    """)
    assert table.record_rows == (2, 5)
    assert table.continued == {2: (3, 4), 5: (6,)}
    assert any("ケース2件、手順5行" in note for note in table.notes)


def test_a_line_that_begins_as_an_addition_goes_on_with_the_record_above():
    table = only_table("""
        | №  | いつ | なにが             | 誰がやる | いつまで |
        | ①  | 5/7  | 消費税があわない   | 鈴木     | 5/10     |
        |    |      | →5/10 軽減税率だけ |          |          |
        | ②  | 5/8  | 住所が切れる       | 佐藤     | 5/13     |
        |    |      | 倉庫名も切れる     |          |          |
    """)
    assert table.kind == "issue"
    assert table.record_rows == (2, 4, 5)  # the last line is a matter of its own that nobody numbered
    assert table.continued == {2: (3,)}


def test_a_case_may_have_many_steps():
    heading = ["テストID", "テスト項目", "手順No", "操作手順", "期待結果", "結果"]
    cases = [["T-001", "受注登録"], ["T-002", "受注取消"]]
    body = [
        [*(case if step == 1 else [None, None]), float(step), "押す", "開くこと", "OK" if step == 1 else None]
        for case in cases
        for step in range(1, 16)
    ]
    (table,) = find_tables(Grid("テスト.xlsx", "テスト", [heading, *body])).tables
    assert table.record_rows == (2, 17)
    assert table.continued == {2: tuple(range(3, 17)), 17: tuple(range(18, 32))}


def test_a_verdict_on_every_step_makes_every_step_a_record():
    table = only_table(
        """
        | テストID | テスト項目 | 手順No | 操作手順   | 期待結果     | 実施日   | 結果 |
        | T-001    | 受注登録   | 1      | 画面を開く | 表示される   | 2024/5/7 | OK   |
        |          |            | 2      | 登録を押す | 登録される   | 2024/5/7 | OK   |
        |          |            | 3      | 一覧を見る | 一覧に出る   | 2024/5/7 | NG   |
        | T-002    | 受注取消   | 1      | 画面を開く | 表示される   | 2024/5/7 | NG   |
        """,
        merges=("A2:A4", "B2:B4"),
    )
    assert table.record_rows == (2, 3, 4, 5)
    assert any("ケース2件、手順4行" in note for note in table.notes)


def test_a_number_merged_over_two_rows_is_one_record():
    table = only_table(
        """
        | No | 件名 | 担当者 | 期限     | 状態   | 備考   |
        | 1  | 帳票 | 山田   | 2024/5/7 | 対応中 |        |
        |    |      | 鈴木   | 2024/5/8 |        | 引継ぎ |
        | 2  | 画面 | 佐藤   | 2024/5/9 | 完了   |        |
        """,
        merges=("A2:A3", "B2:B3"),
    )
    assert table.record_rows == (2, 4)
    assert table.continued == {2: (3,)}


def test_section_rows_in_a_list_without_numbers():
    table = only_table("""
        | タスク       | 進捗 | 予定開始日 | 予定終了日 | 担当者 |
        | 企画 - 準備  |
        | 役割を決める | 100  | 2024/5/1   | 2024/5/2   | 山田   |
        | 日程を決める | 100  | 2024/5/1   | 2024/5/2   | 山田   |
        | 企画 - 検証  |
        | 朝会を始める |
        | 前例を調べる | 50   | 2024/5/2   | 2024/5/3   | 鈴木   |
        | 結果をまとめる | 0  | 2024/5/4   | 2024/5/5   | 鈴木   |
        | 発表する     |
    """)
    assert table.section_rows == (2, 5, 6)
    assert table.record_rows == (3, 4, 7, 8, 9)


def test_a_section_merged_across_may_have_its_own_number():
    table = only_table(
        """
        | No | テスト項目 | 操作手順   | 期待結果   | 結果 |
        | 1  | ログイン機能 |          |            |      |
        | 1  | 正しい入力 | 入力して押す | 開くこと | OK   |
        | 2  | 誤った入力 | 入力して押す | 開かないこと | OK |
        """,
        merges=("B2:E2",),
    )
    assert table.section_rows == (2,)
    assert table.record_rows == (3, 4)


def test_totals_of_an_excel_table_are_no_records():
    table = only_table(
        """
        | No | 課題 | 状態 | 工数 |
        | 1  | 帳票 | 完了 | 3    |
        | 2  | 画面 | 完了 | 5    |
        | 集計 |    |      | 8    |
        """,
        list_objects=(ListObject("表1", Area(1, 1, 4, 4), ("No", "課題", "状態", "工数"), totals_rows=1),),
    )
    assert table.record_rows == (2, 3)
    assert table.left_out == {4: "合計の行です"}


def test_hidden_and_struck_rows_are_records_and_are_told():
    table = only_table(
        """
        | No | 課題 | 状態 | 期限     |
        | 1  | 帳票 | 完了 | 2024/5/7 |
        | 2  | 画面 | 完了 | 2024/5/7 |
        """,
        hidden_rows=frozenset({2}),
        struck_rows=frozenset({3}),
    )
    assert table.record_rows == (2, 3)
    assert any("非表示の行が1行" in note for note in table.notes)
    assert any("3行目は取り消し線" in note for note in table.notes)


def test_a_list_that_goes_on_after_a_long_gap_is_one_table():
    body = "\n".join(["|"] * 30)
    table = only_table(f"""
        | No | 課題 | 状態 | 期限     |
        | 1  | 帳票 | 完了 | 2024/5/7 |
        {body}
        | 2  | 画面 | 完了 | 2024/5/7 |
    """)
    assert table.record_rows == (2, 33)


CELLS = st.sampled_from(
    [None, None, 1.0, 2.0, "K-001", "帳票の桁", "完了", "未着手", datetime(2024, 5, 7), "山田", "合計", "【移行】", "例",
     "○○", "-", "　", "No", "件名", "1. 画面を開く\n2. 登録を押す", 0.0, True, "OK", "※注意"]
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=8), max_size=40))
def test_every_filled_row_below_a_heading_is_one_thing_and_only_one(body):
    heading = ["No", "件名", "内容", "状態", "担当者", "期限", "備考"]
    (table,) = find_tables(Grid("台帳.xlsx", "課題", [heading, *body])).tables[:1]
    further = [row for rows in table.continued.values() for row in rows]
    said = [*table.record_rows, *table.example_rows, *table.section_rows, *table.placeholder_rows, *table.left_out]
    counted = sorted([*said, *further])
    assert len(counted) == len(set(counted))
    assert list(table.record_rows) == sorted(table.record_rows)
    assert set(table.continued) <= set(table.record_rows)
    last = min((other.header_rows[0] for other in find_tables(table.grid).tables[1:]), default=len(body) + 2)
    filled = [
        number
        for number, row in enumerate(body, 2)
        if number < last - 3 and any(cell is not None and str(cell).strip() for cell in row[: max(table.headers)])
    ]
    assert set(filled) <= set(counted)


@given(st.lists(st.lists(CELLS, max_size=12), max_size=30))
def test_no_sheet_raises(rows):
    layout = find_tables(Grid("台帳.xlsx", "シート", rows))
    assert bool(layout.skipped) == (not layout.tables)


# Below and between records -------------------------------------------------------------------------------------------


def test_a_total_of_something_is_no_record_but_a_title_that_ends_alike_is():
    table = only_table("""
        | No | 作業           | 担当 | 工数 |
        | 1  | 基本設計       | 青葉 | 5    |
        | 2  | 画面の設計     |      | 3    |
        |    | 設計工程　計   |      | 8    |
        | 3  | 会計           | 若葉 | 2    |
        |    | 5/3 作業時間 計 7時間30分 | |  |
    """)
    assert table.record_rows == (2, 3, 5)
    assert set(table.left_out.values()) == {"合計の行です"}


def test_what_stands_below_the_end_is_no_record_until_the_heading_comes_again():
    table = only_table("""
        | No | 件名     | 担当 | 状態   | 期限     |
        | 1  | 帳票の桁 | 青葉 | 対応中 | 2024/5/7 |
        | 以下余白 |
        | 総合判定 | □合格 | 白樺 | 済 | 2024/5/9 |
        | No | 件名     | 担当 | 状態   | 期限     |
        | 2  | 画面     | 若葉 | 未着手 | 2024/5/8 |
        | 以上 |
        | 備考 | 追って連絡 | 柏木 |
    """)
    assert table.record_rows == (2, 6)
    assert table.left_out[4] == table.left_out[8] == "表の終わり（以上・以下余白）より下の行です"
    assert table.left_out[5] == "見出しの繰り返しです"


def test_remarks_below_a_gap_are_no_records():
    table = only_table("""
        | No  | 件名     | 担当 | 状態   |
        | 1   | 帳票の桁 | 青葉 | 対応中 |
        | 2   | 画面     | 若葉 | 完了   |
        |
        | 次回予定 | 5月20日 10:00 |
        |     | ・来週は休み |
    """)
    assert table.record_rows == (2, 3)
    assert table.left_out == {5: "注記の行です", 6: "注記の行です"}


def test_a_heading_of_two_rows_may_be_repeated_row_by_row():
    sheet = grid("""
        | No | 起票      |      | 件名 | 状態 |
        |    | 日付      | 氏名 |      |      |
        | 1  | 2024/5/1  | 青葉 | 帳票 | 完了 |
        | No | 起票      |      | 件名 | 状態 |
        |    | 日付      | 氏名 |      |      |
        | 2  | 2024/5/2  | 若葉 | 画面 | 完了 |
    """, merges=("A1:A2", "B1:C1", "D1:D2", "E1:E2"))  # fmt: skip
    (table,) = find_tables(sheet).tables
    assert (table.header_rows, table.record_rows) == ((1, 2), (3, 6))
    assert set(table.left_out) == {4, 5}


@pytest.mark.parametrize("label", ["例", "e.g.", "Ex.", "記入例"])
def test_examples_are_labelled_in_two_languages(label):
    table = only_table(f"""
        | No      | 件名     | 担当 | 期限     |
        | {label} | 帳票の桁 | 太郎 | 2024/1/1 |
        | 1       | 画面     | 若葉 | 2024/5/8 |
    """)
    assert (table.example_rows, table.record_rows) == ((2,), (3,))


STEPS = """
    | シナリオNo | シナリオ   | 手順 | 操作       | 期待する結果 | 判定 | 実施日   |
    | S1-01      | 受注→出荷 | 1    | 受注を入力 | 番号が付く   | OK   | 2024/5/7 |
    |            |            | 2    | 出荷を確定 | 引き当たる   |      |          |
    | S1-02      | 返品       | 1    | 返品を入力 | 引用できる   | NG   | 2024/5/8 |
    |            |            | 2    | 赤伝を出す | 赤伝が出る   |      |          |
"""


def test_one_verdict_a_case_makes_one_record_of_its_steps():
    table = only_table(STEPS)
    assert table.record_rows == (2, 4)
    assert dict(table.continued) == {2: (3,), 4: (5,)}


def test_a_verdict_on_every_step_makes_it_a_record_in_a_table_with_lines_between():
    table = only_table(STEPS.replace("引き当たる   |      |          |", "引き当たる   | OK   | 2024/5/7 |").replace(
        "赤伝が出る   |      |          |", "赤伝が出る   | OK   | 2024/5/8 |"))  # fmt: skip
    assert table.record_rows == (2, 3, 4, 5)


def test_merged_titles_without_numbers_are_no_single_record_when_each_row_has_its_own_person():
    sheet = grid("""
        | 研修     | 部署 | 名前 | 予定日    | 受講 |
        | 受注入力 | 営業 | 青葉 | 2024/4/21 | 済   |
        |          | 営業 | 紅葉 | 2024/4/21 | 欠席 |
    """, merges=("A2:A3",), sheet="研修受講")  # fmt: skip
    (table,) = find_tables(sheet).tables
    assert table.record_rows == (2, 3)
