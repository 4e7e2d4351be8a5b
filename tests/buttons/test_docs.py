"""docs/excel-buttons.md and the Windows checklist: every button, every check of the doctor, every message, nothing called verified."""

import re
from pathlib import Path

import pytest

from pmo_xl.buttons.macros.modules import ribbon_modules, sheet_modules
from pmo_xl.buttons.names import BUTTONS
from tests.make.ribbon_picture import page

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MANUAL = (DOCS / "excel-buttons.md").read_text("utf-8")
CHECKLIST = (DOCS / "windows-checklist.md").read_text("utf-8")


def test_every_button_has_its_line():
    lines = dict(re.findall(r"^\| (\S+) \| (.+) \|$", MANUAL, re.MULTILINE))
    for button in BUTTONS:
        assert lines[button.label].startswith(button.tip), button.label


def test_every_check_of_the_doctor_is_explained():
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "pmo_xl/buttons/setup").glob("*.py"))
    names = set(re.findall(r'(?:\b(?:ok|info|warning|error)\(\s*|\bname(?:, \w+)? = )"([^"]+)"', code))
    assert {"Python", "登録したPython", "マクロの方針", "子プロセスの規則（ASR）", "gen_py"} <= names
    assert len(names) >= 18
    rows = "\n".join(line.split("|")[1] for line in MANUAL.splitlines() if line.startswith("| "))
    assert {name for name in names if name not in rows} == set()


def test_every_message_of_the_macros_is_explained():
    code = "\n".join(module.code for module in (*sheet_modules(), *ribbon_modules()))
    for said in re.findall(r"^\| ([A-Z][\w ]{10,})(?: …)? \|", MANUAL, re.MULTILINE):
        assert said in code, said
    for start in ("Python ended with code", "Python is not registered", "Python could not be started", "A company rule"):  # fmt: skip
        assert start in code
        assert f"| {start}" in MANUAL


@pytest.mark.parametrize("text", [MANUAL, CHECKLIST], ids=["manual", "checklist"])
def test_every_file_pointed_at_is_there(text):
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (DOCS / target).exists(), target


def test_the_checklist_has_the_thirteen_points_with_room_for_results_and_none_filled_in():
    points = re.split(r"^## ", CHECKLIST, flags=re.MULTILINE)[1:]
    assert [point.split(".")[0] for point in points] == [str(number) for number in range(1, 14)]
    for point in points:
        head, _rule, *rows = [line for line in point.splitlines() if line.startswith("|")]
        assert head == "| 手順 | 期待する結果 | 日付 | Excelの版 | 結果 |"
        assert len(rows) >= 2
        for row in rows:
            cells = [cell.strip() for cell in row.strip("|").split("|")]
            assert len(cells) == 5, row
            assert all(cells[:2]), row
            assert cells[2:] == ["", "", ""], "nobody has run this on Windows yet"


def test_the_picture_of_the_ribbon_shows_what_the_addin_has():
    drawn = page()
    for button in BUTTONS:
        assert f"<span>{button.label}</span>" in drawn
        assert f"<small>{button.group}</small>" in drawn
