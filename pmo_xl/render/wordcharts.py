"""Native charts of a Word document: found by their alt text, filled with figures, with the workbook behind 「データの編集」."""

import posixpath
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from pmo_xl.config import nearest
from pmo_xl.errors import TemplateError
from pmo_xl.model.place import column_letters
from pmo_xl.render.cells import Styles, writer
from pmo_xl.render.charts import CHART, C, store
from pmo_xl.render.package import (
    CONTENT_TYPES,
    R_ID,
    RELATION,
    Package,
    Relations,
    new_package,
    rels_name,
    serialised,
    with_types,
)
from pmo_xl.render.text import spoken

DOCUMENT: Final = "word/document.xml"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET = "Sheet1"
_POINTS = ("cat", "val", "xVal", "yVal", "bubbleSize")


@dataclass(slots=True)
class Changes:
    """Parts of a package to exchange or add, and parts that go."""

    parts: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)


def filled(package: Package, charts: Mapping[str, Mapping[str, Any]]) -> Changes:
    """Fill every chart whose alt text is `chart:NAME` from charts[NAME].

    charts[NAME] is {"categories": [...], "series": {name: [...]}, "title": text, "alt": text}; title and alt are
    optional. A chart that a condition of the template took out leaves nothing behind.
    """
    changes = Changes()
    original = package.read(DOCUMENT)
    root = package.parsed(DOCUMENT, original)
    relations = {r.id: r for r in package.relations(DOCUMENT) if r.kind == "chart"}
    types: dict[str, str] = {}
    shown = set()
    for properties in root.iter(f"{_DRAWING}docPr"):
        holder = properties.getparent()
        chart = next(holder.iter(f"{C}chart"), None) if holder is not None else None
        if chart is None:
            continue
        shown.add(chart.get(R_ID, ""))
        described, _, name = properties.get("descr", "").strip().partition(":")
        if described != "chart":
            continue
        if name not in charts:
            raise _unknown(package.name, name, charts)
        data = charts[name]
        properties.set("descr", spoken(str(data.get("alt") or data.get("title") or "")))
        _fill_chart(package, relations[chart.get(R_ID, "")].target, data, changes, types)
    gone = {id_: r.target for id_, r in relations.items() if id_ not in shown}
    for target in gone.values():
        changes.dropped |= {target, rels_name(target)} & set(package.names)
        changes.dropped |= {r.target for r in package.relations(target) if not r.external and r.target in package}
    if gone:
        relation_part = Relations(package, DOCUMENT)
        relation_part.remove(list(gone))
        changes.parts[relation_part.part] = relation_part.data
    if types or gone:
        listed = package.read(CONTENT_TYPES)
        changes.parts[CONTENT_TYPES] = with_types(package, listed, add=types, drop=changes.dropped)
    changes.parts[DOCUMENT] = serialised(root, original)
    return changes


def _unknown(template: str, name: str, charts: Mapping[str, Any]) -> TemplateError:
    near = nearest(name, charts)
    hint = f"「chart:{near}」のことですか？" if near else f"使えるのは {'、'.join(charts) or '（なし）'} です"
    return TemplateError(f"テンプレート {template} の代替テキスト「chart:{name}」にあたるグラフはありません", hint)


def _fill_chart(package: Package, part: str, data: Mapping[str, Any], changes: Changes, types: dict[str, str]) -> None:
    original = package.read(part)
    root = package.parsed(part, original)
    categories = list(data.get("categories") or ())
    series = {str(name): list(values) for name, values in (data.get("series") or {}).items()}
    _put_series(root, categories, series)
    if data.get("title") is not None:
        _put_title(root, str(data["title"]))
    _put_workbook(package, part, root, embedded_book(categories, series), changes, types)
    changes.parts[part] = serialised(root, original)


def _put_series(root: etree._Element, categories: Sequence[Any], series: Mapping[str, Sequence[Any]]) -> None:
    """Series by series in the order of the template; one too many goes, one too few repeats the last one's look."""
    present = sorted(root.iter(f"{C}ser"), key=_order)
    while present and len(present) < len(series):
        present.append(_another(present[-1], len(present)))
    for number, element in enumerate(present):
        if number >= len(series):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        name = list(series)[number]
        values = [*series[name], *[None] * (len(categories) - len(series[name]))][: len(categories)]
        letters = column_letters(number + 2)
        last = max(len(categories), 1) + 1
        for reference in element.iter(f"{C}strRef", f"{C}numRef", f"{C}multiLvlStrRef"):
            parent = reference.getparent()
            kind = etree.QName(parent).localname if parent is not None else ""
            if kind == "tx":
                _point(reference, f"{_SHEET}!${letters}$1", [name])
            elif kind in ("cat", "xVal"):
                _point(reference, f"{_SHEET}!$A$2:$A${last}", categories)
            elif kind in ("val", "yVal"):
                _point(reference, f"{_SHEET}!${letters}$2:${letters}${last}", values)


def _order(series: etree._Element) -> int:
    order = series.find(f"{C}order")
    return int(order.get("val", "0")) if order is not None else 0


def _another(series: etree._Element, number: int) -> etree._Element:
    copy = deepcopy(series)
    for name in ("idx", "order"):
        child = copy.find(f"{C}{name}")
        if child is not None:
            child.set("val", str(number))
    look = copy.find(f"{C}spPr")
    if look is not None:
        copy.remove(look)  # its colour comes from the theme, else two series could not be told apart
    series.addnext(copy)
    return copy


def _point(reference: etree._Element, formula: str, values: Sequence[Any]) -> None:
    element = reference.find(f"{C}f")
    if element is None:
        element = etree.Element(f"{C}f")
        reference.insert(0, element)
    element.text = formula
    store(reference, values)


def _put_title(root: etree._Element, title: str) -> None:
    texts = [t for e in root.iterfind(f"{C}chart/{C}title") for t in e.iter(_TEXT)]
    for number, element in enumerate(texts):
        element.text = spoken(title) if number == 0 else ""


def _put_workbook(
    package: Package, part: str, root: etree._Element, book: bytes, changes: Changes, types: dict[str, str]
) -> None:
    """Exchange the workbook behind a chart, or put one there."""
    present = next(iter(package.related(part, "package")), None)
    if present is not None:
        changes.parts[present] = book
        return
    number = 1
    while (name := f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx") in package or name in changes.parts:
        number += 1
    changes.parts[name] = book
    types[name] = _BOOK_TYPE
    relations = Relations(package, part)
    id_ = relations.add("package", posixpath.relpath(name, posixpath.dirname(part)))
    changes.parts[relations.part] = relations.data
    for old in root.findall(f"{C}externalData"):
        root.remove(old)
    link = etree.Element(f"{C}externalData", {R_ID: id_})
    etree.SubElement(link, f"{C}autoUpdate", val="0")
    after = root.find(f"{C}userShapes")
    if after is None:
        root.append(link)
    else:
        after.addprevious(link)


def embedded_book(categories: Sequence[Any], series: Mapping[str, Sequence[Any]]) -> bytes:
    """A small workbook: categories in column A from row 2, one series a column, its name in row 1."""
    plain, dated = writer(None, Styles()), writer("1", Styles(frozenset("1")))
    columns = [["", *categories], *[[name, *values] for name, values in series.items()]]
    height = max(map(len, columns))
    rows = []
    for row in range(1, height + 1):
        cells = [
            f'<c r="{column_letters(number)}{row}{(dated if _is_day(values[row - 1]) else plain)(values[row - 1])}'
            for number, values in enumerate(columns, 1)
            if row <= len(values)
        ]
        rows.append(f'<row r="{row}">{"".join(cells)}</row>')
    sheet = _BOOK["xl/worksheets/sheet1.xml"].format("".join(rows))
    return new_package(
        {name: (_XML + xml).encode() for name, xml in (_BOOK | {"xl/worksheets/sheet1.xml": sheet}).items()}
    )


def _is_day(value: Any) -> bool:
    from datetime import date

    return isinstance(value, date)


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_BOOK: Final = {
    CONTENT_TYPES: (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_MS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_MS}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_MS}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_RELS}<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="{_SHEET}" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_RELS}<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATION}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="游ゴシック"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{{}}</sheetData></worksheet>',
}
__all__ = ["CHART", "Changes", "embedded_book", "filled"]
