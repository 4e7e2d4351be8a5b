"""The date columns of a table, read together: a day without a year takes it from the other dates of its row."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from msgspec import Struct

from pmo_xl.model.fields import base_name
from pmo_xl.model.grid import CellValue
from pmo_xl.model.register import What
from pmo_xl.model.words import is_ditto
from pmo_xl.sheets.meaning.column import Cells, Each, Meaning, Odd, read_each
from pmo_xl.sheets.meaning.dates import DateWhat, ReadDate, day_comes_first, read_date, said_from_a_day

_STARTS: Final = ("raised_date", "detected_date", "planned_start", "actual_start")
_PLANS: Final = frozenset(
    {"due_date", "planned_date", "fix_plan_date", "retest_plan_date", "planned_start", "planned_end"}
)
# A due day that seems to lie before the day it was raised means the next year, unless it would be this far off:
# then the row is simply wrong, and a rule says so.
_BELIEVED: Final = timedelta(days=300)
_REPORTED: Final[dict[DateWhat, What]] = {
    "text_date": "text_date",
    "yearless_date": "yearless_date",
    "vague_date": "vague_date",
    "word": "vague_date",
    "bad_date": "bad_date",
}


def read_date_columns(columns: Sequence[Cells], *, near: date | None) -> list[Meaning]:
    """Each column's days, None where there is none.

    A missing year is the one nearest to the other dates of the row, else of the column, else to `near`; what ends is
    not placed before what starts. Of a vague time a plan (due_date, planned_date …) takes the last day, a fact none.
    """
    read = [_Column.of(column, near) for column in columns]
    return [column.meaning(read) for column in read]


class _Column(Struct, frozen=True):
    field: str
    heading: str
    each: Each[ReadDate]  # every cell, read by itself
    odd: frozenset[CellValue]
    near: date | None
    day_first: bool | None

    @classmethod
    def of(cls, column: Cells, near: date | None) -> "_Column":
        texts = (cell for cell in dict.fromkeys(column.values) if isinstance(cell, str))
        day_first = day_comes_first(texts)
        each = read_each(column.values, lambda cell: read_date(cell, near=near, day_first=day_first))
        reads = each.known.values()
        exact = sorted({read.date for read in reads if read.date and read.what in ("date", "text_date")})
        if exact:
            near = exact[len(exact) // 2]
        odd = frozenset(cell for cell, read in each.known.items() if read.what not in ("date", "blank"))
        return cls(column.field, column.heading, each, odd, near, day_first)

    def meaning(self, every: Sequence["_Column"]) -> Meaning:
        days = {cell: read.date for cell, read in self.each.known.items()}
        values = list(map(days.__getitem__, self.each.cells))
        if not self.odd:
            return Meaning(values)
        odd = []
        for index, cell in enumerate(self.each.cells):
            if cell in self.odd:
                read = self._placed(cell, index, every)
                taken = None if read.what == "vague_date" and base_name(self.field) not in _PLANS else read.date
                if read.what == "word" and is_ditto(read.text):
                    odd.append(Odd(index, "ditto", read.text, values[index - 1] if index else None))
                else:
                    odd.append(Odd(index, _REPORTED[read.what], read.text, taken))
                values[index] = taken
        return Meaning(values, odd, self._notes(odd))

    def exact(self, index: int) -> date | None:
        """The day a row names completely, by itself."""
        read = self.each.values[index]
        return read.date if read.what in ("date", "text_date") else None

    def _placed(self, cell: CellValue, index: int, every: Sequence["_Column"]) -> ReadDate:
        """The cell read again beside the dates of its row, when it leaves the year open."""
        read = self.each.known[cell]
        if read.what not in ("yearless_date", "vague_date"):
            return read
        beside = {column.field: day for column in every if column is not self and (day := column.exact(index))}
        start = next((beside[name] for name in _STARTS if name in beside), None)
        if start is None and read.date is not None and said_from_a_day(read.text):
            return read
        if not beside and self.field not in _STARTS:
            start = self._yearless_start(index, every)
        end = None if start else max(beside.values(), default=None)
        read = _read_beside(read.text, start or end or self.near, self.day_first)
        day = read.date
        if day and start and self.field not in _STARTS and day < start:
            day = _in_another_year(day, 1, start)
        elif day and end and self.field in _STARTS and day > end:
            day = _in_another_year(day, -1, end)
        return ReadDate(read.what, day, read.text)

    def _yearless_start(self, index: int, every: Sequence["_Column"]) -> date | None:
        """The day the row starts on when that has no year either: what ends may not lie before it."""
        starts = (column for name in _STARTS for column in every if column.field == name)
        placed = (column._placed(column.each.cells[index], index, every) for column in starts)
        return next((read.date for read in placed if read.what == "yearless_date"), None)

    def _notes(self, odd: Sequence[Odd]) -> list[str]:
        parts = []
        for what, sentence in _SENTENCES.items():
            found = [o for o in odd if o.what == what]
            if found:
                first = found[0]
                shown = f"「{first.text[:20]}」" + (
                    f"→{first.meaning:%Y/%m/%d}" if isinstance(first.meaning, date) else ""
                )
                parts.append(f"{sentence}{len(found)}件（例: {shown}）")
        return [f"{self.heading}に、{'、'.join(parts)}があります"] if parts else []


_SENTENCES: Final[dict[What, str]] = {
    "text_date": "文字で書かれた日付が",
    "yearless_date": "近い日付から年を補った日付が",
    "vague_date": "日を特定できない書き方が",
    "bad_date": "実在しないなど日付として使えない値が",
}


@lru_cache(maxsize=8192)
def _read_beside(text: str, near: date | None, day_first: bool | None) -> ReadDate:
    """The text of a cell read once for every day that stands beside it."""
    return read_date(text, near=near, day_first=day_first)


def _in_another_year(day: date, years: int, beside: date) -> date:
    """The day a year later or earlier; itself when that would be too far from the day beside it, or is no day."""
    try:
        moved = day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day
    return moved if abs(moved - beside) <= _BELIEVED else day
