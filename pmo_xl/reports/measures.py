"""指標: every figure of the catalogue with its change and its definition; one that cannot be said tells why."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import tight
from pmo_xl.reports.fields.figure_names import CALLED
from pmo_xl.reports.printed import Evidence, behind

# The lights stand on the page, the checks on 根拠, the curves on グラフデータ.
_ELSEWHERE: Final = ("rag_", "balance", "burn_up", "defect_curve")


def measures(metrics: Mapping[str, Metric]) -> list[dict[str, Any]]:
    """A row a figure, in the order of the catalogue."""
    return [
        {
            "name": CALLED.get(name, name),
            "text": tight(figure.text),
            "change": tight(figure.delta_text),
            "count": figure.count,
            "of": figure.of,
            "formula": figure.definition,
            "reason": figure.reason or "",
        }
        for name, figure in _shown(metrics)
    ]


def measured(metrics: Mapping[str, Metric]) -> Iterator[Evidence]:
    """The evidence of those rows that say a number."""
    for number, (name, figure) in enumerate(_shown(metrics)):
        if figure.value is not None:
            yield behind(figure, CALLED.get(name, name), "指標", f"measures[{number}].text")


def _shown(metrics: Mapping[str, Metric]) -> Iterator[tuple[str, Metric]]:
    return ((name, figure) for name, figure in metrics.items() if not name.startswith(_ELSEWHERE))
