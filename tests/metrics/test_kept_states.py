"""What only kept states can tell: first verdicts, deadlines that slipped, days in a status, plans that changed."""

from datetime import date

import pytest

from pmo_xl.history import keep, load
from pmo_xl.history.rows import row_of
from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.kept import Kept
from pmo_xl.model.register import Register
from tests.support.build import register, situation

AS_OF = date(2024, 5, 7)  # 5/3 to 5/6 are days off


@pytest.fixture
def kept(tmp_path):
    """Keep registers as they stood on some days, and give back the states."""

    def after(*days):
        for day, *texts in days:
            state = situation(day, *(register(kind, text) for kind, text in texts))
            keep(tmp_path, state, measure(state))
        return load(tmp_path, before=AS_OF)

    return after


# first verdicts (M7)


def with_verdicts(*verdicts):
    rows = "".join(f"\n| T-{n} | {verdict} |" for n, verdict in enumerate(verdicts, 1))
    return "test", f"| id | result |{rows}"


def test_the_first_verdict_is_that_of_the_oldest_state_that_has_one(kept):
    states = kept(
        ("2024-04-26", with_verdicts("fail", "", "blocked", "pass")),
        ("2024-05-02", with_verdicts("pass", "fail", "", "fail")),
    )
    # T-1 NG then OK; T-2 NG; T-3 OK today; T-4 OK at first; T-5, which no state knows, OK; T-6 has not run
    now = register(*with_verdicts("pass", "pass", "pass", "pass", "pass", ""))
    metric = measure(situation(AS_OF, now, kept=states))["first_pass_rate"]
    assert (metric.count, metric.of, metric.ids) == (3, 5, ("T-3", "T-4", "T-5"))


def test_a_test_that_ran_once_and_is_blocked_now_had_its_first_verdict(kept):
    states = kept(("2024-05-02", with_verdicts("fail", "pass")))
    metric = measure(situation(AS_OF, register(*with_verdicts("blocked", "not_applicable")), kept=states))[
        "first_pass_rate"
    ]
    assert (metric.count, metric.of, metric.text) == (0, 1, "0.0%")


def test_rounds_on_the_sheet_speak_before_kept_states(kept):
    states = kept(("2024-05-02", with_verdicts("fail", "fail")))
    rounds = register("test", "| id | result | result_2 |\n| T-1 | pass | |\n| T-2 | fail | pass |")
    metric = measure(situation(AS_OF, rounds, kept=states))["first_pass_rate"]
    assert (metric.count, metric.of) == (1, 2)


def test_without_rounds_and_states_nobody_knows_the_first_verdict():
    metric = measure(situation(AS_OF, register(*with_verdicts("pass", "fail"))))["first_pass_rate"]
    assert (metric.value, metric.reason) == (None, "初回結果の記録がありません")


# deadlines (M26)


def issues(*dues):
    rows = "".join(f"\n| K-{n} | open | 2024-04-22 | {due} |" for n, due in enumerate(dues, 1))
    return "issue", f"| id | status | raised_date | due_date |{rows}"


def test_deadlines_moved_later_are_counted_with_their_working_days(kept):
    states = kept(
        ("2024-04-25", issues("2024-04-26", "2024-05-10", "2024-05-10", "")),
        ("2024-04-30", issues("2024-05-01", "2024-05-08", "2024-05-10", "2024-05-09")),
        ("2024-05-02", issues("2024-05-02", "2024-05-10", "2024-05-10", "2024-05-09")),
    )
    now = issues("2024-05-08", "2024-05-10", "2024-05-10", "2024-05-09")
    metric = measure(situation(AS_OF, register(*now), kept=states))["due_slips"]
    # K-1: 4/26 → 5/1 (4/30, 5/1), → 5/2 (1), → 5/8 (5/7, 5/8); K-2: earlier, then 5/8 → 5/10 (2); K-4 got its first
    assert [(row["id"], row["times"], row["days"]) for row in metric.rows] == [("K-1", 3, 2 + 1 + 2), ("K-2", 1, 2)]
    assert (metric.value, metric.text, metric.ids) == (2, "2件 (延べ4回延期)", ("K-1", "K-2"))


def test_what_was_there_before_the_first_state_is_known_only_since_then(kept):
    known = "| id | status | raised_date | due_date |\n| K-1 | open | {} | {} |"
    rows = []
    for raised in ("2024-04-22", "2024-04-25"):  # before the first state, and on its day
        states = kept(("2024-04-25", ("issue", known.format(raised, "2024-04-30"))))
        now = register("issue", known.format(raised, "2024-05-10"))
        rows += measure(situation(AS_OF, now, kept=states))["due_slips"].rows
    assert [row["text"] for row in rows] == ["1回延期（記録開始以降）", "1回延期"]


def test_a_defects_deadline_is_its_planned_fix(kept):
    text = "| id | status | detected_date | fix_plan_date |\n| D-1 | open | 2024-04-30 | {} |"
    states = kept(("2024-05-02", ("defect", text.format("2024-05-07"))))
    metric = measure(situation(AS_OF, register("defect", text.format("2024-05-09")), kept=states))["due_slips"]
    assert [(row["id"], row["kind"], row["days"]) for row in metric.rows] == [("D-1", "defect", 2)]


def test_without_a_kept_state_nobody_knows_of_slips():
    metric = measure(situation(AS_OF, register(*issues("2024-05-08"))))["due_slips"]
    assert metric.reason == "前回の記録がありません（history keep で残せます）"


# days in the present status (M21)


def defects(**states):
    rows = "".join(f"\n| D-{n} | A社 | {status} | 2024-04-22 |" for n, status in states.items())
    return "defect", f"| id | vendor | status | detected_date |{rows.replace('D-d', 'D-')}"


def test_days_in_the_present_status_beside_days_since_detection(kept):
    states = kept(
        ("2024-04-22", defects(d1="open", d2="open", d3="open")),
        ("2024-04-25", defects(d1="in_progress", d2="open", d3="in_progress")),
        ("2024-05-02", defects(d1="in_progress", d2="open", d3="open", d4="open")),
    )
    now = register(*defects(d1="in_progress", d2="open", d3="in_progress", d4="open"))
    metrics = measure(situation(AS_OF, now, kept=states))
    # since 4/25: 4/26, 4/30, 5/1, 5/2, 5/7 (D-1: 5); since the oldest state or longer (D-2: unknown); since today
    # (D-3: 0); since 5/2, when it was first seen (D-4: 1)
    assert metrics["aging"].extra["rows_in_status"] == (
        {"vendor": "A社", "d0_2": 2, "d3_5": 1, "d6_10": 0, "d11": 0, "unknown": 1},
    )
    # all were detected on 4/22: 4/23, 24, 25, 26, 30, 5/1, 2, 7
    assert metrics["aging"].rows == ({"vendor": "A社", "d0_2": 0, "d3_5": 0, "d6_10": 4, "d11": 0, "unknown": 0},)
    assert ("B6", 4, 4) in [(row["check"], row["left"], row["right"]) for row in metrics["balance"].rows]


@pytest.mark.parametrize("columns", [{}, {"defects": ("id", "title")}])
def test_a_state_that_knows_no_status_gives_no_second_table(columns):
    rows = {"defects": ({"id": "D-1"},)} if columns else {}
    state = Kept(date(2024, 5, 2), registers=rows, columns=columns)
    assert "rows_in_status" not in measure(situation(AS_OF, register(*defects(d1="open")), kept=[state]))["aging"].extra


# plans (M29)


def test_a_state_without_planned_dates_tells_no_change_of_plan(kept):
    states = kept(("2024-05-02", ("test", "| id | result |\n| T-1 | pass |")))
    planned = register("test", "| id | result | planned_date |\n| T-1 | pass | 2024-05-02 |")
    metric = measure(situation(AS_OF, planned, kept=states))["replan_rate"]
    assert (metric.value, metric.reason) == (None, "前回の記録に予定日の列がありません")


def test_running_numbers_have_their_first_verdict_on_their_own_sheet():
    def both(sales, purchase):
        first = register("test", f"| id | result |\n| 1 | {sales} |", sheet="販売")
        second = register("test", f"| id | result |\n| 1 | {purchase} |", sheet="購買")
        return Register("tests", "test", (*first, *second), (*first.tables, *second.tables))

    before = situation("2024-05-02", both("fail", "pass"))
    rows = tuple(map(row_of, before.registers["tests"]))
    assert len(dict(Kept(before.as_of, {"tests": rows}).verdicts_of("tests"))) == 2
    states = [Kept(before.as_of, {"tests": rows})]
    metric = measure(situation(AS_OF, both("pass", "pass"), kept=states))["first_pass_rate"]
    assert [record.table.sheet for record in metric.records] == ["購買"]


def test_verdicts_read_without_rows_are_those_of_the_rows(kept):
    (state,) = kept(("2024-05-02", with_verdicts("pass", "", "blocked", "fail")))
    assert dict(state.verdicts_of("tests")) == {"T-1": "pass", "T-3": "blocked", "T-4": "fail"}
    plain = Kept(state.date, {"tests": state.registers["tests"]})
    assert dict(plain.verdicts_of("tests")) == dict(state.verdicts_of("tests"))
    assert list(state.verdicts_of("issues")) == []
