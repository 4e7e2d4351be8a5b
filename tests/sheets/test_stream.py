"""The careful way gives the values calamine gives, wherever calamine gives any."""

import io
import math
from datetime import date, datetime, time, timedelta

import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_xl.sheets.xlsx.stream import Meaning, RawCell, cells, number_value, unescaped
from pmo_xl.sheets.xlsx.styles import Styles, read_styles
from tests.support.handmade import DATE, DURATION, MOMENT, number, package, row, sheet_data

STYLES = Styles(("number", "date", "date", "duration", "number"))


def by_calamine(data):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)[0]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.floats(61, 2_958_465, allow_nan=False).map(lambda n: round(n * 86_400) / 86_400), min_size=1, max_size=9
    )
)
def test_dates_are_the_ones_calamine_reads(serials):
    values = [number_value(serial, STYLES, MOMENT, since_1904=False) for serial in serials]
    line = row(1, *(number(f"{letter}1", repr(n), MOMENT) for letter, n in zip("ABCDEFGHI", serials, strict=False)))
    expected = by_calamine(package({"一覧": sheet_data(line)}))
    for value, other in zip(values, expected, strict=True):
        assert abs(_moment(value) - _moment(other)) <= timedelta(milliseconds=1)


def _moment(value):
    return value if isinstance(value, datetime) else datetime.combine(value, time())


@pytest.mark.parametrize(
    ("serial", "style", "value"),
    [
        (45350, DATE, date(2024, 2, 28)),  # 45350 days after 1899-12-30
        (61, DATE, date(1900, 3, 1)),
        (1, DATE, date(1900, 1, 1)),
        (45350.75, MOMENT, datetime(2024, 2, 28, 18)),
        (45350.999999999, MOMENT, date(2024, 2, 29)),
        (0.5, MOMENT, time(12)),
        (1.5, DURATION, timedelta(hours=36)),
        (2_958_465, DATE, date(9999, 12, 31)),
        (2_958_466, DATE, 2_958_466),
        (2_958_465.999999999, DATE, 2_958_465.999999999),
        (-5, DATE, -5),
        (45350, 99, 45350),
    ],
)
def test_a_number_is_what_its_style_shows(serial, style, value):
    assert number_value(serial, STYLES, style, since_1904=False) == value


@pytest.mark.parametrize(
    ("serial", "value"),
    [
        (44000, date(2024, 6, 19)),
        (2_957_003, date(9999, 12, 31)),  # 9999-12-31 is that many days after 1904-01-01
        (2_957_004, 2_957_004),
        (2_957_003.999999999, 2_957_003.999999999),  # rounded to a thousandth of a second it is the day after
    ],
)
def test_where_days_are_counted_from_1904_the_calendar_ends_sooner(serial, value):
    assert (date(9999, 12, 31) - date(1904, 1, 1)).days == 2_957_003
    assert number_value(serial, STYLES, DATE, since_1904=True) == value


def test_numbers_that_are_none_are_handed_on():
    meaning = Meaning(styles=STYLES)
    written = {"NaN": math.isnan, "1e999": math.isinf, "abc": "abc".__eq__}
    for words, holds in written.items():
        assert holds(meaning.value(RawCell(1, 1, "n", 0, False, words)))


@pytest.mark.parametrize(
    ("written", "meant"),
    [("a_x000A_b", "a\nb"), ("_x005F_x000A_", "_x000A_"), ("_x12_", "_x12_"), ("_xD800_", "_xD800_"), ("a_b", "a_b")],
)
def test_escapes_are_resolved_once(written, meant):
    assert unescaped(written) == meant


def test_furigana_is_no_part_of_a_text():
    xml = b"<w><sheetData><row r='2'><c r='B2' t='inlineStr'><is><t>A</t><rPh><t>B</t></rPh><r><t>C</t></r></is></c></row></sheetData></w>"
    assert [cell.text for cell in cells(xml)] == ["AC"]


@pytest.mark.parametrize(
    ("code", "sort"),
    [
        ("yyyy/mm/dd", "date"), ('ggge"年"m"月"d"日"', "date"), ("h:mm", "date"), ("[h]:mm", "duration"), ("[$-411]m/d", "date"),
        ("0.00", "number"), ('0"day"', "number"), ("[Red]0", "number"), ("0.00E+00", "number"), ("General", "number"),
        ('#,##0"件"', "number"), ("@", "number"), ("[DBNum3]0", "number"), ('"第"0"週";@', "number"),
    ],
)  # fmt: skip
def test_a_format_tells_dates_from_numbers(code, sort):
    xml = (
        f"<styleSheet><numFmts><numFmt numFmtId='200' formatCode='{code}'/></numFmts>"
        "<cellXfs><xf numFmtId='200'/></cellXfs></styleSheet>"
    )
    assert read_styles(xml.encode(), "xl/styles.xml").sort(0) == sort
