"""What every row of a sheet was understood as: heading, record, example, section, or left out and why."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from pmo_xl.model.table import Table

Tone = Literal["", "heading", "record", "more", "example", "section", "unfilled", "out"]


class Role(Struct, frozen=True):
    """What a row is, in a word or two, and how it is tinted."""

    label: str
    tone: Tone


def roles_of(table: Table) -> Mapping[int, Role]:
    """Row → its role in a table; rows outside of it are not named."""
    if table.cell_rows:
        return dict.fromkeys(table.cell_rows.values(), Role("記録", "record"))
    found = dict.fromkeys(table.record_rows, Role("記録", "record"))
    for more in table.continued.values():
        found.update(dict.fromkeys(more, Role("記録の続き", "more")))
    found.update(dict.fromkeys(table.example_rows, Role("記入例（除外）", "example")))
    found.update(dict.fromkeys(table.section_rows, Role("区切り", "section")))
    found.update(dict.fromkeys(table.placeholder_rows, Role("未記入（除外）", "unfilled")))
    for row, reason in table.left_out.items():
        found[row] = Role(f"除外: {reason.removesuffix('です')}", "out")
    for row in table.header_rows:
        found[row] = Role("見出し" if row == table.header_rows[-1] else "見出し（上段）", "heading")
    return found
