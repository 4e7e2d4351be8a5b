"""A pmo.toml that a person has worked on: its lines, and what it says of each register, live or behind a #."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from pmo_xl.firstsettings.statements import Path, Statement, statements_of
from pmo_xl.model.fields import KINDS
from pmo_xl.sheets.sections import means_file, same_sheet

_KIND_OF = {name: kind for kind, (_, name) in KINDS.items()}


class Said(Struct, frozen=True):
    """One value of a register's section: its path below [registers.NAME], and the statement it stands in."""

    path: Path
    value: Any
    statement: Statement


class Section(Struct, frozen=True):
    """What a pmo.toml says of one register."""

    name: str
    said: tuple[Said, ...]

    def get(self, key: str) -> Said | None:
        """The value of a key directly below [registers.NAME]: the live one, else the last behind a #."""
        found = [said for said in self.said if said.path == (key,)]
        return next((said for said in found if said.statement.live), found[-1] if found else None)

    @property
    def is_live(self) -> bool:
        """Whether any of it holds."""
        return any(said.statement.live for said in self.said)

    @property
    def file(self) -> str:
        """The workbook it names; "" when it names none."""
        return "".join(self._texts("file"))

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets it names."""
        return self._texts("sheet")

    @property
    def kind(self) -> str:
        """The kind it gives or its name implies; "" without either."""
        return "".join(self._texts("kind")) or _KIND_OF.get(self.name, "")

    @property
    def header_rows(self) -> tuple[int, ...]:
        """The heading rows it gives."""
        return tuple(int(row) for row in self._texts("header_rows") if row.isdecimal())

    @property
    def columns(self) -> list[Said]:
        """Its columns: field = heading or letter."""
        return [said for said in self.said if said.path[0] == "columns" and len(said.path) == 2]

    def _texts(self, key: str) -> tuple[str, ...]:
        """One value or several as texts: behind a # anything may stand."""
        said = self.get(key)
        values = said.value if said and isinstance(said.value, list) else [said.value] if said else []
        return tuple(map(str, values))

    def speaks_of(self, file: str, sheet: str) -> bool:
        """Whether it names the workbook and the sheet; one that names neither speaks of no sheet in particular."""
        return (
            bool(self.file or self.sheets)
            and (not self.file or means_file(self.file, file))
            and (not self.sheets or any(same_sheet(sheet, name) for name in self.sheets))
        )


class Existing:
    """A sound pmo.toml as lines without their ends."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = list(lines)
        self.statements = tuple(statements_of(self.lines))

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """[registers.*] by name, in the order of the file."""
        found: dict[str, list[Said]] = {}
        for statement in self.statements:
            if statement.is_head and len(statement.table) > 1 and statement.table[0] == "registers":
                found.setdefault(statement.table[1], [])
            for path, value in statement.says.items():
                if len(path) > 2 and path[0] == "registers":
                    found.setdefault(path[1], []).append(Said(path[2:], value, statement))
        return {name: Section(name, tuple(said)) for name, said in found.items()}

    def mentions(self, *path: str) -> bool:
        """Whether a setting stands in the file, live or behind a #."""
        return any(path in statement.says for statement in self.statements)

    def head(self, *table: str) -> Statement | None:
        """The heading of a table: the live one, else the first behind a #."""
        found = [statement for statement in self.statements if statement.is_head and statement.table == table]
        return next((statement for statement in found if statement.live), found[0] if found else None)

    def below(self, head: Statement) -> int:
        """The line below a heading and the settings that follow it without a gap."""
        line = head.last + 1
        for statement in self.statements:
            if statement.first == line and not statement.is_head:
                line = statement.last + 1
        return line

    def end_of(self, name: str) -> int:
        """The line below the last setting or heading of a register's section."""
        path = ("registers", name)
        return max((s.last + 1 for s in self.statements if s.table[:2] == path), default=len(self.lines))

    def lines_of(self, name: str) -> list[str]:
        """The lines from the first of a register's section to where another table begins."""
        path = ("registers", name)
        first = min((s.first for s in self.statements if s.table[:2] == path), default=len(self.lines))
        others = (s.first for s in self.statements if s.first > first and s.table[:2] != path)
        return self.lines[first : min(others, default=len(self.lines))]
