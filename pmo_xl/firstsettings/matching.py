"""Which section of a pmo.toml, live or behind a #, speaks of which table."""

from collections.abc import Sequence

from msgspec import Struct

from pmo_xl.firstsettings.existing import Existing, Section
from pmo_xl.firstsettings.found import Found
from pmo_xl.sheets.claimed import has_column
from pmo_xl.sheets.reading import ReadTable

Placed = tuple[str, ReadTable]  # the workbook as pmo.toml names it, and a table in it


class Matched(Struct, frozen=True):
    """The tables of each section, and those no section speaks of."""

    tables: dict[str, list[Placed]]
    new: list[Placed]


def matched(existing: Existing, found: Found) -> Matched:
    """Every table beside the section that claims it, else the one with its heading rows, else the one of its kind."""
    tables: dict[str, list[Placed]] = {name: [] for name in existing.sections}
    rest: list[Placed] = []
    for file, one in found.tables:
        speaking = [s for s in existing.sections.values() if s.speaks_of(file, one.table.sheet)]
        rows = one.table.header_rows
        meant = [s for s in speaking if s.name == one.section or (s.header_rows == rows and not s.is_live)]
        if meant:
            tables[max(meant, key=lambda s: _fit(s, one)).name].append((file, one))
        else:
            rest.append((file, one))
    new: list[Placed] = []
    for file, one in rest:  # a heading that has moved: the section has no table of this sheet yet
        section = next((s for s in existing.sections.values() if _may_be(s, file, one, tables[s.name])), None)
        (tables[section.name] if section else new).append((file, one))
    return Matched(tables, new)


def _fit(section: Section, one: ReadTable) -> tuple[bool, bool, int]:
    """How well a section fits a table in heading rows that it names."""
    columns = sum(has_column(one.table, str(said.value)) for said in section.columns)
    return section.name == one.section, section.kind == one.table.kind, columns


def _may_be(section: Section, file: str, one: ReadTable, placed: Sequence[Placed]) -> bool:
    """Whether a table in other rows is the one that a section behind a # spoke of."""
    same = section.speaks_of(file, one.table.sheet) and section.kind == one.table.kind
    return same and not section.is_live and not _has_sheet(placed, file, one)


def _has_sheet(placed: Sequence[Placed], file: str, one: ReadTable) -> bool:
    return any(where == file and other.table.sheet == one.table.sheet for where, other in placed)
