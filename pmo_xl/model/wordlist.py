"""Whether a text holds one of several words: most of them need no regular expression, and none is made for them."""

import re
from collections.abc import Iterator
from functools import cache

_SEPARATOR = re.compile(r"\|(?![^(]*\))")
_META = frozenset(".^$*+?{}[]\\()")


def holds(words: str, text: str) -> bool:
    """Whether one of the words stands in the text. `words` are the alternatives of a regular expression.

    >>> holds("課題|依頼(?!者)", "依頼者の一覧"), holds("課題|依頼(?!者)", "課題の一覧")
    (False, True)
    """
    plain, rest = _apart(words)
    return any(word in text for word in plain) or (rest is not None and rest.search(text) is not None)


def last_end(words: str, text: str) -> int:
    """Where the last of the words ends in the text; 0 when none stands there."""
    plain, rest = _apart(words)
    ends = [at + len(word) for word in plain if (at := text.rfind(word)) >= 0]
    return max((*ends, *_ends(rest, text)), default=0)


def _ends(pattern: "re.Pattern[str] | None", text: str) -> Iterator[int]:
    return (found.end() for found in pattern.finditer(text)) if pattern else iter(())


@cache
def _apart(words: str) -> "tuple[tuple[str, ...], re.Pattern[str] | None]":
    """The words that stand for themselves, and the pattern of the others."""
    every = _SEPARATOR.split(words)
    plain = tuple(word for word in every if _META.isdisjoint(word))
    others = [word for word in every if word not in plain]
    return plain, re.compile("|".join(others)) if others else None
