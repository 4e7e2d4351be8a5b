"""python -m tests.make.own_templates: docs/examples, a company's own look for 日次報告: its colour, its order, one more figure."""

import datetime as dt
import io
import shutil
from pathlib import Path

import xlsxwriter
from docx.oxml.ns import qn
from docx.shared import RGBColor

from tests.make.paper import new_paper, page_numbers, steady, table, text, write

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "examples"
EXCEL, WORD = FOLDER / "日次報告_自社の様式.xlsx", FOLDER / "日次報告_自社の様式.docx"
FONT = "游ゴシック"
GREEN, PALE, HAIR = "#0B5D4E", "#E6F0EE", "#B9CCC8"
FIGURES = (
    ("消化率", "metrics.execution_rate.text"),
    ("完了率", "metrics.completion_rate.text"),  # the figure the shipped page does not have
    ("{{ figures.second.label }}", "figures.second.value"),  # 完了見込, before a forecast can be made 必要消化
    ("期限超過課題", "metrics.overdue.text"),
)
SIGNALS = (("進捗", "progress"), ("品質", "quality"), ("課題", "issues"), ("体制", "resources"))
GRAPH_ROW = 3  # of グラフデータ, where the list begins


def build(excel=EXCEL, word=WORD):
    workbook(excel)
    document(word)


def project(folder):
    """The sample project in that folder, with the two as its own templates."""
    shutil.copytree(ROOT / "workbooks", folder, ignore=shutil.ignore_patterns("out"))
    shutil.copytree(FOLDER, folder / "templates")
    named = "".join(f'{file.suffix[1:]} = "templates/{file.name}"\n' for file in (EXCEL, WORD))
    with (folder / "pmo.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n[reports.daily]\n{named}")
    return folder


def workbook(target):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"title": "日次報告", "author": "PMO", "created": dt.datetime(2026, 1, 5, 9)})
    looks = Looks(book)
    page, graph = book.add_worksheet("日報"), book.add_worksheet("グラフデータ")
    graph.write_row(0, 0, ["グラフのもとになる数値"], looks.bold)
    graph.write_row(GRAPH_ROW - 1, 0, ["日付", "計画", "消化"], looks.head)
    for column, name in enumerate(("day", "planned", "executed")):
        graph.write(GRAPH_ROW, column, f"{{{{ graph[].{name} }}}}", looks.cell)
    front(book, page, looks)
    book.close()
    steady(data.getvalue(), target)


class Looks:
    """The few looks of the page."""

    def __init__(self, book):
        def look(size=10, **more):
            return book.add_format({"font_name": FONT, "font_size": size, "valign": "vcenter", **more})

        self.banner = look(18, bold=True, font_color="#FFFFFF", bg_color=GREEN, indent=1)
        self.bold = look(bold=True)
        self.heading = look(11, bold=True, font_color=GREEN, bottom=2, bottom_color=GREEN)
        self.head = look(9, bold=True, bg_color=PALE, border=1, border_color=HAIR, align="center")
        self.cell = look(border=1, border_color=HAIR, text_wrap=True)
        self.light = look(11, border=1, border_color=HAIR, align="center", shrink=True)
        self.big = look(15, bold=True, border=1, border_color=HAIR, align="center", shrink=True)
        self.line = look(text_wrap=True)
        self.small = look(8, font_color="#595959", text_wrap=True, valign="top")


def front(book, page, looks):
    """Tomorrow first, then the figures, the lights and the decisions: the order this company reads in."""
    page.set_paper(9)
    page.hide_gridlines(2)
    page.set_margins(left=0.47, right=0.47, top=0.59, bottom=0.59)
    page.set_footer(f'&L&"{FONT}"&8{{{{ project.name }}}}&R&"{FONT}"&8&P / &N')
    for column, width in enumerate((34, 19, 15, 20)):
        page.set_column(column, column, width)
    page.set_row(0, 34)
    page.merge_range("A1:D1", "{{ stamp }}{{ title }}　{{ project.name }}", looks.banner)
    page.merge_range("A2:D2", "{{ address }}", looks.line)
    page.set_row(2, 32)
    page.merge_range("A3:D3", "{{ headline.text }}", looks.bold)
    page.merge_range("A5:D5", "明日 {{ tomorrow_day }} の予定", looks.heading)
    for row in range(5, 10):
        page.merge_range(row, 0, row, 3, "{{ tomorrow[5].text }}" if row == 5 else "", looks.line)
    page.merge_range("A12:D12", "きょうの数字", looks.heading)
    page.set_row(13, 34)
    for column, (label, name) in enumerate(FIGURES):
        page.write(12, column, label, looks.head)
        page.write(13, column, f"{{{{ {name} }}}}", looks.big)
    page.merge_range("A16:D16", "信号", looks.heading)
    for column, (label, key) in enumerate(SIGNALS):
        page.write(16, column, label, looks.head)
        page.write(17, column, f"{{{{ signals.{key}.now }}}}（前回 {{{{ signals.{key}.previous }}}}）", looks.light)
    page.merge_range("A20:D20", "推移", looks.heading)
    curve = book.add_chart({"type": "line"})
    for column, color in ((1, "#7F7F7F"), (2, GREEN)):
        curve.add_series(
            {
                "name": ["グラフデータ", GRAPH_ROW - 1, column],
                "categories": ["グラフデータ", GRAPH_ROW, 0, GRAPH_ROW, 0],
                "values": ["グラフデータ", GRAPH_ROW, column, GRAPH_ROW, column],
                "line": {"color": color, "width": 2.25, "dash_type": "dash" if column == 1 else "solid"},
            }
        )
    curve.set_legend({"position": "top"})
    curve.set_size({"width": 640, "height": 210})
    page.insert_chart("A21", curve, {"description": "{{ trend.sentence }}", "x_offset": 4, "y_offset": 4})
    page.merge_range("A33:D33", "ご判断いただきたいこと", looks.heading)
    for column, label in enumerate(("内容", "どなたが", "いつまでに", "判断しないと")):
        page.write(33, column, label, looks.head)
        for row in range(34, 37):
            name = ("what", "who", "until", "otherwise")[column]
            page.write(row, column, f"{{{{ decisions[3].{name} }}}}" if row == 34 else None, looks.cell)
    for row in range(34, 37):
        page.set_row(row, 32)
    page.set_row(38, 40)
    page.merge_range("A39:D39", "{{ footer.text }}", looks.small)
    page.print_area(0, 0, 38, 3)
    page.fit_to_pages(1, 1)


def document(target):
    """The same page as a document, with a sentence that stands there only when a light is red."""
    paper = new_paper(margin_mm=20, body_pt=10)
    green = RGBColor.from_string(GREEN.removeprefix("#"))
    for style in ("Title", "Heading 1"):
        paper.styles[style].font.color.rgb = green
    page_numbers(paper, "{{ project.name }}", "{{ moment }}")
    paper.add_paragraph("{{ stamp }}{{ title }}", style="Title")
    text(paper.add_paragraph(), "{{ headline.text }}", bold=True)
    paper.add_paragraph("{%p if overall.color == 'red' %}")
    text(
        paper.add_paragraph(), "総合が赤です。本日中に対策会議を開きます。", bold=True, color=RGBColor(0xB0, 0x1E, 0x1E)
    )
    paper.add_paragraph("{%p endif %}")
    paper.add_heading("明日 {{ tomorrow_day }} の予定", 1)
    paper.add_paragraph("{%p for line in tomorrow %}")
    paper.add_paragraph("{{ line.text }}")
    paper.add_paragraph("{%p endfor %}")
    paper.add_heading("きょうの数字", 1)
    table(paper, [label for label, _ in FIGURES], [[f"{{{{ {name} }}}}" for _, name in FIGURES]], [42.5] * 4)
    paper.add_heading("ご判断いただきたいこと", 1)
    rows = ["{%tr for row in decisions %}", ["{{ row.what }}", "{{ row.who }}", "{{ row.until }}"], "{%tr endfor %}"]
    table(paper, ["内容", "どなたが", "いつまでに"], rows, [100, 40, 30])
    for shade in paper.element.body.iter(qn("w:shd")):
        if shade.get(qn("w:fill")) == "1F2A44":
            shade.set(qn("w:fill"), GREEN.removeprefix("#"))
    write(paper, target, "日次報告")


if __name__ == "__main__":
    build()
