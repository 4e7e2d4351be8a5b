"""The four lights and the overall one: now, last time, and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import DASH, fitted, light, metric, tight
from pmo_xl.settings import Config

NAMES: Final = {"progress": "進捗", "quality": "品質", "issues": "課題", "resources": "体制"}
SEVERITY: Final = {"green": 1, "yellow": 2, "red": 3}
_LIKELY: Final = re.compile("、8割方[0-9/]+まで")
_REASON_EMS: Final = 39  # two lines of the page


@dataclass(frozen=True, slots=True)
class Signal:
    """One light. `color` is green, yellow, red or None; `now` and `previous` are its words (赤●, 「−」)."""

    key: str
    name: str
    color: str | None
    now: str
    previous: str
    reason: str

    @property
    def weight(self) -> int:
        """How bad it is: 3 red, 2 yellow, 1 green, 0 unknown."""
        return SEVERITY.get(self.color or "", 0)


def signals(metrics: Mapping[str, Metric], config: Config) -> tuple[Signal, ...]:
    """進捗, 品質, 課題, 体制, always in this order."""
    return tuple(signal(key, name, metrics, config) for key, name in NAMES.items())


def signal(key: str, name: str, metrics: Mapping[str, Metric], config: Config) -> Signal:
    """One light from its figure `rag_*`."""
    figure = metric(metrics, f"rag_{key}")
    before = figure.previous.value if figure.previous else None
    color = str(figure.value) if figure.value is not None else None
    # How likely the forecast is stands in the second figure already.
    reason = _LIKELY.sub("", figure.reason or DASH)
    return Signal(key, name, color, light(color, config), light(before, config), fitted(tight(reason), _REASON_EMS))
