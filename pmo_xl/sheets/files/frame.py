"""What a sheet says around its cells: merges, drop-downs, filter, frozen rows, tables, comments, drawings."""

import re
from xml.etree.ElementTree import Element

from msgspec import Struct

from pmo_xl.model.grid import Area, ListObject
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.areas import area_of, areas_of
from pmo_xl.sheets.files.package import Package, Relation
from pmo_xl.sheets.files.xmltree import tree, whole
from pmo_xl.sheets.xlsx.stream import unescaped

_COMMENT = lazy(rb"<(?:\w+:)?(?:comment|threadedComment)\s[^<>]*?\bref=\"([A-Z]+[0-9]+)\"")
_ANCHOR = lazy(rb"<(?:\w+:)?(?:twoCellAnchor|oneCellAnchor|absoluteAnchor)\b")


class ListRule(Struct, frozen=True):
    """A drop-down as written: the cells it governs, and the formula that gives its words, or these themselves."""

    areas: tuple[Area, ...]
    formula: str
    words: tuple[str, ...] = ()


class Frame(Struct, frozen=True):
    """The facts of one sheet that do not stand in its cells. Hidden columns reach as far as Excel says (to XFD)."""

    merges: tuple[Area, ...] = ()
    lists: tuple[ListRule, ...] = ()
    filter_area: Area | None = None
    frozen_rows: int = 0
    hidden_columns: tuple[tuple[int, int], ...] = ()
    list_objects: tuple[ListObject, ...] = ()
    comments: int = 0
    drawings: int = 0


def read_frame(package: Package, part: str, xml: bytes, inside: tuple[int, int]) -> Frame:
    """The frame of the sheet in `part`, whose XML is `xml` and whose cells stand at `inside` (left out here).

    Raises RefusalError when the XML around the cells, or a part the sheet points at, is damaged.
    """
    root = tree(xml[: inside[0]] + xml[inside[1] :], part)
    relations = package.relations(part)
    merges = (area_of(merge.get("ref", "")) for merge in root.iterfind("mergeCells/mergeCell"))
    return Frame(
        merges=tuple(area for area in merges if area and (area.top, area.left) != (area.bottom, area.right)),
        lists=tuple(_lists(root)),
        filter_area=next((area_of(mark.get("ref", "")) for mark in root.iterfind("autoFilter")), None),
        frozen_rows=_frozen_rows(root),
        hidden_columns=tuple(
            (_number(column, "min"), _number(column, "max"))
            for column in root.iterfind("cols/col")
            if column.get("hidden") in ("1", "true")
        ),
        list_objects=tuple(_list_objects(package, relations)),
        comments=len(_found(package, relations, ("comments", "threadedComment"), _COMMENT)),
        drawings=sum(len(_ANCHOR.findall(package.read(r.target))) for r in _of(package, relations, ("drawing",))),
    )


def _lists(root: Element) -> list[ListRule]:
    """Drop-downs, the old ones and those of the extension list (which may point at other sheets)."""
    rules = []
    for rule in root.iter("dataValidation"):
        if rule.get("type") == "list":
            formula = next((text for f in rule.iterfind("formula1") if (text := "".join(f.itertext()).strip())), "")
            cells = rule.get("sqref") or " ".join(mark.text or "" for mark in rule.iterfind("sqref"))
            rules.append(ListRule(areas_of(cells), formula))
    return rules


def _frozen_rows(root: Element) -> int:
    """How many rows stay in sight at the top, rows scrolled out above them included."""
    for view in root.iterfind("sheetViews/sheetView"):
        pane = view.find("pane")
        if pane is not None and pane.get("state") in ("frozen", "frozenSplit"):
            top = area_of(view.get("topLeftCell", "A1"))
            rows = whole(pane.get("ySplit", "0").partition(".")[0])
            return rows + (top.top - 1 if top else 0) if rows else 0
    return 0


def _list_objects(package: Package, relations: tuple[Relation, ...]) -> list[ListObject]:
    found = []
    for relation in _of(package, relations, ("table",)):
        root = tree(package.read(relation.target), relation.target)
        if area := area_of(root.get("ref", "")):
            found.append(
                ListObject(
                    name=root.get("displayName", root.get("name", "")),
                    area=area,
                    columns=tuple(unescaped(c.get("name", "")) for c in root.iterfind("tableColumns/tableColumn")),
                    header_rows=_number(root, "headerRowCount", 1),
                    totals_rows=_number(root, "totalsRowCount"),
                )
            )
    return found


def _of(package: Package, relations: tuple[Relation, ...], kinds: tuple[str, ...]) -> list[Relation]:
    return [relation for relation in relations if relation.kind in kinds and relation.target in package]


def _found(
    package: Package, relations: tuple[Relation, ...], kinds: tuple[str, ...], pattern: re.Pattern[bytes]
) -> set[bytes]:
    """What the pattern finds, each once: a threaded comment has a plain twin on the same cell for old Excels."""
    return {cell for r in _of(package, relations, kinds) for cell in pattern.findall(package.read(r.target))}


def _number(element: Element, name: str, default: int = 0) -> int:
    number = whole(element.get(name, ""))
    return default if number is None else number
