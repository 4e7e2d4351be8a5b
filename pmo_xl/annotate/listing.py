"""The sheet 指摘 of the copy: every finding with a link to its cell."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from pmo_xl.annotate.mark import Mark
from pmo_xl.model.finding import signed_gravity
from pmo_xl.model.place import column_letters
from pmo_xl.model.width import width
from pmo_xl.render.cells import escaped

NAME: Final = "指摘"
_HEADINGS: Final = ("No", "レベル", "コード", "シート", "セル", "ID", "指摘", "直し方")
_WIDTHS: Final = (5, 10, 8, 18, 8, 12, 80, 30)
_CELL: Final = 5
_COLOURED: Final = 3  # cells of a row that show its level
_LINE: Final = 18  # points
_HIGHEST: Final = 409  # points, Excel's limit
_MOST_LINKS: Final = 65_530


def listing(marks: Sequence[Mark], styles: Mapping[str, str]) -> bytes:
    """The sheet's XML. `styles` gives the formats of "head" and "body", and of what shows a level."""
    rows = [_row(1, _HEADINGS, [styles["head"]] * len(_HEADINGS))]
    for number, mark in enumerate(marks, 1):
        looks = [styles[mark.level]] * _COLOURED + [styles["body"]] * (len(_HEADINGS) - _COLOURED)
        rows.append(_row(number + 1, _values(number, mark), looks))
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS, 1)
    )
    last = f"{column_letters(len(_HEADINGS))}{len(marks) + 1}"
    links = "".join(
        f'<hyperlink ref="{column_letters(_CELL)}{number + 1}" location="{escape(_target(mark))}"/>'
        for number, mark in list(enumerate(marks, 1))[:_MOST_LINKS]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}"/>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        'state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A1:{last}"/>'
        + (f"<hyperlinks>{links}</hyperlinks>" if links else "")
        + '<pageMargins left="0.47" right="0.47" top="0.59" bottom="0.59" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _values(number: int, mark: Mark) -> tuple[str | int, ...]:
    where = mark.cell or (f"{mark.row}行目" if mark.row else "シート")
    return (number, signed_gravity(mark.level), mark.code, mark.sheet, where, mark.id, mark.text, mark.fix)


def _row(number: int, values: Sequence[str | int], looks: Sequence[str]) -> str:
    lines = max(
        sum(max(-(-width(line) // wide), 1) for line in str(value).split("\n"))
        for value, wide in zip(values, _WIDTHS, strict=True)
    )
    cells = "".join(
        _cell(f"{column_letters(at)}{number}", value, look)
        for at, (value, look) in enumerate(zip(values, looks, strict=True), 1)
    )
    return f'<row r="{number}" ht="{min(_LINE * lines, _HIGHEST)}" customHeight="1">{cells}</row>'


def _cell(reference: str, value: str | int, style: str) -> str:
    if isinstance(value, int):
        return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'
    if not value:
        return f'<c r="{reference}" s="{style}"/>'
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is></c>'


def _target(mark: Mark) -> str:
    sheet = mark.sheet.replace("'", "''")
    return f"'{sheet}'!{mark.cell or f'A{mark.row or 1}'}"
