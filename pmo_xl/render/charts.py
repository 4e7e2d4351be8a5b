"""Charts that follow their data: the ranges they point at and the values they keep in store."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from lxml import etree

from pmo_xl.model.place import column_letters, column_number
from pmo_xl.render.cells import serial
from pmo_xl.render.growth import Growth, moved, unquoted
from pmo_xl.render.sheet import Sheet
from pmo_xl.render.text import plain, spoken

CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
C: Final = f"{{{CHART}}}"
_RANGE = re.compile(
    r"(?P<sheet>'(?:[^']|'')+'|[^'!:(),]+)!\$?(?P<left>[A-Z]{1,3})\$?(?P<top>\d+)"
    r"(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>\d+))?"
)


def follow(
    root: etree._Element, sheets: Mapping[str, Sheet], growths: Mapping[str, Growth], *, since_1904: bool
) -> bool:
    """Let a chart of a workbook point at the rows that are filled now and show their values; whether it changed."""
    changed = False
    for reference in list(root.iter(f"{C}strRef", f"{C}numRef", f"{C}multiLvlStrRef")):
        formula = reference.find(f"{C}f")
        if formula is None or not formula.text:
            continue
        found = _RANGE.fullmatch(formula.text.strip())
        sheet = sheets.get(unquoted(found["sheet"])) if found else None
        if found is None or sheet is None:
            now = moved(formula.text, "", growths)
            changed |= now != formula.text
            formula.text = now
            continue
        top, bottom = int(found["top"]), int(found["bottom"] or found["top"])
        left, right = column_number(found["left"]), column_number(found["right"] or found["left"])
        if _is_name(reference):
            top, bottom = sheet.growth.first(top), sheet.growth.first(bottom)
        else:
            top, bottom = sheet.filled_area(top, bottom, left)
        formula.text = f"{found['sheet']}!{_corners(top, left, bottom, right)}"
        values = [sheet.value(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        if ... not in values:
            store(reference, values, since_1904=since_1904)
        changed = True
    return changed


def _is_name(reference: etree._Element) -> bool:
    """Whether the reference is a title or a series' name: one cell, not a range of points."""
    parent = reference.getparent()
    return parent is not None and parent.tag == f"{C}tx"


def _corners(top: int, left: int, bottom: int, right: int) -> str:
    start, end = f"${column_letters(left)}${top}", f"${column_letters(right)}${bottom}"
    return start if start == end else f"{start}:{end}"


def store(reference: etree._Element, values: Sequence[Any], *, since_1904: bool = False) -> None:
    """Put the values into a reference's cache. Texts turn a numeric reference into one of texts, as Excel does."""
    if reference.tag == f"{C}multiLvlStrRef":
        for cache in reference.findall(f"{C}multiLvlStrCache"):
            reference.remove(cache)  # optional; Excel builds it from the cells
        return
    if reference.tag == f"{C}numRef" and _holds_points(reference, "cat") and any(isinstance(v, str) for v in values):
        reference.tag = f"{C}strRef"
        for cache in reference.findall(f"{C}numCache"):
            reference.remove(cache)
    numeric = reference.tag == f"{C}numRef"
    name = f"{C}numCache" if numeric else f"{C}strCache"
    cache = reference.find(name)
    if cache is None:
        cache = etree.Element(name)
        formula = reference.find(f"{C}f")
        assert formula is not None
        formula.addnext(cache)
    for child in list(cache):
        if child.tag in (f"{C}ptCount", f"{C}pt"):
            cache.remove(child)
    points = [etree.Element(f"{C}ptCount", val=str(len(values)))]
    show: Callable[[Any], str | None] = (lambda v: _figure(v, since_1904)) if numeric else _word
    for index, value in enumerate(values):
        shown = show(value)
        if shown is not None:
            point = etree.Element(f"{C}pt", idx=str(index))
            etree.SubElement(point, f"{C}v").text = shown
            points.append(point)
    code = cache.find(f"{C}formatCode")
    at = 0 if code is None else 1
    cache[at:at] = points


def _holds_points(reference: etree._Element, name: str) -> bool:
    parent = reference.getparent()
    return parent is not None and parent.tag == f"{C}{name}"


def _figure(value: Any, since_1904: bool) -> str | None:
    """A number of a cache; a gap for what is none."""
    if isinstance(value, date):
        count = serial(value, since_1904)
        return None if count is None else repr(count)
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float) and math.isfinite(value):
        return repr(value)
    return None


def _word(value: Any) -> str | None:
    text = spoken(plain(value))
    return text or None
