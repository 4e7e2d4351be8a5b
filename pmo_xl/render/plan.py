"""What a sheet of a template asks for: single values, rows kept free for a list, rows that grow with one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pmo_xl.errors import TemplateError
from pmo_xl.model.place import column_letters, column_number
from pmo_xl.render.cells import M
from pmo_xl.render.growth import LAST_ROW, Growth
from pmo_xl.render.tags import (
    Segments,
    Tag,
    alone,
    joined,
    known_names,
    malformed,
    segments,
    unknown,
    value_at,
)

Cell = tuple[int, int]  # row, column, counted from 1
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d*)")


class Source:
    """The values a template is filled from, and whom to name when it asks for something else."""

    def __init__(self, template: str, values: Mapping[str, Any]) -> None:
        self.template = template
        self.values = values

    def value(self, tag: Tag, where: str) -> Any:
        """The value of a single tag. Raises TemplateError naming the nearest known name."""
        try:
            value = value_at(self.values, tag.name)
        except KeyError:
            raise self.unknown(tag, where) from None
        return self._single(value, tag, where)

    def items(self, tag: Tag, where: str) -> Sequence[Any]:
        """The list behind rows[] or rows[n]; None counts as an empty one."""
        try:
            items = value_at(self.values, tag.name)
        except KeyError:
            raise self.unknown(tag, where) from None
        if items is None:
            return ()
        if isinstance(items, str | Mapping) or not isinstance(items, Sequence):
            raise TemplateError(
                f"テンプレート {self.template} の {where} にある「{tag}」は一覧ではありません",
                f"{{{{ {tag.name} }}}} と書くか、一覧の名前に直してください",
            )
        return items

    def column(self, parts: Segments, items: Sequence[Any], where: str) -> list[Any]:
        """One value for each item: typed when the tag stands alone, text otherwise."""
        tags = [part for part in parts if isinstance(part, Tag)]
        columns: dict[Tag, list[Any]] = {}
        for tag in tags:
            if tag.size is None:
                columns[tag] = [self.value(tag, where)] * len(items)
                continue
            try:
                columns[tag] = [value_at(item, tag.field) for item in items] if tag.field else list(items)
            except KeyError:
                raise self.unknown(tag, where) from None
            for value in columns[tag]:
                if isinstance(value, Mapping | list | tuple):
                    self._single(value, tag, where)
        if alone(parts):
            return columns[tags[0]]
        return [joined(parts, lambda tag, row=row: columns[tag][row]) for row in range(len(items))]

    def text(self, text: str, where: str) -> str | None:
        """A text with its tags replaced; None when it has none."""
        parts = self.segments(text, where)
        return None if parts is None else joined(parts, lambda tag: self.value(tag, where))

    def segments(self, text: str, where: str) -> Segments | None:
        """The tags in a text, None when there are none. Raises TemplateError on a piece that only looks like one."""
        try:
            return segments(text)
        except ValueError as piece:
            raise malformed(self.template, where, str(piece)) from None

    def unknown(self, tag: Tag, where: str) -> TemplateError:
        """The error for a tag nothing answers to."""
        return unknown(self.template, where, tag.known_as, known_names(self.values))

    def _single(self, value: Any, tag: Tag, where: str) -> Any:
        if isinstance(value, Mapping | list | tuple):
            raise TemplateError(
                f"テンプレート {self.template} の {where} にある「{tag}」は一つの値ではありません",
                f"{{{{ {tag.known_as}[].項目 }}}} か {{{{ {tag.known_as}.項目 }}}} のように書いてください",
            )
        return value


@dataclass(frozen=True)
class Block:
    """A list in a template row: `size` rows are kept free for it, or the row grows (0). `columns` are its cells."""

    row: int
    size: int
    items: Sequence[Any]
    columns: Mapping[int, Segments]

    @property
    def left(self) -> int:
        """The block's first column."""
        return min(self.columns)

    @property
    def overflows(self) -> bool:
        """Whether the rows kept free are too few."""
        return 0 < self.size < len(self.items)

    @property
    def filled(self) -> int:
        """How many of its rows show an item."""
        return self.size - 1 if self.overflows else len(self.items)


@dataclass(frozen=True)
class Plan:
    """A sheet's values in the coordinates of the template: `single` by cell, `growing` by row and column."""

    single: dict[Cell, Any] = field(default_factory=dict)
    growing: dict[int, dict[int, list[Any]]] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()

    @property
    def growth(self) -> Growth:
        """The rows that repeat. A list without items leaves its row there, blank."""
        return Growth({row: self.copies(row) - 1 for row in self.growing})

    def copies(self, row: int) -> int:
        """How often a growing row stands there in the end: at least once."""
        return max(1, *map(len, self.growing[row].values()))


def cell_texts(root: etree._Element, strings: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of every cell that holds text (formulas aside)."""
    for row in root.iterfind(f"{M}sheetData/{M}row"):
        for cell in row.iterfind(f"{M}c"):
            text = text_of(cell, strings)
            if text:
                yield *address(cell.get("r", "")), text


def text_of(cell: etree._Element, strings: Sequence[str]) -> str:
    """A cell's text; "" for numbers, formulas and blank cells."""
    kind = cell.get("t")
    if kind == "s":
        index = cell.findtext(f"{M}v", "")
        return strings[int(index)] if index.isdigit() and int(index) < len(strings) else ""
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{M}t") if not _is_furigana(t))
    if kind == "str" and cell.find(f"{M}f") is None:
        return cell.findtext(f"{M}v", "")
    return ""


def _is_furigana(text: etree._Element) -> bool:
    parent = text.getparent()
    return parent is not None and parent.tag == f"{M}rPh"


def string_table(root: etree._Element | None) -> list[str]:
    """The texts of sharedStrings.xml, without their furigana."""
    if root is None:
        return []
    return ["".join(t.text or "" for t in si.iter(f"{M}t") if not _is_furigana(t)) for si in root.iterfind(f"{M}si")]


def address(reference: str) -> Cell:
    """The row and column of A1. Raises ValueError for anything else."""
    found = _ADDRESS.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    return int(found[2]), column_number(found[1])


def cell_name(row: int, column: int) -> str:
    """A1 from row and column."""
    return f"{column_letters(column)}{row}"


def plan_sheet(name: str, root: etree._Element, strings: Sequence[str], source: Source) -> Plan | None:
    """What the cells of a sheet ask for, with the values; None when no cell has a tag."""
    tagged = {}
    texts: set[Cell] = set()
    for row, column, text in cell_texts(root, strings):
        parts = source.segments(text, f"{name}!{cell_name(row, column)}")
        texts.add((row, column))
        if parts is not None:
            tagged[row, column] = parts
    if not tagged:
        return None
    plan_single: dict[Cell, Any] = {}
    grouped: dict[tuple[int, str, int], dict[int, Segments]] = {}
    for (row, column), parts in tagged.items():
        where = f"{name}!{cell_name(row, column)}"
        lists = {(part.name, part.size) for part in parts if isinstance(part, Tag) and part.size is not None}
        if len(lists) > 1:
            raise TemplateError(
                f"テンプレート {source.template} の {where} に二つの一覧があります",
                "一つのセルには一つの一覧だけを書いてください",
            )
        if not lists:
            plan_single[row, column] = _single(parts, source, where)
        else:
            path, size = lists.pop()
            grouped.setdefault((row, path, size), {})[column] = parts
    blocks = tuple(
        Block(row, size, source.items(Tag(path, size), f"{name}!{cell_name(row, min(columns))}"), columns)
        for (row, path, size), columns in grouped.items()
    )
    plan = Plan(plan_single, {}, blocks)
    for block in blocks:
        _add(plan, block, name, source)
    _check_reserved(plan, name, texts, source)
    return plan


def _single(parts: Segments, source: Source, where: str) -> Any:
    if alone(parts):
        return source.value(next(part for part in parts if isinstance(part, Tag)), where)
    return joined(parts, lambda tag: source.value(tag, where))


def _add(plan: Plan, block: Block, name: str, source: Source) -> None:
    columns = {
        column: source.column(parts, block.items, f"{name}!{cell_name(block.row, column)}")
        for column, parts in block.columns.items()
    }
    if block.size == 0:
        if block.row + len(block.items) > LAST_ROW:
            raise TemplateError(
                f"{name} の一覧がExcelの行数を超えます（{len(block.items)}件）", "期間や対象を絞ってください"
            )
        plan.growing.setdefault(block.row, {}).update(columns)
        return
    for column, values in columns.items():
        shown = values[: block.filled] + [None] * (block.size - block.filled)
        if block.overflows:
            shown[-1] = f"他{len(block.items) - block.filled}件" if column == block.left else None
        for offset, value in enumerate(shown):
            plan.single[block.row + offset, column] = value


def _check_reserved(plan: Plan, name: str, texts: set[Cell], source: Source) -> None:
    """Rows kept free must be free: nothing a person wrote there is lost silently."""
    for block in plan.blocks:
        rows = range(block.row + 1, block.row + block.size)
        for row in rows:
            taken = next((column for column in block.columns if (row, column) in texts), None)
            if taken is not None:
                raise TemplateError(
                    f"テンプレート {source.template} の {name}!{cell_name(row, taken)} は{block.size}行の一覧の中にあります",
                    "文字を消すか、一覧の行数を減らしてください",
                )
            if row in plan.growing or (block.size and block.row in plan.growing):
                raise TemplateError(
                    f"テンプレート {source.template} の {name} {row}行目で、増える一覧と行数を決めた一覧が重なっています",
                    "どちらかの位置をずらしてください",
                )
