"""U rules: two ledgers of one matter. Swapping them changes the labels only."""

import openpyxl
import pytest

from pmo_xl.errors import PmoError
from pmo_xl.model.pairs import Pair
from pmo_xl.rules.engine import run_rules
from pmo_xl.rules.registry import catalogue
from pmo_xl.sheets.idmap import id_pairs
from tests.support.build import register_of, situation

COLUMNS = ["id", "title", "status", "due_date", "severity", "owner", "related_id", "raised_date"]
CODES = [f"U-00{number}" for number in range(1, 8)]


def ledger(side, *rows):
    from dataclasses import replace
    from datetime import date

    values = [
        [
            date.fromisoformat(cell) if isinstance(cell, str) and cell[:2] == "20" else cell
            for cell in [*row, *[None] * 8][:8]
        ]
        for row in rows
    ]
    made = register_of("issue", COLUMNS, values, sheet=f"{side}側", side=side)
    return replace(made, name=f"issues_{side}")


def told(user, vendor, pairs=(), codes=CODES):
    import dataclasses

    day = dataclasses.replace(
        situation("2024-05-07", ledger("user", *user), ledger("vendor", *vendor)), pairs=tuple(pairs)
    )
    result = run_rules([catalogue()[code] for code in codes], day)
    assert result.failed == ()
    return [(finding.code, finding.place.sheet, finding.id) for finding in result.findings]


BOTH = ["K-1", "桁", "in_progress", "2024-05-10", "high"]


def test_two_equal_ledgers_have_nothing_to_say():
    assert told([BOTH], [BOTH]) == []


def test_ids_are_compared_folded_and_titles_are_never_believed():
    assert told([BOTH], [["Ｋ－１", *BOTH[1:]]]) == []
    alone = told([BOTH], [["B-9", *BOTH[1:]]])
    assert sorted(alone) == [("U-001", "user側", "K-1"), ("U-001", "vendor側", "B-9")]


def test_the_mapping_sheet_speaks_before_the_ids():
    pairs = [Pair("K-1", "B-9")]
    assert told([BOTH], [["B-9", *BOTH[1:]]], pairs) == []
    # the vendor's own K-1 is then another matter, which the user side lacks
    assert told([BOTH], [["B-9", *BOTH[1:]], BOTH], pairs) == [("U-001", "vendor側", "K-1")]


@pytest.mark.parametrize(
    ("there", "code"),
    [
        (["K-1", "桁", "closed", "2024-05-10", "high"], "U-002"),
        (["K-1", "桁", "rejected", "2024-05-10", "high"], "U-002"),
        (["K-1", "桁", "in_progress", "2024-05-14", "high"], "U-003"),
        (["K-1", "桁", "in_progress", "2024-05-10", "low"], "U-006"),
    ],
)
def test_each_difference_has_its_rule_and_swapping_the_sides_finds_the_same(there, code):
    assert told([BOTH], [there]) == [(code, "user側", "K-1")]
    assert told([there], [BOTH]) == [(code, "user側", "K-1")]


def test_states_that_are_all_open_and_dates_on_one_side_are_no_difference():
    assert told([BOTH], [["K-1", "桁", "waiting", None, None]]) == []


MANY = [["B-1", "桁", "closed", "2024-05-10", "high"], ["B-2", "調査", "open", "2024-05-10", "high"]]


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ("", [("U-007", "user側", "K-1")]),
        ("全件", []),  # not all are closed there, ours is open: agreed
        ("主件", [("U-002", "user側", "K-1")]),  # the main one is closed, ours is open
    ],
)
def test_one_for_many_is_done_as_the_mapping_sheet_says(rule, codes):
    assert told([BOTH], MANY, [Pair("K-1", "B-1", rule), Pair("K-1", "B-2", rule)]) == codes


@pytest.mark.parametrize(("rule", "codes"), [("全件", []), ("主件", [("U-002", "user側", "B-1")])])
def test_many_for_one_is_done_as_the_mapping_sheet_says(rule, codes):
    assert told(MANY, [BOTH], [Pair("B-1", "K-1", rule), Pair("B-2", "K-1", rule)]) == codes


def test_a_record_in_one_of_two_vendors_ledgers_is_on_both_sides():
    from dataclasses import replace

    other = replace(ledger("vendor", ["K-2", *BOTH[1:]]), name="issues_other")
    both = [ledger("user", BOTH, ["K-2", *BOTH[1:]], ["K-3", *BOTH[1:]]), ledger("vendor", BOTH), other]
    result = run_rules([catalogue()["U-001"]], situation("2024-05-07", *both))
    assert [finding.id for finding in result.findings] == ["K-3"]


def test_one_ledger_alone_is_said_to_be_one():
    result = run_rules([catalogue()["U-001"]], situation("2024-05-07", ledger("user", BOTH)))
    assert result.skipped == (
        ("U-001", "ユーザー側とベンダー側の2つの台帳がありません(pmo.toml の [registers.…] side で示せます)"),
    )


def asked(who, due, raised, related="K-9"):
    return ["A-1", "版の確定", "open", due, None, who, related, raised]


def test_two_masters_within_five_working_days():
    ours = asked("甲野太郎", "2024-05-09", "2024-04-24")
    near, far = asked("甲野 太郎さん", "2024-05-14", "2024-05-01"), asked("甲野太郎", "2024-05-14", "2024-05-07")
    assert told([ours], [near], codes=["U-005"]) == [("U-005", "user側", "A-1")]  # 4/24 → 5/1: four working days
    assert told([ours], [far], codes=["U-005"]) == []  # 4/24 → 5/7: six
    assert told([ours], [asked("甲野太郎", "2024-05-09", "2024-05-01")], codes=["U-005"]) == []
    assert told([ours], [asked("甲野太郎", "2024-05-14", "2024-05-01", "K-8")], codes=["U-005"]) == []


def mapping(path, rows):
    book = openpyxl.Workbook()
    book.active.append(["対応表"])
    book.active.append([])
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_mapping_sheet_is_read_wherever_its_heading_stands(tmp_path):
    rows = [
        ["No", "ユーザー側ID", "ベンダー側ID", "完了条件"],
        [1, "K-1", "B-1", "全件"],
        [2, "K-1", "B-2", ""],
        [3, "K-2", None, ""],
    ]
    assert id_pairs(mapping(tmp_path / "対応表.xlsx", rows)) == (Pair("K-1", "B-1", "全件"), Pair("K-1", "B-2", ""))


def test_a_workbook_that_is_no_mapping_sheet_is_told(tmp_path):
    with pytest.raises(PmoError) as wrong:
        id_pairs(mapping(tmp_path / "対応表.xlsx", [["No", "件名"], [1, "桁"]]))
    assert "「ユーザー側ID」と「ベンダー側ID」" in wrong.value.hint


def test_two_workbooks_named_in_pmo_toml_are_two_sides(tmp_path):
    from datetime import date

    import pmo_xl

    for name, status in (("業務側課題", "対応中"), ("A社課題", "完了")):
        book = openpyxl.Workbook()
        book.active.append(["No.", "件名", "状態", "期限"])
        book.active.append(["K-1" if name == "業務側課題" else "B-7", "帳票の桁あふれ", status, date(2024, 5, 10)])
        book.save(tmp_path / f"{name}.xlsx")
    mapping(tmp_path / "対応表.xlsx", [["ユーザー側ID", "ベンダー側ID"], ["K-1", "B-7"]])
    (tmp_path / "pmo.toml").write_text(
        '[registers.ours]\nfile = "業務側課題.xlsx"\nkind = "issue"\nside = "user"\n[registers.theirs]\nfile = "A社課題.xlsx"\nkind = "issue"\nside = "vendor"\n'
        '[reconcile]\nmap = "対応表.xlsx"\n',
        "utf-8",
    )
    found = [finding for finding in pmo_xl.load(tmp_path).check(date(2024, 5, 7)) if finding.code.startswith("U")]
    assert [(finding.code, finding.place.file) for finding in found] == [("U-002", "業務側課題.xlsx")]
