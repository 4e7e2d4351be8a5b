"""What the figures themselves ask the owner: too many tests that cannot run."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from pmo_xl.metrics.catalogue import measure
from pmo_xl.reports.daily import daily_report
from pmo_xl.reports.decisions import decisions_wanted
from pmo_xl.rules import run
from pmo_xl.settings import MetricsSection
from tests.metrics.g1 import g1, rows_of_tests


def wanted(state):
    return [decision for decision in decisions_wanted(state, (), measure(state)) if "実施不可" in decision.what]


def with_blocked(more):
    """G1 with further tests that cannot run: T-127 … are not run yet."""
    rows = rows_of_tests()
    for row in rows[126 : 126 + more]:
        row[3] = "blocked"
    return g1(tests=rows)


def test_five_percent_are_not_yet_too_many():
    assert wanted(g1()) == []  # 10 of 200


def test_more_blocked_tests_than_five_percent_are_something_to_decide():
    state = with_blocked(1)  # 11 of 200
    (decision,) = wanted(state)
    assert decision.what == "実施不可のテスト11件(5.5%)を待つか計画を見直すか選ぶ"
    assert (decision.who, decision.until) == ("プロジェクトオーナー様", None)
    assert decision.otherwise == "テスト11件が実施できないまま残ります"
    assert len(decision.tests) == decision.waiting == 11
    report = daily_report(state, measure(state), run(state))
    assert decision.what in [row["what"] for row in report.values()["all_decisions"]]


@pytest.mark.parametrize(("warn", "asked"), [(0.04, True), (0.05, False), (0.2, False)])
def test_how_many_are_too_many_is_the_projects_to_say(warn, asked):
    base = g1()
    state = replace(base, config=changed(base.config, metrics=MetricsSection(blocked_warn=warn)))
    assert bool(wanted(state)) is asked
