"""Tests by the system they touch: a test of two systems stands in both rows, and once in the total."""

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import Any, Final

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, number, unsaid
from pmo_xl.model.half_width import half_width
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import OUT_OF_SCOPE, Record

COUNTED: Final = ("pass", "fail", "blocked", "hold", "not_run", "unknown")
# between two systems; the slash of I/F stands inside a name
_BETWEEN: Final = re.compile(r"[、，,;；・\n＋+⇔↔→⇒←⇄]|[／/](?![FＦ](?![A-Za-z]))")


@lru_cache(maxsize=4096)
def systems_of(text: str | None) -> tuple[str, ...]:
    """The systems a cell names, each once, as written: 「販売、会計」「販売→WMS」 are two, 「受注I/F」 is one."""
    found: dict[str, str] = {}
    for part in _BETWEEN.split(text or ""):
        if name := part.strip():
            found.setdefault(_fold(name), name)
    return tuple(found.values())


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    return re.sub(r"\s+", "", half_width(name)).casefold()


@figure("system_by_result", "システム別・結果別のテスト件数（複数のシステムにまたがるテストは各行に1件）", needs="test")
def system_by_result(day: Day) -> Metric:
    """Rows: system ("" = nobody wrote one), counts by result, live, not_applicable, withdrawn. The value is N.

    Without a column for the system the sheets stand for them, where there are several (`by` tells which). `several`
    is how many live tests touch more than one system: the sum of `live` exceeds N by what they count twice, and
    `note` says so.
    """
    by_sheet = not day.has_column("test", "system")
    tests = day.records("test")
    if by_sheet and len({test.table.sheet for test in tests}) < 2:
        return unsaid("テストの表にシステムの列がありません")
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    several = 0
    for test in tests:
        named = (test.table.sheet,) if by_sheet else systems_of(test.system) or ("",)
        several += len(named) > 1 and test.is_live
        for name in named:
            counts[_fold(name)][_result(test)] += 1
            written[_fold(name)][name] += 1
    order = sorted(counts, key=lambda key: (not key, key))
    rows = tuple(_row(_usual(written[key]), counts[key]) for key in order)
    extra = {"by": "sheet" if by_sheet else "system", "several": several, "note": _note(rows, several, len(day.live))}
    return number(day.live, rows=rows, extra=extra)


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))


def _result(test: Record) -> str:
    """Result now; a word nobody knows is "unknown"."""
    return test.verdict or ("unknown" if test.table.has("result") else "not_run")


def _row(system: str, counts: Counter[str]) -> dict[str, Any]:
    known = {result: counts[result] for result in (*COUNTED, *OUT_OF_SCOPE)}
    return {"system": system, **known, "live": sum(counts[result] for result in COUNTED)}


def _note(rows: tuple[dict[str, Any], ...], several: int, scope: int) -> str:
    if not several:
        return ""
    total = sum(row["live"] for row in rows)
    return (
        f"複数のシステムにまたがるテスト{several:,}件は各行に1件ずつ数えるため、"
        f"行の合計{total:,}件は母数{scope:,}件より{total - scope:,}件多くなります"
    )
