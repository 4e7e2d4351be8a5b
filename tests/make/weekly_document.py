"""report_templates/週次報告.docx: the same two pages as the workbook's, in Word."""

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.make.daily_document import (
    CENTER,
    COLORS,
    DARK,
    FILLS,
    HAIR,
    RED,
    WIDTH_MM,
    border,
    chart,
    exactly,
    fit,
    foot,
    grid,
    item_row,
    listing,
    middle,
    no_margins,
    note,
    opening,
    shade,
    tighten,
    title_row,
)
from tests.make.paper import GREY, NAVY, new_paper, page_numbers, text, write

PAGE = "週次報告"
DAYS = ("d1", "d2", "d3", "d4", "d5")
HALF = WIDTH_MM / 2
THIN = 28  # twips beside the texts of a narrow cell


def build(target):
    paper = new_paper(margin_mm=20, body_pt=9)
    tighten(paper)
    page_numbers(
        paper, f"{{{{ stamp }}}}{{{{ project.short }}}}　{PAGE}　{{{{ period }}}}", "{{ moment }}　作成:{{ author }}"
    )
    head(paper)
    light_days(paper)
    figures(paper)
    curves(paper)
    paper.add_paragraph("阻害要因と回避策", style="Heading 1")
    fields = ("what", "severity", "waiting", "workaround", "until", "owner")
    widths = (52, 11, 12, 39.5, 14, 41.5)
    lines(
        paper,
        ("阻害要因", "重要度", "待ち", "回避策", "修正予定", "担当"),
        fields,
        widths,
        "blockers",
        right=(2,),
        center=(1,),
    )
    second(paper)
    snug(paper)
    write(paper, target, PAGE)


def head(paper):
    """Title, period and addressee; the overall light beside its sentence."""
    text(paper.add_paragraph(style="Title"), "{{ stamp }}{{ title }}")
    line = paper.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    text(line, "対象期間 {{ period }}", bold=True, color=NAVY)
    text(line, "\t{{ address }}", color=GREY)
    line.paragraph_format.space_after = Pt(2)
    widths = (22, WIDTH_MM - 22)
    made = grid(paper, 0, widths)
    for tag, color in COLORS:
        made.add_row().cells[0].paragraphs[0].add_run(f"{{%tr {tag} overall.color == '{color}' %}}")
        light, words = made.add_row().cells
        text(light.paragraphs[0], "総合 {{ overall.now }}", bold=True, size=11, align=CENTER)
        text(words.paragraphs[0], "{{ headline.outcome }}", bold=True, color=NAVY, size=13)
        text(words.paragraphs[0], "{{ headline.cause }}", color=NAVY, size=11)
        exactly(light.paragraphs[0], 16)
        exactly(words.paragraphs[0], 18)
        if FILLS[color]:
            shade(light, FILLS[color])
    made.add_row().cells[0].paragraphs[0].add_run("{%tr endif %}")
    fit(made, widths)
    middle(made)
    border(made, top=DARK)
    paper.add_paragraph("{%p if stamp_reason %}")
    text(paper.add_paragraph(), "{{ stamp_reason }}", bold=True, color=RED, size=8)
    paper.add_paragraph("{%p endif %}")


def light_days(paper):
    """Five days side by side; today's cell is filled, a row for each colour, the others say it in word and mark."""
    paper.add_paragraph("信号(5営業日)", style="Heading 1")
    widths = (12, *[15] * 5, WIDTH_MM - 87)
    made = grid(paper, 0, widths, THIN)
    title_row(made, ("", *(f"{{{{ days.{day} }}}}" for day in DAYS), "理由(本日)"), center=range(1, 6))
    made.add_row().cells[0].paragraphs[0].add_run("{%tr for row in light_rows %}")
    for tag, color in COLORS:
        made.add_row().cells[0].paragraphs[0].add_run(f"{{%tr {tag} row.color == '{color}' %}}")
        words = ("{{ row.name }}", *(f"{{{{ row.{day} }}}}" for day in DAYS), "{{ row.reason }}")
        added = item_row(made, words, center=range(1, 6), bold=(0, 5))
        if FILLS[color]:
            shade(added.cells[5], FILLS[color])
    made.add_row().cells[0].paragraphs[0].add_run("{%tr endif %}")
    made.add_row().cells[0].paragraphs[0].add_run("{%tr endfor %}")
    fit(made, widths)
    middle(made)
    border(made, bottom=HAIR, insideH=HAIR)


def figures(paper):
    """予実: figures now and a week ago, and a line on coverage."""
    paper.add_paragraph("予実", style="Heading 1")
    cells = tuple(f"{{{{ row.{name} }}}}" for name in ("name", "now", "then", "note"))
    titles = ("指標", "現在", "{{ since }}", "変化")
    listing(paper, titles, cells, (34, 42, 42, WIDTH_MM - 118), each="figure_rows", bold=(1,), margin=THIN)
    text(paper.add_paragraph(), "{{ coverage_line }}")


def curves(paper):
    """Burn-up and defects side by side; a small table each while there are too few points."""
    exactly(paper.add_paragraph(), 2)
    frame = grid(paper, 1, (HALF, HALF))
    for cell, name, pens in zip(
        frame.rows[0].cells,
        ("burn_up", "defect_curve"),
        (("thin", "dashed", "thick", "dotted"), ("dashed", "thick", "dotted")),
        strict=True,
    ):
        no_margins(cell, right_mm=2)
        opening(cell, f"{{{{ curves.{name}.title }}}}")
        text(cell.add_paragraph(), f"{{{{ curves.{name}.caption }}}}", color=GREY, size=8)
        cell.add_paragraph(f"{{%p if curves.{name}.enough %}}")
        chart(paper, cell, pens, name, (HALF - 3, 40))
        cell.add_paragraph(f"{{%p elif curves.{name}.table %}}")
        words = tuple(f"{{{{ row.{pen} }}}}" for pen in ("day", "thin", "dashed", "thick", "dotted"))
        listing(cell, None, words, (14, 15, 18, 17, 17), each=f"curves.{name}.table", right=(1, 2, 3, 4), margin=THIN)
        cell.add_paragraph("{%p endif %}")
        exactly(cell.add_paragraph(), 1)


def second(paper):
    """The second page: risks, decisions made and pending, scope, next week, corrections."""
    opener = paper.add_paragraph("新規・変化のあったリスク", style="Heading 1")
    opener.paragraph_format.page_break_before = True
    fields = ("title", "severity", "due", "change", "action")
    lines(paper, ("リスク", "重要度", "期限", "変化", "対応"), fields, (62.5, 12, 14, 40, 41.5), "risks", center=(1,))
    beside(
        paper,
        ("決定したこと", "", ("ID", "決定日", "内容"), ("id", "day", "what"), (16, 12, 45.5), "decided", "decided_note", {}),
        ("ご判断いただきたいこと", "", ("期限", "内容", "どなたが"), ("until", "what", "who"), (17, 37, 40.5), "pending", "pending_note",
         {"bold": (0,)}),
    )  # fmt: skip
    beside(
        paper,
        ("範囲の変化", "scope_line", ("区分", "理由", "件数"), ("what", "reason", "count"), (23.5, 40, 13.5), "scope", "scope_note",
         {"right": (2,)}),
        ("来週の予定", "coming_line", ("日付", "件数", "会議"), ("day", "work", "meetings"), (14.5, 44.5, 32), "coming", "", {}),
    )  # fmt: skip
    paper.add_paragraph("これまでに報告した数字の訂正", style="Heading 1")
    paper.add_paragraph("{%p for row in corrections %}")
    text(paper.add_paragraph(), "{{ row.text }}")
    paper.add_paragraph("{%p endfor %}")
    note(paper, "corrections_note")
    foot(paper)


def snug(paper):
    """Less air above and below the texts of all tables: two pages have to hold eight rows of everything."""
    for margins in paper.element.body.iter(qn("w:tblCellMar")):
        for side in ("w:top", "w:bottom"):
            margins.find(qn(side)).set(qn("w:w"), "3")


def lines(place, titles, fields, widths, name, *, right=(), center=(), bold=(), notes=True):
    """A list of the page: heading row, its rows, and a line for what did not fit."""
    cells = tuple(f"{{{{ row.{field} }}}}" for field in fields)
    listing(place, titles, cells, widths, each=name, right=right, center=center, bold=bold, margin=THIN)
    if notes:
        note(place, f"{name}_note")


def beside(paper, *lists):
    """Lists side by side in a table without lines."""
    exactly(paper.add_paragraph(), 3)
    gap = 2
    sizes = [sum(one[4]) for one in lists]
    frame = grid(paper, 1, (sizes[0] + gap, sizes[1]))
    for cell, (heading, line, titles, fields, widths, name, has_note, more) in zip(
        frame.rows[0].cells, lists, strict=True
    ):
        no_margins(cell, right_mm=0)
        opening(cell, heading)
        if line:
            text(cell.add_paragraph(), f"{{{{ {line} }}}}", bold=True)
        lines(cell, titles, fields, widths, name, notes=bool(has_note), **more)
        exactly(cell.add_paragraph(), 1)
