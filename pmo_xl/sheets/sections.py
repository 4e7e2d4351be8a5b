"""What [registers.*] of pmo.toml claims: which workbook, which sheet, which kind a register is taken from."""

import unicodedata
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from glob import escape
from os.path import normpath
from pathlib import Path

import msgspec
from msgspec import Struct

from pmo_xl.model.fields import KINDS
from pmo_xl.model.grid import Grid
from pmo_xl.model.place import column_number
from pmo_xl.model.table import Table
from pmo_xl.settings import RegisterSection
from pmo_xl.sheets.heading_text import same_heading
from pmo_xl.sheets.layout import SheetLayout, find_tables

_LETTERS = 3  # of the last column, XFD
_KIND_OF = {name: kind for kind, (_, name) in KINDS.items()}


class Claim(Struct, frozen=True):
    """One [registers.NAME]: its name, what it says, and its kind (None: whatever stands on the sheet it names)."""

    name: str
    section: RegisterSection
    kind: str | None

    def names_sheet(self, sheet: str) -> bool:
        """Whether the section lists this sheet by name, spaces around it aside."""
        return any(_same(sheet, name) for name in self.section.sheets)


class Sections:
    """All claims of a pmo.toml over the workbooks that are read.

    A claim on a workbook that exists but is not among them is left aside: who names single workbooks means these.
    """

    def __init__(self, registers: Mapping[str, RegisterSection], paths: Sequence[Path], root: Path | None) -> None:
        self._file = {name: _newest(said.file, paths, root) for name, said in registers.items()}
        self.claims = tuple(
            Claim(name, said, said.kind or _KIND_OF.get(name))
            for name, said in registers.items()
            if said.file is None or self._file[name] or root is None or not named_files({name: said}, root)
        )
        # Kind → the first section that takes it for itself
        self.taken = {claim.kind: claim.name for claim in reversed(self.claims) if claim.kind and claim.section.only}

    def on(self, path: Path) -> tuple[Claim, ...]:
        """The claims on one workbook: those that name it (of several the newest), and those that name none."""
        return tuple(c for c in self.claims if c.section.file is None or self._file[c.name] == path)

    def is_only(self, name: str) -> bool:
        """Whether the section of this name takes its kind for itself; not so with `only = false`."""
        return any(claim.name == name and claim.section.only for claim in self.claims)

    def register_of(self, claim: Claim, kind: str) -> str:
        """The register that a claim's tables of a kind are in: its own; with `only = false` the one of that kind."""
        if claim.section.only or claim.section.side:
            return claim.name
        return "" if kind == "other" else self.taken.get(kind, KINDS[kind][1])

    def names_sheet(self, name: str, sheet: str) -> bool:
        """Whether the section of this name lists the sheet."""
        return any(claim.name == name and claim.names_sheet(sheet) for claim in self.claims)

    def side(self, register: str) -> str | None:
        """Which of two PMOs keeps the register, when its section says."""
        return next((claim.section.side for claim in self.claims if claim.name == register), None)


def claimed_tables(grid: Grid, layout: SheetLayout, claim: Claim) -> tuple[Table, ...]:
    """The tables of a sheet that belong to a claim, read as its section says; none when it does not speak of them.

    A sheet that the section names is taken as the kind it says, whatever it looks like; without a sheet name only
    tables that look like that kind are.
    """
    named = claim.names_sheet(grid.sheet)
    looks_so = any(table.kind == claim.kind for table in layout.tables)
    if not named and (claim.section.sheets or not looks_so):
        return ()
    free = msgspec.structs.replace(claim.section, kind=None if looks_so else claim.kind)
    tables = find_tables(grid, section=free).tables
    fitting = tuple(table for table in tables if claim.kind in (None, table.kind))
    if fitting or not named:
        return fitting
    return find_tables(grid, section=msgspec.structs.replace(claim.section, kind=claim.kind)).tables


def has_column(table: Table, said: str) -> bool:
    """Whether the table has the column that pmo.toml names by heading text or letter."""
    if said.isascii() and said.isalpha() and len(said) <= _LETTERS:
        column = column_number(said.upper())
        if any(len(row) >= column for row in table.grid.rows):
            return True
    return any(same_heading(said, part) for text in table.headers.values() for part in (text, *text.split(" / ")))


def overlap(one: Table, other: Table) -> bool:
    """Whether two readings of a sheet speak of the same rows and columns."""
    columns = set(one.headers) & set(other.headers)
    rows = {*one.header_rows, *one.record_rows} & {*other.header_rows, *other.record_rows}
    return bool(columns and rows)


def matching(pattern: str, paths: Sequence[Path], root: Path | None) -> list[Path]:
    """The paths that a file name or glob of pmo.toml means, the newest first; it is relative to `root`.

    Without a root the file's name alone is compared.
    """
    if root is None:
        found = [path for path in paths if fnmatchcase(_plain(path.name), _plain(pattern))]
    else:
        # The folder's own name may hold [ and ], which a glob would take for a choice of letters.
        wanted = _plain(normpath(Path(escape(str(root.resolve())), pattern)))
        found = [path for path in paths if fnmatchcase(_plain(str(path.resolve())), wanted)]
    return sorted(found, key=_saved, reverse=True)


def named_files(registers: Mapping[str, RegisterSection], root: Path) -> tuple[Path, ...]:
    """The workbooks that [registers.*] names by file, also those in other folders; of a glob the newest."""
    found: dict[Path, None] = {}
    for said in registers.values():
        if said.file is not None:
            place = Path(normpath(root / said.file))
            there = [path for path in place.parent.glob(place.name) if path.is_file()]
            found.update(dict.fromkeys(sorted(there, key=_saved, reverse=True)[:1]))
    return tuple(found)


def _newest(pattern: str | None, paths: Sequence[Path], root: Path | None) -> Path | None:
    found = matching(pattern, paths, root) if pattern else []
    return found[0] if found else None


def _saved(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _plain(name: str) -> str:
    # macOS takes がぎぐ apart; without this the name in pmo.toml would not be the file's
    return unicodedata.normalize("NFC", name).replace("\\", "/").removeprefix("./")


def _same(sheet: str, name: str) -> bool:
    return sheet == name or _plain(sheet).strip() == _plain(name).strip()
