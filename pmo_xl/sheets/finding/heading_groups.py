"""Heading rows above heading rows: words that stand over others (予定 / 開始日), or the same in another language."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.finding import parts
from pmo_xl.sheets.finding.heading_text import LONGEST, words_of
from pmo_xl.sheets.finding.headings import is_heading_word
from pmo_xl.sheets.finding.view import View, text_of

_SENTENCE = lazy(r"。|ください|します$|です$|ます$")
_GROUP_LIKE = lazy(r"記入|記載|情報|欄$|管理$|回目|周目|round|cycle", re.IGNORECASE)
_LETTER = lazy(r"[^\W\d_]|№|#")
_KNOWN, _BARELY_KNOWN = 0.5, 0.25  # share of known words in a row below groups
_FEWEST = 3  # words of a row in another language
_ALIKE = 0.6  # share of words that two groups have in common


class Cell(Struct, frozen=True):
    """One column's heading: its leftmost and rightmost sheet column, its text, and the group above it."""

    column: int
    last: int
    row: int
    bottom: int
    text: str
    group: str = ""

    @property
    def full(self) -> str:
        """The heading as a person sees it: 「予定 / 開始日」."""
        return f"{self.group} / {self.text}" if self.group and self.text else self.group or self.text


def is_group_row(
    view: View, tops: Sequence[Cell], subs: Sequence[Cell], *, strict: bool = False, beside: bool = False
) -> bool:
    """Whether the words of a row stand over groups of words in the row below.

    Proof is a merge over several words beside a heading that has no word below it; or group words (予定, 起票, 1回目);
    or two groups over the same words. A single word over everything is the title of the table.
    """
    if not tops or len(subs) < 2 or not all(_like_heading(view.value(sub.row, sub.column)) for sub in subs):
        return False
    over = [(top, within(subs, top.column, last)) for top, last in spans_of(tops, subs)]
    groups = [(top, words) for top, words in over if len(words) > 1 or (words and top.last > top.column)]
    alone = [top for top, words in over if not words]
    lone = [words[0] for top, words in over if len(words) == 1 and top.last == top.column]
    if not groups or len(lone) * 2 > len(over):
        return False
    merged = [top for top, _ in groups if top.last > top.column]
    all_merged = len(merged) == len(groups)
    if not all_merged and not all(is_heading_word(word.text) for word in lone):
        return False
    if not beside and len(over) == 1 and over[0][0].column <= min(sub.column for sub in subs):
        return False
    known = sum(is_heading_word(sub.text) for sub in subs) / len(subs)
    if all_merged and alone and all(top.bottom > top.row for top in alone):
        return True  # every word above either reaches down or is merged over its group
    if strict:
        return bool(merged) and all_merged and known >= _KNOWN
    telling = sum(tells_group(top.text) for top, _ in groups)
    proven = (merged and any(is_heading_word(top.text) for top in alone)) or telling * 2 >= len(groups)
    if not proven:
        proven = all_merged and _alike([words for _, words in groups])
    return bool(proven) and (known >= _KNOWN or (all_merged and known >= _BARELY_KNOWN))


def is_translated(tops: Sequence[Cell], subs: Sequence[Cell]) -> bool:
    """Whether the row below says most headings of the row above again in another language."""
    texts = [sub.text for sub in subs]
    if len(subs) < _FEWEST or len(set(texts)) < len(texts) or any(not _LETTER.search(text) for text in texts):
        return False
    pairs = [(top, words[0]) for top, last in spans_of(tops, subs) if len(words := within(subs, top.column, last)) == 1]
    if len(pairs) < _FEWEST or 2 * len(pairs) < len(tops):
        return False
    other = [(top, sub) for top, sub in pairs if top.text.isascii() != sub.text.isascii()]
    known = sum(is_heading_word(sub.text) for _, sub in other)
    return len(other) >= 0.7 * len(pairs) and known >= _KNOWN * len(other)


def spans_of(tops: Sequence[Cell], subs: Sequence[Cell]) -> list[tuple[Cell, int]]:
    """Each upper cell with the last column it stands over: its merge, or the blanks to its right."""
    found = []
    for number, top in enumerate(tops):
        last = top.last
        if top.last == top.column and top.bottom == top.row:
            following = tops[number + 1].column if number + 1 < len(tops) else subs[-1].column + 1
            below = within(subs, top.column, following - 1)
            # a word with a word of its own below it, and blanks beside it, is a group; otherwise it stands alone
            last = below[-1].column if below and below[0].column == top.column else top.column
        found.append((top, last))
    return found


def within(cells: Sequence[Cell], first: int, last: int) -> Sequence[Cell]:
    """The cells, which stand left to right, from one sheet column to another."""
    return cells[bisect_left(cells, first, key=_column) : bisect_right(cells, last, key=_column)]


def _column(cell: Cell) -> int:
    return cell.column


def _alike(groups: Sequence[Sequence[Cell]]) -> bool:
    """Whether two groups stand over the same words (Probability, Impact under Inherent and under Residual)."""
    words = [{words_of(cell.text).bare for cell in group} for group in groups if len(group) > 1]
    return any(
        len(one & other) >= _ALIKE * min(len(one), len(other)) and len(one & other) > 1
        for at, one in enumerate(words)
        for other in words[:at]
    )


def tells_group(text: str) -> bool:
    """Whether the text names an act, a part or a round that words below it belong to (予定, 調査者記載, 2回目)."""
    words = words_of(text)
    return bool(parts.plain_group(words.bare)) or words.number is not None or bool(_GROUP_LIKE.search(text))


def _like_heading(value: CellValue) -> bool:
    """Whether the value could be a heading at all: a short text, no date, no number."""
    if isinstance(value, datetime | date):
        return True  # the scale of a gantt; cut off later
    text = text_of(value)
    return 0 < len(text) <= LONGEST and not _SENTENCE.search(text)
