"""What inspection found, put together as [registers.*] would say it: tables of one workbook that are read alike."""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct
from msgspec import field as fresh
from msgspec.structs import replace

from pmo_xl.firstsettings.toml_text import one_line
from pmo_xl.model.fields import KINDS
from pmo_xl.model.place import column_letters
from pmo_xl.model.table import Table
from pmo_xl.sheets.doubts import SURE, Doubt, doubts_of
from pmo_xl.sheets.finding.heading_text import same_heading
from pmo_xl.sheets.reading import ReadTable

_OF_SETTINGS: Final = ("kind", "missing", "column", "words", "rows")  # doubts that a line of pmo.toml can settle


class Block(Struct, frozen=True):
    """One [registers.*]: the workbook as pmo.toml names it, its sheets, and the tables on them.

    `columns` gives field → heading, or column letter where the heading is blank or stands twice.
    """

    kind: str
    file: str
    sheets: tuple[str, ...]
    header_rows: tuple[int, ...]
    columns: Mapping[str, str] = fresh(default_factory=dict)
    tables: tuple[ReadTable, ...] = ()

    @property
    def name(self) -> str:
        """What the register of its kind is called."""
        return KINDS[self.kind][1]

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What a person should look at; odd cells are none of it, they are the workbook's own."""
        asked = (doubt for one in self.tables for doubt in doubts_of(one).asked if doubt.about in _OF_SETTINGS)
        return tuple({doubt.says: doubt for doubt in asked}.values())

    @property
    def proposed(self) -> Mapping[str, str]:
        """Field no column was found for → the column whose heading is nearest to it, or ""."""
        asked = ((one.table, doubt) for one in self.tables for doubt in doubts_of(one).asked)
        missing = [(table, doubt) for table, doubt in asked if doubt.about == "missing" and table.header_rows]
        return {doubt.field: column_said(table, doubt.column) if doubt.column else "" for table, doubt in missing}

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns that hold no field, by their headings, else their letters."""
        listed = (one.table for one in self.tables if one.table.header_rows)
        columns = ((column, text) for table in listed for column, text in table.unmapped.items())
        return tuple(dict.fromkeys(one_line(text) or f"{column_letters(column)}列" for column, text in columns))


def blocks_of(tables: Iterable[tuple[str, ReadTable]]) -> list[Block]:
    """Tables, each with its workbook as pmo.toml names it, as blocks.

    Sheets of one workbook with the same headings in the same rows are one block, so that one line corrects them all.
    """
    blocks: list[Block] = []
    for file, one in tables:
        new = Block(
            one.table.kind, file, (one.table.sheet,), one.table.header_rows, columns_said(one.table), tables=(one,)
        )
        at = next((number for number, block in enumerate(blocks) if _are_alike(block, new)), None)
        if at is None:
            blocks.append(new)
        else:
            old = blocks[at]
            sheets = tuple(dict.fromkeys(old.sheets + new.sheets))  # tables stand side by side on one sheet too
            blocks[at] = replace(old, sheets=sheets, tables=old.tables + new.tables)
    return blocks


def columns_said(table: Table) -> dict[str, str]:
    """Field → how pmo.toml names its column; without those it cannot name, and none of a form, which has no columns."""
    if not table.header_rows:
        return {}
    said = {name: column_said(table, column) for name, column in table.columns.items()}
    return {name: words for name, words in said.items() if words}


def column_said(table: Table, column: int) -> str:
    """The heading where it means this column of the table only, else its letter; "" where that is a heading too."""
    heading, letters = one_line(table.headers.get(column, "")), column_letters(column)
    if heading and _meant(table, heading) == [column]:
        return heading
    return "" if _meant(table, letters) else letters


def _are_alike(block: Block, new: Block) -> bool:
    one, other = block.tables[0], new.tables[0]
    return (
        (block.file, block.kind, block.header_rows, block.columns) == (new.file, new.kind, new.header_rows, new.columns)
        and one.left_out == other.left_out
        and min(one.table.confidence, other.table.confidence) >= SURE
    )


def _meant(table: Table, said: str) -> list[int]:
    """The columns that a heading text means."""
    return [
        column
        for column, heading in table.headers.items()
        if same_heading(said, heading) or same_heading(said, heading.rpartition(" / ")[2])
    ]
