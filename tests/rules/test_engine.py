from datetime import date

import msgspec
import pytest

from pmo_xl.model.register import Oddity
from pmo_xl.rules import as_json
from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.registry import Rule, catalogue
from pmo_xl.settings import CheckSection, Config
from tests.rules.asking import check, reasons, told
from tests.support.build import register, situation

ISSUES = """
    | id    | title | owner | status      | due_date   |
    | K-001 | 帳票  | 佐藤  | in_progress | 2024-04-30 |
    | K-002 | 画面  | 鈴木  | closed      | 2024-04-30 |"""


def broken(issues, context):
    """必ず壊れる確認。"""
    raise ValueError("桁が足りません")
    yield


def with_oddity(register, **oddity):
    """The register after the reader met one odd cell."""
    odd = Oddity(table=register.tables[0], **oddity)
    return type(register)(register.name, register.kind, register.records, register.tables, (odd,), register.side)


def test_a_finding_points_at_its_cell_and_says_who_does_what():
    result = check(register("issue", ISSUES, file="課題管理表.xlsx", sheet="課題一覧"), codes=["I-003"])
    (finding,) = result.findings
    # 4/30 (Tue) → 5/1, 5/2, 5/7 are working days; 5/3 and 5/6 are public holidays, 5/4 and 5/5 a weekend
    assert (
        finding.message
        == "課題K-001は期限2024/04/30を3営業日過ぎています。佐藤さんに新しい期限と理由を確認してください。"
    )
    assert str(finding.place) == "課題管理表.xlsx 課題一覧!E2"


def test_the_json_has_the_shape_of_the_contract():
    result = check(register("issue", ISSUES, file="課題管理表.xlsx", sheet="課題一覧"), codes=["I-003", "X-007"])
    shown = as_json(result, date(2024, 5, 7))
    assert shown["as_of"] == "2024-05-07"
    assert shown["counts"] == {"error": 0, "warning": 1, "info": 0}
    (finding,) = shown["findings"]
    assert finding | {"message": ""} == {
        "code": "I-003",
        "level": "warning",
        "file": "課題管理表.xlsx",
        "sheet": "課題一覧",
        "cell": "E2",
        "id": "K-001",
        "field": "due_date",
        "message": "",
        "fix": None,
    }
    assert shown["skipped_rules"] == [{"code": "X-007", "reason": "要件一覧がありません"}]
    assert shown["failed_rules"] == []


def test_a_proposed_value_is_shown_with_its_cell_and_a_real_date():
    tests = register(
        "test",
        """
        | id    | executed_date | result |
        | T-001 |               | pass   |""",
    )
    (finding,) = as_json(check(tests, codes=["T-001"]), date(2024, 5, 7))["findings"]
    assert finding["fix"] == {"kind": "suggest", "cell": "B2", "old": "", "new": "2024-05-07"}


def test_a_rule_that_breaks_is_named_and_the_others_run_all_the_same():
    wrecked = Rule("I-002", ("issue",), "warning", "none", (), {}, (), False, False, False, (), broken)
    result = run_rules([wrecked, catalogue()["I-003"]], situation("2024-05-07", register("issue", ISSUES)))
    assert [f.code for f in result.findings] == ["I-003"]
    assert result.failed == (
        ("I-002", "この確認は実行できませんでした(I-002 必ず壊れる確認)。ValueError: 桁が足りません"),
    )
    assert result.summary == "確認 2件中 1件実行、0件は対象なし、1件は実行できず"


def test_a_missing_column_is_said_with_sheet_and_column():
    issues = register(
        "issue",
        """
        | id    | status |
        | K-001 | open   |""",
        sheet="課題一覧",
    )
    result = check(issues, codes=["I-003"])
    assert result.findings == ()
    assert reasons(result, "I-003") == ["「課題一覧」に「期限」の列がありません"]
    assert result.summary == "確認 1件中 0件実行、1件は対象なし、0件は実行できず"


def test_a_table_without_the_column_does_not_keep_the_rule_from_the_others():
    whole = register("issue", ISSUES, sheet="4月")
    lacking = register(
        "issue",
        """
        | id    | status |
        | K-101 | open   |""",
        sheet="5月",
    )
    both = type(whole)("issues", "issue", whole.records + lacking.records, whole.tables + lacking.tables)
    result = check(both, codes=["I-003"])
    assert told(result) == [("I-003", "E2")]
    assert reasons(result, "I-003") == ["「5月」に「期限」の列がありません"]
    assert result.ran == 1


def test_a_column_the_reader_worked_out_counts_as_there():
    issues = register("issue", ISSUES)
    table = issues.tables[0]
    columns = {name: number for name, number in table.columns.items() if name != "status"}

    without = msgspec.structs.replace(table, columns=columns, synthetic=frozenset({"status"}))
    moved = tuple(
        type(r)(without, r.row, {k: v for k, v in vars(r).items() if k not in ("table", "row")}) for r in issues
    )
    assert told(check(type(issues)("issues", "issue", moved, (without,)), codes=["I-003"])) == [("I-003", "E2")]


def test_a_rule_between_registers_says_which_one_is_missing():
    tests = register(
        "test",
        """
        | id    | result | defect_id |
        | T-001 | fail   |           |""",
    )
    assert reasons(check(tests, codes=["X-001"]), "X-001") == ["不具合一覧がありません"]


def test_history_rules_wait_for_a_kept_state():
    result = check(register("issue", ISSUES), codes=["H-001", "H-002"])
    assert [reason for _, reason in result.skipped] == ["前回の記録がありません(history keep で残せます)"] * 2


@pytest.mark.parametrize(
    ("what", "speaks"), [("text_date", "G-007"), ("bad_date", "G-008"), ("unknown_word", "G-009"), ("error", "G-010")]
)
def test_a_cell_that_could_not_be_read_silences_whoever_else_reads_it(what, speaks):
    field = "status" if what == "unknown_word" else "due_date"
    issues = with_oddity(register("issue", ISSUES), what=what, row=2, field=field, text="2024.4.30")
    result = check(issues, codes=["G-007", "G-008", "G-009", "G-010", "I-003"])
    assert [finding.code for finding in result.findings] == [speaks]


def test_only_a_rule_that_runs_can_silence_another():
    issues = with_oddity(register("issue", ISSUES), what="text_date", row=2, field="due_date", text="2024.4.30")
    assert told(check(issues, codes=["I-003"])) == [("I-003", "E2")]


def test_the_silence_is_the_cells_not_the_rows():
    issues = with_oddity(register("issue", ISSUES), what="error", row=2, field="title", text="#REF!")
    assert told(check(issues, codes=["G-010", "I-003"])) == [("G-010", "B2"), ("I-003", "E2")]


def test_a_rule_of_the_whole_register_needs_only_the_cell_it_points_at():
    lines = [f"| K-{n} | 帳票{n} | 佐藤 | | 2024-05-10 |" for n in range(5)]
    others = [f"| K-{n} | 画面{n} | {who} | open | 2024-05-10 |" for n, who in enumerate(("鈴木", "田中", "高橋"), 5)]
    issues = register("issue", "\n".join(["| id | title | owner | status | due_date |", *lines, *others]))
    # 佐藤 holds 5 of 8, the mean of the four is 2: too much, and a blank status counts as open all the same
    found = check(issues, codes=["G-009", "I-016"]).findings
    assert [finding.code for finding in found] == ["G-009"] * 5 + ["I-016"]


def test_a_later_round_that_cannot_be_read_silences_that_round_only():
    tests = register(
        "test",
        """
        | id    | executed_date | result | executed_date_2 | result_2 |
        | T-001 |               | fail   |                 | pass     |""",
    )
    odd = with_oddity(tests, what="vague_date", row=2, field="executed_date_2", text="5月上旬")
    assert told(check(odd, codes=["G-007", "T-001"])) == [("T-001", "B2"), ("G-007", "D2")]


def test_the_order_does_not_depend_on_the_order_of_rows():
    lines = [f"| K-{n:03} | 帳票 | 佐藤 | in_progress | 2024-04-{22 + n % 5} |" for n in range(12)]
    head = "| id | title | owner | status | due_date |"
    forward = check(register("issue", "\n".join([head, *lines])))
    backward = check(register("issue", "\n".join([head, *reversed(lines)])))
    assert sorted(f.id for f in forward.findings) == sorted(f.id for f in backward.findings)
    assert [f.record.due_date for f in forward.findings] == [f.record.due_date for f in backward.findings]


def test_levels_of_the_settings_are_the_last_word():
    config = Config(check=CheckSection(levels={"I-003": "info"}))
    (finding,) = check(register("issue", ISSUES), codes=["I-003"], config=config).findings
    assert finding.level == "info"


def test_an_empty_project_is_checked_too():
    result = check()
    assert result.findings == ()
    assert result.ran == 0
    assert result.idle == result.total == len(catalogue())
