"""Texts, ids and people, as columns of cells."""

from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.sheets.meaning.column import Cells, Odd
from pmo_xl.sheets.meaning.values import read_texts, text_of


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


def test_ids_keep_their_zeros_and_whole_numbers_lose_their_point():
    assert texts("00123", 123.0, "１２", "K-012", field="id") == ["00123", "123", "１２", "K-012"]
    many = [float(number) for number in range(400)]  # so many different ones are read another way
    assert texts(*many, field="id") == [str(number) for number in range(400)]
    assert texts(*many, 1.5, "001", None, field="id")[-3:] == ["1.5", "001", None]


def test_a_vendor_nobody_has_been_found_for_is_none():
    assert texts("未割当", "TBD", "A社", field="vendor") == [None, None, "A社"]


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


CELLS = st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.times())


@given(st.lists(CELLS))
def test_every_column_can_be_read_and_keeps_its_length(cells):
    for field in ("title", "id", "owner"):
        values = read_texts(Cells(field, cells)).values
        assert len(values) == len(cells)
        assert all(value is None or isinstance(value, str) for value in values)


@given(CELLS)
def test_every_cell_has_a_text(cell):
    assert isinstance(text_of(cell), str)
