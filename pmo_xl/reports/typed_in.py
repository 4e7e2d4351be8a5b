"""What only people can say at the end of a phase, and where they may have said it: lessons, and what can be reused."""

from pmo_xl.model.record import Record
from pmo_xl.situation import Situation

LESSONS = ("教訓", "振り返り", "ふりかえり", "反省")
REUSE = ("再利用", "流用", "横展開")
CONDITIONS = ("稼働条件", "稼働の条件", "条件付き稼働")


def typed_in(situation: Situation, words: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of memo lines and rows whose 区分 or 分類 is one of the words, each once, in the sheets' order."""
    found = [" ".join((record.description or record.title or "").split()) for record in rows_about(situation, words)]
    return tuple(dict.fromkeys(filter(None, found)))


def rows_about(situation: Situation, words: tuple[str, ...]) -> tuple[Record, ...]:
    """Those memo lines and rows themselves."""
    return tuple(
        record
        for register in situation.registers.values()
        if register.kind in ("meeting", "issue", "decision")
        for record in register
        if _about(record, words)
    )


def _about(record: Record, words: tuple[str, ...]) -> bool:
    written = f"{record.kind or ''}{record.category or ''}"
    return any(word in written for word in words)
