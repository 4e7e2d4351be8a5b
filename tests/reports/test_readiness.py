"""Whether a test can start tomorrow: what stands in the way, whose it is, and what has to be asked."""

from datetime import date

import pytest

from pmo_xl.reports.prepared import DayColumns
from pmo_xl.reports.presence import Presence
from pmo_xl.reports.readiness import Readiness, why
from pmo_xl.rules.context import Context
from tests.support.build import register, register_of, situation
from tests.support.sheet import sheet

TODAY, TOMORROW = date(2024, 5, 7), date(2024, 5, 8)
ROSTER = """
    | 氏名     | 所属   | 立場     | 役割   | 着任日     | 離任日     |
    | 若葉花子 | 営業部 | ユーザー | 実施者 | 2024/04/22 |            |
    | 桜庭実   | 営業部 | ユーザー | 実施者 | 2024/04/22 | 2024/05/02 |
    | 梅園梅   | 物流部 | ユーザー | 実施者 | 2024/05/13 |            |
    """


def readiness(*registers):
    seen = situation("2024-05-07", *registers)
    return Readiness(seen, Context(seen))


def planned(tests, *others):
    """id → the test as it stands for tomorrow."""
    ready = readiness(tests, *others)
    return {test.id: ready.planned(test, TOMORROW) for test in tests}


def reasons(tests, *others):
    return {name: why(one) for name, one in planned(tests, *others).items()}


def test_the_columns_of_preparation_speak_for_data_and_environment():
    tests = sheet("""
        | テストID | テスト項目 | 時間帯 | データ準備 | データ準備担当 | 環境準備 | 実施者   | 立会いベンダー | 予定日     | 実施日     | 結果 |
        | T-000    | 受注照会   | 9:00   | 済         | 甲野太郎       | 済       | 若葉花子 | A社            | 2024/05/07 | 2024/05/07 | OK   |
        | T-001    | 受注登録   | 10:00  | 済         | 甲野太郎       | 済       | 若葉花子 | A社            | 2024/05/08 |            |      |
        | T-002    | 受注変更   | 13:00  | 未         | 甲野太郎       | 済       | 若葉花子 | A社            | 2024/05/08 |            |      |
        | T-003    | 受注取消   |        | 準備中     |                | 未       | 若葉花子 |                | 2024/05/08 |            |      |
        | T-004    | 受注印刷   |        |            | 甲野太郎       | 済       | 若葉花子 |                | 2024/05/08 |            |      |
        """)  # fmt: skip
    found = planned(tests)
    assert {name: (one.data, one.environment) for name, one in found.items()} == {
        "T-000": ("済", "済"),
        "T-001": ("済", "済"),
        "T-002": ("未", "済"),
        "T-003": ("未", "未"),
        "T-004": ("未記入", "済"),
    }
    assert [(one.said, one.owner, one.sort) for one in found["T-002"].hindrances] == [
        ("データ準備(未)", "甲野太郎", "data")
    ]
    assert [(one.said, one.owner) for one in found["T-003"].hindrances] == [
        ("データ準備(準備中)", "担当未定"),
        ("環境準備(未)", "担当未定"),
    ]
    assert found["T-004"].can_start  # nobody has said that the data is missing: it has to be asked
    assert why(found["T-004"]) == "【要確認】データ準備が未記入"
    assert (found["T-001"].clock, found["T-001"].looks_on) == ("10:00", "A社")


def test_a_text_of_what_to_prepare_says_nothing_of_how_far_it_is():
    tests = sheet("""
        | テストID | テスト項目 | 事前準備                       | 予定日     | 結果 |
        | T-001    | 受注登録   | 受注データを100件登録しておく  | 2024/05/08 |      |
        | T-002    | 受注変更   | 変更前の伝票を控えておく       | 2024/05/08 |      |
        """)
    assert [DayColumns().preparations(test) for test in tests] == [(), ()]


def test_a_defect_not_repaired_stands_in_the_way_until_its_fix_is_in():
    tests = register(
        "test",
        """
        | id    | planned_date | result  | defect_id    | tester |
        | T-001 | 2024-05-08   | blocked | D-001        | 若葉   |
        | T-002 | 2024-05-08   | blocked | D-002        | 若葉   |
        | T-003 | 2024-05-08   | blocked | D-003        | 若葉   |
        | T-004 | 2024-05-08   | blocked | D-009        | 若葉   |
        | T-005 | 2024-05-08   | blocked | D-001、D-004 | 若葉   |
        """,
    )
    defects = register(
        "defect",
        """
        | id    | vendor | status      | fix_plan_date | fixed_date |
        | D-001 | A社    | in_progress | 2024-05-09    |            |
        | D-002 | A社    | resolved    | 2024-05-02    | 2024-05-02 |
        | D-003 | B社    | closed      |               |            |
        | D-004 | B社    | open        |               |            |
        """,
    )
    assert reasons(tests, defects) == {
        "T-001": "不具合D-001(修正予定5/9)",
        "T-002": "",  # waits for its retest
        "T-003": "",
        "T-004": "不具合D-009(台帳になし)",
        "T-005": "不具合D-001(修正予定5/9)、不具合D-004(修正予定なし)",
    }
    first = planned(tests, defects)["T-001"].hindrances[0]
    assert (first.owner, first.until, first.record.id) == ("A社", date(2024, 5, 9), "D-001")


@pytest.mark.parametrize(
    ("remarks", "said"),
    [
        ("データ未登録", "データの準備待ち"),
        ("検証環境に接続できない", "環境の不具合・停止"),
        ("仕様の回答待ち", "仕様の確認待ち"),
        ("", "実施不可(理由の記入なし)"),
    ],
)
def test_a_test_that_cannot_run_without_a_defect_says_why(remarks, said):
    tests = register(
        "test", f"| id | planned_date | result | remarks | tester |\n| T-1 | 2024-05-08 | blocked | {remarks} | 若葉 |"
    )
    assert reasons(tests) == {"T-1": said}


def test_the_test_before_it_has_to_be_passed_or_to_come_first_on_the_same_day():
    tests = register(
        "test",
        """
        | id    | planned_date | executed_date | result         | depends_on | tester |
        | T-001 | 2024-05-07   | 2024-05-07    | pass           |            | 若葉   |
        | T-002 | 2024-05-07   | 2024-05-07    | fail           |            | 若葉   |
        | T-003 | 2024-05-07   |               |                |            | 若葉   |
        | T-004 | 2024-05-08   |               | not_applicable |            | 若葉   |
        | T-011 | 2024-05-08   |               |                | T-001      | 若葉   |
        | T-012 | 2024-05-08   |               |                | T-002      | 若葉   |
        | T-013 | 2024-05-08   |               |                | T-003      | 若葉   |
        | T-014 | 2024-05-08   |               |                | T-004      | 若葉   |
        | T-015 | 2024-05-08   |               |                | T-011      | 若葉   |
        | T-016 | 2024-05-08   |               |                | T-013      | 若葉   |
        """,
    )
    found = reasons(tests)
    assert {name: found[name] for name in ("T-011", "T-012", "T-013", "T-014", "T-015", "T-016")} == {
        "T-011": "",
        "T-012": "先行テストT-002(fail)",
        "T-013": "先行テストT-003(未実施)",  # left undone today
        "T-014": "",  # out of scope
        "T-015": "",  # T-011 comes first tomorrow, and can start
        "T-016": "先行テストT-013(未実施)",  # T-013 cannot
    }


def test_a_circle_of_predecessors_ends():
    tests = register(
        "test",
        """
        | id    | planned_date | depends_on | tester |
        | T-001 | 2024-05-08   | T-002      | 若葉   |
        | T-002 | 2024-05-08   | T-001      | 若葉   |
        | T-003 | 2024-05-08   | T-003      | 若葉   |
        """,
    )
    assert reasons(tests) == {"T-001": "", "T-002": "", "T-003": ""}


@pytest.mark.parametrize(("first", "can_start"), [("hold", 0), ("not_run", 3000)])
def test_a_long_row_of_tests_on_one_day_stands_and_falls_with_its_first(first, can_start):
    rows = [[f"T-{n:04}", TOMORROW, "若葉", f"T-{n - 1:04}" if n else None, "not_run"] for n in range(3000)]
    rows[0][4] = first
    found = planned(register_of("test", ["id", "planned_date", "tester", "depends_on", "result"], rows))
    assert sum(one.can_start for one in found.values()) == can_start


def test_an_open_request_that_names_the_test_and_speaks_of_data_stands_in_the_way():
    tests = register(
        "test", "| id | planned_date | tester |\n| T-001 | 2024-05-08 | 若葉 |\n| T-002 | 2024-05-08 | 若葉 |"
    )
    todos = register(
        "todo",
        """
        | id    | title                  | owner | status | due_date   | related_id |
        | A-001 | テストデータの作成     | 甲野  | open   | 2024-05-07 | T-001      |
        | A-002 | 利用者の権限の追加     | 甲野  | closed | 2024-05-07 | T-002      |
        | A-003 | 結果の画面の写しを送る | 甲野  | open   | 2024-05-07 | T-002      |
        """,
    )
    found = planned(tests, todos)
    (one,) = found["T-001"].hindrances
    assert (one.said, one.owner, one.until, one.sort) == ("ToDo A-001(open)", "甲野", date(2024, 5, 7), "data")
    assert found["T-002"].can_start


def test_who_is_away_tomorrow_cannot_test_and_half_a_day_has_to_be_asked():
    tests = register(
        "test",
        """
        | id    | planned_date | tester             |
        | T-001 | 2024-05-08   | 若葉花子           |
        | T-002 | 2024-05-08   | 桜庭実             |
        | T-003 | 2024-05-08   | 梅園梅             |
        | T-004 | 2024-05-08   | 桜庭実、若葉花子   |
        | T-005 | 2024-05-08   |                    |
        """,
    )
    roster = sheet(ROSTER)
    assert reasons(tests, roster) == {
        "T-001": "",
        "T-002": "実施者不在 桜庭実(5/2離任)",
        "T-003": "実施者不在 梅園梅(5/13着任)",
        "T-004": "【要確認】実施者 桜庭実(5/2離任)",
        "T-005": "【要確認】実施者が未記入",
    }
    leave = register("holiday", "| planned_date | title | owner |\n| 2024-05-08 | 年休 | 若葉花子 |")
    half = register("holiday", "| planned_date | title | owner |\n| 2024-05-08 | 午前休 | 若葉花子 |")
    assert reasons(tests, roster, leave)["T-001"] == "実施者不在 若葉花子(休暇)"
    assert reasons(tests, roster, half)["T-001"] == "【要確認】実施者 若葉花子(半休)"
    assert Presence(situation("2024-05-07", roster, leave)).away("若葉花子", TODAY) == ()


def test_an_environment_that_is_not_ready_or_stands_still():
    tests = register("test", "| id | planned_date | environment | tester |\n| T-1 | 2024-05-08 | 検証環境 | 若葉 |")
    plan = register(
        "plan",
        """
        | phase          | planned_start | planned_end | actual_end | environment | planned_date | remarks  |
        | 検証環境の構築 | 2024-04-15    | 2024-05-10  |            | 検証環境    |              |          |
        """,
    )
    stop = register("plan", "| planned_date | remarks |\n| 2024-05-08 | 環境停止 |")
    assert reasons(tests, plan) == {"T-1": "検証環境の準備完了は5/10"}
    assert reasons(tests, stop) == {"T-1": "環境停止(5/8)"}
    assert reasons(tests) == {"T-1": ""}
