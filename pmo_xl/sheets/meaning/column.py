"""One column of a table on its way from cells to values: what goes in, what comes out, and how it stays fast."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.grid import CellValue
from pmo_xl.model.register import What

Value = TypeVar("Value")


class Cells(Struct, frozen=True):
    """The cells of one field, one per record, in the order of the records.

    `heading` names the column in notes (「H列「期限」」). `allowed` are the words of its drop-down list, `given` the
    canonical word pmo.toml gives to a folded one.
    """

    field: str
    values: Sequence[CellValue]
    heading: str = ""
    allowed: tuple[str, ...] = ()
    given: Mapping[str, str] = fresh(default_factory=dict)


class Odd(Struct, frozen=True):
    """A cell, at its index in the column, that had to be interpreted or could not be read (see `Oddity`)."""

    at: int
    what: What
    text: str
    meaning: object = None


class Meaning(Struct, frozen=True):
    """What a column says: a value per record, the cells to report, sentences for the reader's notes.

    `vocabulary` holds the written words whose meaning pmo.toml or the drop-down list decided.
    """

    values: list[Any]
    odd: Sequence[Odd] = ()
    notes: Sequence[str] = ()
    vocabulary: Mapping[str, str] = fresh(default_factory=dict)


class Each(Struct, Generic[Value], frozen=True):
    """A column of which each different cell was read once: the cells, what they mean, and the meaning of each."""

    cells: Sequence[CellValue]
    values: list[Value]
    known: Mapping[CellValue, Value]


def read_each(cells: Sequence[CellValue], read: Callable[[CellValue], Value]) -> Each[Value]:
    """Every cell read, each different one once.

    A column of 20,000 rows holds a handful of words and some hundred days, so that a dictionary answers nearly all.
    TRUE and FALSE are read as texts: Python holds them equal to 1 and 0, a sheet does not.
    """
    known: dict[CellValue, Any] = dict.fromkeys(cells)
    if (True in known or False in known) and any(isinstance(cell, bool) for cell in cells):
        return read_each([str(cell).upper() if isinstance(cell, bool) else cell for cell in cells], read)
    for cell in known:
        known[cell] = read(cell)
    return Each(cells, list(map(known.__getitem__, cells)), known)


def is_varied(cells: Sequence[CellValue]) -> bool:
    """Whether nearly every cell is another one (ids, titles), so that remembering them would only cost time."""
    probe = cells[:_PROBE]
    return len(set(probe)) > len(probe) // 2


_PROBE = 200
