"""The mistakes in tests and defects: made in rows that are in the right state on the sample day."""

from collections.abc import Callable, Iterable
from functools import cache

from tests.make.sample.changes import (
    NEW_ON,
    Mistake,
    blocked_before,
    broken,
    closed_unseen,
    continued,
    ditto,
    failed,
    full_width,
    is_closed,
    mistyped,
    next_month,
    no_verdict,
    nobodys,
    not_renewed,
    put,
    ran,
    shut,
    silent,
    still_open,
    taken_back,
    typed,
    unknown,
    written_as,
)
from tests.make.sample.days import SAMPLE_DAY, md
from tests.make.sample.rows import Row, Said
from tests.make.sample.story import story


@cache
def picked() -> tuple[Mistake, ...]:
    """Mistakes made in tests and defects that are in the right state on the sample day."""
    rows = story(SAMPLE_DAY)
    taken: set[str] = set()
    tests, defects = rows["test"], rows["defect"]

    def pick(among: Iterable[Row], count: int, fits: Callable[[Row], bool]) -> tuple[str, ...]:
        fitting = [row.uid for row in among if row.uid not in taken and fits(row)]
        assert len(fitting) >= count, (count, fitting)
        step = max(len(fitting) // count, 1)
        chosen = tuple(fitting[step // 2 :: step][:count])
        taken.update(chosen)
        return chosen

    def once(row: Row) -> bool:
        return row.means("result") == "pass"

    failing = {row.uid for row in tests if (row.means("result_2") or row.means("result")) == "fail"}
    by_case = {row.means("test_id"): row for row in defects if row.means("test_id")}
    closed_alone = [row for row in defects if row.means("status") == "closed" and not row.means("test_id")]
    at_work = [row for row in defects if row.means("status") == "in_progress" and row.means("fix_plan_date")]
    ready = [
        row
        for row in at_work
        if row.means("test_id") in failing
        and row.means("severity") != "critical"
        and row.means("detected_date") < md(11, 18)
    ]
    late = [
        row
        for row in tests
        if row.means("result") is None and row.means("planned_date") and row.means("planned_date") < SAMPLE_DAY
    ]
    not_named = [row for row in tests if row.uid in failing and row.uid in by_case and row.means("result_2") is None]
    closed_early = pick(ready, 2, lambda row: True)
    taken.update(row.means("test_id") for row in ready if row.uid in closed_early)
    twice = pick((row for row in tests if row.sheet == "購買"), 1, once)

    return (
        Mistake("T-001", "test", pick((r for r in tests if r.sheet != "会計"), 3, once), "executed_date", put("executed_date", None, ran)),
        Mistake("T-002", "test", pick(tests, 2, lambda r: once(r) and r.means("executed_date") >= md(11, 16)), "result", no_verdict),
        Mistake("T-006", "test", pick(late, min(4, len(late)), lambda r: True), "planned_date", silent),
        Mistake("T-007", "test", pick(tests, 2, lambda r: once(r) and r.means("executed_date") == SAMPLE_DAY <= r.means("planned_date")),
         "executed_date", next_month),
        Mistake("T-011", "test", pick(tests, 2, once), "evidence", put("evidence", None, ran)),
        Mistake("T-018", "test", pick(tests, 3, once), "approved_by", put("approved_by", None, ran)),
        Mistake("T-010", "test", pick((r for r in tests if r.sheet == "連携"), 1, once), "tester", put("tester", "乙部二郎", ran)),
        Mistake("T-010", "test", pick((r for r in tests if r.sheet == "会計"), 1, once), "tester", put("tester", "甲斐原みつ", ran)),
        Mistake("T-013", "test", tuple(r.uid for r in tests if r.means("result") == "blocked"), "planned_date", blocked_before),
        Mistake("G-004", "test", pick((r for r in tests if r.sheet == "在庫"), 1, once), "test_case_id", put("test_case_id", None)),
        Mistake("G-005", "test", twice, "test_case_id", lambda row, day: True),
        Mistake("G-007", "test", pick((r for r in tests if r.sheet in ("販売", "在庫")), 2, once), "executed_date",
         written_as("executed_date", "{m}/{d}")),
        Mistake("G-007", "test", pick((r for r in tests if r.sheet == "購買"), 1, once), "executed_date",
         written_as("executed_date", "{y}.{m}.{d}")),
        Mistake("G-009", "test", pick((r for r in tests if r.sheet == "販売"), 1, once), "result", typed("result", "再", None)),
        Mistake("G-009", "test", pick((r for r in tests if r.sheet == "会計"), 1, once), "result", typed("result", "後日", None)),
        Mistake("G-016", "test", pick((r for r in tests if r.sheet == "会計" and r.means("category") != "正常系"), 2,
                               lambda r: _same_screen(tests, r)), "screen", ditto),
        Mistake("X-001", "test", pick(not_named, 2, lambda r: True), "defect_id", put("defect_id", None, failed)),
        Mistake("X-002", "test", pick((r for r in tests if r.means("defect_id") and r.means("result_2")), 2, lambda r: True), "defect_id",
         mistyped),
        Mistake("X-009", "test", pick(tests, 2, lambda r: r.means("planned_date") is not None), "requirement_id", unknown),
        Mistake("D-001", "defect", pick(at_work, 1, lambda r: r.means("severity") != "critical"), "severity", put("severity", None, still_open)),
        Mistake("D-003", "defect", pick(at_work, 1, lambda r: True), "vendor",
         nobodys),
        Mistake("D-004", "defect", pick(at_work, 2, lambda r: r.means("detected_date") < md(11, 18)), "fix_plan_date", not_renewed("fix_plan_date", md(11, 19))),
        Mistake("D-004", "defect", pick(at_work, 1, lambda r: r.means("detected_date") < md(11, 18)), "fix_plan_date", not_renewed("fix_plan_date", md(11, 18))),
        Mistake("D-006", "defect", pick(closed_alone, 2, lambda r: True), "status", closed_unseen),
        Mistake("I-006", "defect", pick(defects, 1, lambda r: is_closed(r, SAMPLE_DAY) and bool(r.means("test_id"))), "closed_date",
         put("closed_date", None, is_closed)),
        Mistake("X-004", "defect", closed_early, "status", shut),
        Mistake("X-015", "defect", pick(at_work, 1, lambda r: r.means("severity") != "critical"), "fix_plan_date", put("fix_plan_date", md(1, 15), still_open)),
        Mistake("H-001", "defect", pick(closed_alone, 1, lambda r: r.means("closed_date") < NEW_ON), "status",
         taken_back("fix_plan_date", Said("修正中", "in_progress"), fixed_date=None, retest_plan_date=None,
                    retest_result=None, closed_date=None, remarks="再テストNG")),
        Mistake("G-006", "defect", pick(closed_alone, 1, lambda r: True), "id", full_width),
        Mistake("G-007", "defect", pick(defects, 1, lambda r: True), "detected_date", written_as("detected_date", "R8.{m}.{d}")),
        Mistake("G-007", "defect", pick(at_work, 1, lambda r: True), "fix_plan_date", written_as("fix_plan_date", "{ymd}")),
        Mistake("G-009", "defect", pick(at_work, 1, lambda r: r.means("severity") == "medium"), "severity", typed("severity", "要確認", None)),
        Mistake("G-010", "defect", pick(closed_alone, 1, lambda r: True), "remarks", broken("remarks")),
        Mistake("G-013", "defect", pick(defects, 1, lambda r: is_closed(r, SAMPLE_DAY)), "id", continued(description="同じ操作を3回行い、3回とも発生した。")),
    )  # fmt: skip


def _same_screen(tests: list[Row], row: Row) -> bool:
    before = tests[tests.index(row) - 1]
    return before.sheet == row.sheet and before.means("screen") == row.means("screen")
