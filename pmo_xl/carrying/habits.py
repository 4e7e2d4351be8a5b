"""In which table of a register somebody's rows stand, where it has several: 社内ToDo beside ベンダー依頼."""

from collections import Counter
from typing import NamedTuple

from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.sheets.meaning.companies import fold_company
from pmo_xl.sheets.meaning.persons import People


class _Seen(NamedTuple):
    """How many rows of a table are of a person, of a company, of a side."""

    names: Counter[str]
    companies: Counter[str]
    sides: Counter[bool]
    rows: list[int]


class Habits:
    """The tables of a register, and whose rows they hold."""

    def __init__(self, register: Register, people: People) -> None:
        self._people, self._tables = people, register.tables
        self._seen = {id(table): _Seen(Counter(), Counter(), Counter(), [0]) for table in register.tables}
        if len(register.tables) == 1:
            return
        for record in register:
            seen = self._seen[id(record.table)]
            seen.rows[0] += 1
            person = people.resolve(record.owner) if record.owner else None
            seen.names.update(people.named_in(record.owner) if record.owner else ())
            if company := record.owner_org or (person.org if person is not None else None):
                seen.companies[fold_company(company)] += 1
            if person is not None:
                seen.sides[person.is_vendor] += 1

    def table_of(self, owner: str) -> Table:
        """The table with most rows of the owner, else of the owner's company, else of that side; else the longest."""
        person = self._people.resolve(owner) if owner else None

        def fits(table: Table) -> tuple[int, int, int, int]:
            seen = self._seen[id(table)]
            return (
                seen.names[self._people.name_of(owner)] if owner else 0,
                seen.companies[fold_company(person.org)] if person is not None and person.org else 0,
                seen.sides[person.is_vendor] if person is not None else 0,
                seen.rows[0],
            )

        return max(self._tables, key=fits)
