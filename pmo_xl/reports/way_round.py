"""How work goes on while something is not repaired: the workaround that is written, or who has decided one."""

from typing import Final

from pmo_xl.model.ids import split_ids
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import current, is_pending
from pmo_xl.rules.phrases import id_of
from pmo_xl.rules.ways_round import tells_a_way_round

_WORDS: Final = ("回避", "手動", "暫定", "代替")


def way_round(record: Record, context: Context) -> str | None:
    """The workaround of a defect or an issue in the words of the sheets; None when nobody has written one.

    In this order: its own 対応方針 when that speaks of one, a row of the 手動対応一覧 that names it, a decision that
    was taken about it and still holds. What is only asked (判断待ち), withdrawn or replaced (置換) is none.
    """
    if record.action and tells_a_way_round(record.action, _WORDS):
        return _line(record.action)
    naming = context.naming(record.id)
    for other in naming:
        if other.table.kind == "manual_work" and other.is_open:
            return f"手動対応 {_line(other.title or other.description or id_of(other))}"
    decisions = [other for other in (*naming, *_named(record, context)) if other.table.kind == "decision"]
    if not decisions:
        return None
    holding = set(map(id, current(tuple(context.all_of("decision")))))
    taken = next((other for other in decisions if id(other) in holding and not is_pending(other)), None)
    if taken is None:
        return None
    return f"決定{id_of(taken)} {_line(taken.title or taken.description or '')}".rstrip()


def _named(record: Record, context: Context) -> list[Record]:
    registers = context.situation.of_kind("decision")
    return [
        found
        for word in split_ids(record.related_id)
        for register in registers
        if (found := register.find(word)) is not None
    ]


def _line(text: str) -> str:
    return " ".join(text.split())
