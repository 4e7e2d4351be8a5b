"""docs/batch.md: its Python runs as it stands, and its lists are those of the code."""

import re
import shutil
from pathlib import Path

from pmo_xl.batch.find import NO_PROJECTS
from pmo_xl.batch.run import OWN_FOLDER, PAUSES
from pmo_xl.batch.schedule import TIMES
from pmo_xl.cli.arguments import parse

PAGE = (Path(__file__).parents[2] / "docs" / "batch.md").read_text("utf-8")


def test_the_python_example_runs(sample, tmp_path, monkeypatch, capsys):
    shutil.copytree(sample, tmp_path / "workbooks")
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(example, "batch.md", "exec"), {})
    assert capsys.readouterr().out == ". 0 \n"


def test_every_command_of_the_page_is_understood():
    commands = re.findall(r"^pmo-xl (.+)$", PAGE, re.MULTILINE)
    assert len(commands) >= 3
    for command in commands:
        assert parse(command.split()).verb == "batch"


def test_the_page_tells_the_folders_pauses_and_times_of_the_code():
    (told,) = re.findall(r"見ないフォルダの名前は、(.+?)です。", PAGE, re.DOTALL)
    named = {word for words in re.findall(r"（(.+?)）", told) for word in words.split("・")}
    assert named | {"node_modules", "__pycache__"} == NO_PROJECTS
    assert "・".join(f"{pause:g}秒" for pause in PAUSES) in PAGE
    assert "と".join(f"{at.hour}:{at.minute:02}" for at in TIMES) in PAGE
    assert f"`報告/{OWN_FOLDER}/`" in PAGE
