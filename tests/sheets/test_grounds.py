"""Coloured grounds, struck cells and links to other workbooks, read from real packages."""

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill

from pmo_xl.model.place import column_letters
from pmo_xl.sheets.files.book import open_book
from pmo_xl.sheets.xlsx.grounds import MOST_ROWS, grounds_of
from tests.support.handmade import number, old_book, package, related, row, sheet_data, text

YELLOW = PatternFill("solid", fgColor="FFFF00")
WHITE = PatternFill("solid", fgColor="FFFFFF")


def facts_of(path):
    return open_book(path).grid("課題一覧").facts


def saved(tmp_path, rows, dress):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "課題一覧"
    for line in rows:
        sheet.append(line)
    dress(sheet)
    book.save(tmp_path / "課題.xlsx")
    return tmp_path / "課題.xlsx"


def test_a_coloured_cell_is_told_with_its_colour_and_white_is_none(tmp_path):
    def dress(sheet):
        sheet["B2"].fill = YELLOW
        sheet["A3"].fill = WHITE
        sheet["B3"].fill = PatternFill("solid", fgColor="FF0000")
        sheet["C4"].fill = YELLOW
        sheet["D9"].fill = YELLOW  # below the last value: paper

    grounds = facts_of(
        saved(tmp_path, [["No", "件名", "状態"], *([n, f"件{n}", "完了"] for n in (1, 2, 3))], dress)
    ).grounds
    assert {row: list(cells) for row, cells in grounds.items()} == {2: [2], 3: [2], 4: [3]}
    assert grounds[2][2] == grounds[4][3] != grounds[3][2]


def test_struck_cells_are_told_even_where_the_row_is_not_struck_as_a_whole(tmp_path):
    def dress(sheet):
        sheet["B2"].font = Font(strike=True)
        for cell in sheet[3]:
            cell.font = Font(strike=True)

    facts = facts_of(saved(tmp_path, [["No", "件名"], [1, "帳票"], [2, "画面"]], dress))
    assert facts.struck == {2: frozenset({2}), 3: frozenset({1, 2})}
    assert facts.struck_rows == {3}


@pytest.mark.parametrize(("rows", "looked_at"), [(MOST_ROWS, True), (MOST_ROWS + 1, False)])
def test_sheets_of_very_many_rows_are_not_looked_at(tmp_path, rows, looked_at):
    path = tmp_path / "長い.xlsx"
    lines = [row(n, number(f"A{n}", n)) for n in range(1, rows + 1)]
    path.write_bytes(package({"一覧": sheet_data(*lines)}))
    assert open_book(path).grid("一覧").facts.grounds == ({} if looked_at else None)


def test_an_old_workbook_says_that_nobody_has_looked(tmp_path):
    path = tmp_path / "課題.xls"
    path.write_bytes(old_book(["帳票の桁", "画面の文言"]))
    assert open_book(path).grid("一覧").facts.grounds is None


def test_attributes_in_any_order_and_rows_that_look_alike():
    xml = b'<row r="1" s="7"><c s="7" r="A1"><v>1</v></c><c r="C1" t="n" s="7"/></row><row r="2"><c r="A2" s="7"/><c r="C2" s="7"/></row>'
    found = grounds_of(xml, 0, len(xml), {7: "yellow"}, last_row=2)
    assert found == {1: {1: "yellow", 3: "yellow"}, 2: {1: "yellow", 3: "yellow"}}
    assert found[1] is found[2]
    assert grounds_of(xml, 0, len(xml), {}, last_row=2) == {}


def linked(tmp_path, rels):
    """A workbook with one link to another; `rels` is the relations part of the link (None: it has none)."""
    relations = {
        "rId1": ("worksheet", "worksheets/sheet1.xml"),
        "rId2": ("externalLink", "externalLinks/externalLink1.xml"),
        "rId902": ("styles", "styles.xml"),
    }
    parts = {
        "xl/_rels/workbook.xml.rels": related(relations),
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": rels,
    }
    path = tmp_path / "課題.xlsx"
    path.write_bytes(package({"一覧": sheet_data(row(1, text("A1", "件名")))}, parts=parts))
    return open_book(path).links


def link_to(address):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"'
        f' Target="{address}" TargetMode="External"/></Relationships>'
    )


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("単価表.xlsx", "単価表.xlsx"),
        ("file:///Z:\\共有\\単価表.xlsx", "単価表.xlsx"),
        ("../%E5%8D%98%E4%BE%A1%E8%A1%A8.xlsx", "単価表.xlsx"),
        ("https://example.com/sites/pmo/%E5%8D%98%E4%BE%A1%20%E8%A1%A8.xlsx", "単価 表.xlsx"),
    ],
)
def test_a_linked_workbook_is_told_by_its_name_without_its_folder(tmp_path, address, name):
    assert linked(tmp_path, link_to(address)) == (name,)


@pytest.mark.parametrize("rels", [None, "<Relationships", link_to("")])
def test_a_link_that_cannot_be_followed_is_a_link_all_the_same(tmp_path, rels):
    assert linked(tmp_path, rels) == ("（名前の分からないブック）",)


def test_a_workbook_of_its_own_has_no_links(tmp_path):
    path = tmp_path / "課題.xlsx"
    path.write_bytes(package({"一覧": sheet_data(row(1, text("A1", "件名")))}))
    assert open_book(path).links == ()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.sampled_from(("", "3", "7", "70")), min_size=1, max_size=6), min_size=1, max_size=30))
def test_few_coloured_cells_are_found_one_by_one_as_many_are_all_together(rows):
    """Styles by row and column; 7 is yellow, the rows below are given so many plain cells that it is a rare one."""

    def written(plain):
        cells = [
            "".join(
                f'<c r="{column_letters(column)}{row}" s="{style}"><v>1</v></c>' if style else ""
                for column, style in enumerate(styles, 1)
            )
            for row, styles in enumerate((*rows, *[["3"] * 60] * plain), 1)
        ]
        return "".join(f'<row r="{row}" s="7">{line}</row>' for row, line in enumerate(cells, 1)).encode()

    expected = {
        row: {column: "yellow" for column, style in enumerate(styles, 1) if style == "7"}
        for row, styles in enumerate(rows, 1)
        if "7" in styles
    }
    for plain in (0, 40):
        xml = written(plain)
        assert grounds_of(xml, 0, len(xml), {7: "yellow", 8: "red"}, last_row=len(rows) + plain) == expected
