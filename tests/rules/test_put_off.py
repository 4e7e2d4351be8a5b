"""H-005 and H-006: deadlines that were moved later, in kept states of 2024-04-24 and after."""

from dataclasses import replace
from datetime import date

import pytest

from pmo_xl.history.rows import row_of
from pmo_xl.model.kept import Kept
from pmo_xl.settings import CheckSection, Config, Params
from tests.rules.asking import check, reasons, told
from tests.support.build import register

# 4/29 and 5/3 to 5/6 are holidays or a weekend.
DAYS = ("2024-04-25", "2024-04-26", "2024-05-01", "2024-05-02")


def issue(due, status="in_progress"):
    return register(
        "issue",
        f"""
        | id    | title    | status   | due_date |
        | K-001 | 帳票の桁 | {status} | {due}    |""",
    )


def kept(*states):
    """Kept states on DAYS in turn, oldest first: a due date, or a due date and a status."""
    rows = [issue(*((state,) if isinstance(state, str) else state)) for state in states]
    days = map(date.fromisoformat, DAYS[-len(states) :])
    return [Kept(day, {r.name: tuple(map(row_of, r))}) for day, r in zip(days, rows, strict=True)]


def put_off(now, *before, codes=("H-005", "H-006"), **params):
    return check(now, codes=list(codes), kept=kept(*before), config=Config(check=CheckSection(params=Params(**params))))


def test_the_second_delay_is_told_with_all_of_them_added_up():
    """5/1 → 5/2 is one working day; 5/2 → 5/9 are 5/7, 5/8, 5/9: four together."""
    (finding,) = put_off(issue("2024-05-09"), "2024-05-01", "2024-05-02").findings
    assert (finding.code, finding.place.cell, finding.level) == ("H-005", "D2", "warning")
    assert finding.message == "課題K-001の期限は2回目の延期です(累計4営業日)。次は責任者の承認を取ってください。"


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        (issue("2024-05-20"), ("2024-05-13", "2024-05-16"), True),  # the second move is today's
        (issue("2024-05-16"), ("2024-05-10", "2024-05-13", "2024-05-16"), True),  # not today, but still open
        (issue("2024-05-16", "closed"), ("2024-05-10", "2024-05-13", "2024-05-16"), False),  # settled
        (issue("2024-05-20", "closed"), ("2024-05-10", "2024-05-13", "2024-05-16"), True),  # closed, and moved again
        (issue("2024-05-16"), ("2024-05-16", "2024-05-13"), False),  # brought forward, then back: once
        (issue("2024-05-16"), ("2024-05-13",), False),  # once
    ],
)
def test_delays_count_from_the_second_on(now, before, found):
    assert told(put_off(now, *before, codes=["H-005"])) == [("H-005", "D2")] * found


def test_how_many_are_too_many_is_a_setting():
    assert told(put_off(issue("2024-05-16"), "2024-05-13", codes=["H-005"], due_slips=1)) == [("H-005", "D2")]


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        (issue("2024-05-13"), ("2024-05-07",), True),  # due today, moved today
        (issue("2024-05-13"), ("2024-05-02",), True),  # was overdue
        (issue("2024-05-13"), ("2024-05-08",), False),  # moved the day before it was due
        (issue("2024-05-13"), ("2024-05-01", "2024-05-13"), True),  # moved in the state of 5/2, a day late
        (issue("2024-05-13"), ("2024-05-08", "2024-05-13"), False),
        (issue("2024-05-01"), ("2024-05-02",), False),  # moved to an earlier day
        (issue("2024-05-13", "closed"), ("2024-05-01", "2024-05-13"), False),  # settled meanwhile
        (issue("2024-05-13"), (("2024-05-02", "closed"),), False),  # came back: it was not overdue
    ],
)
def test_a_deadline_moved_on_its_day_or_later_is_told(now, before, found):
    assert told(put_off(now, *before, codes=["H-006"])) == [("H-006", "D2")] * found


def test_what_is_put_off_again_and_again_is_told_once():
    """R5: moved on its due day, and already the second time: H-005 speaks."""
    before = ("2024-05-01", "2024-05-07")
    assert told(put_off(issue("2024-05-13"), *before, codes=["H-006"])) == [("H-006", "D2")]
    assert told(put_off(issue("2024-05-13"), *before)) == [("H-005", "D2")]


def test_of_defects_the_planned_fix_counts():
    def defect(day):
        return register(
            "defect",
            f"""
            | id    | title | status      | fix_plan_date |
            | D-001 | 帳票  | in_progress | {day}         |""",
        )

    state = defect("2024-05-02")
    kept_ = [Kept(date(2024, 5, 1), {state.name: tuple(map(row_of, state))})]
    (finding,) = check(defect("2024-05-10"), codes=["H-006"], kept=kept_).findings
    assert finding.place.cell == "D2"
    assert finding.message.startswith("D-001は修正予定日の当日以降に2024/05/10へ変更されました。")


def test_without_that_column_both_say_so():
    defects = register(
        "defect",
        """
        | id    | title | status | due_date   |
        | D-001 | 帳票  | open   | 2024-05-02 |""",
    )
    result = check(defects, codes=["H-005", "H-006"], kept=[Kept(date(2024, 5, 2))])
    for code in ("H-005", "H-006"):
        assert reasons(result, code) == ["「一覧」に「修正予定日」の列がありません"]


def test_two_ledgers_that_disagree_have_not_put_anything_off():
    """The user side says 5/8 and the vendor side 5/10, both every day: that is U-003's, and no delay of either."""
    sides = [replace(issue(due), name=name, side=side) for name, side, due in (
        ("ours", "user", "2024-05-08"), ("theirs", "vendor", "2024-05-10"),
    )]  # fmt: skip
    states = [Kept(date.fromisoformat(day), {r.name: tuple(map(row_of, r)) for r in sides}) for day in DAYS]
    assert check(*sides, codes=["H-005", "H-006"], kept=states).findings == ()
