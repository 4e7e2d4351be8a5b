"""Which rules run, and how grave they are: [check] select, ignore and levels, by the longest prefix that fits."""

from collections.abc import Collection, Iterable
from typing import Final

from pmo_xl.config import nearest
from pmo_xl.errors import ConfigError
from pmo_xl.model.finding import Gravity
from pmo_xl.model.pattern import lazy
from pmo_xl.rules.registry import CODES, Rule
from pmo_xl.settings import CheckSection

_NUMBERED: Final = lazy(r"([A-Z]+)\W?_?0*(\d{1,3})")


def selected(rules: Iterable[Rule], check: CheckSection) -> tuple[Rule, ...]:
    """The rules that `select` and `ignore` leave. The longer prefix decides, at equal length `ignore`.

    Raises ConfigError for a code nobody knows.
    """
    rules = tuple(rules)
    verify(check, [rule.code for rule in rules if rule.code not in CODES])
    return tuple(rule for rule in rules if _runs(rule.code, check))


def level_of(code: str, own: Gravity, check: CheckSection) -> Gravity:
    """How grave a finding is: what [check.levels] says of the code or its family, else what the rule says."""
    prefix = _longest(code, check.levels)
    return check.levels[prefix] if prefix else own


def not_built(check: CheckSection, built: Iterable[str]) -> tuple[str, ...]:
    """Codes that `select` names in full and that this version does not have yet: nobody shall wait for them."""
    known = set(built)
    return tuple(code for code in check.select if code in CODES and code not in known)


def verify(check: CheckSection, own: Iterable[str] = ()) -> None:
    """Raises ConfigError naming the nearest known code when the settings name one that does not exist.

    `own` are the codes of the project's own rules.
    """
    every = (*CODES, *own)
    for key, codes in (("select", check.select), ("ignore", check.ignore), ("levels", check.levels)):
        for code in codes:
            if not any(known.startswith(code) for known in every) or not code:
                raise _unknown(f"[check] {key}", code, every)
    for accept in check.accept:
        if accept.code not in every:
            raise _unknown("[[check.accept]] code", accept.code, every)


def _runs(code: str, check: CheckSection) -> bool:
    wanted = _longest(code, check.select)
    unwanted = _longest(code, check.ignore)
    if check.select and not wanted:
        return False
    return len(wanted) > len(unwanted) or not unwanted


def _longest(code: str, prefixes: Iterable[str]) -> str:
    return max((prefix for prefix in prefixes if code.startswith(prefix)), key=len, default="")


def nearest_code(typed: str, known: Collection[str]) -> str | None:
    """The code a person most likely meant: I-003 for i-03 or I0003, else the one that looks most like it."""
    if (parts := _NUMBERED.fullmatch(typed.upper())) and (code := f"{parts[1]}-{int(parts[2]):03}") in known:
        return code
    return nearest(typed.upper(), known)


def _unknown(where: str, code: str, known: Collection[str]) -> ConfigError:
    near = nearest_code(code, known)
    hint = f"「{near}」のことですか？" if near else "pmo-xl rules でルールの番号を確認してください"
    return ConfigError(f"pmo.toml の {where} の「{code}」というルールはありません", hint)
