"""Numbers of a register: their order, and what the next record of a table would be called."""

import re
from collections import Counter, defaultdict

from pmo_xl.model.ids import fold_id
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table

_NUMBERED = lazy(r"^(.*?)(\d+)$", re.DOTALL)
_DIGITS = lazy(r"(\d+)")


class FreeNumbers:
    """The numbers after the last one of a register, each given out once: K-041, K-042, …

    Every table of a register may have a form of its own (T-S105 beside T-W062); the usual one of a table counts.
    """

    def __init__(self, register: Register) -> None:
        self._last: dict[str, int] = {}
        forms: defaultdict[int, Counter[tuple[str, int]]] = defaultdict(Counter)
        for record in register:
            if record.id and (match := _NUMBERED.match(record.id)):
                head, digits = match[1], match[2]
                forms[id(record.table)][head, len(digits)] += 1
                self._last[head] = max(self._last.get(head, 0), int(digits))
        self._forms = {table: min(found, key=lambda form: (-found[form], form)) for table, found in forms.items()}

    def next_of(self, table: Table) -> str | None:
        """The next free number of a table; None when its ids do not end in a number."""
        if id(table) not in self._forms:
            return None
        head, width = self._forms[id(table)]
        self._last[head] += 1
        return f"{head}{self._last[head]:0{width}d}"


def by_number(record: Record) -> tuple[object, ...]:
    """The key that sorts records by their ids, K-9 before K-10; those without one come last, as their rows do."""
    words = _DIGITS.split(fold_id(record.id)) if record.id else ()
    numbers = tuple((0, int(word), "") if word.isdecimal() else (1, 0, word) for word in words)
    return not record.id, numbers, record.table.file, record.table.sheet, record.row
