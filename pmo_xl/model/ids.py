"""Identifiers: when two spellings are the same number, and the several ids one cell may hold."""

import re
import unicodedata
from functools import lru_cache

from pmo_xl.model.pattern import lazy

_PLAIN = lazy("[0-9A-Z-]+")
_DASHES = lazy("[‐‑‒–—―−ー－ｰ_]")
_DROPPED = lazy("[\\s\u200b]+")
_BETWEEN = lazy(r"[・、,，;；/／\s]+")
_SPAN = lazy(r"^(?P<head>.*?)(?P<first>\d+)\s*[~〜～]\s*(?:(?P<again>.*?\D))?(?P<last>\d+)$")
_LONGEST_SPAN = 500  # 「K-001〜K-999」 is believed, a typing mistake that would make a million ids is not


@lru_cache(maxsize=65536)
def fold_id(text: str) -> str:
    """One spelling for an id: NFKC, upper case, one kind of dash, no spaces. Leading zeros stay.

    >>> fold_id("Ｋ－０１２"), fold_id("k-012")
    ('K-012', 'K-012')
    """
    if _PLAIN.fullmatch(text):  # as most are
        return text
    folded = unicodedata.normalize("NFKC", text).upper()
    return _DROPPED.sub("", _DASHES.sub("-", folded)).lstrip("#")


@lru_cache(maxsize=65536)
def is_running_number(identifier: str) -> bool:
    """Whether an id only counts (12, 001, 1-3): every sheet and section may start anew with it."""
    return all(letter.isdigit() or letter in "-." for letter in fold_id(identifier))


def split_ids(text: str | None) -> tuple[str, ...]:
    """The ids written in one cell, as written, in order: 「K-001、K-003~005」 → K-001, K-003, K-004, K-005."""
    if not text:
        return ()
    found: list[str] = []
    for part in _BETWEEN.split(re.sub(r"\s*([~〜～])\s*", r"\1", text)):
        found.extend(_spanned(part))
    return tuple(dict.fromkeys(found))


def _spanned(part: str) -> list[str]:
    span = _SPAN.match(part)
    if span is None:
        return [part] if part else []
    head, first, again, last = span["head"], span["first"], span["again"], span["last"]
    if again is not None and fold_id(again) != fold_id(head):
        return [part]
    numbers = range(int(first), int(last) + 1)
    if not 0 < len(numbers) <= _LONGEST_SPAN:
        return [part]
    return [f"{head}{number:0{len(first)}d}" for number in numbers]
