"""What a template asks for, before it is used: the names of an Excel, Word or HTML template, with their places."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from pmo_xl.render import html, mistakes, tags, wordcharts
from pmo_xl.render.asked import Asked, found_in, wide
from pmo_xl.render.package import Package
from pmo_xl.render.source import Source
from pmo_xl.render.workbook import M, Workbook, cell_name, cells_of, text_of
from pmo_xl.render.xlsx import CHART_PART, DRAWING_TEXT

_WORD_PARTS: Final = ("document", "header", "footer", "footnotes")
_QUOTED: Final = 30  # characters of a Word paragraph that are quoted to find it again


def names(path: Path) -> tuple[Asked, ...]:
    """Every name a template asks for, in the order of the file, each once a place.

    Raises TemplateError when the file is no template or a tag cannot be read.
    """
    if is_page(path):
        return tuple(dict.fromkeys(_of_page(path)))
    package = Package.open(path)
    found = _of_document(package) if wordcharts.DOCUMENT in package else _of_workbook(package)
    return tuple(dict.fromkeys(found))


def is_page(path: Path) -> bool:
    """Whether a template is an HTML page."""
    return path.suffix.lower() in (".html", ".htm")


def _of_workbook(package: Package) -> Iterator[Asked]:
    book, source = Workbook(package), Source(package.name, {})

    def asked(text: str, where: str) -> Iterator[Asked]:
        yield from (Asked(piece, where, "wide") for piece in wide(text))
        for part in source.segments(text, where) or ():
            if isinstance(part, tags.Tag):
                yield Asked(part.known_as, where)

    for sheet, part in book.sheets.items():
        root = book.root(sheet)
        for row in root.iterfind(f"{M}sheetData/{M}row"):
            for column, cell in cells_of(row):
                yield from asked(text_of(cell, book.strings), f"{sheet}!{cell_name(int(row.get('r', '0')), column)}")
        for element in root.iterfind(f"{M}headerFooter/*"):
            yield from asked(element.text or "", f"{sheet} のヘッダー・フッター")
        for drawing in package.related(part, "drawing"):
            for text in _drawn(package.tree(drawing)):
                yield from asked(text, f"{sheet} の図形")
    for part in filter(CHART_PART.fullmatch, package.names):
        for text in _drawn(package.tree(part)):
            yield from asked(text, "グラフ")


def _drawn(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        if element.tag == DRAWING_TEXT:
            yield element.text or ""
        yield from (element.get(name, "") for name in ("descr", "title"))


def _of_document(package: Package) -> Iterator[Asked]:
    import io

    from docxtpl import DocxTemplate

    patch = DocxTemplate(io.BytesIO()).patch_xml
    for part in package.names:
        folder, _, name = part.rpartition("/")
        if folder != "word" or not name.startswith(_WORD_PARTS) or not name.endswith(".xml"):
            continue
        kind = name.removesuffix(".xml").rstrip("0123456789")
        where = {"document": "本文", "header": "ヘッダー", "footer": "フッター"}.get(kind, "脚注")
        root = package.tree(part)
        # A line a paragraph and a tag, so that the line of a name tells the paragraph it stands in.
        source = re.sub(r"(</w:p>|%\})", r"\1\n", patch(etree.tostring(root, encoding="unicode")))
        yield from _of_jinja(source, package.name, where)
        for described, _ in wordcharts.charts_in(root):
            chart = wordcharts.chart_name(described)
            if chart is not None:
                yield Asked(f"charts.{chart}", where, "chart")


def _of_page(path: Path) -> Iterator[Asked]:
    for asked in _of_jinja(html.source_of(path), path.name, ""):
        if asked.name != html.POLICY:
            yield asked


def _of_jinja(source: str, template: str, part: str) -> Iterator[Asked]:
    from jinja2 import TemplateSyntaxError

    from pmo_xl.render.room import environment

    lines = source.split("\n")

    def place(line: int) -> str:
        """本文「判断期限: {{ decide_by }}」, or the number of the line of an HTML page."""
        if not part:
            return f"{line}行目"
        text = " ".join(_plain(lines[line - 1]).split()) if line <= len(lines) else ""
        short = text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
        return f"{part}「{short}」" if text else part

    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as error:
        where = place(mistakes.unclosed(source) or error.lineno)
        raise mistakes.malformed(template, where, error.message or "") from None
    for found in found_in(tree, environment().filters):
        yield Asked(found.name, place(found.line), found.use, found.stray)
    for number, line in enumerate(lines if part else (), 1):
        yield from (Asked(piece, place(number), "wide") for piece in wide(_plain(line)))


def _plain(xml: str) -> str:
    return re.sub(r"<[^>]*>", "", xml)
