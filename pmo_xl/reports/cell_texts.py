"""The text of a cell on a page: as a person sees it, cut where it is long."""

from pmo_xl.model.grid import CellValue
from pmo_xl.sheets.meaning.values import text_of

_LONGEST, _MOST_LINES = 60, 3  # of a text that is shown uncut
_LONGEST_WHOLE = 4000


def shown(value: CellValue) -> str:
    """The value as Excel shows it with a plain format: 0.3, not 0.30000000000000004."""
    return f"{value:.10g}" if isinstance(value, float) and not value.is_integer() else text_of(value)


def cut(text: str) -> str:
    """The beginning of a long text: three lines, sixty characters, then 「…」."""
    lines = text.splitlines()
    short = "\n".join(lines[:_MOST_LINES]) if len(lines) > _MOST_LINES else text
    return f"{short[:_LONGEST]}…" if len(short) > _LONGEST or short != text else text


def limited(text: str) -> str:
    """A whole text, unless it would be a burden to the page; then its length is said."""
    return text if len(text) <= _LONGEST_WHOLE else f"{text[:_LONGEST_WHOLE]}…（以下略。全{len(text):,}文字）"
