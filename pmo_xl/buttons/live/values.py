"""The values of an open sheet as a file's would be read: one bulk read, days and times told apart, errors as errors."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from msgspec import Struct

from pmo_xl.buttons.com import ask
from pmo_xl.model.grid import Area, CellValue, Rows
from pmo_xl.sheets.files.assembly import MAX_AREA
from pmo_xl.sheets.files.clean import NOTE, clean_rows
from pmo_xl.sheets.files.stray import Reach, extent_of
from pmo_xl.sheets.xlsx.stream import shown_number
from pmo_xl.sheets.xlsx.styles import sort_of_format

ERRORS: Final = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")  # as xlwings calls them
)
_COM_ERRORS: Final = range(-2146826300, -2146826200)  # those xlwings has no word for
_AS_IS: Final = frozenset((float, bool, str, type(None)))
_NO_TEXTS: Final = ERRORS | {""}
_FIRST: Final = datetime(1899, 12, 30)
_BEFORE_1904: Final = 1_462  # days
_LARGE: Final = 300_000  # cells of a used range that is worth asking where its values end
_EARLY: Final = 60  # days; what is dated earlier is a time of day, a duration, or nonsense
_MOST_FORMATS: Final = 500  # cells whose format is asked for one by one


class Values(Struct, frozen=True):
    """What stands in a sheet: `rows` from A1 on, and the cells that hold errors and formulas."""

    rows: Rows
    errors: dict[tuple[int, int], str]
    formulas: dict[int, frozenset[int]]
    notes: tuple[str, ...] = ()


def values_of(sheet: Any, *, since_1904: bool = False) -> Values:  # noqa: ANN401 - a sheet of xlwings
    """Everything in the sheet, hidden rows too. Raises SheetError when it is too big, as for a file."""
    area = _filled_area(sheet)
    if area is None:
        return Values([], {}, {})
    cells = sheet.range((area.top, area.left), (area.bottom, area.right))
    read = cells.options(ndim=2, err_to_str=True).value
    written = square(cells.formula)
    errors: dict[tuple[int, int], str] = {}
    formulas: dict[int, set[int]] = {}
    early: list[tuple[int, int]] = []
    columns: list[Sequence[CellValue]] = [(None,) * len(read)] * (area.left - 1)
    for column, (values, texts) in enumerate(zip(_columns(read), _columns(written), strict=True), area.left):
        rows_of = _formulas(values, texts, area.top)
        if rows_of:
            formulas[column] = rows_of
        meant = list(values)
        for at in _odd(values):
            value = plain_value(values[at], since_1904)
            if isinstance(value, timedelta):
                early.append((at + area.top, column))
            elif word := error_word(values[at]):
                errors[at + area.top, column] = word
                value = None
            meant[at] = value
        columns.append(meant)
    rows: Rows = [[] for _ in range(area.top - 1)]
    rows += map(list, zip(*columns, strict=True))
    _show_early(sheet, rows, early)
    notes = (NOTE,) if clean_rows(rows) else ()
    _cut(rows, errors, formulas)
    return Values(rows, errors, {column: frozenset(rows) for column, rows in sorted(formulas.items())}, notes)


def _columns(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    return zip(*rows, strict=True)


def _formulas(values: Sequence[Any], texts: Sequence[Any], top: int) -> set[int]:
    """The rows of a column whose cells hold formulas."""
    words = [*map(str, texts)]
    if "\n=" not in "\n".join(["", *words]):
        return set()
    return {at + top for at, word in enumerate(words) if word[:1] == "=" and texts[at] != values[at]}


def _odd(values: Sequence[Any]) -> Sequence[int]:
    """Where a column holds what is not taken as it stands."""
    odd = []
    if not _AS_IS.issuperset(map(type, values)):
        odd = [at for at, kind in enumerate(map(type, values)) if kind not in _AS_IS]
    if not _NO_TEXTS.isdisjoint(values):
        odd += [at for at, value in enumerate(values) if type(value) is str and value in _NO_TEXTS]
    return odd


def _filled_area(sheet: Any) -> Area | None:  # noqa: ANN401
    """The part of the sheet that is read; a format far away from all values makes no difference."""
    used = sheet.used_range
    (height, width), top, left = used.shape, used.row, used.column
    bottom, right = top + height - 1, left + width - 1
    if height * width > _LARGE:
        # 1, 2 = by rows, by columns; backwards from A1; -4123 = in what was typed, so that hidden rows count too.
        # "No such cell" and "cannot be asked" look alike here, and then the used range stands as it is.
        ends = [_last(sheet, order) for order in (1, 2)]
        bottom, right = min(bottom, ends[0] or bottom), min(right, ends[1] or right)
    if bottom < top or right < left:
        return None
    extent = extent_of(Reach(bottom, right, bottom), lambda: [Area(top, left, bottom, right)], MAX_AREA)
    return Area(top, left, min(bottom, extent.last_row), min(right, extent.last_column))


def _last(sheet: Any, order: int) -> int:  # noqa: ANN401
    def find() -> int:
        found = sheet.api.Cells.Find("*", sheet.api.Range("A1"), -4123, 2, order, 2)
        return int(found.Row if order == 1 else found.Column)

    return ask(find, 0)


def error_word(value: object) -> str:
    """What an error cell says; "" for every other value."""
    if isinstance(value, str):
        return value if value in ERRORS else ""
    return "#エラー" if isinstance(value, int) and value in _COM_ERRORS else ""


def plain_value(value: Any, since_1904: bool = False) -> CellValue:  # noqa: ANN401 - whatever COM hands over
    """A value as the file's reader gives it: a day is a date, a moment a datetime, an early one (for now) a span."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return _moment(value if value.tzinfo is None else value.replace(tzinfo=None), since_1904)
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float | Decimal):
        return float(value)
    return value if isinstance(value, date | timedelta) else str(value)


@lru_cache(maxsize=4096)  # a sheet has the same few days over and over
def _moment(value: datetime, since_1904: bool) -> CellValue:
    days = (value - _FIRST) / timedelta(days=1)
    if since_1904 and days < _BEFORE_1904 + _EARLY:
        days -= _BEFORE_1904
    if days < _EARLY:
        return timedelta(days=days)
    return shown_number(days, "date", since_1904=False)


def _show_early(sheet: Any, rows: Rows, early: Sequence[tuple[int, int]]) -> None:  # noqa: ANN401
    """Small numbers of days as what they are shown as: times of day, durations, or days of January 1900.

    One question a column where its cells have one format, one a cell where they have not.
    """
    by_column: dict[int, list[int]] = {}
    for row, column in early:
        by_column.setdefault(column, []).append(row)
    asked = 0
    for column, numbers in by_column.items():
        code = _format(sheet, numbers[0], column, numbers[-1])
        for row in numbers:
            if code is None and asked < _MOST_FORMATS:
                asked += 1
                own = _format(sheet, row, column, row)
            else:
                own = code
            sort = sort_of_format(own or "")
            span = rows[row - 1][column - 1]
            days = span / timedelta(days=1) if isinstance(span, timedelta) else 0.0
            shown = shown_number(days, "date" if sort == "number" else sort, since_1904=False)
            rows[row - 1][column - 1] = shown


def _format(sheet: Any, first: int, column: int, last: int) -> str | None:  # noqa: ANN401
    """The number format that all these cells have; None where they differ."""
    return ask(lambda: str(sheet.range((first, column), (last, column)).number_format or "") or None, None)


def square(formulas: Any) -> Sequence[Sequence[Any]]:  # noqa: ANN401
    """Formulas as rows: one cell's is a text, one row's may be a row."""
    if not isinstance(formulas, tuple | list):
        return [[formulas]]
    return formulas if formulas and isinstance(formulas[0], tuple | list) else [formulas]


def _cut(rows: Rows, errors: dict[tuple[int, int], str], formulas: dict[int, set[int]]) -> None:
    """Take off the rows below and the columns beside everything that is written."""
    filled = [number for number, row in enumerate(rows, 1) if row.count(None) < len(row)]
    filled += [row for row, _ in errors] + [max(found) for found in formulas.values()]
    del rows[max(filled, default=0) :]
    width = 0
    for row in rows:
        beyond = row[width:]
        if beyond.count(None) < len(beyond):
            width = _end(row)
    width = max([width, *(column for _, column in errors), *formulas])
    for row in rows:
        del row[width:]
        row += [None] * (width - len(row))


def _end(row: Sequence[CellValue]) -> int:
    return next((at for at in range(len(row), 0, -1) if row[at - 1] is not None), 0)
