"""The workbooks the benchmark runs on: seeded, 20 columns of a テスト管理表, one row in ten with something wrong."""

import random
from datetime import date, timedelta

import xlsxwriter

HEADINGS = [
    "No", "テストID", "大分類", "中分類", "テスト項目", "前提条件", "操作手順", "期待結果", "要件ID", "担当ベンダー",
    "予定日", "実施日", "実施者", "結果", "不具合ID", "エビデンス", "承認者", "備考", "経過日数", "集計キー",
]  # fmt: skip
AS_OF = date(2026, 11, 24)
_START = date(2026, 10, 26)
_PEOPLE = ["青葉一郎", "若葉花子", "紅葉次郎", "白樺三郎", "柏木四郎"]
_RESULTS = ["OK"] * 60 + ["NG"] * 5 + [None] * 25 + ["保留"] * 3 + ["対象外"] * 4 + ["実施不可"] * 3


def write_book(path, rows, seed=1, *, inline=False, first=1):
    """A workbook of `rows` tests; gives back how many of them read OK, NG and otherwise, for comparing both sides.

    `inline`: its texts stand in the cells, as exporters write them, and not in a list, as Excel does. `first` is the
    number of its first test: books of one project go on counting.
    """
    rng = random.Random(seed)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": inline})
    sheet = book.add_worksheet("テスト一覧")
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    day = book.add_format({"num_format": "yyyy/mm/dd"})
    sheet.write_row(0, 0, HEADINGS, head)
    sheet.set_column(10, 11, 12)
    counts = {"OK": 0, "NG": 0}
    for row in range(1, rows + 1):
        wrong = rng.randrange(10) == 0
        result = rng.choice(_RESULTS)
        # What has been run was planned before today, what has not comes later; one row in ten breaks a rule.
        past = result is not None or (wrong and row % 5 == 0)
        planned = _START + timedelta(days=rng.randrange(29) if past else 29 + rng.randrange(11))
        executed = planned if result in ("OK", "NG") else None
        counts[result] = counts.get(result, 0) + 1
        sheet.write_number(row, 0, row)
        sheet.write_string(row, 1, f"UAT-{first - 1 + row:06}")
        sheet.write_string(row, 2, f"販売{row % 7}")
        sheet.write_string(row, 3, f"受注登録{row % 31}")
        sheet.write_string(row, 4, f"受注伝票{row}を登録し、在庫引当が行われることを確認する")
        sheet.write_string(row, 5, "得意先・商品マスタが登録済みであること")
        sheet.write_string(row, 6, "1. 受注入力画面を開く 2. 明細を入力する 3. 登録を押す")
        sheet.write_string(row, 7, "登録完了のメッセージが表示され、引当数が更新されること")
        sheet.write_string(row, 8, f"REQ-{row % 400:03}")
        sheet.write_string(row, 9, "ABC"[row % 3] + "社")
        sheet.write_datetime(row, 10, planned, day)
        if executed and not (wrong and row % 3 == 0):
            sheet.write_datetime(row, 11, executed, day)
        elif wrong and row % 2:
            sheet.write_string(row, 11, f"{planned:%Y.%m.%d}")  # text: a date without a verdict, or a verdict's date
        sheet.write_string(row, 12, rng.choice(_PEOPLE))
        if result:
            sheet.write_string(row, 13, result)
        if result == "NG" and not wrong:
            sheet.write_string(row, 14, f"BUG-{row % 300:03}")
        sheet.write_string(row, 15, f"エビデンス/{row:06}.png")
        sheet.write_string(row, 17, "" if row % 4 else f"{row}行目の備考")
        sheet.write_formula(row, 18, f'=IF(L{row + 1}="","-",L{row + 1}-K{row + 1})', None, 0 if executed else "-")
        sheet.write_formula(row, 19, f'=C{row + 1}&"-"&D{row + 1}', None, f"販売{row % 7}-受注登録{row % 31}")
    sheet.data_validation(1, 13, rows, 13, {"validate": "list", "source": ["OK", "NG", "保留", "実施不可", "対象外"]})
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, rows, len(HEADINGS) - 1)
    book.close()
    return counts
