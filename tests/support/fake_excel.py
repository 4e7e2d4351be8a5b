# ruff: noqa: N802, N803 - the names are those of COM
"""An Excel of plain Python values for what LibreOffice has not: patterns, theme colours, threaded comments, busy moments.

It has the words of xlwings and of COM that the buttons use, no more, and behaves as Microsoft's reference says; nothing
tested with it is thereby tested with Excel.
"""

import re
from datetime import date, datetime, time
from functools import cached_property

_REFERENCE = re.compile(r"='?((?:[^']|'')+?)'?!\$([A-Z]+)\$(\d+)$")
NONE, SOLID, AUTOMATIC = -4142, 1, -4105
_THEME = {1: 0xFFFFFF}  # the first colour of most themes is white


class ComError(Exception):
    """pywintypes.com_error: hresult first, then what Excel says."""

    def __init__(self, hresult, scode=None):
        super().__init__(hresult, "…", (0, None, None, None, 0, scode), None)
        self.hresult = hresult


class Ground:
    """Interior: setting a colour makes it solid, as Excel does; a theme's colour is read as its own value too."""

    def __init__(self):
        vars(self).update(
            Pattern=NONE, Color=0xFFFFFF, ColorIndex=NONE, ThemeColor=None, TintAndShade=0, PatternColor=0,
            PatternColorIndex=AUTOMATIC, PatternThemeColor=None, PatternTintAndShade=0,
        )  # fmt: skip

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)
        if name == "Color":
            object.__setattr__(self, "ColorIndex", 1)
            object.__setattr__(self, "ThemeColor", None)
            if self.Pattern == NONE:
                object.__setattr__(self, "Pattern", SOLID)
        if name == "ThemeColor" and value:
            object.__setattr__(self, "Color", _THEME.get(value, 0x100 * value))
            object.__setattr__(self, "ColorIndex", 1)
        if name == "Pattern" and value == NONE:
            Ground.__init__(self)


class Letters:
    """Font, its colour."""

    def __init__(self):
        self.Color, self.ColorIndex, self.ThemeColor, self.TintAndShade = 0, AUTOMATIC, None, 0
        self.bold = False

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)
        if name == "Color":
            object.__setattr__(self, "ColorIndex", 1)
        if name == "ThemeColor" and value:
            object.__setattr__(self, "Color", _THEME.get(value, 0x100 * value))
            object.__setattr__(self, "ColorIndex", 1)


class FakeCell:
    Hidden = False
    EntireRow = EntireColumn = property(lambda self: self)

    def __init__(self):
        self.value, self.formula, self.number_format = None, "", "General"
        self.note, self.CommentThreaded, self.Locked = None, None, True

    @cached_property
    def Interior(self):
        return Ground()

    @cached_property
    def Font(self):
        return Letters()


class FakeNote:
    """A note whose letters carry looks: `bold` holds the places of bold ones, lost when the whole text is set."""

    def __init__(self, sheet, at, text, bold=()):
        self.sheet, self.at, self._text, self.bold = sheet, at, text, set(bold)
        self.author, self.Width, self.Height = "佐藤", 100, 60

    location = property(lambda self: self.sheet.range(self.at))
    api = property(lambda self: self)
    Shape = property(lambda self: self)
    TextFrame = property(lambda self: self)

    @property
    def text(self):
        return self._text

    @text.setter
    def text(self, value):
        self._text, self.bold = value, set()

    def Text(self, Text, Start, Overwrite):
        units = self._text.encode("utf-16-le")
        assert Start == len(units) // 2 + 1
        assert Overwrite is False
        self._text += Text

    def Characters(self, Start, Length):
        note = self

        class Piece:
            def Delete(self):
                units = note._text.encode("utf-16-le")
                note._text = (units[: 2 * (Start - 1)] + units[2 * (Start - 1 + Length) :]).decode("utf-16-le")

        return Piece()

    def delete(self):
        self.sheet.cell(*self.at).note = None


class FakeRange:
    def __init__(self, sheet, top, left, bottom, right):
        self.sheet, self.row, self.column, self.shape = sheet, top, left, (bottom - top + 1, right - left + 1)
        self._cells = [[sheet.cell(r, c) for c in range(left, right + 1)] for r in range(top, bottom + 1)]

    one = property(lambda self: self._cells[0][0])
    api = property(lambda self: self.one)
    note = property(lambda self: self.one.note)
    font = property(lambda self: self.one.Font)
    merge_cells = False
    wrap_text = column_width = color = None

    def options(self, **_):
        return self

    @property
    def value(self):
        return [[cell.value for cell in row] for row in self._cells]

    @value.setter
    def value(self, rows):
        for cells, values in zip(self._cells, rows, strict=True):
            for cell, value in zip(cells, values, strict=True):
                cell.value, cell.formula = value, str(value)

    @property
    def formula(self):
        return tuple(tuple(cell.formula for cell in row) for row in self._cells)

    @formula.setter
    def formula(self, rows):
        for cells, texts in zip(self._cells, rows, strict=True):
            for cell, text in zip(cells, texts, strict=True):
                cell.formula = text

    @property
    def number_format(self):
        return self.one.number_format

    @number_format.setter
    def number_format(self, code):
        for row in self._cells:
            for cell in row:
                cell.number_format = code

    def add_note(self, text):
        if self.one.CommentThreaded:
            raise ComError(-2147352567)
        self.one.note = FakeNote(self.sheet, (self.row, self.column), text)
        return self.one.note

    def select(self):
        self.sheet.book.app.selection = self


class FakeSheet:
    def __init__(self, book, name):
        self.book, self.name, self.cells, self.visible = book, name, {}, True
        self.ProtectContents, self.Visible = False, -1

    api = property(lambda self: self)

    def cell(self, row, column):
        return self.cells.setdefault((row, column), FakeCell())

    def range(self, first, last=None):
        return FakeRange(self, *first, *(last or first))

    @property
    def used_range(self):
        filled = [at for at, cell in self.cells.items() if cell.value is not None or cell.formula] or [(1, 1)]
        return self.range((1, 1), (max(r for r, _ in filled), max(c for _, c in filled)))

    @property
    def notes(self):
        return [cell.note for cell in list(self.cells.values()) if cell.note]

    def activate(self):
        self.book.sheets.active = self

    def delete(self):
        self.book.sheets.remove(self)


class FakeSheets(list):
    active = None

    def __getitem__(self, key):
        return next(sheet for sheet in self if sheet.name == key) if isinstance(key, str) else super().__getitem__(key)

    def add(self, name, after=None):
        self.append(FakeSheet(self[0].book, name))
        return self[-1]


class FakeName:
    Visible = True
    at = (1, 1)

    def __init__(self, names, name, refers_to):
        self.names, self.name = names, name
        self.sheet = names.book.sheets[_REFERENCE.match(refers_to)[1].replace("''", "'")]

    api = property(lambda self: self)

    @property
    def refers_to_range(self):
        if self.sheet not in self.names.book.sheets:
            raise ComError(-2147352567)
        return self.sheet.range(self.at)

    def delete(self):
        del self.names[self.name]


class FakeNames(dict):
    def __init__(self, book):
        super().__init__()
        self.book = book

    def contains(self, name):
        return name in self

    def add(self, name, refers_to):
        self[name] = FakeName(self, name, refers_to)
        return self[name]


class FakeBook:
    """A workbook of one sheet 課題; what is asked of `api` beyond these words raises AttributeError, as COM does."""

    def __init__(self, app=None, name="台帳.xlsx", fullname="C:\\PMO\\台帳.xlsx"):
        self.app, self.name, self.fullname, self.FullName = app or FakeApp(), name, fullname, fullname
        self.ReadOnly = self.ProtectStructure = False
        self.sheets = FakeSheets()
        self.sheets.append(FakeSheet(self, "課題"))
        self.sheets.active = self.sheets[0]
        self.names = FakeNames(self)

    api = property(lambda self: self)


class FakeApp:
    def __init__(self, hwnd=1):
        self.hwnd, self.books, self.selection, self.alerts = hwnd, FakeBooks(), None, []
        self.screen_updating = self.enable_events = self.display_alerts = True
        self.calculation, self.status_bar, self.answer = "automatic", False, "ok"
        self.protected_views = 0

    api = property(lambda self: self)

    @property
    def ProtectedViewWindows(self):
        return type("Windows", (), {"Count": self.protected_views})

    def alert(self, prompt, title, buttons, mode):
        self.alerts.append((prompt, title, buttons, mode))
        return self.answer

    def open(self, name, **given):
        book = FakeBook(self, name, **given)
        self.books.append(book)
        return book


class FakeBooks(list):
    @property
    def active(self):
        return self[-1]


class Block:
    """A whole range that is read at once: no merges, nothing hidden."""

    merge_cells = Hidden = False

    def __init__(self, value=None, formula=None):
        self.value, self.formula = value, formula
        self.api = self.EntireRow = self.EntireColumn = self

    def options(self, **_):
        return self


class Handed(FakeSheet):
    """A sheet of a person whose cells come as rows; single cells can be painted."""

    def __init__(self, book, name, rows, formulas):
        super().__init__(book, name)
        self.rows, self.formulas = rows, formulas

    @property
    def used_range(self):
        block = Block()
        block.row = block.column = 1
        block.shape = (len(self.rows), len(self.rows[0]))
        return block

    def range(self, first, last=None):
        if last in (None, first):
            return super().range(first)
        whole = last == (len(self.rows), len(self.rows[0]))
        return Block(self.rows, self.formulas) if whole else Block()


def cells_of(grid):
    """The values and formulas of a sheet as COM hands them over: days as moments, a formula of its own where one is."""
    rows = [[_com(value) for value in row] for row in grid.rows]
    formulas = [["" if value is None else str(value) for value in row] for row in rows]
    for column, with_formula in grid.facts.formulas.items():
        for row in with_formula:
            formulas[row - 1][column - 1] = "=A1"
    return rows, formulas


def _com(value):
    return datetime.combine(value, time()) if isinstance(value, date) and not isinstance(value, datetime) else value
