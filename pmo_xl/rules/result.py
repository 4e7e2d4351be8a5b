"""What a check gave: the findings in order of urgency, what was accepted, and which rules could not speak."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.finding import GRAVITIES, Finding, Fix, Gravity


class Accepted(Struct, frozen=True):
    """A finding somebody accepted, why, and until when (that day included)."""

    finding: Finding
    reason: str
    until: date


class CheckResult(Struct, frozen=True):
    """The outcome of a check. `findings` come in order of urgency (rules.md E7), accepted ones are not among them.

    `skipped` and `failed` are (code, Japanese reason); a rule that ran for one register and could not for another
    stands in `skipped` too. `codes` are the rules that ran; `idle` (ran nowhere) and `total` count rules; `notes` are
    lines about the settings; `own` gives the names of the project's own rules by their codes.
    """

    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    skipped: tuple[tuple[str, str], ...]
    failed: tuple[tuple[str, str], ...]
    codes: tuple[str, ...]
    idle: int
    total: int
    notes: tuple[str, ...] = ()
    own: Mapping[str, str] = fresh(default_factory=dict)

    @property
    def ran(self) -> int:
        """How many rules ran."""
        return len(self.codes)

    @property
    def counts(self) -> dict[Gravity, int]:
        """How many findings there are of each level; accepted ones do not count."""
        found = Counter(finding.level for finding in self.findings)
        return {level: found[level] for level in GRAVITIES}

    @property
    def summary(self) -> str:
        """確認 29件中 24件実行、5件は対象なし、0件は実行できず."""
        unwanted = self.total - self.ran - self.idle - len({code for code, _ in self.failed})
        rest = f"、{unwanted}件は選択外" if unwanted else ""
        failed = len({code for code, _ in self.failed})
        return f"確認 {self.total}件中 {self.ran}件実行、{self.idle}件は対象なし、{failed}件は実行できず{rest}"


def as_json(result: CheckResult, as_of: date) -> dict[str, Any]:
    """The shape of `check --json` (contract.md)."""
    return {
        "as_of": as_of.isoformat(),
        "counts": dict(result.counts),
        "findings": [_finding(finding) for finding in result.findings],
        "accepted": [
            _finding(known.finding) | {"reason": known.reason, "until": known.until.isoformat()}
            for known in result.accepted
        ],
        "skipped_rules": [{"code": code, "reason": reason} for code, reason in result.skipped],
        "failed_rules": [{"code": code, "reason": reason} for code, reason in result.failed],
        "summary": result.summary,
        "notes": list(result.notes),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "level": finding.level,
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "id": finding.id,
        "field": finding.field,
        "message": finding.message,
        "fix": _fix(finding.fix, finding) if finding.fix else None,
    }


def _fix(fix: Fix, finding: Finding) -> dict[str, str]:
    shown: dict[str, str] = {"kind": fix.kind, "cell": fix.place.cell, "old": fix.old, "new": fix.new}
    if (fix.place.file, fix.place.sheet) != (finding.place.file, finding.place.sheet):
        shown |= {"file": fix.place.file, "sheet": fix.place.sheet}
    return shown
