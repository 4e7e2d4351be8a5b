"""The sample project as it stood on a day: every register, without any mistake."""

from datetime import date

from tests.make.sample import decisions, issues, ledgers, minutes, todos
from tests.make.sample.days import md, shift
from tests.make.sample.functions import FUNCTIONS
from tests.make.sample.rows import Row, Said
from tests.make.sample.testing import Bug, Case, played

Rows = dict[str, list[Row]]


def story(day: date) -> Rows:
    """The registers as they were known at the end of a day: kind → rows in the order of their sheets."""
    cases, bugs = played()
    return {
        "issue": issues.known(day),
        "test": [_test_row(case, day) for case in cases],
        "defect": [_defect_row(bug, day) for bug in bugs if bug.detected <= day],
        "todo": todos.known(day),
        "requirement": [_requirement_row(number) for number in range(len(FUNCTIONS))],
        "decision": decisions.known(day),
        "option": decisions.options(day),
        "manual_work": ledgers.by_hand(day),
        "change": ledgers.budget(day),
        "meeting": minutes.lines(day),
    }


def _test_row(case: Case, day: date) -> Row:
    function, pattern = case.function, case.pattern
    runs = [run for run in case.runs if run.day <= day]
    first, last = (runs[0], runs[-1]) if runs else (None, None)
    values = {
        "test_case_id": case.id,
        "requirement_id": function.requirement_id,
        "scenario": function.name,
        "screen": function.screen,
        "category": pattern.category,
        "title": pattern.title.format(n=function.noun, s=function.screen),
        "steps": pattern.steps.format(n=function.noun, s=function.screen),
        "expected": pattern.expected,
        "depends_on": case.first.id if case.first else None,
        "vendor": function.vendor,
        "planned_date": case.planned(day),
        "tester": case.tester,
        "executed_date": first.day if first else None,
        "result": first.verdict if first else None,
        "defect_id": first.defect.id if first and first.defect else None,
        "executed_date_2": last.day if len(runs) > 1 and last else None,
        "result_2": last.verdict if len(runs) > 1 and last else None,
        "defect_id_2": last.defect.id if len(runs) > 1 and last and last.defect else None,
        "evidence": f"証跡/{case.function.area}/{case.id}.xlsx" if case.passed(day) else None,
        "approved_by": _head(function.area) if case.passed(day) else None,
        "remarks": None,
    }
    values |= _not_run(case, day, ran=bool(runs))
    return Row("test", case.id, function.area, values)


def _head(area: str) -> str:
    """Who answers for an area on the business side."""
    return "紅葉次郎" if area in ("販売", "購買") else "雪村冬子"


def _not_run(case: Case, day: date, *, ran: bool) -> dict[str, object]:
    """Why a test has no verdict, where that is written down."""
    if case.out and case.out[0] <= day:
        return {"result": case.out[1], "remarks": case.out[2], "approved_by": _head(case.function.area)}
    if ran:
        return {}
    if case.blocked_by and case.blocked_from and case.blocked_from <= day and not case.blocked_by.over(day):
        return {"result": "blocked", "defect_id": case.blocked_by.id, "remarks": f"{case.blocked_by.id}の修正待ち"}
    if case.hold and case.hold[0] <= day < case.hold[1]:
        return {"result": "hold", "remarks": case.hold[2]}
    planned = case.planned(day)
    if planned and planned <= day and case.reason and case.reason[0] <= day:
        return {"remarks": case.reason[1]}
    if planned and planned < day:
        return {"remarks": "再開後に実施予定"}
    return {}


def _defect_row(bug: Bug, day: date) -> Row:
    plans = [plan for known, plan in bug.plans if known <= day]
    retests = [(when, verdict) for when, verdict in bug.retests if when <= day]
    fixed = bug.fixed[-1:] if bug.fixed[-1:] <= [day] else []  # a delivery that came back was none
    returned = bool(retests) and retests[-1][1] == "fail" and not fixed
    status: object = "open"
    if bug.rejected and bug.rejected[0] <= day:
        status = Said(bug.rejected[1], "rejected")
    elif bug.closed and bug.closed <= day:
        status = "closed"
    elif fixed:
        status = "resolved"
    elif day > bug.detected:
        status = Said("修正中" if plans else "調査中", "in_progress")
    over = bug.over(day)
    started = day > bug.detected
    values = {
        "id": bug.id,
        "test_id": bug.case.id if bug.case else None,
        "system": bug.area,
        "title": bug.title,
        "description": bug.description,
        "severity": bug.severity,
        "detected_date": bug.detected,
        "detected_by": bug.detected_by,
        "vendor": bug.vendor,
        "owner": bug.owner,
        "cause": bug.cause if (fixed or over) else None,
        "action": bug.action if started or over else None,
        "fix_plan_date": plans[-1] if plans else None,
        "fixed_date": fixed[-1] if fixed else None,
        "retest_plan_date": shift(fixed[-1], 1) if fixed else None,
        "retest_result": retests[-1][1] if retests and not returned else None,
        "status": status,
        "closed_date": bug.closed if over and bug.closed else (bug.rejected[0] if over and bug.rejected else None),
        "approved_by": bug.rejected[2] if over and bug.rejected else None,
        "remarks": "再テストNGのため再修正" if returned else None,
    }
    return Row("defect", bug.id, "不具合一覧", values)


def _requirement_row(number: int) -> Row:
    function = FUNCTIONS[number]
    return Row(
        "requirement",
        function.requirement_id,
        "要件一覧",
        {
            "id": function.requirement_id,
            "category": function.area,
            "title": function.name,
            "description": function.need,
            "severity": function.severity,
            "vendor": function.vendor,
            "owner": _head(function.area),
            "updated_date": shift(md(10, 1), number % 15),
            "remarks": None,
        },
    )
