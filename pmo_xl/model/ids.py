"""Identifiers: when two spellings are the same number, and the several ids one cell may hold."""

import re
from functools import lru_cache

from pmo_xl.model.half_width import half_width
from pmo_xl.model.pattern import lazy

_PLAIN = lazy(r"(?!NO\d)[0-9A-Z-]+")
_DASHES = lazy("[‐‑‒–—―−ー－ｰ_]")
_DROPPED = lazy("[\\s\u200b]+")
_NUMBER_WORD = lazy(r"^(?:NO\.?|#)+(?=\d)|^#+")
_ZEROS = lazy(r"(?<!\d)0+(?=\d)")
_BETWEEN = lazy(r"[・、,，;；/／\s]+")
_SPAN = lazy(r"^(?P<head>.*?)(?P<first>\d+)\s*[~〜～]\s*(?:(?P<again>.*?\D))?(?P<last>\d+)$")
_BARE_DIGITS = lazy(r"^(\d{2,})(?:[~〜～]\d+)?$")
_TAIL = lazy(r"^(.*\D)(\d+)$", re.DOTALL)
_LONGEST_SPAN = 500  # 「K-001〜K-999」 is believed, a typing mistake that would make a million ids is not


@lru_cache(maxsize=65536)
def fold_id(text: str) -> str:
    """One spelling for an id: NFKC, upper case, one kind of dash, no spaces, no 「No.」 or # before a number.

    Leading zeros stay (see `without_zeros`).

    >>> fold_id("Ｋ－０１２"), fold_id("k-012"), fold_id("No.12")
    ('K-012', 'K-012', '12')
    """
    if _PLAIN.fullmatch(text):  # as most are
        return text
    folded = half_width(half_width(text).upper())
    return _NUMBER_WORD.sub("", _DROPPED.sub("", _DASHES.sub("-", folded)))


def without_zeros(text: str) -> str:
    """The folded id without the zeros its numbers begin with: D-1 for D-001. Only ever a question, never a link."""
    return _ZEROS.sub("", fold_id(text))


@lru_cache(maxsize=65536)
def is_running_number(identifier: str) -> bool:
    """Whether an id only counts (12, 001, 1-3): every sheet and section may start anew with it."""
    return all(letter.isdigit() or letter in "-." for letter in fold_id(identifier))


def split_ids(text: str | None) -> tuple[str, ...]:
    """The ids written in one cell, as written, in order: 「K-001、K-003~005」 → K-001, K-003, K-004, K-005.

    Bare digits behind an id of as many digits share its head: 「UAT-001,002」 → UAT-001, UAT-002.
    """
    if not text:
        return ()
    found: list[str] = []
    for part in _BETWEEN.split(re.sub(r"\s*([~〜～])\s*", r"\1", text)):
        found.extend(_spanned(_head_of(found[-1:], part) + part))
    return tuple(dict.fromkeys(found))


def _head_of(before: list[str], part: str) -> str:
    """What bare digits leave out of an id because the one before them says it; "" for anything else."""
    digits, known = _BARE_DIGITS.match(part), _TAIL.match(before[0]) if before else None
    return known[1] if digits and known and len(digits[1]) == len(known[2]) else ""


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
