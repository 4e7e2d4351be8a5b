"""H-007 and H-008: many rows changed in one stroke, or none at all."""

from dataclasses import replace
from datetime import date, time

import pytest

from pmo_xl.history.rows import fields_of, row_of
from pmo_xl.model.kept import Kept
from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.registry import catalogue
from pmo_xl.settings import CheckSection, Config, Params
from pmo_xl.workdays import Calendar
from tests.rules.asking import check, reasons, told
from tests.simulation.uat import QUICK, SLOW, course, date_of
from tests.support.build import register, register_of, situation

BEFORE = date(2024, 5, 2)  # the working day before 2024-05-07: three holidays and a weekend lie between


def kept(*registers, day=BEFORE):
    """The state of a day as `history keep` keeps it."""
    return [
        Kept(day, {r.name: tuple(map(row_of, r)) for r in registers}, columns={r.name: fields_of(r) for r in registers})
    ]


HEADER = ["id", "title", "planned_date", "system", "tester", "executed_date", "result", "updated_date"]


def a_sheet(rows):
    return register_of("test", HEADER, rows, sheet="販売")


def forty(**changed):
    """Forty tests nobody has run; `changed` are the values of the first so many: planned_date=(13, value)."""
    rows = []
    for number in range(1, 41):
        row = dict.fromkeys(HEADER) | {
            "id": f"T-{number:03}",
            "title": f"確認{number}",
            "planned_date": date(2024, 5, 8 + number % 4),
            "system": "販売" if number % 2 else "購買",
        }
        for name, (many, value) in changed.items():
            if number <= many:
                row[name] = value
        rows.append([row[name] for name in HEADER])
    return a_sheet(rows)


def mass_edits(now, before=None, **params):
    config = Config(check=CheckSection(params=Params(**params)))
    return check(now, codes=["H-007"], kept=kept(before or forty()), config=config)


def test_rows_that_took_one_value_at_once_are_told_at_the_first_of_them():
    (finding,) = mass_edits(forty(planned_date=(24, date(2024, 5, 20)))).findings
    assert (finding.code, finding.place.cell, finding.field, finding.level) == (
        "H-007",
        "C2",
        "planned_date",
        "warning",
    )
    assert finding.message == (
        "24行の「planned_date」が一度に「2024/05/20」になりました。貼り付けミスでないか確認してください。"
    )
    assert finding.fix is None


@pytest.mark.parametrize(
    ("many", "params", "found"),
    [
        (20, {}, 1),  # 20 rows, and 20/40 is more than 30 %
        (19, {}, 0),
        (19, {"mass_edit_min": 19}, 1),
        (20, {"mass_edit_share": 0.50}, 0),  # more than half, says the setting: 20/40 is not
        (21, {"mass_edit_share": 0.50}, 1),
    ],
)
def test_both_thresholds_have_to_be_passed(many, params, found):
    assert len(mass_edits(forty(planned_date=(many, date(2024, 5, 20))), **params).findings) == found


def test_cells_that_were_emptied_at_once_are_told_too():
    (finding,) = mass_edits(forty(system=(40, None))).findings
    assert finding.message.startswith("40行の「system」が一度に空欄になりました。")


def test_the_same_rows_with_values_of_their_own_are_no_mass_edit():
    now = forty()
    moved = [[*row[:2], date(2024, 5, 13 + n % 15), *row[3:]] for n, row in enumerate(now.tables[0].grid.rows[1:])]
    assert mass_edits(a_sheet(moved)).findings == ()


def test_a_day_of_testing_fills_many_cells_alike():
    """Thirty tests run by one person on one day: verdict, day and tester go forward together."""
    ran = forty(
        executed_date=(30, date(2024, 5, 7)),
        result=(30, "pass"),
        tester=(30, "佐藤"),
        updated_date=(30, date(2024, 5, 7)),
    )
    assert mass_edits(ran).findings == ()


def test_what_is_left_over_gets_a_new_day():
    """Planned for yesterday and not run: thirty tests move to the 20th together. Had they been run, it would be odd."""
    before = forty(planned_date=(30, BEFORE))
    assert mass_edits(forty(planned_date=(30, date(2024, 5, 20))), before).findings == ()
    ran = {"executed_date": (30, BEFORE), "result": (30, "pass")}
    before = forty(planned_date=(30, BEFORE), **ran)
    assert told(mass_edits(forty(planned_date=(30, date(2024, 5, 20)), **ran), before)) == [("H-007", "C2")]


def test_verdicts_that_fell_together_are_told():
    before = forty(executed_date=(30, date(2024, 5, 1)), result=(30, "pass"))
    now = forty(executed_date=(30, date(2024, 5, 1)), result=(30, "not_run"))
    assert told(mass_edits(now, before)) == [("H-007", "G2")]


def test_a_new_column_has_not_been_edited():
    """The state of before does not know the column: it was not blank, it was not there."""
    header = [name for name in HEADER if name != "system"]
    before = register_of("test", header, [[*row[:3], *row[4:]] for row in forty().tables[0].grid.rows[1:]])
    assert mass_edits(forty(), before).findings == ()


def test_new_rows_are_no_edits():
    before = a_sheet(forty().tables[0].grid.rows[1:11])
    assert mass_edits(forty(), before).findings == ()


def test_what_is_done_day_by_day_is_hardly_ever_taken_for_a_mass_edit():
    """Five simulated UATs: verdicts, testers and sign-offs come in, what is left in the evening moves to tomorrow.

    Held to rules.md R9: at most one finding for 200 records, over all their days.
    """
    records = findings = 0
    for seed in range(7, 12):
        played = course(seed, QUICK if seed % 2 else SLOW)
        records += len(played.tests)
        before = None
        for day in range(1, played.end + 1):
            now = _evening(played, day)
            if before is not None:
                project = situation(
                    date_of(day), now, kept=kept(before, day=date_of(day - 1)), calendar=Calendar(public=False)
                )
                result = run_rules([catalogue()["H-007"]], project)
                assert result.ran == 1
                findings += len(result.findings)
            before = now
    assert records > 1_200
    assert findings <= records / 200


def _evening(played, day):
    """The tests as three testers would leave them on the evening of a day; what was due today is due tomorrow."""
    rows = []
    for number, test in enumerate(played.tests):
        ran = [run for run in test.runs if run[0] <= day]
        verdict = ("pass" if ran[-1][1] else "fail") if ran else "blocked" if test.planned <= day < test.free else None
        rows.append([
            f"T-{number:03}",
            f"確認{number}",
            date_of(test.planned if ran or test.planned > day else day + 1),
            "販売",
            f"担当{number % 3}" if ran else None,
            date_of(ran[-1][0]) if ran else None,
            verdict,
            date_of(ran[-1][0]) if ran else None,
        ])  # fmt: skip
    return a_sheet(rows)


ISSUES = """
    | id    | title      | status | due_date   |
    | K-001 | 帳票の桁   | {now}  | 2024-05-10 |
    | K-002 | 画面の文言 | closed | 2024-05-02 |"""


def issues(now="in_progress", more=""):
    return register("issue", ISSUES.format(now=now) + more, sheet="課題一覧")


def still(now, before=None, *, day=BEFORE, as_of="2024-05-07", at=None):
    project = situation(as_of, now, kept=kept(before or issues(), day=day))
    return run_rules([catalogue()["H-008"]], replace(project, at=at))


def test_a_register_nobody_touched_is_told_once():
    (finding,) = still(issues()).findings
    assert (finding.place.sheet, finding.place.cell) == ("課題一覧", "1:1")
    assert finding.message == "「課題一覧」は2024/05/02から1件も変わっていません。更新依頼を担当者へ送ってください。"
    assert finding.record is None


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (issues("waiting"), issues()),  # one record moved
        (issues(more="\n    | K-003 | 送信の遅れ | open | |"), issues()),  # one is new
        (issues(), issues(more="\n    | K-003 | 送信の遅れ | open | |")),  # one is gone
        (issues("closed"), issues("closed")),  # nothing is left to do in it
    ],
)
def test_a_register_that_moved_or_is_done_is_not(now, before):
    assert still(now, before).findings == ()


def test_rows_without_an_id_or_with_the_same_one_are_compared_in_their_order():
    more = """
    | K-002 | 送信の遅れ | open   |            |
    |       | 印刷の余白 | open   | {due} |
    |       | 宛名のずれ | open   | 2024-05-10 |"""
    before = issues(more=more.format(due="2024-05-10"))
    assert len(still(issues(more=more.format(due="2024-05-10")), before).findings) == 1
    assert still(issues(more=more.format(due="2024-05-13")), before).findings == ()


@pytest.mark.parametrize(("at", "found"), [(None, 1), (time(15), 1), (time(14, 59), 0), (time(9), 0)])
def test_before_three_in_the_afternoon_nobody_need_have_written(at, found):
    assert len(still(issues(), at=at).findings) == found


def test_nothing_has_to_move_on_days_off():
    assert still(issues(), as_of="2024-05-06").findings == ()  # a holiday
    assert still(issues(), day=date(2024, 5, 3)).findings == ()  # kept on a holiday: nothing need have moved since


def test_without_history_both_say_so():
    for code in ("H-007", "H-008"):
        assert reasons(check(issues(), codes=[code]), code) == ["前回の記録がありません(history keep で残せます)"]
