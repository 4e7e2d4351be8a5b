"""A kept state: what the registers said on a day that was reported."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.ids import fold_id

Row = Mapping[str, Any]  # field → plain value (text, number, ISO date); "_place" → [file, sheet, row]

PLACE = "_place"
IDENTITY = "_identity"  # kept where it is more than the folded id
WRITTEN = "_written"  # field → what its cell says, where that is not the value itself
MORE = "_more"  # field → value that no column of the table holds (the head of a memo)


def row_identity(row: Row) -> str:
    """The identity of the record a row was kept from (`Record.identity`); "" without an id."""
    return str(row.get(IDENTITY) or fold_id(str(row.get("id") or "")))


class Kept(Struct, frozen=True):
    """The state kept for one day: register name → rows in order, and the figures that were reported.

    `columns` are the fields each register had: a field that is not among them was unknown, not blank.
    """

    date: date
    registers: Mapping[str, tuple[Row, ...]] = fresh(default_factory=dict)
    metrics: Mapping[str, Any] = fresh(default_factory=dict)
    columns: Mapping[str, tuple[str, ...]] = fresh(default_factory=dict)
