"""report_templates/週次報告.xlsx: two pages for the steering committee, and behind them the lists, coverage and 根拠."""

import datetime as dt
import io

import xlsxwriter

from tests.make.daily_charts import FONT, GREY, NAVY, pixels, tidied, trend_chart
from tests.make.daily_sheets import evidence, evidence_ids
from tests.make.daily_workbook import Looks, Pen, lights, ruled
from tests.make.paper import steady
from tests.make.weekly_sheets import PAGE, coverage, details, graph, systems

SECOND = "週次報告(2)"
# mm; the first page: name, five days, and what stands beside them; the second: two halves and a gutter (E)
FIRST_COLUMNS = (14, 15, 15, 15, 15, 15, 16, 26, 15, 16, 24)
SECOND_COLUMNS = (14, 12, 43, 13, 3, 17, 44, 25, 15)
LIGHTS = ("overall", "progress", "quality", "issues", "resources")
FIGURES = ("execution_rate", "planned_execution_rate", "completion_rate", "forecast_date", "remaining", "defects_open",
           "overdue", "coverage_pass", "approved_rate")  # fmt: skip
ROWS = 8
COMING = 5
ROW, TWO_LINES = 14, 28
CORRECTIONS = 5
CHART = (91, 43)


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
    book.set_properties({"title": PAGE, "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    looks = Looks(book)
    first(book, book.add_worksheet(PAGE), looks)
    second(book.add_worksheet(SECOND), looks)
    details(book.add_worksheet("明細"), looks)
    coverage(book.add_worksheet("要件網羅"), looks)
    systems(book.add_worksheet("システム別"), looks)
    graph(book.add_worksheet("グラフデータ"), looks, "burn_up", "graph")
    graph(book.add_worksheet("グラフデータ2"), looks, "defect_curve", "graph_defects")
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    book.close()
    steady(tidied(data.getvalue()), target)


def paper(page, columns, number):
    """A4 portrait, one sheet of paper; both say which of the two they are."""
    page.set_paper(9)
    page.set_margins(left=12 / 25.4, right=12 / 25.4, top=15 / 25.4, bottom=15 / 25.4)
    page.set_start_page(number)
    page.set_footer(f'&L&"{FONT}"&8{PAGE}&R&"{FONT}"&8&P / 2', {"margin": 0.3})
    page.center_horizontally()
    page.hide_gridlines(2)
    for column, width in enumerate(columns):
        page.set_column_pixels(column, column, pixels(width))


def first(book, page, looks):
    """Lights of five days, figures now and a week ago, both curves, what hinders."""
    paper(page, FIRST_COLUMNS, 1)
    last = len(FIRST_COLUMNS) - 1
    put = Pen(page, looks, last)
    head(put, page, looks, last)
    light_days(put, page, looks, last)
    figures(put, page, looks, last)
    curves(put, book, page, looks, last)
    put.headings((0, last, "阻害要因と回避策"))
    block(put, page, looks, "blockers", (
        (0, "阻害要因", "what", {}), (4, "重要度", "severity", {"align": "center"}), (5, "待ち", "waiting", {"align": "right"}),
        (6, "回避策", "workaround", {"indent": 1}), (8, "修正予定", "until", {}), (9, "担当", "owner", {}),
    ), last=last)  # fmt: skip
    finish(put, page, last)


def head(put, page, looks, last):
    """Title, period and addressee; below the rule the overall light and its sentence."""
    put.row(27)
    put.text(0, "{{ stamp }}{{ title }}", looks.title)
    put.text(last, "{{ project.short }}", looks(11, bold=True, font_color=NAVY, align="right"))
    put.row(15)
    put.text(0, "対象期間 {{ period }}", looks(9, bold=True, font_color=NAVY))
    put.text(last, "{{ address }}", looks(9, font_color=GREY, align="right"))
    put.rule(looks(9, top=5, top_color=NAVY), 7)
    put.row(23)
    put.text(0, "総合", looks(9, bold=True, font_color=NAVY))
    put.text(1, "{{ overall.now }}", looks(14, bold=True, align="center"))
    put.text(2, "{{ headline.outcome }}", looks(14, bold=True, font_color=NAVY, indent=1))
    lights(page, looks, f"B{put.at}", f"$B${put.at}")
    put.row(17)
    put.text(2, "{{ headline.cause }}", looks(12, font_color=NAVY, indent=1))
    put.row(13)
    put.text(0, "{{ stamp_reason }}", looks(8, bold=True, font_color="#9C1C1C"))


def light_days(put, page, looks, last):
    """総合 and the four lights, five days side by side, today last and framed by its bold type."""
    put.headings((0, last, "信号(5営業日)"))
    put.row(14)
    put.band(0, last, looks.head())
    for day in range(1, 6):
        put.text(day, f"{{{{ days.d{day} }}}}", looks.head(align="center", bold=day == 5))
    put.text(6, "理由(本日)", looks.head(indent=1))
    top = put.at
    for key in LIGHTS:
        put.row(16.5)
        put.band(0, last, looks.cell())
        put.text(0, f"{{{{ lights.{key}.name }}}}", looks.cell(bold=True))
        for day in range(1, 6):
            put.text(day, f"{{{{ lights.{key}.d{day} }}}}", looks.cell(align="center", bold=day == 5))
        put.text(6, f"{{{{ lights.{key}.reason }}}}", looks.cell(indent=1))
    lights(page, looks, f"B{top + 1}:F{put.at}", f"B{top + 1}")
    put.space(6)


def figures(put, page, looks, last):
    """予実: nine figures now and a week ago, and a line on coverage."""
    put.headings((0, last, "予実"))
    columns = (
        (0, "指標", "name", {}),
        (3, "現在", "now", {"bold": True}),
        (6, "{{ since }}", "then", {}),
        (8, "変化", "note", {}),
    )
    put.row(14)
    put.band(0, last, looks.head())
    for column, title, _, _ in columns:
        put.text(column, title, looks.head())
    for key in FIGURES:
        put.row(15)
        put.band(0, last, looks.cell())
        for column, _, field, look in columns:
            put.text(column, f"{{{{ figures.{key}.{field} }}}}", looks.cell(**look))
    put.row(14)
    put.text(0, "{{ coverage_line }}", looks(9))
    put.space(5)


def curves(put, book, page, looks, last):
    """Burn-up on the left, defects on the right; a small table each while there are too few points."""
    put.headings((0, 5, "推移  {{ curves.burn_up.title }}"), (6, last, "{{ curves.defect_curve.title }}"))
    put.row(12)
    put.text(0, "{{ curves.burn_up.caption }}", looks(8, font_color=GREY))
    put.text(6, "{{ curves.defect_curve.caption }}", looks(8, font_color=GREY))
    top = put.at
    pens = ("day", "thin", "dashed", "thick", "dotted")
    for number in range(4):
        put.row(31)
        for left, name in ((0, "burn_up"), (6, "defect_curve")):
            for column, pen in enumerate(pens, left):
                look = looks(8.5, align="right") if column > left else looks(8.5)
                put.tag(column, f"curves.{name}.table[4].{pen}", look, first=number == 0)
    for column, name, sheet in ((0, "burn_up", "グラフデータ"), (6, "defect_curve", "グラフデータ2")):
        pens = ("thin", "dashed", "thick", "dotted") if name == "burn_up" else ("dashed", "thick", "dotted")
        page.insert_chart(top, column, trend_chart(book, pens, CHART, sheet), {"object_position": 1,
                          "description": f"{{{{ curves.{name}.title }}}}。{{{{ curves.{name}.caption }}}}。"})  # fmt: skip
    put.space(5)


def second(page, looks):
    """Risks, decisions made and pending, scope, next week, corrections."""
    paper(page, SECOND_COLUMNS, 2)
    last = len(SECOND_COLUMNS) - 1
    put = Pen(page, looks, last)
    put.row(20)
    put.text(0, "{{ stamp }}{{ title }}", looks(13, bold=True, font_color=NAVY))
    put.text(last, "{{ project.short }}  {{ moment }}", looks(9, font_color=GREY, align="right"))
    put.rule(looks(9, top=5, top_color=NAVY), 5)
    put.headings((0, last, "新規・変化のあったリスク"))
    block(put, page, looks, "risks", (
        (0, "リスク", "title", {}), (3, "重要度", "severity", {"align": "center"}), (5, "期限", "due", {}), (6, "変化", "change", {}),
        (7, "対応", "action", {}),
    ), last=last)  # fmt: skip
    put.headings((0, 3, "決定したこと"), (5, last, "ご判断いただきたいこと"))
    wrapped = {"text_wrap": True}
    beside(put, page, looks, last, ("decided", (
        (0, "ID", "id", {}), (1, "決定日", "day", {}), (2, "内容", "what", wrapped))), ("pending", (
        (5, "期限", "until", {"bold": True}), (6, "内容", "what", wrapped), (7, "どなたが", "who", {}))),
        ROWS, TWO_LINES)  # fmt: skip
    put.headings((0, 3, "範囲の変化"), (5, last, "来週の予定"))
    put.row(13)
    put.text(0, "{{ scope_line }}", looks(9, bold=True))
    put.text(5, "{{ coming_line }}", looks(9))
    beside(put, page, looks, last, ("scope", (
        (0, "区分", "what", {}), (2, "理由", "reason", {}), (3, "件数", "count", {"align": "right"}))), ("coming", (
        (5, "日付", "day", {}), (6, "件数", "work", {"shrink": True}), (7, "会議", "meetings", {}))), COMING)  # fmt: skip
    put.headings((0, last, "これまでに報告した数字の訂正"))
    for number in range(CORRECTIONS):
        put.row(ROW)
        put.tag(0, f"corrections[{CORRECTIONS}].text", looks(9), first=number == 0)
    put.row(12)
    put.text(0, "{{ corrections_note }}", looks.quiet)
    foot(put, looks)
    finish(put, page, last)


def block(put, page, looks, name, columns, *, last):
    """A list over the whole width: heading row, eight rows, a line for what did not fit."""
    put.row(14)
    put.band(0, last, looks.head())
    titles(put, looks, columns)
    top = put.at
    for number in range(ROWS):
        put.row(ROW)
        items(put, looks, name, ROWS, columns, first=number == 0)
    ruled(page, looks, top, put.at - 1, 0, last)
    put.row(12)
    put.text(0, f"{{{{ {name}_note }}}}", looks.quiet)
    put.space(4)


def beside(put, page, looks, last, left, right, right_rows, height=ROW):
    """Two lists side by side, each as high as the left one."""
    put.row(14)
    for first, end, (_, columns) in ((0, 3, left), (5, last, right)):
        put.band(first, end, looks.head())
        titles(put, looks, columns)
    top = put.at
    for number in range(ROWS):
        put.row(height)
        items(put, looks, left[0], ROWS, left[1], first=number == 0)
        if number < right_rows:
            items(put, looks, right[0], right_rows, right[1], first=number == 0)
    ruled(page, looks, top, put.at - 1, 0, 3)
    ruled(page, looks, top, top + right_rows - 1, 5, last)
    put.row(12)
    put.text(0, f"{{{{ {left[0]}_note }}}}", looks.quiet)
    if right_rows == ROWS:
        put.text(5, f"{{{{ {right[0]}_note }}}}", looks.quiet)
    put.space(4)


def titles(put, looks, columns):
    for column, title, _, look in columns:
        put.text(column, title, looks.head(**{name: look[name] for name in ("align", "indent") if name in look}))


def items(put, looks, name, rows, columns, *, first):
    for column, _, field, look in columns:
        put.tag(column, f"{name}[{rows}].{field}", looks(9, **look), first=first)


def foot(put, looks):
    put.rule(looks(8, top=1, top_color=NAVY), 4)
    for text in (
        "{{ footer.scope }}  {{ footer.definition }}  {{ footer.health }}",
        "{{ footer.workdays }}  {{ footer.source }}",
    ):
        put.row(12)
        put.text(0, text, looks(8, font_color=GREY))


def finish(put, page, last):
    page.print_area(0, 0, put.at - 1, last)
    page.fit_to_pages(1, 1)
    page.freeze_panes(2, 0)
