"""What a cell of an OpenDocument spreadsheet says: its value by the type it declares, or the error it shows."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.ods_styles import OFFICE
from pmo_xl.sheets.stream import shown_number

TYPE: Final = f"{OFFICE}value-type"
_NUMBER: Final = f"{OFFICE}value"
_STRING: Final = f"{OFFICE}string-value"
_OWN_TYPE: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_NUMBERS: Final = frozenset({"float", "percentage", "currency"})
# Serial 0 of a spreadsheet: a time of day that is shown as a date lies on it.
_FIRST_DAY: Final = date(1899, 12, 30)
_HALF_MILLISECOND: Final = timedelta(microseconds=500)
_ERROR = lazy(r"(?:#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|(?:Err|エラー):[0-9]{3})$")
_TIME = lazy(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$")


def value_of(attributes: Mapping[str, str], text: str | None, *, counts_on: bool) -> CellValue:
    """The value of a cell that shows no error; `text` are its paragraphs (None: it has none).

    `counts_on` says that its style lets a time go on beyond 24 hours. A value that cannot be read is its text.
    """
    kind = attributes.get(TYPE, "string")
    if kind == "string":
        return attributes.get(_STRING, text) or None
    try:
        if kind in _NUMBERS:
            return float(attributes[_NUMBER])
        if kind == "boolean":
            return {"true": True, "false": False}[attributes[f"{OFFICE}boolean-value"]]
        if kind == "date":
            return _moment(attributes[f"{OFFICE}date-value"])
        if kind == "time":
            days = _length(attributes[f"{OFFICE}time-value"]) / timedelta(days=1)
            return shown_number(days, "duration" if counts_on else "date", since_1904=False)
    except (KeyError, ValueError, OverflowError):
        pass
    return text or None


def error_of(attributes: Mapping[str, str], text: str | None, *, is_formula: bool) -> str | None:
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
    moment = datetime.fromisoformat(written).replace(tzinfo=None) + _HALF_MILLISECOND
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    if moment.date() == _FIRST_DAY:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def _length(written: str) -> timedelta:
    found = _TIME.match(written)
    if found is None:
        raise ValueError(written)
    sign, days, hours, minutes, seconds = (part or "0" for part in found.groups())
    length = timedelta(int(days), hours=int(hours), minutes=int(minutes), seconds=float(seconds.replace(",", ".")))
    return -length if sign == "-" else length
