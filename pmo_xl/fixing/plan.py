"""Which corrections would be written: the safe ones, and those suggestions that a person confirmed by name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.config import nearest
from pmo_xl.errors import PmoError
from pmo_xl.model.fields import SORTS, base_name
from pmo_xl.model.finding import Finding, Fix

CONFLICT: Final = "同じセルに別の直し方があります（1つだけ --confirm で指定してください）"
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Planned(Struct, frozen=True):
    """One correction: a cell, old → new. `reason` tells why it is not, or was not, written; `done` that it was."""

    code: str
    fix: Fix
    id: str
    field: str
    message: str
    done: bool = False
    reason: str | None = None

    @property
    def value(self) -> str | date | None:
        """What is written: a day as a real day, "" as an empty cell."""
        is_day = SORTS.get(base_name(self.field)) == "date" and _ISO.fullmatch(self.fix.new)
        return date.fromisoformat(self.fix.new) if is_day else self.fix.new or None

    @property
    def name(self) -> str:
        """What `--confirm` calls it: I-002:課題一覧!H12."""
        return f"{self.code}:{self.fix.place.sheet}!{self.fix.place.cell}"

    def as_dict(self) -> dict[str, Any]:
        """The shape of a row of `fix --json`."""
        place = self.fix.place
        return {
            "code": self.code,
            "kind": self.fix.kind,
            "file": place.file,
            "sheet": place.sheet,
            "cell": place.cell,
            "id": self.id,
            "old": self.fix.old,
            "new": self.fix.new,
            "done": self.done,
            "reason": self.reason,
        }


class Plan(Struct, frozen=True):
    """The corrections that would be written, and the suggestions that nobody confirmed."""

    fixes: tuple[Planned, ...]
    suggestions: tuple[Planned, ...]


def plan(findings: Iterable[Finding], confirmed: Sequence[str] = ()) -> Plan:
    """The corrections of these findings.

    `confirmed` names suggestions to take in, as `CODE:SHEET!CELL`. Of two that want different things of one cell the
    confirmed one is taken; without that neither is, and both say so. Raises PmoError for a name that no suggestion has.
    """
    proposed = [_planned(finding, finding.fix) for finding in findings if finding.fix is not None]
    wanted = _confirmed(proposed, confirmed)
    taken = [one for one in proposed if one.fix.kind == "safe" or one.name in wanted]
    by_cell: dict[object, list[Planned]] = defaultdict(list)
    for one in taken:
        by_cell[one.fix.place].append(one)
    chosen = [one for same in by_cell.values() for one in _settled(same, wanted)]
    left = [one for one in proposed if one.fix.kind == "suggest" and one.name not in wanted]
    return Plan(tuple(chosen), tuple(left))


def _planned(finding: Finding, fix: Fix) -> Planned:
    return Planned(finding.code, fix, finding.id, finding.field, finding.message)


def _confirmed(proposed: Sequence[Planned], names: Sequence[str]) -> frozenset[str]:
    known = {one.name: one for one in proposed if one.fix.kind == "suggest"}
    for name in names:
        if name in known:
            continue
        near = nearest(name, known)
        hint = f"「{near}」のことですか？" if near else "pmo-xl fix で提案の一覧を確認してください"
        raise PmoError(f"--confirm の「{name}」という提案はありません", hint)
    for name in set(names):
        files = {one.fix.place.file for one in proposed if one.name == name}
        if len(files) > 1:
            raise PmoError(
                f"--confirm の「{name}」は{len(files)}冊にあります（{'、'.join(sorted(files))}）",
                "ブックを1冊だけ指定して実行してください",
            )
    return frozenset(names)


def _settled(same: list[Planned], wanted: frozenset[str]) -> list[Planned]:
    """The corrections of one cell: one, or none of them when they disagree."""
    if len({one.fix.new for one in same}) == 1:
        return same[:1]
    named = [one for one in same if one.name in wanted]
    if len({one.fix.new for one in named}) == 1:
        return named[:1]
    return [replace(one, reason=CONFLICT) for one in same]
