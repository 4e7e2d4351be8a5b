"""The sentences and lists of 明日の準備 as far as the paper has room; all of them are on 明細 (`tomorrow_details`)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.days import short_day
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, OPEN_QUESTION, day, fitted, left_over, level, named, no_data, stated
from pmo_xl.reports.meetings import Meeting
from pmo_xl.reports.readiness import CALLED as REASONS
from pmo_xl.reports.readiness import Planned, why
from pmo_xl.reports.requests import UNADDRESSED, Request, due_of
from pmo_xl.reports.undone import Undone
from pmo_xl.situation import Situation

if TYPE_CHECKING:
    from pmo_xl.reports.tomorrow import TomorrowReport

ROWS: Final[Mapping[str, int]] = {"undone": 7, "meetings": 4, "tests": 12, "due": 7, "unanswered": 7}
# full-width characters that fit the column on paper; half-width ones count half
_ID, _WHAT, _WHO, _WHY, _TEST, _TESTER, _BESIDE = 5, 18, 6, 16, 12.5, 5.5, 5.5
_MEETING, _PLACE, _PEOPLE, _OWNER = 12.5, 12, 22, 9
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {  # the second speaks where there is nothing
    "undone": ("no", "what", "id", "who", "due", "effect"),
    "meetings": ("clock", "name", "place", "people"),
    "tests": ("clock", "title", "id", "tester", "data", "environment", "looks_on", "why"),
    "due": ("sort", "what", "id", "severity", "who", "status"),
    "unanswered": ("late", "what", "id", "due", "who", "waits_for"),
}  # fmt: skip


def headline(report: "TomorrowReport") -> dict[str, str]:
    """The conclusion and what it comes from, a sentence each."""
    outcome, cause = _outcome(report), _cause(report)
    return {"outcome": outcome, "cause": cause, "text": f"{outcome}{cause}"}


def _outcome(report: "TomorrowReport") -> str:
    on, count = day(report.day), len(report.planned)
    if report.situation.one("test") is None:
        return f"{on}のテストは、テストの表がないため確認できません。"
    if not count:
        later = report.next_planned
        return f"{on}のテストの計画はありません{f'(次の計画は{day(later)})' if later else ''}。"
    if report.stopped:
        return f"{on}のテスト{count:,}件のうち{len(report.stopped):,}件が開始できません。"
    return f"{on}のテスト{count:,}件を止めるものは、台帳にありません。"


def _cause(report: "TomorrowReport") -> str:
    left, stopping = len(report.undone), len(report.stopping)
    if stopping:
        tests = {id(test) for item in report.stopping for test in item.tomorrow}
        return f"本日までの未了{left:,}件のうち{stopping:,}件が、明日のテスト{len(tests):,}件を待たせています。"
    if report.stopped:
        counts = Counter(sort for one in report.stopped for sort in {hindrance.sort for hindrance in one.hindrances})
        return f"理由は{'、'.join(f'{REASONS[sort]}{count:,}件' for sort, count in counts.most_common())}です。"
    if report.doubtful:
        return f"開始できるかの確認が必要なテストが{len(report.doubtful):,}件あります。"
    if left:
        return f"本日までの未了{left:,}件に、明日のテストを待たせるものはありません。"
    return "本日までの未了はありません。"


def heads(report: "TomorrowReport") -> dict[str, str]:
    """What stands above each list: how many there are."""
    parts = [f"{len(report.planned):,}件"]
    parts += [f"開始できない{len(report.stopped):,}件"] if report.stopped else []
    parts += [f"要確認{len(report.doubtful):,}件"] if report.doubtful else []
    late = sum(request.overdue > 0 for request in report.unanswered)
    return {
        "undone_head": f"{len(report.undone):,}件",
        "meetings_head": f"{len(report.meetings):,}件",
        "tests_head": " ".join(parts),
        "due_head": f"{len(report.due):,}件",
        "unanswered_head": f"{len(report.unanswered):,}件" + (f" 期限超過{late:,}件" if late else ""),
    }


def page(report: "TomorrowReport") -> dict[str, Any]:
    """The lists of the page, and for each how many did not fit."""
    situation = report.situation
    rows: dict[str, tuple[Sequence[object], list[dict[str, Any]], str]] = {
        "undone": (
            report.undone,
            [_undone(number, item) for number, item in enumerate(report.undone, 1)],
            "本日までの未了はありません",
        ),
        "meetings": (
            report.meetings,
            [_meeting(one, report.day) for one in report.meetings],
            _lacking(situation, "meeting", "会議の予定は台帳にありません"),
        ),
        "tests": (
            report.planned,
            [_test(one) for one in report.planned],
            _lacking(situation, "test", "テストの計画はありません"),
        ),
        "due": (report.due, [_due(*one, situation) for one in report.due], "期限の来るものはありません"),
        "unanswered": (
            report.unanswered,
            [_unanswered(one) for one in report.unanswered],
            "回答待ちの依頼はありません",
        ),
    }
    values: dict[str, Any] = {}
    for name, (items, shown, said) in rows.items():
        values[name] = shown[: ROWS[name]] or [nothing(_COLUMNS[name], said)]
        values[f"{name}_note"] = left_over(len(items) - ROWS[name])
    return values


def nothing(columns: Sequence[str], said: str) -> dict[str, Any]:
    """The one row of an empty list: its second column says so."""
    return dict.fromkeys(columns) | {columns[1]: said}


def _lacking(situation: Situation, kind: str, nothing: str) -> str:
    reasons = {"meeting": "会議の表・議事メモがありません", "test": "テストの表がありません"}
    return nothing if situation.of_kind(kind) else no_data(reasons[kind])


def owner_of(record: Record, situation: Situation) -> str:
    """Whose a record is: its tester, its owner, of a defect without one its vendor; 担当未定 for nobody's."""
    who = record.tester if record.table.kind == "test" else record.owner
    return who or situation.supplier(record) or UNASSIGNED


def _undone(number: int, item: Undone) -> dict[str, Any]:
    record = item.record
    who = record.tester if record.table.kind == "test" else record.owner or record.supplier
    return {
        "no": str(number),
        "what": fitted(f"{record.noun} {named(record)}", _WHAT),
        "id": fitted(record.id or DASH, _ID),
        "who": fitted(who or UNASSIGNED, _WHO),
        "due": f"{item.late:,}日超過" if item.late else short_day(item.due),
        "effect": fitted(effect(item), _WHY),
    }


def effect(item: Undone) -> str:
    """What carrying it over to tomorrow means: 明日のテスト2件(T-001、T-002), ほかのテスト3件, 待つものなし."""
    if item.tomorrow:
        return f"明日のテスト{len(item.tomorrow):,}件({ids_of(item.tomorrow)})"
    if item.waiting:
        return item.waiting.counted() + "が待つ"
    return "待つものなし"


def _meeting(one: Meeting, on: date) -> dict[str, Any]:
    when = "" if one.day == on else f"{short_day(one.day)} "
    people = f"{len(one.attendees)}名" if one.attendees else OPEN_QUESTION
    if one.is_next and one.attendees:
        people = f"前回{people}"
    away = f" 不在:{'、'.join(one.away)}" if one.away else ""
    return {
        "clock": f"{when}{one.clock or '時刻未定'}",
        "name": fitted(one.name, _MEETING),
        "place": fitted(one.place or DASH, _PLACE),
        "people": fitted(people + away, _PEOPLE),
    }


def _test(one: Planned) -> dict[str, Any]:
    test = one.test
    return {
        "clock": fitted(one.clock or DASH, 3.5),
        "title": fitted(named(test), _TEST),
        "id": fitted(test.id or DASH, _ID),
        "tester": fitted(test.tester or OPEN_QUESTION, _TESTER),
        "data": one.data or DASH,
        "environment": one.environment or DASH,
        "looks_on": fitted(one.looks_on or DASH, _BESIDE),
        "why": fitted(("× " if one.hindrances else "") + why(one), _WHY) if why(one) else "○",
    }


def _due(record: Record, due: date, sort: str, situation: Situation) -> dict[str, Any]:
    return {
        "sort": sort.removesuffix("予定"),
        "what": fitted(f"{record.noun} {named(record)}", _WHAT),
        "id": fitted(record.id or DASH, _ID),
        "severity": level(record),
        "who": fitted(owner_of(record, situation), _OWNER),
        "status": fitted(stated(record), _WHY),
    }


def _unanswered(one: Request) -> dict[str, Any]:
    due = due_of(one.record)
    return {
        "late": f"{one.overdue}日" if one.overdue else DASH,
        "what": fitted(f"{one.record.noun} {named(one.record)}", _WHAT),
        "id": fitted(one.record.id or DASH, _ID),
        "due": short_day(due) if due else DASH,
        "who": fitted(one.addressee.name or UNADDRESSED, _BESIDE),
        "waits_for": fitted(one.waiting.named() or DASH, _WHY),
    }


def ids_of(tests: Sequence[Record], most: int = 2) -> str:
    """T-001、T-002 他3件."""
    shown = "、".join(test.id or f"{test.row}行目" for test in tests[:most])
    return shown + (f" 他{len(tests) - most}件" if len(tests) > most else "")
