"""Names, references and drop-downs of an old .xls ([MS-XLS] 2.5.198), written out as newer workbooks write them."""

from struct import unpack_from
from typing import Final, NamedTuple

from pmo_xl.model.grid import Area
from pmo_xl.model.place import column_letters
from pmo_xl.sheets.files.frame import ListRule

_NAME, _BOOKS, _SHEETS = 0x0018, 0x01AE, 0x0017
_OWN_BOOK: Final = 0x0401
_LIST: Final = 3
_TEXT, _NAMED, _AREA, _AREA_NEAR, _AREA_ELSEWHERE = 0x17, 0x23, 0x25, 0x2D, 0x3B
_RELATIVE: Final = 0xC000


class _Text(NamedTuple):
    text: str
    end: int


class BookNames:
    """Collects what the workbook calls its sheets and cells.

    `sheets` are their names in order, `meanings` maps ("", folded name) to the cells it stands for.
    """

    def __init__(self) -> None:
        self.sheets: list[str] = []
        self.meanings: dict[tuple[str, str], str] = {}
        self._names: list[str] = []
        self._own_books: list[bool] = []
        self._elsewhere: list[tuple[int, int]] = []  # by number: which book, and which of its sheets

    def add_sheet(self, body: bytes) -> str:
        """Note the name of a sheet from its record, and give it back."""
        self.sheets.append(_text(body, 7, body[6]).text)
        return self.sheets[-1]

    def add(self, code: int, body: bytes) -> None:
        """Note what a record of the workbook says of names, if it does."""
        if code == _BOOKS:
            self._own_books.append(unpack_from("<H", body, 2)[0] == _OWN_BOOK)
        elif code == _SHEETS:
            count = unpack_from("<H", body)[0]
            self._elsewhere += [unpack_from("<HH", body, 2 + 6 * number) for number in range(count)]
        elif code == _NAME:
            self._add_name(body)

    def formula(self, tokens: bytes) -> str:
        """The list, area or name that a formula is, as Excel shows it; "" when it is something else."""
        kind = tokens[0] if tokens else 0
        if kind == _TEXT:
            words = _text(tokens, 2, tokens[1]).text.split("\0")
            return '"' + ",".join(words).replace('"', '""') + '"'
        kind = (kind & 0x1F) | 0x20 if kind > 0x20 else 0  # the same token has three numbers
        if kind == _NAMED:
            number = unpack_from("<I", tokens, 1)[0]
            return self._names[number - 1] if 0 < number <= len(self._names) else ""
        if kind in (_AREA, _AREA_NEAR):
            return _written(_area(tokens, 1)) if kind == _AREA or not _is_relative(tokens) else ""
        if kind == _AREA_ELSEWHERE and (sheet := self._sheet(unpack_from("<H", tokens, 1)[0])):
            quote = "'"
            return f"'{sheet.replace(quote, quote * 2)}'!{_written(_area(tokens, 3))}"
        return ""

    def _add_name(self, body: bytes) -> None:
        _, _, length, size = unpack_from("<HBBH", body)
        name = _text(body, 14, length)
        tokens = body[name.end : name.end + size]
        self._names.append(name.text)
        if meaning := self.formula(tokens):
            self.meanings["", name.text.lower()] = meaning

    def _sheet(self, number: int) -> str:
        """The sheet a reference by number means; "" for one of another workbook."""
        book, sheet = self._elsewhere[number] if number < len(self._elsewhere) else (len(self._own_books), 0)
        is_ours = book < len(self._own_books) and self._own_books[book] and sheet < len(self.sheets)
        return self.sheets[sheet] if is_ours else ""


def list_rule(body: bytes, names: BookNames) -> ListRule | None:
    """The drop-down of a validation record; None when it is no list."""
    if body[0] & 0xF != _LIST:
        return None
    at = 4
    for _ in range(4):  # titles and messages
        at = _text(body, at + 2, unpack_from("<H", body, at)[0]).end
    size = unpack_from("<H", body, at)[0]
    formula = names.formula(body[at + 4 : at + 4 + size])
    at += 4 + size
    at += 4 + unpack_from("<H", body, at)[0]  # the second formula, which a list has not
    return ListRule(tuple(areas_in(body, at)), formula)


def areas_in(body: bytes, at: int) -> list[Area]:
    """The areas written there, their number first."""
    count = unpack_from("<H", body, at)[0]
    corners = (unpack_from("<HHHH", body, at + 2 + 8 * number) for number in range(count))
    return [Area(top + 1, left + 1, bottom + 1, right + 1) for top, bottom, left, right in corners]


def _area(tokens: bytes, at: int) -> Area:
    top, bottom, left, right = unpack_from("<HHHH", tokens, at)
    return Area(top + 1, (left & ~_RELATIVE) + 1, bottom + 1, (right & ~_RELATIVE) + 1)


def _is_relative(tokens: bytes) -> bool:
    """Whether a reference counts from the cell that it is used for."""
    return any(column & _RELATIVE for column in unpack_from("<HH", tokens, 5))


def _written(area: Area) -> str:
    return f"${column_letters(area.left)}${area.top}:${column_letters(area.right)}${area.bottom}"


def _text(body: bytes, at: int, length: int) -> _Text:
    """A text of so many characters whose first byte says how wide these are."""
    is_wide = body[at] & 1
    end = at + 1 + length * (2 if is_wide else 1)
    return _Text(body[at + 1 : end].decode("utf-16-le" if is_wide else "latin-1", "replace"), end)
