"""Risks that are new, and risks that were judged anew, since a kept state."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pmo_xl.history.rows import plain
from pmo_xl.model.fields import label
from pmo_xl.model.kept import Row, row_identity
from pmo_xl.model.record import Record
from pmo_xl.model.words import CALLED
from pmo_xl.reports.week import Week
from pmo_xl.situation import Situation

NO_REGISTER: Final = "リスクの表がありません"
NOTHING_NEW: Final = "この期間に新しいリスク、変化したリスクはありません"
_JUDGED: Final = ("severity", "priority", "probability", "impact", "status", "due_date")


@dataclass(frozen=True, slots=True)
class RiskChange:
    """A risk and what happened to it: 新規, or each judgement that changed (重要度 中→高)."""

    record: Record
    change: str


def risk_changes(situation: Situation, week: Week) -> tuple[RiskChange, ...]:
    """New risks first, then changed ones, each the gravest first. What was closed long ago and has not moved is out.

    Without a kept state a risk is new by its 起票日 alone, and changes are not known.
    """
    register = situation.one("risk")
    known = week.base.registers.get(register.name) if register is not None and week.base is not None else None
    rows = {row_identity(row): row for row in known or () if row.get("id")}
    columns = week.base.columns.get(register.name) if register is not None and week.base is not None else None
    judged = [field for field in _JUDGED if columns is None or field in columns]  # else it was unknown, not blank
    new, moved = [], []
    for risk in situation.counted("risk"):
        before = rows.get(risk.identity)
        if before is None:
            if _is_new(risk, week.since, there_was_a_state=known is not None):
                new.append(RiskChange(risk, "新規"))
        elif change := "、".join(_moved(risk, before, judged)):
            moved.append(RiskChange(risk, change))
    return tuple(sorted(new, key=_gravest) + sorted(moved, key=_gravest))


def why_no_risks(situation: Situation) -> str:
    """What stands where no risk is shown."""
    return NO_REGISTER if situation.one("risk") is None else NOTHING_NEW


def _is_new(risk: Record, since: date, *, there_was_a_state: bool) -> bool:
    if risk.raised_date is not None:
        return risk.raised_date > since
    return there_was_a_state and bool(risk.id)


def _moved(risk: Record, before: Row, fields: Sequence[str]) -> Iterator[str]:
    for field in fields:
        if not risk.table.has(field):
            continue
        old, new = before.get(field), plain(risk.get(field))
        if old != new:
            yield f"{label(field)} {_said(old)}→{_said(new)}"


def _said(value: object) -> str:
    return "空欄" if value is None else " ".join(CALLED.get(str(value), str(value)).split())


def _gravest(change: RiskChange) -> int:
    return change.record.gravity
