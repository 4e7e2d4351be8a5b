"""How figures are printed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.metrics.wording import half_up, percent, signed, signed_half_up, signed_points


@pytest.mark.parametrize(
    ("count", "of", "text"),
    [
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (1, 2000, "0.1%"),  # 0.05 → half up, where binary floats would say 0.0
        (3, 2000, "0.2%"),
        (1, 1, "100.0%"),
        (0, 7, "0.0%"),
        (1999, 2000, "100.0%"),  # 99.95
    ],
)
def test_percent_is_half_up_from_integers(count, of, text):
    assert percent(Fraction(count, of)) == text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [(1.125, 1, "1.1"), (1.25, 1, "1.3"), (-1.25, 1, "−1.3"), (-0.04, 1, "0.0"), (12345.65, 0, "12,346"), (0.0005, 3, "0.001")],
)  # fmt: skip
def test_halves_go_away_from_zero(value, digits, text):
    assert half_up(value, digits) == text


@pytest.mark.parametrize(
    ("number", "minus", "text"), [(16, "▲", "+16"), (-18, "▲", "▲18"), (-1800, "-", "-1,800"), (0, "▲", "±0")]
)
def test_differences_of_counts(number, minus, text):
    assert signed(number, minus) == text


@pytest.mark.parametrize(
    ("value", "minus", "text"), [(0.3, "▲", "+0.3"), (-0.3, "▲", "−0.3"), (-0.3, "-", "-0.3"), (0.04, "▲", "±0.0")]
)
def test_differences_with_a_decimal(value, minus, text):
    assert signed_half_up(value, minus) == text


def test_points():
    assert signed_points(Fraction(-18, 200), "▲") == "−9.0pt"
    assert signed_points(Fraction(16, 200), "▲") == "+8.0pt"


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_printed_percent_is_within_half_a_tenth(count, of):
    printed = Fraction(percent(Fraction(count, of)).rstrip("%").replace(",", ""))
    assert -Fraction(1, 20) < printed - Fraction(count * 100, of) <= Fraction(1, 20)
