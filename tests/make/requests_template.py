"""python -m tests.make.requests_template: report_templates/依頼一覧.xlsx (A4) and 連携マトリクス.xlsx (A4 landscape)."""

import datetime as dt
import io
from pathlib import Path

import xlsxwriter

from pmo_xl.reports.request_matrix import COLUMNS
from tests.make.check_template import FONT, GREY, HAIR, LINK, NAVY, PALE, RED, Looks, without_excels_name
from tests.make.paper import steady

TARGET = Path(__file__).parents[2] / "report_templates" / "依頼一覧.xlsx"
MATRIX = TARGET.with_name("連携マトリクス.xlsx")
GREEN, CREAM = "#2F5D50", "#FFFBEA"
# heading, field, width, alignment
LIST = (  # as wide as an A4 page at its full size: 9 pt stay 9 pt
    ("No", "no", 2.8, "center"),
    ("ID", "id", 5.6, "left"),
    ("内容", "title", 23.2, "left"),
    ("依頼元", "requester", 7.9, "left"),
    ("依頼日", "raised", 8.4, "center"),
    ("期限", "due", 8.4, "center"),
    ("超過\n営業日", "overdue", 4.6, "center"),
    ("状態", "status", 8.6, "left"),
    ("待っている\nもの", "waiting", 7.2, "left"),
    ("出所", "source", 6.6, "left"),
)
ANSWER = (
    ("回答", "answer", 34, "left"),
    ("回答日", "answered_on", 11, "center"),
    ("状態（ご記入）", "new_status", 13, "center"),
)
FIGURES = (
    ("依頼件数", "sent", "済んだものを含む、依頼した件数"),
    ("依頼中", "open", "まだ済んでいない件数"),
    ("期限超過", "overdue", "依頼中のうち、期限を過ぎた件数"),
    ("平均回答日数", "days", "依頼から回答（なければ完了）までの営業日の平均"),
)
PAIRS = (
    ("依頼元", "source", 16, "left"),
    ("依頼先", "target", 16, "left"),
    ("依頼\n件数", "sent", 6, "center"),
    ("依頼中", "open", 6, "center"),
    ("期限\n超過", "overdue", 6, "center"),
    ("回答\n件数", "answered", 6, "center"),
    ("平均\n営業日", "days", 7, "center"),
    ("依頼中のID", "open_ids", 34, "left"),
    ("期限超過のID", "overdue_ids", 18, "left"),
    ("依頼したもののID", "sent_ids", 34, "left"),
)
REQUESTS = (
    ("依頼元", "source", 14, "left"),
    ("依頼先", "target", 14, "left"),
    ("台帳", "kind", 7, "center"),
    ("ID", "id", 9, "left"),
    ("内容", "title", 40, "left"),
    ("依頼日", "raised", 10, "center"),
    ("期限", "due", 10, "center"),
    ("回答日", "answered", 10, "center"),
    ("回答まで\n営業日", "days", 8, "center"),
    ("超過\n営業日", "overdue", 7, "center"),
    ("状態", "status", 10, "left"),
    ("出所", "place", 16, "left"),
)
DAYS = ("raised", "due", "answered", "answered_on")


def build(target=TARGET):
    book, data = new_book("依頼一覧")
    looks, page = Looks(book), book.add_worksheet("依頼一覧")
    on_paper(page, "依頼一覧", landscape=False)
    last = len(LIST) - 1
    page.write("A1", "依頼一覧　{{ addressee }}", looks(16, bold=True, font_color=NAVY))
    page.write("A2", "{{ project.short }}　{{ moment }}　作成: {{ author }}", looks(9, font_color=GREY))
    page.write("A3", "{{ headline }}", looks(10, bold=True, font_color=NAVY))
    page.write("A4", "並び順: 超過営業日→期限→ID　{{ legend }}", looks(8, font_color=GREY))
    page.write("K1", "ご記入欄", looks(12, bold=True, font_color=GREEN))
    page.write("K2", "回答・回答日・状態をご記入のうえ、このままご返送ください。", looks(9, font_color=GREEN))
    page.write("K3", "行の並べ替え・削除をされても構いません。列は残してください。", looks(9, font_color=GREEN))
    for row, height in ((0, 26), (2, 20), (4, 28)):
        page.set_row(row, height)
    filled = {"bg_color": GREEN, "bold": True, "font_color": "#FFFFFF", "align": "center", "text_wrap": True,
              "border": 1, "border_color": GREEN}  # fmt: skip
    head(page, looks, 4, LIST, "requests")
    for number, (heading, field, width, align) in enumerate(ANSWER, len(LIST)):
        page.set_column(number, number, width)
        page.write(4, number, heading, looks(**filled))
        dated = {"num_format": "yyyy/mm/dd"} if field in DAYS else {}
        page.write(5, number, f"{{{{ requests[].{field} }}}}", looks.cell(align, bg_color=CREAM, **dated))
    key = len(LIST) + len(ANSWER)
    page.set_column(key, key, 26, None, {"hidden": True})
    page.write(4, key, "照合キー", looks(**filled))
    page.write(5, key, "{{ requests[].key }}", looks())
    page.data_validation(
        5, key - 1, 5, key - 1,
        {"validate": "list", "source": ["対応中", "回答済", "完了"], "error_type": "information",
         "input_title": "状態", "input_message": "いまの状態をお選びください（ほかの言葉も書けます）"},
    )  # fmt: skip
    page.conditional_format(
        5, 6, 5, 6, {"type": "formula", "criteria": "=$G6>=1", "format": looks.fill(bg_color=RED, bold=True)}
    )
    page.conditional_format(  # outside it names the ledger and leads nowhere
        5, 9, 5, 9, {"type": "formula", "criteria": '=OR($J6="ToDo",$J6="Q&A",$J6="課題",$J6="不具合")',
                     "format": looks.fill(font_color="#000000")},
    )  # fmt: skip
    page.write(7, 0, "{{ footer }}", looks(8, font_color=GREY))
    page.autofilter(4, 0, 5, key)
    page.freeze_panes(5, 3)
    page.repeat_rows(4)
    page.print_area(0, 0, 7, last)
    book.close()
    steady(without_excels_name(data.getvalue()), target)


def build_matrix(target=MATRIX):
    book, data = new_book("連携マトリクス")
    looks = Looks(book)
    page = book.add_worksheet("連携マトリクス")
    on_paper(page, "連携マトリクス", landscape=True)
    page.set_column(0, 0, 18)
    page.set_column(1, COLUMNS + 1, 9)
    page.write("A1", "連携マトリクス　誰が誰を待っているか", looks(16, bold=True, font_color=NAVY))
    page.write("A2", "{{ project.short }}　{{ moment }}　作成: {{ author }}", looks(9, font_color=GREY))
    page.write("A3", "{{ headline }}", looks(11, bold=True, font_color=NAVY))
    page.set_row(0, 28)
    page.set_row(2, 22)
    row = 4
    for title, figure, meaning in FIGURES:
        if figure == "overdue":
            page.set_h_pagebreaks([row])
        row = matrix_block(page, looks, row, title, figure, meaning)
    page.write(row, 0, "行は依頼元、列は依頼先です。対象IDは「対象ID」、1件ずつは「明細」にあります。"
                       "課題は状態にかかわらず数えます。", looks(8, font_color=GREY))  # fmt: skip
    page.write(row + 1, 0, "{{ footer }}", looks(8, font_color=GREY))
    page.print_area(0, 0, row + 1, COLUMNS + 1)
    page.freeze_panes(4, 1)
    for name, title, columns, rows in (
        ("対象ID", "対象ID（マトリクスの数字の内訳）", PAIRS, "pairs"),
        ("明細", "依頼の明細", REQUESTS, "requests"),
    ):
        sheet = book.add_worksheet(name)
        on_paper(sheet, f"連携マトリクス {name}", landscape=True)
        sheet.write("A1", title, looks(16, bold=True, font_color=NAVY))
        sheet.write("A2", "{{ project.short }}　{{ moment }}", looks(9, font_color=GREY))
        sheet.set_row(0, 28)
        sheet.set_row(2, 28)
        head(sheet, looks, 2, columns, rows)
        sheet.autofilter(2, 0, 3, len(columns) - 1)
        sheet.freeze_panes(3, 2)
        sheet.repeat_rows(2)
        sheet.print_area(0, 0, 3, len(columns) - 1)
    book.close()
    steady(without_excels_name(data.getvalue()), target)


def new_book(title):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "default_format_properties": {"font_name": FONT, "font_size": 11}}
    )
    book.set_properties({"title": title, "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    return book, data


def on_paper(page, title, *, landscape):
    if landscape:
        page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.47, right=0.47, top=0.59, bottom=0.59)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    page.set_footer(f'&L&"{FONT}"&8{title}&R&"{FONT}"&8&P / &N')


def head(page, looks, row, columns, name):
    """Headings, and below them the row that repeats."""
    for number, (heading, field, width, align) in enumerate(columns):
        page.set_column(number, number, width)
        page.write(row, number, heading, looks.head())
        more = {"num_format": "yyyy/mm/dd"} if field in DAYS and columns is not PAIRS else {}
        if heading == "出所":
            more |= {"font_color": LINK}
        page.write(
            row + 1,
            number,
            f"{{{{ {name}[].{field} }}}}",
            cell(looks, align, **more) if columns is LIST else looks.cell(align, **more),
        )


def cell(looks, align, **more):
    """A cell that gives all its width to the text."""
    return looks(align=align, valign="top", text_wrap=True, border=1, border_color=HAIR, **more)


def matrix_block(page, looks, row, title, figure, meaning):
    """One matrix: its title, the departments asked, and a row for every department that asks; the row below it."""
    page.write(row, 0, f"{title}　{meaning}", looks(11, bold=True, font_color=NAVY))
    page.write(row + 1, 0, "依頼元 ＼ 依頼先", looks.head())
    slots = [f"c{number}" for number in range(1, COLUMNS + 1)]
    page.write(row + 2, 0, f"{{{{ {figure}[].source }}}}", looks.cell("left"))
    page.set_row(row + 1, 28)
    for number, slot in enumerate([*slots, "total"], 1):
        page.write(row + 1, number, f"{{{{ columns.{slot} }}}}", looks.head())
        own = {"bold": True, "bg_color": PALE} if slot == "total" else {}
        page.write(row + 2, number, f"{{{{ {figure}[].{slot} }}}}", looks.cell("center", num_format="#,##0", **own))
    page.conditional_format(
        row + 2, 0, row + 2, COLUMNS + 1,
        {"type": "formula", "criteria": f'=$A{row + 3}="計"',
         "format": looks.fill(bold=True, bg_color=PALE, top=1, top_color=NAVY, bottom=1, bottom_color=HAIR,
                              left=1, left_color=HAIR, right=1, right_color=HAIR)},
    )  # fmt: skip
    if figure == "overdue":
        page.conditional_format(
            row + 2, 1, row + 2, COLUMNS,
            {"type": "cell", "criteria": ">=", "value": 1, "format": looks.fill(bg_color=RED, bold=True)},
        )  # fmt: skip
    return row + 4


if __name__ == "__main__":
    build()
    build_matrix()
