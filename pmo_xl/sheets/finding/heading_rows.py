"""Where the tables of a sheet begin: the rows of heading words among titles, title blocks, lists and data."""

from collections.abc import Iterator, Sequence
from datetime import date

from pmo_xl.model.grid import CellValue, is_blank
from pmo_xl.sheets.finding.heading_cells import BELOW, Heading, headings_at
from pmo_xl.sheets.finding.heading_shape import is_shaped
from pmo_xl.sheets.finding.heading_text import LONGEST, same_heading
from pmo_xl.sheets.finding.headings import best_meaning, is_heading_word, share_a_kind
from pmo_xl.sheets.finding.view import View, text_of
from pmo_xl.sheets.meaning.dates import read_date

LOOKED_AT = 80  # filled rows that are looked at one by one; below them only rows after a gap
_AFTER_GAPS = 500
_RECORDS = frozenset(("id", "test_case_id", "title", "description", "owner"))  # what only a table of records names
_NAMING = _RECORDS | {"planned_date", "phase", "category", "scenario_id", "screen", "system", "related_id", "kind"}
_NAMING |= {"status", "priority", "severity"}
_FEW_WORDS = 3  # known words below which a heading is rather told by its shape
_SOME = 0.3  # share of known words that a heading told by its shape has, where it is not the only one
_KNOWN = 0.6  # share of known words in a heading
_SAID_AGAIN = 0.8  # share of the words of a heading that stand in the same columns
_WORDS = 0.7  # share of short texts in a row that could be a heading


def find_headings(view: View, *, least: int = 2) -> list[Heading]:
    """The headings of a sheet, top down. `least` known words are enough for a heading that stands alone."""
    found: list[Heading] = []
    for row, free in _rows_to_look_at(view, found):
        if any(heading.rows[0] <= row <= heading.bottom for heading in found):
            continue
        here = _side_by_side(view, headings_at(view, row))
        here = [one for one in here if not any(_says_again(one, other) for other in found)]
        if here and found and not _is_told_by_words(found[-1]) and _is_told_by_words(here[0]):
            found[:] = [one for one in found if _is_told_by_words(one) or _ends_above(view, one, row)]
        if not free:
            here = [one for one in here if _stands_beside(one, found) and _typed_below(view, one)]
        found.extend(here)
    if found:
        return [heading for heading in found if not _is_information(view, heading, found)]
    rows = [row for row in view.first_filled(LOOKED_AT) if _could_be(view.rows[row - 1]) or least < 2]
    every = [heading for row in rows for heading in headings_at(view, row)]
    weak = [heading for heading in every if _may_be(view, heading, least)]
    weak.sort(key=lambda heading: (-heading.matched, heading.rows))
    shaped = [heading for heading in every if not _is_title_block(view, heading) and is_shaped(view, heading)]
    if shaped and (not weak or weak[0].matched < _FEW_WORDS):
        return shaped[:1]
    return weak[:1]


def _rows_to_look_at(view: View, found: list[Heading]) -> Iterator[tuple[int, bool]]:
    """Rows that may be headings, each with whether they may stand anywhere.

    The first rows one by one until a heading is found; then those that follow a gap, and those with something beside
    the tables found so far (there a heading can only stand beside them).
    """
    looked = 0
    gaps = 0
    before = 0
    beside, beside_of = [], 0
    for row, filled in enumerate(view.filled, 1):
        if not filled:
            before = 0
            continue
        looked += 1
        early, after_gap = looked <= LOOKED_AT, before <= 1 and gaps < _AFTER_GAPS
        if filled > 1 and (early or after_gap) and _could_be(view.rows[row - 1]):
            if (early and not any(map(_is_told_by_words, found))) or after_gap:
                gaps += bool(found)
                yield row, True
            else:
                if beside_of != len(found):
                    beside, beside_of = _columns_beside(found, view.width), len(found)
                if beside and any(not is_blank(view.value(row, column)) for column in beside):
                    yield row, False
        before = filled


def _is_information(view: View, heading: Heading, found: Sequence[Heading]) -> bool:
    """Whether it stands over a single row of values above a real table: who made the sheet, when, for which system."""
    below = [other for other in found if other.rows[0] > heading.bottom]
    if not below:
        return False
    filled = view.filled[heading.bottom : min(other.rows[0] for other in below) - 1]
    return sum(count > 1 for count in filled) == 1 and not any(
        best_meaning(cell.text) == "id" for cell in heading.cells
    )


def _says_again(heading: Heading, other: Heading) -> bool:
    """Whether the heading is that of a table further up, said again for the next printed page or the next section."""
    texts = {cell.column: cell.text for cell in other.cells}
    same = sum(same_heading(cell.text, texts.get(cell.column, "")) for cell in heading.cells if cell.text)
    return same >= 2 and same >= _SAID_AGAIN * max(len(heading.cells), len(other.cells))


def _columns_beside(found: list[Heading], width: int) -> list[int]:
    """The columns that lie beside every table found so far, with a column between."""
    covered = {column for heading in found for column in range(heading.left - 1, heading.right + 2)}
    return [column for column in range(1, width + 1) if column not in covered]


def _stands_beside(heading: Heading, found: list[Heading]) -> bool:
    return all(heading.left > other.right + 1 or heading.right < other.left - 1 for other in found)


def _side_by_side(view: View, headings: list[Heading]) -> list[Heading]:
    """The headings of one row that begin tables of their own.

    One that names no thing (実績 / 開始, 終了) goes on with the heading to its left; one over nothing but words is a
    list of choices.
    """
    found: list[Heading] = []
    for heading in headings:
        named = {best_meaning(cell.text) for cell in heading.cells}
        if found and not named & _NAMING and _continues(found[-1], heading):
            found[-1] = found[-1].joined_with(heading)
        elif _is_heading(view, heading) and (not found or named & _RECORDS or _typed_below(view, heading)):
            found.append(heading)
    return found


def _continues(left: Heading, right: Heading) -> bool:
    """Whether nothing but a spacer column parts two headings of the same rows."""
    return left.rows == right.rows and right.left <= left.right + 2 and len(right.cells) > 1 and right.share >= _KNOWN


def _could_be(row: Sequence[CellValue]) -> bool:
    """Cheap: mostly short texts, the days of a gantt at the right end put aside."""
    end = len(row)
    while end and not isinstance(row[end - 1], str):
        end -= 1
    words = row[:end]
    texts = sum(1 for value in words if type(value) is str and len(value) <= LONGEST)
    return texts > 1 and texts >= _WORDS * (len(words) - words.count(None))


def _is_told_by_words(heading: Heading) -> bool:
    """Whether its words alone make it a heading, whatever it looks like."""
    return (heading.matched >= 4 and heading.share >= 0.4) or (heading.matched >= 3 and heading.share >= _KNOWN)


def _ends_above(view: View, heading: Heading, row: int) -> bool:
    """Whether an empty row parts what stands below a heading from a row further down."""
    return any(view.is_empty(between) for between in range(heading.bottom + 1, row))


def _is_heading(view: View, heading: Heading) -> bool:
    """Whether this is the heading of a table: enough known words, and not the labels of a title block."""
    enough = _is_told_by_words(heading) or (
        heading.matched >= 3
        and (
            (heading.share >= 0.5 and _typed_below(view, heading))
            or (heading.share >= 0.3 and view.is_dressed(heading.bottom) and is_shaped(view, heading))
        )
    )
    if not enough and len(heading.cells) > 1 and heading.share == 1:
        enough = share_a_kind(cell.text for cell in heading.cells) and _typed_below(view, heading)
    if not enough and heading.matched >= 1 and heading.share >= _SOME:
        enough = is_shaped(view, heading)
    return enough and not _is_title_block(view, heading)


def _may_be(view: View, heading: Heading, least: int) -> bool:
    """Whether it may be one, when the sheet holds nothing better."""
    if heading.matched < least or heading.share < _KNOWN or _is_title_block(view, heading):
        return False
    body = range(heading.bottom + 1, heading.bottom + 1 + BELOW)
    return least < 2 or any(text_of(view.value(row, c.column)) for row in body for c in heading.cells)


def _typed_below(view: View, heading: Heading) -> bool:
    for row in range(heading.bottom + 1, heading.bottom + 6):
        if any(_is_typed(view.value(row, cell.column)) for cell in heading.cells):
            return True
    return False


def _is_typed(value: CellValue) -> bool:
    """A day, also written as text, or a number."""
    if isinstance(value, str):
        return value[:1].isalnum() and read_date(value, near=None).what in ("text_date", "yearless_date")
    return isinstance(value, date | float | int)


def _is_title_block(view: View, heading: Heading) -> bool:
    """Labels beside their values (対象 │ X │ 実施日 │ 2018/3/1): words alternate with values."""
    if len(heading.rows) > 1:
        return False
    known = [is_heading_word(cell.text) for cell in heading.cells]
    pairs = sum(1 for label, value in zip(known, [*known[1:], True], strict=True) if label and not value)
    if pairs < 2 or pairs < 0.6 * sum(known):
        return False
    labels = [cell.column for cell, label in zip(heading.cells, known, strict=True) if label]
    return _data_rows(view, heading, labels) < 2


def _data_rows(view: View, heading: Heading, labels: Sequence[int]) -> int:
    """How many rows directly below hold values, not further labels, in the columns of the known words."""
    count = 0
    for row in range(heading.bottom + 1, heading.bottom + 6):
        values = [view.value(row, column) for column in labels]
        if view.is_empty(row):
            break
        filled = [value for value in values if value is not None]
        further = sum(is_heading_word(text_of(value)) for value in filled)
        count += len(filled) >= 0.6 * len(labels) and further < 0.5 * len(filled)
    return count


def repeats(view: View, heading: Heading, row: int) -> bool:
    """Whether the row says a row of the heading again, as on a new printed page."""
    own = [(column, text) for column, value in view.cells(row) if (text := text_of(value))]
    inside = [(column, text) for column, text in own if heading.left <= column <= heading.right]
    if len(inside) < 2:
        return False
    return any(
        sum(same_heading(text, text_of(view.value(head, column))) for column, text in inside) >= 0.6 * len(inside)
        for head in heading.rows
    )
