"""The corrections of a project: shown, written on request, and told as text or JSON."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from pmo_xl.fixing.apply import Applied, apply
from pmo_xl.fixing.plan import Plan, Planned
from pmo_xl.model.width import width
from pmo_xl.situation import Source

_LISTED: Final = 50
_LONGEST: Final = 24  # half-width columns an old or new value may take on screen


class FixOutput:
    """`.plan` is what would be written; `.apply(out, now)` writes it; `.text()` and `.to_json()` tell either."""

    def __init__(self, as_of: date, plan: Plan, sources: Sequence[Source]) -> None:
        self.as_of = as_of
        self.plan = plan
        self._sources = tuple(sources)
        self.applied: Applied | None = None

    def apply(self, out: str | Path, now: datetime) -> Applied:
        """Write the corrections; `now` stamps the backups and the undo file in `out`. See `apply.apply`."""
        self.applied = apply(self.plan.fixes, self._sources, Path(out), now)
        return self.applied

    @property
    def fixes(self) -> tuple[Planned, ...]:
        """The corrections, as far as is known about them."""
        return self.applied.fixes if self.applied else self.plan.fixes

    def text(self) -> str:
        """The corrections as a table, and the suggestions that wait for somebody to confirm them."""
        fixes = self.fixes
        if self.applied is None:
            head = f"直せるセル: {len(fixes)}件（--apply で書き込みます。いまは何も変更していません）"
        else:
            head = f"書き込みました: {sum(fix.done for fix in fixes)}件（全{len(fixes)}件）"
        lines = [head if fixes else "自動で直せるセルはありません", *table(fixes)]
        waiting = self.plan.suggestions
        if waiting:
            lines += [
                "",
                f"確認が必要な提案: {len(waiting)}件（--confirm {waiting[0].name} のように指定します）",
            ]
            lines += table(waiting, named=True)
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """The shape of `fix --json`."""
        return as_json(self.as_of, self.fixes, self.applied) | {
            "suggestions": [one.as_dict() for one in self.plan.suggestions]
        }


def as_json(as_of: date, fixes: Sequence[Planned], applied: Applied | None) -> dict[str, Any]:
    """The shape of `fix --json`, for what was planned, written or taken back; paths as they are."""
    return {
        "as_of": as_of.isoformat(),
        "applied": applied is not None,
        "fixes": [fix.as_dict() for fix in fixes],
        "undo": str(applied.undo) if applied and applied.undo else None,
        "backups": [str(path) for path in applied.backups] if applied else [],
    }


def table(fixes: Sequence[Planned], *, named: bool = False) -> list[str]:
    """One line a correction: where, old → new, why; then what keeps it from being written."""
    lines = []
    for fix in fixes[:_LISTED]:
        change = f"「{_short(fix.fix.old)}」→「{_short(fix.fix.new)}」"
        where = fix.name if named else str(fix.fix.place)
        lines.append(f"  {where}  {change}" + ("" if named else f"  {fix.code} {fix.id}".rstrip()))
        if fix.reason:
            lines.append(f"      書き込みません: {fix.reason}")
        elif fix.message:
            lines.append(f"      {fix.message}")
    if len(fixes) > _LISTED:
        lines.append(f"  他{len(fixes) - _LISTED}件（--json ですべて表示します）")
    return lines


def _short(text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        return "空欄"
    while width(plain) > _LONGEST:
        plain = plain[:-2] + "…"
    return plain
