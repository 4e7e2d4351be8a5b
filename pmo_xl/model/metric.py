"""A number that can be traced: its value, how it is printed, its definition and the records behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pmo_xl.model.record import Record

Value = float | int | bool | str | date | None


@dataclass(frozen=True, slots=True)
class Previous:
    """The same figure on the last reported working day. `source` is "kept", or "dates" when recomputed."""

    date: date
    value: Value
    source: Literal["kept", "dates"]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure under its JSON name (metrics.md).

    `value` is unrounded, None when it cannot be said (then `reason` tells why in Japanese) and `text` is what is
    printed. `count` of `of` are numerator and denominator. A series has `points`, a table has `rows`; `extra` holds
    a metric's own further keys (p50, p80, high, unplanned, …). `records` are the records behind the value.
    """

    name: str
    value: Value
    text: str
    definition: str
    count: int | None = None
    of: int | None = None
    unit: str = ""
    reason: str | None = None
    previous: Previous | None = None
    delta: float | int | None = None
    delta_text: str = ""
    points: tuple[Mapping[str, Any], ...] | None = None
    rows: tuple[Mapping[str, Any], ...] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    records: tuple[Record, ...] = field(default=(), repr=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records behind it, in order; a record without an id is named by its row."""
        return tuple(record.id or f"{record.row}行目" for record in self.records)
