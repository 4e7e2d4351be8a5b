"""Free numbers of a register: what the next record of a table would be called."""

import re
from collections import Counter, defaultdict

from pmo_xl.model.pattern import lazy
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table

_NUMBERED = lazy(r"^(.*?)(\d+)$", re.DOTALL)


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
