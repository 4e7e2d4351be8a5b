"""docs/templates.md: its tables are those of the program, its settings are settings, its pictures and files are there."""

import re

import pytest

from pmo_xl.config import read_config
from pmo_xl.render.room import FILTERS
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


def test_every_filter_is_shown():
    shown = set(re.findall(r"\\\|(\w+)", PAGE))
    assert set(FILTERS) <= shown


def test_every_picture_and_file_is_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", PAGE):
        assert (template_docs.TARGET.parent / target).exists(), target
