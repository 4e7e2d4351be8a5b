"""The projects whose pages the fields are held against: from one with everything to one with nothing."""

import shutil
from datetime import date

import openpyxl
import pytest

import pmo_xl
from pmo_xl.pages import PAGES
from pmo_xl.resources import SAMPLE_DAY
from tests.support import g1_book

G1_DAY = date(2024, 5, 7)


ISSUES = ["課題ID", "件名", "重要度", "状態", "起票日", "期限", "完了日"]
LATE = ["K-001", "夜間バッチが止まる", "高", "対応中", date(2024, 4, 22), date(2024, 4, 25), None]
DEFECTS = ["不具合ID", "事象", "重要度", "状態", "検出日", "ベンダー", "完了日"]
DEFECT = ["D-001", "伝票が印字されない", "中", "対応中", date(2024, 5, 2), "A社", None]
RISKS = ["リスクID", "リスク", "発生確率", "影響度", "状態", "起票日", "対応策", "期限", "担当"]
RISK = [
    "R-001",
    "要員が足りなくなる",
    "高",
    "高",
    "対応中",
    date(2024, 5, 8),
    "応援を頼む",
    date(2024, 5, 20),
    "青葉一郎",
]
BY_HAND = ["No", "作業", "部署", "件数/月", "分/件"]
DECISIONS = ["決定ID", "決定事項", "決定内容", "区分", "決定者", "決定日", "確定期限", "関連ID", "追加費用", "備考"]
DECIDED = (
    ["DC-001", "帳票の様式", "現行のまま", "決定", "青葉一郎", date(2024, 4, 22), None, "K-001", None, None],
    ["DC-002", "帳票の様式", "新しい様式", "決定", "青葉一郎", date(2024, 5, 2), None, "DC-001", 800000, "置換"],
    [
        "DC-003",
        "締めの単位",
        "月次で締める",
        "仮決定",
        "青葉一郎",
        date(2024, 4, 22),
        date(2024, 5, 1),
        None,
        None,
        None,
    ],
    ["DC-004", "承認の経路", "部長か課長か", "判断待ち", "青葉一郎", None, date(2024, 5, 10), None, None, None],
)


def book(folder, sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cell in (cell for row in sheet for cell in row if isinstance(cell.value, str)):
            cell.data_type = "s"  # 「=1+1」 is typed as text
    made.save(folder / "管理表.xlsx")
    return folder


@pytest.fixture(scope="session")
def projects(sample, tmp_path_factory):
    """Name → (project, day): everything, the first days of it, G1, one issue, none, and one that is settled now."""
    new = tmp_path_factory.mktemp
    first = new("first") / "workbooks"
    shutil.copytree(sample, first, ignore=shutil.ignore_patterns("history"))
    golden = new("golden")
    g1_book.write_g1(golden)
    settled = book(new("settled"), {"課題一覧": [ISSUES, LATE], "不具合一覧": [DEFECTS, DEFECT]})
    pmo_xl.load(settled).keep(G1_DAY)
    done = [*LATE[:3], "完了", *LATE[4:6], date(2024, 5, 8)]
    forgotten = ["D-002", *DEFECT[1:]]  # found before the day that was kept, written down after it
    book(
        settled,
        {
            "課題一覧": [ISSUES, done],
            "不具合一覧": [DEFECTS, DEFECT, forgotten],
            "リスク一覧": [RISKS, RISK],
            "決定事項一覧": [DECISIONS, *DECIDED],
        },
    )
    one = {"課題一覧": [ISSUES, LATE], "手動対応一覧": [BY_HAND, [1, "伝票の手入力", "経理部", 300, 10]]}
    return {
        "sample": (pmo_xl.load(sample), SAMPLE_DAY),
        "first days": (pmo_xl.load(first), date(2026, 10, 27)),
        "golden": (pmo_xl.load(golden), G1_DAY),
        "one record": (pmo_xl.load(book(new("one"), one)), G1_DAY),
        "no record": (pmo_xl.load(book(new("none"), {"課題一覧": [ISSUES]})), G1_DAY),
        "settled": (pmo_xl.load(settled), date(2024, 5, 8)),
    }


@pytest.fixture(scope="session")
def filled(projects):
    """(project, page key) → the values of that page."""
    return {
        (name, page.key): values
        for name, (project, day) in projects.items()
        for page in PAGES
        if (values := page.values(project, day, None)) is not None
    }
