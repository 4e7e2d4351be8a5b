"""The lines of 二台帳突合: in which section a matter stands, what either side says of it, and who moves next."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, Literal

from msgspec import Struct

from pmo_xl.model.days import full_day, short_day
from pmo_xl.model.ids import fold_id
from pmo_xl.model.pairs import Pair
from pmo_xl.model.record import Record
from pmo_xl.model.words import fold
from pmo_xl.reports.common import day_of, named, stated
from pmo_xl.rules.alike import alike
from pmo_xl.rules.context import Context
from pmo_xl.rules.differences import (
    Side,
    due_dates_differ,
    due_field,
    owner_side,
    owners_differ,
    rank_field,
    ranks_differ,
    wait_for_each_other,
)
from pmo_xl.rules.phrases import id_of, san, written
from pmo_xl.rules.sides import Matter, Sides
from pmo_xl.rules.two_ledgers import at_odds

Section = Literal["waiting", "status", "due", "told", "weight", "alone", "unsure"]
Item = Literal["status", "due", "told", "severity", "owner", "ledger", "title"]
ABSENT: Final = "記載なし"
BLANK: Final = "空欄"
TICK: Final = "□同じ □別"
_OWN: Final = ("自社", "当社", "弊社", "社内", "当方")
_OTHER: Final = ("貴社", "御社", "相手", "先方", "社外")
_SIDES: Final[dict[Side, tuple[str, ...]]] = {
    "user": ("ユーザ", "user", "顧客", "客先", "発注", "業務"),
    "vendor": ("ベンダ", "vendor", "開発", "委託", "受注", "sier"),
}


class Line(Struct, frozen=True):
    """One line. `says` is what the user side and the vendor side say; `mover` who moves next, None when unknown.

    `short` is the same for a narrow column, what differs first; None where `says` is short.
    """

    section: Section
    item: Item
    title: str
    users: tuple[Record, ...]
    vendors: tuple[Record, ...]
    says: tuple[str, str]
    mover: Side | None = None
    short: tuple[str, str] | None = None

    @property
    def records(self) -> tuple[Record, ...]:
        """Those of both sides."""
        return (*self.users, *self.vendors)

    @property
    def order(self) -> tuple[object, ...]:
        """By gravity, then due date, then ids; the same whichever ledger is called the user's."""
        dues = [day_of(due) for record in self.records if (due := record.get(due_field(record)))]
        return (
            min(record.gravity for record in self.records),
            min(dues, default=date.max),
            sorted(id_of(record) for record in self.records),
            self.item,
        )


def matter_lines(matter: Matter, as_of: date) -> Iterator[Line]:
    """② one side is done with it, the other is not: the side that is not moves next."""
    ours, theirs = matter.is_done
    if ours == theirs:
        return
    user = next((record for record in matter.users if record.is_open == theirs), matter.users[0])
    vendor = next((record for record in matter.vendors if record.is_open == ours), matter.vendors[0])
    says = state(user, as_of), state(vendor, as_of)
    yield Line("status", "status", named(user), matter.users, matter.vendors, says, "vendor" if ours else "user")


def pair_lines(user: Record, vendor: Record, context: Context) -> Iterator[Line]:
    """① ③ ⑤: both wait, another due date, gravity or owner."""
    move = next_mover(user, vendor, context)

    def line(section: Section, item: Item, says: tuple[str, str]) -> Line:
        return Line(section, item, named(user), (user,), (vendor,), says, move)

    if wait_for_each_other(user, vendor, context):
        says = state(user, context.as_of), state(vendor, context.as_of)
        # whose turn it is is the question itself: owners do not answer it, only a column that says so
        yield Line("waiting", "status", named(user), (user,), (vendor,), says, ball(user, vendor))
    if due_dates_differ(user, vendor):
        yield line("due", "due", (full_day(user.get(due_field(user))), full_day(vendor.get(due_field(vendor)))))
    if ranks_differ(user, vendor):
        yield line("weight", "severity", (written(user, rank_field(user)), written(vendor, rank_field(vendor))))
    if owners_differ(user, vendor, context):
        yield line("weight", "owner", (_on_one_line(user.owner), _on_one_line(vendor.owner)))


def told_lines(sides: Sides, context: Context) -> Iterator[Line]:
    """④ one person is told two things: both texts whole."""
    for user, vendor in at_odds(sides, context):
        both = set(context.who(user.owner or "")) & set(context.who(vendor.owner or ""))
        who = san(min(both, default=None))
        title = f"{who}への指示: {named(user)}"
        says, short = (_whole(user), _whole(vendor)), (_in_short(user), _in_short(vendor))
        yield Line("told", "told", title, (user,), (vendor,), says, short=short)


def _whole(record: Record) -> str:
    """What is asked, whole: 「版の確定」 2024/05/09まで 高 版1.2で出す."""
    due = f"{full_day(record.due_date)}まで" if record.due_date else ""
    return " ".join(filter(None, (f"「{named(record)}」", due, written(record, "priority"), record.action)))


def _in_short(record: Record) -> str:
    """What may differ first: 5/9まで 高 版1.2で出す「版の確定」."""
    due = f"{short_day(record.due_date)}まで" if record.due_date else ""
    return " ".join(filter(None, (due, written(record, "priority"), record.action))) + f"「{named(record)}」"


def alone_line(record: Record, side: Side, as_of: date, like: Sequence[Record], mapped: Sequence[str]) -> Line:
    """⑥ in one ledger only; whoever has it passes it on.

    `like` are records of the other side with such a title, `mapped` the ids that the mapping sheet gives it there.
    """
    here = state(record, as_of)
    there = f"似た件名 {'、'.join(map(id_of, like))}" if like else ABSENT
    there = f"{'、'.join(mapped)}の{ABSENT}" if mapped else there
    ours = (record,) if side == "user" else ()
    theirs = (record,) if side == "vendor" else ()
    says = (here, there) if side == "user" else (there, here)
    return Line("alone", "ledger", named(record), ours, theirs, says, side)


def mapped_to(side: Side, pairs: Sequence[Pair]) -> Mapping[str, Sequence[str]]:
    """Folded id of this side → the ids of the other side that the mapping sheet gives it."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        one, other = (pair.user, pair.vendor) if side == "user" else (pair.vendor, pair.user)
        found.setdefault(fold_id(one), []).append(other)
    return found


def unsure_lines(users: Sequence[Record], vendors: Sequence[Record], least: float) -> tuple[Line, ...]:
    """⑦ titles so alike (Dice ≥ `least`) that the two may be one matter; nobody has said so yet."""
    titled = [record for record in (*users, *vendors) if record.title or record.description]
    ours = {id(record) for record in users}
    found = []
    for one, other in alike([named(record) for record in titled], least):
        user, vendor = titled[one], titled[other]
        if id(user) in ours and id(vendor) not in ours:  # the user side's stand first
            found.append(Line("unsure", "title", TICK, (user,), (vendor,), (named(user), named(vendor))))
    return tuple(found)


def state(record: Record, as_of: date) -> str:
    """Its state in the words of its sheet; one that was closed after the day was open on it."""
    word = stated(record) if record.written("status") else BLANK
    closed = record.written("closed_date")
    if record.is_open and record.closed_date is None and isinstance(closed, date | datetime) and day_of(closed) > as_of:
        return f"未完了({short_day(closed)}に{word})"
    return word


def next_mover(user: Record, vendor: Record, context: Context) -> Side | None:
    """Who moves next: whom the ledgers' 対応側 names, else the side both owners belong to; None when unknown."""
    if user.side or vendor.side:
        return ball(user, vendor)
    owners = {owner_side(record, context) for record in (user, vendor) if record.owner}
    return owners.pop() if len(owners) == 1 else None


def ball(user: Record, vendor: Record) -> Side | None:
    """The one side that the column 対応側 of the two ledgers names; None when they disagree or name nobody."""
    found = {side for side in (_ball(user, "user"), _ball(vendor, "vendor")) if side}
    return found.pop() if len(found) == 1 else None


def _ball(record: Record, keeper: Side) -> Side | None:
    """The side a cell of 対応側 names; 当社 is whoever keeps the ledger."""
    word = fold(record.side or "")
    other: Side = "vendor" if keeper == "user" else "user"
    found: set[Side] = {side for side, words in _SIDES.items() if any(one in word for one in words)}
    found |= {keeper} if any(one in word for one in _OWN) else set()
    found |= {other} if any(one in word for one in _OTHER) else set()
    return found.pop() if len(found) == 1 else None


def _on_one_line(text: str | None) -> str:
    return "、".join((text or "").split("\n"))
