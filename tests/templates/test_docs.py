"""docs/templates.md: its tables are those of the program, its settings are settings, its pictures and files are there."""

import re
from datetime import date

import pytest

from pmo_xl.config import read_config
from pmo_xl.render.room import FILTERS, environment
from tests.make import template_docs
from tests.templates.mistakes import MISTAKES, told

PAGE = template_docs.TARGET.read_text("utf-8")


def test_the_tables_are_those_of_the_program():
    assert template_docs.filled(PAGE) == PAGE, "run: python -m tests.make.template_docs"


@pytest.mark.parametrize(("kind", "texts"), MISTAKES, ids=lambda one: one if isinstance(one, str) else "")
def test_every_mistake_of_the_table_is_told(kind, texts, tmp_path):
    said = told(kind, texts, tmp_path)
    assert len(said) == 1
    assert re.search(r"[ぁ-ん]", said[0])
    assert not re.search(r"[A-Za-z]{4,} [a-z]+ [a-z]+", said[0]), "no English sentence"


def test_the_settings_are_read(tmp_path):
    (settings,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "pmo.toml").write_text(settings, "utf-8")
    assert read_config(tmp_path / "pmo.toml").reports.templates == (
        "templates/日次報告.xlsx",
        "templates/日次報告.docx",
    )


def test_every_filter_prints_what_the_page_says():
    figures = {"scope": 1234, "execution_rate": 0.55, "execution_gap": -18}
    values = {
        "as_of": date(2024, 5, 7),
        "metrics": {name: {"value": value} for name, value in figures.items()},
        "headline": {"text": "重大な不具合1件の修正が鍵であり、完了見込は計画の2営業日後です。"},
    }
    shown = re.findall(r"^\| `(\{\{ [\w.]+\\\|(\w+)[^`]*\}\})` \| (\S+)", PAGE, re.MULTILINE)
    assert {name for _, name, _ in shown} == set(FILTERS)
    for tag, name, said in shown:
        printed = environment().from_string(tag.replace("\\|", "|")).render(values)
        assert (len(printed) == 20 and printed.endswith("…")) if name == "cut" else said.startswith(printed), tag


def test_every_picture_and_file_is_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", PAGE):
        assert (template_docs.TARGET.parent / target).exists(), target
