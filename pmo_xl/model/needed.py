"""The columns a register cannot do without (rules.md R2), and the heading that looks most like a missing one."""

from collections.abc import Iterator
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
    "holiday": ("planned_date|planned_start",),
    "plan": ("planned_date|phase",),
}

_ALIKE = 0.5  # a heading less alike than this would be a wild guess


def missing(table: Table) -> Iterator[str]:
    """The needed fields (alternatives as `a|b`) that no column of the table holds."""
    for names in NEEDED.get(table.kind, ()):
        if not any(table.has(name) for name in names.split("|")):
            yield names


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
    import difflib

    return difflib.SequenceMatcher(None, heading, word).ratio()
