"""Working days in a cell: the same days as in the reports."""

from datetime import date, datetime

import pytest

from pmo_xl.buttons.functions import pmo_age, pmo_workdays
from pmo_xl.workdays import Calendar


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2024, 4, 30), date(2024, 5, 7), 4),  # 4/30, 5/1, 5/2, 5/7: from 5/3 to 5/6 nobody works
        (date(2024, 5, 7), date(2024, 5, 7), 1),
        (date(2024, 5, 7), date(2024, 4, 30), -4),
        (date(2024, 5, 4), date(2024, 5, 6), 0),
        (datetime(2024, 4, 30, 9), 45419.0, 4),  # 2024-05-07 as Excel counts
        ("2024/4/30", "R6.5.7", 4),
        (None, date(2024, 5, 7), ""),
        ("未定", date(2024, 5, 7), ""),
    ],
)
def test_working_days_with_both_ends(start, end, days):
    assert pmo_workdays(start, end) == days


def test_days_off_may_be_a_cell_or_a_range():
    assert pmo_workdays(date(2024, 4, 30), date(2024, 5, 7), date(2024, 5, 2)) == 3
    assert pmo_workdays(date(2024, 4, 30), date(2024, 5, 7), [[date(2024, 5, 1)], [None], ["2024/5/2"]]) == 2


def test_age_is_that_of_the_reports():
    since, today = date(2024, 4, 30), date(2024, 5, 7)
    assert pmo_age(since, today) == Calendar().after(since, today) == 3  # 5/1, 5/2, 5/7
    assert pmo_age(today, today) == 0
    assert pmo_age(today, since) == 0
    assert pmo_age("", today) == ""
