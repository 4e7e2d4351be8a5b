"""English headings nobody listed: read word by word (Linked Risk, Tested On, Needed By), misspelt words included."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.finding.english_words import ALONE, HEADS, TAILS
from pmo_xl.sheets.finding.part_fields import FIELDS_OF_TAIL

_WORD = lazy(r"[a-z]+|#|%")
_ENGLISH = lazy(r"[\x20-\x7e\n]+")
_LONGEST: Final = 6  # words; a longer text is a sentence
_SMALL: Final = 5  # letters; longer words may be misspelt by a letter or two
_ALIKE: Final = 0.75  # of two words, one of which may be the other misspelt
_TRUE, _OPEN = 1.0, 0.8
# 「Needed By」 is a day, 「Raised By」 a person.
_DAY_BY: Final = frozenset(("needed", "required", "due", "complete", "resolve", "close", "respond", "validate", "need"))


@cache
def _index(part: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for concept, line in {"tails": TAILS, "heads": HEADS, "alone": ALONE}[part].items():
        for word in line.split(", "):
            found[word] = (*found.get(word, ()), concept)
    return found


@cache
def _words() -> tuple[str, ...]:
    return tuple(sorted({*_index("tails"), *_index("heads"), *_index("alone")}))


@lru_cache(maxsize=16384)
def english_field(text: str, kind: str) -> Mapping[str, float]:
    """Field → share of certainty (0–1) for an English heading; empty when it is none, or its words tell nothing."""
    plain = unicodedata.normalize("NFKC", text).replace("_", " ").strip()
    if not _ENGLISH.fullmatch(plain):
        return {}
    words = [_corrected(word) for word in _WORD.findall(plain.lower().replace("'s", ""))]
    if not 0 < len(words) <= _LONGEST:
        return {}
    known = [word for word in words if word in _words()]
    if not known or len(words) - len(known) > len(known):
        return {}
    sure = _TRUE if len(known) == len(words) else _OPEN
    return {name: sure * share for name, share in _composed(known, kind).items()}


def _composed(words: list[str], kind: str) -> Mapping[str, float]:
    """The fields, read from the last word that says what the column holds."""
    heads = frozenset(concept for word in words for concept in _index("heads").get(word, ()))
    if words[-1] == "by" and _DAY_BY & set(words):
        return {"due_date": 1.0}
    for at in range(len(words) - 1, -1, -1):
        others = frozenset(
            concept for n, word in enumerate(words) if n != at for concept in _index("heads").get(word, ())
        )
        for tail in _index("tails").get(words[at], ()):
            acts = others - {"none"} or others
            if acts and (found := FIELDS_OF_TAIL[tail](acts, kind)):
                return dict(zip(found.split(), (1.0, 0.9, 0.85), strict=False))
        if alone := _index("alone").get(words[at]):
            return {"related_id" if name == "defect_id" != _link(kind) else name: 0.95 for name in alone}
    return _linked(heads, kind) or (_bare_act(heads, kind) if len(words) == 1 else {})


def _link(kind: str) -> str:
    """The field that holds the number of a defect: a list of tests has one of its own."""
    return "defect_id" if kind in ("test", "") else "related_id"


def _bare_act(heads: frozenset[str], kind: str) -> Mapping[str, float]:
    """「Created」, 「Resolved」: a day or somebody; what stands in the column decides."""
    found = {}
    for tail, share in (("date", 0.95), ("person", 0.9)):
        for name in FIELDS_OF_TAIL[tail](heads, kind).split()[:1]:
            found[name] = share
    return found


def _linked(heads: frozenset[str], kind: str) -> Mapping[str, float]:
    """「Linked Risk」, 「Test Case」 in a list of defects: nouns alone name the other register's number."""
    if "related" in heads or "parent" in heads:
        found = FIELDS_OF_TAIL["id"](heads, kind)
        return {found.split()[0]: 0.95} if found else {}
    return {}


@lru_cache(maxsize=4096)
def _corrected(word: str) -> str:
    """The known word that one or two letters make of this one; itself when it is known, or nothing is near."""
    if len(word) < _SMALL or word in _words():
        return word
    alike = [known for known in _words() if known[0] == word[0] and len(known) >= _SMALL - 1]
    from difflib import get_close_matches

    near = get_close_matches(word, alike, n=1, cutoff=max(_ALIKE, 1 - 2 / (len(word) + 1)))
    return near[0] if near else word
