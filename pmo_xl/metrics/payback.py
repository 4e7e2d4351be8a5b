"""Doing it by hand or paying for a fix: what a month of each costs, and when the fix has paid for itself (M32)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from msgspec import Struct

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.wording import half_up
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record

NEVER: Final = "回収不能"
_AS_WRITTEN, _FEWER, _MORE = Fraction(1), Fraction(7, 10), Fraction(13, 10)


def exact(number: float) -> Fraction:
    """The number as it is written: 2.2 is 11/5, not the nearest binary number."""
    return Fraction(str(number))


def hours_a_month(row: Record) -> Fraction | None:
    """件数/月 × 分/件 ÷ 60; None when one of them is not written."""
    if row.monthly_count is None or row.minutes_each is None:
        return None
    return exact(row.monthly_count) * exact(row.minutes_each) / 60


def labour_a_month(option: Record) -> Fraction | None:
    """円/月 of what an option has done by hand; None when its hours or its 人時単価 are not written."""
    hours = hours_a_month(option)
    return None if hours is None or option.hourly_cost is None else hours * exact(option.hourly_cost)


class Comparison(Struct, frozen=True):
    """A fix that costs money, against the same matter done by hand."""

    fix: Record
    manual: Record

    def months(self, volume: Fraction = _AS_WRITTEN) -> Fraction | None:
        """(fix cost + manual cost during the fix) / (manual cost a month − added upkeep a month), in months.

        `volume` scales the cases a month. A blank duration or upkeep adds nothing. None: nothing is saved, the fix
        never pays back.
        """
        saved = self.saved(volume)
        return self.paid(volume) / saved if saved > 0 else None

    def paid(self, volume: Fraction = _AS_WRITTEN) -> Fraction:
        """円 until the fix works: its cost, and what is done by hand meanwhile."""
        return exact(self.fix.cost or 0) + self._labour(volume) * exact(self.fix.months or 0)

    def saved(self, volume: Fraction = _AS_WRITTEN) -> Fraction:
        """円 a month from then on: what was done by hand, less the upkeep; not above 0 when nothing is saved."""
        return self._labour(volume) - exact(self.fix.upkeep or 0)

    def _labour(self, volume: Fraction) -> Fraction:
        return (labour_a_month(self.manual) or Fraction(0)) * volume

    def range(self) -> tuple[Fraction | None, Fraction | None]:
        """The same with 30 % fewer cases a month, and with 30 % more."""
        return self.months(_FEWER), self.months(_MORE)


def comparisons(options: Sequence[Record]) -> tuple[Comparison, ...]:
    """Every fix with a cost among one matter's options against the first that is done by hand and has a price."""
    manual = next((option for option in options if labour_a_month(option)), None)
    if manual is None:
        return ()
    return tuple(Comparison(option, manual) for option in options if option is not manual and option.cost)


def months_text(months: Fraction | None) -> str:
    """15.0か月, or 回収不能."""
    return NEVER if months is None else f"{half_up(months)}か月"


@figure("break_even_months", "(改修費用+改修中の手動対応費用)/(手動対応費用/月-増える維持費/月)", needs="option")
def break_even_months(day: Day) -> Metric:
    """損益分岐. Rows, one a fix: related_id, title, months, minus_30 and plus_30 (cases a month ±30 %).

    With several fixes there is no one value: the rows tell each.
    """
    found = list(_by_matter(day.records("option")))
    if not found:
        return unsaid("手動対応（件数/月・分/件・人時単価）と費用のある案の組がありません")
    rows = tuple(map(_row, found))
    if len(found) > 1:
        return unsaid(f"案が{len(found)}件あります（案ごとの値は明細のとおり）", rows=rows)
    months = found[0].months()
    extra = {key: rows[0][key] for key in ("minus_30", "plus_30")}
    if months is None:
        return unsaid(NEVER, rows=rows, extra=extra)
    return said(float(months), months_text(months), unit="か月", rows=rows, extra=extra)


def _row(one: Comparison) -> dict[str, str | float | None]:
    fewer, more = one.range()
    return {
        "related_id": one.fix.related_id or "",
        "title": one.fix.title or "",
        "months": _plain(one.months()),
        "minus_30": _plain(fewer),
        "plus_30": _plain(more),
    }


def _by_matter(options: Iterable[Record]) -> Iterator[Comparison]:
    """The comparisons of every matter that options name; an option of two matters is compared once."""
    matters: defaultdict[object, list[Record]] = defaultdict(list)
    for option in options:
        if option.table.within:  # beside its matter, whose number may stand in other sheets too
            matters[option.table.file, option.table.sheet, option.row].append(option)
            continue
        for identifier in split_ids(option.related_id) or ("",):
            matters[fold_id(identifier)].append(option)
    seen: set[tuple[int, int]] = set()
    for matter in matters.values():
        for one in comparisons(matter):
            if (pair := (id(one.fix), id(one.manual))) not in seen:
                seen.add(pair)
                yield one


def _plain(months: Fraction | None) -> float | None:
    return None if months is None else float(months)
