"""A row of a register as it stands on a day: field → value, and the words a person would write for it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Said:
    """A cell whose text is not simply its value: 「修正中」 means in_progress, 「R8.11.5」 means 2026-11-05.

    `means` is None where nobody can tell.
    """

    shown: Any
    means: Any


@dataclass
class Row:
    """One record as its sheet shows it. `uid` tells it from all others, even where ids repeat or are missing."""

    kind: str
    uid: str
    sheet: str
    values: dict[str, Any]
    hidden: bool = False
    struck: bool = False  # crossed out, though still open
    more: dict[str, str] = field(default_factory=dict)  # the texts of a second, id-less row of the same record

    def means(self, name: str) -> Any:
        """What a field means: dates as dates, states as canonical words, None when blank or unreadable."""
        value = self.values.get(name)
        return value.means if isinstance(value, Said) else value

    def shown(self, name: str) -> Any:
        """What the cell holds."""
        value = self.values.get(name)
        return value.shown if isinstance(value, Said) else value
