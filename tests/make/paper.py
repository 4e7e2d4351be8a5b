"""A4 paper for Word templates: Japanese fonts, heading styles, tables with marked heading rows, page numbers."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Yu Gothic"
FONT_EAST = "游ゴシック"
NAVY = RGBColor(0x1F, 0x2A, 0x44)
GREY = RGBColor(0x59, 0x59, 0x59)
RED = RGBColor(0xB0, 0x1E, 0x1E)
_FIXED = (2026, 1, 5, 9, 0, 0)


def new_paper(*, margin_mm=20, body_pt=10, landscape=False):
    """An empty A4 document whose styles a person can restyle in Word."""
    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(margin_mm))
    section.header_distance = section.footer_distance = Mm(9)
    _style(paper.styles["Normal"], body_pt, after=2, line=1.15)
    _style(paper.styles["Title"], 18, bold=True, color=NAVY, after=2)
    _style(paper.styles["Heading 1"], 12, bold=True, color=NAVY, before=9, after=3)
    _style(paper.styles["Heading 2"], 10.5, bold=True, color=NAVY, before=6, after=2)
    _style(paper.styles["List Bullet"], body_pt, after=1)
    _style(paper.styles["Header"], 8.5, color=GREY)
    _style(paper.styles["Footer"], 8.5, color=GREY)
    border = paper.styles["Title"].element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)
    _underline(paper.styles["Heading 1"])
    return paper


def text(paragraph, words, *, bold=False, color=None, size=None, align=None):
    """A run of words at the end of a paragraph."""
    run = paragraph.add_run(words)
    run.bold = bold or None
    if color is not None:
        run.font.color.rgb = color
    if size is not None:
        run.font.size = Pt(size)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def table(paper, heading, rows, widths_mm, *, right=(), labels=False, size=9.5):
    """A table: `heading` texts (marked and repeated on every page) or None, `rows` of texts, widths in mm.

    `size` in points; `right` are the columns (from 0) with figures; `labels` shades the first column as row headings.
    A row that is one string is a template tag row ({%tr … %}).
    """
    made = paper.add_table(rows=0, cols=len(widths_mm))
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    _grid(made)
    if heading:
        cells = made.add_row().cells
        for cell, words in zip(cells, heading, strict=True):
            _fill(cell, "1F2A44")
            text(cell.paragraphs[0], words, bold=True, color=RGBColor(0xFF, 0xFF, 0xFF), size=min(size, 9))
        _repeat(made.rows[0])
    for row in rows:
        cells = made.add_row().cells
        if isinstance(row, str):
            cells[0].paragraphs[0].add_run(row)
            continue
        for number, (cell, words) in enumerate(zip(cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            shaded = labels and number == 0
            text(paragraph, words, bold=shaded, color=NAVY if shaded else None, size=size)
            if shaded:
                _fill(cell, "EEF1F6")
            if number in right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.space_after = Pt(1)
        _keep_whole(made.rows[-1])
    for row in made.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    for column, width in zip(made.columns, widths_mm, strict=True):
        column.width = Mm(width)
    return made


def boxed(paragraph, color="B01E1E"):
    """A frame around a paragraph."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", color)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def frame(run, color="B01E1E"):
    """A frame around a run of words."""
    border = OxmlElement("w:bdr")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", color)):
        border.set(qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(border)


def page_numbers(paper, header_text, footer_text):
    """Header text on the left, and 「p / P」 as real fields at the right of the footer."""
    section = paper.sections[0]
    head = section.header.paragraphs[0]
    text(head, header_text)
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.clear_all()
    width = section.page_width - section.left_margin - section.right_margin
    from docx.enum.text import WD_TAB_ALIGNMENT

    foot.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    text(foot, footer_text + "\t\t")  # the footer style has a stop in the middle
    _field(foot, "PAGE")
    text(foot, " / ")
    _field(foot, "NUMPAGES")


def write(paper, path, title):
    """Save the template the same way each time: fixed days, fixed order."""
    properties = paper.core_properties
    properties.title, properties.author, properties.last_modified_by = title, "PMO", "PMO"
    properties.created = properties.modified = datetime(*_FIXED)
    properties.revision, properties.comments = 1, ""
    properties.language = "ja-JP"
    raw = io.BytesIO()
    paper.save(raw)
    steady(raw.getvalue(), path)


def steady(data, path):
    """The package with every part dated alike, so that building again gives the same bytes."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for info in source.infolist():
            member = zipfile.ZipInfo(info.filename, _FIXED)
            member.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(member, source.read(info))


def _style(style, size, *, bold=None, color=None, before=0, after=0, line=None):
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), FONT_EAST)
    fonts.set(qn("w:hAnsi"), FONT)
    if bold is not None:
        style.font.bold = bold
    if color is not None:
        style.font.color.rgb = color
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if line:
        style.paragraph_format.line_spacing = line


def _underline(style):
    properties = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "1F2A44")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _grid(made):
    properties = made._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "A6ACB8")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _fill(cell, color):
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row):
    properties = row._tr.get_or_add_trPr()
    for tag in ("w:cantSplit", "w:tblHeader"):
        properties.append(OxmlElement(tag))


def _keep_whole(row):
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _field(paragraph, name):
    for kind, words in (("begin", None), (None, name), ("separate", None), ("text", "1"), ("end", None)):
        run = paragraph.add_run()
        if kind == "text":
            run.text = words
        elif kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = words
            run._r.append(instruction)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
