"""Workbooks to registers: kinds brought together, pmo.toml obeyed, bad files listed, nothing counted twice."""

import os
from datetime import date

import pytest

import pmo_xl
from pmo_xl.settings import Config, ProjectSection, RegisterSection
from pmo_xl.sheets import read as reader
from pmo_xl.sheets.days_off import days_off
from pmo_xl.sheets.read import read_project, register_from_rows
from tests.support.sheet import sheet, workbook

ISSUES = """
    | 課題ID | 課題名       | 状態   | 期限       | 担当者 |
    | K-001  | 受注が止まる | 対応中 | 2024/04/30 | 山田   |
    | K-002  | 帳票が出ない | 完了   | 2024/05/02 | 佐藤   |"""
MORE_ISSUES = """
    | 課題ID | 課題名       | 状態   | 期限       | 担当者 |
    | K-003  | 在庫が合わない | 対応中 | 2024/05/30 | 山田   |
    | K-004  | 印刷が遅い   | 完了   | 2024/05/20 | 佐藤   |"""
TESTS = """
    | テストID | テスト項目 | 期待結果     | 実施日     | 結果 |
    | T-001    | ログイン   | 入れる       | 2024/04/22 | OK   |
    | T-002    | 登録       | 登録できる   | 2024/04/23 | NG   |"""


def ids(reading, name):
    return [record.id for record in reading.registers[name]]


def only_sheet(reading, number=0):
    return reading.files[number].sheets[0]


def test_tables_of_one_kind_over_books_and_sheets_form_one_register(tmp_path):
    one = workbook(tmp_path / "課題管理表.xlsx", 課題一覧=ISSUES)
    two = workbook(tmp_path / "管理表.xlsx", 課題=MORE_ISSUES, テスト=TESTS)
    reading = read_project([one, two])
    assert ids(reading, "issues") == ["K-001", "K-002", "K-003", "K-004"]
    assert ids(reading, "tests") == ["T-001", "T-002"]
    assert [record.place().file for record in reading.registers["issues"]][::2] == ["課題管理表.xlsx", "管理表.xlsx"]
    assert [source.file for source in reading.sources] == ["課題管理表.xlsx", "管理表.xlsx"]
    assert all(len(source.digest) == 64 for source in reading.sources)


def test_a_bad_file_is_listed_and_the_others_are_read(tmp_path):
    good = workbook(tmp_path / "課題管理表.xlsx", 課題一覧=ISSUES)
    bad = tmp_path / "壊れた.xlsx"
    bad.write_bytes(b"PK\x03\x04 nothing")
    reading = read_project([bad, good])
    assert reading.files[0].refused
    assert "壊れた.xlsx" not in reading.files[0].refused  # the file is named beside it
    assert reading.files[0].hint
    assert ids(reading, "issues") == ["K-001", "K-002"]


def test_a_fault_of_ours_in_one_book_is_listed_like_a_refusal(tmp_path, monkeypatch):
    paths = [workbook(tmp_path / f"{name}.xlsx", 課題一覧=ISSUES) for name in ("a", "b")]
    find_tables = reader.find_tables

    def failing(grid, **more):
        if grid.file == "a.xlsx":
            raise ZeroDivisionError
        return find_tables(grid, **more)

    monkeypatch.setattr(reader, "find_tables", failing)
    reading = read_project(paths)
    assert [file.refused for file in reading.files] == ["読み取り中に問題が起きました（ZeroDivisionError）", None]
    assert ids(reading, "issues") == ["K-001", "K-002"]


def test_books_of_one_name_are_told_apart_by_their_folder(tmp_path):
    paths = []
    for folder in ("A社", "B社"):
        (tmp_path / folder).mkdir()
        paths.append(workbook(tmp_path / folder / "課題管理表.xlsx", 課題一覧=ISSUES))
    assert [file.file for file in read_project(paths).files] == ["A社/課題管理表.xlsx", "B社/課題管理表.xlsx"]


def test_a_kind_that_pmo_toml_names_is_taken_from_there_only(tmp_path):
    ours = workbook(tmp_path / "課題管理表.xlsx", 課題一覧=ISSUES)
    theirs = workbook(tmp_path / "ベンダー課題.xlsx", 課題一覧=MORE_ISSUES, テスト=TESTS)
    config = Config(registers={"issues": RegisterSection(file="課題管理表.xlsx")})
    reading = read_project([ours, theirs], config, root=tmp_path)
    assert ids(reading, "issues") == ["K-001", "K-002"]
    assert ids(reading, "tests") == ["T-001", "T-002"]
    left = only_sheet(reading, 1).read[0]
    assert left.left_out == "pmo.toml の [registers.issues] が別の表を指定しているため、集計に含めていません"


def test_two_registers_of_one_kind_keep_their_names_and_sides(tmp_path):
    ours = workbook(tmp_path / "課題管理表.xlsx", 課題一覧=ISSUES)
    theirs = workbook(tmp_path / "ベンダー課題.xlsx", 課題一覧=MORE_ISSUES)
    config = Config(
        registers={
            "issues": RegisterSection(file="課題管理表.xlsx", side="user"),
            "vendor_issues": RegisterSection(file="ベンダー*.xlsx", kind="issue", side="vendor"),
        }
    )
    registers = read_project([ours, theirs], config, root=tmp_path).registers
    assert {name: (r.kind, r.side, len(r)) for name, r in registers.items()} == {
        "issues": ("issue", "user", 2),
        "vendor_issues": ("issue", "vendor", 2),
    }


def test_of_several_files_that_a_glob_means_the_newest_wins(tmp_path):
    old = workbook(tmp_path / "課題_0501.xlsx", 課題一覧=ISSUES)
    new = workbook(tmp_path / "課題_0507.xlsx", 課題一覧=MORE_ISSUES)
    os.utime(old, (1_000_000, 1_000_000))
    config = Config(registers={"issues": RegisterSection(file="課題_*.xlsx")})
    assert ids(read_project([old, new], config, root=tmp_path), "issues") == ["K-003", "K-004"]


def test_a_named_sheet_is_taken_and_the_others_of_its_kind_are_not(tmp_path):
    book = workbook(tmp_path / "課題.xlsx", 今期=ISSUES, 来期=MORE_ISSUES)
    config = Config(registers={"issues": RegisterSection(sheet="来期")})
    reading = read_project([book], config, root=tmp_path)
    assert ids(reading, "issues") == ["K-003", "K-004"]


def test_columns_and_words_of_pmo_toml_hold(tmp_path):
    book = workbook(
        tmp_path / "課題.xlsx",
        課題一覧="""
        | 課題ID | 課題名 | 状態   | 対応期限   | 見直し日   |
        | K-001  | あ     | 対応済 | 2024/04/30 | 2024/05/10 |
        | K-002  | い     | 未着手 | 2024/05/02 | 2024/05/11 |""",
    )
    config = Config(
        registers={
            "issues": RegisterSection(
                columns={"due_date": "見直し日"}, values={"status": {"closed": ["対応済", "CLOSE"]}}
            )
        }
    )
    issues = read_project([book], config, root=tmp_path).registers["issues"]
    assert [(issue.status, issue.due_date) for issue in issues] == [
        ("closed", date(2024, 5, 10)),
        ("open", date(2024, 5, 11)),
    ]


def test_a_section_without_a_table_is_said(tmp_path):
    book = workbook(tmp_path / "課題.xlsx", 課題一覧=ISSUES)
    config = Config(registers={"tests": RegisterSection(file="試験.xlsx")})
    reading = read_project([book], config, root=tmp_path)
    assert reading.notes == (
        "pmo.toml の [registers.tests] に合う表が見つかりません。file・sheet・kind を確認してください",
    )


def test_a_summary_of_other_sheets_is_not_counted_twice(tmp_path):
    every = ISSUES + MORE_ISSUES[MORE_ISSUES.index("| K-003") - 5 :].rstrip()
    book = workbook(tmp_path / "課題.xlsx", 受注=ISSUES, 在庫=MORE_ISSUES, 全項目一覧=every)
    reading = read_project([book])
    assert ids(reading, "issues") == ["K-001", "K-002", "K-003", "K-004"]
    summary = reading.files[0].sheets[2].read[0]
    assert len(summary.records) == 4
    assert summary.left_out == "課題.xlsxの受注、課題.xlsxの在庫と同じ行のため、二重に数えないよう集計から外しました"
    assert summary.left_out in summary.table.notes


def test_a_copy_of_a_book_is_not_counted_twice(tmp_path):
    paths = [workbook(tmp_path / name, 課題一覧=ISSUES) for name in ("課題.xlsx", "課題 - コピー.xlsx")]
    reading = read_project(paths)
    assert [record.place().file for record in reading.registers["issues"]] == ["課題.xlsx", "課題.xlsx"]


def test_the_same_tests_run_again_on_a_second_sheet_both_stay(tmp_path):
    again = TESTS.replace("NG", "OK").replace("2024/04/2", "2024/05/0")
    reading = read_project([workbook(tmp_path / "試験.xlsx", 一回目=TESTS, 二回目=again)])
    assert ids(reading, "tests") == ["T-001", "T-002", "T-001", "T-002"]


def test_a_hidden_sheet_is_passed_over_beside_a_visible_one_of_its_kind(tmp_path):
    book = workbook(tmp_path / "課題.xlsx", hidden=("旧課題",), 課題一覧=ISSUES, 旧課題=MORE_ISSUES)
    reading = read_project([book])
    assert ids(reading, "issues") == ["K-001", "K-002"]
    assert reading.files[0].sheets[1].skipped.startswith("非表示のシートです")


def test_a_hidden_sheet_is_read_when_nothing_else_has_its_kind(tmp_path):
    book = workbook(tmp_path / "課題.xlsx", hidden=("試験",), 課題一覧=ISSUES, 試験=TESTS)
    reading = read_project([book])
    assert ids(reading, "tests") == ["T-001", "T-002"]
    assert "非表示のシートです" in reading.files[0].sheets[1].notes


def test_a_year_nobody_wrote_comes_from_the_day_of_report_else_from_the_phase(tmp_path):
    text = "| 課題ID | 課題名 | 状態 | 期限 |\n| K-1 | あ | 対応中 | 5/7 |\n| K-2 | い | 対応中 | 5/8 |"
    book = workbook(tmp_path / "課題.xlsx", 課題一覧=text)
    config = Config(project=ProjectSection(phase_end=date(2023, 5, 31)))
    asked = read_project([book], config, near=date(2021, 5, 1)).registers["issues"]
    silent = read_project([book], config).registers["issues"]
    assert [asked[0].due_date, silent[0].due_date] == [date(2021, 5, 7), date(2023, 5, 7)]


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        (date(2024, 5, 7), date(2024, 5, 7)),
        (date(2026, 11, 26), date(2024, 5, 7)),  # looked at two years after the phase has ended
        (date(2022, 1, 10), date(2024, 5, 7)),
    ],
)
def test_a_year_nobody_wrote_is_one_of_the_projects_own(tmp_path, as_of, due):
    text = "| 課題ID | 課題名 | 状態 | 期限 |\n| K-1 | あ | 対応中 | 5/7 |\n| K-2 | い | 対応中 | 5/7 |"
    book = workbook(tmp_path / "課題.xlsx", 課題一覧=text)
    period = ProjectSection(phase_start=date(2024, 4, 22), phase_end=date(2024, 5, 17), go_live=date(2024, 6, 3))
    issues = read_project([book], Config(project=period), near=as_of).registers["issues"]
    assert [issue.due_date for issue in issues] == [due, due]
    assert [odd.what for odd in issues.oddities] == ["yearless_date", "yearless_date"]


def test_days_off_are_the_holidays_that_are_nobodys_leave():
    holidays = sheet(
        """
        | 日付       | 名称         | 氏名 |
        | 2024/05/02 | 創立記念日   |      |
        | 2024/05/08 | 休暇         | 山田 |""",
        kind="holiday",
    )
    assert days_off({"holidays": holidays}) == {date(2024, 5, 2): "創立記念日"}


def test_rows_become_a_register_of_the_kind_they_look_like():
    found = register_from_rows(None, [["課題ID", "課題名", "状態", "期限"], ["K-1", "あ", "対応中", date(2024, 5, 7)]])
    assert (found.name, found.kind, [issue.id for issue in found]) == ("issues", "issue", ["K-1"])


def test_rows_without_a_table_are_refused():
    with pytest.raises(ValueError, match="no table"):
        register_from_rows(None, [["これは文章です"]])


def test_pmo_toml_may_name_a_workbook_in_another_folder(tmp_path):
    home, vendor = tmp_path / "案件[本番]", tmp_path / "A社"
    home.mkdir()
    vendor.mkdir()
    workbook(home / "課題管理表.xlsx", 課題一覧=ISSUES)
    workbook(vendor / "課題_0501.xlsx", 課題一覧=MORE_ISSUES)
    (home / "pmo.toml").write_text('[registers.issues]\nfile = "../A社/課題_*.xlsx"\n', encoding="utf-8")
    project = pmo_xl.load(home)
    assert ids(project.reading(), "issues") == ["K-003", "K-004"]
    assert len(project.reading().files) == 2


def test_who_names_a_single_workbook_means_this_one(tmp_path):
    workbook(tmp_path / "課題管理表.xlsx", 課題一覧=ISSUES)
    other = workbook(tmp_path / "別の課題.xlsx", 課題一覧=MORE_ISSUES)
    (tmp_path / "pmo.toml").write_text('[registers.issues]\nfile = "課題管理表.xlsx"\n', encoding="utf-8")
    assert [issue.id for issue in pmo_xl.read(other, kind="issue")] == ["K-003", "K-004"]
    assert ids(pmo_xl.load(tmp_path).reading(), "issues") == ["K-001", "K-002"]


def test_days_in_a_text_file_are_days_and_no_mistakes(tmp_path):
    path = tmp_path / "課題管理表.csv"
    path.write_text("課題ID,課題名,状態,期限\nK-1,あ,対応中,2024/05/07\nK-2,い,完了,R6.5.8\n", encoding="cp932")
    issues = read_project([path]).registers["issues"]
    assert [issue.due_date for issue in issues] == [date(2024, 5, 7), date(2024, 5, 8)]
    assert [odd.text for odd in issues.oddities] == ["R6.5.8"]
