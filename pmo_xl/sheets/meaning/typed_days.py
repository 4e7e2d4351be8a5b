"""The days of a text file as Excel takes them when it opens one: only text can stand there, so text is no mistake."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.meaning.dates import day_comes_first, read_date

_SUFFIXES: Final = (".csv", ".tsv")
_YEAR_LAST = lazy(r"\s*\d{1,2}[-/]\d{1,2}[-/]\d{4}\b")
_TAKEN = lazy(
    r"\s*(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4}|\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}-[A-Za-z]{3}-\d{2,4})"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*$"
)


def is_text_file(file: str) -> bool:
    """Whether a file of this name holds text only."""
    return file.lower().endswith(_SUFFIXES)


def typed_days(values: Sequence[CellValue], heading: str) -> tuple[list[CellValue], str]:
    """A column with its whole days as dates, and a note when 5/7/2024 had to be understood without help.

    What Excel leaves a text (2024.5.7, 5月上旬) stays one. 5/7/2024 is the 7th of May, unless a day like 20/8/2024
    stands in the same column.
    """
    texts = {value for value in values if isinstance(value, str) and _TAKEN.match(value)}
    day_first = day_comes_first(texts)
    days: dict[str, date] = {
        text: read.date
        for text in texts
        if (read := read_date(text, near=None, day_first=bool(day_first))).what == "text_date" and read.date
    }
    unsure = sorted(text.strip() for text in days if _YEAR_LAST.match(text)) if day_first is None else []
    note = f"{heading}の「{unsure[0]}」などは、月/日/年とみなしました" if unsure else ""
    return [days.get(value, value) if isinstance(value, str) else value for value in values], note
