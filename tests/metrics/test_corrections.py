"""Corrections: what was reported on the last kept day and is no longer so, with the records that make the difference."""

from dataclasses import replace
from datetime import date

import pytest

from pmo_xl.history import keep, load
from pmo_xl.metrics.catalogue import measure
from pmo_xl.reports.today import todays_events
from tests.support.build import register, situation

THURSDAY, TUESDAY = date(2024, 5, 2), date(2024, 5, 7)

TESTS = """
    | id    | planned_date | executed_date | result  |
    | T-001 | 2024-05-01   | 2024-05-01    | pass    |
    | T-002 | 2024-05-01   | 2024-05-01    | fail    |
    | T-003 | 2024-05-02   | 2024-05-02    | pass    |
    | T-004 | 2024-05-02   |               | not_run |
    | T-005 | 2024-05-07   |               | not_run |"""  # reported on 5/2: 3 executed, 2 of them OK
DEFECTS = """
    | id    | status | detected_date | closed_date |
    | D-001 | closed | 2024-04-30    | 2024-05-02  |
    | D-002 | open   | 2024-05-01    |             |"""  # reported on 5/2: 2 found, 1 closed


@pytest.fixture
def reported(tmp_path):
    """What 5/2 said, kept on 5/2."""
    state = situation(THURSDAY, register("test", TESTS), register("defect", DEFECTS))
    keep(tmp_path, state, measure(state))
    return load(tmp_path, before=TUESDAY)


def today(kept, tests=TESTS, defects=DEFECTS):
    state = situation(TUESDAY, register("test", tests), register("defect", defects), kept=kept)
    return state, measure(state)


def corrected(metrics):
    return [(r["figure"], r["reported"], r["now"], r["ids"]) for r in metrics["corrections"].rows]


def b7(metrics):
    """(left, right) of B7: executed now; reported + executed since − corrections."""
    return next((row["left"], row["right"]) for row in metrics["balance"].rows if row["check"] == "B7")


def test_nothing_is_corrected_when_only_today_was_added(reported):
    tests = TESTS.replace(
        "| T-004 | 2024-05-02   |               | not_run |", "| T-004 | 2024-05-02 | 2024-05-07 | pass |"
    )
    _, metrics = today(reported, tests)
    assert corrected(metrics) == []
    assert metrics["corrections"].text == "訂正なし"
    assert b7(metrics) == (4, 3 + 1 - 0)


def test_a_result_entered_with_a_past_date_corrects_what_was_reported(reported):
    tests = TESTS.replace(
        "| T-004 | 2024-05-02   |               | not_run |", "| T-004 | 2024-05-02 | 2024-05-02 | fail |"
    )
    tests = tests.replace(
        "| T-005 | 2024-05-07   |               | not_run |", "| T-005 | 2024-05-07 | 2024-05-07 | pass |"
    )
    state, metrics = today(reported, tests)
    assert corrected(metrics) == [("execution_rate", 3, 4, ["T-004"])]
    (row,) = metrics["corrections"].rows
    assert (row["date"], row["cells"]) == (THURSDAY, ["台帳.xlsx 一覧!C5"])
    # executed now 5 = reported 3 + T-005 since − (3 − 4)
    assert b7(metrics) == (5, 3 + 1 - (3 - 4))
    # the delta is against what the reader has in hand: 5 − 3, not 5 − 4
    assert metrics["execution_rate"].delta_text.startswith("前日比+2件")
    assert todays_events(state, metrics, [])[:2] == (
        "訂正 5/2に報告した消化3→4件(T-004)",
        "(前日比は訂正前の報告値と比べています)",
    )


def test_a_result_taken_out_again_is_a_correction_of_both_figures(reported):
    tests = TESTS.replace("| T-003 | 2024-05-02   | 2024-05-02    | pass    |", "| T-003 | 2024-05-02 | | not_run |")
    _, metrics = today(reported, tests)
    assert corrected(metrics) == [("execution_rate", 3, 2, ["T-003"]), ("completion_rate", 2, 1, ["T-003"])]
    assert b7(metrics) == (2, 3 + 0 - (3 - 2))


def test_a_date_moved_to_today_is_a_correction_but_a_run_repeated_is_none(reported):
    """With one column for results, a retest overwrites the fail of 5/1: it was reported rightly."""
    moved = TESTS.replace("| T-001 | 2024-05-01   | 2024-05-01", "| T-001 | 2024-05-01   | 2024-05-07")
    assert corrected(today(reported, moved)[1]) == [
        ("execution_rate", 3, 2, ["T-001"]),
        ("completion_rate", 2, 1, ["T-001"]),
    ]
    again = TESTS.replace(
        "| T-002 | 2024-05-01   | 2024-05-01    | fail ", "| T-002 | 2024-05-01   | 2024-05-07    | pass "
    )
    _, metrics = today(reported, again)
    assert corrected(metrics) == []
    assert b7(metrics) == (3, 3 + 0 - 0)


def test_a_deleted_row_is_named_where_it_stood(reported):
    tests = TESTS.replace("    | T-002 | 2024-05-01   | 2024-05-01    | fail    |\n", "")
    _, metrics = today(reported, tests)
    assert corrected(metrics) == [("execution_rate", 3, 2, ["T-002"])]
    assert metrics["corrections"].rows[0]["cells"] == ["台帳.xlsx 一覧!3:3"]
    assert b7(metrics) == (2, 3 + 0 - (3 - 2))


def test_a_test_taken_out_of_scope_leaves_what_was_reported_of_it(reported):
    tests = TESTS.replace(
        "| T-003 | 2024-05-02   | 2024-05-02    | pass ", "| T-003 | 2024-05-02   | 2024-05-02    | withdrawn "
    )
    _, metrics = today(reported, tests)
    assert corrected(metrics) == [("execution_rate", 3, 2, ["T-003"]), ("completion_rate", 2, 1, ["T-003"])]


def test_a_result_without_a_date_says_nothing_of_an_earlier_day(reported):
    tests = TESTS.replace("| T-004 | 2024-05-02   |               | not_run |", "| T-004 | 2024-05-02 | | pass |")
    _, metrics = today(reported, tests)
    assert corrected(metrics) == []
    assert b7(metrics) == (4, 3 + 0 - 0)  # and so the sum does not agree: the page is 参考値


def test_two_that_cancel_each_other_leave_the_figure_as_it_was(reported):
    tests = TESTS.replace("| T-003 | 2024-05-02   | 2024-05-02    | pass    |", "| T-003 | 2024-05-02 | | not_run |")
    tests = tests.replace(
        "| T-004 | 2024-05-02   |               | not_run |", "| T-004 | 2024-05-02 | 2024-05-02 | pass |"
    )
    assert corrected(today(reported, tests)[1]) == []


@pytest.mark.parametrize(
    ("defects", "found"),
    [
        # found and closed in the past, entered today
        (DEFECTS + "\n    | D-003 | open | 2024-05-02 | |", [("defects_found", 2, 3, ["D-003"])]),
        (DEFECTS.replace("open   | 2024-05-01    |            ", "closed | 2024-05-01    | 2024-05-02 "),
         [("defects_closed", 1, 2, ["D-002"])]),
        # found today; closed today; opened again today: nothing of it was wrong on 5/2
        (DEFECTS + "\n    | D-003 | open | 2024-05-07 | |", []),
        (DEFECTS.replace("open   | 2024-05-01    |            ", "closed | 2024-05-01    | 2024-05-07 "), []),
        (DEFECTS.replace("closed | 2024-04-30    | 2024-05-02  ", "open   | 2024-04-30    |             "), []),
        # nobody wrote when
        (DEFECTS + "\n    | D-003 | open | | |", []),
        (DEFECTS.replace("open   | 2024-05-01    |            ", "closed | 2024-05-01    |             "), []),
        # the row is gone
        (DEFECTS.replace("    | D-002 | open   | 2024-05-01    |             |", "").rstrip(),
         [("defects_found", 2, 1, ["D-002"])]),
    ],
)  # fmt: skip
def test_defects_are_held_against_what_was_reported_of_them(reported, defects, found):
    assert corrected(today(reported, defects=defects)[1]) == found


def test_without_a_kept_day_there_is_nothing_to_correct():
    _, metrics = today(())
    assert metrics["corrections"].value is None
    assert "history keep" in metrics["corrections"].reason


def test_signed_off_passes_are_not_recomputed(tmp_path):
    """A sign-off has no date: nobody can say how many there were on 5/2."""
    from pmo_xl.settings import Config, MetricsSection

    config = Config(metrics=MetricsSection(done="approved"))
    text = (
        TESTS.replace("| result  |", "| result  | approved_by |")
        .replace("pass    |", "pass    | |")
        .replace("fail    |", "fail    | |")
        .replace("not_run |", "not_run | |")
    )
    state = situation(THURSDAY, register("test", text), config=config)
    keep(tmp_path, state, measure(state))
    signed = text.replace("| pass    | |", "| pass    | 見本 花子 |")
    state = situation(TUESDAY, register("test", signed), config=config, kept=load(tmp_path, before=TUESDAY))
    assert corrected(measure(state)) == []


def test_a_workbook_that_cannot_be_read_corrects_nothing(reported):
    """Its tests are missing from today's figures, and that is said on the page; what 5/2 said stands."""
    tests = register("test", "| id | executed_date | result |\n| T-900 | 2024-05-07 | pass |", file="別.xlsx")
    state = situation(TUESDAY, tests, register("defect", DEFECTS), kept=reported)
    assert [figure for figure, *_ in corrected(measure(state))] == ["execution_rate", "completion_rate"]
    assert corrected(measure(replace(state, unread=("台帳.xlsx",)))) == []
