"""A pmo.toml brought up to date: nothing a person wrote is changed, what is new is added, what is gone is marked."""

import re
import tomllib
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pmo_xl.errors import ConfigError
from pmo_xl.firstsettings.additions import Addition, additions
from pmo_xl.firstsettings.blocks import blocks_of
from pmo_xl.firstsettings.existing import Existing
from pmo_xl.firstsettings.found import Found
from pmo_xl.firstsettings.gone import Mark, is_mark, marks
from pmo_xl.firstsettings.matching import Placed, matched
from pmo_xl.firstsettings.page import passed_over_lines, titled_blocks
from pmo_xl.firstsettings.toml_text import remark
from pmo_xl.model.days import full_day


class Update(Struct, frozen=True):
    """The text as it is to be, and in a few words each what was added and what was newly found to be gone."""

    text: str
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def updated(text: str, found: Found) -> Update:
    """The text of a sound pmo.toml with what is new and what is gone; every line that was there keeps its bytes.

    Raises ConfigError rather than change what the file says.
    """
    written = re.findall(r"[^\n]*\n|[^\n]+", text)
    existing = Existing([line.rstrip("\r\n") for line in written])
    match = matched(existing, found)
    every = list(marks(existing, found, match))
    gone = [mark for mark in every if mark.gone and not is_mark(_above(existing, mark))]
    back = {m.statement.first - 1 for m in every if not m.gone and is_mark(_above(existing, m), untouched=True)}
    new = [*additions(existing, found, match), *_passed_over(existing, found), *_tables(existing, found, match.new)]
    if not (new or gone or back):
        return Update(text)
    lines = [(one.above, line) for one in new for line in one.lines]
    lines += [(mark.statement.first, mark.line) for mark in gone]
    result = _with(written, lines, back)
    if tomllib.loads(result) != tomllib.loads(text):
        hint = "pmo.toml を別の名前に変えてから pmo-xl init を実行し、見比べてください"
        raise ConfigError("pmo.toml に安全に書き足せません", hint)
    return Update(result, tuple(said for one in new for said in one.about), tuple(mark.gone for mark in gone))


def _above(existing: Existing, mark: Mark) -> str:
    at = mark.statement.first - 1
    return existing.lines[at] if at >= 0 else ""


def _with(written: Sequence[str], new: Sequence[tuple[int, str]], without: set[int]) -> str:
    """The lines with new ones above those of the given numbers; new ones end as most do."""
    end = "\r\n" if sum(line.endswith("\r\n") for line in written) * 2 > len(written) else "\n"
    above: dict[int, list[str]] = {}
    for at, line in new:
        above.setdefault(at, []).append(line + end)
    kept = [line if line.endswith("\n") or len(written) not in above else line + end for line in written]
    lines = (
        [*above.get(number, ()), *(kept[number : number + 1] if number not in without else ())]
        for number in range(len(written) + 1)
    )
    return "".join(line for some in lines for line in some)


def _tables(existing: Existing, found: Found, tables: Sequence[Placed]) -> Iterator[Addition]:
    """The blocks of new tables, below everything else."""
    blocks = blocks_of(tables)
    if blocks:
        title = f"{full_day(found.as_of)} に見つかった表"
        lines = tuple(titled_blocks(blocks, existing.sections, (title, title)))
        about = tuple(f"{block.file} の{''.join(f'「{sheet}」' for sheet in block.sheets)}" for block in blocks)
        yield Addition(len(existing.lines), lines, about)


def _passed_over(existing: Existing, found: Found) -> Iterator[Addition]:
    """Sheets without a table that the file does not list yet: below its list, else at the end."""
    new = [(sheet, why) for sheet, why in found.passed_over if not _is_listed(existing, sheet)]
    if not new:
        return
    blank, title, *lines = passed_over_lines(new)
    about = tuple(f"{sheet}（読み飛ばしたシート）" for sheet, _ in new)
    if title in existing.lines:
        yield Addition(existing.lines.index(title) + 1, tuple(lines), about)
    else:
        yield Addition(len(existing.lines), (blank, title, *lines), about)


def _is_listed(existing: Existing, sheet: str) -> bool:
    return any(line.startswith(f"{remark(f'・{sheet}')} ") for line in existing.lines)
