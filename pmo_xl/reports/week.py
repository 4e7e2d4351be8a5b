"""The week a report looks back on: its days, the kept state it is compared with, and the lights day by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.lights import COLOURS, LIGHTS
from pmo_xl.metrics.previous import change_since
from pmo_xl.model.days import short_day
from pmo_xl.model.kept import Kept
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import DASH, day, light, metric
from pmo_xl.settings import Colour, Config
from pmo_xl.situation import Situation

LENGTH: Final = 5  # working days
SINCE_RECORDS_BEGIN: Final = "記録開始以降"
OVERALL: Final = {"overall": "総合"}


@dataclass(frozen=True, slots=True)
class Week:
    """The five working days up to the as-of day.

    `base` is the kept state it is compared with: that of five working days ago, else the newest before it, else the
    oldest there is (`label` then says 「記録開始以降」); None when nothing was kept.
    """

    first: date
    last: date
    base: Kept | None
    label: str

    @property
    def period(self) -> str:
        """5/1(水)〜5/7(火)."""
        return f"{day(self.first)}〜{day(self.last)}"

    @property
    def since(self) -> date:
        """The day after whose end something counts as new: the base's; without one the day before the first."""
        return self.base.date if self.base is not None else date.fromordinal(self.first.toordinal() - 1)


def week_of(situation: Situation) -> Week:
    """The week that ends on the as-of day."""
    as_of, calendar = situation.as_of, situation.calendar
    ago = calendar.shift(as_of, -LENGTH)
    first = calendar.shift(ago, 1)
    older = [kept for kept in situation.kept if kept.date <= ago]
    if older:
        base = older[-1]
        return Week(first, as_of, base, f"{'1週間前' if base.date == ago else '前回'}({short_day(base.date)})")
    if situation.kept:
        base = situation.kept[0]
        return Week(first, as_of, base, f"{SINCE_RECORDS_BEGIN}({short_day(base.date)})")
    return Week(first, as_of, None, SINCE_RECORDS_BEGIN)


@dataclass(frozen=True, slots=True)
class LightRow:
    """One light over the days, oldest first, today last: words (赤●, 「−」 for a day nobody kept) and colours."""

    key: str
    name: str
    words: tuple[str, ...]
    colors: tuple[Colour | None, ...]
    reason: str


def light_days(situation: Situation) -> tuple[date, ...]:
    """The days whose lights stand side by side: four working days and the as-of day."""
    return tuple(situation.calendar.shift(situation.as_of, -back) for back in range(LENGTH - 1, -1, -1))


def light_rows(situation: Situation, metrics: Mapping[str, Metric]) -> tuple[LightRow, ...]:
    """総合, 進捗, 品質, 課題, 体制."""
    kept = {state.date: state for state in situation.kept}
    earlier = [kept.get(on) for on in light_days(situation)[:-1]]
    return tuple(_light_row(key, name, earlier, metrics, situation.config) for key, name in (OVERALL | LIGHTS).items())


def _light_row(
    key: str, name: str, earlier: list[Kept | None], metrics: Mapping[str, Metric], config: Config
) -> LightRow:
    figure = metric(metrics, f"rag_{key}")
    said = [_reported(state.metrics, f"rag_{key}").get("value") if state else None for state in earlier]
    colors = tuple(_colour(value) for value in (*said, figure.value))
    return LightRow(key, name, tuple(light(color, config) for color in colors), colors, figure.reason or DASH)


def _colour(value: object) -> Colour | None:
    return next((colour for colour in COLOURS if colour == value), None)


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure now and then, as printed; `change` is "" where either is not known, `remark` why there is no figure."""

    key: str
    name: str
    now: str
    then: str
    change: str
    remark: str


def compared(
    names: Mapping[str, str], metrics: Mapping[str, Metric], week: Week, situation: Situation
) -> tuple[Compared, ...]:
    """The figures by name (metric → what it is called), each beside what the week's base reported of it."""
    reported = week.base.metrics if week.base is not None else {}
    minus = situation.config.reports.minus
    rows = []
    for key, name in names.items():
        figure = metric(metrics, key)
        change = change_since(figure, reported, situation.calendar, minus)
        then = str(_reported(reported, key).get("text") or DASH)
        rows.append(Compared(key, name, figure.text, then, change or DASH, figure.reason or ""))
    return tuple(rows)


def _reported(reported: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """What a kept state says of a figure; nothing where it was not kept then."""
    said = reported.get(name)
    return said if isinstance(said, Mapping) else {}
