"""What a button loads: the free part of xlwings alone, no licence key, and none of the libraries a check does not need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sheet import workbook

HEAVY = ("xlwings", "pandas", "numpy", "docx", "docxtpl", "openpyxl", "jinja2", "lxml", "tkinter")
PACKAGE = Path(__file__).parent.parent.parent / "pmo_xl"


def python(code, *arguments, **more):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XLWINGS")} | more
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_suite_runs_without_a_licence_key():
    assert "XLWINGS_LICENSE_KEY" not in os.environ
    assert not (Path.home() / ".xlwings" / "xlwings.conf").exists()


def test_loading_the_buttons_loads_nothing_of_weight():
    told = python(f"import pmo_xl.buttons, sys; print(*[m for m in {HEAVY!r} if m in sys.modules])")
    assert told == []


def test_xlwings_comes_alone_and_without_its_paid_part():
    code = (
        "import sys\n"
        "from pmo_xl.buttons.door import xlwings_alone\n"
        "xw = xlwings_alone()\n"
        "print(xw.__pro__, *sorted(m for m in sys.modules if m.startswith('xlwings.pro') or m.split('.')[0] in"
        " ('pandas', 'numpy', 'polars', 'matplotlib', 'plotly', 'PIL')))\n"
        "import pandas; print(pandas.__name__)"
    )
    # not even its own probe for a key is loaded; and pandas can be had afterwards
    assert python(code) == ["False", "pandas"]


def test_what_was_loaded_before_stays_as_it_was():
    code = (
        "import numpy, sys; before = sys.modules['numpy']\n"
        "from pmo_xl.buttons.door import xlwings_alone\n"
        "xlwings_alone(); print(sys.modules['numpy'] is before, sys.modules.get('pandas', 'absent'))"
    )
    assert python(code) == ["True", "absent"]


def test_nothing_of_ours_names_the_paid_part_but_the_door_that_keeps_it_out():
    door = PACKAGE / "buttons" / "door.py"
    assert door.read_text("utf-8").count("xlwings.pro") == 1
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf-8").replace('"xlwings.pro"', "" if path == door else "xlwings.pro")
        for word in ("xlwings.pro", "xlwings.server", "xlwings.reports", 'mode="r"', "Book(json"):
            assert word not in text, f"{path.name}: {word}"


@pytest.mark.office
def test_a_whole_check_from_a_button_needs_none_of_them(libreoffice_port, tmp_path):
    table = "| 課題ID | 件名 | 状態 | 担当 | 期限 |\n| K-001 | 帳票 | 対応中 | 佐藤 | 2024/04/30 |"
    path = workbook(tmp_path / "台帳.xlsx", 課題=table)
    code = (
        "import sys\n"
        "from datetime import datetime\n"
        "from tests.support.lo_engine import started\n"
        "from pmo_xl.buttons.running import press\n"
        "from pmo_xl.buttons.notifier import WithoutExcel\n"
        "app = started(int(sys.argv[1])); book = app.books.open(sys.argv[2])\n"
        "before = set(sys.modules)\n"
        "code = press('check', lambda: book, notifier=WithoutExcel(), now=datetime(2024, 5, 7, 16))\n"
        "assert book.sheets['課題']['E2'].note is not None\n"
        "print(code, *[m for m in ('pandas', 'numpy', 'docx', 'docxtpl', 'openpyxl', 'jinja2', 'lxml')"
        " if m in set(sys.modules) - before])\n"
        "print(*sorted(m for m in sys.modules if m.startswith('xlwings.pro')))\n"
        "book.close()"
    )
    assert python(code, libreoffice_port, path, PYTHONPATH=str(PACKAGE.parent)) == ["0"]


def test_a_press_that_is_all_its_process_does_loads_little_and_looks_for_no_garbage():
    code = (
        "import sys, gc\n"
        "from pmo_xl.buttons.__main__ import alone\n"
        "def press():\n"
        "    print(gc.isenabled(), 'msgspec' in sys.modules, 'typing_extensions' in sys.modules)\n"
        "    return 0\n"
        "print(alone(press))\n"
        "import typing_extensions; print(typing_extensions.__name__)"
    )
    assert python(code) == ["False", "True", "False", "0", "typing_extensions"]


def test_what_cannot_be_imported_for_a_while_can_be_afterwards():
    code = (
        "import sys, json, pmo_xl.buttons.door as door\n"
        "before = sys.modules['json']\n"
        "with door.without('json', 'colorsys'):\n"
        "    for name in ('json', 'colorsys'):\n"
        "        try: __import__(name)\n"
        "        except ImportError: print('hidden')\n"
        "import colorsys; print(sys.modules['json'] is before, colorsys.__name__)"
    )
    assert python(code) == ["hidden", "hidden", "True", "colorsys"]


@pytest.mark.parametrize("code", [0, 1])
def test_the_process_of_a_press_ends_with_its_code_and_all_that_was_said(code):
    """Nothing is taken apart any more, also where there is no output to speak to (pythonw)."""
    said = "import sys, atexit; from pmo_xl.buttons.__main__ import leave; atexit.register(print, '解体'); "
    done = subprocess.run(
        [sys.executable, "-c", f"{said}print('終わり', end=''); leave({code})"], capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (code, "終わり")
    silent = subprocess.run([sys.executable, "-c", f"{said}sys.stdout = sys.stderr = None; leave({code})"])
    assert silent.returncode == code
