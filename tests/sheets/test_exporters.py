"""Workbooks as other programs save them: each has its own way to write the same table."""

from datetime import date

import pytest

from pmo_xl.sheets.files.book import open_book
from pmo_xl.sheets.xlsx.reader import _Reader
from tests.support.handmade import DATE, MAIN, STRICT, package

SHARED = [
    "<t>No</t>",
    "<t>件名</t>",
    "<t>期限</t>",
    "<t>済</t>",
    "<t>件数</t>",
    '<t xml:space="preserve"> 帳票 &amp; 伝票 </t>',
]
EXPECTED = [
    ["No", "件名", "期限", "済", "件数"],
    [1.0, " 帳票 & 伝票 ", date(2024, 5, 7), True, 3.0],
    [2.0, None, date(2024, 5, 8), False, None],
]
# 2024-05-07 is day 45,419 of Excel.


def written(row, head, first, second, between=""):
    """The inside of a sheet of three rows; `row` is the beginning of a row with a place for its number."""
    lines = (head, first, second)
    return (
        f"<sheetData>{between}"
        + between.join(f"{row.format(n)}{line}</row>" for n, line in enumerate(lines, 1))
        + f"{between}</sheetData>"
    )


HEAD = "".join(f'<c r="{letter}1" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABCDE"))
INLINE = ["No", "件名", "期限", "済", "件数"]
INLINE_HEAD = "".join(
    f'<c r="{a}1" t="inlineStr"><is><t>{t}</t></is></c>' for a, t in zip("ABCDE", INLINE, strict=True)
)
TITLE = '<t xml:space="preserve"> 帳票 &amp; 伝票 </t>'

SHEETS = {
    "Excel": written(
        '<row r="{0}" spans="1:5" x14ac:dyDescent="0.4" xmlns:x14ac="x">',
        HEAD,
        f'<c r="A2"><v>1</v></c><c r="B2" t="s"><v>5</v></c><c r="C2" s="{DATE}"><v>45419</v></c>'
        '<c r="D2" t="b"><v>1</v></c><c r="E2"><f>1+2</f><v>3</v></c>',
        f'<c r="A3"><v>2</v></c><c r="B3" t="str"><f>""</f><v></v></c><c r="C3" s="{DATE}"><v>45420</v></c>'
        '<c r="D3" t="b"><v>0</v></c><c r="E3" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    ),
    "Google Sheets": written(
        '<row r="{0}" ht="15.75" customHeight="1">',
        "".join(f'<c r="{letter}1" s="0" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABCDE")),
        f'<c r="A2" s="0"><v>1.0</v></c><c r="B2" s="0" t="s"><v>5</v></c><c r="C2" s="{DATE}"><v>45419.0</v></c>'
        '<c r="D2" s="0" t="b"><v>1</v></c><c r="E2" s="0"><f t="shared" ref="E2:E3" si="1">1+2</f><v>3</v></c>',
        f'<c r="A3" s="0"><v>2.0</v></c><c r="B3" s="0"/><c r="C3" s="{DATE}"><v>45420.0</v></c>'
        '<c r="D3" s="0" t="b"><v>0</v></c><c r="E3" s="0" t="e"><f t="shared" si="1"/><v>#DIV/0!</v></c>',
    ),
    "LibreOffice": written(
        '<row r="{0}" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">',
        "".join(f'<c r="{letter}1" s="0" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABCDE")),
        f'<c r="A2" s="0" t="n"><v>1</v></c><c r="B2" s="0" t="s"><v>5</v></c><c r="C2" s="{DATE}" t="n"><v>45419</v></c>'
        '<c r="D2" s="0" t="b"><v>1</v></c><c r="E2" s="0" t="n"><f aca="false">1+2</f><v>3</v></c>',
        f'<c r="A3" s="0" t="n"><v>2</v></c><c r="B3" s="0"/><c r="C3" s="{DATE}" t="n"><v>45420</v></c>'
        '<c r="D3" s="0" t="b"><v>0</v></c><c r="E3" s="0" t="e"><f aca="false">1/0</f><v>#DIV/0!</v></c>',
    ),
    "WPS": written(
        '<row r="{0}" spans="1:5" ht="14.25">',
        HEAD,
        f'<c r="A2"><v>1</v></c><c r="B2" s="0" t="s"><v>5</v></c><c r="C2" s="{DATE}"><v>45419</v></c>'
        '<c r="D2" t="b"><v>1</v></c><c r="E2"><f t="shared" ref="E2:E9" si="0">1+2</f><v>3</v></c>',
        f'<c r="A3"><v>2</v></c><c r="C3" s="{DATE}"><v>45420</v></c><c r="D3" t="b"><v>0</v></c>'
        '<c r="E3" t="e"><f t="shared" si="0"/><v>#DIV/0!</v></c>',
    ),
    "SheetJS": written(
        '<row r="{0}">',
        "".join(f'<c r="{a}1" t="str"><v>{t}</v></c>' for a, t in zip("ABCDE", INLINE, strict=True)),
        '<c r="A2" t="n"><v>1</v></c><c r="B2" t="str"><v xml:space="preserve"> 帳票 &amp; 伝票 </v></c>'
        f'<c r="C2" s="{DATE}" t="n"><v>45419</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="n"><v>3</v></c>',
        f'<c r="A3" t="n"><v>2</v></c><c r="C3" s="{DATE}" t="n"><v>45420</v></c><c r="D3" t="b"><v>0</v></c>'
        '<c r="E3" t="e"><v>#DIV/0!</v></c>',
    ),
    "EPPlus": written(
        '<row r="{0}" spans="1:5">',
        "".join(f'<c r="{letter}1" s="0" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABCDE")),
        f'<c r="A2" s="0"><v>1</v></c><c r="B2" s="0" t="s"><v>5</v></c><c r="C2" s="{DATE}"><v>45419</v></c>'
        '<c r="D2" s="0" t="b"><v>1</v></c><c r="E2" s="0"><f>1+2</f><v>3</v></c>',
        f'<c r="A3" s="0"><v>2</v></c><c r="B3" s="0"></c><c r="C3" s="{DATE}"><v>45420</v></c>'
        '<c r="D3" s="0" t="b"><v>0</v></c><c r="E3" s="0" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    ),
    "openpyxl": written(
        '<row r="{0}">',
        INLINE_HEAD,
        f'<c r="A2" t="n"><v>1</v></c><c r="B2" t="inlineStr"><is>{TITLE}</is></c><c r="C2" s="{DATE}" t="n"><v>45419</v></c>'
        '<c r="D2" t="b"><v>1</v></c><c r="E2" t="n"><v>3</v></c>',
        f'<c r="A3" t="n"><v>2</v></c><c r="B3" /><c r="C3" s="{DATE}" t="n"><v>45420</v></c><c r="D3" t="b"><v>0</v></c>'
        '<c r="E3" t="e"><v>#DIV/0!</v></c>',
    ),
    "POI": written(
        '<row r="{0}">\n',
        INLINE_HEAD,
        f'<c r="A2" t="n"><v>1.0</v></c><c r="B2" t="inlineStr"><is>{TITLE}</is></c><c r="C2" s="{DATE}" t="n"><v>45419.0</v></c>'
        '<c r="D2" t="b"><v>1</v></c><c r="E2"><f>1+2</f><v>3.0</v></c>',
        f'<c r="A3" t="n"><v>2.0</v></c><c r="B3"></c><c r="C3" s="{DATE}" t="n"><v>45420.0</v></c><c r="D3" t="b"><v>0</v></c>'
        '<c r="E3" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        between="\n",
    ),
}  # fmt: skip


@pytest.fixture
def quickly(monkeypatch):
    """Whether every sheet was read by the shape of its rows, none cell by cell."""
    slow = []
    careful = _Reader._careful_rows
    monkeypatch.setattr(_Reader, "_careful_rows", lambda *given: slow.append(1) or careful(*given))
    return lambda: not slow


@pytest.fixture
def opened(tmp_path):
    def of(data, name="課題.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        return open_book(path)

    return of


@pytest.mark.parametrize("program", SHEETS)
def test_the_table_is_read_the_same_and_quickly_whoever_saved_it(opened, quickly, program):
    grid = opened(package({"一覧": SHEETS[program]}, shared=SHARED)).grid("一覧")
    assert [list(line) for line in grid.rows] == EXPECTED
    assert grid.facts.errors == {(3, 5): "#DIV/0!"}
    assert grid.facts.hidden_rows == frozenset()
    assert quickly()


def test_closedxml_puts_a_prefix_before_every_element(opened, quickly):
    inside = SHEETS["EPPlus"].replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    grid = opened(package({"一覧": inside}, shared=SHARED, prefix="x")).grid("一覧")
    assert [list(line) for line in grid.rows] == EXPECTED
    assert quickly()


@pytest.mark.parametrize("space", [MAIN, STRICT], ids=["usual", "strict"])
def test_days_written_as_days_are_read_the_same_and_quickly(opened, quickly, space):
    inside = SHEETS["Excel"]
    for serial, day in (("45419", "2024-05-07"), ("45420", "2024-05-08T00:00:00.000Z")):
        inside = inside.replace(f' s="{DATE}"><v>{serial}</v>', f' s="{DATE}" t="d"><v>{day}</v>')
    assert 't="d"' in inside
    grid = opened(package({"一覧": inside}, shared=SHARED, space=space)).grid("一覧")
    assert [list(line) for line in grid.rows] == EXPECTED
    assert quickly()


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xltx", ".xltm"])
def test_templates_and_books_with_macros_are_read_like_any_other(opened, suffix):
    book = opened(package({"一覧": SHEETS["Excel"]}, shared=SHARED), f"課題{suffix}")
    assert [list(line) for line in book.grid("一覧").rows] == EXPECTED
    assert book.notes == ()
