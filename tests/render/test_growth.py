"""Addresses and formulas after rows were put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.render.growth import Growth, filled_down, moved

GROWN = {"明細": Growth({5: 9}), "x y's": Growth({2: 3})}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("D5*2", "D5*2"),
        ("D4+D6", "D4+D15"),
        ("SUM(D5:D5)", "SUM(D5:D14)"),
        ("SUM($D$5:$D$5)", "SUM($D$5:$D$14)"),
        ("SUM(D4:D6)", "SUM(D4:D15)"),
        ("明細!$A$1:$L$5", "明細!$A$1:$L$14"),
        ("COUNTIF('x y''s'!A2:A9,\"A6\")", "COUNTIF('x y''s'!A2:A12,\"A6\")"),
        ("別紙!A6", "別紙!A6"),
        ("[1]明細!A6", "[1]明細!A6"),
        ("'[1]明細'!A6", "'[1]明細'!A6"),
        ("LOG10(6)", "LOG10(6)"),
        ("表6[件数]+A6", "表6[件数]+A15"),
        ("Table1[[#This Row],[A6]]", "Table1[[#This Row],[A6]]"),
        ("$6:$6", "$15:$15"),
        ("6:7", "15:16"),
        ("A:A", "A:A"),
        ("A6.5", "A6.5"),
        ('"A6"&A6', '"A6"&A15'),
        ("率_A6", "率_A6"),
    ],
)
def test_formulas_follow_their_cells(before, after):
    assert moved(before, "明細", GROWN) == after


def test_a_formula_of_another_sheet_moves_only_where_it_names_the_grown_one():
    assert moved("A6+明細!A6", "別紙", GROWN) == "A6+明細!A15"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("D5*2", "D7*2"),
        ("D$5", "D$5"),
        ("E4+D5", "E6+D7"),
        ("SUM($D$5:D5)", "SUM($D$5:D7)"),
        ("D5/D6", "D7/D15"),
        ("別紙!D5", "別紙!D5"),
        ("5:5", "7:7"),
    ],
)
def test_the_second_copy_below_a_row_is_filled_down(before, after):
    assert moved(before, "明細", GROWN, pattern=5, copy=2) == after


def test_filled_down_is_what_excel_does():
    assert filled_down("A1+$A1+A$1+$A$1+B2:C3+1:1+$1:$1+'x y'!A1", 2, 1) == ("B3+$A3+B$1+$A$1+C4:D5+3:3+$1:$1+'x y'!B3")


GROWTHS = st.dictionaries(st.integers(1, 60), st.integers(0, 40), max_size=5).map(Growth)


@given(GROWTHS, st.integers(1, 80))
def test_every_row_goes_somewhere_below_the_one_before(growth, row):
    assert growth.first(row) <= growth.last(row) < growth.first(row + 1)
    assert growth.last(row) - growth.first(row) == growth.extra.get(row, 0)


@given(GROWTHS, st.integers(1, 300))
def test_every_row_comes_from_somewhere(growth, row):
    origin = growth.origin(row)
    assert growth.first(origin) <= row <= growth.last(origin)
