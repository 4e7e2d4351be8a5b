"""The chain of kept days: what changed the past shows, what was removed at its beginning does not, and `keep_days`."""

import json
import shutil
from datetime import date, timedelta

import pytest

import pmo_xl
from pmo_xl.history import faults, first_day_kept, keep, list_days, load
from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.kept import Kept
from tests.metrics.g1 import AS_OF, g1
from tests.support.build import register, situation

FIRST = date(2024, 5, 7)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (FIRST + timedelta(days=number) for number in range(4))


def state(day, rows=1):
    text = "".join(f"\n| K-{number:03d} | 件名 | open |" for number in range(rows))
    return situation(day, register("issue", "| id | title | status |" + text))


@pytest.fixture
def four_days(tmp_path):
    for day in (TUESDAY, WEDNESDAY, THURSDAY, FRIDAY):
        keep(tmp_path, state(day), {})
    return tmp_path


def test_an_untouched_history_has_no_faults(four_days):
    assert faults(four_days) == ()


def test_days_removed_from_the_beginning_are_no_fault(four_days):
    shutil.rmtree(four_days / str(TUESDAY))
    assert faults(four_days) == ()
    shutil.rmtree(four_days / str(WEDNESDAY))
    assert faults(four_days) == ()
    assert json.loads((four_days / str(THURSDAY) / "manifest.json").read_bytes())["previous"]["date"] == "2024-05-08"


def test_a_day_removed_from_the_middle_is_named_with_the_day_that_knew_it(four_days):
    shutil.rmtree(four_days / str(WEDNESDAY))
    assert faults(four_days) == ("2024/05/08の記録がなくなっています（2024/05/09の記録の前の日でした）。",)


def test_a_day_put_in_afterwards_is_named(four_days):
    shutil.rmtree(four_days / str(WEDNESDAY))
    keep(four_days, state(THURSDAY, rows=2), {})  # kept anew without Wednesday
    keep(four_days, state(WEDNESDAY), {})
    assert faults(four_days) == (
        "2024/05/08の記録は、次の日（2024/05/09）を残したあとで追加されています。",
        "2024/05/10の記録の前の日（2024/05/09）が、あとから保存し直されています。",
    )


def test_a_file_taken_away_or_unreadable_is_named(four_days):
    (four_days / str(TUESDAY) / "issues.jsonl").unlink()
    (four_days / str(FRIDAY) / "manifest.json").write_text("{", encoding="utf-8")
    assert faults(four_days) == (
        "2024/05/07の記録 issues.jsonl がなくなっています。",
        "履歴 2024-05-10/manifest.json を読めません（内容が壊れています）。",
    )


def test_only_the_days_asked_for_are_looked_at(four_days):
    (four_days / str(TUESDAY) / "issues.jsonl").unlink()
    assert faults(four_days, since=WEDNESDAY) == ()


@pytest.mark.parametrize(
    ("keep_days", "stay"),
    [
        (400, [TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]),
        (2, [WEDNESDAY, THURSDAY, FRIDAY]),  # two calendar days back from Friday: Wednesday stays
        (0, [FRIDAY]),
    ],
)
def test_keeping_removes_days_older_than_keep_days(four_days, keep_days, stay):
    keep(four_days, state(FRIDAY), {}, prune_before=first_day_kept(FRIDAY, keep_days))
    assert list(list_days(four_days)) == stay
    assert faults(four_days) == ()
    assert [path for path in four_days.iterdir() if path.name.startswith(".")] == []


def test_calendar_days_count_over_a_weekend():
    assert first_day_kept(date(2024, 5, 13), 3) == FRIDAY  # Monday − 3 days


def test_a_mistyped_day_far_ahead_removes_nothing(four_days):
    keep(four_days, state(date(2042, 5, 10)), {}, prune_before=first_day_kept(date(2042, 5, 10), 400, today=FRIDAY))
    assert list_days(four_days)[:4] == (TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)


def test_keeping_a_day_older_than_keep_days_does_not_remove_it(four_days):
    old = date(2020, 1, 6)
    keep(four_days, state(old), {}, prune_before=FRIDAY)
    assert old in list_days(four_days)


def test_nothing_is_removed_but_by_keeping(four_days):
    load(four_days, before=FRIDAY)
    faults(four_days)
    assert len(list_days(four_days)) == 4


def test_the_project_keeps_as_long_as_its_settings_say(sample, tmp_path):
    folder = tmp_path / "p"
    shutil.copytree(sample, folder)
    with (folder / "pmo.toml").open("a", encoding="utf-8") as toml:
        toml.write("\n[history]\nkeep_days = 4\n")
    pmo_xl.load(folder).keep(date(2026, 11, 24))
    assert list_days(folder / "history") == (date(2026, 11, 20), date(2026, 11, 24))  # 11/24 − 4 = 11/20


# which state the day is compared with


def rate(day, count):
    return Kept(day, metrics={"blocked_rate": {"value": count / 200, "count": count, "of": 200}})


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        # G1 has 10 blocked tests on Tuesday 5/7; the working day before is Thursday 5/2
        ([rate(date(2024, 5, 2), 8)], "前日比+2件 (+1.0pt)"),
        ([rate(date(2024, 5, 2), 8), rate(date(2024, 5, 4), 9)], "前日比+2件 (+1.0pt)"),  # Saturday is no reporting day
        ([rate(date(2024, 5, 4), 9)], "前日比+1件 (+0.5pt)"),  # but better than nothing
        ([rate(date(2024, 4, 26), 4), rate(date(2024, 5, 4), 9)], "前日比+1件 (+0.5pt)"),
        ([rate(date(2024, 4, 26), 4)], "前回(4/26)比+6件 (+3.0pt)"),
        ([rate(date(2024, 4, 25), 3), rate(date(2024, 4, 26), 4)], "前回(4/26)比+6件 (+3.0pt)"),
    ],
)
def test_the_previous_state_is_that_of_the_last_working_day(kept, words):
    assert measure(g1(AS_OF, kept=kept))["blocked_rate"].delta_text == words
