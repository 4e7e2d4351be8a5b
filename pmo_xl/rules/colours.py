"""Rows that somebody marked with a colour which no column explains."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pmo_xl.model.record import Record
from pmo_xl.model.table import Table

_FEWEST: Final = 3  # records
_SHARE = 0.8  # of the records with a word that share the colour: then the word explains it
_LONGEST_STRIPES: Final = 10  # rows


class Marked(Struct, frozen=True):
    """Records on a ground of one colour."""

    colour: str
    records: tuple[Record, ...]


def unexplained(table: Table, records: Sequence[Record]) -> list[Marked]:
    """The colours that at least three records share and nothing explains, the commonest first.

    The colour of a record is that of its title, else of its id. Explained is what all records have, what comes back
    every so many rows (stripes), and what goes with a word of some column: nearly all of its records have the colour.
    """
    grounds = table.grid.facts.grounds
    if not grounds:
        return []
    columns = [table.columns[name] for name in ("title", "description", table.id_field) if table.has(name)]
    found: dict[str, list[int]] = {}
    for at, record in enumerate(records):
        cells = grounds.get(record.row)
        colour = next((cells[column] for column in columns if column in cells), None) if cells else None
        if colour:
            found.setdefault(colour, []).append(at)
    marked = [
        Marked(colour, tuple(records[at] for at in places))
        for colour, places in found.items()
        if _FEWEST <= len(places) < len(records)
        and not _in_stripes(places, len(records))
        and not _is_explained(set(places), table, records)
    ]
    return sorted(marked, key=lambda one: (-len(one.records), one.records[0].row))


def _in_stripes(places: Sequence[int], count: int) -> bool:
    """Whether the colour comes back every so many records, as it does in a table dressed by hand."""
    coloured = [False] * count
    for at in places:
        coloured[at] = True
    return any(
        all(coloured[at] == coloured[at - step] for at in range(step, count))
        for step in range(2, min(_LONGEST_STRIPES, count // 2) + 1)
    )


def _is_explained(places: set[int], table: Table, records: Sequence[Record]) -> bool:
    """Whether the coloured records are nearly all those with certain words of one column (完了, A社)."""
    for name in table.columns:
        written = [str(record.written(name) or "").strip() for record in records]
        every, inside = Counter(written), Counter(written[at] for at in places)
        if len(places) < 2 * len(inside):
            continue  # each has a word of its own: a number, a title
        if sum(every[word] for word in inside) * _SHARE <= len(places):
            return True
    return False
