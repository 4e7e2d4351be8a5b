"""Working days in a cell: the same days as in the reports."""

import sys
from datetime import date, datetime
from types import SimpleNamespace

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


def test_only_xlwings_making_functions_of_them_marks_them(monkeypatch):
    from pmo_xl.buttons.functions import _as_worksheet_function

    marked = []
    monkeypatch.setitem(sys.modules, "xlwings", SimpleNamespace(func=lambda f: marked.append(f) or f))
    monkeypatch.delitem(sys.modules, "xlwings.udfs", raising=False)
    assert _as_worksheet_function(pmo_age) is pmo_age
    assert marked == []
    monkeypatch.setitem(sys.modules, "xlwings.udfs", SimpleNamespace())
    _as_worksheet_function(pmo_age)
    assert marked == [pmo_age]


@pytest.mark.office
def test_the_formulas_of_the_manual_give_the_same_numbers(calc):
    """Without Python: NETWORKDAYS over a list of days off, as the manual says."""
    sheet = calc.books.add().sheets[0]
    off = [date(2024, 4, 29), date(2024, 5, 3), date(2024, 5, 6)]
    sheet["F1:F3"].value = [[day] for day in off]
    pairs = [
        (date(2024, 4, 26), date(2024, 5, 7)),
        (date(2024, 5, 7), date(2024, 5, 7)),
        (date(2024, 5, 4), date(2024, 5, 8)),
    ]
    for row, (start, end) in enumerate(pairs, 1):
        sheet[f"A{row}"].value, sheet[f"B{row}"].value = start, end
        sheet[f"C{row}"].formula = f"=NETWORKDAYS(A{row},B{row},F1:F3)"
        sheet[f"D{row}"].formula = f"=MAX(0,NETWORKDAYS(A{row}+1,B{row},F1:F3))"
        assert sheet[f"C{row}"].value == pmo_workdays(start, end)
        assert sheet[f"D{row}"].value == pmo_age(start, end)
