"""One line of the doctor: what was looked at, how it is, and what to do where it is not right."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

State = Literal["ok", "info", "warning", "error"]
ASK_IT: Final = "情報システム部門に、下の「情報システム部門に伝えること」を添えて相談してください"
WITHOUT: Final = "マクロを使わない方法もあります: pmo-xl run --active"
CALLED: Final = {"ok": "良好", "info": "情報", "warning": "注意", "error": "問題"}


@dataclass(frozen=True, slots=True)
class Check:
    """What the doctor found; `advice` is there whenever something should be done."""

    name: str
    state: State
    said: str
    advice: str = ""

    def __str__(self) -> str:
        line = f"[{CALLED[self.state]}] {self.name}: {self.said}"
        return f"{line}\n       対処: {self.advice}" if self.advice else line


Question = Callable[[], Iterable[Check]]  # one thing to look at; what goes wrong in it spoils no other


def ok(name: str, said: str) -> Check:
    """Nothing to do."""
    return Check(name, "ok", said)


def info(name: str, said: str, advice: str = "") -> Check:
    """Good to know."""
    return Check(name, "info", said, advice)


def warning(name: str, said: str, advice: str) -> Check:
    """May stand in the way."""
    return Check(name, "warning", said, advice)


def error(name: str, said: str, advice: str) -> Check:
    """The buttons do not work like this."""
    return Check(name, "error", said, advice)
