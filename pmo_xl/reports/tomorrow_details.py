"""明細 and 本日 of 明日の準備: every list whole, each row with its cell."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.record import Record
from pmo_xl.reports.agenda import CALLED, Entry
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, level, named, stated
from pmo_xl.reports.meetings import Meeting
from pmo_xl.reports.readiness import Planned, why
from pmo_xl.reports.requests import UNADDRESSED, Request, due_of
from pmo_xl.reports.tomorrow_lists import ids_of, nothing, owner_of
from pmo_xl.reports.undone import Undone
from pmo_xl.rules import phrases
from pmo_xl.situation import Situation

if TYPE_CHECKING:
    from pmo_xl.reports.tomorrow import TomorrowReport

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {  # the second speaks where there is nothing
    "all_undone": (
        *("no", "what", "id", "kind", "severity", "who", "due_date", "late", "tomorrow", "tests", "others", "place"),
    ),
    "all_meetings": ("day", "name", "clock", "where", "attendees", "away", "documents", "place"),
    "all_tests": (
        *("clock", "title", "id", "tester", "data", "environment", "looks_on", "can_start", "why", "owner"),
        *("until_date", "precondition", "place"),
    ),
    "all_due": ("sort", "what", "id", "kind", "severity", "status", "who", "due_date", "place"),
    "all_unanswered": (
        *("late", "what", "id", "kind", "requester", "who", "due_date", "status", "waits_for", "place"),
    ),
    "today": ("sort", "title", "clock", "who", "id", "severity", "due_date", "place"),
}


def details(report: "TomorrowReport", links: Links) -> dict[str, list[dict[str, Any]]]:
    """The sheets 明細 and 本日: every list whole."""
    situation = report.situation
    found = {
        "all_undone": [_undone(n, item, situation, links) for n, item in enumerate(report.undone, 1)],
        "all_meetings": [_meeting(one, links) for one in report.meetings],
        "all_tests": [_test(one, links) for one in report.planned],
        "all_due": [_due(*one, situation, links) for one in report.due],
        "all_unanswered": [_unanswered(one, links) for one in report.unanswered],
        "today": [_entry(one, links) for one in report.today],
    }
    return {name: rows or [nothing(_COLUMNS[name], "なし")] for name, rows in found.items()}


def _undone(number: int, item: Undone, situation: Situation, links: Links) -> dict[str, Any]:
    record = item.record
    return {
        "no": number,
        "id": record.id or DASH,
        "kind": record.noun,
        "what": named(record),
        "who": owner_of(record, situation),
        "due_date": item.due,
        "late": item.late,
        "severity": level(record),
        "tomorrow": ids_of(item.tomorrow, len(item.tomorrow)) or DASH,
        "tests": ids_of(item.waiting.tests, 50) or DASH,
        "others": "、".join(map(phrases.named, item.waiting.records)) or DASH,
        "place": links.record(record),
    }


def _meeting(one: Meeting, links: Links) -> dict[str, Any]:
    return {
        "day": one.day,
        "clock": one.clock or "時刻未定",
        "name": f"{one.name}{'(次回)' if one.is_next else ''}",
        "where": one.place or DASH,
        "attendees": "、".join(one.attendees) or OPEN_QUESTION,
        "away": "、".join(one.away) or DASH,
        "documents": one.documents or DASH,
        "place": links.cell(one.source),
    }


def _test(one: Planned, links: Links) -> dict[str, Any]:
    test = one.test
    days = [hindrance.until for hindrance in one.hindrances if hindrance.until is not None]
    return {
        "clock": one.clock or DASH,
        "id": test.id or DASH,
        "title": named(test),
        "tester": test.tester or OPEN_QUESTION,
        "data": one.data or DASH,
        "environment": one.environment or DASH,
        "looks_on": one.looks_on or DASH,
        "can_start": "○" if one.can_start and not one.doubts else "要確認" if one.can_start else "×",
        "why": why(one) or DASH,
        "owner": "、".join(dict.fromkeys(h.owner for h in one.hindrances if h.owner)) or DASH,
        "until_date": max(days, default=None),
        "precondition": test.precondition or DASH,
        "place": links.record(test),
    }


def _due(record: Record, due: date, sort: str, situation: Situation, links: Links) -> dict[str, Any]:
    return {
        "sort": sort,
        "id": record.id or DASH,
        "kind": record.noun,
        "what": named(record),
        "severity": level(record),
        "status": stated(record),
        "who": owner_of(record, situation),
        "due_date": due,
        "place": links.record(record),
    }


def _unanswered(one: Request, links: Links) -> dict[str, Any]:
    record = one.record
    return {
        "late": one.overdue,
        "id": record.id or DASH,
        "kind": record.noun,
        "what": named(record),
        "requester": one.requester or DASH,
        "who": "、".join(filter(None, (one.addressee.name, one.who))) or UNADDRESSED,
        "due_date": due_of(record),
        "status": stated(record),
        "waits_for": one.waiting.named() or DASH,
        "place": links.record(record),
    }


def _entry(one: Entry, links: Links) -> dict[str, Any]:
    return {
        "sort": CALLED[one.sort],
        "clock": one.clock or DASH,
        "who": one.who or UNASSIGNED,
        "id": one.id or DASH,
        "title": one.title,
        "severity": level(one.record) if one.record is not None else DASH,
        "due_date": one.due,
        "place": links.cell(one.place),
    }
