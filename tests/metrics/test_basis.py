"""One register, three labelled bases: cases, runs, effort (C26); and what `done = "approved"` calls finished."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.kept import Kept
from pmo_xl.reports.daily import daily_report
from pmo_xl.rules import run
from pmo_xl.settings import Config, MetricsSection
from tests.metrics.g1 import AS_OF, g1
from tests.support.build import register, situation

# runs: T-1 one, T-2 two (NG, then OK), T-3 three (NG thrice), T-4 and T-5 none yet
TESTS = register("test", """
    | id  | result  | executed_date | result_2 | executed_date_2 | result_3 | executed_date_3 | planned_date | planned_effort |
    | T-1 | pass    | 2024-04-22    |          |                 |          |                 | 2024-04-22   | 1              |
    | T-2 | fail    | 2024-04-22    | pass     | 2024-04-24      |          |                 | 2024-04-22   | 2              |
    | T-3 | fail    | 2024-04-23    | fail     | 2024-04-24      | fail     | 2024-04-25      | 2024-04-23   | 3.5            |
    | T-4 | blocked |               |          |                 |          |                 | 2024-05-02   | 1.5            |
    | T-5 |         |               |          |                 |          |                 | 2024-05-10   | 2              |""")  # fmt: skip


def figures(basis, tests=TESTS, kept=()):
    return measure(situation(AS_OF, tests, config=Config(metrics=MetricsSection(basis=basis)), kept=kept))


CASES, RUNS, EFFORT = 5, 1 + 2 + 3 + 1 + 1, 1 + 2 + 3.5 + 1.5 + 2


@pytest.mark.parametrize(
    ("basis", "executed", "planned", "passed", "pass_rate", "blocked"),
    [
        ("case", 3 / CASES, 4 / CASES, 2 / CASES, 2 / 3, 1 / CASES),
        ("run", (1 + 2 + 3) / RUNS, (1 + 2 + 3 + 1) / RUNS, (1 + 2) / RUNS, 3 / 6, 1 / RUNS),
        ("effort", 6.5 / EFFORT, 8 / EFFORT, 3 / EFFORT, 3 / 6.5, 1.5 / EFFORT),
    ],
)
def test_the_same_tests_in_three_bases(basis, executed, planned, passed, pass_rate, blocked):
    metrics = figures(basis)
    assert metrics["execution_rate"].value == pytest.approx(executed)
    assert metrics["planned_execution_rate"].value == pytest.approx(planned)
    assert metrics["execution_gap_pt"].value == pytest.approx(100 * (executed - planned))
    assert metrics["completion_rate"].value == pytest.approx(passed)
    assert metrics["pass_rate"].value == pytest.approx(pass_rate)
    assert metrics["blocked_rate"].value == pytest.approx(blocked)
    # how many tests there are stays in 件
    assert (metrics["scope"].value, metrics["remaining"].value, metrics["execution_gap"].value) == (5, 3, -1)
    assert metrics["balance"].value is True


def test_every_rate_says_what_it_is_counted_in():
    by_case, by_run, by_effort = (figures(basis)["execution_rate"] for basis in ("case", "run", "effort"))
    assert by_case.definition == "(OK+NG)/母数"
    assert (by_case.count, by_case.of) == (3, 5)
    assert by_run.definition == "(OK+NG)/母数（実行回数で数える）"
    assert by_run.extra == {"basis": "run", "part": 6, "whole": RUNS}
    assert by_effort.definition == "(OK+NG)/母数（予定工数で数える）"
    assert by_effort.extra == {"basis": "effort", "part": 6.5, "whole": EFFORT, "without": 0}
    assert by_case.ids == by_run.ids == by_effort.ids == ("T-1", "T-2", "T-3")


@pytest.mark.parametrize(("basis", "printed"), [("case", "件数"), ("run", "実行回数"), ("effort", "工数")])
def test_the_page_prints_its_basis(basis, printed):
    base = g1()
    state = replace(base, config=changed(base.config, metrics=MetricsSection(basis=basis)))
    page = daily_report(state, measure(state), run(state)).values()
    assert f"単位={printed}" in page["footer"]["text"]


def test_without_rounds_every_test_is_one_run():
    base = g1()
    runs = measure(replace(base, config=changed(base.config, metrics=MetricsSection(basis="run"))))
    assert (runs["execution_rate"].value, runs["execution_rate"].text) == (110 / 200, "55.0%")
    assert runs["execution_gap"].text == "▲18件 (−9.0pt)"


def test_effort_nobody_wrote_is_never_zero_effort():
    half = register(
        "test",
        """
        | id  | result | executed_date | planned_effort |
        | T-1 | pass   | 2024-04-22    | 3              |
        | T-2 |        |               | 1              |
        | T-3 |        |               |                |""",
    )
    rate = figures("effort", half)["execution_rate"]
    assert (rate.value, rate.extra["without"]) == (3 / 4, 1)
    planned = register("test", "| id | result | planned_date | planned_effort |\n| T-1 | | 2024-05-07 | |")
    gap = figures("effort", planned)
    assert (gap["execution_gap"].text, gap["execution_gap_pt"].value) == (
        "▲1件",
        None,
    )  # how many is known all the same
    none = register("test", "| id | result |\n| T-1 | pass |")
    assert figures("effort", none)["execution_rate"].reason == "テストの表に予定工数の列がありません"


def test_a_rate_is_not_compared_with_one_in_another_basis():
    by_case = {"execution_rate": {"value": 0.4, "count": 2, "of": 5}}
    kept = [Kept(AS_OF.replace(day=2), metrics=by_case)]
    assert figures("case", kept=kept)["execution_rate"].delta_text == "前日比+1件 (+20.0pt)"
    assert figures("run", kept=kept)["execution_rate"].previous.source == "dates"  # counted anew for that day
    by_run = {"execution_rate": {"value": 0.5, "basis": "run"}}
    kept = [Kept(AS_OF.replace(day=2), metrics=by_run)]
    assert figures("run", kept=kept)["execution_rate"].delta_text == "前日比+25.0pt"  # 6 of 8 less a half


def test_done_may_ask_for_an_approval():
    tests = register(
        "test",
        """
        | id  | result | executed_date | approved_by |
        | T-1 | pass   | 2024-04-22    | 部長        |
        | T-2 | pass   | 2024-04-22    |             |
        | T-3 | fail   | 2024-04-22    | 部長        |
        | T-4 |        |               |             |""",
    )
    settings = Config(metrics=MetricsSection(done="approved"))
    metrics = measure(situation(AS_OF, tests, config=settings))
    assert (metrics["completion_rate"].count, metrics["completion_rate"].definition) == (1, "承認済のOK/母数")
    assert (metrics["remaining"].value, metrics["remaining"].definition) == (3, "母数-承認済のOK")
    assert metrics["approved_rate"].value == 1 / 4
    assert metrics["pass_rate"].value == 2 / 3  # a verdict is a verdict
    plain = measure(situation(AS_OF, tests))
    assert (plain["completion_rate"].count, plain["approved_rate"].count, plain["remaining"].value) == (2, 1, 2)
