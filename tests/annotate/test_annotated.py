"""A marked copy: grounds and notes on the cells, a sheet 指摘 at the end, and everything else as it was."""

import io
import re

import openpyxl
import pytest
import xlsxwriter

from pmo_xl.annotate import Mark, annotated
from pmo_xl.annotate.notes import with_notes
from pmo_xl.annotate.sheet import with_legacy_drawing
from pmo_xl.errors import BookError
from tests.patch.packages import parts
from tests.support.office import complaints
from tests.support.rich import rich_book
from tests.support.richer import changed

ALIGNED = 'applyAlignment="1"><alignment vertical="center"/>'
RED, YELLOW = "FFF4B6B0", "FFFFE699"
MARKS = [
    Mark("課題", "C3", 3, "error", "G-007", "2", "C3「R6.5.7」は日付として読めていません。", "R6.5.7 → 2024-05-07"),
    Mark("課題", "C3", 3, "warning", "I-003", "2", "課題2は期限を過ぎています。"),
    Mark("課題", "A1", 1, "warning", "G-002", "", "見出しが2つあります。"),
    Mark("課題", "B3", 3, "info", "I-005", "2", "=1+1 <b>{{ x }}"),
    Mark("課題", "Z30", 30, "info", "G-004", "", "まだないセルです。"),
    Mark("マスタ", "", 2, "info", "G-015", "", "2行目は集計から外しました。"),
]


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    return rich_book(tmp_path_factory.mktemp("rich") / "台帳.xlsx").read_bytes()


@pytest.fixture(scope="module")
def copy(rich):
    return annotated(rich, "台帳.xlsx", MARKS)


@pytest.fixture
def opened(copy):
    return openpyxl.load_workbook(io.BytesIO(copy))


def test_only_the_parts_that_carry_the_marks_differ(rich, copy):
    before, after = parts(rich), parts(copy)
    assert {name for name in before if after[name] != before[name]} == {
        *("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"),
        *("xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"),
    }
    assert after.keys() - before.keys() == {"xl/worksheets/sheet3.xml"}


def test_office_opens_it_without_repair(copy, tmp_path):
    path = tmp_path / "台帳_指摘.xlsx"
    path.write_bytes(copy)
    assert complaints(path) == []


def test_the_gravest_level_gives_the_ground(opened):
    sheet = opened["課題"]
    assert sheet["C3"].fill.fgColor.rgb == RED
    assert sheet["A1"].fill.fgColor.rgb == YELLOW
    assert sheet["C4"].fill.fill_type is None


def test_font_border_alignment_and_number_format_stay(rich, opened):
    before = openpyxl.load_workbook(io.BytesIO(rich))["課題"]
    for cell in ("C3", "A1", "B3"):
        was, now = before[cell], opened["課題"][cell]
        for look in ("font", "border", "alignment", "number_format", "value"):
            assert repr(getattr(now, look)) == repr(getattr(was, look)), (cell, look)


def test_every_finding_of_a_cell_is_in_its_note_and_an_old_note_is_kept(opened):
    sheet = opened["課題"]
    assert sheet["C3"].comment.text == (
        "【エラー G-007】C3「R6.5.7」は日付として読めていません。\n【警告 I-003】課題2は期限を過ぎています。"
    )
    assert sheet["A1"].comment.text == "普通のメモ\n【警告 G-002】見出しが2つあります。"
    assert sheet["Z30"].comment.text.endswith("まだないセルです。")


def test_the_list_has_every_finding_as_text_with_a_link(opened):
    sheet = opened["指摘"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["No", "レベル", "コード", "シート", "セル", "ID", "指摘", "直し方"]
    assert [row[2] for row in rows[1:]] == [mark.code for mark in MARKS]
    assert rows[4][6] == "=1+1 <b>{{ x }}"
    assert sheet["G5"].data_type != "f"
    assert sheet["E2"].hyperlink.location == "'課題'!C3"
    assert sheet["E7"].hyperlink.location == "'マスタ'!A2"
    assert rows[6][4] == "2行目"
    assert opened.sheetnames == ["課題", "マスタ", "指摘"]


def test_shapes_are_bound_to_their_cells(copy):
    drawing = parts(copy)["xl/drawings/vmlDrawing1.vml"].decode()
    bound = set(re.findall(r"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>", drawing))
    assert {("2", "2"), ("0", "0"), ("2", "1"), ("29", "25")} <= bound
    assert drawing.count("Button") == parts(rich_bytes())["xl/drawings/vmlDrawing1.vml"].decode().count("Button") > 0


def rich_bytes():
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        return rich_book(Path(folder) / "台帳.xlsx").read_bytes()


def plain_book(*names):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name in names:
            book.add_worksheet(name).write_row(0, 0, ["No.", "件名"])
    return out.getvalue()


def test_a_sheet_without_notes_gets_its_first(tmp_path):
    data = annotated(plain_book("課題"), "台帳.xlsx", [Mark("課題", "B1", 1, "error", "G-001", "", "一")])
    path = tmp_path / "台帳.xlsx"
    path.write_bytes(data)
    assert complaints(path) == []
    assert openpyxl.load_workbook(path)["課題"]["B1"].comment.text == "【エラー G-001】一"


def test_a_book_that_has_a_sheet_of_that_name_gets_another(tmp_path):
    data = annotated(plain_book("指摘", "指摘2"), "台帳.xlsx", [Mark("指摘", "B1", 1, "error", "G-001", "", "一")])
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["指摘", "指摘2", "指摘3"]


def test_a_mark_inside_a_merge_goes_to_its_first_cell():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("課題").merge_range("A2:B4", "結合")
    data = annotated(out.getvalue(), "台帳.xlsx", [Mark("課題", "B3", 3, "error", "G-011", "", "一")])
    assert openpyxl.load_workbook(io.BytesIO(data))["課題"]["A2"].fill.fgColor.rgb == RED


def test_its_note_goes_there_too_and_says_all_that_is_said_of_the_merge():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("課題").merge_range("A2:B4", "結合")
    marks = [Mark("課題", cell, 3, "info", "G-011", "", cell) for cell in ("B3", "A2")]
    sheet = openpyxl.load_workbook(io.BytesIO(annotated(out.getvalue(), "台帳.xlsx", marks)))["課題"]
    assert sheet["A2"].comment.text == "【情報 G-011】B3\n【情報 G-011】A2"
    assert sheet["B3"].comment is None


def test_rows_of_the_list_are_never_higher_than_excel_allows():
    long = Mark("課題", "A1", 1, "error", "G-009", "", "長い" * 4000, "一\n" * 60)
    data = annotated(
        plain_book("課題"), "台帳.xlsx", [long, Mark("課題", "A1", 1, "info", "G-012", "", "短い", "一\n二")]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(data))["指摘"]
    assert sheet.row_dimensions[2].height == 409  # points, the limit of Excel
    assert sheet.row_dimensions[3].height == 2 * 18  # the longest cell has two lines


def test_a_book_whose_first_format_is_aligned_stays_sound(tmp_path):
    """As openpyxl writes it when the font of all cells is centred: the list's own formats are made from that one."""
    out = io.BytesIO(plain_book("課題"))
    data = changed(out.getvalue(), {"xl/styles.xml": [('xfId="0"/></cellXfs>', f'xfId="0" {ALIGNED}</xf></cellXfs>')]})
    path = tmp_path / "台帳.xlsx"
    path.write_bytes(annotated(data, "台帳.xlsx", [Mark("課題", "B1", 1, "error", "G-001", "", "一")]))
    assert complaints(path) == []


def test_two_books_of_one_name_get_a_copy_each(tmp_path):
    import pmo_xl
    from tests.fixing.books import DAY, make

    for folder, ours in (("a", True), ("b", False)):
        (tmp_path / folder).mkdir()
        make(tmp_path / folder / "課題管理表.xlsx", ours=ours)
    project = pmo_xl.load(*(tmp_path / folder / "課題管理表.xlsx" for folder in "ab"))
    saved = project.check(DAY).annotate(tmp_path / "out")
    titles = [openpyxl.load_workbook(path)["課題一覧"]["A4"].value for path in sorted((tmp_path / "out").iterdir())]
    assert titles == ["K-001", "LK-001"]
    assert len(saved.paths) == 2


def test_marking_again_takes_no_longer_when_there_are_many_notes():
    """A note is found by its cell, not by going through all of them: 4,000 notes joined in a moment."""
    import time

    cells = [f"A{row}" for row in range(2, 4002)]
    first, _ = with_notes(None, dict.fromkeys(cells, "一"))
    start = time.perf_counter()
    again, fresh = with_notes(first, dict.fromkeys(cells, "二"))
    assert time.perf_counter() - start < 2  # one by one it takes over a minute
    assert (again.count("二".encode()), fresh) == (4000, [])


def test_marking_twice_marks_once_more_and_stays_sound(copy, tmp_path):
    again = annotated(copy, "台帳.xlsx", MARKS)
    path = tmp_path / "台帳.xlsx"
    path.write_bytes(again)
    assert complaints(path) == []
    assert openpyxl.load_workbook(path).sheetnames == ["課題", "マスタ", "指摘", "指摘2"]


def test_what_is_no_workbook_is_refused():
    for data in (b"", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)):
        with pytest.raises(BookError):
            annotated(data, "台帳.xlsx", MARKS)


def test_a_note_that_stands_in_for_a_thread_is_left_alone():
    notes = (
        '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author/>'
        "<author>tc={1}</author></authors><commentList>"
        '<comment ref="A1" authorId="0"><text><t>メモ</t></text></comment>'
        '<comment ref="B1" authorId="1"><text><t>[Threaded comment]</t></text></comment></commentList></comments>'
    ).encode()
    data, fresh = with_notes(notes, {"A1": "一", "B1": "二", "C1": "三"})
    assert fresh == ["C1"]
    assert '<t>メモ</t><r><t xml:space="preserve">\n一</t></r></text>' in data.decode()
    assert "<t>[Threaded comment]</t></text>" in data.decode()
    assert "<author>pmo_xl</author></authors>" in data.decode()
    assert '<comment ref="C1" authorId="2">' in data.decode()


def test_a_note_without_words_gets_ours():
    notes = (
        b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author/></authors>'
        b'<commentList><comment ref="A1" authorId="0"><text/></comment></commentList></comments>'
    )
    data, fresh = with_notes(notes, {"A1": "一"})
    assert '<text><r><t xml:space="preserve">一</t></r></text></comment>' in data.decode()
    assert fresh == []


def test_the_drawing_is_named_before_controls_that_excel_wraps():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    wrapped = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent>'
    )
    sheet = f'<worksheet xmlns="{main}"><sheetData/><drawing/>{wrapped}<tableParts/></worksheet>'.encode()
    assert re.sub(r" [^<>]*", "", with_legacy_drawing(sheet, "rId1").decode().replace("mc:", "")) == (
        "<worksheet><sheetData/><drawing/><legacyDrawing><AlternateContent><Choice><controls/></Choice>"
        "</AlternateContent><tableParts/></worksheet>"
    )


def test_the_verb_writes_a_copy_of_every_book_with_findings_and_leaves_the_books(tmp_path, capsys, monkeypatch):
    import json

    from pmo_xl.cli import main
    from tests.fixing.books import make

    book = make(tmp_path / "課題管理表.xlsx")
    (tmp_path / "ToDo.csv").write_text(
        "No.,依頼事項,状態,期限\nA-1,,様子見,2024/5/10\nA-2,図面,対応中,2024/5/10\n", "utf-8"
    )
    before = book.read_bytes()
    monkeypatch.chdir(tmp_path)
    code = main(["check", ".", "--as-of=2024-05-07", "--annotate", "--json", "-o", "out"])
    said = capsys.readouterr()
    assert code == 1
    told = json.loads(said.out)
    assert told["outputs"] == ["out/指摘一覧_20240507.xlsx", "out/課題管理表_指摘_20240507.xlsx"]
    assert "ToDo.csv の印を付けた写しは作成できません（印を付けられるのは .xlsx と .xlsm だけです）" in said.err
    assert book.read_bytes() == before
    marked = openpyxl.load_workbook(tmp_path / "out" / "課題管理表_指摘_20240507.xlsx")
    own = [finding for finding in told["findings"] if finding["file"] == "課題管理表.xlsx"]
    assert marked["指摘"].max_row == len(own) + 1
    assert complaints(tmp_path / "out" / "課題管理表_指摘_20240507.xlsx") == []
