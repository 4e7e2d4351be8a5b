"""The mapping sheet of two PMOs: a column of user-side ids, one of vendor-side ids, perhaps a completion rule."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pmo_xl.errors import PmoError
from pmo_xl.model.grid import Grid
from pmo_xl.model.half_width import half_width
from pmo_xl.model.pairs import Pair
from pmo_xl.sheets.files.book import open_book
from pmo_xl.sheets.meaning.values import text_of

_USER: Final = re.compile(r"ユーザ|自社|発注|顧客|業務側|当社|user", re.IGNORECASE)
_VENDOR: Final = re.compile(r"ベンダ|相手|受注|開発|委託|vendor", re.IGNORECASE)
_RULE: Final = re.compile(r"完了条件|完了の条件|対応区分|全件|主件")
_RULES: Final = ("全件", "主件")


def id_pairs(path: Path, *, password: str | None = None) -> tuple[Pair, ...]:
    """The pairs a mapping workbook lists, in its order.

    The heading may stand anywhere: the first row of a sheet with one cell that names the user side and one that names
    the vendor side. Raises PmoError when the workbook cannot be read, or has no such row.
    """
    book = open_book(path, password=password)
    for sheet in book.sheets:
        if sheet in book.grids and (found := _pairs_of(book.grid(sheet))) is not None:
            return found
    raise PmoError(
        f"{path.name} に対応表が見つかりません",
        "見出しに「ユーザー側ID」と「ベンダー側ID」のある表にしてください",
    )


def _pairs_of(grid: Grid) -> tuple[Pair, ...] | None:
    for number, row in enumerate(grid.rows, 1):
        texts = [half_width(text_of(cell)) for cell in row]
        user, vendor = _column(texts, _USER), _column(texts, _VENDOR)
        if user and vendor and user != vendor:
            return tuple(_lines(grid, number, (user, vendor, _column(texts, _RULE))))
    return None


def _column(texts: Sequence[str], words: re.Pattern[str]) -> int:
    return next((number for number, text in enumerate(texts, 1) if words.search(text)), 0)


def _lines(grid: Grid, heading: int, columns: tuple[int, int, int]) -> list[Pair]:
    pairs = []
    for row in range(heading + 1, len(grid.rows) + 1):
        user, vendor, rule = (text_of(grid.value(row, column)).strip() if column else "" for column in columns)
        if user and vendor:
            pairs.append(Pair(user, vendor, next((word for word in _RULES if word in rule), "")))
    return pairs
