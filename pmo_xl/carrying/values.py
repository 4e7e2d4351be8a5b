"""What a new row of a register says, in the words and the columns of its table."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from pmo_xl.carrying.habits import Habits
from pmo_xl.carrying.room import formula_columns, prepared_rows
from pmo_xl.model.ids import fold_id
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.model.words import status_of
from pmo_xl.patch.cellxml import Value
from pmo_xl.rules.numbering import FreeNumbers
from pmo_xl.rules.words import usual_words
from pmo_xl.sheets.meaning.memo_lines import Line
from pmo_xl.sheets.meaning.values import text_of
from pmo_xl.situation import Situation

_NOT_FINAL: Final = ("仮", "待", "置換", "取消", "取下")


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
        self._records: dict[int, list[Record]] = defaultdict(list)
        for record in register:
            self._records[id(record.table)].append(record)

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
            "status": self._open_word(table),
        }

    def _decided(self, line: Line, held_on: date | None, table: Table) -> dict[str, Value]:
        is_provisional = "仮" in line.written_sort + line.text
        return {
            "decided_by": line.owner,
            "raised_date": held_on,
            "decided_date": held_on,
            "kind": self._usual_kind(table, provisional=is_provisional),
            "status": _most_frequent(self._records[id(table)], "status"),
        }

    def _usual_kind(self, table: Table, *, provisional: bool) -> str:
        same = [
            record
            for record in self._records[id(table)]
            if record.kind
            and ("仮" in record.kind if provisional else not any(word in record.kind for word in _NOT_FINAL))
        ]
        return _most_frequent(same, "kind") or ("仮決定" if provisional else "決定")

    def _open_word(self, table: Table) -> str | None:
        """How the column says that nothing was done yet: its usual word, else one its drop-down list offers."""
        column = table.columns.get("status")
        if column is None:
            return None
        records = self._records[id(table)]
        if any(record.status == "open" for record in records):
            return usual_words(records, "status")["open"]
        offered = [word for word, meaning in table.vocabulary.get("status", {}).items() if meaning == "open"]
        lists = [v.words for v in table.grid.facts.validations if any(a.left <= column <= a.right for a in v.areas)]
        offered += [word for words in lists for word in words if status_of(word) == "open"]
        return offered[0] if offered else (None if lists else "未着手")

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


def _most_frequent(records: Sequence[Record], field: str) -> str | None:
    words = Counter(text for record in records if (text := text_of(record.written(field)).strip()))
    return min(words, key=lambda word: (-words[word], word), default=None)


def _id_in(table: Table, row: int) -> str:
    column = table.columns.get(table.id_field)
    return text_of(table.grid.value(row, column)).strip() if column else ""
