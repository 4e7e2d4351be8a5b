"""A finding: what is wrong, in which cell, and what a person (or `fix`) can do about it."""

from dataclasses import dataclass
from typing import Literal

from pmo_xl.model.place import Place
from pmo_xl.model.record import Record

Gravity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Fix:
    """One cell, old text → new text. `safe` may be written by `fix --apply`, `suggest` needs a person's yes."""

    kind: Literal["safe", "suggest"]
    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found. `message` says where, what, and what to do (who), in Japanese.

    `record` is the record it speaks of (None: a sheet or file), `id` its id or "", `field` the field or "".
    """

    code: str
    level: Gravity
    place: Place
    message: str
    id: str = ""
    field: str = ""
    fix: Fix | None = None
    record: Record | None = None
