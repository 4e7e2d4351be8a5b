"""The forecast: its gates, its courses, what ends it early, and the tail it leaves out."""

from datetime import date

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.forecast import HORIZON, first_passage, land
from pmo_xl.settings import Config, MetricsSection
from tests.metrics.g1 import DAYS, config, day, g1, rows_of_tests
from tests.support.build import register_of, situation

NETS = (4, 15, 16, 11, 12, 5, 14)  # G1's last seven days, 77 in all


def passing(*, until, on):
    """G1's tests, all of them passed from T-001 up to and including `until`; those that had not run, on a day."""
    rows = rows_of_tests()
    for row in rows[:until]:
        row[2:4] = row[2] or on, "pass"
    return rows


def test_the_days_of_g1_are_read_from_its_courses():
    chances = dict(enumerate(first_passage(104, NETS), 1))
    assert chances[9] < 0.5 <= chances[10] < 0.8 <= chances[11]
    landing = land(104, NETS)
    assert landing.expected == -(-104 // 11) == 10  # 77 / 7 = 11 a day
    assert (landing.p50, landing.p80) == (10, 11)


def test_a_day_off_moves_the_forecast_but_not_the_number_of_days():
    metric = measure(g1(extra={date(2024, 5, 16): "創立記念日"}))["forecast_date"]
    assert metric.value == date(2024, 5, 22)  # ten working days after 5/7 without 5/16
    assert (metric.extra["p50"], metric.extra["p80"]) == (date(2024, 5, 22), date(2024, 5, 23))
    assert metric.extra["delta_days"] == 3  # 5/20, 5/21, 5/22 after 5/17
    assert metric.text == "5/22見込 (計画比+3営業日、8割方5/23まで)"


def test_a_forecast_before_the_end_says_how_many_days_ahead_it_is():
    rows = passing(until=190, on=day("5/7"))  # ten are left; 5 of the last 7 days won ten or more, 4 and 5 did not
    metric = measure(g1(tests=rows))["forecast_date"]
    assert metric.value == date(2024, 5, 8)
    assert metric.extra["delta_days"] == -7  # 5/8 … 5/17 are eight working days
    assert (
        metric.text == "5/8見込 (計画比▲7営業日、8割方5/9まで)"
    )  # one day: 5 of 7; two days: all but 4 + 4, 4 + 5, 5 + 4


def test_nothing_left_is_the_day_it_was_reached():
    metric = measure(g1(tests=passing(until=200, on=day("5/7"))))["forecast_date"]
    assert metric.value == date(2024, 5, 7)
    assert metric.text == "5/7完了"
    assert metric.extra["delta_days"] == -8


def test_the_gate_opens_at_half_of_the_scope():
    # on 5/7 110 of 200 have a verdict; with eleven of them not run, 99: one below half
    rows = rows_of_tests()
    for row in [row for row in rows if row[2] == day("5/7")][:11]:
        row[2:4] = None, "not_run"
    closed = measure(g1(tests=rows))["forecast_date"]
    # two of the eleven were fails, nine passes: 104 + 9 = 113 are left for 8 days
    assert closed.reason == "消化50%未満のため予測はまだ示せません。必要消化14.1件/日"
    rows[199][2:4] = day("5/7"), "pass"
    assert measure(g1(tests=rows))["forecast_date"].value is not None  # exactly half


def test_another_gate_is_named_as_it_was_set():
    chosen = Config(project=config().project, metrics=MetricsSection(forecast_min_rate=0.575))
    assert measure(g1(settings=chosen))["forecast_date"].reason.startswith("消化57.5%未満のため")


def test_days_that_lose_as_much_as_they_win_make_no_forecast():
    """Six days pass one test each, on the seventh all of them fail again: the net is 0."""
    fields = ["id", "planned_date", "result", "executed_date", "result_2", "executed_date_2"]
    days = [day(x) for x in DAYS[:7]]
    rows = [[f"T-{n}", days[n], "pass", days[n], "fail", days[6]] for n in range(6)]
    rows += [["T-6", days[6], "not_run", None, None, None]]
    metric = measure(situation(days[6], register_of("test", fields, rows), config=config()))["forecast_date"]
    assert metric.reason == "進んでいません"


def test_beyond_a_year_nothing_is_said():
    rows = [[f"T-{n:04}", day(DAYS[n % 9]), day(DAYS[n % 9]), "fail"] for n in range(600)]
    for row in rows[:9]:
        row[3] = "pass"  # one a day
    tests = register_of("test", ["id", "planned_date", "executed_date", "result"], rows)
    metric = measure(situation(day("5/7"), tests, config=config()))["forecast_date"]
    assert HORIZON < 600 - 9
    assert metric.reason == "いまの実力では250営業日以内に終わりません"


@pytest.mark.parametrize(("left", "days"), [(250, 250), (251, None)])
def test_the_horizon_is_the_250th_day(left, days):
    landing = land(left, (1, 1, 1, 1, 1, 1, 1))
    assert (landing.expected, landing.p50, landing.p80) == (days, days, days)


@pytest.mark.parametrize("looked_ahead", [16, 64, 250])
def test_how_far_one_looks_ahead_changes_no_probability(looked_ahead):
    near = list(first_passage(104, NETS, looked_ahead))
    assert near == list(first_passage(104, NETS))[:looked_ahead]


@pytest.mark.parametrize("days", [15, 16, 17, 63, 64, 65])
def test_a_steady_pace_is_done_on_its_very_day(days):
    landing = land(3 * days, (3,) * 7)
    assert (landing.expected, landing.p50, landing.p80) == (days, days, days)


def test_a_course_that_may_fall_back_is_followed_too():
    # half of the days win 3, half lose 1
    chances = list(first_passage(5, (3, -1)))
    assert chances[0] == 0
    assert chances[1] == pytest.approx(1 / 4)  # 3 + 3
    assert chances[2] == pytest.approx(1 / 4 + 2 / 8)  # 3 − 1 + 3 and −1 + 3 + 3, both 5


def test_beside_p80_stands_the_day_with_the_last_fixes():
    metric = measure(g1())["forecast_date"]
    assert measure(g1())["fix_turnaround"].extra["p80"] == 4
    # 5/22 and then four working days to mend, one to run again: 5/23, 24, 27, 28, 29
    assert metric.extra["p80_with_fixes"] == date(2024, 5, 29)
    assert metric.extra["note"] == (
        "8割方の日は終盤の修正待ちを含みません（模擬UATでは約9割がこの日より後に終わりました）。"
        "修正（8割が4営業日以内）と再テスト1日を足すと5/29です（それより後は約3割）。"
    )


@pytest.mark.parametrize(
    ("fixed", "days", "missed"),
    [("4/22", 0, "約4割"), ("4/24", 2, "約7割"), ("4/30", 5, "約9割"), ("5/1", 6, "ほぼすべて")],
)
def test_how_often_p80_was_passed_depends_on_how_long_fixes_take(fixed, days, missed):
    rows = [["D-1", "A社", day("4/22"), "medium", "resolved", None, day(fixed), None, None]]
    metrics = measure(g1(defects=rows))
    assert metrics["fix_turnaround"].extra["p80"] == days  # 4/23, 24, 25, 26, 30, 5/1: 4/29 is a holiday
    assert f"模擬UATでは{missed}がこの日より後に" in metrics["forecast_date"].extra["note"]


def test_without_a_dated_fix_nothing_stands_beside_p80():
    assert "note" not in measure(g1(without=["defect"]))["forecast_date"].extra
    assert "note" not in measure(g1(defects=[]))["forecast_date"].extra
