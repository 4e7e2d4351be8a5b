"""The sheet 指摘 of the open book: every finding in it, most urgent first, with a link to its cell."""

from collections.abc import Sequence
from typing import Any, Final

from pmo_xl.buttons.live.write import write_texts
from pmo_xl.buttons.paint.own import LISTING, added
from pmo_xl.model.finding import FILLS, GRAVITIES, Finding, signed_gravity

TITLE: Final = "指摘"
_HEADINGS: Final = ("No", "レベル", "コード", "シート", "セル", "ID", "指摘", "直し方")
_WIDTHS: Final = (5, 10, 8, 18, 8, 12, 80, 30)
_LINK: Final = 5  # the column of the cells
_TEXT: Final = 7
_HEAD: Final = "#D9D9D9"


def write_listing(book: Any, findings: Sequence[Finding]) -> tuple[str, int]:  # noqa: ANN401 - xlwings' Book
    """Write the sheet; gives back its title, and how many texts were too long for a cell."""
    sheet = added(book, LISTING, TITLE)
    rows = [_row(number, finding) for number, finding in enumerate(findings, 1)]
    shortened = write_texts(sheet, 1, 1, [_HEADINGS, *rows])
    last = len(rows) + 1
    links = sheet.range((1, _LINK), (last, _LINK))
    links.number_format = "General"
    links.formula = [[_HEADINGS[_LINK - 1]], *([_link(finding)] for finding in findings)]
    for column, width in enumerate(_WIDTHS, 1):
        sheet.range((1, column)).column_width = width
    head = sheet.range((1, 1), (1, len(_HEADINGS)))
    head.color, head.font.bold = _HEAD, True
    sheet.range((1, _TEXT), (last, _TEXT + 1)).wrap_text = True
    _shade(sheet, findings)
    return str(sheet.name), shortened


def _row(number: int, finding: Finding) -> tuple[str, ...]:
    fix = finding.fix
    change = f"{fix.old or '(空欄)'} → {fix.new}" if fix else ""
    return (
        str(number), signed_gravity(finding.level), finding.code, finding.place.sheet, "", finding.id,
        finding.message, change,
    )  # fmt: skip


def _link(finding: Finding) -> str:
    """A formula that leads to the cell; a row or a sheet as a whole is led to its beginning."""
    place = finding.place
    shown = place.cell if place.row and place.column else f"{place.row}行目" if place.row else "シート"
    cell = place.cell if place.row and place.column else f"A{place.row or 1}"
    target = f"#'{place.sheet.replace(chr(39), chr(39) * 2)}'!{cell}".replace('"', '""')
    return f'=HYPERLINK("{target}","{shown}")'


def _shade(sheet: Any, findings: Sequence[Finding]) -> None:  # noqa: ANN401
    """The level of each row as a ground; neighbours of one level at once."""
    start = 0
    for level in GRAVITIES:
        end = start
        while end < len(findings) and findings[end].level == level:
            end += 1
        if end > start:
            sheet.range((start + 2, 1), (end + 1, 3)).color = f"#{FILLS[level][2:]}"
        start = end
