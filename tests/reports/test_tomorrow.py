"""明日の準備: which day it is for, what was left undone and holds up tests, meetings, what is due, whose answer lacks."""

from datetime import date

import pytest

from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.reports.agenda import agenda
from pmo_xl.reports.meetings import meetings_between
from pmo_xl.reports.tomorrow import tomorrow_report
from pmo_xl.reports.tomorrow_lists import ROWS, effect, headline
from pmo_xl.workdays import Calendar
from tests.metrics import g1
from tests.support.build import register, situation
from tests.support.sheet import workbook


def report(seen):
    checked = rules.run(seen)
    return tomorrow_report(seen, measure(seen, checked.findings), checked)


def planned_for(*days):
    rows = "\n".join(f"| T-{number:03} | {day} | 若葉 |" for number, day in enumerate(days, 1))
    return register("test", f"| id | planned_date | tester |\n{rows}")


@pytest.mark.parametrize(
    ("today", "expected", "planned"),
    [
        ("2024-05-07", date(2024, 5, 8), ["T-001"]),
        ("2024-05-10", date(2024, 5, 13), ["T-003", "T-004"]),  # Friday: Monday, with what is planned on Saturday
        ("2024-05-02", date(2024, 5, 7), ["T-005"]),  # the Golden Week of 2024 ends on 5/6
    ],
)
def test_the_page_is_for_the_next_working_day(today, expected, planned):
    days = ("2024-05-08", "2024-05-14", "2024-05-13", "2024-05-11", "2024-05-07")
    made = report(situation(today, planned_for(*days)))
    assert made.day == expected
    assert sorted(one.test.id for one in made.planned) == planned


def test_a_day_off_of_the_project_is_passed_over():
    seen = situation(
        "2024-05-07", planned_for("2024-05-08", "2024-05-09"), calendar=Calendar({date(2024, 5, 8): "創立記念日"})
    )
    made = report(seen)
    assert made.day == date(2024, 5, 9)
    assert [one.test.id for one in made.planned] == ["T-001", "T-002"]


UNDONE = (
    register(
        "test",
        """
        | id    | planned_date | executed_date | result  | depends_on | defect_id | tester |
        | T-001 | 2024-05-07   |               |         |            |           | 若葉   |
        | T-002 | 2024-05-07   |               |         |            |           | 若葉   |
        | T-003 | 2024-05-02   |               |         |            |           | 桜庭   |
        | T-004 | 2024-05-07   | 2024-05-07    | pass    |            |           | 若葉   |
        | T-011 | 2024-05-08   |               |         | T-002      |           | 若葉   |
        | T-012 | 2024-05-08   |               | blocked |            | D-001     | 若葉   |
        | T-013 | 2024-05-08   |               |         | T-012      |           | 若葉   |
        | T-021 | 2024-05-09   |               |         | T-003      |           | 若葉   |
        """,
    ),
    register(
        "defect",
        """
        | id    | title | severity | status      | fix_plan_date | vendor |
        | D-001 | 桁    | low      | in_progress | 2024-05-07    | A社    |
        | D-002 | 色    | critical | open        | 2024-05-02    | A社    |
        | D-003 | 音    | critical | open        | 2024-05-09    | A社    |
        """,
    ),
    register(
        "todo",
        """
        | id    | title      | status | due_date   | owner |
        | A-001 | 資料の送付 | open   | 2024-05-07 | 甲野  |
        | A-002 | 日程の連絡 | closed | 2024-05-07 | 甲野  |
        | A-003 | 次の依頼   | open   | 2024-05-08 | 甲野  |
        """,
    ),
)


def test_what_holds_up_a_test_of_tomorrow_ranks_above_what_holds_up_nothing():
    made = report(situation("2024-05-07", *UNDONE))
    assert [(item.record.id, [test.id for test in item.tomorrow]) for item in made.undone] == [
        ("D-001", ["T-012", "T-013"]),  # low, but two tests of tomorrow wait for it
        ("T-002", ["T-011"]),
        ("T-003", []),  # holds up T-021 of 5/9
        ("D-002", []),  # critical, but nothing waits for it
        ("A-001", []),
        ("T-001", []),
    ]
    assert [effect(item) for item in made.undone[:4]] == [
        "明日のテスト2件(T-012、T-013)",
        "明日のテスト1件(T-011)",
        "テスト1件が待つ",
        "待つものなし",
    ]
    assert [item.late for item in made.undone[:4]] == [0, 0, 1, 1]  # 5/2 to 5/7: one working day
    assert headline(made)["outcome"] == "5/8(水)のテスト3件のうち3件が開始できません。"
    # T-011, T-012 and T-013 wait for two of the six
    assert headline(made)["cause"] == "本日までの未了6件のうち2件が、明日のテスト3件を待たせています。"


def test_the_conclusion_without_anything_in_the_way():
    made = report(situation("2024-05-07", planned_for("2024-05-08")))
    assert headline(made)["outcome"] == "5/8(水)のテスト1件を止めるものは、台帳にありません。"
    assert headline(made)["cause"] == "本日までの未了はありません。"
    made = report(situation("2024-05-07", planned_for("2024-05-09")))
    assert headline(made)["outcome"] == "5/8(水)のテストの計画はありません(次の計画は5/9(木))。"
    made = report(situation("2024-05-07"))
    assert headline(made)["outcome"] == "5/8(水)のテストは、テストの表がないため確認できません。"


def test_what_is_due_tomorrow_the_gravest_first():
    issues = register(
        "issue",
        """
        | id    | title  | severity | status | due_date   | owner |
        | K-001 | 課題1  | low      | open   | 2024-05-08 | 甲野  |
        | K-002 | 課題2  | high     | open   | 2024-05-08 | 甲野  |
        | K-003 | 課題3  | critical | closed | 2024-05-08 | 甲野  |
        | K-004 | 課題4  | critical | open   | 2024-05-09 | 甲野  |
        | K-005 | 課題5  | critical | open   | 2024-05-07 | 甲野  |
        """,
    )
    defects = register(
        "defect",
        """
        | id    | title | severity | status   | fix_plan_date | retest_plan_date |
        | D-001 | 桁    | critical | open     | 2024-05-08    | 2024-05-10       |
        | D-002 | 色    | medium   | resolved | 2024-05-02    | 2024-05-08       |
        """,
    )
    made = report(situation("2024-05-07", issues, defects))
    assert [(record.id, sort) for record, _, sort in made.due] == [
        ("D-001", "修正予定"),
        ("K-002", "期限"),
        ("D-002", "再テスト予定"),
        ("K-001", "期限"),
    ]


def test_unanswered_requests_the_most_overdue_first():
    qa = register(
        "qa",
        """
        | id    | title | status   | due_date   | owner | response |
        | Q-001 | 質問1 | open     | 2024-05-09 | 甲野  |          |
        | Q-002 | 質問2 | open     | 2024-05-01 | 甲野  |          |
        | Q-003 | 質問3 | answered | 2024-05-01 | 甲野  | 可能     |
        | Q-004 | 質問4 | closed   | 2024-05-01 | 甲野  | 可能     |
        """,
    )
    made = report(situation("2024-05-07", qa))
    # 5/2 and 5/7 are the working days after 5/1
    assert [(one.record.id, one.overdue) for one in made.unanswered] == [("Q-002", 2), ("Q-001", 0)]
    assert made.values()["unanswered_head"] == "2件 期限超過1件"


def test_meetings_of_memo_heads_with_their_time_and_who_cannot_come(tmp_path):
    import pmo_xl

    memo = """
        | 会議名 | UAT定例 |
        | 日時   | 2024/05/01 16:00〜17:00 |
        | 場所   | 第2会議室 |
        | 出席者 | 若葉花子、桜庭実 |
        | 次回   | 2024/05/08 10:00〜11:00 |
        | |
        | No | 区分 | 内容 | 担当者 | 期限 |
        | 1  | 論点 | 進捗の確認 | | |
        """
    roster = """
        | 氏名     | 所属   | 立場     | 役割   | 離任日     |
        | 若葉花子 | 営業部 | ユーザー | 実施者 |            |
        | 桜庭実   | 営業部 | ユーザー | 実施者 | 2024/05/02 |
        """
    workbook(tmp_path / "会議.xlsx", 議事メモ=memo, 体制表=roster)
    seen = pmo_xl.load(tmp_path).situation(date(2024, 5, 7))
    (meeting,) = meetings_between(seen, date(2024, 5, 8), date(2024, 5, 8))
    assert (meeting.name, meeting.clock, meeting.place) == ("UAT定例", "10:00〜11:00", "第2会議室")
    assert (meeting.attendees, meeting.away) == (("若葉花子", "桜庭実"), ("桜庭実(5/2離任)",))
    assert meeting.is_next
    shown = report(seen).values()["meetings"][0]
    assert (shown["clock"], shown["people"]) == ("10:00〜11:00", "前回2名 不在:桜庭実(5/2離任)")


def test_meetings_of_a_list_by_time_each_once():
    meetings = register(
        "meeting",
        """
        | title    | held_at                | next_at          |
        | 仕様確認 | 2024/05/08 13:00       |                  |
        | 朝会     | 2024/05/08 9:45〜10:00 |                  |
        | 朝会     | 2024/05/07 9:45〜10:00 | 2024/05/08 9:45  |
        | 夕会     | 2024/05/08             |                  |
        | 定例     | 2024/05/09 10:00       |                  |
        """,
    )
    seen = situation("2024-05-07", meetings)
    found = meetings_between(seen, date(2024, 5, 8), date(2024, 5, 8))
    assert [(one.name, one.clock, one.is_next) for one in found] == [
        ("朝会", "9:45〜10:00", False),
        ("仕様確認", "13:00", False),
        ("夕会", "", False),
    ]


def test_the_day_of_a_member_by_time_then_gravity_each_once():
    meetings = register("meeting", "| title | held_at |\n| 夕会 | 2024/05/07 16:00 |\n| 朝会 | 2024/05/08 9:45 |")
    todos = register(
        "todo",
        """
        | id    | title | priority | status | due_date   | owner |
        | A-001 | 依頼1 | low      | open   | 2024-05-07 | 甲野  |
        | A-002 | 依頼2 | critical | open   | 2024-05-07 | 甲野  |
        | A-003 | 依頼3 | high     | open   | 2024-05-01 | 甲野  |
        | A-004 | 依頼4 | critical | open   | 2024-05-08 | 甲野  |
        | A-005 | 依頼5 | medium   | open   |            | 甲野  |
        """,
    )
    tests = register("test", "| id | planned_date | result |\n| T-001 | 2024-05-07 | |\n| T-002 | 2024-05-08 | |")
    entries = agenda(situation("2024-05-07", meetings, todos, tests))
    assert [(entry.id or entry.title, entry.sort) for entry in entries] == [
        ("夕会", "meeting"),
        ("A-002", "due"),
        ("A-003", "left"),
        ("A-005", "answer"),
        ("A-001", "due"),
        ("T-001", "test"),
    ]


def test_g1_on_the_7th_of_may():
    made = report(g1.g1(settings=g1.config(name="基幹システム刷新", phase="UAT")))
    # metrics.md §8: nine tests are planned for 5/8; the two left of today and the sixteen of before are undone
    assert made.values()["tests_head"].startswith("9件")
    tests = [item for item in made.undone if item.record.table.kind == "test"]
    assert len(tests) == 18
    # five fixes of B社 were due on 5/2; K-001 to K-008 are due by 5/7: 3 + 2 + 1 + 1 + 1
    assert len(made.undone) == 18 + 5 + 8
    assert made.due == ()  # the next fix is planned for 5/9


def test_a_list_longer_than_the_page_says_how_many_are_left():
    made = report(situation("2024-05-07", planned_for(*["2024-05-08"] * (ROWS["tests"] + 1))))
    values = made.values()
    assert len(values["tests"]) == ROWS["tests"]
    assert values["tests_note"] == "他1件(別紙 明細)"
    assert len(values["all_tests"]) == ROWS["tests"] + 1
