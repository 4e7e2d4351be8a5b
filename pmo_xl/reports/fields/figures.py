"""Every figure by its name, in every template of 日次報告: metrics.execution_rate.text and so on."""

from collections.abc import Mapping
from typing import Final

from pmo_xl.reports.fields import Fields
from pmo_xl.reports.fields.figure_lines import EXTRAS, POINTS, ROWS
from pmo_xl.reports.fields.figure_names import CALLED, KEYS

_LINES: Final[Mapping[str, Mapping[str, Fields]]] = {"rows": ROWS, "points": POINTS}


def _of(name: str) -> Fields:
    own = EXTRAS.get(name, {})
    lines = {f"{key}[].{field}": said for key, tables in _LINES.items() for field, said in tables.get(name, {}).items()}
    return {f"metrics.{name}.{key}": f"{CALLED[name]}: {said}" for key, said in {**KEYS, **own, **lines}.items()}


FIGURES: Final[Fields] = {field: meaning for name in CALLED for field, meaning in _of(name).items()}
