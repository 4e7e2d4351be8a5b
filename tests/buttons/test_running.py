"""One press from beginning to end: the person always gets one message in Japanese, and never waits for ever."""

import os
import subprocess
import sys
from datetime import datetime
from types import SimpleNamespace

import pytest

from pmo_xl.buttons import home, log, running
from pmo_xl.buttons.actions import Answer
from pmo_xl.buttons.caller import find_book, given
from pmo_xl.buttons.context import Context
from pmo_xl.buttons.live.write import fitted, write_texts
from pmo_xl.buttons.names import ACTIONS
from pmo_xl.buttons.quiet import BusyError, patiently, still
from pmo_xl.buttons.running import press
from pmo_xl.errors import PmoError
from tests.buttons.pressing import NOW, Person
from tests.support.fake_excel import ComError, FakeApp, FakeBook

REJECTED, EDITING = -2147418111, -2146777998


@pytest.fixture
def excel(monkeypatch):
    """The Excels that run; xlwings itself is not there."""
    apps = []
    monkeypatch.setitem(sys.modules, "xlwings", SimpleNamespace(__name__="xlwings", apps=apps))
    return apps


def act(monkeypatch, deed):
    from pmo_xl.buttons import actions

    monkeypatch.setattr(actions, "action_named", lambda name: deed)


# which workbook


@pytest.mark.parametrize(
    "name", ["課題=管理.xlsx", "a=b=c.xlsx", "課題 管理's & 100% ^.xlsx", "😀.xlsx", "あ" * 200 + ".xlsx", "--wb=.xlsx"]
)
def test_a_name_arrives_whole(name, excel):
    app = FakeApp(hwnd=7)
    excel.append(app)
    book = app.open(name)
    app.open("ほか.xlsx")
    assert given(["check", f"--wb={name}", "--from_xl=1", "--hwnd=7"]) == (name, 7)
    assert find_book(name, 7) is book


def test_two_books_of_one_name_are_told_apart_by_the_window(excel):
    first, second = FakeApp(hwnd=1), FakeApp(hwnd=2)
    excel += [first, second]
    one, two = first.open("台帳.xlsx"), second.open("台帳.xlsx")
    assert find_book("台帳.xlsx", 1) is one
    assert find_book("台帳.xlsx", 2) is two
    with pytest.raises(PmoError, match="2つのExcelで開かれています"):
        find_book("台帳.xlsx")


def test_a_window_that_excel_names_itself_counts_too(excel):
    first, second = FakeApp(hwnd=1), FakeApp(hwnd=2)
    excel += [first, second]
    first.open("台帳.xlsx")
    second.Hwnd = 22  # the window of another of its workbooks
    book = second.open("台帳.xlsx")
    assert find_book("台帳.xlsx", 22) is book


def test_without_a_match_the_active_book_of_that_excel(excel):
    first, second = FakeApp(hwnd=1), FakeApp(hwnd=2)
    excel += [first, second]
    first.open("a.xlsx"), second.open("b.xlsx")
    assert find_book("名前の変わったブック.xlsx", 2).name == "b.xlsx"
    assert find_book().name == "a.xlsx"


def test_nothing_open_a_protected_view_and_no_excel_are_told_apart(excel):
    with pytest.raises(PmoError, match="開いているExcelが見つかりません"):
        find_book()
    excel.append(FakeApp())
    with pytest.raises(PmoError, match="開いているブックがありません"):
        find_book()
    excel[0].protected_views = 1
    with pytest.raises(PmoError, match="保護ビュー") as told:
        find_book()
    assert "編集を有効にする" in told.value.hint


def test_a_chart_in_front_is_refused(tmp_path):
    book = FakeBook()
    book.ActiveSheet = SimpleNamespace(Type=3)
    person = Person()
    assert "グラフだけのシートが表示されています" in person.presses("check", book, tmp_path)
    assert "チェック" in person.presses("help", book, tmp_path)


# what is said


@pytest.mark.parametrize("action", ACTIONS)
def test_a_refusal_is_a_message_an_empty_line_and_what_to_do(action, monkeypatch, tmp_path):
    def refuses(book, context):
        raise PmoError("読めません", "閉じてください")

    act(monkeypatch, refuses)
    person = Person()
    assert person.presses(action, FakeBook(), tmp_path) == "読めません\n\n対処: 閉じてください"
    assert person.wrong == [True]
    assert not (tmp_path / "log").exists()


def test_anything_else_is_one_message_and_a_log(monkeypatch, tmp_path):
    def breaks(book, context):
        raise ZeroDivisionError("秘密の値")

    act(monkeypatch, breaks)
    person = Person()
    said = person.presses("daily", FakeBook(), tmp_path)
    assert said.startswith("予期しないエラーです（「日次報告」の途中）。")
    assert "対処: " in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" not in said
    (written,) = (tmp_path / "log").iterdir()
    assert str(written) in said
    assert "ZeroDivisionError: 秘密の値" in written.read_text("utf-8")
    assert len(person.told) == 1


def test_where_no_log_can_be_written_that_is_said(monkeypatch, tmp_path):
    def breaks(book, context):
        raise ValueError

    act(monkeypatch, breaks)
    (tmp_path / "log").write_text("a file where the folder should be")
    assert "記録を残せませんでした" in Person().presses("check", FakeBook(), tmp_path)


def test_an_unknown_button_is_named():
    person = Person()
    assert press("chek", FakeBook, notifier=person, now=NOW) == 0
    assert "「chek」というボタンはありません" in person.told[0]


def test_help_needs_no_workbook(excel):
    person = Person()
    assert press("help", find_book, notifier=person, now=NOW) == 0
    assert "チェック: 開いているブックを点検し" in person.told[0]


def test_messages_appear_in_the_excel_of_the_book(monkeypatch):
    act(monkeypatch, lambda book, context: Answer("できました。", wrong=context.notifier.ask("よろしいですか？")))
    book = FakeBook()
    book.app.answer = "yes"
    assert press("fix", lambda: book, now=NOW) == 0
    assert book.app.alerts == [
        ("よろしいですか？", "PMO", "yes_no", "info"),
        ("できました。", "PMO", "ok", "critical"),
    ]


def test_when_nobody_can_be_told_the_code_says_so(monkeypatch, tmp_path):
    class Mute(Person):
        def tell(self, text, *, wrong=False):
            raise OSError

    assert press("help", FakeBook, notifier=Mute(), now=NOW, log_folder=tmp_path) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_the_newest_twenty_logs_are_kept(tmp_path):
    for minute in range(25):
        log.write(ValueError("x"), "check", datetime(2026, 11, 20, 16, minute), tmp_path)
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert len(kept) == 20
    assert kept[0].startswith("20261120_160500")


def test_the_log_lies_with_the_programs_of_the_person(monkeypatch, tmp_path):
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert log.folder() == tmp_path / "pmo_xl" / "log"


# never a hang


def test_excel_that_stays_busy_is_given_up_after_ten_seconds():
    clock = [0.0]

    def busy():
        raise ComError(REJECTED)

    with pytest.raises(BusyError) as told:
        patiently(busy, clock=lambda: clock[0], sleep=lambda pause: clock.__setitem__(0, clock[0] + pause))
    assert 10 <= clock[0] < 11
    assert "Enter" in told.value.hint


def test_a_cell_that_is_left_in_time_is_waited_for():
    answers = [ComError(REJECTED), ComError(-2147352567, EDITING), "台帳.xlsx"]

    def question():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert patiently(question, sleep=lambda pause: None) == "台帳.xlsx"


def test_a_busy_excel_in_the_midst_is_told_like_one_at_the_beginning(monkeypatch, tmp_path):
    def rejected(book, context):
        raise ComError(EDITING)

    act(monkeypatch, rejected)
    assert Person().presses("check", FakeBook(), tmp_path).startswith("Excelが応答しません（セルの入力中か、")


def test_xlwings_neither_asks_for_ever_nor_kills_an_excel_at_its_end(tmp_path):
    """Its part for Windows registers, when it is loaded, the end of every Excel process that it has no window of."""
    (tmp_path / "xlwings").mkdir()
    (tmp_path / "xlwings" / "__init__.py").write_text("from . import _xlwindows")
    (tmp_path / "xlwings" / "_xlwindows.py").write_text(
        "import atexit\nN_COM_ATTEMPTS = 0\n@atexit.register\ndef cleanup():\n    print('taskkill /F')\n"
    )
    code = "from pmo_xl.buttons.door import xlwings_alone; print(xlwings_alone()._xlwindows.N_COM_ATTEMPTS)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(tmp_path)}
    )
    assert done.stdout == "1\n", done.stderr


def test_whatever_happens_excel_is_given_back_as_it_was():
    book = FakeBook()
    app, sheet = book.app, book.sheets[0]
    app.calculation, app.screen_updating = "semiautomatic", True
    app.selection = sheet.range((3, 2))

    def breaks():
        with still(book, "読んでいます"):
            assert (app.screen_updating, app.enable_events, app.display_alerts) == (False, False, False)
            assert (app.calculation, app.status_bar) == ("manual", "PMO: 読んでいます…")
            book.sheets.active = book.sheets.add("指摘")
            raise ValueError("mid")

    with pytest.raises(ValueError, match="mid"):
        breaks()
    assert (app.screen_updating, app.enable_events, app.display_alerts) == (True, True, True)
    assert (app.calculation, app.status_bar) == ("semiautomatic", False)
    assert book.sheets.active is sheet
    assert (app.selection.row, app.selection.column) == (3, 2)


# where things belong


@pytest.mark.parametrize("address", ["https://a.sharepoint.com/sites/x/台帳.xlsx", "Book1"])
def test_a_book_of_the_cloud_or_never_saved_has_no_folder(address, tmp_path, monkeypatch):
    monkeypatch.delenv("PMO_XL_OUT", raising=False)
    book = FakeBook(fullname=address)
    found = home.home_of(book, Context(NOW, Person(), tmp_path))
    assert (found.out, found.is_local) == (tmp_path / "PMO", False)
    assert found.project.paths == ()
    monkeypatch.setenv("PMO_XL_OUT", str(tmp_path / "共有"))
    assert home.home_of(book, Context(NOW, Person(), tmp_path)).out == tmp_path / "共有"


def test_the_project_is_the_nearest_pmo_toml_that_knows_the_book(tmp_path):
    from tests.support.sheet import workbook

    table = "| 課題ID | 件名 |\n| K-1 | 帳票 |"
    (tmp_path / "管理").mkdir()
    (tmp_path / "pmo.toml").write_text('[registers.issues]\nfile = "管理/台帳.xlsx"\n', "utf-8")
    ours = workbook(tmp_path / "管理" / "台帳.xlsx", 課題=table)
    other = workbook(tmp_path / "管理" / "ほか.xlsx", 課題=table)
    context = Context(NOW, Person(), tmp_path)
    assert home.home_of(FakeBook(fullname=str(ours)), context).project.root == tmp_path
    assert home.home_of(FakeBook(fullname=str(other)), context).project.root == tmp_path / "管理"


def test_a_folder_full_of_books_is_no_project(tmp_path):
    for number in range(31):
        (tmp_path / f"{number}.xlsx").write_bytes(b"")
    found = home.home_of(FakeBook(fullname=str(tmp_path / "0.xlsx")), Context(NOW, Person(), tmp_path))
    assert [path.name for path in found.project.paths] == ["0.xlsx"]
    assert "ブックが31冊あるため、このブックだけを見ました" in found.note


def test_a_marked_copy_is_looked_at_alone(tmp_path):
    for name in ("台帳.xlsx", "台帳_指摘_20240507.xlsx"):
        (tmp_path / name).write_bytes(b"")
    copy = FakeBook(fullname=str(tmp_path / "台帳_指摘_20240507.xlsx"))
    found = home.home_of(copy, Context(NOW, Person(), tmp_path))
    assert [path.name for path in found.project.paths] == ["台帳_指摘_20240507.xlsx"]


@pytest.mark.parametrize(("what", "words"), [("ReadOnly", "読み取り専用"), ("name", "CSV")])
def test_what_cannot_be_painted_says_why(what, words):
    from pmo_xl.buttons.actions.check import obstacle

    book = FakeBook()
    assert obstacle(book) == ""
    setattr(book, what, "課題.csv" if what == "name" else True)
    assert words in obstacle(book)


def test_a_text_longer_than_a_cell_is_cut_and_counted():
    sheet = FakeBook().sheets[0]
    assert write_texts(sheet, 1, 1, [["=1+1", "あ" * 40_000], ["001", "🙂" * 20_000]]) == 2
    assert sheet.cell(1, 1).number_format == "@"
    long, emoji = sheet.cell(1, 2).value, sheet.cell(2, 2).value
    assert len(long) == 32_767
    assert long.endswith("…（長いため省略）")
    assert len(emoji.encode("utf-16-le")) // 2 <= 32_767
    assert emoji.startswith("🙂" * 16_000)
    assert fitted("x" * 32_767) == "x" * 32_767


def test_the_module_is_started_as_the_macro_starts_it(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "pmo_xl.buttons", "check", "--wb=課題=管理.xlsx", "--from_xl=1", "--hwnd=1"],
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0  # the person was told, here on standard error
    assert done.stderr.startswith("開いているExcelが見つかりません\n\n対処: ")
    assert "Traceback" not in done.stderr


def test_run_takes_a_book(monkeypatch):
    import pmo_xl.buttons

    act(monkeypatch, lambda book, context: Answer(f"{book.name} を見ました。"))
    book = FakeBook()
    assert pmo_xl.buttons.run("check", book) == 0
    assert book.app.alerts[0][0] == "台帳.xlsx を見ました。"
    assert running.said(PmoError("a", "b")) == "a\n\n対処: b"
