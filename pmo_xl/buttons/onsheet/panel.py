"""The sheet 「PMOボタン」: ten buttons and their tips, drawn, with no cell that could be taken for data."""

from typing import Final

from pmo_xl.buttons.macros.modules import pages, sheet_modules
from pmo_xl.buttons.macros.project import built
from pmo_xl.buttons.newbook import MAIN, OFFICE, new_book
from pmo_xl.buttons.onsheet import shapes

PANEL: Final = "PMOボタン"
PANEL_CODE_NAME: Final = "PmoXlPanel"
PROJECT: Final = "PmoXlOnSheet"
PROJECT_ID: Final = "{0A6B1C52-77B1-4C3E-8C60-5F5A3A1D0002}"
DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"
_COVER: Final = "1F4E79"


def panel_book() -> bytes:
    """The template PMOボタン.xlsm: the sheet of buttons alone, for people to add their own sheets to."""
    drawing = "xl/drawings/drawing1.xml"
    return new_book(
        "sheet",
        (PANEL, panel_xml("rId1")),
        built((*pages([PANEL_CODE_NAME]), *sheet_modules()), name=PROJECT, id_=PROJECT_ID),
        {"title": PANEL, "description": "PMOの点検と報告のボタン", "version": "1"},
        sheet_relations=((f"{OFFICE}/drawing", f"/{drawing}"),),
        parts={drawing: (DRAWING_TYPE, shapes.drawing())},
    )


def panel_xml(drawing: str) -> bytes:
    """The sheet's part; `drawing` is the id of its relationship to the drawing."""
    rows = "".join(
        f'<row r="{number}" ht="{shapes.ROW_POINTS:g}" customHeight="1"/>' for number in range(1, shapes.ROWS + 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetPr codeName="{PANEL_CODE_NAME}">'
        f'<tabColor rgb="FF{_COVER}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
        '<sheetFormatPr defaultRowHeight="18.75"/><cols><col min="1" max="1" width="2.7" customWidth="1"/>'
        f'<col min="2" max="2" width="27" customWidth="1"/></cols><sheetData>{rows}</sheetData>'
        '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" fitToHeight="0"/><drawing r:id="{drawing}"/></worksheet>'
    ).encode()
