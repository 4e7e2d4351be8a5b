"""Meeting memos with their head of labels and values; sheets that hold no register, and why."""

import pytest

from pmo_xl.model.grid import Grid
from pmo_xl.settings import RegisterSection
from pmo_xl.sheets.finding.layout import find_tables
from tests.support.grids import grid

MEMO = """
    | 議事メモ |
    | 会議名 | UAT定例      |       |      | 日時   | 2024/05/07 16:00〜17:00 |
    | 場所   | 会議室A      |       |      | 記録者 | 山田                    |
    | 出席者 | 佐藤、鈴木   |
    | 欠席者 |
    | 配布先 | 全員         | 資料  | 進捗表 |
    | 次回   | 2024/05/14 16:00 |
    |
    | No. | 議題 | 区分 | 内容           | 担当者 | 期限      | 関連ID |
    | 1   | 進捗 | 論点 | 遅れています   | 佐藤   |           |        |
    | 2   | 進捗 | ToDo | 要員を手配する | 鈴木   | 2024/5/10 | K-001  |
    | 3   | 単価 | 決定 | 据え置く       |        |           |        |
"""


def test_a_memo_has_a_head_and_lines():
    (memo,) = find_tables(grid(MEMO, sheet="0507定例")).tables
    assert memo.kind == "meeting"
    assert memo.head == {
        "title": (2, 2),
        "held_at": (2, 6),
        "place": (3, 2),
        "recorder": (3, 6),
        "attendees": (4, 2),
        "distribution": (6, 2),
        "documents": (6, 4),
        "next_at": (7, 2),
    }
    assert list(memo.columns) == ["id", "category", "kind", "description", "owner", "due_date", "related_id"]
    assert memo.record_rows == (10, 11, 12)


def test_a_memo_may_consist_of_its_head():
    (memo,) = find_tables(
        grid("""
            | 会議名 | UAT定例 |
            | 日時   | 2024/05/07 16:00〜17:00 |
            | 場所   | 会議室A |
            | 出席者 | 佐藤、鈴木 |
        """)
    ).tables  # fmt: skip
    assert memo.kind == "meeting"
    assert set(memo.head) == {"title", "held_at", "place", "attendees"}
    assert memo.record_rows == ()


HISTORY = """
    | 変更履歴 |
    | 版  | 日付     | 変更内容 | 担当者 |
    | 1.0 | 2024/5/1 | 新規作成 | 山田   |
    | 1.1 | 2024/5/2 | 追記     | 山田   |
"""
TABLE = """
    | No | 課題 | 状態 | 期限     | 担当 |
    | 1  | 帳票 | 完了 | 2024/5/7 | 山田 |
"""


@pytest.mark.parametrize(
    ("sheet", "text", "reason"),
    [
        ("Sheet2", "", "空のシートです"),
        ("表紙", "| 課題管理表 |\n|\n| 2024年5月 |", "表紙です"),
        ("変更履歴 ", HISTORY, "変更履歴です"),
        ("Sheet1", HISTORY, "変更履歴です"),
        ("記入例", TABLE, "記入例のシートです"),
        ("リスト", "| 状態 | 重要度 |\n| 未着手 | 高 |\n| 完了 | 低 |", "選択肢の一覧（マスタ）です"),
        ("集計", "| 状態 | 件数 |\n| 未着手 | 3 |\n| 完了 | 4 |", "集計・グラフのシートです"),
        ("商品", "| 商品 | 単価 |\n| 鉛筆 | 100 |", "見出しが見つかりません"),
    ],
)
def test_sheets_without_a_register_are_passed_over_with_a_reason(sheet, text, reason):
    layout = find_tables(grid(text, sheet=sheet))
    assert not layout.tables
    assert layout.skipped.startswith(reason)


def test_a_form_is_one_record_and_no_table():
    (form,) = find_tables(
        grid("""
            | 不具合管理票 |
            |
            | 不具合管理No | 1        | | マスタ     |
            | 発見日       | 2024/5/7 | | 原因分類   |
            | 発見者       | 山田     | | 単純ミス   |
            | 発生事象     | 落ちます | | 考慮漏れ   |
            | 再現手順     | 登録を押す |
            | 対応者       | 鈴木     |
        """)
    ).tables  # fmt: skip
    assert (form.header_rows, form.headers) == ((), {})
    assert (form.cell_rows["detected_date"], form.columns["detected_date"]) == (4, 2)  # B4, not the list beside it


def test_a_sheet_named_in_pmo_toml_is_read_whatever_it_is_called():
    sheet = grid(TABLE, sheet="記入例")
    (table,) = find_tables(sheet, section=RegisterSection(sheet="記入例")).tables
    assert table.record_rows == (2,)


def test_a_change_register_is_not_mistaken_for_the_history_of_the_book():
    layout = find_tables(
        grid("""
            | 変更管理表 |
            | No | 変更内容 | 変更理由 | 申請者 | 申請日   | 承認者 | 状態   |
            | 1  | 桁数     | 法改正   | 山田   | 2024/5/1 | 部長   | 承認済 |
        """, sheet="変更管理")
    )  # fmt: skip
    assert [table.kind for table in layout.tables] == ["change"]


def test_values_of_any_type_anywhere_raise_nothing():
    odd = [[True, 1.5, None, "x" * 5000], [], ["\n", "　"], [None] * 50 + ["件名", "状態", "期限", "担当"], [3.0]]
    assert find_tables(Grid("b.xlsx", "s", odd)) is not None
