"""段取り and 明細 of 朝会: every list whole, each row with its cell."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, day_of, level, named
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.morning_lists import UNTIMED, beside, can_start, prepared, system_of
from pmo_xl.reports.prepared import DayColumns
from pmo_xl.reports.readiness import Planned, why
from pmo_xl.reports.roles import Misplaced
from pmo_xl.reports.tomorrow_lists import ids_of, nothing
from pmo_xl.reports.unrun import UNSAID
from pmo_xl.rules.figures import figures_touched
from pmo_xl.situation import Situation

if TYPE_CHECKING:
    from pmo_xl.reports.morning import Freed, Left, MorningReport, Stopped, Top, Undecided

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {  # the second speaks where there is nothing
    "all_tests": (
        *("clock", "title", "tester", "system", "id", "data", "environment", "looks_on", "can_start", "why"),
        *("precondition", "place"),
    ),
    "all_roles": ("id", "said", "title", "who", "org", "place"),
    "all_stopped": ("id", "title", "whose_day", "why", "owner", "until_date", "waiting", "tests", "place"),
    "all_left": ("stood_date", "title", "id", "reason", "new_date", "tester", "place"),
    "all_free": ("id", "title", "freed", "tester", "day_date", "place"),
    "all_decisions": ("id", "what", "sort", "severity", "who", "due_date", "waiting", "otherwise", "place"),
    "all_tops": ("who", "message", "code", "id", "figures", "more", "place"),
}


def details(report: "MorningReport", links: Links) -> dict[str, list[dict[str, Any]]]:
    """Every list whole."""
    columns = DayColumns()
    roles = {id(one.test) for one in report.misplaced}
    found = {
        "all_tests": [_test(one, id(one.test) in roles, columns, links) for one in report.planned],
        "all_roles": [_role(one, links) for one in report.misplaced],
        "all_stopped": [_stopped(one, links) for one in report.stopped],
        "all_left": [_left(one, links) for one in report.left],
        "all_free": [_free(one, links) for one in report.free],
        "all_decisions": [
            *(_decision(one, links) for one in report.decisions),
            *(_undecided(one, report.situation, links) for one in report.undecided),
        ],
        "all_tops": [_top(one, links) for one in report.tops],
    }
    return {name: rows or [nothing(_COLUMNS[name], "なし")] for name, rows in found.items()}


def _test(one: Planned, is_misplaced: bool, columns: DayColumns, links: Links) -> dict[str, Any]:
    test = one.test
    return {
        "clock": one.clock or UNTIMED,
        "tester": test.tester or OPEN_QUESTION,
        "system": system_of(test),
        "id": test.id or DASH,
        "title": named(test),
        "data": prepared(one, columns),
        "environment": one.environment or DASH,
        "looks_on": beside(one),
        "can_start": can_start(one, is_misplaced),
        "why": why(one) or DASH,
        "precondition": test.precondition or DASH,
        "place": links.record(test),
    }


def _role(one: Misplaced, links: Links) -> dict[str, Any]:
    field = "tester" if one.sort == "tester" else ""
    return {
        "id": one.test.id or DASH,
        "said": one.said,
        "title": named(one.test),
        "who": one.who or DASH,
        "org": one.org or DASH,
        "place": links.record(one.test, field),
    }


def _stopped(one: "Stopped", links: Links) -> dict[str, Any]:
    test = one.planned.test
    return {
        "id": test.id or DASH,
        "title": named(test),
        "whose_day": "本日" if one.is_todays else "持越し",
        "why": why(one.planned),
        "owner": "、".join(one.owners),
        "until_date": one.until,
        "waiting": len(one.waiting),
        "tests": ids_of(one.waiting, 50) or DASH,
        "place": links.record(test),
    }


def _left(one: "Left", links: Links) -> dict[str, Any]:
    test = one.planned.test
    return {
        "stood_date": one.stood,
        "title": named(test),
        "id": test.id or DASH,
        "reason": one.reason or UNSAID,
        "new_date": one.new_day,
        "tester": test.tester or OPEN_QUESTION,
        "place": links.record(test, "planned_date"),
    }


def _free(one: "Freed", links: Links) -> dict[str, Any]:
    return {
        "id": one.test.id or DASH,
        "title": named(one.test),
        "freed": "、".join(one.defects),
        "tester": one.test.tester or OPEN_QUESTION,
        "day_date": one.day,
        "place": links.record(one.test, "planned_date"),
    }


def _decision(one: Decision, links: Links) -> dict[str, Any]:
    return {
        "id": one.id or DASH,
        "what": one.what,
        "sort": "判断待ち",
        "severity": DASH,
        "who": one.who or OPEN_QUESTION,
        "due_date": day_of(one.until) if one.until else None,
        "waiting": one.waiting,
        "otherwise": one.otherwise or OPEN_QUESTION,
        "place": links.cell(one.place) if one.place else None,
    }


def _undecided(one: "Undecided", situation: Situation, links: Links) -> dict[str, Any]:
    defect, waiting = one.defect, len(one.waiting)
    return {
        "id": defect.id or DASH,
        "what": named(defect),
        "sort": "不具合の方針",
        "severity": level(defect),
        "who": situation.supplier(defect) or UNASSIGNED,
        "due_date": None,
        "waiting": waiting,
        "otherwise": f"テスト{waiting:,}件が待ちます" if waiting else DASH,
        "place": links.record(defect, "action"),
    }


def _top(one: "Top", links: Links) -> dict[str, Any]:
    finding = one.finding
    return {
        "who": one.addressee,
        "message": finding.message,
        "code": finding.code,
        "id": finding.id or DASH,
        "figures": "、".join(figures_touched(finding)),
        "more": one.more,
        "place": links.cell(finding.place),
    }
