"""OpenDocument spreadsheets: what their cells say."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.support.ods import cell, lines, row, text


@pytest.fixture
def value(ods_grid):
    """What one cell says."""

    def of(written, **more):
        return ods_grid(row(written), **more).value(1, 1)

    return of


HOURS = (
    '<number:time-style style:name="N1" number:truncate-on-overflow="false"/>'
    '<style:style style:name="hours" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="own" style:family="table-cell" style:parent-style-name="hours"/>'
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (cell("1.5", kind="float", value="1.5"), 1.5),
        (cell("50%", kind="percentage", value="0.5"), 0.5),
        (cell("¥1,234", kind="currency", value="1234"), 1234.0),
        (cell("TRUE", kind="boolean", value="true"), True),
        (cell("FALSE", kind="boolean", value="false"), False),
        (cell("24/5/7", kind="date", value="2024-05-07"), date(2024, 5, 7)),
        (cell("24/5/7", kind="date", value="2024-05-07T00:00:00"), date(2024, 5, 7)),
        (cell("24/5/7", kind="date", value="2024-05-07T16:30:00"), datetime(2024, 5, 7, 16, 30)),
        (cell("16:30", kind="date", value="1899-12-30T16:30:00"), time(16, 30)),
        (cell("24/5/7", kind="date", value="2024-05-06T23:59:59.999999998"), date(2024, 5, 7)),
        (cell("16:30", kind="time", value="PT16H30M00S"), time(16, 30)),
        (cell("36:00", kind="time", value="PT36H00M00S", style_name="hours"), timedelta(hours=36)),
        (cell("36:00", kind="time", value="P1DT12H", style_name="own"), timedelta(hours=36)),
        (cell("2024/2/30", kind="date", value="2024-02-30"), "2024/2/30"),
        (cell("遠い", kind="date", value="9999-12-31T23:59:59.9999"), "遠い"),
        (cell("x", kind="float", value="abc"), "x"),
        (cell("x", kind="float"), "x"),
        (cell("x", kind="time", value="いつか"), "x"),
        (cell("x", kind="time", value="P99999999999999DT1H"), "x"),
        (cell("007"), "007"),
        (text("見える", value="本当"), "本当"),
        (text(), None),
        (cell(kind="string", value=""), None),
    ],
)
def test_a_value_is_read_by_the_type_it_declares(value, written, meant):
    found = value(written, styles=HOURS)
    assert (found, type(found)) == (meant, type(meant))


@pytest.mark.parametrize(
    ("inside", "meant"),
    [
        ("甲<text:s/>乙", "甲 乙"),
        ('甲<text:s text:c="3"/>乙', "甲   乙"),
        ("甲<text:tab/>乙<text:line-break/>丙", "甲\t乙\n丙"),
        ("<text:span>甲<text:span>乙</text:span></text:span>丙", "甲乙丙"),
        ('<text:a xmlns:x="x" x:href="http://x">甲</text:a>', "甲"),
        (
            "<text:ruby><text:ruby-base>課題</text:ruby-base><text:ruby-text>カダイ</text:ruby-text></text:ruby>表",
            "課題表",
        ),
        ("A &amp; B &lt;x&gt; &#x1F389;", "A & B <x> 🎉"),
        ("甲&#13;&#10;乙", "甲\n乙"),
        ("  前後  ", "  前後  "),
    ],
)
def test_a_text_keeps_its_breaks_and_leaves_furigana_out(value, inside, meant):
    assert value(text(inside)) == meant


def test_paragraphs_are_lines_of_one_cell(value):
    assert value(text("1行目", "", "3行目")) == "1行目\n\n3行目"


def test_control_characters_go_and_the_sheet_says_so(ods_grid):
    found = ods_grid(row(text("起&#11;票"), text("者\x0b")))
    assert (lines(found), found.facts.notes) == ([["起票", "者"]], ("制御文字を取り除いて読みました",))


def test_errors_are_blank_and_listed_and_formulas_known(ods_grid):
    error = '<table:table-cell table:formula="of:={0}" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>{1}</text:p></table:table-cell>'
    found = ods_grid(
        row(
            error.format("1/0", "#DIV/0!"),
            error.format("x", "Err:502"),
            cell("#N/A", kind="float", value="0", formula="oooc:=NA()"),
            text("#REF!", formula="of:=#REF!", value="#REF!"),
            text("#N/A"),
            cell("3", kind="float", value="3", formula="of:=1+2"),
            text("#ABC", formula="of:=A1"),
        )
    )
    assert found.facts.errors == {(1, 1): "#DIV/0!", (1, 2): "Err:502", (1, 3): "#N/A", (1, 4): "#REF!"}
    assert found.facts.formulas == {column: {1} for column in (1, 2, 3, 4, 6, 7)}
    assert lines(found) == [[None, None, None, None, "#N/A", 3.0, "#ABC"]]


def test_a_formula_nobody_has_worked_out_is_told_apart_from_one_that_gives_nothing(ods_grid):
    found = ods_grid(row(cell(formula="of:=1+1"), cell(kind="string", value="", formula="of:=&quot;&quot;"), text("x")))
    assert found.facts.uncached == {(1, 1)}
    assert found.facts.formulas == {1: {1}, 2: {1}}


def test_truths_of_an_excel_workbook_are_no_formulas(ods_grid):
    found = ods_grid(
        row(cell("TRUE", kind="float", value="1", formula="of:=TRUE()"), text("x", formula="of:=A1=TRUE()"))
    )
    assert (lines(found), found.facts.formulas) == ([[True, "x"]], {2: {1}})
