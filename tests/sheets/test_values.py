"""Texts, ids, people and numbers, as columns of cells."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.sheets.column import Cells, Odd
from pmo_xl.sheets.values import number_of, read_numbers, read_texts, text_of


def texts(*cells, field="remarks"):
    return read_texts(Cells(field, cells)).values


def test_texts_are_trimmed_and_keep_their_inner_lines():
    assert texts(" 確認中\n5/8 回答 ", "　全角　", "a\r\nb") == ["確認中\n5/8 回答", "全角", "a\nb"]


def test_what_means_nothing_is_none_and_zero_is_a_value():
    assert texts(None, "", " 　", "-", "－", "なし", "特になし", "N/A", "未定", "/") == [None] * 10
    assert texts(0.0, "0", 0) == ["0", "0", "0"]


def test_numbers_in_text_columns_lose_a_useless_point_and_texts_keep_their_zeros():
    assert texts(12.0, "001", 1.5, "1.0", 20240507.0, field="id") == ["12", "001", "1.5", "1.0", "20240507"]


def test_truth_and_one_are_two_things():
    assert texts(True, 1.0, False, 0.0) == ["TRUE", "1", "FALSE", "0"]


def test_days_and_times_in_text_columns_print_as_people_write_them():
    assert texts(date(2024, 5, 7), datetime(2024, 5, 7), datetime(2024, 5, 7, 13), time(9, 30)) == [
        "2024/05/07", "2024/05/07", "2024/05/07 13:00", "09:30",
    ]  # fmt: skip


def test_ditto_takes_the_text_above_and_is_reported_with_it():
    read = read_texts(Cells("owner", ["山田", "〃", "同上", "佐藤", "同上"]))
    assert read.values == ["山田", "山田", "山田", "佐藤", "佐藤"]
    assert read.odd == [
        Odd(1, "ditto", "〃", "山田"), Odd(2, "ditto", "同上", "山田"), Odd(4, "ditto", "同上", "佐藤"),
    ]  # fmt: skip


def test_control_characters_are_taken_out_and_reported():
    read = read_texts(Cells("title", ["帳票\x0b出力が\x00崩れる画面", "改行\nは残る"]))
    assert read.values == ["帳票出力が崩れる画面", "改行\nは残る"]
    assert [(odd.at, odd.what, odd.meaning) for odd in read.odd] == [(0, "control", "帳票出力が崩れる画面")]


def test_a_number_of_more_digits_than_excel_keeps_is_reported():
    read = read_texts(Cells("id", [12345678901234567890.0, 123.0]))
    assert [(odd.at, odd.what) for odd in read.odd] == [(0, "lost_digits")]


def test_nobody_is_named_by_a_word_for_nobody():
    assert texts("未割当", "TBD", "調整中", "山田", field="owner") == [None, None, None, "山田"]
    assert texts("調整中", field="remarks") == ["調整中"]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (3.0, 3), ("１２", 12), ("25件", 25), ("1.5人日", 1.5), ("50％", 0.5), ("50%", 0.5), ("1,234", 1234),
        ("△1", -1), ("▲1.5", -1.5), ("-3", -3), ("約10件", 10), ("５００円", 500), ("2 時間", 2), (".5", 0.5),
        ("多数", None), ("10〜20", None), (True, None), (float("nan"), None), (float("inf"), None), ("1e999", None),
    ],
)  # fmt: skip
def test_numbers_are_read_however_they_are_written(cell, number):
    assert number_of(cell) == number


def test_a_word_in_a_number_column_is_reported_and_a_dash_is_blank():
    read = read_numbers(Cells("planned_effort", ["3人日", "-", "多数", None]))
    assert read.values == [3, None, None, None]
    assert read.odd == [Odd(2, "not_a_number", "多数", None)]


def test_shares_count_to_one_however_the_sheet_counts():
    assert read_numbers(Cells("progress", ["50%", 0.25, 1.0])).values == [0.5, 0.25, 1]
    assert read_numbers(Cells("progress", [50.0, 100.0, 0.0, "80%", "30"])).values == [0.5, 1, 0, 0.8, 0.3]
    assert read_numbers(Cells("planned_effort", [50.0])).values == [50]


CELLS = st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.times())


@given(st.lists(CELLS))
def test_every_column_can_be_read_and_keeps_its_length(cells):
    for field in ("title", "id", "owner"):
        values = read_texts(Cells(field, cells)).values
        assert len(values) == len(cells)
        assert all(value is None or isinstance(value, str) for value in values)
    numbers = read_numbers(Cells("progress", cells)).values
    assert all(number is None or isinstance(number, float) for number in numbers)


@given(CELLS)
def test_every_cell_has_a_text(cell):
    assert isinstance(text_of(cell), str)
