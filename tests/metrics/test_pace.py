"""Delay, required and actual rate, forecast."""

from datetime import date, timedelta
from itertools import product

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.forecast import first_passage
from pmo_xl.settings import Config, MetricsSection, ProjectSection
from tests.metrics.g1 import LATER, config, day, g1, rows_of_tests
from tests.support.build import register_of, situation

# working days of a quiet fortnight: 5/13 (Mon) … 5/24 (Fri)
FORTNIGHT = [date(2024, 5, 13) + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]


def figures(plan, executed, on, *, end=FORTNIGHT[-1], start=FORTNIGHT[0], passed=None):
    """`plan` and `executed` are counts a day; all executed tests passed unless `passed` says how many."""
    planned = [x for x, count in zip(FORTNIGHT, plan, strict=False) for _ in range(count)]
    done = [x for x, count in zip(FORTNIGHT, executed, strict=False) for _ in range(count)]
    rows = []
    for number in range(max(len(planned), len(done))):
        x = done[number] if number < len(done) else None
        result = None if x is None else "fail" if passed is not None and number >= passed else "pass"
        rows.append([f"T-{number:03}", planned[number] if number < len(planned) else None, x, result])
    tests = register_of("test", ["id", "planned_date", "executed_date", "result"], rows)
    settings = Config(project=ProjectSection(phase_start=start, phase_end=end))
    return measure(situation(FORTNIGHT[on - 1], tests, config=settings))


@pytest.mark.parametrize(
    ("plan", "executed", "on", "delay", "text"),
    [
        ([10, 10, 10], [10, 5], 2, 0.5, "約0.5日遅れ"),
        ([10, 10, 10], [10, 10], 2, 0, "計画どおり"),
        ([10, 10, 10], [10, 15], 2, -0.5, "約0.5日先行"),
        ([10, 0, 0, 10], [10], 4, 3, "約3.0日遅れ"),  # flat plan: 10 should have been reached on day 1
        ([10, 10, 10], [], 2, 2, "約2.0日遅れ"),
        ([10, 10, 10], [10, 10, 5], 6, 6 - 2.5, "約3.5日遅れ"),  # past the plan's end it counts on by days
        ([0, 0, 10], [], 2, 0, "計画どおり"),  # nothing was planned yet
        ([10, 10], [10, 10], 8, 0, "計画どおり"),  # all done: no later every day
        ([10, 10, 10], [30], 1, 1 - 3, "約2.0日先行"),
    ],
)
def test_delay_in_working_days(plan, executed, on, delay, text):
    metric = figures(plan, executed, on)["delay_days"]
    assert metric.value == pytest.approx(delay)
    assert metric.text == text


def test_the_delay_needs_no_phase():
    rows = [["T-1", FORTNIGHT[0], FORTNIGHT[0], "pass"], ["T-2", FORTNIGHT[1], None, None]]
    tests = register_of("test", ["id", "planned_date", "executed_date", "result"], rows)
    metrics = measure(situation(FORTNIGHT[2], tests))
    assert metrics["delay_days"].value == 3 - 1
    assert metrics["required_rate"].reason == "pmo.toml に phase_end がありません"
    assert len(metrics["burn_up"].points) == 3


def test_a_plan_on_a_saturday_belongs_to_the_monday_after():
    saturday = date(2024, 5, 18)
    rows = [[f"T-{n}", saturday, None, None] for n in range(4)] + [["T-5", FORTNIGHT[4], FORTNIGHT[4], "pass"]]
    tests = register_of("test", ["id", "planned_date", "executed_date", "result"], rows)
    metrics = measure(situation(FORTNIGHT[6], tests))  # Tuesday 5/21
    assert metrics["delay_days"].value == 3 - 1  # from Friday: Fri 1, Mon 2, Tue 3; one was done on Friday
    assert metrics["planned_execution_rate"].value == 1


def test_actual_rate_needs_six_planned_days():
    metrics = figures([5] * 10, [5, 4, 5, 6, 5], 5)
    assert metrics["actual_rate"].value is None
    assert metrics["actual_rate"].reason == "計画のある営業日が6日未満です（5日）"
    six = figures([5] * 10, [5, 4, 5, 6, 5, 3], 6)["actual_rate"]
    assert six.value == pytest.approx(28 / 6)
    assert six.extra["nets"] == [5, 4, 5, 6, 5, 3]


def test_actual_rate_takes_the_last_seven_days_with_a_plan():
    # no plan on day 4: what passed then is left out
    metrics = figures([5, 5, 5, 0, 5, 5, 5, 5, 5, 5], [9, 1, 2, 50, 3, 4, 5, 6, 7], 9)
    assert metrics["actual_rate"].extra["nets"] == [1, 2, 3, 4, 5, 6, 7]


def test_a_forecast_before_half_of_the_scope_is_refused_with_the_required_rate():
    metrics = measure(g1(date(2024, 5, 2)))  # 94 of 200
    assert metrics["forecast_date"].value is None
    # remaining 118 over 9 working days
    assert metrics["forecast_date"].reason == "消化50%未満のため予測はまだ示せません。必要消化13.1件/日"


def test_a_forecast_needs_six_days_of_results():
    metrics = figures([6] * 10, [10, 10, 10, 10, 10], 5)
    assert metrics["forecast_date"].reason.startswith("結果のある営業日が6日未満のため予測はまだ示せません")


def test_a_project_that_stands_still_has_no_forecast():
    metrics = figures([2] * 10, [2, 2, 2, 2, 2, 2], 6, passed=0)
    assert metrics["forecast_date"].reason == "進んでいません"


def test_a_finished_project_says_when_it_was():
    metrics = figures([5, 5], [5, 4, 1], 6)
    assert metrics["forecast_date"].value == FORTNIGHT[2]
    assert metrics["forecast_date"].text == "5/15完了"


def test_the_courses_of_g1():
    nets = [4, 15, 16, 11, 12, 5, 14]
    chances = dict(enumerate(first_passage(104, nets), 1))
    known = {7: 0.0041, 8: 0.1063, 9: 0.3810, 10: 0.6846, 11: 0.8800, 12: 0.9646}
    assert {n: round(chances[n], 4) for n in known} == known


@pytest.mark.parametrize(("left", "nets"), [(9, [3, 0, -1, 4]), (1, [0, 1]), (12, [5, 7]), (4, [-2, 3, 0])])
def test_the_courses_by_trying_them_all(left, nets):
    chances = list(zip(range(5), first_passage(left, nets), strict=False))
    for n, chance in chances:
        courses = list(product(nets, repeat=n + 1))
        arrived = sum(any(sum(course[:k]) >= left for k in range(1, n + 2)) for course in courses)
        assert chance == pytest.approx(arrived / len(courses))


def test_a_large_project_is_forecast_as_fast_as_a_small_one():
    chances = list(first_passage(10_000, [400, 520, 610, 480, 555, 430, 590]))
    assert len(chances) < 40
    assert chances[-1] == pytest.approx(1)


def test_a_blocked_test_is_free_the_working_day_after_its_fix():
    rows = [[*row, None] for row in rows_of_tests()]
    for row in rows[20:30]:  # T-021 … T-030 wait for D-001, to be fixed on 5/15
        row[5] = "D-001"
    tests = register_of("test", ["id", "planned_date", "executed_date", "result", "requirement_id", "defect_id"], rows)
    defects = register_of(
        "defect", ["id", "detected_date", "status", "fix_plan_date"], [["D-001", day("4/30"), "open", day("5/15")]]
    )
    metrics = measure(situation("2024-05-07", tests, defects, config=config()))
    runs = 10 / (1 - 14 / 110)  # ten tests, free from 5/16 on: they cannot start before that day
    ratios = [row["ratio"] for row in metrics["load_by_day"].rows]
    room = [120, 105, 90, 75, 60, 45, 30, 15]
    assert ratios[0] == pytest.approx(104 / (1 - 14 / 110) / 120)
    assert ratios[1:7] == pytest.approx([runs / free for free in room[1:7]])
    assert ratios[7] == 0
    assert [row["date"] for row in metrics["load_by_day"].rows] == [day(x) for x in LATER]


def test_the_rate_days_can_be_chosen():
    settings = config()
    chosen = Config(project=settings.project, metrics=MetricsSection(rate_days=3))
    assert measure(g1(settings=chosen))["actual_rate"].value == pytest.approx((12 + 5 + 14) / 3)


def test_capacity_is_counted_with_the_numbers_as_written():
    part_time = config(testers=2.2)
    assert measure(g1(settings=part_time))["capacity"].value == 2.2 * 5 * 8 == 88
    assert measure(g1(settings=config(testers=0.3)))["capacity"].text == "12回"  # 0.3 × 5 × 8
