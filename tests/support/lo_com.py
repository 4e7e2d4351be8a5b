# ruff: noqa: N802, N803 - the names are those of COM
"""The few COM properties the product asks of Excel's own objects, answered by LibreOffice: what `.api` gives in tests.

Only what LibreOffice truly has is here (its grounds are solid or none, its notes have one size). Patterns, theme
colours, threaded comments and protected views are tested with fakes that record.
"""

_NONE, _SOLID, _AUTOMATIC = -4142, 1, -4105


def flipped(colour):
    """Red and blue exchanged: COM counts blue highest, LibreOffice red."""
    return (colour & 0xFF) << 16 | colour & 0xFF00 | colour >> 16 & 0xFF


class ComRange:
    """Range.api."""

    def __init__(self, cells):
        self.o = cells
        self.Interior = Interior(cells)
        self.Font = Font(cells)

    CommentThreaded = None

    @property
    def HasFormula(self):
        kinds = {bool(text.startswith("=")) for row in self.o.getFormulaArray() for text in row}
        return kinds.pop() if len(kinds) == 1 else None

    @property
    def EntireRow(self):
        return Lines(self.o.Rows, self.o)

    @property
    def EntireColumn(self):
        return Lines(self.o.Columns, self.o)


class Lines:
    """Range.EntireRow and .EntireColumn; `Hidden` is None where some are and some are not."""

    def __init__(self, lines, cells):
        self.o, self.cells = lines, cells

    @property
    def Hidden(self):
        at, seen = self.cells.RangeAddress, self.cells.queryVisibleCells().RangeAddresses
        if [(a.StartRow, a.StartColumn, a.EndRow, a.EndColumn) for a in seen] == [
            (at.StartRow, at.StartColumn, at.EndRow, at.EndColumn)
        ]:
            return False
        seen = {bool(self.o.getByIndex(i).IsVisible) for i in range(self.o.Count)}
        return not seen.pop() if len(seen) == 1 else None

    @Hidden.setter
    def Hidden(self, value):
        self.o.IsVisible = not value


class Interior:
    """Range.Interior."""

    ThemeColor = PatternThemeColor = None
    TintAndShade = PatternTintAndShade = 0
    PatternColor, PatternColorIndex = 0, _AUTOMATIC

    def __init__(self, cells):
        object.__setattr__(self, "o", cells)

    def __getattr__(self, name):
        back = self.o.CellBackColor
        if name == "Pattern":
            return _NONE if back < 0 else _SOLID
        if name == "ColorIndex":
            return _NONE if back < 0 else 1
        if name == "Color":
            return 0xFFFFFF if back < 0 else flipped(back)
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if name == "Color":
            self.o.CellBackColor = flipped(int(value))
        elif name in ("Pattern", "ColorIndex") and value == _NONE:
            self.o.CellBackColor = -1
        elif name not in ("Pattern", "PatternColor", "PatternColorIndex"):
            raise NotImplementedError(name)


class Font:
    """Range.Font, its colour only."""

    ThemeColor = None
    TintAndShade = 0

    def __init__(self, cells):
        object.__setattr__(self, "o", cells)

    def __getattr__(self, name):
        colour = self.o.CharColor
        if name == "ColorIndex":
            return _AUTOMATIC if colour < 0 else 1
        if name == "Color":
            return 0 if colour < 0 else flipped(colour)
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if name == "Color":
            self.o.CharColor = flipped(int(value))
        elif name == "ColorIndex" and value == _AUTOMATIC:
            self.o.CharColor = -1
        else:
            raise NotImplementedError(name)


class ComNote:
    """Note.api: text put in and taken out at a place, so that the rest keeps its letters' looks."""

    def __init__(self, annotation):
        self.a = annotation
        self.Author = annotation.Author

    def Text(self, Text=None, Start=None, Overwrite=True):
        old = self.a.String
        if Text is not None:
            if Start is None:
                self.a.setString(Text)
            else:
                end = len(old) if Overwrite else Start - 1
                self.a.setString(old[: Start - 1] + Text + ("" if Overwrite else old[end:]))
        return self.a.String

    @property
    def Shape(self):
        return Frame(self.a)


class Frame:
    """Comment.Shape: a text frame whose characters can be deleted, and a size that is taken but not shown."""

    def __init__(self, annotation):
        self.a = annotation
        self.TextFrame = self
        self.Width = self.Height = 100.0

    def Characters(self, Start, Length=None):
        return Characters(self.a, Start, Length)


class Characters:
    """Some letters of a note."""

    def __init__(self, annotation, start, length):
        self.a, self.start, self.length = annotation, start, length

    def Delete(self):
        old = self.a.String
        end = len(old) if self.length is None else self.start - 1 + self.length
        self.a.setString(old[: self.start - 1] + old[end:])


class ComSheet:
    """Sheet.api."""

    def __init__(self, sheet):
        self.o = sheet

    @property
    def ProtectContents(self):
        return self.o.isProtected()

    @property
    def Visible(self):
        return -1 if self.o.IsVisible else 0

    @Visible.setter
    def Visible(self, value):
        self.o.IsVisible = value == -1


class ComBook:
    """Book.api."""

    def __init__(self, doc):
        self.doc = doc

    @property
    def ProtectStructure(self):
        return self.doc.isProtected()

    @property
    def ReadOnly(self):
        return self.doc.isReadonly()

    @property
    def Saved(self):
        return not self.doc.isModified()

    @property
    def Date1904(self):
        day = self.doc.NullDate
        return (day.Year, day.Month, day.Day) == (1904, 1, 1)


class ComName:
    """Name.api: LibreOffice shows names or hides them all the same."""

    Visible = True
