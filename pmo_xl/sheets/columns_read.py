"""Every column of a table as it was read: heading, field, first value, and in how many records it is filled."""

from collections.abc import Iterator

from msgspec import Struct

from pmo_xl.model.grid import is_blank
from pmo_xl.sheets.cells import cells_of
from pmo_xl.sheets.reading import ReadTable
from pmo_xl.sheets.values import text_of


class ColumnRead(Struct, frozen=True):
    """A column: its number, its heading on one line, its field ("" when it is not used), and what it holds.

    `sample` is the first value as text, "" when all are blank; `filled` of `records` hold one.
    """

    column: int
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
    fields = {column: field for field, column in table.columns.items()}
    for column in sorted(table.headers.keys() | fields.keys()):
        field = fields.get(column, "")
        values = cells[field] if field else [table.grid.value(row, column) for row in table.record_rows]
        filled = [value for value in values if not is_blank(value)]
        yield ColumnRead(
            column=column,
            heading=" ".join(table.headers.get(column, "").split()) or "（見出しなし）",
            field=field,
            sample=text_of(filled[0]) if filled else "",
            filled=len(filled),
            records=len(values),
        )


def use_of(one: ReadTable) -> str:
    """What becomes of the table's records: the register they are in, or that they are in none."""
    if one.left_out:
        return "集計に含めません"
    return f"登録先 {one.register}" if one.register else "集計に使いません"
