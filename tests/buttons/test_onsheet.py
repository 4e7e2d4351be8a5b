"""Buttons on a workbook: everything in it keeps its bytes, and where that cannot be promised the book is refused."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import pmo_xl
from pmo_xl.buttons.macros.modules import OURS, macro_of
from pmo_xl.buttons.names import BUTTONS
from pmo_xl.buttons.onsheet.add import with_buttons
from pmo_xl.buttons.onsheet.copies import add_buttons
from pmo_xl.buttons.onsheet.panel import panel_book
from pmo_xl.errors import BookError, PmoError
from pmo_xl.resources import SAMPLE_DAY
from tests.patch.packages import parts
from tests.support import richer, vba
from tests.support.handmade import ole
from tests.support.office import complaints

NEW = {"sheet", "drawing", "vbaProject.bin"}
BOOKS = {
    "everything": None,  # needs a folder
    "a thread of comments": richer.thread,
    "a slicer": richer.slicer,
    "a pivot table": richer.pivot,
    "1904": richer.since_1904,
    "shared formulas": richer.shared_formulas,
    "inline texts": richer.inline,
    "prefixed": richer.prefixed,
}


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rich")
    return {name: make() if make else richer.everything(folder) for name, make in BOOKS.items()}


def codeless(xml):
    """A part without code names."""
    xml = re.sub(rb"<(?:[\w.-]+:)?(?:sheetPr|workbookPr) codeName=\"\w+\"/>", b"", xml)
    return re.sub(rb" codeName=\"\w+\"", b"", xml)


@pytest.mark.parametrize("name", BOOKS)
def test_every_other_part_keeps_its_bytes(books, name):
    before, after = parts(books[name]), parts(with_buttons(books[name], "b.xlsx").data)
    added = after.keys() - before.keys()
    assert len(added) == 4, added  # the sheet, its relations, its drawing, the macros
    touched = {part for part in before if before[part] != after[part]}
    sheets = {part for part in before if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", part)}
    assert touched - sheets == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    for sheet in sheets:
        assert codeless(after[sheet]) == codeless(before[sheet]), sheet
    entry = rb'<(?:x:)?sheet xmlns:r="[^"]*" name="PMO\xe3\x83\x9c\xe3\x82\xbf\xe3\x83\xb3" [^>]*/>'
    assert codeless(re.sub(entry, b"", after["xl/workbook.xml"])) == codeless(before["xl/workbook.xml"])
    order = list(before)
    assert [part for part in after if part in before] == order


@pytest.mark.parametrize("name", ["everything", "prefixed", "a slicer"])
def test_office_opens_it_without_repair(books, name, tmp_path):
    path = tmp_path / "b.xlsm"
    path.write_bytes(with_buttons(books[name], "b.xlsx").data)
    assert complaints(path) == []


def test_the_corpus_keeps_its_bytes_too(corpus):
    tried = 0
    for path in sorted(corpus.glob("*.xlsx")):
        before = parts(path.read_bytes())
        after = parts(with_buttons(path.read_bytes(), path.name).data)
        for part in before:
            if not re.fullmatch(r"\[Content_Types\].xml|xl/workbook.xml|xl/_rels/workbook.xml.rels", part):
                assert codeless(after[part]) == codeless(before[part]), (path.name, part)
        tried += 1
    assert tried >= 10


def test_the_buttons_change_no_finding(sample, tmp_path):
    """The sheet of buttons is no table, and no rule has anything to say about it."""
    (tmp_path / "plain").mkdir()
    book = Path(shutil.copy(sample / "課題管理表.xlsx", tmp_path / "plain"))  # away from its settings and its history
    with_them = add_buttons(book, tmp_path / "課題").path

    def found(path):
        return [(f.code, f.place.sheet, f.place.cell, f.message) for f in pmo_xl.load(path).check(SAMPLE_DAY)]

    assert found(with_them) == found(book)
    assert len(found(book)) > 10


@pytest.mark.parametrize("name", BOOKS)
def test_the_code_names_and_the_modules_are_the_same(books, name):
    """Excel repairs a book whose sheets and modules do not fit each other."""
    after = parts(with_buttons(books[name], "b.xlsx").data)
    named = [
        re.search(rb"<(?:[\w.-]+:)?(?:sheetPr|workbookPr)\b[^>]*\bcodeName=\"(\w+)\"", data)[1].decode()
        for part, data in after.items()
        if re.fullmatch(r"xl/(worksheets/sheet\d+|workbook)\.xml", part)
    ]
    assert len(set(named)) == len(named)
    assert set(vba.texts(after["xl/vbaProject.bin"])) == {*named, *(OURS - {"PmoXlRibbon"})}


@pytest.mark.parametrize("data", [richer.table(), panel_book()], ids=["added", "the template"])
def test_each_button_calls_its_macro_and_says_what_it_does(data):
    made = parts(with_buttons(data, "b.xlsx").data)
    drawing = etree.fromstring(made["xl/drawings/drawing1.xml"])
    space = {"xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing", "a": "http://schemas.openxmlformats.org/drawingml/2006/main"}  # fmt: skip
    shapes = drawing.findall(".//xdr:sp", space)
    text = {id(shape): "".join(shape.itertext()) for shape in shapes}
    pressed = [shape for shape in shapes if shape.get("macro")]
    assert [(shape.get("macro"), text[id(shape)]) for shape in pressed] == [
        (f"[0]!{macro_of(button.action)}", button.label) for button in BUTTONS
    ]
    assert [text[id(shapes[shapes.index(shape) + 1])] for shape in pressed] == [button.tip for button in BUTTONS]
    ids = [shape.find(".//xdr:cNvPr", space).get("id") for shape in shapes]
    assert len(ids) == len(set(ids))


def test_adding_twice_is_adding_once(books):
    once = with_buttons(books["everything"], "b.xlsx")
    twice = with_buttons(once.data, "b.xlsm")
    assert twice.was_there
    assert twice.data == once.data
    assert twice.sheet == "PMOボタン"


def test_two_additions_are_the_same_bytes(books):
    assert with_buttons(books["a pivot table"], "b.xlsx") == with_buttons(books["a pivot table"], "b.xlsx")


def test_a_sheet_of_that_name_gets_a_neighbour():
    def named(book, _sheet):
        book.add_worksheet("PMOボタン")

    assert with_buttons(richer.table(more=named), "b.xlsx").sheet == "PMOボタン2"


def test_a_book_saved_as_xlsx_once_has_its_sheet_of_buttons_still():
    """Excel drops the macros then; the sheet stays, and its buttons get their macros back."""
    made = parts(with_buttons(richer.table(), "b.xlsx").data)
    del made["xl/vbaProject.bin"]
    made["[Content_Types].xml"] = re.sub(
        rb"<Override PartName=\"/xl/vbaProject.bin\"[^>]*/>", b"", made["[Content_Types].xml"]
    )
    rels = "xl/_rels/workbook.xml.rels"
    made[rels] = re.sub(rb"<Relationship [^>]*vbaProject[^>]*/>", b"", made[rels])
    again = with_buttons(zipped(made), "b.xlsx")
    assert (again.sheet, again.was_there) == ("PMOボタン", False)
    assert parts(again.data).keys() - made.keys() == {"xl/vbaProject.bin"}
    assert "PmoXlPanel" in vba.texts(again.data)


def test_code_names_no_macro_project_can_have_are_exchanged():
    """Two sheets of one name (a copy by some program), a name of ours, and one outside Japanese Windows' letters."""

    def sheets(book, _sheet):
        for name in ("二", "三", "四"):
            book.add_worksheet(name)

    data = richer.changed(
        richer.table(more=sheets),
        {
            f"xl/worksheets/sheet{number}.xml": [("<dimension", f'<sheetPr codeName="{code}"/><dimension')]
            for number, code in enumerate(("Sheet9", "sheet9", "PmoXl", "Ünïcode"), 1)
        },
    )
    after = parts(with_buttons(data, "b.xlsx").data)
    named = [
        re.search(rb'codeName="(\w+)"', after[f"xl/worksheets/sheet{number}.xml"])[1].decode()
        for number in (1, 2, 3, 4)
    ]
    assert named == ["Sheet9", "Sheet1", "Sheet2", "Sheet3"]


def test_a_chart_sheet_gets_its_module_too():
    def with_chart(book, _sheet):
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=課題!$D$2:$D$11"})
        book.add_chartsheet("グラフ").set_chart(chart)

    after = parts(with_buttons(richer.table(more=with_chart), "b.xlsx").data)
    name = re.search(rb'codeName="(\w+)"', after["xl/chartsheets/sheet1.xml"])[1].decode()
    assert 'VB_Base = "0{00020821-' in vba.texts(after["xl/vbaProject.bin"])[name]


def zipped(made):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in made.items():
            target.writestr(name, data)
    return out.getvalue()


# refusals


def refused(data, name="b.xlsx"):
    with pytest.raises(BookError) as error:
        with_buttons(data, name)
    assert error.value.hint
    return error.value.reason


def test_the_macros_of_somebody_else_are_refused(tmp_path):
    assert "ほかのマクロがあります" in refused(richer.macros(tmp_path))


def test_our_macros_beside_a_form_of_somebody_else_are_refused():
    project = ole({"PROJECT": b"Module=PmoXl\r\nModule=PmoXlButtons\r\nModule=PmoXlExec\r\nBaseClass=UserForm1\r\n"})
    made = parts(with_buttons(richer.table(), "b.xlsx").data)
    assert "ほかのマクロがあります" in refused(zipped({**made, "xl/vbaProject.bin": project}))


def test_ours_as_excel_saves_it_again_is_known():
    """Excel rewrites the project with code of its own compiled into it; its list of modules stays."""
    text = b"Document=ThisWorkbook/&H00000000\r\nModule=PmoXl\r\nModule=PmoXlButtons\r\nModule=PmoXlExec\r\n"
    made = parts(with_buttons(richer.table(), "b.xlsx").data)
    assert with_buttons(zipped({**made, "xl/vbaProject.bin": ole({"PROJECT": text})}), "b.xlsm").was_there


def test_a_signed_book_is_refused():
    assert "電子署名" in refused(richer.changed(richer.table(), added={"_xmlsignatures/origin.sigs": ""}))


def test_an_encrypted_book_is_refused():
    assert "パスワード" in refused(ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}))


@pytest.mark.parametrize(
    "kind", ["http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", f"{richer.OFFICE}/dialogsheet"]
)
def test_macro_sheets_of_old_are_refused(kind):
    relation = f'<Relationship Id="rId77" Type="{kind}" Target="old/sheet9.xml"/></Relationships>'
    old = richer.changed(
        richer.table(), {"xl/_rels/workbook.xml.rels": [("</Relationships>", relation)]}, {"xl/old/sheet9.xml": "<a/>"}
    )
    assert "マクロシート" in refused(old)


def test_a_locked_structure_is_respected():
    locked = richer.changed(
        richer.table(), {"xl/workbook.xml": [("<bookViews>", '<workbookProtection lockStructure="1"/><bookViews>')]}
    )
    assert "保護" in refused(locked)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", richer.table()[:2000]])
def test_what_is_no_workbook_is_refused_in_words(data):
    assert refused(data)


# files


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "課題 管理=表.xlsx"
    path.write_bytes(richer.table())
    return path


def test_the_copy_lies_beside_the_book_and_the_book_stays(book):
    before = book.read_bytes(), book.stat().st_mtime_ns
    copy = add_buttons(book)
    assert (copy.path, copy.is_new) == (book.with_suffix(".xlsm"), True)
    assert (book.read_bytes(), book.stat().st_mtime_ns) == before
    assert copy.path.read_bytes() == with_buttons(before[0], book.name).data
    assert not add_buttons(book).is_new
    assert sorted(path.name for path in book.parent.iterdir()) == ["課題 管理=表.xlsm", "課題 管理=表.xlsx"]


def test_a_book_that_has_them_already_is_left_alone(book):
    copy = add_buttons(book)
    before = copy.path.stat().st_mtime_ns
    again = add_buttons(copy.path)
    assert (again.path, again.is_new, copy.path.stat().st_mtime_ns) == (copy.path, False, before)


def test_no_other_file_is_written_over(book, tmp_path):
    book.with_suffix(".xlsm").write_bytes(b"somebody's")
    with pytest.raises(PmoError, match="すでに"):
        add_buttons(book)
    assert book.with_suffix(".xlsm").read_bytes() == b"somebody's"
    assert add_buttons(book, tmp_path / "新しい場所").path == tmp_path / "新しい場所" / "課題 管理=表.xlsm"


def test_an_xlsm_without_macros_never_becomes_its_own_copy(book):
    plain = book.with_name("macro.xlsm")
    shutil.copyfile(book, plain)
    with pytest.raises(BookError, match="同じ名前"):
        add_buttons(plain)
    assert plain.read_bytes() == book.read_bytes()


@pytest.mark.parametrize("name", ["a.xls", "a.xlsb", "a.ods", "a.csv", "a.xltx", "a"])
def test_other_formats_are_refused(tmp_path, name):
    (tmp_path / name).write_bytes(richer.table())
    with pytest.raises(BookError, match=r"\.xlsx と \.xlsm"):
        add_buttons(tmp_path / name)


def test_a_book_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BookError, match="見つかりません"):
        add_buttons(tmp_path / "a.xlsx")
