"""python -m tests.make.reconcile_template: report_templates/二台帳突合.xlsx: one page, behind it every line, and 根拠."""

from pathlib import Path

from pmo_xl.reports.reconcile_lists import SECTIONS, TALL
from tests.make.daily_charts import GREY, HAIR, NAVY
from tests.make.daily_sheets import evidence, evidence_ids, listing, prepare
from tests.make.meeting_pages import CENTER, cards, foot, head, new_book, new_page, written

PAGE = "二台帳突合"
TARGET = Path(__file__).parents[2] / "report_templates" / f"{PAGE}.xlsx"
SMALLER = {"shrink": True}  # an id is never cut
# heading, field, mm, look
COLUMNS = (
    ("自社ID", "user_id", 18, SMALLER),
    ("相手ID", "vendor_id", 18, SMALLER),
    ("件名", "title", 38, {}),
    ("項目", "item", 12, {}),
    ("ユーザー側", "user", 31, {}),
    ("ベンダー側", "vendor", 31, {}),
    ("動く側", "mover", 16, {"bold": True}),
    ("更新日\n自社", "user_updated", 11, CENTER),
    ("更新日\n相手", "vendor_updated", 11, CENTER),
)
LAST = len(COLUMNS) - 1
ROW = 11.2
CARDS = ((0, 1, "both"), (2, 2, "alone"), (3, 5, "differ"), (6, 8, "waiting"))
UNDER = {"bottom": 1, "bottom_color": NAVY}
WRAPPED = {"title", "user", "vendor", "user_id", "vendor_id", "section"}


def build(target=TARGET):
    data, book, looks = new_book(PAGE)
    front(book.add_worksheet(PAGE), looks)
    everything(book.add_worksheet("一覧"), looks)
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    written(data, book, target)


def front(page, looks):
    """The page itself: A4 portrait, one sheet of paper; the sections follow each other, each as long as it is."""
    put = new_page(page, looks, [width for _, _, width, _ in COLUMNS], PAGE)
    head(put, looks, 13)
    cards(put, looks, CARDS)
    put.row(11)
    put.text(0, "{{ compared }}", looks.quiet)
    put.row(20)
    for column, (heading, _, _, look) in enumerate(COLUMNS):
        aligned = {"align": look["align"]} if "align" in look else {}
        put.text(column, heading, looks(8, font_color=GREY, bottom=1, bottom_color=HAIR, text_wrap=True, **aligned))
    for section, title in SECTIONS.items():
        lines = TALL.get(section, 1)
        put.row(13)
        put.under((0, LAST, f"{title}  {{{{ {section}_head }}}}"))
        put.text(LAST, f"{{{{ {section}_note }}}}", looks(9, font_color=GREY, **UNDER, align="right"))
        put.row(ROW if lines == 1 else 12 * lines)
        for column, (_, field, _, look) in enumerate(COLUMNS):
            wrapped = {"text_wrap": True} if lines > 1 and field in ("title", "user", "vendor") else {}
            put.text(column, f"{{{{ {section}[].{field} }}}}", looks.cell(**look, **wrapped))
    put.space(2)
    for field in ("left_out", "confirming"):
        put.row(ROW)
        put.text(0, f"{{{{ {field} }}}}", looks.quiet)
    foot(put, looks)
    page.print_area(0, 0, put.at - 1, LAST)
    page.fit_to_pages(1, 1)
    page.freeze_panes(2, 0)


def everything(sheet, looks):
    """一覧: every line whole, with the cells of both ledgers."""
    widths = (23, 7, 11, 11, 30, 7, 27, 27, 11, 12, 12, 8, 11, 27, 27)
    note = "区分・重要度・期限の順。□同じ □別 は確かめる欄です。同じものは対応表に両方のIDを書きます"
    prepare(sheet, looks, "一覧 {{ moment }}", widths, note, page=PAGE)
    fields = (("区分", "section"), ("台帳", "kind"), ("自社ID", "user_id"), ("相手ID", "vendor_id"), ("件名", "title"),
              ("項目", "item"), ("ユーザー側", "user"), ("ベンダー側", "vendor"), ("動く側", "mover"),
              ("更新日(自社)", "user_updated"), ("更新日(相手)", "vendor_updated"), ("重要度", "severity"), ("期限", "due"),
              ("自社のセル", "user_place"), ("相手のセル", "vendor_place"))  # fmt: skip
    listing(sheet, looks, 3, "rows[]", fields, wrapped=WRAPPED, figures=frozenset())
    looks_of = {"user_updated": DAY, "vendor_updated": DAY, "due": DAY, "user_place": LINK, "vendor_place": LINK}
    for column, (_, field) in enumerate(fields):
        if field in looks_of:
            sheet.write_string(4, column, f"{{{{ rows[].{field} }}}}", looks.cell(**looks_of[field]))
    sheet.autofilter(3, 0, 4, len(fields) - 1)


DAY = {"num_format": "yyyy/mm/dd", "align": "left"}
LINK = {"font_color": "#0B5394", "underline": 1, "text_wrap": True}


if __name__ == "__main__":
    build()
