"""依頼一覧: what one department or vendor was asked and has not settled, to be answered in the workbook itself."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pmo_xl.metrics.wording import signed
from pmo_xl.model.days import short_day
from pmo_xl.reports.common import Links, fitted, moment, named, origins, stated, workdays_line
from pmo_xl.reports.outsiders import Veil, veil_for
from pmo_xl.reports.request_keys import Keys, keys_of
from pmo_xl.reports.request_letter import Letter, letter
from pmo_xl.reports.requests import NOBODY, UNADDRESSED, Addressee, Asked, Request, due_of, open_requests
from pmo_xl.situation import Situation

NOTHING_OPEN: Final = "未完了の依頼はありません"
MARKS: Final = {"new": ("★", "新規"), "due_today": ("◆", "本日期限"), "awaited": ("○", "回答待ち")}
_LEGEND: Final = "状態の印: " + " ".join(sign + called for sign, called in MARKS.values())
_NAME_EMS: Final = 22
_PROJECT_EMS: Final = 28
_NOT_SENT: Final = "社内限り(送付しません)"
_COLUMNS: Final = (
    *("no", "id", "title", "requester", "raised", "due", "overdue", "status", "waiting", "source"),
    *("answer", "answered_on", "new_status", "key"),
)


@dataclass(frozen=True, slots=True)
class RequestList:
    """The requests of one addressee; `before` is how many were open on the day it is compared with (None: not kept)."""

    situation: Situation
    project: str
    addressee: Addressee
    requests: tuple[Request, ...]
    before: int | None
    keys: Keys
    veil: Veil

    @property
    def name(self) -> str:
        """The addressee's name, or 宛先未定."""
        return self.addressee.name or UNADDRESSED

    @property
    def counts(self) -> Mapping[str, int]:
        """open, overdue, due_today, awaited and new."""
        return {
            "open": len(self.requests),
            "overdue": sum(request.overdue > 0 for request in self.requests),
            "due_today": sum(request.is_due_today for request in self.requests),
            "awaited": sum(request.awaited for request in self.requests),
            "new": sum(request.is_new for request in self.requests),
        }

    @property
    def change(self) -> str:
        """前日比+2, 前回(4/26)比▲1; "" when no day was kept before."""
        kept = self.situation.previous
        if kept is None or self.before is None:
            return ""
        on_time = kept.date >= self.situation.calendar.previous(self.situation.as_of)
        since = "前日比" if on_time else f"前回({short_day(kept.date)})比"
        return since + signed(len(self.requests) - self.before, self.situation.config.reports.minus)

    @property
    def headline(self) -> str:
        """One sentence: how many are open, how that changed, how many of them press."""
        counts, change = self.counts, f"({self.change})" if self.change else ""
        if not self.requests:
            return f"{NOTHING_OPEN}{change}。"
        return (
            f"未完了{counts['open']}件{change}のうち、期限超過{counts['overdue']}件、本日期限{counts['due_today']}件、"
            f"回答待ち{counts['awaited']}件、新規{counts['new']}件です。"
        )

    def letter(self) -> Letter | None:
        """The letter that goes with the list; None where nobody is named, or nothing is open."""
        if self.addressee == NOBODY or not self.requests:
            return None
        made = letter(
            self.addressee,
            self.requests,
            project=self.project,
            author=self.situation.config.reports.author,
            as_of=self.situation.as_of,
            calendar=self.situation.calendar,
            ids=not self.addressee.is_outside,
        )
        return Letter(self.veil.text(made.subject), self.veil.text(made.body), made.tone)

    def values(self) -> dict[str, Any]:
        """What the template may name. An outsider's list is veiled as a whole, and tells nothing of our files."""
        situation, outside = self.situation, self.addressee.is_outside
        kind = "様" if self.addressee.is_person else " 御中"
        title = f"依頼一覧 {self.name}"
        values = {
            "project": {"name": self.project, "short": fitted(self.project, _PROJECT_EMS)},
            "as_of": situation.as_of,
            "moment": moment(situation.as_of, situation.at),
            "author": situation.config.reports.author,
            "addressee": fitted(self.name, _NAME_EMS) + ("" if self.addressee == NOBODY else kind),
            "headline": self.headline,
            "counts": dict(self.counts),
            "change": self.change,
            "legend": _LEGEND,
            "requests": [self._row(number, request) for number, request in enumerate(self.requests, 1)]
            or [dict.fromkeys(_COLUMNS) | {"title": NOTHING_OPEN}],
            "footer": workdays_line(situation) + ("" if outside else f" {origins(situation.sources)}"),
            "document": {"title": title, "author": situation.config.reports.author, "date": situation.as_of},
        }
        shown: dict[str, Any] = self.veil.over(values) if outside else values
        for row, request in zip(shown["requests"], self.requests, strict=False):
            row["key"] = self.keys[request.record.place()]
        return shown

    def _row(self, number: int, request: Request) -> dict[str, Any]:
        record, outside = request.record, self.addressee.is_outside
        place = record.place(record.table.id_field)
        source = record.noun if outside else Links.of(self.situation).cell(place, place.sheet)
        return {
            "no": number,
            "id": record.id or "",
            "title": named(record),
            "requester": request.requester,
            "raised": record.arose,
            "due": due_of(record),
            "overdue": request.overdue or None,
            "status": stated(record) + self._marks(request),
            "waiting": request.waiting.counted() if outside else request.waiting.named(),
            "source": source,
            "answer": None,
            "answered_on": None,
            "new_status": None,
            "key": None,
        }

    def _marks(self, request: Request) -> str:
        """What a person sees at a glance, in one sign each: a line of the list is one line of the page."""
        holds = {"new": request.is_new, "due_today": request.is_due_today, "awaited": request.awaited}
        signs = "".join(sign for name, (sign, _) in MARKS.items() if holds[name])
        kept_back = self.addressee == NOBODY and request.addressee != NOBODY
        return f"{signs} {_NOT_SENT}" if kept_back else signs


def request_lists(situation: Situation, *, project: str) -> tuple[RequestList, ...]:
    """One list an addressee by name: departments, vendors, people; 宛先未定 last, with what must not be sent.

    Together they hold every open request once. Without any request there is one empty list.
    """
    asked = Asked(situation)
    found: dict[Addressee, list[Request]] = defaultdict(list)
    for request in open_requests(situation):
        kept_back = request.is_internal and request.addressee.is_outside
        found[NOBODY if kept_back else request.addressee].append(request)
    before = asked.open_before()
    keys = keys_of(record for register in asked.registers(situation.written) for record in register)
    author = situation.config.reports.author
    return tuple(
        RequestList(
            situation,
            project,
            addressee,
            tuple(found[addressee]),
            None if before is None else before.get(addressee.name, 0),
            keys,
            veil_for(addressee.name, situation, asked.vendors, (author,)) if addressee.is_outside else Veil({}),
        )
        for addressee in sorted(found, key=_rank) or [NOBODY]
    )


def _rank(addressee: Addressee) -> tuple[object, ...]:
    return addressee == NOBODY, addressee.is_person, addressee.is_outside, addressee.name
