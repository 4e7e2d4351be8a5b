"""The small workbook behind a chart of a Word document: what 「データの編集」 opens."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from pmo_xl.model.place import column_letters
from pmo_xl.render.cells import DATE_FORMAT, CellWriter, Styles
from pmo_xl.render.package import CONTENT_TYPES, RELATION, new_package
from pmo_xl.render.workbook import SHEET

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_NAME: Final = "Sheet1"


def chart_book(categories: Sequence[object], series: Mapping[str, Sequence[object]]) -> bytes:
    """Categories in column A from row 2, one series a column, its name in row 1: the layout Word itself makes."""
    plain, dated = CellWriter("0", Styles()), CellWriter("1", Styles({"1": DATE_FORMAT}))
    columns = [[None, *categories], *[[name, *values] for name, values in series.items()]]
    rows = []
    for row in range(max(map(len, columns))):
        cells = []
        for number, values in enumerate(columns, 1):
            if row < len(values):
                write = dated if isinstance(values[row], date) else plain
                cells.append(f'<c r="{column_letters(number)}{row + 1}{write.one(values[row])}')
        rows.append(f'<row r="{row + 1}">{"".join(cells)}</row>')
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    parts = PARTS | {"xl/worksheets/sheet1.xml": sheet}
    return new_package({name: (DECLARATION + xml).encode() for name, xml in parts.items()})


DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
PARTS: Final = {
    CONTENT_TYPES: (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_RELATIONS}<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{SHEET}" xmlns:r="{RELATION}">'
        f'<sheets><sheet name="{SHEET_NAME}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_RELATIONS}<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATION}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{SHEET}"><fonts count="1"><font><sz val="11"/><name val="游ゴシック"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
