"""A project of one rich workbook whose dates are written as texts: what `fix` corrects."""

import datetime as dt

import xlsxwriter

DAY = dt.date(2024, 5, 7)
ROWS = [
    ["K-001", "帳票の桁あふれ", "対応中", "R6.5.10", "青葉一郎"],
    ["K-002", "受注画面の文言", "対応中", "2024.5.14", "青葉一郎"],
    ["K-003", "送信の遅れ", "完了", dt.date(2024, 5, 2), "若葉花子"],
    ["Ｋ－004", "締め処理の順序", "対応中", "20240516", "若葉花子"],
    ["K-005", "権限の漏れ", "対応中", "2024年5月17日", "若葉花子"],
]


def make(path, *, protected=False, ours=True):
    """課題管理表 with a note, a chart, a button, a formula column, a drop-down and a conditional format.

    With `ours=False` its matters are others, so that it is no copy of the first.
    """
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("課題一覧")
        day = book.add_format({"num_format": "yyyy/m/d", "border": 1})
        framed = book.add_format({"border": 1})
        sheet.write_row("A1", ["課題管理表"])
        sheet.write_row("A3", ["No.", "件名", "状態", "期限", "担当者", "完了日", "残り"], framed)
        for number, row in enumerate(ROWS, 3):
            for column, cell in enumerate(row if ours else [f"L{row[0]}", f"連携先の{row[1]}", *row[2:]]):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(number, column, dt.datetime(cell.year, cell.month, cell.day), day)
                else:
                    sheet.write_string(number, column, cell, framed if column == 3 else None)
            if row[2] == "完了":
                sheet.write_datetime(number, 5, dt.datetime(2024, 5, 1), day)
            sheet.write_formula(number, 6, f"=D{number + 1}-45000", None, 1)
        sheet.data_validation("C4:C8", {"validate": "list", "source": ["対応中", "完了"]})
        sheet.conditional_format("A4:G8", {"type": "no_blanks", "format": framed})
        sheet.write_comment("B4", "メモ")
        sheet.insert_textbox("J2", "承認印")
        sheet.insert_button("J8", {"caption": "実行"})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=課題一覧!$G$4:$G$8"})
        sheet.insert_chart("J12", chart)
        if protected:
            sheet.protect("")
    return path
