"""A project of a meeting's memo and the registers it is carried into, rich enough that a careless program harms them."""

import datetime as dt

import openpyxl
import xlsxwriter

DAY = dt.date(2024, 5, 7)  # a Tuesday
LINES = [
    ["論点", "進捗", "帳票の桁が足りない", "", "", ""],
    ["ToDo", "進捗", "桁の一覧を出す", "青葉一郎", "来週金", "K-001"],
    ["ToDo", "進捗", "得意先に連絡する", "", "", ""],
    ["決定", "単価", "単価は据え置く", "若葉花子", "", ""],
]
TODOS = [
    ["A-001", "名簿の提出", "青葉一郎", dt.date(2024, 5, 10), "対応中", dt.date(2024, 4, 30), "K-009", ""],
    ["A-002", "端末の手配", "若葉花子", dt.date(2024, 5, 14), "未", dt.date(2024, 4, 30), "", ""],
    ["A-003", "会場の予約", "若葉花子", dt.date(2024, 5, 16), "未", dt.date(2024, 5, 1), "", "至急"],
]
HEADINGS = ["No", "内容", "担当者", "期限", "状態", "起票日", "関連ID", "備考", "残り"]


def project(folder, *, lines=LINES, **how):
    """ToDo一覧.xlsx, 決定事項一覧.xlsx, 体制表.xlsx and 議事メモ.xlsx in a folder; gives the folder back."""
    folder.mkdir(parents=True, exist_ok=True)
    todos(folder / "ToDo一覧.xlsx", **how)
    decisions(folder / "決定事項一覧.xlsx")
    table(folder / "体制表.xlsx", "体制表", ["氏名", "会社・部署", "側", "役割"],
          [["青葉一郎", "A社", "ベンダー", "リーダー"], ["若葉花子", "経理部", "ユーザー", "責任者"]])  # fmt: skip
    memo(folder / "議事メモ.xlsx", lines)
    return folder


def todos(path, *, protected=False, below=None, merged=False):
    """A register with a drop-down, a conditional format, a filter, a formula column, a note, a chart and a button."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("ToDo")
        framed, day = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "yyyy/m/d"})
        sheet.write_row("A3", HEADINGS, framed)
        for row, cells in enumerate(TODOS, 3):
            for column, cell in enumerate(cells):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(row, column, dt.datetime(cell.year, cell.month, cell.day), day)
                else:
                    sheet.write(row, column, cell or None, framed)
            sheet.write_formula(row, 8, f"=D{row + 1}-45000", framed, 1)
        sheet.data_validation("E4:E6", {"validate": "list", "source": ["未", "対応中", "完了"]})
        sheet.conditional_format("A4:I6", {"type": "formula", "criteria": '=$E4="完了"', "format": framed})
        sheet.autofilter("A3:I6")
        sheet.print_area("A1:I6")
        sheet.write_comment("B4", "メモ")
        sheet.insert_button("K8", {"caption": "実行"})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=ToDo!$I$4:$I$6"})
        sheet.insert_chart("K12", chart)
        if merged:
            sheet.merge_range("B5:B6", "端末の手配", framed)
        if below:
            sheet.write_string("A7", below)
        if protected:
            sheet.protect("")


def decisions(path):
    table(
        path, "決定事項", ["決定No", "決定内容", "区分", "決定者", "決定日", "関連ID"],
        [["DC-001", "夜間に更新する", "決定", "若葉花子", dt.datetime(2024, 4, 30), "K-002"],
         ["DC-002", "帳票は現行のまま", "仮決定", "若葉花子", dt.datetime(2024, 5, 1), ""],
         ["DC-003", "移行は一括で行う", "決定", "青葉一郎", dt.datetime(2024, 5, 2), ""]],
    )  # fmt: skip


def table(path, sheet, headings, rows):
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in (headings, *rows):
        book.active.append([cell if cell != "" else None for cell in row])
    for cells in book.active.iter_rows():
        for cell in cells:
            if isinstance(cell.value, dt.datetime):
                cell.number_format = "yyyy/m/d"
    book.save(path)


def memo(path, lines=LINES):
    book = openpyxl.Workbook()
    book.active.title = "0507定例"
    for row in (
        ["会議名", "UAT定例"], ["日時", "2024/05/07 16:00〜17:00"], ["出席者", "若葉花子、青葉一郎"], ["記録者", "紅葉次郎"],
        ["次回", "2024/05/14 16:00"], [], ["区分", "議題", "内容", "担当者", "期限", "関連ID"], *lines,
    ):  # fmt: skip
        book.active.append([cell or None for cell in row])
    book.save(path)
