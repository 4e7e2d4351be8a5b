"""The outcome of a check as plain values, for the day it is kept with, and back."""

from collections.abc import Mapping, Set
from datetime import date
from typing import Any

from pmo_xl.model.finding import Finding, Fix
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.rules.result import Accepted, CheckResult
from pmo_xl.situation import Situation

_Cell = list[Any]  # file, sheet, row, column
_Key = tuple[bool, str, str, int, str]  # as of the day (else as written), file, sheet, row, kind


def as_kept(result: CheckResult, situation: Situation) -> dict[str, Any]:
    """The result in plain values; a finding names its record by where it stands, as written or as of the day."""
    seen = {id(record) for register in situation.registers.values() for record in register}
    return {
        "findings": [_finding(finding, seen) for finding in result.findings],
        "accepted": [
            {"finding": _finding(known.finding, seen), "reason": known.reason, "until": known.until.isoformat()}
            for known in result.accepted
        ],
        "skipped": result.skipped,
        "failed": result.failed,
        "codes": result.codes,
        "idle": result.idle,
        "total": result.total,
        "notes": result.notes,
        "own": dict(result.own),
    }


def from_kept(kept: Mapping[str, Any], situation: Situation) -> CheckResult:
    """The result it was, about the records of the situation. Raises KeyError, TypeError on what is no such thing."""
    standing = {
        _key(record, seen=seen): record
        for seen, registers in ((False, situation.written), (True, situation.registers))
        for register in registers.values()
        for record in register
    }
    return CheckResult(
        findings=tuple(_read(finding, standing) for finding in kept["findings"]),
        accepted=tuple(
            Accepted(_read(known["finding"], standing), known["reason"], date.fromisoformat(known["until"]))
            for known in kept["accepted"]
        ),
        skipped=tuple((code, reason) for code, reason in kept["skipped"]),
        failed=tuple((code, reason) for code, reason in kept["failed"]),
        codes=tuple(kept["codes"]),
        idle=kept["idle"],
        total=kept["total"],
        notes=tuple(kept["notes"]),
        own=kept.get("own", {}),
    )


def _key(record: Record, *, seen: bool) -> _Key:
    return seen, record.table.file, record.table.sheet, record.row, record.table.kind


def _finding(finding: Finding, seen: Set[int]) -> dict[str, Any]:
    record, fix = finding.record, finding.fix
    return {
        "code": finding.code,
        "level": finding.level,
        "place": _cell(finding.place),
        "message": finding.message,
        "id": finding.id,
        "field": finding.field,
        "fix": {"kind": fix.kind, "place": _cell(fix.place), "old": fix.old, "new": fix.new} if fix else None,
        "record": _key(record, seen=id(record) in seen) if record else None,
    }


def _cell(place: Place) -> _Cell:
    return [place.file, place.sheet, place.row, place.column]


def _read(kept: Mapping[str, Any], standing: Mapping[_Key, Record]) -> Finding:
    fix = kept["fix"]
    return Finding(
        kept["code"],
        kept["level"],
        Place(*kept["place"]),
        kept["message"],
        kept["id"],
        kept["field"],
        Fix(fix["kind"], Place(*fix["place"]), fix["old"], fix["new"]) if fix else None,
        standing.get(tuple(kept["record"])) if kept["record"] else None,
    )
