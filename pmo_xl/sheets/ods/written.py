"""A cell of an OpenDocument spreadsheet as it is written, and how often things stand there."""

from collections.abc import Mapping
from typing import Final

from pmo_xl.sheets.files.scan import MAX_ROW
from pmo_xl.sheets.ods.styles import TABLE
from pmo_xl.sheets.ods.tables import CellMeaning

ROWS_REPEATED, COLUMNS_REPEATED = f"{TABLE}number-rows-repeated", f"{TABLE}number-columns-repeated"
ROWS_SPANNED, COLUMNS_SPANNED = f"{TABLE}number-rows-spanned", f"{TABLE}number-columns-spanned"
VALIDATION: Final = f"{TABLE}content-validation-name"
_STYLE_NAME: Final = f"{TABLE}style-name"
_FRAME: Final = frozenset({VALIDATION, ROWS_SPANNED, COLUMNS_SPANNED})
_ABSURD: Final = 10  # digits


class WrittenCell:
    """A cell as written, and what it says by the style it got last."""

    __slots__ = ("attributes", "is_framed", "meaning", "repeated", "style", "style_meant", "text")

    def __init__(self, attributes: Mapping[str, str], text: str | None) -> None:
        self.attributes = attributes
        self.text = text
        self.repeated = count_of(attributes.get(COLUMNS_REPEATED))
        self.style = attributes.get(_STYLE_NAME, "")
        self.is_framed = not _FRAME.isdisjoint(attributes)
        self.style_meant: str | None = None
        self.meaning: CellMeaning | None = None


def count_of(written: str | None) -> int:
    """How often an element stands there: once where nothing else is said, never more often than a sheet has rows."""
    if written is None or not written.isdecimal() or len(written) >= _ABSURD:
        return 1
    return min(max(int(written), 1), MAX_ROW)
