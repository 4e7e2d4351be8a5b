"""The choices an owner has, and what each costs a month: hours, money, and when a fix has paid for itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH
from pmo_xl.situation import Situation


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of an `option` table: 費用 (円), 期間 (か月), 維持費 (円/月), 手作業 (時間/月 and 円/月)."""

    title: str
    cost: float | None
    months: float | None
    upkeep: float | None
    hours: float | None  # manual hours a month (M31): 件数/月 × 分/件 ÷ 60
    labour: float | None  # 円/月: hours × hourly cost
    risk: str
    reversible: str
    recommended: bool
    reason: str
    record: Record

    @property
    def load(self) -> str:
        """月50.0時間, or 「−」 when nothing is done by hand."""
        return f"月{self.hours:,.1f}時間" if self.hours is not None else DASH


def choices(record: Record, situation: Situation) -> tuple[Choice, ...]:
    """The options written for a record, in the sheet's order."""
    wanted = fold_id(record.id or "")
    return tuple(
        _choice(row)
        for register in situation.of_kind("option")
        for row in register
        if wanted and wanted in {fold_id(i) for i in split_ids(row.related_id)}
    )


def break_even_months(fix: Choice, manual: Choice) -> float | None:
    """M32: (fix cost + manual cost during the fix) / (manual cost a month − added upkeep a month).

    None when a figure is missing; a saving of nothing or less never pays back and is None too.
    """
    if fix.cost is None or manual.labour is None:
        return None
    saving = manual.labour - (fix.upkeep or 0)
    if saving <= 0:
        return None
    return (fix.cost + manual.labour * (fix.months or 0)) / saving


def cheapest_manual(options: Sequence[Choice]) -> Choice | None:
    """The option that is done by hand: the one with monthly hours."""
    return next((option for option in options if option.hours), None)


def _choice(row: Record) -> Choice:
    hours = None
    if row.monthly_count is not None and row.minutes_each is not None:
        hours = row.monthly_count * row.minutes_each / 60
    labour = hours * row.hourly_cost if hours is not None and row.hourly_cost is not None else None
    marked = (row.recommended or "").strip()
    return Choice(
        title=row.title or row.description or "",
        cost=row.cost,
        months=row.months,
        upkeep=row.upkeep,
        hours=hours,
        labour=labour,
        risk=row.risk or "",
        reversible=row.reversible or "",
        recommended=marked not in ("", "×", "否", "-", "－"),
        reason=row.remarks or "",
        record=row,
    )
