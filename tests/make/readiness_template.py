"""python -m tests.make.readiness_template: report_templates/稼働判定.xlsx: one page, and behind it the lists and 根拠."""

from pathlib import Path

from pmo_xl.reports.readiness_lists import ROWS
from tests.make.daily_charts import GREY, PALE
from tests.make.daily_sheets import evidence, evidence_ids, listing, prepare
from tests.make.meeting_pages import CENTER, block, foot, head, heading, new_book, new_page, side_by_side, written

PAGE = "稼働判定"
TARGET = Path(__file__).parents[2] / "report_templates" / f"{PAGE}.xlsx"
COLUMNS = (18, 29, 13, 17, 13, 4, 17, 17, 16, 24, 18)  # mm; F is the gutter between two lists
LAST = len(COLUMNS) - 1
ROW = 11.2
BOLD, RIGHT = {"bold": True}, {"align": "right"}
CHOICES = "□ 可　　　　□ 条件付き可　　　　□ 否"
CRITERIA = ("criteria", "判定基準", (
    (0, "基準", "name", {}), (2, "目標", "target", RIGHT), (3, "実績", "actual", RIGHT), (4, "判定", "mark", CENTER | BOLD),
    (6, "根拠キー", "key", {}), (7, "残り・理由", "remark", {})))  # fmt: skip
OPEN = ("open_items", "残課題", (
    (0, "ID", "id", {}), (1, "内容", "title", {}), (4, "重要度", "severity", CENTER), (5, "区分", "standing", {}),
    (7, "修正見込", "until", {}), (8, "回避策", "workaround", {}), (10, "担当", "owner", {})))  # fmt: skip
LOADS = ("loads", "手動対応の負荷", (
    (0, "部署", "department", {}), (2, "時間/月", "hours", RIGHT), (3, "能力", "capacity", RIGHT),
    (4, "負荷率", "share", RIGHT | BOLD)))  # fmt: skip
LACKING = ("lacking", "記入の足りない手動対応", (
    (6, "ID", "id", {}), (7, "業務", "title", {}), (9, "未記入", "missing", {})))  # fmt: skip
CONDITIONS = ("conditions", "条件付き稼働とする場合の条件(案)", (
    (0, "ID", "id", {}), (1, "条件", "text", {}), (7, "期限", "until", BOLD), (8, "責任者", "owner", {}),
    (10, "採否", "adopted", CENTER)))  # fmt: skip
SIGNED = (((0, 1), "{{ to }}"), ((2, 4), "業務責任者"), ((6, 8), "システム責任者"), ((9, 10), "{{ author }}"))
WRAPPED = {"title", "text", "workaround", "action", "steps", "begins", "ends", "missing", "department"}


def build(target=TARGET):
    data, book, looks = new_book(PAGE)
    front(book.add_worksheet(PAGE), looks)
    open_items(book.add_worksheet("残課題一覧"), looks)
    by_hand(book.add_worksheet("手動対応"), looks)
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    written(data, book, target)


def front(page, looks):
    """The page itself: A4 portrait, one sheet of paper; the verdict and the signatures are left to people."""
    put = new_page(page, looks, COLUMNS, PAGE)
    head(put, looks, 13)
    block(put, looks, CRITERIA, (0, LAST), ROWS, ROW)
    boxed(page, looks, put.at + 2, ROWS["open_items"], 0, LAST, "$F{}")
    block(put, looks, OPEN, (0, LAST), ROWS, ROW)
    boxed(page, looks, put.at + 2, ROWS["loads"], 0, 4, "$A{}")
    side_by_side(put, looks, ROWS, ROW, ((LOADS,), (0, 4)), ((LACKING,), (6, LAST)), close=False)
    put.row(ROW)
    put.text(0, "{{ manual_line }}", looks.quiet)
    put.space(3)
    lines(page, looks, put.at + 2, ROWS["conditions"])
    block(put, looks, CONDITIONS, (0, LAST), ROWS, ROW)
    verdict(put, looks)
    foot(put, looks)
    page.print_area(0, 0, put.at - 1, LAST)
    page.fit_to_pages(1, 1)
    page.freeze_panes(2, 0)


def boxed(page, looks, top, rows, first, last, key):
    """A frame and bold words around each row that begins with 【 in its column `key`."""
    bottom = top + rows - 1
    rule = f'=LEFT({key.format(top + 1)},1)="【"'
    frame = {"bold": True, "top": 1, "top_color": "#000000", "bottom": 1, "bottom_color": "#000000", "bg_color": PALE}
    edges = ((first, first, {"left": 1, "left_color": "#000000"}), (first + 1, last - 1, {}),
             (last, last, {"right": 1, "right_color": "#000000"}))  # fmt: skip
    for begin, end, edge in edges:
        look = looks.rule(**frame, **edge)
        page.conditional_format(top, begin, bottom, end, {"type": "formula", "criteria": rule, "format": look})


def lines(page, looks, top, rows):
    """Lines to write on, under every row."""
    page.conditional_format(
        top, 0, top + rows - 1, LAST, {"type": "formula", "criteria": "=TRUE", "format": looks.hairline}
    )


def verdict(put, looks):
    """判定: boxes to tick and lines to sign; no field of the product leads here."""
    put.row(14.5)
    put.under((0, LAST, "判定(会議で記入します)"))
    put.row(22)
    put.text(0, CHOICES, looks(13, bold=True))
    put.text(8, "判定日　　　　　年　　　月　　　日", looks(9))
    put.row(12)
    for (first, last), who in SIGNED:
        frame(put, first, last, who, looks, size=9, font_color=GREY, bg_color=PALE)
    put.row(32)
    for (first, last), _ in SIGNED:
        frame(put, first, last, "", looks, size=9)
    put.space(3)


def frame(put, first, last, text, looks, **look):
    """A box over several columns, not merged."""
    for column in range(first, last + 1):
        sides = {"top": 1, "top_color": GREY, "bottom": 1, "bottom_color": GREY}
        sides |= {"left": 1, "left_color": GREY} if column == first else {}
        sides |= {"right": 1, "right_color": GREY} if column == last else {}
        put.text(column, text if column == first else "", looks(**look, **sides))


def open_items(sheet, looks):
    """残課題一覧: every open defect and issue, those with no answer first; below it every condition."""
    widths = (6, 8, 12, 44, 9, 12, 16, 13, 34, 30, 14, 16)
    note = "枠で囲んだ【 】は、稼働後に残るのに回避策も決定もないものです"
    prepare(sheet, looks, "残課題一覧 {{ moment }}", widths, note, page=PAGE)
    fields = (("順", "no"), ("種類", "kind"), ("ID", "id"), ("内容", "title"), ("重要度", "severity"), ("状態", "status"),
              ("区分", "standing"), ("修正見込", "until_date"), ("回避策", "workaround"), ("台帳の対応方針", "action"),
              ("担当", "owner"), ("台帳のセル", "place"))  # fmt: skip
    boxed(sheet, looks, 4, 1, 0, len(fields) - 1, "$G{}")
    listing(sheet, looks, 3, "all_open_items[]", fields, wrapped=WRAPPED, figures=frozenset())
    sheet.autofilter(3, 0, 4, len(fields) - 1)
    heading(sheet, looks, 6, "条件付き稼働とする場合の条件(案)。採否・期限・責任者は会議で決めます", len(widths))
    blank = ("", None)
    fields = (("出所", "sort"), blank, ("ID", "id"), ("条件", "text"), blank, blank, blank, ("期限", "until_date"),
              ("責任者", "owner"))  # fmt: skip
    listing(sheet, looks, 7, "all_conditions[]", fields, wrapped=WRAPPED, figures=frozenset())


def by_hand(sheet, looks):
    """手動対応: the load of every department, and below it every job with what nobody has written about it."""
    widths = (12, 34, 10, 10, 10, 12, 34, 14, 14, 14, 16, 24)
    note = "能力は、体制表のその部署の人の稼働率の合計×[metrics] hours_per_month です"
    prepare(sheet, looks, "手動対応 {{ moment }}", widths, note, page=PAGE)
    figures = {"hours", "people", "capacity", "share", "count", "minutes"}
    fields = (
        ("", "mark"),
        ("部署", "department"),
        ("時間/月", "hours"),
        ("人数", "people"),
        ("能力", "capacity"),
        ("負荷率", "share"),
    )
    listing(sheet, looks, 3, "all_loads[]", fields, wrapped=WRAPPED, figures=figures)
    heading(sheet, looks, 6, "手動対応（運用回避）の全件", len(widths))
    fields = (("ID", "id"), ("業務", "title"), ("件数/月", "count"), ("分/件", "minutes"), ("", None), ("担当", "owner"),
              ("手順", "steps"), ("部署", "department"), ("開始条件", "begins"), ("終了条件", "ends"), ("対象", "related"),
              ("未記入", "missing"))  # fmt: skip
    listing(sheet, looks, 7, "all_jobs[]", fields, wrapped=WRAPPED, figures=figures)


if __name__ == "__main__":
    build()
