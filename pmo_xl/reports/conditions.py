"""The conditions an [[escalate]] table may give of a record: each in words, with the day since which it holds."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from pmo_xl.history.rows import plain
from pmo_xl.metrics.slips import due_of, moves_of
from pmo_xl.model.days import full_day
from pmo_xl.model.kept import Kept
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.reports.earlier import as_it_was
from pmo_xl.rules.across import beyond_go_live
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import expired_for
from pmo_xl.rules.phrases import id_of
from pmo_xl.rules.two_ledgers import told_otherwise
from pmo_xl.settings import EscalateSection
from pmo_xl.situation import Situation

Held = tuple[str, date | None]


class Asked:
    """The project the conditions are asked of, and what several of them need once."""

    def __init__(self, situation: Situation, context: Context) -> None:
        self.situation = situation
        self.context = context
        self._then: dict[date, Context] = {}

    @cached_property
    def conflicts(self) -> Mapping[int, Record]:
        """The user side's record → the vendor side's that tells the same person something else (U-005)."""
        ledgers = (register for kind in ("issue", "todo") for register in self.situation.of_kind(kind))
        pairs = (pair for ledger in ledgers if ledger.side == "user" for pair in told_otherwise(ledger, self.context))
        return {id(user): vendor for user, vendor in pairs}

    def then(self, kept: Kept) -> Context:
        """The project of a kept day."""
        if kept.date not in self._then:
            self._then[kept.date] = Context(as_it_was(self.situation, kept))
        return self._then[kept.date]


def of_record(rule: EscalateSection, record: Record, asked: Asked) -> Iterator[Held | None]:
    """Each condition that the rule gives: in words with its first day, or None where it does not hold."""
    for name, condition in _CONDITIONS.items():
        limit = getattr(rule, name)
        if limit is not None and limit is not False:
            yield condition(int(limit), record, asked)


def _overdue(limit: int, record: Record, asked: Asked) -> Held | None:
    due = due_of(record)
    late = asked.situation.overdue_days(due)
    if due is None or late < limit or record.fixed_date is not None:  # of a defect the promise was to fix it
        return None
    calendar = asked.situation.calendar
    return f"期限超過{late}営業日", calendar.shift(calendar.effective(due), limit)


def _slipped(limit: int, record: Record, asked: Asked) -> Held | None:
    moves = moves_of(record, asked.context)
    if len(moves) < limit:
        return None
    last = moves[max(limit, 1) - 1]
    return f"期限延期{len(moves)}回", asked.situation.as_of if last.is_new else last.seen


def _old(limit: int, record: Record, asked: Asked) -> Held | None:
    born, calendar = record.arose, asked.situation.calendar
    if born is None or (age := calendar.after(born, asked.situation.as_of)) < limit:
        return None
    return f"滞留{age}営業日", calendar.shift(born, limit)


def _blocking(limit: int, record: Record, asked: Asked) -> Held | None:
    count = len(asked.context.waiting_tests(record))
    if count < limit:
        return None
    since = asked.situation.as_of
    for kept in reversed(asked.situation.kept):
        then = asked.then(kept)
        register = register_of(record, then.situation)
        before = register.find(record.id) if register is not None and record.id else None
        if before is None or len(then.waiting_tests(before)) < limit:
            break
        since = kept.date
    return f"待ちテスト{count}件", since


def _after_go_live(_: int, record: Record, asked: Asked) -> Held | None:
    """X-015."""
    when, go_live = beyond_go_live(record, asked.context), asked.situation.config.project.go_live
    if when is None or go_live is None:
        return None
    field = "fix_plan_date" if record.table.has("fix_plan_date") else "due_date"
    return f"対応予定{full_day(when)}が稼働日{full_day(go_live)}より後", first_told(record, field, asked)


def _provisional(limit: int, record: Record, asked: Asked) -> Held | None:
    """K-003."""
    late = expired_for(record, asked.context) if record.table.kind == "decision" else 0
    if record.due_date is None or not late or late < limit:
        return None
    calendar = asked.situation.calendar
    return f"仮決定の確定期限を{late}営業日超過", calendar.shift(calendar.effective(record.due_date), limit)


def _conflicting(limit: int, record: Record, asked: Asked) -> Held | None:
    """U-005, unresolved so many working days after the second of the two was told."""
    other = asked.conflicts.get(id(record))
    if other is None:
        return None
    told = [one.raised_date or first_told(one, "due_date", asked) for one in (record, other)]
    began = max((day for day in told if day is not None), default=None)
    if began is None or (days := asked.situation.calendar.after(began, asked.situation.as_of)) < limit:
        return None
    words = f"ベンダー側{id_of(other)}と指示が異なって{days}営業日"
    return words, asked.situation.calendar.shift(began, limit)


_CONDITIONS: Final[Mapping[str, Callable[[int, Record, Asked], Held | None]]] = {
    "overdue_days": _overdue,
    "age_days": _old,
    "slips": _slipped,
    "waiting_tests": _blocking,
    "after_go_live": _after_go_live,
    "provisional_days": _provisional,
    "conflict_days": _conflicting,
}


def first_told(record: Record, field: str, asked: Asked) -> date | None:
    """The first kept day of the unbroken run up to now on which the field said what it says; None when none did."""
    register = register_of(record, asked.situation)
    if register is None:
        return None
    first = None
    for kept in reversed(asked.situation.kept):
        row = asked.context.kept_row(kept, register.name, record)
        if row is None or row.get(field) != plain(record.get(field)):
            break
        first = kept.date
    return first


def register_of(record: Record, situation: Situation) -> Register | None:
    """The register the record stands in."""
    registers = situation.registers.values()
    return next((r for r in registers if any(table is record.table for table in r.tables)), None)
