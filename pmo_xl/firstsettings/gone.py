"""What a pmo.toml names and the workbooks no longer have: each beside the remark that says so."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pmo_xl.firstsettings.existing import Existing, Section
from pmo_xl.firstsettings.found import Found
from pmo_xl.firstsettings.matching import Matched, Placed
from pmo_xl.firstsettings.statements import Statement
from pmo_xl.firstsettings.toml_text import one_line, remark
from pmo_xl.model.pattern import lazy
from pmo_xl.sheets.claimed import has_column
from pmo_xl.sheets.sections import files_there, means_file, same_sheet

_GONE = remark("【見つかりません】")
_OURS = lazy(rf"{_GONE}(?:「[^」]*」)+という(?:ブック|シート|見出し)がありません|{_GONE}この見出しの行に表がありません")


class Mark(Struct, frozen=True):
    """A statement, what it names, and the remark above it when that is gone ("" when it is there)."""

    statement: Statement
    gone: str

    @property
    def line(self) -> str:
        """The remark as a line of the file."""
        return f"{_GONE}{one_line(self.gone)}"


def is_mark(line: str, *, untouched: bool = False) -> bool:
    """Whether a line is such a remark; `untouched`: as it was written, with nothing a person added."""
    return bool(_OURS.fullmatch(line)) if untouched else line.startswith(_GONE)


def marks(existing: Existing, found: Found, matched: Matched) -> Iterator[Mark]:
    """A mark for everything that can be looked for; none for what lies in workbooks that were not read."""
    for section in existing.sections.values():
        if section.file or section.sheets:
            yield from _of_section(section, found, matched.tables[section.name])


def _of_section(section: Section, found: Found, tables: Sequence[Placed]) -> Iterator[Mark]:
    books = [book for name, book in found.files.items() if not section.file or means_file(section.file, name)]
    if any(book.refused for book in books) or (not books and files_there(section.file, found.root)):
        return
    if file := section.get("file"):
        yield Mark(file.statement, "" if books else f"「{section.file}」というブックがありません")
    if not books:
        return
    there = [sheet.sheet for book in books for sheet in book.sheets]
    lost = [name for name in section.sheets if not any(same_sheet(name, other) for other in there)]
    if sheet := section.get("sheet"):
        names = "".join(f"「{name}」" for name in lost)
        yield Mark(sheet.statement, f"{names}というシートがありません" if lost else "")
    if (rows := section.get("header_rows")) and len(lost) < len(section.sheets):
        moved = all(one.table.header_rows != section.header_rows for _, one in tables)
        yield Mark(rows.statement, "この見出しの行に表がありません" if moved else "")
    for column in section.columns if tables else ():
        is_there = any(has_column(one.table, str(column.value)) for _, one in tables)
        said = "" if is_there or not column.value else f"「{column.value}」という見出しがありません"
        yield Mark(column.statement, said)
