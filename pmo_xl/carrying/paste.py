"""Rows that could not be written, laid out in their register's columns for a person to paste: 貼り付け用_….xlsx."""

from collections import defaultdict
from pathlib import PurePath
from typing import Final

from pmo_xl.carrying.apply import Carried
from pmo_xl.carrying.plan import Row
from pmo_xl.carrying.room import cells_of
from pmo_xl.render.plainbook import plain_book
from pmo_xl.writer import Outputs, Writer

PAGE: Final = "貼り付け用"


def save_unwritten(carried: Carried, writer: Writer) -> Outputs:
    """One workbook a table, its headings and columns those of the table, with why it has to be pasted."""
    by_table: dict[int, list[Row]] = defaultdict(list)
    for row in carried.unwritten:
        by_table[id(row.table)].append(row)
    notes = []
    before = len(writer.done().paths)
    for rows in by_table.values():
        table = rows[0].table
        if table is None:
            continue
        columns = range(min(table.headers), max(table.headers) + 1)
        cells = [cells_of(table, row.values) for row in rows]
        lines = [[table.headers.get(column, "") for column in columns]]
        sheet = plain_book(table.sheet, [*lines, *[[own.get(column) for column in columns] for own in cells]])
        writer.raw(PAGE, ".xlsx", sheet, part=f"{PurePath(table.file).stem}_{table.sheet}")
        notes.append(
            f"{table.file} の「{table.sheet}」に{len(rows)}行を書き込めませんでした: {rows[0].reason}。"
            f"{writer.done().paths[-1].name} の行を表に貼り付けてください"
        )
    done = writer.done(*notes)
    return Outputs(done.paths[before:], done.notes)
