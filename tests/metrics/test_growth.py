"""Reliability growth: the curve that is found again, the gates, and a range instead of a number."""

from datetime import date
from math import exp

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.day import Day
from pmo_xl.metrics.gompertz import final_of_logistic, grown
from pmo_xl.metrics.growth import reliability_growth
from pmo_xl.settings import Config, MetricsSection, ProjectSection
from pmo_xl.workdays import Calendar
from tests.metrics.g1 import g1
from tests.support.build import register_of, situation

START = date(2024, 1, 8)  # a Monday; no holidays in these tests


def on(number):
    """The date of the so-manieth working day."""
    weeks, rest = divmod(number - 1, 5)
    return date.fromordinal(START.toordinal() + 7 * weeks + rest)


def gompertz(most, b, c, t):
    return most * exp(-b * exp(-c * t))


def growth(found_by, *, executed=70, config=None, ran_on=None):
    """The figure at the end of the last day. `found_by` is the count by the end of each day, of 100 tests `executed`.

    The tests run evenly over the days, or on the days given.
    """
    days = len(found_by)
    ran_on = ran_on or [1 + number * days // executed for number in range(executed)]
    tests = [
        [f"T-{n:03}", on(ran_on[n]) if n < executed else None, "pass" if n < executed else None] for n in range(100)
    ]
    new = [now - before for now, before in zip(found_by, [0, *found_by], strict=False)]
    dates = [on(number) for number, count in enumerate(new, 1) for _ in range(count)]
    defects = [[f"D-{number:03}", found, "open"] for number, found in enumerate(dates)]
    settings = config or Config(project=ProjectSection(phase_start=START))
    state = situation(
        on(days),
        register_of("test", ["id", "executed_date", "result"], tests),
        register_of("defect", ["id", "detected_date", "status"], defects),
        config=settings,
        calendar=Calendar(public=False),
    )
    return reliability_growth.of(Day(state))


CURVE = [round(gompertz(100, 4, 0.12, day)) for day in range(1, 26)]  # 82 found on day 25


def test_a_curve_drawn_with_known_numbers_is_found_again():
    metric = growth(CURVE)
    assert CURVE[-1] == 82  # 100 · exp(−4 · e^−3) = 81.9
    assert metric.value == pytest.approx(100, rel=0.05)
    assert metric.extra["low"] <= 100 <= metric.extra["high"]
    assert metric.extra["convergence"] == pytest.approx(82 / metric.value)


def test_it_is_printed_as_a_range_and_never_as_one_number():
    metric = growth(CURVE)
    low, high = metric.extra["low"], metric.extra["high"]
    assert 82 <= low < metric.value < high
    assert metric.text == f"推定{low}–{high}件、収束率{82 / metric.value * 100:.0f}%"
    assert f"{metric.value:.0f}件" not in metric.text


def test_the_longer_the_curve_the_narrower_the_range():
    ranges = []
    for days in (20, 30, 40):
        metric = growth([round(gompertz(100, 4, 0.12, day)) for day in range(1, days + 1)])
        ranges.append(metric.extra["high"] - metric.extra["low"])
    assert ranges == sorted(ranges, reverse=True)
    assert ranges[-1] < ranges[0] / 3


def test_the_low_end_is_never_below_what_was_found():
    done = [round(gompertz(60, 5, 0.4, day)) for day in range(1, 31)]  # long since flat: all 60 found
    metric = growth(done)
    assert (metric.count, metric.extra["low"]) == (60, 60)
    assert metric.text.startswith("推定60–")


@pytest.mark.parametrize(
    ("found_by", "executed", "reason"),
    [
        (CURVE, 59, "消化60%未満のため収束予測はまだ示せません"),
        ([10, 15, 19], 70, "不具合が20件未満のため収束予測はまだ示せません"),
        ([round(1.15**day) for day in range(1, 26)], 70, "不具合の増え方がまだ鈍っていないため収束予測は示せません"),
        (CURVE, 60, None),
    ],
)
def test_when_it_is_too_early(found_by, executed, reason):
    metric = growth(found_by, executed=executed)
    assert metric.reason == reason
    assert (metric.value is None) == (reason is not None)


def test_a_curve_that_has_hardly_bent_has_a_lower_end_only():
    metric = growth([day * day // 6 for day in range(1, 26)])  # 104 found, every day more than the day before
    assert (metric.count, metric.extra["high"]) == (104, None)
    low = metric.extra["low"]
    assert low > 104
    assert metric.text == f"推定{low}件以上、収束率{104 / low * 100:.0f}%以下"


def test_the_gates_can_be_set():
    eager = Config(metrics=MetricsSection(growth_min_rate=0.4, growth_min_found=10))
    few = [round(gompertz(20, 4, 0.2, day)) for day in range(1, 16)]
    assert 10 <= few[-1] < 20
    assert growth(few, executed=45).value is None
    assert growth(few, executed=45, config=eager).value is not None


def test_g1_is_too_early_and_a_project_without_defects_has_no_curve():
    metrics = measure(g1())
    assert metrics["reliability_growth"].reason == "消化60%未満のため収束予測はまだ示せません"
    assert metrics["reliability_growth"].text == "−"
    assert measure(g1(without=["defect"]))["reliability_growth"].reason == "不具合の表がありません"
    assert measure(g1(tests=[]))["reliability_growth"].reason == "母数が0件のため収束予測はまだ示せません"


def test_the_logistic_curve_stands_beside_for_comparison_and_is_lower():
    days = list(range(1, 21))
    counts = [gompertz(100, 4, 0.12, day) for day in days]  # exact: 69.6 on day 20
    logistic = final_of_logistic(days, counts)
    assert logistic < grown(days, counts).curve.most
    metric = growth([round(count) for count in counts])
    assert metric.extra["logistic"] < metric.value
    assert f"{metric.extra['logistic']:.0f}" not in metric.text


def test_counted_by_runs_a_pause_is_no_convergence():
    """Ten days on which nobody tests: by days the curve looks flat, by runs it does not move."""
    ran_on = [1 + number * 20 // 70 for number in range(70)]
    found_by = [round(gompertz(100, 4, 0.10, day)) for day in range(1, 21)]
    paused = found_by + [found_by[-1]] * 10
    runs = Config(project=ProjectSection(phase_start=START), metrics=MetricsSection(curve_x="runs"))
    before, after = (growth(found, config=runs, ran_on=ran_on) for found in (found_by, paused))
    assert after.value == pytest.approx(before.value)
    assert growth(paused, ran_on=ran_on).value < before.value  # by days: 「収束した」 although nobody looked


def test_retests_are_runs_too():
    """Seven tests a day for ten days, then seven retests a day: runs are days × 7, so both find the same curve."""
    found_by = [round(gompertz(100, 4, 0.10, day)) for day in range(1, 21)]
    tests = [[f"T-{n:03}", "fail", on(1 + n // 7), "pass", on(11 + n // 7)] for n in range(70)]
    new = [now - before for now, before in zip(found_by, [0, *found_by], strict=False)]
    dates = [on(number) for number, count in enumerate(new, 1) for _ in range(count)]
    defects = [[f"D-{number:03}", found, "open"] for number, found in enumerate(dates)]

    def grown_by(curve_x):
        state = situation(
            on(20),
            register_of("test", ["id", "result", "executed_date", "result_2", "executed_date_2"], tests),
            register_of("defect", ["id", "detected_date", "status"], defects),
            config=Config(project=ProjectSection(phase_start=START), metrics=MetricsSection(curve_x=curve_x)),
            calendar=Calendar(public=False),
        )
        return reliability_growth.of(Day(state)).value

    assert grown_by("runs") == pytest.approx(grown_by("days"))


def test_a_phase_of_many_days_is_read_every_few_days_and_says_the_same():
    daily = [round(gompertz(1000, 5, 0.02, day)) for day in range(1, 201)]
    metric = growth(daily)
    assert metric.count == daily[-1]  # the last day is always one of them
    assert metric.value == pytest.approx(1000, rel=0.02)
    assert metric.extra["low"] <= 1000 <= metric.extra["high"]
    every_day = grown(range(1, 201), daily)
    assert metric.value == pytest.approx(every_day.curve.most, rel=0.02)
