"""夕会: nothing of the day's plan disappears, what was found, new days for what was not run, what does not fit."""

from datetime import date, timedelta

import pytest

import pmo_xl
from pmo_xl import rules
from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.kept import Kept
from pmo_xl.plans.room import Left, Placed
from pmo_xl.reports.evening import evening_report
from pmo_xl.settings import CapacitySection, Config, ProjectSection
from pmo_xl.workdays import Calendar
from tests.make.sample.build import as_written
from tests.make.sample.days import SAMPLE_DAY
from tests.metrics import g1
from tests.support.build import register, situation
from tests.support.sheet import sheet
from tests.test_sample_figures import END, HOLIDAYS, once, result_now

UNTIL_THE_17TH = Config(
    project=ProjectSection(phase_start=date(2024, 4, 22), phase_end=date(2024, 5, 17)),
    capacity=CapacitySection(testers=2, tests_per_person_day=2),
)


def report(seen):
    checked = rules.run(seen)
    return evening_report(seen, measure(seen, checked.findings), checked)


def proposed(made):
    """id → (day, who) or why there is none."""
    return {
        one.test.id: (one.proposal.day, one.proposal.who) if isinstance(one.proposal, Placed) else one.proposal.why
        for one in made.unrun
    }


def test_g1_in_the_evening_of_the_7th_of_may():
    made = report(g1.g1(settings=g1.config(name="基幹システム刷新", phase="UAT")))
    values = made.values()
    # metrics.md §8: 14 of 16 planned, 16 in all; T-127 and T-128 were not run, nobody has said why
    assert values["headline"]["outcome"] == "計画16件中14件実施(87.5%)、ほか持越し2件を実施。"
    assert values["headline"]["cause"] == "計画16件=実施14件+未実施(理由あり)0件+未実施(理由未記入)2件"
    assert values["results_head"] == "NG2件 OK14件"
    assert values["found_head"].startswith("6件")
    # the two, and the sixteen of before; three testers make 15 a day, of which 9 are planned from 5/8 on: six a day
    assert len(made.unrun) == 2 + 16
    assert values["figures"]["unrun"] == {"label": "未実施", "value": "18件", "note": "本日2件+前日まで16件"}
    days = [one.proposal.day for one in made.unrun]
    assert [days.count(date(2024, 5, day)) for day in (8, 9, 10)] == [6, 6, 6]
    assert values["unfit"] == [{"count": None, "what": "すべて入ります"}]
    assert values["figures"]["tomorrow"] == {"label": "明日 5/8", "value": "9件", "note": "+案6件 能力15件"}


@pytest.fixture(scope="module")
def sample_project(sample):
    return pmo_xl.load(sample)


def working_days_to(end, start):
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]


@pytest.mark.parametrize("day", [date(2026, 11, 20), SAMPLE_DAY])
def test_the_counts_and_proposals_of_the_sample_project_hold(day, sample_project):
    made = sample_project.pack("evening", day).report
    written = as_written(SAMPLE_DAY)
    rows = [(test, *result_now(test, day)) for test in once(written["test"], "test_case_id")]
    live = [one for one in rows if one[1] not in ("not_applicable", "withdrawn")]
    today = [one for one in live if one[0].means("planned_date") == day]
    executed = [one for one in live if one[1] in ("pass", "fail")]
    done = [one for one in today if one[1] in ("pass", "fail") and one[2] == day]
    assert len(made.planned) == len(today)
    assert len(made.done) == len(done)
    assert len(made.done) + len(made.others) == sum(ran == day for _, _, ran in executed)
    assert len(made.done) + len(made.done_ahead) + len(made.unrun_today) == len(made.planned)
    planned = [(t.means("test_case_id"), t.means("planned_date")) for t, v, _ in live if v not in ("pass", "fail")]
    assert sorted(one.test.id or "" for one in made.unrun) == sorted(n or "" for n, at in planned if at and at <= day)
    new = once([d for d in written["defect"] if d.means("detected_date") == day], "id")
    assert {one.defect.id for one in made.found} <= {d.means("id") for d in new}
    # what C24 promises, looked at with days and shares typed in from the sheets
    days, fixes = working_days_to(END, day), {d.means("id"): d.means("fix_plan_date") for d in written["defect"]}
    load = {}
    for one in made.plan.placed:
        assert one.day in days
        assert one.who == sample_project.situation(day).people.named_in(one.test.tester)[0]
        for defect in one.because:
            assert one.day >= next(d for d in working_days_to(END, day) if d > fixes[defect.id])
        load[one.who, one.day] = load.get((one.who, one.day), 0) + 1
    away = {("松風みどり", date(2026, 11, 26)), ("桜庭さくら", date(2026, 11, 30))}
    for (who, at), count in load.items():
        planned_then = sum(
            test.means("planned_date") == at
            and verdict not in ("pass", "fail")
            and sample_project.situation(day).people.named_in(test.means("tester") or "")[:1] == (who,)
            for test, verdict, _ in live
        )
        assert (who, at) not in away
        assert planned_then + count <= 2  # 稼働率 0.5 and 0.6 of 4.2 tests a day: two whole ones


RAN = register(
    "test",
    """
    | id    | planned_date | executed_date | result  | executed_date_2 | result_2 | remarks  | tester | defect_id |
    | T-001 | 2024-05-07   | 2024-05-07    | pass    |                 |          |          | 若葉   |           |
    | T-002 | 2024-05-02   | 2024-05-07    | pass    |                 |          |          | 若葉   |           |
    | T-003 | 2024-05-02   | 2024-05-02    | fail    | 2024-05-07      | pass     |          | 桜庭   |           |
    | T-004 | 2024-05-09   | 2024-05-07    | fail    |                 |          |          | 桜庭   | D-001     |
    | T-005 |              | 2024-05-07    | pass    |                 |          |          |        |           |
    | T-006 | 2024-05-07   | 2024-05-02    | pass    |                 |          |          | 若葉   |           |
    | T-007 | 2024-05-07   |               | blocked |                 |          |          | 若葉   | D-001     |
    | T-008 | 2024-05-07   |               |         |                 |          | 時間切れ | 若葉   |           |
    | T-009 | 2024-05-07   |               | hold    |                 |          |          | 若葉   |           |
    | T-010 | 2024-05-07   |               |         |                 |          |          | 若葉   |           |
    """,
)
DEFECTS = register(
    "defect",
    """
    | id    | title | severity | status | detected_date | fix_plan_date | vendor | test_id | action |
    | D-001 | 桁    | high     | open   | 2024-05-07    | 2024-05-09    | A社    |         | 直す   |
    | D-002 | 色    | critical | open   | 2024-05-07    |               | B社    |         |        |
    | D-003 | 音    |          | open   | 2024-05-07    |               | B社    | T-004   |        |
    """,
)


def test_the_plan_is_the_sum_of_what_was_run_and_what_was_not():
    made = report(situation("2024-05-07", RAN, DEFECTS, config=UNTIL_THE_17TH))
    values = made.values()
    # planned for 5/7: T-001, T-006 to T-010; what was run besides does not fit the line sort by sort
    assert values["headline"]["outcome"] == "計画6件中1件実施(16.7%)、ほか計画外4件を実施。"
    assert {sort: [test.id for test in tests] for sort, tests in made.sorts_of_others.items()} == {
        "持越し": ["T-002"],
        "再テスト": ["T-003"],
        "前倒し": ["T-004"],
        "予定日なし": ["T-005"],
    }
    # D-001, 時間切れ and 保留中 are reasons; nobody has said anything of T-010
    assert values["headline"]["cause"] == "計画6件=実施1件+前倒し済み1件+未実施(理由あり)3件+未実施(理由未記入)1件"
    assert [(row["id"], row["result"]) for row in values["results"]] == [
        ("T-004", "NG"),
        ("T-007", "不可"),
        ("T-009", "保留"),
    ]
    assert values["passed"] == "OKの内訳: 若葉2、桜庭1、実施者未記入1"


def test_what_was_found_today_the_gravest_first_with_what_waits_for_it():
    values = report(situation("2024-05-07", RAN, DEFECTS, config=UNTIL_THE_17TH)).values()
    assert [(row["id"], row["severity"], row["waiting"], row["action"]) for row in values["found"]] == [
        ("D-002", "致命", "紐付けなし", "未定"),
        ("D-001", "高", "2件", "直す"),  # T-004 and T-007
        ("D-003", "【要確認】", "1件", "未定"),  # only the defect names the test
    ]
    assert values["found_head"] == "3件 方針未定2件"


def test_a_new_day_comes_after_the_fix_and_has_room():
    made = report(situation("2024-05-07", RAN, DEFECTS, config=UNTIL_THE_17TH))
    # D-001 is to be fixed on Thursday 5/9: T-007 on 5/10; the others tomorrow, two a day a person
    assert proposed(made) == {
        "T-007": (date(2024, 5, 10), "若葉"),
        "T-008": (date(2024, 5, 8), "若葉"),
        "T-009": (date(2024, 5, 8), "若葉"),
        "T-010": (date(2024, 5, 9), "若葉"),
    }
    rows = {row["id"]: (row["day"], row["basis"], row["approved"]) for row in made.values()["unrun"]}
    assert rows["T-007"] == ("5/10", "D-001修正5/9の翌営業日から", "□")
    assert rows["T-008"] == ("5/8", "次の空き(理由の解消が前提)", "□")
    assert rows["T-010"] == ("5/9", "次の空き", "□")


CHAIN = register(
    "test",
    """
    | id    | planned_date | executed_date | result  | depends_on | defect_id | tester |
    | T-001 | 2024-05-02   | 2024-05-02    | fail    |            | D-001     | 若葉   |
    | T-002 | 2024-05-07   |               |         | T-001      |           | 若葉   |
    | T-003 | 2024-05-07   |               |         | T-002      |           | 桜庭   |
    | T-004 | 2024-05-07   |               | blocked |            | D-002     | 若葉   |
    | T-005 | 2024-05-07   |               | blocked |            | D-003     | 若葉   |
    | T-006 | 2024-05-07   |               |         | T-004      |           | 桜庭   |
    | T-007 | 2024-05-07   |               | blocked |            | D-004     | 若葉   |
    | T-008 | 2024-05-07   |               |         | T-009      |           | 若葉   |
    | T-009 | 2024-05-13   |               |         |            |           | 桜庭   |
    """,
)
FIXES = register(
    "defect",
    """
    | id    | title | status | fix_plan_date |
    | D-001 | 桁    | open   | 2024-05-10    |
    | D-002 | 色    | open   |               |
    | D-003 | 音    | open   | 2024-05-02    |
    | D-004 | 光    | open   | 2024-05-17    |
    """,
)


def test_the_tests_before_it_and_their_defects_bind_a_test_too():
    made = report(situation("2024-05-07", CHAIN, FIXES, config=UNTIL_THE_17TH))
    assert proposed(made) == {
        "T-002": (date(2024, 5, 13), "若葉"),  # the Monday after the fix of Friday 5/10
        "T-003": (date(2024, 5, 13), "桜庭"),
        "T-004": "no_day",
        "T-005": "no_day",  # a fix whose day is over is as good as none
        "T-006": "no_day",
        "T-007": "too_late",
        "T-008": (date(2024, 5, 13), "若葉"),  # T-009 is planned for that day
    }
    values = made.values()
    assert [(row["count"], row["what"]) for row in values["unfit"]] == [
        ("3件", "修正の見込みなし(D-002、D-003)"),
        ("1件", "実施できる日が終了日より後(D-004)"),
        # a phase one day longer: T-007 on Monday 5/20
        ("手当て", "終了日を5/20(月)まで延ばせばほかは入る"),
        # 若葉 runs T-004, T-005 and T-007, two a day: on 5/16 and 5/17, so the fixes are there by 5/15
        ("手当て", "D-002、D-003 他1件は5/15(水)までの修正が必要"),
    ]


def test_every_fix_that_stands_in_the_way_is_named():
    tests = register(
        "test",
        "| id | planned_date | result | defect_id | tester |\n| T-1 | 2024-05-07 | blocked | D-002、D-004 | 若葉 |",
    )
    made = report(situation("2024-05-07", tests, FIXES, config=UNTIL_THE_17TH))
    # D-002 has no day, D-004 comes on the last one: both are needed by 5/16, so that T-1 is run on 5/17
    assert made.values()["unfit"][-1] == {"count": "手当て", "what": "D-002、D-004は5/16(木)までの修正が必要"}
    made = report(situation("2024-05-07", tests, FIXES))  # no end: nobody can say by when
    assert made.values()["unfit"][-1]["what"] == "D-002は修正予定日の決定が必要"


def test_a_day_off_and_a_full_day_are_passed_over():
    tests = register(
        "test",
        """
        | id    | planned_date | tester |
        | T-001 | 2024-05-07   | 若葉   |
        | T-002 | 2024-05-07   | 若葉   |
        | T-003 | 2024-05-09   | 若葉   |
        """,
    )
    off = Calendar({date(2024, 5, 8): "創立記念日"})
    made = report(situation("2024-05-07", tests, config=UNTIL_THE_17TH, calendar=off))
    # 5/9 takes one more beside T-003; the other comes on 5/10
    assert proposed(made) == {"T-001": (date(2024, 5, 9), "若葉"), "T-002": (date(2024, 5, 10), "若葉")}


def test_a_day_on_which_nobody_is_there_takes_nothing():
    roster = sheet("""
        | 氏名     | 所属   | 立場     | 役割      | 稼働率 | 着任日     |
        | 若葉花子 | 営業部 | ユーザー | UAT実施者 | 1.0    | 2024/05/10 |
        """)
    tests = register(
        "test", "| id | planned_date | tester |\n| T-001 | 2024-05-07 | 若葉花子 |\n| T-002 | 2024-05-07 | |"
    )
    made = report(situation("2024-05-07", tests, roster, config=UNTIL_THE_17TH))
    # whoever runs T-002, the only one who tests comes on 5/10
    assert proposed(made) == {"T-001": (date(2024, 5, 10), "若葉花子"), "T-002": (date(2024, 5, 10), "")}


def test_retests_of_the_day_take_room_too():
    tests = register(
        "test",
        """
        | id    | planned_date | executed_date | result | tester | defect_id |
        | T-001 | 2024-05-07   |               |        | 若葉   |           |
        | T-002 | 2024-05-02   | 2024-05-02    | fail   | 若葉   | D-001     |
        | T-003 | 2024-05-02   | 2024-05-02    | fail   | 若葉   | D-001     |
        """,
    )
    defects = register(
        "defect",
        "| id | title | status | fixed_date | retest_plan_date |\n| D-001 | 桁 | resolved | 2024-05-07 | 2024-05-08 |",
    )
    made = report(situation("2024-05-07", tests, defects, config=UNTIL_THE_17TH))
    assert proposed(made) == {"T-001": (date(2024, 5, 9), "若葉")}


ROSTER = sheet("""
    | 氏名     | 所属   | 立場     | 役割       | 稼働率 |
    | 若葉花子 | 営業部 | ユーザー | UAT実施者  | 0.5    |
    | 桜庭実   | 営業部 | ユーザー | UAT実施者  | 0.5    |
    | 梅園梅   | 物流部 | ユーザー | UAT実施者  | 1.0    |
    """)


def test_what_does_not_fit_is_counted_with_what_would_make_room():
    rows = "\n".join(f"| T-{n:03} | 2024-05-07 | 若葉花子 |" for n in range(4))
    tests = register("test", f"| id | planned_date | tester |\n{rows}\n| T-900 | 2024-05-09 | 桜庭実 |")
    config = Config(
        project=ProjectSection(phase_start=date(2024, 4, 22), phase_end=date(2024, 5, 9)),
        capacity=CapacitySection(tests_per_person_day=2),
    )
    made = report(situation("2024-05-07", tests, ROSTER, config=config))
    # 若葉花子 makes one a day on 5/8 and 5/9; 桜庭実 of the same department has room on 5/8 only
    assert list(proposed(made).values()) == [
        (date(2024, 5, 8), "若葉花子"),
        (date(2024, 5, 9), "若葉花子"),
        "full",
        "full",
    ]
    other = [one.proposal.other for one in made.unrun if isinstance(one.proposal, Left)]
    assert [(way.day, way.who) if way else None for way in other] == [(date(2024, 5, 8), "桜庭実"), None]
    values = made.values()
    assert [(row["count"], row["what"]) for row in values["unfit"]] == [
        ("2件", "実施者の空きなし(若葉花子2件)"),
        ("手当て", "実施者を替えれば1件入る(桜庭実1件)"),
        ("手当て", "実施者を1名増やせば空きなしの2件は入る"),
        ("手当て", "終了日を5/13(月)まで延ばせばすべて入る"),  # 5/10 and 5/13, one each
    ]
    assert values["figures"]["unfit"] == {"label": "入らない", "value": "2件", "note": "5/9までの空きで"}
    assert values["unrun_head"] == "4件 案あり2件 案なし2件"


def test_without_a_limit_and_without_an_end_that_is_said():
    tests = register("test", "| id | planned_date | tester |\n| T-001 | 2024-05-07 | 若葉 |")
    made = report(situation("2024-05-07", tests))
    assert proposed(made) == {"T-001": (date(2024, 5, 8), "若葉")}
    values = made.values()
    assert values["unfit"] == [{"count": None, "what": "すべて入ります(1人1日の件数は設定なし)"}]
    assert values["figures"]["unfit"]["note"] == "終了日の設定がありません"
    assert values["figures"]["tomorrow"]["note"] == "+案1件 能力は設定なし"


def test_after_the_end_nothing_fits_any_more():
    tests = register("test", "| id | planned_date | tester |\n| T-001 | 2024-05-17 | 若葉 |")
    made = report(situation("2024-05-17", tests, config=UNTIL_THE_17TH))
    assert proposed(made) == {"T-001": "too_late"}
    assert [row["what"] for row in made.values()["unfit"]] == [
        "実施できる日が終了日より後",
        "終了日を5/20(月)まで延ばせばすべて入る",
    ]


def test_a_test_moved_from_today_is_named():
    tests = register("test", "| id | planned_date |\n| T-001 | 2024-05-09 |\n| T-002 | 2024-05-07 |")
    state = Kept(date=date(2024, 5, 2), registers={"tests": ({"id": "T-001", "planned_date": "2024-05-07"},)})
    made = report(situation("2024-05-07", tests, kept=(state,)))
    assert made.values()["headline"]["cause"].endswith("。ほかに本日から延期1件")
    assert [row["id"] for row in made.values()["all_moved"]] == ["T-001"]


def test_what_has_to_be_prepared_for_tomorrow():
    tests = sheet("""
        | テストID | テスト項目 | データ準備 | データ準備担当 | 実施者   | 予定日     | 実施日 | 結果 |
        | T-001    | 受注登録   | 未         | 甲野太郎       | 若葉花子 | 2024/05/08 |        |      |
        | T-002    | 受注変更   | 済         | 甲野太郎       | 若葉花子 | 2024/05/08 |        |      |
        """)
    values = report(situation("2024-05-07", tests)).values()
    assert [(row["id"], row["what"], row["who"]) for row in values["prepare"]] == [
        ("T-001", "データ準備(未)", "甲野太郎")
    ]


def test_data_promised_for_a_day_is_there_the_day_after():
    tests = register("test", "| id | planned_date | tester |\n| T-001 | 2024-05-07 | 若葉 |")
    todos = register(
        "todo",
        "| id | title | status | due_date | related_id | owner |\n| A-1 | データの準備 | open | 2024-05-10 | T-001 | 甲野 |",
    )
    made = report(situation("2024-05-07", tests, todos))
    assert proposed(made) == {"T-001": (date(2024, 5, 13), "若葉")}
