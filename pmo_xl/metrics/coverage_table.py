"""Requirement by requirement: which tests check it, how far they are, and where the coverage is thin."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from pmo_xl.metrics.day import Day, Records
from pmo_xl.metrics.figure import figure, number, unsaid
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record

STATES: Final = ("uncovered", "failed", "not_run", "in_progress", "passed")  # the worst first
WEAK: Final = ("one_test", "normal_only", "not_run")
_NEEDS: Final = ("requirement", "test")
_BEYOND_NORMAL: Final = ("異常", "エラー", "境界", "例外")  # as X-008 has it


def beyond_normal(test: Record) -> bool | None:
    """Whether a test checks more than the normal case, by its viewpoint or category; None when neither is written."""
    written = f"{test.viewpoint or ''}{test.category or ''}"
    return any(word in written for word in _BEYOND_NORMAL) if written else None


@figure("coverage_by_requirement", "却下以外の要件と、それを確かめるテスト", needs=_NEEDS)
def coverage_by_requirement(day: Day) -> Metric:
    """Rows: id, title, severity, counts (tests, live, executed, passed), state, weak, changed_after_pass, test_ids.

    `state` is one of STATES, `weak` the reasons of WEAK that hold, `changed_after_pass` the tests that passed before
    the requirement was last changed, `test_ids` all that name it. A test that names two requirements is in both rows.
    """
    wanted = _wanted(day)
    tests: dict[str, list[Record]] = {}
    named = lru_cache(maxsize=None)(split_ids)  # many tests name the same requirement
    for test in day.records("test"):
        for identifier in named(test.requirement_id):
            tests.setdefault(fold_id(identifier), []).append(test)
    return number(wanted, rows=tuple(_row(day, r, tests.get(fold_id(r.id), []) if r.id else []) for r in wanted))


def _wanted(day: Day) -> Records:
    """The requirements that count, the gravest first, then by id."""
    found = (r for r in day.records("requirement") if r.status != "rejected")
    return tuple(sorted(found, key=lambda r: (r.gravity, fold_id(r.id or ""))))


def _row(day: Day, requirement: Record, tests: list[Record]) -> dict[str, Any]:
    live = [test for test in tests if test.is_live]
    executed = [test for test in live if test.is_executed]
    passed = [test for test in live if test.verdict == "pass"]
    return {
        "id": requirement.id or "",
        "title": requirement.title or requirement.description or "",
        "severity": requirement.rank or "",
        "tests": len(tests),
        "live": len(live),
        "executed": len(executed),
        "passed": len(passed),
        "state": _state(live, executed, passed),
        "weak": tuple(_weak(live)),
        "changed_after_pass": tuple(sorted(_name(t) for t in passed if _changed_since(day, requirement, t))),
        "test_ids": tuple(sorted(map(_name, tests))),
    }


def _state(live: list[Record], executed: list[Record], passed: list[Record]) -> str:
    if not live:
        return "uncovered"
    if len(passed) == len(live):
        return "passed"
    if len(passed) < len(executed):
        return "failed"
    return "in_progress" if executed else "not_run"


def _weak(live: list[Record]) -> Iterator[str]:
    """Why a requirement that has live tests is checked thinly. Where no test says what it looks at, nobody knows."""
    if len(live) == 1:
        yield "one_test"
    said = [beyond for test in live if (beyond := beyond_normal(test)) is not None]
    if said and not any(said):
        yield "normal_only"
    if live and all(test.verdict == "not_run" for test in live):
        yield "not_run"


def _changed_since(day: Day, requirement: Record, test: Record) -> bool:
    """Whether the requirement was changed after the test passed (X-010); on the same day nobody can tell, so no."""
    changed, passed = requirement.updated_date, test.verdict_date
    return changed is not None and passed is not None and passed < changed <= day.as_of


def _name(test: Record) -> str:
    return test.id or f"{test.row}行目"


def _chosen(day: Day, holds: Callable[[Mapping[str, Any]], bool], **more: Any) -> Metric:
    """The requirements whose row holds it, 件; not to be said where there are no requirements at all."""
    table = coverage_by_requirement.of(day)
    if not table.records:
        return unsaid("要件がありません")
    chosen = [r for r, row in zip(table.records, table.rows or (), strict=True) if holds(row)]
    return number(chosen, extra={"of_requirements": len(table.records), **more})


@figure("coverage_uncovered", "有効なテストが1件もない要件（対象外・取下だけの要件を含む）", needs=_NEEDS)
def coverage_uncovered(day: Day) -> Metric:
    """A requirement whose only test is 対象外 is uncovered."""
    return _chosen(day, lambda row: row["state"] == "uncovered")


@figure("coverage_weak", "テストが1件のみ・正常系のみ・すべて未実施のいずれかに当たる要件", needs=_NEEDS)
def coverage_weak(day: Day) -> Metric:
    """Requirements that are checked thinly, and by `reasons` how many for each; one may have several."""
    rows = coverage_by_requirement.of(day).rows or ()
    reasons = {reason: sum(reason in row["weak"] for row in rows) for reason in WEAK}
    return _chosen(day, lambda row: bool(row["weak"]), reasons=reasons)


@figure("coverage_changed", "OKのあとで更新された要件（更新日がOKの実施日より後）", needs=_NEEDS)
def coverage_changed(day: Day) -> Metric:
    """Requirements whose passed tests say nothing about the text of today."""
    if not day.has_column("requirement", "updated_date"):
        return unsaid("要件の表に更新日の列がありません")
    return _chosen(day, lambda row: bool(row["changed_after_pass"]))
