"""Lists that were sent and come back: the answers somebody wrote beside each request, found by its key."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from pmo_xl.errors import BookError
from pmo_xl.model.grid import CellValue, Grid, is_blank
from pmo_xl.model.half_width import half_width
from pmo_xl.sheets.files.book import open_book

# What stands above the cells to fill in; the heading of our own 状態 column says nothing of ご記入.
_HEADINGS: Final = {"response": ("回答",), "response_date": ("回答日",), "status": ("状態(ご記入)",)}
_ID: Final = ("ID",)


class Returned(Struct, frozen=True):
    """One row that came back: its key, the id it shows, where it stands, and what was written, by register field."""

    key: str
    id: str
    file: str
    sheet: str
    row: int
    answers: Mapping[str, CellValue]


def returned_rows(path: Path, is_key: Callable[[object], bool], *, password: str | None = None) -> tuple[Returned, ...]:
    """The rows of a returned workbook that hold a key, in order; rows may have been sorted or taken out.

    Raises BookError when the workbook cannot be read, or is none of those that were sent.
    """
    book = open_book(path, password=password)
    rows = [row for sheet in book.grids for row in _rows(book.grid(sheet), is_key)]
    if not rows:
        raise BookError(
            f"{path.name} に照合キーのある行がありません",
            "お送りした依頼一覧のブックかどうか確認してください（別のブックに写した行は読めません）",
            "照合キーのある行がありません",
        )
    return tuple(rows)


def _rows(grid: Grid, is_key: Callable[[object], bool]) -> Iterator[Returned]:
    columns: dict[str, int] = {}
    for number, cells in enumerate(grid.rows, 1):
        key = next((cell for cell in cells if is_key(cell)), None)
        if key is None:
            columns = _columns(cells) or columns
            continue
        answers = {field: grid.value(number, columns[field]) for field in _HEADINGS if field in columns}
        shown = grid.value(number, columns["id"]) if "id" in columns else None
        filled = {field: value for field, value in answers.items() if not is_blank(value)}
        yield Returned(str(key).strip(), str(shown or ""), grid.file, grid.sheet, number, filled)


def _columns(cells: object) -> dict[str, int]:
    """Field → column of a heading row; nothing for a row that is none."""
    texts = [_plain(cell) for cell in cells] if isinstance(cells, list | tuple) else []
    wanted = {**_HEADINGS, "id": _ID}
    found = {field: texts.index(name) + 1 for field, names in wanted.items() for name in names if name in texts}
    return found if found.keys() >= {"response"} else {}


def _plain(cell: CellValue) -> str:
    return "".join(half_width(cell).split()) if isinstance(cell, str) else ""
