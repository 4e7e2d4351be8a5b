"""Which corrections are written: safe ones, and suggestions somebody confirmed by name."""

from datetime import date

import pytest

from pmo_xl.errors import PmoError
from pmo_xl.fixing import plan
from pmo_xl.fixing.plan import CONFLICT
from pmo_xl.model.finding import Finding, Fix
from pmo_xl.model.place import Place


def finding(code, cell_row, new, *, kind="safe", field="due_date", file="台帳.xlsx"):
    place = Place(file, "課題一覧", cell_row, 8)
    return Finding(code, "error", place, "…", "K-001", field, Fix(kind, place, "R6.5.7", new))


def test_safe_ones_are_taken_and_suggestions_wait():
    planned = plan([finding("G-007", 3, "2024-05-07"), finding("I-002", 4, "2024-05-10", kind="suggest")])
    assert [fix.name for fix in planned.fixes] == ["G-007:課題一覧!H3"]
    assert [fix.name for fix in planned.suggestions] == ["I-002:課題一覧!H4"]


def test_a_confirmed_suggestion_is_taken():
    planned = plan([finding("I-002", 4, "2024-05-10", kind="suggest")], ["I-002:課題一覧!H4"])
    assert [fix.name for fix in planned.fixes] == ["I-002:課題一覧!H4"]
    assert planned.suggestions == ()


def test_a_name_nothing_has_is_an_error_with_the_nearest():
    with pytest.raises(PmoError) as wrong:
        plan([finding("I-002", 4, "2024-05-10", kind="suggest")], ["I-002:課題一覧!H5"])
    assert wrong.value.message == "--confirm の「I-002:課題一覧!H5」という提案はありません"
    assert wrong.value.hint == "「I-002:課題一覧!H4」のことですか？"


def test_a_safe_one_needs_no_confirmation_and_cannot_be_named():
    with pytest.raises(PmoError):
        plan([finding("G-007", 3, "2024-05-07")], ["G-007:課題一覧!H3"])


def test_a_name_that_stands_in_two_books_is_asked():
    two = [finding("I-002", 4, "2024-05-10", kind="suggest", file=file) for file in ("A社.xlsx", "B社.xlsx")]
    with pytest.raises(PmoError) as wrong:
        plan(two, ["I-002:課題一覧!H4"])
    assert "2冊にあります（A社.xlsx、B社.xlsx）" in wrong.value.message


def test_two_that_disagree_about_a_cell_are_both_left_until_one_is_confirmed():
    safe, other = finding("G-006", 3, "D-1"), finding("X-003", 3, "D-2", kind="suggest")
    assert [fix.reason for fix in plan([safe, finding("G-005", 3, "D-3")]).fixes] == [CONFLICT, CONFLICT]
    assert [fix.fix.new for fix in plan([safe, other], ["X-003:課題一覧!H3"]).fixes] == ["D-2"]


def test_two_that_agree_are_one():
    assert len(plan([finding("G-006", 3, "D-1"), finding("X-003", 3, "D-1")]).fixes) == 1


@pytest.mark.parametrize(
    ("field", "new", "value"),
    [
        ("due_date", "2024-05-07", date(2024, 5, 7)),
        ("executed_date_2", "2024-05-07", date(2024, 5, 7)),
        ("title", "2024-05-07", "2024-05-07"),  # a day in a field of texts is a text
        ("id", "001", "001"),
        ("", "2024-05-07", "2024-05-07"),
        ("status", "", None),
    ],
)
def test_a_day_is_a_real_day_only_in_a_field_of_days(field, new, value):
    (fix,) = plan([finding("G-007", 3, new, field=field)]).fixes
    assert fix.value == value
