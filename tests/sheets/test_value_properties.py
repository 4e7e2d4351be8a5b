"""What holds of every value, however it is written: round trips, and spellings that make no difference."""

import calendar
import random
from datetime import date, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from pmo_xl.model.ids import fold_id, split_ids, without_zeros
from pmo_xl.model.words import (
    LEVEL_WORDS,
    RESULT_WORDS,
    STATUS_WORDS,
    fold,
    is_blank_like,
    level_of,
    result_of,
    spellings,
    status_of,
)
from pmo_xl.sheets.meaning.column import Cells
from pmo_xl.sheets.meaning.companies import fold_company
from pmo_xl.sheets.meaning.date_columns import read_date_columns
from pmo_xl.sheets.meaning.dates import ReadDate, read_date
from pmo_xl.sheets.meaning.numbers import number_of, read_numbers
from pmo_xl.sheets.meaning.people import fold_name, split_people
from pmo_xl.sheets.meaning.values import read_texts
from pmo_xl.sheets.meaning.word_columns import read_levels, read_results, read_statuses

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
WEEKDAYS = "月火水木金土日"
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def wide(text):
    """The text in full-width letters."""
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


def era(day):
    """The era of a day, and its year in it: 令和6年 (from 2019-05-01 on), 平成31年 (from 1989-01-08 on)."""
    if day >= date(2019, 5, 1):
        return "令和", "R", day.year - 2018
    return "平成", "H", day.year - 1988


def whole_forms(day):
    """Every form that names the whole day."""
    name, letter, year = era(day)
    weekday = WEEKDAYS[day.weekday()]
    month = MONTHS[day.month - 1]
    plain = [
        f"{day.year}/{day.month}/{day.day}", f"{day:%Y-%m-%d}", f"{day.year}.{day.month}.{day.day}", f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日", f"{letter}{year}.{day.month}.{day.day}", f"{letter}{year}/{day.month}/{day.day}",
        f"{letter.lower()}{year}-{day.month}-{day.day}", f"{name}{year}年{day.month}月{day.day}日",
    ]  # fmt: skip
    english = [
        f"{day.day}-{month[:3]}-{day.year}", f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}",
        f"{day.year}-{month[:3]}-{day.day}", f"{day.day}/{month[:3].upper()}/{day.year}",
    ]  # fmt: skip
    dressed = [
        form + tail
        for form in plain[:3]
        for tail in (f"({weekday})", f"（{weekday}）", " 9:30", " 13時", "まで", "付け")
    ]
    dressed += [f"{plain[4]}{weekday}曜日", f"'{plain[0]}", f" {plain[0]}　", f"{plain[4]} 10:00〜11:30"]
    first = [f"{name}元年{day.month}月{day.day}日", f"{letter}元.{day.month}.{day.day}"] if year == 1 else []
    return [*plain, *english, *dressed, *map(wide, plain), *first]


def yearless_forms(day):
    """Every form that leaves the year out."""
    weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    plain = [f"{day.month}/{day.day}", f"{day.month}月{day.day}日", f"{day:%m/%d}", f"{day.month}-{day.day}"]
    return [
        *plain,
        f"{plain[0]}({weekday})",
        f"{plain[1]}（{weekday}）",
        f"{month[:3]} {day.day}",
        f"{day.day}-{month[:3]}",
        wide(plain[0]),
    ]


@given(DAYS)
def test_every_day_is_read_back_from_every_form_that_names_it_wholly(day):
    read = {form: read_date(form, near=None) for form in whole_forms(day)}
    assert read == {form: ReadDate("text_date", day, form.strip()) for form in read}


@given(DAYS, st.times())
def test_every_day_is_read_back_from_a_cell_that_holds_it(day, clock):
    assert read_date(day, near=None).date == read_date(datetime.combine(day, clock), near=None).date == day
    serial = (day - date(1899, 12, 30)).days
    if 40_000 <= serial < 60_000:  # the numbers a date column believes
        assert read_date(float(serial), near=None).date == read_date(serial + 0.75, near=None).date == day


@given(DAYS)
def test_a_form_without_a_year_is_that_day_beside_a_near_one_and_none_alone(day):
    for form in yearless_forms(day):
        assert read_date(form, near=day) == ReadDate("yearless_date", day, form)
        assert read_date(form, near=None) == ReadDate("yearless_date", None, form)


@given(st.dates(date(2014, 1, 1), date(2034, 12, 31)))
def test_two_digits_of_a_year_are_enough_beside_dates_of_its_decade(day):
    for form in (f"{day:%y}/{day.month}/{day.day}", f"{day:%y}.{day.month}.{day.day}", f"'{day:%y/%m/%d}"):
        assert read_date(form, near=date(2024, 5, 7)).date == day


@given(DAYS)
def test_a_year_at_the_end_is_read_when_something_tells_day_from_month_and_reported_else(day):
    day_first, month_first = f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}"
    assert read_date(day_first, near=day, day_first=True).date == day
    assert read_date(month_first, near=day, day_first=False).date == day
    assert read_date(f"{day:%d.%m.%Y}", near=None).date == day
    alone = read_date(day_first, near=day)
    assert (alone.what, alone.date) == (("text_date", day) if day.day > 12 else ("vague_date", None))


@given(DAYS)
def test_a_span_ends_on_its_last_day_and_is_marked_as_vague(day):
    last = calendar.monthrange(day.year, day.month)[1]
    ends = {"上旬": 10, "中旬": 20, "下旬": last, "末": last, "中": last}
    for word, end in ends.items():
        form = f"{day.year}年{day.month}月{word}"
        assert read_date(form, near=None) == ReadDate("vague_date", date(day.year, day.month, end), form)
        assert read_date(f"{day.month}月{word}", near=day).date == date(day.year, day.month, end)
    later = day + timedelta(days=3)
    for mark in ("〜", "～", "~", " - ", "→"):
        form = f"{day:%Y/%m/%d}{mark}{later:%Y/%m/%d}"
        assert read_date(form, near=None) == ReadDate("vague_date", later, form)


TABLES = ((STATUS_WORDS, status_of), (RESULT_WORDS, result_of), (LEVEL_WORDS, level_of))
WORDS = st.sampled_from([(word, meaning_of) for words, meaning_of in TABLES for word in spellings(words)])
LETTERS = st.text(
    st.sampled_from(
        "ユーザサバ済待取下打合せ問完成管理表ABaz019Ａｂ０ －ー―~.・株式会社（）㈱様さん山田髙﨑太郎ガギﾊﾞﾊ゛ヴッァ①№#"
    )
)


@given(st.one_of(LETTERS, WORDS.map(lambda one: one[0])))
def test_folding_what_is_folded_changes_nothing(text):
    for folded in (fold, fold_id, without_zeros, fold_company):
        once = folded(text)
        assert folded(once) == once, folded.__name__


@given(st.text(st.sampled_from("山田髙橋太郎花子渡邉一ヤマダ　 さん様課長PL"), min_size=1))
def test_folding_a_name_that_is_folded_changes_nothing(text):
    assert fold_name(fold_name(text)) == fold_name(text)


@given(WORDS, st.randoms(use_true_random=False))
def test_width_case_and_spaces_do_not_change_what_a_word_means(one, chance):
    word, meaning_of = one
    respelt = "".join(chance.choice((letter, letter.upper(), letter.lower(), wide(letter))) for letter in word)
    at = chance.randrange(len(respelt) + 1)
    respelt = f"{chance.choice(('', ' ', '　'))}{respelt[:at]}{chance.choice(('', ' ', '　'))}{respelt[at:]}"
    assert fold(respelt) == fold(word)
    assert meaning_of(respelt) == meaning_of(word) is not None


@given(
    st.floats(-1e9, 1e9).map(lambda number: round(number, 2)), st.sampled_from(["", "件", "人日", "円", "時間", " 件"])
)
def test_a_number_is_read_back_from_every_form_people_write(number, unit):
    digits = f"{abs(number):,.2f}"
    marks = ("-", "－", "△", "▲", "−") if number < 0 else ("", "+")
    for mark in marks:
        for form in (digits, digits.replace(",", ""), wide(digits)):
            assert number_of(f"{mark}{form}{unit}") == number
    percent = f"{round(number)}%"
    assert number_of(percent) == number_of(wide(percent)) == round(number) / 100


@given(st.lists(st.integers(0, 100), min_size=1))
def test_shares_are_the_same_in_percent_in_parts_and_out_of_a_hundred(percents):
    assume(max(percents) > 2)  # 0, 1 and 2 alone do not tell what they count
    in_parts = read_numbers(Cells("progress", [number / 100 for number in percents])).values
    assert in_parts == read_numbers(Cells("progress", [f"{number}%" for number in percents])).values
    assert in_parts == read_numbers(Cells("progress", [float(number) for number in percents])).values
    assert in_parts == read_numbers(Cells("progress", [str(number) for number in percents])).values


HEADS = st.sampled_from(["K-", "UAT-", "BUG", "T-S1-", "REQ_", "課題"])


@given(
    HEADS,
    st.lists(st.integers(0, 999), min_size=1, unique=True),
    st.sampled_from(["、", ",", ", ", "\n", " ", "・", "/", "；"]),
)
def test_joined_ids_are_taken_apart_again(head, numbers, mark):
    ids = [f"{head}{number:03}" for number in numbers]
    assert split_ids(mark.join(ids)) == tuple(ids)
    short = [ids[0], *(f"{number:03}" for number in numbers[1:])]  # the head once, as people do
    assert split_ids(mark.join(short)) == tuple(ids)


@given(HEADS, st.integers(0, 800), st.integers(0, 100), st.sampled_from(["~", "〜", "～", " ～ "]), st.booleans())
def test_a_span_of_ids_is_every_one_of_them(head, first, more, mark, again):
    last = f"{head if again else ''}{first + more:03}"
    spelt = tuple(f"{head}{number:03}" for number in range(first, first + more + 1))
    assert split_ids(f"{head}{first:03}{mark}{last}") == spelt


NAMES = st.sampled_from(
    ["山田 太郎", "髙橋花子", "佐藤さん", "ジョン・スミス", "A社 林", "田中（花）", "Yamada Taro", "ｱﾝ･ﾘｰ", "鈴木@B社"]
)


@given(st.lists(NAMES, unique=True), st.sampled_from(["、", ",", "，", "/", "／", "&", "＋", "\n", "；", " / "]))
def test_joined_people_are_taken_apart_again(names, mark):
    assert split_people(mark.join(names)) == tuple(names)


DATE_CELLS = st.one_of(
    st.none(),
    st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    st.sampled_from(
        ["5/7", "12/28", "2/29", "5月上旬", "R6.5.7", "2/30", "未定", "05/07/2024", "20/08/2024", "5/7〜5/10"]
    ),
)
ROWS = st.lists(
    st.tuples(
        DATE_CELLS,
        DATE_CELLS,
        st.sampled_from([None, "完了", "対応中", "塩漬け", "客先待ち", "-"]),
        st.sampled_from([None, "OK", "NG", "-", "NG→OK", "再"]),
        st.sampled_from([None, "A", "重大", "1", "S", "高"]),
        st.sampled_from([None, 0.5, 50.0, "80%", "1", 1.0]),
        st.sampled_from([None, "K-1", 12.0, "001", "-"]),
    ),
    min_size=1,
)
FIELDS = ("raised_date", "due_date", "status", "result", "severity", "progress", "id")


def read(rows, fields):
    """Field → its values, the columns given in the order of `fields`."""
    columns = {field: Cells(field, [row[FIELDS.index(field)] for row in rows]) for field in fields}
    days = [field for field in fields if field.endswith("_date")]
    found = dict(zip(days, read_date_columns([columns[f] for f in days], near=date(2024, 5, 7)), strict=True))
    readers = {
        "status": read_statuses,
        "result": read_results,
        "severity": read_levels,
        "progress": read_numbers,
        "id": read_texts,
    }
    found |= {field: readers[field](columns[field]) for field in fields if field in readers}
    return {field: meaning.values for field, meaning in found.items()}


@given(ROWS, st.permutations(FIELDS), st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_of_columns_changes_a_value(rows, fields, chance):
    order = list(range(len(rows)))
    chance.shuffle(order)
    plain = read(rows, FIELDS)
    shuffled = read([rows[at] for at in order], fields)
    assert shuffled == {field: [values[at] for at in order] for field, values in plain.items()}


@given(ROWS, st.randoms(use_true_random=False))
def test_spaces_and_width_around_a_cell_change_no_value_but_the_text_itself(rows, chance):
    def respelt(cell):
        if not isinstance(cell, str):
            return cell
        return f"{chance.choice(('', ' ', '　'))}{chance.choice((cell, wide(cell)))}{chance.choice(('', ' ', '　'))}"

    plain, spelt = read(rows, FIELDS), read([tuple(map(respelt, row)) for row in rows], FIELDS)
    assert [value and fold_id(value) for value in spelt.pop("id")] == [
        value and fold_id(value) for value in plain.pop("id")
    ]
    assert spelt == plain


@given(st.sampled_from(["", "-", "なし", "未定", "N/A", "特になし", "・", "/"]), st.randoms(use_true_random=False))
def test_a_blank_word_is_blank_in_every_spelling(word, chance):
    respelt = "".join(chance.choice((letter, wide(letter), letter.upper(), letter.lower())) for letter in word)
    assert is_blank_like(f"{respelt}{chance.choice(('', ' ', '　', chr(10)))}")


def test_the_readings_above_are_not_all_of_nothing():
    chance = random.Random(7)
    rows = [(date(2024, 5, 7), "5/10", "完了", "OK", "A", 0.5, "K-1")] * chance.randrange(2, 5)
    assert {field: values[0] for field, values in read(rows, FIELDS).items()} == {
        "raised_date": date(2024, 5, 7), "due_date": date(2024, 5, 10), "status": "closed", "result": "pass",
        "severity": "high", "progress": 0.5, "id": "K-1",
    }  # fmt: skip
    assert read_date(time(9, 30), near=None).date is None
