"""What the workbooks have and a pmo.toml does not mention yet: lines to add, each behind a #."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pmo_xl.firstsettings.block_text import (
    CHECK,
    UNUSED,
    column_lines,
    proposed_lines,
    unused_line,
    word_head,
    word_lines,
)
from pmo_xl.firstsettings.blocks import blocks_of
from pmo_xl.firstsettings.existing import Existing, Section
from pmo_xl.firstsettings.found import Found
from pmo_xl.firstsettings.matching import Matched, Placed
from pmo_xl.firstsettings.toml_text import head, remark, waiting
from pmo_xl.firstsettings.words import Word, unknown_words
from pmo_xl.model.fields import base_name, label
from pmo_xl.model.words import fold
from pmo_xl.sheets.claimed import has_column

_NEW = "（追加）"


class Addition(Struct, frozen=True):
    """Lines that go above a line of the file, and in a few words each what they are about."""

    above: int
    lines: tuple[str, ...]
    about: tuple[str, ...]


def additions(existing: Existing, found: Found, matched: Matched) -> Iterator[Addition]:
    """Everything new, in no particular order."""
    yield from _suggested(existing, found)
    for name, tables in matched.tables.items():
        if tables:
            yield from _columns(existing, existing.sections[name], tables)
            yield from _words(existing, existing.sections[name], tables)


def _suggested(existing: Existing, found: Found) -> Iterator[Addition]:
    """What the sheets say about the project; examples are for a first page."""
    for table, settings in found.suggested.items():
        new = [one for one in settings if one.was_found and not existing.mentions(table, one.key)]
        if new:
            lines = waiting(one.setting for one in new)
            yield _below(existing, (table,), (f"#{head(table)}",), lines, "、".join(one.key for one in new))


def _columns(existing: Existing, section: Section, tables: Sequence[Placed]) -> Iterator[Addition]:
    """Fields whose column the section does not name, headings without a field that it does not list."""
    blocks = blocks_of(tables)
    there = [one.table for _, one in tables]

    def is_named(field: str) -> bool:
        said = [one for one in section.columns if one.path[1] == field]
        return any(
            one.statement.live or not one.value or any(has_column(table, str(one.value)) for table in there)
            for one in said
        )

    new = {field: said for block in blocks for field, said in block.columns.items() if not is_named(field)}
    near = {field: said for block in blocks for field, said in block.proposed.items() if not is_named(field)}
    listed = [line for line in existing.lines_of(section.name) if line.startswith(UNUSED)]
    unused = [text for block in blocks for text in block.unused if not any(f"「{text}」" in line for line in listed)]
    named = (*new.values(), *near.values(), *unused)
    about = "".join(f"「{text}」" for text in dict.fromkeys(filter(None, named))) or "".join(map(label, near))
    table = ("registers", section.name, "columns")
    rest = [unused_line(unused)] if unused else []
    if lines := [*column_lines(new, _NEW), *proposed_lines(near)]:
        yield _below(existing, table, (f"#{head(*table)}",), [*lines, *rest], f"{tables[0][0]} の列{about}")
    elif rest:
        opened = existing.head(*table)
        at = existing.below(opened) if opened else existing.end_of(section.name)
        yield Addition(at, tuple(rest), (f"{tables[0][0]} の列{about}",))


def _words(existing: Existing, section: Section, tables: Sequence[Placed]) -> Iterator[Addition]:
    """Words without a meaning that the section does not list."""
    said = [one for one in section.said if one.path[0] == "values" and len(one.path) == 3]
    listed = {(base_name(one.path[1]), fold(str(word))) for one in said for word in _as_list(one.value)}
    new = [word for word in unknown_words(*(one for _, one in tables)) if (word.field, fold(word.text)) not in listed]
    for field in dict.fromkeys(word.field for word in new):
        # A second line of one meaning could not hold beside the first.
        taken = {one.path[2] for one in said if base_name(one.path[1]) == field}
        lines = word_lines([word for word in new if word.field == field and word.meaning not in taken])
        written = existing.lines_of(section.name)
        beside = [_beside(word) for word in new if word.field == field and word.meaning in taken]
        lines += [line for line in beside if line not in written]
        if lines:
            about = "".join(f"「{word.text}」" for word in new if word.field == field)
            table = ("registers", section.name, "values", field)
            yield _below(existing, table, word_head(section.name, field), lines, f"{tables[0][0]} の言葉{about}")


def _beside(word: Word) -> str:
    return remark(f"{CHECK}「{word.text}」が読めません。{word.meaning} などの [ ] に書き足せます")


def _as_list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value]


def _below(
    existing: Existing, table: tuple[str, ...], opening: Sequence[str], lines: Sequence[str], about: str
) -> Addition:
    """The lines in their table; where the file does not open it yet, below its register or at the end."""
    if opened := existing.head(*table):
        return Addition(existing.below(opened), tuple(lines), (about,))
    at = existing.end_of(table[1]) if table[0] == "registers" else len(existing.lines)
    gap = [""] if at < len(existing.lines) and existing.lines[at].strip() else []
    return Addition(at, ("", *opening, *lines, *gap), (about,))
