"""The daily report on paper: one page whatever the project, readable in grey, and in Word the same as in Excel."""

import io
import re
import subprocess
import zipfile

import docx
import openpyxl
import pytest

import pmo_xl
from pmo_xl.render import docx as word
from pmo_xl.render import xlsx
from pmo_xl.resources import SAMPLE_DAY
from pmo_xl.resources import template as shipped
from tests.make.daily_workbook import GREEN, RED, YELLOW
from tests.reports.odd_projects import OTHERS, SMALL, golden
from tests.support.office import converted

EXCEL, WORD = shipped("日次報告.xlsx"), shipped("日次報告.docx")


def sample_report():
    return pmo_xl.load("workbooks").daily(SAMPLE_DAY).report


def front_only(data):
    """The workbook with the sheets behind the page hidden: LibreOffice prints no hidden sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/workbook.xml":
                first, *others = part.split(b"<sheet ")[1:]
                head = part.split(b"<sheet ")[0]
                part = head + b"<sheet " + first + b"".join(b'<sheet state="hidden" ' + other for other in others)
            target.writestr(name, part)
    return out.getvalue()


def printed(projects, folder):
    """Both files of every project as PDF, in one run of LibreOffice → name and kind → PDF."""
    paths = {}
    for name, make in projects.items():
        values = make().values()
        for kind, data in (("xlsx", front_only(xlsx.fill(EXCEL, values))), ("docx", word.fill(WORD, values))):
            paths[name, kind] = folder / f"{name}-{kind}.{kind}"
            paths[name, kind].write_bytes(data)
    return dict(zip(paths, converted(list(paths.values()), "pdf", folder, fonts=True), strict=True))


def pages(pdf):
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told)[1])


@pytest.mark.office
def test_the_page_is_one_page_in_excel_and_in_word(tmp_path):
    """The golden project, none at all, one record, no plan, one more than every limit, names of sixty characters."""
    papers = printed(SMALL, tmp_path)
    assert {paper: pages(pdf) for paper, pdf in papers.items()} == dict.fromkeys(papers, 1)
    grey_page(papers["g1", "xlsx"])


@pytest.mark.office
@pytest.mark.full
def test_the_page_is_one_page_also_with_thousands_of_tests(tmp_path):
    papers = printed({**OTHERS, "サンプル": sample_report}, tmp_path)
    assert {paper: pages(pdf) for paper, pdf in papers.items()} == dict.fromkeys(papers, 1)


def grey_page(pdf):
    """Printed in grey the fills of red, yellow and green are still three, and the words are there."""
    image = pdf.with_suffix(".pgm")
    subprocess.run(["pdftoppm", "-gray", "-r", "60", "-singlefile", str(pdf), str(image.with_suffix(""))], check=True)
    *_, pixels = image.read_bytes().split(b"\n", 3)
    filled = {grey for grey in range(190, 240) if pixels.count(grey) > 200}
    greys = {name: round(0.299 * r + 0.587 * g + 0.114 * b) for name, (r, g, b) in rgb().items()}
    assert all(filled & {grey - 1, grey, grey + 1} for grey in greys.values()), (filled, greys)
    said = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    assert all(word in said for word in ("赤●", "黄▲", "緑○"))


def rgb():
    colours = {"red": RED, "yellow": YELLOW, "green": GREEN}
    return {name: tuple(int(code[at : at + 2], 16) for at in (1, 3, 5)) for name, code in colours.items()}


def lightness(colour):
    """Relative luminance (WCAG 2): what a colour weighs in grey, 0 black … 1 white."""
    parts = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_the_lights_differ_in_grey_and_their_words_stand_out():
    red, green, yellow = (lightness(rgb()[name]) for name in ("red", "green", "yellow"))
    assert green - red >= 0.1
    assert yellow - green >= 0.1
    assert (red + 0.05) / 0.05 >= 4.5  # black on the darkest of them


def texts_of_excel(values):
    book = openpyxl.load_workbook(io.BytesIO(xlsx.fill(EXCEL, values)))
    cells = (cell.value for row in book["日次報告"].iter_rows() for cell in row)
    return [f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells if cell not in (None, "")]


def text_of_word(values):
    document = docx.Document(io.BytesIO(word.fill(WORD, values)))
    return squeezed("".join(text.text or "" for text in document.element.body.iter(docx.oxml.ns.qn("w:t"))))


def squeezed(text):
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "make", [golden, *SMALL.values(), *[OTHERS[name] for name in ("2日目", "不具合なし", "参考値")]]
)
def test_word_says_what_excel_says(make):
    """Every text of the page stands in the document too, as often as on the page."""
    values = make().values()
    said = text_of_word(values)
    for text in sorted(map(squeezed, texts_of_excel(values)), key=len, reverse=True):
        assert text in said, text
        said = said.replace(text, "␣", 1)
    # and the document says nothing else: what is left are headings of its own tables and the light's 総合
    assert re.sub(r"␣|信号|総合|出典|[\s　]", "", said) == ""
