"""What a single tag becomes: numbers stay numbers, days stay days, text stays text."""

from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmo_xl.errors import TemplateError
from pmo_xl.model.link import Link
from pmo_xl.render import xlsx
from tests.render.book import S, filled, page, part, read, shown, template, tree

DAY = date(2024, 5, 7)


@pytest.fixture
def one(tmp_path):
    """The filled workbook of a template whose A1 is `{{ value }}`, with a number format if wanted."""

    def made(value, number_format=None, text="{{ value }}"):
        def dress(sheet):
            if number_format:
                sheet["A1"].number_format = number_format

        return filled(template(tmp_path / "t.xlsx", {"A1": text, "B9": "固定"}, change=dress), value=value)

    return made


@pytest.mark.parametrize("value", [0, 3, -1, 2.5, 1e-7, 123456789012345, True, False])
def test_a_number_keeps_its_type(one, value):
    (cell,) = [cell for row in page(one(value))["A1:A1"] for cell in row]
    assert cell.value == value
    assert type(cell.value) is type(value)


@pytest.mark.parametrize("value", [None, "", float("nan"), float("inf")])
def test_what_is_not_there_leaves_the_cell_blank(one, value):
    assert "A1" not in shown(one(value))


def test_a_number_longer_than_excel_can_hold_is_text(one):
    assert shown(one(1234567890123456))["A1"] == "1234567890123456"


def test_a_day_takes_the_format_of_its_cell(one):
    out = one(DAY, "yyyy/m/d")
    assert shown(out)["A1"] == DAY
    assert page(out)["A1"].number_format == "yyyy/m/d"


def test_a_day_in_a_cell_that_shows_no_dates_is_readable_text(one):
    assert shown(one(DAY))["A1"] == "2024/05/07"  # and not 45419


def test_a_moment_keeps_its_time(one):
    assert shown(one(datetime(2024, 5, 7, 16, 30), "yyyy/m/d h:mm"))["A1"] == datetime(2024, 5, 7, 16, 30)


def test_a_day_before_excels_calendar_is_text(one):
    assert shown(one(date(1900, 2, 28), "yyyy/m/d"))["A1"] == "1900/02/28"


def test_a_workbook_that_counts_from_1904_shows_the_same_day(tmp_path):
    def dress(sheet):
        sheet["A1"].number_format = "yyyy/m/d"
        sheet.parent.epoch = datetime(1904, 1, 1)

    out = filled(template(tmp_path / "t.xlsx", {"A1": "{{ day }}"}, change=dress), day=DAY)
    # 2024-05-07 is 43,957 days after 1904-01-01: 120 years (30 of them leap years) and 127 days
    assert tree(out, "xl/worksheets/sheet1.xml").findtext(f".//{S}c/{S}v") == str(120 * 365 + 30 + 127)
    assert shown(out)["A1"] == DAY


@pytest.mark.parametrize(
    ("value", "text"),
    [(3, "3件"), (2.5, "2.5件"), (55.0, "55件"), (None, "件"), (DAY, "2024/05/07件"), (True, "TRUE件"), ("あ", "あ件")],
)
def test_inside_other_text_a_value_becomes_text(one, value, text):
    assert shown(one(value, text="{{ value }}件"))["A1"] == text


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "'x", "#N/A", "001", "1/2", "TRUE"]
)
def test_text_never_becomes_a_formula_or_a_number(one, text):
    out = one(text)
    cell = page(out)["A1"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert read(out)[0][0] == text


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "{% for %}",
        "<b>A & B</b>",
        "</t></is></c>",
        "🎉👨‍👩‍👧葛󠄀が",
        " 前後 ",
        "1行目\n2行目",
        "]]>",
        "a\tb",
    ],
)
def test_text_arrives_as_it_was(one, text):
    assert read(one(text))[0][0] == text


def test_text_is_not_filled_twice(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ a }}と{{ b }}"})
    assert shown(filled(path, a="{{ b }}", b="中身"))["A1"] == "{{ b }}と中身"


def test_an_escape_of_excel_is_written_so_that_it_stays_text(one):
    out = one("_x000B_ と _x00zz_")
    assert read(out)[0][0] == "_x000B_ と _x00zz_"
    assert b"_x005F_x000B_" in part(out, "xl/worksheets/sheet1.xml")


def test_a_control_character_travels_as_excels_own_escape(one):
    out = one("a\x0bb\x00c")
    assert b"a_x000B_b_x0000_c" in part(out, "xl/worksheets/sheet1.xml")
    assert read(out)[0][0] == "a\x0bb\x00c"


@pytest.mark.parametrize("mark", ["\ud800", "\ufffe", "\uffff"])
def test_half_a_surrogate_pair_and_non_characters_are_replaced(one, mark):
    assert read(one(f"a{mark}b"))[0][0] == "a\ufffdb"


@pytest.mark.parametrize("letter", ["あ", "🎉"])
def test_text_too_long_for_a_cell_is_cut_and_says_so(one, letter):
    text = read(one(letter * 40_000))[0][0]
    assert text.endswith("…（以下略）")
    assert len(text.encode("utf-16-le")) // 2 in (32_766, 32_767)  # an emoji takes two units and is never halved
    assert set(text.removesuffix("…（以下略）")) == {letter}


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    return template(tmp_path_factory.mktemp("any") / "t.xlsx", {"A1": "{{ value }}"})


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=60))
@example("_x000B_")
@example("_x005F_x000B_")
@example("\r\n")
@example("=1+1")
def test_any_text_comes_back_as_it_was(bare, text):
    out = bare.with_name("out.xlsx")
    out.write_bytes(xlsx.fill(bare, {"value": text}))
    assert read(out)[0][0] == text
    assert openpyxl.load_workbook(out).active["A1"].data_type == "s"


def test_a_link_leads_to_a_cell_of_another_workbook(one):
    out = one(Link("H12", "登録 簿/課題#1.xlsx", "課題's 一覧", "H12"))
    link = page(out)["A1"].hyperlink
    assert shown(out)["A1"] == "H12"
    assert link.location == "'課題''s 一覧'!H12"
    assert (link.target, link.ref) == ("%E7%99%BB%E9%8C%B2%20%E7%B0%BF/%E8%AA%B2%E9%A1%8C%231.xlsx", "A1")


def test_a_link_is_written_as_seen_from_the_folder_of_the_report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the workbook was named 台帳/課題.xlsx there, the report goes to out/
    path = template(tmp_path / "t.xlsx", {"A1": "{{ cell }}"})
    link = Link("H12", "台帳/課題.xlsx", "一覧", "H12")
    (tmp_path / "out.xlsx").write_bytes(xlsx.fill(path, {"cell": link}, folder=Path("out")))
    assert unquote(page(tmp_path / "out.xlsx")["A1"].hyperlink.target) == "../台帳/課題.xlsx"


def test_a_link_into_the_report_itself_needs_no_file(one):
    link = page(one(Link("根拠", "", "根拠", "A3"))).cell(1, 1).hyperlink
    assert (link.location, link.target) == ("'根拠'!A3", None)


def test_links_to_one_workbook_share_one_relationship(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ rows[] }}"})
    out = filled(path, rows=[Link(f"H{n}", "課題.xlsx", "一覧", f"H{n}") for n in range(5)])
    assert len(tree(out, "xl/worksheets/_rels/sheet1.xml.rels")) == 1
    assert [row[0].hyperlink.location for row in page(out)["A1:A5"]] == [f"'一覧'!H{n}" for n in range(5)]


def test_tags_in_the_page_header_are_filled(tmp_path):
    def dress(sheet):
        sheet.oddHeader.left.text = "{{ project }} {{ day }}"
        sheet.oddFooter.left.text = "{{ long }}"

    path = template(tmp_path / "t.xlsx", {"A1": "表紙"}, change=dress)
    out = filled(path, project="A&B計画", day=DAY, long="長" * 300)
    root = tree(out, "xl/worksheets/sheet1.xml")
    assert root.findtext(f"{S}headerFooter/{S}oddHeader") == "&LA&&B計画 2024/05/07"
    footer = root.findtext(f"{S}headerFooter/{S}oddFooter")
    assert (len(footer), footer[-1]) == (255, "…")  # Excel's limit


def test_a_value_behind_a_font_size_does_not_change_it(tmp_path):
    def dress(sheet):
        sheet.oddHeader.left.text = "{{ day }}"
        sheet.oddHeader.left.size = 10

    out = filled(template(tmp_path / "t.xlsx", {"A1": "表紙"}, change=dress), day="5/7")
    assert tree(out, "xl/worksheets/sheet1.xml").findtext(f"{S}headerFooter/{S}oddHeader") == "&L&10 5/7"


@pytest.mark.parametrize(
    ("tag", "near"),
    [("{{ titel }}", "title"), ("{{ summary.opne }}", "summary.open"), ("{{ rows[].tilte }}", "rows[].title")],
)
def test_an_unknown_name_names_the_cell_and_the_nearest_known_one(tmp_path, tag, near):
    path = template(tmp_path / "日報.xlsx", {"C3": tag})
    with pytest.raises(TemplateError) as error:
        xlsx.fill(path, {"title": "x", "summary": {"open": 1}, "rows": [{"title": "y"}]})
    assert "日報.xlsx" in error.value.message
    assert "報告!C3" in error.value.message
    assert f"「{near}」" in error.value.hint


@pytest.mark.parametrize("tag", ["{{ title|upper }}", "{{ title", "{{ 1+1 }}", "{{ rows[x].id }}"])
def test_what_only_looks_like_a_tag_is_refused(tmp_path, tag):
    with pytest.raises(TemplateError, match="読めません"):
        xlsx.fill(template(tmp_path / "t.xlsx", {"A1": tag}), {"title": "x"})


@pytest.mark.parametrize("tag", ["{{ rows }}", "{{ group }}", "{{ rows[].parts }}", "{{ title[].x }}"])
def test_a_group_or_a_list_is_no_single_value_and_the_other_way_round(tmp_path, tag):
    values = {"title": "x", "group": {"a": 1}, "rows": [{"parts": [1, 2]}]}
    with pytest.raises(TemplateError, match=r"一つの値ではありません|一覧ではありません"):
        xlsx.fill(template(tmp_path / "t.xlsx", {"A1": tag}), values)


def test_below_nothing_there_is_nothing(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ forecast.date }}", "A2": "固定"})
    assert shown(filled(path, forecast=None)) == {"A2": "固定"}


def test_a_file_that_is_no_workbook_is_refused_by_name(tmp_path):
    path = tmp_path / "報告.xlsx"
    path.write_text("ただの文字")
    with pytest.raises(TemplateError, match=r"報告\.xlsx"):
        xlsx.fill(path, {})
    with pytest.raises(TemplateError, match="ありません"):
        xlsx.fill(tmp_path / "ない.xlsx", {})


def test_the_same_values_give_the_same_bytes(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ rows[].a }}"})
    values = {"rows": [{"a": n} for n in range(50)], "document": {"title": "題", "author": "PMO", "date": DAY}}
    assert xlsx.fill(path, values) == xlsx.fill(path, values)


def test_the_files_properties_are_those_of_the_report(tmp_path):
    path = template(tmp_path / "t.xlsx", {"A1": "{{ a }}"})
    out = filled(path, a=1, document={"title": "日次報告 <A&B>", "author": "PMO", "date": DAY})
    properties = openpyxl.load_workbook(out).properties
    assert (properties.title, properties.creator, properties.created) == ("日次報告 <A&B>", "PMO", datetime(2024, 5, 7))
