"""A finding: what is wrong, in which cell, and what a person (or `fix`) can do about it."""

from typing import Final, Literal, get_args

from msgspec import Struct

from pmo_xl.model.place import Place
from pmo_xl.model.record import Record

Gravity = Literal["error", "warning", "info"]

GRAVITIES: Final[tuple[Gravity, ...]] = get_args(Gravity)  # the gravest first
GRAVITY_CALLED: Final[dict[Gravity, str]] = {"error": "エラー", "warning": "警告", "info": "情報"}
# The grounds of marked cells, opaque red, green and blue as workbooks write them.
FILLS: Final[dict[Gravity, str]] = {"error": "FFF4B6B0", "warning": "FFFFE699", "info": "FFDDEBF7"}
_SIGNS: Final[dict[Gravity, str]] = {"error": "×", "warning": "△", "info": "・"}


def signed_gravity(gravity: Gravity) -> str:
    """× エラー, △ 警告, ・ 情報: readable without colour."""
    return f"{_SIGNS[gravity]} {GRAVITY_CALLED[gravity]}"


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
