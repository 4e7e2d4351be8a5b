"""Deadlines that were moved to a later day, as the kept states show it (M26)."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import NOT_KEPT, figure, said, unsaid
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context

KINDS: Final = ("issue", "defect", "todo", "decision")  # those whose deadline somebody agreed to


class Move(NamedTuple):
    """A deadline moved later: the first kept day that shows it (of today's the last kept day), from when, to when.

    `is_new`: it was moved since the last kept day.
    """

    seen: date
    old: date
    new: date
    is_new: bool = False


def due_of(record: Record) -> date | None:
    """The day that counts as its deadline: a defect's planned fix, everything else's due date."""
    return record.fix_plan_date if record.table.kind == "defect" else record.due_date


def moves_of(record: Record, context: Context) -> tuple[Move, ...]:
    """Every time the record's deadline was moved later between the kept states and today, oldest first."""
    return tuple(_moves(record, _known(record, context)))


def _moves(record: Record, known: list[tuple[date, date]]) -> Iterator[Move]:
    now = due_of(record)
    days = [*known, (known[-1][0], now)] if known and now is not None else known
    for number, ((_, old), (seen, new)) in enumerate(pairwise(days), 1):
        if new > old:
            yield Move(seen, old, new, is_new=number == len(known))


def _known(record: Record, context: Context) -> list[tuple[date, date]]:
    """(kept day, deadline on it) of every kept state that has one for the record, oldest first."""
    field = "fix_plan_date" if record.table.kind == "defect" else "due_date"
    names = _registers(record, context)
    rows = ((kept.date, context.kept_row(kept, name, record)) for kept in context.situation.kept for name in names)
    return [(day, date.fromisoformat(row[field])) for day, row in rows if row is not None and row.get(field)]


def _registers(record: Record, context: Context) -> list[str]:
    """The record's own register: in the other ledger of its kind the same number is another promise."""
    registers = context.situation.of_kind(record.table.kind, written=True)
    return [register.name for register in registers if any(table is record.table for table in register.tables)]


@figure("due_slips", "前回までの記録より期限を後へ延ばした件数（課題・不具合の修正予定・ToDo・決定）")
def due_slips(day: Day) -> Metric:
    """Records whose deadline was moved later, with rows: id, kind, times, days (working days, all moves), text.

    Of a record that was there before the first kept state only the moves since are known: 「記録開始以降」.
    """
    if not any(map(day.has, KINDS)):
        return unsaid("期限のある表がありません")
    if not day.situation.kept:
        return unsaid(NOT_KEPT)
    context = Context(day.situation)
    moved = [(r, moves) for kind in KINDS for r in day.records(kind) if (moves := moves_of(r, context))]
    rows = tuple(_row(day, record, moves, context) for record, moves in moved)
    times = sum(len(moves) for _, moves in moved)
    text = f"{len(moved):,}件 (延べ{times:,}回延期)" if moved else "0件"
    return said(len(moved), text, unit="件", records=tuple(record for record, _ in moved), rows=rows)


def _row(day: Day, record: Record, moves: tuple[Move, ...], context: Context) -> dict[str, str | int]:
    late = sum(day.calendar.after(move.old, move.new) for move in moves)
    return {
        "id": record.id or f"{record.row}行目",
        "kind": record.table.kind,
        "times": len(moves),
        "days": late,
        "text": f"{len(moves)}回延期{_since_recording(record, context)}",
    }


def _since_recording(record: Record, context: Context) -> str:
    """「（記録開始以降）」 when the oldest state already knows the record: what was moved before it, nobody kept."""
    first = context.situation.kept[0]
    known = any(context.kept_row(first, name, record) for name in _registers(record, context))
    is_new = record.arose is not None and record.arose >= first.date
    return "（記録開始以降）" if known and not is_new else ""
