"""T rules on what a test has to show: evidence, approval, expectation, why it was left out."""

from dataclasses import replace
from datetime import date

import pytest

from pmo_xl.model.kept import Kept
from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.registry import catalogue
from pmo_xl.settings import CheckSection, Config, Params
from pmo_xl.situation import Source
from tests.rules.asking import check, reasons, told
from tests.support.build import register, register_of, situation

# T-011, T-018: the round that says OK


ROUNDS = """
    | id    | result | evidence | approved_by | result_2 | evidence_2 |
    | T-001 | fail   | a.png    |             | pass     |            |
    | T-002 | pass   | b.png    |             |          |            |
    | T-003 | pass   |          | 青葉        |          | c.png      |
    | T-004 | fail   |          |             |          |            |"""


def test_evidence_is_that_of_the_round_where_each_round_has_its_own():
    assert told(check(register("test", ROUNDS), codes=["T-011"])) == [("T-011", "F2"), ("T-011", "C4")]


def test_an_approval_is_asked_for_in_the_one_column_there_is():
    result = check(register("test", ROUNDS), codes=["T-018"])
    assert told(result) == [("T-018", "D2"), ("T-018", "D3")]
    assert result.findings[0].message == ("T-001はOKですが業務側の承認がありません。担当者に確認を依頼してください。")


def test_a_sheet_nobody_approves_in_is_left_alone_and_that_is_said():
    tests = register("test", "| id | result | approved_by |\n| T-001 | pass | |")
    result = check(tests, codes=["T-018"])
    assert result.findings == ()
    assert reasons(result, "T-018") == ["承認者が記入されたテストがありません"]


# T-012: files that are there

LOOKING = Config(check=CheckSection(params=Params(evidence_check=True)))


def looked_for(folder, *texts, sources=True):
    tests = register_of("test", ["id", "evidence"], [(f"T-{n:03}", text) for n, text in enumerate(texts, 1)])
    project = situation("2024-05-07", tests, config=LOOKING)
    if sources:
        project = replace(project, sources=(Source("台帳.xlsx", str(folder / "台帳.xlsx"), "", ""),))
    return run_rules([catalogue()["T-012"]], project)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("evidence/T-001.png", False),
        ("evidence\\T-001.png", False),
        ("./evidence", False),
        ("evidence/T-001.png\nevidence/T-002.png", True),
        ("evidence/T-002.png", True),
        ("T-002.xlsx", True),
        ("https://example.co.jp/evidence/T-002.png", False),
        ("mailto:aoba@example.co.jp", False),
        ("紙で保管(キャビネット3)", False),
        ("サーバーに保存済み", False),
        ("済", False),
        ("2024.5.7", False),
        ("5/7 実施", False),
        ("画面/帳票の写し", False),
        ("no such folder/", True),
        ("x" * 300 + "/" + "y" * 300, False),  # no file can be called so
        (None, False),
    ],
)
def test_a_path_that_leads_nowhere_from_the_workbook_is_told(tmp_path, text, missing):
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "T-001.png").write_bytes(b"")
    assert told(looked_for(tmp_path, text)) == ([("T-012", "B2")] if missing else [])


def test_the_missing_one_of_several_is_named(tmp_path):
    (tmp_path / "a.png").write_bytes(b"")
    (finding,) = looked_for(tmp_path, "a.png、b.png").findings
    assert finding.message == ("T-001のエビデンス「b.png」が見つかりません。移動していないか確認してください。")


@pytest.mark.skipif("__import__('os').name == 'nt'")
def test_a_drive_of_another_system_is_not_looked_for(tmp_path):
    assert looked_for(tmp_path, "C:\\uat\\T-001.png", "\\\\server\\uat\\T-001.png").findings == ()


def test_nobody_looks_at_the_disk_unasked(tmp_path):
    tests = register("test", "| id | evidence |\n| T-001 | evidence/T-001.png |")
    result = check(tests, codes=["T-012"])
    assert (result.findings, result.ran) == ((), 0)
    assert reasons(result, "T-012") == ["pmo.toml の [check.params] に evidence_check = true がありません"]


def test_a_workbook_nobody_knows_the_place_of_is_said(tmp_path):
    result = looked_for(tmp_path, "evidence/T-001.png", sources=False)
    assert result.findings == ()
    assert reasons(result, "T-012") == ["「台帳.xlsx」の保存場所が分からないため、エビデンスの有無は確認していません"]


# T-014, T-016


def test_what_is_missing_of_a_test_left_out_is_named():
    tests = register(
        "test",
        """
        | id    | result         | remarks | approved_by |
        | T-001 | withdrawn      |         |             |
        | T-002 | not_applicable | 対象外  |             |
        | T-003 | not_applicable |         | 青葉        |
        | T-004 | hold           |         |             |""",
    )
    result = check(tests, codes=["T-014"])
    assert told(result) == [("T-014", "C2"), ("T-014", "D3"), ("T-014", "C4")]
    assert [finding.message.split("した")[1].split("が")[0] for finding in result.findings] == [
        "理由と承認者", "承認者", "理由",
    ]  # fmt: skip


def test_one_of_expectation_and_viewpoint_is_enough():
    tests = register(
        "test",
        """
        | id    | expected | viewpoint | tester | result    |
        | T-001 |          |           | 青葉   |           |
        | T-002 | 表示する |           | 青葉   |           |
        | T-003 |          | 異常系    | 青葉   |           |
        | T-004 |          |           | 青葉   | withdrawn |""",
    )
    result = check(tests, codes=["T-016"])
    assert told(result) == [("T-016", "B2")]
    assert "何をもってOKとするか青葉さんに書いてもらってください。" in result.findings[0].message


# T-015


def scope(out, total=100):
    """Tests of which so many are out of scope, and what a kept state says of them."""
    return [(f"T-{n:03}", "withdrawn" if n <= out else "not_run") for n in range(1, total + 1)]


def kept(day, out, total=100):
    return Kept(date.fromisoformat(day), {"tests": tuple({"id": i, "result": r} for i, r in scope(out, total))})


def lately(now, *states, total=100, **params):
    config = Config(check=CheckSection(params=Params(**params)))
    tests = register_of("test", ["id", "result"], scope(now, total))
    return check(tests, codes=["T-015"], kept=states, config=config)


# Five working days before 5/7 (Tue) is 4/25 (Thu): 4/26, 4/30, 5/1, 5/2 and 5/7 lie between.


def test_more_than_three_percent_of_the_scope_in_five_working_days_is_told_once():
    # 96 counted on 4/25; 3 more out of scope are 3.125 %
    result = lately(7, kept("2024-04-25", 4))
    assert [finding.message for finding in result.findings] == [
        "直近5営業日で対象外・取下が3件増えました(母数の3.1%、T-005、T-006、T-007)。"
        "意図した変更か報告書に一言添えてください。"
    ]
    assert told(result) == [("T-015", "B6")]


def test_three_percent_are_not_more_than_three_percent():
    assert lately(3, kept("2024-04-25", 0)).findings == ()  # 3 of 100
    assert len(lately(3, kept("2024-04-25", 0), waived_share=0.02).findings) == 1


def test_what_was_out_of_scope_before_and_what_came_so_is_not_counted():
    assert lately(50, kept("2024-04-25", 50)).findings == ()
    assert lately(4, kept("2024-05-01", 0, total=0)).findings == ()


def test_the_first_kept_day_of_the_last_five_is_compared():
    assert lately(7, kept("2024-04-24", 0), kept("2024-04-26", 7)).findings == ()
    assert (
        "直近4営業日で対象外・取下が7件" in lately(7, kept("2024-04-26", 0), kept("2024-05-02", 7)).findings[0].message
    )


def test_an_older_state_says_nothing_of_the_last_five_days():
    result = lately(7, kept("2024-04-24", 0))
    assert result.findings == ()
    assert reasons(result, "T-015") == ["直近5営業日の記録がありません(history keep で残せます)"]
