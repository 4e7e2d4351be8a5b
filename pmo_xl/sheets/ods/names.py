"""What an OpenDocument spreadsheet calls by a name or offers as a list, said as Excel would write it."""

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from pmo_xl.model.grid import Area, CellValue, ListObject
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.files.areas import Target, target_of
from pmo_xl.sheets.files.frame import ListRule
from pmo_xl.sheets.files.xmltree import whole
from pmo_xl.sheets.ods.tables import DatabaseRange, NamedPlace, OpenTable

# [$'リスト 1'.$A$1:.$A$5], 課題.A1:課題.K4, [.A1]: a sheet where there is one, a point, the cell.
_SHEET = r"(?:\$?(?:'((?:[^']|'')*)'|([^\[\]'.:;\"(]*)))"
_PLACE = lazy(rf"\[?{_SHEET}\.(\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}})(?::{_SHEET}?\.?(\$?[A-Z]{{1,3}}\$?[0-9]{{1,7}}))?\]?$")
_LIST = lazy(r"^(?:\w+:)?cell-content-is-in-list\((.*)\)$")
_FROZEN = "2"
_WORD = lazy(r'"((?:[^"]|"")*)"')


def target_at(place: str) -> Target | None:
    """The cells at a place as OpenDocument writes it; None when it is none."""
    return target_of(_as_excel(place))


def names_of(places: Iterable[NamedPlace]) -> dict[tuple[str, str], str]:
    """(sheet or "", folded name) → the cells it stands for, as Excel writes them."""
    return {(named.sheet, named.name.lower()): _as_excel(named.place) for named in places}


def lists_of(table: OpenTable, conditions: Mapping[str, str]) -> list[ListRule]:
    """The drop-downs of a sheet; `conditions` are the validations of the workbook by their names."""
    areas: dict[str, list[Area]] = {}
    for (name, _, _), governed in table.lists.items():
        areas.setdefault(name, []).extend(governed)
    found = ((_LIST.match(conditions.get(name, "")), tuple(governed)) for name, governed in areas.items())
    return [ListRule(governed, _as_excel(rule[1]), _literal(rule[1])) for rule, governed in found if rule]


def _literal(argument: str) -> tuple[str, ...]:
    """The words of a list that names them itself; they may hold commas here."""
    if not argument.startswith('"'):
        return ()
    words = (word.replace('""', '"').strip() for word in _WORD.findall(argument))
    return tuple(dict.fromkeys(word for word in words if word))


def list_object(found: DatabaseRange, area: Area, rows: Sequence[Sequence[CellValue]]) -> ListObject:
    """A named range of records; `rows` are the sheet's values, in whose first row its headings stand."""
    heading = rows[area.top - 1] if area.top <= len(rows) else ()
    columns = tuple(str(value or "") for value in heading[area.left - 1 : area.right])
    return ListObject(found.name, area, columns, header_rows=1 if found.has_head else 0)


def frozen_rows(settings: Element) -> dict[str, int]:
    """Sheet → how many rows stay in sight at its top, from settings.xml."""
    found: dict[str, int] = {}
    for entry in settings.iter("config-item-map-entry"):
        items = {item.get("name", ""): item.text or "" for item in entry.iterfind("config-item")}
        rows = whole(items.get("VerticalSplitPosition", ""))
        if items.get("VerticalSplitMode") == _FROZEN and rows:
            found[entry.get("name", "")] = rows
    return found


def _as_excel(place: str) -> str:
    """`$'リスト 1'.$A$1:.$A$5` → `'リスト 1'!$A$1:$A$5`; what is no place stays as it is."""
    found = _PLACE.match(place)
    if found is None:
        return place
    quoted, plain, first, *_, last = found.groups()
    sheet = quoted if quoted is not None else plain.replace("'", "''")
    return (f"'{sheet}'!" if sheet else "") + first + (f":{last}" if last else "")
