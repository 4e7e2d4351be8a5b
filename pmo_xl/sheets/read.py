"""Workbooks to registers: every file opened, every sheet understood, the tables of one kind brought together."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import MappingProxyType

from msgspec.structs import replace

from pmo_xl.errors import BookError
from pmo_xl.model.fields import KINDS
from pmo_xl.model.grid import CellValue, Grid, SheetFacts
from pmo_xl.model.record import Record
from pmo_xl.model.register import Oddity, Register
from pmo_xl.model.table import Table
from pmo_xl.settings import Config, ProjectSection, RegisterSection
from pmo_xl.sheets.claimed import claimed_tables, has_column, left_over, overlap
from pmo_xl.sheets.files.book import Book, open_book
from pmo_xl.sheets.files.lockfile import editor_of
from pmo_xl.sheets.finding.layout import find_tables
from pmo_xl.sheets.reading import FileReading, Reading, ReadTable, SheetReading
from pmo_xl.sheets.records_of import read_table
from pmo_xl.sheets.repeats import left_out, without_repeats
from pmo_xl.sheets.sections import Claim, Sections
from pmo_xl.sheets.standards import told_as_standard
from pmo_xl.situation import Source

__all__ = ["FileReading", "Reading", "SheetReading", "read_project", "records_of", "register_from_rows"]

Progress = Callable[[str], None]

_REPORT = "Excelで開き直して保存しても変わらないときは、--debug を付けた結果を添えてお知らせください"


def read_project(
    paths: Sequence[Path],
    config: Config | None = None,
    *,
    root: Path | None = None,
    password: str | None = None,
    near: date | None = None,
    progress: Progress | None = None,
    opened: Mapping[Path, Book] = MappingProxyType({}),
) -> Reading:
    """Read workbooks as far as they are understood; a file or sheet that cannot be read never stops the others.

    `config` corrects what inspection does not get right: a kind that [registers.*] names is taken from there only,
    all other kinds are found by inspection. `root` is the folder that file names in it are relative to. `near` is the
    day that gives a missing year where nothing nearer does (default: the end of the phase, else the day the book was
    saved); a day outside the project's period gives way to its nearest one. `progress` is told the name of each file.
    `opened` are workbooks somebody has open, as they stand there: they are taken in place of the files of these paths.
    """
    config = config or Config()
    sections = Sections(config.registers, paths, root)
    files: list[FileReading] = []
    sources: list[Source] = []
    with _no_collecting():
        for path, shown in _names(paths).items():
            if progress:
                progress(shown)
            try:
                live = opened.get(path)
                book = live.called(shown) if live else open_book(path, shown=shown, password=password)
                files.append(_file(book, sections, _near(near, config.project, book)))
                sources.append(_source(shown, book, "" if live else editor_of(book.path) or ""))
            except BookError as error:
                files.append(FileReading(shown, error.reason, error.hint, passing=error.passing))
            except Exception as error:
                # A fault of ours in one book must not take the others with it; it is listed like any refusal.
                import logging

                logging.getLogger(__name__).debug("%s", shown, exc_info=True)
                files.append(FileReading(shown, f"読み取り中に問題が起きました（{type(error).__name__}）", _REPORT))
        files = _only_from_sections(files, sections)
        files = _without_hidden(files, sections)
        files = without_repeats(files)
    return Reading(_registers(files, sections), tuple(files), tuple(sources), _unmet(files, sections))


def register_from_rows(
    kind: str | None,
    rows: Sequence[Sequence[CellValue]],
    *,
    name: str | None = None,
    near: date | None = None,
    file: str = "台帳.xlsx",
    sheet: str = "一覧",
    facts: SheetFacts | None = None,
    header_row: int = 1,
) -> Register:
    """A register from rows of values, the first of them its heading, read as a sheet of a workbook would be.

    Without a `kind` it is found as for any sheet; `facts` are what values alone do not show (error cells). Above the
    `header_row` of a memo stands its head.
    Raises ValueError when the rows hold no table.
    """
    grid = Grid(file, sheet, [list(row) for row in rows], facts or SheetFacts())
    section = RegisterSection(kind=kind, header_rows=(header_row,)) if kind else None
    tables = [table for table in find_tables(grid, section=section).tables if not table.within]
    if not tables:
        raise ValueError("no table in these rows")
    read = [read_table(table, near=near) for table in tables]
    found = kind or read[0].table.kind
    return _register(name or KINDS[found][1], found, read)


def records_of(table: Table, *, near: date | None = None) -> tuple[list[Record], list[Oddity]]:
    """The records of a table that was found, and the cells that could not be read plainly."""
    read = read_table(table, near=near)
    return list(read.records), list(read.oddities)


def _file(book: Book, sections: Sections, near: date | None) -> FileReading:
    sheets = []
    for name in book.sheets:
        if name in book.unreadable:
            sheets.append(SheetReading(name, book.unreadable[name], damaged=True))
        elif name in book.grids:
            sheets.append(_sheet(book.grid(name), sections, sections.on(book.path), near))
        else:
            sheets.append(SheetReading(name, "グラフなど、表のないシートです"))
    return FileReading(book.file, sheets=tuple(sheets), notes=book.notes)


def _source(shown: str, book: Book, editor: str) -> Source:
    return Source(shown, str(book.path), book.saved, book.digest, editor, book.links)


def _sheet(grid: Grid, sections: Sections, claims: Sequence[Claim], near: date | None) -> SheetReading:
    if grid.facts.is_ours:
        return SheetReading(grid.sheet, "このツールが付けた指摘の一覧です（集計に含めません）")
    layout = find_tables(grid)
    read: list[ReadTable] = []
    for claim in claims:
        for table in claimed_tables(grid, layout, claim):
            if not any(overlap(table, one.table) for one in read):
                one = read_table(table, near=near, given=claim.section.values)
                read.append(replace(one, register=sections.register_of(claim, table.kind), section=claim.name))
    claimed = [one.table for one in read]
    for found in layout.tables:
        if left := left_over(grid, found, claimed):
            register = "" if left.kind == "other" else KINDS[left.kind][1]
            read.append(replace(read_table(told_as_standard(left), near=near), register=register))
    read.sort(key=lambda one: (one.table.header_rows, min(one.table.headers, default=0)))
    notes = tuple(dict.fromkeys((*layout.notes, *grid.facts.notes)))
    return SheetReading(grid.sheet, None if read else layout.skipped, tuple(read), notes, grid)


def _only_from_sections(files: Sequence[FileReading], sections: Sections) -> list[FileReading]:
    """Tables found by inspection whose kind pmo.toml takes from elsewhere are in no register."""
    taken = dict(sections.taken)
    taken |= {one.table.kind: one.section for one in _every(files) if sections.is_only(one.section)}

    def seen(one: ReadTable) -> ReadTable:
        if one.section or not one.register or one.table.kind not in taken:
            return one
        section = taken[one.table.kind]
        return left_out(one, f"pmo.toml の [registers.{section}] が別の表を指定しているため、集計に含めていません")

    return [_with_tables(file, seen) for file in files]


def _without_hidden(files: Sequence[FileReading], sections: Sections) -> list[FileReading]:
    """Hidden sheets are passed over where a visible one has a table of the same kind, or pmo.toml names the sheet."""
    visible = {one.table.kind for one in _every(files) if not _is_hidden(one.table)}

    def seen(sheet: SheetReading) -> SheetReading:
        hidden = [one for one in sheet.read if _is_hidden(one.table)]
        kept = [
            one for one in hidden if one.table.kind not in visible or sections.names_sheet(one.section, sheet.sheet)
        ]
        if not hidden or kept:
            return sheet
        return replace(sheet, skipped="非表示のシートです（同じ種類の表が表示されているシートにあります）", read=())

    return [replace(file, sheets=tuple(map(seen, file.sheets))) for file in files]


def _is_hidden(table: Table) -> bool:
    return table.grid.facts.visibility != "visible"


def _every(files: Sequence[FileReading]) -> Iterator[ReadTable]:
    return (one for file in files for sheet in file.sheets for one in sheet.read)


def _with_tables(file: FileReading, change: Callable[[ReadTable], ReadTable]) -> FileReading:
    sheets = (replace(sheet, read=tuple(map(change, sheet.read))) for sheet in file.sheets)
    return replace(file, sheets=tuple(sheets))


def _registers(files: Sequence[FileReading], sections: Sections) -> dict[str, Register]:
    """The registers in the order in which their tables were met."""
    tables: dict[str, list[ReadTable]] = {}
    for one in _every(files):
        if one.register:
            tables.setdefault(one.register, []).append(one)
    return {name: _register(name, same[0].table.kind, same, sections.side(name)) for name, same in tables.items()}


def _register(name: str, kind: str, tables: Sequence[ReadTable], side: str | None = None) -> Register:
    return Register(
        name,
        kind,
        records=tuple(record for one in tables for record in one.records),
        tables=tuple(one.table for one in tables),
        oddities=tuple(odd for one in tables for odd in one.oddities),
        side=side,
    )


def _unmet(files: Sequence[FileReading], sections: Sections) -> tuple[str, ...]:
    """Sections of pmo.toml to which no table was found, and columns they name that none of their tables has."""
    unmet = []
    for claim in sections.claims:
        tables = [one.table for one in _every(files) if one.section == claim.name]
        if not tables:
            unmet.append(f"[registers.{claim.name}] に合う表が見つかりません。file・sheet・kind を確認してください")
        for said in filter(None, claim.section.columns.values() if tables else ()):
            if not any(has_column(table, said) for table in tables):
                unmet.append(
                    f"[registers.{claim.name}.columns] の「{said}」という列が見つかりません。"
                    "見出しの文字か列の記号を確認してください"
                )
    return tuple(f"pmo.toml の {words}" for words in unmet)


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """Path → how it is called: its name, with its folder where two files share one."""
    names = [path.name for path in paths]
    return {
        path: path.name if names.count(path.name) == 1 else f"{path.resolve().parent.name}/{path.name}"
        for path in paths
    }


def _near(day: date | None, project: ProjectSection, book: Book) -> date | None:
    """The day a missing year is nearest to, kept within the project's period as far as pmo.toml tells it."""
    day = day or project.phase_end or _saved_day(book)
    last = project.go_live or project.phase_end
    if day and last:
        day = min(day, last)
    return max(day, project.phase_start) if day and project.phase_start else day


def _saved_day(book: Book) -> date | None:
    try:
        return date.fromisoformat(book.saved[:10])
    except ValueError:
        return None


@contextmanager
def _no_collecting() -> Iterator[None]:
    """No garbage collection while hundreds of thousands of values are made: there is nothing to collect among them.

    It would look through all of them again and again, for a third of the whole reading time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
