"""Ten working days in a row: sheets written, state kept, report made, each evening.

Nothing of the product counts here: the figures of a day are `Count`s over the rows the sheets were written from, and
what is printed as 前日比 has to be the difference of two of them.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest

import pmo_xl
from pmo_xl.history import faults, list_days
from pmo_xl.metrics.day import Day
from pmo_xl.metrics.since import events_since
from tests.make.sample.build import build
from tests.replay.plays import DAYS, TOLD, written
from tests.test_sample_figures import Count

WRITTEN_AGAIN = (DAYS[3], DAYS[6])  # 11/12 and 11/18, where a row was deleted, one renumbered, one entered late
DEADLINE = {"issue": "due_date", "todo": "due_date", "decision": "due_date", "defect": "fix_plan_date"}
WORK = ("issue", "defect", "test", "todo", "decision", "requirement", "change")
CLOSED = ("closed", "rejected")


@dataclass
class Evening:
    """A day of the replay: the rows of its sheets, and what the product made of them."""

    day: date
    rows: dict
    metrics: dict
    findings: list
    events: tuple
    today: tuple


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return tmp_path_factory.mktemp("replay") / "workbooks"


@pytest.fixture(scope="module")
def evenings(project):
    lived = []
    for day in DAYS:
        rows = written(day)
        build(project, day, clean=True, rows=rows)
        loaded = pmo_xl.load(project)
        output = loaded.daily(day)
        if day in WRITTEN_AGAIN:
            output.save(project.parent / "out")
        loaded.keep(day)
        lived.append(
            Evening(
                day,
                rows,
                output.metrics,
                list(output.checked.findings),
                events_since(output.situation),
                output.report.today,
            )
        )
    return lived


def pairs(evenings):
    """(the day before, the day)."""
    return list(pairwise(evenings))


def figures(evening):
    return Count(evening.rows, evening.day).figures()


def test_there_are_ten_of_them_over_a_holiday_and_two_weekends():
    assert len(DAYS) == 10
    assert (DAYS[0], DAYS[-1]) == (date(2026, 11, 9), date(2026, 11, 24))
    assert date(2026, 11, 13) not in DAYS  # a day off of the company


def test_every_figure_of_every_day_is_what_the_rows_say(evenings):
    for evening in evenings:
        counted = figures(evening)
        assert {name: evening.metrics[name].value for name in counted} == pytest.approx(counted), evening.day


def test_every_delta_is_the_difference_of_two_days_counted_apart(evenings):
    compared = 0
    for before, now in pairs(evenings):
        then, counted = figures(before), figures(now)
        for name, value in counted.items():
            metric = now.metrics[name]
            if value is None or then[name] is None:
                assert metric.delta is None, (now.day, name)
                continue
            assert (metric.previous.date, metric.previous.source) == (before.day, "kept"), (now.day, name)
            assert metric.previous.value == pytest.approx(then[name]), (now.day, name)
            assert metric.delta == pytest.approx(value - then[name]), (now.day, name)
            assert metric.delta_text.startswith("前日比"), (now.day, name)
            compared += 1
    assert compared > 9 * 25  # nine evenings, most of the figures


def test_the_printed_difference_is_that_number(evenings):
    """前日比+16件 and 前日比▲3件, in the words of the page."""
    for before, now in pairs(evenings):
        then, counted = figures(before), figures(now)
        for name in ("executed_today", "remaining", "overdue", "defects_open", "issues_open", "carry_over"):
            change = counted[name] - then[name]
            words = f"+{change}件" if change > 0 else f"▲{-change}件" if change else "±0件"
            assert now.metrics[name].delta_text == f"前日比{words}", (now.day, name)


def test_what_was_reported_is_corrected_exactly_where_somebody_wrote_into_the_past(evenings):
    for before, now in pairs(evenings):
        expected = []
        for name, reported, recounted in (
            ("execution_rate", executed_by(before.rows, before.day), executed_by(now.rows, before.day)),
            ("completion_rate", passed_by(before.rows, before.day), passed_by(now.rows, before.day)),
            ("defects_found", found_by(before.rows, before.day), found_by(now.rows, before.day)),
            ("defects_closed", closed_by(before.rows, before.day), closed_by(now.rows, before.day)),
        ):
            if reported != recounted:
                expected.append((name, before.day, len(reported), len(recounted), sorted(reported ^ recounted)))
        said = [
            (row["figure"], row["date"], row["reported"], row["now"], sorted(row["ids"]))
            for row in now.metrics["corrections"].rows
        ]
        assert said == expected, now.day
    days = [evening.day for evening in evenings if evening.metrics["corrections"].rows]
    assert days == [date(2026, 11, 17), date(2026, 11, 19), date(2026, 11, 20)]


def last_run(test, day):
    """(verdict, day) of the last round that had happened by a day."""
    for tail in ("_2", ""):
        ran = test.means(f"executed_date{tail}")
        if ran is not None and ran <= day:
            return test.means(f"result{tail}")
    return None


def executed_by(rows, day):
    live = (test for test in rows["test"] if test.means("result") not in ("not_applicable", "withdrawn"))
    return {test.uid for test in live if last_run(test, day) in ("pass", "fail")}


def passed_by(rows, day):
    return {test.uid for test in rows["test"] if last_run(test, day) == "pass"}


def found_by(rows, day):
    """Found by the day; one that turned out to be another one written twice was found all the same."""
    return {
        bug.uid for bug in rows["defect"] if bug.means("detected_date") <= day and bug.shown("status") != "重複"
    } | {bug.uid for bug in rows["defect"] if bug.shown("status") == "重複" and bug.means("closed_date") > day}


def closed_by(rows, day):
    return {
        bug.uid
        for bug in rows["defect"]
        if bug.means("status") in CLOSED and bug.means("closed_date") <= day and bug.shown("status") != "重複"
    }


def test_a_correction_stands_first_among_what_happened_today(evenings):
    lines = {evening.day: evening.today for evening in evenings}
    assert lines[date(2026, 11, 19)][0].startswith("訂正 11/18に報告した不具合の検出")
    assert lines[date(2026, 11, 19)][0].endswith("(D-045)")
    for evening in evenings:
        corrected = [number for number, line in enumerate(evening.today) if line.startswith("訂正")]
        assert corrected == list(range(len(evening.metrics["corrections"].rows or ()))), evening.day


def put_off(lived):
    """H-005 and H-006 on the last of these evenings, from the rows: what was put off twice, or on its day or later.

    Of what is open, or was put off since the evening before; what was closed when it was put off came back.
    """
    told = set()
    last = by_id(lived[-1].rows)
    for key in (key for key in last if key[0] in ("issue", "todo", "defect")):
        moves = []
        for before, now in pairs(lived):
            old, new = by_id(before.rows).get(key), by_id(now.rows).get(key)
            if old and new and moved_later(old, new):
                moves.append((now.day, old.means(DEADLINE[key[0]]), old.means("status") in CLOSED))
        if not moves or (last[key].means("status") in CLOSED and moves[-1][0] != lived[-1].day):
            continue
        seen, due, was_closed = moves[-1]
        if len(moves) >= 2:
            told.add(("H-005", key[1], DEADLINE[key[0]]))
        elif due <= seen and not was_closed:
            told.add(("H-006", key[1], DEADLINE[key[0]]))
    return told


def test_history_rules_speak_of_what_was_done_and_of_nothing_else(evenings):
    for evening in evenings:
        told = {(f.code, f.id, f.field) for f in evening.findings if f.code.startswith("H-")}
        lived = [other for other in evenings if other.day <= evening.day]
        assert told == TOLD.get(evening.day, set()) | put_off(lived), evening.day


def test_the_balance_holds_on_every_evening_but_where_a_row_vanished(evenings):
    for evening in evenings:
        wrong = [row for row in evening.metrics["balance"].rows if not row["ok"]]
        assert wrong == [], evening.day
        checks = {row["check"] for row in evening.metrics["balance"].rows}
        assert ("B7" in checks) == (evening.day != DAYS[0])


def by_id(rows):
    """(kind, id) → row, over the registers whose rows are work."""
    name = {"test": "test_case_id"}
    return {(kind, row.means(name.get(kind, "id"))): row for kind in WORK for row in rows[kind]}


def test_changes_are_those_between_the_rows_of_two_days(evenings):
    for before, now in pairs(evenings):
        old, new = by_id(before.rows), by_id(now.rows)
        both = old.keys() & new.keys()
        renumbered = {("issue", "K-123")} if now.day == date(2026, 11, 18) else set()
        expected = {
            "new": new.keys() - old.keys() - renumbered,
            "renumbered": renumbered,
            "gone": old.keys() - new.keys() - ({("issue", "K-023")} if renumbered else set()),
            "closed": {
                key for key in both if new[key].means("status") in CLOSED and old[key].means("status") not in CLOSED
            },
            "postponed": {key for key in both if key[0] in DEADLINE and moved_later(old[key], new[key])},
        }
        for change, keys in expected.items():
            said = {
                (event.kind, event.id)
                for event in now.events
                if event.change == change
                and event.kind in WORK
                and not (change == "postponed" and event.kind == "test")
            }
            assert said == keys, (now.day, change)
            shown = re.search(f"{WORDS[change]}([0-9]+)", now.metrics["since_previous"].text)
            assert (int(shown[1]) if shown else 0) == len(keys), (now.day, change)


WORDS = {"new": "新規", "renumbered": "番号変更", "gone": "消えた行", "closed": "完了", "postponed": "延期"}


def moved_later(old, new):
    then, now = old.means(DEADLINE[old.kind]), new.means(DEADLINE[new.kind])
    return then is not None and now is not None and now > then


def test_a_postponement_knows_how_often_it_happened(evenings):
    """Counted over all the days: K-015 moves 11/12 → 11/16 → 11/19 → 11/27, on the last of them for the third time."""
    times = {}
    for before, now in pairs(evenings):
        old, new = by_id(before.rows), by_id(now.rows)
        for key in old.keys() & new.keys():
            if key[0] in DEADLINE and moved_later(old[key], new[key]):
                times[key] = times.get(key, 0) + 1
        told = {
            (event.kind, event.id): event.times
            for event in now.events
            if event.change == "postponed" and event.field == DEADLINE.get(event.kind)
        }
        assert told == {key: times[key] for key in told}, now.day
    assert times["issue", "K-015"] == 3
    (event,) = [e for e in evenings[8].events if e.id == "K-015" and e.change == "postponed"]
    assert evenings[8].day == date(2026, 11, 20)
    # 11/12 → 11/16 is 1 working day (11/13 and the weekend are off), → 11/19 is 3, → 11/27 is 5 (11/23 is off)
    assert (event.times, event.days) == (3, 1 + 3 + 5)
    assert "(うち" in evenings[8].metrics["since_previous"].text
    assert "3回目" in evenings[8].metrics["since_previous"].text


def test_the_days_form_an_unbroken_chain(evenings, project):
    assert list_days(project / "history") == tuple(DAYS)
    assert faults(project / "history") == ()


def test_a_day_in_between_is_rendered_again_as_it_was(evenings, project):
    for day in WRITTEN_AGAIN:
        pmo_xl.load(project).daily_as_kept(day).save(project.parent / "again")
    for path in (project.parent / "out").iterdir():
        assert (project.parent / "again" / path.name).read_bytes() == path.read_bytes(), path.name


def test_reports_of_a_gap_name_the_day_they_compare_with(evenings, project, tmp_path):
    """The evening of 11/20 as if nobody had kept 11/19: compared with 11/18."""
    import shutil

    bare = tmp_path / "workbooks"
    shutil.copytree(project / "history", bare / "history")
    for day in DAYS[7:]:
        shutil.rmtree(bare / "history" / day.isoformat())
    build(bare, DAYS[8], clean=True, rows=evenings[8].rows)
    situation = pmo_xl.load(bare).situation(DAYS[8])
    assert Day(situation).situation.previous.date == DAYS[6]
    metrics = pmo_xl.load(bare).daily(DAYS[8]).metrics
    assert metrics["blocked_rate"].delta_text.startswith("前回(11/18)比")
    assert metrics["since_previous"].text.startswith("11/18から: ")
