"""What somebody outside may read: no other organisation's name, however it is spelt, and no row marked 社内限り."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pmo_xl.model.link import Link
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.sheets.meaning.companies import fold_company
from pmo_xl.situation import Situation

OTHER_COMPANY: Final = "他社"
OTHER_DEPARTMENT: Final = "他部署"
INTERNAL: Final = "社内限"
_COMPANY_FIELDS: Final = ("vendor", "owner_org")
_DEPARTMENT = lazy("(?:部|課|室|局|係|本部|支店|工場|センター|チーム|グループ|部門)$")


def vendors(situation: Situation) -> frozenset[str]:
    """The companies that do work for the project: those in vendor columns, and the vendor side of the roster."""
    named = (
        situation.companies.shown(record.vendor)
        for register in situation.written.values()
        if register.has("vendor")
        for record in register
        if record.vendor
    )
    people = (person for register in situation.of_kind("roster", written=True) for person in register if person.owner)
    known = (situation.people.resolve(person.owner or "") for person in people)
    outside = (situation.companies.shown(person.org) for person in known if person and person.is_vendor and person.org)
    return frozenset((*named, *outside))


def is_outside(organisation: str, situation: Situation, known: frozenset[str]) -> bool:
    """Whether an organisation is none of the user's own; `known` are the vendors.

    Whoever cannot be placed (no roster says its side, its name is no department's) is an outsider: the safe side.
    """
    if organisation in known:
        return True
    key = fold_company(organisation)
    people = (person for person in situation.people.everybody if person.org and fold_company(person.org) == key)
    return not _DEPARTMENT.search(key) and not any(person.side and not person.is_vendor for person in people)


def is_internal(record: Record) -> bool:
    """Whether any cell of the record's row says 社内限り, in a column that was mapped or not."""
    rows = record.table.grid.rows
    cells = rows[record.row - 1] if 0 < record.row <= len(rows) else ()
    return any(isinstance(cell, str) and INTERNAL in cell for cell in cells)


@dataclass(frozen=True, slots=True)
class Veil:
    """Replaces the names that one reader must not see. `names` maps a folded name to what stands there instead."""

    names: Mapping[str, str]

    def over(self, value: Any) -> Any:  # noqa: ANN401 - whatever a template may be given
        """The same value, the names replaced in every text; a link (it leads to our own folders) becomes text."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Link):
            return self.text(value.text)
        if isinstance(value, Mapping):
            return {key: self.over(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.over(item) for item in value]
        return value

    def text(self, text: str) -> str:
        """The text with the names replaced; the longest name that fits at a place counts."""
        folded, origins = _folded(text) if self.names else ("", [])
        by_length = sorted(self.names, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, by_length)))
        made, done, at = [], 0, 0
        while folded and (found := pattern.search(folded, at)):
            at = found.start()
            fitting = (name for name in by_length if folded.startswith(name, at))
            name = next((name for name in fitting if _stands_alone(text, origins, at, name)), None)
            if name is None:
                at += 1
                continue
            end = origins[at + len(name) - 1] + 1
            made += [text[done : origins[at]], self.names[name] or text[origins[at] : end]]
            done, at = end, at + len(name)
        return "".join([*made, text[done:]])


def veil_for(organisation: str, situation: Situation, known: frozenset[str], kept: Iterable[str] = ()) -> Veil:
    """What an outside organisation must not read: all other organisations, and the people of other vendors.

    `known` are the vendors; its own name and those in `kept` (the sender) stay. "" hides every organisation.
    """
    names: dict[str, str] = {}
    for name in _organisations(situation):
        shown = situation.companies.shown(name)
        names[_key(name)] = OTHER_COMPANY if is_outside(shown, situation, known) else OTHER_DEPARTMENT
    own = fold_company(organisation)
    for person in situation.people.everybody:
        company = person.org
        if company and fold_company(company) != own and situation.companies.shown(company) in known:
            names |= dict.fromkeys(map(_plain, (person.name, *person.aliases)), OTHER_COMPANY)
    names |= {_key(name): "" for name in (organisation, *kept) if name}  # found first where it is the longer one
    names.pop("", None)
    return Veil(names)


def _organisations(situation: Situation) -> Iterator[str]:
    """Every spelling of every organisation that a register names."""
    for register in situation.written.values():
        for field in filter(register.has, _COMPANY_FIELDS):
            yield from (name for record in register if (name := record.get(field)))


def _key(company: str) -> str:
    """How a company's name is looked for: without 株式会社, folded as the texts are."""
    return _plain(fold_company(company))


def _plain(text: str) -> str:
    return _folded(text)[0]


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without width, case and spaces, letter by letter, and where each of its letters stood."""
    letters, origins = [], []
    for number, letter in enumerate(text):
        for plain in unicodedata.normalize("NFKD", letter).casefold():
            if not plain.isspace():
                letters.append(plain)
                origins.append(number)
    return "".join(letters), origins


def _stands_alone(text: str, origins: list[int], at: int, name: str) -> bool:
    """A name that begins or ends in Latin letters or figures is no part of a longer word: 「IT」 is not in 「kit」."""
    first, last = origins[at], origins[at + len(name) - 1]
    before = text[first - 1] if first else ""
    after = text[last + 1] if last + 1 < len(text) else ""
    return not (_latin(name[0]) and _latin(before)) and not (_latin(name[-1]) and _latin(after))


def _latin(letter: str) -> bool:
    return unicodedata.normalize("NFKC", letter).isascii() and letter.isalnum()
