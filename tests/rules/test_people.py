"""P rules beyond their examples. A rule that guesses must not guess wrong often."""

import random
from datetime import date

import pytest

from pmo_xl.settings import Config, ProjectSection
from tests.rules.asking import check, told
from tests.support.build import register

ROSTER = register(
    "roster",
    """
    | owner     | alias | side     |
    | 高橋 花子 | ハナ  | ユーザー |
    | 斎藤 一郎 |       | ユーザー |
    | 林 三郎   |       | ユーザー |
    | 林 四郎   |       | ユーザー |""",
)


def issues(*owners):
    lines = "\n".join(f"| K-{number:03} | 帳票 | {owner} |" for number, owner in enumerate(owners, 1))
    return register("issue", f"| id | title | owner |\n{lines}")


@pytest.mark.parametrize("other", ["髙橋 花子", "高橋花子", "高橋　花子", "高橋さん", "高橋 花子様"])
def test_the_spelling_that_is_not_the_rosters_is_shown_beside_it(other):
    result = check(issues("高橋 花子", "高橋 花子", other), ROSTER, codes=["P-002"])
    (finding,) = result.findings
    assert finding.place.cell == "C4"
    assert finding.message.startswith("「高橋 花子」「")
    assert (finding.fix.kind, finding.fix.new) == ("suggest", "高橋 花子")


def test_an_alias_of_the_roster_is_a_spelling_it_knows():
    assert check(issues("高橋 花子", "ハナ"), ROSTER, codes=["P-002"]).findings == ()


def test_saito_and_saito_are_suggested_never_more():
    (finding,) = check(issues("斉藤 一郎"), ROSTER, codes=["P-001", "P-002"]).findings
    assert (finding.code, finding.fix.kind) == ("P-002", "suggest")


def test_a_surname_with_two_bearers_joins_nobody():
    assert check(issues("林 三郎", "林", "林 四郎"), ROSTER, codes=["P-001", "P-002"]).findings == ()


def test_surnames_throughout_are_a_habit_mixed_ones_are_a_finding():
    assert check(issues("高橋", "高橋", "斎藤"), ROSTER, codes=["P-002"]).findings == ()
    assert told(check(issues("高橋", "高橋 花子"), ROSTER, codes=["P-002"])) == [("P-002", "C2")]


def test_without_a_roster_the_commonest_spelling_is_the_right_one():
    (finding,) = check(issues("山本 五郎", "山本五郎", "山本 五郎"), codes=["P-002"]).findings
    assert (finding.place.cell, finding.fix.new) == ("C3", "山本 五郎")


def test_without_a_roster_a_surname_is_the_only_full_name_that_has_it():
    (finding,) = check(issues("山本五郎", "山本五郎", "山本"), codes=["P-002"]).findings
    assert (finding.place.cell, finding.fix.new) == ("C4", "山本五郎")
    assert check(issues("山本五郎", "山本六郎", "山本"), codes=["P-002"]).findings == ()


def test_what_tells_two_people_apart_is_no_other_spelling():
    assert check(issues("山本（五）", "山本（六）", "A社 山本"), codes=["P-002"]).findings == ()


def test_one_finding_a_person_over_all_registers_on_the_first_cell():
    todos = register(
        "todo",
        """
        | id    | title | owner    |
        | A-001 | 名簿  | 高橋花子 |""",
        file="ToDo.xlsx",
    )
    result = check(issues("高橋 花子", "髙橋花子", "高橋花子"), todos, ROSTER, codes=["P-002"])
    assert [(f.code, f.place.file, f.place.cell) for f in result.findings] == [("P-002", "ToDo.xlsx", "C2")]


def test_several_people_in_a_cell_are_looked_at_one_by_one_and_not_overwritten():
    (finding,) = check(issues("斎藤 一郎、髙橋 花子"), ROSTER, codes=["P-002"]).findings
    assert finding.place.cell == "C2"
    assert finding.fix is None


def test_a_stranger_is_told_once_with_how_often_he_is_met():
    (finding,) = check(issues("高梁 花子", "高梁 花子", "高橋 花子"), ROSTER, codes=["P-001", "P-002"]).findings
    assert finding.message == (
        "「高梁 花子」は体制表にいません(2箇所)。「高橋 花子」のことですか? 新しい方なら体制表に追加してください。"
    )


@pytest.mark.parametrize(
    ("owner", "are_several"),
    [("高橋 花子、髙橋さん", False), ("高橋、斎藤", True), ("営業部、高橋", False), ("林、林 三郎", True)],
)
def test_one_person_written_twice_is_one_owner(owner, are_several):
    todos = register("todo", f"| id | title | owner | status |\n| A-001 | 名簿 | {owner} | open |")
    assert bool(check(todos, ROSTER, codes=["O-001"]).findings) is are_several


def test_departments_groups_and_nobody_are_no_strangers():
    assert check(issues("営業部", "事務局", "未定", "各リーダー"), ROSTER, codes=["P-001", "P-002"]).findings == ()


def test_among_many_different_people_hardly_anybody_is_taken_for_another():
    surnames = [
        "青木",
        "池田",
        "上田",
        "榎本",
        "大野",
        "加藤",
        "木村",
        "久保",
        "小林",
        "坂本",
        "島田",
        "鈴木",
        "関口",
        "高木",
        "千葉",
        "土屋",
        "中村",
        "西田",
        "野村",
        "橋本",
    ]
    given = ["一郎", "二郎", "三郎", "花子", "桃子", "健太", "美咲", "大輔", "直子", "翔"]
    names = [f"{surname} {name}" for surname in surnames for name in given]
    random.Random(7).shuffle(names)
    assert len(check(issues(*names), codes=["P-002"]).findings) <= len(names) // 200


COMPANIES = register(
    "roster",
    """
    | owner    | owner_org          | side     |
    | 甲野太郎 | 株式会社みなと情報 | ベンダー |
    | 青葉葉   | A社                | ベンダー |""",
)


def defects(*vendors):
    lines = "\n".join(f"| D-{number:03} | 帳票 | {vendor} |" for number, vendor in enumerate(vendors, 1))
    return register("defect", f"| id | title | vendor |\n{lines}")


@pytest.mark.parametrize(
    "other", ["㈱みなと情報", "(株)みなと情報", "みなと情報", "みなと情報株式会社", "株式会社 みなと情報"]
)
def test_the_form_of_a_company_is_set_right_by_itself(other):
    (finding,) = check(defects(other), COMPANIES, codes=["P-005"]).findings
    assert (finding.fix.kind, finding.fix.old, finding.fix.new) == ("safe", other, "株式会社みなと情報")


def test_every_cell_of_a_company_is_a_finding_of_its_own_so_that_all_can_be_set_right():
    assert told(check(defects("㈱みなと情報", "㈱みなと情報"), COMPANIES, codes=["P-005"])) == [
        ("P-005", "C2"),
        ("P-005", "C3"),
    ]


@pytest.mark.parametrize("other", ["B社", "あおば電算", "A社", "株式会社みなと情報"])
def test_another_company_is_no_slip_of_the_pen(other):
    assert check(defects(other), COMPANIES, codes=["P-005"]).findings == ()


def test_a_near_spelling_is_asked_never_set_right_by_itself():
    (finding,) = check(defects("みなと情法"), COMPANIES, codes=["P-005"]).findings
    assert (finding.fix.kind, finding.fix.new) == ("suggest", "株式会社みなと情報")


def test_a_surname_of_two_is_told_once_with_both():
    (finding,) = check(issues("林", "林", "林 三郎"), ROSTER, codes=["P-003"]).findings
    assert finding.message == "「林」さんは体制表に2名います(林 三郎、林 四郎)。名前まで書いてください。"
    assert finding.place.cell == "C2"


def test_a_due_date_with_a_mistyped_year_is_no_work_after_somebody_has_left():
    """Only G-008 speaks of 2042: until it is put right nobody knows whether he is still there."""
    roster = register("roster", "| owner | planned_end |\n| 佐藤 一郎 | 2024-05-31 |")
    config = Config(project=ProjectSection(phase_start=date(2024, 4, 22), phase_end=date(2024, 6, 14)))
    for due, codes in (("2042-05-10", ["G-008"]), ("2024-06-10", ["P-004"])):
        rows = register(
            "issue", f"| id | title | status | owner | due_date |\n| K-1 | 帳票 | open | 佐藤 一郎 | {due} |"
        )
        result = check(rows, roster, codes=["G-008", "P-004"], config=config)
        assert [finding.code for finding in result.findings] == codes
