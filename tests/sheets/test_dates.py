"""Every way sheets.md §6 knows to write a date, and what is no date."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_xl.sheets.meaning.dates import BLANK, ReadDate, day_comes_first, day_within, may_name_day, read_date, with_year

AS_OF = date(2024, 5, 7)
SEVENTH_OF_MAY = date(2024, 5, 7)


WHOLE_DAYS = """
    2024/5/7 | 2024-05-07 | 2024.5.7 | 20240507 | 2024年5月7日(火) | 2024年5月7日火曜日 | 24/5/7 | '24.5.7
    R6.5.7 | R6/5/7 | 令和6年5月7日 | Ｒ６．５．７ | ２０２４／５／７ | 7-May-24 | 45419 | 2024/5/7まで
    2024-05-07T16:00 | May 7, 2024 | 2024 / 5 / 7 | 2024/5/7 13:30 | 2024年 5月 7日 | May 7th, 2024
    2024/5/7（火・祝） | 07-MAY-2024 | 24年5月7日 | R06.05.07 | R6-5-7 | R6年5月7日 | 令6.5.7 | ’24/5/7 | 2024／05／07
    2024/5/7 火 | 2024年5月7日 火 | 2024/5/7(火曜日) | 2024/5/7 [Tue] | Tue, 7 May 2024 | Tuesday, May 7, 2024 | 7 May 2024
    2024-May-07 | 7/May/2024 | Sept 1, 2024 | 2024-05-07 00:00:00 | 2024-05-07T13:30:00Z | 2024-05-07T13:30:00+09:00
    2024/5/7 1:30 PM | 2024年5月7日13:30 | 2024/5/7(火) 13:00〜14:00 | 2024/5/7 17時 | 2024/5/7 午後 | 2024/5/7 17:00まで
    2024/5/7付 | 2024年5月7日付け | 2024/5/7必着 | 7.5.2024
"""


@pytest.mark.parametrize("text", [text for line in WHOLE_DAYS.strip().splitlines() for text in line.split("|")])
def test_a_whole_day_written_as_text_is_that_day(text):
    day = date(2024, 9, 1) if "Sept" in text else SEVENTH_OF_MAY
    assert read_date(text, near=None) == ReadDate("text_date", day, text.strip())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("H31.4.30", date(2019, 4, 30)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("S64.1.7", date(1989, 1, 7)),
        ("㋿6年5月7日", SEVENTH_OF_MAY),
    ],
)
def test_eras_count_from_their_first_year(text, day):
    assert read_date(text, near=None).date == day


YEARLESS = """
    5/7 | 5月7日 | 05/07 | 5/7(火) | ５／７ | 5-7 | 7-May | 5/7 13:00 | 5.7 | May 7 | 7 May | 5/7火 | 5/7まで | 5/7 AM | 5/7中
    5月7日（火）午前 | 5/7(火) 17:00まで
"""


@pytest.mark.parametrize("text", [text.strip() for line in YEARLESS.strip().splitlines() for text in line.split("|")])
def test_a_day_without_a_year_lies_nearest_to_what_stands_near(text):
    assert read_date(text, near=AS_OF) == ReadDate("yearless_date", SEVENTH_OF_MAY, text)
    assert read_date(text, near=None) == ReadDate("yearless_date", None, text)


def test_around_new_year_the_nearest_year_may_be_the_next():
    assert with_year(1, 10, date(2024, 12, 20)) == date(2025, 1, 10)
    assert with_year(12, 28, date(2025, 1, 6)) == date(2024, 12, 28)
    assert with_year(2, 29, date(2025, 3, 1)) == date(2024, 2, 29)
    assert with_year(2, 29, date(2022, 3, 1)) is None


@pytest.mark.parametrize("value", ["2/30", "2024/2/30", "11/31", "2024/13/1", "13:00", "R6.2.30", "0/5", "31-Jun-2024"])
def test_a_day_that_does_not_exist_is_bad(value):
    assert read_date(value, near=AS_OF) == ReadDate("bad_date", None, value)


@pytest.mark.parametrize(
    "value", [0.0, 1, 59, 60, -5, 2958466, 0.999999999, 5.7, float("nan"), float("inf"), 1e300, time(13), timedelta(3)]
)
def test_numbers_and_times_that_are_no_day_are_bad(value):
    assert (read_date(value, near=AS_OF).what, read_date(value, near=AS_OF).date) == ("bad_date", None)


def test_real_dates_lose_their_time_and_serials_are_believed():
    assert read_date(datetime(2024, 5, 7, 16, 30), near=None) == ReadDate("date", SEVENTH_OF_MAY, "2024/05/07")
    assert read_date(45419.75, near=None) == ReadDate(
        "date", SEVENTH_OF_MAY, "2024/05/07"
    )  # 45419 days after 1899-12-30
    assert read_date(20240507.0, near=None) == ReadDate("text_date", SEVENTH_OF_MAY, "20240507")
    assert read_date(date(9999, 12, 31), near=None).date == date(9999, 12, 31)


def test_days_that_excel_counts_wrongly_are_not_believed():
    assert read_date(date(1900, 3, 1), near=None).what == "date"  # serial 61
    assert read_date(datetime(1900, 2, 28), near=None).what == "bad_date"  # serial 59


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("5月上旬", date(2024, 5, 10)),
        ("５月中旬", date(2024, 5, 20)),
        ("5月下旬", date(2024, 5, 31)),
        ("6月末", date(2024, 6, 30)),
        ("5月中", date(2024, 5, 31)),
        ("5月", date(2024, 5, 31)),
        ("2024/6", date(2024, 6, 30)),
        ("令和6年6月", date(2024, 6, 30)),
        ("6月初", date(2024, 6, 10)),
        ("5月第2週", date(2024, 5, 14)),
        ("第2週", date(2024, 5, 14)),
        ("今週中", date(2024, 5, 10)),  # the Friday of the week of Tuesday 7 May
        ("来週", date(2024, 5, 17)),
        ("来週月曜", date(2024, 5, 13)),
        ("月末", date(2024, 5, 31)),
        ("来月上旬", date(2024, 6, 10)),
        ("2Q", date(2024, 9, 30)),  # fiscal year from April
        ("4Q", date(2025, 3, 31)),
        ("GW明け", date(2024, 5, 10)),
        ("年内", date(2024, 12, 31)),
        ("5/10頃", date(2024, 5, 10)),
        ("2024/5/10予定", date(2024, 5, 10)),
        ("5/7〜5/10", date(2024, 5, 10)),
        ("12/20～1/10", date(2024, 1, 10)),
        ("〜5/10", date(2024, 5, 10)),
        ("5/7-5/10", date(2024, 5, 10)),
        ("5/7 - 5/10", date(2024, 5, 10)),
        ("5/7〜10", date(2024, 5, 10)),
        ("5月7日から10日", date(2024, 5, 10)),
        ("2024/5/7-2024/5/10", date(2024, 5, 10)),
        ("2024/5/7(火)～5/10(金)", date(2024, 5, 10)),
        ("5/7→5/10", date(2024, 5, 10)),  # moved: the new day
        ("5月上旬〜中旬", date(2024, 5, 20)),
        ("4月〜5月", date(2024, 5, 31)),
        ("(5/10)", date(2024, 5, 10)),
        ("5/10?", date(2024, 5, 10)),
        ("5/10（仮）", date(2024, 5, 10)),
        ("上旬", date(2024, 5, 10)),
        ("中旬", date(2024, 5, 20)),
        ("下旬", date(2024, 5, 31)),
        ("5月中頃", date(2024, 5, 20)),
        ("5/末", date(2024, 5, 31)),
        ("5末", date(2024, 5, 31)),
        ("6/上旬", date(2024, 6, 10)),
        ("R6.6末", date(2024, 6, 30)),
        ("5月2週目", date(2024, 5, 14)),
        ("6/1W", date(2024, 6, 7)),
        ("週末", date(2024, 5, 10)),
        ("週明け", date(2024, 5, 13)),
        ("翌週", date(2024, 5, 17)),
        ("令和元年", date(2019, 12, 31)),
        ("2024年", date(2024, 12, 31)),
        ("2024年度末", date(2025, 3, 31)),
        ("年度内", date(2025, 3, 31)),
        ("上期", date(2024, 9, 30)),
        ("FY24 Q2", date(2024, 9, 30)),
        ("2024年度第4四半期", date(2025, 3, 31)),
        ("May 2024", date(2024, 5, 31)),
    ],
)
def test_a_vague_time_ends_on_the_last_day_of_its_span(text, last):
    assert read_date(text, near=AS_OF) == ReadDate("vague_date", last, text)


def test_a_vague_time_without_anything_near_has_no_day():
    for text in ("5月上旬", "来週", "2Q", "GW明け", "第2週", "中旬", "月末"):
        assert read_date(text, near=None) == ReadDate("vague_date", None, text)


@pytest.mark.parametrize(
    "text",
    [
        "未定",
        "調整中",
        "TBD",
        "別途",
        "随時",
        "→",
        "済",
        "即日",
        "ASAP",
        "同上",
        "A社の回答後に確認",
        "5/7にA社へ確認",
        "2024/5/XX",
        "2024/5/7 山田",
        "5/7〜",
        "Mark 5",
        "Decide 7",
        "2週",
        "5/7、5/8",
        "本日中に要確認",
    ],
)
def test_a_word_or_a_sentence_is_no_day(text):
    assert read_date(text, near=AS_OF) == ReadDate("word", None, text)


@pytest.mark.parametrize(
    "value", [None, "", " ", "　", "-", "－", "ー", "なし", "N/A", "/", "yyyy/mm/dd", "　/　/　", "年 月 日"]
)
def test_nothing_and_placeholders_are_blank(value):
    assert read_date(value, near=AS_OF) == BLANK


def test_day_or_month_first_is_decided_by_the_column():
    assert day_comes_first(["05/07/2024", "20/08/2024"]) is True
    assert day_comes_first(["05/07/2024", "08/20/2024"]) is False
    assert day_comes_first(["05.07.2024", "20.08.2022"]) is True
    assert day_comes_first(["05/07/2024"]) is None
    assert read_date("05/07/2024", near=AS_OF, day_first=True).date == date(2024, 7, 5)
    assert read_date("05/07/2024", near=AS_OF, day_first=False).date == date(2024, 5, 7)
    assert read_date("05/07/2024", near=AS_OF) == ReadDate("vague_date", None, "05/07/2024")
    assert read_date("20.08.2022", near=AS_OF).date == date(2022, 8, 20)
    assert read_date("24/05/07", near=AS_OF, day_first=True).date == SEVENTH_OF_MAY  # the year stands first


def test_two_digits_in_front_are_the_year_unless_the_dates_around_are_of_another_decade():
    assert read_date("24/5/7", near=AS_OF).date == SEVENTH_OF_MAY
    assert read_date("05/07/24", near=None).date == date(2005, 7, 24)
    assert read_date("05/07/24", near=AS_OF) == ReadDate("vague_date", None, "05/07/24")
    assert read_date("05/07/24", near=AS_OF, day_first=True).date == date(2024, 7, 5)
    assert read_date("05/27/24", near=AS_OF).date == date(2024, 5, 27)
    assert read_date("5/7/24", near=AS_OF).date is None


@pytest.mark.parametrize("near", [date.min, date.max])
def test_at_the_ends_of_the_calendar_a_span_has_no_day_and_nothing_fails(near):
    for text in ("5月上旬", "来週", "来月末", "4Q", "年度末", "GW明け", "0000年5月", "2/29", "5/7"):
        assert read_date(text, near=near).what in ("vague_date", "yearless_date", "bad_date")


@given(
    st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.times(), st.timedeltas()), st.none() | st.dates()
)
def test_no_cell_is_too_strange_to_be_read(value, near):
    read = read_date(value, near=near)
    assert (read.date is None) or read.what in ("date", "text_date", "yearless_date", "vague_date")


@given(st.from_regex(r"[0-9０-９RH令和元年月日/.\-上中下旬末Q週 ]{1,12}", fullmatch=True), st.none() | st.dates())
def test_nothing_that_looks_like_a_date_fails(text, near):
    read_date(text, near=near)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024/05/07（火） 13:00〜14:00", date(2024, 5, 7)),
        ("日時: ２０２４年５月７日 10時", date(2024, 5, 7)),
        ("令和6年5月7日(火)", date(2024, 5, 7)),
        ("24/5/7 10:00", date(2024, 5, 7)),
        ("2024/2/30", None),
        ("5/7/2024", None),
        ("13:00〜14:00", None),
    ],
)
def test_the_day_within_a_text(text, day):
    assert day_within(text) == day


PIECES = (
    *"0123456789/.-年月日（）()〜 Q週旬末初中RHS",
    *("May", "sep", "Friday", "令和", "平成", "元", "第", "四半期", "来週", "GW明け", "お盆明け", "まで", "から", "頃"),
    *("UAT", "受注", "登録", "なし", "n/a", "x", "yyyy", "ー", "年度末", "上期"),
)


@settings(max_examples=2000, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=6).map("".join)).map(str.strip))
def test_what_the_first_look_lets_go_names_no_day(text):
    if text[:1].isalnum() and not may_name_day(text):
        assert read_date(text, near=None) == ReadDate("word", None, text)
        assert read_date(text, near=AS_OF) == ReadDate("word", None, text)
