"""A finding: what is wrong, in which cell, and what a person (or `fix`) can do about it."""

from typing import Literal

from msgspec import Struct

from pmo_xl.model.place import Place
from pmo_xl.model.record import Record

Gravity = Literal["error", "warning", "info"]


class Fix(Struct, frozen=True):
    """One cell, old text → new text. `safe` may be written by `fix --apply`, `suggest` needs a person's yes."""

    kind: Literal["safe", "suggest"]
    place: Place
    old: str
    new: str


class Finding(Struct, frozen=True):
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
