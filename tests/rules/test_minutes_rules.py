"""K-004 to K-006: what was decided twice, what a meeting promised, and what its memo does not say."""

from datetime import date

import pytest

from pmo_xl.sheets.read import register_from_rows
from tests.rules.asking import check, reasons, told
from tests.support.build import register
from tests.support.grids import grid

MEMO = """
    | 会議名 | UAT定例 |
    | 日時   | 2024/05/07 16:00〜17:00 |
    | 出席者 | 佐藤、鈴木 |
    | 次回   | 2024/05/14 16:00 |
    | 記録者 | 山田 |
    | 区分   | 内容           | 担当者 | 期限   |
    | 論点   | 遅れています   | 佐藤   |        |
    | ToDo   | 要員を手配する | 鈴木   | 来週金 |
    | 決定   | 単価は据え置く | 青葉   |        |
"""
DECISIONS = register(
    "decision",
    """
    | id     | title          | description | decided_by |
    | DC-001 | 単価は据え置く |             | 青葉       |""",
)
TODO = "| id | title | owner | due_date | status | closed_date | related_id |\n"


def memo(text=MEMO, heading=6):
    return register_from_rows("meeting", grid(text).rows, sheet="0507定例", near=date(2024, 5, 7), header_row=heading)


def todos(row):
    return register("todo", TODO + row)


def carried(row, *others, **more):
    return check(memo(), todos(row), *(others or (DECISIONS,)), codes=["K-005"], **more)


def test_a_promise_that_no_register_knows_is_told_at_its_line():
    (finding,) = carried("| A-001 | ほかの件 | 鈴木 | 2024-05-17 | open | | |").findings
    assert (finding.place.sheet, finding.place.cell, finding.field) == ("0507定例", "B8", "description")
    assert finding.message == (
        "議事録UAT定例のToDo「要員を手配する」が台帳にありません。minutes --apply で反映できます。"
    )


def test_the_same_words_are_the_same_promise_and_its_day_is_the_one_that_was_said():
    # 5/7 is a Tuesday: 来週金 is 5/17
    assert carried("| A-001 | 要員を 手配する。 | 鈴木 | 2024-05-17 | open | | |").findings == ()


def test_another_owner_or_day_is_told_with_both():
    (finding,) = carried("| A-001 | 要員を手配する | 高橋 | 2024-05-24 | open | | |").findings
    assert (finding.place.cell, finding.field) == ("C8", "owner")
    assert finding.message == (
        "議事録UAT定例のToDo「要員を手配する」が台帳にあり、担当/期限が違います"
        "(議事録鈴木・台帳高橋、議事録2024/05/17・台帳2024/05/24)。minutes --apply で反映できます。"
    )
    assert told(carried("| A-001 | 要員を手配する | 鈴木 | 2024-05-24 | open | | |")) == [("K-005", "D8")]


def test_a_row_may_name_the_line_it_came_from_and_say_it_in_other_words():
    # the ToDo is the second of the three lines
    assert carried("| A-001 | 増員 | 鈴木 | 2024-05-17 | open | | UAT定例 2024/05/07 No.2 |").findings == ()
    assert told(carried("| A-001 | 増員 | 鈴木 | 2024-05-17 | open | | UAT定例 2024/05/07 No.1 |")) == [("K-005", "B8")]


def test_a_number_of_its_own_names_the_line_without_the_meeting():
    text = MEMO.replace("| 区分   |", "| No. | 区分 |").replace("| 論点 ", "| M05-01 | 論点 ")
    text = text.replace("| ToDo ", "| M05-02 | ToDo ").replace("| 決定 ", "| M05-03 | 決定 ")
    found = check(
        memo(text), todos("| A-001 | 増員 | 鈴木 | 2024-05-17 | open | | M05-02 |"), DECISIONS, codes=["K-005"]
    )
    assert found.findings == ()


def test_one_person_however_spelt_is_no_other_owner():
    roster = register(
        "roster",
        """
        | owner     |
        | 鈴木 次郎 |""",
    )
    row = "| A-001 | 要員を手配する | 鈴木 次郎様 | 2024-05-17 | open | | |"
    assert carried(row, DECISIONS, roster).findings == ()


@pytest.mark.parametrize(
    ("row", "finds"),
    [
        ("| A-001 | 要員を手配する | 高橋 | 2024-05-24 | closed | 2024-05-09 | |", []),  # done, by whomever
        ("| A-001 | 要員を手配する | 鈴木 | 2024-04-26 | closed | 2024-04-26 | |", [("K-005", "B8")]),  # an earlier one
    ],
)
def test_a_row_that_is_done_carries_the_promise_if_it_was_not_done_before_the_meeting(row, finds):
    assert told(carried(row, as_of="2024-05-10")) == finds


def test_a_meeting_to_come_has_promised_nothing():
    assert carried("| A-001 | ほかの件 | 鈴木 | 2024-05-17 | open | | |", as_of="2024-05-02").findings == ()


def test_decisions_are_carried_into_theirs_and_without_such_a_register_it_says_so():
    row = "| A-001 | 要員を手配する | 鈴木 | 2024-05-17 | open | | |"
    other = register(
        "decision",
        """
        | id     | title          | description | decided_by |
        | DC-001 | 単価は据え置く |             | 紅葉       |""",
    )
    (finding,) = carried(row, other).findings
    assert "の決定「単価は据え置く」が台帳にあり、決定者が違います(議事録青葉・台帳紅葉)。" in finding.message
    without = check(memo(), todos(row), codes=["K-005"])
    assert without.findings == ()
    assert reasons(without, "K-005") == ["決定一覧がありません"]


def test_a_due_date_of_the_register_that_cannot_be_believed_is_that_cells_matter():
    from pmo_xl.settings import Config, ProjectSection

    config = Config(project=ProjectSection(phase_start=date(2024, 4, 22), phase_end=date(2024, 5, 17)))
    rows = [["ID", "件名", "担当者", "期限", "状態"], ["A-001", "要員を手配する", "鈴木", date(2042, 5, 17), "未着手"]]
    found = check(memo(), register_from_rows("todo", rows), DECISIONS, codes=["G-008", "K-005"], config=config)
    assert [finding.code for finding in found.findings] == ["G-008"]


def head(text, as_of="2024-05-08"):
    heading = next(n for n, row in enumerate(grid(text).rows, 1) if "区分" in row)
    return check(memo(text, heading), codes=["K-006"], as_of=as_of).findings


def test_a_memo_that_says_all_of_it_is_quiet():
    assert head(MEMO) == ()
    assert head(MEMO.replace("16:00〜17:00", "16時〜17時30分")) == ()


def test_what_is_missing_is_one_finding_a_meeting():
    lines = [line for line in MEMO.splitlines() if "出席者" not in line and "次回" not in line]
    (finding,) = head("\n".join(lines).replace("〜17:00", ""))
    assert finding.message == (
        "UAT定例の議事録に「次回」「出席者」「開始・終了時刻」がありません。記入して配布してください。"
    )
    assert (finding.level, finding.place.cell) == ("info", "B1")


def test_the_next_meeting_may_stand_among_the_lines_and_a_coming_one_need_not_be_filled():
    lines = [line for line in MEMO.splitlines() if not line.strip().startswith("| 次回")]
    assert [finding.field for finding in head("\n".join(lines))] == ["next_at"]
    assert head("\n".join([*lines, "| 次回 | 2024/05/14 16:00 夕会 |"])) == ()
    assert head("\n".join(lines), as_of="2024-05-02") == ()


def decided(*rows):
    text = "| id | title | description | kind | status | related_id | remarks |\n" + "\n".join(rows)
    return told(check(register("decision", text), codes=["K-004"]))


FIRST = "| DC-001 | 棚卸差異の承認 | 10万円以上は経理部長が承認 | 決定 | | K-024 | |"
SECOND = "| DC-002 | 棚卸差異の承認 | 金額によらず倉庫長が認める | 決定 | | K-024 | |"


def test_two_final_decisions_on_one_matter_are_told_at_the_later_one():
    assert decided(FIRST, SECOND) == [("K-004", "C3")]
    assert decided(FIRST, SECOND.replace("K-024", "")) == [("K-004", "C3")]  # the title alone
    assert decided(FIRST, SECOND.replace("K-024", "K-007、Ｋ－０２４")) == [("K-004", "C3")]


@pytest.mark.parametrize(
    "changed",
    [
        SECOND.replace("| 決定 |", "| 仮決定 |"),
        SECOND.replace("| 決定 |", "| 判断待ち |"),
        SECOND.replace("| |", "| rejected |", 1),
        SECOND.replace("金額によらず倉庫長が認める", "10万円以上は経理部長が承認する"),
        SECOND.replace("| K-024 | |", "| DC-001 | 置換 |"),
        SECOND.replace("| K-024 | |", "| K-024、DC-001(置換) | |"),
        SECOND.replace("| K-024 | |", "| K-024 | 置換 |"),  # the mark on the one that was replaced
        SECOND.replace("棚卸差異の承認", "夜間の更新").replace("金額によらず倉庫長が認める", "19時以降に行う"),
        SECOND.replace("金額によらず倉庫長が認める", ""),
    ],
)
def test_no_two_decisions_hold_at_once(changed):
    assert decided(FIRST, changed) == []


def test_a_third_one_is_told_once():
    third = SECOND.replace("DC-002", "DC-003").replace("金額によらず倉庫長が認める", "物流部の起案どおり")
    assert decided(FIRST, SECOND, third) == [("K-004", "C3"), ("K-004", "C4")]
