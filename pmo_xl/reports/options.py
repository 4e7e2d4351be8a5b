"""The choices an owner has, and what each costs: money once and a month, hours by hand, and when a fix pays back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from pmo_xl.metrics.payback import Comparison, comparisons, exact, hours_a_month, labour_a_month, months_text
from pmo_xl.metrics.wording import half_up
from pmo_xl.model.days import short_day
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.words import fold
from pmo_xl.reports.common import DASH, OPEN_QUESTION, metric
from pmo_xl.sheets.finding.option_columns import WITH_CHOICES, choice_named
from pmo_xl.situation import Situation

NOTHING: Final = "何もしない"
_NOTHING: Final = re.compile("何もしない|何も行わない|現状のまま|現状維持|いまのまま|対応しない")
_NOT_RECOMMENDED: Final = ("", "×", "否", "-", "－", "−")
_LEVERS: Final = {"fit_testers": "実施者を{}名追加する", "fit_scope": "テスト{}件を対象外にする"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: 費用 (円), 期間 (か月), 維持費 (円/月), what is done by hand, and when it has paid for itself.

    `hours` by hand a month (M31: 件数/月 × 分/件 ÷ 60), `labour` what they cost (円/月), `people` how many full
    working months they are. `payback` compares a fix with the option done by hand. `record` is None for 「何もしない」
    where the sheet has no such row, and for what was worked out from the plan.
    """

    title: str
    cost: float | None = None
    months: float | None = None
    upkeep: float | None = None
    hours: Fraction | None = None
    labour: Fraction | None = None
    people: Fraction | None = None
    risk: str = ""
    reversible: str = ""
    recommended: bool = False
    reason: str = ""
    record: Record | None = None
    payback: Comparison | None = None
    expected: str = ""  # what the plan says would follow

    @property
    def is_nothing(self) -> bool:
        """Whether it is the option to do nothing."""
        return _NOTHING.search(self.title) is not None

    @property
    def is_told(self) -> bool:
        """Whether the sheet says what it is, beside its letter."""
        return self.is_nothing or (self.record is not None and bool(self.record.title or self.record.description))

    @property
    def cost_text(self) -> str:
        """3,000,000円, 3,000,000円＋月10,000円, 月200,000円 of labour; 【要確認】 when nobody has said."""
        once = [yen(self.cost)] if self.cost or (self.cost is not None and not self.labour and not self.upkeep) else []
        monthly = [f"月{yen(amount)}" for amount in (self.labour, self.upkeep) if amount]
        return "＋".join((*once, *monthly)) or (DASH if self.is_nothing else OPEN_QUESTION)

    @property
    def months_text(self) -> str:
        """1か月; 「−」 for what needs no preparation: doing it by hand, or nothing."""
        if self.months is not None:
            return f"{self.months:g}か月"
        return DASH if self.is_nothing or self.labour is not None else OPEN_QUESTION

    @property
    def load_text(self) -> str:
        """月50.0時間 (0.31人), or 「−」 when nothing is done by hand."""
        if self.hours is None or self.people is None:
            return DASH
        return f"月{half_up(self.hours)}時間 ({half_up(self.people, 2)}人)"

    @property
    def payback_text(self) -> str:
        """15.0か月 (21.4〜11.5): with 30 % fewer and 30 % more cases; 「−」 with nothing to compare it with."""
        if self.payback is None:
            return DASH
        fewer, more = (months_text(months).removesuffix("か月") for months in self.payback.range())
        return f"{months_text(self.payback.months())} ({fewer}〜{more})"

    @property
    def missing(self) -> tuple[str, ...]:
        """What nobody has written of it."""
        told = {
            "内容": OPEN_QUESTION if self.record is not None and self.record.table.within and not self.is_told else "",
            "費用": self.cost_text,
            "期間": self.months_text,
            "リスク": self.risk or OPEN_QUESTION,
            "戻せるか": self.reversible or (DASH if self.is_nothing else OPEN_QUESTION),
        }
        return tuple(name for name, text in told.items() if text == OPEN_QUESTION)


def choices(record: Record, situation: Situation, decision: Record | None = None) -> tuple[Choice, ...]:
    """The options written for a record, or for the 判断待ち row that asks for it, in the sheet's order.

    A decision for which none are written has those of the matters that its 関連ID names.
    """
    matters = [one for one in (record, decision) if one is not None]
    rows = _rows({fold_id(one.id) for one in matters if one.id}, matters, situation)
    if not rows and record.table.kind == "decision":
        named = split_ids(record.related_id)
        registers = [register for register in situation.registers.values() if register.kind in WITH_CHOICES]
        matters = [found for word in named for register in registers if (found := register.find(word)) is not None]
        rows = _rows({fold_id(word) for word in named}, matters, situation)
    return _compared(rows, situation)


def choices_of_project(names: Sequence[str], decision: Record | None, situation: Situation) -> tuple[Choice, ...]:
    """The options written for the project as a whole: for one of its names, or for the decision that asks about it."""
    wanted = {fold_id(name) for name in (*names, *([decision.id] if decision is not None and decision.id else []))}
    return _compared(_rows(wanted, [decision] if decision is not None else [], situation), situation)


def _compared(rows: Sequence[Record], situation: Situation) -> tuple[Choice, ...]:
    compared = {id(one.fix): one for one in comparisons(rows)}
    month = exact(situation.config.metrics.hours_per_month)
    return tuple(replace(_choice(row, month), payback=compared.get(id(row))) for row in rows)


def _rows(wanted: AbstractSet[str], matters: Sequence[Record], situation: Situation) -> list[Record]:
    """The rows of an options sheet that name the matters' ids, and the choices that stand beside the matters."""
    beside = {_where(matter) for matter in matters}
    return [
        row
        for register in situation.of_kind("option")
        for row in register
        if (
            _where(row) in beside
            if row.table.within
            else wanted & {fold_id(word) for word in split_ids(row.related_id)}
        )
    ]


def _where(record: Record) -> tuple[str, str, int]:
    return record.table.file, record.table.sheet, record.row


def _choice(row: Record, month: Fraction) -> Choice:
    hours = hours_a_month(row)
    is_best = _is_recommended(row)
    letter = row.table.title if row.table.within else ""
    return Choice(
        title=" ".join((row.title or row.description or letter).split()),
        cost=row.cost,
        months=row.months,
        upkeep=row.upkeep,
        hours=hours,
        labour=labour_a_month(row),
        people=None if hours is None else hours / month,
        risk=row.risk or "",
        reversible=row.reversible or "",
        recommended=is_best,
        reason=row.remarks or "" if is_best or "remarks" not in row.table.common else "",
        record=row,
    )


def _is_recommended(row: Record) -> bool:
    """Whether its own cell has a mark; of one cell for all choices (推奨案: B), whether that names this one."""
    said = (row.recommended or "").strip()
    if "recommended" not in row.table.common:
        return said not in _NOT_RECOMMENDED
    return bool(said) and (choice_named(said) == row.table.title or fold(said) == fold(row.title or ""))


def of_the_plan(metrics: Mapping[str, Metric], as_of: date) -> tuple[Choice, ...]:
    """What would make the rest of the tests fit (`levers`, `forecast_date`): more people, fewer tests, more days."""
    return tuple(_of_the_plan(metrics, as_of))


def _of_the_plan(metrics: Mapping[str, Metric], as_of: date) -> Iterator[Choice]:
    for row in metric(metrics, "levers").rows or ():
        if row["lever"] in _LEVERS and row["count"]:
            yield Choice(_LEVERS[row["lever"]].format(row["count"]), expected=_landing(row.get("forecast_date")))
    forecast = metric(metrics, "forecast_date")
    late = forecast.extra.get("delta_days")
    if isinstance(forecast.value, date) and forecast.value > as_of and isinstance(late, int) and late > 0:
        until = short_day(forecast.value)
        yield Choice(f"期間を{late}営業日延長する（{until}まで）", expected=_landing(forecast.value))


def _landing(value: object) -> str:
    return f"完了見込{short_day(value)}" if isinstance(value, date) else ""


def with_nothing(options: Sequence[Choice], consequence: str) -> tuple[Choice, ...]:
    """The options and, where none of them is, that of doing nothing: what happens then is known or 【要確認】."""
    if not options or any(option.is_nothing for option in options):
        return tuple(options)
    risk = consequence if consequence == OPEN_QUESTION else "「期限を過ぎると」のとおり"
    return (*options, Choice(NOTHING, risk=risk, reason=consequence))


def yen(amount: float | Fraction | None) -> str:
    """3,000,000円; 「−」 when nobody has said."""
    return f"{half_up(Fraction(amount), 0)}円" if amount is not None else DASH
