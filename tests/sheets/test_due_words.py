"""Due dates as they are said in a meeting on Tuesday 2026-11-24 (the day after a public holiday)."""

from datetime import date

import pytest

from pmo_xl.sheets.meaning.due_words import spoken_due
from pmo_xl.workdays import Calendar

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("本日", "2026-11-24"),
        ("明日", "2026-11-25"),
        ("明後日", "2026-11-26"),
        ("今週金", "2026-11-27"),
        ("金曜日", "2026-11-27"),
        ("来週金", "2026-12-04"),
        ("来週の水曜まで", "2026-12-02"),
        ("再来週月曜", "2026-12-07"),
        ("今週中", "2026-11-27"),
        ("来週中", "2026-12-04"),
        ("月末", "2026-11-30"),
        ("11月末", "2026-11-30"),
        ("来月末", "2026-12-31"),
        ("2営業日後", "2026-11-26"),
        ("3日後", "2026-11-27"),
        ("11/27", "2026-11-27"),
        ("11/27(金)", "2026-11-27"),
        ("１２月４日", "2026-12-04"),
        ("2026/12/1まで", "2026-12-01"),
        ("1/8", "2027-01-08"),  # the next 8 January, not the one that has passed
        ("11/29", "2026-11-27"),  # a Sunday: the working day before, never later than promised
        ("月曜", "2026-11-30"),  # this week's Monday has passed
    ],
)
def test_a_phrase_that_means_one_day_is_read(said, means):
    assert spoken_due(said, TUESDAY, Calendar()) == date.fromisoformat(means)


@pytest.mark.parametrize(
    "said", ["未定", "5月上旬", "なるはや", "別途調整", "次回まで", "2/30", "今週の月曜", "", "山田"]
)
def test_what_could_be_several_days_or_none_is_asked_not_guessed(said):
    assert spoken_due(said, TUESDAY, Calendar()) is None


def test_tomorrow_before_golden_week_is_the_next_working_day():
    # 2024-05-02 is a Thursday; 5/3 to 5/6 are days off
    assert spoken_due("明日", date(2024, 5, 2), Calendar()) == date(2024, 5, 7)
