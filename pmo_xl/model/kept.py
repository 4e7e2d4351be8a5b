"""A kept state: what the registers said on a day that was reported."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.ids import fold_id

Row = Mapping[str, Any]  # field → plain value (text, number, ISO date); "_place" → [file, sheet, row]

_NOTHING = (None, "not_run")  # no verdict

PLACE = "_place"
IDENTITY = "_identity"  # kept where it is more than the folded id
WRITTEN = "_written"  # field → what its cell says, where that is not the value itself
MORE = "_more"  # field → value that no column of the table holds (the head of a memo)


def row_identity(row: Row) -> str:
    """The identity of the record a row was kept from (`Record.identity`); "" without an id."""
    return str(row.get(IDENTITY) or fold_id(str(row.get("id") or "")))


class Kept(Struct, frozen=True):
    """The state kept for one day: register name → rows in order, and the figures that were reported.

    `columns` are the fields each register had: a field that is not among them was unknown, not blank. `verdicts` are
    the tests that had a verdict, by register, as (identity, verdict): the same as the rows say, read without them.
    `headings` are the headings of each register's tables with their fields ("" for a column without one).
    """

    date: date
    registers: Mapping[str, tuple[Row, ...]] = fresh(default_factory=dict)
    metrics: Mapping[str, Any] = fresh(default_factory=dict)
    columns: Mapping[str, tuple[str, ...]] = fresh(default_factory=dict)
    verdicts: Mapping[str, Iterable[tuple[str, str]]] = fresh(default_factory=dict)
    headings: Mapping[str, tuple[tuple[str, str], ...]] = fresh(default_factory=dict)

    def verdicts_of(self, register: str) -> Iterable[tuple[str, str]]:
        """The identity and verdict of every test of a register that had one."""
        known = self.verdicts.get(register)
        if known is not None:
            return known
        told = ((row_identity(row), row.get("verdict", row.get("result"))) for row in self.registers.get(register, ()))
        return ((identity, verdict) for identity, verdict in told if verdict not in _NOTHING)
