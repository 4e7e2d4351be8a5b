"""案件横断報告 as files: whole with none, one and many projects; every number found again in the projects' own output."""

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import date, time
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from pmo_xl.batch.find import projects_in
from pmo_xl.batch.portfolio import portfolio_of, save_portfolio
from pmo_xl.cli import main
from pmo_xl.errors import TemplateError
from pmo_xl.render import template, xlsx
from pmo_xl.resources import template as shipped
from tests.batch.cases import EMPTY, HOSTILE, SIXTY, failed, kept, made, result
from tests.make import portfolio_templates
from tests.metrics.g1 import AS_OF
from tests.support import browser
from tests.support.g1_book import write_g1
from tests.support.office import complaints, pages

EXCEL = shipped("案件横断報告.xlsx")


def one():
    return [result("基幹システム刷新")]


def mixed():
    points = kept(*[None] * 7, (90, 20, 3), (94, 19, 5), (110, 21, 6))
    return [
        result(SIXTY, made(late=9, stamp="参考値", unread=("課題管理表.xlsx",)), folder=SIXTY),
        result(HOSTILE, made(color="yellow", late=None, points=points), message=HOSTILE, exit=3, outputs=("out/f/日次報告_20240507.xlsx",)),
        result("空", EMPTY),
        failed(f"{HOSTILE}{SIXTY}", message=HOSTILE, ask="佐藤さん"),
        *(failed(f"読めない{n}") for n in range(6)),
    ]  # fmt: skip


CASES = {
    "none": list,
    "one": one,
    "mixed": mixed,
    "without figures": lambda: [result(f"空{n}", EMPTY) for n in range(3)],
    "all failed": lambda: [failed(f"案件{n}") for n in range(3)],
}


def saved(results, folder, **more):
    return save_portfolio(results, folder, AS_OF, root=folder / "共有", at=time(16), **more).paths


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Case → the workbook and the page."""
    return {name: saved(case(), tmp_path_factory.mktemp("portfolio")) for name, case in CASES.items()}


def texts(path):
    book = openpyxl.load_workbook(path)
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_shipped_workbook_comes_from_its_builder(tmp_path):
    portfolio_templates.build(tmp_path)
    once = (tmp_path / EXCEL.name).read_bytes()
    portfolio_templates.build(tmp_path)
    assert (tmp_path / EXCEL.name).read_bytes() == once
    assert template.names(EXCEL) == template.names(tmp_path / EXCEL.name)


@pytest.mark.parametrize("case", CASES)
def test_the_files_are_named_after_the_page_and_the_day_and_are_sound(case, files):
    book, page = files[case]
    assert [book.name, page.name] == ["案件横断報告_20240507.xlsx", "案件横断報告_20240507.html"]
    assert complaints(book) == []
    left = [text for text in texts(book) if re.search(r"\bNone\b|\bnan\b|NaT|<NA>", text)]
    assert left == []
    tags = [text for text in texts(book) if "{{" in text and HOSTILE not in text]
    assert tags == []
    said = page.read_text("utf-8")
    assert not re.search(r"https?://|//\w", said)
    assert "<script" not in said
    assert not re.search(r"\bNone\b|\bnan\b|&lt;NA&gt;", said)
    ids = re.findall(r'\bid="([^"]+)"', said)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', said)) <= set(ids)


def test_the_same_results_are_the_same_bytes(files, tmp_path):
    again = saved(mixed(), tmp_path)
    assert again[1].read_bytes().replace(str(tmp_path).encode(), b"") == files["mixed"][1].read_bytes()
    with zipfile.ZipFile(again[0]) as new, zipfile.ZipFile(files["mixed"][0]) as old:
        assert new.namelist() == old.namelist()
        for name in new.namelist():
            if "_rels" not in name:
                assert new.read(name) == old.read(name), name


def test_what_stands_in_a_name_stays_text(files):
    book, page = files["mixed"]
    cells = [c for row in openpyxl.load_workbook(book)["案件横断報告"].iter_rows() for c in row if c.value == HOSTILE]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cells
    said = page.read_text("utf-8")
    assert "=SUM(A1) {{ title }} &lt;b&gt;&amp;amp;&lt;/b&gt; {% x %}" in said
    assert "<b>&amp;</b>" not in said


@pytest.mark.parametrize(("case", "words"), [
    ("none", "対象の案件が見つかりません"),
    ("all failed", "読めた案件がありません"),
    ("one", "読めない案件はありません"),
    ("without figures", "不具合の記録がありません"),
    ("without figures", "この数字を出せる案件がありません"),
])  # fmt: skip
def test_a_list_without_items_says_so(case, words, files):
    assert words in texts(files[case][0])


def test_the_evidence_names_the_cell_in_which_the_number_stands(files):
    book = openpyxl.load_workbook(files["mixed"][0])
    rows = [row for row in book["根拠"].iter_rows(min_row=5, values_only=True) if str(row[0]).startswith("N")]
    assert len(rows) > 60
    for key, where, _, name, text, *_ in rows:
        sheet, _, cell = where.partition("!")
        value = book[sheet][cell].value
        shown = f"{value:.1%}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else value
        bare = re.sub("件$", "", text) if name.startswith("残不具合(") else text
        assert bare in str(shown), (key, name, text, where, value)


def test_lights_have_word_and_mark_and_a_fill(files):
    data = xlsx.fill(EXCEL, {**_values(files)})
    sheet = openpyxl.load_workbook(io.BytesIO(data))["案件横断報告"]
    ranges = [str(area.sqref) for area in sheet.conditional_formatting]
    first = next(cell.row for cell in sheet["B"] if cell.value and str(cell.value).startswith("【参考値】"))
    assert ranges == [f"C{first}:G{first + 2}"]  # three projects


def _values(files):
    return portfolio_of(mixed(), AS_OF, root=Path("共有")).values()


def _real(folder):
    """Two real projects through the command line: what each says itself (`daily --json`), and the batch's files."""
    share = folder / "共有"
    (share / "G1").mkdir(parents=True)
    write_g1(share / "G1")
    (share / "移行").mkdir()
    write_g1(share / "移行")
    toml = share / "移行" / "pmo.toml"
    toml.write_text(
        toml.read_text("utf-8").replace('name = "G1"', 'name = "移行"').replace("testers = 3", "testers = 9"), "utf-8"
    )
    book = openpyxl.load_workbook(share / "移行" / "G1.xlsx")
    tests = book["テスト"]
    for row in tests.iter_rows(min_row=2):
        if row[5].value == "NG":
            row[5].value = "OK"
    for sheet, column in (("課題", "状態"), ("不具合", "状態")):
        heads = [cell.value for cell in book[sheet][1]]
        for row in book[sheet].iter_rows(min_row=2):
            if row[heads.index("重要度")].value in ("致命的", "高"):
                row[heads.index(column)].value = "完了"
                row[heads.index("完了日")].value = row[heads.index("完了日")].value or date(2024, 5, 2)
    book.save(share / "移行" / "G1.xlsx")
    (share / "壊れた").mkdir()
    (share / "壊れた" / "pmo.toml").write_text("x = [", "utf-8")
    return share


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """The batch over those projects: what they say themselves by name, and the summary's files."""
    import os
    from contextlib import redirect_stdout

    folder = tmp_path_factory.mktemp("batch")
    share, before = _real(folder), Path.cwd()
    os.chdir(folder)
    try:
        said = {}
        for name in ("G1", "移行"):
            with redirect_stdout(io.StringIO()) as out:
                assert main(["daily", str(share / name), "--as-of", "2024-05-07", "--json", "--out", "each"]) == 0
            said[name] = json.loads(out.getvalue())["metrics"]
        with redirect_stdout(io.StringIO()):
            assert main(["batch", str(share), "--as-of", "2024-05-07", "--out", "報告", "--workers", "1"]) == 3
    finally:
        os.chdir(before)
    return said, folder / "報告"


def test_every_number_is_what_the_projects_say_themselves(batch):
    said, out = batch
    book = openpyxl.load_workbook(out / "案件横断報告_20240507.xlsx")
    heads = [cell.value for cell in book["案件データ"][4]]
    rows = {row[1]: row for row in book["案件データ"].iter_rows(min_row=5, values_only=True)}
    assert list(rows) == ["G1", "移行"]  # red before yellow or green
    for name, metrics in said.items():
        row = dict(zip(heads, rows[name], strict=True))
        severity = {line["severity"]: line["total"] for line in metrics["severity_by_status"]["rows"]}
        marks = {"red": "赤●", "yellow": "黄▲", "green": "緑○", None: "−"}
        expected = {
            "総合": marks[metrics["rag_overall"]["value"]],
            "消化率": metrics["execution_rate"]["value"],
            "計画消化率": metrics["planned_execution_rate"]["value"],
            "計画との差": metrics["execution_gap"]["value"],
            "完了率": metrics["completion_rate"]["value"],
            "計画比(営業日)": metrics["forecast_date"]["delta_days"],
            "期限超過課題": metrics["overdue"]["value"],
            "残不具合": metrics["defects_open"]["value"],
            "致命": severity.get("critical", 0),
            "高": severity.get("high", 0),
            "空欄": severity.get("", 0),
            "要修正": metrics["data_health"]["findings"]["error"],
            "数値影響": metrics["data_health"]["affecting"],
        }
        assert {key: row[key] for key in expected} == pytest.approx(expected), name
        assert row["完了見込"].date().isoformat() == metrics["forecast_date"]["value"]
    assert said["G1"]["overdue"]["value"] == 6
    page = book["案件横断報告"]
    cards = {str(cell.value) for row in page.iter_rows(max_row=16) for cell in row}
    for name in ("overdue", "defects_open"):
        assert f"{sum(metrics[name]['value'] for metrics in said.values())}件" in cards
    vendors = {row[0]: row for row in book["ベンダー別"].iter_rows(min_row=5, max_row=7, values_only=True)}
    for vendor in ("A社", "B社"):
        own = [line for metrics in said.values() for line in metrics["by_vendor"]["rows"] if line["vendor"] == vendor]
        assert vendors[vendor][7 - 1] == sum(line["open"] for line in own)
        old = [line for metrics in said.values() for line in metrics["aging"]["rows"] if line["vendor"] == vendor]
        assert vendors[vendor][8:12] == tuple(
            sum(line[band] for line in old) for band in ("d0_2", "d3_5", "d6_10", "d11")
        )


def _links(path, sheet_name):
    """Cell → where its link leads, as a person's click would: the file and the place in it."""
    with zipfile.ZipFile(path) as package:
        book = ET.fromstring(package.read("xl/workbook.xml"))
        names = [sheet.get("name") for sheet in book.findall(".//{*}sheet")]
        number = names.index(sheet_name) + 1
        relations = ET.fromstring(package.read(f"xl/worksheets/_rels/sheet{number}.xml.rels"))
        targets = {relation.get("Id"): unquote(relation.get("Target")) for relation in relations}
        sheet = ET.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
        key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
        return {
            link.get("ref"): (path.parent / targets[link.get(key)], link.get("location"))
            for link in sheet.findall(".//{*}hyperlink")
        }


def test_links_lead_to_the_projects_own_outputs_and_rows(batch):
    _, out = batch
    path = out / "案件横断報告_20240507.xlsx"
    book = openpyxl.load_workbook(path)
    opened = {target for target, _ in _links(path, "案件横断報告").values()}
    assert opened == {out / name / "日次報告_20240507.xlsx" for name in ("G1", "移行")}
    files = {target.relative_to(out).as_posix() for target, _ in _links(path, "出力").values()}
    assert files == {
        f"{name}/{page}_20240507.{form}"
        for name in ("G1", "移行")
        for page, form in (("日次報告", "xlsx"), ("日次報告", "docx"), ("指摘一覧", "xlsx"))
    }
    assert all(target.is_file() for target, _ in _links(path, "出力").values())
    proofs = {row[0].row: [cell.value for cell in row] for row in book["根拠"].iter_rows(min_row=5)}
    own, cells, seen = {}, 0, 0
    for ref, (target, place) in _links(path, "根拠").items():
        row = proofs[int(re.sub(r"\D", "", ref))]
        assert target.is_file(), (ref, target)
        sheet, _, cell = place.replace("'", "").partition("!")
        if ref.startswith("L"):  # the row of the project's own 根拠
            there = own.setdefault(target, openpyxl.load_workbook(target))[sheet][cell]
            assert there.value == row[11]
            if row[3] in ("消化率", "期限超過課題", "残不具合"):
                assert there.offset(0, 4).value == row[5], row
                seen += 1
        else:
            assert target.parent.parent.name == "共有"
            assert cell
            cells += 1
    assert (seen, cells > 20) == (6, True)


def test_the_page_leads_there_too_with_relative_links(batch):
    _, out = batch
    said = (out / "案件横断報告_20240507.html").read_text("utf-8")
    links = {unquote(link) for link in re.findall(r'href="([^"#]+)"', said)}
    assert {"G1/日次報告_20240507.xlsx", "移行/指摘一覧_20240507.xlsx"} <= links
    assert all((out / link).is_file() for link in links), links
    assert not [link for link in links if link.startswith(("/", "file:"))]
    assert "壊れた" in said
    assert "pmo.toml の末尾をTOMLとして読めません" in said


@pytest.mark.parametrize("width", [1280, 1180, 1090, 390])
def test_nothing_of_the_page_stands_over_its_edge(width, files):
    script = "return [view.documentElement.scrollWidth, page.innerWidth, view.querySelectorAll('.projects tbody tr').length];"
    scroll, room, lines = browser.asked(files["mixed"][1], script, width=width)
    assert scroll <= room
    assert lines == 3
    assert browser.complaints(files["mixed"][1]) == []


@pytest.mark.office
def test_a_long_list_prints_page_after_page_with_its_heading(tmp_path):
    results = [result(f"案件{n:02}", made(late=n)) for n in range(30)]
    book, _ = saved(results, tmp_path)
    made_of = openpyxl.load_workbook(book)
    for name in made_of.sheetnames[1:]:
        del made_of[name]
    assert made_of.active.print_title_rows
    made_of.save(tmp_path / "page.xlsx")
    # six lines of three rows of text fit a page of A4 landscape below the cards, some ten on those behind
    assert 3 <= pages(tmp_path / "page.xlsx", tmp_path) <= 6


def test_a_folder_may_have_a_template_of_its_own(tmp_path):
    share = tmp_path / "共有"
    share.mkdir()
    book = openpyxl.Workbook()
    book.active["A1"] = "{{ outcome }}"
    book.active["A2"] = "{{ projects[].title }}"
    book.save(share / "自社.xlsx")
    (share / "pmo.toml").write_text('[reports.portfolio]\nxlsx = "自社.xlsx"\n', "utf-8")
    assert projects_in(share) == ()  # such a pmo.toml makes the folder no project
    path, _ = save_portfolio(one(), tmp_path / "out", AS_OF, root=share).paths
    sheet = openpyxl.load_workbook(path).active
    assert [sheet["A1"].value, sheet["A2"].value] == ["1案件のうち1案件が赤です。", "基幹システム刷新"]
    book.active["A3"] = "{{ outcom }}"
    book.save(share / "自社.xlsx")
    with pytest.raises(TemplateError, match="outcom"):
        save_portfolio(one(), tmp_path / "out", AS_OF, root=share)
