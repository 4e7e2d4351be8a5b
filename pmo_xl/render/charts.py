"""Charts that follow their data: the ranges they point at and the values they keep in store."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from lxml import etree

from pmo_xl.model.place import column_letters, column_number
from pmo_xl.render.cells import DATE_FORMAT, serial
from pmo_xl.render.growth import Growth, moved, unquoted
from pmo_xl.render.sheet import UNCALCULATED, Sheet
from pmo_xl.render.text import plain, spoken

C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
REFERENCES: Final = (f"{C}strRef", f"{C}numRef", f"{C}multiLvlStrRef")
_RANGE = re.compile(
    r"(?P<sheet>'(?:[^']|'')+'|[^'!:(),]+)!\$?(?P<left>[A-Z]{1,3})\$?(?P<top>\d+)"
    r"(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>\d+))?"
)


def follow(
    root: etree._Element, sheets: Mapping[str, Sheet], growths: Mapping[str, Growth], *, since_1904: bool
) -> bool:
    """Let a workbook's chart point at the rows that are filled now and show their values; whether it looks there."""
    changed = False
    for reference in list(root.iter(*REFERENCES)):
        formula = reference.find(f"{C}f")
        if formula is None or not formula.text:
            continue
        found = _RANGE.fullmatch(formula.text.strip())
        sheet = sheets.get(unquoted(found["sheet"])) if found else None
        if found is None or sheet is None:
            before, formula.text = formula.text, moved(formula.text, "", growths)
            changed |= before != formula.text
            continue
        top, bottom = int(found["top"]), int(found["bottom"] or found["top"])
        left, right = column_number(found["left"]), column_number(found["right"] or found["left"])
        filled = sheet.fills(top, bottom, left, right)
        if role(reference) == "tx":  # a title or a series' name is one cell, not a range of points
            top, bottom = sheet.growth.first(top), sheet.growth.first(bottom)
        else:
            top, bottom = sheet.area(top, bottom, left)
        start, end = f"${column_letters(left)}${top}", f"${column_letters(right)}${bottom}"
        before, formula.text = formula.text, f"{found['sheet']}!{start}" + (f":{end}" if end != start else "")
        if not filled and _same(before, formula.text):
            formula.text = before
            continue
        changed = True
        values = [sheet.value(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        if UNCALCULATED not in values:
            code = sheet.date_format(top, left) or DATE_FORMAT
            store(reference, values, since_1904=since_1904, date_format=code)
    if changed:
        leave_gaps(root)
    return changed


def _same(one: str, other: str) -> bool:
    """Whether two ranges mean the same cells, with or without $."""
    return one.replace("$", "") == other.replace("$", "")


def leave_gaps(root: etree._Element) -> None:
    """Where a chart does not say how a missing value is drawn, it is a gap: the default of the format is zero."""
    chart = root.find(f"{C}chart")
    if chart is None or chart.find(f"{C}dispBlanksAs") is not None:
        return
    before = [e for e in chart if e.tag in (f"{C}plotArea", f"{C}legend", f"{C}plotVisOnly")]
    if before:
        before[-1].addnext(etree.Element(f"{C}dispBlanksAs", val="gap"))


def role(reference: etree._Element) -> str:
    """What a reference is for: tx (a name), cat, val, xVal, yVal, bubbleSize."""
    parent = reference.getparent()
    return "" if parent is None else etree.QName(parent).localname


def store(
    reference: etree._Element,
    values: Sequence[object],
    *,
    since_1904: bool = False,
    date_format: str = DATE_FORMAT,
) -> None:
    """Put the values into a reference's cache. Categories become a reference to texts, or to days, as they are."""
    if reference.tag == f"{C}multiLvlStrRef":
        for cache in reference.findall(f"{C}multiLvlStrCache"):
            reference.remove(cache)  # it may be left out: Excel builds it from the cells
        return
    days = any(isinstance(value, date) for value in values)
    if role(reference) in ("cat", "xVal"):
        texts = any(isinstance(value, str) for value in values)
        _turn(reference, "strRef" if texts else "numRef" if days else etree.QName(reference).localname)
    numeric = reference.tag == f"{C}numRef"
    cache = _cache(reference, f"{C}numCache" if numeric else f"{C}strCache")
    if numeric and days:
        _show_days(cache, date_format)
    for child in list(cache):
        if child.tag in (f"{C}ptCount", f"{C}pt"):
            cache.remove(child)
    points = [etree.Element(f"{C}ptCount", val=str(len(values)))]
    for index, value in enumerate(values):
        shown = _figure(value, since_1904) if numeric else spoken(plain(value))
        if shown:
            point = etree.Element(f"{C}pt", idx=str(index))
            etree.SubElement(point, f"{C}v").text = shown
            points.append(point)
    at = 0 if cache.find(f"{C}formatCode") is None else 1
    cache[at:at] = points


def _turn(reference: etree._Element, kind: str) -> None:
    if reference.tag != f"{C}{kind}":
        reference.tag = f"{C}{kind}"
        for cache in (*reference.findall(f"{C}numCache"), *reference.findall(f"{C}strCache")):
            reference.remove(cache)


def _cache(reference: etree._Element, name: str) -> etree._Element:
    cache = reference.find(name)
    if cache is None:
        cache = etree.Element(name)
        reference.insert(1, cache)  # behind the formula
    return cache


def _show_days(cache: etree._Element, date_format: str) -> None:
    """Days without a format would be printed as 45419."""
    code = cache.find(f"{C}formatCode")
    if code is None:
        code = etree.Element(f"{C}formatCode")
        cache.insert(0, code)
    if code.text in (None, "", "General"):
        code.text = date_format


def _figure(value: object, since_1904: bool) -> str:
    """A number of a cache; "" leaves a gap."""
    if isinstance(value, date):
        count = serial(value, since_1904)
        return "" if count is None else repr(count)
    if isinstance(value, bool):
        return str(int(value))
    return repr(value) if isinstance(value, int | float) and math.isfinite(value) else ""
