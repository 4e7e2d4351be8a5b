"""A project's own template: the same numbers in another look, and a mistake in it is told before anything is written."""

import shutil
import zipfile
from collections import Counter
from copy import copy

import docx
import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

import pmo_xl
from pmo_xl.errors import TemplateError
from pmo_xl.pages import PAGES
from pmo_xl.render import xlsx
from pmo_xl.resources import SAMPLE_DAY, template
from pmo_xl.templates import check
from tests.make import own_templates
from tests.render import book, document
from tests.support.office import complaints, pages
from tests.templates.conftest import G1_DAY, ISSUES, LATE
from tests.templates.conftest import book as workbook

SHIPPED = [(page, form) for page in PAGES for form in page.formats]


@pytest.mark.parametrize(("page", "form"), SHIPPED, ids=lambda one: getattr(one, "key", one))
def test_the_shipped_templates_are_sound(page, form, sample):
    checked = check(page.shipped(form), pmo_xl.load(sample))
    assert checked.page is page
    assert checked.problems == ()
    assert checked.names > 10


@pytest.fixture
def project(tmp_path):
    """A project of one late issue; `own(kind, file)` names its template and reads it anew."""
    workbook(tmp_path, {"課題一覧": [ISSUES, LATE]})

    def own(form, file, page="daily"):
        (tmp_path / "pmo.toml").write_text(f'[reports.{page}]\n{form} = "{file.name}"\n', "utf-8")
        return pmo_xl.load(tmp_path)

    return own


def test_a_template_beside_the_workbooks_is_none_of_them(project, tmp_path):
    rows = {"A1": "課題ID", "B1": "件名", "C1": "状態", "A2": "K-900", "B2": "{{ title }}", "C2": "対応中"}
    own = project("xlsx", book.template(tmp_path / "日報.xlsx", rows))
    assert [path.name for path in own.paths] == ["管理表.xlsx"]
    assert [record.id for record in own.registers["issues"]] == ["K-001"]


def test_a_name_misspelt_in_a_list_that_is_empty_today_is_told_all_the_same(project, tmp_path):
    path = book.template(tmp_path / "日報.xlsx", {"A1": "{{ title }}", "A2": "{{ tests_today[].tester_name }}"})
    with pytest.raises(TemplateError, match=r"日報.xlsx の 報告!A2: 「tests_today\[\].tester_name」") as told:
        project("xlsx", path).daily(G1_DAY).save(tmp_path / "out")
    assert "tests_today[].tester" in told.value.hint
    assert not (tmp_path / "out").exists()


def test_of_several_mistakes_the_first_is_told_and_how_many_there_are(project, tmp_path):
    path = document.template(tmp_path / "日報.docx", "{{ titel }}", "{{ headlin.text }}", "{{ mooment }}")
    with pytest.raises(TemplateError, match="「titel」") as told:
        project("docx", path).daily(G1_DAY).save(tmp_path / "out")
    assert "ほか2か所は pmo-xl template check" in told.value.hint


@pytest.mark.parametrize("name", ["日報.xltx", "日報.docx"])
def test_a_template_of_another_kind_of_file_is_refused(project, tmp_path, name):
    shutil.copyfile(template("日次報告.xlsx"), tmp_path / name)
    with pytest.raises(TemplateError, match=r"\.xlsx か \.xlsm ではありません"):
        project("xlsx", tmp_path / name).daily(G1_DAY).save(tmp_path / "out")


def test_a_template_that_is_not_there_is_told(project, tmp_path):
    with pytest.raises(TemplateError, match=r"日報\.xlsx"):
        project("xlsx", tmp_path / "日報.xlsx").daily(G1_DAY).save(tmp_path / "out")


def with_macros(path):
    """The template as Excel saves it with macros: another type for the workbook, and the project beside it."""
    macros = b"\xd0\xcf\x11\xe0 what Excel keeps in here is nobody's business \x00\x01" * 20
    target = path.with_suffix(".xlsm")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "[Content_Types].xml":
                data = data.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                ).replace(
                    b"</Types>",
                    b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
                )
            if info.filename == "xl/_rels/workbook.xml.rels":
                data = data.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
                    b' Target="vbaProject.bin"/></Relationships>',
                )
            out.writestr(info, data)
        out.writestr("xl/vbaProject.bin", macros)
    return target, macros


def test_macros_and_formulas_of_a_template_stay_as_they_are(project, tmp_path):
    cells = {"A1": "{{ title }}", "B1": "=LEN(A1)", "A3": "{{ all_decisions[].what }}", "B5": "=COUNTA(A3:A3)"}
    path, macros = with_macros(book.template(tmp_path / "日報.xlsx", cells))
    saved = project("xlsx", path).daily(G1_DAY).save(tmp_path / "out").paths[0]
    assert saved.name == "日次報告_20240507.xlsm"
    assert book.part(saved, "xl/vbaProject.bin") == macros
    shown = book.shown(saved)
    assert shown["B1"] == "=LEN(A1)"
    assert shown["A1"] == "日次報告"
    assert b"macroEnabled" in book.part(saved, "[Content_Types].xml")


def test_what_a_register_says_stays_text(tmp_path):
    nasty = ["=1+1", "{{ title }}", "<b>&amp;</b>", "{% for x in y %}"]
    issues = [ISSUES, *([f"K-{n}", title, *LATE[2:]] for n, title in enumerate(nasty))]
    workbook(tmp_path, {"課題一覧": issues})
    book.template(tmp_path / "様式.xlsx", {"A1": "{{ overdue_issues[].title }}"})
    document.template(tmp_path / "様式.docx", "{% for row in overdue_issues %}[{{ row.title }}]{% endfor %}")
    (tmp_path / "pmo.toml").write_text('[reports.daily]\nxlsx = "様式.xlsx"\ndocx = "様式.docx"\n', "utf-8")
    excel, word = pmo_xl.load(tmp_path).daily(G1_DAY).save(tmp_path / "out").paths
    cells = [cell for (cell,) in openpyxl.load_workbook(excel).active.iter_rows(max_col=1)]
    assert [cell.value for cell in cells] == nasty
    assert {cell.data_type for cell in cells} == {"s"}
    assert docx.Document(str(word)).paragraphs[0].text == "".join(f"[{text}]" for text in nasty)


@pytest.fixture(scope="module")
def figures(sample):
    """What the shipped pages are filled with on the sample's day."""
    found = pmo_xl.load(sample)
    return {page.key: page.values(found, SAMPLE_DAY, None) for page in PAGES}


def restyled(source, target):
    """The workbook after an afternoon in Excel: another font and colour, two rows and a column more on every sheet."""
    made = openpyxl.load_workbook(source)
    for sheet in made:
        for row in sheet.iter_rows():
            for cell in row:
                cell.font = Font("HG丸ゴシックM-PRO", size=12, color="FF0B5D4E")
                cell.fill = PatternFill("solid", fgColor="FFE6F0EE")
        merged = [copy(one) for one in sheet.merged_cells.ranges]
        for one in merged:
            sheet.unmerge_cells(one.coord)
        sheet.insert_rows(1, amount=2)
        sheet.insert_cols(1)
        sheet["A1"] = "社外秘"
        for one in merged:
            one.shift(col_shift=1, row_shift=2)
            sheet.merge_cells(one.coord)
    made.save(target)
    return target


def said(path):
    """How often each text and number stands on each sheet; the address of a figure is not one of them."""
    found = Counter()
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            found.update((sheet.title, str(value)) for value in row if value not in (None, "社外秘"))
    return found


@pytest.mark.parametrize("page", [p for p in PAGES if "xlsx" in p.formats], ids=lambda page: page.key)
def test_a_restyled_workbook_says_the_same(page, figures, tmp_path):
    shipped, own = tmp_path / "shipped.xlsx", tmp_path / "own.xlsx"
    shipped.write_bytes(xlsx.fill(page.shipped("xlsx"), figures[page.key]))
    own.write_bytes(xlsx.fill(restyled(page.shipped("xlsx"), tmp_path / "t.xlsx"), figures[page.key]))
    assert said(own) == said(shipped)
    assert complaints(own) == []
    sheet = openpyxl.load_workbook(own).worksheets[0]
    assert sheet["A1"].value == "社外秘"
    assert {cell.font.name for cell in sheet[4] if cell.value is not None} <= {"HG丸ゴシックM-PRO"}
    assert sheet["B3"].font.color.rgb == "FF0B5D4E"


def test_the_evidence_leads_to_where_a_figure_stands_in_the_own_template(sample, tmp_path):
    folder = tmp_path / "workbooks"
    shutil.copytree(sample, folder)
    restyled(template("日次報告.xlsx"), folder / "様式.xlsx")
    with (folder / "pmo.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[reports.daily]\nxlsx = "様式.xlsx"\n')
    project = pmo_xl.load(folder)
    report = project.daily(SAMPLE_DAY)
    saved = openpyxl.load_workbook(report.save(tmp_path / "out").paths[0])
    named = openpyxl.load_workbook(folder / "様式.xlsx")["日次報告"]
    at = next(cell.coordinate for row in named for cell in row if cell.value == "{{ figures.first.value }}")
    assert saved["日次報告"][at].value == report.metrics["execution_rate"].text
    told = [str(cell.value) for row in saved["根拠"] for cell in row]
    assert any(text.startswith(f"日次報告!{at} ") for text in told)


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The sample project with the example of docs/templates.md as its own look, reported."""
    folder = own_templates.project(tmp_path_factory.mktemp("example") / "workbooks")
    report = pmo_xl.load(folder).daily(SAMPLE_DAY)
    return report, report.save(folder.parent / "out").paths


def test_the_example_is_what_its_command_makes(tmp_path):
    own_templates.build(tmp_path / "a.xlsx", tmp_path / "a.docx")
    assert (tmp_path / "a.xlsx").read_bytes() == own_templates.EXCEL.read_bytes()
    assert (tmp_path / "a.docx").read_bytes() == own_templates.WORD.read_bytes()


def test_the_example_shows_the_same_figures_and_one_more(example):
    report, (excel, word) = example
    assert complaints(excel) == complaints(word) == []
    sheet = openpyxl.load_workbook(excel)["日報"]
    assert [cell.value for cell in sheet[13]][::3] == ["消化率", "期限超過課題"]
    figures = [cell.value for cell in sheet[14]]
    assert figures[0] == report.metrics["execution_rate"].text
    assert figures[1] == report.metrics["completion_rate"].text
    assert figures[3] == report.metrics["overdue"].text
    page = docx.Document(str(word))
    assert [cell.text for cell in page.tables[0].rows[1].cells] == figures
    red = report.report.overall.color == "red"
    assert any("総合が赤です" in paragraph.text for paragraph in page.paragraphs) is red
    graph = openpyxl.load_workbook(excel)["グラフデータ"]
    assert graph.max_row == 3 + len(report.metrics["burn_up"].points)


@pytest.mark.office
def test_the_example_is_printed_on_one_page(example, tmp_path):
    _, (_, word) = example
    assert pages(word, tmp_path) == 1
