"""Issues and to-dos against the day, and how far their sheets can be trusted."""

from datetime import date

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.finding import Finding
from pmo_xl.model.kept import Kept
from pmo_xl.workdays import Calendar
from tests.support.build import register, situation

ISSUES = """
    | id    | status | due_date   | raised_date | closed_date | updated_date |
    | K-001 | open   | 2024-05-02 | 2024-04-22  |             | 2024-04-30   |
    | K-002 | open   | 2024-05-03 | 2024-04-22  |             | 2024-05-02   |
    | K-003 |        | 2024-05-07 | 2024-05-07  |             |              |
    | K-004 | closed | 2024-05-01 | 2024-04-22  | 2024-05-07  | 2024-04-22   |
    | K-005 | closed | 2024-05-01 | 2024-04-22  | 2024-05-08  | 2024-04-22   |
    | K-006 | open   |            | 2024-05-08  |             |              |
    | K-007 | open   |            |             |             | 2024-05-07   |"""


def figures(text=ISSUES, as_of="2024-05-07", kind="issue", **more):
    return measure(situation(as_of, register(kind, text), **more))


def test_issues_of_the_day():
    metrics = figures()
    # K-005 closes tomorrow: open today. K-006 is raised tomorrow: not there yet
    assert metrics["issues_open"].ids == ("K-001", "K-002", "K-003", "K-005", "K-007")
    assert metrics["overdue"].ids == ("K-001", "K-005")  # 5/3 is a holiday: K-002 is due today
    assert metrics["due_today"].ids == ("K-002", "K-003")
    assert metrics["no_due"].ids == ("K-007",)
    assert metrics["issues_new_today"].ids == ("K-003",)
    assert metrics["issues_closed_today"].ids == ("K-004",)


def test_on_a_holiday_nothing_new_becomes_overdue():
    assert figures(as_of="2024-05-03")["overdue"].ids == figures(as_of="2024-05-02")["overdue"].ids


def test_a_due_date_on_a_holiday_may_mean_the_day_before():
    strict = figures(calendar=Calendar(holiday_due="previous"))
    assert strict["overdue"].ids == ("K-001", "K-002", "K-005")
    assert strict["overdue"].definition == "期限（休日なら前営業日）を1営業日以上過ぎた未完了の課題件数"
    assert strict["due_today"].definition == "期限（休日なら前営業日）が基準日の未完了の課題件数"
    assert figures()["overdue"].definition == "期限（休日なら翌営業日）を1営業日以上過ぎた未完了の課題件数"


def test_todos():
    metrics = figures(ISSUES.replace("K-", "A-"), kind="todo")
    assert metrics["overdue_todos"].ids == ("A-001", "A-005")
    assert metrics["overdue"].reason == "課題の表がありません"


def test_stale_rows_have_not_moved_for_three_working_days():
    # 4/30 → 5/1, 5/2, 5/7: 3 days; 4/22 (K-005, open until tomorrow) longer; 5/2 → 1 day; blank: not known
    assert figures()["stale_rows"].ids == ("K-001", "K-005")
    assert figures("| id | status |\n| K-1 | open |")["stale_rows"].reason == "更新日の記録がありません"


def test_a_row_that_differs_from_its_kept_state_has_moved_whatever_its_date_says():
    def row(name, status, **more):
        return {"id": name, "status": status, **more}

    # as on 4/30 → 5/1, 5/2, 5/7: K-1 and K-4 stand still for 3 days, K-4 without a 更新日; K-2 was taken up since
    old = (
        row("K-1", "open", updated_date="2024-04-22"),
        row("K-2", "open", updated_date="2024-04-22"),
        row("K-4", "open"),
    )
    kept = Kept(date(2024, 4, 30), {"issues": old})
    now = """
    | id  | status      | updated_date |
    | K-1 | open        | 2024-04-22   |
    | K-2 | in_progress | 2024-04-22   |
    | K-3 | open        | 2024-04-22   |
    | K-4 | open        |              |"""
    assert figures(now, kept=[kept])["stale_rows"].ids == ("K-1", "K-4")  # K-3 came since


def finding(state, number, code, level, field="due_date"):
    record = state.registers["issues"][number]
    return Finding(code, level, record.place(field), "…", field=field, record=record)


def test_data_health_counts_rows_without_an_error():
    state = situation("2024-05-07", register("issue", ISSUES))
    found = [
        finding(state, 0, "G-007", "error"),
        finding(state, 0, "I-001", "error"),
        finding(state, 1, "I-003", "warning"),
        finding(state, 2, "G-016", "error", field="title"),  # no figure is counted from a title
    ]
    health = measure(state, found)["data_health"]
    assert (health.count, health.of) == (4, 6)  # K-006 does not exist yet
    assert health.text == "要修正3件(数値影響あり2件)"
    assert health.extra == {"findings": {"error": 3, "warning": 1, "info": 0}, "affecting": 2}


@pytest.mark.parametrize(("verdict", "affecting"), [("pass", 1), ("withdrawn", 0)])
def test_an_error_on_a_test_out_of_scope_touches_no_figure(verdict, affecting):
    state = situation("2024-05-07", register("test", f"| id | result |\n| T-1 | {verdict} |"))
    record = state.registers["tests"][0]
    health = measure(state, [Finding("T-001", "error", record.place(), "…", field="result", record=record)])[
        "data_health"
    ]
    assert health.extra["affecting"] == affecting


def test_records_without_an_id_count_each():
    metrics = figures("| id | status | due_date |\n|  | open | 2024-05-02 |\n|  | open | 2024-05-02 |")
    assert metrics["overdue"].value == 2
    assert metrics["overdue"].ids == ("2行目", "3行目")


def test_a_typing_mistake_in_the_year_does_no_harm():
    metrics = figures("| id | status | due_date |\n| K-1 | open | 9999-12-31 |\n| K-2 | open | 0001-01-02 |")
    assert metrics["overdue"].ids == ("K-2",)
    tests = """
    | id  | planned_date | result | executed_date |
    | T-1 | 9999-12-31   |        |               |
    | T-2 | 0202-05-07   | pass   | 2024-05-07    |"""
    metrics = figures(tests, kind="test")
    assert metrics["execution_rate"].value == 0.5
    assert len(metrics["burn_up"].points) < 1000


def test_before_anything_was_raised_only_undated_issues_exist():
    assert figures(as_of=date(2024, 4, 21))["issues_open"].ids == ("K-007",)
