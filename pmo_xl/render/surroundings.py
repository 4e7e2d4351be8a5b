"""What stands around the cells of a sheet that grew: merges, rules, print areas, tables, notes, shapes, buttons."""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from pmo_xl.render.growth import Growth, filled_down, moved
from pmo_xl.render.package import R_ID
from pmo_xl.render.workbook import M, address, cell_name, without

_FORMULAS = frozenset(("formula", "formula1", "formula2", "f"))


def plain_formulas(data: etree._Element) -> None:
    """Formulas that Excel shares between cells, each written out in its own cell."""
    masters: dict[str, tuple[str, int, int]] = {}
    for cell in data.iter(f"{M}c"):
        formula = cell.find(f"{M}f")
        if formula is None or formula.get("t") != "shared":
            continue
        row, column = address(cell.get("r", ""))
        index = formula.get("si", "")
        if formula.text:
            masters[index] = (formula.text, row, column)
        elif index in masters:
            text, top, left = masters[index]
            formula.text = filled_down(text, row - top, column - left)
        without(formula, "t", "si", "ref")


def rearrange(root: etree._Element, sheet: str, growths: Mapping[str, Growth]) -> None:
    """Everything of a sheet's XML beside its cells, after rows grew here or where its formulas look."""
    growth = growths.get(sheet)
    for top in root.iterchildren(etree.Element):
        if top.tag in (f"{M}sheetData", f"{M}dimension"):
            continue
        for element in top.iter(etree.Element):
            name = etree.QName(element).localname
            if name in _FORMULAS and element.text:
                element.text = moved(element.text, sheet, growths)
            elif name == "cfvo" and element.get("type") == "formula":
                element.set("val", moved(element.get("val", ""), sheet, growths))
            elif name == "hyperlink" and element.get(R_ID) is None:
                element.set("location", moved(element.get("location", ""), sheet, growths))
            if growth is not None:
                _move(element, name, growth)
    breaks = root.find(f"{M}rowBreaks")
    for line in breaks if growth is not None and breaks is not None else ():
        line.set("id", str(growth.last(int(line.get("id", "0")))))  # type: ignore[union-attr]


def _move(element: etree._Element, name: str, growth: Growth) -> None:
    for attribute in ("ref", "sqref"):
        if area := element.get(attribute):
            element.set(attribute, growth.areas(area))
    if name == "sqref" and element.text:
        element.text = growth.areas(element.text)
    elif name == "anchor":
        move_anchor(element, growth)


def repeat_merges(root: etree._Element, growth: Growth) -> None:
    """Cells merged inside a growing row are merged in each of its copies."""
    holder = root.find(f"{M}mergeCells")
    if holder is None:
        return
    copies = {growth.first(row): growth.last(row) for row in growth.extra}
    for merge in list(holder):
        start, _, end = merge.get("ref", "").partition(":")
        (top, left), (bottom, right) = address(start), address(end or start)
        if copies.get(top) != bottom:
            continue
        for row in range(top, bottom + 1) if left != right else ():
            etree.SubElement(holder, f"{M}mergeCell", ref=f"{cell_name(row, left)}:{cell_name(row, right)}")
        holder.remove(merge)
    if holder.get("count"):
        holder.set("count", str(len(holder)))


def move_anchor(anchor: etree._Element, growth: Growth) -> None:
    """A shape's place: it moves with the row it begins on and keeps its size."""
    corners = [e for e in anchor.iterchildren(etree.Element) if etree.QName(e).localname in ("from", "to")]
    rows = [e for corner in corners for e in corner if etree.QName(e).localname == "row"]
    if rows:
        begin = int(rows[0].text or "0") + 1  # counted from 0
        for row in rows:
            row.text = str(int(row.text or "0") + growth.first(begin) - begin)


def move_references(root: etree._Element, growth: Growth, *, cells: bool) -> bool:
    """The `ref` of a table (an area that grows) or of notes (`cells`: one cell each); whether one changed."""
    changed = False
    for element in root.iter(etree.Element):
        area = element.get("ref")
        if area:
            now = growth.areas(area)
            element.set("ref", now.partition(":")[0] if cells else now)
            changed |= element.get("ref") != area
    return changed


def moved_vml(data: bytes, growth: Growth) -> bytes:
    """The old drawing language of buttons and notes, which is no proper XML: its rows are exchanged in the text."""

    def anchor(found: re.Match[bytes]) -> bytes:
        numbers = [int(number) for number in found[2].split(b",")]
        shift = growth.first(numbers[2] + 1) - (numbers[2] + 1)
        numbers[2], numbers[6] = numbers[2] + shift, numbers[6] + shift
        return found[1] + b", ".join(b"%d" % number for number in numbers) + found[3]

    def row(found: re.Match[bytes]) -> bytes:
        return found[1] + b"%d" % (growth.first(int(found[2]) + 1) - 1) + found[3]

    data = re.sub(rb"(<x:Anchor>)\s*(\d+(?:\s*,\s*\d+){7})\s*(</x:Anchor>)", anchor, data)
    return re.sub(rb"(<x:Row>)\s*(\d+)\s*(</x:Row>)", row, data)


def looks(root: etree._Element) -> list[str]:
    """Where a sheet looks: the texts of its formulas and the places its links lead to, to see whether they changed."""
    found = [e.text or "" for e in root.iter(*(f"{{*}}{name}" for name in _FORMULAS))]
    return found + [e.get("location", "") for e in root.iter(f"{M}hyperlink")]


def check_merges(root: etree._Element, growing: Mapping[int, Iterable[int]]) -> str | None:
    """The merged area, if any, that would hide rows of a list: one over several rows in a column of the list."""
    for merge in root.iterfind(f"{M}mergeCells/{M}mergeCell"):
        start, _, end = merge.get("ref", "").partition(":")
        (top, left), (bottom, right) = address(start), address(end or start)
        for row, columns in growing.items():
            if top < bottom and top <= row <= bottom and any(left <= column <= right for column in columns):
                return f"{start}:{end}"
    return None
