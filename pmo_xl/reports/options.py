"""The choices an owner has, and what each costs: money once and a month, hours by hand."""

from dataclasses import dataclass

from pmo_xl.metrics.payback import hours_a_month, labour_a_month
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


def _choice(row: Record) -> Choice:
    hours, labour = hours_a_month(row), labour_a_month(row)
    marked = (row.recommended or "").strip()
    return Choice(
        title=row.title or row.description or "",
        cost=row.cost,
        months=row.months,
        upkeep=row.upkeep,
        hours=None if hours is None else float(hours),
        labour=None if labour is None else float(labour),
        risk=row.risk or "",
        reversible=row.reversible or "",
        recommended=marked not in ("", "×", "否", "-", "－"),
        reason=row.remarks or "",
        record=row,
    )
