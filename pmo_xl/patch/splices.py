"""Pieces of a part's bytes, exchanged: everything between them stays as it is."""

import re
from collections.abc import Collection, Iterable, Mapping

from pmo_xl.model.place import column_letters
from pmo_xl.patch.located import At, Located, RowSpan, address, box, locate
from pmo_xl.patch.refusal import CellRefusal

_SPANS = re.compile(rb"\s+spans\s*=\s*(?:\"[^\"]*\"|'[^']*')")


class Splices:
    """What to put where; applied in one go from the end to the beginning."""

    def __init__(self) -> None:
        self._pieces: dict[tuple[int, int], list[bytes]] = {}
        self._new_rows: dict[int, list[bytes]] = {}  # row → its cells

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def put(self, start: int, end: int, data: bytes) -> None:
        """Exchange the bytes `start:end`; of several insertions at one place the earlier one stands first."""
        self._pieces.setdefault((start, end), []).append(data)

    def put_cell(self, found: Located, xml: bytes, at: At, cell: bytes) -> None:
        """Put a cell's element in its place: over the old one, into its row, or into a row of its own.

        Cells must come in the order of rows and columns.
        """
        number, column = at
        row = found.rows.get(number)
        p = found.prefix
        if row is None:
            if found.data_inside is None:
                raise CellRefusal("セルが1つもないシートです")
            self._put_row(found, number, found.row_after.get(number, found.data_inside), cell)
        elif column in row.cells:
            self.put(row.cells[column].start, row.cells[column].end, cell)
        elif row.inside is None:  # <row r="5"/>
            open_tag = _SPANS.sub(b"", xml[row.start : row.end]).removesuffix(b"/>").rstrip() + b">"
            self._into_empty(row.start, row.end, open_tag, cell, f"</{p}row>".encode())
        else:
            place = row.next_to.get(column, row.inside)
            self.put(place, place, cell)
        if row is not None and "spans" in row.attributes and row.inside is not None:
            self._widen_spans(xml, row.start, row.head_end, row.attributes["spans"], column)

    def applied(self, xml: bytes) -> bytes:
        """The part with everything put in."""
        pieces = dict(self._pieces)
        out, done = [], 0
        for (start, end), data in sorted(pieces.items()):
            out += [xml[done:start], *data]
            done = end
        return b"".join([*out, xml[done:]])

    def _put_row(self, found: Located, number: int, place: int, cell: bytes) -> None:
        """A row of its own; further cells of the same row join the first."""
        head, tail = f'<{found.prefix}row r="{number}">'.encode(), f"</{found.prefix}row>".encode()
        cells = self._new_rows.setdefault(number, [])
        cells.append(cell)
        pieces = self._pieces.setdefault((place, place), [])
        if len(cells) > 1:
            pieces.pop()
        pieces.append(head + b"".join(cells) + tail)

    def _into_empty(self, start: int, end: int, head: bytes, cell: bytes, tail: bytes) -> None:
        pieces = self._pieces.get((start, end))
        inside = pieces[0][len(head) : -len(tail)] if pieces else b""
        self._pieces[start, end] = [head + inside + cell + tail]

    def _widen_spans(self, xml: bytes, start: int, end: int, spans: str, column: int) -> None:
        """`spans` is a hint of Excel's; a wrong one is worse than none."""
        ranges = [tuple(map(int, span.split(":"))) for span in spans.split() if re.fullmatch(r"\d+:\d+", span)]
        if any(first <= column <= last for first, last in ranges):
            return
        self._pieces[start, end] = [_SPANS.sub(b"", xml[start:end])]


def widened(element: bytes, reference: str, cells: Iterable[At]) -> bytes:
    """The dimension element, its range grown to hold the cells."""
    try:
        whole = box(reference)
    except CellRefusal:  # A:C, or nothing: no extent that could be too small
        return element
    rows, columns = zip(*cells, strict=True)
    top, bottom = min(whole.top, *rows), max(whole.bottom, *rows)
    left, right = min(whole.left, *columns), max(whole.right, *columns)
    if (top, left, bottom, right) == (whole.top, whole.left, whole.bottom, whole.right):
        return element
    new = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
    return element.replace(reference.encode(), new.encode(), 1)


def put_back(xml: bytes, cells: Mapping[str, tuple[bytes, bytes]]) -> tuple[bytes, list[str]]:
    """A sheet whose cells get their old bytes again, and the cells that no longer are what was written.

    `cells` are the bytes before and after of each. Raises CellRefusal where the part cannot be patched safely.
    """
    wanted = {address(cell): cell for cell in cells}
    found = locate(xml, wanted)
    splices, changed = Splices(), []
    for number in sorted({row for row, _ in wanted}):
        own = {column: cells[wanted[number, column]] for row, column in sorted(wanted) if row == number}
        row = found.rows.get(number)
        if row is not None and _came_along(xml, row, own.values()):
            splices.put(row.start, row.end, b"")
            continue
        for column, (before, after) in own.items():
            now = row.cells.get(column) if row else None
            if now is None or xml[now.start : now.end] != after:
                changed.append(wanted[number, column])
            else:
                splices.put(now.start, now.end, before)
    return splices.applied(xml), changed


def _came_along(xml: bytes, row: RowSpan, cells: Collection[tuple[bytes, bytes]]) -> bool:
    """Whether the row came with these cells: it holds nothing else, and none of them was there before."""
    inside = xml[row.head_end : row.inside]
    return row.attributes.keys() == {"r"} and not any(b for b, _ in cells) and inside == b"".join(a for _, a in cells)
