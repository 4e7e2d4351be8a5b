"""The reports of a button: the same work as the verb's, of what stands on the screen."""

from datetime import date

import openpyxl
import pytest
from docx import Document

from pmo_xl import load
from pmo_xl.buttons.actions.open_project import OpenProject
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.live.book import read_open
from tests.buttons.pressing import NOW, Person, sample_in, state
from tests.support.sheet import workbook

pytestmark = pytest.mark.office


def cells(path, sheet):
    return [value for row in openpyxl.load_workbook(path)[sheet].values for value in row if value is not None]


def test_the_daily_report_of_an_unsaved_change_shows_the_change(calc, tmp_path):
    home = sample_in(tmp_path)
    before = load(home).daily(NOW.date())
    book = calc.books.open(home / "課題管理表.xlsx")
    sheet = book.sheets["課題一覧"]
    issue = next(one for one in before.situation.registers["issues"] if one.is_open)
    sheet[issue.place("status").cell].value = "完了"
    sheet[issue.place("closed_date").cell].value = NOW.date()
    untouched = (home / "課題管理表.xlsx").read_bytes()
    person = Person()
    said = person.presses("daily", book, tmp_path)
    assert said.startswith("日次報告を作成しました。")
    assert [path.name for path in person.opened] == ["日次報告_20261120.xlsx"]
    assert {path.suffix for path in person.opened[0].parent.iterdir()} == {".xlsx", ".docx"}
    live = load(home).with_open(read_open(book, home / "課題管理表.xlsx", NOW)).daily(NOW.date())
    assert live.metrics["issues_open"].value == before.metrics["issues_open"].value - 1
    assert live.report.headline.text in said
    assert (home / "課題管理表.xlsx").read_bytes() == untouched


def test_what_is_unsaved_in_another_open_book_of_the_project_counts_too(calc, tmp_path):
    issue = "| 課題ID | 件名 | 状態 | 期限 |\n| K-1 | 帳票 | 対応中 | 2026/11/30 |"
    workbook(tmp_path / "ほか.xlsx", 決定="| 決定ID | 決定事項 | 決定日 |\n| D-1 | 行う | 2026/11/01 |")
    ledger = calc.books.open(workbook(tmp_path / "台帳.xlsx", 課題=issue))
    ledger.sheets["課題"]["A3"].value = [["K-2", "画面", "対応中", date(2026, 11, 30)]]
    other = calc.books.open(tmp_path / "ほか.xlsx")
    assert (
        OpenProject(other, Context(NOW, Person(), tmp_path)).project.daily(NOW.date()).metrics["issues_open"].value == 2
    )
    ledger.close()
    assert (
        OpenProject(other, Context(NOW, Person(), tmp_path)).project.daily(NOW.date()).metrics["issues_open"].value == 1
    )


def test_minutes_come_from_the_memo_sheets_on_the_screen(calc, tmp_path):
    home = sample_in(tmp_path)
    book = calc.books.open(home / "議事メモ.xlsx")
    before = state(book)
    person = Person()
    said = person.presses("minutes", book, tmp_path)
    assert said.startswith("議事録を作成しました。会議2件、")
    texts = " ".join(p.text for p in Document(str(person.opened[0])).paragraphs)
    assert "定例" in texts or "会議" in texts
    assert state(book) == before


def test_a_book_without_memos_is_told_so(calc, tmp_path):
    book = calc.books.open(workbook(tmp_path / "台帳.xlsx", 課題="| 課題ID | 件名 | 状態 |\n| K-1 | 帳票 | 対応中 |"))
    person = Person()
    said = person.presses("minutes", book, tmp_path)
    assert said.startswith("台帳.xlsx に議事メモのシートが見つかりません\n\n対処: ")
    assert person.wrong == [True]


def test_escalation_and_requests_of_a_register(calc, tmp_path):
    path = workbook(
        tmp_path / "台帳.xlsx",
        課題=(
            "| 課題ID | 件名 | 状態 | 重要度 | 担当 | 担当部署 | 起票日 | 期限 |\n"
            "| K-1 | 帳票が出ない | 対応中 | 高 | 佐藤 | A社 | 2026/10/01 | 2026/10/30 |"
        ),
    )
    book = calc.books.open(path)
    person = Person()
    assert "エスカレーション一覧を作成しました。1件です。" in person.presses("escalate", book, tmp_path)
    assert person.opened[0].name == "エスカレーション一覧_20261120.xlsx"
    assert "帳票が出ない" in " ".join(
        map(str, cells(person.opened[0], openpyxl.load_workbook(person.opened[0]).sheetnames[0]))
    )
    assert "依頼一覧を作成しました。宛先は1件です。" in person.presses("requests", book, tmp_path)
    assert person.opened[1] == tmp_path / "out"
    assert (tmp_path / "out" / "依頼一覧_宛先未定_20261120.xlsx").is_file()


def test_inspection_opens_the_page_of_this_book(calc, tmp_path):
    table = "| 課題ID | 件名 | 状態 |\n| K-1 | 帳票 | 対応中 |"
    workbook(tmp_path / "ほか.xlsx", 課題=table)
    book = calc.books.open(workbook(tmp_path / "課題=管理 (新) #1.xlsx", 課題=table))
    book.sheets["課題"]["B3"].value = "まだ保存していない件名"
    book.sheets["課題"]["A3"].value = "K-2"
    person = Person()
    person.presses("inspect", book, tmp_path)
    assert person.opened[0].name.startswith("読み取り結果_課題=管理 (新)")
    assert "まだ保存していない件名" in person.opened[0].read_text("utf-8")


def test_settings_are_made_once_and_then_opened(calc, tmp_path):
    book = calc.books.open(workbook(tmp_path / "台帳.xlsx", 課題="| 課題ID | 件名 | 状態 |\n| K-1 | 帳票 | 対応中 |"))
    person = Person()
    assert person.presses("settings", book, tmp_path).startswith("設定ファイルを作成しました。")
    written = (tmp_path / "pmo.toml").read_text("utf-8")
    assert person.presses("settings", book, tmp_path).startswith("設定ファイルを開きます。")
    assert [path.name for path in person.opened] == ["pmo.toml", "pmo.toml"]
    assert (tmp_path / "pmo.toml").read_text("utf-8") == written


def test_a_book_never_saved_has_its_outputs_in_documents_and_no_settings(calc, tmp_path):
    book = calc.books.add()
    book.sheets[0]["A1"].value = [["課題ID", "件名", "状態", "期限"], ["K-1", "帳票", "対応中", date(2026, 11, 1)]]
    person = Person()
    said = person.presses("daily", book, tmp_path)
    assert f"場所: {tmp_path / 'Documents' / 'PMO'}" in said
    assert "まだ保存されていないブックです" in said
    assert "設定ファイルの置き場所がありません" in person.presses("settings", book, tmp_path)


def test_help_names_every_button(calc, tmp_path):
    said = Person().presses("help", calc.books.add(), tmp_path)
    assert all(label in said for label in ("チェック", "指摘を消す", "直す", "日次報告", "議事録", "ヘルプ", "doctor"))
