"""Where the names of a chart's lines stand: beside their ends, clear of what is drawn there and of each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from pmo_xl.model.width import width

_GAP: Final = 0.12  # of the height of the chart: a label and the air around it
_LETTER: Final = 0.024  # of the width of the chart: a half-width letter


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the chart: which pen draws it, its name, a value for each day (None: no point), and its label.

    `label_height` is where the label stands, on the scale of the values.
    """

    pen: str
    name: str
    values: tuple[int | float | None, ...]
    label: str = ""
    label_height: float | None = None

    @property
    def last(self) -> int | None:
        """The index of its last point."""
        return next((n for n in range(len(self.values) - 1, -1, -1) if self.values[n] is not None), None)

    @property
    def label_values(self) -> tuple[float | None, ...]:
        """One value and nothing else: where the label sits. The thin line is flat and has it at its beginning."""
        at = 0 if self.pen == "thin" else self.last
        return tuple(self.label_height if n == at and self.label else None for n in range(len(self.values)))


def placed(lines: Sequence[Line], fan: Sequence[Line], top: float) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines and the fan (its upper and its lower edge, or nothing) with the heights of their labels.

    A label stands to the right of its end. Where the plan or the fan runs through it there, it moves below them; labels
    that would touch move apart. `top` is the height of the chart.
    """
    named = [line for line in (*lines, *fan) if line.last is not None and line.label]
    heights = {line.pen: float(line.values[0] or 0) for line in named if line.pen == "thin"}
    ends = [line for line in named if line.pen != "thin"]
    for at in {line.last for line in ends}:
        here = [(_clear(line, lines, fan, top), _end(line), line.pen) for line in ends if line.last == at]
        here.sort(reverse=True)
        pens = [pen for _, _, pen in here]
        heights |= zip(pens, _apart([height for height, _, _ in here], top), strict=True)
    given = tuple(replace(line, label_height=heights.get(line.pen)) for line in (*lines, *fan))
    return given[: len(lines)], given[len(lines) :]


def _end(line: Line) -> float:
    return 0 if line.last is None else line.values[line.last] or 0


def _clear(line: Line, lines: Sequence[Line], fan: Sequence[Line], top: float) -> float:
    """The height of its end, or below what runs through the label there."""
    at, days, value = line.last or 0, len(line.values), _end(line)
    beside = range(at, min(days, at + 1 + ceil(width(line.label) * _LETTER * days)))
    plan = [(other, other) for other in lines if other.pen == "dashed"]
    met = [
        (low, high)
        for upper, lower in (*plan, *((edge, fan[1]) for edge in fan[:1]))
        if (upper.last or 0) > at
        for high, low in zip(
            upper.values[beside.start : beside.stop], lower.values[beside.start : beside.stop], strict=True
        )
        if high is not None and low is not None
    ]
    near = _GAP * top / 2
    if any(low - near < value < high + near for low, high in met):
        return min(low for low, _ in met) - near
    return value


def _apart(heights: Sequence[float], top: float) -> list[float]:
    """From the top down, each at least a label below the one above it; what would leave the chart moves up again."""
    made: list[float] = []
    for height in heights:
        made.append(min(height, made[-1] - _GAP * top) if made else height)
    lowest = _GAP * top / 2
    return [max(height, lowest + _GAP * top * (len(made) - 1 - n)) for n, height in enumerate(made)]
