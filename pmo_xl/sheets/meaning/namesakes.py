"""Whom a surname, an initial or a first name can mean among full names, and which spellings are one person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pmo_xl.sheets.meaning.companies import fold_company
from pmo_xl.sheets.meaning.people import Written, written_name

# No given name begins with one of these: 長谷川 is no 長谷, 久保田 no 久保, 林田 no 林.
_GOES_ON: Final = frozenset("田川部寺塚山内原宮切島橋口根本村井谷沢崎岡河野江間嵐林木下上永重松越津米条郷々")
_LONGEST_GIVEN: Final = 4  # letters behind a surname that nothing separates from them


class Namesakes:
    """Full names under everything they may be called by for short."""

    def __init__(self, names: Iterable[Written]) -> None:
        self._by_short: defaultdict[str, list[Written]] = defaultdict(list)
        for name in dict.fromkeys(names):
            for short in _short_forms(name):
                self._by_short[short].append(name)

    def of(self, name: Written) -> tuple[Written, ...]:
        """The names that this shorter one can mean; none for a full name."""
        if name.latin:
            near = (whole for word in name.latin if len(word) > 1 for whole in self._by_short.get(word, ()))
            return tuple(whole for whole in dict.fromkeys(near) if _abbreviates(name.latin, whole.latin))
        if name.surname and not name.given:
            return ()
        surname = name.surname or name.key
        near = (whole for whole in self._by_short.get(surname, ()) if whole.key != name.key)
        return tuple(whole for whole in near if whole.key[len(surname) :].startswith(name.given))


def told_apart(spellings: Sequence[str]) -> Iterator[Sequence[str]]:
    """The spellings of each person, as far as the names alone tell.

    One key is one person, unless a bare surname stands with several companies. A surname, an initial or a first name
    joins the only full name it fits; when two fit, or two companies claim it, it stays by itself.
    """
    names = {spelling: written_name(spelling) for spelling in spellings}
    whole = {name.key: name for name in names.values() if _is_full(name)}
    known = Namesakes(whole.values())
    # Three letters may be 林太郎 or just 佐々木: the latter when somebody of that surname is met. An initial that fits
    # nobody is somebody else of the same surname.
    whole |= {name.key: name for name in names.values() if (name.given or _may_be_full(name)) and not known.of(name)}
    known = Namesakes(whole.values())
    companies = _companies_beside(name for name in names.values() if name.key not in whole)
    people: defaultdict[str, list[str]] = defaultdict(list)
    for spelling, name in names.items():
        key = name.key
        if len(companies.get(key, ())) > 1:
            key = f"{key} {fold_company(name.org)}" if name.org else key
        elif key not in whole:
            meant = known.of(name)
            key = meant[0].key if len(meant) == 1 else key
        people[key].append(spelling)
    yield from people.values()


def _short_forms(name: Written) -> Iterator[str]:
    """The surnames a full name may have, or the words of a Latin one."""
    if name.latin:
        yield from (word for word in name.latin if len(word) > 1)
    elif name.surname:
        yield name.surname
    else:  # 山田太郎 may be 山田; a single letter is a surname of short names only, 林 of 林太郎
        for at in range(max(1, len(name.key) - _LONGEST_GIVEN), len(name.key)):
            if name.key[at] not in _GOES_ON and (at > 1 or len(name.key) == 3):
                yield name.key[:at]


def _companies_beside(names: Iterable[Written]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.org:
            found[name.key].add(fold_company(name.org))
    return found


def _is_full(name: Written) -> bool:
    """Whether a spelling surely names a person wholly: in two words, or in as many letters as two names have."""
    if name.latin:
        return len(name.latin) > 1 and all(len(word) > 1 for word in name.latin)
    return not name.given and (bool(name.surname) or len(name.key) > 3)


def _may_be_full(name: Written) -> bool:
    return not name.latin and len(name.key) == 3


def _abbreviates(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether every word is one of the name's, or the initial of one; not all of them the whole name itself."""
    left = list(whole)
    for word in sorted(short, key=len, reverse=True):
        meant = next((other for other in left if other == word or (len(word) == 1 and other[0] == word)), None)
        if meant is None:
            return False
        left.remove(meant)
    return tuple(short) != tuple(whole)
