"""A number that can be traced: its value, how it is printed, its definition and the records behind it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.record import Record

Value = float | int | bool | str | date | None


class Previous(Struct, frozen=True):
    """The same figure on the last reported working day. `source` is "kept", or "dates" when recomputed."""

    date: date
    value: Value
    source: Literal["kept", "dates"]


class Metric(Struct, frozen=True):
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
    extra: Mapping[str, Any] = fresh(default_factory=dict)
    records: tuple[Record, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records behind it, in order; a record without an id is named by its row."""
        return tuple(record.id or f"{record.row}行目" for record in self.records)

    def as_dict(self) -> dict[str, Any]:
        """The figure as contract.md's JSON has it: plain values, dates as ISO strings, what does not apply left out."""
        plain: dict[str, Any] = {"value": _plain(self.value), "text": self.text, "definition": self.definition}
        for key in ("count", "of", "unit", "reason", "delta", "delta_text"):
            value = getattr(self, key)
            if value is not None and value != "":
                plain[key] = value
        if self.previous is not None:
            before = self.previous
            plain["previous"] = {
                "date": before.date.isoformat(),
                "value": _plain(before.value),
                "source": before.source,
            }
        plain.update((key, _plain(value)) for key, value in self.extra.items())
        for key, lines in (("points", self.points), ("rows", self.rows)):
            if lines is not None:
                plain[key] = [{name: _plain(value) for name, value in line.items()} for line in lines]
        return plain


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON knows
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
