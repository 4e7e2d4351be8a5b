"""python -m tests.make.defects_template: report_templates/不具合方針.xlsx: the list (A4 landscape), the trees, 根拠."""

from pathlib import Path

from pmo_xl.plans.policy import DECIDABLE
from tests.make.daily_charts import GREY, NAVY, PALE, pixels
from tests.make.daily_sheets import evidence, evidence_ids, listing, prepare
from tests.make.meeting_pages import new_book, written

PAGE = "不具合方針"
TARGET = Path(__file__).parents[2] / "report_templates" / f"{PAGE}.xlsx"
CREAM = "#FFFBEA"
# heading, field, mm, look
COLUMNS = (
    ("No", "no", 7, {"align": "center"}),
    ("不具合ID", "id", 16, {}),
    ("事象", "title", 56, {}),
    ("重要度", "severity", 13, {"align": "center", "bold": True}),
    ("経過\n営業日", "age", 11, {"align": "center"}),
    ("影響テスト\n(直接+後続)", "tests", 18, {}),
    ("影響要件", "requirements", 17, {}),
    ("ベンダー", "vendor", 15, {}),
    ("回避策", "way_round", 23, {}),
    ("方針案", "proposal", 15, {"bold": True}),
    ("案の理由", "because", 25, {}),
    ("修正予定", "fix_day", 14, {"align": "center"}),
    ("最終修正\n期限", "last_fix", 14, {"align": "center", "bold": True}),
    ("決定", "decision", 15, {"bg_color": CREAM, "align": "center"}),
    ("決定者", "decided_by", 14, {"bg_color": CREAM, "align": "center"}),
)
HEADING = 3  # the row of the headings, counted from 0


def build(target=TARGET):
    data, book, looks = new_book(PAGE)
    front(book.add_worksheet(PAGE), looks)
    trees(book.add_worksheet("影響"), looks)
    details(book.add_worksheet("明細"), looks)
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    written(data, book, target)


def front(sheet, looks):
    """The list the meeting goes through, with room for what is decided; pages continue."""
    last = len(COLUMNS) - 1
    prepare(sheet, looks, "", (), "", titles=(HEADING, HEADING), page=PAGE)
    sheet.write_string(0, 0, "{{ stamp }}{{ title }}", looks.title)
    sheet.write_string(0, last, "{{ stamp_reason }}", looks(8, bold=True, font_color="#9C1C1C", align="right"))
    sheet.write_string(1, 0, "{{ headline.outcome }}", looks(12, bold=True, font_color=NAVY))
    sheet.write_string(1, last, "{{ address }}", looks(9, font_color=GREY, align="right"))
    sheet.write_string(2, 0, "{{ headline.cause }}", looks(10, font_color=NAVY))
    sheet.write_string(
        2, last, "決定は 修正・運用回避・仕様どおり・次期 から記入します", looks(8, font_color=GREY, align="right")
    )
    sheet.set_row(1, 18)
    sheet.set_row(2, 16)
    sheet.set_row(HEADING, 27)
    for column, (heading, field, width, look) in enumerate(COLUMNS):
        sheet.set_column_pixels(column, column, pixels(width))
        aligned = {"align": look["align"]} if "align" in look else {}
        filled = {"bg_color": CREAM if "bg_color" in look else PALE}
        sheet.write_string(HEADING, column, heading, looks.head(bold=True, text_wrap=True, **filled, **aligned))
        sheet.write_string(HEADING + 1, column, f"{{{{ defects[].{field} }}}}", looks.cell(text_wrap=True, **look))
    column = next(n for n, (_, field, *_) in enumerate(COLUMNS) if field == "decision")
    sheet.data_validation(HEADING + 1, column, HEADING + 1, column, {
        "validate": "list", "source": list(DECIDABLE), "error_type": "information",
        "input_title": "決定", "input_message": "選ぶか、ほかの言葉で書けます",
    })  # fmt: skip
    sheet.freeze_panes(HEADING + 1, 3)
    sheet.print_area(0, 0, HEADING + 1, last)


def trees(sheet, looks):
    """影響: below each critical defect the tests it touches, each below the one it comes after."""
    widths = (16, 9, 12, 62, 14, 12, 16, 26, 16)
    note = "致命の不具合ごとに、紐づくテスト(直接)と、それを先行とするテスト(後続)。同じテストは1回だけ載せます"
    prepare(sheet, looks, "影響 {{ moment }}", widths, note, page=PAGE)
    fields = (("段", "step"), ("区分", "sort"), ("ID", "id"), ("件名", "title"), ("状態・結果", "result"), ("予定", "planned_date"),
              ("担当", "tester"), ("要件", "requirements"), ("台帳のセル", "place"))  # fmt: skip
    listing(sheet, looks, 3, "tree[]", fields, wrapped={"title", "requirements"})


def details(sheet, looks):
    """明細: what the list has no room for."""
    widths = (6, 12, 44, 9, 12, 34, 40, 16)
    prepare(sheet, looks, "明細", widths, "{{ title }}  {{ moment }}", page=PAGE)
    fields = (("No", "no"), ("不具合ID", "id"), ("事象", "title"), ("重要度", "severity"), ("状態", "status"),
              ("回避策", "way_round"), ("台帳の対応方針", "action"), ("台帳のセル", "place"))  # fmt: skip
    listing(sheet, looks, 3, "defects[]", fields, wrapped={"title", "way_round", "action"})


if __name__ == "__main__":
    build()
