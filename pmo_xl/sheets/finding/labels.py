"""Labels beside their values: the head of a meeting memo, and forms that hold one case a sheet."""

from collections.abc import Mapping

from pmo_xl.sheets.finding.heading_text import words_of
from pmo_xl.sheets.finding.headings import is_heading_word, meeting_labels
from pmo_xl.sheets.finding.view import View, text_of

_HEAD_ROWS = 40
_TITLE_ROWS = 12
_RIGHT_ABOVE = 2  # rows
FAR = 300  # columns; labels and their values stand left of it
LABEL = 16  # characters; labels are short
_TELLING = frozenset(("attendees", "absentees", "held_at", "recorder", "next_at", "place", "distribution"))


def meeting_head(view: View, above: int) -> Mapping[str, tuple[int, int]]:
    """Meeting field → cell (row, column) of its value, for the labels in the rows before `above`.

    Labels may stand in any order and side by side; the value is the next filled cell to the right, before another
    label. A label without a value is left out. Empty unless at least two labels are a meeting's own.
    """
    labels = meeting_labels()
    found: dict[str, tuple[int, int]] = {}
    seen: set[str] = set()
    for row in range(1, min(above, view.last_row + 1, _HEAD_ROWS)):
        cells = list(view.cells(row, FAR))
        for number, (_, value) in enumerate(cells):
            text = text_of(value)
            name = labels.get(words_of(text).bare) if 0 < len(text) <= LABEL else None
            if name is None:
                continue
            seen.add(name)
            right = cells[number + 1] if number + 1 < len(cells) else None
            if right is None or name in found or words_of(text_of(right[1])).bare in labels:
                continue
            found[name] = (row, right[0])
    return found if len(seen & _TELLING) > 1 and found else {}


def titles_above(view: View, row: int, left: int, right: int) -> list[str]:
    """The texts that begin a row alone above the left part of a table, top down; label/value rows are passed over.

    Right above the heading a word that may be one itself (決定事項) is a title too.
    """
    near = left + max(2, (right - left) // 3)
    found = []
    for number in range(max(1, row - _TITLE_ROWS), row):
        cells = [(column, value) for column, value in view.cells(number) if left - 1 <= column <= near]
        text = text_of(cells[0][1]) if len(cells) == 1 else ""
        if text and len(text) <= 3 * LABEL and (number >= row - _RIGHT_ABOVE or not is_heading_word(text)):
            found.append(text)
    return found
