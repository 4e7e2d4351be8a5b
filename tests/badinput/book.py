"""44, 45, 57, 58: workbooks whose sheets are alike, hidden, empty or many."""

from tests.badinput.bombs import members
from tests.badinput.case import Case
from tests.badinput.issues import HEAD, issue, rows
from tests.support.handmade import package, row, sheet_data, text, zipped

BOOK = "xl/workbook.xml"


def hidden(**states):
    """A workbook of sheets, each with its visibility."""
    parts = members(package({name: rows() for name in states}))
    for name, state in states.items():
        parts[BOOK] = parts[BOOK].replace(f'name="{name}"'.encode(), f'name="{name}" state="{state}"'.encode())
    return zipped(parts)


def many():
    return package([(f"課題{n}", rows(issue(2, f"{n}枚目の帳票"))) for n in range(100)])


CASES = (
    Case("44", "同じ名前.xlsx", lambda: package([("課題", rows()), ("課題", rows(issue(2, "別の件")))]), records=3, said=("課題 (2)",)),
    Case("44", "似た名前.xlsx", lambda: package({"Issue": rows(), "ISSUE": rows(issue(2, "別の件")), "Ｉｓｓｕｅ": rows(issue(2, "第三の件"))}), records=4),
    Case("45", "非表示.xlsx", lambda: hidden(課題一覧="visible", 隠し="hidden", 奥="veryHidden"), said=("非表示のシートです",)),
    Case("45", "すべて非表示.xlsx", lambda: hidden(課題一覧="hidden")),
    Case("57", "白紙.xlsx", lambda: package({"Sheet1": sheet_data()}), records=0, said=("空のシートです",)),
    Case("57", "見出しだけ.xlsx", lambda: package({"課題一覧": sheet_data(HEAD)}), records=0, said=("記録がまだありません",)),
    Case("57", "一件だけ.xlsx", lambda: package({"課題一覧": rows(issue(2))}), records=1),
    Case("57", "合計だけ.xlsx", lambda: package({"課題一覧": sheet_data(HEAD, row(2, text("A2", "合計"), text("B2", "0件")))}), records=0, said=("合計",)),
    Case("58", "百枚.xlsx", many, records=100),
)  # fmt: skip
