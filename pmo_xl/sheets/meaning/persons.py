"""Who is who: everybody of the rosters, and everybody the workbooks name, each under one name however it is spelt."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct

from pmo_xl.model.fields import SORTS, base_name
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.words import fold
from pmo_xl.sheets.meaning.companies import fold_company
from pmo_xl.sheets.meaning.namesakes import Namesakes, told_apart
from pmo_xl.sheets.meaning.people import (
    Written,
    fold_name,
    is_group,
    loose_name,
    split_people,
    written_name,
)

_PERSON_FIELDS: Final = tuple(field for field, sort in SORTS.items() if sort == "person")


class Person(Struct, frozen=True):
    """Someone of the roster: the name as written there, other spellings, organisation and side."""

    name: str
    record: Record
    aliases: tuple[str, ...] = ()

    @property
    def org(self) -> str | None:
        """Company or department."""
        return self.record.owner_org

    @property
    def side(self) -> str | None:
        """ユーザー or ベンダー, as the roster writes it."""
        return self.record.side

    @property
    def is_vendor(self) -> bool:
        """Whether the roster puts the person on the vendor's side."""
        return any(word in fold(self.side or "") for word in ("ベンダ", "vendor", "開発", "委託", "sier"))


class People:
    """Everybody of the rosters, found by any spelling; and for whoever is in none, everybody the registers name.

    Nobody is guessed when two would fit. `cells` are further texts that name people, the 出席者 of a memo.
    """

    def __init__(
        self, rosters: Iterable[Register] = (), registers: Iterable[Register] = (), cells: Iterable[str] = ()
    ) -> None:
        found: dict[tuple[str, str], Person] = {}
        for record in (record for roster in rosters for record in roster):
            if record.owner:  # who stands there twice, with two roles, is one
                key = fold_name(record.owner), fold_company(record.owner_org or "")
                found.setdefault(key, Person(record.owner, record, split_people(record.alias)))
        self.everybody = tuple(found.values())
        self._registers, self._cells = tuple(registers), tuple(cells)
        self._exact: dict[str, list[Person]] = {}
        self._loose: dict[str, list[Person]] = {}
        for person in self.everybody:
            for spelling in (person.name, *person.aliases):
                _add(self._exact, fold_name(spelling), person)
                _add(self._loose, loose_name(spelling), person)
        self._namesakes = Namesakes(written_name(person.name) for person in self.everybody)
        self.organisations = frozenset(fold_company(p.org) for p in self.everybody if p.org)
        self._named: dict[str, tuple[str, ...]] = {}

    def resolve(self, text: str) -> Person | None:
        """The one of the roster a text can only mean: name, alias, or a surname with one bearer; None otherwise."""
        found = self.candidates(text)
        return found[0] if len(found) == 1 else None

    def candidates(self, text: str) -> tuple[Person, ...]:
        """Everybody of the roster the text may mean: the full name, else everybody with that surname.

        A company or an initial beside a surname tells its bearers apart where it can.
        """
        written = written_name(text)
        found = self._exact.get(written.key) or self._bearers(written)
        beside = written.org
        if not found and written.given:  # 「山田（経理）」: no beginning of a given name after all
            found = [person for person in self._bearers(Written(written.surname)) if _is_of(person, written.given)]
        if beside and (len(found) > 1 or fold_company(beside) in self.organisations):
            found = [person for person in found if _is_of(person, beside)] or (
                [] if fold_company(beside) in self.organisations else found
            )
        return tuple(found)

    def _bearers(self, short: Written) -> list[Person]:
        return [person for name in self._namesakes.of(short) for person in self._exact[name.key]]

    def similar(self, text: str) -> tuple[Person, ...]:
        """Whom the text may mean when only かな or 斉/斎 differ: a suggestion, never a fact."""
        return tuple(self._loose.get(loose_name(text), ()))

    def is_organisation(self, text: str) -> bool:
        """Whether it names a company or department of the roster, or a group."""
        return is_group(text) or fold_company(text) in self.organisations

    def knows(self, text: str) -> bool:
        """Whether it can only be a name: of somebody the roster or a register names, of a department or a group."""
        return bool(self.candidates(text)) or self.is_organisation(text) or text in self._strangers

    def name_of(self, text: str) -> str:
        """The one name of the person a text names: the roster's; else the spelling most cells use for that person."""
        person = self.resolve(text)
        if person is not None:
            return person.name
        return self._strangers.get(text, text)

    def named_in(self, text: str) -> tuple[str, ...]:
        """The people a cell names, each once under the one name of that person; groups and departments are nobody."""
        if text not in self._named:
            known = self._exact.get(fold_name(text), ())
            parts = (text,) if len(known) == 1 else split_people(text)  # 「Yamada, Taro」 is one
            people = (self.name_of(part) for part in parts if not self.is_organisation(part))
            self._named[text] = tuple(dict.fromkeys(people))
        return self._named[text]

    @cached_property
    def _strangers(self) -> Mapping[str, str]:
        """Spelling → the name it is shown under, of everybody the registers name and no roster knows."""
        times: Counter[str] = Counter()
        for text, cells in (_cells_naming(self._registers) + Counter(self._cells)).items():
            for part in split_people(text):
                times[part] += cells
        unknown: list[str] = []
        ambiguous: dict[str, list[str]] = {}
        for part in times:
            if self.is_organisation(part):
                continue
            if not self.candidates(part):
                unknown.append(part)
            elif self.resolve(part) is None:  # two bearers in the roster: a spelling of neither
                ambiguous.setdefault(fold_name(part), []).append(part)
        return {
            spelling: min(same, key=lambda one: (-times[one], -len(fold_name(one)), len(one), one))
            for same in (*told_apart(unknown), *ambiguous.values())
            for spelling in same
        }


def _is_of(person: Person, organisation: str) -> bool:
    return person.org is not None and fold_company(organisation) in fold_company(person.org)


def _cells_naming(registers: Iterable[Register]) -> Counter[str]:
    """The texts of all person columns (the rosters' own aside), and in how many cells each stands."""
    counts: Counter[str] = Counter()
    for register in registers:
        if register.kind == "roster":
            continue
        fields = {name for table in register.tables for name in table.columns if base_name(name) in _PERSON_FIELDS}
        for field in sorted(fields):
            counts.update(text for record in register if (text := getattr(record, field, None)))
    return counts


def _add(found: dict[str, list[Person]], key: str, person: Person) -> None:
    same = found.setdefault(key, [])
    if key and person not in same:
        same.append(person)
