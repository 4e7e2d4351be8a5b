"""The words a drop-down offers: written in the rule itself, or standing in cells, a named range or a table."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.grid import Area, CellValue, ListObject
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.areas import Target, target_of

_LITERAL = lazy(r'"((?:[^"]|"")*)"$')
_INDIRECT = lazy(r'INDIRECT\(\s*"((?:[^"]|"")*)"\s*\)$', re.IGNORECASE)
_TABLE_COLUMN = lazy(r"([^\[\]!]+)\[\[?(?:#Data\],\[)?([^\[\]]+)\]\]?$")
_MOST_WORDS = 1000
_MOST_CELLS = 100_000  # looked at; a list may be given a whole sheet
_MOST_STEPS = 4  # a name that stands for a name that stands for …


class WordSource(Struct, frozen=True):
    """Where words can stand in a workbook: the values of its sheets, its defined names, its tables.

    `names` maps (sheet, folded name) to a formula; the sheet is "" for names of the whole workbook.
    """

    rows: Mapping[str, Sequence[Sequence[CellValue]]]
    names: Mapping[tuple[str, str], str] = fresh(default_factory=dict)
    tables: Mapping[str, tuple[str, ListObject]] = fresh(default_factory=dict)

    def words(self, formula: str, sheet: str) -> tuple[str, ...]:
        """The words a list formula on `sheet` stands for, in order, each once; none when it cannot be followed."""
        if literal := _LITERAL.match(formula.strip()):
            words = [word.strip() for word in literal[1].replace('""', '"').split(",")]
        else:
            target = self._target(formula, sheet, _MOST_STEPS)
            words = [_text(value) for value in self._values(target)] if target else []
        return tuple(dict.fromkeys(word for word in words if word))

    def columns_of(self, formulas: Collection[tuple[str, str]]) -> Mapping[str, frozenset[int]]:
        """Sheet → its columns in which the words of these lists stand; a formula comes with the sheet it stands on."""
        found: dict[str, set[int]] = {}
        for formula, sheet in formulas:
            target = None if _LITERAL.match(formula.strip()) else self._target(formula, sheet, _MOST_STEPS)
            if target and target.area.left == target.area.right:
                found.setdefault(target.sheet, set()).add(target.area.left)
        return {sheet: frozenset(columns) for sheet, columns in found.items()}

    def _target(self, formula: str, sheet: str, steps: int) -> Target | None:
        formula = formula.strip().removeprefix("=")
        if not steps or not formula or "#REF!" in formula:
            return None
        if found := target_of(formula):
            return Target(found.sheet or sheet, found.area)
        if indirect := _INDIRECT.match(formula):
            return self._target(indirect[1].replace('""', '"'), sheet, steps - 1)
        if column := _TABLE_COLUMN.match(formula):
            return self._table_column(column[1], column[2])
        name = formula.rpartition("!")[2].lower()
        meaning = self.names.get((sheet, name)) or self.names.get(("", name))
        if meaning:
            return self._target(meaning, sheet, steps - 1)
        return self._table_column(formula, None)

    def _table_column(self, table: str, heading: str | None) -> Target | None:
        """The cells below a heading of a table; of its first column when no heading is given."""
        if table.lower() not in self.tables:
            return None
        sheet, found = self.tables[table.lower()]
        if heading is not None and heading not in found.columns:
            return None
        column = found.area.left + (found.columns.index(heading) if heading else 0)
        top, bottom = found.area.top + found.header_rows, found.area.bottom - found.totals_rows
        return Target(sheet, Area(top, column, bottom, column))

    def _values(self, target: Target) -> list[CellValue]:
        area = target.area
        rows = self.rows.get(target.sheet, ())[area.top - 1 : area.bottom]
        cells = islice((value for row in rows for value in row[area.left - 1 : area.right]), _MOST_CELLS)
        return list(islice((value for value in cells if value is not None), _MOST_WORDS))


def _text(value: CellValue) -> str:
    """A word as the drop-down shows it: 1.0 is 1."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
