"""The lines of G1's Expected and Variants tables (metrics.md §8) that no other test holds, and what G1 teaches."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from msgspec.structs import replace as changed

from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.day import Day
from pmo_xl.metrics.forecast import first_passage
from pmo_xl.metrics.issues import late_fixes
from pmo_xl.metrics.stamp import stamp
from pmo_xl.rules import run
from pmo_xl.settings import MetricsSection
from tests.metrics.g1 import AS_OF, END, GO_LIVE, START, config, day, defect_rows, g1, rows_of_tests


@cache
def figures():
    return measure(g1())


def test_working_days_up_to_go_live():
    calendar = g1().calendar
    # 5/8–10 (3), 5/13–17 (5), 5/20–24 (5), 5/27–31 (5), 6/3
    assert calendar.after(AS_OF, GO_LIVE) == 3 + 5 + 5 + 5 + 1 == 19
    assert (calendar.within(START, END), calendar.within(START, AS_OF), calendar.after(AS_OF, END)) == (17, 9, 8)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("first_pass_rate", "初回結果の記録がありません"),
        ("refail_rate", "初回結果の記録がありません"),
        ("replan_rate", "前回の記録がありません（history keep で残せます）"),
        ("due_slips", "前回の記録がありません（history keep で残せます）"),
        ("reliability_growth", "消化60%未満のため収束予測はまだ示せません"),
    ],
)
def test_what_g1_cannot_say_yet_and_why(key, reason):
    metric = figures()[key]
    assert (metric.value, metric.text, metric.reason) == (None, "−", reason)
    assert metric.as_dict()["value"] is None


def test_the_load_with_retests_is_the_escalation():
    metrics = figures()
    tests_left, room = 104, 3 * 5 * 8
    assert metrics["remaining"].value == tests_left
    assert metrics["capacity"].value == room
    assert round(tests_left / room, 7) == 0.8666667  # the plain load, not reported
    runs = (90 + 14) / (1 - 14 / 110)
    assert metrics["required_runs"].value == pytest.approx(runs, abs=1e-9)
    assert round(runs, 7) == 119.1666667
    assert metrics["required_person_days"].value == pytest.approx(119.1666667 / 5)
    assert metrics["load_ratio"].value == pytest.approx(0.9930556, abs=5e-8)
    assert measure(g1(settings=config(testers=4.0)))["load_ratio"].value == pytest.approx(0.7447917, abs=5e-8)
    reported = {metric.text for metric in metrics.values()}
    assert not reported & {"86.7%", "96.2%"}


def test_the_probabilities_of_the_forecast():
    chances = dict(enumerate(first_passage(104, figures()["actual_rate"].extra["nets"]), 1))
    assert {n: round(chances[n], 4) for n in range(7, 13)} == {
        7: 0.0041, 8: 0.1063, 9: 0.3810, 10: 0.6846, 11: 0.8800, 12: 0.9646,
    }  # fmt: skip


def test_today_and_what_is_carried_over():
    metrics = figures()
    planned = [f"T-{n}" for n in range(113, 129)]  # 16 tests after the first 112
    assert [name for name in planned if name not in metrics["today_plan_rate"].ids] == ["T-127", "T-128"]
    assert metrics["executed_today"].ids == ("T-109", "T-110", *planned[:14])
    # this morning, before anything was run: 112 planned up to 5/2, 94 of them executed
    rows = rows_of_tests()
    for row in rows:
        if row[2] == AS_OF:
            row[2:4] = None, "not_run"
    assert measure(g1(tests=rows))["carry_over"].value == 112 - 94 == 18
    assert metrics["carry_over"].value == 18 - len(["T-109", "T-110"])


def test_previous_day_of_g1():
    before = measure(g1(date(2024, 5, 2)))
    assert before["execution_rate"].count == figures()["execution_rate"].previous.value * 200 == 94
    assert before["completion_rate"].count == 82
    assert before["planned_execution_rate"].count == 112
    assert (before["issues_open"].value, before["overdue"].value) == (13, 5)


def test_ages_and_lateness_in_working_days():
    state = g1()
    calendar = state.calendar
    late = {issue.id: state.overdue_days(issue.due_date) for issue in figures()["overdue"].records}
    assert late == {"K-001": 3, "K-002": 3, "K-003": 3, "K-004": 1, "K-005": 1, "K-006": 4}
    assert [calendar.overdue_days(d.fix_plan_date, AS_OF) for d in late_fixes(Day(state))] == [1] * 5
    assert (calendar.after(day("4/26"), AS_OF), (AS_OF - day("4/26")).days) == (4, 11)


def test_turnaround_by_hand():
    def working_days(found, fixed):
        return sum(
            found < x <= fixed for x in map(day, ["4/22", "4/23", "4/24", "4/25", "4/26", "4/30", "5/1", "5/2", "5/7"])
        )

    rows = defect_rows()
    fixed = sorted(working_days(row[2], row[6]) for row in rows if row[6])
    assert len(fixed) == 15
    assert (fixed[7], fixed[12 - 1]) == (3, 4)  # the middle of 15; nearest rank of 80 %: the 12th
    waiting = [working_days(row[2], AS_OF) for row in rows if row[4] not in ("closed",) and not row[6]]
    metric = figures()["fix_turnaround"]
    assert (metric.value, metric.extra["p80"], metric.extra["n"]) == (3, 4, 15)
    assert metric.extra["open_older"] == sum(age > 3 for age in waiting) == 4


def test_the_message_of_an_overdue_issue():
    said = [finding.message for finding in run(g1()).findings if finding.code == "I-003" and finding.id == "K-001"]
    assert len(said) == 1
    assert said[0].startswith("課題K-001は期限2024/04/30を3営業日過ぎています。")


def test_sums_of_the_tables():
    metrics = figures()
    aged = metrics["aging"].rows
    assert [sum(row[band] for row in aged) for band in ("d0_2", "d3_5", "d6_10", "d11")] == [10, 8, 3, 0]
    assert [row["total"] for row in metrics["severity_by_status"].rows] == [1, 5, 9, 5, 1]
    assert metrics["balance"].value is True
    assert stamp(metrics, g1()) is None


# variants


def test_on_the_holiday_5_5_everything_is_as_on_5_2():
    sunday, thursday = measure(g1(date(2024, 5, 5))), measure(g1(date(2024, 5, 2)))
    for key in (
        "execution_rate",
        "completion_rate",
        "remaining",
        "overdue",
        "issues_open",
        "defects_open",
        "delay_days",
    ):
        assert sunday[key].value == thursday[key].value, key
        assert sunday[key].text == thursday[key].text
    assert sunday["execution_rate"].count == 94
    # nothing was planned for or run on a Sunday
    assert (sunday["executed_today"].value, sunday["today_plan_rate"].value) == (0, None)


def test_one_more_day_off_to_the_digit():
    metrics = measure(g1(extra={date(2024, 5, 16): "創立記念日"}))
    assert metrics["required_rate"].value == pytest.approx(14.857, abs=5e-4)
    assert metrics["required_rate"].text == "14.9件/日"
    assert (metrics["capacity"].value, metrics["capacity"].text) == (3 * 5 * 7, "105回")
    assert metrics["load_ratio"].text == "113.5%"
    assert metrics["rag_overall"].value == "red"


def test_a_test_without_a_day_in_the_range_of_the_plan():
    rows = rows_of_tests()
    rows[1][1] = None
    plan = measure(g1(tests=rows))["planned_execution_rate"]
    assert (plan.value, plan.extra["unplanned"]) == (0.635, 1)
    assert round(plan.extra["high"], 7) == 0.6376471


def test_the_curve_over_runs_has_no_place_for_days_without_testing():
    base = g1()
    by_runs = replace(base, config=changed(base.config, metrics=MetricsSection(curve_x="runs")))
    curve = measure(by_runs)["defect_curve"]
    assert curve.extra["x"] == "runs"
    assert [point["runs"] for point in curve.points] == [9, 21, 27, 44, 61, 74, 87, 94, 110]
    assert [point["found"] for point in curve.points] == [3, 8, 12, 15, 19, 24, 27, 28, 34]
    rows = rows_of_tests()
    for row in rows:  # nobody tests on 4/24 and 4/25
        if row[2] in (day("4/24"), day("4/25")):
            row[2:4] = None, "not_run"
    idle = measure(replace(by_runs, written=g1(tests=rows).written))["defect_curve"].points
    assert [point["runs"] for point in idle][:3] == [9, 21, 21 + 17]
    # what was found while nobody tested stands where the runs stood still
    assert [(point["date"], point["found"]) for point in idle[:3]] == [
        (day("4/22"), 3), (day("4/25"), 15), (day("4/26"), 19),
    ]  # fmt: skip
