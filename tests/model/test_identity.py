"""When two rows are one record: an id says so, a number that only counts says so within its sheet and section."""

import pytest

from pmo_xl.metrics.catalogue import measure
from pmo_xl.model.ids import is_running_number
from pmo_xl.model.register import Register
from tests.support.build import register, situation


@pytest.mark.parametrize("identifier", ["1", "001", "1-3", "２", "3.2"])
def test_a_number_that_only_counts(identifier):
    assert is_running_number(identifier)


@pytest.mark.parametrize("identifier", ["T-1", "K001", "①-A", "1a"])
def test_an_id_that_names(identifier):
    assert not is_running_number(identifier)


def both(first, second):
    return Register("tests", "test", (*first, *second), (*first.tables, *second.tables))


def sheet_of(sheet, ids):
    rows = "\n".join(f"| {number} | pass |" for number in ids)
    return register("test", f"| id | result |\n{rows}", sheet=sheet)


def test_every_sheet_may_start_anew_with_number_one():
    tests = both(sheet_of("販売", [1, 2]), sheet_of("購買", [1, 2, 3]))
    assert tests.repeated == ()
    assert measure(situation("2024-05-07", tests))["scope"].value == 5


def test_a_name_that_stands_on_two_sheets_is_one_record_written_twice():
    tests = both(sheet_of("販売", ["T-1", "T-2"]), sheet_of("購買", ["T-1"]))
    assert [[r.table.sheet for r in group] for group in tests.repeated] == [["販売", "購買"]]
    assert measure(situation("2024-05-07", tests))["scope"].value == 2


def test_a_number_repeated_on_its_own_sheet_is_a_repetition():
    assert len(sheet_of("販売", [1, 2, 2]).repeated) == 1
