"""report_templates/日次報告.docx: the same page as the workbook's first sheet, in Word."""

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import _Cell

from pmo_xl.render.chartbook import chart_book
from tests.make.daily_charts import word_chart
from tests.make.paper import GREY, NAVY, new_paper, page_numbers, text, write

RED = RGBColor(0x9C, 0x1C, 0x1C)
DARK, HAIR, PALE = "1F2A44", "C9CED8", "EEF1F6"
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
CENTER = WD_ALIGN_PARAGRAPH.CENTER
WIDTH_MM, CHART_MM, VENDORS_MM = 170, 73, 97
COLORS = (("if", "red"), ("elif", "yellow"), ("elif", "green"), ("elif", ""))
FILLS = {"red": "F4B6B0", "yellow": "FFE699", "green": "C6E0B4", "": None}
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def build(target):
    paper = new_paper(margin_mm=20, body_pt=9)
    tighten(paper)
    page_numbers(paper, "{{ project.short }}　日次報告", "{{ moment }}　作成:{{ author }}")
    head(paper)
    figures(paper)
    decisions(paper)
    signals(paper)
    trend_and_vendors(paper)
    events(paper)
    foot(paper)
    write(paper, target, "日次報告")


def tighten(paper):
    """Exact line heights: 游ゴシック asks for 1.7 lines where other fonts ask for one, and the page is one page."""
    heights = {"Normal": 12, "Title": 24, "Heading 1": 15, "Heading 2": 14, "Header": 11, "Footer": 11}
    for name, height in heights.items():
        form = paper.styles[name].paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(height)
    for name in ("Normal", "Title"):
        paper.styles[name].paragraph_format.space_after = Pt(0)
    properties = paper.styles["Normal"].element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):  # no extra quarter of a space around figures: 9件, as in Excel
        switch = OxmlElement(name)
        switch.set(qn("w:val"), "0")
        properties.insert_element_before(
            switch, "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
        )
    paper.styles["Heading 1"].font.size = Pt(10.5)
    paper.styles["Heading 1"].paragraph_format.space_before = Pt(5)
    paper.styles["Heading 1"].paragraph_format.space_after = Pt(2)
    paper.styles["Heading 1"].paragraph_format.keep_with_next = True


def head(paper):
    """Title, addressee, and the overall light beside its sentence."""
    text(paper.add_paragraph(style="Title"), "{{ stamp }}{{ title }}")
    line = paper.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    text(line, "{{ project.short }}", bold=True, color=NAVY)
    text(line, "\t{{ address }}", color=GREY)
    line.paragraph_format.space_after = Pt(3)
    made = grid(paper, 0, (26, WIDTH_MM - 26))
    for tag, color in COLORS:
        made.add_row().cells[0].paragraphs[0].add_run(f"{{%tr {tag} overall.color == '{color}' %}}")
        light, words = made.add_row().cells
        text(light.paragraphs[0], "総合 {{ overall.now }}", bold=True, size=12, align=CENTER)
        text(light.add_paragraph(), "{{ overall.previous }}", size=8, align=CENTER)
        text(words.paragraphs[0], "{{ headline.outcome }}", bold=True, color=NAVY, size=13)
        text(words.add_paragraph(), "{{ headline.cause }}", color=NAVY, size=11)
        for paragraph, height in zip((*light.paragraphs, *words.paragraphs), (17, 12, 18, 16), strict=True):
            exactly(paragraph, height)
        if FILLS[color]:
            shade(light, FILLS[color])
    made.add_row().cells[0].paragraphs[0].add_run("{%tr endif %}")
    fit(made, (26, WIDTH_MM - 26))
    middle(made)
    border(made, top=DARK)
    exactly(paper.add_paragraph(), 5)


def figures(paper):
    """The three figures."""
    made = grid(paper, 1, (62, 54, 54))
    for cell, name in zip(made.rows[0].cells, ("first", "second", "third"), strict=True):
        shade(cell, PALE)
        text(cell.paragraphs[0], f"{{{{ figures.{name}.label }}}}", bold=True, color=GREY)
        exactly(text(cell.add_paragraph(), f"{{{{ figures.{name}.value }}}}", bold=True, color=NAVY, size=20), 26)
        text(cell.add_paragraph(), f"{{{{ figures.{name}.note }}}}")
        text(cell.add_paragraph(), f"{{{{ figures.{name}.aside }}}}")
        text(cell.add_paragraph(), f"{{{{ figures.{name}.change }}}}", color=GREY)
    border(made, top=DARK, insideV="FFFFFF")


def decisions(paper):
    """What the owner is asked to decide."""
    paper.add_paragraph("ご判断いただきたいこと", style="Heading 1")
    row = ("{{ row.no }}", "{{ row.until }}", "{{ row.what }}", "{{ row.who }}", "{{ row.otherwise }}")
    titles = ("No", "いつまでに", "内容", "どなたが", "判断しないと")
    listing(paper, titles, row, (7, 24.5, 66.5, 37, 35), each="decisions", center=(0,), bold=(1,))
    note(paper, "decisions_note")


def signals(paper):
    """The four lights; a row for each colour, so that the fill is the template's and not the program's."""
    paper.add_paragraph("信号", style="Heading 1")
    widths = (14, 16, 16, WIDTH_MM - 46)
    made = grid(paper, 0, widths)
    title_row(made, ("信号", "今回", "前回", "理由"), center=(1, 2))
    made.add_row().cells[0].paragraphs[0].add_run("{%tr for row in lights %}")
    for tag, color in COLORS:
        made.add_row().cells[0].paragraphs[0].add_run(f"{{%tr {tag} row.color == '{color}' %}}")
        words = ("{{ row.name }}", "{{ row.now }}", "{{ row.previous }}", "{{ row.reason }}")
        added = item_row(made, words, center=(1, 2), bold=(0, 1))
        if FILLS[color]:
            shade(added.cells[1], FILLS[color])
    made.add_row().cells[0].paragraphs[0].add_run("{%tr endif %}")
    made.add_row().cells[0].paragraphs[0].add_run("{%tr endfor %}")
    fit(made, widths)
    middle(made)
    border(made, bottom=HAIR, insideH=HAIR)


def trend_and_vendors(paper):
    """Side by side: the curve (a small table while there are too few points), and defects by vendor."""
    exactly(paper.add_paragraph(), 2)  # without a paragraph between them two tables become one
    frame = grid(paper, 1, (CHART_MM, VENDORS_MM))
    left, right = frame.rows[0].cells
    no_margins(left, right_mm=3)
    no_margins(right)
    opening(left, "推移　{{ trend.title }}")
    text(left.add_paragraph(), "{{ trend.caption }}", color=GREY, size=7.5)
    left.add_paragraph("{%p if trend.enough and trend.kind == 'burn_up' %}")
    chart(paper, left, ("thin", "dashed", "thick", "dotted"))
    left.add_paragraph("{%p elif trend.enough %}")
    chart(paper, left, ("dashed", "thick", "dotted"))
    left.add_paragraph("{%p elif trend.table %}")
    cells = tuple(f"{{{{ row.{name} }}}}" for name in ("day", "thin", "dashed", "thick", "dotted"))
    listing(left, None, cells, (13, 12, 16, 16, 16), each="trend.table", right=(1, 2, 3, 4))
    left.add_paragraph("{%p endif %}")
    exactly(left.add_paragraph(), 1)  # a cell ends with a paragraph, also when the template takes the others out

    opening(right, "ベンダー別 不具合")
    text(right.add_paragraph(), "{{ vendors_caption }}", color=GREY, size=8)
    names = ("previous", "new", "closed", "moved", "open", "overdue_fix")
    titles = ("ベンダー", "前回残", "新規", "完了", "他", "残", "遅れ")
    cells = ("{{ row.vendor }}", *(f"{{{{ row.texts.{name} }}}}" for name in names))
    widths = (VENDORS_MM - 57.25, 11.5, 9.25, 9.25, 8.5, 10.5, 8.25)
    listing(right, titles, cells, widths, each="vendors", right=range(1, 7), bold=(5,), margin=28)
    exactly(right.add_paragraph(), 1)


def events(paper):
    """Today and the next working day: the headings are the heading row of a table of two lists."""
    half = WIDTH_MM / 2
    exactly(paper.add_paragraph(), 2)
    made = grid(paper, 2, (half, half))
    mark(made.rows[0], "w:cantSplit", "w:tblHeader")
    for number, (heading, name) in enumerate(
        (("本日のできごと", "events"), ("明日の予定　{{ tomorrow_day }}", "tomorrow"))
    ):
        opening(made.rows[0].cells[number], heading)
        cell = made.rows[1].cells[number]
        cell.paragraphs[0].add_run(f"{{%p for row in {name} %}}")
        line = text(cell.add_paragraph(), "{{ row.text }}")
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Pt(9), Pt(-9)
        cell.add_paragraph("{%p endfor %}")
        note(cell, f"{name}_note")
        exactly(cell.add_paragraph(), 1)
        no_margins(made.rows[0].cells[number], right_mm=2)
        no_margins(cell, right_mm=2)
    fit(made, (half, half))


def foot(paper):
    paper.add_paragraph("{%p if stamp_reason %}")
    text(paper.add_paragraph(), "{{ stamp_reason }}", bold=True, color=RED, size=8)
    paper.add_paragraph("{%p endif %}")
    first = text(
        paper.add_paragraph(), "{{ footer.scope }}　{{ footer.definition }}　{{ footer.health }}", color=GREY, size=8
    )
    first.paragraph_format.space_before = Pt(6)
    text(paper.add_paragraph(), "{{ footer.workdays }}　{{ footer.source }}", color=GREY, size=8)
    for paragraph in paper.paragraphs[-2:]:
        exactly(paragraph, 11)


def note(place, name):
    """A line that is there only when it says something."""
    place.add_paragraph(f"{{%p if {name} %}}")
    text(place.add_paragraph(), f"{{{{ {name} }}}}", color=GREY, size=8.5)
    place.add_paragraph("{%p endif %}")


def listing(place, titles, words, widths, *, each, right=(), center=(), bold=(), size=9, margin=57):
    """A table with hairlines: marked heading row, then one row for every item of the list `each`."""
    made = grid(place, 0, widths, margin)
    if titles:
        title_row(made, titles, right=right, center=center)
    made.add_row().cells[0].paragraphs[0].add_run(f"{{%tr for row in {each} %}}")
    item_row(made, words, right=right, center=center, bold=bold, size=size)
    made.add_row().cells[0].paragraphs[0].add_run("{%tr endfor %}")
    fit(made, widths)
    middle(made)
    border(made, bottom=HAIR, insideH=HAIR)
    if isinstance(place, _Cell):
        exactly(place.paragraphs[-1], 1)  # python-docx has put one below the table


def title_row(made, titles, *, right=(), center=()):
    added = made.add_row()
    mark(added, "w:cantSplit", "w:tblHeader")
    put(added, titles, right=right, center=center, color=GREY)


def item_row(made, words, *, right=(), center=(), bold=(), size=9):
    added = made.add_row()
    mark(added, "w:cantSplit")
    put(added, words, right=right, center=center, bold=bold, size=size)
    return added


def put(row, words, *, right=(), center=(), bold=(), color=None, size=9):
    for number, (cell, word) in enumerate(zip(row.cells, words, strict=True)):
        align = RIGHT if number in right else CENTER if number in center else None
        text(cell.paragraphs[0], word, bold=number in bold, color=color, size=size, align=align)


def opening(cell, heading):
    """The first paragraph of a cell as a heading."""
    cell.paragraphs[0].style = "Heading 1"
    text(cell.paragraphs[0], heading)


def no_margins(cell, right_mm=0):
    margins = parse_xml(
        f'<w:tcMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="{Mm(right_mm).twips}" w:type="dxa"/></w:tcMar>'
    )
    cell._tc.get_or_add_tcPr().append(margins)


def grid(place, rows, widths, margin=57):
    made = place.add_table(rows=rows, cols=len(widths))
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    made.autofit = False
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:top w:w="23" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:bottom w:w="23" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
    )
    made._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    fit(made, widths)
    return made


def fit(made, widths):
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def middle(made):
    for row in made.rows:
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def border(made, **sides):
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in sides:
            line = OxmlElement(f"w:{side}")
            size = "12" if sides[side] == DARK else "24" if sides[side] == "FFFFFF" else "4"
            for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", sides[side])):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
    made._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def shade(cell, color):
    fill = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        fill.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(fill)


def mark(row, *names):
    for name in names:
        row._tr.get_or_add_trPr().append(OxmlElement(name))


def exactly(paragraph, height):
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(height)
    return paragraph


def chart(paper, cell, pens, name="trend", size=(CHART_MM - 3, 44)):
    """A native chart (`size` in mm) whose alt text says which figures it is filled with."""
    package = paper.part.package
    number = 1 + sum(str(part.partname).startswith("/word/charts/") for part in package.iter_parts())
    book = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        chart_book([""], {f"{pen}{end}": [None] for end in ("", "_label") for pen in pens}),
        package,
    )
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        b"",
        package,
    )
    link = f'<c:externalData r:id="{part.relate_to(book, _RELATION + "/package")}"><c:autoUpdate val="0"/></c:externalData>'
    part._blob = word_chart(pens).replace("</c:chartSpace>", f"{link}</c:chartSpace>").encode()
    inline = f"""<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">
      <wp:extent cx="{Emu(Mm(size[0]))}" cy="{Emu(Mm(size[1]))}"/><wp:docPr id="{100 + number}" name="推移グラフ{number}" descr="chart:{name}"/>
      <wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
      <c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{paper.part.relate_to(part, _RELATION + "/chart")}"/>
      </a:graphicData></a:graphic></wp:inline></w:drawing>"""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.add_run()._r.append(parse_xml(inline))
