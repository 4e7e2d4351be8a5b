"""The 基準値 sheet: one line a measure (テスト密度, 不具合密度, perhaps 規模) with 下限 and 上限.

It is no register: no kind fits it, and nothing of it is counted. The size of what is built is the sum of a 規模 column
of the requirements; without one, the 規模 line of that sheet.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from pmo_xl.model.grid import CellValue
from pmo_xl.model.half_width import half_width
from pmo_xl.model.pattern import lazy
from pmo_xl.model.register import Register
from pmo_xl.model.standards import Limits, Standards
from pmo_xl.model.table import Table
from pmo_xl.sheets.meaning.numbers import number_of
from pmo_xl.sheets.reading import Reading

USED: Final = "基準値の表として、密度の判定に使います"
_SHEET: Final = lazy(r"基準値|品質基準|品質目標")
_SIZE: Final = lazy(r"規模|KLOC|ステップ数|ファンクションポイント", re.IGNORECASE)
_TESTS: Final = lazy(r"(?:テスト|試験)\S{0,4}密度")
_DEFECTS: Final = lazy(r"(?:不具合|障害|バグ|欠陥)\S{0,4}密度")
_LOW, _HIGH, _UNIT = lazy(r"下限|最小|以上"), lazy(r"上限|最大|以下"), lazy("単位")
_IN_BRACKETS: Final = lazy(r"\(([^)]+)\)")

_Line = tuple[Table, int]  # a table and one of its rows


def standards_in(reading: Reading) -> Standards:
    """What the 基準値 sheets and the 規模 column of the requirements say; where they say nothing, None."""
    tables = [table for file in reading.files for sheet in file.sheets for table in sheet.tables]
    lines = [line for table in tables if _is_standard(table) for line in _lines(table)]
    size, unit = _size_of(reading.registers.values()) or _size_in(lines) or (None, "")
    return Standards(_limits(lines, _TESTS), _limits(lines, _DEFECTS), size, unit or "規模")


def told_as_standard(table: Table) -> Table:
    """A table of a 基準値 sheet with the note that says what it is for; any other table as it is."""
    return replace(table, notes=(USED,)) if _is_standard(table) else table


def _is_standard(table: Table) -> bool:
    return table.kind == "other" and bool(_SHEET.search(table.sheet) or _SHEET.search(table.title))


def _lines(table: Table) -> Iterator[_Line]:
    return ((table, row) for row in table.record_rows)


def _about(lines: Sequence[_Line], measure: re.Pattern[str]) -> Iterator[_Line]:
    """The lines whose first text names the measure."""
    for table, row in lines:
        cells = (table.grid.value(row, column) for column in sorted(table.headers))
        name = next((cell for cell in cells if isinstance(cell, str) and cell.strip()), "")
        if measure.search(half_width(name)):
            yield table, row


def _limits(lines: Sequence[_Line], measure: re.Pattern[str]) -> Limits | None:
    for line in _about(lines, measure):
        low, high = number_of(_cell(line, _LOW)), number_of(_cell(line, _HIGH))
        if low is not None and high is not None:
            return Limits(low, high)
    return None


def _size_in(lines: Sequence[_Line]) -> tuple[float, str] | None:
    """The first number of a 規模 line, and its 単位."""
    for table, row in _about(lines, _SIZE):
        unit = _cell((table, row), _UNIT)
        for column in sorted(table.headers):
            if number := number_of(table.grid.value(row, column)):
                return number, unit.strip() if isinstance(unit, str) else ""
    return None


def _size_of(registers: Iterable[Register]) -> tuple[float, str] | None:
    """The sum of the 規模 column of the requirements that are not rejected, and the unit in its heading."""
    sizes: list[float] = []
    unit = ""
    for requirement in (r for register in registers if register.kind == "requirement" for r in register):
        table = requirement.table
        column = next((at for at, text in table.unmapped.items() if _SIZE.search(half_width(text))), None)
        if column is None or requirement.status == "rejected":
            continue
        bracketed = _IN_BRACKETS.search(half_width(table.unmapped[column]))
        unit = unit or (bracketed[1] if bracketed else "")
        if (number := number_of(table.grid.value(requirement.row, column))) is not None:
            sizes.append(number)
    return (sum(sizes), unit) if sum(sizes) > 0 else None


def _cell(line: _Line, heading: re.Pattern[str]) -> CellValue:
    table, row = line
    column = next((at for at, text in table.headers.items() if heading.search(half_width(text))), None)
    return table.grid.value(row, column) if column else None
