"""What a sheet of a template asks for: single values, rows kept free for a list, rows that grow with one."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from lxml import etree
from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.errors import TemplateError
from pmo_xl.render.growth import LAST_ROW, Growth
from pmo_xl.render.source import Source
from pmo_xl.render.tags import Segments, Tag
from pmo_xl.render.workbook import Cell, M, cell_name, cells_of, text_of


class Block(Struct, frozen=True):
    """A list in a template row: `size` rows are kept free for it, or the row grows (0). `columns` are its cells."""

    row: int
    size: int
    items: Sequence[object]
    columns: Mapping[int, Segments]

    @property
    def filled(self) -> int:
        """How many of the rows kept free show an item; the last one gives way to 「他n件」 when they are too few."""
        return self.size - 1 if len(self.items) > self.size else len(self.items)


class Plan(Struct, frozen=True, dict=True):
    """A sheet's values, addressed as in the template: `single` by cell, `growing` by row and column."""

    single: dict[Cell, object] = fresh(default_factory=dict)
    growing: dict[int, dict[int, list[object]]] = fresh(default_factory=dict)
    reserved: tuple[Block, ...] = ()

    def copies(self, row: int) -> int:
        """How often a growing row stands there in the end. A list without items leaves it there, blank."""
        return max(1, *map(len, self.growing[row].values()))

    @cached_property
    def growth(self) -> Growth:
        """The rows that repeat, and how many more each becomes."""
        return Growth({row: self.copies(row) - 1 for row in self.growing})


def plan_sheet(sheet: str, root: etree._Element, strings: Sequence[str], source: Source) -> Plan | None:
    """What the cells of a sheet ask for, with the values; None when no cell has a tag.

    Raises TemplateError for unknown names, two lists in one cell, and rows kept free that are not free.
    """
    tagged, occupied = tagged_cells(sheet, root, strings, source)
    if not tagged:
        return None
    single: dict[Cell, object] = {}
    lists: dict[tuple[int, str, int], dict[int, Segments]] = {}
    for (row, column), parts in tagged.items():
        where = f"{sheet}!{cell_name(row, column)}"
        asked = {(part.name, part.size) for part in parts if isinstance(part, Tag) and part.size is not None}
        if len(asked) > 1:
            raise TemplateError(
                f"テンプレート {source.template} の {where} に二つの一覧があります",
                "一つのセルには一つの一覧だけを書いてください",
            )
        if asked:
            name, size = asked.pop()
            lists.setdefault((row, name, size), {})[column] = parts
        else:
            single[row, column] = source.cell(parts, where)
    growing: dict[int, dict[int, list[object]]] = {}
    reserved = []
    for (row, name, size), columns in lists.items():
        items = source.items(Tag(name, size), f"{sheet}!{cell_name(row, min(columns))}")
        block = Block(row, size, items, columns)
        values = {c: source.column(p, items, f"{sheet}!{cell_name(row, c)}") for c, p in columns.items()}
        if size == 0:
            _check_length(sheet, row, len(items))
            growing.setdefault(row, {}).update(values)
        else:
            reserved.append(block)
            single |= _reserved_cells(block, values)
    plan = Plan(single, growing, tuple(reserved))
    _check_reserved(plan, sheet, occupied, source)
    return plan


def tagged_cells(
    sheet: str, root: etree._Element, strings: Sequence[str], source: Source
) -> tuple[dict[Cell, Segments], set[Cell]]:
    """The cells with tags, and all cells that hold anything."""
    tagged, occupied = {}, set()
    for row in root.iterfind(f"{M}sheetData/{M}row"):
        number = int(row.get("r", "0"))
        for column, cell in cells_of(row):
            if len(cell):
                occupied.add((number, column))
            parts = source.segments(text_of(cell, strings), f"{sheet}!{cell_name(number, column)}")
            if parts is not None:
                tagged[number, column] = parts
    return tagged, occupied


def _reserved_cells(block: Block, values: Mapping[int, list[object]]) -> dict[Cell, object]:
    """The cells of the rows kept free: items, blanks, and 「他n件」 in the first column when there are more."""
    left = min(block.columns)
    cells: dict[Cell, object] = {}
    for column, shown in values.items():
        for offset in range(block.size):
            cells[block.row + offset, column] = shown[offset] if offset < block.filled else None
    if len(block.items) > block.size:
        cells[block.row + block.size - 1, left] = f"他{len(block.items) - block.filled}件"
    return cells


def _check_length(sheet: str, row: int, count: int) -> None:
    if row + count > LAST_ROW:
        raise TemplateError(
            f"{sheet} の一覧（{count:,}件）がExcelの行数を超えます", "対象を絞るか、期間を短くしてください"
        )


def _check_reserved(plan: Plan, sheet: str, occupied: set[Cell], source: Source) -> None:
    """Rows kept free must be free: nothing a person wrote there may be lost silently."""
    for block in plan.reserved:
        rows = range(block.row, block.row + block.size)
        for row in rows:
            if row in plan.growing:
                raise TemplateError(
                    f"テンプレート {source.template} の {sheet} {row}行目で、増える一覧と行数を決めた一覧が重なります",
                    "どちらかの一覧を別の行に移してください",
                )
            taken = [column for column in block.columns if row > block.row and (row, column) in occupied]
            if taken:
                raise TemplateError(
                    f"テンプレート {source.template} の {sheet}!{cell_name(row, taken[0])} は"
                    f"{block.size}行の一覧の中にありますが、空いていません",
                    "そのセルを空にするか、一覧の行数を減らしてください",
                )
