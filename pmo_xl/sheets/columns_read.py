"""Every column of a table as it was read: heading, field, first value, and in how many records it is filled.

Of a form, which holds one record, every labelled cell.
"""

from collections.abc import Iterator
from operator import itemgetter

from msgspec import Struct

from pmo_xl.model.grid import Grid, is_blank
from pmo_xl.model.place import column_letters
from pmo_xl.model.table import Table
from pmo_xl.sheets.finding.forms import form_fields
from pmo_xl.sheets.meaning.cells import Columns, cells_of
from pmo_xl.sheets.meaning.values import text_of
from pmo_xl.sheets.reading import ReadTable


class ColumnRead(Struct, frozen=True):
    """A column: its number, its heading on one line, its field ("" when it is not used), and what it holds.

    `sample` is the first value as text, "" when all are blank; `filled` of `records` hold one. `where` is the column's
    letter, of a form the value's cell.
    """

    column: int
    where: str
    heading: str
    field: str
    sample: str
    filled: int
    records: int

    @property
    def share(self) -> str:
        """「22/24」, 「−」 while there is no record."""
        return f"{self.filled}/{self.records}" if self.records else "−"


def columns_read(one: ReadTable) -> Iterator[ColumnRead]:
    """The columns from left to right, also those that have only a field or only a heading."""
    table = one.table
    cells = cells_of(table)
    if table.cell_rows:
        yield from _of_form(table, cells)
        return
    fields = {column: field for field, column in table.columns.items()}
    for column in sorted(table.headers.keys() | fields.keys()):
        field = fields.get(column, "")
        values = cells[field] if field else [table.grid.value(row, column) for row in table.record_rows]
        filled = [value for value in values if not is_blank(value)]
        yield ColumnRead(
            column=column,
            where=column_letters(column),
            heading=" ".join(table.headers.get(column, "").split()) or "（見出しなし）",
            field=field,
            sample=text_of(filled[0]) if filled else "",
            filled=len(filled),
            records=len(values),
        )


def _of_form(table: Table, cells: Columns) -> Iterator[ColumnRead]:
    """The labelled cells from the top down."""
    for field, (row, column) in sorted(form_fields(table).items(), key=itemgetter(1)):
        (value,) = cells[field]
        filled = not is_blank(value)
        yield ColumnRead(
            column=column,
            where=f"{column_letters(column)}{row}",
            heading=_label_of(table.grid, row, column) or "（見出しなし）",
            field=field,
            sample=text_of(value) if filled else "",
            filled=int(filled),
            records=1,
        )


def _label_of(grid: Grid, row: int, column: int) -> str:
    """The text to the left of a form's value."""
    left = (grid.value(row, at) for at in range(column - 1, 0, -1))
    return next((" ".join(str(value).split()) for value in left if not is_blank(value)), "")


def use_of(one: ReadTable) -> str:
    """What becomes of the table's records: the register they are in, or that they are in none."""
    if one.left_out:
        return "集計に含めません"
    return f"登録先 {one.register}" if one.register else "集計に使いません"
