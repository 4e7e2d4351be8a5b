"""X rules beyond their examples: levels, fixes, and the nearest innocent cases."""

import pytest

from tests.rules.asking import check, reasons, told
from tests.support.build import register

TESTS = """
    | id    | result  | defect_id | planned_date |
    | T-001 | fail    |           | 2024-05-02   |
    | T-002 | pass    |           | 2024-05-02   |
    | T-003 | pass    | D-009     | 2024-05-02   |
    | T-004 | blocked | D-001     | 2024-05-02   |"""


def defects(*rows, columns="id | status | test_id | action"):
    return register("defect", "\n".join([f"| {columns} |", *(f"| {row} |" for row in rows)]))


def test_a_blank_cell_of_a_test_is_filled_by_itself_and_an_id_there_is_kept():
    found = check(
        register("test", TESTS), defects("D-001 | open | T-002 | ", "D-002 | open | T-003 | "), codes=["X-003"]
    )
    fixes = {
        finding.id: (finding.fix.kind, finding.fix.place.cell, finding.fix.old, finding.fix.new)
        for finding in found.findings
    }
    assert fixes == {"D-001": ("safe", "C3", "", "D-001"), "D-002": ("suggest", "C4", "D-009", "D-009、D-002")}


def test_two_defects_that_want_the_same_blank_cell_are_asked():
    both = defects("D-001 | open | T-002 | ", "D-002 | open | T-002 | ")
    assert {finding.fix.kind for finding in check(register("test", TESTS), both, codes=["X-003"]).findings} == {
        "suggest"
    }


def test_where_x001_proposes_the_same_number_it_alone_speaks():
    found = check(register("test", TESTS), defects("D-001 | open | T-001 | "), codes=["X-001", "X-003"])
    assert [(finding.code, finding.fix.new) for finding in found.findings] == [("X-001", "D-001")]


def test_an_unknown_test_is_an_error_nobody_can_set_right_for_us():
    (finding,) = check(register("test", TESTS), defects("D-001 | open | T-999 | "), codes=["X-003"]).findings
    assert (finding.level, finding.fix) == ("error", None)


def test_a_blocker_that_is_still_open_or_unknown_keeps_its_test_waiting():
    tests = register(
        "test", "| id | result | defect_id | planned_date |\n| T-1 | blocked | D-001、D-777 | 2024-05-02 |"
    )
    assert check(tests, defects("D-001 | closed | | "), codes=["X-006"]).findings == ()
    assert check(register("test", TESTS), defects("D-001 | open | | "), codes=["X-006"]).findings == ()
    (finding,) = check(register("test", TESTS), defects("D-001 | rejected | | "), codes=["X-006"]).findings
    assert (finding.place.cell, finding.fix.new) == ("D5", "2024-05-08")


def test_a_parent_may_stand_in_another_register():
    issues = register("issue", "| id | title | status |\n| K-001 | 親 | closed |")
    todos = register(
        "todo", "| id | title | status | parent_id |\n| A-001 | 子 | open | K-001 |\n| A-002 | 子 | closed | K-001 |"
    )
    (finding,) = check(issues, todos, codes=["X-013"]).findings
    assert (finding.level, finding.id) == ("error", "K-001")
    assert "子A-001が未完了" in finding.message


def test_a_requirement_without_any_test_is_x007s_alone():
    needs = register("requirement", "| id | title | severity |\n| R-1 | 受注 | high |")
    tests = register("test", "| id | result | requirement_id | viewpoint |\n| T-1 | not_applicable | R-1 | 正常系 |")
    assert [finding.code for finding in check(needs, tests, codes=["X-007", "X-008"]).findings] == ["X-007"]


def test_days_still_to_come_are_told_before_days_gone_by():
    plan = register("plan", "| planned_date | planned_count |\n| 2024-05-01 | 3 |\n| 2024-05-08 | 2 |")
    tests = register("test", "| id | result | planned_date |\n| T-1 | not_run | 2024-05-08 |")
    found = check(plan, tests, codes=["X-014"]).findings
    assert sorted(finding.place.cell for finding in found) == ["B2", "B3"]


def test_a_test_copied_and_left_is_one_planned_test():
    plan = register("plan", "| planned_date | planned_count |\n| 2024-05-08 | 1 |")
    rows = "| id | result | planned_date |\n| T-1 | not_run | 2024-05-08 |\n| T-1 | not_run | 2024-05-08 |"
    assert check(plan, register("test", rows), codes=["X-014"]).findings == ()


def test_version_ten_is_newer_than_version_nine():
    rows = "| id | title | status | version | related_id |\n| V-1 | 図 | closed | 1.9 | M-1 |\n| V-2 | 字 | closed | 1.10 | M-1 |"
    assert told(check(register("review", rows), codes=["X-017"])) == [("X-017", "D2")]


@pytest.mark.parametrize(
    ("code", "kind", "columns"),
    [
        ("X-003", "defect", "id | status"),
        ("X-005", "test", "id | result"),
        ("X-013", "issue", "id | status"),
        ("X-017", "review", "id | status"),
        ("X-018", "training", "owner | title"),
    ],
)
def test_without_its_column_a_rule_says_so(code, kind, columns):
    blanks = " | ".join("x" for _ in columns.split("|"))
    beside = [register("defect", "| id | status | action |\n| D-1 | open | |")] if kind == "test" else []
    beside += [register("test", "| id | result | defect_id |\n| T-1 | pass | |")] if kind == "defect" else []
    result = check(register(kind, f"| {columns} |\n| {blanks} |"), *beside, codes=[code])
    assert result.findings == ()
    assert "列がありません" in reasons(result, code)[0]
