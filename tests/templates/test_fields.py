"""What a template may name: every value has a meaning, every meaning a value, on every day and in every project."""

import docx
import openpyxl
import pytest

from pmo_xl.metrics.catalogue import CATALOGUE
from pmo_xl.pages import PAGES
from pmo_xl.render import docx as word
from pmo_xl.render import xlsx
from pmo_xl.render.soundness import check
from pmo_xl.render.tags import known_names
from pmo_xl.reports.fields.figure_names import CALLED
from pmo_xl.resources import SAMPLE_DAY
from pmo_xl.templates import fields, today
from tests.templates import books

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)


@pages
def test_every_value_of_a_page_has_a_meaning(page, filled):
    met = [values for (_, key), values in filled.items() if key == page.key]
    assert met
    for values in met:
        shown = {name for name in known_names(values) if not name.startswith("charts.") or name in page.fields}
        lists = {f"{group}[]" for group in books.lists_of(page.fields)}
        assert shown - set(page.fields) - lists == set()


@pages
def test_every_field_is_there_in_every_project_on_every_day(page, filled):
    for (project, key), values in filled.items():
        if key == page.key:
            assert [one for name in page.fields for one in books.lacking(values, name)] == [], project


@pages
def test_every_list_has_items_in_some_project_so_that_its_fields_are_really_seen(page, filled):
    seen = {
        name
        for (_, key), values in filled.items()
        if key == page.key
        for name in known_names(values)
    }  # fmt: skip
    charts = {name for name in page.fields if name.startswith("charts.")}
    rarely = {"evidence_ids[].id", "evidence_ids[].keys", "evidence_ids[].file", "evidence_ids[].cell"}
    assert set(page.fields) - seen - charts - rarely == set()


def test_a_meaning_is_one_japanese_line():
    for page in PAGES:
        for name, meaning in page.fields.items():
            assert meaning.strip() == meaning, name
            assert "\n" not in meaning
            assert any("\u3040" <= letter <= "\u9fff" for letter in meaning), (name, meaning)


def test_every_figure_of_the_catalogue_is_called_by_a_name():
    assert set(CALLED) == {figure.name for figure in CATALOGUE}


@pytest.mark.parametrize("page", [page for page in PAGES if "xlsx" in page.formats], ids=lambda page: page.key)
@pytest.mark.parametrize("project", ["sample", "no record"])
def test_a_workbook_may_name_every_field(page, project, filled, tmp_path):
    values = filled[project, page.key]
    template = books.workbook_of(tmp_path / f"{page.title}.xlsx", page.fields)
    assert check(template, page.fields) == ()
    out = tmp_path / "out.xlsx"
    out.write_bytes(xlsx.fill(template, values))
    sheet = openpyxl.load_workbook(out)["項目"]
    shown = {name.value: value.value for name, value in sheet.iter_rows(max_col=2)}
    assert list(shown) == books.singles_of(page.fields)
    for name, value in shown.items():
        if isinstance(books.value_of(values, name), str):
            assert (value or "") == books.value_of(values, name), name


@pytest.mark.parametrize("page", [page for page in PAGES if "docx" in page.formats], ids=lambda page: page.key)
def test_a_document_may_name_every_field(page, filled, tmp_path):
    values = filled["sample", page.key]
    template = books.document_of(tmp_path / f"{page.title}.docx", page.fields)
    assert check(template, page.fields) == ()
    out = tmp_path / "out.docx"
    out.write_bytes(word.fill(template, values))
    lines = [paragraph.text for paragraph in docx.Document(str(out)).paragraphs]
    for name in books.singles_of(page.fields):
        value = books.value_of(values, name)
        if isinstance(value, str) and "\n" not in value:
            assert f"{name}={value}" in lines


def test_the_value_of_a_list_is_its_first_item_and_how_many_there_are():
    values = {"rows": [{"id": "K-1", "tags": ["甲", "乙"]}, {"id": "K-2", "tags": []}], "none": [], "a": {"b": 3}}
    assert today(values, "a.b") == (3, None)
    assert today(values, "rows[].id") == ("K-1", 2)
    assert today(values, "rows[].tags[]") == ("甲", 2)
    assert today(values, "none[].id") == (None, 0)


@pages
def test_the_fields_of_a_page_come_with_what_they_are_today(page, projects, filled):
    project, _ = projects["sample"]
    found = fields(page, project, SAMPLE_DAY)
    assert {one.name: one.meaning for one in found} == dict(page.fields)
    assert sum(one.value is not None for one in found) > len(found) / 3
