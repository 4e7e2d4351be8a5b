"""Due dates as they are said in a meeting on Tuesday 2026-11-24 (the day after a public holiday).

November 2026                 December 2026
Mo Tu We Th Fr Sa Su          Mo Tu We Th Fr Sa Su
23 24 25 26 27 28 29              1  2  3  4  5  6
30                             7  8  9 10 11 12 13
"""

from datetime import date
from pathlib import Path

import pytest

from pmo_xl.sheets.meaning.due_words import spoken_due
from pmo_xl.workdays import Calendar

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("本日", "2026-11-24"),
        ("今日中", "2026-11-24"),
        ("本日17時まで", "2026-11-24"),
        ("明日", "2026-11-25"),
        ("明日午前中", "2026-11-25"),
        ("明日 17:00", "2026-11-25"),
        ("翌日", "2026-11-25"),
        ("翌営業日", "2026-11-25"),
        ("明後日", "2026-11-26"),
        ("今週金", "2026-11-27"),
        ("金曜日", "2026-11-27"),
        ("金曜の夕方までに", "2026-11-27"),
        ("来週金", "2026-12-04"),
        ("来週の水曜まで", "2026-12-02"),
        ("翌週火曜", "2026-12-01"),
        ("再来週月曜", "2026-12-07"),
        ("再来週月曜朝一", "2026-12-07"),
        ("月曜", "2026-11-30"),  # this week's Monday has passed
        ("今週", "2026-11-27"),
        ("今週中", "2026-11-27"),
        ("今週末", "2026-11-27"),
        ("週末まで", "2026-11-27"),
        ("来週中", "2026-12-04"),
        ("来週末", "2026-12-04"),
        ("週明け", "2026-11-30"),
        ("来週頭", "2026-11-30"),
        ("来週の初め", "2026-11-30"),
        ("再来週頭", "2026-12-07"),
        ("月末", "2026-11-30"),
        ("11月末", "2026-11-30"),
        ("今月末日", "2026-11-30"),
        ("今月中", "2026-11-30"),
        ("来月末", "2026-12-31"),
        ("2027年1月末", "2027-01-29"),  # 1/31 is a Sunday, 1/30 a Saturday
        ("来月頭", "2026-12-01"),
        ("来月初め", "2026-12-01"),
        ("月初", "2026-12-01"),
        ("1月頭", "2027-01-04"),  # 1/1 is a holiday and a Friday
        ("再来月初", "2027-01-04"),
        ("年内", "2026-12-31"),
        ("年度末", "2027-03-31"),
        ("1営業日以内", "2026-11-25"),
        ("2営業日後", "2026-11-26"),
        ("三営業日後", "2026-11-27"),
        ("3日後", "2026-11-27"),
        ("5日以内", "2026-11-27"),  # 11/29 is a Sunday
        ("1週間以内", "2026-12-01"),
        ("二週間後", "2026-12-08"),
        ("1か月後", "2026-12-24"),
        ("11/27", "2026-11-27"),
        ("11/27(金)", "2026-11-27"),
        ("11/27（金） 17:00", "2026-11-27"),
        ("12/2 9:00", "2026-12-02"),
        ("11-30", "2026-11-30"),
        ("〜11/30", "2026-11-30"),
        ("11/30目途", "2026-11-30"),
        ("11/30〆切", "2026-11-30"),
        ("１２月４日", "2026-12-04"),
        ("2026/12/1まで", "2026-12-01"),
        ("R8.12.1", "2026-12-01"),
        ("令和8年12月1日", "2026-12-01"),
        ("1/8", "2027-01-08"),  # the next 8 January, not the one that has passed
        ("11/29", "2026-11-27"),  # a Sunday: the working day before, never later than promised
        ("30日", "2026-11-30"),
        ("10日まで", "2026-12-10"),  # the 10th of November has passed
        ("来月10日", "2026-12-10"),
    ],
)
def test_a_phrase_that_means_one_day_is_read(said, means):
    assert spoken_due(said, TUESDAY, Calendar()) == date.fromisoformat(means)


@pytest.mark.parametrize(
    "said",
    [
        "", "山田", "未定", "なるはや", "別途調整", "次回まで", "至急", "随時",
        "来週", "来週まで", "来月", "12月", "5月上旬", "来週前半", "年明け", "数日中",  # any of several days
        "3日中",  # the 3rd, or three days
        "次の金曜", "火曜",  # said on a Tuesday
        "11/20",  # four days ago: hardly next year's
        "今週の月曜", "先週金曜", "昨日", "11月頭",  # gone
        "11/27(木)",  # a Friday
        "11/27か11/30", "11/25〜11/27", "11/27頃", "毎週金曜", "2/30", "13月末", "13/1", "32日", "17時",
    ],
)  # fmt: skip
def test_what_could_be_several_days_or_none_is_asked_not_guessed(said):
    assert spoken_due(said, TUESDAY, Calendar()) is None


def test_tomorrow_before_golden_week_is_the_next_working_day():
    # 2024-05-02 is a Thursday; 5/3 to 5/6 are days off
    assert spoken_due("明日", date(2024, 5, 2), Calendar()) == date(2024, 5, 7)
    assert spoken_due("来週頭", date(2024, 5, 2), Calendar()) == date(2024, 5, 7)


def test_a_months_end_said_after_its_last_working_day_is_asked():
    # 2026-10-31 is a Saturday
    assert spoken_due("月末", date(2026, 10, 31), Calendar()) is None


def test_a_month_from_the_31st_is_the_next_months_last_day():
    # 2027-02-28 is a Sunday: the Friday before
    assert spoken_due("1か月後", date(2027, 1, 31), Calendar()) == date(2027, 2, 26)


def test_the_guide_tells_the_days_that_are_read():
    table = (Path(__file__).parents[2] / "docs" / "minutes.md").read_text("utf-8").split("| 期限 |")[1]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")][:5]
    for phrases, days in rows:
        read = [spoken_due(phrase.strip(), date(2024, 5, 7), Calendar()) for phrase in phrases.split("、")]
        told = [day.strip() for day in days.split("、")]
        if "【要確認】" in days:
            assert read == [None] * len(read)
        else:
            assert [f"{day.month}/{day.day}" for day in read] == [day.removeprefix("2025/") for day in told]
