"""Tests that run more than once: the highest filled round counts, earlier ones are runs and stand in the curve."""

from datetime import date

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.stamp import stamp
from tests.metrics.g1 import config
from tests.support.build import register, situation

ROUNDS = """
    | id    | planned_date | result | executed_date | defect_id | result_2 | executed_date_2 |
    | T-001 | 2024-04-22   | pass   | 2024-04-22    |           |          |                 |
    | T-002 | 2024-04-22   | fail   | 2024-04-22    | D-1       | pass     | 2024-04-24      |
    | T-003 | 2024-04-22   | fail   | 2024-04-23    | D-2       | fail     | 2024-04-25      |
    | T-004 | 2024-04-23   | fail   | 2024-04-23    | D-3       | blocked  | 2024-04-25      |
    | T-005 | 2024-04-23   |        |               |           |          |                 |"""


def figures(text=ROUNDS, as_of="2024-04-26", **settings):
    return measure(situation(as_of, register("test", text), config=config(**settings)))


def test_totals_look_at_the_result_now():
    metrics = figures()
    assert metrics["execution_rate"].count == 3  # T-004 is blocked in its second round
    assert metrics["completion_rate"].ids == ("T-001", "T-002")
    assert metrics["blocked_rate"].ids == ("T-004",)
    assert metrics["remaining"].value == 3


def test_every_round_is_a_run():
    metrics = figures()
    # runs: T-001 OK, T-002 NG OK, T-003 NG NG, T-004 NG (blocked is no run): 6 runs, 4 NG; below 20: (4+1)/(6+2)
    assert metrics["failure_rate"].value == 5 / 8
    assert metrics["failure_rate"].text == "62.5%（参考）"
    assert (metrics["failure_rate"].count, metrics["failure_rate"].of) == (4, 6)
    assert (metrics["first_pass_rate"].count, metrics["first_pass_rate"].of) == (1, 4)
    assert metrics["retest_runs"].value == 2
    assert metrics["refail_rate"].value == 1 / 2


def test_where_half_of_the_runs_fail_retests_never_end():
    assert figures()["required_runs"].reason == "NG率が高く再テストが収束しません"


def test_the_curve_shows_what_was_so_on_each_day():
    points = {point["date"].day: (point["executed"], point["passed"]) for point in figures()["burn_up"].points[:5]}
    # T-002 stays executed and begins to pass on 4/24; T-004 is no longer executed from 4/25
    assert points == {22: (2, 1), 23: (4, 1), 24: (4, 2), 25: (3, 2), 26: (3, 2)}
    assert figures()["balance"].value is True


@pytest.mark.parametrize(
    ("as_of", "executed", "passed"), [("2024-04-22", 2, 1), ("2024-04-23", 4, 1), ("2024-04-24", 4, 2)]
)
def test_any_past_day_can_be_counted_again(as_of, executed, passed):
    metrics = figures(as_of=as_of)
    assert metrics["execution_rate"].count == executed
    assert metrics["completion_rate"].count == passed
    assert metrics["balance"].value is True


def test_a_second_round_without_a_date_counts_but_is_in_no_series():
    text = ROUNDS.replace("| pass     | 2024-04-24      |", "| pass     |                 |")
    metrics = figures(text)
    assert metrics["completion_rate"].count == 2
    assert metrics["burn_up"].points[4]["passed"] == 1
    assert metrics["balance"].value is False


def test_a_retest_of_a_fail_adds_nothing_to_the_execution_rate():
    before = figures(as_of="2024-04-23")["execution_rate"].count
    assert figures(as_of="2024-04-24")["execution_rate"].count == before


def test_a_second_round_dated_after_the_day_is_doubtful():
    now = situation("2024-04-24", register("test", ROUNDS), config=config())
    assert stamp(measure(now), now) == "参考値"
    then = situation("2024-04-25", register("test", ROUNDS), config=config())
    assert stamp(measure(then), then) is None


def test_signing_off_is_another_kind_of_done():
    text = """
    | id    | result | executed_date | approved_by |
    | T-001 | pass   | 2024-04-22    | 見本 部長   |
    | T-002 | pass   | 2024-04-22    |             |
    | T-003 |        |               |             |"""
    tests = register("test", text)
    plain = measure(situation("2024-04-22", tests))
    assert (plain["completion_rate"].count, plain["approved_rate"].count, plain["remaining"].value) == (2, 1, 1)
    from pmo_xl.settings import Config, MetricsSection

    strict = measure(situation("2024-04-22", tests, config=Config(metrics=MetricsSection(done="approved"))))
    assert (strict["completion_rate"].count, strict["approved_rate"].count, strict["remaining"].value) == (1, 1, 2)
    assert strict["completion_rate"].definition == "承認済のOK/母数"


def test_on_a_weekend_what_ran_that_day_is_on_the_curve():
    text = """
    | id    | planned_date | result | executed_date |
    | T-001 | 2024-04-26   | pass   | 2024-04-26    |
    | T-002 | 2024-04-26   | pass   | 2024-04-27    |"""
    saturday = figures(text, as_of="2024-04-27")
    assert [p["executed"] for p in saturday["burn_up"].points if p["executed"] is not None] == [0, 0, 0, 0, 1, 2]
    assert saturday["balance"].value is True
    monday = figures(text, as_of="2024-04-30")
    assert [p["date"] for p in monday["burn_up"].points[4:6]] == [date(2024, 4, 26), date(2024, 4, 30)]
