"""Door C: the verb `run`, and its small window driven as a person drives it."""

import os
import shutil
import subprocess
import sys

import pytest

from pmo_xl.buttons.names import ACTIONS, BUTTONS
from pmo_xl.cli import main

DRIVE = """
from pmo_xl.buttons.window import Window
pressed = []
def press(action):
    pressed.append((action, str(window.buttons["check"]["state"]), window.said.get()))
    if action == "daily":
        raise ValueError("a fault of the work must not leave the buttons dead")
window = Window(press)
window.root.report_callback_exception = lambda *error: None
window.root.update()
print([made["text"] for made in window.buttons.values()])
window.buttons["fix"].event_generate("<Enter>")
window.root.update()
print(window.said.get())
window.buttons["fix"].event_generate("<Leave>")
window.root.update()
print(window.said.get())
for action in ("check", "daily", "minutes"):
    window.buttons[action].invoke()
window.root.update()
print(pressed)
print({str(made["state"]) for made in window.buttons.values()})
window.root.destroy()
"""


@pytest.fixture
def display(tmp_path):
    """A screen nobody sees."""
    if shutil.which("Xvfb") is None:
        assert os.environ.get("PMO_XL_REQUIRE_TOOLS") != "1", "Xvfb is required here"
        pytest.skip("Xvfb is not installed")
    pytest.importorskip("tkinter")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(20)


def test_the_window_has_the_ten_buttons_with_their_tips_and_is_still_while_one_works(display):
    done = subprocess.run(
        [sys.executable, "-c", DRIVE], capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "DISPLAY": display},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    texts, tip, ready, pressed, states = done.stdout.splitlines()
    assert texts == str([button.label for button in BUTTONS])
    assert tip == next(button.tip for button in BUTTONS if button.action == "fix")
    assert ready == "Excelで手前に表示しているブックに対して実行します"
    assert pressed == str(
        [
            ("check", "disabled", "「チェック」を実行しています…"),
            ("daily", "disabled", "「日次報告」を実行しています…"),
            ("minutes", "disabled", "「議事録」を実行しています…"),
        ]
    )
    assert states == "{'normal'}"


def test_the_verb_is_for_windows(capsys):
    assert main(["run", "check", "--active"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("エラー: run --active は、Windows の Excel で開いているブックに使います\n対処: ")


def test_a_mistyped_button_and_a_missing_word_are_told(capsys):
    assert main(["run", "chek", "--active"]) == 2
    assert "「check」のことですか？" in capsys.readouterr().err
    assert main(["run"]) == 2
    assert "--active が要ります" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["check"], []])
def test_on_windows_the_verb_attaches_to_the_active_book(words, monkeypatch):
    from pmo_xl.buttons import caller, running, window

    done = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(running, "press", lambda action, find: done.append((action, find)) or 0)
    monkeypatch.setattr(window, "show", lambda: done.append("window") or 0)
    from pmo_xl.cli.arguments import parse
    from pmo_xl.cli.run import run

    assert run(parse(["run", *words, "--active"])) == 0
    assert done == ([("check", caller.find_book)] if words else ["window"])


def test_every_button_has_its_action():
    from pmo_xl.buttons.actions import action_named

    assert [callable(action_named(action)) for action in ACTIONS] == [True] * 10
