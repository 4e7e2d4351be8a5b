"""The cells behind the records of a table: one list per field, merged and filled-down cells put in place."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final

from pmo_xl.model.fields import base_name, sort_of
from pmo_xl.model.grid import Area, CellValue, is_blank
from pmo_xl.model.table import Table

Columns = dict[str, list[CellValue]]

# A blank cell below one of these means "as above"; a person or a date never does.
_AS_ABOVE: Final = frozenset({"category", "screen", "precondition", "scenario", "scenario_id"})
# The sorts whose merged cell speaks for all its rows.
MERGED_SORTS: Final = frozenset({"text", "status", "result", "level"})


def cells_of(table: Table) -> Columns:
    """Field → the cells of its records, in the order of `table.record_rows`; error cells and unsaved formulas blank."""
    if table.cell_rows:
        return {field: [table.grid.value(row, table.columns[field])] for field, row in table.cell_rows.items()}
    columns = _picked(table)
    if not table.record_rows:
        return columns
    facts = table.grid.facts
    if facts.errors or facts.uncached:
        _blank_out(table, columns)
    if facts.merges:
        _take_from_span(table, columns)
    if table.continued:
        _join_continued(table, columns)
    tall = [area for area in facts.merges if area.bottom > area.top]
    if tall:
        _fill_merged(table, columns, tall)
    for field in columns:
        ticked = table.kind == "training" and base_name(field) == "precondition"  # 資料準備: blank is not ready
        if base_name(field) in _AS_ABOVE and not ticked:
            _fill_down(columns[field], table)
    return columns


def _picked(table: Table) -> Columns:
    """The cells at the crossings of record rows and mapped columns."""
    names = list(table.columns)
    numbers = [number - 1 for number in table.columns.values()]
    if not names or not table.record_rows:
        return {name: [] for name in names}
    widest = max(numbers) + 1
    rows = [table.grid.rows[row - 1] for row in table.record_rows]
    widths = set(map(len, rows))
    if len(widths) == 1 and widest <= min(widths) <= 2 * len(names):
        columns = list(zip(*rows, strict=True))
        return {name: list(columns[number]) for name, number in zip(names, numbers, strict=True)}
    if min(widths) < widest:
        rows = [_padded(row, widest) for row in rows]
    if len(names) == 1:
        return {names[0]: [row[numbers[0]] for row in rows]}
    picked = zip(*map(itemgetter(*numbers), rows), strict=True)
    return dict(zip(names, map(list, picked), strict=True))


def _padded(row: Sequence[CellValue], widest: int) -> Sequence[CellValue]:
    return row if len(row) >= widest else [*row, *[None] * (widest - len(row))]


def _blank_out(table: Table, columns: Columns) -> None:
    fields = {number: name for name, number in table.columns.items()}
    for row, column in (*table.grid.facts.errors, *table.grid.facts.uncached):
        if column in fields and (index := index_of(table.record_rows, row)) is not None:
            columns[fields[column]][index] = None


def index_of(rows: Sequence[int], row: int) -> int | None:
    """Where a row stands among sorted rows; None when it is not there."""
    index = bisect_left(rows, row)
    return index if index < len(rows) and rows[index] == row else None


def _take_from_span(table: Table, columns: Columns) -> None:
    """方眼紙: a heading merged over several narrow columns; the value may stand in any of them."""
    own = set(table.headers) | set(table.columns.values())
    bottom = table.header_rows[-1]
    heads = {area.left: area for area in table.grid.facts.merges if area.top <= bottom <= area.bottom}
    for field, number in table.columns.items():
        head = heads.get(number)
        span = [c for c in range(number + 1, head.right + 1) if c not in own] if head else []
        if not span:
            continue
        cells = columns[field]
        for index, row in enumerate(table.record_rows):
            if is_blank(cells[index]):
                values = (table.grid.value(row, column) for column in span)
                cells[index] = next((value for value in values if not is_blank(value)), cells[index])


def _join_continued(table: Table, columns: Columns) -> None:
    """A record over several rows: its texts line by line, of everything else what stands first."""
    indexes = {row: index for index, row in enumerate(table.record_rows)}
    for first, more in table.continued.items():
        index = indexes[first]
        for field, number in table.columns.items():
            cells = columns[field]
            further = [cell for row in more if not is_blank(cell := table.grid.value(row, number))]
            if not further:
                continue
            every = further if is_blank(cells[index]) else [cells[index], *further]
            if sort_of(field) == "text" and all(isinstance(cell, str) for cell in every):
                cells[index] = "\n".join(dict.fromkeys(str(cell).strip() for cell in every))
            else:
                cells[index] = every[0]


def _fill_merged(table: Table, columns: Columns, tall: Sequence[Area]) -> None:
    fields = {number: name for name, number in table.columns.items() if sort_of(name) in MERGED_SORTS}
    rows = table.record_rows
    for area in tall:
        field = fields.get(area.left)
        if field is None or area.top <= table.header_rows[-1]:
            continue
        value = table.grid.value(area.top, area.left)
        for index in range(bisect_right(rows, area.top), bisect_right(rows, area.bottom)):
            if is_blank(columns[field][index]):
                columns[field][index] = value


def _fill_down(cells: list[CellValue], table: Table) -> None:
    """Blank cells take the value above, down to the next section row.

    Not where the column repeats a value from row to row: who writes it out each time leaves it blank on purpose.
    """
    if not any(map(is_blank, set(cells))):
        return
    if any(cell == above and not is_blank(cell) for above, cell in pairwise(cells)):
        return
    above: CellValue = None
    section = -1
    sections = sorted(table.section_rows)
    for index, row in enumerate(table.record_rows):
        here = bisect_left(sections, row)
        if here != section:
            above, section = None, here
        if is_blank(cells[index]):
            cells[index] = above
        else:
            above = cells[index]
