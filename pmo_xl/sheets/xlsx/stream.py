"""The careful way through a sheet: cell by cell, whatever its shape, for what the fast ways do not read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from xml.parsers import expat

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import column_number
from pmo_xl.sheets.files.refusal import SheetError, broken_part
from pmo_xl.sheets.files.scan import MAX_COLUMN, MAX_ROW, CellFacts
from pmo_xl.sheets.files.xmltree import MAX_DEPTH, fed, too_deep, walking, whole
from pmo_xl.sheets.xlsx.styles import Sort, Styles

_ESCAPE = lazy("_x([0-9A-Fa-f]{4})_")
LAST_DAY = 2_958_465  # 9999-12-31, the last serial that is a date
_BEFORE_1904 = 1_462  # days; where they are not counted, the last serial is so much smaller
_DAY = 86_400_000  # milliseconds
_LETTERS = 3  # of a column
_HALF_MILLISECOND = timedelta(microseconds=500)
_DIGITS = "0123456789"
_SHOWN = 20  # characters of an address
LOST_TEXT = "#文字列なし"


class RawCell(Struct, frozen=True):
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
            return iso_value(text)
        try:
            number = float(text)
        except ValueError:
            return text
        return number_value(number, self.styles, cell.style, self.since_1904)

    def has_text(self, index: str) -> bool:
        """Whether a shared text of this number exists."""
        number = whole(index)
        return number is not None and number < len(self.shared)


def number_value(number: float, styles: Styles, style: int, since_1904: bool) -> CellValue:
    """The number as its style shows it: a date, a time of day, a duration, or the number itself."""
    return shown_number(number, styles.sort(style), since_1904=since_1904)


def shown_number(number: float, sort: Sort, *, since_1904: bool) -> CellValue:
    """The number as what it is shown as; one that no calendar holds stays a number."""
    last = LAST_DAY - _BEFORE_1904 if since_1904 else LAST_DAY
    if sort == "number" or not 0 <= number < last + 1:
        return number
    milliseconds = round(number * _DAY)
    if sort == "duration":
        return timedelta(milliseconds=milliseconds)
    if milliseconds >= (last + 1) * _DAY:
        return number
    # Excel counts 1900-02-29, a day that never was; hence 1899-12-30 for everything after it.
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if number >= 60 else 31)
    moment = first + timedelta(milliseconds=milliseconds)
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

    Cells without an address follow the one before. Raises SheetError when the XML is damaged or nested too deep, or a
    cell lies where no sheet reaches.
    """
    walker = _Walker()
    try:
        yield from fed(walking(walker.start, walker.end, walker.characters), xml, walker.found)
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
        local = _local(name)
        if local == "c":
            self._cell(attributes)
        elif local in ("v", "t"):
            if not self.phonetic:
                self.listening = True
                self.text = self.text or []
        elif local == "f":
            self.formula = True
        elif local == "row":
            self._row(attributes)
        elif local == "rPh":
            self.phonetic = True

    def _row(self, attributes: Mapping[str, str]) -> None:
        given = attributes.get("r")
        number = whole(given) if given else self.row + 1
        if number is None or not 0 < number <= MAX_ROW:
            raise _beyond(f"行番号 {given or number}")
        self.row, self.column = number, 0
        if attributes.get("hidden") in ("1", "true"):
            self.found.append(self.row)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        given = attributes.get("r")
        if given is None:
            self.column += 1
        else:
            letters = given.rstrip(_DIGITS)
            number = _row_number(given[len(letters) :])
            self.column = _column_number(letters)
            if not number or not self.column:
                raise _beyond(f"セルの番地 {given}")
            self.row = number
        if not (0 < self.row <= MAX_ROW and self.column <= MAX_COLUMN):
            raise _beyond(f"セルの番地 {given or self.column}")
        self.style = _style_number(attributes.get("s", ""))
        self.type = attributes.get("t", "n")
        self.formula, self.text = False, None

    def end(self, name: str) -> None:
        self.depth -= 1
        local = _local(name)
        if local == "c":
            text = None if self.text is None else "".join(self.text)
            self.found.append(RawCell(self.row, self.column, self.type, self.style, self.formula, text))
            self.text = None
        elif local in ("v", "t"):
            self.listening = False
        elif local == "rPh":
            self.phonetic = False

    def characters(self, text: str) -> None:
        if self.listening and self.text is not None:
            self.text.append(text)


# The same names, columns, rows and styles come again and again.
_known = lru_cache(maxsize=1024)


@_known
def _local(name: str) -> str:
    return name.rpartition(":")[2]


@_known
def _column_number(letters: str) -> int:
    """The column of these letters; 0 when they are none."""
    return column_number(letters) if len(letters) <= _LETTERS and letters.isascii() and letters.isupper() else 0


@_known
def _row_number(written: str) -> int:
    return whole(written) or 0


@_known
def _style_number(written: str) -> int:
    return whole(written) or 0


def _beyond(what: str) -> SheetError:
    shown = what if len(what) <= _SHOWN else f"{what[:_SHOWN]}…"
    return broken_part(f"{shown} はシートにありえません")


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
                facts.check()
        if cell.type == "e":
            facts.errors[place] = cell.text or ""
            facts.check()
        if cell.text or cell.has_formula:
            filled.add(cell.row)
            facts.last_row = max(facts.last_row, cell.row)
            facts.last_column = max(facts.last_column, cell.column)
            if cell.style in struck:
                facts.struck.setdefault(cell.row, set()).add(cell.column)
    facts.filled_rows = len(filled)
    return facts


def iso_value(text: str) -> CellValue:
    """A date written as ISO 8601 (cells of type "d"), to the millisecond; the text itself when it is none."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None) + _HALF_MILLISECOND
    except (ValueError, OverflowError):
        return text
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    return moment.date() if moment.time() == time() else moment
