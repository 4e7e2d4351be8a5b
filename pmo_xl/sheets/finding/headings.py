"""What a heading means: the fields it may stand for in a kind of table, and how surely it names each."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from pmo_xl.sheets.finding import parts
from pmo_xl.sheets.finding.english import english_field
from pmo_xl.sheets.finding.heading_text import LONGEST, Words, bare_words, names_of, words_of
from pmo_xl.sheets.finding.synonyms import GENERAL, MEETING_HEAD, NO_FIELD
from pmo_xl.sheets.finding.synonyms_of_kind import OF_KIND

# How surely a heading means a field. Below LIKELY it does not help to find a heading row.
EXACT, KNOWN, GROUPED, INSIDE, TAKEN_APART, SIMILAR, LIKELY = 1.0, 0.9, 0.97, 0.8, 0.75, 0.68, 0.65
ONLY_GROUP = 0.5
ONE_OF_SEVERAL = 0.85  # of a heading with two names, what one of them alone would mean
_BOTH = 0.1  # what two names that mean the same gain
_BELOW_GROUP = 0.75  # what the lower word alone would mean, where group and word make one
_OTHER_KINDS = 0.7  # a general meaning of a word that this kind of table uses otherwise
_SMALL_WORD = 6  # letters; English words from here on may be misspelt by one or two letters
_NUMBER_WORDS = ("no", "id")  # the second line of 「エビデンス⏎№」 is no name of its own
_PLAN_OR_FACT = frozenset(("予定", "計画", "実績", "見込"))  # 「終了日(実績)」 reads like 「実績 / 終了日」


@cache
def _general() -> Mapping[str, Mapping[str, float]]:
    """Folded word → the fields it may stand for in any table."""
    return _index(GENERAL, KNOWN)


@cache
def _of_kind(kind: str) -> Mapping[str, Mapping[str, float]]:
    return _index(OF_KIND.get(kind, {}), EXACT)


@cache
def _of_any_kind() -> Mapping[str, Mapping[str, float]]:
    """The words of all kinds together."""
    together: dict[str, dict[str, float]] = {}
    for kind in OF_KIND:
        for word, fields in _of_kind(kind).items():
            together.setdefault(word, {}).update(fields)
    return together


def _index(words: Mapping[str, str], score: float) -> Mapping[str, Mapping[str, float]]:
    names = [(name, word) for name, line in words.items() for word in line.split(", ")]
    index: dict[str, dict[str, float]] = {}
    for (name, _), word in zip(names, bare_words(word for _, word in names), strict=True):
        index.setdefault(word, {})[name] = score
    return index


@cache
def _without_field() -> frozenset[str]:
    return frozenset(bare_words(NO_FIELD.split(", ")))


@cache
def meeting_labels() -> Mapping[str, str]:
    """Folded label of a memo's head → meeting field."""
    return {word: name for name, line in MEETING_HEAD.items() for word in bare_words(line.split(", "))}


@cache
def _english() -> tuple[str, ...]:
    every = {*_general(), *(word for kind in OF_KIND for word in _of_kind(kind))}
    return tuple(sorted(word for word in every if word.isascii() and len(word) >= _SMALL_WORD))


@lru_cache(maxsize=65536)
def meanings(text: str, group: str, kind: str) -> Mapping[str, float]:
    """The fields a heading may stand for in a table of this kind, each with its score (0–1).

    `group` is the heading above it (予定, 起票, 回答), "" without one; `kind` "" asks for any kind of table.
    """
    words = words_of(text)
    found = dict(_of_name(text, kind))
    if words.inside in _PLAN_OR_FACT:
        _with_group(found, words, Words(words.inside), kind)
    elif len(words.inside) > 1:
        for name, score in _of_word(words.inside, kind).items():
            _raise(found, name, min(score, INSIDE))
    if max(found.values(), default=0.0) < KNOWN:
        _with_names(found, text, kind)
    if group:
        _with_group(found, words, words_of(group), kind)
    return found


def _of_name(text: str, kind: str) -> Mapping[str, float]:
    """What one name of a column means: a known word, else its parts, Japanese or English."""
    bare = words_of(text).bare
    found = _of_word(bare, kind)
    if found or bare in _without_field():
        return found
    if apart := english_field(text, kind) or parts.field_of(bare, kind):
        return {name: TAKEN_APART * share for name, share in apart.items()}
    return _misspelt(bare, kind)


def _with_names(found: dict[str, float], text: str, kind: str) -> None:
    """A heading with several names (Owner 担当, 調査結果／原因) means what they mean, the first of them rather."""
    said: dict[str, int] = {}
    for at, one in enumerate(one for one in names_of(text) if words_of(one).bare not in _NUMBER_WORDS):
        for name, score in _of_name(one, kind).items():
            said[name] = said.get(name, 0) + 1
            agreed = _BOTH if said[name] > 1 else 0.0
            _raise(found, name, score * (ONE_OF_SEVERAL - 0.03 * at) + agreed)


def _with_group(found: dict[str, float], words: Words, group: Words, kind: str) -> None:
    """A group word is read as if written together with the word below: 起票 / 日付 → 起票日付."""
    above = parts.plain_group(group.bare)
    together = _of_name(above + words.bare, kind) if above and words.bare else {}
    if together:
        for name in found:
            found[name] *= _BELOW_GROUP
        for name, score in together.items():
            _raise(found, name, min(GROUPED, score + 0.1))
    elif not found:
        for name, score in _of_word(group.bare, kind).items():
            _raise(found, name, score * ONLY_GROUP)  # 「テスト結果 / Windows7」: only content can tell


@lru_cache(maxsize=65536)
def _of_word(bare: str, kind: str) -> Mapping[str, float]:
    if not bare:
        return {}
    own, general = _of_kind(kind).get(bare, {}), _general().get(bare, {})
    # the number of this very kind of record (課題ID in a list of issues) is never a link to another
    found = {name: score * (_OTHER_KINDS if own else 1.0) for name, score in general.items() if "id" not in own}
    for name, score in own.items():
        _raise(found, name, score)
    return found if found or kind else _of_any_kind().get(bare, {})


def _misspelt(bare: str, kind: str) -> Mapping[str, float]:
    """The meanings of the English word that one or two letters make of this one; none for a word that is known."""
    near = _nearest(bare)
    meant = {**_general().get(near, {}), **_of_kind(kind).get(near, {})} if near else {}
    return {name: min(score, SIMILAR) for name, score in meant.items()}


@lru_cache(maxsize=4096)
def _nearest(bare: str) -> str:
    """The known English word within one or two letters of this one; "" when there is none."""
    if not bare.isascii() or len(bare) < _SMALL_WORD or bare in _english():
        return ""
    alike = [word for word in _english() if word[0] == bare[0] and abs(len(word) - len(bare)) <= 2]
    import difflib

    near = difflib.get_close_matches(bare, alike, n=1, cutoff=1 - 2 / (len(bare) + 2))
    return near[0] if near else ""


def _raise(found: dict[str, float], name: str, score: float) -> None:
    if score > found.get(name, 0.0):
        found[name] = score


@lru_cache(maxsize=65536)
def is_heading_word(text: str) -> bool:
    """Whether the text is a heading of some kind of table, its own field or not."""
    if not text or len(text) > LONGEST:
        return False
    words = words_of(text)
    return words.bare in _without_field() or any(score >= LIKELY for score in meanings(text, "", "").values())


def share_a_kind(texts: Iterable[str]) -> bool:
    """Whether one kind of table has all these words for its own (日付 and 名称 of a list of holidays)."""
    words = [words_of(text).bare for text in texts]
    return any(all(word in _of_kind(kind) for word in words) for kind in OF_KIND)


def best_meaning(text: str) -> str | None:
    """The field a heading most likely stands for in any kind of table; None for a word nobody knows."""
    found = meanings(text, "", "")
    return max(found, key=lambda name: found[name]) if found else None
