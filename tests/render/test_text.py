"""Text that Office files can hold, and values inside other text."""

from datetime import date, datetime

import pytest

from pmo_xl.render import text

DAY = date(2024, 5, 7)


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (text.written_date(DAY), "2024/05/07"),
        (text.written_date(datetime(2024, 5, 7, 9, 5)), "2024/05/07 09:05"),
        (text.written_date(datetime(2024, 5, 7)), "2024/05/07"),
        (text.number(1234567), "1,234,567"),
        (text.number(1234.5), "1,234.5"),
        (text.number(-1000.0), "-1,000"),
        (text.plain(1e16), "1e+16"),
        (text.plain(-0.0), "0"),
        (text.plain(0.1 + 0.2), "0.3"),
        (text.plain(123456789012345678), "123456789012345678"),
    ],
)
def test_forms(made, wanted):
    assert made == wanted


def test_a_text_is_measured_as_excel_measures_it():
    assert text.units("あ") == 1
    assert text.units("🎉") == 2
    assert text.fitting("あ" * 10, 10) == "あ" * 10
    assert text.fitting("🎉" * 10, 19, "…") == "🎉" * 9 + "…"
    assert text.fitting("🎉" * 10, 18, "…") == "🎉" * 8 + "…"  # 17 units are left: eight pairs, never half of one


def test_line_breaks_of_every_kind_are_one():
    assert text.spoken("a\r\nb\rc\x0bd\x0ce\u2028f\u2029g") == "a\nb\nc\nd\ne\nf\ng"
    assert text.spoken("\x00\x1f\ufeffx\ufffe") == "\ufeffx"
