"""python -m tests.make.morning_template: report_templates/朝会.xlsx: one page, and behind it the lists and 根拠."""

from pathlib import Path

from pmo_xl.reports.morning_lists import ROWS
from tests.make.daily_sheets import evidence, evidence_ids, listing, prepare
from tests.make.meeting_pages import (
    CENTER,
    block,
    cards,
    foot,
    head,
    heading,
    new_book,
    new_page,
    side_by_side,
    written,
)

PAGE = "朝会"
TARGET = Path(__file__).parents[2] / "report_templates" / f"{PAGE}.xlsx"
COLUMNS = (18, 20, 17, 18, 18, 4, 20, 20, 14, 20, 17)  # mm; E–G hold the title, F is the gutter between two lists
LAST = len(COLUMNS) - 1
ROW = 11.6
CARDS = ((0, 1, "planned"), (2, 3, "carried"), (4, 6, "stopped"), (7, 8, "remaining"), (9, 10, "days_left"))
BOLD = {"bold": True}
TESTS = ("tests", "本日のテスト", (
    (0, "時間帯", "clock", {}), (1, "実施者", "tester", {}), (2, "システム", "system", {}), (3, "ID", "id", {}),
    (4, "テスト", "title", {}), (7, "データ準備", "data", {}), (8, "環境", "environment", CENTER), (9, "立会い", "looks_on", {}),
    (10, "開始", "can_start", CENTER | BOLD)))  # fmt: skip
STOPPED = ("stopped", "開始できない(本日と持越し)", (
    (0, "ID", "id", {}), (1, "妨げているもの", "why", BOLD), (3, "その担当", "owner", {}), (4, "見込日", "until", {})))  # fmt: skip
LEFT = ("left", "昨日の残", ((6, "ID", "id", {}), (7, "理由", "reason", {}), (10, "新予定日", "new_day", BOLD)))
FREE = ("free", "再開できる(阻害が解消)", (
    (0, "ID", "id", {}), (1, "解消したもの", "freed", {}), (3, "実施者", "tester", {}), (4, "予定日案", "day", BOLD)))  # fmt: skip
DECISIONS = ("decisions", "本日要判断", ((6, "ID", "id", {}), (7, "内容", "what", {}), (10, "どなたが", "who", {})))
TOPS = (
    "tops",
    "指摘(数値に影響)・役割",
    ((6, "宛先", "who", {}), (7, "指摘", "message", {}), (10, "ほか", "more", {})),
)
WRAPPED = {"what", "title", "why", "reason", "tests", "message", "figures", "otherwise", "who", "owner", "precondition", "said"}  # fmt: skip


def build(target=TARGET):
    data, book, looks = new_book(PAGE)
    front(book.add_worksheet(PAGE), looks)
    arrangement(book.add_worksheet("段取り"), looks)
    details(book.add_worksheet("明細"), looks)
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    written(data, book, target)


def front(page, looks):
    """The page itself: A4 portrait, one sheet of paper."""
    put = new_page(page, looks, COLUMNS, PAGE)
    head(put, looks)
    cards(put, looks, CARDS)
    block(put, looks, TESTS, (0, LAST), ROWS, ROW)
    side_by_side(put, looks, ROWS, ROW, ((STOPPED,), (0, 4)), ((LEFT,), (6, LAST)))
    side_by_side(put, looks, ROWS, ROW, ((FREE,), (0, 4)), ((DECISIONS, TOPS), (6, LAST)))
    foot(put, looks)
    page.print_area(0, 0, put.at - 1, LAST)
    page.fit_to_pages(1, 1)
    page.freeze_panes(2, 0)


def arrangement(sheet, looks):
    """段取り: the tests of the day whole, to be filtered by tester or system, and below them the roles to be set right."""
    widths = (13, 13, 12, 11, 40, 16, 9, 16, 8, 34, 26, 15)
    note = "本日の全テスト。役割は、実施=業務側、データ準備=開発側が取り決めです(体制表の側で判定)"
    prepare(sheet, looks, "段取り {{ moment }}", widths, note, page=PAGE)
    fields = (("時間帯", "clock"), ("実施者", "tester"), ("システム", "system"), ("ID", "id"), ("テスト", "title"), ("データ準備", "data"),
              ("環境", "environment"), ("立会い・担当社", "looks_on"), ("開始", "can_start"), ("開始できない・要確認の理由", "why"),
              ("前提条件", "precondition"), ("台帳のセル", "place"))  # fmt: skip
    listing(sheet, looks, 3, "all_tests[]", fields, wrapped=WRAPPED)
    sheet.autofilter(3, 0, 4, len(fields) - 1)
    blank = ("", None)
    heading(sheet, looks, 6, "役割の確認", len(widths))
    listing(sheet, looks, 7, "all_roles[]", (
        ("ID", "id"), blank, ("会社・部署", "org"), ("氏名", "who"), ("テスト", "title"), blank, blank, blank, blank,
        ("取り決めと違う役割", "said"), blank, ("台帳のセル", "place")), wrapped=WRAPPED)  # fmt: skip


def details(sheet, looks):
    """明細: every other list of the page whole."""
    widths = (12, 34, 12, 12, 36, 16, 12, 9, 34, 15)
    prepare(sheet, looks, "明細", widths, "{{ title }}  {{ moment }}", titles=(0, 1), page=PAGE)
    blank = ("", None)
    lists = (
        ("開始できない(本日と持越し)", "all_stopped[]", (
            ("ID", "id"), ("テスト", "title"), ("予定", "whose_day"), blank, ("妨げているもの", "why"), ("その担当", "owner"),
            ("見込日", "until_date"), ("後続", "waiting"), ("後続テスト", "tests"), ("台帳のセル", "place"))),
        ("昨日の残", "all_left[]", (
            ("ID", "id"), ("テスト", "title"), ("もとの予定日", "stood_date"), ("新予定日", "new_date"), ("理由", "reason"),
            ("実施者", "tester"), blank, blank, blank, ("台帳のセル", "place"))),
        ("再開できる(阻害が解消)", "all_free[]", (
            ("ID", "id"), ("テスト", "title"), ("予定日案", "day_date"), blank, ("解消した不具合", "freed"), ("実施者", "tester"), blank,
            blank, blank, ("台帳のセル", "place"))),
        ("本日要判断", "all_decisions[]", (
            ("ID", "id"), ("内容", "what"), ("区分", "sort"), ("重要度", "severity"), ("判断しないと", "otherwise"), ("どなたが", "who"),
            ("判断期限", "due_date"), ("待つテスト", "waiting"), blank, ("台帳のセル", "place"))),
        ("指摘(数値に影響): 宛先ごとにいちばん急ぐもの", "all_tops[]", (
            ("コード", "code"), ("指摘", "message"), ("ID", "id"), blank, ("影響する指標", "figures"), ("宛先", "who"), blank,
            ("ほか", "more"), blank, ("台帳のセル", "place"))),
    )  # fmt: skip
    row = 3
    for title, name, fields in lists:
        heading(sheet, looks, row, title, len(widths))
        listing(sheet, looks, row + 1, name, fields, wrapped=WRAPPED, figures=FIGURES)
        row += 4


FIGURES = {"waiting", "more"}


if __name__ == "__main__":
    build()
