"""python -m tests.make.escalation_template: report_templates/エスカレーション一覧.xlsx, A4 landscape."""

import datetime as dt
import io
from pathlib import Path

import xlsxwriter

from tests.make.daily_sheets import evidence, evidence_ids
from tests.make.daily_workbook import Looks
from tests.make.paper import steady

PAGE = "エスカレーション一覧"
TARGET = Path(__file__).parents[2] / "report_templates" / "エスカレーション一覧.xlsx"
FONT = "游ゴシック"
NAVY, HAIR, PALE, GREY = "#1F2A44", "#C9CED8", "#EEF1F6", "#595959"
COLUMNS = (
    ("No", "no", 4, "center"),
    ("件名", "title", 26, "left"),
    ("求める判断", "ask", 28, "left"),
    ("宛先", "to", 11, "left"),
    ("判断期限", "decide_by", 10.5, "center"),
    ("重要度", "rank", 6, "center"),
    ("超過\n営業日", "overdue", 6, "center"),
    ("影響", "impact", 24, "left"),
    ("担当", "owner", 9, "left"),
    ("台帳ID", "id", 8, "left"),
    ("発火条件\n(いつから)", "condition", 21.5, "left"),
    ("前回から\nの変化", "state", 7.5, "center"),
)
MANUAL = (
    ("No", "no", 4, "center"),
    ("ID", "id", 8, "left"),
    ("業務", "title", 22, "left"),
    ("件数/月", "count", 8, "right"),
    ("分/件", "minutes", 8, "right"),
    ("月負荷\n(時間)", "hours", 9, "right"),
    ("手順", "steps", 24, "left"),
    ("担当", "owner", 10, "left"),
    ("部署", "department", 11, "left"),
    ("開始条件", "begins", 12, "left"),
    ("終了条件", "ends", 14, "left"),
    ("対象", "related", 9, "left"),
    ("未記入", "missing", 15, "left"),
)
LOADS = (
    ("部署", "department", "left"),
    ("月負荷(時間)", "hours", "right"),
    ("人数", "people", "right"),
    ("能力\n(時間)", "capacity", "right"),
    ("割合", "share", "right"),
    ("能力との比較", "mark", "left"),
)
BUDGET = (
    ("No", "no", 4, "center"),
    ("ID", "id", 9, "left"),
    ("件名", "title", 34, "left"),
    ("区分", "state", 12, "center"),
    ("金額(円)", "cost", 13, "right"),
    ("承認済 累計", "approved", 13, "right"),
    ("申請中 累計", "applied", 13, "right"),
    ("見込 累計", "foreseen", 13, "right"),
    ("日付", "day", 11, "center"),
    ("決定者", "who", 11, "left"),
    ("備考", "note", 20, "left"),
)
FOOTER = f'&L&"{FONT}"&8{{{{ footer.workdays }}}}  {{{{ footer.health }}}}\n{{{{ footer.source }}}}'
DAYS = ("decide_by", "day", "until", "due", "decided")
LINKS = ("id", "by", "question_id")
AMOUNTS = ("cost", "approved", "applied", "foreseen", "count")


def build(target=TARGET):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"title": PAGE, "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    formats, looks = Formats(book), Looks(book)
    front(book, formats)
    whole(book, formats, "全件", "エスカレーション 全件", "{{ count }}件", "items[]")
    whole(book, formats, "解消", "前回から解消したもの", "{{ settled }}件", "settled_items[]")
    manual(book, formats)
    budget(book, formats)
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    book.close()
    steady(data.getvalue(), target)


def front(book, formats):
    """The page for the owner: fifteen items on one sheet of paper."""
    last = len(COLUMNS) - 1
    page = sheet(book, formats, PAGE, COLUMNS)
    page.write("A1", "{{ stamp }}エスカレーション一覧", formats.title)
    page.merge_range("A2:L2", "{{ project.name }}　{{ moment }}　宛: {{ to }}　作成: {{ author }}", formats.small)
    page.merge_range("A3:L3", "{{ headline }}", formats.headline)
    listing(page, formats, 4, "first[]", COLUMNS)
    after = 6  # the list grows: what stands below moves down with it
    notes = (
        "{{ note }}",
        "{{ changes }}　並び順: 判断期限→重要度→待ちテスト件数。【要確認】は台帳に記入がない項目です。",
        "{{ manual_line }}",
        "追加予算: {{ budget_line }}",
        "{{ stamp_reason }}",
    )
    for row, words in enumerate(notes, after):
        page.set_row(row, 13)
        page.merge_range(row, 0, row, last, words, formats.small)
    page.center_horizontally()
    page.print_area(0, 0, after + len(notes) - 1, last)
    page.set_footer(FOOTER + f'&R&"{FONT}"&8&P / 1')
    page.fit_to_pages(1, 1)
    page.freeze_panes(5, 0)


def whole(book, formats, name, title, count, items):
    """A list in full, over as many pages as it takes."""
    page = sheet(book, formats, name, COLUMNS)
    page.write("A1", f"{{{{ stamp }}}}{title}", formats.title)
    page.merge_range("A2:L2", f"{{{{ project.name }}}}　{{{{ moment }}}}　{count}", formats.small)
    listing(page, formats, 3, items, COLUMNS)
    page.repeat_rows(3)
    page.freeze_panes(4, 0)
    page.fit_to_pages(1, 0)


def manual(book, formats):
    """運用回避一覧: each department's load beside what it can carry, and below it the jobs."""
    page = sheet(book, formats, "運用回避一覧", MANUAL)
    page.write("A1", "{{ stamp }}運用回避一覧", formats.title)
    page.merge_range("A2:M2", "{{ project.name }}　{{ moment }}", formats.small)
    page.merge_range("A3:M3", "{{ manual_line }}", formats.headline)
    page.write("A5", "部署別の負荷（月負荷＝件数/月×分/件÷60の合計）", formats.heading)
    page.set_row(5, 30)
    for column, (heading, field, align) in zip((1, 2, 3, 4, 5, 6), LOADS, strict=True):
        page.write(5, column, heading, formats.head)
        page.write(6, column, f"{{{{ manual_loads[].{field} }}}}", formats.cell(align, field))
    page.write("A9", "手動対応", formats.heading)
    listing(page, formats, 9, "manual[]", MANUAL)
    page.repeat_rows(9)
    page.fit_to_pages(1, 0)


def budget(book, formats):
    """追加予算台帳: a running total for each state, never one over two of them."""
    page = sheet(book, formats, "追加予算台帳", BUDGET)
    page.write("A1", "{{ stamp }}追加予算台帳", formats.title)
    page.merge_range("A2:K2", "{{ project.name }}　{{ moment }}", formats.small)
    page.merge_range("A3:K3", "{{ budget_line }}", formats.headline)
    listing(page, formats, 4, "budget[]", BUDGET)
    page.repeat_rows(4)
    page.freeze_panes(5, 0)
    page.fit_to_pages(1, 0)


class Formats:
    """The few looks the sheets are made of."""

    def __init__(self, book):
        base = {"font_name": FONT, "valign": "vcenter"}
        self.title = book.add_format({**base, "font_size": 16, "bold": True, "font_color": NAVY})
        self.small = book.add_format({**base, "font_size": 9, "font_color": GREY})
        self.headline = book.add_format({**base, "font_size": 11, "bold": True, "font_color": NAVY, "text_wrap": True})
        self.heading = book.add_format({**base, "font_size": 10, "bold": True, "font_color": NAVY})
        self.head = book.add_format(
            {**base, "font_size": 9, "bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "align": "center",
             "text_wrap": True, "border": 1, "border_color": NAVY}
        )  # fmt: skip
        self._book, self._base, self._cells = book, base, {}

    def cell(self, align, name):
        """The look of a list's cell: dates by number format, links underlined, numbers to the right."""
        if (align, name) not in self._cells:
            look = {**self._base, "font_size": 9, "align": align, "text_wrap": True, "border": 1,
                    "border_color": HAIR, "valign": "top", "indent": int(align != "center")}  # fmt: skip
            if name in DAYS:
                look["num_format"] = "yyyy/mm/dd"
            if name in AMOUNTS:
                look["num_format"] = "#,##0"
            if name == "hours":
                look["num_format"] = "#,##0.0"
            if name in LINKS:
                look |= {"font_color": "#0B5394", "underline": 1}
            self._cells[align, name] = self._book.add_format(look)
        return self._cells[align, name]


def sheet(book, formats, name, columns):
    made = book.add_worksheet(name)
    made.set_landscape()
    made.set_paper(9)
    made.set_margins(left=0.47, right=0.47, top=0.59, bottom=0.59)
    made.hide_gridlines(2)
    made.set_footer(FOOTER + f'&R&"{FONT}"&8&P / &N')
    for number, (_, _, width, _) in enumerate(columns):
        made.set_column(number, number, width)
    made.set_row(0, 26)
    made.set_row(2, 22)
    return made


def listing(made, formats, row, name, columns):
    made.set_row(row, 30)
    for number, (heading, field, _, align) in enumerate(columns):
        made.write(row, number, heading, formats.head)
        made.write(row + 1, number, f"{{{{ {name}.{field} }}}}", formats.cell(align, field))


if __name__ == "__main__":
    build()
