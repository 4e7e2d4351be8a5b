"""朝会: what can start today, whose the next step is where something cannot, what is left, who holds the wrong role."""

from datetime import date, timedelta

import pytest

import pmo_xl
from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.kept import Kept
from pmo_xl.reports.morning import morning_report
from pmo_xl.reports.morning_lists import ROWS
from pmo_xl.reports.morning_state import before_the_days_tests
from pmo_xl.workdays import Calendar
from tests.make.sample.build import as_written
from tests.make.sample.days import SAMPLE_DAY
from tests.metrics import g1
from tests.support.build import register, situation
from tests.support.sheet import sheet
from tests.test_sample_figures import END, HOLIDAYS, once, result_now


def report(seen):
    seen = before_the_days_tests(seen)
    checked = rules.run(seen)
    return morning_report(seen, measure(seen, checked.findings), checked)


@pytest.fixture(scope="module")
def sample_project(sample):
    return pmo_xl.load(sample)


def planned_tests(*rows, extra=""):
    return register("test", "| id | planned_date | tester |" + extra + "\n" + "\n".join(rows))


def test_g1_on_the_morning_of_the_7th_of_may():
    made = report(g1.g1(settings=g1.config(name="基幹システム刷新", phase="UAT")))
    # metrics.md §8: 16 are planned for 5/7, and "this morning it was 18" that were left
    assert (len(made.planned), len(made.carried)) == (16, 18)
    cards = made.values()["figures"]
    # 200 in scope, 82 passed up to 5/2; 5/7 to 5/17 without the weekend are nine working days
    assert [cards[key]["value"] for key in ("planned", "carried", "remaining", "days_left")] == [
        "16件",
        "18件",
        f"{200 - 82}件",
        "9日",
    ]
    # ten are 実施不可 without a reason, four on hold; the others name nobody who runs them
    assert len(made.stopped) == 14
    assert made.values()["headline"]["outcome"] == "本日のテスト16件を止めるものは、台帳にありません。"


@pytest.mark.parametrize("day", [date(2026, 11, 20), SAMPLE_DAY])
def test_the_counts_of_the_sample_project_are_those_of_its_rows(day, sample_project):
    made = sample_project.pack("morning", day).report
    before = day - timedelta(days=1)
    rows = [(test, result_now(test, before)[0]) for test in once(as_written(SAMPLE_DAY)["test"], "test_case_id")]
    live = [(test, verdict) for test, verdict in rows if verdict not in ("not_applicable", "withdrawn")]
    open_ = [test for test, verdict in live if verdict not in ("pass", "fail")]
    today = {test.means("test_case_id") for test in open_ if test.means("planned_date") == day}
    left = [t.means("test_case_id") for t in open_ if t.means("planned_date") and t.means("planned_date") < day]
    assert {one.test.id for one in made.planned} == today
    assert sorted(one.test.id or "" for one in made.carried) == sorted(name or "" for name in left)
    ran_ahead = [t for t, v in live if v in ("pass", "fail") and t.means("planned_date") == day]
    assert len(made.done_ahead) == len(ran_ahead)
    assert made.metrics["remaining"].value == len(live) - sum(verdict == "pass" for _, verdict in live)
    days = (day + timedelta(days=n) for n in range((END - day).days + 1))
    assert made.days_left == sum(one.weekday() < 5 and one not in HOLIDAYS for one in days)


def test_what_was_run_today_has_not_been_run_yet_in_the_morning():
    tests = register(
        "test",
        """
        | id    | planned_date | executed_date | result | defect_id | executed_date_2 | result_2 | defect_id_2 |
        | T-001 | 2024-05-07   | 2024-05-07    | fail   | D-001     |                 |          |             |
        | T-002 | 2024-05-02   | 2024-05-02    | fail   |           | 2024-05-07      | pass     |             |
        | T-003 | 2024-05-07   | 2024-05-02    | pass   |           |                 |          |             |
        """,
    )
    defects = register("defect", "| id | title | status | detected_date |\n| D-001 | 桁 | open | 2024-05-07 |")
    made = report(situation("2024-05-07", tests, defects))
    (planned,) = made.planned
    assert (planned.test.id, planned.can_start) == ("T-001", True)  # D-001 was only found by running it
    assert [test.id for test in made.done_ahead] == ["T-003"]
    assert made.metrics["remaining"].value == 2  # T-002 was NG this morning
    assert made.values()["figures"]["planned"]["note"] == "ほか前倒しで実施済み1件"


def test_a_situation_without_results_of_the_day_is_used_as_it_is():
    seen = situation("2024-05-07", planned_tests("| T-001 | 2024-05-07 | 若葉 |"))
    assert before_the_days_tests(seen) is seen


def test_whose_the_next_step_is_and_until_when_comes_from_the_defect_at_the_root():
    tests = register(
        "test",
        """
        | id    | planned_date | executed_date | result  | depends_on | defect_id | tester |
        | T-001 | 2024-05-02   | 2024-05-02    | fail    |            | D-001     | 若葉   |
        | T-002 | 2024-05-07   |               |         | T-001      |           | 若葉   |
        | T-003 | 2024-05-07   |               |         | T-002      |           | 若葉   |
        | T-004 | 2024-05-02   |               | blocked |            | D-002     | 桜庭   |
        | T-005 | 2024-05-02   |               | blocked | T-001      | D-001     | 桜庭   |
        | T-006 | 2024-05-07   |               |         |            |           | 桜庭   |
        """,
    )
    defects = register(
        "defect",
        """
        | id    | title | status      | fix_plan_date | vendor |
        | D-001 | 桁    | in_progress | 2024-05-09    | A社    |
        | D-002 | 色    | in_progress | 2024-05-02    | B社    |
        """,
    )
    made = report(situation("2024-05-07", tests, defects))
    found = [(one.planned.test.id, one.reason, one.owners, one.until) for one in made.stopped]
    assert found == [
        # the day's own first, what holds up most before the others
        ("T-002", "先行T-001(fail・D-001)", ("A社",), date(2024, 5, 9)),
        ("T-003", "先行T-002(未実施・D-001)", ("A社",), date(2024, 5, 9)),
        ("T-004", "不具合D-002", ("B社",), None),  # a day that is over is no day
        ("T-005", "不具合D-001", ("A社",), date(2024, 5, 9)),  # T-001 waits for the same defect
    ]
    assert made.values()["headline"] == {
        "outcome": "本日のテスト3件のうち2件が開始できません。",
        "cause": "持越しも2件のうち2件です。合わせた理由は先行テストの未合格3件、不具合の未修正2件です。",
        "text": made.values()["headline"]["outcome"] + made.values()["headline"]["cause"],
    }


def test_what_a_test_before_it_came_to_later_is_not_known_yet():
    tests = register(
        "test",
        """
        | id    | planned_date | depends_on | executed_date | result | executed_date_2 | result_2 |
        | T-001 | 2024-05-02   |            | 2024-05-02    | fail   | 2024-05-08      | pass     |
        | T-002 | 2024-05-07   | T-001      |               |        |                 |          |
        """,
    )
    assert report(situation("2024-05-07", tests)).values()["stopped"][0]["why"] == "先行T-001(fail)"


def test_tests_that_wait_for_each_other_in_a_circle_come_to_an_end():
    tests = register(
        "test",
        "| id | planned_date | depends_on |\n| T-1 | 2024-05-07 | T-2 |\n| T-2 | 2024-05-07 | T-1 |\n| T-3 | 2024-05-07 | T-3 |",
    )
    made = report(situation("2024-05-07", tests))
    assert len(made.planned) == 3


ROSTER = sheet("""
    | 氏名     | 所属   | 立場     | 役割   |
    | 若葉花子 | 営業部 | ユーザー | 実施者 |
    | 甲野太郎 | A社    | ベンダー | 開発   |
    """)
BY_THE_HOUR = sheet("""
    | テストID | テスト項目 | 時間帯 | データ準備 | データ準備担当 | 実施者   | 立会いベンダー | 予定日     | 実施日 | 結果 |
    | T-001    | 受注登録   | 13:00  | 済         | 甲野太郎       | 若葉花子 | A社            | 2024/05/07 |        |      |
    | T-002    | 受注変更   | 10:00  | 未         | 甲野太郎       | 若葉花子 | A社            | 2024/05/07 |        |      |
    | T-003    | 受注取消   | 10:00  | 未         |                | 甲野太郎 |                | 2024/05/07 |        |      |
    | T-004    | 受注印刷   |        | 未         | 若葉花子       | 若葉花子 |                | 2024/05/07 |        |      |
    | T-005    | 受注照会   | 9:00   | 済         |                | 誰か知らない人 |          | 2024/05/07 |        |      |
    """)  # fmt: skip


def test_by_time_of_day_each_with_its_data_and_who_looks_on():
    values = report(situation("2024-05-07", BY_THE_HOUR, ROSTER)).values()
    found = [(row["clock"], row["id"], row["data"], row["looks_on"], row["can_start"]) for row in values["tests"]]
    assert found == [
        ("9:00", "T-005", "済", "−", "○"),
        ("10:00", "T-003", "未", "−", "×"),
        ("", "T-002", "未・甲野太郎", "A社", "×"),  # a group says its time once
        ("13:00", "T-001", "済", "A社", "○"),
        ("時刻未定", "T-004", "未・若葉花子", "−", "×"),
    ]
    assert [row["clock"] for row in values["all_tests"]][2] == "10:00"
    stopped = {row["id"]: (row["why"], row["owner"]) for row in values["stopped"]}
    assert stopped["T-002"] == ("データ準備(未)", "甲野太郎")


def test_the_user_side_tests_and_the_vendor_prepares_the_data():
    made = report(situation("2024-05-07", BY_THE_HOUR, ROSTER))
    assert [(one.test.id, one.said) for one in made.misplaced] == [
        ("T-003", "実施者が開発側(A社 甲野太郎)"),
        ("T-003", "データ準備の担当が未記入"),
        ("T-004", "データ準備の担当が業務側(営業部 若葉花子)"),
    ]
    values = made.values()
    assert [(row["who"], row["message"], row["more"]) for row in values["tops"][:3]] == [
        ("役割", "実施者が開発側 T-003", "1件"),
        ("役割", "データ準備の担当が未記入 T-003", "1件"),
        ("役割", "データ準備の担当が業務側 T-004", "1件"),
    ]
    assert "役割3件" in values["tests_head"]


def test_a_blocked_test_whose_defects_are_settled_can_go_on():
    tests = register(
        "test",
        """
        | id    | planned_date | result  | defect_id    | tester |
        | T-001 | 2024-05-02   | blocked | D-001        | 若葉   |
        | T-002 | 2024-05-02   | blocked | D-001、D-002 | 若葉   |
        """,
    )
    defects = register(
        "defect", "| id | title | status | closed_date |\n| D-001 | 桁 | closed | 2024-05-07 |\n| D-002 | 色 | open | |"
    )
    made = report(situation("2024-05-07", tests, defects))
    assert [(one.test.id, one.defects, one.day) for one in made.free] == [("T-001", ("D-001",), date(2024, 5, 8))]
    assert made.values()["free"][0]["freed"] == "D-001が解消"


def test_a_test_moved_yesterday_is_left_with_its_new_day():
    tests = planned_tests(
        "| T-001 | 2024-05-09 | 若葉 |", "| T-002 | 2024-05-02 | 若葉 |", "| T-003 | 2024-04-30 | 若葉 |"
    )
    row = {"id": "T-001", "planned_date": "2024-05-02"}
    state = Kept(date=date(2024, 5, 1), registers={"tests": (row,)})
    made = report(situation("2024-05-07", tests, kept=(state,)))
    # the last working day before 5/7 is 5/2
    assert [(one.planned.test.id, one.stood, one.new_day, one.reason) for one in made.left] == [
        ("T-001", date(2024, 5, 2), date(2024, 5, 9), None),
        ("T-002", date(2024, 5, 2), None, None),
        ("T-003", date(2024, 4, 30), None, None),
    ]
    assert [(row["id"], row["reason"], row["new_day"]) for row in made.values()["left"]][:2] == [
        ("T-001", "理由未記入", "5/9"),
        ("T-002", "理由未記入", "未定"),
    ]


def test_what_has_to_be_decided_today():
    decisions = register(
        "decision",
        """
        | id    | title        | kind     | decided_by | due_date   |
        | K-001 | 範囲を減らす | 判断待ち | 青葉       | 2024-05-07 |
        | K-002 | 期間を延ばす | 判断待ち | 青葉       | 2024-05-02 |
        | K-003 | 人を増やす   | 判断待ち | 青葉       | 2024-05-08 |
        """,
    )
    defects = register(
        "defect",
        """
        | id    | title | severity | status | detected_date | action | vendor |
        | D-001 | 桁    | low      | open   | 2024-05-02    |        | A社    |
        | D-002 | 色    | critical | open   | 2024-05-02    |        | B社    |
        | D-003 | 音    | critical | open   | 2024-05-02    | 直す   | B社    |
        | D-004 | 光    | critical | open   | 2024-05-07    |        | B社    |
        """,
    )
    values = report(situation("2024-05-07", decisions, defects)).values()
    assert [(row["id"], row["what"], row["who"]) for row in values["decisions"]] == [
        ("K-002", "(1日超過)期間を延ばす", "青葉様"),
        ("K-001", "範囲を減らす", "青葉様"),
        ("D-002", "方針未定 色", "B社"),
        ("D-001", "方針未定 桁", "A社"),  # D-004 was found today
    ]
    assert values["decisions_head"] == "4件"


def test_findings_that_change_a_figure_the_most_urgent_of_each_addressee():
    tests = register(
        "test",
        """
        | id    | planned_date | executed_date | result | tester |
        | T-001 | 2024-05-02   |               | pass   | 若葉   |
        | T-002 | 2024-05-02   |               | pass   | 若葉   |
        | T-003 | 2024-05-02   |               | fail   | 桜庭   |
        """,
    )
    made = report(situation("2024-05-07", tests))
    assert [(top.addressee, top.finding.code, top.more) for top in made.tops] == [
        ("若葉", "T-001", 1),
        ("桜庭", "T-001", 0),
    ]
    assert made.values()["tops_head"] == "3件"


def test_a_day_without_a_plan_names_the_next_one():
    made = report(situation("2024-05-07", planned_tests("| T-001 | 2024-05-09 | 若葉 |")))
    assert made.values()["headline"]["outcome"] == "本日の計画はありません(次の計画は5/9(木))。"
    day_off = situation(
        "2024-05-07",
        planned_tests("| T-001 | 2024-05-09 | 若葉 |"),
        calendar=Calendar({date(2024, 5, 7): "創立記念日"}),
    )
    assert report(day_off).values()["headline"]["outcome"] == "本日の計画はありません(次の計画は5/9(木))。"


def test_a_list_longer_than_the_page_says_how_many_are_left():
    rows = [f"| T-{number:03} | 2024-05-07 | 若葉 |" for number in range(ROWS["tests"] + 1)]
    values = report(situation("2024-05-07", planned_tests(*rows))).values()
    assert len(values["tests"]) == ROWS["tests"]
    assert values["tests_note"] == "他1件(別紙 段取り)"
    assert len(values["all_tests"]) == ROWS["tests"] + 1
