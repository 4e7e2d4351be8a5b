"""Which of many titles say the same, without comparing each with each."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import add
from typing import Final

from msgspec import Struct

from pmo_xl.model.half_width import half_width
from pmo_xl.model.pattern import lazy

Pair = tuple[int, int]  # the places of two titles, the earlier one first
_Parts = frozenset[str]  # letters or pairs of letters; the second of a sort is another than the first

_NUMBERED: Final = lazy(r"[a-z]*\d+")
_NO_ENDINGS: Final = dict.fromkeys((*range(ord("ぁ"), ord("ゟ") + 1), ord("ー")))  # hiragana, the end of サーバー
_FEW: Final = 4
_MOST_LOOKS: Final = 100_000  # keeps a sheet of five thousand variants of one title below a second
_ROUNDING: Final = 1e-9


class _Title(Struct, frozen=True):
    place: int
    pairs: _Parts  # of neighbouring letters
    says: _Parts  # the letters that carry its meaning


def alike(titles: Sequence[str], least: float) -> tuple[Pair, ...]:
    """The pairs of titles with Dice ≥ `least` of which one says no more than the other, the likest first.

    A number tells titles apart (手順1, 手順2), and so does a word in the place of another (販売の…, 購買の…): such
    titles come in series and are as alike as any two that mean the same. What may differ are endings and particles,
    and words that only one of the two has.
    """
    families: dict[tuple[str, ...], list[_Title]] = defaultdict(list)
    for place, text in enumerate(titles):
        folded = half_width(text).casefold()
        letters = "".join(filter(str.isalnum, folded))
        if len(letters) > 1:
            title = _Title(place, _parts(list(map(add, letters, letters[1:]))), _parts(list(_meaning(letters))))
            families[tuple(_NUMBERED.findall(folded))].append(title)
    close = (pair for family in families.values() for pair in _one_within_the_other(family, least))
    found: dict[Pair, float] = {}
    for one, other in islice(close, _MOST_LOOKS):
        likeness = 2 * len(one.pairs & other.pairs) / (len(one.pairs) + len(other.pairs))
        if likeness >= least - _ROUNDING:
            found[min(one.place, other.place), max(one.place, other.place)] = likeness
    return tuple(sorted(found, key=lambda pair: (-found[pair], pair)))


def _parts(words: list[str]) -> _Parts:
    parts = frozenset(words)
    if len(parts) == len(words):
        return parts
    more = (f"{word} {n}" for word, times in Counter(words).items() for n in range(2, times + 1))
    return parts.union(more)


def _meaning(letters: str) -> str:
    """The letters of a title but its endings and particles; all of them where hardly any others remain."""
    meaning = letters.translate(_NO_ENDINGS)
    return meaning if len(meaning) >= _FEW else letters


def _one_within_the_other(family: Sequence[_Title], least: float) -> Iterator[tuple[_Title, _Title]]:
    """(title, one that has all its letters), as far as their sizes allow the likeness.

    For every letter a number has a bit for each title with it, so that one AND over the letters of a title leaves the
    titles that have them all.
    """
    if len(family) < 2:
        return
    family = sorted(family, key=lambda title: (len(title.pairs), title.place))
    having: dict[str, int] = defaultdict(int)
    for n, title in enumerate(family):
        for letter in title.says:
            having[letter] |= 1 << n
    sizes = [len(title.pairs) for title in family]
    most = (2 - least) / least  # Dice ≥ t: the larger has at most (2 − t)/t as many pairs
    for n, title in enumerate(family):
        size = len(title.pairs)
        first, end = bisect_left(sizes, size / most - _ROUNDING), bisect_right(sizes, size * most + _ROUNDING)
        those = ((1 << end) - (1 << first)) & ~(1 << n)
        for letter in title.says:
            those &= having[letter]
            if not those:
                break
        while those:
            lowest = those & -those
            yield title, family[lowest.bit_length() - 1]
            those ^= lowest
