"""Single cells in a rich workbook change; every other byte of every part stays."""

import re
from datetime import date, datetime

import openpyxl
import pytest

from pmo_xl.errors import BookError
from pmo_xl.patch import Change, patch, restored
from pmo_xl.patch.workbookxml import calculated_on_load
from tests.patch.packages import cell_bytes, differing, parts, value
from tests.support.office import complaints
from tests.support.rich import rich_book

_SPANS = re.compile(rb' spans="[\d:]+"')
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    return rich_book(tmp_path_factory.mktemp("rich") / "台帳.xlsx").read_bytes()


def put(data, cell, new, sheet="課題"):
    return patch(data, "台帳.xlsx", [Change(sheet, cell, new)])


def test_only_the_sheet_differs_and_there_only_the_cell(rich):
    done = put(rich, "B3", "完了")
    assert differing(rich, done.data) == {SHEET} == set(done.parts)  # XlsxWriter has Excel calculate anyway
    assert value(done.data, "課題", "B3") == "完了"
    before, after = parts(rich)[SHEET], parts(done.data)[SHEET]
    old, new = cell_bytes(before, "B3"), cell_bytes(after, "B3")
    assert before.replace(old, new, 1) == after  # nothing but this one element


@pytest.mark.parametrize(
    ("cell", "new", "read"),
    [
        ("B3", "=1+1", "=1+1"),
        ("B3", "a<b>&\"'", "a<b>&\"'"),
        ("B3", "一\n二", "一\n二"),
        ("B3", " 前後の空白 ", " 前後の空白 "),
        ("D3", 12, 12),
        ("D3", -0.5, -0.5),
        ("D3", True, True),
        ("C3", date(2024, 5, 7), datetime(2024, 5, 7)),
        ("C3", None, None),
        ("G9", "新しいセル", "新しいセル"),
        ("Z3", "右の外", "右の外"),
        ("B40", "下の外", "下の外"),
    ],
)
def test_values_keep_their_type(rich, cell, new, read, tmp_path):
    done = put(rich, cell, new)
    assert done.refused == {}
    path = tmp_path / "台帳.xlsx"
    path.write_bytes(done.data)
    found = openpyxl.load_workbook(path)["課題"][cell]
    assert found.value == read
    assert found.data_type != "f"
    if cell != "Z3":  # one of each kind is enough for the judge
        assert complaints(path) == []


def test_the_style_of_a_cell_stays(rich):
    before, after = parts(rich)[SHEET], parts(put(rich, "C3", date(2024, 5, 7)).data)[SHEET]
    style = cell_bytes(before, "C3").split(b's="')[1].split(b'"')[0]
    assert b's="' + style + b'"' in cell_bytes(after, "C3")


@pytest.mark.parametrize(
    ("cell", "new", "why"),
    [
        ("E3", 1, "数式のセルです"),
        ("I1", "丁", "テーブルの見出しです"),
        ("M2", 1, "配列数式のセルです"),
        ("B3", date(2024, 5, 7), "日付の表示形式ではありません（セルの書式を日付にしてから再実行してください）"),
        ("C3", date(1900, 2, 28), "1900年3月より前の日付です"),
        ("D3", float("nan"), "Excelが正しく保持できない数です"),
        ("D3", 10**15, "Excelが正しく保持できない数です"),
        ("B3", "長" * 32_768, "セルに入らない長さの文字です"),
        ("XFE1", "x", "XFE1 はセル番地ではありません"),
        ("Z99", None, "セルはすでに空です"),
    ],
)
def test_a_cell_that_may_not_be_written_stays_and_says_why(rich, cell, new, why):
    done = put(rich, cell, new)
    assert done.refused == {("課題", cell): why}
    assert done.data == rich


def test_one_refusal_does_not_stop_the_others(rich):
    changes = [Change("課題", "E3", 1), Change("課題", "B3", "完了"), Change("ない", "A1", "x")]
    done = patch(rich, "台帳.xlsx", changes)
    assert value(done.data, "課題", "B3") == "完了"
    assert done.refused == {("課題", "E3"): "数式のセルです", ("ない", "A1"): "シート「ない」がありません"}


CHANGES = [
    Change("課題", "B3", "完了"),
    Change("課題", "C4", date(2024, 5, 7)),
    Change("課題", "G10", "新しいセル"),
    Change("課題", "Z5", "右の外"),
    Change("課題", "Y5", "その左"),
    Change("課題", "B40", "下の外"),
    Change("課題", "D40", 4),
    Change("課題", "B41", "もう1行"),
    Change("マスタ", "A1", "未"),
]


def test_taking_it_back_gives_the_old_bytes_of_every_cell(rich):
    done = patch(rich, "台帳.xlsx", CHANGES)
    assert done.refused == {}
    back = restored(done.data, "台帳.xlsx", done, workbook=parts(rich)[BOOK])
    assert back.refused == {}
    # The extent and a hint of where cells lie stay wider; every row and cell has its bytes again.
    assert differing(rich, back.data) <= {SHEET, "xl/worksheets/sheet2.xml"}
    for name in (SHEET, "xl/worksheets/sheet2.xml"):
        was, now = (_SPANS.sub(b"", parts(data)[name].split(b"<sheetData>")[1]) for data in (rich, back.data))
        assert now == was


def test_a_cell_changed_since_is_left_alone_when_taking_back(rich):
    done = patch(rich, "台帳.xlsx", CHANGES[:2])
    later = put(done.data, "B3", "差戻し")
    back = restored(later.data, "台帳.xlsx", done)
    assert back.refused == {("課題", "B3"): "その後に変更されています"}
    assert value(back.data, "課題", "B3") == "差戻し"
    assert value(back.data, "課題", "C4") == value(rich, "課題", "C4")


def test_what_is_no_workbook_is_refused():
    for data in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"No,\xe7\x8a\xb6"):
        with pytest.raises(BookError) as refused:
            put(data, "A1", "x")
        assert refused.value.hint


@pytest.mark.parametrize(
    ("written", "after"),
    [
        (b'<calcPr calcId="191029"/>', b'<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
        (b"<calcPr fullCalcOnLoad='0' calcId='1' />", b"<calcPr calcId='1' fullCalcOnLoad=\"1\"/>"),
        (b'<x:calcPr calcMode="manual"></x:calcPr>', b'<x:calcPr calcMode="manual" fullCalcOnLoad="1"></x:calcPr>'),
        (b"", b'<calcPr fullCalcOnLoad="1"/>'),
        (b'<calcPr fullCalcOnLoad="1" calcId="1"/>', b'<calcPr fullCalcOnLoad="1" calcId="1"/>'),
    ],
)
def test_excel_is_asked_to_calculate_and_nothing_else_is_said_to_it(written, after):
    around = b"<workbook><sheets/><definedNames/>%b<pivotCaches/><extLst/></workbook>"
    assert calculated_on_load(around % written) == around % after
