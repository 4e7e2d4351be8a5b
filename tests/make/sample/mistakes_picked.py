"""The mistakes in tests and defects: made in rows that are in the right state on the sample day."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from itertools import pairwise

from tests.make.sample import changes
from tests.make.sample.changes import NEW_ON, Change, Mistake, put, ran, still_open, typed, written_as
from tests.make.sample.days import SAMPLE_DAY, md
from tests.make.sample.rows import Row, Said
from tests.make.sample.story import story

Fits = Callable[[Row], bool]


class _Picking:
    """Rows for mistakes, spread over their sheets; no row is taken for two."""

    def __init__(self) -> None:
        rows = story(SAMPLE_DAY)
        self.tests, self.defects = rows["test"], rows["defect"]
        self.taken: set[str] = set()

    def rows(self, among: Iterable[Row], count: int, fits: Fits) -> tuple[str, ...]:
        fitting = [row.uid for row in among if row.uid not in self.taken and fits(row)]
        assert len(fitting) >= count, (count, fitting)
        step = max(len(fitting) // count, 1)
        chosen = tuple(fitting[step // 2 :: step][:count])
        self.taken.update(chosen)
        return chosen

    def test(self, code: str, field: str, change: Change, fits: Fits, count: int = 1) -> Mistake:
        return Mistake(code, "test", self.rows(self.tests, count, fits), field, change)

    def defect(self, code: str, field: str, change: Change, fits: Fits, count: int = 1) -> Mistake:
        return Mistake(code, "defect", self.rows(self.defects, count, fits), field, change)


@cache
def picked() -> tuple[Mistake, ...]:
    """The mistakes in tests and defects; where several rules look at the same rows, the pickiest choose first."""
    pick = _Picking()
    failing = {row.uid for row in pick.tests if (row.means("result_2") or row.means("result")) == "fail"}
    early = pick.rows(pick.defects, 2, lambda r: at_work(r, md(11, 18)) and r.means("test_id") in failing)
    pick.taken.update(row.means("test_id") for row in pick.defects if row.uid in early)
    return (Mistake("X-004", "defect", early, "status", changes.shut), *_in_tests(pick, failing), *_in_defects(pick))


def _in_tests(pick: _Picking, failing: set[str]) -> Iterable[Mistake]:
    blocked = tuple(row.uid for row in pick.tests if row.means("result") == "blocked")
    yield Mistake("T-013", "test", blocked, "planned_date", changes.blocked_before)
    yield pick.test("T-007", "executed_date", changes.next_month, _ran_today_or_ahead, 2)
    yield pick.test("T-006", "planned_date", changes.silent, _late, 4)
    yield pick.test(
        "X-002", "defect_id", changes.mistyped, lambda r: bool(r.means("defect_id") and r.means("result_2")), 2
    )
    yield pick.test("X-001", "defect_id", put("defect_id", None, changes.failed), _failed_once(failing), 2)
    yield pick.test("G-016", "screen", changes.ditto, _screen_as_above(pick.tests), 2)
    yield pick.test("G-005", "test_case_id", lambda row, day: True, passed_in("購買"))
    yield pick.test("G-004", "test_case_id", put("test_case_id", None), passed_in("在庫"))
    yield pick.test("G-007", "executed_date", written_as("executed_date", "{m}/{d}"), passed_in("販売", "在庫"), 2)
    yield pick.test("G-007", "executed_date", written_as("executed_date", "{y}.{m}.{d}"), passed_in("購買"))
    yield pick.test("G-009", "result", typed("result", "再", None), passed_in("販売"))
    yield pick.test("G-009", "result", typed("result", "後日", None), passed_in("会計"))
    yield pick.test(
        "T-001", "executed_date", put("executed_date", None, ran), passed_in("販売", "購買", "在庫", "連携"), 3
    )
    yield pick.test("T-002", "result", changes.no_verdict, passed_in("購買", "在庫"), 2)
    yield pick.test("T-010", "tester", put("tester", "乙部二郎", ran), passed_in("連携"))
    yield pick.test("T-010", "tester", put("tester", "甲斐原みつ", ran), passed_in("会計"))
    yield pick.test("T-011", "evidence", put("evidence", None, ran), passed, 2)
    yield pick.test("T-018", "approved_by", put("approved_by", None, ran), passed, 3)
    yield pick.test("X-009", "requirement_id", changes.unknown, lambda r: r.means("planned_date") is not None, 2)


def _in_defects(pick: _Picking) -> Iterable[Mistake]:
    seen_closed = put("closed_date", None, changes.is_closed)
    after_go_live = put("fix_plan_date", md(1, 15), still_open)
    again = changes.taken_back(
        "fix_plan_date",
        Said("修正中", "in_progress"),
        **dict.fromkeys(("fixed_date", "retest_plan_date", "retest_result", "closed_date")),
        remarks="再テストNG",
    )
    for due, count in ((md(11, 19), 2), (md(11, 18), 1)):
        change = changes.not_renewed("fix_plan_date", due)
        yield pick.defect("D-004", "fix_plan_date", change, lambda r: at_work(r, md(11, 18)), count)
    yield pick.defect("D-001", "severity", put("severity", None, still_open), at_work)
    yield pick.defect("D-003", "vendor", changes.nobodys, at_work)
    yield pick.defect("X-015", "fix_plan_date", after_go_live, at_work)
    yield pick.defect("G-007", "fix_plan_date", written_as("fix_plan_date", "{ymd}"), at_work)
    yield pick.defect("G-009", "severity", typed("severity", "要確認", None), at_work)
    yield pick.defect("H-001", "status", again, lambda r: closed_alone(r) and r.means("closed_date") < NEW_ON)
    yield pick.defect("D-006", "status", changes.closed_unseen, closed_alone, 2)
    yield pick.defect("G-006", "id", changes.full_width, closed_alone)
    yield pick.defect("G-010", "remarks", changes.broken("remarks"), closed_alone)
    yield pick.defect("I-006", "closed_date", seen_closed, lambda r: closed(r) and bool(r.means("test_id")))
    yield pick.defect("G-007", "detected_date", written_as("detected_date", "R8.{m}.{d}"), closed)
    yield pick.defect("G-013", "id", changes.continued(description="同じ操作を3回行い、3回とも発生した。"), closed)


def passed(row: Row) -> bool:
    """OK in the first round."""
    return row.means("result") == "pass"


def passed_in(*areas: str) -> Fits:
    """OK in the first round, on one of these sheets."""
    return lambda row: passed(row) and row.sheet in areas


def _ran_today_or_ahead(row: Row) -> bool:
    return passed(row) and row.means("executed_date") == SAMPLE_DAY <= row.means("planned_date")


def _late(row: Row) -> bool:
    planned = row.means("planned_date")
    return row.means("result") is None and planned is not None and planned < SAMPLE_DAY


def _failed_once(failing: set[str]) -> Fits:
    return lambda row: row.uid in failing and row.means("result_2") is None and row.means("result") == "fail"


def _screen_as_above(tests: list[Row]) -> Fits:
    above = {row.uid: before for before, row in pairwise(tests)}
    return lambda row: (
        row.sheet == "会計"
        and row.uid in above
        and (above[row.uid].sheet, above[row.uid].means("screen")) == ("会計", row.means("screen"))
    )


def at_work(row: Row, found_before: date | None = None) -> bool:
    """A defect that is being mended and has a planned day, none of the critical ones; found before a day."""
    mending = row.means("status") == "in_progress" and row.means("fix_plan_date") is not None
    return mending and row.means("severity") != "critical" and row.means("detected_date") < (found_before or SAMPLE_DAY)


def closed(row: Row) -> bool:
    """A defect that is done."""
    return row.means("status") == "closed"


def closed_alone(row: Row) -> bool:
    """A defect that is done and that no test case found."""
    return closed(row) and not row.means("test_id")
