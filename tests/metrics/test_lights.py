"""The lights: what turns them, and what they say of it."""

from datetime import date

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.finding import Finding
from pmo_xl.settings import Config, RagSection
from tests.metrics.g1 import AS_OF, START, config, defect_rows, g1, issue_rows
from tests.support.build import register, situation


def quality(**cells):
    row = {
        "id": "D-01",
        "status": "open",
        "detected_date": "2024-05-07",
        "severity": "high",
        "fix_plan_date": "",
    } | cells
    text = f"| {' | '.join(row)} |\n| {' | '.join(row.values())} |"
    return measure(situation(AS_OF, register("defect", text)))["rag_quality"]


@pytest.mark.parametrize(
    ("cells", "colour"),
    [
        ({}, "green"),
        ({"severity": "critical"}, "yellow"),
        ({"severity": "critical", "detected_date": "2024-05-01"}, "yellow"),  # 2 working days: not more than 2
        ({"severity": "critical", "detected_date": "2024-04-30"}, "red"),
        ({"severity": "critical", "detected_date": "2024-04-30", "status": "closed"}, "green"),
        ({"fix_plan_date": "2024-05-02"}, "yellow"),
    ],
)
def test_quality(cells, colour):
    assert quality(**cells).value == colour


@pytest.mark.parametrize(
    ("retests", "colour"),
    [(["fail"] * 2 + ["pass"] * 3, "red"), (["fail"] + ["pass"] * 4, "green"), (["fail", "pass"], "green")],
)
def test_quality_is_red_when_many_of_five_retests_fail(retests, colour):
    lines = [f"| T-{n} | fail | 2024-04-22 | {result} | 2024-05-07 |" for n, result in enumerate(retests)]
    text = "\n".join(["| id | result | executed_date | result_2 | executed_date_2 |", *lines])
    assert measure(situation(AS_OF, register("test", text)))["rag_quality"].value == colour


@pytest.mark.parametrize(
    ("severity", "due", "colour"),
    [
        ("high", "2024-05-02", "red"),
        ("critical", "2024-04-30", "red"),
        ("medium", "2024-05-02", "yellow"),
        ("high", "2024-05-07", "green"),
        ("high", "", "yellow"),
        ("medium", "", "green"),
    ],
)
def test_issues(severity, due, colour):
    text = f"| id | severity | status | due_date |\n| K-1 | {severity} | open | {due} |"
    assert measure(situation(AS_OF, register("issue", text)))["rag_issues"].value == colour


@pytest.mark.parametrize(("testers", "colour"), [(4.0, "yellow"), (3.0, "yellow"), (2.9, "red")])
def test_progress_by_gap_and_load(testers, colour):
    # 2.9 testers: 119.17 runs over 116 places = 102.7 %
    assert measure(g1(settings=config(testers=testers)))["rag_progress"].value == colour


def test_progress_is_red_only_beyond_the_limit():
    strict = config()
    at = Config(project=strict.project, rag=RagSection(gap_red_pt=9, late_red_days=2))
    beyond = Config(project=strict.project, rag=RagSection(gap_red_pt=8.9))
    assert measure(g1(settings=at))["rag_progress"].value == "yellow"  # −9.0 is not below −9
    assert measure(g1(settings=beyond))["rag_progress"].value == "red"


def finding(code, metrics_of, severity):
    record = metrics_of.registers["issues"][0].replace(severity=severity)
    return Finding(code, "warning", record.place(), "…", record=record)


@pytest.mark.parametrize(
    ("code", "severity", "colour"), [("P-004", "high", "red"), ("P-004", "low", "yellow"), ("I-016", "high", "yellow")]
)
def test_resources_look_at_what_the_rules_found(code, severity, colour):
    state = g1()
    found = [finding(code, state, severity)]
    assert measure(state, found, ran={"P-004", "I-016"})["rag_resources"].value == colour
    assert measure(state, found)["rag_resources"].value == "green"  # not known to have run: judged on the load alone


def test_resources_are_green_when_the_rules_ran_and_found_nothing():
    state = g1(settings=config(testers=None))
    assert measure(state)["rag_resources"].value is None
    assert measure(state, ran={"P-004", "I-016"})["rag_resources"].value == "green"


def test_the_overall_light_is_the_worst_and_says_whose_reason():
    defects = [row for row in defect_rows() if row[3] != "critical"]
    issues = [row for row in issue_rows() if row[2] != "high"]
    metrics = measure(g1(defects=defects, issues=issues))
    assert [metrics[f"rag_{key}"].value for key in ("progress", "quality", "issues", "resources", "overall")] == [
        "yellow", "yellow", "yellow", "green", "yellow",
    ]  # fmt: skip
    assert metrics["rag_overall"].reason.startswith("進捗: 計画との差▲18件")


@pytest.mark.parametrize(("due", "colour"), [("2024-05-02", "yellow"), ("2024-05-07", "green")])
def test_the_overall_light_is_not_green_while_a_decision_is_late(due, colour):
    issue = register("issue", f"| id | severity | status | due_date |\n| K-1 | high | open | {AS_OF} |")
    asked = register("decision", f"| id | title | kind | due_date |\n| DC-1 | 適用日 | 判断待ち | {due} |")
    light = measure(situation(AS_OF, issue, asked))["rag_overall"]
    assert light.value == colour
    assert light.reason == ("期限を過ぎた判断事項1件" if colour == "yellow" else "すべて基準内です")


def test_the_words_for_the_colours_are_the_projects():
    text = f"| id | severity | status | due_date |\n| K-1 | high | open | {START} |"
    words = Config(rag=RagSection(words={"green": "青"}))
    metrics = measure(situation(START, register("issue", text), config=words))
    assert (metrics["rag_issues"].value, metrics["rag_issues"].text) == ("green", "青")
    assert metrics["rag_issues"].reason == "基準内です"


def test_no_sheet_no_light():
    metrics = measure(situation(date(2024, 5, 7)))
    for key in ("progress", "quality", "issues", "resources", "overall"):
        assert metrics[f"rag_{key}"].text == "−"
        assert metrics[f"rag_{key}"].reason
