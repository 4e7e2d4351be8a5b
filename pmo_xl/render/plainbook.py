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
_PLAIN, _DAY, _HEADING = "0", "1", "2"  # cell formats below
_STYLES: Final = (
    f'<styleSheet xmlns="{SHEET}"><numFmts count="1"><numFmt numFmtId="164" formatCode="{DATE_FORMAT}"/></numFmts>'
    '<fonts count="2"><font><sz val="10"/><name val="游ゴシック"/></font>'
    '<font><b/><sz val="10"/><name val="游ゴシック"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEEF1F6"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def plain_book(name: str, rows: Sequence[Sequence[object]]) -> bytes:
    """An .xlsx of these rows, the first of them the headings; days are days, texts stay texts whatever they begin with.

    `name` is the sheet's name, one that Excel allows.
    """
    plain, heading = CellWriter(_PLAIN, Styles()), CellWriter(_HEADING, Styles())
    dated = CellWriter(_DAY, Styles({_DAY: DATE_FORMAT}))
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for at, value in enumerate(row, 1):
            write = heading if number == 1 else dated if isinstance(value, date) else plain
            if value is not None:
                cells.append(f'<c r="{column_letters(at)}{number}{write.one(value)}')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    sheet = (
        f'<worksheet xmlns="{SHEET}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{_widths(rows)}</cols><sheetData>{''.join(lines)}</sheetData>"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
    workbook = PARTS["xl/workbook.xml"].replace('name="Sheet1"', f'name="{escaped(name).replace(chr(34), "&quot;")}"')
    parts = PARTS | {"xl/workbook.xml": workbook, "xl/worksheets/sheet1.xml": sheet, "xl/styles.xml": _STYLES}
    return new_package({part: (DECLARATION + xml).encode() for part, xml in parts.items()})


def _widths(rows: Sequence[Sequence[object]]) -> str:
    columns = []
    for at in range(max(map(len, rows))):
        longest = max(width(str(row[at])) for row in rows if at < len(row) and row[at] is not None)
        columns.append(f'<col min="{at + 1}" max="{at + 1}" width="{min(longest, _WIDEST) + 3}" customWidth="1"/>')
    return "".join(columns)
