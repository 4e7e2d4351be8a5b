"""The quick way to values gives what the careful way gives, or leaves the sheet to others."""

from datetime import date, datetime, timedelta

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_xl.sheets.files import cuts as cutting
from pmo_xl.sheets.files.book import open_book
from pmo_xl.sheets.files.scan import IrregularError, scan
from pmo_xl.sheets.xlsx.inline import numbered
from pmo_xl.sheets.xlsx.plain_values import PlainValues, texts_written
from pmo_xl.sheets.xlsx.stream import Meaning, cells
from pmo_xl.sheets.xlsx.styles import Styles
from pmo_xl.sheets.xlsx.workbook import read_shared
from tests.sheets.test_scan import sheets

TEXTS = ("甲", "", "乙")
STYLES = Styles(("number", "date", "duration", "number", "date"))
MEANING = Meaning(TEXTS, STYLES)
SHARED = {b"0": "甲", b"1": None, b"2": "乙"}


def quick(inside, height, width):
    xml = f"<worksheet><sheetData>{inside}</sheetData></worksheet>".encode()
    xml, texts = numbered(xml)
    inline = {str(number).encode(): text for number, text in enumerate(texts_written(texts))}
    facts = scan(xml, xml.index(b"<sheetData>") + 11, xml.index(b"</sheetData>"))
    return PlainValues(SHARED, inline, STYLES, since_1904=False).rows(xml, facts.stretches, height, width)


def careful(inside, height, width):
    rows = [[None] * width for _ in range(height)]
    for cell in cells(f"<worksheet><sheetData>{inside}</sheetData></worksheet>".encode()):
        if not isinstance(cell, int) and cell.text:
            rows[cell.row - 1][cell.column - 1] = MEANING.value(cell)
    return rows


def same(inside, height=1, width=8):
    rows = quick(inside, height, width)
    assert rows == careful(inside, height, width)
    return rows


@settings(max_examples=300, deadline=None)
@given(sheets())
def test_both_ways_read_the_same(inside):
    try:
        rows = quick(inside, 1200, 60)
    except IrregularError:
        return
    assert rows == careful(inside, 1200, 60)


def test_every_sort_of_cell_is_read():
    rows = same(
        '<row r="1"><c r="A1" t="s"><v>2</v></c><c r="B1" s="1"><v>45350</v></c><c r="C1" s="3"><v>1.5</v></c>'
        '<c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" s="2"><f>A1</f><v>0.5</v></c>'
        '<c r="G1" t="str"><f>"a"</f><v>&lt;甲&gt; &amp;amp;</v></c><c r="H1" s="1"/></row>'
    )
    # 45350 days after 1899-12-30
    assert rows == [["乙", date(2024, 2, 28), 1.5, True, None, timedelta(hours=12), "<甲> &amp;", None]]


def test_one_column_may_hold_days_and_numbers():
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="{n % 2}"><v>45350</v></c></row>' for n in range(1, 5))
    assert same(rows, 4, 1) == [[date(2024, 2, 28)], [45350.0]] * 2


def test_an_empty_result_of_a_formula_is_nothing():
    cells = '<c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>3</v></c>'
    assert same(f'<row r="1">{cells}</row>', 1, 2) == [[None, 3.0]]


def test_days_written_as_days_are_days():
    written = (
        "2024-05-07",
        "2024-05-07T00:00:00.000Z",
        "2024-05-07T16:30:00.0004",
        "2024-02-30",
        "9999-12-31T23:59:59.9999",
    )
    cells = "".join(f'<c r="{a}1" t="d"><v>{text}</v></c>' for a, text in zip("ABCDE", written, strict=True))
    moment = datetime(2024, 5, 7, 16, 30)
    assert same(f'<row r="1">{cells}</row>', 1, 5) == [[date(2024, 5, 7)] * 2 + [moment, *written[3:]]]


def test_rows_are_read_over_all_stretches(monkeypatch):
    monkeypatch.setattr(cutting, "SIZE", 100)
    same("".join(f'<row r="{n}"><c r="{"AB"[n % 2]}{n}"><v>{n}</v></c></row>' for n in range(1, 51)), 50, 2)


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="s"><v>3</v></c>',  # no such text
        '<c r="A1" t="inlineStr"><is><r><t>甲</t></r></is></c>',
        '<c s="1" r="A1"><v>45350</v></c>',
        '<c r="A1"><v>甲</v></c>',
        '<c r="A1" t="b"><v>2</v></c>',
        '<c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c>',  # the same row twice
    ],
)
def test_what_is_written_otherwise_is_left_to_others(cells):
    with pytest.raises(IrregularError):
        quick(f'<row r="1">{cells}</row>', 1, 2)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.text("甲 a<&>\"'\n1_x", min_size=1, max_size=6),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=6))
def test_a_saved_workbook_is_read_as_calamine_reads_it(tmp_path_factory, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([f" {value}" if isinstance(value, str) and value[0] == "=" else value for value in row])
    path = tmp_path_factory.mktemp("saved") / "台帳.xlsx"
    book.save(path)
    ours = open_book(path).grid("Sheet").rows
    theirs = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Sheet")
    expected = [[None if value == "" else value for value in row] for row in theirs.to_python(skip_empty_area=False)]
    assert ours == [row + [None] * (len(ours[0]) - len(row)) for row in expected]


def test_shared_texts_are_read_without_their_furigana_and_fonts():
    xml = (
        '<sst><si><t>青葉</t><rPh sb="0" eb="2"><t>アオバ</t></rPh><phoneticPr fontId="1"/></si>'
        '<si><t xml:space="preserve"> 甲 </t></si><si><t/></si><si></si><si><t>a &amp;lt; b</t></si>'
        "<si><r><t>赤</t></r><r><rPr><b/></rPr><t>い&lt;</t></r></si><si><t>_x0041_</t></si></sst>"
    ).encode()
    expected = ("青葉", " 甲 ", "", "", "a &lt; b", "赤い<", "A")
    assert tuple(read_shared(xml, "").texts) == expected
    prefixed = b'<x:sst xmlns:x="x"><x:si><x:t>a</x:t></x:si></x:sst>'
    assert read_shared(prefixed, "").texts == ["a"]


@pytest.mark.parametrize(
    ("written", "text", "lost"),
    [
        ("甲\r\n乙", "甲\n乙", False),
        ("甲&#10;乙&amp;#10;", "甲\n乙&#10;", False),
        ("甲_x000D_乙", "甲\n乙", False),
        ("甲_x005F_x000B_", "甲_x000B_", False),
        ("甲\x0b乙", "甲乙", True),
        ("甲&#xB;乙&#0;", "甲乙", True),
        ("甲_x000B_乙", "甲乙", True),
        ("&#38;lt;", "&lt;", False),
    ],
)
def test_odd_characters_of_shared_texts_are_read_and_their_loss_is_told(written, text, lost):
    for xml in (f"<sst><si><t>{written}</t></si></sst>", f"<sst><si><r><t>{written}</t></r></si></sst>"):
        found = read_shared(xml.encode(), "")
        assert (list(found.texts), found.lost) == ([text], lost)


def test_inline_texts_are_read_as_shared_ones_are():
    rows = same(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" s="2" t="inlineStr"><is><t>&lt;乙&gt;</t></is></c>'
        '<c r="C1" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c><c r="D1" t="inlineStr"><is><t/></is></c>'
        '<c r="E1" t="s" ph="1"><v>0</v></c><c r="F1" s="1" cm="1"><v>45350</v></c></row>',
        width=6,
    )
    assert rows == [["甲", "<乙>", " 甲 ", None, "甲", date(2024, 2, 28)]]
