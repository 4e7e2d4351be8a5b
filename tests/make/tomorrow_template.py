"""python -m tests.make.tomorrow_template: report_templates/明日の準備.xlsx: one page, and behind it the lists and 根拠."""

import datetime as dt
import io
from pathlib import Path

import xlsxwriter

from pmo_xl.reports.tomorrow_lists import ROWS
from tests.make.daily_charts import FONT, GREY, NAVY, pixels, tidied
from tests.make.daily_sheets import evidence, evidence_ids, listing, prepare
from tests.make.daily_workbook import Looks, Pen, ruled
from tests.make.paper import steady

PAGE = "明日の準備"
TARGET = Path(__file__).parents[2] / "report_templates" / f"{PAGE}.xlsx"
COLUMNS = (15, 18, 42, 20, 11, 11, 20, 49)  # mm
LAST = len(COLUMNS) - 1
ROW = 13
CENTER = {"align": "center"}
WRAPPED = {
    *(
        "what",
        "title",
        "name",
        "attendees",
        "why",
        "tests",
        "tomorrow",
        "precondition",
        "documents",
        "who",
        "owner",
        "away",
    ),
    *("waits_for", "others"),
}
BLOCKS = (
    ("undone", "本日までの未了と、明日への影響", (
        (0, "優先", "no", CENTER), (1, "ID", "id", {}), (2, "内容", "what", {}), (4, "担当", "who", {}), (6, "期限", "due", {}),
        (7, "明日に回すと", "effect", {}))),
    ("meetings", "会議", (
        (0, "時刻", "clock", {}), (2, "会議", "name", {}), (3, "場所", "place", {}), (6, "出席者", "people", {}))),
    ("tests", "テスト", (
        (0, "時刻", "clock", {}), (1, "ID", "id", {}), (2, "テスト", "title", {}), (3, "実施者", "tester", {}),
        (4, "データ", "data", CENTER), (5, "環境", "environment", CENTER), (6, "立会い", "looks_on", {}),
        (7, "開始できるか(× 開始できない)", "why", {}))),
    ("due", "明日が期限・予定のもの", (
        (0, "区分", "sort", {}), (1, "ID", "id", {}), (2, "内容", "what", {}), (4, "重要度", "severity", CENTER),
        (5, "担当", "who", {}), (7, "状態", "status", {}))),
    ("unanswered", "回答待ち", (
        (0, "超過", "late", {}), (1, "ID", "id", {}), (2, "内容", "what", {}), (4, "期限", "due", {}), (6, "宛先", "who", {}),
        (7, "待っているもの", "waits_for", {}))),
)  # fmt: skip


def build(target=TARGET):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data,
        {
            "in_memory": True,
            "default_format_properties": {"font_name": FONT, "font_size": 11},
            "default_row_height": 25,
            "default_column_width": 72,
        },
    )
    book.set_properties({"title": PAGE, "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    looks = Looks(book)
    front(book.add_worksheet(PAGE), looks)
    details(book.add_worksheet("明細"), looks)
    today(book.add_worksheet("本日"), looks)
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    book.close()
    steady(tidied(data.getvalue()), target)


def front(page, looks):
    """The page itself: A4 portrait, one sheet of paper."""
    page.set_paper(9)
    page.set_margins(left=12 / 25.4, right=12 / 25.4, top=15 / 25.4, bottom=15 / 25.4)
    page.set_footer(f'&L&"{FONT}"&8{PAGE}&R&"{FONT}"&8&P / 1', {"margin": 0.3})
    page.center_horizontally()
    page.hide_gridlines(2)
    for number, width in enumerate(COLUMNS):
        page.set_column_pixels(number, number, pixels(width))
    put = Pen(page, looks, LAST)
    head(put, looks)
    for name, title, columns in BLOCKS:
        block(put, page, looks, name, title, columns)
    foot(put, looks)
    page.print_area(0, 0, put.at - 1, LAST)
    page.fit_to_pages(1, 1)
    page.freeze_panes(2, 0)


def head(put, looks):
    """Title, moment and addressee; below the rule the conclusion and what it comes from."""
    put.row(27)
    put.text(0, "{{ stamp }}{{ title }}", looks.title)
    put.text(LAST, "{{ project.short }}", looks(11, bold=True, font_color=NAVY, align="right"))
    put.row(14)
    put.text(LAST, "{{ address }}", looks(9, font_color=GREY, align="right"))
    put.rule(looks(9, top=5, top_color=NAVY), 4)
    put.row(22)
    put.text(0, "{{ headline.outcome }}", looks(14, bold=True, font_color=NAVY))
    put.row(17)
    put.text(0, "{{ headline.cause }}", looks(11, font_color=NAVY))
    put.row(11)
    put.text(0, "{{ stamp_reason }}", looks(8, bold=True, font_color="#9C1C1C"))


def block(put, page, looks, name, title, columns):
    """A list: its name and how many there are, heading row, the rows the paper has room for, and what did not fit."""
    put.headings((0, LAST, f"{title}  {{{{ {name}_head }}}}"))
    put.text(LAST, f"{{{{ {name}_note }}}}", looks(9, font_color=GREY, align="right", bottom=1, bottom_color=NAVY))
    put.row(ROW)
    put.band(0, LAST, looks.head())
    for column, heading, _, look in columns:
        put.text(column, heading, looks.head(**look))
    top = put.at
    for number in range(ROWS[name]):
        put.row(ROW)
        for column, _, field, look in columns:
            bold = {"bold": True} if field in ("effect", "why") else {}
            put.tag(column, f"{name}[{ROWS[name]}].{field}", looks(9, **look, **bold), first=number == 0)
    ruled(page, looks, top, put.at - 1, 0, LAST)
    put.space(4)


def foot(put, looks):
    put.rule(looks(8, top=1, top_color=NAVY), 3)
    for text in (
        "{{ footer.scope }}  {{ footer.definition }}  {{ footer.health }}",
        "{{ footer.workdays }}  {{ footer.source }}",
    ):
        put.row(12)
        put.text(0, text, looks(8, font_color=GREY))


def details(sheet, looks):
    """明細: every list of the page whole."""
    widths = (7, 11, 28, 9, 8, 13, 11, 10, 22, 12, 10, 20, 15)
    prepare(sheet, looks, "明細", widths, "{{ title }}  {{ moment }}", titles=(0, 1), page=PAGE)
    blank = ("", None)
    lists = (
        ("本日までの未了と、明日への影響", "all_undone[]", (
            ("優先", "no"), ("ID", "id"), ("内容", "what"), ("台帳", "kind"), ("重要度", "severity"), ("担当", "who"),
            ("期限", "due_date"), ("超過営業日", "late"), ("待っている明日のテスト", "tomorrow"), ("ほかに待つもの", "others"), blank,
            ("待っているテストすべて", "tests"), ("台帳のセル", "place"))),
        ("会議", "all_meetings[]", (
            ("時刻", "clock"), blank, ("会議", "name"), ("日付", "day"), blank, ("場所", "where"), blank, blank, ("出席者", "attendees"),
            ("不在", "away"), blank, ("資料", "documents"), ("台帳のセル", "place"))),
        ("テスト", "all_tests[]", (
            ("時刻", "clock"), ("ID", "id"), ("テスト", "title"), ("データ", "data"), ("環境", "environment"), ("実施者", "tester"),
            ("立会い", "looks_on"), ("開始", "can_start"), ("開始できない・要確認の理由", "why"), ("その担当", "owner"),
            ("見込日", "until_date"), ("前提条件", "precondition"), ("台帳のセル", "place"))),
        ("明日が期限・予定のもの", "all_due[]", (
            ("区分", "sort"), ("ID", "id"), ("内容", "what"), ("台帳", "kind"), ("重要度", "severity"), ("担当", "who"),
            ("期限", "due_date"), ("状態", "status"), blank, blank, blank, blank, ("台帳のセル", "place"))),
        ("回答待ち", "all_unanswered[]", (
            ("超過営業日", "late"), ("ID", "id"), ("内容", "what"), ("台帳", "kind"), blank, ("宛先", "who"), ("期限", "due_date"),
            ("状態", "status"), ("待っているもの", "waits_for"), ("依頼元", "requester"), blank, blank, ("台帳のセル", "place"))),
    )  # fmt: skip
    row = 3
    for title, name, fields in lists:
        sheet.set_row(row, 20)
        for column in range(len(widths)):
            sheet.write_blank(row, column, None, looks.heading)
        sheet.write_string(row, 0, title, looks.heading)
        listing(sheet, looks, row + 1, name, fields, wrapped=WRAPPED)
        row += 4


def today(sheet, looks):
    """本日: the day of each member, by time and gravity; the filter shows one person."""
    note = "時刻、重要度の順。担当の列のフィルターで1人分を表示できます"
    prepare(sheet, looks, "本日 {{ today_day }}", (12, 10, 24, 14, 50, 10, 12, 22), note, page=PAGE)
    fields = (("時刻", "clock"), ("区分", "sort"), ("担当", "who"), ("ID", "id"), ("件名", "title"), ("重要度", "severity"),
              ("期限", "due_date"), ("台帳のセル", "place"))  # fmt: skip
    listing(sheet, looks, 3, "today[]", fields, wrapped=WRAPPED)
    sheet.autofilter(3, 0, 4, len(fields) - 1)


if __name__ == "__main__":
    build()
