"""Levers: one input changed, and what date and load come out of it."""

from datetime import date

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.settings import Config, MetricsSection
from tests.metrics.g1 import config, day, g1, rows_of_tests
from tests.support.build import register, register_of, situation

PER_TEST = 1 / (1 - 14 / 110)  # runs until a test of G1 passes
FIELDS = ["id", "planned_date", "executed_date", "result", "requirement_id", "defect_id"]


def rows_by_lever(state):
    return {row["lever"]: row for row in measure(state)["levers"].rows}


def waiting(fix, *, testers=3.0, **project):
    """G1 with T-021 … T-030 waiting for a defect whose fix is planned for a day."""
    rows = [[*row, "D-1" if 21 <= number <= 30 else None] for number, row in enumerate(rows_of_tests(), 1)]
    defects = register_of("defect", ["id", "status", "fix_plan_date"], [["D-1", "open", day(fix)]])
    return situation(
        "2024-05-07", register_of("test", FIELDS, rows), defects, config=config(testers=testers, **project)
    )


def test_as_it_is_the_rows_say_what_the_figures_say():
    metrics = measure(g1())
    now = metrics["levers"].rows[0]
    assert (now["lever"], now["name"], now["fits"]) == ("now", "いまのまま", False)
    assert now["forecast_date"] == metrics["forecast_date"].value
    assert now["p80"] == metrics["forecast_date"].extra["p80"]
    assert now["delta_days"] == metrics["forecast_date"].extra["delta_days"]
    assert now["load_ratio"] == metrics["load_ratio"].value
    assert now["load_peak"] == metrics["load_by_day"].value


def test_a_fourth_tester_brings_the_load_of_g1_to_three_quarters():
    row = rows_by_lever(g1())["testers"]
    assert row["load_ratio"] == pytest.approx(104 * PER_TEST / (4 * 5 * 8))
    assert f"{row['load_ratio']:.3f}" == "0.745"  # 99.3 % → 74.5 %
    assert row["load_ratio"] == measure(g1(settings=config(testers=4.0)))["load_ratio"].value
    # a third more people: 11 a day become 14.67, 104 tests take 7.09 → 8 days, the end of the phase
    assert row["forecast_date"] == date(2024, 5, 17)
    assert (row["delta_days"], row["fits"]) == (0, True)


def test_ten_tests_fewer():
    row = rows_by_lever(g1())["scope"]
    assert row["name"] == "テスト10件を対象外にする"
    assert row["load_ratio"] == pytest.approx(94 * PER_TEST / 120)
    assert row["forecast_date"] == date(2024, 5, 20)  # 94 / 11 = 8.5 → 9 working days
    rows = rows_of_tests()
    for row_of_test in rows[190:200]:
        row_of_test[3] = "not_applicable"  # the same, written into the sheet
    assert row["load_ratio"] == measure(g1(tests=rows))["load_ratio"].value
    assert row["forecast_date"] == measure(g1(tests=rows))["forecast_date"].value


def test_earlier_fixes_free_blocked_tests_earlier():
    # free on 5/17 they have 15 places and need 11.5; with one tester 5 places: 229 %
    rows = rows_by_lever(waiting("5/16", testers=1.0))
    assert rows["now"]["not_before"] == date(2024, 5, 17)
    assert rows["fixes"]["not_before"] == date(2024, 5, 15)
    one = rows_by_lever(waiting("6/3"))
    assert one["now"]["not_before"] == date(2024, 6, 4)
    assert one["fixes"]["not_before"] == date(2024, 5, 31)  # two working days before 6/4 (Tue): 6/3, 5/31
    at_once = rows_by_lever(waiting("5/8"))
    assert at_once["now"]["not_before"] == date(2024, 5, 9)
    assert at_once["fixes"]["not_before"] == date(2024, 5, 8)  # no earlier than tomorrow


def test_an_earlier_fix_lowers_the_peak_but_not_the_whole():
    """24 tests wait for the last day, which has 15 places; two days earlier they have three days."""
    rows = [[*row, "D-1" if row[3] in ("blocked", "hold") else None] for row in rows_of_tests()]
    for row in rows[190:200]:
        row[3], row[5] = "blocked", "D-1"
    for row in rows:
        row[3] = "blocked" if row[3] == "hold" else row[3]
    defects = register_of("defect", ["id", "status", "fix_plan_date"], [["D-1", "open", day("5/16")]])
    found = rows_by_lever(situation("2024-05-07", register_of("test", FIELDS, rows), defects, config=config()))
    whole = 104 * PER_TEST / 120
    assert found["now"]["load_peak"] == pytest.approx(24 * PER_TEST / 15)  # 183 %
    assert found["fixes"]["load_peak"] == pytest.approx(whole)  # on 5/15: 27.5 runs for 45 places
    assert found["now"]["load_ratio"] == found["fixes"]["load_ratio"] == pytest.approx(whole)


def test_without_a_waiting_test_the_fixes_change_nothing_and_that_is_said():
    rows = rows_by_lever(g1())
    changes = ("forecast_date", "p80", "load_ratio", "load_peak")
    assert [rows["fixes"][key] for key in changes] == [rows["now"][key] for key in changes]
    assert rows["fixes"]["note"] == "修正を待っている実施不可のテストがないため変わりません"
    assert rows_by_lever(waiting("5/16"))["fixes"]["note"] == ""


def test_the_smallest_changes_that_make_g1_fit():
    metric = measure(g1())["levers"]
    rows = {row["lever"]: row for row in metric.rows}
    assert (rows["fit_testers"]["count"], rows["fit_testers"]["name"]) == (1, "実施者を1名追加すれば収まる")
    # eight days of 11 are 88: 104 − 88 = 16
    assert (rows["fit_scope"]["count"], rows["fit_scope"]["name"]) == (16, "テスト16件を対象外にすれば収まる")
    assert metric.text == "実施者1名追加、または16件対象外で5/17までに収まります"
    assert metric.value is False
    assert metric.extra == {
        "testers_to_add": 1,
        "tests_to_drop": 16,
        "binding": ["直近の実力では終了日に間に合わない"],  # the load of 99.3 % would fit
    }


def test_one_less_than_the_smallest_does_not_fit():
    """With one tester 119.2 runs meet 40 places: 119.2 / 40 = 2.98 → two more; tests: 40 / 1.146 = 34.9."""
    state = g1(settings=config(testers=1.0))
    rows = rows_by_lever(state)
    assert rows["fit_testers"]["count"] == 2
    assert 104 * PER_TEST > 2 * 40
    assert 104 * PER_TEST <= 3 * 40
    assert rows["fit_scope"]["count"] == 104 - 34
    assert rows["fit_scope"]["load_ratio"] == pytest.approx(34 * PER_TEST / 40)
    assert 35 * PER_TEST > 40


@pytest.mark.parametrize(
    ("state", "binding"),
    [
        (
            lambda: g1(settings=config(testers=1.0)),
            ["直近の実力では終了日に間に合わない", "再テストまで含めると能力が足りない"],
        ),
        (lambda: g1(settings=config(testers=2.9, phase_end=date(2024, 5, 21))), []),  # 119.2 runs for 145 places
        (
            lambda: waiting("6/3"),
            ["直近の実力では終了日に間に合わない", "終了日までに始められない修正待ちのテストが10件ある"],
        ),
        (
            # 119.2 runs for 12 days of 10 places, but ten tests cannot start before the last day: 11.5 for 10
            lambda: waiting("5/22", testers=2.0, phase_end=date(2024, 5, 23)),
            ["修正待ちのテストが終盤に固まり、入らない日がある"],
        ),
    ],
)
def test_what_keeps_the_rest_from_fitting(state, binding):
    assert measure(state())["levers"].extra["binding"] == binding


def test_what_fits_needs_no_lever():
    metric = measure(g1(settings=config(testers=3.0, phase_end=date(2024, 5, 24))))["levers"]
    assert metric.value is True  # thirteen days for ten
    assert metric.text == "いまのままで5/24までに収まります"
    assert not [row for row in metric.rows if row["lever"].startswith("fit")]
    assert metric.extra == {"testers_to_add": None, "tests_to_drop": None, "binding": []}


def test_tests_that_are_free_after_the_end_are_the_first_to_be_dropped():
    metric = measure(waiting("6/3"))["levers"]
    rows = {row["lever"]: row for row in metric.rows}
    assert rows["fit_testers"]["count"] is None  # nobody can run them in time
    assert rows["fit_testers"]["name"] == "実施者の追加だけでは収まらない"
    assert rows["fit_testers"]["forecast_date"] is None
    assert rows["fit_scope"]["count"] == 16  # the ten that wait, and six more for the pace
    assert rows["fit_scope"]["not_before"] is None
    assert metric.text == "16件対象外で5/17までに収まります"


def test_failed_tests_are_never_dropped():
    rows = [row for row in rows_of_tests() if row[3] in ("pass", "fail")]
    metrics = measure(g1(tests=rows, settings=config(testers=0.1)))
    found = {row["lever"]: row for row in metrics["levers"].rows}
    assert set(found) == {"now", "testers", "fixes", "fit_testers"}
    assert metrics["levers"].text == "実施者1名追加で5/17までに収まります"  # 16 runs for 4 places, then for 44


def test_a_roster_gets_a_whole_person_more():
    state = g1()
    state.written["roster"] = register("roster", "| owner | title | allocation |\n| 若葉花子 | 実施者 | 0.5 |")
    row = rows_by_lever(state)["testers"]
    assert row["load_ratio"] == pytest.approx(104 * PER_TEST / (1.5 * 5 * 8))
    assert row["forecast_date"] == date(2024, 5, 13)  # 104 · 0.5/1.5 = 34.7 → 35; 35 / 11 → 4 days: 5/8, 9, 10, 13


def test_before_half_of_the_scope_only_the_load_is_judged():
    chosen = config()
    metric = measure(g1(settings=Config(project=chosen.project, capacity=chosen.capacity, metrics=MetricsSection(forecast_min_rate=0.9))))  # fmt: skip
    assert metric["forecast_date"].value is None
    levers = metric["levers"]
    assert levers.value is True  # 99.3 %
    assert [row["forecast_date"] for row in levers.rows] == [None] * 4


def test_without_testers_only_the_forecast_is_judged():
    metric = measure(g1(settings=config(testers=None)))["levers"]
    rows = {row["lever"]: row for row in metric.rows}
    assert set(rows) == {"now", "scope", "fit_scope"}
    assert rows["now"]["load_ratio"] is None
    assert rows["fit_scope"]["count"] == 16


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (lambda: g1(date(2024, 5, 17)), "期限到来"),
        (lambda: g1(date(2024, 5, 22)), "超過3営業日"),
        (lambda: g1(settings=Config()), "pmo.toml に phase_end がありません"),
        (lambda: g1(tests=[]), "母数が0件です"),
        (lambda: g1(without=["test"]), "テストの表がありません"),
        (
            lambda: g1(date(2024, 5, 2), settings=config(testers=None)),
            "予測も負荷率もまだ示せません（消化50%未満のため予測はまだ示せません。必要消化13.1件/日、pmo.toml に testers がありません）",
        ),
    ],
)
def test_when_no_lever_can_be_told(state, reason):
    metric = measure(state())["levers"]
    assert (metric.value, metric.text, metric.reason) == (None, "−", reason)


def test_nothing_left_needs_no_lever():
    rows = rows_of_tests()
    for row in rows[:200]:
        row[2:4] = row[2] or day("5/7"), "pass"
    assert measure(g1(tests=rows))["levers"].reason == "残りのテストがありません"


def test_a_load_of_nothing_is_a_plain_number():
    """One test left: without it nothing remains to be run. `history keep` and --json write what they are given."""
    rows = rows_of_tests()
    for row in rows[:199]:
        row[2:4] = row[2] or day("5/7"), "pass"
    loads = [row[name] for row in measure(g1(tests=rows))["levers"].rows for name in ("load_ratio", "load_peak")]
    assert 0 in loads
    assert {type(load) for load in loads} <= {float, type(None)}
