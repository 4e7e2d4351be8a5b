"""Whether a number still stands for the matter it stood for: rows that are gone, renumbered, or given to another."""

from typing import Final, NamedTuple

from pmo_xl.model.kept import Kept, Row, row_identity
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.rules.similarity import bigrams, dice

_SAME: Final = 0.90
_OTHER: Final = 0.30


class Renumbered(NamedTuple):
    """A kept row whose id is gone, and the new record that carries its title."""

    row: Row
    record: Record


def title_of(row: Row) -> str:
    """The title of a kept row; where it has none its description."""
    return str(row.get("title") or row.get("description") or "")


def lost_rows(register: Register, kept: Kept) -> tuple[Row, ...]:
    """The rows of a kept state whose id no record has any more."""
    rows = kept.registers.get(register.name, ())
    here = {record.identity for record in register}
    return tuple(row for row in rows if row.get("id") and row_identity(row) not in here)


def renumbered(register: Register, kept: Kept) -> tuple[Renumbered, ...]:
    """Lost rows whose title (Dice ≥ 0.90) a new record or one without an id carries; each side once, likest first."""
    lost = [(row, bigrams(title_of(row))) for row in lost_rows(register, kept) if title_of(row)]
    if not lost:
        return ()
    known = {row_identity(row) for row in kept.registers.get(register.name, ())}
    new = [(r, bigrams(r.title or r.description or "")) for r in register if not r.id or r.identity not in known]
    pairs = sorted(
        (
            (-likeness, here, there)
            for there, (_, old) in enumerate(lost)
            for here, (_, now) in enumerate(new)
            if (likeness := dice(old, now)) >= _SAME
        ),
    )
    matched: dict[int, int] = {}
    for _, here, there in pairs:
        if there not in matched and here not in matched.values():
            matched[there] = here
    return tuple(Renumbered(lost[there][0], new[here][0]) for there, here in sorted(matched.items()))


def is_other_matter(record: Record, row: Row) -> bool:
    """Whether an id was given to another matter: the title is another (Dice < 0.30), and who raised it or when, too."""
    now, before = record.title or record.description or "", title_of(row)
    if now == before or not now or not before or dice(bigrams(now), bigrams(before)) >= _OTHER:
        return False
    raised = record.raised_date.isoformat() if record.raised_date else None
    return (raised, record.raised_by) != (row.get("raised_date"), row.get("raised_by"))
