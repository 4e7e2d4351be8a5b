"""report_templates/日次報告.xlsx: the page for executives, and behind it 明細, グラフデータ, 根拠, 根拠ID."""

import datetime as dt
import io

import xlsxwriter

from tests.make import daily_details
from tests.make.daily_charts import FONT, GREY, HAIR, NAVY, PALE, pixels, progress_bars, tidied, trend_chart
from tests.make.daily_sheets import evidence, evidence_ids, graph
from tests.make.paper import steady

RED, YELLOW, GREEN = "#F4B6B0", "#FFE699", "#C6E0B4"
SIGNALS = (
    ("progress", "進捗"),
    ("quality", "品質"),
    ("issues", "課題"),
    ("resources", "体制"),
)
# mm; A–D are the left half, E the gutter, F–L the right half
COLUMNS = (8.5, 11.25, 11.25, 66, 3, 28.5, 11, 8.8, 8.8, 8.8, 11.3, 8.8)
CARDS = ((0, 3, "first"), (5, 6, "second"), (7, 11, "third"))
LAST = len(COLUMNS) - 1
VENDORS = 7  # five, the others, the sum
LINES = 5
DECISIONS = 3
VENDOR_COLUMNS = (
    ("ベンダー", "vendor"),
    ("前回残", "previous"),
    ("新規", "new"),
    ("完了", "closed"),
    ("他", "moved"),
    ("残", "open"),
    ("遅れ", "overdue_fix"),
)


def build(target):
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
    book.set_properties({"title": "日次報告", "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    looks = Looks(book)
    page = book.add_worksheet("日次報告")
    front(book, page, looks)
    daily_details.details(book.add_worksheet("明細"), looks)
    daily_details.measures(book.add_worksheet("指標"), looks)
    graph(book.add_worksheet("グラフデータ"), looks)
    evidence(book.add_worksheet("根拠"), looks)
    evidence_ids(book.add_worksheet("根拠ID"), looks)
    book.close()
    steady(tidied(data.getvalue()), target)


class Looks:
    """The looks the workbook is made of, each made once."""

    def __init__(self, book):
        self._book, self._made = book, {}

    def __call__(self, size=9, **properties):
        key = (size, *sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": size, "valign": "vcenter"}
            self._made[key] = self._book.add_format(base | properties)
        return self._made[key]

    def fill(self, color):
        """The fill of a light: nothing but the colour, the text stays black."""
        if color not in self._made:
            self._made[color] = self._book.add_format({"bg_color": color, "font_color": "#000000"})
        return self._made[color]

    def rule(self, **properties):
        """What a conditional format changes: nothing but these."""
        key = ("rule", *sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    @property
    def hairline(self):
        if "hairline" not in self._made:
            self._made["hairline"] = self._book.add_format({"bottom": 1, "bottom_color": HAIR})
        return self._made["hairline"]

    @property
    def total(self):
        if "total" not in self._made:
            self._made["total"] = self._book.add_format({"bold": True, "top": 1, "top_color": NAVY})
        return self._made["total"]

    @property
    def title(self):
        return self(18, bold=True, font_color=NAVY)

    @property
    def quiet(self):
        return self(9, font_color=GREY)

    @property
    def heading(self):
        return self(10, bold=True, font_color=NAVY, bottom=1, bottom_color=NAVY)

    def head(self, **properties):
        return self(9, font_color=GREY, bottom=1, bottom_color=HAIR, **properties)

    def cell(self, **properties):
        return self(9, bottom=1, bottom_color=HAIR, **properties)


def front(book, page, looks):
    """The page itself: A4 portrait, one sheet of paper."""
    page.set_paper(9)
    page.set_margins(left=12 / 25.4, right=12 / 25.4, top=15 / 25.4, bottom=15 / 25.4)
    # one sheet of paper: with the other sheets printed behind it, &N would say 1 / 40
    page.set_footer(f'&L&"{FONT}"&8日次報告&R&"{FONT}"&8&P / 1', {"margin": 0.3})
    page.center_horizontally()
    page.hide_gridlines(2)
    for number, width in enumerate(COLUMNS):
        page.set_column_pixels(number, number, pixels(width))
    put = Pen(page, looks)
    head(put, page, looks)
    three_figures(put, book, page, looks)
    decisions(put, page, looks)
    signals_and_trend(put, book, page, looks)
    events_and_vendors(put, page, looks)
    foot(put, looks)
    page.print_area(0, 0, put.at - 1, LAST)
    page.fit_to_pages(1, 1)
    page.freeze_panes(2, 0)


def head(put, page, looks):
    """Title, moment and addressee; below the rule the overall light and its sentence."""
    put.row(27)
    put.text(0, "{{ stamp }}{{ title }}", looks.title)
    put.text(LAST, "{{ project.short }}", looks(11, bold=True, font_color=NAVY, align="right"))
    put.row(15)
    put.text(LAST, "{{ address }}", looks(9, font_color=GREY, align="right"))
    put.rule(looks(9, top=5, top_color=NAVY), 7)
    put.row(23)
    put.text(0, "総合", looks(9, bold=True, font_color=NAVY))
    put.band(1, 2, looks(14, bold=True, align="center_across"))
    put.text(1, "{{ overall.now }}", looks(14, bold=True, align="center_across"))
    put.text(3, "{{ headline.outcome }}", looks(14, bold=True, font_color=NAVY, indent=1))
    lights(page, looks, f"B{put.at}:C{put.at}", f"$B${put.at}")
    put.row(19)
    put.band(1, 2, looks(9, font_color=GREY, align="center_across"))
    put.text(1, "{{ overall.previous }}", looks(9, font_color=GREY, align="center_across"))
    put.text(3, "{{ headline.cause }}", looks(12, font_color=NAVY, indent=1))
    put.space(6)


def three_figures(put, book, page, looks):
    """A band of three cards, the first with bars of what is done and what was planned."""
    card = {"bg_color": PALE}
    lines = (
        (16, "label", {"size": 9, "bold": True, "font_color": GREY, "top": 2, "top_color": NAVY}),
        (29, "value", {"size": 20, "bold": True, "font_color": NAVY}),
        (14, "note", {"size": 9}),
        (14, "aside", {"size": 9}),
        (16, "change", {"size": 9, "font_color": GREY}),
    )
    for height, field, look in lines:
        put.row(height)
        for first, last, name in CARDS:
            put.band(first, last, looks(**card, **look))
            edge = {"left": 5, "left_color": "#FFFFFF"} if name == "third" else {}
            put.text(first, f"{{{{ figures.{name}.{field} }}}}", looks(**card, **look, **edge, indent=1))
    page.insert_chart(put.at - 4, 3, progress_bars(book), {"object_position": 1, "x_offset": 36,
                      "description": "消化率 {{ figures.first.value }}、{{ figures.first.note }}。値はシート「グラフデータ」にあります。"})  # fmt: skip
    put.space(7)


def decisions(put, page, looks):
    """What the owner is asked to decide: three rows, and a line for what did not fit."""
    put.headings((0, LAST, "ご判断いただきたいこと"))
    put.row(14)
    put.band(0, LAST, looks.head())
    put.text(0, "No", looks.head(align="center"))
    columns = ((1, "いつまでに"), (3, "内容"), (5, "どなたが"), (7, "判断しないと"))
    for column, text in columns:
        put.text(column, text, looks.head())
    top = put.at
    fields = ((0, "no", {"align": "center"}), (1, "until", {"bold": True}), (3, "what", {"text_wrap": True}),
              (5, "who", {}), (7, "otherwise", {}))  # fmt: skip
    for number in range(DECISIONS):
        put.row(31)
        for column, field, look in fields:
            put.tag(column, f"decisions[{DECISIONS}].{field}", looks(9, **look), first=number == 0)
    ruled(page, looks, top, put.at - 1, 0, LAST)
    put.row(13)
    put.text(1, "{{ decisions_note }}", looks.quiet)
    put.space(4)


def signals_and_trend(put, book, page, looks):
    """The four lights on the left; on the right the curve, or a small table while there are too few points."""
    put.headings((0, 3, "信号"), (5, LAST, "推移  {{ trend.title }}"))
    put.row(14)
    for column, text in enumerate(("", "今回", "前回", "理由")):
        put.text(column, text, looks.head(align="center") if column in (1, 2) else looks.head())
    put.text(5, "{{ trend.caption }}", looks(8, font_color=GREY))
    top = put.at
    table = ((5, "day"), (6, "thin"), (7, "dashed"), (9, "thick"), (11, "dotted"))
    for number, (key, name) in enumerate(SIGNALS):
        put.row(31)
        put.text(0, name, looks.cell(bold=True))
        put.text(1, f"{{{{ signals.{key}.now }}}}", looks.cell(bold=True, align="center"))
        put.text(2, f"{{{{ signals.{key}.previous }}}}", looks.cell(align="center", font_color=GREY))
        put.text(3, f"{{{{ signals.{key}.reason }}}}", looks.cell(text_wrap=True))
        for column, field in table:
            look = looks(8.5, align="right") if column > 5 else looks(8.5)
            put.tag(column, f"trend.table[{len(SIGNALS)}].{field}", look, first=number == 0)
    lights(page, looks, f"B{top + 1}:B{put.at}", f"$B{top + 1}")
    page.insert_chart(top, 5, trend_chart(book), {"object_position": 1,
                      "description": "{{ trend.title }}。{{ trend.sentence }}。値はシート「グラフデータ」にあります。"})  # fmt: skip
    put.space(7)


def events_and_vendors(put, page, looks):
    """Today and below it tomorrow on the left, defects by vendor on the right."""
    put.headings((0, 3, "本日のできごと"), (5, LAST, "ベンダー別 不具合"))
    top = put.at
    for number in range(2 * LINES + 3):  # two lists, each with a line for what did not fit, and a heading between them
        put.row(15.5)
        if number == LINES + 1:
            put.under((0, 3, "明日の予定  {{ tomorrow_day }}"))
        elif number < LINES:
            put.tag(0, f"events[{LINES}].text", looks(9), first=number == 0)
        elif number == LINES:
            put.text(0, "{{ events_note }}", looks.quiet)
        elif number < 2 * LINES + 2:
            put.tag(0, f"tomorrow[{LINES}].text", looks(9), first=number == LINES + 2)
        else:
            put.text(0, "{{ tomorrow_note }}", looks.quiet)
        if number == 0:
            put.text(5, "{{ vendors_caption }}", looks(8, font_color=GREY))
        elif number <= VENDORS + 1:
            vendor_row(put, looks, number - 1)
    ruled(page, looks, top + 2, top + VENDORS + 1, 5, LAST)


def vendor_row(put, looks, number):
    """The heading row of the vendors, or one of the rows kept free for them."""
    for column, (title, field) in enumerate(VENDOR_COLUMNS, 5):
        side = {"align": "right"} if column > 5 else {}
        if number == 0:
            put.text(column, title, looks.head(**side))
            continue
        bold = {"bold": True} if field == "open" else {}
        look = looks(9, num_format="#,##0", shrink=True, **side, **bold)
        put.tag(column, f"vendors[{VENDORS}].{field}", look, first=number == 1)


def foot(put, looks):
    """Why the figures are for reference only, if they are; what was counted, how, and from which files."""
    put.row(13)
    put.text(0, "{{ stamp_reason }}", looks(8, bold=True, font_color="#9C1C1C"))
    put.rule(looks(8, top=1, top_color=NAVY), 4)
    for text in (
        "{{ footer.scope }}  {{ footer.definition }}  {{ footer.health }}",
        "{{ footer.workdays }}  {{ footer.source }}",
    ):
        put.row(12)
        put.text(0, text, looks(8, font_color=GREY))


def ruled(page, looks, top, bottom, first, last, key=None):
    """A hairline under every row that is filled (in the column `key`, else its first); rows kept free stay white."""
    letter = chr(65 + (first if key is None else key))
    page.conditional_format(top, first, bottom, last, {
        "type": "formula", "criteria": f'=LEN(${letter}{top + 1})>0', "format": looks.hairline,
    })  # fmt: skip


def lights(page, looks, area, cell):
    """Fills by the light's word or mark; a project may call green 青, the marks stay."""
    for mark, word, color in (("●", "赤", RED), ("▲", "黄", YELLOW), ("○", "緑", GREEN)):
        rule = f'=OR(LEFT({cell},1)="{word}",RIGHT({cell},1)="{mark}")'
        page.conditional_format(area, {"type": "formula", "criteria": rule, "format": looks.fill(color)})


class Pen:
    """Writes the page from top to bottom; `at` is the number of rows written so far, `last` its last column."""

    def __init__(self, page, looks, last=LAST):
        self.page, self.looks, self.last, self.at = page, looks, last, 0

    def row(self, height):
        self.page.set_row(self.at, height)
        self.at += 1

    def space(self, height):
        self.row(height)

    def rule(self, look, height):
        self.row(height)
        self.band(0, self.last, look)

    def text(self, column, text, look):
        if text:
            self.page.write_string(self.at - 1, column, text, look)
        else:
            self.page.write_blank(self.at - 1, column, None, look)

    def band(self, first, last, look):
        for column in range(first, last + 1):
            self.page.write_blank(self.at - 1, column, None, look)

    def tag(self, column, name, look, *, first):
        """A tag in the first row of a block, the same look without text in the rows kept free for it."""
        self.text(column, f"{{{{ {name} }}}}" if first else None, look)

    def headings(self, *blocks):
        """A row of block headings."""
        self.row(17)
        self.under(*blocks)

    def under(self, *blocks):
        """Block headings in the row that was begun."""
        for first, last, text in blocks:
            self.band(first, last, self.looks.heading)
            self.text(first, text, self.looks.heading)
