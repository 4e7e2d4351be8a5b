"""What the styles of an OpenDocument spreadsheet tell of its sheets and cells: hidden, struck through, dressed up."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from msgspec import Struct

NAMESPACE: Final = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT = f"{NAMESPACE}office:1.0 ", f"{NAMESPACE}table:1.0 ", f"{NAMESPACE}text:1.0 "
CALC: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
STYLE, NUMBER, FORMAT = f"{NAMESPACE}style:1.0 ", f"{NAMESPACE}datastyle:1.0 ", f"{NAMESPACE}xsl-fo-compatible:1.0 "
_LINES: Final = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")
_NO_GROUND: Final = frozenset({"transparent", "#ffffff"})


class Look(NamedTuple):
    """How cells of a style look: struck through, dressed up (bold or coloured), with hours beyond 24 ([h]:mm)."""

    is_struck: bool = False
    is_dressed: bool = False
    counts_on: bool = False


class _Style(Struct):
    """One style as written; what it leaves open (None, "") is said by its parent."""

    parent: str
    data: str
    struck: bool | None = None
    bold: bool | None = None
    coloured: bool | None = None
    is_hidden: bool = False


class OpenStyles:
    """Collects the styles while a parser walks: `starts` and `ends` are what it has to call for which element."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._open: _Style | None = None
        self._elapsed: set[str] = set()
        self._looks: dict[str, Look] = {}
        self.starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            f"{STYLE}style": self._style,
            f"{STYLE}text-properties": self._text,
            f"{STYLE}table-cell-properties": self._ground,
            f"{STYLE}table-properties": self._sheet,
            f"{NUMBER}time-style": self._time,
        }
        self.ends: dict[str, Callable[[], None]] = {f"{STYLE}style": self._close}

    def look(self, name: str) -> Look:
        """How cells of this style look; plainly when there is no such style."""
        if name not in self._looks:
            self._looks[name] = self._looked_up(name)
        return self._looks[name]

    def hides_sheet(self, name: str) -> bool:
        """Whether a sheet of this style is hidden."""
        return name in self._styles and self._styles[name].is_hidden

    def _looked_up(self, name: str) -> Look:
        struck: bool | None = None
        bold: bool | None = None
        coloured: bool | None = None
        data = ""
        seen = set[str]()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            struck = style.struck if struck is None else struck
            bold = style.bold if bold is None else bold
            coloured = style.coloured if coloured is None else coloured
            data, name = data or style.data, style.parent
        return Look(bool(struck), bool(bold or coloured), data in self._elapsed)

    def _style(self, attributes: Mapping[str, str]) -> None:
        style = _Style(attributes.get(f"{STYLE}parent-style-name", ""), attributes.get(f"{STYLE}data-style-name", ""))
        if attributes.get(f"{STYLE}family") in ("table-cell", "table"):
            self._styles[attributes.get(f"{STYLE}name", "")] = self._open = style

    def _close(self) -> None:
        self._open = None

    def _text(self, attributes: Mapping[str, str]) -> None:
        if self._open is None:
            return
        lines = [attributes[name] for name in _LINES if name in attributes]
        if lines:
            self._open.struck = any(line != "none" for line in lines)
        if weight := attributes.get(f"{FORMAT}font-weight"):
            self._open.bold = weight == "bold" or (weight.isdecimal() and weight >= "600")

    def _ground(self, attributes: Mapping[str, str]) -> None:
        if self._open and (colour := attributes.get(f"{FORMAT}background-color")):
            self._open.coloured = colour.lower() not in _NO_GROUND

    def _sheet(self, attributes: Mapping[str, str]) -> None:
        if self._open:
            self._open.is_hidden = attributes.get(f"{TABLE}display") == "false"

    def _time(self, attributes: Mapping[str, str]) -> None:
        if attributes.get(f"{NUMBER}truncate-on-overflow") == "false":
            self._elapsed.add(attributes.get(f"{STYLE}name", ""))
