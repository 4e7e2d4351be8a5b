from dataclasses import replace
from datetime import date

import pytest
from msgspec.structs import replace as changed

from pmo_xl.model.grid import Area, SheetFacts
from pmo_xl.model.register import Oddity
from pmo_xl.settings import Config, ProjectSection
from tests.rules.asking import check, reasons, told
from tests.support.build import register

UAT = Config(project=ProjectSection(phase_start=date(2024, 4, 22), phase_end=date(2024, 5, 17)))


def messages(result):
    return [finding.message for finding in result.findings]


def odd(register, *cells):
    """The register after the reader met odd cells: (what, row, field, text, meaning)."""
    table = register.tables[0]
    return replace(register, oddities=tuple(Oddity(what, table, *rest) for what, *rest in cells))


def with_table(register, **changes):
    """The register, its table understood a little differently; its records point at the new one."""
    table = changed(register.tables[0], **changes)
    records = tuple(record.replace(table=table) for record in register)
    return replace(register, tables=(table,), records=records)


def test_a_missing_column_names_the_nearest_heading_and_the_key_to_write():
    issues = register(
        "issue",
        """
        | id    | title | status |
        | K-001 | 帳票  | open   |""",
        sheet="課題一覧",
    )
    headed = with_table(issues, unmapped={4: "期限(予定)", 5: "社内メモ"})
    (finding,) = check(headed, codes=["G-001"]).findings
    assert finding.message == (
        "「課題一覧」に「期限」に当たる列が見つかりません。近い見出しは「期限(予定)」(D1)です。"
        "これで良ければ pmo.toml の [registers.issues.columns] に追加してください。"
    )
    assert (finding.place.cell, finding.field, finding.fix) == ("D1", "due_date", None)


def test_without_a_near_heading_nothing_is_guessed():
    issues = register(
        "issue",
        """
        | id    | title | status |
        | K-001 | 帳票  | open   |""",
    )
    (finding,) = check(with_table(issues, unmapped={4: "社内メモ"}), codes=["G-001"]).findings
    assert "近い見出し" not in finding.message
    assert finding.place.cell == "1:1"


def test_a_defect_list_needs_one_of_two_days():
    defects = register(
        "defect",
        """
        | id    | title | status | raised_date |
        | D-001 | 桁    | open   | 2024-05-01  |""",
    )
    assert check(defects, codes=["G-001"]).findings == ()


def test_blank_ids_are_offered_the_next_numbers_one_each_and_a_double_the_one_after():
    issues = register(
        "issue",
        """
        | id    | title | owner |
        | K-009 | 帳票  | 佐藤  |
        |       | 画面  | 鈴木  |
        |       | 送信  | 佐藤  |
        | K-008 | 印刷  | 鈴木  |
        | k-008 | 照会  | 鈴木  |""",
        sheet="課題一覧",
    )
    result = check(issues, codes=["G-004", "G-005"])
    assert sorted(messages(result)) == [
        "K-008が2行あります(A5、A6)。どちらか一方を新しい番号「K-012」に変えてください。",
        "課題一覧!A3: IDが空です。空いている番号「K-010」を入れてください。",
        "課題一覧!A4: IDが空です。空いている番号「K-011」を入れてください。",
    ]
    fixes = {finding.place.cell: finding.fix.new for finding in result.findings if finding.fix}
    assert fixes == {"A3": "K-010", "A4": "K-011"}


def test_a_row_with_a_single_filled_cell_is_no_record_without_an_id():
    issues = register(
        "issue",
        """
        | id    | title | owner |
        | K-001 | 帳票  | 佐藤  |
        |       | 画面  |       |""",
    )
    assert check(issues, codes=["G-004"]).findings == ()


def test_the_same_id_on_two_sheets_names_both_sheets():
    one = register(
        "issue",
        """
        | id    | title |
        | K-001 | 帳票  |""",
        sheet="販売",
    )
    other = register(
        "issue",
        """
        | id    | title |
        | K-001 | 画面  |""",
        sheet="会計",
    )
    both = replace(one, records=one.records + other.records, tables=one.tables + other.tables)
    (finding,) = check(both, codes=["G-005"]).findings
    assert "K-001が2行あります(販売!A2、会計!A2)" in finding.message


TEXT_DATES = """
    | id    | title | due_date   |
    | K-001 | 帳票  | 2024-05-10 |
    | K-002 | 画面  |            |"""


@pytest.mark.parametrize(
    ("what", "text", "meaning", "fix", "says"),
    [
        ("text_date", "R6.5.10", date(2024, 5, 10), ("safe", "R6.5.10", "2024-05-10"), "2024/05/10に変換できます"),
        ("yearless_date", "5/10", date(2024, 5, 10), ("suggest", "5/10", "2024-05-10"), "2024/05/10に変換できます"),
        ("vague_date", "5月上旬", date(2024, 5, 10), None, "集計では2024/05/10とみなしました"),
        ("vague_date", "GW明け", None, None, "日付を入れ直してください"),
    ],
)
def test_a_written_date_is_converted_only_when_it_is_whole(what, text, meaning, fix, says):
    risks = register("risk", TEXT_DATES)
    (finding,) = check(odd(risks, (what, 2, "due_date", text, meaning)), codes=["G-007"]).findings
    assert f"C2「{text}」は日付として読めていません。" in finding.message
    assert says in finding.message
    assert (finding.fix and (finding.fix.kind, finding.fix.old, finding.fix.new)) == fix


@pytest.mark.parametrize(
    ("kind", "meaning", "speaks"),
    [
        ("todo", None, "O-003"),
        ("todo", date(2024, 5, 10), "O-003"),  # 5月上旬 in a ToDo
        ("issue", None, "O-003"),
        ("issue", date(2024, 5, 10), "G-007"),
        ("risk", None, "G-007"),
    ],
)
def test_a_word_for_a_due_date_is_told_once(kind, meaning, speaks):
    records = odd(register(kind, TEXT_DATES), ("vague_date", 2, "due_date", "語", meaning))
    assert told(check(records, codes=["G-007", "O-003"])) == [(speaks, "C2")]


def test_the_window_reaches_a_year_beyond_the_phase_and_no_day_further():
    issues = register(
        "issue",
        """
        | id    | title | due_date   |
        | K-001 | 帳票  | 2025-05-17 |
        | K-002 | 画面  | 2025-05-18 |
        | K-003 | 送信  | 2023-04-23 |
        | K-004 | 印刷  | 2023-04-22 |""",
    )
    # 2024-04-22 − 365 days = 2023-04-23 (2024 is a leap year), 2024-05-17 + 365 days = 2025-05-17
    result = check(issues, codes=["G-008"], config=UAT)
    assert [finding.id for finding in result.findings] == ["K-004", "K-002"]
    assert "プロジェクト期間(2024/04/22〜2024/05/17)から外れています" in result.findings[0].message


def test_without_a_phase_only_impossible_days_are_looked_for_and_that_is_said():
    issues = odd(register("issue", TEXT_DATES), ("bad_date", 2, "due_date", "2024/2/30", None))
    result = check(issues, codes=["G-008"])
    assert messages(result) == ["C2「2024/2/30」は日付として読めません。実在する日付に直してください。"]
    assert reasons(result, "G-008") == ["pmo.toml に phase_start がないため、期間から外れた日付は確認していません"]


def test_a_date_outside_the_window_is_told_once():
    tests = register(
        "test",
        """
        | id    | executed_date | result |
        | T-001 | 2042-05-07    | pass   |""",
    )
    assert told(check(tests, codes=["G-008", "T-007"], config=UAT)) == [("G-008", "B2")]
    assert told(check(tests, codes=["T-007"], config=UAT)) == [("T-007", "B2")]


STATES = """
    | id    | title | status      | closed_date |
    | K-001 | 帳票  | in_progress |             |
    | K-002 | 画面  |             | 2024-05-02  |
    | K-003 | 送信  |             |             |"""


def test_an_unknown_word_is_answered_in_the_words_of_its_column():
    issues = register("issue", STATES)
    grid = issues.tables[0].grid
    rows = [[("クローズ" if cell == "in_progress" else cell) for cell in row] for row in grid.rows]
    issues = with_table(issues, grid=changed(grid, rows=rows))
    issues = replace(issues, records=(issues[0].replace(status="closed"), *issues.records[1:]))
    result = check(odd(issues, ("unknown_word", 3, "status", "ほぼ済み", "closed")), codes=["G-009"])
    first = next(finding for finding in result.findings if finding.id == "K-002")
    assert first.message == (
        "C3「ほぼ済み」は状態の選択肢にありません。「クローズ」のことですか? 選び直すか、pmo.toml に追加してください。"
    )
    assert (first.fix.kind, first.fix.old, first.fix.new) == ("suggest", "ほぼ済み", "クローズ")


def test_a_blank_state_counts_as_open_and_a_closing_day_suggests_done():
    result = check(register("issue", STATES), codes=["G-009"])
    assert [(f.id, f.fix.new if f.fix else None) for f in result.findings] == [("K-002", "完了"), ("K-003", None)]
    assert result.findings[1].message == "C4: 状態が空です。未完了として数えています。選択肢から選んでください。"


def test_a_blank_state_is_no_finding_where_none_is_needed():
    reviews = register(
        "review",
        """
        | id    | title | status |
        | R-001 | 誤字  |        |""",
    )
    assert check(reviews, codes=["G-009"]).findings == ()


def test_errors_and_formulas_without_a_value_are_named_by_their_cell():
    issues = odd(
        register("issue", TEXT_DATES),
        ("error", 2, "due_date", "#REF!", None),
        ("uncached", 3, "title", "", None),
        ("error", 3, "", "#N/A", None),  # a column nobody reads
    )
    assert sorted(messages(check(issues, codes=["G-010"]))) == [
        "B3の数式は値が保存されていません。Excelで開いて保存し直してください。",
        "C2が#REF!です。式の参照先を直し、Excelで開いて保存し直してください。",
    ]


SPREAD = """
    | id    | title | description | status | due_date   |
    | K-001 | 帳票  | あふれる    | open   | 2024-05-10 |
    |       |       | 20行のとき  |        |            |
    | K-002 | 画面  | 誤字        | open   | 2024-05-10 |"""


def understood(register, row, more):
    """The register when the reader took rows as one record."""
    table = register.tables[0]
    rows = tuple(r for r in table.record_rows if r not in more)
    kept = tuple(record for record in register if record.row in rows)
    return with_table(replace(register, records=kept), record_rows=rows, continued={row: more})


def test_a_record_over_two_rows_is_a_warning_counted_once():
    result = check(understood(register("issue", SPREAD), 2, (3,)), codes=["G-004", "G-013"])
    assert [(f.code, f.level, f.place.cell) for f in result.findings] == [("G-013", "warning", "A2")]
    assert result.findings[0].message.startswith("2〜3行は1件が複数行に分かれているようです(IDなしの続き行)。")


def test_a_follow_on_row_with_a_state_of_its_own_is_an_error_and_no_missing_id():
    spread = register("issue", SPREAD.replace("20行のとき  |        |", "20行のとき  | open   |"))
    result = check(spread, codes=["G-004", "G-013"])
    assert [(f.code, f.level, f.place.cell) for f in result.findings] == [("G-013", "error", "A3")]
    assert "状態が書かれています" in result.findings[0].message


def test_two_rows_a_record_by_design_are_no_finding():
    two_rows = understood(register("issue", SPREAD), 2, (3,))
    merged = changed(two_rows.tables[0].grid, facts=SheetFacts(merges=(Area(2, 1, 3, 1),)))
    assert check(with_table(two_rows, grid=merged), codes=["G-013"]).findings == ()


def test_the_steps_of_a_test_are_no_finding():
    steps = understood(
        register(
            "test",
            """
        | id    | title | steps  | expected | result |
        | T-001 | 受注  | 開く   | 開く     | pass   |
        |       |       | 入れる | 入る     |        |""",
        ),
        2,
        (3,),
    )
    assert check(steps, codes=["G-013"]).findings == ()
