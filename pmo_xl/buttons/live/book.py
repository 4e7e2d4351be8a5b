"""An open workbook, read: its values from Excel, what only the file tells from its last saved state."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from pmo_xl.buttons.com import ask
from pmo_xl.buttons.live.areas import TooManyError, areas_where
from pmo_xl.buttons.live.saved import carried
from pmo_xl.buttons.live.values import Values, values_of
from pmo_xl.errors import PmoError
from pmo_xl.model.grid import Area, Grid, Rows, SheetFacts
from pmo_xl.sheets.files.book import Book, open_book
from pmo_xl.sheets.files.facts import merges_among
from pmo_xl.sheets.files.refusal import SheetError

_VISIBLE, _VERY_HIDDEN = -1, 2


def read_open(
    book: Any,  # noqa: ANN401 - xlwings' Book
    path: Path,
    now: datetime,
    *,
    ours: frozenset[str] = frozenset(),
    has_file: bool = True,
) -> Book:
    """The workbook as it stands open, as a file of `path` would be read.

    `now` is the moment it speaks of (nothing was saved then); `ours` are the sheets we put into it, which are passed
    over. Without `has_file` whatever lies at `path` is another workbook.
    """
    since_1904 = bool(ask(lambda: book.api.Date1904, False))
    sheets = {sheet.name: sheet for sheet in book.sheets}
    read: dict[str, Values] = {}
    unreadable: dict[str, str] = {}
    for name, sheet in sheets.items():
        if name not in ours:
            try:
                read[name] = values_of(sheet, since_1904=since_1904)
            except SheetError as refused:
                unreadable[name] = refused.reason
    saved = _saved(path, {name: values.rows for name, values in read.items()}) if has_file else None
    grids: dict[str, Grid] = {}
    for name, sheet in sheets.items():
        if name in ours:
            grids[name] = Grid(book.name, name, [], SheetFacts(is_ours=True))
        elif name in read:
            told = saved.grids.get(name) if saved else None
            grids[name] = Grid(book.name, name, read[name].rows, _facts(sheet, read[name], told))
    return Book(
        file=book.name,
        path=path,
        saved=f"{now:%Y-%m-%d %H:%M}",
        digest=_digest(grids),
        grids=grids,
        unreadable=unreadable,
        notes=saved.notes if saved else (),
        sheets=tuple(sheets),
        links=saved.links if saved else (),
    )


def _saved(path: Path, standing: Mapping[str, Rows]) -> Book | None:
    """The file as it was last saved; None where it cannot be read, or never was."""
    try:
        return open_book(path, standing=standing) if path.is_file() else None
    except (PmoError, OSError):
        return None


def _facts(sheet: Any, values: Values, saved: Grid | None) -> SheetFacts:  # noqa: ANN401
    """What Excel tells at once is asked of it; the rest is carried over from the saved sheet."""
    known = carried(saved, values.rows) if saved else None
    facts = known or SheetFacts(grounds=None)
    whole = Area(1, 1, len(values.rows), max(map(len, values.rows), default=0))
    notes = dict.fromkeys((*facts.notes, *values.notes))
    merges, rows, columns = facts.merges, facts.hidden_rows, facts.hidden_columns
    if values.rows:
        try:
            hidden = _hidden(sheet, whole, "EntireRow")
            rows = frozenset(row for area in hidden for row in range(area.top, area.bottom + 1))
            hidden = _hidden(sheet, whole, "EntireColumn")
            columns = frozenset(column for area in hidden for column in range(area.left, area.right + 1))
            merges = _merges(sheet, whole, values)  # which takes the most questions
        except TooManyError:
            notes["セルの結合が多いため、結合は最後に保存したときの状態で読みました"] = None
    return replace(
        facts,
        visibility=_visibility(sheet),
        errors=values.errors,
        formulas=values.formulas,
        merges=merges,
        hidden_rows=rows,
        hidden_columns=columns,
        notes=tuple(notes),
    )


def _visibility(sheet: Any) -> str:  # noqa: ANN401
    """xlwings hands over Excel's own number, in which a very hidden sheet counts as visible."""
    shown = ask(lambda: int(sheet.api.Visible), 0)
    return {_VISIBLE: "visible", _VERY_HIDDEN: "veryHidden"}.get(shown, "hidden")


def _merges(sheet: Any, whole: Area, values: Values) -> tuple[Area, ...]:  # noqa: ANN401
    def is_merged(area: Area) -> bool | None:
        answer: bool | None = sheet.range((area.top, area.left), (area.bottom, area.right)).merge_cells
        return answer

    found: dict[Area, None] = {}
    for part in areas_where(whole, is_merged):
        for row in range(part.top, part.bottom + 1):
            for column in range(part.left, part.right + 1):
                if not any(area.holds(row, column) for area in found):
                    area = sheet.range((row, column)).merge_area
                    height, width = area.shape
                    found[Area(area.row, area.column, area.row + height - 1, area.column + width - 1)] = None
    return merges_among(values.rows, sorted(found, key=lambda area: (area.top, area.left)))


def _hidden(sheet: Any, whole: Area, lines: str) -> list[Area]:  # noqa: ANN401
    """The rows or columns that are not shown. xlwings itself would ask for each of them."""
    across = lines == "EntireColumn"
    first = Area(1, 1, 1, whole.right) if across else Area(1, 1, whole.bottom, 1)

    def is_hidden(area: Area) -> bool | None:
        cells = sheet.range((area.top, area.left), (area.bottom, area.right))
        answer: bool | None = getattr(cells.api, lines).Hidden
        return answer

    return areas_where(first, is_hidden)


def _digest(grids: Mapping[str, Grid]) -> str:
    """A mark of the values: two readings of the same ones have the same."""
    return sha256(msgspec.json.encode({name: grid.rows for name, grid in grids.items()})).hexdigest()
