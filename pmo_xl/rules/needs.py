"""The columns a register cannot do without (rules.md R2), and the heading that looks most like a missing one."""

import difflib
from typing import Final

from pmo_xl.model.fields import label
from pmo_xl.model.table import Table
from pmo_xl.model.words import fold

# kind → fields; a|b: one of them is enough
NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "issue": ("id", "title", "status", "due_date"),
    "defect": ("id", "title", "status", "detected_date|raised_date"),
    "test": ("test_case_id|id", "result"),
    "todo": ("id", "title|description", "status"),
    "qa": ("id", "title|description", "status"),
    "requirement": ("id", "title"),
    "decision": ("id", "title|description"),
    **dict.fromkeys(("risk", "change", "review", "wbs"), ("id", "title", "status")),
    "roster": ("owner",),
    "holiday": ("planned_date",),
    "plan": ("planned_date|phase",),
}
WITH_ID: Final = tuple(kind for kind, names in NEEDED.items() if any("id" in n.split("|") for n in names))

# A column of ids and the kind of record they name.
REFERS_TO: Final = {
    "defect_id": "defect",
    "requirement_id": "requirement",
    "test_id": "test",
    "depends_on": "test",
}

_ALIKE = 0.5  # a heading less alike than this would be a wild guess


def nearest_heading(table: Table, names: str) -> int | None:
    """The column without a field whose heading looks most like one of the fields; None when none does."""
    wanted = [fold(label(name)) for name in names.split("|")]
    best, best_ratio = None, _ALIKE
    for column, heading in sorted(table.unmapped.items()):
        folded = fold(heading)
        ratio = max(_likeness(folded, word) for word in wanted)
        if folded and ratio > best_ratio:
            best, best_ratio = column, ratio
    return best


def _likeness(heading: str, word: str) -> float:
    if word in heading or (heading and heading in word):
        return 0.9
    return difflib.SequenceMatcher(None, heading, word).ratio()
