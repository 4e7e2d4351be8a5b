"""What happened today and what comes on the next working day, five lines each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.days import short_day
from pmo_xl.model.finding import Finding
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.words import CALLED
from pmo_xl.reports.common import metric
from pmo_xl.reports.decisions import Decision
from pmo_xl.sheets.meaning.dates import day_within
from pmo_xl.situation import Situation

_CORRECTION = "H-004"
_CLOCK = re.compile(r"\d{1,2}:\d{2}")


def todays_events(situation: Situation, metrics: Mapping[str, Metric], findings: Iterable[Finding]) -> tuple[str, ...]:
    """Corrections of figures reported earlier, tests run and not run, new and closed defects, issues."""
    corrections = corrected_figures(metrics) or [f.message for f in findings if f.code == _CORRECTION]
    return (*corrections, *_tests(situation, metrics), *_defects(situation, metrics), *_issues(metrics))


def corrected_figures(metrics: Mapping[str, Metric]) -> list[str]:
    """A line for each figure of the last report that no longer holds, and what its delta is compared with."""
    rows = metric(metrics, "corrections").rows or ()
    lines = [
        f"訂正 {short_day(row['date'])}に報告した{row['name']}{row['reported']:,}→{row['now']:,}件{_few(row['ids'])}"
        for row in rows
    ]
    return [*lines, "(前日比は訂正前の報告値と比べています)"] if lines else []


def _few(ids: Sequence[str]) -> str:
    """(T-001、T-002ほか3件); nothing where no record is to blame."""
    if not ids:
        return ""
    return f"({'、'.join(ids[:2])}{f'ほか{len(ids) - 2}件' if len(ids) > 2 else ''})"


def next_events(situation: Situation, decisions: Sequence[Decision]) -> tuple[date, tuple[str, ...]]:
    """The next working day, and what stands in the sheets for it: tests, meetings, decisions, fixes, deadlines."""
    tomorrow = situation.calendar.shift(situation.as_of, 1)
    lines = [*_planned(situation, tomorrow), *_meetings(situation, tomorrow)]
    due = sum(wanted.until is not None and _date(wanted.until) == tomorrow for wanted in decisions)
    lines.extend([f"ご判断の期限 {due}件"] if due else [])
    fixes = fixes_on(situation, tomorrow)
    lines.extend([f"不具合の修正予定 {len(fixes)}件{_by_supplier(situation, fixes)}"] if fixes else [])
    lines.extend(_deadlines(situation, tomorrow))
    return tomorrow, tuple(lines)


def not_run_today(situation: Situation) -> tuple[Record, ...]:
    """Live tests planned for the as-of day that have no verdict of OK or NG."""
    return tuple(
        test
        for test in situation.counted("test")
        if test.planned_date == situation.as_of and test.is_live and not test.is_executed
    )


def _tests(situation: Situation, metrics: Mapping[str, Metric]) -> Iterator[str]:
    done, planned = metric(metrics, "executed_today"), metric(metrics, "today_plan_rate")
    if done.value is None:
        return
    if planned.of:
        yield f"テスト実施{done.value:,}件(本日計画{planned.of:,}件のうち{planned.count or 0:,}件)"
    else:
        yield f"テスト実施{done.value:,}件(本日の計画はありません)"
    left = not_run_today(situation)
    if left:
        yield f"本日計画の未実施{len(left)}件(新しい予定日は未記入)"
    if moved := Counter(test.planned_date for test in moved_from_today(situation) if test.planned_date):
        days = "、".join(f"{short_day(to)}へ{count}件" for to, count in sorted(moved.items())[:3])
        yield f"本日計画からの延期{sum(moved.values())}件({days})"
    carried = metric(metrics, "carry_over")
    if carried.value:
        yield f"計画日を過ぎた未消化の累計{carried.value:,}件"


def moved_from_today(situation: Situation) -> tuple[Record, ...]:
    """The tests that stood for today when the state was last kept and stand for a later day now."""
    before = situation.previous
    if before is None:
        return ()
    today = situation.as_of.isoformat()
    stood = {row.get("id") for rows in before.registers.values() for row in rows if row.get("planned_date") == today}
    return tuple(
        test
        for test in situation.counted("test")
        if test.id in stood and test.planned_date and test.planned_date > situation.as_of and not test.is_executed
    )


def _defects(situation: Situation, metrics: Mapping[str, Metric]) -> Iterator[str]:
    new, closed = metric(metrics, "defects_new_today"), metric(metrics, "defects_closed_today")
    if new.value is None:
        return
    ranks = Counter(record.rank for record in new.records)
    grave = "・".join(f"{CALLED[rank]}{ranks[rank]}件" for rank in ("critical", "high") if ranks[rank])
    yield f"不具合 新規{new.value:,}件{f'(うち{grave})' if grave else ''}、完了{closed.value or 0:,}件"


def _issues(metrics: Mapping[str, Metric]) -> Iterator[str]:
    new, closed = metric(metrics, "issues_new_today").value, metric(metrics, "issues_closed_today").value
    if new or closed:
        yield f"課題 新規{new or 0:,}件、完了{closed or 0:,}件"


def planned_on(situation: Situation, tomorrow: date) -> tuple[Sequence[Record], Sequence[Record]]:
    """The live tests not executed yet that are planned for the day, and those planned before it."""
    due = [test for test in situation.counted("test") if test.planned_date and test.planned_date <= tomorrow]
    left = [test for test in due if test.is_live and not test.is_executed]
    return [t for t in left if t.planned_date == tomorrow], [t for t in left if t.planned_date != tomorrow]


def _planned(situation: Situation, tomorrow: date) -> Iterator[str]:
    planned, carried = planned_on(situation, tomorrow)
    if planned or carried:
        extra = f"、ほか未消化の持越し{len(carried):,}件" if carried else ""
        yield f"テスト計画{len(planned):,}件{extra}"


def _meetings(situation: Situation, tomorrow: date) -> Iterator[str]:
    """The meetings held or next held on the day, as the head of their memo or their row says."""
    seen: set[str] = set()
    for register in situation.of_kind("meeting"):
        for record in register:
            for when in (record.held_at, record.next_at):
                name = record.title or record.table.title
                if when and name and day_within(str(when)) == tomorrow and name not in seen:
                    seen.add(name)
                    clock = _CLOCK.search(str(when))
                    yield f"会議 {name}{f' {clock[0]}' if clock else ''}"


def fixes_on(situation: Situation, tomorrow: date) -> tuple[Record, ...]:
    """The open defects whose fix is planned for the day."""
    return tuple(
        defect
        for defect in situation.counted("defect")
        if defect.is_open and defect.fixed_date is None and _falls_on(situation, defect.fix_plan_date, tomorrow)
    )


def _by_supplier(situation: Situation, defects: Iterable[Record]) -> str:
    """(A社2件、B社1件ほか): the two with most, and whether there are others."""
    counted = Counter(situation.supplier(defect) or UNASSIGNED for defect in defects)
    named = "、".join(f"{name}{count}件" for name, count in counted.most_common(2))
    return f"({named}{'ほか' if len(counted) > 2 else ''})"


def due_on(situation: Situation, kind: str, tomorrow: date) -> tuple[Record, ...]:
    """The open records of a kind that are due on the day."""
    return tuple(
        record
        for record in situation.counted(kind)
        if record.is_open and _falls_on(situation, record.due_date, tomorrow)
    )


def _deadlines(situation: Situation, tomorrow: date) -> Iterator[str]:
    for kind, name in (("issue", "課題"), ("todo", "ToDo")):
        due = due_on(situation, kind, tomorrow)
        if due:
            yield f"{name}の期限 {len(due)}件"


def _falls_on(situation: Situation, due: date | None, tomorrow: date) -> bool:
    return due is not None and situation.calendar.effective(due) == tomorrow


def _date(until: date) -> date:
    return date(until.year, until.month, until.day)
