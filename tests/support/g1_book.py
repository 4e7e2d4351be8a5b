"""The golden fixture G1 as a real workbook, with the headings and words people use.

python -m tests.support.g1_book FOLDER   writes G1.xlsx and pmo.toml there
"""

import sys
from pathlib import Path

from tests.metrics.g1 import END, GO_LIVE, START, defect_rows, issue_rows, requirement_rows, rows_of_tests

STATUS = {"open": "未対応", "in_progress": "対応中", "resolved": "修正済", "closed": "完了"}
LEVEL = {"critical": "致命的", "high": "高", "medium": "中", "low": "低", None: None}
RESULT = {
    "pass": "OK",
    "fail": "NG",
    "blocked": "実施不可",
    "hold": "保留",
    "not_applicable": "対象外",
    "withdrawn": "取下",
    "not_run": None,
}

TOML = f"""\
[project]
name = "G1"
phase = "UAT"
phase_start = {START}
phase_end = {END}
go_live = {GO_LIVE}
holidays = "jp"

[capacity]
testers = 3
tests_per_person_day = 5
"""


def sheets():
    """Sheet name → heading and rows, in the order of the workbook."""
    issues = [
        [name, title, LEVEL[severity], STATUS[status], raised, due, closed]
        for name, title, severity, status, raised, due, closed in issue_rows()
    ]
    tests = [
        [name, f"{name}の確認", requirement, planned, executed, RESULT[result]]
        for name, planned, executed, result, requirement in rows_of_tests()
    ]
    defects = [
        [name, f"{name}の事象", vendor, LEVEL[severity], STATUS[status], detected, plan, fixed, closed, retest]
        for name, vendor, detected, severity, status, closed, fixed, plan, retest in defect_rows()
    ]
    return {
        "課題": [["課題ID", "件名", "重要度", "状態", "起票日", "期限", "完了日"], *issues],
        "テスト": [["テストID", "テスト項目", "要件ID", "予定日", "実施日", "結果"], *tests],
        "不具合": [
            ["不具合ID", "件名", "ベンダー", "重要度", "状態", "検出日", "修正予定日", "修正日", "完了日", "再テスト結果"],
            *defects,
        ],
        "要件": [["要件ID", "要件名"], *requirement_rows()],
    }  # fmt: skip


def write_g1(folder):
    """Write G1.xlsx and pmo.toml into the folder; gives back the workbook's path."""
    from openpyxl import Workbook

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets().items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                if cell.is_date:
                    cell.number_format = "yyyy/mm/dd"
    path = folder / "G1.xlsx"
    book.save(path)
    (folder / "pmo.toml").write_text(TOML, encoding="utf-8")
    return path


if __name__ == "__main__":
    print(write_g1(sys.argv[1]))
