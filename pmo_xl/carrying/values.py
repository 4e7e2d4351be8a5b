"""What a new row of a register says, in the words and the columns of its table."""

from datetime import date
from typing import NamedTuple

from pmo_xl.carrying.habits import Habits
from pmo_xl.carrying.room import formula_columns, prepared_rows
from pmo_xl.carrying.words import TableWords
from pmo_xl.model.ids import fold_id
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.patch.cellxml import Value
from pmo_xl.rules.numbering import FreeNumbers
from pmo_xl.sheets.meaning.memo_lines import Line
from pmo_xl.sheets.meaning.values import text_of
from pmo_xl.situation import Situation


class NewRow(NamedTuple):
    """The table a row joins, its id (the one a row kept ready has already is not among the values), its values."""

    table: Table
    id: str
    values: dict[str, Value]


class Filling:
    """New rows of one register, numbered one after the other, each in the table where its owner's rows stand."""

    def __init__(self, register: Register, situation: Situation) -> None:
        self.register, self.situation = register, situation
        self._numbers = FreeNumbers(register)
        self._ready = {id(table): list(prepared_rows(table)) for table in register.tables}
        self._reserved = frozenset(
            fold_id(text) for table in register.tables for row in table.placeholder_rows if (text := _id_in(table, row))
        )
        self._habits = Habits(register, situation.people)
        self._words: dict[int, TableWords] = {}

    def row(self, line: Line, source: str, held_on: date | None) -> NewRow:
        """The row that a line of a meeting becomes, in the table where its owner's rows stand."""
        table = self._habits.table_of(line.owner)
        values = self._decided(line, held_on, table) if line.sort == "decision" else self._given(line, held_on, table)
        values |= {"title" if table.has("title") else "description": line.text, "due_date": line.due}
        values |= _sourced(line.related_id, source, table)
        ready = self._ready[id(table)]
        number = _id_in(table, ready.pop(0)) if ready else ""
        if not number:
            values[table.id_field] = number = self._next_number(table)
        own = formula_columns(table)
        columns = {name for name, column in table.columns.items() if column not in own}
        return NewRow(table, number, {name: value for name, value in values.items() if value and name in columns})

    def _given(self, line: Line, held_on: date | None, table: Table) -> dict[str, Value]:
        person = self.situation.people.resolve(line.owner) if line.owner else None
        return {
            "owner": line.owner,
            "owner_org": person.org if person is not None else None,
            "raised_date": held_on,
            "status": self._words_of(table).not_begun,
        }

    def _decided(self, line: Line, held_on: date | None, table: Table) -> dict[str, Value]:
        words = self._words_of(table)
        return {
            "decided_by": line.owner,
            "raised_date": held_on,
            "decided_date": held_on,
            "kind": words.provisional if line.is_provisional else words.final,
            "status": words.status,
        }

    def _words_of(self, table: Table) -> TableWords:
        if id(table) not in self._words:
            self._words[id(table)] = TableWords(table, [r for r in self.register if r.table is table])
        return self._words[id(table)]

    def _next_number(self, table: Table) -> str:
        """The next free number, none of those that rows kept ready have; "" where ids are no numbers."""
        while (number := self._numbers.next_of(table)) is not None and fold_id(number) in self._reserved:
            pass
        return number or ""


def _sourced(related: str, source: str, table: Table) -> dict[str, Value]:
    """関連ID as the memo has it, and where the row came from: in 備考, else beside it."""
    if table.has("remarks"):
        return {"related_id": related, "remarks": source}
    return {"related_id": f"{related}、{source}" if related else source}


def _id_in(table: Table, row: int) -> str:
    column = table.columns.get(table.id_field)
    return text_of(table.grid.value(row, column)).strip() if column else ""
