"""What stands beside an odd cell: what it was taken for, and whether a person has to look."""

from datetime import date

import pytest

from pmo_xl.sheets.taken import taken
from tests.support.sheet import sheet

DAY = date(2024, 5, 7)


def beside(text, field):
    """What is said beside the odd cells of a column, in the order of the rows."""
    register = sheet(text, as_of=DAY)
    return [
        taken(odd, next(record.get(field) for record in register if record.row == odd.row))
        for odd in register.oddities
        if odd.field == field
    ]


@pytest.mark.parametrize(
    ("written", "said", "in_doubt"),
    [
        ("R6.5.7", "2024/05/07", False),
        ("5/10", "2024/05/10 年を補いました", False),
        ("5月上旬", "2024/05/10 とみなしました", False),
        ("未定", "日を特定できないため、日付なしとして扱います", False),
        ("2024/5/32", "日付として使えません（空欄として扱います）", True),
    ],
)
def test_a_day_that_is_no_plain_day(written, said, in_doubt):
    (one,) = beside(
        f"""
        | 課題ID | 課題名 | 状態   | 期限       |
        | K-001  | あ     | 対応中 | 2024/05/01 |
        | K-002  | い     | 対応中 | '{written} |""",
        "due_date",
    )
    assert (one.text, one.in_doubt) == (said, in_doubt)


def test_a_state_nobody_knows_counts_as_open_and_a_verdict_as_nothing():
    (state,) = beside(
        "| 課題ID | 課題名 | 状態 | 期限 |\n| K-1 | あ | なぞ | 2024/05/01 |\n| K-2 | い | 完了 | |", "status"
    )
    assert (state.text, state.in_doubt) == ("読めない言葉です（未完了として数えます）", True)
    (verdict,) = beside(
        "| テストID | 項目 | 期待結果 | 結果 |\n| T-1 | あ | 動く | なぞ |\n| T-2 | い | 動く | OK |", "result"
    )
    assert (verdict.text, verdict.in_doubt) == ("読めない言葉です", True)


def test_a_ditto_shows_what_it_repeats():
    (one,) = beside(
        """
        | 課題ID | 課題名 | 状態   | 担当者 | 期限 |
        | K-001  | あ     | 対応中 | 山田   |      |
        | K-002  | い     | 対応中 | 同上   |      |""",
        "owner",
    )
    assert (one.text, one.in_doubt) == ("上の行と同じ「山田」と読みました", False)
