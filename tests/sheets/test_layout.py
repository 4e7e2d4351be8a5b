"""Where tables are and what their columns mean, however the sheet is laid out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.model.grid import Area, Grid, SheetFacts, Validation
from pmo_xl.settings import RegisterSection
from pmo_xl.sheets.finding.layout import find_tables
from tests.support.grids import columns, grid, moved

ISSUES = """
    | No. | 課題名     | 課題内容       | 状態   | 重要度 | 起票日   | 起票者 | 担当者 | 期限     | 完了日   | 備考 |
    | 1   | 帳票の桁   | 桁が足りません | 対応中 | 高     | 2024/5/1 | 山田   | 鈴木   | 2024/5/7 |          |      |
    | 2   | 画面の文言 | 誤字があります | 完了   | 低     | 2024/5/1 | 山田   | 佐藤   | 2024/5/8 | 2024/5/7 |      |
    | 3   | 性能       | 一覧が遅いです | 未着手 | 中     | 2024/5/2 | 高橋   | 鈴木   | 2024/5/9 |          | 要確認 |
"""
FIELDS = ["id", "title", "description", "status", "priority", "raised_date", "raised_by", "owner", "due_date",
          "closed_date", "remarks"]  # fmt: skip


def only_table(sheet, **how):
    (table,) = find_tables(sheet, **how).tables
    return table


def test_a_plain_list_is_read_column_by_column():
    table = only_table(grid(ISSUES))
    assert table.kind == "issue"
    assert list(table.columns) == FIELDS
    assert table.header_rows == (1,)
    assert table.record_rows == (2, 3, 4)
    assert table.confidence > 0.9


@given(down=st.integers(0, 60), right=st.integers(0, 30))
def test_a_table_reads_the_same_wherever_it_stands(down, right):
    table = only_table(moved(grid(ISSUES), down=down, right=right))
    assert list(table.columns) == FIELDS
    assert list(table.columns.values()) == list(range(1 + right, 12 + right))
    assert table.header_rows == (1 + down,)
    assert table.record_rows == (2 + down, 3 + down, 4 + down)


@given(gaps=st.lists(st.integers(0, 15), min_size=3, max_size=3))
def test_blank_rows_between_records_change_nothing(gaps):
    head, *body = grid(ISSUES).rows
    rows = [head]
    expected = []
    for gap, row in zip(gaps, body, strict=True):
        rows += [[]] * gap
        rows.append(row)
        expected.append(len(rows))
    table = only_table(Grid("台帳.xlsx", "一覧", rows))
    assert table.record_rows == tuple(expected)
    assert list(table.columns) == FIELDS


@given(
    st.tuples(
        st.sampled_from(["No.", "項番", "課題ID", "管理番号", "課題番号"]),
        st.sampled_from(["課題名", "件名", "タイトル", "課題件名"]),
        st.sampled_from(["課題内容", "内容", "詳細", "課題の詳細"]),
        st.sampled_from(["状態", "ステータス", "対応状況", "課題状況"]),
        st.sampled_from(["重要度", "優先度", "優先順位"]),
        st.sampled_from(["起票日", "登録日", "受付日", "提起日"]),
        st.sampled_from(["起票者", "登録者", "起案者", "提起者"]),
        st.sampled_from(["担当者", "担当", "対応者", "対応担当者"]),
        st.sampled_from(["期限", "対応期限", "期日", "完了予定日", "課題対応完了予定日"]),
        st.sampled_from(["完了日", "クローズ日", "解決日", "対応完了日"]),
        st.sampled_from(["備考", "特記事項", "備考欄"]),
    )
)
def test_synonyms_read_the_same(words):
    rows = [list(words), *grid(ISSUES).rows[1:]]
    table = only_table(Grid("課題管理表.xlsx", "課題", rows))
    assert table.kind == "issue"
    assert list(table.columns) == FIELDS


def test_a_title_block_above_is_not_the_heading():
    table = only_table(
        grid("""
        | テスト項目表 |
        | プロジェクト名 | 基幹刷新 | フェーズ | UAT | 作成日 | 2024/5/1 | 作成者 | 山田 |
        | システム       | 販売     | 版       | 1   | 更新日 | 2024/5/2 | 承認者 | 鈴木 |
        |
        | 項番 | テスト項目   | 確認内容               | 実施日   | 実施者 | 結果 | 備考 |
        | 1    | ログイン     | ログインできること     | 2024/5/7 | 山田   | OK   |      |
        | 2    | ログアウト   | ログアウトできること   |          |        |      |      |
    """)
    )
    assert table.header_rows == (5,)
    assert list(table.columns) == ["id", "title", "expected", "executed_date", "tester", "result", "remarks"]
    assert table.title == "テスト項目表"


def test_two_heading_rows_are_joined_and_the_group_decides():
    table = only_table(
        grid(
            """
            | 作業計画 |
            | No | タスク | 予定     |          | 実績     |        | 担当 |
            |    |        | 開始日   | 終了日   | 開始日   | 終了日 |      |
            | 1  | 設計   | 2024/5/1 | 2024/5/7 | 2024/5/1 |        | 山田 |
            | 2  | 開発   | 2024/5/8 | 2024/5/9 |          |        | 鈴木 |
            """,
            merges=("A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"),
        )
    )
    assert table.kind == "wbs"
    assert table.header_rows == (2, 3)
    assert columns(table) == {
        "A": "id", "B": "title", "C": "planned_start", "D": "planned_end", "E": "actual_start", "F": "actual_end",
        "G": "owner",
    }  # fmt: skip
    assert table.headers[3] == "予定 / 開始日"
    assert table.record_rows == (4, 5)


def test_a_group_may_be_a_cell_with_blanks_to_its_right():
    table = only_table(
        grid("""
        | 障害管理表 |
        | No | 起票     |      | 障害内容 |            | 対応 |          |          |
        |    | 日付     | 氏名 | 件名     | 内容       | 担当 | 予定日   | 完了日   |
        | 1  | 2024/5/1 | 山田 | 落ちる   | 登録で落ちる | 鈴木 | 2024/5/7 | 2024/5/8 |
        | 2  | 2024/5/2 | 山田 | 遅い     | 一覧が遅い | 鈴木 | 2024/5/9 |          |
    """)
    )
    assert table.header_rows == (2, 3)
    assert columns(table) == {
        "A": "id", "B": "raised_date", "C": "raised_by", "D": "title", "E": "description", "F": "owner",
        "G": "due_date", "H": "closed_date",
    }  # fmt: skip


def test_three_heading_rows():
    table = only_table(
        grid(
            """
            | No | タスク | 計画     |          |      |      | 実績     |          |
            |    |        | 期間     |          | 工数 | 担当 | 期間     |          |
            |    |        | 開始日   | 終了日   |      |      | 開始日   | 終了日   |
            | 1  | 設計   | 2024/5/1 | 2024/5/7 | 5    | 山田 | 2024/5/1 | 2024/5/8 |
            """,
            merges=("A1:A3", "B1:B3", "C1:F1", "G1:H1", "C2:D2", "E2:E3", "F2:F3", "G2:H2"),
        )
    )
    assert table.header_rows == (1, 2, 3)
    assert columns(table)["C"] == "planned_start"
    assert columns(table)["G"] == "actual_start"
    assert table.headers[8] == "実績 / 期間 / 終了日"


def test_rounds_of_a_test_are_numbered():
    table = only_table(
        grid(
            """
            | No. | テスト項目 | 期待結果     | １回目   |      |       | ２回目   |      |       |
            |     |            |              | 実施日   | 結果 | 不具合No | 実施日   | 結果 | 不具合No |
            | 1   | 登録       | 登録されること | 2024/5/7 | NG   | D-001 | 2024/5/8 | OK   |       |
            """,
            merges=("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:I1"),
        )
    )
    assert columns(table) == {
        "A": "id", "B": "title", "C": "expected", "D": "executed_date", "E": "result", "F": "defect_id",
        "G": "executed_date_2", "H": "result_2", "I": "defect_id_2",
    }  # fmt: skip


def test_one_field_over_several_columns_is_numbered():
    table = only_table(
        grid("""
        | No | 大分類 | 中分類 | 小分類 | 課題   | 担当者1 | 担当者2 | 状態   |
        | 1  | 販売   | 受注   | 登録   | 桁不足 | 山田    | 鈴木    | 対応中 |
    """)
    )
    assert list(table.columns) == ["id", "category", "category_2", "category_3", "title", "owner", "owner_2", "status"]


def test_tables_below_each_other_are_two():
    holidays, phases = find_tables(
        grid("""
        | 休日一覧 |
        | 日付     | 名称       |
        | 2024/5/1 | 創立記念日 |
        | 2024/5/2 | 特別休暇   |
        |
        | フェーズ計画 |
        | フェーズ | 開始      | 終了      | 環境 |
        | UAT      | 2024/4/22 | 2024/5/17 | 検証 |
        | 移行     | 2024/5/20 | 2024/5/31 | 本番 |
    """)
    ).tables
    assert (holidays.kind, holidays.header_rows, holidays.record_rows) == ("holiday", (2,), (3, 4))
    assert list(holidays.columns) == ["planned_date", "title"]
    assert (phases.kind, phases.header_rows, phases.record_rows) == ("plan", (7,), (8, 9))
    assert list(phases.columns) == ["phase", "planned_start", "planned_end", "environment"]
    assert phases.title == "フェーズ計画"


def test_tables_beside_each_other_are_two():
    holidays, phases = find_tables(
        grid("""
        | 休日一覧 |            | | フェーズ計画 |
        | 日付     | 名称       | | フェーズ | 開始      | 終了      | 環境 |
        | 2024/5/1 | 創立記念日 | | UAT      | 2024/4/22 | 2024/5/17 | 検証 |
    """)
    ).tables
    assert columns(holidays) == {"A": "planned_date", "B": "title"}
    assert columns(phases) == {"D": "phase", "E": "planned_start", "F": "planned_end", "G": "environment"}


def test_side_lists_and_statistics_do_not_lengthen_the_table():
    table = only_table(
        grid("""
        | No | 課題名 | 状態   | 期限     | 担当者 | | マスタ |      |
        | 1  | 帳票   | 完了   | 2024/5/7 | 山田   | | 状態   | 件数 |
        | 2  | 画面   | 完了   | 2024/5/8 | 鈴木   | | 完了   | 2    |
        | 3  | 性能   | 対応中 | 2024/5/9 | 佐藤   | | 対応中 | 1    |
        |    |        |        |          |        | | 保留   | 0    |
    """)
    )
    assert columns(table) == {"A": "id", "B": "title", "C": "status", "D": "due_date", "E": "owner"}
    assert table.record_rows == (2, 3, 4)


def test_a_list_of_choices_with_heading_words_is_no_table():
    table = only_table(
        grid("""
        | No | 件名 | 状態   | 期限     | 担当者 | | | 状態   | 重要度 | 区分 |
        | 1  | 帳票 | 完了   | 2024/5/7 | 山田   | | | 未着手 | 高     | 仕様 |
        | 2  | 画面 | 対応中 | 2024/5/7 | 山田   | | | 完了   | 低     | 障害 |
    """)
    )
    assert list(table.columns) == ["id", "title", "status", "due_date", "owner"]


def test_a_table_beside_may_begin_lower():
    issues, holidays = find_tables(
        grid("""
        | No | 課題 | 状態   | 期限     | 担当者 | | |          |            |
        | 1  | 帳票 | 完了   | 2024/5/7 | 山田   | | |          |            |
        | 2  | 画面 | 完了   | 2024/5/7 | 山田   | | | 休日     | 名称       |
        | 3  | 性能 | 対応中 | 2024/5/7 | 山田   | | | 2024/5/3 | 憲法記念日 |
        | 4  | 移行 | 対応中 | 2024/5/7 | 山田   | | |          |            |
    """)
    ).tables
    assert issues.record_rows == (2, 3, 4, 5)
    assert (holidays.kind, columns(holidays), holidays.record_rows) == (
        "holiday",
        {"H": "planned_date", "I": "title"},
        (4,),
    )


def test_a_blank_column_between_groups_does_not_end_the_table():
    table = only_table(
        grid("""
        | 作業 | 担当 | 予定     |          |  | 実績     |      |
        |      |      | 開始     | 終了     |  | 開始     | 終了 |
        | 設計 | 山田 | 2024/5/1 | 2024/5/7 |  | 2024/5/1 |      |
        | 開発 | 鈴木 | 2024/5/8 | 2024/5/9 |  |          |      |
    """)
    )
    assert columns(table) == {
        "A": "title",
        "B": "owner",
        "C": "planned_start",
        "D": "planned_end",
        "F": "actual_start",
        "G": "actual_end",
    }


def test_groups_of_question_and_answer():
    table = only_table(
        grid(
            """
        | No. | 起票     |      | 質問           | 回答   |          |      | 状態     |
        |     | 日付     | 担当 | 内容           | 内容   | 日付     | 担当 |          |
        | 1   | 2024/5/1 | 山田 | 締め日はいつか | 月末   | 2024/5/2 | 鈴木 | 完了     |
        | 2   | 2024/5/1 | 山田 | 単価の扱いは   |        |          |      | 回答待ち |
    """,
            merges=("B1:C1", "E1:G1", "A1:A2", "H1:H2"),
        )
    )
    assert table.kind == "qa"
    assert list(table.columns) == [
        "id", "raised_date", "raised_by", "description", "response", "response_date", "owner", "status"
    ]  # fmt: skip


def test_months_over_days_are_a_gantt():
    table = only_table(
        grid(
            """
        | 作業項目 | 担当 | 開始日   | 終了日    | 2024年4月 | |   | 2024年5月 | |   |
        |          |      |          |           | 1 | 2 | 3     | 1 | 2 | 3     |
        | 設計     | 山田 | 2024/4/1 | 2024/4/20 | ■ | ■ |       |   |   |       |
    """,
            merges=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:J1"),
        )
    )
    assert list(table.columns) == ["title", "owner", "planned_start", "planned_end"]


def test_a_heading_without_text_or_state_is_of_no_known_kind():
    table = only_table(
        grid("""
        | 担当者 | 期限     | 起票日   | 完了日   | 優先度 |
        | 山田   | 2024/5/7 | 2024/5/1 | 2024/5/7 | 高     |
    """)
    )
    assert table.kind == "other"
    assert table.confidence < 0.5
    assert any("集計には使いません" in note for note in table.notes)


def test_a_gantt_to_the_right_is_no_field():
    table = only_table(
        grid("""
        | 作業 | 担当 | 開始予定日 | 終了予定日 | 進捗 | 2024/4/1 | 2024/4/2 | 2024/4/3 |
        | 設計 | 山田 | 2024/4/1   | 2024/4/3   | 50   | ■        | ■        | ■        |
        | 開発 | 鈴木 | 2024/4/3   | 2024/4/5   | 0    |          |          | ■        |
    """)
    )
    assert table.kind == "wbs"
    assert list(table.columns) == ["title", "owner", "planned_start", "planned_end", "progress"]
    assert not table.unmapped


def test_columns_of_a_grid_of_narrow_cells_are_named_by_their_left_edge():
    sheet = Grid(
        "課題.xlsx",
        "一覧",
        [
            ["No", None, "件名", None, None, None, "状態", None, "担当", None, "期限"],
            ["1", None, "帳票", None, None, None, "完了", None, "山田", None, "5/7"],
            ["2", None, "画面", None, None, None, "対応中", None, "鈴木", None, "5/8"],
        ],
        SheetFacts(merges=tuple(Area(row, left, row, right) for row in (1, 2, 3)
                                for left, right in ((1, 2), (3, 6), (7, 8), (9, 10)))),
    )  # fmt: skip
    assert columns(only_table(sheet)) == {"A": "id", "C": "title", "G": "status", "I": "owner", "K": "due_date"}
    unmerged = Grid(sheet.file, sheet.sheet, sheet.rows)
    assert columns(only_table(unmerged)) == columns(only_table(sheet))


def test_an_empty_heading_over_a_used_column_stays_visible():
    table = only_table(
        grid("""
        |   | 件名 | 状態   | 期限     | 担当者 |      |
        | 1 | 帳票 | 対応中 | 2024/5/7 | 山田   | 至急 |
        | 2 | 画面 | 完了   | 2024/5/8 | 鈴木   |      |
        | 3 | 性能 | 完了   | 2024/5/8 | 鈴木   |      |
    """)
    )
    assert columns(table)["A"] == "id"
    assert table.unmapped == {6: ""}
    assert any("A列（見出しなし）" in note for note in table.notes)


def test_content_decides_what_an_ambiguous_heading_means():
    marks = only_table(
        grid("""
        | No | 画面 | テスト項目 | 確認内容         | 環境（Chrome） | 環境（Safari） | 備考 |
        | 1  | 受注 | 登録       | 登録されること   | OK             | OK             |      |
        | 2  | 受注 | 取消       | 取り消されること | NG             | OK             |      |
        | 3  | 受注 | 照会       | 表示されること   | OK             | NG             | 再   |
    """)
    )
    assert columns(marks)["E"] == "result"
    assert columns(marks)["F"] == "result_2"
    assert "E列「環境（Chrome）」の内容から結果とみなしました" in marks.notes

    texts = only_table(
        grid("""
        | No | 課題 | 対応状況                                           | 状態   | 担当 |
        | 1  | 帳票 | 5/7 山田が桁数を確認しました。5/8に修正する予定です | 対応中 | 山田 |
        | 2  | 画面 | 5/7 鈴木が文言を直して、利用部門の確認を待っています | 対応中 | 鈴木 |
        | 3  | 性能 | 5/7 原因を調査していますが、まだ分かっていません     | 対応中 | 鈴木 |
    """)
    )
    assert columns(texts)["C"] == "action"
    assert columns(texts)["D"] == "status"


def test_an_allowed_list_of_verdicts_makes_a_result_of_an_empty_column():
    sheet = grid(
        """
        | No | テスト項目 | 期待結果       | テスト結果 |           | 備考 |
        |    |            |                | Windows10  | Windows11 |      |
        | 1  | 登録       | 登録されること |            |           |      |
        """,
        merges=("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"),
        validations=(Validation((Area(3, 4, 100, 5),), ("OK", "NG", "-")),),
    )
    table = only_table(sheet)
    assert columns(table)["D"] == "result"
    assert columns(table)["E"] == "result_2"
    assert any("入力規則がOK/NG" in note for note in table.notes)


def test_severity_and_priority_by_the_pair():
    alone = only_table(
        grid("""
        | No | 課題 | 重要度 | 状態   |
        | 1  | 帳票 | 高     | 対応中 |
    """)
    )
    pair = only_table(
        grid("""
        | No | 課題 | 重要度 | 優先度 | 状態   |
        | 1  | 帳票 | 高     | A      | 対応中 |
    """)
    )
    assert columns(alone)["C"] == "priority"
    assert columns(pair)["C"] == "severity"
    assert columns(pair)["D"] == "priority"


def test_dates_of_a_defect_depend_on_whether_closing_is_said_apart():
    without = only_table(
        grid("""
        | 不具合No | 件名   | 対応予定日 | 対応完了日 | 状態 |
        | D-1      | 落ちる | 2024/5/7   | 2024/5/8   | 完了 |
    """)
    )
    apart = only_table(
        grid("""
        | 不具合No | 件名   | 対応予定日 | 対応完了日 | クローズ日 | 状態 |
        | D-1      | 落ちる | 2024/5/7   | 2024/5/8   | 2024/5/9   | 完了 |
    """)
    )
    grouped = only_table(
        grid("""
        | 不具合No | 件名   | 対応       |          | 完了     |        | 状態 |
        |          |        | 修正予定日 | 修正日   | 完了日   | 承認者 |      |
        | D-1      | 落ちる | 2024/5/7   | 2024/5/8 | 2024/5/9 | 山田   | 完了 |
    """)
    )
    assert list(grouped.columns)[2:5] == ["fix_plan_date", "fixed_date", "closed_date"]
    assert list(without.columns)[2:4] == ["due_date", "closed_date"]
    assert list(apart.columns)[2:5] == ["fix_plan_date", "fixed_date", "closed_date"]


def test_what_pmo_toml_says_always_holds():
    section = RegisterSection(
        kind="issue",
        header_rows=(2,),
        columns={"title": "要対応事項", "due_date": "C", "owner": "だれが", "raised_date": "ないもの"},
    )
    sheet = grid("""
        | 台帳 |
        | 通番 | 要対応事項 | いつまで | だれが | その後どう |
        | 1    | 帳票の桁   | 2024/5/7 | 山田   | 対応中     |
    """)
    assert find_tables(sheet).skipped
    table = only_table(sheet, section=section)
    assert table.kind == "issue"
    assert columns(table) == {"A": "id", "B": "title", "C": "due_date", "D": "owner"}
    assert any("ないもの" in note for note in table.notes)


def test_few_columns_are_enough_when_the_kind_is_told():
    sheet = grid("""
        | No.   | 状態   | 期限     |
        | K-001 | 対応中 | 2024/5/7 |
        | K-002 | 完了   |          |
    """)
    table = only_table(sheet, section=RegisterSection(kind="issue"))
    assert list(table.columns) == ["id", "status", "due_date"]
    assert table.record_rows == (2, 3)


def test_an_empty_template_is_a_table_without_records():
    table = only_table(grid("| No. | 課題名 | 状態 | 期限 | 担当者 |"))
    assert table.kind == "issue"
    assert table.record_rows == ()
    assert "記録がまだありません" in table.notes
    assert (table.first_row, table.last_row) == (None, None)


def test_time_follows_the_filled_cells_not_the_size_of_the_sheet():
    rows = [*grid(ISSUES).rows, *[[]] * 200_000, ["メモ"]]
    table = only_table(Grid("台帳.xlsx", "一覧", rows))
    assert table.record_rows == (2, 3, 4)
    assert table.left_out == {200_005: "表から離れた行です"}
    assert any("200000行の空白" in note for note in table.notes)


@pytest.mark.parametrize("title", ["課題管理表", "不具合一覧"])
def test_columns_beat_names_and_it_is_said(title):
    table = only_table(
        grid(
            f"""
        | {title} |
        |
        | テストID | テスト項目 | 前提条件 | 操作手順   | 期待結果   | 実施日   | 実施者 | 結果 |
        | T-001    | 登録       | なし     | 登録を押す | 登録される | 2024/5/7 | 山田   | OK   |
    """,
            sheet=title,
        )
    )
    assert table.kind == "test"
    assert any("列からテストの表とみなしました" in note for note in table.notes)
