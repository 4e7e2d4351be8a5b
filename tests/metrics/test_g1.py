"""Every figure of the golden fixture G1 (metrics.md §8), value and printed text, and its variants."""

from datetime import date
from functools import cache

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.stamp import stamp, stamp_reason
from tests.metrics.g1 import AS_OF, DAYS, LATER, config, day, g1, rows_of_tests


@cache
def figures():
    return measure(g1())


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("working_days_total", 17, "17営業日"),
        ("working_days_elapsed", 9, "9営業日"),
        ("working_days_remaining", 8, "8営業日"),
        ("scope", 200, "200件"),
        ("scope_excluded", 20, "20件"),
        ("execution_rate", 110 / 200, "55.0%"),
        ("planned_execution_rate", 128 / 200, "64.0%"),
        ("execution_gap", 110 - 128, "▲18件 (−9.0pt)"),
        ("execution_gap_pt", -9.0, "−9.0pt"),
        ("execution_ratio", 110 / 128, "0.859"),
        ("delay_days", 9 - 7.875, "約1.1日遅れ"),  # the plan reaches 110 between 96 (day 7) and 112 (day 8)
        ("completion_rate", 96 / 200, "48.0%"),
        ("approved_rate", None, "−"),
        ("pass_rate", 96 / 110, "87.3%"),
        ("first_pass_rate", None, "−"),
        ("failure_rate", 14 / 110, "12.7%"),
        ("remaining", 104, "104件"),
        ("required_rate", 104 / 8, "13.0件/日"),
        ("actual_rate", (4 + 15 + 16 + 11 + 12 + 5 + 14) / 7, "11.0件/日"),
        ("forecast_date", date(2024, 5, 21), "5/21見込 (計画比+2営業日、8割方5/22まで)"),
        ("required_runs", (90 + 14) / (1 - 14 / 110), "119.2"),
        ("required_person_days", (90 + 14) / (1 - 14 / 110) / 5, "23.8人日"),
        ("capacity", 3 * 5 * 8, "120回"),
        ("load_ratio", (90 + 14) / (1 - 14 / 110) / 120, "99.3%"),
        ("load_by_day", (90 + 14) / (1 - 14 / 110) / 120, "99.3%"),
        ("blocked_rate", 10 / 200, "5.0%"),
        ("blocked_loss", 10, "10件"),
        ("retest_waiting", 2, "2件"),
        ("retest_runs", None, "−"),
        ("refail_rate", None, "−"),
        ("defects_found", 34, "34件"),
        ("defects_closed", 13, "13件"),
        ("defects_open", 21, "21件"),
        ("defects_new_today", 6, "6件"),
        ("defects_closed_today", 4, "4件"),
        ("defects_reopened", None, "−"),
        ("aging", 21, "21件"),
        ("fix_turnaround", 3, "3営業日"),
        ("overdue", 6, "6件"),
        ("due_today", 2, "2件"),
        ("no_due", 1, "1件"),
        ("overdue_todos", None, "−"),
        ("overdue_fixes", 5, "5件"),
        ("coverage_live", 20 / 22, "90.9%"),
        ("coverage_run", 12 / 22, "54.5%"),
        ("coverage_pass", 3 / 22, "13.6%"),
        ("today_plan_rate", 14 / 16, "87.5%"),
        ("executed_today", 16, "16件"),
        ("carry_over", 16, "16件"),
        ("replan_rate", None, "−"),
        ("issues_open", 12, "12件"),
        ("issues_closed_today", 1, "1件"),
        ("issues_new_today", 0, "0件"),
        ("rag_progress", "yellow", "黄"),
        ("rag_quality", "red", "赤"),
        ("rag_issues", "red", "赤"),
        ("rag_resources", "green", "緑"),
        ("rag_overall", "red", "赤"),
        ("balance", True, "一致"),
    ],
)
def test_a_figure_of_g1(key, value, text):
    metric = figures()[key]
    assert metric.value == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value)
    assert metric.text == text
    assert metric.definition
    assert (metric.value is None) <= bool(metric.reason)


def test_numerators_denominators_and_ids():
    rate = figures()["execution_rate"]
    assert (rate.count, rate.of) == (110, 200)
    assert rate.ids[:3] == ("T-001", "T-002", "T-003")
    assert len(rate.ids) == 110
    assert "T-021" not in rate.ids  # blocked
    assert figures()["overdue"].ids == ("K-001", "K-002", "K-003", "K-004", "K-005", "K-006")
    assert figures()["due_today"].ids == ("K-007", "K-008")
    assert figures()["coverage_pass"].ids == ("R-02", "R-07", "R-10")
    carried = [f"T-{n:03}" for n in [*range(21, 31), *range(41, 45), 111, 112]]
    assert list(figures()["carry_over"].ids) == carried


def test_result_counts():
    assert figures()["scope"].extra["verdicts"] == {
        "pass": 96, "fail": 14, "blocked": 10, "hold": 4, "not_run": 76, "not_applicable": 12, "withdrawn": 8,
    }  # fmt: skip
    assert figures()["scope_excluded"].extra == {"not_applicable": 12, "withdrawn": 8}
    assert figures()["planned_execution_rate"].extra == {"unplanned": 0}


@pytest.mark.parametrize(
    ("key", "value", "delta", "words"),
    [
        ("execution_rate", 94 / 200, 0.08, "前日比+16件 (+8.0pt)"),
        ("completion_rate", 82 / 200, 0.07, "前日比+14件 (+7.0pt)"),
        ("planned_execution_rate", 112 / 200, 0.08, "前日比+16件 (+8.0pt)"),
        ("execution_gap", 94 - 112, 0, "前日比±0件"),
        ("remaining", 118, -14, "前日比▲14件"),
        ("overdue", 5, 1, "前日比+1件"),
        ("issues_open", 13, -1, "前日比▲1件"),
        ("defects_open", 19, 2, "前日比+2件"),
    ],
)
def test_the_previous_working_day_recomputed_from_dates(key, value, delta, words):
    metric = figures()[key]
    assert metric.previous.date == date(2024, 5, 2)
    assert metric.previous.source == "dates"
    assert metric.previous.value == pytest.approx(value)
    assert metric.delta == delta
    assert metric.delta_text == words


@pytest.mark.parametrize("key", ["blocked_rate", "scope", "by_vendor", "rag_overall", "no_due", "retest_waiting"])
def test_what_dates_do_not_determine_has_no_previous(key):
    assert figures()[key].previous is None
    assert figures()[key].delta_text == ""


def test_burn_up():
    points = figures()["burn_up"].points
    assert [point["date"] for point in points] == [day(x) for x in DAYS + LATER]
    assert [point["executed"] for point in points[:9]] == [9, 21, 27, 44, 61, 74, 87, 94, 110]
    assert [point["passed"] for point in points[:9]] == [8, 19, 23, 38, 54, 65, 77, 82, 96]
    planned = [10, 22, 36, 50, 64, 80, 96, 112, 128]
    assert [point["planned"] for point in points] == planned + [128 + 9 * n for n in range(1, 9)]
    assert {point["scope"] for point in points} == {200}
    assert all(point["executed"] is None and point["passed"] is None for point in points[9:])


def test_defect_curve():
    points = figures()["defect_curve"].points
    assert [point["date"] for point in points] == [day(x) for x in DAYS]
    assert [point["found"] for point in points] == [3, 8, 12, 15, 19, 24, 27, 28, 34]
    assert [point["closed"] for point in points] == [0, 0, 0, 0, 0, 5, 5, 9, 13]
    assert [point["open"] for point in points] == [3, 8, 12, 15, 19, 19, 22, 19, 21]
    assert [point["tests_left"] for point in points] == [191, 179, 173, 156, 139, 126, 113, 106, 90]


def test_tables():
    assert figures()["aging"].as_dict()["rows"] == [
        {"vendor": "A社", "d0_2": 5, "d3_5": 2, "d6_10": 0, "d11": 0, "unknown": 0},
        {"vendor": "B社", "d0_2": 5, "d3_5": 6, "d6_10": 3, "d11": 0, "unknown": 0},
    ]
    assert figures()["by_vendor"].as_dict()["rows"] == [
        {"vendor": "A社", "previous": 8, "new": 2, "transferred": 0, "closed": 3, "open": 7, "overdue_fix": 0, "waiting": 0},
        {"vendor": "B社", "previous": 11, "new": 4, "transferred": 0, "closed": 1, "open": 14, "overdue_fix": 5, "waiting": 0},
    ]  # fmt: skip
    filled = [
        {key: value for key, value in row.items() if value != 0}
        for row in figures()["severity_by_status"].as_dict()["rows"]
    ]
    assert filled == [
        {"severity": "critical", "in_progress": 1, "total": 1},
        {"severity": "high", "open": 2, "in_progress": 3, "total": 5},
        {"severity": "medium", "open": 4, "in_progress": 5, "total": 9},
        {"severity": "low", "in_progress": 3, "resolved": 2, "total": 5},
        {"severity": "", "open": 1, "total": 1},
    ]
    assert figures()["fix_turnaround"].extra == {"p80": 4, "n": 15, "open_older": 4}
    assert {row["cause"]: row["count"] for row in figures()["blocked_by_cause"].rows}["unknown"] == 10


def test_the_load_falls_to_nothing_after_the_first_day():
    rows = figures()["load_by_day"].rows
    assert [row["date"] for row in rows] == [day(x) for x in LATER]
    assert [row["capacity"] for row in rows] == [120, 105, 90, 75, 60, 45, 30, 15]
    assert rows[0]["ratio"] == pytest.approx(0.9930556, abs=1e-7)
    assert [row["ratio"] for row in rows[1:]] == [0] * 7


def test_the_forecasts_courses():
    extra = figures()["forecast_date"].extra
    assert (extra["p50"], extra["p80"], extra["delta_days"]) == (date(2024, 5, 21), date(2024, 5, 22), 2)


def test_the_reasons_of_the_lights():
    assert figures()["rag_progress"].reason.startswith("計画との差▲18件 (−9.0pt)、")
    assert figures()["rag_quality"].reason == "重大な不具合1件が未完了（最長4営業日）"
    assert figures()["rag_issues"].reason == "重要な課題3件が期限超過"


def test_nothing_stamps_g1():
    assert stamp(figures(), g1()) is None
    assert {row["check"] for row in figures()["balance"].rows} == {"B1", "B2", "B3", "B4", "B5", "B6", "B8", "B9"}


# variants


def changed(number, field, value):
    """G1's test rows with one cell of T-number changed; field counts as in TEST_FIELDS."""
    rows = rows_of_tests()
    rows[number - 1][field] = value
    return rows


def test_on_a_holiday_the_figures_are_those_of_the_working_day_before():
    metrics = measure(g1(date(2024, 5, 5)))
    assert metrics["execution_rate"].count == 94
    assert metrics["issues_open"].value == 13
    assert metrics["overdue"].value == 5
    assert metrics["working_days_remaining"].value == 9
    assert metrics["burn_up"].points[7]["executed"] == 94
    assert metrics["burn_up"].points[8]["date"] == date(2024, 5, 7)
    assert metrics["burn_up"].points[8]["executed"] is None


def test_runs_after_the_as_of_day_stamp_the_report():
    early = g1(date(2024, 5, 5))
    metrics = measure(early)
    assert metrics["balance"].value is True
    assert stamp(metrics, early) == "参考値"
    assert stamp_reason(metrics, early).startswith(
        "実施日が基準日より後のテストがあります（T-109、T-110、T-113 他13件）"
    )


def test_on_the_last_day_no_rate_is_required_any_more():
    metrics = measure(g1(date(2024, 5, 17)))
    assert metrics["working_days_remaining"].value == 0
    assert (metrics["required_rate"].value, metrics["required_rate"].reason) == (None, "期限到来")
    assert measure(g1(date(2024, 5, 22)))["required_rate"].reason == "超過3営業日"


def test_one_more_day_off_turns_progress_and_resources_red():
    metrics = measure(g1(extra={date(2024, 5, 16): "創立記念日"}))
    assert metrics["working_days_remaining"].value == 7
    assert metrics["required_rate"].value == pytest.approx(104 / 7)
    assert metrics["capacity"].value == 105
    assert metrics["load_ratio"].value == pytest.approx(1.1349206, abs=1e-7)
    assert metrics["rag_progress"].value == metrics["rag_resources"].value == "red"
    assert metrics["load_by_day"].extra["over"] == [date(2024, 5, 8)]


def test_four_testers_relieve_the_load():
    assert measure(g1(settings=config(testers=4.0)))["load_ratio"].text == "74.5%"


def test_without_testers_the_load_is_unknown_and_progress_is_judged_on_the_rest():
    metrics = measure(g1(settings=config(testers=None)))
    for key in ("capacity", "load_ratio", "load_by_day"):
        assert (metrics[key].value, metrics[key].reason) == (None, "pmo.toml に testers がありません")
    assert metrics["rag_progress"].value == "yellow"
    assert "負荷率" not in metrics["rag_progress"].reason
    assert metrics["rag_resources"].text == "−"


def test_with_every_test_out_of_scope_no_rate_can_be_said():
    rows = rows_of_tests()
    for row in rows:
        row[2:4] = None, "not_applicable"
    metrics = measure(g1(tests=rows))
    assert metrics["scope"].value == 0
    rates = [key for key in metrics if key.endswith(("_rate", "_ratio")) and metrics[key].name != "capacity"]
    for key in (*rates, "required_runs", "forecast_date"):
        assert metrics[key].value is None, key
        assert metrics[key].text == "−"
        assert metrics[key].reason
    assert metrics["coverage_live"].value == 0  # the requirements are there, no live test is


def test_a_test_without_a_planned_date_widens_the_plan():
    plan = measure(g1(tests=changed(2, 1, None)))["planned_execution_rate"]
    assert plan.value == 127 / 200
    assert plan.extra["unplanned"] == 1
    assert plan.extra["high"] == pytest.approx((127 + 9 / 17) / 200)
    assert plan.text == "63.5〜63.8%"


def test_a_verdict_without_a_date_counts_but_the_curve_ends_lower():
    doubtful = g1(tests=changed(1, 2, None))
    metrics = measure(doubtful)
    assert metrics["execution_rate"].value == 0.55
    assert metrics["burn_up"].points[8]["executed"] == 109
    assert [row["check"] for row in metrics["balance"].rows if not row["ok"]] == ["B9"]
    assert stamp(metrics, doubtful) == "参考値"
    assert (
        stamp_reason(metrics, doubtful)
        == "B9 消化推移の最終点と消化件数が一致しません（109と110。実施日のない結果1件）"
    )


def test_the_same_id_twice_counts_once_and_stamps():
    rows = rows_of_tests()
    twice = g1(tests=[*rows, ["t-００3", *rows[2][1:]]])
    metrics = measure(twice)
    assert metrics["scope"].value == 200
    assert metrics["balance"].value is True
    assert stamp_reason(metrics, twice) == "テストに同じIDの行があります（T-003）。先の行だけを数えています"


def test_a_word_nobody_knows_breaks_the_sum_of_verdicts():
    unknown = g1(tests=changed(150, 3, "OK?"))
    written = unknown.written["tests"]
    records = [r.replace(verdict=None, result=None) if r.id == "T-150" else r for r in written]
    unknown.written["tests"] = written.with_records(records)
    metrics = measure(unknown)
    assert metrics["scope"].value == 200
    assert [row["check"] for row in metrics["balance"].rows if not row["ok"]] == ["B2"]
    assert stamp(metrics, unknown) == "参考値"


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("test", ["scope", "execution_rate", "remaining", "burn_up", "coverage_live", "blocked_rate"]),
        ("defect", ["defects_open", "defect_curve", "aging", "by_vendor", "severity_by_status", "overdue_fixes"]),
        ("issue", ["overdue", "issues_open", "rag_issues"]),
        ("requirement", ["coverage_live"]),
    ],
)
def test_a_missing_register_is_a_reason_and_never_zero(kind, keys):
    metrics = measure(g1(without=[kind]))
    for key in keys:
        assert metrics[key].value is None
        assert metrics[key].text == "−"
        assert metrics[key].reason.endswith("の表がありません")


def test_a_project_without_any_sheet_or_setting_still_answers():
    from tests.support.build import situation

    metrics = measure(situation(AS_OF))
    assert all(metric.value is None or metric.value == 0 for metric in metrics.values())
    assert all(metric.reason for metric in metrics.values() if metric.value is None)
    assert stamp(metrics, situation(AS_OF)) is None


def test_the_fan_of_the_burn_up_is_that_of_the_forecast():
    # One day more: of 4, 5, 11, 12, 14, 15, 16 half are at least 12, and 6 of 7 (more than 8 in 10) at least 5.
    points = {point["date"]: point for point in figures()["burn_up"].points}
    assert (points[date(2024, 5, 8)]["p50"], points[date(2024, 5, 8)]["p80"]) == (96 + 12, 96 + 5)
    assert (points[date(2024, 5, 7)]["p50"], points[date(2024, 5, 7)]["p80"]) == (None, None)
    # Two days more: all 49 pairs, counted out.
    nets = (4, 15, 16, 11, 12, 5, 14)
    sums = sorted((one + other for one in nets for other in nets), reverse=True)
    assert points[date(2024, 5, 9)]["p50"] == 96 + sums[25 - 1]  # 25 of 49 are the first half
    assert points[date(2024, 5, 9)]["p80"] == 96 + sums[40 - 1]  # 40 of 49 the first 8 in 10
