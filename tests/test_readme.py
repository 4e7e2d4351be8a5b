"""README and its Japanese sister: their examples run as they stand, and say what the program says."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from pmo_xl.cli import main
from pmo_xl.cli.arguments import VERBS

ROOT = Path(__file__).parent.parent
PAGES = ["README.md", "README.ja.md"]


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)


@pytest.fixture
def project(sample, tmp_path, monkeypatch):
    shutil.copytree(sample, tmp_path / "workbooks")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_python_example_runs(project, capsys):
    (example,) = blocks("README.md", "python")
    exec(compile(example, "README.md", "exec"), {})
    assert "%" in capsys.readouterr().out
    assert {p.suffix for p in (project / "out").iterdir()} == {".xlsx", ".docx"}


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_run(page, project, capsys):
    lines = [line for block in blocks(page, "sh") for line in block.splitlines() if line.startswith("pmo-xl ")]
    assert len(lines) >= 5
    for line in lines:
        code = main(shlex.split(line)[1:])
        assert code == (1 if " check " in line else 0), line


@pytest.mark.parametrize("page", PAGES)
def test_every_verb_of_the_table_exists_and_none_is_missing(page):
    text = (ROOT / page).read_text("utf-8")
    named = {cell.split()[0] for cell in re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)}
    assert named | {"sample"} == set(VERBS)


@pytest.mark.parametrize("page", PAGES)
def test_every_file_a_page_points_at_is_there(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text("utf-8")):
        assert (ROOT / target).exists(), target


def test_both_pages_give_the_same_two_commands():
    assert blocks("README.md", "sh")[:2] == blocks("README.ja.md", "sh")[:2]
