"""The issue list that the bad files are made of: sound records, so that the fault is all that is wrong with it."""

from tests.support.handmade import DATE, number, package, row, sheet_data, text

HEADINGS = ("No", "件名", "状態", "重要度", "担当者", "起票日", "期限")
HEAD = row(1, *(text(f"{letter}1", word) for letter, word in zip("ABCDEFG", HEADINGS, strict=True)))
SHEET = "xl/worksheets/sheet1.xml"
RAISED, DUE = 45400, 45419  # 2024-04-18 and 2024-05-07


def issue(at, title="帳票の桁がずれる", **cells):
    """One row of the list; `cells` gives the XML of single cells by their letter."""
    usual = {
        "A": text(f"A{at}", f"K-{at:03}"),
        "B": text(f"B{at}", title),
        "C": text(f"C{at}", "対応中"),
        "D": text(f"D{at}", "高"),
        "E": text(f"E{at}", "青葉一郎"),
        "F": number(f"F{at}", RAISED, DATE),
        "G": number(f"G{at}", DUE, DATE),
    }
    return row(at, *(usual | cells).values())


def rows(*written):
    """The cells of a sheet with the heading and these rows."""
    return sheet_data(HEAD, *(written or (issue(2), issue(3))))


def issues(*written, around="", **more):
    """The workbook with these rows; `around` is the XML behind its cells, `more` goes to `package`."""
    return package({"課題一覧": rows(*written) + around}, **more)
