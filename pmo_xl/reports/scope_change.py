"""How the scope moved: what was added, what left it, and the reasons that are written."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pmo_xl.metrics.wording import signed
from pmo_xl.model.kept import Row, row_identity
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import OUT_OF_SCOPE, Record
from pmo_xl.model.words import CALLED
from pmo_xl.reports.common import DASH, OPEN_QUESTION, metric
from pmo_xl.reports.week import Week
from pmo_xl.situation import Situation

_BACK: Final = "母数に戻した"
_ADDED: Final = "追加"
_GONE: Final = "行がなくなった"
_BEFORE: Final = "前から"  # out of the scope when the period began


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """Tests that moved for one reason: 対象外, 取下, 追加 …

    `when` tells those that were out before from this period's (""). `tests` are the records; of rows that are gone
    only the number is known.
    """

    what: str
    when: str
    reason: str
    count: int
    tests: tuple[Record, ...] = ()


def scope_line(metrics: Mapping[str, Metric], week: Week, minus: str) -> str:
    """母数 384件 → 382件 (▲2件); without an earlier state only what it is now."""
    now = metric(metrics, "scope").value
    if not isinstance(now, int):
        return f"母数 {DASH}({metric(metrics, 'scope').reason or ''})"
    said = week.base.metrics.get("scope") if week.base is not None else None
    before = said.get("value") if isinstance(said, Mapping) else None
    if not isinstance(before, int):
        return f"母数 {now:,}件(期間の初めの記録なし)"
    return f"母数 {before:,}件 → {now:,}件({signed(now - before, minus)}件)"


def scope_rows(situation: Situation, week: Week) -> tuple[ScopeRow, ...]:
    """This period's changes first, then what had left the scope before; the same reason in one row, the most first."""
    found: defaultdict[tuple[str, str, str], list[Record]] = defaultdict(list)
    rows = _rows_then(situation, week)
    for test in situation.counted("test"):
        if key := _moved(test, rows):
            found[key].append(test)
    shown = [ScopeRow(what, when, reason, len(tests), tuple(tests)) for (what, when, reason), tests in found.items()]
    if gone := len(rows) if rows else 0:
        shown.append(ScopeRow(_GONE, "", "いまの表に行がありません", gone))
    return tuple(sorted(shown, key=lambda row: (row.when == _BEFORE, -row.count)))


def _rows_then(situation: Situation, week: Week) -> dict[str, Row] | None:
    """The tests of the week's base by identity, to be taken out as they are met; None when nothing was kept."""
    register = situation.one("test")
    known = week.base.registers.get(register.name) if register is not None and week.base is not None else None
    return None if known is None else {row_identity(row): row for row in known if row.get("id")}


def _moved(test: Record, rows: dict[str, Row] | None) -> tuple[str, str, str] | None:
    """What happened to a test, when, and why; None for one that was in the scope and still is."""
    out = test.verdict in OUT_OF_SCOPE
    what = CALLED.get(test.verdict or "", "") if out else ""
    if rows is None:
        return (what, "", _reason(test)) if out else None
    if not test.id:
        return (what, _BEFORE, _reason(test)) if out else None
    before = rows.pop(test.identity, None)
    if before is None:
        return (f"{_ADDED}({what})", "", _reason(test)) if out else (_ADDED, "", _why(test) or DASH)
    was_out = before.get("verdict") in OUT_OF_SCOPE
    if out:
        return what, _BEFORE if was_out else "", _reason(test)
    return (_BACK, "", _why(test) or DASH) if was_out else None


def _reason(test: Record) -> str:
    """Why it left the scope; that nobody wrote it has to be seen."""
    return _why(test) or OPEN_QUESTION


def _why(test: Record) -> str:
    return " ".join((test.remarks or "").split())
