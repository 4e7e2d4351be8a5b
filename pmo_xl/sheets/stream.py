"""The careful way through a sheet: cell by cell, whatever its shape, for what the fast ways do not read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from xml.parsers import expat

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import column_number
from pmo_xl.sheets.clean import parsable
from pmo_xl.sheets.refusal import broken_part
from pmo_xl.sheets.scan import CellFacts
from pmo_xl.sheets.styles import Sort, Styles
from pmo_xl.sheets.xmltree import MAX_DEPTH, too_deep

_CHUNK = 1 << 18
_ESCAPE = lazy("_x([0-9A-Fa-f]{4})_")
_ADDRESS = lazy(r"([A-Z]{1,3})([0-9]{1,7})$")
LAST_DAY = 2_958_465  # 9999-12-31, the last serial that is a date
LOST_TEXT = "#文字列なし"


class RawCell(NamedTuple):
    """One cell as written: its address, type and style, whether it holds a formula, and its text (None: none)."""

    row: int
    column: int
    type: str
    style: int
    has_formula: bool
    text: str | None


class Meaning(Struct, frozen=True):
    """What turns written cells into values: the shared texts, the styles, and the day serials are counted from."""

    shared: Sequence[str] = ()
    styles: Styles = fresh(default_factory=Styles)
    since_1904: bool = False

    def value(self, cell: RawCell) -> CellValue:
        """The value of a cell; None for blank ones and errors."""
        text = cell.text
        if not text or cell.type == "e":
            return None
        if cell.type == "s":
            return (self.shared[int(text)] or None) if self.has_text(text) else None
        if cell.type in ("str", "inlineStr"):
            return unescaped(text) or None
        if cell.type == "b":
            return {"1": True, "true": True, "0": False, "false": False}.get(text, text)
        if cell.type == "d":
            return _iso(text)
        try:
            number = float(text)
        except ValueError:
            return text
        return number_value(number, self.styles, cell.style, self.since_1904)

    def has_text(self, index: str) -> bool:
        """Whether a shared text of this number exists."""
        return index.isdecimal() and int(index) < len(self.shared)


def number_value(number: float, styles: Styles, style: int, since_1904: bool) -> CellValue:
    """The number as its style shows it: a date, a time of day, a duration, or the number itself."""
    return shown_number(number, styles.sort(style), since_1904=since_1904)


def shown_number(number: float, sort: Sort, *, since_1904: bool) -> CellValue:
    """The number as what it is shown as; one that no calendar holds stays a number."""
    if sort == "number" or not 0 <= number < LAST_DAY + 1:
        return number
    if sort == "duration":
        return timedelta(milliseconds=round(number * 86_400_000))
    # Excel counts 1900-02-29, a day that never was; hence 1899-12-30 for everything after it.
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if number >= 60 else 31)
    moment = first + timedelta(milliseconds=round(number * 86_400_000))
    if number < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def unescaped(text: str) -> str:
    """The text with Excel's own escapes resolved once: _x000A_ is a line feed, _x005F_ an underscore."""
    return _ESCAPE.sub(_meant, text) if "_x" in text else text


def _meant(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return escape[0] if 0xD800 <= code < 0xE000 else chr(code)  # half a character means nothing by itself


def cells(xml: bytes) -> Iterator[RawCell | int]:
    """Every cell of the sheet in the order written, blank ones too; a bare number stands for a hidden row.

    Cells without an address follow the one before. Raises SheetError when the XML is damaged or nested too deep.
    """
    walker = _Walker()
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.characters
    data = parsable(xml)
    try:
        for at in range(0, len(data) + 1, _CHUNK):
            parser.Parse(data[at : at + _CHUNK], at + _CHUNK > len(data))
            yield from walker.found
            walker.found.clear()
    except expat.ExpatError as error:
        raise broken_part(f"シートのデータの{error.lineno}行目付近") from None


class _Walker:
    """Collects cells while the parser walks."""

    def __init__(self) -> None:
        self.found: list[RawCell | int] = []
        self.depth = self.row = self.column = self.style = 0
        self.type = ""
        self.formula = False
        self.text: list[str] | None = None
        self.listening = False
        self.phonetic = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise too_deep("シート")
        match name.rpartition(":")[2]:
            case "row":
                self._row(attributes)
            case "c":
                self._cell(attributes)
            case "f":
                self.formula = True
            case "v" | "t" if not self.phonetic:
                self.listening = True
                self.text = self.text or []
            case "rPh":
                self.phonetic = True

    def _row(self, attributes: Mapping[str, str]) -> None:
        given = attributes.get("r", "")
        self.row = int(given) if given.isdecimal() else self.row + 1
        self.column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.found.append(self.row)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        if address := _ADDRESS.match(attributes.get("r", "")):
            self.column, self.row = column_number(address[1]), int(address[2])
        else:
            self.column += 1
        style = attributes.get("s", "")
        self.style = int(style) if style.isdecimal() else 0
        self.type = attributes.get("t", "n")
        self.formula, self.text = False, None

    def end(self, name: str) -> None:
        self.depth -= 1
        match name.rpartition(":")[2]:
            case "c":
                text = None if self.text is None else "".join(self.text)
                self.found.append(RawCell(self.row, self.column, self.type, self.style, self.formula, text))
                self.text = None
            case "v" | "t":
                self.listening = False
            case "rPh":
                self.phonetic = False

    def characters(self, text: str) -> None:
        if self.listening and self.text is not None:
            self.text.append(text)


def facts_of(xml: bytes, struck: frozenset[int] = frozenset()) -> CellFacts:
    """The same facts as `scan`, for a sheet of any shape."""
    facts = CellFacts()
    filled = set[int]()
    for cell in cells(xml):
        if isinstance(cell, int):
            facts.hidden_rows.add(cell)
            continue
        place = (cell.row, cell.column)
        if cell.has_formula:
            facts.formulas.setdefault(cell.column, set()).add(cell.row)
            if not cell.text and cell.type != "str":
                facts.uncached.add(place)
        if cell.type == "e":
            facts.errors[place] = cell.text or ""
        if cell.text or cell.has_formula:
            filled.add(cell.row)
            facts.last_row = max(facts.last_row, cell.row)
            facts.last_column = max(facts.last_column, cell.column)
            if cell.style in struck:
                facts.struck.setdefault(cell.row, set()).add(cell.column)
    facts.filled_rows = len(filled)
    return facts


def _iso(text: str) -> CellValue:
    """A date written as ISO 8601 (cells of type "d")."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    moment = moment.replace(tzinfo=None)
    return moment if "T" in text else date(moment.year, moment.month, moment.day)
