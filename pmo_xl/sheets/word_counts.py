"""How often each word stands in the columns of states, verdicts and levels, and what it was read as."""

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from pmo_xl.model.fields import sort_of
from pmo_xl.sheets.meaning.cells import cells_of
from pmo_xl.sheets.meaning.values import text_of
from pmo_xl.sheets.reading import ReadTable

Counts = dict[str, dict[str, int]]

_WORDS = ("status", "result", "level")


class WordRead(Struct, frozen=True):
    """A word of a column as it is written ("" is blank), its canonical word, and in how many records it stands.

    `meaning` is None for a word that stands for nothing (−) and for one that nobody knows; the latter is `unknown`.
    """

    text: str
    meaning: str | None
    count: int
    unknown: bool = False


def words_read(one: ReadTable) -> Mapping[str, tuple[WordRead, ...]]:
    """Of every column of states, verdicts or levels its words, the commonest first.

    A later round (result_2 …) without any entry is left out.
    """
    table = one.table
    fields = [field for field in table.columns if sort_of(field) in _WORDS]
    if not one.records or not fields:
        return {}
    unknown = {(odd.field, odd.text) for odd in one.oddities if odd.what == "unknown_word"}
    cells = cells_of(table)
    found = {}
    for field in fields:
        texts = [text_of(cell) for cell in cells[field]]
        if field[-1].isdigit() and not any(texts):
            continue
        meanings = (record.get(field) for record in one.records)  # 「同上」 means now this, now that
        counts = Counter(zip(texts, meanings, strict=True)).most_common()
        found[field] = tuple(
            WordRead(text, meaning, count, (field, text) in unknown) for (text, meaning), count in counts
        )
    return found


def counted_words(one: ReadTable) -> tuple[Counts, Counts]:
    """The words as written, and the canonical words, with their counts.

    Counted over the records; "" is blank. A state that nobody knows is counted as open.
    """
    written: Counts = {}
    canonical: Counts = {}
    for field, words in words_read(one).items():
        texts, meanings = Counter[str](), Counter[str]()
        for word in words:
            texts[word.text] += word.count
            meaning = word.meaning or ("open" if field == "status" and word.text else None)
            if meaning:
                meanings[meaning] += word.count
        written[field] = dict(texts.most_common())
        canonical[field] = dict(meanings.most_common())
    return written, canonical
