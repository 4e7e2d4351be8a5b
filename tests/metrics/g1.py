"""The golden fixture G1 of metrics.md §8: its tables as written there, and the situation they make."""

from datetime import date

from pmo_xl.settings import CapacitySection, Config, ProjectSection
from pmo_xl.workdays import Calendar
from tests.support.build import register_of, situation

AS_OF = date(2024, 5, 7)
START, END, GO_LIVE = date(2024, 4, 22), date(2024, 5, 17), date(2024, 6, 3)

DAYS = ["4/22", "4/23", "4/24", "4/25", "4/26", "4/30", "5/1", "5/2", "5/7"]
LATER = ["5/8", "5/9", "5/10", "5/13", "5/14", "5/15", "5/16", "5/17"]
PLANNED = [10, 12, 14, 14, 14, 16, 16, 16, 16] + [9] * 8
PASS = [8, 11, 4, 15, 16, 11, 12, 5, 14]
FAIL = [1, 1, 2, 2, 1, 2, 1, 2, 2]

# n, vendor, detected, severity, status, closed, fixed, fix_plan
DEFECTS = """
| 5 | A社 | 4/23 | medium   | closed      | 4/30 | 4/26 |      |
| 3 | A社 | 4/25 | high     | closed      | 5/7  | 5/2  |      |
| 2 | A社 | 5/7  | medium   | open        |      |      |      |
| 3 | A社 | 5/1  | high     | in_progress |      |      | 5/10 |
| 2 | A社 | 4/26 | low      | resolved    |      | 5/2  |      |
| 4 | B社 | 4/24 | medium   | closed      | 5/2  | 5/1  |      |
| 1 | B社 | 4/26 | medium   | closed      | 5/7  | 5/2  |      |
| 2 | B社 | 5/7  | high     | open        |      |      |      |
| 2 | B社 | 5/7  | medium   | open        |      |      |      |
| 1 | B社 | 4/26 | critical | in_progress |      |      | 5/9  |
| 5 | B社 | 4/30 | medium   | in_progress |      |      | 5/2  |
| 3 | B社 | 4/22 | low      | in_progress |      |      | 5/20 |
| 1 | B社 | 5/2  |          | open        |      |      |      |
"""

# from, to, due, closed, severity
ISSUES = """
|  1 |  3 | 4/30 |      | high   |
|  4 |  5 | 5/2  |      | medium |
|  6 |  6 | 4/26 |      | medium |
|  7 |  7 | 5/3  |      | medium |
|  8 |  8 | 5/7  |      | medium |
|  9 |  9 |      |      | medium |
| 10 | 12 | 5/10 |      | medium |
| 13 | 13 | 5/1  | 5/7  | medium |
| 14 | 20 | 4/30 | 4/30 | medium |
"""


def day(text):
    if not text:
        return None
    month, number = text.split("/")
    return date(2024, int(month), int(number))


def lines(table):
    return [
        [cell.strip() or None for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()
    ]


TEST_FIELDS = ["id", "planned_date", "executed_date", "result", "requirement_id"]


def rows_of_tests():
    """T-001 … T-220 as lists in the order of TEST_FIELDS."""
    planned = [day(x) for x, count in zip(DAYS + LATER, PLANNED, strict=True) for _ in range(count)]
    rows = []
    for number in range(1, 221):
        requirement = f"R-{(number - 1) // 10 + 1:02}" if number <= 200 else "R-21" if number <= 212 else None
        rows.append([f"T-{number:03}", planned[number - 1] if number <= 200 else None, None, "not_run", requirement])
    for first, last, result in (
        (21, 30, "blocked"),
        (41, 44, "hold"),
        (201, 212, "not_applicable"),
        (213, 220, "withdrawn"),
    ):
        for row in rows[first - 1 : last]:
            row[3] = result
    order = iter([*range(1, 21), *range(31, 41), *range(45, 111), *range(113, 127)])
    for x, passed, failed in zip(DAYS, PASS, FAIL, strict=True):
        for result in ["fail"] * failed + ["pass"] * passed:
            row = rows[next(order) - 1]
            row[2:4] = day(x), result
    return rows


DEFECT_FIELDS = [
    "id", "vendor", "detected_date", "severity", "status", "closed_date", "fixed_date", "fix_plan_date", "retest_result",
]  # fmt: skip


def defect_rows():
    rows = []
    for count, vendor, detected, severity, status, closed, fixed, plan in lines(DEFECTS):
        for _ in range(int(count)):
            name = f"D-{len(rows) + 1:03}"
            rows.append([name, vendor, day(detected), severity, status, day(closed), day(fixed), day(plan), None])
    return rows


ISSUE_FIELDS = ["id", "title", "severity", "status", "raised_date", "due_date", "closed_date"]


def issue_rows():
    rows = []
    for first, last, due, closed, severity in lines(ISSUES):
        for number in range(int(first), int(last) + 1):
            status = "closed" if closed else "open"
            rows.append([f"K-{number:03}", f"課題その{number}", severity, status, START, day(due), day(closed)])
    return rows


def requirement_rows():
    return [[f"R-{number:02}", f"要件その{number}"] for number in range(1, 23)]


def config(*, testers=3.0, **project):
    settings = {"phase_start": START, "phase_end": END, "go_live": GO_LIVE} | project
    return Config(
        project=ProjectSection(**settings), capacity=CapacitySection(testers=testers, tests_per_person_day=5.0)
    )


def g1(as_of=AS_OF, *, tests=None, defects=None, issues=None, settings=None, kept=(), extra=None, without=()):
    """The situation of G1; a variant gives other rows, settings or day."""
    registers = {
        "test": register_of("test", TEST_FIELDS, rows_of_tests() if tests is None else tests, file="テスト.xlsx"),
        "defect": register_of("defect", DEFECT_FIELDS, defect_rows() if defects is None else defects),
        "issue": register_of("issue", ISSUE_FIELDS, issue_rows() if issues is None else issues, file="課題.xlsx"),
        "requirement": register_of("requirement", ["id", "title"], requirement_rows(), file="要件.xlsx"),
    }
    chosen = [register for kind, register in registers.items() if kind not in without]
    calendar = Calendar(extra or {})
    return situation(as_of, *chosen, config=settings or config(), calendar=calendar, kept=kept)
