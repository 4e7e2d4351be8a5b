"""Columns of numbers: commas, units, minus signs, percent and amounts in 万円."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.sheets.meaning.column import Cells, Odd
from pmo_xl.sheets.meaning.numbers import number_of, read_numbers


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (3.0, 3), (3, 3), ("3", 3), ("１２", 12), ("25件", 25), ("1.5人日", 1.5), ("50％", 0.5), ("50%", 0.5), ("５０ %", 0.5),
        ("1,234", 1234), ("１，２３４", 1234), ("1,234,567.5円", 1234567.5), ("△1", -1), ("▲1.5", -1.5), ("▲1,234", -1234),
        ("-3", -3), ("－３", -3), ("−3", -3), ("+3", 3), ("約10件", 10), ("計 5", 5), ("５００円", 500), ("¥1,200", 1200),
        ("￥１，２００円", 1200), ("2 時間", 2), (".5", 0.5), ("0", 0), ("0件", 0), ("120万円", 1_200_000), ("1.5億円", 150_000_000),
        ("3千件", 3000), ("2百万円", 2_000_000),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(cell, number):
    assert number_of(cell) == number


@pytest.mark.parametrize(
    "cell",
    ["多数", "10〜20", "1 2", "1,2", "12,34", "3時間30分", "1億2000万円", "約", "%", "1e999", "9" * 400, "K-012", True, float("nan"),
     float("inf"), None, "", "２／３", "$500", "5/7"],
)  # fmt: skip
def test_what_is_no_single_number_is_none(cell):
    assert number_of(cell) is None


def test_a_word_in_a_number_column_is_reported_and_a_dash_is_blank():
    read = read_numbers(Cells("planned_effort", ["3人日", "-", "多数", None, "未定"]))
    assert read.values == [3, None, None, None, None]
    assert read.odd == [Odd(2, "not_a_number", "多数", None)]


def test_ditto_takes_the_number_above_and_is_reported():
    read = read_numbers(Cells("planned_effort", [3.0, "〃", "同上"]))
    assert read.values == [3, 3, 3]
    assert read.odd == [Odd(1, "ditto", "〃", 3.0), Odd(2, "ditto", "同上", 3.0)]


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (["50%", 0.25, 1.0], [0.5, 0.25, 1]),
        ([50.0, 100.0, 0.0, "80%", "30"], [0.5, 1, 0, 0.8, 0.3]),
        (["50", "100", "1"], [0.5, 1, 0.01]),  # texts count to 100 as numbers do
        ([0.5, 1.0, 0.0], [0.5, 1, 0]),
        (["５０％", "100％"], [0.5, 1]),
        ([1.0, 1.2, 0.5], [1, 1.2, 0.5]),  # more than one person's whole time
        ([0.0, 1.0], [0, 1]),
    ],
)
def test_shares_count_to_one_however_the_sheet_counts(cells, shares):
    read = read_numbers(Cells("progress", cells))
    assert read.values == shares
    assert not read.notes


def test_where_parts_and_percents_stand_side_by_side_it_is_said():
    read = read_numbers(Cells("progress", [0.5, 80.0, 1.0], "F列「進捗」"))
    assert read.values == [0.5, 0.8, 1]
    assert list(read.notes) == ["F列「進捗」では、1以下は割合、1を超える数は%とみなしました"]


def test_other_numbers_are_no_shares():
    assert read_numbers(Cells("planned_effort", [50.0])).values == [50]


def test_money_counts_in_what_the_heading_says_unless_the_cell_says_it_itself():
    read = read_numbers(Cells("cost", [120.0, "80", "50万円", "5,000円", None], "D列「費用（万円）」"))
    assert read.values == [1_200_000, 800_000, 500_000, 5_000, None]
    assert list(read.notes) == ["D列「費用（万円）」の数字は万円単位とみなしました"]
    assert read_numbers(Cells("cost", [120.0], "D列「費用」")).values == [120]


CELLS = st.one_of(st.none(), st.text(), st.floats(), st.integers(-(10**18), 10**18), st.booleans(), st.datetimes())


@given(st.lists(CELLS), st.sampled_from(["progress", "cost", "planned_effort"]))
def test_every_column_can_be_read_and_keeps_its_length(cells, field):
    values = read_numbers(Cells(field, cells, "費用（千円）")).values
    assert len(values) == len(cells)
    assert all(number is None or isinstance(number, float) for number in values)


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (["半日", "専任", "50%", "週３日"], [0.5, 1, 0.5, 0.6]),
        ([50.0, "専任", "午前のみ", 100.0], [0.5, 1, 0.5, 1]),  # a word is a part of one where the column counts to 100
    ],
)
def test_how_much_of_a_person_there_is_may_be_a_word(cells, shares):
    read = read_numbers(Cells("allocation", cells))
    assert read.values == shares
    assert list(read.odd) == []


def test_a_word_about_a_person_is_none_elsewhere_and_an_unknown_one_is_reported():
    assert read_numbers(Cells("progress", ["半日"])).odd == [Odd(0, "not_a_number", "半日", None)]
    assert read_numbers(Cells("allocation", ["応相談"])).odd == [Odd(0, "not_a_number", "応相談", None)]
