"""How alike two titles are: the share of letter pairs they have in common (Dice)."""

import unicodedata
from collections import Counter
from itertools import pairwise


def bigrams(text: str) -> Counter[str]:
    """The pairs of neighbouring letters, after NFKC and without spaces and symbols."""
    letters = [c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum()]
    if len(letters) == 1:
        return Counter(letters)
    return Counter(a + b for a, b in pairwise(letters))


def dice(one: Counter[str], other: Counter[str]) -> float:
    """2·|A∩B| / (|A|+|B|), from 0 (nothing in common) to 1 (the same); 0 when either is empty.

    Dice, L. R. (1945), Measures of the amount of ecologic association between species. Ecology 26 (3).
    """
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if one and other else 0.0
