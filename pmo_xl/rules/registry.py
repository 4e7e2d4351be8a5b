"""The catalogue of rules: a rule is one generator function, its docstring its page in the handbook and its test."""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
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
    "laid_out",
    "marked",
    "workbooks",
    "hygiene",
    "issues",
    "issues_unfinished",
    "titles",
    "tests",
    "tests_planned",
    "tests_in_order",
    "tests_on_record",
    "defects",
    "defects_decided",
    "defects_over_time",
    "todos",
    "decisions",
    "decisions_at_odds",
    "minutes",
    "people",
    "namesakes",
    "across",
    "defects_and_tests",
    "parents_and_plans",
    "readiness",
    "two_ledgers",
    "history",
    "put_off",
    "edited_at_once",
    "new_words",
    "reported",
)


class Rule(Struct, frozen=True):
    """One rule.

    `on` are the kinds it looks at, `reads` the columns it cannot do without (`a|b`: one of them), `beside` the other
    registers it needs and their columns, `settings` the keys of [project] (of another table with its name before it:
    capacity.testers). `written` rules look at the sheets as they stand, the others at the registers as of the day. A
    `whole` rule is given all registers of its kinds as one.
    `yields_to` names the rules that speak instead of it about one of the records it is about (rules.md R5). A
    `two_sides` rule is given the user side's register of each kind that a vendor side's stands beside. `file` is where
    a project's own rule is written; "" for a rule of the catalogue.
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
    two_sides: bool = False
    file: str = ""

    @property
    def name(self) -> str:
        """What it finds, in a few words: the first line of its page."""
        return (self.check.__doc__ or self.check.__name__).strip().partition("\n")[0].rstrip("。")


_RULES: dict[str, Rule] = {}
_apart: ContextVar[list[Rule] | None] = ContextVar("apart", default=None)


def rule(
    code: str,
    *,
    on: str | Iterable[str],
    level: Gravity,
    fix: Fixable = "none",
    reads: str | Iterable[str] = (),
    beside: Mapping[str, str | Iterable[str]] | None = None,
    settings: tuple[str, ...] = (),
    history: bool = False,
    written: bool = False,
    whole: bool = False,
    yields_to: tuple[str, ...] = (),
    two_sides: bool = False,
) -> Callable[[Check], Check]:
    """Enter a generator function into the catalogue. `on` is a kind, several, or "all"."""
    kinds = ALL if on == "all" else _several(on)
    others = {kind: _several(names) for kind, names in (beside or {}).items()}

    def enter(check: Check) -> Check:
        entered = Rule(
            code,
            kinds,
            level,
            fix,
            _several(reads),
            others,
            settings,
            history,
            written,
            whole,
            yields_to,
            check,
            two_sides,
        )
        own = _apart.get()
        if own is None:
            _RULES[code] = entered
        else:
            own.append(entered)
        return check

    return enter


def _several(names: str | Iterable[str]) -> tuple[str, ...]:
    """One name is several, too: reads=("due_date") lacks only a comma."""
    return (names,) if isinstance(names, str) else tuple(names)


@contextmanager
def entered_apart() -> Iterator[list[Rule]]:
    """Rules that are defined meanwhile go into the list, not into the catalogue: those of one project only."""
    catalogue()  # whatever of it is not loaded yet must not be taken for the project's
    own: list[Rule] = []
    token = _apart.set(own)
    try:
        yield own
    finally:
        _apart.reset(token)


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule that is built, by its code, in the order of the families."""
    for module in _MODULES:
        importlib.import_module(f"pmo_xl.rules.{module}")
    return {code: _RULES[code] for code in CODES if code in _RULES}
