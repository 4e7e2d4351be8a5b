"""The four lights and the overall one: now, last time, and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pmo_xl.metrics.lights import COLOURS, LIGHTS
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import DASH, fitted, light, metric, tight
from pmo_xl.settings import Colour, Config

_LIKELY: Final = re.compile("、8割方[0-9/]+まで")
_REASON_EMS: Final = 39  # two lines of the page


@dataclass(frozen=True, slots=True)
class Signal:
    """One light. `color` is green, yellow, red or None; `now` and `previous` are its words (赤●, 「−」)."""

    key: str
    name: str
    color: Colour | None
    now: str
    previous: str
    reason: str

    @property
    def weight(self) -> int:
        """How bad it is: 3 red, 2 yellow, 1 green, 0 unknown."""
        return COLOURS.index(self.color) + 1 if self.color else 0


def signals(metrics: Mapping[str, Metric], config: Config) -> tuple[Signal, ...]:
    """進捗, 品質, 課題, 体制, always in this order."""
    return tuple(signal(key, name, metrics, config) for key, name in LIGHTS.items())


def signal(key: str, name: str, metrics: Mapping[str, Metric], config: Config) -> Signal:
    """One light from its figure `rag_*`."""
    figure = metric(metrics, f"rag_{key}")
    before = figure.previous.value if figure.previous else None
    color, earlier = _colour(figure.value), _colour(before)
    reason = without_odds(figure.reason or DASH)  # they stand in the second figure already
    return Signal(key, name, color, light(color, config), light(earlier, config), fitted(tight(reason), _REASON_EMS))


def without_odds(text: str) -> str:
    """The text of a forecast without how likely it is: 12/8見込 (計画比+2営業日)."""
    return _LIKELY.sub("", text)


def _colour(value: object) -> Colour | None:
    return next((colour for colour in COLOURS if colour == value), None)
