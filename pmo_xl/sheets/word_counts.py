"""How often each word stands in the columns of states, verdicts and levels, and what it was read as."""

from collections import Counter

from pmo_xl.model.fields import sort_of
from pmo_xl.sheets.cells import cells_of
from pmo_xl.sheets.reading import ReadTable
from pmo_xl.sheets.values import text_of

Counts = dict[str, dict[str, int]]

_WORDS = ("status", "result", "level")


def counted_words(one: ReadTable) -> tuple[Counts, Counts]:
    """Of every column of states, verdicts or levels: the words as written, and the canonical words, with their counts.

    Counted over the records; "" is blank. A later round (result_2 …) without any entry is left out. A state that
    nobody knows is counted as open.
    """
    written: Counts = {}
    canonical: Counts = {}
    table = one.table
    fields = [field for field in table.columns if sort_of(field) in _WORDS]
    if not one.records or not fields:
        return written, canonical
    cells = cells_of(table)
    for field in fields:
        texts = [text_of(cell) for cell in cells[field]]
        if field[-1].isdigit() and not any(texts):
            continue
        meanings = [record.get(field) for record in one.records]
        if field == "status":
            meanings = [meaning or ("open" if text else None) for meaning, text in zip(meanings, texts, strict=True)]
        written[field] = dict(Counter(texts).most_common())
        canonical[field] = dict(Counter(meaning for meaning in meanings if meaning).most_common())
    return written, canonical
