"""Today against the previous state: kept, recomputed from dates, or too long ago."""

from datetime import date

import pytest

from pmo_xl.history import keep, load
from pmo_xl.metrics.catalogue import measure
from pmo_xl.metrics.stamp import stamp_reason
from pmo_xl.model.kept import Kept
from tests.metrics.g1 import AS_OF, config, defect_rows, g1, issue_rows, rows_of_tests
from tests.support.build import register, situation

THURSDAY = date(2024, 5, 2)  # the working day before 5/7


@pytest.fixture
def thursday(tmp_path):
    """G1 as it was kept on 5/2, with two blocked tests fewer."""
    rows = rows_of_tests()
    for row in rows[20:22]:
        row[3] = "not_run"
    state = g1(THURSDAY, tests=rows)
    keep(tmp_path, state, measure(state))
    return load(tmp_path, before=AS_OF)


def test_a_kept_state_gives_every_figure_a_previous(thursday):
    metrics = measure(g1(kept=thursday))
    rate = metrics["execution_rate"]
    assert (rate.previous.source, rate.previous.date) == ("kept", THURSDAY)
    assert (rate.delta, rate.delta_text) == (0.08, "前日比+16件 (+8.0pt)")
    assert metrics["blocked_rate"].delta_text == "前日比+2件 (+1.0pt)"  # 8 → 10 of 200
    assert metrics["scope"].delta_text == "前日比±0件"
    assert (metrics["rag_overall"].previous.value, metrics["rag_overall"].delta) == ("red", None)
    assert metrics["balance"].previous is None


def test_figures_that_could_not_be_said_then_have_no_previous(thursday):
    assert measure(g1(kept=thursday))["forecast_date"].previous is None


def test_the_kept_state_and_the_dates_agree_on_g1(thursday):
    with_kept, with_dates = measure(g1(kept=thursday)), measure(g1())
    for key in ("execution_rate", "remaining", "overdue", "issues_open", "defects_open", "executed_today"):
        assert with_kept[key].previous.value == with_dates[key].previous.value
        assert with_kept[key].delta_text == with_dates[key].delta_text
    assert with_kept["by_vendor"].rows == with_dates["by_vendor"].rows
    assert with_kept["balance"].value is True
    assert "B7" in {row["check"] for row in with_kept["balance"].rows}


def test_tests_that_were_given_another_day(thursday):
    rows = rows_of_tests()
    rows[199][1], rows[198][1] = date(2024, 5, 20), None
    rows.append(["T-221", date(2024, 5, 17), None, "not_run", None])  # new: it had no day before
    replanned = measure(g1(tests=rows, kept=thursday))["replan_rate"]
    assert replanned.ids == ("T-199", "T-200")
    assert replanned.of == 201


def test_of_an_id_that_stood_twice_in_the_kept_state_the_first_counts(tmp_path):
    tests, issues = rows_of_tests(), issue_rows()
    tests.append(["T-001", date(2024, 5, 17), None, "not_run", None])  # T-001 was, and is, planned for 4/22
    issues.append(["K-001", "課題その1", "high", "open", date(2024, 4, 22), date(2024, 5, 1), None])  # K-001: due 4/30
    state = g1(THURSDAY, tests=tests, issues=issues)
    keep(tmp_path, state, measure(state))
    metrics = measure(g1(kept=load(tmp_path, before=AS_OF)))
    assert metrics["replan_rate"].value == 0
    assert metrics["rag_issues"].reason == "重要な課題3件が期限超過"  # K-001 to K-003, none renewed


def test_a_rate_of_few_runs_is_compared_as_it_was_said():
    # 5/2: 18 runs, 2 failed: (2 + 1)/(18 + 2) = 15.0 %; 5/7: 20 runs, 2 failed: 10.0 %
    days = ["2024-05-02"] * 18 + ["2024-05-07"] * 2
    lines = [f"| T-{n} | {'fail' if n < 2 else 'pass'} | {day} |" for n, day in enumerate(days)]
    rate = measure(situation(AS_OF, register("test", "\n".join(["| id | result | executed_date |", *lines]))))[
        "failure_rate"
    ]
    assert (rate.value, rate.previous.value) == (0.10, 0.15)
    assert rate.delta == pytest.approx(-0.05)
    assert rate.delta_text == "前日比−5.0pt"


def test_an_older_state_is_named_with_its_day():
    old = Kept(
        date(2024, 4, 26), metrics={"blocked_rate": {"value": 0.02, "count": 4, "of": 200}, "overdue": {"value": 1}}
    )
    metrics = measure(g1(kept=[old]))
    blocked = metrics["blocked_rate"]
    assert (blocked.previous.date, blocked.previous.source) == (date(2024, 4, 26), "kept")
    assert blocked.delta_text == "前回(4/26)比+6件 (+3.0pt)"
    # dates alone determine it: recomputed for the last working day instead
    assert metrics["overdue"].previous.source == "dates"
    assert metrics["overdue"].delta_text == "前日比+1件"
    assert metrics["scope"].previous is None


def test_a_state_kept_on_the_weekend_before_is_no_gap():
    saturday = Kept(date(2024, 5, 4), metrics={"blocked_rate": {"value": 0.05, "count": 10, "of": 200}})
    metrics = measure(g1(kept=[saturday]))
    assert metrics["blocked_rate"].delta_text == "前日比±0件 (±0.0pt)"


def test_a_date_is_compared_in_working_days():
    before = Kept(THURSDAY, metrics={"forecast_date": {"value": "2024-05-17"}, "delay_days": {"value": 1.5}})
    metrics = measure(g1(kept=[before]))
    assert (metrics["forecast_date"].delta, metrics["forecast_date"].delta_text) == (2, "前日比+2営業日")
    assert metrics["delay_days"].delta_text == "前日比−0.4日"  # 1.125 − 1.5


def test_the_minus_word_is_the_projects():
    from pmo_xl.settings import Config, ReportsSection

    base = config()
    plain = Config(project=base.project, capacity=base.capacity, reports=ReportsSection(minus="-"))
    metrics = measure(g1(settings=plain))
    assert metrics["execution_gap"].text == "-18件 (-9.0pt)"
    assert metrics["remaining"].delta_text == "前日比-14件"


def test_previous_in_json():
    assert measure(g1())["execution_rate"].as_dict() == {
        "value": 0.55,
        "text": "55.0%",
        "definition": "(OK+NG)/母数",
        "count": 110,
        "of": 200,
        "unit": "%",
        "previous": {"date": "2024-05-02", "value": 0.47, "source": "dates"},
        "delta": 0.08,
        "delta_text": "前日比+16件 (+8.0pt)",
    }


DEFECTS = """
    | id   | vendor | status      | detected_date | closed_date |
    | D-01 | A社    | open        | 2024-04-22    |             |
    | D-02 | A社    | closed      | 2024-04-22    | 2024-04-30  |
    | D-03 | B社    | in_progress | 2024-04-23    |             |
    | D-04 | B社    | open        | 2024-04-23    |             |"""


def kept_defects(tmp_path, text=DEFECTS):
    state = situation(THURSDAY, register("defect", text))
    keep(tmp_path, state, measure(state))
    return load(tmp_path, before=AS_OF)


def test_transferred_reopened_and_closed_are_told_apart(tmp_path):
    now = """
    | id   | vendor | status      | detected_date | closed_date |
    | D-01 | B社    | open        | 2024-04-22    |             |
    | D-02 | A社    | in_progress | 2024-04-22    |             |
    | D-03 | B社    | closed      | 2024-04-23    | 2024-05-07  |
    | D-04 |        | open        | 2024-04-23    |             |
    | D-05 | A社    | open        | 2024-05-07    |             |"""
    state = situation(AS_OF, register("defect", now), kept=kept_defects(tmp_path))
    metrics = measure(state)
    zero = {"overdue_fix": 0, "waiting": 0}
    assert list(metrics["by_vendor"].rows) == [
        # A社: D-01 went to B社, D-02 came back, D-05 is new
        {"vendor": "A社", "previous": 1, "new": 1, "transferred": -1, "closed": 0, "open": 2, **zero, "reopened": 1},
        # B社: D-01 came, D-04 lost its vendor, D-03 was closed
        {"vendor": "B社", "previous": 2, "new": 0, "transferred": 0, "closed": 1, "open": 1, **zero},
        {"vendor": "", "previous": 0, "new": 0, "transferred": 1, "closed": 0, "open": 1, **zero},
    ]
    assert metrics["defects_reopened"].ids == ("D-02",)
    assert metrics["balance"].value is True


def test_a_defect_that_vanished_breaks_the_balance_of_its_vendor(tmp_path):
    now = DEFECTS.replace("    | D-04 | B社    | open        | 2024-04-23    |             |", "").rstrip()
    state = situation(AS_OF, register("defect", now), kept=kept_defects(tmp_path))
    metrics = measure(state)
    wrong = [(row["check"], row["left"], row["right"]) for row in metrics["balance"].rows if not row["ok"]]
    assert wrong == [("B4", 3, 2), ("B5", 2, 1)]
    assert stamp_reason(metrics, state) == "B4 不具合の前回残+新規+再開-完了と残が一致しません（3と2）"


def test_a_due_date_renewed_since_yesterday_is_yellow_not_red(tmp_path):
    state = g1(THURSDAY)
    keep(tmp_path, state, measure(state))
    kept = load(tmp_path, before=AS_OF)
    assert measure(g1(kept=kept))["rag_issues"].value == "red"
    rows = issue_rows()
    for row in rows[:3]:
        row[5] = date(2024, 5, 2)  # renewed, and past again
    assert measure(g1(kept=kept, issues=rows))["rag_issues"].value == "yellow"


def test_a_rejected_duplicate_was_never_found():
    rows = defect_rows()
    rows[8][4] = "rejected"
    rows[8][5] = date(2024, 5, 7)
    plain = measure(g1(defects=rows))
    assert (plain["defects_found"].value, plain["defects_closed"].value, plain["defects_open"].value) == (34, 14, 20)
    text = """
    | id   | status   | detected_date | cause                |
    | D-01 | rejected | 2024-05-07    | D-02と重複のため却下 |
    | D-02 | open     | 2024-05-07    |                      |
    | D-03 | rejected | 2024-05-07    | 仕様どおり           |"""
    metrics = measure(situation(AS_OF, register("defect", text)))
    assert (metrics["defects_found"].value, metrics["defects_closed"].value, metrics["defects_open"].value) == (2, 1, 1)
    assert metrics["balance"].value is True


@pytest.mark.parametrize(("column", "said"), [("executed_date", "前日比+1件 (+50.0pt)"), ("remarks", "")])
def test_without_a_column_of_dates_nobody_knows_what_was_done_before(column, said):
    tests = f"| id | result | {column} |\n| T-1 | pass | 2024-05-07 |\n| T-2 | not_run | |"
    assert measure(situation("2024-05-07", register("test", tests)))["execution_rate"].delta_text == said
