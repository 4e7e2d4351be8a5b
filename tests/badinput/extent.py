"""06–09, 49, 50, 52: sheets that reach further than their values, or say so, and cells in odd places."""

import io
import zipfile

from tests.badinput.bombs import members
from tests.badinput.case import Case
from tests.badinput.issues import HEAD, SHEET, issue, issues, rows
from tests.support.handmade import number, package, row

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
FAR = row(LAST_ROW, number(f"XFD{LAST_ROW}", 1))
STYLED = '<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/><c r="C%d" s="1"/><c r="D%d" s="1"/><c r="E%d" s="1"/></row>'
FURIGANA = '<is><t>課題</t><rPh sb="0" eb="2"><t>カダイ</t></rPh><phoneticPr fontId="1"/></is>'


def styled_to_the_end():
    """Five columns of style and nothing else, down to the last row there is."""
    step, some = 1000, STYLED * 1000
    made = [some % tuple(n for n in range(at, at + step) for _ in range(6)) for at in range(4, LAST_ROW - step, step)]
    parts = members(issues())
    head, _, tail = parts[SHEET].partition(b"</sheetData>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as whole:  # of 130 MB
        for name, content in (parts | {SHEET: b"".join([head, "".join(made).encode(), b"</sheetData>", tail])}).items():
            whole.writestr(name, content)
    return out.getvalue()


def as_wide_as_can_be():
    """A row of 16,384 cells that do not say where they stand, below a table of such cells."""
    head = "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in ("No", "件名", "状態", "期限"))
    record = '<c><v>1</v></c><c t="inlineStr"><is><t>帳票の桁がずれる</t></is></c><c t="inlineStr"><is><t>対応中</t></is></c>'
    wide = "<c><v>7</v></c>" * (LAST_COLUMN - 4)
    return package(
        {"課題一覧": f"<sheetData><row>{head}</row><row>{record}<c/>{wide}</row><row>{record}</row></sheetData>"}
    )


def far_on_every_sheet():
    """A hundred sheets, each with a value as far down as a single sheet may reach: 700,000 rows by 7 columns."""
    far = row(700_000, number("A700000", 1))
    return package([(f"課題{n}", rows(issue(2), far)) for n in range(100)])


def at(address):
    """A value at an address that no sheet of Excel has."""
    return issues(issue(2), issue(3), f'<row r="{address.lstrip("ABCZ")}"><c r="{address}"><v>1</v></c></row>')


CASES = (
    Case("06", "書式だけの行.xlsx", styled_to_the_end, costly=True),
    Case("07", "果ての書式.xlsx", lambda: issues(issue(2), issue(3), row(LAST_ROW, f'<c r="XFD{LAST_ROW}" s="1"/>'))),
    Case("07b", "果ての値.xlsx", lambda: issues(issue(2), issue(3), FAR), said=("XFD1048576は表から遠く離れている",)),
    Case("07b", "果てだらけ.xlsx", far_on_every_sheet, records=2, said=("大きすぎます（ブック全体の表の広がりが",)),
    Case("08", "狭い範囲.xlsx", lambda: package({"課題一覧": '<dimension ref="A1:B2"/>' + rows()})),
    Case("09", "番地のないセル.xlsx", as_wide_as_can_be, said=("XFD",)),
    Case("09", "0行目.xlsx", lambda: at("A0"), refused="シート「課題一覧」: 壊れています（行番号 0 はシートにありえません）"),
    Case("09", "大きな行.xlsx", lambda: at("A1048577"), refused="（行番号 1048577 はシート"),
    Case("09", "大きな列.xlsx", lambda: at("ZZZ9"), refused="（セルの番地 ZZZ9 はシート"),
    Case("09", "桁外れの行.xlsx", lambda: at(f"A{'9' * 5000}"), refused="（行番号 9999999999999999…"),
    Case("49", "行の順.xlsx", lambda: package({"課題一覧": rows().replace(HEAD, "").replace("</sheetData>", f"{HEAD}</sheetData>")}),
         values={"A1": "No", "A2": "K-002", "A3": "K-003"}),
    Case("50", "全面結合.xlsx", lambda: issues(around='<mergeCells><mergeCell ref="A1:XFD20000"/></mergeCells>')),
    Case("52", "ふりがな.xlsx", lambda: issues(issue(2, B=f'<c r="B2" t="inlineStr">{FURIGANA}</c>'), issue(3)), values={"B2": "課題"}),
    Case("52", "共有ふりがな.xlsx", lambda: issues(issue(2, B='<c r="B2" t="s"><v>0</v></c>'), issue(3), shared=[FURIGANA[4:-5]]), values={"B2": "課題"}),
)  # fmt: skip
