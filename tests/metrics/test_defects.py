"""Defects: curves, ages, turnaround, what a blank cell means."""

from datetime import date

from pmo_xl.metrics.catalogue import measure
from tests.metrics.g1 import config
from tests.support.build import register, situation

AS_OF = date(2024, 5, 7)


def figures(defects, *others, as_of=AS_OF, settings=None):
    return measure(situation(as_of, register("defect", defects), *others, config=settings or config()))


def test_a_blank_status_is_open_and_a_blank_vendor_is_nobodys():
    metrics = figures("""
        | id   | vendor | status | detected_date | severity |
        | D-01 |        |        | 2024-05-07    | high     |""")
    assert metrics["defects_open"].value == 1
    assert metrics["severity_by_status"].rows[1]["open"] == 1
    assert metrics["by_vendor"].rows[0]["vendor"] == metrics["aging"].rows[0]["vendor"] == ""


def test_where_the_sheet_has_priority_and_a_department_only_those_count():
    metrics = figures("""
        | id   | owner_org | status | detected_date | priority |
        | D-01 | 開発一課  | open   | 2024-05-07    | critical |""")
    assert metrics["severity_by_status"].rows[0] == {
        "severity": "critical", "open": 1, "in_progress": 0, "answered": 0, "waiting": 0, "resolved": 0, "total": 1,
    }  # fmt: skip
    assert metrics["by_vendor"].rows[0]["vendor"] == "開発一課"
    assert metrics["rag_quality"].value == "yellow"  # critical, but of today


def test_ages_fall_into_their_bands_and_an_unknown_one_into_its_own():
    # from 5/7 back: 5/2 = 1, 5/1 = 2, 4/30 = 3, 4/26 = 4, 4/25 = 5, 4/24 = 6, 4/18 = 10, 4/17 = 11
    lines = "\n".join(
        f"| D-{n:02} | A社 | open | {found} |"
        for n, found in enumerate(
            ["2024-05-01", "2024-04-30", "2024-04-25", "2024-04-24", "2024-04-18", "2024-04-17", ""], 1
        )
    )
    metrics = figures(f"| id | vendor | status | detected_date |\n{lines}")
    assert metrics["aging"].rows == ({"vendor": "A社", "d0_2": 1, "d3_5": 2, "d6_10": 2, "d11": 1, "unknown": 1},)
    assert metrics["balance"].value is True


def test_closed_without_a_date_is_closed_and_stands_on_the_as_of_day_of_the_curve():
    metrics = figures("""
        | id   | status   | detected_date | closed_date |
        | D-01 | closed   | 2024-04-22    |             |
        | D-02 | rejected | 2024-04-23    |             |
        | D-03 | open     | 2024-04-23    |             |""")
    points = metrics["defect_curve"].points
    assert [point["closed"] for point in points] == [0] * 8 + [2]
    assert [point["open"] for point in points] == [1, *[3] * 7, 1]
    assert metrics["defects_closed_today"].value == 0  # nobody wrote that it was today
    assert metrics["balance"].value is True


def test_defects_of_tests_that_are_all_out_of_scope_leave_the_curve_with_a_note():
    tests = register(
        "test",
        """
        | id    | result         | executed_date | defect_id |
        | T-001 | not_applicable |               | D-01      |
        | T-002 | not_applicable |               |           |
        | T-003 | fail           | 2024-05-07    | D-03      |""",
    )
    metrics = figures('''
        | id   | status | detected_date | test_id      |
        | D-01 | open   | 2024-05-07    |              |
        | D-02 | open   | 2024-05-07    | T-002、T-003 |
        | D-03 | open   | 2024-05-07    |              |
        | D-04 | open   | 2024-05-07    |              |''', tests)  # fmt: skip
    assert metrics["defect_curve"].points[-1]["found"] == 3
    assert metrics["defect_curve"].extra["note"] == "対象外のテストだけに紐づく不具合1件を除いています"
    assert metrics["defects_found"].value == 4


def test_turnaround_by_nearest_rank():
    # days to fix: 1, 1, 2, 3 → median 1.5; p80 of 4 is the 4th: 3; D-05 waits 3 days, longer than the median
    metrics = figures("""
        | id   | status   | detected_date | fixed_date |
        | D-01 | closed   | 2024-04-22    | 2024-04-23 |
        | D-02 | closed   | 2024-04-22    | 2024-04-23 |
        | D-03 | resolved | 2024-04-22    | 2024-04-24 |
        | D-04 | resolved | 2024-04-22    | 2024-04-25 |
        | D-05 | open     | 2024-04-30    |            |
        | D-06 | open     | 2024-05-07    |            |""")
    assert metrics["fix_turnaround"].value == 1.5
    assert metrics["fix_turnaround"].text == "1.5営業日"
    assert metrics["fix_turnaround"].extra == {"p80": 3, "n": 4, "open_older": 1}


def test_a_fix_that_is_made_or_not_due_is_not_late():
    metrics = figures("""
        | id   | status   | detected_date | fix_plan_date | fixed_date |
        | D-01 | open     | 2024-04-22    | 2024-05-02    |            |
        | D-02 | resolved | 2024-04-22    | 2024-05-02    | 2024-05-07 |
        | D-03 | open     | 2024-04-22    | 2024-05-03    |            |
        | D-04 | closed   | 2024-04-22    | 2024-05-01    |            |""")
    assert metrics["overdue_fixes"].ids == ("D-01",)


def test_fixed_later_is_not_fixed_yet():
    text = """
        | id   | status   | detected_date | fixed_date | retest_result |
        | D-01 | resolved | 2024-04-22    | 2024-05-02 |               |
        | D-02 | resolved | 2024-04-22    | 2024-05-07 |               |
        | D-03 | resolved | 2024-04-22    | 2024-05-02 | pass          |"""
    assert figures(text)["retest_waiting"].ids == ("D-01", "D-02")
    assert figures(text, as_of=date(2024, 5, 2))["retest_waiting"].ids == ("D-01",)


def test_a_register_with_headings_only_says_zero_and_no_rate():
    tests = register("test", "| id | result | planned_date |")
    metrics = figures("| id | status | detected_date |", tests)
    assert metrics["defects_open"].value == 0
    assert metrics["scope"].value == 0
    assert metrics["execution_rate"].text == "−"
    assert metrics["balance"].value is True


def test_why_tests_are_blocked():
    tests = register(
        "test",
        """
        | id    | result  | defect_id | remarks                  |
        | T-001 | blocked | D-01      | データ待ち               |
        | T-002 | blocked |           | 受注データが未準備       |
        | T-003 | blocked |           | 検証環境に接続できない   |
        | T-004 | blocked |           | 仕様の回答待ち           |
        | T-005 | blocked |           |                          |""",
    )
    rows = measure(situation(AS_OF, tests))["blocked_by_cause"].rows
    assert {row["cause"]: row["count"] for row in rows} == {
        "defect": 1, "data": 1, "environment": 1, "spec": 1, "unknown": 1,
    }  # fmt: skip
