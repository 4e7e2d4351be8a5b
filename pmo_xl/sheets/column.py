"""One column of a table on its way from cells to values: what goes in, what comes out, and how it stays fast."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from pmo_xl.model.grid import CellValue
from pmo_xl.model.register import What

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one field, one per record, in the order of the records.

    `heading` names the column in notes (「H列「期限」」). `allowed` are the words of its drop-down list, `given` the
    canonical word pmo.toml gives to a folded one. `different` holds each value once. TRUE and FALSE become texts:
    Python holds them equal to 1 and 0, a sheet does not.
    """

    field: str
    values: Sequence[CellValue]
    heading: str = ""
    allowed: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    different: Mapping[CellValue, None] = field(init=False)

    def __post_init__(self) -> None:
        different = dict.fromkeys(self.values)
        if True in different or False in different:
            values = [str(cell).upper() if isinstance(cell, bool) else cell for cell in self.values]
            object.__setattr__(self, "values", values)
            different = dict.fromkeys(values)
        object.__setattr__(self, "different", different)


class Odd(NamedTuple):
    """A cell, by its index in the column, that had to be interpreted or could not be read (see `Oddity`)."""

    index: int
    what: What
    text: str
    meaning: object = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column says: a value per record, the cells to report, sentences for the reader's notes.

    `vocabulary` holds the written words whose meaning pmo.toml or the drop-down list decided.
    """

    values: list[Any]
    odd: Sequence[Odd] = ()
    notes: Sequence[str] = ()
    vocabulary: Mapping[str, str] = field(default_factory=dict)


def read_each(column: Cells, read: Callable[[CellValue], Value]) -> tuple[list[Value], dict[CellValue, Value]]:
    """Every cell read, and what each different value means; `read` is asked once per different value.

    A column of 20,000 rows holds a handful of words and some hundred days, so that a dictionary answers nearly all.
    """
    known = {cell: read(cell) for cell in column.different}
    return list(map(known.__getitem__, column.values)), known
