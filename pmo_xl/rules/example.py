"""The example in a rule's docstring: small tables, and beside each row what must be found in it."""

import inspect
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import msgspec
from msgspec import Struct

from pmo_xl.history.rows import fields_of, headings_of, whole_row_of
from pmo_xl.model.fields import KINDS
from pmo_xl.model.kept import Kept
from pmo_xl.model.pairs import Pair
from pmo_xl.model.pattern import lazy
from pmo_xl.model.register import Register
from pmo_xl.rules.example_facts import Lines, fact_in, facts_of, source_of, spelled_out
from pmo_xl.rules.phrases import register_name
from pmo_xl.rules.registry import Rule
from pmo_xl.settings import CapacitySection, CheckSection, Config, Params, ProjectSection
from pmo_xl.situation import Situation, Source
from pmo_xl.workdays import Calendar

_HEAD = lazy(r"^例 \((?P<settings>.*)\):$")
_DAY = lazy(r"\d{4}-\d{2}-\d{2}")
_CAPACITY = lazy(r"(\d+)名×(\d+)件")
_LOOKS_FOR_FILES: Final = "エビデンスの確認あり"
_PAIRS = lazy(r"([\w-]+)=([\w・-]+)")
_CELL_DAY = lazy(r"^(\d{4})/(\d{2})/(\d{2})$")
_EXPECTED = lazy(r"([A-Z]-\d{3})(?: ([a-z_0-9]+))?")
_ERRORS: Final = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?")
_SIDES: Final = {"user": "ユーザー側", "vendor": "ベンダー側"}
_KIND_OF: Final = {noun: kind for kind, (noun, _) in KINDS.items()}

Expected = frozenset[tuple[str, str]]  # (code, field)


class ExampleTable(Struct, frozen=True):
    """One table: its kind, its rows (the heading first, of a memo its head), and per row what must be found there.

    `kept` is the day of which it is the kept state; None for the sheet as it stands. `side` is "user" or "vendor"
    where two PMOs keep a register each. `beside` is what the lines below the table say (`example_facts`).
    """

    kind: str
    rows: tuple[tuple[str, ...], ...]
    expected: tuple[Expected, ...]
    kept: date | None = None
    side: str | None = None
    beside: Lines = ()

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return f"{_SIDES.get(self.side or '', '')}{register_name(self.kind)}"


class Example(Struct, frozen=True):
    """One example: the as-of day, days and capacity (3名×5件) of the project where they matter, the tables."""

    as_of: date
    project: ProjectSection
    tables: tuple[ExampleTable, ...]
    capacity: CapacitySection = CapacitySection()
    check: CheckSection = CheckSection()
    pairs: tuple[Pair, ...] = ()

    def situation(self) -> Situation:
        """The tables read as a sheet is read, as a project on the as-of day."""
        written: dict[str, Register] = {}
        kept: dict[date, list[Register]] = {}
        sources: dict[str, Source] = {}
        for table in self.tables:
            register = _read(table, self.as_of)
            if table.kept is None:
                written[register.name] = register
                sources |= {one.file: source_of(table.beside, one.file) for one in register.tables}
            else:
                kept.setdefault(table.kept, []).append(register)
        states = tuple(_kept(day, registers) for day, registers in sorted(kept.items()))
        config = Config(project=self.project, capacity=self.capacity, check=self.check)
        books = tuple(sources[file] for file in sorted(sources))
        return Situation(self.as_of, config, Calendar(), written, states, sources=books, pairs=self.pairs)


def examples_of(rule: Rule) -> tuple[Example, ...]:
    """The examples in a rule's docstring; the first kind the rule looks at is meant where a table names none."""
    found: list[Example] = []
    lines: list[str] = []
    settings = ""
    for line in [*(inspect.getdoc(rule.check) or "").splitlines(), "例 ():"]:
        if head := _HEAD.match(line.strip()):
            if settings:
                found.append(_example(settings, lines, rule.on[0] if len(rule.on) < 10 else "issue"))
            settings, lines = head["settings"], []
        else:
            lines.append(line.strip())
    return tuple(found)


def _example(settings: str, lines: Sequence[str], kind: str) -> Example:
    days = [date.fromisoformat(day) for day in _DAY.findall(settings)]
    start, end, go_live, *_ = (*days[1:], None, None, None)
    tables: list[ExampleTable] = []
    label = ""
    block: list[str] = []
    for line in [*lines, ":"]:
        if line.startswith("|"):
            block.append(line)
            continue
        if block:
            tables.append(_table(label, block, kind))
            block, label = [], ""
        if fact := fact_in(line):
            tables[-1] = msgspec.structs.replace(tables[-1], beside=(*tables[-1].beside, fact))
        if line.endswith(":"):
            label = line[:-1]
    project = ProjectSection(phase_start=start, phase_end=end, go_live=go_live)
    check = CheckSection(params=Params(evidence_check=_LOOKS_FOR_FILES in settings))
    return Example(days[0], project, tuple(tables), _capacity(settings), check, _pairs(settings))


def _capacity(settings: str) -> CapacitySection:
    found = _CAPACITY.search(settings)
    if found is None:
        return CapacitySection()
    return CapacitySection(testers=int(found[1]), tests_per_person_day=int(found[2]))


def _pairs(settings: str) -> tuple[Pair, ...]:
    """対応表 K-001=B-001・B-002."""
    found = _PAIRS.findall(settings)
    return tuple(Pair(user, vendor) for user, vendors in found for vendor in vendors.split("・"))


def _table(label: str, block: Sequence[str], kind: str) -> ExampleTable:
    lines = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in block]
    rows, is_first = zip(*spelled_out(lines), strict=True)
    kept = _DAY.search(label)
    for noun, named in _KIND_OF.items():
        if label.endswith(noun):
            kind = named
    if kept:
        return ExampleTable(kind, rows, tuple(frozenset() for _ in rows), date.fromisoformat(kept[0]))
    side = next((key for key, words in _SIDES.items() if label.startswith(words)), None)
    if rows[0][-1] and not _EXPECTED.search(rows[0][-1]):  # no column for what is found
        return ExampleTable(kind, rows, tuple(frozenset() for _ in rows), side=side)
    expected = tuple(
        frozenset((code, field) for code, field in _EXPECTED.findall(row[-1]) if first)
        for row, first in zip(rows, is_first, strict=True)
    )
    return ExampleTable(kind, tuple(row[:-1] for row in rows), expected, side=side)


def _kept(day: date, registers: Sequence[Register]) -> Kept:
    """The state of a day as it is kept and loaded again."""
    return Kept(
        day,
        {register.name: tuple(map(whole_row_of, register)) for register in registers},
        columns={register.name: fields_of(register) for register in registers},
        headings={
            register.name: tuple(pair for t in register.tables for pair in headings_of(t.headers, t.columns))
            for register in registers
        },
    )


def _read(table: ExampleTable, as_of: date) -> Register:
    from pmo_xl.sheets.read import register_from_rows

    rows = [[_cell(cell) for cell in row] for row in table.rows]
    errors = {
        (row, column): cell
        for row, cells in enumerate(table.rows, 1)
        for column, cell in enumerate(cells, 1)
        if cell in _ERRORS
    }
    facts = facts_of(table.beside, errors)
    below_head = next((n for n, row in enumerate(table.rows, 1) if "区分" in row), 1) if table.kind == "meeting" else 1
    register = register_from_rows(table.kind, rows, near=as_of, sheet=table.sheet, facts=facts, header_row=below_head)
    if table.side is None:
        return register
    return replace(register, name=f"{register.name}_{table.side}", side=table.side)


def _cell(text: str) -> str | date | None:
    """Full dates are real ones unless an apostrophe makes them text, as in Excel; error cells have no value."""
    if text in _ERRORS:
        return None
    if day := _CELL_DAY.match(text):
        return date(int(day[1]), int(day[2]), int(day[3]))
    return text.removeprefix("'") or None
