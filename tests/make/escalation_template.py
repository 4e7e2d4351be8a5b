"""python -m tests.make.escalation_template: report_templates/エスカレーション一覧.xlsx, A4 landscape."""

import datetime as dt
import io
from pathlib import Path

import xlsxwriter

from tests.make.paper import steady

TARGET = Path(__file__).parents[2] / "report_templates" / "エスカレーション一覧.xlsx"
FONT = "游ゴシック"
NAVY, HAIR, PALE, GREY = "#1F2A44", "#C9CED8", "#EEF1F6", "#595959"
COLUMNS = (
    ("No", "no", 4, "center"),
    ("件名", "title", 24, "left"),
    ("求める判断", "ask", 24, "left"),
    ("宛先", "to", 11, "left"),
    ("判断期限", "decide_by", 10, "center"),
    ("重要度", "rank", 6, "center"),
    ("超過\n営業日", "overdue", 6, "center"),
    ("影響", "impact", 17, "left"),
    ("担当", "owner", 9, "left"),
    ("台帳ID", "id", 8, "left"),
    ("発火条件", "condition", 16, "left"),
    ("前回から\nの変化", "state", 7.5, "center"),
)


def build(target=TARGET):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"title": "エスカレーション一覧", "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    formats = Formats(book)
    page = sheet(book, formats, "エスカレーション一覧")
    page.write("A1", "エスカレーション一覧", formats.title)
    page.merge_range("A2:L2", "{{ project.name }}　{{ as_of }}現在　作成: {{ author }}", formats.small)
    page.merge_range("A3:L3", "{{ headline }}", formats.headline)
    listing(page, formats, row=4, name="first[]")
    after = 6  # the list grows: what stands below moves down with it
    page.merge_range(after, 0, after, 11, "{{ note }}", formats.small)
    page.merge_range(
        after + 1, 0, after + 1, 11,
        "並び順: 判断期限→重要度→待ちテスト件数。【要確認】は台帳に記入がない項目です。前回比: 新規{{ new }}件・継続{{ continuing }}件・解消{{ settled }}件",
        formats.small,
    )  # fmt: skip
    page.print_area(0, 0, after + 1, 11)
    page.fit_to_pages(1, 1)

    whole = sheet(book, formats, "全件")
    whole.write("A1", "エスカレーション 全件", formats.title)
    whole.merge_range("A2:L2", "{{ project.name }}　{{ as_of }}現在　{{ count }}件", formats.small)
    listing(whole, formats, row=3, name="items[]")
    whole.repeat_rows(3)
    whole.freeze_panes(4, 0)
    whole.fit_to_pages(1, 0)

    gone = sheet(book, formats, "解消")
    gone.write("A1", "前回から解消したもの", formats.title)
    gone.merge_range("A2:L2", "{{ project.name }}　{{ as_of }}現在　{{ settled }}件", formats.small)
    listing(gone, formats, row=3, name="settled_items[]")
    gone.repeat_rows(3)
    gone.fit_to_pages(1, 0)
    book.close()
    steady(data.getvalue(), target)


class Formats:
    """The few looks the sheets are made of."""

    def __init__(self, book):
        base = {"font_name": FONT, "valign": "vcenter"}
        self.title = book.add_format({**base, "font_size": 16, "bold": True, "font_color": NAVY})
        self.small = book.add_format({**base, "font_size": 9, "font_color": GREY})
        self.headline = book.add_format({**base, "font_size": 11, "bold": True, "font_color": NAVY, "text_wrap": True})
        self.head = book.add_format(
            {**base, "font_size": 9, "bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "align": "center",
             "text_wrap": True, "border": 1, "border_color": NAVY}
        )  # fmt: skip
        self._book, self._base, self._cells = book, base, {}

    def cell(self, align, name):
        """The look of a list's cell: dates by number format, links underlined, numbers to the right."""
        if (align, name) not in self._cells:
            look = {**self._base, "font_size": 9, "align": align, "text_wrap": True, "border": 1,
                    "border_color": HAIR, "valign": "top", "indent": int(align == "left")}  # fmt: skip
            if name == "decide_by":
                look["num_format"] = "yyyy/mm/dd"
            if name == "id":
                look |= {"font_color": "#0B5394", "underline": 1}
            self._cells[align, name] = self._book.add_format(look)
        return self._cells[align, name]


def sheet(book, formats, name):
    made = book.add_worksheet(name)
    made.set_landscape()
    made.set_paper(9)
    made.set_margins(left=0.47, right=0.47, top=0.59, bottom=0.59)
    made.hide_gridlines(2)
    made.set_footer(f'&L&"{FONT}"&8エスカレーション一覧&R&"{FONT}"&8&P / &N')
    for number, (_, _, width, _) in enumerate(COLUMNS):
        made.set_column(number, number, width)
    made.set_row(0, 26)
    made.set_row(2, 22)
    return made


def listing(made, formats, row, name):
    made.set_row(row, 30)
    for number, (heading, field, _, align) in enumerate(COLUMNS):
        made.write(row, number, heading, formats.head)
        made.write(row + 1, number, f"{{{{ {name}.{field} }}}}", formats.cell(align, field))


if __name__ == "__main__":
    build()
