"""Where new rows of a table go: below its last record, into the rows it keeps ready."""

from collections.abc import Mapping

from pmo_xl.model.table import Table
from pmo_xl.patch.cellxml import Value
from pmo_xl.patch.refusal import CellRefusal
from pmo_xl.patch.rows import Room
from pmo_xl.sheets.meaning.companies import fold_company


def refusal(table: Table, values: Mapping[str, Value]) -> str | None:
    """Why a row with these values cannot join a table, as far as the table itself tells; None when it can."""
    try:
        room = room_of(table)
    except CellRefusal as why:
        return str(why)
    section = table.section_of(room.last) if table.section_rows else ""
    company = values.get("owner_org")
    if section and not (isinstance(company, str) and fold_company(company) in fold_company(section)):
        return f"区切りの行がある表で、末尾の「{section}」の行ではありません"
    return None


def room_of(table: Table) -> Room:
    """Where rows may join. Raises CellRefusal, with the reason for a person, where the table leaves that open."""
    if table.cell_rows:
        raise CellRefusal("1件を1つの様式に書く表です")
    ready = prepared_rows(table)
    last = max(table.record_rows, default=ready[0] if ready else 0)
    if not last:
        raise CellRefusal("記入された行がなく、書式を決められません")
    if last in table.continued:
        raise CellRefusal("1件が複数行にわたる表です")
    columns = (*table.headers, *table.columns.values())
    return Room(table.sheet, last, min(columns), max(columns), ready)


def prepared_rows(table: Table) -> tuple[int, ...]:
    """The rows below the last record that the table keeps ready, one below the other."""
    last = max(table.record_rows, default=0)
    return tuple(row for row in table.placeholder_rows if row > last)


def formula_columns(table: Table) -> frozenset[int]:
    """The columns that calculate themselves in the row that new rows take their look from."""
    last = max(table.record_rows, default=0)
    rows = {last, *prepared_rows(table)}
    return frozenset(column for column, own in table.grid.facts.formulas.items() if rows & own)


def cells_of(table: Table, values: Mapping[str, Value]) -> dict[int, Value]:
    """Column → value as it is written: a number that only counts stays a number where the column holds numbers."""
    cells = {table.columns[name]: value for name, value in values.items()}
    column = table.columns.get(table.id_field)
    last = table.grid.value(max(table.record_rows, default=0), column) if column else None
    text = cells.get(column) if column else None
    if column and isinstance(text, str) and text.isdecimal() and isinstance(last, int | float):
        cells[column] = int(text)
    return cells
