"""Native charts of a Word document: found by their alt text, filled with figures, with the workbook behind them.

values["charts"][NAME] = {"categories": [...], "series": {name: [...]}, "title": text, "alt": sentence}
fills the chart whose alt text is `chart:NAME`. `title` and `alt` may be missing.
"""

import posixpath
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from lxml import etree
from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.config import nearest
from pmo_xl.errors import TemplateError
from pmo_xl.model.place import column_letters
from pmo_xl.render.chartbook import CONTENT_TYPE, SHEET_NAME, chart_book
from pmo_xl.render.charts import REFERENCES, C, leave_gaps, role, store
from pmo_xl.render.package import CONTENT_TYPES, R_ID, Package, Relations, rels_name, serialised, with_types
from pmo_xl.render.text import plain, spoken
from pmo_xl.render.workbook import insert

DOCUMENT: Final = "word/document.xml"
ALT_PREFIX: Final = "chart:"
_DESCRIBED: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TEXT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


class Changes(Struct):
    """Parts of a package to exchange or add, those that go, and the types of the new ones."""

    parts: dict[str, bytes] = fresh(default_factory=dict)
    dropped: set[str] = fresh(default_factory=set)
    types: dict[str, str] = fresh(default_factory=dict)


def filled(package: Package, charts: Mapping[str, Mapping[str, Any]]) -> Changes:
    """Fill every chart that has a name. One that a condition of the template took out leaves nothing behind.

    Raises TemplateError for a chart nobody gave figures for, naming the nearest.
    """
    changes = Changes()
    relations = {r.id: r.target for r in package.relations(DOCUMENT) if r.kind == "chart"}
    if not relations:
        return changes
    original = package.read(DOCUMENT)
    root = package.parsed(DOCUMENT, original)
    shown = set()
    for described, relation in charts_in(root):
        shown.add(relation)
        name = chart_name(described)
        if name is None or relation not in relations:
            continue
        if name not in charts:
            near = nearest(name, charts)
            hint = (
                f"「{ALT_PREFIX}{near}」のことですか？"
                if near
                else f"使えるのは {'、'.join(charts) or '（なし）'} です"
            )
            raise TemplateError(
                f"テンプレート {package.name} の代替テキスト「{ALT_PREFIX}{name}」にあたるグラフはありません", hint
            )
        data = charts[name]
        described.set("descr", spoken(plain(data.get("alt") or data.get("title") or name)))
        _fill(package, relations[relation], data, changes)
    changes.parts[DOCUMENT] = serialised(root, original)
    _leave_out(package, {id_: part for id_, part in relations.items() if id_ not in shown}, changes)
    if changes.types or changes.dropped:
        listed = package.read(CONTENT_TYPES)
        changes.parts[CONTENT_TYPES] = with_types(package, listed, add=changes.types, drop=changes.dropped)
    return changes


def charts_in(document: etree._Element) -> list[tuple[etree._Element, str]]:
    """The charts of a document: the element with the alt text, and the relationship that leads to the chart."""
    found = []
    for described in document.iter(_DESCRIBED):
        holder = described.getparent()
        chart = next(holder.iter(f"{C}chart"), None) if holder is not None else None
        if chart is not None:
            found.append((described, chart.get(R_ID, "")))
    return found


def chart_name(described: etree._Element) -> str | None:
    """NAME of an alt text `chart:NAME`."""
    text = described.get("descr", "").strip()
    return text.removeprefix(ALT_PREFIX).strip() if text.startswith(ALT_PREFIX) else None


def _leave_out(package: Package, gone: Mapping[str, str], changes: Changes) -> None:
    if not gone:
        return
    for part in gone.values():
        changes.dropped |= {part, rels_name(part)} & set(package.names)
        changes.dropped |= {r.target for r in package.relations(part) if not r.external and r.target in package}
    relations = Relations(package, DOCUMENT)
    relations.remove(list(gone))
    changes.parts[relations.part] = relations.data


def _fill(package: Package, part: str, data: Mapping[str, Any], changes: Changes) -> None:
    original = package.read(part)
    root = package.parsed(part, original)
    categories = list(data.get("categories") or ())
    series = {
        spoken(plain(name)): [*values, *[None] * (len(categories) - len(values))][: len(categories)]
        for name, values in (data.get("series") or {}).items()
    }
    for number, element in enumerate(_as_many(root, len(series))):
        _fill_series(element, number, list(series)[number], categories, list(series.values())[number])
    texts = [text for title in root.iterfind(f"{C}chart/{C}title") for text in title.iter(_TEXT)]
    for number, text in enumerate(texts if data.get("title") is not None else ()):
        text.text = spoken(plain(data["title"])) if number == 0 else ""
    leave_gaps(root)
    _put_workbook(package, part, root, chart_book(categories, series), changes)
    changes.parts[part] = serialised(root, original)


def _as_many(root: etree._Element, count: int) -> list[etree._Element]:
    """As many series as there are figures for: spare ones go, missing ones are made like the last."""
    present = sorted(root.iter(f"{C}ser"), key=_order)
    for spare in present[count:]:
        holder = spare.getparent()
        if holder is not None:
            holder.remove(spare)
    while 0 < len(present) < count:
        copy = deepcopy(present[-1])
        for name in ("idx", "order"):
            for child in copy.findall(f"{C}{name}"):
                child.set("val", str(max(map(_order, present)) + 1))
        for name in ("spPr", "extLst"):  # its own colour and identity: two series must be told apart
            for child in copy.findall(f"{C}{name}"):
                copy.remove(child)
        present[-1].addnext(copy)
        present.append(copy)
    return present[:count]


def _order(series: etree._Element) -> int:
    order = series.find(f"{C}order")
    return 0 if order is None else int(order.get("val", "0"))


def _fill_series(
    series: etree._Element, number: int, name: str, categories: Sequence[object], values: Sequence[object]
) -> None:
    column, last = column_letters(number + 2), max(len(categories), 1) + 1
    for literal in series.findall(f"{C}tx/{C}v"):
        literal.text = name
    for reference in series.iter(*REFERENCES):
        match role(reference):
            case "tx":
                _point(reference, f"${column}$1", [name])
            case "cat" | "xVal":
                _point(reference, f"$A$2:$A${last}", categories)
            case "val" | "yVal":
                _point(reference, f"${column}$2:${column}${last}", values)


def _point(reference: etree._Element, cells: str, values: Sequence[object]) -> None:
    if reference.tag == f"{C}multiLvlStrRef":  # we have one level of categories
        reference.tag = f"{C}strRef"
        for cache in reference.findall(f"{C}multiLvlStrCache"):
            reference.remove(cache)
    formula = reference.find(f"{C}f")
    if formula is None:
        formula = etree.Element(f"{C}f")
        reference.insert(0, formula)
    formula.text = f"{SHEET_NAME}!{cells}"
    store(reference, values)


def _put_workbook(package: Package, part: str, root: etree._Element, book: bytes, changes: Changes) -> None:
    """Exchange the workbook behind a chart, or put one there."""
    present = next((name for name in package.related(part, "package") if name.endswith(".xlsx")), None)
    if present is not None:
        changes.parts[present] = book
        return
    number = 1
    while (name := f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx") in package or name in changes.parts:
        number += 1
    changes.parts[name], changes.types[name] = book, CONTENT_TYPE
    relations = Relations(package, part)
    id_ = relations.add("package", posixpath.relpath(name, posixpath.dirname(part)))
    changes.parts[relations.part] = relations.data
    for old in root.findall(f"{C}externalData"):
        root.remove(old)
    link = etree.Element(f"{C}externalData", {R_ID: id_})
    etree.SubElement(link, f"{C}autoUpdate", val="0")
    insert(root, link, root.find(f"{C}userShapes"))
