"""手動対応一覧 and 追加予算台帳: the books of what is done by hand meanwhile, and of the money asked for."""

from datetime import date

from tests.make.sample.books_work import PROJECT, STATUS, _list
from tests.make.sample.paper import Book, Cells, Column
from tests.make.sample.story import Rows


def manual_book(rows: Rows, day: date, clean: bool, cells: Cells) -> bytes:
    """手動対応一覧.xlsx: headings in two rows, begin and end under one word."""
    book = Book("手動対応一覧.xlsx", "メイリオ", cells, "海野なぎさ")
    sheet = book.sheet("手動対応一覧", heading="#EAD1DC", words={"status": STATUS})
    sheet.title("手動対応（運用回避）一覧")
    sheet.text(1, 0, f"{PROJECT}　終了条件は日付か、何が終わればやめられるかを書く", font_color="#7F7F7F")
    columns = (
        Column("id", "No.", 7, look="center"),
        Column("title", "対象業務", 26),
        Column("action", "手順", 40),
        Column("owner_org", "部署", 10),
        Column("owner", "担当者", 11),
        Column("monthly_count", "件数/月", 9, "負荷", "money"),
        Column("minutes_each", "分/件", 8, "負荷", "number"),
        Column("planned_start", "開始", 11, "期間", "date"),
        Column("planned_end", "終了条件", 26, "期間", "date"),
        Column("related_id", "関連ID", 10, look="center"),
        Column("status", "状態", 9, look="center"),
    )
    below = sheet.table(3, 0, columns, rows["manual_work"])
    _list(sheet, columns, "status", 5, max(below, 6), list(STATUS.values()))
    sheet.page.freeze_panes(5, 2)
    sheet.print_setup((3, 4))
    return book.done()


def budget_book(rows: Rows, day: date, clean: bool, cells: Cells) -> bytes:
    """追加予算台帳.xlsx: what was asked for, what was allowed."""
    book = Book("追加予算台帳.xlsx", "游ゴシック", cells, "空野ひかる")
    sheet = book.sheet("追加予算台帳", heading="#FFF2CC")
    sheet.title("追加予算台帳")
    sheet.text(1, 0, f"{PROJECT}　状態：見込／申請中／承認済／却下　　金額は税別", font_color="#7F7F7F")
    columns = (
        Column("id", "管理No", 9, look="center"),
        Column("title", "件名", 34),
        Column("status", "状態", 9, look="center"),
        Column("cost", "追加費用（円）", 13, look="money"),
        Column("raised_date", "申請日", 11, look="date"),
        Column("raised_by", "申請者", 11),
        Column("decided_date", "承認日", 11, look="date"),
        Column("decided_by", "承認者", 11),
        Column("related_id", "関連ID", 10, look="center"),
        Column("remarks", "備考（根拠）", 24),
    )
    below = sheet.table(3, 0, columns, rows["change"])
    _list(sheet, columns, "status", 4, max(below, 5), ["見込", "申請中", "承認済", "却下"])
    sheet.page.freeze_panes(4, 2)
    sheet.print_setup((3, 3))
    return book.done()
