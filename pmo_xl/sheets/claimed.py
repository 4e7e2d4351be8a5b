"""How a sheet is read where pmo.toml speaks of it, and what inspection still holds beside that."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pmo_xl.model.grid import Grid, is_blank
from pmo_xl.model.place import column_number
from pmo_xl.model.table import Table
from pmo_xl.settings import RegisterSection
from pmo_xl.sheets.finding.heading_text import same_heading
from pmo_xl.sheets.finding.layout import SheetLayout, find_tables
from pmo_xl.sheets.sections import Claim

_LETTERS = 3  # of the last column, XFD
_SURE = 0.6  # a reading that may bound another


def claimed_tables(grid: Grid, layout: SheetLayout, claim: Claim) -> tuple[Table, ...]:
    """The tables of a sheet that belong to a claim, read as its section says; none when it does not speak of them.

    A sheet that the section names is taken as the kind it says, whatever it looks like; without a sheet name only
    tables that look like that kind are.
    """
    named = claim.names_sheet(grid.sheet)
    looks_so = any(table.kind == claim.kind for table in layout.tables)
    if not named and (claim.section.sheets or not looks_so):
        return ()
    tables = _read_as(grid, layout, replace(claim.section, kind=None if looks_so else claim.kind))
    fitting = tuple(table for table in tables if claim.kind in (None, table.kind))
    if fitting or not named:
        return fitting
    return _read_as(grid, layout, replace(claim.section, kind=claim.kind))


def _read_as(grid: Grid, layout: SheetLayout, section: RegisterSection) -> tuple[Table, ...]:
    """The tables of a sheet as a section reads them; a field it gives no column ("") has none.

    Heading rows choose among the tables that inspection finds. Where it finds none there, they make one, and what is
    plainly another table below or beside it stays another table. A form (票) has no heading: only its kind can be said.
    """
    if not section.header_rows:
        if layout.tables and not any(table.header_rows for table in layout.tables):
            return tuple(replace(table, kind=section.kind or table.kind) for table in layout.tables)
        if not (section.kind or section.columns):
            return layout.tables
    none = [name for name, said in section.columns.items() if not said]
    section = replace(section, columns={name: said for name, said in section.columns.items() if said})
    there: list[Table] = []
    if section.header_rows and any(table.header_rows == section.header_rows for table in layout.tables):
        every = find_tables(grid, section=replace(section, header_rows=None)).tables
        there = [table for table in every if table.header_rows == section.header_rows]
    tables = [table for table in there if _has_any(table, section)]
    if not tables:
        made = find_tables(_part(grid, layout, section), section=section).tables
        tables = [replace(table, grid=grid) for table in made if not there or _has_any(table, section)] or there
    return tuple(_without(table, none) for table in tables)


def _has_any(table: Table, section: RegisterSection) -> bool:
    """Whether one of the columns that the section names is among the table's own, if it names any."""
    said = section.columns.values()
    return not said or any(_holds(table, one) for one in said)


def _part(grid: Grid, layout: SheetLayout, section: RegisterSection) -> Grid:
    """The sheet without what plainly is another table: below a blank row, or beside the columns that are named.

    All of it when no heading rows are given.
    """
    if not section.header_rows:
        return grid
    rows = set(section.header_rows)
    sure = [table for table in layout.tables if table.confidence >= _SURE and table.header_rows and not table.within]
    others = [table for table in sure if rows & set(table.header_rows) and not _has_any(table, section)]
    beside = {column for table in others for column in table.headers}
    first = next((row for row in range(max(rows) + 1, len(grid.rows) + 1) if _filled(grid, row)), len(grid.rows))
    end = min(filter(None, (_gap(grid, first, table.header_rows[0]) for table in sure)), default=len(grid.rows))
    if not beside:
        return replace(grid, rows=grid.rows[:end])
    return replace(grid, rows=[[None if n in beside else v for n, v in enumerate(row, 1)] for row in grid.rows[:end]])


def _gap(grid: Grid, first: int, below: int) -> int:
    """The last blank row between two rows; 0 when there is none."""
    return next((row for row in range(below - 1, first, -1) if not _filled(grid, row)), 0)


def _filled(grid: Grid, row: int) -> bool:
    return not all(map(is_blank, grid.rows[row - 1]))


def _without(table: Table, names: Sequence[str]) -> Table:
    gone = {column: table.headers.get(column, "") for name, column in table.columns.items() if name in names}
    if not gone:
        return table
    columns = {name: column for name, column in table.columns.items() if name not in names}
    return replace(table, columns=columns, unmapped=dict(sorted({**table.unmapped, **gone}.items())))


def has_column(table: Table, said: str) -> bool:
    """Whether the table has the column that pmo.toml names by heading text or letter."""
    if _is_letter(said) and any(len(row) >= column_number(said) for row in table.grid.rows):
        return True
    return any(same_heading(said, part) for text in table.headers.values() for part in (text, *text.split(" / ")))


def _holds(table: Table, said: str) -> bool:
    """Whether the column is one of the table's own."""
    if _is_letter(said):
        return column_number(said) in table.headers
    return has_column(table, said)


def _is_letter(said: str) -> bool:
    return said.isascii() and said.isalpha() and len(said) <= _LETTERS


def left_over(grid: Grid, table: Table, claimed: Iterable[Table]) -> Table | None:
    """What inspection still holds beside the claimed tables of a sheet: a table, its part above them, or nothing.

    A part is only what stands above a blank row: elsewhere the claimed heading is the right one of the same table.
    """
    over = [one.header_rows[0] for one in claimed if overlap(table, one) and one.header_rows]
    if not over:
        return None if any(overlap(table, one) for one in claimed) else table
    gap = _gap(grid, table.record_rows[0], min(over)) if table.record_rows else 0
    above = find_tables(replace(grid, rows=grid.rows[:gap])).tables if gap else ()
    part = next((one for one in above if one.header_rows == table.header_rows and one.kind == table.kind), None)
    return part and replace(part, grid=grid)


def overlap(one: Table, other: Table) -> bool:
    """Whether two readings of a sheet speak of the same rows and columns; what has no heading is the whole sheet."""
    if one.within or other.within:  # choices share rows and id with the matter, and with each other
        return (one.kind, one.within, one.title, one.header_rows) == (
            other.kind,
            other.within,
            other.title,
            other.header_rows,
        )
    if not (one.header_rows or other.header_rows):
        return True
    columns = set(one.headers) & set(other.headers)
    rows = {*one.header_rows, *one.record_rows} & {*other.header_rows, *other.record_rows}
    return bool(columns and rows)
