"""How a column usually writes a canonical word: what a correction proposes shall look like its neighbours."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from pmo_xl.model.fields import sort_of
from pmo_xl.model.record import Record
from pmo_xl.model.words import LEVEL_CALLED, RESULT_CALLED, STATUS_CALLED

_CALLED: Final = {"status": STATUS_CALLED, "result": RESULT_CALLED, "level": LEVEL_CALLED}


def usual_words(records: Iterable[Record], field: str) -> dict[str, str]:
    """Canonical word → how most of these records write it; where none does, the plain Japanese word."""
    counted: dict[str, Counter[str]] = {}
    for record in records:
        meaning = record.get(field)
        if meaning is not None:
            written = record.written(field)
            if isinstance(written, str) and written.strip():
                counted.setdefault(meaning, Counter())[written.strip()] += 1
    words = dict(_CALLED[sort_of(field)])
    for meaning, spellings in counted.items():
        words[meaning] = min(spellings, key=lambda word: (-spellings[word], word))
    return words
