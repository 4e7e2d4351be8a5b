"""Whether the figures may be quoted: 参考値, and the one line that says why (metrics.md §6)."""

from collections.abc import Iterator, Mapping
from datetime import date

from pmo_xl.metrics.rounds import has_rounds
from pmo_xl.model.fields import noun
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.situation import Situation

STAMP = "参考値"
_COUNTED = ("test", "defect", "issue", "todo", "requirement")
_NAMED = 3  # ids named in the line; the rest is counted


def stamp(metrics: Mapping[str, Metric], situation: Situation) -> str | None:
    """「参考値」 when a sum does not agree or a counted record is doubtful; None when the figures may be quoted."""
    return STAMP if stamp_reason(metrics, situation) else None


def stamp_reason(metrics: Mapping[str, Metric], situation: Situation) -> str | None:
    """Why the report is 参考値, in one line naming the check and both numbers, or the ids; None when it is not."""
    return next(_reasons(metrics, situation), None)


def _reasons(metrics: Mapping[str, Metric], situation: Situation) -> Iterator[str]:
    balance = metrics.get("balance")
    for row in (balance.rows or ()) if balance else ():
        if not row["ok"]:
            cause = _cause(row["check"], situation)
            yield f"{row['check']} {row['name']}が一致しません（{row['left']:,}と{row['right']:,}{cause}）"
    for kind in _COUNTED:
        register = situation.one(kind)
        if register is not None and register.repeated:
            first = [same[0] for same in register.repeated]
            yield f"{noun(kind)}に同じIDの行があります（{_named(first)}）。先の行だけを数えています"
    yield from _doubtful_tests(situation)


def _cause(check: str, situation: Situation) -> str:
    """What usually parts the two sides of a check, counted; "" where nothing of the kind is there."""
    tests = [test for test in situation.one("test") or () if test.is_live]
    if check == "B2" and (unknown := sum(test.verdict is None for test in tests)):
        return f"。読み取れない結果{unknown:,}件"
    if check in ("B7", "B9") and (undated := sum(test.is_executed and test.verdict_date is None for test in tests)):
        return f"。実施日のない結果{undated:,}件"
    return ""


def _doubtful_tests(situation: Situation) -> Iterator[str]:
    tests = situation.one("test")
    if tests is None:
        return
    unknown = [test for test in tests if test.verdict is None and test.table.has("result")]
    if unknown:
        yield f"読み取れない結果があります（{_named(unknown)}）"
    future = [test for test in situation.written[tests.name] if _runs_after(test, situation.as_of) and test.is_live]
    if future:
        yield f"実施日が基準日より後のテストがあります（{_named(future)}）。未実施として数えています"


def _runs_after(test: Record, as_of: date) -> bool:
    if test.executed_date is not None and test.executed_date > as_of:
        return True
    return has_rounds(test) and any(done.executed_date and done.executed_date > as_of for done in test.rounds)


def _named(records: list[Record]) -> str:
    names = [record.id or f"{record.row}行目" for record in records]
    more = f" 他{len(names) - _NAMED}件" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
