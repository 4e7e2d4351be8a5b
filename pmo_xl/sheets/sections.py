"""What [registers.*] of pmo.toml claims: which workbook, which sheet, which kind a register is taken from."""

import unicodedata
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from os.path import normpath
from pathlib import Path

from msgspec import Struct

from pmo_xl.model.fields import KINDS
from pmo_xl.settings import RegisterSection

_KIND_OF = {name: kind for kind, (_, name) in KINDS.items()}


class Claim(Struct, frozen=True):
    """One [registers.NAME]: its name, what it says, and its kind (None: whatever stands on the sheet it names)."""

    name: str
    section: RegisterSection
    kind: str | None

    def names_sheet(self, sheet: str) -> bool:
        """Whether the section lists this sheet by name, spaces around it aside."""
        return any(same_sheet(sheet, name) for name in self.section.sheets)


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
        """The claims on one workbook: those that name it (of several the newest), and those that name none.

        What is said of one sheet comes before what is said of all.
        """
        on = (claim for claim in self.claims if claim.section.file is None or self._file[claim.name] == path)
        return tuple(sorted(on, key=lambda c: (not c.section.sheets, not c.section.header_rows, not c.section.file)))

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


def matching(pattern: str, paths: Sequence[Path], root: Path | None) -> list[Path]:
    """The paths that a file name or glob of pmo.toml means, the newest first; it is relative to `root`.

    Without a root the file's name alone is compared.
    """
    folder = str(root.resolve()) if root else ""
    said = {path: _plain(str(path.resolve()) if root else path.name) for path in paths}
    named = [path for path in paths if said[path] == _plain(normpath(Path(folder, pattern)))]
    if named:  # its own name before what it means as a glob: 「課題[最新].xlsx」
        return named
    # The folder's own name may hold [ and ], which a glob would take for a choice of letters.
    from glob import escape

    wanted = _plain(normpath(Path(escape(folder), pattern)))
    return sorted((path for path in paths if fnmatchcase(said[path], wanted)), key=_saved, reverse=True)


def means_file(pattern: str, file: str) -> bool:
    """Whether pmo.toml means a file by this name or glob, both relative to one folder."""
    return _plain(pattern) == _plain(file) or fnmatchcase(_plain(file), _plain(pattern))


def named_files(registers: Mapping[str, RegisterSection], root: Path) -> tuple[Path, ...]:
    """The workbooks that [registers.*] names by file, also those in other folders; of a glob the newest."""
    found: dict[Path, None] = {}
    for said in registers.values():
        if said.file is not None:
            found.update(dict.fromkeys(files_there(said.file, root)[:1]))
    return tuple(found)


def files_there(pattern: str, root: Path) -> list[Path]:
    """The files on the disk that a name or glob of pmo.toml means, the newest first."""
    place = Path(normpath(root / pattern))
    if place.is_file():
        return [place]
    try:
        there = [path for path in place.parent.glob(place.name) if path.is_file()]
    except (ValueError, OSError):  # no pattern at all (「/」), or a folder nobody may look into
        return []
    return sorted(there, key=_saved, reverse=True)


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


def same_sheet(sheet: str, name: str) -> bool:
    """Whether pmo.toml means a sheet by this name, spaces around it aside."""
    return sheet == name or _plain(sheet).strip() == _plain(name).strip()
