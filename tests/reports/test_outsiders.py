"""What an outsider reads: its own name, nobody else's, in whatever spelling; and who is an outsider."""

import pytest

from pmo_xl.reports.outsiders import is_outside, veil_for, vendors
from tests.support.build import register, situation

ROSTER = """
    | owner    | owner_org        | side     | alias    |
    | 甲野太郎 | A社              | ベンダー |          |
    | 乙川一子 | 株式会社東都電算 | ベンダー | オトカワ |
    | 青葉一郎 | 営業部           | ユーザー |          |
    | 若葉花子 | IT               | ユーザー |          |"""
DEFECTS = """
    | id    | title | vendor | status |
    | D-001 | 件    | B社    | open   |
    | D-002 | 件    | A社    | open   |"""
SEEN = situation("2024-05-07", register("defect", DEFECTS), register("roster", ROSTER))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("B社の連携", "他社の連携"),
        ("Ｂ社と㈱B社", "他社と㈱他社"),
        ("B 社 の連携", "他社 の連携"),
        ("東都電算へ依頼", "他社へ依頼"),
        ("（株）東都電算", "（株）他社"),
        ("A社と営業部", "A社と他部署"),
        ("乙川一子さんとｵﾄｶﾜさん", "他社さんと他社さん"),
        ("甲野太郎様", "甲野太郎様"),
        ("ITの件、it、KIT、ITEM", "他部署の件、他部署、KIT、ITEM"),
        ("PMOまで", "PMOまで"),
        ("AB社", "AB社"),
        ("", ""),
    ],
)
def test_no_other_name_is_read_and_nothing_else_changes(written, read):
    assert veil_for("A社", SEEN, vendors(SEEN), ("PMO",)).text(written) == read


def test_the_longer_own_name_is_kept_where_it_holds_anothers():
    roster = ROSTER.replace("| A社              |", "| 東都電算システム |")
    seen = situation("2024-05-07", register("roster", roster))
    veil = veil_for("東都電算システム", seen, vendors(seen))
    assert veil.text("東都電算システムと東都電算") == "東都電算システムと他社"


def test_every_text_of_a_page_is_veiled_and_figures_stay():
    veil = veil_for("A社", SEEN, vendors(SEEN))
    assert veil.over({"rows": [{"a": "B社", "n": 3, "none": None}], "t": ("営業部",)}) == {
        "rows": [{"a": "他社", "n": 3, "none": None}],
        "t": ["他部署"],
    }


def test_whoever_cannot_be_placed_is_an_outsider():
    known = vendors(SEEN)
    assert known == {"A社", "B社", "株式会社東都電算"}
    outside = {name: is_outside(name, SEEN, known) for name in ("A社", "B社", "営業部", "IT", "丁商事", "経理課")}
    assert outside == {"A社": True, "B社": True, "営業部": False, "IT": False, "丁商事": True, "経理課": False}
