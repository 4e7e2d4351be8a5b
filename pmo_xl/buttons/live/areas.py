"""Where in a sheet something holds, found by asking about ever smaller parts: hidden rows, merged cells."""

from collections.abc import Callable, Iterator
from typing import Final

from pmo_xl.model.grid import Area

MOST_QUESTIONS: Final = 4_000  # each takes Excel a fraction of a millisecond


class TooManyError(Exception):
    """The sheet is so mixed that asking further would take too long."""


def areas_where(whole: Area, holds: Callable[[Area], bool | None], most: int = MOST_QUESTIONS) -> list[Area]:
    """The parts of `whole` in which it holds, as rectangles that do not overlap.

    `holds` answers True or False for all cells of an area, None where some differ. Raises TooManyError after `most`
    questions.
    """
    found = []
    waiting, asked = [whole], 0
    while waiting:
        area = waiting.pop()
        asked += 1
        if asked > most:
            raise TooManyError
        answer = holds(area)
        if answer:
            found.append(area)
        elif answer is None:
            waiting += _halves(area)
    return found


def _halves(area: Area) -> Iterator[Area]:
    """The two halves of an area along its longer side; none of a single cell."""
    height, width = area.bottom - area.top, area.right - area.left
    if height >= width and height:
        middle = area.top + height // 2
        yield Area(middle + 1, area.left, area.bottom, area.right)
        yield Area(area.top, area.left, middle, area.right)
    elif width:
        middle = area.left + width // 2
        yield Area(area.top, middle + 1, area.bottom, area.right)
        yield Area(area.top, area.left, area.bottom, middle)
