"""A record: one row of a register, its values by field name, and the cells they came from."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal, NoReturn, cast, get_args

from msgspec import Struct

from pmo_xl.model.fields import noun
from pmo_xl.model.grid import CellValue
from pmo_xl.model.ids import fold_id, is_running_number
from pmo_xl.model.place import Place
from pmo_xl.model.table import Table

Status = Literal["open", "in_progress", "answered", "waiting", "resolved", "closed", "rejected"]
Result = Literal["not_run", "pass", "fail", "blocked", "hold", "not_applicable", "withdrawn"]
Level = Literal["critical", "high", "medium", "low"]

LEVELS: Final[tuple[Level, ...]] = get_args(Level)  # the gravest first
OUT_OF_SCOPE: Final = ("not_applicable", "withdrawn")


def attribute_of(field: str) -> str:
    """The record's attribute for a field: `place` is a method already, so the place of a meeting is `place_name`."""
    return "place_name" if field == "place" else field


class Round(Struct, frozen=True):
    """One filled round of a test: its number, verdict, day, and the fields those were read from."""

    number: int
    result: Result | None  # None: a word nobody knows
    executed_date: date | None
    defect_id: str | None

    def field(self, name: str) -> str:
        """The field name of this round: result → result_2 in the second."""
        return name if self.number == 1 else f"{name}_{self.number}"


class Record:
    """One record. Fields its sheet does not have, and cells left blank, are None; nothing can be assigned.

    Texts are trimmed, dates are days without a time, `status`, `result`, `severity` and `priority` hold canonical
    words (None: blank or unknown; the cell's own text is `written(field)`). A blank result is `not_run`.
    Numbered fields (`result_2`) are attributes too.

    Not a dataclass: there are ninety fields and a sheet has twenty of them. Instances keep only what their sheet
    has, the class answers None for the rest; on 20,000 rows that takes a third of the memory of ninety slots.
    """

    table: Table
    row: int
    id: str | None = None
    title: str | None = None
    description: str | None = None
    category: str | None = None
    system: str | None = None
    kind: str | None = None
    phase: str | None = None
    status: Status | None = None
    priority: Level | None = None
    severity: Level | None = None
    impact: str | None = None
    owner: str | None = None
    owner_org: str | None = None
    side: str | None = None
    raised_by: str | None = None
    raised_date: date | None = None
    due_date: date | None = None
    closed_date: date | None = None
    updated_date: date | None = None
    action: str | None = None
    response: str | None = None
    responded_by: str | None = None
    response_date: date | None = None
    decided_by: str | None = None
    decided_date: date | None = None
    remarks: str | None = None
    related_id: str | None = None
    parent_id: str | None = None
    version: str | None = None
    # tests
    test_case_id: str | None = None
    scenario_id: str | None = None
    scenario: str | None = None
    requirement_id: str | None = None
    viewpoint: str | None = None
    screen: str | None = None
    precondition: str | None = None
    steps: str | None = None
    step_no: str | None = None
    input: str | None = None
    expected: str | None = None
    actual: str | None = None
    environment: str | None = None
    planned_date: date | None = None
    executed_date: date | None = None
    tester: str | None = None
    result: Result | None = None
    evidence: str | None = None
    approved_by: str | None = None
    defect_id: str | None = None
    depends_on: str | None = None
    reviewer: str | None = None
    # defects
    test_id: str | None = None
    detected_date: date | None = None
    detected_by: str | None = None
    vendor: str | None = None
    cause: str | None = None
    fix_plan_date: date | None = None
    fixed_date: date | None = None
    retest_plan_date: date | None = None
    retest_result: Result | None = None
    # work, people, manual work, options, risks, meetings
    planned_start: date | None = None
    planned_end: date | None = None
    actual_start: date | None = None
    actual_end: date | None = None
    planned_effort: float | None = None
    actual_effort: float | None = None
    progress: float | None = None
    planned_count: float | None = None
    alias: str | None = None
    allocation: float | None = None
    monthly_count: float | None = None
    minutes_each: float | None = None
    cost: float | None = None
    upkeep: float | None = None
    months: float | None = None
    hourly_cost: float | None = None
    risk: str | None = None
    reversible: str | None = None
    recommended: str | None = None
    probability: str | None = None
    held_at: str | None = None
    place_name: str | None = None  # contract name: place
    attendees: str | None = None
    absentees: str | None = None
    recorder: str | None = None
    distribution: str | None = None
    documents: str | None = None
    next_at: str | None = None
    # worked out by the reader: the last filled round of a test, and when (see `seen_at` for an as-of day)
    verdict: Result | None = None
    verdict_date: date | None = None

    def __init__(self, table: Table, row: int, values: Mapping[str, Any]) -> None:
        own = self.__dict__
        own.update(values)
        own["table"] = table
        own["row"] = row

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"records do not change: {name}")

    def __repr__(self) -> str:
        return f"<{self.table.kind} {self.id or '-'} {self.place()}>"

    @classmethod
    def read(cls, table: Table, row: int, values: Mapping[str, Any]) -> "Record":
        """A record with its verdict worked out: the last filled round of a test, `not_run` without any."""
        return cls(table, row, values).judged()

    @classmethod
    def holding(cls, values: dict[str, Any]) -> "Record":
        """A record around a dict that has `table` and `row` too; the dict becomes its own (half the time of a copy)."""
        record = _new(cls)
        _give(record, values)
        return record

    def judged(self) -> "Record":
        """The same record, just made, with its verdict; of a test only."""
        if self.table.kind == "test":
            last = self.rounds[-1:] if self.table.has("result_2") else ()
            own = self.__dict__
            own["verdict"] = last[0].result if last else self.result
            own["verdict_date"] = last[0].executed_date if last else self.executed_date
        return self

    def get(self, field: str) -> Any:  # noqa: ANN401 - a field's type depends on its name
        """The value of a field by its contract name, numbered ones included; None when absent."""
        return getattr(self, attribute_of(field), None)

    def replace(self, **values: object) -> "Record":
        """A copy with some values changed; it still points at the same cells."""
        copy = Record.__new__(Record)
        copy.__dict__.update(self.__dict__)
        copy.__dict__.update(values)
        return copy

    def place(self, field: str | None = None) -> Place:
        """The cell of a field, or the whole row."""
        return self.table.place(self.row, field)

    def written(self, field: str) -> CellValue:
        """The cell's own value, before it was read as anything; None when blank or without such a column."""
        column = self.table.columns.get(field)
        row = self.table.cell_rows.get(field, self.row)
        return self.table.grid.value(row, column) if column else None

    @property
    def identity(self) -> str:
        """What tells the record apart in its register, also from one day to the next; "" without an id.

        The folded id; a number that only counts belongs to its sheet and section (every sheet has its No. 1).
        """
        if not self.id:
            return ""
        folded = fold_id(self.id)
        if folded[:1].isalpha() or not is_running_number(self.id):  # most begin with a letter and do more than count
            return folded
        return f"{folded}@{self.table.sheet}/{self.table.section_of(self.row)}"

    @property
    def noun(self) -> str:
        """課題, 不具合 …: what messages call it."""
        return noun(self.table.kind)

    @property
    def is_open(self) -> bool:
        """Neither closed nor rejected; a blank status counts as open."""
        return self.status not in ("closed", "rejected")

    @property
    def is_live(self) -> bool:
        """A test that is neither 対象外 nor 取下."""
        return self.verdict not in OUT_OF_SCOPE

    @property
    def is_executed(self) -> bool:
        """A test whose verdict is OK or NG."""
        return self.verdict in ("pass", "fail")

    @property
    def arose(self) -> date | None:
        """The day it was detected; where its sheet does not say, the day it was raised."""
        return self.detected_date or self.raised_date

    @property
    def rank(self) -> Level | None:
        """Severity; where the table has no such column, priority (contract.md)."""
        return self.severity if self.table.has("severity") else self.priority

    @property
    def gravity(self) -> int:
        """Its place in an order of gravity: 0 for critical … 3 for low, 4 when nobody wrote a rank."""
        return LEVELS.index(self.rank) if self.rank else len(LEVELS)

    @property
    def supplier(self) -> str | None:
        """The vendor; where the record names none, the responsible organisation."""
        return self.vendor or self.owner_org

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The filled rounds of a test in their order; a test not run yet has none.

        A round that says 未実施 (a drop-down's default, often filled in ahead) holds no verdict and is not filled.
        """
        return tuple(self._rounds())

    def _rounds(self) -> Iterator[Round]:
        number = 1
        while number == 1 or self.table.has(f"result_{number}"):
            tail = "" if number == 1 else f"_{number}"
            result = self.get(f"result{tail}")
            if result != "not_run":
                defect = cast("str | None", self.get(f"defect_id{tail}"))
                yield Round(number, result, self.get(f"executed_date{tail}"), defect)
            number += 1


_new = object.__new__
_give = Record.__dict__["__dict__"].__set__  # assigning it would ask __setattr__, which refuses
