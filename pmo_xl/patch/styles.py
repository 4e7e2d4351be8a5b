"""Which cell styles show days, and which dated style looks like another one in all but the number format."""

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from pmo_xl.patch.refusal import CellRefusal
from pmo_xl.sheets.xlsx.styles import BUILT_IN, sort_of_format

_M: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OF_FORMAT: Final = frozenset(("numFmtId", "applyNumberFormat", "xfId", "quotePrefix"))


class DateStyles:
    """The cell formats of styles.xml, asked for days."""

    def __init__(self, xml: bytes | None) -> None:
        try:
            root = ET.fromstring(xml) if xml else None  # noqa: S314 - refused at the door when it has a DOCTYPE
        except ET.ParseError:
            raise CellRefusal("書式の一覧を読めません") from None
        self._looks: list[object] = []
        self._dated: set[str] = set()
        if root is None:
            return
        codes = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iterfind(f"{_M}numFmts/{_M}numFmt")}
        for index, xf in enumerate(root.iterfind(f"{_M}cellXfs/{_M}xf")):
            number = xf.get("numFmtId", "0")
            sort = sort_of_format(codes[number]) if number in codes else _built_in(number)
            if sort == "date":
                self._dated.add(str(index))
            plain = sorted((name, text) for name, text in xf.items() if name not in _OF_FORMAT)
            self._looks.append((plain, [ET.tostring(child) for child in xf]))

    def shows_days(self, style: str | None) -> bool:
        """Whether a cell of this style prints a serial number as a day."""
        return (style or "0") in self._dated

    def like(self, style: str | None, others: Iterable[str]) -> str | None:
        """The first of the other styles that shows days and differs from this one in the number format alone."""
        own = self._look(style or "0")
        dated = sorted((other for other in others if other in self._dated), key=int)
        return next((other for other in dated if self._look(other) == own), None)

    def _look(self, style: str) -> object:
        return self._looks[int(style)] if style.isdecimal() and int(style) < len(self._looks) else None


def _built_in(number: str) -> str:
    return BUILT_IN.get(int(number), "number") if number.isdecimal() else "number"
