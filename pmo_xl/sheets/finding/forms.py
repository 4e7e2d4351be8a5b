"""Forms that hold one case a sheet (不具合管理票): labels with their values beside them, read as one record."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final

from msgspec import Struct

from pmo_xl.model.grid import CellValue, is_blank
from pmo_xl.model.table import Table
from pmo_xl.model.words import is_blank_like
from pmo_xl.sheets.finding.columns import assign
from pmo_xl.sheets.finding.contents import content_of
from pmo_xl.sheets.finding.heading_groups import Cell, tells_group
from pmo_xl.sheets.finding.headings import KNOWN, is_heading_word, meanings
from pmo_xl.sheets.finding.kinds import kind_of, title_among
from pmo_xl.sheets.finding.labels import FAR, LABEL, titles_above
from pmo_xl.sheets.finding.rowmarks import example_points
from pmo_xl.sheets.finding.view import View, text_of
from pmo_xl.sheets.finding.wishes import Column

FORM: Final = "一件一葉の票です（表ではありません）"
_ROWS = 120  # a form is a page or two
_FEWEST = 4  # labels with a value beside them
_FIELDS = 3  # fields that a form must have to be read
_CLEAR = 0.4  # a smaller lead over the next kind is no certainty
_TELLING = frozenset(("title", "description", "status", "result", "steps", "expected"))


class Label(Struct, frozen=True):
    """A label, the cell (row, column) that holds its value, and the label of the part of the form it stands in."""

    text: str
    row: int
    column: int
    group: str = ""


class Form(Struct, frozen=True):
    """What came of a form: the record as a table of one, or in one sentence why there is none."""

    table: Table | None = None
    skipped: str = FORM


def read_form(view: View) -> Form | None:
    """The form on a sheet without tables; None when it is none.

    Forms that are blank, filled in as an example or of no known kind hold no record.
    """
    labels = list(_labels(view))
    if len(labels) < _FEWEST:
        return None
    if len({label.text for label in labels}) < len(labels):
        return Form(skipped=f"{FORM}。同じ項目が繰り返されているため読んでいません")
    values = [view.value(label.row, label.column) for label in labels]
    if sum(not _is_unwritten(value) for value in values) < _FIELDS:
        return Form(skipped=f"{FORM}。まだ記入されていません")
    if example_points(values, label=values[0]) > 1:
        return Form(skipped=f"{FORM}。記入例のため読んでいません")
    return Form(_table(view, labels, values))


def _table(view: View, labels: list[Label], values: list[CellValue]) -> Table | None:
    """The record of a form; None when its labels name no kind of record."""
    grid = view.grid
    cells = [Cell(n, n, label.row, label.row, label.text, label.group) for n, label in enumerate(labels)]
    columns = [Column(cell, content_of([value])) for cell, value in zip(cells, values, strict=True)]
    title = title_among(titles_above(view, labels[0].row, 1, labels[0].column))
    kind = kind_of(cells, (title, grid.sheet, PurePath(grid.file).stem))
    if kind.name == "other" or kind.lead < _CLEAR:
        return None
    places = {field: labels[at] for field, at in assign(columns, kind.name, {}).columns.items()}
    written = {field for field, label in places.items() if not is_blank(view.value(label.row, label.column))}
    if len(written) < _FIELDS or _TELLING.isdisjoint(written):
        return None
    known = len(places) / len(labels)
    return Table(
        kind=kind.name,
        grid=grid,
        header_rows=(),
        columns={field: label.column for field, label in places.items()},
        headers={},
        record_rows=(labels[0].row,),
        cell_rows={field: label.row for field, label in places.items()},
        confidence=round(min(0.9, 0.5 + 0.5 * known), 2),
        notes=("一件一葉の票を1件の記録として読みました",),
        title=title or grid.sheet,
    )


def _labels(view: View) -> Iterator[Label]:
    """The labels of the sheet with the cells of their values, top down."""
    columns = _label_columns(view)
    group = ""
    for row in range(1, min(view.last_row, _ROWS) + 1):
        cells = [(column, text) for column, value in view.cells(row, FAR) if (text := _as_label(value))]
        own = [(column, text) for column, text in cells if column in columns]
        for column, text in own:
            place = view.area(row, column).right + 1
            beside = view.value(row, place)
            if not is_blank(beside) and text_of(beside) and place in columns and is_heading_word(text_of(beside)):
                continue
            if is_blank(beside) and len(own) == 1 and tells_group(text) and not _is_known(text):
                group = text
                continue
            yield Label(text, row, place, group)


def _label_columns(view: View) -> frozenset[int]:
    """The columns in which labels stand: known words, most of them with something else to their right."""
    labels: dict[int, int] = {}
    pairs: dict[int, int] = {}
    for row in range(1, min(view.last_row, _ROWS) + 1):
        for column, value in view.cells(row, FAR):
            if not is_heading_word(text_of(value)):
                continue
            labels[column] = labels.get(column, 0) + 1
            beside = view.value(row, view.area(row, column).right + 1)
            pairs[column] = pairs.get(column, 0) + (not is_heading_word(text_of(beside)))
    return frozenset(
        column for column, count in labels.items() if count >= _FEWEST and 2 * pairs.get(column, 0) >= count
    )


def _is_known(text: str) -> bool:
    """Whether the text is a label by itself, however blank its value is (期限), and no word over other labels."""
    return max(meanings(text, "", "").values(), default=0.0) >= KNOWN


def _as_label(value: CellValue) -> str:
    text = text_of(value)
    return text if 0 < len(text) <= LABEL else ""


def _is_unwritten(value: CellValue) -> bool:
    return is_blank(value) or (isinstance(value, str) and is_blank_like(value))


def form_fields(table: Table) -> Mapping[str, tuple[int, int]]:
    """Field → the cell (row, column) of its value; empty for a table that is no form."""
    return {field: (row, table.columns[field]) for field, row in table.cell_rows.items()}
