"""A workbook of one sheet with nothing but a heading and rows below it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from pmo_xl.model.place import column_letters
from pmo_xl.model.width import width
from pmo_xl.render.cells import DATE_FORMAT, CellWriter, Styles, escaped
from pmo_xl.render.chartbook import DECLARATION, PARTS
from pmo_xl.render.package import new_package
from pmo_xl.render.workbook import SHEET

_WIDEST: Final = 60  # half-width characters


def plain_book(name: str, rows: Sequence[Sequence[object]]) -> bytes:
    """An .xlsx of these rows, the first of them the headings; days are days, texts stay texts whatever they begin with.

    `name` is the sheet's name, one that Excel allows.
    """
    plain, dated = CellWriter("0", Styles()), CellWriter("1", Styles({"1": DATE_FORMAT}))
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [
            f'<c r="{column_letters(at)}{number}{(dated if isinstance(value, date) else plain).one(value)}'
            for at, value in enumerate(row, 1)
            if value is not None
        ]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    sheet = (
        f'<worksheet xmlns="{SHEET}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{_widths(rows)}</cols><sheetData>{''.join(lines)}</sheetData></worksheet>"
    )
    workbook = PARTS["xl/workbook.xml"].replace('name="Sheet1"', f'name="{escaped(name).replace(chr(34), "&quot;")}"')
    parts = PARTS | {"xl/workbook.xml": workbook, "xl/worksheets/sheet1.xml": sheet}
    return new_package({part: (DECLARATION + xml).encode() for part, xml in parts.items()})


def _widths(rows: Sequence[Sequence[object]]) -> str:
    columns = []
    for at in range(max(map(len, rows))):
        longest = max(width(str(row[at])) for row in rows if at < len(row) and row[at] is not None)
        columns.append(f'<col min="{at + 1}" max="{at + 1}" width="{min(longest, _WIDEST) + 3}" customWidth="1"/>')
    return "".join(columns)
