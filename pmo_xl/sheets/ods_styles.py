"""What the styles of an OpenDocument spreadsheet tell: hidden sheets, text struck through, hours that count on."""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
NUMBER: Final = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "
_LINES: Final = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")


class _Style(Struct):
    """One style as written; what it leaves open (None, "") is said by its parent."""

    parent: str
    data: str
    struck: bool | None = None
    is_hidden: bool = False


class OpenStyles:
    """Collects the styles while a parser walks: `starts` and `ends` are what it has to call for which element."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._open: _Style | None = None
        self._elapsed: set[str] = set()
        self._known: dict[str, tuple[bool, bool]] = {}
        self.starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            f"{STYLE}style": self._style,
            f"{STYLE}text-properties": self._text,
            f"{STYLE}table-properties": self._table,
            f"{NUMBER}time-style": self._time,
        }
        self.ends: dict[str, Callable[[], None]] = {f"{STYLE}style": self._close}

    def is_struck(self, name: str) -> bool:
        """Whether a cell of this style is struck through."""
        return self._meaning(name)[0]

    def counts_on(self, name: str) -> bool:
        """Whether a time of this style goes on beyond 24 hours ([h]:mm)."""
        return self._meaning(name)[1]

    def hides_sheet(self, name: str) -> bool:
        """Whether a sheet of this style is hidden."""
        return name in self._styles and self._styles[name].is_hidden

    def _meaning(self, name: str) -> tuple[bool, bool]:
        if name not in self._known:
            self._known[name] = self._looked_up(name)
        return self._known[name]

    def _looked_up(self, name: str) -> tuple[bool, bool]:
        struck: bool | None = None
        data = ""
        seen = set[str]()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            struck = style.struck if struck is None else struck
            data, name = data or style.data, style.parent
        return bool(struck), data in self._elapsed

    def _style(self, attributes: Mapping[str, str]) -> None:
        style = _Style(attributes.get(f"{STYLE}parent-style-name", ""), attributes.get(f"{STYLE}data-style-name", ""))
        if attributes.get(f"{STYLE}family") in ("table-cell", "table"):
            self._styles[attributes.get(f"{STYLE}name", "")] = self._open = style

    def _close(self) -> None:
        self._open = None

    def _text(self, attributes: Mapping[str, str]) -> None:
        lines = [attributes[name] for name in _LINES if name in attributes]
        if self._open and lines:
            self._open.struck = any(line != "none" for line in lines)

    def _table(self, attributes: Mapping[str, str]) -> None:
        if self._open:
            self._open.is_hidden = attributes.get(f"{TABLE}display") == "false"

    def _time(self, attributes: Mapping[str, str]) -> None:
        if attributes.get(f"{NUMBER}truncate-on-overflow") == "false":
            self._elapsed.add(attributes.get(f"{STYLE}name", ""))
