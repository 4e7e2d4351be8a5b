"""Headings told by their shape, where too few of their words are known: a row of names over rows of values."""

from collections.abc import Iterable, Sequence

from pmo_xl.model.grid import CellValue, is_blank
from pmo_xl.sheets.finding.contents import content_of
from pmo_xl.sheets.finding.heading_cells import Heading
from pmo_xl.sheets.finding.heading_groups import Cell
from pmo_xl.sheets.finding.heading_text import LONGEST
from pmo_xl.sheets.finding.headings import best_meaning
from pmo_xl.sheets.finding.view import View, text_of

_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
_MOST_COLUMNS = 120  # a wider row is no heading that its looks alone could tell
_LOOKED_AT = 12  # rows below
_MOST_CHOICES = 80  # words of one drop-down list
_LONGEST_CHOICE = 16
_FILLED = 0.5  # share of its columns that a row of values fills
_SORTED = 0.6  # share of the values of a column that are of one sort
_ENOUGH = 3  # points


def is_shaped(view: View, heading: Heading) -> bool:
    """Whether the row is a heading by its looks: different short names over at least two rows of values.

    Points are given for bold or coloured cells, for columns of days, numbers, marks or ids below names, for known
    words, and for standing alone below a gap; three are enough.
    """
    cells = [cell for cell in heading.cells if cell.text]
    texts = [cell.text for cell in cells]
    if (
        not _FEWEST_COLUMNS <= len(cells) <= _MOST_COLUMNS
        or len(set(texts)) < len(texts)
        or max(map(len, texts)) > LONGEST
    ):
        return False
    if heading.gantt and sum(column > heading.right for column, _ in view.cells(heading.bottom)) == 1:
        return False  # one day is the value of a row, no scale of a gantt
    if any(not text_of(view.value(cell.row, cell.column)) for cell in cells):
        return False
    body = _body(view, heading)
    if len(body) < _FEWEST_ROWS:
        return False
    columns = [[row[number] for row in body] for number in range(len(heading.cells))]
    if any(_is_alike(cell, values) for cell, values in zip(heading.cells, columns, strict=True)):
        return False
    typed = sum(map(_is_typed, columns))
    points = 2 * view.is_dressed(heading.bottom) + min(typed, 2) + (heading.share >= 0.3) + (heading.share >= 0.5)
    return points + _stands_alone(view, heading) >= _ENOUGH


def is_list_of_choices(view: View, heading: Heading) -> bool:
    """Whether its columns hold the words of drop-down lists, each filled from the top without repeating a word."""
    named = {best_meaning(cell.text) for cell in heading.cells}
    if "id" in named and named & {"title", "description"}:
        return False
    below = range(heading.bottom + 1, min(view.last_row, heading.bottom + 1 + _MOST_CHOICES) + 1)
    columns = [_until_blank(view.value(row, cell.column) for row in below) for cell in heading.cells]
    filled = [(cell, values) for cell, values in zip(heading.cells, columns, strict=True) if values]
    if len(filled) < 2 or max(map(len, columns)) > _MOST_CHOICES:
        return False
    chosen = sum(cell.column in view.facts.choice_columns for cell, _ in filled)
    if 2 * chosen >= len(filled):
        return True
    lengths = {len(values) for _, values in filled}
    return len(lengths) > 1 and all(_are_choices(view, heading, cell.column, values) for cell, values in filled)


def _are_choices(view: View, heading: Heading, column: int, values: Sequence[CellValue]) -> bool:
    """Different short words one below the other, and nothing after the first blank cell."""
    texts = [text_of(value) for value in values]
    below = range(heading.bottom + 1 + len(values), view.last_row + 1)
    return (
        all(texts)
        and len(set(texts)) == len(texts)
        and max(map(len, texts)) <= _LONGEST_CHOICE
        and content_of(values).dates == 0
        and all(is_blank(view.value(row, column)) for row in below)
    )


def _until_blank(values: Iterable[CellValue]) -> list[CellValue]:
    found = []
    for value in values:
        if is_blank(value):
            break
        found.append(value)
    return found


def _body(view: View, heading: Heading) -> list[list[CellValue]]:
    """The rows right below that fill enough of its columns, section lines left out, up to the first blank row."""
    found = []
    for row in range(heading.bottom + 1, min(view.last_row, heading.bottom + _LOOKED_AT) + 1):
        values = [view.value(row, cell.column) for cell in heading.cells]
        filled = sum(not is_blank(value) for value in values)
        if filled >= _FILLED * len(values):
            found.append(values)
        elif filled != 1:
            break
    return found


def _is_alike(cell: Cell, values: Sequence[CellValue]) -> bool:
    """Whether the name is of the sort of the values below it (4/21 over 4/22, OK over NG): then it is one of them."""
    own, below = content_of([cell.text]), content_of(values)
    sorts = ((own.dates, below.dates), (own.ids, below.ids), (own.marks, below.marks), (own.states, below.states))
    return any(name and share >= _SORTED for name, share in sorts) or cell.text in values


def _is_typed(values: Sequence[CellValue]) -> bool:
    """Whether days, numbers, marks, states or ids stand in a column."""
    content = content_of(values)
    kinds = (content.dates, content.numbers, content.marks, content.states, content.levels, content.ids)
    return content.filled > 1 and max(kinds) >= _SORTED


def _stands_alone(view: View, heading: Heading) -> bool:
    """Whether nothing, or a title alone, stands in the row above."""
    above = heading.rows[0] - 1
    return above < 1 or view.filled[above - 1] <= 1
