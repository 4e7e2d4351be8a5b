"""A sheet drawn as a person sees it, with what was understood laid over it."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.model.fields import label
from pmo_xl.model.grid import Grid
from pmo_xl.model.place import column_letters
from pmo_xl.model.register import Oddity
from pmo_xl.model.table import Table
from pmo_xl.reports.cell_texts import cut, limited, shown
from pmo_xl.reports.sheet_lines import Cell, Letter, Line, Meaning, Picture
from pmo_xl.reports.sheet_merges import Item, merged
from pmo_xl.reports.sheet_roles import Role, roles_of
from pmo_xl.reports.sheet_window import MOST_ROWS, Gap, Span, columns_drawn, rows_drawn
from pmo_xl.sheets.doubts import Doubts, called
from pmo_xl.sheets.reading import ReadTable
from pmo_xl.sheets.taken import LOST, taken

_FIRST_ROWS, _LAST_ROWS = 3, 2
_NONE: Final = Role("", "")
_TABULAR: Final = frozenset(("heading", "record", "more", "example", "unfilled"))
_SHORT = 8  # a longer text flows over the blank cells beside it where it stands in no column


class Laid(Struct, frozen=True):
    """A table, the doubts about it, laid over the picture of its sheet."""

    one: ReadTable
    doubts: Doubts


def picture(grid: Grid, laid: Sequence[Laid] = (), most: int = MOST_ROWS) -> Picture:
    """The sheet with at most `most` filled rows; heading rows, doubts, rows left out and last rows come first."""
    tables = [one.one.table for one in laid]
    rows = rows_drawn(grid, _wanted(laid), most)
    numbers = [row for row in rows if isinstance(row, int)]
    wanted = {column for table in tables for column in (*table.headers, *table.columns.values())}
    spans, more = columns_drawn(grid, numbers, wanted)
    if not spans:
        return Picture()
    lines = tuple(_Canvas(grid, rows, spans, laid).lines())
    hidden = grid.facts.hidden_columns
    return Picture(
        letters=tuple(Letter(_letters(span), span.first in hidden) for span in spans),
        lines=lines,
        cells=sum(len(line.cells) for line in lines),
        rest=f"右側の{more}列は描いていません" if more else "",
    )


def _wanted(laid: Sequence[Laid]) -> Iterator[int]:
    """The rows a person has to see wherever they lie, the most important ones first."""
    for one in laid:
        table = one.one.table
        yield from table.header_rows
        yield from table.record_rows[:_FIRST_ROWS]
    for one in laid:
        yield from (row for doubt in one.doubts.asked for row in doubt.rows)
        yield from one.one.table.left_out
        yield from one.one.table.record_rows[-_LAST_ROWS:]
        yield from (row for doubt in one.doubts.guessed for row in doubt.rows)


def _letters(span: Span) -> str:
    first, last = column_letters(span.first), column_letters(span.last)
    return first if first == last else f"{first}〜{last}"


class _Canvas:
    """One sheet, ready to be drawn line by line."""

    def __init__(self, grid: Grid, rows: Sequence[int | Gap], spans: Sequence[Span], laid: Sequence[Laid]) -> None:
        self._grid, self._spans, self._laid = grid, spans, laid
        self._bottoms = [(_bottom(one.one.table), one.one.table) for one in laid if one.one.table.header_rows]
        below = {row for row, _ in self._bottoms}
        self._items: list[Item] = []
        for row in rows:
            self._items += [row, (row,)] if isinstance(row, int) and row in below else [row]
        self._merged = merged(grid.facts.merges, self._items, spans)
        self._roles: dict[int, Role] = {}
        self._unused: set[tuple[int, int]] = set()
        self._odd: dict[tuple[int, int], tuple[Oddity, object]] = {}
        self._labels: dict[tuple[int, int], str] = {}
        self._doubtful: set[tuple[int, int]] = set()
        right = max((column for one in laid for column in one.one.table.headers), default=0)
        self._right = sum(span.first <= right for span in spans) - 1
        drawn = frozenset(row for row in rows if isinstance(row, int))
        for one in laid:
            self._lay(one, drawn)
        self._needed = self._merged.with_tied(drawn if not laid else self._telling())

    def _lay(self, laid: Laid, drawn: frozenset[int]) -> None:
        """Remember what a table says about rows and cells; of tables side by side the first names a row."""
        table = laid.one.table
        own = {row: role for row, role in roles_of(table).items() if row in drawn}
        self._roles = {**own, **self._roles}
        self._unused |= {(row, column) for row in own for column in table.unmapped}
        self._odd |= _odd_cells(laid.one)
        self._labels |= {cell: f"{label(field)}として読みました" for field, cell in table.head.items()}
        self._doubtful |= {(row, doubt.column) for doubt in laid.doubts.asked for row in table.header_rows[-1:]}

    def _telling(self) -> frozenset[int]:
        """The rows that have to be seen with a doubt: headings, some records below them, and the cells in doubt."""
        rows = {row for row, role in self._roles.items() if role.tone == "heading"}
        rows.update(row for (row, _), (odd, _) in self._odd.items() if odd.what in LOST)
        for one in self._laid:
            if one.doubts.asked:
                rows.update(one.one.table.record_rows[:_FIRST_ROWS])
        return frozenset(rows)

    def lines(self) -> Iterator[Line]:
        """The lines from the top down, the meaning of its columns below every heading."""
        for item in self._items:
            if isinstance(item, Gap):
                held = f"（データのある行は{item.filled:,}行）" if item.filled else "（空白）"
                yield Line("gap", text=f"{item.first:,}〜{item.last:,}行目は省略しています{held}")
            elif isinstance(item, tuple):
                yield Line("meaning", meanings=tuple(self._meanings(item)))
            else:
                yield self._line(item)

    def _line(self, row: int) -> Line:
        role = self._roles.get(row, _NONE)
        struck = "・取り消し線" if role.label and row in self._grid.facts.struck_rows else ""
        places = [at for at in range(len(self._spans)) if (row, at) not in self._merged.covered]
        cells = [self._cell(row, at) for at in places]
        if role.tone in _TABULAR:
            kept = sum(at <= self._right for at in places)
            cells = [*cells[:kept], *_without_blank_end(cells[kept:])]
        else:
            cells = _without_blank_end(list(_overflowing(cells)))
        return Line(
            "row",
            number=row,
            role=role.label + struck,
            tone=role.tone,
            hidden=row in self._grid.facts.hidden_rows,
            calm=row not in self._needed,
            cells=tuple(cell.text if cell == Cell(cell.text) else cell for cell in cells),
        )

    def _cell(self, row: int, at: int) -> Cell:
        wide, high = self._merged.size((row, at))
        column = self._spans[at].first
        whole = self._text(row, column)
        text = cut(whole)
        odd = self._odd.get((row, column))
        said = taken(*odd) if odd else None
        return Cell(
            text=text,
            whole=limited(whole) if text != whole else "",
            said=said.text if said else self._labels.get((row, column), ""),
            address=f"{column_letters(column)}{row}" if said else "",
            doubt=bool(said and said.in_doubt) or (row, column) in self._doubtful,
            unused=(row, column) in self._unused,
            wide=wide,
            high=high,
        )

    def _text(self, row: int, column: int) -> str:
        facts = self._grid.facts
        if (row, column) in facts.errors:
            return facts.errors[row, column]
        return "（値のない数式）" if (row, column) in facts.uncached else shown(self._grid.value(row, column))

    def _meanings(self, line: tuple[int]) -> Iterator[Meaning]:
        """What stands below the headings that end in a row, as wide as these are."""
        tables = [table for row, table in self._bottoms if (row,) == line]
        until = 0
        for at, span in enumerate(self._spans):
            if at < until or (line, at) in self._merged.covered:
                continue
            table = next((table for table in tables if span.first in table.headers), None)
            if table is None:
                yield Meaning()
                continue
            wide, _ = self._merged.size((table.header_rows[-1], at))
            until = at + wide
            yield self._meaning(table, span.first, wide)

    def _meaning(self, table: Table, column: int, wide: int) -> Meaning:
        field = next((name for name, at in table.columns.items() if at == column), "")
        doubt = (table.header_rows[-1], column) in self._doubtful
        return Meaning(called(field) if field else "使いません", field, doubt, wide)


def _bottom(table: Table) -> int:
    """The last row of the headings, where they are merged with rows below them the last of these."""
    rows, first = table.header_rows, table.first_row or table.header_rows[-1] + 1
    merges = table.grid.facts.merges
    below = [area.bottom for area in merges if area.top in rows and area.left in table.headers and area.bottom < first]
    return max((rows[-1], *below))


def _odd_cells(one: ReadTable) -> dict[tuple[int, int], tuple[Oddity, object]]:
    """Cell → its oddity and what the record holds for it."""
    if not one.oddities:
        return {}
    records = {record.row: record for record in one.records}
    columns, of_form = one.table.columns, one.table.cell_rows
    return {
        (of_form.get(odd.field, odd.row), columns[odd.field]): (
            odd,
            records[odd.row].get(odd.field) if odd.row in records else None,
        )
        for odd in one.oddities
        if odd.field in columns
    }


def _overflowing(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Long texts over the blank cells to their right, as Excel shows a title."""
    at = 0
    while at < len(cells):
        cell = cells[at]
        at += 1
        if len(cell.text) > _SHORT and cell.high == 1:
            while at < len(cells) and cells[at] == Cell(wide=cells[at].wide):
                cell = replace(cell, wide=cell.wide + cells[at].wide)
                at += 1
        yield cell


def _without_blank_end(cells: Sequence[Cell]) -> list[Cell]:
    """The blank cells at the end of a row drawn as one."""
    end = len(cells)
    while end and cells[end - 1] == Cell(wide=cells[end - 1].wide):
        end -= 1
    blanks = sum(cell.wide for cell in cells[end:])
    return [*cells[:end], Cell(wide=blanks)] if blanks else list(cells)
