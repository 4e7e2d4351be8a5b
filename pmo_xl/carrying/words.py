"""The words that a table of a register uses: for what is not begun, for a decision, for a provisional one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from pmo_xl.model.record import Record
from pmo_xl.model.table import Table
from pmo_xl.model.words import status_of
from pmo_xl.rules.words import usual_words
from pmo_xl.sheets.meaning.values import text_of

_NOT_FINAL: Final = ("仮", "待", "置換", "取消", "取下")


class TableWords:
    """The words of one table, from its records and its drop-down lists; None where a column is not there."""

    def __init__(self, table: Table, records: Sequence[Record]) -> None:
        kinds = [record for record in records if record.kind] if table.has("kind") else []
        final = [record for record in kinds if not any(word in (record.kind or "") for word in _NOT_FINAL)]
        provisional = [record for record in kinds if "仮" in (record.kind or "")]
        self.final = _most_frequent(final, "kind") or "決定"
        self.provisional = _most_frequent(provisional, "kind") or "仮決定"
        self.not_begun = _not_begun(table, records)
        self.status = _most_frequent(final or records, "status") if table.has("status") else None


def _not_begun(table: Table, records: Sequence[Record]) -> str | None:
    """Its usual word, else one its drop-down list offers; None when the list offers none."""
    column = table.columns.get("status")
    if column is None:
        return None
    if any(record.status == "open" for record in records):
        return usual_words(records, "status")["open"]
    offered = [word for word, meaning in table.vocabulary.get("status", {}).items() if meaning == "open"]
    lists = [v.words for v in table.grid.facts.validations if any(a.left <= column <= a.right for a in v.areas)]
    offered += [word for words in lists for word in words if status_of(word) == "open"]
    return offered[0] if offered else (None if lists else "未着手")


def _most_frequent(records: Iterable[Record], field: str) -> str | None:
    words = Counter(text for record in records if (text := text_of(record.written(field)).strip()))
    return min(words, key=lambda word: (-words[word], word), default=None)
