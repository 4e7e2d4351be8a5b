"""Free numbers of a register: what the next record would be called."""

import re
from collections import Counter
from collections.abc import Iterator

from pmo_xl.model.register import Register

_NUMBERED = re.compile(r"^(.*?)(\d+)$", re.DOTALL)


def fresh_ids(register: Register) -> Iterator[str]:
    """The numbers after the last one, in the form most ids of the register have: K-041, K-042, …

    Gives nothing when no id ends in a number.
    """
    forms: Counter[tuple[str, int]] = Counter()
    last: dict[str, int] = {}
    for record in register:
        if record.id and (match := _NUMBERED.match(record.id)):
            head, digits = match[1], match[2]
            forms[head, len(digits)] += 1
            last[head] = max(last.get(head, 0), int(digits))
    if not forms:
        return
    head, width = min(forms, key=lambda form: (-forms[form], form))
    number = last[head]
    while True:
        number += 1
        yield f"{head}{number:0{width}d}"
