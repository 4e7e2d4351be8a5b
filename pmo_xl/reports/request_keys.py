"""The key of a request: what tells, in a workbook that comes back, which row of which register was meant.

It is made of workbook, sheet and id, but shows none of them: the names of our files and sheets do not travel.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.words import fold

_LETTERS: Final = 20  # of 64: one in 10^24 that two rows of a project meet
_KEY = lazy(rf"pmo-[0-9a-f]{{{_LETTERS}}}")

Keys = Mapping[Place, str]  # the row of a record → its key


def keys_of(records: Iterable[Record]) -> Keys:
    """The key of every record of a project. Without an id, or where it stands twice, the title is part of the key."""
    known = list(records)
    times = Counter(map(_named, known))
    return {record.place(): _key(record, alone=bool(record.id) and times[_named(record)] == 1) for record in known}


def is_key(text: object) -> bool:
    """Whether a cell holds such a key."""
    return isinstance(text, str) and _KEY.fullmatch(text.strip()) is not None


def _named(record: Record) -> tuple[str, str, str]:
    return record.table.file, record.table.sheet, record.identity


def _key(record: Record, *, alone: bool) -> str:
    more = () if alone else (fold(record.title or record.description or ""),)
    said = "\0".join((*_named(record), *more))
    return f"pmo-{sha256(said.encode()).hexdigest()[:_LETTERS]}"
