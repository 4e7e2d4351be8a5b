"""python -m tests.make.evening_template: report_templates/夕会.xlsx: one page, and behind it the lists and 根拠."""

from pathlib import Path

from pmo_xl.reports.evening_lists import ROWS
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

PAGE = "夕会"
TARGET = Path(__file__).parents[2] / "report_templates" / f"{PAGE}.xlsx"
COLUMNS = (18, 14, 20, 22, 17, 4, 25, 20, 13, 13, 20)  # mm; B–D hold a text, F is the gutter between two lists
LAST = len(COLUMNS) - 1
ROW = 11.2
CARDS = ((0, 1, "executed"), (2, 3, "found"), (4, 6, "unrun"), (7, 8, "unfit"), (9, 10, "tomorrow"))
BOLD = {"bold": True}
RESULTS = ("results", "本日の結果", (
    (0, "ID", "id", {}), (1, "テスト", "title", {}), (4, "結果", "result", BOLD), (6, "実施者", "tester", {}),
    (7, "不具合", "defect", {}), (8, "備考", "remarks", {})))  # fmt: skip
FOUND = ("found", "新規不具合", (
    (0, "ID", "id", {}), (1, "事象", "title", {}), (4, "重要度", "severity", BOLD), (6, "ベンダー", "vendor", {}),
    (7, "影響テスト", "waiting", {}), (8, "方針", "action", {})))  # fmt: skip
UNRUN = ("unrun", "未実施とリスケ案", (
    (0, "ID", "id", {}), (1, "理由([ ]はもとの予定日)", "reason", {}), (4, "日付案", "day", BOLD), (6, "担当", "who", {}),
    (7, "根拠", "basis", {}), (10, "承認", "approved", CENTER)))  # fmt: skip
UNFIT = ("unfit", "入らない件数と手当て", ((0, "件数", "count", BOLD), (1, "理由、どうすれば入るか", "what", {})))
PREPARE = (
    "prepare",
    "明日までに準備するもの",
    ((6, "ID", "id", {}), (7, "準備が未了", "what", {}), (10, "担当", "who", {})),
)
WRAPPED = {"title", "reason", "basis", "tests", "what", "why", "remarks", "action", "who", "other"}


def build(target=TARGET):
    data, book, looks = new_book(PAGE)
    front(book.add_worksheet(PAGE), looks)
    proposals(book.add_worksheet("リスケ案"), looks)
    details(book.add_worksheet("明細"), looks)
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    written(data, book, target)


def front(page, looks):
    """The page itself: A4 portrait, one sheet of paper."""
    put = new_page(page, looks, COLUMNS, PAGE)
    head(put, looks, 13)
    cards(put, looks, CARDS)
    block(put, looks, RESULTS, (0, LAST), ROWS, ROW, close=False)
    put.row(ROW)
    put.text(0, "{{ passed }}", looks.quiet)
    put.space(2)
    block(put, looks, FOUND, (0, LAST), ROWS, ROW)
    block(put, looks, UNRUN, (0, LAST), ROWS, ROW)
    side_by_side(put, looks, ROWS, ROW, ((UNFIT,), (0, 4)), ((PREPARE,), (6, LAST)))
    foot(put, looks)
    page.print_area(0, 0, put.at - 1, LAST)
    page.fit_to_pages(1, 1)
    page.freeze_panes(2, 0)


def proposals(sheet, looks):
    """リスケ案: every test that was not run with its new day, to be ticked off; below it what does not fit."""
    widths = (6, 10, 32, 11, 30, 8, 11, 12, 28, 20, 7, 22, 7, 14)
    note = "案は、休日・修正予定の翌営業日・先行テスト・実施者の1日の件数を守って置いています。決めるのは夕会です"
    prepare(sheet, looks, "リスケ案", widths, note, page=PAGE)
    fields = (("順", "no"), ("ID", "id"), ("テスト", "title"), ("もとの予定", "planned_date"), ("理由", "reason"), ("案", "proposal"),
              ("日付案", "proposed_date"), ("担当", "who"), ("根拠", "basis"), ("担当を替えるなら", "other"), ("後続", "waiting"),
              ("後続テスト", "tests"), ("承認", "approved"), ("台帳のセル", "place"))  # fmt: skip
    listing(sheet, looks, 3, "all_unrun[]", fields, wrapped=WRAPPED, figures={"waiting"})
    sheet.autofilter(3, 0, 4, len(fields) - 1)
    heading(
        sheet, looks, 6, "入らない件数と手当て(手当ては、それぞれ単独で足りることを置き直して確かめたもの)", len(widths)
    )
    listing(sheet, looks, 7, "all_unfit[]", (("件数", "count"), ("", None), ("理由、どうすれば入るか", "what")),
            wrapped=frozenset(), figures=frozenset())  # fmt: skip


def details(sheet, looks):
    """明細: every other list of the page whole."""
    widths = (12, 36, 10, 14, 16, 12, 34, 30, 15)
    prepare(sheet, looks, "明細", widths, "{{ title }}  {{ moment }}", titles=(0, 1), page=PAGE)
    blank = ("", None)
    lists = (
        ("本日の結果", "all_results[]", (
            ("ID", "id"), ("テスト", "title"), ("結果", "result"), ("実施者", "tester"), ("不具合", "defect"), ("区分", "sort"),
            ("備考", "remarks"), blank, ("台帳のセル", "place"))),
        ("新規不具合", "all_found[]", (
            ("ID", "id"), ("事象", "title"), ("重要度", "severity"), ("ベンダー", "vendor"), ("影響テスト", "waiting"),
            ("状態", "status"), ("方針", "action"), ("待っているテスト", "tests"), ("台帳のセル", "place"))),
        ("本日から延期したもの", "all_moved[]", (
            ("ID", "id"), ("テスト", "title"), blank, ("実施者", "tester"), ("新予定日", "planned_date"), blank, blank, blank,
            ("台帳のセル", "place"))),
        ("明日のテスト", "all_tomorrow[]", (
            ("ID", "id"), ("テスト", "title"), ("開始", "can_start"), ("実施者", "tester"), blank, blank,
            ("開始できない・要確認の理由", "why"), blank, ("台帳のセル", "place"))),
        ("明日までに準備するもの", "all_prepare[]", (
            ("ID", "id"), ("テスト", "title"), blank, ("担当", "who"), blank, blank, ("準備が未了", "what"), blank,
            ("台帳のセル", "place"))),
    )  # fmt: skip
    row = 3
    for title, name, fields in lists:
        heading(sheet, looks, row, title, len(widths))
        listing(sheet, looks, row + 1, name, fields, wrapped=WRAPPED, figures=frozenset())
        row += 4


if __name__ == "__main__":
    build()
