"""追加予算台帳: money asked for beyond the plan: what is approved, what is applied for, what is foreseen (C43)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final, Literal

from pmo_xl.metrics.payback import exact
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, named
from pmo_xl.reports.options import choices, yen
from pmo_xl.rules.decisions import current
from pmo_xl.rules.phrases import id_of, written
from pmo_xl.situation import Situation

State = Literal["approved", "applied", "foreseen", "unclear"]
CALLED: Final[dict[State, str]] = {
    "approved": "承認済",
    "applied": "申請中",
    "foreseen": "見込",
    "unclear": f"{OPEN_QUESTION}区分",
}
# The first line that has one of its words in 区分 or 状態 says what it is: 承認待ち is not 承認済.
_OUT: Final = ("却下", "否認", "不採用", "取下", "取消", "見送")
_WORDS: Final[tuple[tuple[State, tuple[str, ...]], ...]] = (
    ("applied", ("申請", "待ち", "判断待", "承認待", "決裁待", "審査", "稟議", "未承認", "承認前", "承認依頼")),
    ("foreseen", ("見込", "概算", "想定", "検討", "仮")),
    ("approved", ("承認", "決裁", "可決", "採用", "採択", "決定", "確定")),
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One sum of money (円) with its state. `total` is the sum of its state up to and with this line.

    `by_option`: no cost stands beside the decision itself; it is that of its recommended option.
    """

    record: Record
    state: State
    cost: Fraction
    total: Fraction
    day: date | None
    by_option: bool = False


def budget(situation: Situation) -> tuple[Amount, ...]:
    """Every change and decision with a 追加費用, by day; those refused or replaced are no money any more.

    Money is counted once: a decision that a line of the ledger names, or whose matter has such a line, adds nothing.
    """
    totals: dict[State, Fraction] = {}
    lines = []
    for day, record, state, cost, by_option in sorted(_amounts(situation), key=lambda found: found[0] or date.max):
        totals[state] = totals.get(state, Fraction(0)) + cost
        lines.append(Amount(record, state, cost, totals[state], day, by_option))
    return tuple(lines)


_Found = tuple[date | None, Record, State, Fraction, bool]


def _amounts(situation: Situation) -> Iterator[_Found]:
    asked = [(record, state) for record in _asked(situation) if (state := _state(record, situation.as_of)) is not None]
    listed = {name for record, _ in asked if record.table.kind == "change" and record.cost for name in _named(record)}
    for record, state in asked:
        day, is_decision = record.decided_date or record.raised_date, record.table.kind == "decision"
        if is_decision and record.id and fold_id(record.id) in listed:
            continue  # the ledger's own line is the money of this decision
        if record.cost:
            yield day, record, state, exact(record.cost), False
        elif state == "applied" and is_decision and listed.isdisjoint(_named(record)):
            chosen = next((one for one in choices(record, situation) if one.recommended and one.cost), None)
            if chosen is not None and chosen.cost:
                yield day, record, state, exact(chosen.cost), True


def _named(record: Record) -> set[str]:
    """The matters a row is about."""
    return {fold_id(word) for word in split_ids(record.related_id)}


def _asked(situation: Situation) -> Iterator[Record]:
    yield from situation.counted("change")
    yield from current(situation.counted("decision"))


def _state(record: Record, as_of: date) -> State | None:
    """What its own words say; None when it was refused. What is decided later than the day is still applied for."""
    words = f"{record.kind or ''} {written(record, 'status')}"
    if record.status == "rejected" or any(word in words for word in _OUT):
        return None
    if record.table.kind == "change" and _said(words) == "unclear":
        words = record.category or ""  # a ledger whose 区分 is 承認済／申請中／見込
        if any(word in words for word in _OUT):
            return None
    state = _said(words)
    later = record.decided_date is not None and record.decided_date > as_of
    return "applied" if state == "approved" and later else state


def _said(words: str) -> State:
    said: Iterator[State] = (state for state, known in _WORDS if any(word in words for word in known))
    return next(said, "unclear")


def total_of(lines: Iterable[Amount], state: State) -> Fraction:
    """The sum of one state, 円."""
    return sum((line.cost for line in lines if line.state == state), Fraction(0))


def budget_values(lines: Sequence[Amount], links: Links) -> list[dict[str, Any]]:
    """The lines of the sheet: each sum stands in the column of its own state only."""
    return [_line(number, line, links) for number, line in enumerate(lines, 1)]


def _line(number: int, line: Amount, links: Links) -> dict[str, Any]:
    record = line.record
    return {
        "no": number,
        "id": links.cell(record.place(record.table.id_field if record.id else None), id_of(record)),
        "title": named(record),
        "state": CALLED[line.state],
        "cost": float(line.cost),
        "approved": float(line.total) if line.state == "approved" else None,
        "applied": float(line.total) if line.state == "applied" else None,
        "foreseen": float(line.total) if line.state == "foreseen" else None,
        "day": line.day or DASH,
        "who": record.decided_by or record.owner or (OPEN_QUESTION if line.state == "approved" else DASH),
        "note": "金額は推奨案の費用" if line.by_option else "",
    }


def budget_line(lines: Sequence[Amount]) -> str:
    """One sentence: the sums of the three states, never added up."""
    if not lines:
        return "追加費用のある変更・決定はありません"
    parts = [f"{CALLED[state]} {yen(total_of(lines, state))}" for state in ("approved", "applied", "foreseen")]
    unclear = [line for line in lines if line.state == "unclear"]
    rest = f"。区分の分からないものが{len(unclear)}件あり、どれにも含みません" if unclear else ""
    return "、".join(parts) + rest
