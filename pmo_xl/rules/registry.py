"""The catalogue of rules: a rule is one generator function, its docstring its page in the handbook and its test."""

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from pmo_xl.model.fields import KINDS
from pmo_xl.model.finding import Gravity
from pmo_xl.model.register import Register
from pmo_xl.rules.found import Said

if TYPE_CHECKING:
    from pmo_xl.rules.context import Context

Check = Callable[[Register, "Context"], Said]
Fixable = Literal["safe", "suggest", "none"]

FAMILIES: Final = {
    "G": ("表とセル", 18),
    "I": ("課題", 16),
    "T": ("テスト", 19),
    "D": ("不具合", 11),
    "O": ("ToDo・依頼", 4),
    "K": ("決定・議事録", 6),
    "P": ("体制・名前", 5),
    "X": ("台帳間", 18),
    "U": ("二台帳", 7),
    "H": ("前回との差", 10),
}
CODES: Final = tuple(f"{family}-{n:03}" for family, (_, count) in FAMILIES.items() for n in range(1, count + 1))
ALL: Final = tuple(kind for kind in KINDS if kind != "other")

_MODULES = (
    "structure",
    "hygiene",
    "issues",
    "tests",
    "defects",
    "defects_decided",
    "defects_over_time",
    "todos",
    "decisions",
    "people",
    "namesakes",
    "across",
    "defects_and_tests",
    "parents_and_plans",
    "readiness",
    "history",
    "reported",
)


class Rule(Struct, frozen=True):
    """One rule.

    `on` are the kinds it looks at, `reads` the columns it cannot do without (`a|b`: one of them), `beside` the other
    registers it needs and their columns, `settings` the keys of [project] (of other tables with their name in front:
    capacity.testers). `written` rules look at the sheets as they
    stand, the others at the registers as of the day. A `whole` rule is given all registers of its kinds as one.
    `yields_to` names the rules that speak instead of it about the same record (rules.md R5).
    """

    code: str
    on: tuple[str, ...]
    level: Gravity
    fix: Fixable
    reads: tuple[str, ...]
    beside: Mapping[str, tuple[str, ...]]
    settings: tuple[str, ...]
    history: bool
    written: bool
    whole: bool
    yields_to: tuple[str, ...]
    check: Check

    @property
    def name(self) -> str:
        """What it finds, in a few words: the first line of its page."""
        return (self.check.__doc__ or "").strip().partition("\n")[0].rstrip("。")


_RULES: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    on: str | tuple[str, ...],
    level: Gravity,
    fix: Fixable = "none",
    reads: tuple[str, ...] = (),
    beside: Mapping[str, tuple[str, ...]] | None = None,
    settings: tuple[str, ...] = (),
    history: bool = False,
    written: bool = False,
    whole: bool = False,
    yields_to: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Enter a generator function into the catalogue. `on` is a kind, several, or "all"."""
    kinds = ALL if on == "all" else (on,) if isinstance(on, str) else on

    def enter(check: Check) -> Check:
        _RULES[code] = Rule(
            code, kinds, level, fix, reads, beside or {}, settings, history, written, whole, yields_to, check
        )
        return check

    return enter


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule that is built, by its code, in the order of the families."""
    for module in _MODULES:
        importlib.import_module(f"pmo_xl.rules.{module}")
    return {code: _RULES[code] for code in CODES if code in _RULES}
