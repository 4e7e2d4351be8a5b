"""How a workbook was understood, as one page: a summary with the doubts first, every table, every sheet drawn."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from msgspec import Struct, to_builtins

from pmo_xl.model.days import full_day
from pmo_xl.model.fields import noun
from pmo_xl.reports.inspection_table import Asked, TableShown, table_shown
from pmo_xl.reports.sheet_lines import Picture
from pmo_xl.reports.sheet_picture import Laid, picture
from pmo_xl.reports.sheet_window import MOST_COLUMNS, MOST_ROWS
from pmo_xl.sheets.corrections import Corrections
from pmo_xl.sheets.doubts import doubt_of_sheet, doubts_of
from pmo_xl.sheets.reading import FileReading, Reading, SheetReading

_MOST_CELLS: Final = 60_000  # drawn on one page; beyond it sheets are drawn by their beginning only
_FEWEST_ROWS: Final = 20


class SheetShown(Struct, frozen=True):
    """One sheet: what it was taken for, its tables, and the sheet drawn.

    `rows` are those that hold anything; the lines of `toml` would have a skipped sheet read.
    """

    anchor: str
    name: str
    hidden: bool
    skipped: str
    rows: int
    toml: str
    doubtful: bool
    tables: tuple[TableShown, ...]
    notes: tuple[str, ...]
    picture: Picture

    @property
    def asks(self) -> Iterator[tuple[str, Asked]]:
        """What is in doubt about the sheet and its tables; of several tables on it the kind is named too."""
        if self.doubtful and not self.tables:
            yield self.name, Asked(self.skipped, self.anchor)
        for table in self.tables:
            where = f"{self.name} {table.kind}" if len(self.tables) > 1 else self.name
            yield from ((where, doubt) for doubt in table.doubts)


class Part(Struct, frozen=True):
    """The records of one table, and where it is described."""

    sheet: str
    anchor: str
    records: int


class Count(Struct, frozen=True):
    """How many records of one kind the workbook holds, and where."""

    kind: str
    records: int
    parts: tuple[Part, ...]


class Beside(Struct, frozen=True):
    """Another workbook read in the same run: its page, or why it was refused and what to do."""

    file: str
    page: str
    said: str
    doubts: int
    refused: str
    hint: str


class InspectionPage(Struct, frozen=True):
    """The page of one workbook."""

    file: str
    as_of: str
    source: str
    counts: tuple[Count, ...]
    sheets: tuple[SheetShown, ...]
    beside: tuple[Beside, ...]
    notes: tuple[str, ...]

    def values(self) -> dict[str, Any]:
        """What the template may name."""
        asks = [{"where": where, **to_builtins(ask)} for sheet in self.sheets for where, ask in sheet.asks]
        guesses = sum(len(table.guesses) for sheet in self.sheets for table in sheet.tables)
        values: dict[str, Any] = to_builtins(self)
        skipped = [sheet for sheet in values["sheets"] if sheet["skipped"]]
        return values | {"asks": asks, "guesses": guesses, "skipped": skipped}


def inspection_pages(reading: Reading, as_of: date, names: Mapping[str, str]) -> Iterator[InspectionPage]:
    """The page of every workbook that could be read. `names` gives the file name of each one's page, for links."""
    corrections = Corrections(reading)
    origins = {source.file: f"{source.saved} 保存 #{source.digest[:4]}" for source in reading.sources}
    beside = [_beside(file, names.get(file.file, "")) for file in reading.files]
    for file in reading.files:
        if not file.refused:
            sheets = tuple(_sheets(file, corrections))
            yield InspectionPage(
                file=file.file,
                as_of=full_day(as_of),
                source=origins.get(file.file, ""),
                counts=tuple(_counts(sheets)),
                sheets=sheets,
                beside=tuple(other for other in beside if other.file != file.file),
                notes=(*file.notes, *reading.notes),
            )


def _sheets(file: FileReading, corrections: Corrections) -> Iterator[SheetShown]:
    room = _MOST_CELLS
    for number, sheet in enumerate(file.sheets, 1):
        shown = _sheet(sheet, file.file, f"s{number}", corrections, room)
        room -= shown.picture.cells
        yield shown


def _sheet(sheet: SheetReading, file: str, anchor: str, corrections: Corrections, room: int) -> SheetShown:
    laid = [Laid(one, doubts_of(one)) for one in sheet.read]
    drawn = Picture()
    if sheet.grid is not None:
        wide = min(max(map(len, sheet.grid.rows), default=1), MOST_COLUMNS)
        drawn = picture(sheet.grid, laid, max(_FEWEST_ROWS, min(MOST_ROWS, room // max(wide, 1))))
    tables = tuple(
        table_shown(one, f"{anchor}t{number}", anchor, drawn.rows, corrections) for number, one in enumerate(laid, 1)
    )
    return SheetShown(
        anchor=anchor,
        name=sheet.sheet,
        hidden=sheet.grid is not None and sheet.grid.facts.visibility != "visible",
        skipped="" if sheet.read else sheet.skipped or "",
        rows=sum(len(row) > row.count(None) for row in sheet.grid.rows) if sheet.grid else 0,
        toml="" if sheet.read else corrections.of_sheet(sheet, file),
        doubtful=doubt_of_sheet(sheet) is not None or any(table.doubts for table in tables),
        tables=tables,
        notes=sheet.notes,
        picture=drawn,
    )


def _counts(sheets: Sequence[SheetShown]) -> Iterator[Count]:
    kinds: dict[str, list[Part]] = {}
    for sheet in sheets:
        for table in sheet.tables:
            if table.counted:
                kinds.setdefault(table.kind, []).append(Part(sheet.name, table.anchor, table.records))
    for kind, parts in kinds.items():
        yield Count(kind, sum(part.records for part in parts), tuple(parts))


def _beside(file: FileReading, page: str) -> Beside:
    counts: dict[str, int] = {}
    doubts = 0
    for sheet in file.sheets:
        doubts += doubt_of_sheet(sheet) is not None
        for one in sheet.read:
            doubts += len(doubts_of(one).asked)
            if one.register:
                kind = noun(one.table.kind)
                counts[kind] = counts.get(kind, 0) + len(one.records)
    said = "、".join(f"{kind} {count:,}件" for kind, count in counts.items()) or "記録はありません"
    return Beside(file.file, page, said, doubts, file.refused or "", file.hint or "")
