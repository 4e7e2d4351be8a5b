"""What holds for every register: sums agree, rates are rates, order means nothing, a test out of scope moves nothing."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_xl.metrics import measure, stamp
from tests.metrics.g1 import config
from tests.support.build import register_of, situation

AS_OF = date(2024, 5, 7)
DAYS = st.one_of(st.none(), st.integers(0, 25).map(lambda n: date(2024, 4, 20) + timedelta(days=n)))
PAST = st.integers(0, 17).map(lambda n: date(2024, 4, 20) + timedelta(days=n))
RATES = ("execution_rate", "planned_execution_rate", "completion_rate", "pass_rate", "failure_rate", "blocked_rate",
         "today_plan_rate", "coverage_live", "coverage_run", "coverage_pass", "first_pass_rate", "refail_rate",
         "data_health")  # fmt: skip

TEST_FIELDS = ["planned_date", "result", "executed_date", "result_2", "executed_date_2", "requirement_id"]


@st.composite
def a_test(draw):
    """A test as a careful person keeps it: a verdict has its date, a second round comes after a first."""
    first = draw(st.sampled_from([None, "pass", "fail", "blocked", "hold", "not_applicable", "withdrawn"]))
    dated = first in ("pass", "fail")
    on = draw(PAST) if dated else None
    second = draw(st.sampled_from([None, "pass", "fail"])) if first == "fail" else None
    again = on + timedelta(days=draw(st.integers(0, 3))) if second else None
    if again is not None and again > AS_OF:
        again = AS_OF
    requirement = draw(st.sampled_from([None, "R-1", "R-2", "R-1、R-3"]))
    return [draw(DAYS), first, on, second, again, requirement]


@st.composite
def a_defect(draw):
    found = draw(PAST)
    closed = draw(st.one_of(st.none(), st.integers(0, 5)))
    status = draw(
        st.sampled_from(["closed", "rejected"] if closed is not None else ["open", "waiting", "resolved", None])
    )
    when = None if closed is None else min(found + timedelta(days=closed), AS_OF)
    vendor = draw(st.sampled_from([None, "A社", "B社", "C社"]))
    severity = draw(st.sampled_from([None, "critical", "high", "medium", "low"]))
    return [vendor, found, severity, status, when, draw(DAYS)]


@st.composite
def an_issue(draw):
    closed = draw(st.one_of(st.none(), PAST))
    return [draw(st.sampled_from(["high", "low", None])), "closed" if closed else "open", draw(DAYS), closed]


def register(kind, fields, rows):
    return register_of(kind, ["id", *fields], [[f"{kind}-{n:03}", *row] for n, row in enumerate(rows)])


def figures(tests, defects, issues, *, order=lambda rows: rows):
    registers = [
        register("test", TEST_FIELDS, tests),
        register("defect", ["vendor", "detected_date", "severity", "status", "closed_date", "fix_plan_date"], defects),
        register("issue", ["severity", "status", "due_date", "closed_date"], issues),
        register_of("requirement", ["id"], [["R-1"], ["R-2"], ["R-3"]]),
    ]
    state = situation(AS_OF, *(r.with_records(order(r.records)) for r in registers), config=config())
    return measure(state), state


REGISTERS = (st.lists(a_test(), max_size=25), st.lists(a_defect(), max_size=15), st.lists(an_issue(), max_size=10))


@settings(max_examples=20, deadline=None)
@given(*REGISTERS)
def test_the_sums_agree_for_careful_people(tests, defects, issues):
    metrics, state = figures(tests, defects, issues)
    assert [row for row in metrics["balance"].rows if not row["ok"]] == []
    assert stamp(metrics, state) is None
    assert metrics["remaining"].value == metrics["scope"].value - metrics["completion_rate"].count if tests else True
    found, closed, still = (metrics[f"defects_{key}"].value for key in ("found", "closed", "open"))
    assert found - closed == still


@settings(max_examples=20, deadline=None)
@given(*REGISTERS)
def test_a_rate_is_between_none_and_all_and_its_numerator_is_its_ids(tests, defects, issues):
    metrics, _ = figures(tests, defects, issues)
    for key in RATES:
        metric = metrics[key]
        assert metric.value is None or 0 <= metric.value <= 1, key
        assert (metric.value is None) == (metric.text == "−")
        if metric.records:
            assert metric.count == len(metric.ids) == len(set(metric.ids))


@settings(max_examples=20, deadline=None)
@given(*REGISTERS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(tests, defects, issues, random):
    def shuffled(records):
        return random.sample(records, len(records))

    plain, _ = figures(tests, defects, issues)
    mixed, _ = figures(tests, defects, issues, order=shuffled)
    assert {name: metric.as_dict() for name, metric in plain.items()} == {
        name: metric.as_dict() for name, metric in mixed.items()
    }


@settings(max_examples=20, deadline=None)
@given(*REGISTERS)
def test_one_more_test_out_of_scope_moves_only_what_is_excluded(tests, defects, issues):
    plain, _ = figures(tests, defects, issues)
    more, _ = figures([*tests, [None, "not_applicable", None, None, None, None]], defects, issues)
    moved = {name for name in plain if plain[name].as_dict() != more[name].as_dict()}
    assert moved <= {"scope", "scope_excluded", "data_health", "balance", "burn_up"}
    assert more["scope"].value == plain["scope"].value
    assert more["scope_excluded"].value == plain["scope_excluded"].value + 1
    assert more["burn_up"].as_dict() == plain["burn_up"].as_dict()


@settings(max_examples=20, deadline=None)
@given(st.lists(a_test(), min_size=1, max_size=25))
def test_the_curve_says_what_counting_each_day_says(tests):
    metrics, state = figures(tests, [], [])
    for point in (metrics["burn_up"].points or ())[::3]:
        if point["executed"] is not None:
            that_day = measure(replace(state, as_of=point["date"]))
            assert point["executed"] == len(that_day["execution_rate"].records)
            assert point["passed"] == len(that_day["completion_rate"].records)
