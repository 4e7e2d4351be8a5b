"""Our macros inside LibreOffice: they compile, and a button's own event starts Python with exactly the right arguments."""

import contextlib
import shlex
import sys
import time
from pathlib import Path

import pytest

from pmo_xl.buttons.caller import given
from pmo_xl.buttons.macros import modules
from pmo_xl.buttons.macros.modules import pages, ribbon_modules, sheet_modules
from pmo_xl.buttons.macros.project import Module, built
from pmo_xl.buttons.names import ACTIONS, BUTTONS
from pmo_xl.buttons.newbook import MAIN, new_book
from pmo_xl.buttons.onsheet.add import with_buttons
from pmo_xl.buttons.ribbon.addin import addin
from tests.support import lo_engine, richer
from tests.support.sheet import workbook

pytestmark = pytest.mark.office

ID = "{0A6B1C52-77B1-4C3E-8C60-5F5A3A1D00FF}"
OURS = {module.name: module for module in (*sheet_modules(), *ribbon_modules())}
PING = '\nPublic Function Ping() As String\n  Ping = "compiled"\nEnd Function\n'
BROKEN = "Public Sub X()\n  If 1 Then\n    Dim q As\nEnd Sub\n"
# In place of PmoXlExec: LibreOffice on Linux has no WScript.Shell. Asynchronous, because a macro that waits for a Python
# which calls back into the same LibreOffice never ends.
EXEC = """Public Function PmoXl_Exec(ByVal arguments As String) As Long
    Shell "@RUN@", 0, arguments, False
    PmoXl_Exec = 0
End Function

Public Function PmoXl_Window() As String
    PmoXl_Window = "4711"
End Function
"""


@pytest.fixture
def opened(libreoffice_port, tmp_path):
    """Open a workbook in LibreOffice with its macros allowed; it is closed after the test."""
    documents = []

    def open_(data, name="b.xlsm"):
        path = tmp_path / name
        path.write_bytes(data)
        document = lo_engine.desktop(libreoffice_port).loadComponentFromURL(
            path.as_uri(), "_blank", 0, (lo_engine.setting("Hidden", True), lo_engine.setting("MacroExecutionMode", 4))
        )
        documents.append(document)
        return document

    yield open_
    for document in documents:
        with contextlib.suppress(Exception):
            document.close(True)


def project(*code):
    """A workbook with these modules."""
    macros = built((*pages(["Sheet1"]), *code), name="Gate", id_=ID)
    sheet = f'<worksheet xmlns="{MAIN}"><sheetPr codeName="Sheet1"/><sheetData/></worksheet>'
    return new_book("sheet", ("s", sheet.encode()), macros, {"title": "", "description": "", "version": ""})


def called(document, macro, *arguments, library="Gate"):
    """What a macro gives back. A module that does not compile gives None, without any error."""
    script = document.getScriptProvider().getScript(
        f"vnd.sun.star.script:{library}.{macro}?language=Basic&location=document"
    )
    return script.invoke(arguments, (), ())[0]


@pytest.mark.parametrize("name", OURS)
def test_the_module_compiles(opened, name):
    assert called(opened(project(Module(name, OURS[name].code + PING))), f"{name}.Ping") == "compiled"


def test_the_modules_of_the_addin_as_it_is_installed_compile_together(libreoffice_port, tmp_path):
    path = tmp_path / "pmo_xl.xlam"
    path.write_bytes(addin("1.2.3"))
    settings = {"Hidden": True, "MacroExecutionMode": 4, "FilterName": "Calc MS Excel 2007 VBA XML"}
    document = lo_engine.desktop(libreoffice_port).loadComponentFromURL(
        path.as_uri(), "_blank", 0, tuple(lo_engine.setting(name, value) for name, value in settings.items())
    )
    try:
        modules_there = document.BasicLibraries.getByName("PmoXlAddin").ElementNames
        assert {module.name for module in ribbon_modules()} <= set(modules_there)
        line = called(document, "PmoXl.PmoXl_Arguments", "daily", "課題.xlsx", "12", library="PmoXlAddin")
        assert line == '-P -m pmo_xl.buttons daily "--wb=課題.xlsx" --from_xl=1 --hwnd=12'
    finally:
        document.close(True)


def test_a_module_that_does_not_compile_is_noticed(opened):
    with pytest.raises(AssertionError):
        assert called(opened(project(Module("Broken", BROKEN + PING))), "Broken.Ping") == "compiled"


@pytest.mark.parametrize(
    ("number", "says", "not_says"),
    [
        ("5130", "pmo-xl buttons install", "company rule"),
        ("70", "A company rule may forbid Excel to start programs", "install"),
        ("1000", "pmo-xl run --active", "install"),
        ("-2147023636", "What to tell the IT department", "install"),
        ("-2147024894", "pmo-xl buttons doctor", "company rule"),
    ],
)
def test_what_goes_wrong_is_said_in_plain_english(opened, number, says, not_says):
    ask = 'Public Function Ask(ByVal n As String) As String\n  Ask = PmoXl_Trouble(CLng(n), "Permission denied")\nEnd Function\n'
    said = called(opened(project(OURS["PmoXl"], Module("Asking", ask))), "Asking.Ask", number)
    assert says in said
    assert not_says not in said
    assert said.isascii()


@pytest.mark.parametrize(
    ("book", "told"),
    [
        ("課題=管理.xlsx", "課題=管理.xlsx"),
        ("a b  c.xlsm", "a b  c.xlsm"),
        ("O'Neill & Söhne ^1.xlsx", "O'Neill & Söhne ^1.xlsx"),
        ("進捗50%→%TEMP%.xlsx", "進捗50?→?TEMP?.xlsx"),
        ("Book1", "Book1"),
        ("", ""),
    ],
)
def test_the_command_line_names_the_book(opened, book, told):
    line = called(opened(project(OURS["PmoXl"])), "PmoXl.PmoXl_Arguments", "check", book, "12")
    assert line == f'-P -m pmo_xl.buttons check "--wb={told}" --from_xl=1 --hwnd=12'
    assert given(shlex.split(line)[3:]) == (book, 12), "Python reads the same name"


# the whole chain


def recording(folder):
    """A start script that writes down its arguments, and how to read them: one line each."""
    told, script = folder / "told", folder / "run.py"
    script.write_text(
        f"#!{sys.executable}\nimport sys, pathlib, os\n"
        f"new = pathlib.Path({str(told)!r} + '.new')\n"
        "new.write_text('\\n'.join(sys.argv[1:]), 'utf-8')\n"
        f"os.replace(new, {str(told)!r})\n",
        "utf-8",
    )
    script.chmod(0o755)
    return script, told


def read_when_there(path):
    for _ in range(300):
        if path.exists():
            text = path.read_text("utf-8")
            path.unlink()
            return text.split("\n")
        time.sleep(0.05)
    raise AssertionError("nothing was started")


def buttons_of(document):
    """Button's label → the event its click runs, over all sheets."""
    found = {}
    for sheet in document.Sheets:
        for number in range(sheet.DrawPage.Count):
            shape = sheet.DrawPage.getByIndex(number)
            for event in shape.Events.getByName("OnClick") if hasattr(shape, "Events") else ():
                if event.Name == "Script":
                    found[shape.String] = event.Value
    return found


def click(document, event):
    """What LibreOffice does when the shape is clicked."""
    document.getScriptProvider().getScript(event).invoke((), (), ())


def with_buttons_here(data, script, monkeypatch):
    """The workbook as `buttons add` makes it, the start of Python exchanged for one LibreOffice has."""
    real = modules.sheet_modules()
    here = tuple(
        Module(module.name, EXEC.replace("@RUN@", str(script))) if module.name == modules.EXEC else module
        for module in real
    )
    monkeypatch.setattr("pmo_xl.buttons.onsheet.add.sheet_modules", lambda: here)
    return with_buttons(data, "b.xlsx").data


def test_every_button_starts_its_own_action(opened, tmp_path, monkeypatch):
    script, told = recording(tmp_path)
    document = opened(with_buttons_here(richer.table(), script, monkeypatch))
    events = buttons_of(document)
    assert list(events) == [button.label for button in BUTTONS]
    for button in BUTTONS:
        click(document, events[button.label])
        assert read_when_there(told) == [
            "-P", "-m", "pmo_xl.buttons", button.action, "--wb=b.xlsm", "--from_xl=1", "--hwnd=4711"
        ]  # fmt: skip


@pytest.mark.parametrize("name", ["課題=管理 表.xlsm", "O'Neill & Co ^2.xlsm", "100%済.xlsm"])
def test_the_name_of_the_book_arrives_whole(opened, tmp_path, monkeypatch, name):
    script, told = recording(tmp_path)
    document = opened(with_buttons_here(richer.table(), script, monkeypatch), name)
    click(document, buttons_of(document)["チェック"])
    assert read_when_there(told)[4] == f"--wb={name.replace('%', '?')}"


def test_the_ribbon_callback_starts_the_action_of_its_tag(opened, tmp_path):
    """LibreOffice shows no ribbon; a button of its own, which has a tag too, stands in for the one Excel hands over."""
    script, told = recording(tmp_path)
    start = Module("PmoXlExec", EXEC.replace("@RUN@", str(script)))
    document = opened(project(OURS["PmoXl"], start, OURS["PmoXlRibbon"]))
    control = document.createInstance("com.sun.star.form.component.CommandButton")
    for action in ACTIONS:
        control.Tag = action
        called(document, "PmoXlRibbon.PmoXl_Ribbon", control)
        assert read_when_there(told)[3:5] == [action, "--wb=b.xlsm"]


# to the painted cell

ISSUES = """
    | 課題ID | 件名         | 状態   | 担当 | 起票日     | 期限       | 完了日 |
    | K-001  | 帳票が出ない | 対応中 | 佐藤 | 2024/04/01 | 2024/04/30 |        |
    | K-002  | 画面が遅い   | 完了   | 鈴木 | 2024/04/01 | 2024/04/26 | 2024/04/26 |"""
ROOT = Path(__file__).parents[2]
# Python as the macro starts it, but that the Excel xlwings finds is this LibreOffice; what it tells goes to a file.
START = """#!{python}
import os, runpy, sys
os._exit = sys.exit  # for what it told is written after it
assert sys.argv[1:4] == ["-P", "-m", "pmo_xl.buttons"], sys.argv
sys.path.insert(0, {root!r})
sys.argv[1:] = sys.argv[4:]
from tests.support import lo_engine
app = lo_engine.started({port})
for document in app.impl.desk.Components:
    app.impl.books.attach(document.Title)
try:
    runpy.run_module("pmo_xl.buttons", run_name="__main__")
finally:
    with open({told!r}, "a", encoding="utf-8") as out:
        out.write(repr(app.impl.alerts) + "\\n")
"""


def until(true, told):
    """Wait for what the started Python does in the open document."""
    end = time.monotonic() + 60
    while not true():
        said = told.read_text("utf-8") if told.exists() else "nothing"
        assert time.monotonic() < end, f"Python told: {said}"
        time.sleep(0.1)


def test_from_the_button_to_the_painted_cell_and_back(opened, libreoffice_port, tmp_path, monkeypatch):
    """Button's event, our VBA, a Python of its own, genuine xlwings, the cell; and 指摘を消す takes it all away."""
    told, script = tmp_path / "told", tmp_path / "start.py"
    script.write_text(
        START.format(python=sys.executable, root=str(ROOT), port=libreoffice_port, told=str(told)), "utf-8"
    )
    script.chmod(0o755)
    made = workbook(tmp_path / "台帳.xlsx", 課題一覧=ISSUES)
    data = made.read_bytes()
    made.unlink()  # one book of the project, not two with the same records
    document = opened(with_buttons_here(data, script, monkeypatch), "課題=管理.xlsm")
    cell = document.Sheets.getByName("課題一覧").getCellRangeByName("F2")  # the due day of K-001, long past
    plain = cell.CellBackColor
    events = buttons_of(document)

    click(document, events["チェック"])
    until(lambda: document.Sheets.hasByName("指摘") and cell.CellBackColor != plain and told.exists(), told)
    assert cell.getAnnotation().getString().startswith("[pmo_xl]")
    assert "シート「指摘」を見てください" in told.read_text("utf-8")

    told.unlink()
    click(document, events["指摘を消す"])
    until(lambda: not document.Sheets.hasByName("指摘") and told.exists(), told)
    assert cell.CellBackColor == plain
    assert cell.getAnnotation().getString() == ""
    assert list(document.Sheets.ElementNames) == ["課題一覧", "PMOボタン"]
