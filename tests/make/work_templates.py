"""python -m tests.make.work_templates: report_templates/作業報告.docx (a page a person) and 作業報告.xlsx (everybody)."""

import datetime as dt
import io
from pathlib import Path

import xlsxwriter
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from tests.make.daily_charts import FONT, GREY, NAVY, pixels, tidied
from tests.make.daily_sheets import evidence, evidence_ids, listing, prepare
from tests.make.daily_workbook import Looks, Pen
from tests.make.paper import GREY as WORD_GREY
from tests.make.paper import NAVY as WORD_NAVY
from tests.make.paper import RED, new_paper, page_numbers, steady, table, text, write

PAGE = "作業報告"
FOLDER = Path(__file__).parents[2] / "report_templates"
WIDTH_MM = 170
COLUMNS = (36, 33, 12, 19, 12, 12, 12, 14, 20, 11, 11)  # mm
PEOPLE = (
    ("担当", "name"), ("所属", "org"), ("完了", "closed"), ("テスト実施", "run"), ("承認", "approved"), ("新規", "new"), ("延期", "postponed"),
    ("逆戻り", "reversed"), ("その他の変更", "changed"), ("計", "total"), ("明日", "ahead"),
)  # fmt: skip


def build(folder=FOLDER):
    document(folder / f"{PAGE}.docx")
    workbook(folder / f"{PAGE}.xlsx")


def document(target):
    paper = new_paper(margin_mm=20, body_pt=10)
    page_numbers(paper, f"{{{{ stamp }}}}{{{{ project.short }}}}　{PAGE}", "{{ footer.workdays }}")
    text(paper.add_paragraph(style="Title"), f"{{{{ stamp }}}}{PAGE}　{{{{ name }}}}")
    line = paper.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    text(line, "{{ org }}", bold=True, color=WORD_NAVY)
    text(line, "\t{{ moment }}　下書き作成:{{ author }}", color=WORD_GREY, size=9)
    text(paper.add_paragraph(), "{{ summary }}", bold=True, color=WORD_NAVY, size=12)
    text(paper.add_paragraph(), "{{ basis }}　{{ footer.health }}", color=WORD_GREY, size=9)
    paper.add_paragraph("{%p if stamp_reason %}")
    text(paper.add_paragraph(), "{{ stamp_reason }}", bold=True, color=RED, size=9)
    paper.add_paragraph("{%p endif %}")
    paper.add_heading("行ったこと", 1)
    rows(paper, "done", ("区分", "台帳・ID", "件名", "変わった内容", "セル"), ("sort", "id", "title", "told", "cell"),
         (20, 29, 51, 41, 29))  # fmt: skip
    paper.add_heading("明日({{ tomorrow_day }})の予定", 1)
    rows(paper, "ahead", ("区分", "台帳・ID", "件名", "重要度"), ("sort", "id", "title", "severity"), (24, 29, 100, 17))
    paper.add_heading("所感・連絡事項(ご記入ください)", 1)
    made = table(paper, None, [[""]], [WIDTH_MM])
    made.rows[0].height = Mm(24)
    write(paper, target, PAGE)


def rows(paper, name, headings, fields, widths):
    """A table over a list, and the line for what did not fit."""
    made = table(
        paper,
        headings,
        [f"{{%tr for row in {name} %}}", [f"{{{{ row.{field} }}}}" for field in fields], "{%tr endfor %}"],
        widths,
    )
    for cell in made.rows[2].cells:
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(9)
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        cell.paragraphs[0].paragraph_format.line_spacing = 1.0
    paper.add_paragraph(f"{{%p if {name}_note %}}")
    text(paper.add_paragraph(), f"{{{{ {name}_note }}}}", color=WORD_GREY, size=9)
    paper.add_paragraph("{%p endif %}")


def workbook(target):
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
    overview(book.add_worksheet(PAGE), looks)
    details(book.add_worksheet("明細"), looks)
    evidence(book.add_worksheet("根拠"), looks, PAGE)
    evidence_ids(book.add_worksheet("根拠ID"), looks, PAGE)
    book.close()
    steady(tidied(data.getvalue()), target)


def overview(page, looks):
    """A line a person, how much was done of each sort."""
    last = len(COLUMNS) - 1
    page.set_paper(9)
    page.set_margins(left=12 / 25.4, right=12 / 25.4, top=15 / 25.4, bottom=15 / 25.4)
    page.set_footer(f'&L&"{FONT}"&8{PAGE}&R&"{FONT}"&8&P / &N', {"margin": 0.3})
    page.center_horizontally()
    page.hide_gridlines(2)
    for number, width in enumerate(COLUMNS):
        page.set_column_pixels(number, number, pixels(width))
    put = Pen(page, looks, last)
    put.row(27)
    put.text(0, "{{ stamp }}{{ title }}", looks.title)
    put.text(last, "{{ project.short }}", looks(11, bold=True, font_color=NAVY, align="right"))
    put.row(14)
    put.text(last, "{{ address }}", looks(9, font_color=GREY, align="right"))
    put.rule(looks(9, top=5, top_color=NAVY), 4)
    put.row(20)
    put.text(0, "{{ headline }}", looks(12, bold=True, font_color=NAVY))
    put.row(14)
    put.text(0, "{{ basis }}", looks(9, font_color=GREY))
    put.row(12)
    put.text(0, "{{ stamp_reason }}", looks(8, bold=True, font_color="#9C1C1C"))
    put.row(18)
    for column, (heading, field) in enumerate(PEOPLE):
        side = {} if field in ("name", "org") else {"align": "right"}
        put.text(column, heading, looks.head(bold=True, **side))
    page.repeat_rows(put.at - 1)
    put.row(16)
    for column, (_, field) in enumerate(PEOPLE):
        side = {"text_wrap": True} if field in ("name", "org") else {"align": "right", "num_format": "#,##0"}
        put.text(
            column, f"{{{{ people[].{field} }}}}", looks.cell(**side, **({"bold": True} if field == "total" else {}))
        )
    put.rule(looks(8), 6)
    for words in (
        "{{ footer.scope }}  {{ footer.definition }}  {{ footer.health }}",
        "{{ footer.workdays }}  {{ footer.source }}",
    ):
        put.row(12)
        put.text(0, words, looks(8, font_color=GREY))
    page.print_area(0, 0, put.at - 1, last)
    page.fit_to_pages(1, 0)
    page.freeze_panes(7, 0)


def details(sheet, looks):
    """明細: every row with its cell; the filter shows one person."""
    note = "担当ごとに、完了・テスト実施・承認・新規・延期・逆戻り・更新の順。フィルターで1人分を表示できます"
    prepare(sheet, looks, "明細", (22, 12, 10, 14, 50, 46, 24), note, page=PAGE)
    fields = (("担当", "name"), ("区分", "sort"), ("台帳", "kind"), ("ID", "id"), ("件名", "title"), ("変わった内容", "told"),
              ("台帳のセル", "place"))  # fmt: skip
    listing(sheet, looks, 3, "all_work[]", fields, wrapped={"name", "title", "told"})
    sheet.autofilter(3, 0, 4, len(fields) - 1)


if __name__ == "__main__":
    build()
