"""Who does what on a test's day (C16): the user side tests, the vendor prepares the data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pmo_xl.model.record import Record
from pmo_xl.reports.prepared import DayColumns, Preparation
from pmo_xl.sheets.meaning.people import split_people
from pmo_xl.sheets.meaning.persons import Person
from pmo_xl.situation import Situation

Sort = Literal["tester", "nobody", "data"]
CALLED: Final[dict[Sort, str]] = {
    "tester": "実施者が開発側",
    "nobody": "データ準備の担当が未記入",
    "data": "データ準備の担当が業務側",
}


@dataclass(frozen=True, slots=True)
class Misplaced:
    """One test whose roles are not as agreed: which role, who holds it ("" nobody), and their organisation."""

    test: Record
    sort: Sort
    who: str = ""
    org: str = ""

    @property
    def said(self) -> str:
        """実施者が開発側(A社 甲野太郎)."""
        held = " ".join(filter(None, (self.org, self.who)))
        return f"{CALLED[self.sort]}({held})" if held else CALLED[self.sort]


def misplaced(tests: Sequence[Record], situation: Situation) -> tuple[Misplaced, ...]:
    """What is wrong with the roles of these tests, in their order.

    The roster tells the sides: of somebody it does not know nothing is said. Data that is ready needs nobody any more.
    """
    columns = DayColumns()
    return tuple(found for test in tests for found in _of(test, columns.preparations(test), situation))


def _of(test: Record, prepared: Sequence[Preparation], situation: Situation) -> Iterator[Misplaced]:
    for person in _people(test.tester or "", situation):
        if person.is_vendor:
            yield Misplaced(test, "tester", person.name, person.org or "")
    for one in prepared:
        if one.sort == "data" and one.state != "ready":
            if not one.owner:
                yield Misplaced(test, "nobody")
            for person in _people(one.owner, situation):
                if person.side and not person.is_vendor:
                    yield Misplaced(test, "data", person.name, person.org or "")


def _people(written: str, situation: Situation) -> Iterator[Person]:
    yield from filter(None, map(situation.people.resolve, split_people(written)))
