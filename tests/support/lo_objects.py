"""The objects behind an xlwings Book on LibreOffice: apps, books, sheets, ranges, notes, names. See lo_engine."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import unquote

from xlwings import NoSuchObjectError, utils
from xlwings import base_classes as bc

from tests.support.lo_com import ComBook, ComName, ComNote, ComRange, ComSheet
from tests.support.lo_engine import desktop, setting, uno_or_skip

_LAST_ROW = 1_048_576
_DATE, _TIME, _LOGICAL, _TEXT = 2, 4, 1024, 256  # com.sun.star.util.NumberFormat
_ERRORS = {"Err:502": "#VALUE!", "Err:504": "#REF!", "Err:522": "#REF!"}  # LibreOffice's own words


class Engine:
    name, type = "libreoffice", "desktop"

    def __init__(self, port):
        self.apps = Apps(self, port)

    @staticmethod
    def prepare_xl_data_element(value, options):
        return "" if value is None or value != value else value

    @staticmethod
    def clean_value_data(data, datetime_builder, empty_as, number_builder, err_to_str):
        def clean(value):
            if value is None or value == "":
                return empty_as
            if isinstance(value, Fault):
                return str(value) if err_to_str else None
            if isinstance(value, dt.datetime):
                return datetime_builder(
                    month=value.month, day=value.day, year=value.year, hour=value.hour, minute=value.minute,
                    second=value.second, microsecond=value.microsecond, tzinfo=None,
                )  # fmt: skip
            return number_builder(value) if isinstance(value, float) and number_builder else value

        rows = data if isinstance(data, list) else [[data]]
        return [[clean(value) for value in row] for row in rows]


class Fault(str):
    """The error a formula gives."""


class Apps(bc.Apps):
    def __init__(self, engine, port):
        self.engine, self.port, self._apps = engine, port, []

    def keys(self):
        return [app.pid for app in self._apps]

    def __iter__(self):
        return iter(self._apps)

    def __len__(self):
        return len(self._apps)

    def __getitem__(self, pid):
        return next(app for app in self._apps if app.pid == pid)

    def add(self, spec=None, add_book=None, visible=None):
        app = App(self)
        self._apps.insert(0, app)
        if add_book:
            app.books.add()
        return app


class App(bc.App):
    apps = engine = None  # shadows of read-only properties

    def __init__(self, apps):
        self.apps, self.engine, self.opened = apps, apps.engine, []
        self.desk = desktop(apps.port)
        self.alerts, self.answer, self.picked = [], "ok", None
        self.screen_updating = self.display_alerts = self.enable_events = self.visible = True
        self.calculation, self.status_bar, self.cut_copy_mode = "automatic", False, None

    # properties of the base that are plain attributes here
    screen_updating = display_alerts = enable_events = visible = None
    calculation = status_bar = cut_copy_mode = None
    pid = property(lambda self: id(self) & 0xFFFF)
    hwnd = property(lambda self: self.pid)
    api = property(lambda self: self)
    books = property(lambda self: Books(self))  # noqa: PLW0108 - the class stands further below
    Ready, Interactive = True, True  # COM: Application.Ready

    ProtectedViewWindows = type("Windows", (), {"Count": 0})

    @property
    def selection(self):
        if self.picked is None and self.opened:
            self.picked = self.books.active.sheets.active.range("A1")
        return self.picked

    def activate(self, steal_focus=False):
        pass

    def alert(self, prompt, title, buttons, mode, callback):
        self.alerts.append((prompt, title, buttons, mode))
        return self.answer

    def run(self, macro, args):
        script = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
        return self.opened[0].doc.getScriptProvider().getScript(script).invoke(tuple(args), (), ())[0]

    def quit(self):
        for book in list(self.opened):
            book.close()


class Books(bc.Books):
    app = None

    def __init__(self, app):
        self.app = app

    api = property(lambda self: self.app.desk)
    active = property(lambda self: self.app.opened[0])

    def __len__(self):
        return len(self.app.opened)

    def __iter__(self):
        return iter(list(self.app.opened))

    def __call__(self, key):
        if isinstance(key, int):
            return self.app.opened[key - 1]
        for book in self.app.opened:
            if book.name.lower() == key.lower():
                return book
        raise KeyError(key)

    def attach(self, name):
        """A document that is open already."""
        for doc in self.app.desk.Components:
            if doc.Title == name or unquote(doc.URL).endswith("/" + name):
                return self._taken(doc)
        raise KeyError(name)

    def open(self, fullname, *args, **kwargs):
        return self._load(Path(fullname).resolve().as_uri())

    def add(self):
        return self._load("private:factory/scalc")

    def _load(self, url):
        hidden = (setting("Hidden", True), setting("MacroExecutionMode", 4))
        return self._taken(self.app.desk.loadComponentFromURL(url, "_blank", 0, hidden))

    def _taken(self, doc):
        book = Book(self.app, doc)
        self.app.opened.insert(0, book)
        return book


class Book(bc.Book):
    app = None

    def __init__(self, app, doc):
        self.app, self.doc, self.shown, self.known_merges = app, doc, 0, {}
        day = doc.NullDate
        self.first_day = dt.datetime(day.Year, day.Month, day.Day)

    api = property(lambda self: ComBook(self.doc))
    name = property(lambda self: Path(self.fullname).name)
    sheets = property(lambda self: Sheets(self))  # noqa: PLW0108
    names = property(lambda self: Names(self))  # noqa: PLW0108

    @property
    def fullname(self):
        return uno_or_skip().fileUrlToSystemPath(self.doc.URL) if self.doc.URL else self.doc.Title

    def merges(self, sheet):
        """The merged areas of a sheet as (top, left, bottom, right); looked for once, for it takes its time."""
        if sheet.name not in self.known_merges:
            # The upper left cell of a merge differs from its neighbours in that alone.
            groups = [g for g in sheet.o.UniqueCellFormatRanges if g.getByIndex(0).IsMerged]
            cells = [
                sheet.range((row + 1, column + 1))
                for at in (at for group in groups for at in group.RangeAddresses)
                for row in range(at.StartRow, at.EndRow + 1)
                for column in range(at.StartColumn, at.EndColumn + 1)
            ]
            areas = [cell.merge_area for cell in cells]
            self.known_merges[sheet.name] = [
                (a.row, a.column, a.row + a.shape[0] - 1, a.column + a.shape[1] - 1) for a in areas
            ]
        return self.known_merges[sheet.name]

    def activate(self):
        self.app.opened.remove(self)
        self.app.opened.insert(0, self)

    def save(self, path=None, password=None):
        path = Path(path or self.fullname)
        known = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".ods": "calc8"}
        self.doc.storeAsURL(path.resolve().as_uri(), (setting("FilterName", known[path.suffix.lower()]),))

    def close(self):
        self.doc.close(True)
        self.app.opened.remove(self)


class Sheets(bc.Sheets):
    book = None

    def __init__(self, book):
        self.book = book

    api = property(lambda self: self.book.doc.Sheets)

    @property
    def active(self):
        return Sheet(self.book, self.api.getByIndex(min(self.book.shown, self.api.Count - 1)))

    def __len__(self):
        return self.api.Count

    def __iter__(self):
        return (Sheet(self.book, self.api.getByIndex(i)) for i in range(self.api.Count))

    def __contains__(self, key):
        return any(sheet.name.lower() == key.lower() for sheet in self)

    def __call__(self, key):
        if isinstance(key, int):
            return Sheet(self.book, self.api.getByIndex(key - 1))
        for sheet in self:
            if sheet.name.lower() == key.lower():
                return sheet
        raise NoSuchObjectError(f"Sheet {key} doesn't exist.")

    def add(self, before=None, after=None, name=None):
        at = before.index - 1 if before else after.index if after else self.book.shown
        number = 1
        while not name or self.api.hasByName(name):
            name, number = f"Sheet{number}", number + 1
        self.api.insertNewByName(name, at)
        self.book.shown = at  # as in Excel, a new sheet is the active one
        return Sheet(self.book, self.api.getByIndex(at))


class Sheet(bc.Sheet):
    book = None

    def __init__(self, book, sheet):
        self.book, self.o = book, sheet

    def _rename(self, name):
        self.o.Name = name

    def _show(self, visible):
        self.o.IsVisible = bool(visible)

    api = property(lambda self: ComSheet(self.o))
    name = property(lambda self: self.o.Name, _rename)
    index = property(lambda self: self.o.RangeAddress.Sheet + 1)
    visible = property(lambda self: self.o.IsVisible, _show)
    cells = property(lambda self: Range(self, 1, 1, _LAST_ROW, self.o.Columns.Count))
    notes = property(lambda self: [Note(self, annotation) for annotation in self.o.Annotations])
    freeze_panes = property(lambda self: None)
    tables = property(lambda self: [])

    def activate(self):
        self.book.shown = self.index - 1

    select = activate

    def delete(self):
        self.book.doc.Sheets.removeByName(self.name)

    def autofit(self, axis=None):
        self.used_range.autofit(axis)

    @property
    def used_range(self):
        cursor = self.o.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        cursor.gotoStartOfUsedArea(False)
        start = cursor.RangeAddress
        top, left = start.StartRow, start.StartColumn
        return Range(self, top + 1, left + 1, end.EndRow - top + 1, end.EndColumn - left + 1)

    def range(self, first, second=None):
        top, left, height, width = _area(first)
        if second is not None:
            other, across, more, wider = _area(second)
            bottom, right = max(top + height, other + more), max(left + width, across + wider)
            top, left = min(top, other), min(left, across)
            height, width = bottom - top, right - left
        return Range(self, top, left, height, width)


def _area(what):
    if isinstance(what, Range):
        return what.row, what.column, *what.shape
    if isinstance(what, str):
        start, end = utils.a1_to_tuples(what)
        if not start:
            raise NoSuchObjectError(what)
        end = end or start
        return *start, end[0] - start[0] + 1, end[1] - start[1] + 1
    return (*what, 1, 1) if len(what) == 2 else what


class Names(bc.Names):
    def __init__(self, book):
        self.book = book

    api = property(lambda self: self.book.doc.NamedRanges)

    def snapshot(self):
        return [(name, Name(self.book, name)) for name in self.api.ElementNames]

    def __call__(self, key):
        if not self.api.hasByName(key):
            raise KeyError(key)
        return Name(self.book, key)

    def contains(self, key):
        return self.api.hasByName(key)

    def add(self, name, refers_to):
        from com.sun.star.table import CellAddress

        if self.contains(name):
            self.api.removeByName(name)
        sheet, _, cell = refers_to.removeprefix("=").rpartition("!")
        quoted = f"${sheet}.{cell}"
        self.api.addNewByName(name, quoted, CellAddress(), 0)
        return Name(self.book, name)


class Name(bc.Name):
    def __init__(self, book, name):
        self.book, self._name = book, name

    api = property(lambda self: ComName())
    name = property(lambda self: self._name)

    @property
    def refers_to(self):
        content = self.book.doc.NamedRanges.getByName(self._name).Content
        sheet, _, cell = content.removeprefix("$").rpartition(".")
        return f"={sheet}!{cell}"

    @property
    def refers_to_range(self):
        cells = self.book.doc.NamedRanges.getByName(self._name).ReferredCells
        if cells is None:
            raise KeyError(self._name)
        at = cells.RangeAddress
        sheet = Sheet(self.book, self.book.doc.Sheets.getByIndex(at.Sheet))
        return sheet.range((at.StartRow + 1, at.StartColumn + 1), (at.EndRow + 1, at.EndColumn + 1))

    def delete(self):
        self.book.doc.NamedRanges.removeByName(self._name)


class Note(bc.Note):
    def __init__(self, sheet, annotation):
        self.sheet, self.a = sheet, annotation

    def _say(self, text):
        self.a.setString(text)

    api = property(lambda self: ComNote(self.a))
    text = property(lambda self: self.a.String, _say)
    author = property(lambda self: self.a.Author)
    location = property(lambda self: Range(self.sheet, self.a.Position.Row + 1, self.a.Position.Column + 1, 1, 1))

    def delete(self):
        notes, here = self.sheet.o.Annotations, self.a.Position
        for number in range(notes.Count):
            at = notes.getByIndex(number).Position
            if (at.Row, at.Column) == (here.Row, here.Column):
                notes.removeByIndex(number)
                return


class Font(bc.Font):
    def __init__(self, cells):
        self.o = cells

    def _embolden(self, bold):
        self.o.CharWeight = 150.0 if bold else 100.0

    def _colour(self, rgb):
        self.o.CharColor = _number(rgb)

    bold = property(lambda self: self.o.CharWeight > 100, _embolden)
    color = property(lambda self: _rgb(self.o.CharColor), _colour)


def _rgb(number):
    return None if number < 0 else (number >> 16 & 255, number >> 8 & 255, number & 255)


def _number(rgb):
    rgb = utils.hex_to_rgb(rgb) if isinstance(rgb, str) else rgb
    return -1 if rgb is None else rgb[0] << 16 | rgb[1] << 8 | rgb[2]


def _separated(formula, old, new):
    """The formula with another sign between arguments; what stands in quotes is left alone."""
    return re.sub(rf"\"[^\"]*\"|'[^']*'|{old}", lambda found: new if found[0] == old else found[0], formula)


class Range(bc.Range):
    sheet = row = column = shape = None
    max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet, row, column, height, width):
        self.sheet, self.row, self.column, self.shape = sheet, row, column, (height, width)
        self.options = {}

    @property
    def o(self):
        height, width = self.shape
        return self.sheet.o.getCellRangeByPosition(
            self.column - 1, self.row - 1, self.column + width - 2, self.row + height - 2
        )

    api = property(lambda self: ComRange(self.o))
    coords = property(lambda self: (self.sheet.name, self.row, self.column, *self.shape))
    font = property(lambda self: Font(self.o))
    address = property(lambda self: self.get_address(True, True, False))

    def __len__(self):
        return self.shape[0] * self.shape[1]

    def __call__(self, row, column=None):
        if column is None:
            row, column = (row - 1) // self.shape[1] + 1, (row - 1) % self.shape[1] + 1
        return Range(self.sheet, self.row + row - 1, self.column + column - 1, 1, 1)

    def get_address(self, row_absolute, column_absolute, external):
        def cell(row, column):
            return f"{'$' * column_absolute}{utils.col_name(column)}{'$' * row_absolute}{row}"

        height, width = self.shape
        text = cell(self.row, self.column)
        if len(self) > 1:
            text += ":" + cell(self.row + height - 1, self.column + width - 1)
        return f"[{self.sheet.book.name}]{self.sheet.name}!{text}" if external else text

    @property
    def raw_value(self):
        cells = self.o
        rows = [[None if value == "" else value for value in row] for row in cells.getDataArray()]
        self._dated(cells, rows)
        for at in cells.queryFormulaCells(4).RangeAddresses:  # 4: those that give an error
            for row in range(at.StartRow, at.EndRow + 1):
                for column in range(at.StartColumn, at.EndColumn + 1):
                    shown = self.sheet.o.getCellByPosition(column, row).String
                    rows[row - self.row + 1][column - self.column + 1] = Fault(_ERRORS.get(shown, shown))
        return rows if len(self) > 1 else rows[0][0]

    def _dated(self, cells, rows):
        """Numbers that their format shows as days, times or truth values become these, as COM hands them over."""
        formats, first = self.sheet.book.doc.NumberFormats, self.sheet.book.first_day
        height, width = len(rows), len(rows[0])
        for group in cells.UniqueCellFormatRanges:
            sort = formats.getByKey(group.getByIndex(0).NumberFormat).Type
            if not sort & (_DATE | _TIME | _LOGICAL) or sort & _TEXT:
                continue
            for at in group.RangeAddresses:
                for row in range(at.StartRow - self.row + 1, min(at.EndRow - self.row + 2, height)):
                    for column in range(at.StartColumn - self.column + 1, min(at.EndColumn - self.column + 2, width)):
                        value = rows[row][column]
                        if isinstance(value, float):
                            moment = first + dt.timedelta(seconds=round(value * 86400, 3))
                            rows[row][column] = bool(value) if sort & _LOGICAL else moment

    @raw_value.setter
    def raw_value(self, value):
        if not isinstance(value, (list, tuple)):
            value = [[value] * self.shape[1] for _ in range(self.shape[0])]
        elif not isinstance(value[0], (list, tuple)):
            value = [value]
        whole = Range(self.sheet, self.row, self.column, len(value), len(value[0]))
        plain = all(type(x) in (int, float) or x in ("", None) for row in value for x in row)
        if plain or whole.number_format == "@":
            rows = (tuple(x if type(x) in (int, float) else "" if x is None else str(x) for x in row) for row in value)
            whole.o.setDataArray(tuple(rows))  # one call: 500 × 4 cells take 0.1 s instead of 8.9 s
            return
        for down, row in enumerate(value):
            for right, one in enumerate(row):
                whole(down + 1, right + 1)._typed(one)

    def _typed(self, value):
        """One value as Excel takes it from COM: a text is parsed like typing unless the cell is formatted as text."""
        cell = self.sheet.o.getCellByPosition(self.column - 1, self.row - 1)
        if isinstance(value, dt.date):
            moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
            cell.Value = (moment - self.sheet.book.first_day).total_seconds() / 86400
            if self.number_format in ("General", "@"):
                self.number_format = "yyyy/mm/dd" if moment.time() == dt.time() else "yyyy/mm/dd hh:mm"
        elif isinstance(value, bool):
            cell.Formula = "=TRUE()" if value else "=FALSE()"
        elif isinstance(value, (int, float)):
            cell.Value = value
        elif value in ("", None):
            cell.String = ""
        elif self.number_format == "@":
            cell.String = value
        elif value.startswith("="):
            self.formula = value
        else:
            cell.Formula = value

    @property
    def number_format(self):
        """The format all cells share, else None."""
        formats = self.sheet.book.doc.NumberFormats
        found = {formats.getByKey(g.getByIndex(0).NumberFormat).FormatString for g in self.o.UniqueCellFormatRanges}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    def number_format(self, code):
        formats, locale = self.sheet.book.doc.NumberFormats, uno_or_skip().createUnoStruct("com.sun.star.lang.Locale")
        key = formats.queryKey(code, locale, False)
        self.o.NumberFormat = key if key >= 0 else formats.addNew(code, locale)

    @property
    def formula(self):
        rows = [list(row) for row in self.o.getFormulaArray()]
        for down, row in enumerate(rows):
            for right, text in enumerate(row):
                if text in ("=TRUE()", "=FALSE()"):  # to LibreOffice a formula, to Excel a value
                    row[right] = text[1:-2]
                elif text.startswith("=") and (";" in text or "." in text):
                    row[right] = self(down + 1, right + 1)._formula_of_excel() or text
        return tuple(map(tuple, rows)) if len(self) > 1 else rows[0][0]

    @formula.setter
    def formula(self, value):
        if isinstance(value, str):
            value = [[value] * self.shape[1]] * self.shape[0]
        self.o.setFormulaArray(tuple(tuple("" if text.startswith("=") else text for text in row) for row in value))
        for down, row in enumerate(value):
            for right, text in enumerate(row):
                if text.startswith("="):
                    cell, parser, at = self(down + 1, right + 1)._parsing()
                    cell.setTokens(parser.parseFormula(_separated(text[1:], ",", ";"), at))

    def _formula_of_excel(self):
        """The formula as Excel writes it; "" for a text that only looks like one."""
        cell, parser, at = self._parsing()
        tokens = cell.getTokens()
        return "=" + _separated(parser.printFormula(tokens, at), ";", ",") if tokens else ""

    def _parsing(self):
        from com.sun.star.table import CellAddress

        parser = self.sheet.book.doc.createInstance("com.sun.star.sheet.FormulaParser")
        parser.setPropertyValue("FormulaConvention", 1)  # 'sheet'!A1
        parser.setPropertyValue("CompileEnglish", True)
        at = CellAddress()
        at.Sheet, at.Row, at.Column = self.sheet.index - 1, self.row - 1, self.column - 1
        return self.sheet.o.getCellByPosition(self.column - 1, self.row - 1), parser, at

    def _paint(self, rgb):
        self.o.CellBackColor = _number(rgb)

    def _wrap(self, wrapped):
        self.o.IsTextWrapped = wrapped

    color = property(lambda self: _rgb(self.o.CellBackColor), _paint)
    wrap_text = property(lambda self: self.o.IsTextWrapped, _wrap)

    @property
    def note(self):
        annotation = self.sheet.o.getCellByPosition(self.column - 1, self.row - 1).Annotation
        return Note(self.sheet, annotation) if annotation is not None and annotation.String else None

    def add_note(self, text):
        from com.sun.star.table import CellAddress

        at = CellAddress()
        at.Sheet, at.Row, at.Column = self.sheet.index - 1, self.row - 1, self.column - 1
        self.sheet.o.Annotations.insertNew(at, text)
        return self.note

    def clear(self):
        self.o.clearContents(1023)

    def clear_contents(self):
        self.o.clearContents(1 | 2 | 4 | 16)

    def autofit(self, axis=None):
        if axis in (None, "columns", "c"):
            self.o.Columns.OptimalWidth = True
        if axis in (None, "rows", "r"):
            self.o.Rows.OptimalHeight = True

    def _widen(self, characters):
        self.o.Columns.Width = int(characters * 220)

    column_width = property(lambda self: self.o.Columns.getByIndex(0).Width / 220, _widen)

    def select(self):
        self.sheet.activate()
        self.sheet.book.app.picked = self

    @property
    def merge_cells(self):
        """True where all cells are merged ones, None where some are."""
        bottom, right = self.row + self.shape[0] - 1, self.column + self.shape[1] - 1
        inside = 0
        for top, left, last, end in self.sheet.book.merges(self.sheet):
            height, width = min(last, bottom) - max(top, self.row) + 1, min(end, right) - max(left, self.column) + 1
            inside += max(height, 0) * max(width, 0)
        return True if inside == len(self) else None if inside else False

    @property
    def merge_area(self):
        first = self.sheet.o.getCellRangeByPosition(self.column - 1, self.row - 1, self.column - 1, self.row - 1)
        cursor = self.sheet.o.createCursorByRange(first)
        cursor.collapseToMergedArea()
        at = cursor.RangeAddress
        return Range(
            self.sheet,
            at.StartRow + 1,
            at.StartColumn + 1,
            at.EndRow - at.StartRow + 1,
            at.EndColumn - at.StartColumn + 1,
        )

    def merge(self, across=False):
        self.o.merge(True)
        self.sheet.book.known_merges.clear()

    def insert(self, shift=None, copy_origin=None):
        """Whole rows, which is what a person does in the tests."""
        self.sheet.o.Rows.insertByIndex(self.row - 1, self.shape[0])
        self.sheet.book.known_merges.clear()

    def delete(self, shift=None):
        self.sheet.o.Rows.removeByIndex(self.row - 1, self.shape[0])
        self.sheet.book.known_merges.clear()
