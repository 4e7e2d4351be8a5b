"""Opening workbooks: what they really are, what is said when they cannot be read, and what travels with the values."""

import hashlib
import io
import os
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from pmo_xl.errors import BookError
from pmo_xl.model.place import column_letters
from pmo_xl.sheets.files import book as books
from pmo_xl.sheets.files import scan
from pmo_xl.sheets.files.book import open_book
from tests.support.handmade import (
    DATE,
    STRICT,
    number,
    old_book,
    ole,
    open_document,
    package,
    row,
    sheet_data,
    text,
    word_document,
    zipped,
)

ONE = sheet_data(row(1, text("A1", "件名")), row(2, text("A2", "帳票の文字切れ")))


@pytest.fixture
def opened(tmp_path):
    """Opens bytes under a name."""

    def of(data, name="課題.xlsx", **options):
        path = tmp_path / name
        path.write_bytes(data)
        return open_book(path, **options)

    return of


@pytest.fixture
def refused(opened):
    """The error that opening these bytes under this name gives."""

    def of(data, name="課題.xlsx"):
        with pytest.raises(BookError) as caught:
            opened(data, name)
        return caught.value

    return of


# What it is ----------------------------------------------------------------------------------------------------------


def test_a_book_knows_its_name_its_time_and_the_hash_of_its_bytes(tmp_path):
    data = package({"一覧": ONE})
    path = tmp_path / "課題.xlsx"
    path.write_bytes(data)
    os.utime(path, (0, datetime(2024, 5, 7, 15, 42).timestamp()))
    book = open_book(path)
    assert (book.file, book.saved, book.sheets) == ("課題.xlsx", "2024-05-07 15:42", ("一覧",))
    assert book.digest == hashlib.sha256(data).hexdigest()
    assert book.grid("一覧").value(2, 1) == "帳票の文字切れ"


def test_reading_leaves_bytes_and_times_of_the_file_alone(tmp_path):
    path = tmp_path / "課題.xlsx"
    path.write_bytes(package({"一覧": ONE}))
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    open_book(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_shown_name_is_used_in_grids_and_messages(opened, refused):
    assert opened(package({"一覧": ONE}), shown="A社/課題.xlsx").grid("一覧").file == "A社/課題.xlsx"


def test_a_table_keeps_its_true_addresses(tmp_path):
    path = tmp_path / "課題.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        made.add_worksheet("一覧").write_row("D5", ["件名", 0, False, ""])
    grid = open_book(path).grid("一覧")
    assert [grid.value(5, column) for column in range(3, 8)] == [None, "件名", 0, False, None]
    assert grid.value(4, 4) is None


def test_a_book_says_which_sheets_it_has_when_asked_for_another(opened):
    with pytest.raises(BookError, match="シート「課題」がありません") as caught:
        opened(package({"一覧": ONE})).grid("課題")
    assert "一覧" in caught.value.hint


def test_strict_and_prefixed_namespaces_are_read(opened):
    strict = opened(package({"一覧": ONE}, space=STRICT)).grid("一覧")
    cells = '<x:c r="B2"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r="C2" t="e"><x:v>#REF!</x:v></x:c>'
    prefixed = opened(
        package({"一覧": f'<x:sheetData><x:row r="2" hidden="1">{cells}</x:row></x:sheetData>'}, prefix="x")
    ).grid("一覧")
    assert strict.value(2, 1) == "帳票の文字切れ"
    assert (prefixed.value(2, 2), prefixed.facts.errors) == (2, {(2, 3): "#REF!"})
    assert prefixed.facts.formulas == {2: {2}}
    assert prefixed.facts.hidden_rows == {2}


def test_hidden_sheets_are_read_and_say_so(tmp_path):
    path = tmp_path / "課題.xlsx"
    made = openpyxl.Workbook()
    made.active.title = "一覧"
    made.create_sheet("隠し").sheet_state = "hidden"
    made.create_sheet("奥").sheet_state = "veryHidden"
    made.save(path)
    book = open_book(path)
    assert [book.grid(name).facts.visibility for name in book.sheets] == ["visible", "hidden", "veryHidden"]


def test_sheets_of_the_same_name_are_told_apart(opened):
    book = opened(package([("一覧", sheet_data(row(1, text("A1", words)))) for words in ("甲", "乙")]))
    assert {name: book.grid(name).value(1, 1) for name in book.sheets} == {"一覧": "甲", "一覧 (2)": "乙"}


def test_1904_dates_are_the_right_days(opened):
    # 2024-06-19 is 44,000 days after 1904-01-01.
    book = opened(
        package({"一覧": sheet_data(row(1, number("A1", 44000, DATE)))}, properties='<workbookPr date1904="1"/>')
    )
    assert book.grid("一覧").value(1, 1) == date(2024, 6, 19)


# Refusals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "課題.xlsx", "空のファイルです"),
        (word_document(), "課題.xlsx", "Wordの文書です（拡張子は .xlsx）"),
        (word_document(), "議事録.docx", "Wordの文書です（拡張子は .docx）"),
        ("No,件名\n1,帳票\n".encode("cp932"), "課題.xlsx", "CSVです（拡張子は .xlsx）"),
        ("あいうえお".encode(), "課題.xlsx", "テキストファイルです（拡張子は .xlsx）"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html><table></table></html>", "課題.xls", "HTMLです（拡張子は .xls）"),
        (b"%PDF-1.7\n...", "課題.xlsx", "PDFです（拡張子は .xlsx）"),
        (b"\x89PNG\r\n\x1a\n....", "課題.xlsx", "画像(PNG)です（拡張子は .xlsx）"),
        (bytes(range(256)) * 8, "課題.xlsx", "Excelのブックではありません（中身を判別できません）"),
        (ole({"EncryptedPackage": b"", "EncryptionInfo": b""}), "課題.xlsx", "パスワードまたは秘密度ラベルで保護されています"),
        (ole({"WordDocument": b""}), "課題.xls", "Wordの文書です（拡張子は .xls）"),
        (ole({"Workbook": b""}), "課題.xls", "シートがありません"),
        (zipped({"a.txt": "x"}), "課題.xlsx", "Excelのブックではありません（zipの中にブックがありません）"),
        (package({}), "課題.xlsx", "シートがありません"),
        (b"PK\x03\x04garbage", "課題.xlsx", "壊れています（途中で切れているか、zipとして読めません）"),
        (package({"一覧": ONE})[:-40], "課題.xlsx", "壊れています（途中で切れているか、zipとして読めません）"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_named(refused, data, name, reason):
    error = refused(data, name)
    assert error.reason == reason
    assert error.message.startswith(name)
    assert reason in error.message
    assert error.hint


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BookError, match=r"課題\.xlsx が見つかりません"):
        open_book(tmp_path / "課題.xlsx")


def test_a_folder_called_like_a_book_is_refused(tmp_path):
    (tmp_path / "課題.xlsx").mkdir()
    with pytest.raises(BookError, match=r"課題\.xlsx はフォルダです"):
        open_book(tmp_path / "課題.xlsx")


def test_a_lock_file_names_the_editor_and_the_real_book(tmp_path):
    lock = tmp_path / "~$課題.xlsx"
    lock.write_bytes(b"\x06" + "佐藤".encode("cp932").ljust(54) + b"\x02\0" + "佐藤".encode("utf-16-le").ljust(108))
    with pytest.raises(BookError, match="一時ファイル") as caught:
        open_book(lock)
    assert caught.value.hint == "佐藤さんが編集中です。課題.xlsx を指定してください"


# One bad sheet does not spoil the others --------------------------------------------------------------------------------


def test_a_sheet_whose_part_is_missing_is_said_and_the_others_are_read(opened):
    book = opened(package({"一覧": None, "別": ONE}))
    assert book.sheets == ("一覧", "別")
    assert book.unreadable == {"一覧": "シートの部品がブックの中にありません"}
    assert book.grid("別").value(1, 1) == "件名"
    with pytest.raises(BookError, match="シート「一覧」を読めません"):
        book.grid("一覧")


def test_sheet_xml_that_breaks_off_spoils_only_its_sheet(opened):
    book = opened(package({"一覧": '<sheetData><row r="1"><c r="A1"><v>1</v></c>', "別": ONE}))
    assert book.unreadable == {"一覧": "壊れています（シートのデータの1行目付近）"}
    assert "別" in book.grids


# Cells calamine stumbles over ----------------------------------------------------------------------------------------


def test_error_cells_are_blank_and_listed_with_their_word(opened):
    cells = "".join(
        f'<c r="{column}1" t="e"><f>1/0</f><v>{word}</v></c>'
        for column, word in zip("ABC", ("#DIV/0!", "#REF!", "#N/A"), strict=True)
    )
    grid = opened(package({"一覧": sheet_data(row(1, cells, number("D1", 5)))})).grid("一覧")
    assert grid.facts.errors == {(1, 1): "#DIV/0!", (1, 2): "#REF!", (1, 3): "#N/A"}
    assert [grid.value(1, column) for column in range(1, 5)] == [None, None, None, 5]


def test_a_spill_error_does_not_cost_the_sheet(opened):
    spill = '<c r="A1" t="e"><v>#SPILL!</v></c>'
    grid = opened(package({"一覧": sheet_data(row(1, spill, text("B1", "残る")))})).grid("一覧")
    assert grid.facts.errors == {(1, 1): "#SPILL!"}
    assert grid.value(1, 2) == "残る"


def test_a_lost_shared_text_is_an_error_cell(opened):
    cells = '<c r="A1" t="s"><v>9</v></c><c r="B1" t="s"><v>0</v></c>'
    grid = opened(
        package({"一覧": sheet_data(row(1, cells))}, shared=["<t>課題</t><rPh sb='0' eb='1'><t>カダイ</t></rPh>"])
    )
    grid = grid.grid("一覧")
    assert (grid.value(1, 1), grid.value(1, 2)) == (None, "課題")
    assert grid.facts.errors == {(1, 1): "#文字列なし"}


def test_formulas_without_a_saved_value_are_listed_but_a_saved_empty_text_is_not(opened):
    cells = (
        '<c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f t="shared" si="0"/><v/></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f>1+1</f><v>2</v></c>'
    )
    facts = opened(package({"一覧": sheet_data(row(1, cells))})).grid("一覧").facts
    assert facts.uncached == {(1, 1), (1, 2), (1, 3)}
    assert facts.formulas == {column: {1} for column in range(1, 6)}


def test_a_book_written_by_openpyxl_has_formulas_without_values(tmp_path):
    made = openpyxl.Workbook()
    made.active.append([1, "=A1+1"])
    made.save(tmp_path / "課題.xlsx")
    facts = open_book(tmp_path / "課題.xlsx").grid("Sheet").facts
    assert (facts.formulas, facts.uncached) == ({2: {1}}, {(1, 2)})


def test_control_characters_go_and_the_sheet_says_so(opened):
    inside = sheet_data(
        row(1, text("A1", "起_x000B_票&#11;者\x0b"), text("B1", "1行目_x000D_\n2行目"), text("C1", "_x005F_x000B_"))
    )
    grid = opened(package({"一覧": inside})).grid("一覧")
    assert [grid.value(1, column) for column in (1, 2, 3)] == ["起票者", "1行目\n2行目", "_x000B_"]
    assert grid.facts.notes == ("制御文字を取り除いて読みました",)


def test_shared_texts_are_cleaned_too_and_carriage_returns_are_not_worth_a_note(opened):
    inside = sheet_data(row(1, '<c r="A1" t="s"><v>0</v></c>'))
    assert opened(package({"一覧": inside}, shared=["<t>a_x0001_b</t>"])).grid("一覧").value(1, 1) == "ab"
    grid = opened(package({"一覧": inside}, shared=["<t>a_x000D_\nb</t>"])).grid("一覧")
    assert (grid.value(1, 1), grid.facts.notes) == ("a\nb", ())


def test_half_a_character_is_left_out(opened):
    grid = opened(package({"一覧": sheet_data(row(1, text("A1", "a&#xD800;b")))})).grid("一覧")
    assert grid.value(1, 1) == "ab"


def test_cells_without_addresses_are_read_in_their_order(opened):
    inside = "<sheetData><row><c><v>1</v></c><c><f>A1</f><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
    grid = opened(package({"一覧": inside})).grid("一覧")
    assert [list(line) for line in grid.rows] == [[1, 2], [3, None]]
    assert grid.facts.formulas == {2: {1}}


def test_rows_out_of_order_keep_their_own_addresses(opened):
    inside = sheet_data(row(3, number("A3", 3)), row(1, number("B1", 1), number("A1", 0)))
    assert [list(line) for line in opened(package({"一覧": inside})).grid("一覧").rows] == [
        [0, 1],
        [None] * 2,
        [3, None],
    ]


# How far a sheet reaches -----------------------------------------------------------------------------------------------


def test_a_value_in_the_last_cell_of_excel_is_named_and_left_out(opened):
    inside = sheet_data(row(1, text("A1", "件名")), row(2, text("A2", "帳票")), row(1048576, number("XFD1048576", 1)))
    grid = opened(package({"一覧": inside})).grid("一覧")
    assert [list(line) for line in grid.rows] == [["件名"], ["帳票"]]
    assert grid.facts.notes == ("XFD1048576は表から遠く離れているため読んでいません。不要なら削除してください",)


def test_a_style_in_the_last_cell_of_excel_costs_nothing(opened):
    inside = sheet_data(row(1, text("A1", "件名")), row(1048576, '<c r="XFD1048576" s="1"/>'))
    grid = opened(package({"一覧": inside})).grid("一覧")
    assert (len(grid.rows), grid.facts.notes) == (1, ())


def test_a_sheet_that_is_really_too_big_is_refused_with_the_figures(opened):
    # Values every 100 columns up to 1,001 and every 900 rows up to 5,401: 1,001 × 5,401 = 5,406,401 cells, no gap
    # that would end the table.
    wide = row(1, *(number(f"{column_letters(column)}1", 1) for column in range(1, 1002, 100)))
    long = [row(n, number(f"A{n}", 1)) for n in range(901, 5402, 900)]
    book = opened(package({"一覧": sheet_data(wide, *long), "別": ONE}))
    assert book.unreadable == {"一覧": "大きすぎます（表の広がりが5,406,401セル、上限は5,000,000セル）"}


# Other formats ---------------------------------------------------------------------------------------------------------


def test_a_workbook_is_read_by_its_content_whatever_its_name_says(opened):
    book = opened(package({"一覧": ONE}), "課題.xls")
    assert book.grid("一覧").value(1, 1) == "件名"
    assert book.notes == ("中身はExcelブック(.xlsx)です（拡張子は .xls）",)


@pytest.mark.parametrize(
    ("data", "name", "column", "notes"),
    [
        (old_book(["件名", "帳票"]), "課題.xls", 2, ()),
        (old_book(["件名", "帳票"]), "課題.xlsx", 2, ("中身は旧形式(.xls)です（拡張子は .xlsx）",)),
        (open_document(["", "件名", "帳票"]), "課題.ods", 1, ()),
        (open_document(["", "件名", "帳票"]), "課題.xlsx", 1, ("中身はOpenDocument形式(.ods)です（拡張子は .xlsx）",)),
        (open_document(["", "件名", "帳票"]), "課題.csv", 1, ("中身はOpenDocument形式(.ods)です（拡張子は .csv）",)),
    ],
)
def test_old_and_open_formats_are_read_and_told_when_their_name_hides_them(opened, data, name, column, notes):
    book = opened(data, name)
    assert [book.grid("一覧").value(row, column) for row in (1, 2, 3)] == [None, "件名", "帳票"]
    assert book.notes == notes


def test_names_that_point_out_of_the_package_are_noted_and_not_used(opened):
    book = opened(package({"一覧": ONE}, parts={"../../evil.xml": "<a/>"}))
    assert book.grids
    assert "../../evil.xml" in book.notes[0]


def test_a_book_without_styles_says_that_dates_cannot_be_told(opened):
    assert "日付と数値を区別できません" in opened(package({"一覧": ONE}, styles=False)).notes[0]


# What is written strangely ---------------------------------------------------------------------------------------------


def test_rows_in_a_comment_are_no_rows(opened):
    inside = f"<!-- {row(1, text('A1', '古い'))} -->{row(2, text('A2', '件名'))}<!-- {row(3, text('A3', '古い'))} -->"
    grid = opened(package({"一覧": f"<!-- <sheetData> --><sheetData>{inside}</sheetData>"})).grid("一覧")
    assert [list(line) for line in grid.rows] == [[None], ["件名"]]


def test_a_text_written_as_cdata_is_that_text(opened):
    cells = '<c r="A1" t="inlineStr"><is><t><![CDATA[<v>1</v> <!-- x -->]]></t></is></c>'
    shared = opened(
        package({"一覧": sheet_data(row(1, cells, '<c r="B1" t="s"><v>0</v></c>'))}, shared=["<t><![CDATA[a<b]]></t>"])
    )
    assert list(shared.grid("一覧").rows[0]) == ["<v>1</v> <!-- x -->", "a<b"]


def test_a_part_packed_in_a_way_office_does_not_know_is_refused(refused):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made, zipfile.ZipFile(io.BytesIO(package({"一覧": ONE}))) as usual:
        for name in usual.namelist():
            made.writestr(name, usual.read(name), zipfile.ZIP_LZMA if "sheet1" in name else zipfile.ZIP_DEFLATED)
    assert refused(data.getvalue()).reason == "壊れています（部品 xl/worksheets/sheet1.xml を展開できません）"


def test_a_merge_that_begins_above_the_sheet_is_none(opened):
    merges = '<mergeCells><mergeCell ref="A0:B2"/><mergeCell ref="A2:B2"/></mergeCells>'
    grid = opened(package({"一覧": ONE + merges})).grid("一覧")
    assert [(area.top, area.bottom) for area in grid.facts.merges] == [(2, 2)]


def test_more_lost_cells_than_can_be_remembered_spoil_their_sheet(opened, monkeypatch):
    monkeypatch.setattr(scan, "MAX_LOST", 3)
    lost = row(1, *(f'<c r="{letter}1"><f>1</f></c>' for letter in "ABCD"))
    for cells in (sheet_data(lost), sheet_data(lost.replace('"', "'"))):  # the quick way and the careful one
        book = opened(package({"一覧": cells, "別": ONE}))
        assert book.unreadable == {"一覧": "大きすぎます（値のない数式とエラーが4セル、上限は3セル）"}


def test_too_little_memory_is_said(refused, monkeypatch):
    def no_memory(*_):
        raise MemoryError

    monkeypatch.setattr(books, "read_sheets", no_memory)
    assert refused(package({"一覧": ONE})).reason == "メモリが足りないため読めません"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="inlineStr"><is><t>件~名</t></is></c>',
        '<c r="A1" t="inlineStr"><is><r><t>件~名</t></r></is></c>',
        '<c r="A1" t="str"><f>B1</f><v>件~名</v></c>',
        '<c r="A1" t="d"><v>2024~</v></c>',
        '<c r="A1" t="e"><v>#REF!~</v></c>',
        '<c r="A1"><v>1~</v></c>',
    ],
)
def test_a_text_in_no_encoding_spoils_only_its_sheet(opened, cell):
    part = f"<worksheet>{sheet_data(row(1, cell))}</worksheet>".encode().replace(b"~", b"\xdb")
    book = opened(package({"一覧": "", "別": ONE}, parts={"xl/worksheets/sheet1.xml": part}))
    assert book.unreadable == {"一覧": "壊れています（シートのデータの1行目付近）"}
    assert book.grid("別").value(1, 1) == "件名"
