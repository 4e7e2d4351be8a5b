"""The quick look at rows by shape says the same as the careful walk through every cell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_xl.model.place import column_letters
from pmo_xl.sheets.files import cuts as cutting
from pmo_xl.sheets.files.scan import IrregularError, scan
from pmo_xl.sheets.xlsx.stream import facts_of

VALUES = ["<v>0</v>", "<v>12</v>", "<v>-1.5E-3</v>", "<v></v>", "<v/>", "<v />", "<is><t>甲</t></is>", ""]
FORMULAS = ["", "<f>A1+1</f>", "<f/>", '<f t="shared" si="0"/>', '<f t="shared" ref="A1:A9" si="0">B1&amp;"x>y"</f>']
TYPES = ["", ' t="s"', ' t="str"', ' t="e"', ' t="b"']
ERRORS = ["<v>#DIV/0!</v>", "<v>#REF!</v>", "<v>#N/A</v>"]


@st.composite
def cells(draw, number):
    columns = sorted(draw(st.sets(st.integers(1, 60), max_size=6)))
    written = []
    for column in columns:
        address, style = f'r="{column_letters(column)}{number}"', draw(st.sampled_from(["", ' s="4"', ' s="14"']))
        if draw(st.booleans()):
            written.append(f"<c {address}{style}/>")
            continue
        kind, formula = draw(st.sampled_from(TYPES)), draw(st.sampled_from(FORMULAS))
        value = draw(st.sampled_from(ERRORS if "e" in kind else VALUES))
        attributes = [address, *(f"{style}{kind}".split())]
        if draw(st.booleans()):
            attributes = attributes[1:] + attributes[:1]
        written.append(f"<c {' '.join(attributes)}>{formula}{value}</c>")
    return "".join(written)


@st.composite
def sheets(draw):
    rows = []
    for number in draw(st.lists(st.integers(1, 1200), unique=True, max_size=8)):
        attributes = draw(
            st.sampled_from(["", ' spans="1:60"', ' hidden="1"', ' ht="13.5" hidden="0"', ' hidden="true"'])
        )
        inside = draw(cells(number))
        rows.append(f'<row r="{number}"{attributes}>{inside}</row>' if inside else f'<row r="{number}"{attributes}/>')
    return "".join(rows)


def both(inside, struck=frozenset()):
    xml = f"<worksheet><sheetData>{inside}</sheetData></worksheet>".encode()
    start, end = xml.index(b"<sheetData>") + 11, xml.index(b"</sheetData>")
    return scan(xml, start, end, struck), facts_of(xml, struck)


@settings(max_examples=300, deadline=None)
@given(sheets())
def test_both_ways_see_the_same(inside):
    quick, careful = both(inside, frozenset({4}))
    assert quick.errors == careful.errors
    assert quick.formulas == careful.formulas
    assert quick.uncached == careful.uncached
    assert quick.hidden_rows == careful.hidden_rows
    assert quick.filled_rows == careful.filled_rows
    assert (quick.last_row, quick.last_column) == (careful.last_row, careful.last_column)
    # An empty value counts as struck in one of them; whole rows are judged by their values afterwards.
    assert all(columns <= quick.struck[row] for row, columns in careful.struck.items())


def test_rows_are_counted_over_all_the_stretches_they_are_read_in(monkeypatch):
    monkeypatch.setattr(cutting, "SIZE", 100)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>1</f><v>{n}</v></c></row>' for n in range(1, 51))
    quick, careful = both(rows)
    assert quick.formulas == careful.formulas == {1: set(range(1, 51))}
    assert quick.filled_rows == 50


@pytest.mark.parametrize(
    "inside",
    [
        '<row r="1"><c><v>1</v></c></row>',
        '<row><c r="A1"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c><c><v>2</v></c></row>',
        "<a><b/></a>",
        '<row><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row><c r="B2"><v>2</v></c></row>',
        '<!-- <row r="1"><c r="A1"><v>1</v></c></row> -->',
        '<row r="1"><c r="A1"><v>1</v></c></row><!-- <row r="2"><c r="A2"><v>1</v></c></row> -->',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[<v>1</v>]]></v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><x><x/></x></c></row>',
        '<row r="1"><c r="A1"><v>1</c></row>',
        '<row r="1"><c r="A1">1</v></c></row>',
        '<row r="1"><c r="A1"><f>1<v>1</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    ],
)
def test_what_is_written_unusually_is_left_to_the_careful_way(inside):
    with pytest.raises(IrregularError):
        both(inside)


def test_an_empty_sheet_holds_nothing():
    quick, careful = both("")
    assert (quick.last_row, quick.filled_rows) == (careful.last_row, careful.filled_rows) == (0, 0)
