"""One figure of the catalogue: its name, its definition in a line of Japanese, and how it is counted."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.wording import NOTHING, Number, amount, half_up, percent
from pmo_xl.model.metric import Metric, Value
from pmo_xl.model.record import Record


class Figure(Struct, frozen=True):
    """A named figure. `needs` are the kinds of register it is counted from; without one it cannot be said.

    `dated` tells that dates alone determine it, so that it can be recomputed for an earlier day (metrics.md §1).
    """

    name: str
    definition: str
    count: Callable[[Day], Metric]
    needs: tuple[str, ...] = ()
    dated: bool = False

    def of(self, day: Day) -> Metric:
        """The figure on this day, under its name; said again it is not counted again."""
        said = day.figures.get(self.name)
        if said is None:
            lacking = next((kind for kind in self.needs if not day.has(kind)), None)
            said = self.count(day) if lacking is None else unsaid(day.missing(lacking))
            said = replace(said, name=self.name, definition=_in_force(said, said.definition or self.definition, day))
            day.figures[self.name] = said
        return said


def _in_force(said: Metric, definition: str, day: Day) -> str:
    """The definition as pmo.toml has it: how due dates on days off are taken, what a rate is counted in."""
    if day.calendar.holiday_due == "previous":
        definition = definition.replace("休日なら翌営業日", "休日なら前営業日")
    counted_in = {"run": "（実行回数で数える）", "effort": "（予定工数で数える）"}
    return definition + counted_in.get(said.extra.get("basis", ""), "")


def figure(
    name: str, definition: str, *, needs: str | tuple[str, ...] = (), dated: bool = False
) -> Callable[[Callable[[Day], Metric]], Figure]:
    """Make a function that counts on a day a `Figure` of the catalogue."""
    kinds = (needs,) if isinstance(needs, str) else needs
    return lambda count: Figure(name, definition, count, kinds, dated)


def said(value: Value, text: str, **more: Any) -> Metric:
    """A figure with its printed text; name and definition are the catalogue's."""
    return Metric("", value, text, more.pop("definition", ""), **more)


def unsaid(reason: str, **more: Any) -> Metric:
    """A figure that cannot be said, and why: printed 「−」, never 0."""
    return said(None, NOTHING, reason=reason, **more)


NOT_KEPT: Final = "前回の記録がありません（history keep で残せます）"


def number(records: Sequence[Record], **more: Any) -> Metric:
    """How many records, 件."""
    return said(len(records), amount(len(records)), unit="件", records=tuple(records), **more)


def share(hits: Sequence[Record], of: int, *, reason: str = "母数が0件です", **extra: Any) -> Metric:
    """The share of records in a set of so many; of an empty set it cannot be said."""
    if not of:
        return unsaid(reason, count=0, of=0)
    ratio = Fraction(len(hits), of)
    return said(float(ratio), percent(ratio), count=len(hits), of=of, unit="%", records=tuple(hits), extra=extra)


def measured(value: Number, unit: str, **more: Any) -> Metric:
    """A quantity printed with one decimal and its unit: 13.0件/日."""
    return said(float(value), f"{half_up(value)}{unit}", unit=unit, **more)
