"""Capacity: who tests according to the 体制表, on which days, and what cannot start before a fix."""

from datetime import date

import pytest

import pmo_xl
from pmo_xl.metrics.catalogue import measure
from tests.metrics.g1 import LATER, config, day, g1, rows_of_tests
from tests.support.build import register, register_of, situation

WORK = 104 / (1 - 14 / 110)  # G1's runs still to come: 90 not run or blocked or held, 14 failed, p = 14/110


def team(roster, leave="", *, testers=3.0, **more):
    """G1 on 5/7 (eight working days left, 5 runs a whole person and day) with these people."""
    state = g1(settings=config(testers=testers), **more)
    people = register("roster", roster)
    state.written["roster"] = people
    if leave:
        state.written["holidays"] = register("holiday", leave)
    return state


ROSTER = """
    | owner    | title        | owner_org | side     | allocation | planned_start | planned_end |
    | 若葉花子 | UAT実施者    | 営業部    | ユーザー | 1          |               |             |
    | 柏木守   | テスト担当   | 購買部    | ユーザー | 0.5        |               |             |
    | 海野渚   | PMO          | 情シス    | ユーザー | 1          |               |             |
    | 甲村学   | テスト担当   | A社       | ベンダー | 1          |               |             |
"""


def test_without_a_roster_the_number_of_testers_counts_and_is_named_as_the_source():
    capacity = measure(g1())["capacity"]
    assert capacity.value == 3 * 5 * 8
    assert capacity.definition == "pmo.tomlの実施者数×1人1日の実行数×残営業日"
    assert capacity.extra == {"source": "settings", "testers": 3.0}


def test_a_roster_that_names_testers_of_the_users_side_is_used_instead():
    capacity = measure(team(ROSTER))["capacity"]
    assert capacity.value == (1 + 0.5) * 5 * 8  # neither the PMO nor the vendor's tester
    assert capacity.text == "60回"
    assert capacity.definition.startswith("体制表の実施者2名（稼働率・着任離任・休暇込み）×専任1人1日の実行数")
    assert (capacity.extra["source"], capacity.extra["testers"]) == ("roster", 2)
    assert measure(team(ROSTER))["load_ratio"].value == pytest.approx(WORK / 60)


def test_the_number_in_the_settings_that_is_not_used_is_said():
    assert (
        measure(team(ROSTER))["capacity"]
        .extra["note"]
        .startswith("pmo.toml の testers = 3 は使っていません（体制表の実施者は2名です）。")
    )
    assert "testers = " not in measure(team(ROSTER, testers=2.0))["capacity"].extra.get("note", "")
    assert measure(team(ROSTER, testers=None))["capacity"].value == 60


def test_a_roster_without_testers_leaves_the_number_of_the_settings():
    assert measure(team("| owner | title |\n| 海野渚 | PMO |\n| 未定 | UAT実施者 |"))["capacity"].value == 120


@pytest.mark.parametrize(
    ("role", "tests"),
    [
        ("UAT実施者", True), ("テスト担当", True), ("テスト実施", True), ("受入担当", True), ("受け入れ担当", True),
        ("検証担当", True), ("キーユーザー", True), ("ＵＡＴ担当", True), ("Tester", True), ("業務責任者", False),
        ("テストリーダー", False), ("PMO", False), ("開発担当", False),
    ],
)  # fmt: skip
def test_whose_role_says_that_they_test(role, tests):
    source = measure(team(f"| owner | title |\n| 若葉花子 | {role} |"))["capacity"].extra["source"]
    assert (source == "roster") == tests


def test_by_person_and_day_with_leave_and_half_days():
    leave = """
        | planned_date | title    | owner      |
        | 2024-05-08   | 有給（PMO承認済） | 若葉 花子  |
        | 2024-05-09   | 午前休   | 若葉花子   |
        | 2024-05-10   | 午後半休 | 若葉花子さん |
        | 2024-05-13   | 半休     | 柏木守     |
        | 2024-05-14   | 午前休   | 柏木守     |
        | 2024-05-14   | 午後休   | 柏木守     |
        | 2024-05-11   | 有給休暇 | 若葉花子   |
        | 2024-05-15   | 有給休暇 | 海野渚     |
    """
    capacity = measure(team(ROSTER, leave))["capacity"]
    runs = {(row["person"], row["date"]): row["runs"] for row in capacity.extra["by_person"]}
    hers = [0, 2.5, 2.5, 5, 5, 5, 5, 5]  # 5/8 away, 5/9 and 5/10 half a day; 5/11 is a Saturday
    his = [2.5, 2.5, 2.5, 1.25, 0, 2.5, 2.5, 2.5]  # half of 2.5 on 5/13; two halves of 5/14 are a day
    assert [runs["若葉花子", day(x)] for x in LATER] == hers
    assert [runs["柏木守", day(x)] for x in LATER] == his
    assert (runs["若葉花子", None], runs["柏木守", None]) == (sum(hers), sum(his)) == (30, 16.25)
    assert capacity.value == 46.25
    assert capacity.text == "46.3回"


def test_a_leave_of_several_days_is_each_of_them():
    leave = "| planned_start | planned_end | title | owner |\n| 2024-05-08 | 2024-05-13 | 有給休暇 | 若葉花子 |"
    capacity = measure(team(ROSTER, leave))["capacity"]
    assert capacity.value == 60 - 4 * 5  # 5/8, 9, 10 and 13; 5/11 and 12 are a weekend


def test_a_day_off_of_everybody_is_no_leave_of_a_person():
    leave = "| planned_date | title | owner |\n| 2024-05-08 | 創立記念日 | |"
    assert measure(team(ROSTER, leave))["capacity"].value == 60  # the calendar takes it out, here it was not told


def test_who_comes_later_or_leaves_counts_between_those_days():
    roster = """
        | owner    | title  | allocation | planned_start | planned_end |
        | 若葉花子 | 実施者 | 1          | 2024-05-14    |             |
        | 柏木守   | 実施者 | 1          | 2024-04-01    | 2024-05-09  |
        | 楓山茜   | 実施者 |            |               |             |
    """
    capacity = measure(team(roster))["capacity"]
    assert capacity.value == (4 + 2 + 8) * 5  # 5/14–17; 5/8 and 5/9; nobody wrote an 稼働率: all of her


def test_one_person_on_two_lines_is_not_two():
    roster = """
        | owner    | title      | owner_org | allocation | planned_start | planned_end |
        | 若葉花子 | UAT実施者  | 営業部    | 0.5        |               | 2024-05-10  |
        | 若葉花子 | 検証担当   | 営業部    | 1          | 2024-05-10    |             |
    """
    capacity = measure(team(roster))["capacity"]
    assert capacity.extra["testers"] == 1
    assert capacity.value == (2 * 0.5 + 6 * 1) * 5  # 5/8 and 5/9 half, from 5/10 on the larger of the two


def test_a_team_that_runs_more_than_it_can_is_told():
    roster = "| owner | title | allocation |\n| 若葉花子 | 実施者 | 0.5 |"
    note = measure(team(roster, testers=None))["capacity"].extra["note"]
    # G1's last seven days: 110 executed less 21 before = 89, 12.7 a day; half a person can 2.5
    assert note.startswith("直近の消化12.7件/日が能力2.5件/日を上回っています。")
    assert "note" not in measure(g1())["capacity"].extra  # 12.7 of 15


def test_the_allocation_of_zero_is_nobody():
    roster = "| owner | title | allocation |\n| 若葉花子 | 実施者 | 0 |"
    metrics = measure(team(roster))
    assert metrics["capacity"].value == 0
    for key in ("load_ratio", "load_by_day"):
        assert (metrics[key].value, metrics[key].reason) == (None, "残りの能力が0です")


@pytest.mark.parametrize(("as_of", "capacity"), [("2024-05-16", 15), ("2024-05-17", 0), ("2024-05-20", 0)])
def test_at_the_end_and_past_it_there_is_no_room(as_of, capacity):
    metrics = measure(g1(date.fromisoformat(as_of)))
    assert metrics["capacity"].value == capacity
    assert (metrics["load_ratio"].value is None) == (capacity == 0)


def waiting(*plans, **link):
    """G1 with T-021 … T-030 waiting: each of `plans` is (id, status, planned fix, fixed) of a defect they name."""
    rows = [[*row, link.get("names", "、".join(plan[0] for plan in plans))] for row in rows_of_tests()]
    for row in [*rows[:20], *rows[30:]]:
        row[5] = None
    header = ["id", "planned_date", "executed_date", "result", "requirement_id", "defect_id"]
    fields = ["id", "detected_date", "status", "fix_plan_date", "fixed_date", "test_id"]
    defects = [
        [name, day("4/30"), status, day(plan), day(fixed), link.get("test")] for name, status, plan, fixed in plans
    ]
    registers = register_of("test", header, rows), register_of("defect", fields, defects)
    return measure(situation("2024-05-07", *registers, config=config()))["load_by_day"]


def waiting_runs(metric):
    return [round(row["runs"], 4) for row in metric.rows[1:]]


TEN = round(10 / (1 - 14 / 110), 4)


@pytest.mark.parametrize(
    ("plans", "days"),
    [
        ([("D-1", "open", "5/9", None)], 2),  # free on 5/10: on 5/9 and 5/10 they cannot have started before
        ([("D-1", "open", "5/9", None), ("D-2", "open", "5/14", None)], 5),  # the later of both: free on 5/15
        ([("D-1", "closed", "5/14", None)], 0),
        ([("D-1", "resolved", "5/14", "5/7")], 0),  # it is mended
        ([("D-1", "open", None, None)], 0),  # nobody said when
        ([("D-1", "open", "5/2", None)], 0),  # overdue: free on 5/7, that is now
        ([("D-1", "open", "5/7", None)], 0),  # free on 5/8, the first day
        ([("D-1", "open", "6/3", None)], 7),  # after the phase: on every day left
    ],
)
def test_a_blocked_test_is_free_the_working_day_after_its_defects_fix(plans, days):
    assert waiting_runs(waiting(*plans)) == [TEN] * days + [0] * (7 - days)


def test_the_defect_may_name_the_test_instead():
    metric = waiting(("D-1", "open", "5/9", None), names=None, test="T-021、T-022")
    assert waiting_runs(metric) == [round(TEN / 5, 4)] * 2 + [0] * 5


def test_every_day_above_its_room_is_named():
    metric = waiting(("D-1", "open", "5/16", None))
    # free on 5/17: 11.46 runs of the ten tests for 15 places there; on every day before there is more room
    assert metric.extra["over"] == []
    metric = waiting(("D-1", "open", "6/3", None))
    assert metric.rows[-1]["ratio"] == pytest.approx(TEN / 15, abs=1e-4)
    small = measure(g1(settings=config(testers=1.0)))["load_by_day"]
    assert small.extra["over"] == [date(2024, 5, 8)]  # 119.2 runs for 40 places; nothing waits after that


def test_work_on_a_day_without_anybody_is_named_and_printed():
    """Everybody is away on the last day, and ten tests are free no earlier than that."""
    roster = "| owner | title |\n| 若葉花子 | 実施者 |\n| 柏木守 | 実施者 |\n| 楓山茜 | 実施者 |"
    leave = "| planned_date | title | owner |\n| 2024-05-17 | 有給休暇 | 若葉花子、柏木守、楓山茜 |"
    header = ["id", "planned_date", "executed_date", "result", "requirement_id", "defect_id"]
    rows = [[*row, "D-1" if 21 <= number <= 30 else None] for number, row in enumerate(rows_of_tests(), 1)]
    state = situation(
        "2024-05-07",
        register_of("test", header, rows),
        register("defect", "| id | status | fix_plan_date |\n| D-1 | open | 2024-05-16 |"),
        register("roster", roster),
        register("holiday", leave),
        config=config(),
    )
    metric = measure(state)["load_by_day"]
    assert metric.rows[0]["capacity"] == 3 * 5 * 7
    assert (metric.rows[-1]["capacity"], metric.rows[-1]["ratio"]) == (0, None)
    assert metric.extra["over"] == [date(2024, 5, 8), date(2024, 5, 17)]  # 119.2 of 105, 11.5 of 0
    assert metric.text == "113.5%（5/17以降は能力0）"  # 119.1667 / 105


def test_the_samples_workbooks_say_who_tests_and_who_is_away(sample):
    """Eleven testers, eight of them at 60 % and three at 50 %; two at 60 % have a day off each; eight days are left."""
    capacity = pmo_xl.load(sample).daily(as_of=date(2026, 11, 24)).metrics["capacity"]
    assert (capacity.extra["source"], capacity.extra["testers"]) == ("roster", 11)
    assert capacity.value == pytest.approx((8 * (8 * 0.6 + 3 * 0.5) - 0.6 - 0.6) * 4.2)
    runs = {(row["person"], row["date"]): row["runs"] for row in capacity.extra["by_person"]}
    assert (runs["松風みどり", date(2026, 11, 26)], runs["松風みどり", date(2026, 11, 27)]) == (0, 0.6 * 4.2)
    assert runs["桜庭さくら", None] == pytest.approx(7 * 0.6 * 4.2)
    assert "note" not in capacity.extra  # the team runs no more than it can
