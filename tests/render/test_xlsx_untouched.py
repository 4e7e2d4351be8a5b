"""What the filler leaves alone, byte for byte, and what it moves in the parts beside a sheet."""

import re
import zipfile
from datetime import date

import openpyxl
import pytest
from lxml import etree

from pmo_xl.errors import TemplateError
from pmo_xl.render import xlsx
from tests.render.book import S, filled, page, part, parts, shown, template, tree
from tests.render.dressed import dressed
from tests.support.rich import rich_book

ROWS = [{"id": f"K-{n:03}", "title": f"件名{n}", "due": date(2024, 5, n), "count": n * 2} for n in range(1, 5)]
POINTS = [{"day": date(2024, 5, n), "plan": n * 10, "done": n * 9} for n in range(1, 4)]
VALUES = {
    "title": "課題",
    "rows": ROWS,
    "points": POINTS,
    "series": "実績",
    "stamp": "【参考値】",
    "sentence": "山です",
}


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """The dressed template and what it becomes."""
    path = dressed(tmp_path_factory.mktemp("dressed") / "t.xlsx")
    return path, filled(path, **VALUES)


def changed(before, after):
    """The names of the parts whose bytes differ."""
    old, new = parts(before), parts(after)
    assert list(old) == list(new)
    return {name for name in old if old[name] != new[name]}


def test_a_value_in_a_rich_workbook_changes_nothing_but_its_sheet(tmp_path):
    path = tmp_path / "t.xlsx"
    original = rich_book(tmp_path / "rich.xlsx")
    with zipfile.ZipFile(original) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for info in source.infolist():
            out.writestr(info, source.read(info).replace("<t>備考</t>".encode(), b"<t>{{ note }}</t>"))
    assert parts(path).keys() == parts(original).keys()
    out = filled(path, note="書きました")
    assert changed(path, out) == {"xl/worksheets/sheet1.xml"}  # XlsxWriter has Excel calculate anyway
    assert shown(out)["G1"] == "書きました"
    before, after = (tree(p, "xl/worksheets/sheet1.xml") for p in (path, out))
    for around in ("cols", "sheetViews", "conditionalFormatting", "headerFooter", "drawing", "tableParts", "extLst"):
        (old,), (new,) = (
            [etree.tostring(e, method="c14n") for e in root.iter(f"{S}{around}")][:1] for root in (before, after)
        )
        assert new == old


def test_only_what_has_tags_or_follows_a_list_changes(pair):
    assert changed(*pair) == {
        *("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"),
        *("xl/tables/table1.xml", "xl/comments1.xml", "xl/drawings/drawing1.xml", "xl/drawings/vmlDrawing1.vml"),
        *("xl/charts/chart1.xml", "xl/charts/chart2.xml"),
    }


def test_without_a_list_nothing_beside_the_sheet_changes(tmp_path):
    path = dressed(tmp_path / "t.xlsx")
    out = filled(path, **VALUES | {"rows": ROWS[:1], "points": POINTS})
    assert "xl/tables/table1.xml" not in changed(path, out)
    assert "xl/comments1.xml" not in changed(path, out)


def test_the_table_around_the_list_grows_with_it(pair):
    table = tree(pair[1], "xl/tables/table1.xml")
    assert table.get("ref") == "A3:D7"
    assert {e.get("ref") for e in table.iter() if e.get("ref")} == {"A3:D7"}


def test_notes_below_the_list_move_with_their_cells(pair):
    sheet = page(pair[1], "課題")
    assert {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment} == {
        "A4": "最初の行のメモ",
        "A11": "下のメモ",
    }
    rows = re.findall(rb"<x:Row>(\d+)</x:Row>", part(pair[1], "xl/drawings/vmlDrawing1.vml"))
    assert rows == [b"3", b"10"]  # counted from 0


def test_shapes_below_the_list_move_and_keep_their_size(pair):
    def anchors(path):
        ns = {"x": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"}
        root = tree(path, "xl/drawings/drawing1.xml")
        return [
            [int(row) for row in anchor.xpath("x:from/x:row/text()|x:to/x:row/text()", namespaces=ns)]
            for anchor in root
        ]

    before, after = anchors(pair[0]), anchors(pair[1])
    assert before
    for (top, bottom), (new_top, new_bottom) in zip(before, after, strict=True):
        assert new_top == (top if top < 4 else top + 3)
        assert new_bottom - new_top == bottom - top


def test_the_button_moves_with_the_row_it_stands_on(pair):
    def rows(path):
        found = re.findall(rb"<x:Anchor>([^<]*)</x:Anchor>", part(path, "xl/drawings/vmlDrawing1.vml"))
        return sorted((int(a.split(b",")[2]), int(a.split(b",")[6])) for a in found)

    assert rows(pair[1]) == [
        (top + 3 if top > 3 else top, bottom + 3 if top > 3 else bottom) for top, bottom in rows(pair[0])
    ]


def test_extended_rules_and_sparklines_move(pair):
    text = part(pair[1], "xl/worksheets/sheet1.xml").decode()
    assert "<xm:sqref>D4:D7</xm:sqref>" in text
    assert "<xm:sqref>D11:D12</xm:sqref>" in text
    assert "<xm:f>課題!A11:D11</xm:f>" in text
    assert "<xm:sqref>E11</xm:sqref>" in text


def test_a_spilling_formula_below_the_list_moves_as_a_whole(pair):
    root = tree(pair[1], "xl/worksheets/sheet1.xml")
    (formula,) = [f for f in root.iter("{*}f") if f.get("t") == "array"]
    assert (formula.get("ref"), formula.text) == ("F11:F12", "_xlfn._xlws.SORT(A11:A12)")


def test_tags_in_shapes_titles_and_alt_texts_are_filled(pair):
    drawing = part(pair[1], "xl/drawings/drawing1.xml").decode()
    assert "【参考値】" in drawing
    assert 'descr="課題の印"' in drawing
    assert 'descr="山です"' in drawing
    assert "課題の推移" in part(pair[1], "xl/charts/chart1.xml").decode()
    assert "{{" not in drawing


def test_sheets_with_formulas_lose_their_chain_and_nothing_names_it_any_more(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"] = "{{ rows[] }}", "=A1"
    plain = tmp_path / "plain.xlsx"
    book.save(plain)
    path = tmp_path / "t.xlsx"
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="A2" i="1"/></calcChain>'
    )
    patches = {
        "[Content_Types].xml": (
            b"</Types>",
            b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'spreadsheetml.calcChain+xml"/></Types>',
        ),
        "xl/_rels/workbook.xml.rels": (
            b"</Relationships>",
            b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" '
            b'Target="calcChain.xml"/></Relationships>',
        ),
    }
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as out:
        for info in source.infolist():
            out.writestr(info, source.read(info).replace(*patches.get(info.filename, (b"\0", b"\0"))))
        out.writestr("xl/calcChain.xml", chain)
    assert "xl/calcChain.xml" in parts(filled(path, rows=[1]))  # nothing moved: the chain is still right
    assert "xl/calcChain.xml" not in parts(filled(path, rows=[1, 2]))


def test_sheets_written_with_a_prefix_are_filled_too(tmp_path):
    plain = tmp_path / "plain.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"], book.active["A2"] = "{{ rows[] }}", "固定", "{{ title }}"
    book.save(plain)
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as out:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                text = re.sub(r"<(/?)(\w)", r"<\1x:\2", data.decode()).replace("xmlns=", "xmlns:x=")
                data = text.encode()
            out.writestr(info, data)
    cells = shown(filled(path, rows=["一", "二"], title="題"))
    assert cells == {"A1": "一", "B1": "固定", "A2": "二", "B2": "固定", "A3": "題"}


def test_cells_without_addresses_are_filled_too(tmp_path):
    plain = tmp_path / "plain.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B2"] = "{{ title }}", "{{ rows[] }}"
    book.active["A2"] = "左"
    book.save(plain)
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as out:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                data = re.sub(rb'(<row|<c) r="\w+"', rb"\1", data)
            out.writestr(info, data)
    assert shown(filled(path, rows=[1, 2], title="題")) == {"A1": "題", "A2": "左", "B2": 1, "A3": "左", "B3": 2}


def test_shared_formulas_stay_right_when_rows_move_between_them(tmp_path):
    import io

    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("報告")
    sheet.write("A2", "{{ rows[] }}")
    for row in (1, 3, 4):
        sheet.write_formula(row - 1, 1, f"=A{row}*2")
    book.close()
    path = tmp_path / "t.xlsx"
    out.seek(0)
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(path, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b"<f>A1*2</f>", b'<f t="shared" ref="B1:B4" si="0">A1*2</f>')
                data = data.replace(b"<f>A3*2</f>", b'<f t="shared" si="0"/>').replace(
                    b"<f>A4*2</f>", b'<f t="shared" si="0"/>'
                )
                assert data.count(b'si="0"') == 3
            target.writestr(info, data)
    cells = shown(filled(path, rows=[5, 6, 7]))
    assert (cells["B1"], cells["B5"], cells["B6"]) == ("=A1*2", "=A5*2", "=A6*2")


def test_an_array_formula_in_a_growing_row_is_refused(tmp_path):
    import xlsxwriter

    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("報告")
    sheet.write("A2", "{{ rows[] }}")
    sheet.write_array_formula("B2:B2", "{=SUM(A2*2)}")
    book.close()
    with pytest.raises(TemplateError, match="報告!B2 は配列数式"):
        xlsx.fill(path, {"rows": [1, 2]})


def test_the_headings_of_a_table_take_no_tags(tmp_path):
    import xlsxwriter

    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("報告").add_table("A1:B2", {"columns": [{"header": "{{ title }}"}, {"header": "件数"}]})
    book.close()
    with pytest.raises(TemplateError, match="報告 1行目は表（テーブル）の見出し"):
        xlsx.fill(path, {"title": "件名"})


def test_links_and_sparklines_of_other_sheets_follow(tmp_path):
    import xlsxwriter

    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet, other = book.add_worksheet("報告"), book.add_worksheet("目次")
    sheet.write("A2", "{{ rows[] }}")
    sheet.write_row("A5", [1, 2, 3])
    other.write_url("A1", "internal:'報告'!A5", string="合計へ")
    other.add_sparkline("B1", {"range": "報告!A5:C5"})
    book.close()
    out = filled(path, rows=[1, 2, 3])
    root = tree(out, "xl/worksheets/sheet2.xml")
    assert root.find(f"{S}hyperlinks/{S}hyperlink").get("location") == "'報告'!A7"
    assert [f.text for f in root.iter("{http://schemas.microsoft.com/office/excel/2006/main}f")] == ["報告!A7:C7"]


def test_a_cell_address_that_is_none_is_told(tmp_path):
    plain = template(tmp_path / "plain.xlsx", {"A1": "{{ title }}"})
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as out:
        for info in source.infolist():
            out.writestr(info, source.read(info).replace(b'r="A1"', b'r="1A"'))
    with pytest.raises(TemplateError, match="報告 に読めないセル番地"):
        xlsx.fill(path, {"title": "x"})


def test_a_document_type_is_refused(tmp_path):
    plain = tmp_path / "plain.xlsx"
    openpyxl.Workbook().save(plain)
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as out:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "xl/workbook.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            out.writestr(info, data)
    with pytest.raises(TemplateError, match="DOCTYPE"):
        xlsx.fill(path, {})


def test_the_xml_stays_well_formed_whatever_the_texts(pair, tmp_path):
    nasty = "]]><!--pmo_xl rows 4--><a&b>\"'"
    path = dressed(tmp_path / "t.xlsx")
    out = filled(path, **VALUES | {"rows": [dict.fromkeys(("id", "title", "due", "count"), nasty)] * 3, "title": nasty})
    assert shown(out, "課題")["B5"] == nasty
    for name in parts(out):
        if name.endswith(".xml"):
            etree.fromstring(part(out, name))
