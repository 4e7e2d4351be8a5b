"""Ids: which spellings are one number, and the several ids of a cell."""

import pytest

from pmo_xl.model.ids import fold_id, is_running_number, split_ids, without_zeros


@pytest.mark.parametrize(
    "written",
    ["K-012", "Ｋ－０１２", "k-012", "K‐012", "K–012", "Kー012", "K_012", " K-012 ", "K - 012", "Ｋ-０12", "K−012"],
)
def test_width_case_dashes_and_spaces_do_not_distinguish(written):
    assert fold_id(written) == "K-012"


@pytest.mark.parametrize("written", ["12", "#12", "＃12", "No.12", "NO12", "№12", "Ｎｏ．１２", "⑫"])
def test_a_number_is_one_whatever_says_that_it_is_a_number(written):
    assert fold_id(written) == "12"


@pytest.mark.parametrize(
    ("first", "second"), [("K-012", "K-12"), ("001", "1"), ("00123", "123"), ("NO-1", "1"), ("1.0", "1")]
)
def test_zeros_and_what_else_may_tell_two_ids_apart_stay(first, second):
    assert fold_id(first) != fold_id(second)


def test_without_its_zeros_an_id_is_only_a_question():
    assert without_zeros("Ｄ－００１") == without_zeros("D-1") == "D-1"
    assert without_zeros("T-010-002") == "T-10-2"
    assert (without_zeros("100"), without_zeros("000")) == ("100", "0")


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("K-001、K-003~005", ["K-001", "K-003", "K-004", "K-005"]),
        ("#12 #15", ["#12", "#15"]),
        ("K-001\nK-002", ["K-001", "K-002"]),
        ("K-001～K-003", ["K-001", "K-002", "K-003"]),
        ("K-001 〜 003", ["K-001", "K-002", "K-003"]),
        ("K-001,K-002;K-003；K-004，K-005・K-006/K-007", [f"K-00{number}" for number in range(1, 8)]),
        ("UAT-001,002、005〜007", ["UAT-001", "UAT-002", "UAT-005", "UAT-006", "UAT-007"]),
        ("D-12/15", ["D-12", "D-15"]),
        ("K-001、K-001", ["K-001"]),
        ("9~11", ["9", "10", "11"]),
        ("001~003", ["001", "002", "003"]),
        ("1-3", ["1-3"]),  # an id of two parts, no span
        ("K-012 2024", ["K-012", "2024"]),  # no number of as many digits
        ("K-005~K-003", ["K-005~K-003"]),  # backwards
        ("K-001~T-003", ["K-001~T-003"]),  # of two registers
        ("K-1~K-99999", ["K-1~K-99999"]),  # a typing mistake rather than a hundred thousand ids
        ("", []),
        (None, []),
    ],
)
def test_the_ids_of_one_cell(cell, ids):
    assert split_ids(cell) == tuple(ids)


@pytest.mark.parametrize("identifier", ["1", "001", "1-3", "No.1", "①"])
def test_a_number_that_only_counts_is_no_name(identifier):
    assert is_running_number(identifier)
