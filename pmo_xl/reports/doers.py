"""Who did it: the person behind a change of a record, by the field that changed."""

from typing import Final

from pmo_xl.model.fields import base_name
from pmo_xl.model.record import Record
from pmo_xl.situation import Situation

_RUN: Final = ("result", "executed_date", "actual", "evidence", "tester", "defect_id")
_BY_FIELD: Final = {  # what one person writes; whoever is named there did it
    "response": "responded_by",
    "response_date": "responded_by",
    "responded_by": "responded_by",
    "decided_date": "decided_by",
    "decided_by": "decided_by",
    "approved_by": "approved_by",
    "reviewer": "reviewer",
    "retest_result": "detected_by",
}
_BEGAN: Final = ("detected_by", "raised_by")
_USUAL: Final = {  # kind → whose its rows are, the first that is written
    "test": ("tester", "owner"),
    "decision": ("decided_by", "owner"),
    "review": ("owner", "reviewer"),
    "qa": ("owner", "responded_by"),
}


def doers(record: Record, field: str, situation: Situation) -> tuple[str, ...]:
    """The people who changed a field of a record, each under one name; "" is the whole row, which somebody wrote.

    A result belongs to the tester of its round, an answer to whoever answered, an approval to whoever approved; a new
    row to whoever raised or detected it. All else belongs to the owner. Departments and companies are nobody.
    """
    for name in _fields(record, field):
        if written := record.get(name):
            return situation.people.named_in(str(written))
    return ()


def _fields(record: Record, field: str) -> tuple[str, ...]:
    kind = record.table.kind
    usual = _USUAL.get(kind, ("owner",))
    if not field:
        return (*_BEGAN, *usual)
    base = base_name(field)
    if kind == "test" and base in _RUN:
        return (f"tester{field.removeprefix(base)}", *usual)
    own = _BY_FIELD.get(base)
    return (own, *usual) if own else usual
