"""What kind of register a sheet holds, told by its columns alone or by its names."""

import pytest

from pmo_xl.sheets.finding.layout import find_tables
from tests.support.grids import grid

SHEETS = {
    "issue": "| 課題ID | 課題名 | 課題内容 | 起票者 | 起票日 | 担当者 | 期限 | ステータス | 対応内容 |",
    "defect": "| 不具合No | 件名 | 事象 | 重要度 | 検出日 | 検出者 | 担当ベンダー | 修正予定日 | 状態 | 原因 |",
    "test": "| テストID | テスト項目 | 前提条件 | 操作手順 | 期待結果 | 実施日 | 実施者 | 結果 | 不具合No |",
    "todo": "| No | ToDo | 担当 | 期限 | 済 |",
    "qa": "| No | 質問日 | 質問者 | 質問内容 | 回答期限 | 回答者 | 回答日 | 回答内容 | 状況 |",
    "risk": "| リスクID | リスク | 影響 | 発生確率 | 対策 | 担当 | 期限 | 状況 |",
    "change": "| No | 変更内容 | 変更理由 | 申請者 | 申請日 | 影響範囲 | 承認者 | 承認日 | 状態 |",
    "decision": "| 決定No | 決定日 | 件名 | 決定内容 | 区分 | 決定者 | 確定期限 | 関連ID |",
    "requirement": "| 要件ID | 業務 | 要件名 | 要件内容 | 重要度 | 更新日 |",
    "review": "| No | 文書名 | 版 | 指摘内容 | 指摘者 | 指摘日 | 対応内容 | 確認者 | 状態 |",
    "wbs": "| WBS番号 | タスク | 担当 | 開始予定日 | 終了予定日 | 実績開始日 | 実績終了日 | 進捗率 | 先行タスク |",
    "meeting": "| No. | 議題 | 区分 | 内容 | 担当者 | 期限 | 関連ID |",
    "option": "| 対象ID | 選択肢 | 費用 | 期間 | 人時単価 | リスク | 戻せるか | 推奨 | 理由 |",
    "training": "| 受講者 | 部門 | 開催日 | 研修名 | 資料準備 | ID準備 | 出欠 | 気づき |",
    "manual_work": "| 関連ID | 業務 | 手順 | 担当 | 開始条件 | 終了条件 | 件/月 | 分/件 |",
    "roster": "| 会社 | 部署 | 役割 | 氏名 | 着任 | 離任 | 稼働率 | メール |",
    "holiday": "| 休日 | 名称 | 備考 |",
    "plan": "| フェーズ | 開始予定日 | 終了予定日 | 環境 |",
}


@pytest.mark.parametrize(("kind", "heading"), SHEETS.items())
def test_columns_alone_tell_the_kind(kind, heading):
    (table,) = find_tables(grid(heading, sheet="Sheet1")).tables
    assert table.kind == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [("課題一覧", "issue"), ("ToDoリスト", "todo"), ("テスト課題一覧", "issue"), ("変更管理表", "change")],
)
def test_names_decide_where_columns_do_not(name, kind):
    (table,) = find_tables(
        grid("""
            | No | 件名 | 内容 | 担当者 | 期限     | 状態 |
            | 1  | 帳票 | 桁   | 山田   | 2024/5/7 | 完了 |
        """, sheet=name)
    ).tables  # fmt: skip
    assert table.kind == kind


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        (
            "追加予算台帳",
            "| 管理No | 件名 | 区分 | 追加費用（円） | 申請日 | 申請者 | 承認日 | 承認者 | 関連ID | 備考 |",
        ),
        ("追加予算一覧", "| No | 案件名 | 金額（円） | 状況 | 申請日 | 承認日 | 備考 |"),
        ("Sheet1", "| No | 内容 | 追加費用 | 状態 | 申請者 | 決裁者 |"),
        ("変更管理表", "| 変更No | 変更内容 | 金額 | 影響工数 | 状態 | 申請者 | 承認者 |"),
    ],
)
def test_a_ledger_of_additional_money_is_a_list_of_changes_and_knows_its_amounts(name, heading):
    (table,) = find_tables(grid(heading, sheet=name)).tables
    assert table.kind == "change"
    assert "cost" in table.columns


def test_an_issue_list_with_a_column_for_money_stays_one():
    heading = "| No | 課題 | 期限 | 状態 | 担当 | 追加費用 | 影響 |"
    (table,) = find_tables(grid(heading, sheet="課題一覧")).tables
    assert table.kind == "issue"


def test_an_uncertain_kind_is_said_with_low_confidence():
    (table,) = find_tables(
        grid("""
            | No | 件名 | 担当者 | 期限     | 状態 |
            | 1  | 帳票 | 山田   | 2024/5/7 | 完了 |
        """, sheet="Sheet1", file="Book1.xlsx")
    ).tables  # fmt: skip
    assert table.confidence < 0.7
    assert any("確かではありません" in note for note in table.notes)


def test_a_list_that_only_speaks_of_tests_is_no_test_register():
    (table,) = find_tables(
        grid("""
            | テスト一覧 |
            |
            | No | テストケース | ケース数 | 実施完了件数 | 作成日   | 完了日   |
            | 1  | 受注         | 25       | 25           | 2024/5/1 | 2024/5/2 |
        """, sheet="テスト一覧")
    ).tables  # fmt: skip
    assert table.kind == "other"
    assert table.confidence < 0.5


@pytest.mark.parametrize("result", ["OK", ""], ids=["some run", "none run yet"])
def test_what_is_prepared_for_a_test_is_neither_its_state_nor_its_result(result):
    (table,) = find_tables(
        grid(f"""
            | テストID | テスト項目 | データ準備 | 環境準備 | 実施者   | 予定日     | 結果     |
            | T-001    | 受注登録   | 済         | 済       | 若葉花子 | 2024/05/07 | {result} |
            | T-002    | 受注変更   | 済         | 未       | 若葉花子 | 2024/05/08 |          |
            | T-003    | 受注取消   | 未         | 済       | 若葉花子 | 2024/05/08 |          |
        """)
    ).tables  # fmt: skip
    assert (table.columns["precondition"], table.columns["precondition_2"], table.columns["result"]) == (3, 4, 7)
    assert "status" not in table.columns
