"""What a cell of an OpenDocument spreadsheet says: its value by the type it declares, or the error it shows."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.clean import cleaned, is_clean
from pmo_xl.sheets.ods.styles import CALC, OFFICE, TABLE, Look
from pmo_xl.sheets.ods.tables import CellMeaning
from pmo_xl.sheets.xlsx.stream import iso_value, shown_number

_TYPE: Final = f"{OFFICE}value-type"
_FORMULA: Final = f"{TABLE}formula"
_NUMBER, _STRING, _BOOLEAN = f"{OFFICE}value", f"{OFFICE}string-value", f"{OFFICE}boolean-value"
_DATE, _LENGTH = f"{OFFICE}date-value", f"{OFFICE}time-value"
_OWN_TYPE: Final = f"{CALC}value-type"
_TRUTHS: Final[dict[str, CellValue]] = {"of:=TRUE()": True, "of:=FALSE()": False}
_NUMBERS: Final = frozenset({"float", "percentage", "currency"})
# Serial 0 of a spreadsheet: a time of day that is shown as a date lies on it.
_FIRST_DAY: Final = date(1899, 12, 30)
_ERROR = lazy(r"(?:#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|(?:Err|エラー):[0-9]{3})$")
_TIME = lazy(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$")


def meaning_of(attributes: Mapping[str, str], text: str | None, look: Look) -> CellMeaning | None:
    """What a cell of this look says; None when it is blank. `text` are its paragraphs (None: it has none)."""
    formula = attributes.get(_FORMULA)
    if formula is None and not text and _TYPE not in attributes:
        return None
    # TRUE or FALSE and nothing else: so LibreOffice writes those of an Excel workbook.
    value = _TRUTHS.get(formula) if formula else None
    is_formula = formula is not None and value is None
    error = _error(attributes, text, is_formula=is_formula)
    if value is None and error is None:
        value = _value(attributes, text, counts_on=look.counts_on)
    is_cleaned = False
    if isinstance(value, str) and not value.isprintable():
        is_cleaned, value = not is_clean(value), cleaned(value) or None
    if value is None and error is None and not is_formula:
        return None
    is_uncached = is_formula and text is None and _TYPE not in attributes
    is_remarkable = is_formula or error is not None or look.is_struck
    return CellMeaning(value, error, is_formula, is_uncached, is_cleaned, is_remarkable, look)


def _value(attributes: Mapping[str, str], text: str | None, *, counts_on: bool) -> CellValue:
    """The value by the type it declares; one that cannot be read is its text."""
    kind = attributes.get(_TYPE, "string")
    if kind == "string":
        return attributes.get(_STRING, text) or None
    try:
        if kind in _NUMBERS:
            return float(attributes[_NUMBER])
        if kind == "boolean":
            return {"true": True, "false": False}[attributes[_BOOLEAN]]
        if kind == "date":
            return _moment(attributes[_DATE])
        if kind == "time":
            days = _length(attributes[_LENGTH]) / timedelta(days=1)
            return shown_number(days, "duration" if counts_on else "date", since_1904=False)
    except (KeyError, ValueError, OverflowError):
        pass
    return text or None


def _error(attributes: Mapping[str, str], text: str | None, *, is_formula: bool) -> str | None:
    """The error word a cell shows (#DIV/0!, Err:502); None when it shows none.

    LibreOffice marks errors; other programs and older versions leave them as the text of a formula without a value.
    """
    if not text:
        return None
    if own := attributes.get(_OWN_TYPE):
        return text if own == "error" else None
    said = attributes.get(_STRING) or attributes.get(_NUMBER) or text
    return text if is_formula and said in (text, "0") and _ERROR.match(text) else None


def _moment(written: str) -> CellValue:
    moment = iso_value(written)
    if isinstance(moment, str):
        raise ValueError(written)
    if moment == _FIRST_DAY:
        return time()
    return moment.time() if isinstance(moment, datetime) and moment.date() == _FIRST_DAY else moment


def _length(written: str) -> timedelta:
    found = _TIME.match(written)
    if found is None:
        raise ValueError(written)
    sign, days, hours, minutes, seconds = (part or "0" for part in found.groups())
    length = timedelta(int(days), hours=int(hours), minutes=int(minutes), seconds=float(seconds.replace(",", ".")))
    return -length if sign == "-" else length
