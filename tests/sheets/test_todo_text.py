"""ToDo noted in one line, in a meeting on Tuesday 2026-11-24: who, by when, what."""

from datetime import date

import pytest

from pmo_xl.sheets.meaning.due_words import spoken_due
from pmo_xl.sheets.meaning.todo_text import Promise, promise_in
from pmo_xl.workdays import Calendar

KNOWN = {"青葉一郎", "青葉 一郎", "青葉", "若葉花子", "A社 甲野太郎", "甲野太郎", "経理部"}


def read(line):
    return promise_in(line, lambda word: spoken_due(word, date(2026, 11, 24), Calendar()), KNOWN.__contains__)


FRIDAY = date(2026, 11, 27)
WHOLE = ("青葉", FRIDAY, "一覧を出す")


@pytest.mark.parametrize(
    "line",
    [
        "青葉 11/27 一覧を出す",
        "青葉　11/27　一覧を出す",
        "青葉、11/27、一覧を出す",
        "11/27 青葉 一覧を出す",
        "青葉 11/27まで 一覧を出す",
        "青葉 11/27までに 一覧を出す",
        "青葉 11/27までに一覧を出す",
        "青葉: 11/27までに一覧を出す",
        "青葉： 一覧を出す 11/27",
        "青葉⇒一覧を出す 11/27",
        "@青葉 一覧を出す 11/27",
        "【青葉】一覧を出す 11/27",
        "一覧を出す（青葉、11/27）",
        "一覧を出す(青葉 11/27)",
        "一覧を出す（担当: 青葉、期限: 11/27）",
        "一覧を出す（担当: 青葉、期限: 11/27(金)）",
        "一覧を出す（担当：青葉 期限：11/27）",
        "担当:青葉 期限:11/27 一覧を出す",
        "一覧を出す 担当：青葉 期限：11/27",
        "青葉 一覧を出す（11/27）",
        "青葉 一覧を出す 今週金",
    ],
)
def test_who_by_when_and_what_in_the_ways_people_note_them(line):
    found = read(line)
    assert (found.owner, found.due, found.text) == WHOLE


@pytest.mark.parametrize(
    ("line", "owner", "due", "text"),
    [
        ("青葉 一郎 11/27 一覧を出す", "青葉 一郎", FRIDAY, "一覧を出す"),
        ("A社 甲野太郎 来週金 一覧を出す", "A社 甲野太郎", date(2026, 12, 4), "一覧を出す"),
        ("経理部 月末 一覧を出す", "経理部", date(2026, 11, 30), "一覧を出す"),
        ("紅葉さん 来月頭 一覧を出す", "紅葉さん", date(2026, 12, 1), "一覧を出す"),
        ("紅葉さんが11/27までに一覧を出す", "紅葉さん", FRIDAY, "一覧を出す"),
        ("紅葉課長に11/27までに一覧を送る", "紅葉課長", FRIDAY, "一覧を送る"),
        ("紅葉 11/27 一覧を出す", "紅葉", FRIDAY, "一覧を出す"),  # whoever stands before the day
        ("一覧を出す（担当: A社 甲野太郎、期限: 11/27）", "A社 甲野太郎", FRIDAY, "一覧を出す"),
        ("担当: 青葉 一覧を出す、送る", "青葉", None, "一覧を出す、送る"),
        ("青葉 一覧を出す", "青葉", None, "一覧を出す"),
        ("11/27 一覧を出す", "", FRIDAY, "一覧を出す"),
        ("一覧を出す 11/27", "", FRIDAY, "一覧を出す"),
        ("青葉、若葉花子 11/27 一覧を出す", "青葉、若葉花子", FRIDAY, "一覧を出す"),
    ],
)
def test_names_with_companies_titles_and_what_is_left_unsaid(line, owner, due, text):
    found = read(line)
    assert (found.owner, found.due, found.text) == (owner, due, text)


@pytest.mark.parametrize(
    "line",
    [
        "台帳の更新",
        "帳票（11/27(金)の会議の分）の見直し",
        "青葉",  # a name alone is nothing to do
        "11/27",
        "紅葉 一覧を出す",  # a stranger, or a word of the text?
    ],
)
def test_what_cannot_be_told_apart_stays_in_the_text(line):
    assert read(line) == Promise(line)


def test_a_day_that_is_not_certain_is_kept_as_it_was_said():
    assert read("一覧を出す（担当: 青葉、期限: 来週）") == Promise("一覧を出す", "青葉", None, "来週")
    assert read("青葉 来週 一覧を出す") == Promise("来週 一覧を出す", "青葉")  # asked; nothing is lost
