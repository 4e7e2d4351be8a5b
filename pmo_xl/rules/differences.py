"""In what two ledgers differ about one matter: the conditions that the U rules and the page 二台帳突合 share."""

from collections import Counter
from datetime import date
from typing import Final, Literal

from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context
from pmo_xl.rules.sides import Sides
from pmo_xl.sheets.meaning.companies import fold_company

Side = Literal["user", "vendor"]
SIDES: Final[tuple[Side, Side]] = ("user", "vendor")
KEPT_TWICE: Final = ("issue", "defect", "todo", "qa")


def all_sides(kind: str, context: Context) -> tuple[Sides, ...]:
    """Every ledger of this kind that the user side keeps beside every one that the vendor side keeps."""
    ledgers = (register for register in context.situation.of_kind(kind) if register.side == "user")
    return tuple(sides for ledger in ledgers for sides in context.sides(ledger))


def alone_on(side: Side, kind: str, context: Context) -> tuple[Record, ...]:
    """The records of this side's ledgers of a kind that stand in no ledger of the other side."""
    beside: dict[str, list[Sides]] = {}
    for sides in all_sides(kind, context):
        beside.setdefault((sides.user if side == "user" else sides.vendor).name, []).append(sides)
    found: list[Record] = []
    for pairs in beside.values():
        times = Counter(id(record) for sides in pairs for record in sides.alone)
        ledger = pairs[0].user if side == "user" else pairs[0].vendor
        found += [record for record in ledger if times[id(record)] == len(pairs)]
    return tuple(found)


def is_told_alone(record: Record, as_of: date) -> bool:
    """Whether its absence on the other side is worth telling: it has an id, and was not raised today."""
    return bool(record.id) and record.arose != as_of


def due_field(record: Record) -> str:
    """Which date is promised: of a defect the planned fix, where its table has one."""
    return "fix_plan_date" if record.table.kind == "defect" and record.table.has("fix_plan_date") else "due_date"


def rank_field(record: Record) -> str:
    """Which column says how grave it is."""
    return "severity" if record.table.has("severity") else "priority"


def due_dates_differ(user: Record, vendor: Record) -> bool:
    """Both are open and say by when, and it is not the same day."""
    ours, theirs = user.get(due_field(user)), vendor.get(due_field(vendor))
    return bool(ours and theirs and ours != theirs and user.is_open and vendor.is_open)


def ranks_differ(user: Record, vendor: Record) -> bool:
    """Either is open, both say how grave it is, and not the same."""
    return bool(user.rank and vendor.rank and user.rank != vendor.rank and (user.is_open or vendor.is_open))


def owners_differ(user: Record, vendor: Record, context: Context) -> bool:
    """Either is open, both name somebody, and nobody is named by both.

    A department or company is the same as any of its people whom the roster puts there.
    """
    if not user.owner or not vendor.owner or not (user.is_open or vendor.is_open):
        return False
    (ours, our_orgs), (theirs, their_orgs) = _named(user.owner, context), _named(vendor.owner, context)
    if ours and theirs:
        return not ours & theirs
    return not (our_orgs & their_orgs)


def _named(owner: str, context: Context) -> tuple[frozenset[str], frozenset[str]]:
    """The people a cell names, and their organisations; of a department its own name."""
    people = frozenset(context.who(owner))
    if not people:
        return people, frozenset((fold_company(owner),))
    known = (context.people.resolve(name) for name in people)
    return people, frozenset(fold_company(person.org) for person in known if person is not None and person.org)


def wait_for_each_other(user: Record, vendor: Record, context: Context) -> bool:
    """Both are open and wait for an answer, or each is owned by somebody of the other side."""
    if not user.is_open or not vendor.is_open:
        return False
    return user.status == "waiting" == vendor.status or (
        owner_side(user, context) == "vendor" and owner_side(vendor, context) == "user"
    )


def owner_side(record: Record, context: Context) -> Side | None:
    """The side of its owner by the roster; None for nobody the roster knows."""
    people = map(context.people.resolve, context.who(record.owner or ""))
    person = next((person for person in people if person is not None), None)
    return None if person is None else "vendor" if person.is_vendor else "user"
