"""Date columns read together: missing years, spans, words, and which cells are reported."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from pmo_xl.sheets.meaning.column import Cells, Odd
from pmo_xl.sheets.meaning.date_columns import read_date_columns


def column(field, *cells, near=None):
    (read,) = read_date_columns([Cells(field, cells, "H列「期限」")], near=near)
    return read


def test_real_days_pass_without_a_word():
    read = column("due_date", datetime(2024, 5, 7, 9), date(2024, 5, 8), 45421.0, None, "-")
    assert read.values == [date(2024, 5, 7), date(2024, 5, 8), date(2024, 5, 9), None, None]  # 45421 = 45419 + 2
    assert not read.odd
    assert not read.notes


def test_next_week_counts_from_the_given_day_not_from_the_dates_around_it():
    read = column("due_date", date(2024, 5, 13), "来週金", date(2024, 5, 14), near=date(2024, 5, 7))
    assert read.values[1] == date(2024, 5, 17)  # 5/7 is a Tuesday


def test_written_days_are_used_and_reported():
    read = column("due_date", "R6.5.7", "2/30", "5月上旬", "未定", near=date(2024, 5, 1))
    assert read.values == [date(2024, 5, 7), None, date(2024, 5, 10), None]
    assert read.odd == [
        Odd(0, "text_date", "R6.5.7", date(2024, 5, 7)),
        Odd(1, "bad_date", "2/30", None),
        Odd(2, "vague_date", "5月上旬", date(2024, 5, 10)),
        Odd(3, "vague_date", "未定", None),
    ]


def test_a_vague_day_dates_a_plan_but_no_fact():
    near = date(2024, 5, 1)
    assert column("planned_end", "5月末", near=near).values == [date(2024, 5, 31)]
    assert column("closed_date", "5月末", near=near).values == [None]


def test_a_vague_day_of_a_fact_is_reported_without_the_day_nobody_counts():
    read = column("closed_date", "5月末", near=date(2024, 5, 1))
    assert read.odd == [Odd(0, "vague_date", "5月末", None)]
    assert read.notes == ["H列「期限」に、日を特定できない書き方が1件（例: 「5月末」）があります"]


def test_a_missing_year_comes_from_the_row_before_the_column_before_the_day_of_report():
    raised, due = read_date_columns(
        [
            Cells("raised_date", [date(2023, 11, 20), date(2024, 12, 20), None]),
            Cells("due_date", ["12/1", "1/10", "1/10"]),
        ],
        near=date(2030, 1, 1),
    )
    # no complete day stands in the due column, so the third one falls back on the day of report
    assert due.values == [date(2023, 12, 1), date(2025, 1, 10), date(2030, 1, 10)]
    assert raised.values[2] is None


def test_the_column_gives_the_year_where_the_row_has_none():
    assert column("due_date", date(2022, 3, 1), "3/15", near=date(2030, 1, 1)).values[1] == date(2022, 3, 15)


def test_what_ends_is_not_placed_before_what_starts():
    _, due = read_date_columns([Cells("raised_date", [date(2024, 1, 5)]), Cells("due_date", ["9/30"])], near=None)
    # 2023-09-30 is 97 days off, 2024-09-30 is 269 days off, but a due day follows the day it was raised
    assert due.values == [date(2024, 9, 30)]
    _, due = read_date_columns([Cells("raised_date", [date(2024, 1, 5)]), Cells("due_date", ["9月末"])], near=None)
    assert due.values == [date(2024, 9, 30)]
    raised, _ = read_date_columns([Cells("raised_date", ["12/20"]), Cells("due_date", [date(2025, 1, 10)])], near=None)
    assert raised.values == [date(2024, 12, 20)]


def test_where_no_day_of_a_row_has_a_year_what_ends_follows_what_starts():
    columns = [Cells("raised_date", ["12/20"]), Cells("due_date", ["1/10"])]
    raised, due = read_date_columns(columns, near=date(2024, 7, 10))
    # 2024-12-20 is 163 days off and 2023-12-20 203; 2024-01-10 is 182 days off and 2025-01-10 184: each by itself would
    # put the end eleven months before the start
    assert (raised.values, due.values) == ([date(2024, 12, 20)], [date(2025, 1, 10)])


def test_every_completed_year_is_reported_and_without_anything_near_there_is_no_day():
    near = column("due_date", "5/7", "5月7日", near=date(2024, 5, 1))
    assert [odd.what for odd in near.odd] == ["yearless_date", "yearless_date"]
    assert [odd.meaning for odd in near.odd] == near.values == [date(2024, 5, 7)] * 2
    alone = column("due_date", "5/7", "5月上旬")
    assert alone.values == [None, None]
    assert alone.odd == [Odd(0, "yearless_date", "5/7", None), Odd(1, "vague_date", "5月上旬", None)]
    assert len(alone.notes) == 1


def test_a_due_day_shortly_before_it_was_raised_is_a_mistake_and_not_next_year():
    _, due = read_date_columns([Cells("raised_date", [date(2024, 5, 7)]), Cells("due_date", ["5/2"])], near=None)
    assert due.values == [date(2024, 5, 2)]  # 2025-05-02 would be 360 days away


def test_ditto_in_a_date_column_is_reported_with_the_day_above_but_not_used():
    read = column("due_date", date(2024, 5, 7), "→", "〃")
    assert read.values == [date(2024, 5, 7), None, None]
    assert read.odd[0] == Odd(1, "ditto", "→", date(2024, 5, 7))


def test_month_or_day_first_is_decided_for_the_whole_column():
    assert column("due_date", "05/07/2024", "05/20/2024").values == [date(2024, 5, 7), date(2024, 5, 20)]
    assert column("due_date", "05/07/2024", "20/05/2024").values == [date(2024, 7, 5), date(2024, 5, 20)]
    undecided = column("due_date", "05/07/2024")
    assert undecided.values == [None]
    assert undecided.odd == [Odd(0, "vague_date", "05/07/2024", None)]


def test_the_note_counts_and_gives_an_example():
    read = column("due_date", "5/7", "5/8", "2/30", near=date(2024, 5, 1))
    assert read.notes == [
        "H列「期限」に、近い日付から年を補った日付が2件（例: 「5/7」→2024/05/07）、"
        "実在しないなど日付として使えない値が1件（例: 「2/30」）があります"
    ]


DAYS = st.one_of(
    st.none(),
    st.dates(),
    st.floats(),
    st.booleans(),
    st.sampled_from(["5/7", "2/29", "5月上旬", "来週", "→", "R6.5.7"]),
)


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1), st.none() | st.dates())
def test_every_pair_of_columns_can_be_read(rows, near):
    columns = [Cells("raised_date", [row[0] for row in rows]), Cells("due_date", [row[1] for row in rows])]
    for read in read_date_columns(columns, near=near):
        assert all(day is None or type(day) is date for day in read.values)
