"""What the ten buttons look like on a sheet: plain drawn shapes, each calling its macro, its tip written beside it."""

from html import escape
from itertools import groupby
from typing import Final

from pmo_xl.buttons.macros.modules import macro_of
from pmo_xl.buttons.names import BUTTONS, Button

_SPACE: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_POINT: Final = 12_700  # EMU
_WIDTH, _HEIGHT = 150 * _POINT, 24 * _POINT
_TIP_WIDTH: Final = 420 * _POINT
_GROUNDS: Final = ("1F4E79", "375623", "595959")  # white letters stand out from each
ROW_POINTS: Final = 30.0
ROWS: Final = 1 + len(BUTTONS) + len({button.group for button in BUTTONS})


def drawing() -> bytes:
    """The drawing part of the sheet 「PMOボタン」."""
    shapes, row, id_ = [_words(0, 1, 2, "PMO — このブックを対象に実行します", _TIP_WIDTH, size=14, bold=True)], 1, 3
    for ground, (label, buttons) in zip(_GROUNDS, groupby(BUTTONS, key=lambda button: button.group), strict=True):
        shapes.append(_words(row, 1, id_, label, _WIDTH, size=11, bold=True))
        row, id_ = row + 1, id_ + 1
        for button in buttons:
            shapes += [_pressed(row, id_, button, ground), _words(row, 2, id_ + 1, button.tip, _TIP_WIDTH)]
            row, id_ = row + 1, id_ + 2
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<xdr:wsDr xmlns:xdr="{_SPACE}" xmlns:a="{_DRAWING}">{"".join(shapes)}</xdr:wsDr>'
    ).encode()


def _pressed(row: int, id_: int, button: Button, ground: str) -> str:
    """A button: white letters on a dark ground, its name and what it does for people who hear the screen."""
    look = (
        f'<a:prstGeom prst="roundRect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{ground}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln>"
    )
    text = _run(button.label, "FFFFFF", size=11, bold=True)
    name = f'name="pmo_xl {escape(button.label)}" descr="{escape(button.tip)}"'
    shape = _shape(f"[0]!{macro_of(button.action)}", f'id="{id_}" {name}', _WIDTH, look, text, middle=True)
    return _anchored(row, 1, _WIDTH, shape)


def _words(row: int, column: int, id_: int, text: str, width: int, *, size: int = 10, bold: bool = False) -> str:
    """Words beside the buttons. They are no cells, so that no one takes the sheet for a table."""
    look = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
    run = _run(text, "333333", size=size, bold=bold)
    shape = _shape("", f'id="{id_}" name="pmo_xl 説明 {id_}"', width, look, run, middle=False)
    return _anchored(row, column, width, shape)


def _anchored(row: int, column: int, width: int, shape: str) -> str:
    return (
        f"<xdr:oneCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f'<xdr:rowOff>{3 * _POINT}</xdr:rowOff></xdr:from><xdr:ext cx="{width}" cy="{_HEIGHT}"/>{shape}'
        "<xdr:clientData/></xdr:oneCellAnchor>"
    )


def _shape(macro: str, properties: str, width: int, look: str, run: str, *, middle: bool) -> str:
    side = "ctr" if middle else "l"
    return (
        f'<xdr:sp macro="{macro}" textlink=""><xdr:nvSpPr><xdr:cNvPr {properties}/><xdr:cNvSpPr/></xdr:nvSpPr>'
        f'<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{_HEIGHT}"/></a:xfrm>{look}</xdr:spPr>'
        '<xdr:txBody><a:bodyPr vertOverflow="clip" horzOverflow="clip" wrap="square" lIns="36000" tIns="0" '
        f'rIns="36000" bIns="0" rtlCol="0" anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="{side}"/>{run}</a:p>'
        "</xdr:txBody></xdr:sp>"
    )


def _run(text: str, color: str, *, size: int, bold: bool) -> str:
    return (
        f'<a:r><a:rPr lang="ja-JP" altLang="en-US" sz="{size * 100}" b="{int(bold)}"><a:solidFill>'
        f'<a:srgbClr val="{color}"/></a:solidFill><a:latin typeface="游ゴシック"/><a:ea typeface="游ゴシック"/></a:rPr>'
        f"<a:t>{escape(text)}</a:t></a:r>"
    )
