"""連携マトリクス: which department waits for which, how much of it is late, and how long an answer takes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from pmo_xl.metrics.wording import half_up
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, Links, fitted, moment, named, no_data, origins, stated, workdays_line
from pmo_xl.reports.requests import UNADDRESSED, Asked, distinct, due_of
from pmo_xl.situation import Situation

KINDS: Final = ("todo", "qa", "issue")  # C08: what one department asks of another
COLUMNS: Final = 12  # departments the sheet has room for; the rest are summed as その他
OTHERS: Final = "その他"
UNKNOWN: Final = "依頼元未定"
_TOTAL: Final = "計"
_HEAD_EMS: Final = 11  # two lines above a column
_PROJECT_EMS: Final = 40
_IDS: Final = 30  # by id in a cell; further ones are a number and stand on 明細


@dataclass(frozen=True, slots=True)
class Sent:
    """A request of one department to another; `days` are the 営業日 its answer took (None: none yet, or unknown)."""

    record: Record
    source: str
    target: str
    is_open: bool
    overdue: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """The requests of one pair of departments, or of a whole row or column."""

    sent: tuple[Sent, ...]

    @property
    def open(self) -> tuple[Sent, ...]:
        """Those not settled."""
        return tuple(one for one in self.sent if one.is_open)

    @property
    def overdue(self) -> tuple[Sent, ...]:
        """Those not settled and past due."""
        return tuple(one for one in self.sent if one.overdue)

    @property
    def answered(self) -> tuple[Sent, ...]:
        """Those whose answer and its day are known."""
        return tuple(one for one in self.sent if one.days is not None)

    @property
    def days(self) -> Fraction | None:
        """Mean working days from request to answer; None without an answer."""
        known = [one.days for one in self.answered if one.days is not None]
        return Fraction(sum(known), len(known)) if known else None

    def text(self, figure: str) -> int | str | None:
        """A figure as it is printed: sent, open, overdue (0 is blank), days with one decimal."""
        if figure == "days":
            return half_up(self.days) if self.days is not None else (DASH if self.sent else None)
        return len(getattr(self, figure)) or None


@dataclass(frozen=True)
class Matrix:
    """All requests by who asks (rows) and who is asked (columns), both by the number of requests."""

    situation: Situation
    project: str
    sent: tuple[Sent, ...]

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The departments that ask, the one with most requests first; 依頼元未定 last."""
        return _ranked((one.source for one in self.sent), UNKNOWN)

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The departments that are asked; 宛先未定 last."""
        return _ranked((one.target for one in self.sent), UNADDRESSED)

    def cell(self, source: str | None = None, target: str | None = None) -> Cell:
        """The requests of a pair; None stands for all of them."""
        fitting = ((s, t) for s, t in self._by_pair if source in (None, s) and target in (None, t))
        return Cell(tuple(one for pair in fitting for one in self._by_pair[pair]))

    @cached_property
    def _by_pair(self) -> Mapping[tuple[str, str], Sequence[Sent]]:
        found: dict[tuple[str, str], list[Sent]] = {}
        for one in self.sent:
            found.setdefault((one.source, one.target), []).append(one)
        return found

    @property
    def headline(self) -> str:
        """One sentence: how many wait, and for whom the most."""
        whole = self.cell()
        if not whole.open:
            return "依頼中のものはありません。"
        most = max(self.targets, key=lambda name: len(self.cell(target=name).open))
        return (
            f"依頼中は{len(whole.open)}件、うち期限超過{len(whole.overdue)}件です。"
            f"依頼がもっとも多く残っているのは{most}({len(self.cell(target=most).open)}件)です。"
        )

    def values(self) -> dict[str, Any]:
        """What the template may name; the columns are c1 … c12, blank where there are fewer departments."""
        situation = self.situation
        shown, rest = self._columns()
        return {
            "project": {"name": self.project, "short": fitted(self.project, _PROJECT_EMS)},
            "as_of": situation.as_of,
            "moment": moment(situation.as_of, situation.at),
            "author": situation.config.reports.author,
            "headline": self.headline,
            "columns": _slots([*(fitted(name, _HEAD_EMS) for name in shown), *([OTHERS] if rest else [])])
            | {"total": _TOTAL},
            "sent": self._rows("sent", shown, rest),
            "open": self._rows("open", shown, rest),
            "overdue": self._rows("overdue", shown, rest),
            "days": self._rows("days", shown, rest),
            "pairs": [*self._pairs()] or [_nothing("source", "target", *_PAIR)],
            "requests": [*self._requests()] or [_nothing("source", "target", *_REQUEST)],
            "footer": f"{workdays_line(situation)} {origins(situation.sources)}",
            "document": {
                "title": "連携マトリクス",
                "author": situation.config.reports.author,
                "date": situation.as_of,
            },
        }

    def _columns(self) -> tuple[Sequence[str], Sequence[str]]:
        """The departments with a column of their own, and those summed as その他."""
        targets = self.targets
        if len(targets) <= COLUMNS:
            return targets, ()
        return targets[: COLUMNS - 1], targets[COLUMNS - 1 :]

    def _rows(self, figure: str, shown: Sequence[str], rest: Sequence[str]) -> list[dict[str, Any]]:
        """A row for every department that asks, and the row of totals."""
        rows = []
        for source in (*self.sources, None):
            cells = [self.cell(source, target) for target in shown]
            if rest:
                cells.append(Cell(tuple(one for one in self.cell(source).sent if one.target in rest)))
            texts = [cell.text(figure) for cell in cells]
            rows.append({"source": source or _TOTAL, **_slots(texts), "total": self.cell(source).text(figure)})
        return rows if self.sent else [_nothing("source", *_slots(()), "total")]

    def _pairs(self) -> Iterator[dict[str, Any]]:
        """The ids behind every cell."""
        for source in self.sources:
            for target in self.targets:
                cell = self.cell(source, target)
                if cell.sent:
                    yield {
                        "source": source,
                        "target": target,
                        "sent": len(cell.sent),
                        "open": len(cell.open),
                        "overdue": len(cell.overdue),
                        "answered": len(cell.answered),
                        "days": cell.text("days"),
                        "open_ids": _ids(cell.open),
                        "overdue_ids": _ids(cell.overdue),
                        "sent_ids": _ids(cell.sent),
                    }

    def _requests(self) -> Iterator[dict[str, Any]]:
        """Every request, by pair, the open ones first."""
        links = Links.of(self.situation)
        order = {pair: number for number, pair in enumerate((s, t) for s in self.sources for t in self.targets)}
        for one in sorted(self.sent, key=lambda one: (order[one.source, one.target], not one.is_open, -one.overdue)):
            record = one.record
            yield {
                "source": one.source,
                "target": one.target,
                "kind": record.noun,
                "id": record.id or "",
                "title": named(record),
                "raised": record.arose,
                "due": due_of(record),
                "answered": _answered_on(record),
                "days": one.days,
                "overdue": one.overdue or None,
                "status": stated(record),
                "place": links.record(record),
            }


_PAIR: Final = ("sent", "open", "overdue", "answered", "days", "open_ids", "overdue_ids", "sent_ids")
_REQUEST: Final = ("kind", "id", "title", "raised", "due", "answered", "days", "overdue", "status", "place")


def request_matrix(situation: Situation, *, project: str) -> Matrix:
    """Who waits for whom, from every ToDo, Q&A and issue of the day, settled ones included."""
    asked = Asked(situation)
    sent = []
    for register in asked.registers(situation.registers):
        for record in distinct(register) if register.kind in KINDS else ():
            requester = asked.requester(record)
            source = asked.of_name(requester).name if requester else UNKNOWN
            target = asked.addressee(record).name or UNADDRESSED
            overdue = situation.overdue_days(due_of(record)) if record.is_open else 0
            sent.append(Sent(record, source, target, record.is_open, overdue, _days(record, situation)))
    return Matrix(situation, project, tuple(sent))


def _days(record: Record, situation: Situation) -> int | None:
    """Working days wd(asked, answered]; None when either day is unknown, or the answer lies after the as-of day."""
    answered = _answered_on(record)
    if record.arose is None or answered is None or not record.arose <= answered <= situation.as_of:
        return None
    return situation.calendar.after(record.arose, answered)


def _answered_on(record: Record) -> date | None:
    """The day of the answer; where none is written, the day it was settled."""
    return record.response_date or (None if record.is_open else record.closed_date)


def _ranked(names: Iterable[str], last: str) -> tuple[str, ...]:
    times: dict[str, int] = defaultdict(int)
    for name in names:
        times[name] += 1
    return tuple(sorted(times, key=lambda name: (name == last, -times[name], name)))


def _slots(values: Sequence[object]) -> dict[str, Any]:
    """c1 … c12, None where there is no department."""
    padded = [*values, *[None] * (COLUMNS - len(values))]
    return {f"c{number}": value for number, value in enumerate(padded, 1)}


def _ids(sent: Sequence[Sent]) -> str:
    known = [one.record.id or f"{one.record.table.sheet}{one.record.row}行目" for one in sent]
    rest = f" 他{len(known) - _IDS}件(明細)" if len(known) > _IDS else ""
    return "、".join(known[:_IDS]) + rest


def _nothing(first: str, *others: str) -> dict[str, Any]:
    """The one row of an empty list, which says why."""
    return {first: no_data("ToDo・Q&A・課題がありません"), **dict.fromkeys(others)}
