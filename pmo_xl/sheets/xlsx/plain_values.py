"""The values of a sheet written as Excel writes it: all rows of one shape together, column by column.

`scan` has seen what stands where in every row, so that one search finds all values of a stretch of rows. That takes
half the time of calamine, and a text that comes again and again is one object. Whatever is written in another way
raises IrregularError: then the sheet is read cell by cell.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, repeat
from typing import Final

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.grid import CellValue, Rows
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.clean import need_cleaning, resolved
from pmo_xl.sheets.files.scan import IrregularError, RowShape, Stretch, without_empty_values
from pmo_xl.sheets.xlsx.stream import iso_value, number_value, unescaped
from pmo_xl.sheets.xlsx.styles import Styles

_VALUE = lazy(rb"<v(?: [^<>/]*)?>([^<]*)")
_STYLE = lazy(
    rb' s="([0-9]+)"(?: t="n")?(?: (?:cm|vm|ph)="[0-9]+")*>(?:<f(?:>[^<]*</f>| [^<>]*(?:/>|>[^<]*</f>)|/>))?<v[ >]'
)
_ATTRIBUTES: Final = lazy(rb'(?P<style> s="")?(?: t="(?P<kind>[a-zA-Z]+)")?(?: (?:cm|vm|ph)="")*')
_KINDS: Final = frozenset(("s", "inlineStr", "str", "b", "e", "d"))
_TRUTH: Final[Mapping[bytes, bool]] = {b"1": True, b"0": False}

_HEAD: Final = 20  # rows that tell whether a sheet is another one, or its columns have moved
Shared = Mapping[bytes, CellValue]


class _Alike(Struct):
    """The rows of one shape: where and what sort their values are, and for every row these as they are written."""

    columns: list[int]
    sorts: list[str]
    styled: int
    numbers: list[int] = fresh(default_factory=list)
    values: list[list[bytes]] = fresh(default_factory=list)
    styles: list[list[bytes]] = fresh(default_factory=list)

    @classmethod
    def of(cls, shape: RowShape) -> "_Alike":
        """No rows yet. Raises IrregularError for attributes Excel does not write so."""
        sorts = [_sort(attributes) for _, attributes in shape.values]
        return cls([column for column, _ in shape.values], sorts, sorts.count("styled"))

    def has_values(self) -> bool:
        """Whether there is anything in these rows."""
        return bool(self.sorts)


class PlainValues:
    """Reads sheets. `shared` and `inline` are texts by their number as written, "" as None."""

    def __init__(self, shared: Shared, inline: Shared, styles: Styles, *, since_1904: bool) -> None:
        self.is_suspect = False  # whether a text of a formula needs cleaning
        self._styles = styles
        self._since_1904 = since_1904
        self._reads: dict[str, Callable[[Sequence[bytes]], Iterable[CellValue]]] = {
            "plain": lambda written: map(float, written),
            "s": lambda written: map(shared.__getitem__, written),
            "inlineStr": lambda written: map(inline.__getitem__, written),
            "str": self._texts,
            "b": lambda written: map(_TRUTH.__getitem__, written),
            "e": lambda written: repeat(None, len(written)),
            "d": _days,
        }

    def rows(self, xml: bytes, stretches: Sequence[Stretch], height: int, width: int) -> Rows:
        """The values from A1 on, `height` rows of `width` cells; raises IrregularError."""
        numbers = [number for stretch in stretches for number in stretch.numbers]
        if any(after <= before for before, after in pairwise(numbers)):
            raise IrregularError
        rows: Rows = [[None] * width] * height  # the rows without a value are one and the same
        try:
            for stretch in stretches:
                for number, row in self._stretch(xml, stretch, width):
                    rows[number - 1] = row
        except (KeyError, ValueError):
            raise IrregularError from None  # an unusual attribute, no such text, no number
        return rows

    def begin_like(self, standing: Rows, xml: bytes, stretches: Sequence[Stretch]) -> bool:
        """Whether one of the first rows holds just the values it has in `standing`; raises IrregularError."""
        head = stretches[0].head(xml, _HEAD)
        width = max(*map(len, standing), *(shape.last_column for shape in head.shapes))
        rows = self.rows(xml, [head], head.numbers[-1], width)
        return any(
            width - row.count(None) > 1 and row == [*stands, *[None] * (width - len(stands))]
            for row, stands in zip(rows, standing, strict=False)
        )

    def _stretch(self, xml: bytes, stretch: Stretch, width: int) -> Iterator[tuple[int, list[CellValue]]]:
        """The rows with values of one stretch, those of one shape after the other."""
        known = {id(shape): _Alike.of(shape) for shape in {id(shape): shape for shape in stretch.shapes}.values()}
        if not any(map(_Alike.has_values, known.values())):
            return
        written = without_empty_values(xml[stretch.begin : stretch.stop])
        values, styles = _VALUE.findall(written), _STYLE.findall(written)
        at = style_at = 0
        for number, shape in zip(stretch.numbers, stretch.shapes, strict=True):
            alike = known[id(shape)]
            alike.numbers.append(number)
            alike.values.append(values[at : (at := at + len(alike.sorts))])
            alike.styles.append(styles[style_at : (style_at := style_at + alike.styled)])
        if (at, style_at) != (len(values), len(styles)):
            raise IrregularError
        for alike in filter(_Alike.has_values, known.values()):
            yield from zip(alike.numbers, self._rows(alike, width), strict=True)

    def _rows(self, alike: _Alike, width: int) -> Iterable[list[CellValue]]:
        columns: list[Iterable[CellValue]] = [[None] * len(alike.numbers)] * width
        styles = zip(*alike.styles, strict=True)
        for column, sort, written in zip(alike.columns, alike.sorts, zip(*alike.values, strict=True), strict=True):
            columns[column - 1] = (
                self._numbers(written, next(styles)) if sort == "styled" else self._reads[sort](written)
            )
        return map(list, zip(*columns, strict=True))

    def _texts(self, written: Sequence[bytes]) -> Iterable[CellValue]:
        """The results of formulas that give texts; few differ."""
        different = list(set(written))
        texts = texts_written(different)
        self.is_suspect = self.is_suspect or need_cleaning(texts)
        return map(dict(zip(different, texts, strict=True)).__getitem__, written)

    def _numbers(self, written: Sequence[bytes], styles: Sequence[bytes]) -> Iterable[CellValue]:
        """The numbers of a column as their styles show them; a column of days holds few different ones."""
        if all(self._styles.sort(int(style)) == "number" for style in set(styles)):
            return map(float, written)
        cells = list(zip(written, styles, strict=True))
        known = {
            (text, style): number_value(float(text), self._styles, int(style), self._since_1904)
            for text, style in set(cells)
        }
        return map(known.__getitem__, cells)


def _sort(attributes: bytes) -> str:
    """What the attributes of a cell, without their digits, say of its value: plain or styled numbers, or its type."""
    found = _ATTRIBUTES.fullmatch(attributes)
    kind = (found["kind"] or b"n").decode() if found else ""
    if found and kind == "n":
        return "styled" if found["style"] else "plain"
    if kind in _KINDS:
        return kind
    raise IrregularError


def _days(written: Sequence[bytes]) -> Iterable[CellValue]:
    """Days written as days; few differ."""
    known = {text: iso_value(text.decode()) if text else None for text in set(written)}
    return map(known.__getitem__, written)


def texts_written(texts: Sequence[bytes]) -> list[str | None]:
    """The texts of cells as they stand in the XML, None for an empty one. Raises IrregularError for what is no text."""
    try:
        together = b"\0".join(texts).decode()
    except UnicodeDecodeError:
        raise IrregularError from None
    read = together.split("\0")
    if len(read) != len(texts):  # one holds the mark itself
        read = [text.decode() for text in texts]
    if "&" in together or "_x" in together:
        read = [unescaped(resolved(text)) for text in read]
    return [text or None for text in read]
