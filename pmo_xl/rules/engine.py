"""Running the rules: each is given what it can read, and one cause is told once, in order of urgency."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.fields import SORTS, base_name
from pmo_xl.model.finding import Finding
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.model.table import Table
from pmo_xl.rules import acceptance, selection
from pmo_xl.rules.context import Context
from pmo_xl.rules.found import Found, Skip
from pmo_xl.rules.order import urgency
from pmo_xl.rules.phrases import either, register_name
from pmo_xl.rules.registry import Rule, catalogue
from pmo_xl.rules.result import CheckResult
from pmo_xl.settings import CheckSection, Config
from pmo_xl.situation import Situation

_NO_HISTORY = "前回の記録がありません(history keep で残せます)"
_NOT_BUILT = "この版ではまだ確認できません"
# A cell that could not be read, or only by interpreting it: these speak, whoever else reads the cell is quiet (E3).
_UNREADABLE: Final = ("G-007", "G-008", "G-009", "G-010")

_Cell = tuple[int, int, str]  # table, row, field


def run(situation: Situation, own: Sequence[Rule] = ()) -> CheckResult:
    """All selected rules over a project as of a day, and with them the project's own.

    Raises ConfigError when [check] names a rule that does not exist. Anything else is in the result: a rule that
    cannot run is in `skipped`, one that breaks in `failed`, and the others run all the same.
    """
    return run_rules((*catalogue().values(), *own), situation)


def run_rules(rules: Sequence[Rule], situation: Situation) -> CheckResult:
    """The same with these rules only."""
    check = situation.config.check
    chosen = selection.selected(rules, check)
    context = Context(situation)
    outcome = _Outcome(skipped=[(code, _NOT_BUILT) for code in selection.not_built(check, catalogue())])
    for rule in chosen:
        _run_one(rule, situation, context, outcome)
    findings = [_finding(rule, said, check) for rule, said in _one_per_cause(outcome.said)]
    sorted_ = acceptance.apply(findings, check.accept, situation.as_of)
    return CheckResult(
        findings=tuple(sorted(sorted_.findings, key=lambda finding: urgency(finding, context))),
        accepted=tuple(sorted_.accepted),
        skipped=tuple(dict.fromkeys(outcome.skipped)),
        failed=tuple(outcome.failed),
        codes=tuple(rule.code for rule in chosen if rule.code in outcome.ran),
        idle=len(chosen) - len(outcome.ran) - len({code for code, _ in outcome.failed}),
        total=len(rules),
        notes=tuple(sorted_.notes),
        own={rule.code: rule.name for rule in rules if rule.file},
    )


class _Outcome(Struct):
    """What the rules have said so far."""

    said: list[tuple[Rule, Found]] = fresh(default_factory=list)
    skipped: list[tuple[str, str]] = fresh(default_factory=list)
    failed: list[tuple[str, str]] = fresh(default_factory=list)
    ran: set[str] = fresh(default_factory=set)
    wholes: dict[tuple[tuple[str, ...], bool], Register] = fresh(default_factory=dict)


def _run_one(rule: Rule, situation: Situation, context: Context, outcome: _Outcome) -> None:
    try:
        reason = _obstacle(rule, situation)
        if reason:
            outcome.skipped.append((rule.code, reason))
            return
        for register in _registers(rule, situation, outcome.wholes):
            readable, reasons = _readable(register, rule)
            outcome.skipped.extend((rule.code, reason) for reason in reasons)
            if readable is None:
                continue
            outcome.ran.add(rule.code)
            for said in rule.check(readable, context):
                if isinstance(said, Found):
                    if rule.file and base_name(said.field) not in ("", *SORTS):
                        raise NameError(f"「{said.field}」という列の名前はありません")
                    outcome.said.append((rule, said))
                elif isinstance(said, Skip):
                    outcome.skipped.append((rule.code, said.reason))
                else:
                    raise TypeError(f"{type(said).__name__} は指摘ではありません(found(…) を返してください)")
    except (Exception, SystemExit) as error:  # one broken rule must not silence the others (E1)
        from pmo_xl.rules.own import line_in

        outcome.ran.discard(rule.code)
        line = line_in(rule.file, error) if rule.file else None
        what = " ".join(f"{type(error).__name__}: {error}".split())
        where = f"{rule.file} {line}行目: " if line else ""
        reason = f"この確認は実行できませんでした({rule.code} {rule.name})。{where}{what}"
        outcome.failed.append((rule.code, reason))


def _registers(
    rule: Rule, situation: Situation, wholes: dict[tuple[tuple[str, ...], bool], Register]
) -> Iterable[Register]:
    registers = [register for kind in rule.on for register in situation.of_kind(kind, written=rule.written)]
    if rule.two_sides:
        return [r for r in registers if r.side == "user" and _both_sides(situation, r.kind)]
    if not rule.whole:
        return registers
    key = rule.on, rule.written
    if key not in wholes:
        wholes[key] = _whole(registers)
    return [wholes[key]]


def _whole(registers: Iterable[Register]) -> Register:
    """Several registers as one, in the order of their places, so that "the first" does not depend on that of files."""
    registers = tuple(registers)
    tables = sorted(
        (table for register in registers for table in register.tables),
        key=lambda table: (table.file, table.sheet, table.header_rows),
    )
    rank = {id(table): number for number, table in enumerate(tables)}
    records = sorted((r for register in registers for r in register), key=lambda record: rank[id(record.table)])
    return Register("", "other", tuple(records), tuple(tables))


def _obstacle(rule: Rule, situation: Situation) -> str | None:
    """Why the rule cannot run at all: a register, a column of it, or the history it needs is not there."""
    if not any(situation.of_kind(kind) for kind in rule.on):
        if len(rule.on) > 5:
            return "管理表がありません"
        return f"{'・'.join(register_name(kind) for kind in rule.on)}がありません"
    if rule.two_sides and not any(_both_sides(situation, kind) for kind in rule.on):
        return "ユーザー側とベンダー側の2つの台帳がありません(pmo.toml の [registers.…] side で示せます)"
    for kind, columns in rule.beside.items():
        registers = situation.of_kind(kind)
        if not registers:
            return f"{register_name(kind)}がありません"
        for name in columns:
            tables = [table for register in registers for table in register.tables]
            if not any(_has(table, name) for table in tables):
                return _no_column(tables[0], name) if tables else f"{register_name(kind)}がありません"
    for key in rule.settings:
        if missing := _unset(situation.config, key):
            return missing
    if rule.history and not situation.kept:
        return _NO_HISTORY
    return None


def _both_sides(situation: Situation, kind: str) -> bool:
    return {"user", "vendor"} <= {register.side for register in situation.of_kind(kind)}


def _unset(config: Config, key: str) -> str | None:
    """Why a setting the rule needs holds nothing; None when it is there. A switch has to be on."""
    table, _, name = (key if "." in key else f"project.{key}").rpartition(".")
    section: object = config
    for part in table.split("."):
        section = getattr(section, part)
    value = getattr(section, name)
    if value is None or value is False:
        return f"pmo.toml の [{table}] に {name}{' = true' if value is False else ''} がありません"
    return None


def _readable(register: Register, rule: Rule) -> tuple[Register | None, list[str]]:
    """The part of a register whose tables have the columns the rule needs, and what is missing in the others."""
    lacking = {
        id(table): [name for name in rule.reads if not _has(table, name)]
        for table in register.tables
        if not all(_has(table, name) for name in rule.reads)
    }
    if not lacking:
        return register, []
    reasons = [_no_column(table, name) for table in register.tables for name in lacking.get(id(table), ())]
    tables = tuple(table for table in register.tables if id(table) not in lacking)
    if not tables:
        return None, reasons
    records = tuple(record for record in register if id(record.table) not in lacking)
    return replace(register, records=records, tables=tables), reasons


def _has(table: Table, names: str) -> bool:
    return any(table.has(name) or name in table.synthetic for name in names.split("|"))


def _no_column(table: Table, names: str) -> str:
    return f"「{table.sheet}」に「{either(names)}」の列がありません"


def _one_per_cause(said: Sequence[tuple[Rule, Found]]) -> list[tuple[Rule, Found]]:
    """What remains when cells that cannot be read, and rules that speak first (R5), silence the others."""
    unreadable = {
        _cell(found.record, found.field)
        for rule, found in said
        if rule.code in _UNREADABLE and found.record is not None
    }
    rows = {(table, row) for table, row, _ in unreadable}
    first = {code for rule, _ in said for code in rule.yields_to}
    told = {
        (rule.code, _cell(found.record, field))
        for rule, found in said
        if rule.code in first and found.record is not None
        for field in ("", found.field)
    }

    def speaks(rule: Rule, found: Found) -> bool:
        record = found.record
        if record is None or rule.code in _UNREADABLE:
            return True
        if rule.yields_to and any((code, cell) in told for code in rule.yields_to for cell in _about(rule, found)):
            return False
        if not any((id(one.table), one.row) in rows for one in (record, *found.others)):
            return True
        return unreadable.isdisjoint(_cells_read(rule, found, record))

    return [(rule, found) for rule, found in said if speaks(rule, found)]


def _about(rule: Rule, found: Found) -> Iterator[_Cell]:
    """The rows a finding is about; what a `whole` rule says of many rows, only the very cell it points at."""
    if found.record is not None:
        yield _cell(found.record, found.field if rule.whole else "")
    for other in found.others:
        yield _cell(other, "")


def _cells_read(rule: Rule, found: Found, record: Record) -> Iterator[_Cell]:
    """The cells a finding rests on; in a later round of a test those of that round.

    What a `whole` rule says rests on many rows: of the one it points at only the named cell must be readable.
    """
    tail = found.field[len(base_name(found.field)) :]
    for names in (found.field, *(() if rule.whole else rule.reads)):
        for name in names.split("|"):
            yield _cell(record, name)
            if tail:
                yield _cell(record, name + tail)
    for other in found.others:
        yield _cell(other, found.field)
        for names in rule.beside.get(other.table.kind, ()):
            for name in names.split("|"):
                yield _cell(other, name)


def _cell(record: Record, name: str) -> _Cell:
    return id(record.table), record.row, name


def _finding(rule: Rule, said: Found, check: CheckSection) -> Finding:
    level = said.level or rule.level
    if check.levels:
        level = selection.level_of(rule.code, level, check)
    return Finding(rule.code, level, said.place, said.message, said.id, said.field, said.fix, said.record)
