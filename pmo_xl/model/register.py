"""A register: the records of one kind, over all sheets and workbooks that hold them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, overload

from msgspec import Struct

from pmo_xl.model.fields import noun, sort_of
from pmo_xl.model.ids import fold_id
from pmo_xl.model.record import Record
from pmo_xl.model.table import Table

if TYPE_CHECKING:
    import pandas as pd

What = Literal[
    "text_date",  # text that is a complete date: G-007, safe
    "yearless_date",  # month and day only: G-007, suggest
    "vague_date",  # 5月上旬, 未定: a word where a date belongs: G-007 / O-003
    "bad_date",  # 2/30, serial 0, a time: G-008
    "unknown_word",  # no canonical value: G-009
    "error",  # #REF!: G-010
    "uncached",  # formula whose value was never saved: G-010
    "lost_digits",  # a number of 16 digits and more
    "ditto",  # 同上, 〃: G-016
    "control",  # control characters were removed: G-016
    "not_a_number",
]


class Oddity(Struct, frozen=True):
    """One cell that could not be read as its column says, or only by interpreting it.

    `text` is what stands there; `meaning` what it was taken for (a date, a canonical word), or is suggested to be;
    `field` is "" for a cell of no mapped column.
    """

    what: What
    table: Table
    row: int
    field: str
    text: str
    meaning: object = None


@dataclass(frozen=True)
class Register(Sequence[Record]):
    """The records of one kind in the order of files, sheets and rows. Behaves as a sequence of records.

    `oddities` are the reading findings: cells that were interpreted or could not be read.
    """

    name: str
    kind: str
    records: tuple[Record, ...] = ()
    tables: tuple[Table, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    side: str | None = None  # "user" / "vendor": which of two PMOs keeps it

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        return self.records[index]

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    @property
    def noun(self) -> str:
        """課題, 不具合 …"""
        return noun(self.kind)

    def has(self, name: str) -> bool:
        """Whether any of its tables has a column for the field."""
        return any(table.has(name) for table in self.tables)

    def with_records(self, records: Sequence[Record]) -> "Register":
        """The same register holding other records (what was seen on a day, one vendor's share)."""
        return Register(self.name, self.kind, tuple(records), self.tables, self.oddities, self.side)

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Record, ...]]:
        """Folded id (see `fold_id`) → its records in order; records without an id are not in it."""
        found: dict[str, list[Record]] = {}
        for record in self.records:
            if record.id:
                found.setdefault(fold_id(record.id), []).append(record)
        return {key: tuple(same) for key, same in found.items()}

    @cached_property
    def repeated(self) -> tuple[tuple[Record, ...], ...]:
        """The records that share one identity, group by group in the order of their first ones (G-005)."""
        groups: dict[str, list[Record]] = {}
        for record in self.records:
            if record.id:
                groups.setdefault(record.identity, []).append(record)
        return tuple(tuple(group) for group in groups.values() if len(group) > 1)

    def find(self, identifier: str) -> Record | None:
        """The first record with this id, however it is written."""
        same = self.by_id.get(fold_id(identifier))
        return same[0] if same else None

    def to_frame(self) -> "pd.DataFrame":
        """A pandas.DataFrame, one row a record: file, sheet, row, then every field the tables have.

        Dates are datetime64, canonical words and texts are objects, absent values are missing values.
        """
        import pandas as pd

        fields = list(dict.fromkeys(name for table in self.tables for name in table.columns))
        names = ["file", "sheet", "row", *fields]
        rows = [(r.table.file, r.table.sheet, r.row, *(r.get(name) for name in fields)) for r in self.records]
        frame = pd.DataFrame(rows, columns=names)
        for name in fields:
            if sort_of(name) == "date":
                frame[name] = pd.to_datetime(frame[name])
        return frame
