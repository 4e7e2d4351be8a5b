"""Sheets our buttons have put into a workbook: passed over when the saved file is read, and no other sheet is."""

import pytest

from pmo_xl.sheets.files.assembly import OWN_NAME, own_sheets

LIST = [["No", "レベル"], ["1", "警告"]]
TABLE = [["課題ID", "件名", None, "No", "レベル"], ["K-001", "帳票", None, "1", "警告"]]


def ours(place, rows):
    return own_sheets({("", f"{OWN_NAME}findings"): f"'課題'!{place}"}, {"課題": rows}) == {"課題"}


@pytest.mark.parametrize(
    ("place", "rows"),
    [("$A$1", LIST), ("$A$2", [[None, None], *LIST]), ("$B$1", [[None, *row] for row in LIST]), ("$A$1", [])],
    ids=["as it was made", "a row put in above", "a column put in", "emptied"],
)
def test_the_sheet_whose_first_value_our_name_stands_for_is_ours(place, rows):
    assert ours(place, rows)


@pytest.mark.parametrize(
    ("place", "rows"), [("$D$1", TABLE), ("$A$4", [*LIST, [None, None], *LIST])], ids=["beside", "below"]
)
def test_a_sheet_into_which_our_list_was_cut_is_still_read(place, rows):
    assert not ours(place, rows)


def test_a_name_of_somebody_else_says_nothing():
    assert own_sheets({("", "指摘"): "'課題'!$A$1"}, {"課題": LIST}) == frozenset()
