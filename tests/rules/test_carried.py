"""Which rows carry which line of a meeting, when lines move, are reworded, or say the same twice."""

from datetime import date

from pmo_xl.rules.carried import CarriedRows
from pmo_xl.sheets.meaning.memo_lines import Line, sources_of
from tests.support.build import register

DAY = date(2024, 5, 7)


def carried(lines, rows, *, title="定例"):
    """For each line the ids of its rows; a line is its text, or text and owner."""
    text = "| id | title | owner | due_date | status | closed_date | related_id | remarks |\n" + rows
    promised = [Line("todo", *((one,) if isinstance(one, str) else (one[0], "", "", one[1]))) for one in lines]
    known = CarriedRows(register("todo", text), lambda name: (name,))
    found = known.of_meeting(list(zip(promised, sources_of(f"{title} 2024/05/07", promised), strict=True)), DAY)
    return ["".join(record.id for record in rows) for rows in found]


def row(number, title, *, owner="", source="", closed="", remarks=""):
    status = "closed" if closed else "open"
    return f"| A{number} | {title} | {owner} | | {status} | {closed} | {source} | {remarks} |\n"


def test_a_line_put_in_above_the_others_takes_none_of_their_rows():
    rows = row(1, "名簿", source="定例 2024/05/07 No.1") + row(2, "端末", source="定例 2024/05/07 No.2")
    assert carried(["会場", "名簿", "端末"], rows) == ["", "A1", "A2"]


def test_a_reworded_line_keeps_its_row():
    rows = row(1, "名簿", source="定例 2024/05/07 No.1") + row(2, "端末", source="定例 2024/05/07 No.2")
    assert carried(["名簿の提出", "端末"], rows) == ["A1", "A2"]


def test_the_source_may_stand_among_other_words_of_the_remarks():
    assert carried(["名簿の提出"], row(1, "名簿", remarks="要確認、定例 2024/05/07 No.1")) == ["A1"]


def test_another_meetings_row_of_the_same_words_counts_while_it_is_open():
    assert carried(["名簿"], row(1, "名簿", source="定例 2024/04/30 No.1")) == ["A1"]
    assert carried(["名簿"], row(1, "名簿", source="定例 2024/04/30 No.1", closed="2024-05-02")) == [""]


def test_two_lines_of_the_same_words_for_two_people_are_two_promises():
    lines = [("名簿", "佐藤"), ("名簿", "鈴木")]
    assert carried(lines, row(1, "名簿", owner="佐藤")) == ["A1", ""]
    both = row(1, "名簿", owner="佐藤", source="定例 2024/05/07 No.1")
    both += row(2, "名簿", owner="鈴木", source="定例 2024/05/07 No.2")
    assert carried(lines, both) == ["A1", "A2"]


def test_the_same_promise_noted_twice_is_one():
    assert carried([("名簿", "佐藤"), ("名簿", "佐藤")], row(1, "名簿", owner="佐藤")) == ["A1", "A1"]
