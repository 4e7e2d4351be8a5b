"""Words where a date belongs: when a word is G-007's, when O-003's, and when it is meant so."""

from datetime import date
from typing import Final

from pmo_xl.model.register import Oddity
from pmo_xl.sheets.meaning.dates import first_of_span

WORD_IS_ITS_OWN: Final = ("todo", "issue", "qa")  # the kinds O-003 looks at


def is_word_in_due_date(oddity: Oddity) -> bool:
    """A due date that names no day at all (なるはや, 適宜); in a ToDo also one that names only a span (5月上旬)."""
    kind = oddity.table.kind
    if oddity.what != "vague_date" or oddity.field != "due_date" or kind not in WORD_IS_ITS_OWN:
        return False
    return kind == "todo" or oddity.meaning is None


def is_meant_so(oddity: Oddity) -> bool:
    """Whether the words belong there: a span of days off (12/29〜1/3), the 開始・終了条件 of a manual job."""
    if oddity.table.kind == "manual_work":
        return oddity.field in ("planned_start", "planned_end") and oddity.what == "vague_date"
    last = oddity.meaning if oddity.table.kind == "holiday" else None
    return isinstance(last, date) and first_of_span(oddity.text, last) is not None
