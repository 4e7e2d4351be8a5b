"""The headings of one table: rows of words cut into columns, groups joined with the words below them."""

from collections.abc import Sequence
from itertools import islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.finding.heading_groups import Cell, is_group_row, is_translated, spans_of, within
from pmo_xl.sheets.finding.heading_text import words_of
from pmo_xl.sheets.finding.headings import best_meaning, is_heading_word
from pmo_xl.sheets.finding.view import View, shown

BELOW = 40  # rows below a heading that tell whether a column is used
_MOST_ROWS = 4
_MOST_CELLS = 500  # of one row that are looked at: no register is wider, a gantt may be
_DAY = lazy(r"^\d{4}/\d{2}/\d{2}$|^\d{1,2}[/月]\d{1,2}日?$|^(?:\d{4}年)?\d{1,2}月$|^\d{4}/\d{1,2}$")
_SCALE = 5  # so many numbers counting up are the days of a gantt
_WIDE = 4  # columns of one date that stands over days


class Heading(Struct, frozen=True):
    """The heading of one table: its rows and its columns left to right.

    `bottom` is the last row its merged cells reach; `matched` how many different known words it holds, `share` which
    part of its words is known.
    """

    rows: tuple[int, ...]
    bottom: int
    cells: tuple[Cell, ...]
    matched: float
    share: float
    gantt: bool = False

    @property
    def left(self) -> int:
        """Its first sheet column."""
        return self.cells[0].column

    @property
    def right(self) -> int:
        """Its last sheet column."""
        return max(cell.last for cell in self.cells)

    @property
    def groups(self) -> frozenset[str]:
        """The words that stand over others."""
        return frozenset(cell.group for cell in self.cells if cell.group)

    def joined_with(self, other: "Heading") -> "Heading":
        """One heading of both, which a blank column parts."""
        total = len(self.cells) + len(other.cells)
        share = (self.share * len(self.cells) + other.share * len(other.cells)) / total
        bottom = max(self.bottom, other.bottom)
        matched = self.matched + other.matched
        return Heading(self.rows, bottom, (*self.cells, *other.cells), matched, share, self.gantt or other.gantt)


def headings_at(view: View, row: int) -> list[Heading]:
    """The headings whose field words begin in a row, side by side; up to four rows are tried where they may be."""
    levels = [_cells(view, number) for number in range(row, row + _MOST_ROWS)]
    found: list[Heading] = []
    for first, last in _column_runs(view, row, [*levels[0], *levels[1]]):
        inside = [[cell for cell in cells if first <= cell.column <= last] for cells in levels]
        beside = bool(found) and len(found[-1].rows) > 1
        if heading := _best_of(view, row, inside, beside=beside):
            found.append(heading)
    return found


def _best_of(view: View, row: int, levels: Sequence[list[Cell]], *, beside: bool) -> Heading | None:
    """The heading of one to four rows in some columns; None when nothing there is one.

    `beside`: the columns to the left have a heading of several rows, so that a word over everything is no title here.
    """
    cells = levels[0]
    rows: tuple[int, ...] = (row,)
    best = _weighed(rows, cells)
    for below in levels[1:]:
        if is_translated(cells, below):
            cells = _joined(cells, below, rows[-1] + 1, translated=True)
        elif is_group_row(view, cells, below, beside=beside, strict=len(rows) > 1):
            cells = _joined(cells, below, rows[-1] + 1)
        else:
            break
        rows = (*rows, rows[-1] + 1)
        deeper = _weighed(rows, cells)
        # a group word counts in the row of its own, and no more where it stands over others
        if deeper is not None and (best is None or deeper.matched + len(deeper.groups) >= best.matched):
            best = deeper
    return best


def forced_heading(view: View, rows: Sequence[int]) -> Heading | None:
    """The heading that pmo.toml says stands in these rows; None when they are empty."""
    cells = _cells(view, rows[0])
    for row in rows[1:]:
        cells = _joined(cells, _cells(view, row), row)
    return _weighed(tuple(rows), cells)


def _cells(view: View, row: int) -> list[Cell]:
    """The filled cells of a row as headings, each as wide as its merge; of a very wide row the first ones."""
    found = []
    for column, value in islice(view.cells(row), _MOST_CELLS):
        area = view.area(row, column)
        found.append(Cell(column, area.right, row, area.bottom, shown(value)))
    return found


def _joined(tops: list[Cell], subs: list[Cell], row: int, *, translated: bool = False) -> list[Cell]:
    """The columns of two heading rows: words below a group take its text, the others stay.

    `translated`: a single word below another is the same in another language.
    """
    spans = spans_of(tops, subs) if subs else [(top, top.last) for top in tops]
    found: list[Cell] = []
    taken: set[int] = set()
    for top, last in spans:
        words = within(subs, top.column, last)
        taken.update(sub.column for sub in words)
        if translated and len(words) == 1:
            found.append(replace(words[0], text=f"{top.text} / {words[0].text}", last=max(last, words[0].last)))
        elif words and top.bottom < row:
            found.extend(replace(sub, group=top.full) for sub in words)
        else:
            found.append(replace(top, bottom=max(top.bottom, row)))
    found.extend(sub for sub in subs if sub.column not in taken)
    return sorted(found, key=lambda cell: cell.column)


def _column_runs(view: View, row: int, cells: list[Cell]) -> list[tuple[int, int]]:
    """The columns split where they are blank from the heading down: each part is a table or a side list."""
    spans = sorted((cell.column, cell.last) for cell in cells)
    runs: list[list[int]] = []
    for first, last in spans:
        if runs and (first <= runs[-1][1] + 1 or _continues(view, runs[-1][1] + 1, first - 1, row)):
            runs[-1][1] = max(runs[-1][1], last)
        else:
            runs.append([first, last])
    single = sum(len({first for first, _ in spans if run[0] <= first <= run[1]}) == 1 for run in runs)
    if len(runs) > 3 and single >= 0.7 * len(runs):  # 方眼紙 without merges: every field begins some columns further
        return [(runs[0][0], runs[-1][1])]
    return [(first, last) for first, last in runs]


def _continues(view: View, first: int, last: int, row: int) -> bool:
    """Whether columns without a heading are used below it: they belong to the table."""
    return all(view.is_used(column, column, row + 1, row + BELOW) for column in range(first, last + 1))


def _without_scale(cells: list[Cell]) -> tuple[list[Cell], bool]:
    """The cells left of a gantt: a date as heading, or days and numbers counting up, begin its scale."""
    for number, cell in enumerate(cells):
        following = cells[number : number + 3]
        if _is_day(cell.group) and (cell.group == following[-1].group or _is_day(following[-1].group)):
            return cells[:number], True
        if cell.text and _is_day(cell.text) and (len(following) < 2 or _is_day(following[1].text) or _wide(cell)):
            return cells[:number], True
        if len(cells) - number >= _SCALE and _counts_up(cells[number : number + _SCALE]) and not _under_result(cell):
            return cells[:number], True
    return cells, False


def _is_day(text: str) -> bool:
    return bool(_DAY.match(text))


def _wide(cell: Cell) -> bool:
    return cell.last - cell.column >= _WIDE


def _counts_up(cells: Sequence[Cell]) -> bool:
    numbers = [int(cell.text) for cell in cells if cell.text.isdecimal()]
    return len(numbers) == len(cells) and all(b - a == 1 for a, b in pairwise(numbers))


def _under_result(cell: Cell) -> bool:
    return best_meaning(cell.group) == "result"


def _weighed(rows: tuple[int, ...], cells: list[Cell]) -> Heading | None:
    """The heading these cells make; None without any word."""
    cells, gantt = _without_scale(cells)
    if not cells:
        return None
    known = [cell for cell in cells if is_heading_word(cell.text)]
    fields = {best_meaning(cell.text) or words_of(cell.text).bare for cell in known}
    matched = len(fields) + min(0.5, 0.1 * (len(known) - len(fields)))
    bottom = max(cell.bottom for cell in cells)
    return Heading(rows, bottom, tuple(cells), matched, len(known) / len(cells), gantt)
