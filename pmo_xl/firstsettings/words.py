"""Words nobody knows, each beside the meaning it is proposed to have."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from pmo_xl.firstsettings.toml_text import one_line
from pmo_xl.model.fields import base_name, sort_of
from pmo_xl.model.words import LEVEL_CALLED, RESULT_CALLED, STATUS_CALLED, attendance_of, level_of, result_of, status_of
from pmo_xl.sheets.reading import ReadTable

CALLED: Final = {"status": STATUS_CALLED, "result": RESULT_CALLED, "level": LEVEL_CALLED}
_MOST = 12  # words of one table: a column of sentences is no column of words
_LONGEST = 24
# What an unknown word counts as today, or what claims the least.
_ELSE: Final = {"status": "open", "result": "hold", "level": "medium"}


class Word(Struct, frozen=True):
    """A word as it is written, the field (without a number) it stands for, and the nearest known word, if any."""

    field: str
    text: str
    meaning: str
    near: str
    count: int


def unknown_words(*tables: ReadTable) -> list[Word]:
    """The words of states, verdicts and levels without a meaning, each once, the first table's first."""
    found: dict[tuple[str, str], Word] = {}
    for one in tables:
        new = [word for word in _unknown(one) if (word.field, word.text) not in found]
        found |= {(word.field, word.text): word for word in new[:_MOST]}
    return list(found.values())


def choices(field: str) -> str:
    """The meanings a word of the field may have: 「open 未着手 / in_progress 対応中 / …」."""
    return " / ".join(f"{word} {called}" for word, called in CALLED[sort_of(field)].items())


def _unknown(one: ReadTable) -> Iterator[Word]:
    odd = [odd for odd in one.oddities if odd.what == "unknown_word" and len(odd.text) <= _LONGEST]
    counts: dict[tuple[str, str], int] = {}
    for cell in odd:
        counts[base_name(cell.field), cell.text] = counts.get((base_name(cell.field), cell.text), 0) + 1
    nearest = {(base_name(cell.field), cell.text): (cell.field, str(cell.meaning or "")) for cell in odd}
    for (field, text), count in counts.items():
        full, near = nearest[field, text]
        meaning = one.table.vocabulary.get(full, {}).get(near) or _meaning(near, field, one.table.kind)
        yield Word(field, one_line(text), meaning or _ELSE[sort_of(field)], near if meaning else "", count)


def _meaning(word: str, field: str, kind: str) -> str | None:
    """The canonical word of a known one."""
    match sort_of(field):
        case "status":
            return status_of(word)
        case "result" if word:
            return attendance_of(word) if kind == "training" else result_of(word)
        case _:
            return level_of(word)
