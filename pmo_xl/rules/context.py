"""What every rule may ask about the project on the day: links between registers, kept states, the calendar."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from pmo_xl.history.rows import plain
from pmo_xl.model.fields import sort_of
from pmo_xl.model.ids import fold_id, split_ids, without_zeros
from pmo_xl.model.kept import Kept, Row, row_identity
from pmo_xl.model.record import Record
from pmo_xl.model.register import Oddity, Register
from pmo_xl.model.table import Table
from pmo_xl.rules.phrases import listed, written
from pmo_xl.rules.sides import Sides, laid_beside
from pmo_xl.rules.since import Since, since
from pmo_xl.rules.words import usual_words
from pmo_xl.settings import Params, ProjectSection
from pmo_xl.sheets.meaning.persons import People
from pmo_xl.situation import Situation
from pmo_xl.workdays import Calendar, moved

if TYPE_CHECKING:
    from pmo_xl.metrics.corrections import Corrected

_NOBODY: tuple[Record, ...] = ()


class RoundFields(Struct, frozen=True):
    """The names of one round's fields: result_2, executed_date_2, defect_id_2."""

    result: str
    executed_date: str
    defect_id: str


class Context:
    """The project on the day, and indexes that are made once per run, when a rule first asks."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.as_of: date = situation.as_of
        self.calendar: Calendar = situation.calendar
        self.params: Params = situation.config.check.params
        self.project: ProjectSection = situation.config.project
        self.previous: Kept | None = situation.previous
        self._rounds: dict[int, tuple[RoundFields, ...]] = {}
        self._kept: dict[tuple[date, str], Mapping[str, Row]] = {}
        self._since: dict[tuple[date, str], tuple[tuple[Record, ...], Since]] = {}
        self._rows: dict[str, Mapping[tuple[int, int], Record]] = {}
        self._filled_rows: dict[int, frozenset[int]] = {}
        self._spellings: dict[str, dict[str, str]] = {}
        self._bare: dict[str, dict[str, list[str]]] = {}
        self._sides: dict[tuple[str, str], Sides] = {}
        self._words: dict[tuple[int, str], Mapping[str, str]] = {}

    def overdue_days(self, due: date | None) -> int:
        """Working days past due; 0 when blank, due today, or due on a day off just passed."""
        return self.situation.overdue_days(due)

    @cached_property
    def time_span(self) -> tuple[date, date]:
        """The days that can be meant: the project's, give or take `date_margin_days`; all where it has none."""
        start, end, margin = self.project.phase_start, self.project.phase_end, self.params.date_margin_days
        if start is None or end is None:
            return date.min, date.max
        return moved(start, -margin), moved(max(end, self.project.go_live or end), margin)

    def all_of(self, kind: str, *, written: bool = False) -> Iterator[Record]:
        """Every record of a kind, of all its registers."""
        for register in self.situation.of_kind(kind, written=written):
            yield from register

    def has(self, kind: str) -> bool:
        """Whether there is a register of the kind."""
        return bool(self.situation.of_kind(kind))

    @property
    def people(self) -> People:
        """Who is who."""
        return self.situation.people

    def who(self, text: str) -> tuple[str, ...]:
        """The people a cell names, each under the one name of that person; groups and departments are nobody."""
        return self.people.named_in(text)

    # Links: ids are compared folded, and one cell may name several.

    @cached_property
    def _tests_naming(self) -> Mapping[str, tuple[Record, ...]]:
        """Folded defect id → the tests that name it in any round."""
        found: dict[str, dict[int, Record]] = {}
        for register in self.situation.of_kind("test"):
            for table, tests in self.by_table(register):
                for field in (fields.defect_id for fields in self.rounds(table) if table.has(fields.defect_id)):
                    for test in tests:
                        if named := getattr(test, field, None):
                            for word in split_ids(named):
                                found.setdefault(fold_id(word), {})[id(test)] = test
        return {key: tuple(tests.values()) for key, tests in found.items()}

    def tests_naming(self, defect: Record) -> tuple[Record, ...]:
        """The tests whose 不具合ID names a defect, in any round, in the order of the test register."""
        return self._tests_naming.get(fold_id(defect.id), _NOBODY) if defect.id else _NOBODY

    def tests_of(self, defect: Record) -> tuple[Record, ...]:
        """The tests linked with a defect, whichever of the two names the other."""
        linked = {id(test): test for test in self.tests_naming(defect)}
        for word in split_ids(defect.test_id):
            for register in self.situation.of_kind("test"):
                linked.update((id(test), test) for test in register.by_id.get(fold_id(word), _NOBODY))
        return tuple(linked.values())

    def defect_ids_now(self, test: Record) -> frozenset[str]:
        """The folded defect ids of the newest round that names any: what the present verdict is about."""
        for fields in reversed(self.rounds(test.table)):
            if named := test.get(fields.defect_id):
                return frozenset(fold_id(word) for word in split_ids(named))
        return frozenset()

    @cached_property
    def defects_by_test(self) -> Mapping[str, tuple[Record, ...]]:
        """Folded test id → the defects whose own test column names it."""
        found: dict[str, list[Record]] = {}
        for defect in self.all_of("defect"):
            for word in split_ids(defect.test_id):
                found.setdefault(fold_id(word), []).append(defect)
        return {key: tuple(named) for key, named in found.items()}

    @cached_property
    def followers(self) -> Mapping[str, tuple[Record, ...]]:
        """Folded test id → the tests that wait for it (depends_on)."""
        found: dict[str, list[Record]] = {}
        for test in self.all_of("test"):
            if test.depends_on:
                for word in split_ids(test.depends_on):
                    found.setdefault(fold_id(word), []).append(test)
        return {key: tuple(tests) for key, tests in found.items()}

    def waiting_tests(self, defect: Record) -> tuple[Record, ...]:
        """The live tests not passed that wait for a defect: those that name it, and what depends on them."""
        return self._not_passed(self.tests_naming(defect))

    def affected_tests(self, defect: Record) -> tuple[Record, ...]:
        """The live tests not passed that a defect touches: those linked with it, and those after them."""
        return self._not_passed(self.tests_of(defect))

    def waiting_behind(self, test: Record) -> tuple[Record, ...]:
        """The live tests not passed that depend on a test, directly or through others."""
        behind = self.followers.get(fold_id(test.id), _NOBODY) if test.id else _NOBODY
        return tuple(follower for follower in self._not_passed(behind) if follower is not test)

    def _not_passed(self, tests: tuple[Record, ...]) -> tuple[Record, ...]:
        waiting: dict[int, Record] = {}
        ahead = list(reversed(tests))
        while ahead:
            test = ahead.pop()
            if id(test) in waiting or not test.is_live or test.verdict == "pass":
                continue
            waiting[id(test)] = test
            if test.id:
                ahead.extend(reversed(self.followers.get(fold_id(test.id), _NOBODY)))
        return tuple(waiting.values())

    def spellings(self, kind: str) -> Mapping[str, str]:
        """Folded id → the id as its own register writes it."""
        if kind not in self._spellings:
            self._spellings[kind] = {fold_id(r.id): r.id for r in self.all_of(kind, written=True) if r.id}
        return self._spellings[kind]

    def meant_ids(self, kind: str, unknown: Iterable[str]) -> str:
        """What unknown ids may mean when only leading zeros differ: 「(D-001のことですか?)」; "" without such an id."""
        if kind not in self._bare:
            bare = self._bare.setdefault(kind, {})
            for right in self.spellings(kind).values():
                bare.setdefault(without_zeros(right), []).append(right)
        meant = dict.fromkeys(right for word in unknown for right in self._bare[kind].get(without_zeros(word), ()))
        return f"({listed(meant)}のことですか?)" if meant else ""

    def holders_of(self, key: str) -> tuple[Record, ...]:
        """Every record of any register whose own id, folded, is this."""
        return tuple(
            record for register in self.situation.registers.values() for record in register.by_id.get(key, _NOBODY)
        )

    def naming(self, identifier: str | None) -> tuple[Record, ...]:
        """Every record whose 関連ID names this id."""
        return self._naming.get(fold_id(identifier), _NOBODY) if identifier else _NOBODY

    @cached_property
    def _naming(self) -> Mapping[str, tuple[Record, ...]]:
        found: dict[str, list[Record]] = {}
        for register in self.situation.registers.values():
            if register.has("related_id"):
                for record in register:
                    for word in split_ids(record.related_id):
                        found.setdefault(fold_id(word), []).append(record)
        return {key: tuple(records) for key, records in found.items()}

    def sides(self, ledger: Register) -> Iterator[Sides]:
        """The user side's ledger beside each ledger of that kind that the vendor side keeps."""
        for other in self.situation.of_kind(ledger.kind):
            if other.side == "vendor":
                key = ledger.name, other.name
                if key not in self._sides:
                    self._sides[key] = laid_beside(ledger, other, self.situation.pairs)
                yield self._sides[key]

    # Cells

    def by_table(self, register: Register) -> Iterator[tuple[Table, Sequence[Record]]]:
        """The records of a register table by table: what a table has is asked once, not for every record."""
        if len(register.tables) == 1:
            yield register.tables[0], register.records
            return
        groups: dict[int, list[Record]] = {id(table): [] for table in register.tables}
        for record in register.records:
            groups[id(record.table)].append(record)
        for table in register.tables:
            yield table, groups[id(table)]

    def rounds(self, table: Table) -> tuple[RoundFields, ...]:
        """The rounds a test table has columns for; one when there is just `result`."""
        known = self._rounds.get(id(table))
        if known is None:
            tails = [""]
            while table.has(f"result_{len(tails) + 1}"):
                tails.append(f"_{len(tails) + 1}")
            known = tuple(RoundFields(f"result{t}", f"executed_date{t}", f"defect_id{t}") for t in tails)
            self._rounds[id(table)] = known
        return known

    def last_result_field(self, test: Record) -> str:
        """The field of the newest filled round: where a person sees the verdict."""
        filled = [f.result for f in self.rounds(test.table) if test.get(f.result) != "not_run"]
        return filled[-1] if filled else "result"

    def record_of(self, register: Register, oddity: Oddity) -> Record | None:
        """The record whose cell was odd; None when its row holds none."""
        if register.name not in self._rows:
            self._rows[register.name] = {(id(r.table), r.row): r for r in self.situation.written[register.name]}
        return self._rows[register.name].get((id(oddity.table), oddity.row))

    def follows_on(self, record: Record) -> bool:
        """A row without id and title right below another record, with a date, a status or a person of its own."""
        if record.id or record.title:
            return False
        table = record.table
        if id(table) not in self._filled_rows:
            continued = (row for rows in table.continued.values() for row in rows)
            self._filled_rows[id(table)] = frozenset((*table.record_rows, *continued))
        if record.row - 1 not in self._filled_rows[id(table)]:
            return False
        own = (name for name in table.columns if sort_of(name) in ("date", "status", "person"))
        return any(written(record, name) for name in own)

    def usual_word(self, table: Table, field: str, meaning: object) -> str | None:
        """How the column writes a canonical word: 完了 or クローズ; None for what is no such word."""
        if not isinstance(meaning, str):
            return None
        key = (id(table), field)
        if key not in self._words:
            registers = self.situation.of_kind(table.kind, written=True)
            self._words[key] = usual_words((r for register in registers for r in register if r.table is table), field)
        return self._words[key].get(meaning, meaning)

    # Kept states

    @cached_property
    def corrected(self) -> "Corrected | None":
        """What was reported on the last kept day and no longer holds; None without such a day."""
        from pmo_xl.metrics.corrections import corrected_since
        from pmo_xl.metrics.day import Day

        return corrected_since(Day(self.situation))

    def kept_row(self, kept: Kept, register: str, record: Record) -> Row | None:
        """What a kept state says of a record; None when it does not know it."""
        if not record.id:
            return None
        key = (kept.date, register)
        if key not in self._kept:
            rows: dict[str, Row] = {}
            for row in kept.registers.get(register, ()):
                if row.get("id"):
                    rows.setdefault(row_identity(row), row)
            self._kept[key] = rows
        return self._kept[key].get(record.identity)

    def since(self, register: Register, kept: Kept) -> Since:
        """What became of a register's records since the kept state."""
        records, known = self._since.get((kept.date, register.name), (None, None))
        if known is None or records is not register.records:  # a rule may be given a part of the register
            known = since(register.records, kept.registers.get(register.name, ()))
            self._since[kept.date, register.name] = (register.records, known)
        return known

    def first_kept(self, register: str, record: Record, field: str) -> date | None:
        """The first kept day of the unbroken run up to now on which the field already held today's value."""
        first = None
        for kept in reversed(self.situation.kept):
            row = self.kept_row(kept, register, record)
            if row is None or row.get(field) != record.get(field):
                break
            first = kept.date
        return first

    def last_moved(self, register: str, record: Record) -> date | None:
        """The day a record last moved: the later of its 更新日 and the day it was last seen to differ.

        Where neither is known it stood still at least since the oldest kept state that shows it as it is now.
        """
        seen, differed = self.as_of, False
        for kept in reversed(self.situation.kept):
            row = self.kept_row(kept, register, record)
            if row is None or _differs(record, row):
                differed = True
                break
            seen = kept.date
        if differed:
            return max(seen, record.updated_date or seen)
        return record.updated_date or (seen if self.situation.kept else None)


def _differs(record: Record, row: Row) -> bool:
    """Whether a field of the record's table says something else than the kept row; blank ones are not kept."""
    return any(plain(record.get(name)) != row.get(name) for name in record.table.columns)
