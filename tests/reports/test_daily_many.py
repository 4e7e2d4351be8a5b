"""An ERP's worth of tests: 20,000 rows of 40 columns, 5,000 defects, and the daily report within a minute (C54)."""

import json
import subprocess
import sys

import openpyxl
import pytest
import xlsxwriter

from tests.metrics.g1 import AS_OF, DAYS, LATER, day

RESULTS = ["OK", "OK", "OK", "NG", "OK", "実施不可", "保留", "OK"]
A_MINUTE = 60


def write_books(folder, tests, defects):
    """Two workbooks with those numbers of rows; gives back how many tests have a verdict, and how many defects are open."""
    days = [day(x) for x in DAYS + LATER]
    past = len(DAYS)
    book = xlsxwriter.Workbook(
        str(folder / "テスト.xlsx"), {"constant_memory": True, "default_date_format": "yyyy/mm/dd"}
    )
    sheet = book.add_worksheet("テスト一覧")
    more = [f"補足{n}" for n in range(1, 35)]
    sheet.write_row(0, 0, ["テストID", "テスト項目", "予定日", "実施日", "結果", "実施者", *more])
    ran = 0
    for number in range(tests):
        at = number * len(days) // tests
        result = RESULTS[number % len(RESULTS)] if at < past else None
        sheet.write_string(number + 1, 0, f"T-{number + 1:05}")
        sheet.write_string(number + 1, 1, f"受注伝票{number + 1}を登録できること")
        sheet.write_datetime(number + 1, 2, days[at])
        if result in ("OK", "NG"):
            ran += 1
            sheet.write_datetime(number + 1, 3, days[at])
        if result:
            sheet.write_string(number + 1, 4, result)
        sheet.write_string(number + 1, 5, "青葉一郎")
        for column in range(len(more)):
            sheet.write_string(number + 1, 6 + column, f"確認内容{number % 50}-{column}")
    book.close()
    book = xlsxwriter.Workbook(
        str(folder / "不具合.xlsx"), {"constant_memory": True, "default_date_format": "yyyy/mm/dd"}
    )
    sheet = book.add_worksheet("不具合一覧")
    sheet.write_row(0, 0, ["不具合ID", "件名", "ベンダー", "重要度", "状態", "検出日", "完了日"])
    for number in range(defects):
        closed = number % 3 == 0
        row = [f"D-{number + 1:05}", f"事象{number + 1}", f"{'ABCDEFG'[number % 7]}社", "高中低"[number % 3]]
        sheet.write_row(number + 1, 0, [*row, "完了" if closed else "対応中"])
        sheet.write_datetime(number + 1, 5, days[number % past])
        if closed:
            sheet.write_datetime(number + 1, 6, days[past - 1])
    book.close()
    return ran, defects - len(range(0, defects, 3))


@pytest.mark.parametrize(("tests", "defects"), [(400, 100), pytest.param(20_000, 5_000, marks=pytest.mark.full)])
def test_many_rows_are_a_page_within_a_minute(tmp_path, tests, defects):
    ran, still_open = write_books(tmp_path, tests, defects)
    command = [
        sys.executable,
        "-m",
        "pmo_xl",
        "daily",
        str(tmp_path),
        f"--as-of={AS_OF}",
        "--out",
        str(tmp_path / "out"),
    ]
    done = subprocess.run([*command, "--json"], check=True, capture_output=True, timeout=A_MINUTE)
    said = json.loads(done.stdout)["metrics"]
    assert (said["scope"]["value"], said["execution_rate"]["count"]) == (tests, ran)
    assert said["defects_open"]["value"] == still_open
    book = openpyxl.load_workbook(next((tmp_path / "out").glob("*.xlsx")), read_only=True)
    assert book.sheetnames == ["日次報告", "明細", "指標", "グラフデータ", "根拠", "根拠ID"]
