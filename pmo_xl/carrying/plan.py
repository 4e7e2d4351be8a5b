"""Which rows of the registers the meetings imply: new ones, those that are there, those that say it otherwise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.carrying.room import refusal
from pmo_xl.carrying.values import Filling
from pmo_xl.model.fields import KINDS
from pmo_xl.model.record import Record
from pmo_xl.model.table import Table
from pmo_xl.patch.cellxml import Value
from pmo_xl.reports.minutes import Minutes
from pmo_xl.rules.carried import PERSON, CarriedRows, says
from pmo_xl.rules.phrases import cut, register_name
from pmo_xl.sheets.meaning.memo_lines import Line
from pmo_xl.situation import Situation

_UNDATED: Final = "会議の日時がなく、どの回のメモか分かりません（メモに日時を書いてから再実行してください）"
_TO_COME: Final = 0  # the row of a record that is not in its sheet yet
_KINDS: Final = ("todo", "decision")  # a sort of line, and the kind of register that keeps it


class Row(Struct, frozen=True):
    """One row of a register that a line of a meeting implies.

    `values` is what is written (field → value): all of a new row, the blank cells of one that lacks something.
    `number` is the sheet's row of one that is there. `reason` tells why something is not written (of the same row:
    what it says in other words), `done` that the register says what the meeting did.
    """

    register: str
    action: Literal["add", "update", "same"]
    id: str
    title: str
    table: Table | None = None
    number: int | None = None
    values: Mapping[str, Value] = fresh(default_factory=dict)
    done: bool = False
    reason: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The shape of a row of `minutes --json`."""
        return {
            "register": self.register,
            "action": self.action,
            "id": self.id,
            "title": self.title,
            "done": self.done,
        }

    def why_unwritten(self) -> dict[str, Any]:
        """The shape of what `minutes --json` tells of a row with a `reason`."""
        return {
            "register": self.register,
            "id": self.id,
            "title": self.title,
            "file": self.table.file if self.table else None,
            "sheet": self.table.sheet if self.table else None,
            "reason": self.reason,
        }


def plan(meetings: Sequence[Minutes], situation: Situation) -> tuple[Row, ...]:
    """The rows that the ToDo and decisions of the meetings imply, in the order of meetings and lines.

    A line is looked for by its source, then by its words, in every register of its kind (see rules/carried.py); what
    an earlier meeting of the same run adds counts as there already.
    """
    ledgers = {kind: _Ledger(kind, situation) for kind in _KINDS}
    rows: list[Row] = []
    for minutes in meetings:
        planned: dict[int, Row] = {}
        for kind, ledger in ledgers.items():
            planned |= dict(ledger.rows_of(minutes, kind))
        rows += [planned[number] for number in sorted(planned)]
    return tuple(rows)


class _Ledger:
    """The registers of one kind: what they have, and the one that new rows join."""

    def __init__(self, kind: str, situation: Situation) -> None:
        registers = situation.of_kind(kind, written=True)
        self.kind = kind
        self.name = KINDS[kind][1]
        self.known = CarriedRows((r for register in registers for r in register), situation.people.named_in)
        own = next((r for r in registers if r.side == "user"), registers[0] if registers else None)
        self.filling = Filling(own, situation) if own is not None and own.tables else None

    def rows_of(self, minutes: Minutes, sort: str) -> Iterator[tuple[int, Row]]:
        """Line number → row, of the lines of one sort."""
        promised = [
            (number, line, source if minutes.is_told_apart else "")
            for number, (line, source) in enumerate(zip(minutes.lines, minutes.sources, strict=True))
            if line.sort == sort and line.text
        ]
        carried = self.known.of_meeting([(line, source) for _, line, source in promised], minutes.held_on)
        for (number, line, source), there in zip(promised, carried, strict=True):
            if there:
                yield number, self._there(line, there)
                continue
            again = self.known.of_meeting([(line, source)], minutes.held_on)[0]  # noted twice in one memo
            same = [record for record in again if not self.known.differences(line, record)]
            yield number, self._there(line, same) if same else self._new(line, source, minutes)

    def _there(self, line: Line, there: Iterable[Record]) -> Row:
        """A row that is there: the same, or with something that the meeting says otherwise."""
        records = tuple(there)
        record = next((r for r in records if not self.known.differences(line, r)), records[0])
        title = line.text
        differing = self.known.differences(line, record)
        if not differing:
            known = cut(record.title or record.description or "")
            reworded = None if says(record, line) else f"台帳は「{known}」"
            return Row(self.name, "same", record.id or "", title, record.table, record.row, done=True, reason=reworded)
        fields = {"owner": PERSON[line.sort][0]}
        meant = {"owner": line.owner, "due_date": line.due}
        blank = {
            name: meant[one.field]
            for one in differing
            if record.row != _TO_COME and record.written(name := fields.get(one.field, one.field)) is None
        }
        rest = [one.told for one in differing if fields.get(one.field, one.field) not in blank]
        reason = f"台帳の値は上書きしません（{'、'.join(rest)}）" if rest else None
        return Row(self.name, "update", record.id or "", title, record.table, record.row, blank, reason=reason)

    def _new(self, line: Line, source: str, minutes: Minutes) -> Row:
        if self.filling is None:
            return Row(self.name, "add", "", line.text, reason=f"{register_name(self.kind)}がありません")
        if not minutes.is_told_apart:
            return Row(self.name, "add", "", line.text, reason=_UNDATED)
        new = self.filling.row(line, source, minutes.held_on)
        self.known.add(Record(new.table, _TO_COME, {**new.values, "id": new.id}))
        reason = refusal(new.table, new.values)
        return Row(self.name, "add", new.id, line.text, new.table, None, new.values, reason=reason)
