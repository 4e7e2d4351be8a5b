"""Whether a test can start on its day: what it still waits for, and whose that is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pmo_xl.metrics.blocked import cause_of
from pmo_xl.metrics.outages import outage_days
from pmo_xl.metrics.rounds import named_defects, round_now
from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.days import short_day
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.plans.held_up import is_unrepaired
from pmo_xl.reports.common import OPEN_QUESTION, stated
from pmo_xl.reports.prepared import SAID, DayColumns, Preparation
from pmo_xl.reports.presence import PART, Presence
from pmo_xl.rules import phrases
from pmo_xl.rules.context import Context
from pmo_xl.rules.phrases import id_of
from pmo_xl.rules.tests_in_order import environment_ready
from pmo_xl.situation import Situation
from pmo_xl.workdays import moved

Sort = Literal["defect", "before", "data", "environment", "person", "other"]
CALLED: Final[dict[Sort, str]] = {
    "defect": "不具合の未修正",
    "before": "先行テストの未合格",
    "data": "データの準備",
    "environment": "環境の準備",
    "person": "実施者の不在",
    "other": "その他",
}
_CAUSES: Final[dict[str, tuple[Sort, str]]] = {  # of a test that is 実施不可 and names no defect
    "data": ("data", "データの準備待ち"),
    "environment": ("environment", "環境の不具合・停止"),
    "spec": ("other", "仕様の確認待ち"),
    "unknown": ("other", "実施不可(理由の記入なし)"),
    "defect": ("defect", "不具合の番号の記入なし"),
}
_ASKS: Final = ("todo", "issue", "qa")
_ABOUT: Final[tuple[tuple[Sort, re.Pattern[str]], ...]] = (
    ("data", lazy(r"データ|マスタ")),
    ("environment", lazy(r"環境|端末|アカウント|権限|接続")),
)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing that keeps a test from starting: in words, whose it is, until when; `record` where it is one."""

    sort: Sort
    said: str
    owner: str
    until: date | None = None
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A test on its day. `data` and `environment` are 済, 未, 未記入, or "" where the sheet does not say.

    `doubts` are what nobody has written and somebody has to ask; they do not keep it from starting.
    """

    test: Record
    clock: str
    data: str
    environment: str
    looks_on: str
    hindrances: tuple[Hindrance, ...]
    doubts: tuple[str, ...]

    @property
    def can_start(self) -> bool:
        """Whether nothing is known that keeps it from starting."""
        return not self.hindrances

    @property
    def order(self) -> tuple[object, ...]:
        """Those that cannot start first, then those in doubt; by time, tester, id."""
        test = self.test
        return not self.hindrances, not self.doubts, self.clock or "~", test.tester or "~", test.id or "~", test.row


class Readiness:
    """Asks for the tests of a project what keeps them from starting; indexes are made once."""

    def __init__(self, situation: Situation, context: Context) -> None:
        self.situation, self.context = situation, context
        self._columns, self._presence = DayColumns(), Presence(situation)
        self._outages = outage_days(situation)
        self._known: dict[date, frozenset[int]] = {}
        self._tests = {fold_id(test.id): test for test in reversed(situation.counted("test")) if test.id}
        self._defects = {fold_id(defect.id): defect for defect in reversed(situation.counted("defect")) if defect.id}

    def planned(self, test: Record, on: date) -> Planned:
        """A test that is planned for the day, with everything that speaks against it."""
        prepared = self._columns.preparations(test)
        return Planned(
            test=test,
            clock=self._columns.clock(test),
            data=_worst(prepared, "data"),
            environment=_worst(prepared, "environment"),
            looks_on=self._columns.looks_on(test),
            hindrances=tuple(self.hindrances(test, on)),
            doubts=tuple(self._doubts(test, on, prepared)),
        )

    def hindrances(self, test: Record, on: date) -> Iterator[Hindrance]:
        """Defects not repaired, tests before it not passed, data and environment not ready, a tester who is away.

        A test before it that is planned for the same day and can start itself is none.
        """
        stopped = self._stopped(on)
        yield from self._of_defects(test)
        yield from self._of_verdict(test)
        for before in self._not_passed(test):
            if not self._is_on(before, on) or id(before) in stopped:
                said = f"先行テスト{id_of(before)}({stated_result(before)})"
                yield Hindrance("before", said, before.tester or UNASSIGNED, before.planned_date, before)
        yield from self._preparations(test)
        yield from self._environment(test, on)
        yield from self._person(test, on)

    def _stopped(self, on: date) -> frozenset[int]:
        """The tests planned for the day (by `id()`) that cannot start: for a reason of their own, or behind another.

        Worked out along the followers and not by asking each predecessor, so that long rows of tests and circles end.
        """
        if on not in self._known:
            tests = [test for test in self._tests.values() if self._is_on(test, on)]
            behind: dict[int, list[Record]] = {}
            ahead = []
            for test in tests:
                before = self._not_passed(test)
                for one in before:
                    behind.setdefault(id(one), []).append(test)
                if any(not self._is_on(one, on) for one in before) or next(self._own(test, on), None) is not None:
                    ahead.append(test)
            found: set[int] = set()
            while ahead:
                test = ahead.pop()
                if id(test) not in found:
                    found.add(id(test))
                    ahead.extend(behind.get(id(test), ()))
            self._known[on] = frozenset(found)
        return self._known[on]

    def _own(self, test: Record, on: date) -> Iterator[Hindrance]:
        """What keeps it from starting besides the tests before it."""
        yield from self._of_defects(test)
        yield from self._of_verdict(test)
        yield from self._preparations(test)
        yield from self._environment(test, on)
        yield from self._person(test, on)

    def _is_on(self, test: Record, on: date) -> bool:
        """Whether it is still to be run, up to that day and not before."""
        first = min(on, moved(self.context.as_of, 1))
        return test.planned_date is not None and first <= test.planned_date <= on and not test.is_executed

    def _not_passed(self, test: Record) -> tuple[Record, ...]:
        """The tests it depends on that are in scope and not passed."""
        named = (self._tests.get(fold_id(word)) for word in split_ids(test.depends_on))
        return tuple(
            one for one in named if one is not None and one is not test and one.is_live and one.verdict != "pass"
        )

    def _of_verdict(self, test: Record) -> Iterator[Hindrance]:
        if test.verdict == "blocked" and not named_defects(test):
            sort, said = _CAUSES[cause_of(test)]
            yield Hindrance(sort, said, test.tester or "")
        if test.verdict == "hold":
            yield Hindrance("other", "保留中", test.tester or "")

    def _person(self, test: Record, on: date) -> Iterator[Hindrance]:
        away = self._presence.away(test.tester or "", on)
        if away and not any(PART in one for one in away) and len(away) == len(self.context.who(test.tester or "")):
            yield Hindrance("person", f"実施者不在 {'、'.join(away)}", test.tester or "")

    def _of_defects(self, test: Record) -> Iterator[Hindrance]:
        for word in named_defects(test):
            defect = self._defects.get(fold_id(word))
            if defect is None:
                if test.verdict == "blocked" and self._defects:
                    yield Hindrance("defect", f"不具合{word}(台帳になし)", UNASSIGNED)
            elif is_unrepaired(defect):
                until = defect.fix_plan_date
                when = f"修正予定{short_day(until)}" if until else "修正予定なし"
                owner = self.situation.supplier(defect) or defect.owner or UNASSIGNED
                yield Hindrance("defect", f"不具合{id_of(defect)}({when})", owner, until, defect)

    def _preparations(self, test: Record) -> Iterator[Hindrance]:
        prepared = self._columns.preparations(test)
        for one in prepared:
            if one.state == "not_ready":
                yield Hindrance(one.sort, f"{one.called}({one.word})", one.owner or UNASSIGNED)
        told = {one.sort for one in prepared if one.state != "blank"}  # the sheet itself says how it stands
        for record in self.context.naming(test.id):
            sort = _about(record)
            if sort is not None and sort not in told and record.is_open and record.status != "resolved":
                said = f"{phrases.named(record)}({stated(record)})"
                yield Hindrance(sort, said, record.owner or UNASSIGNED, record.due_date, record)

    def _environment(self, test: Record, on: date) -> Iterator[Hindrance]:
        if on in self._outages:
            yield Hindrance("environment", f"環境停止({short_day(on)})", "")
        ready = environment_ready(test, self.context)
        if ready is not None and ready > on:
            yield Hindrance("environment", f"{test.environment}の準備完了は{short_day(ready)}", "", ready)

    def _doubts(self, test: Record, on: date, prepared: tuple[Preparation, ...]) -> Iterator[str]:
        for one in prepared:
            if one.state == "blank":
                yield f"{one.called}が未記入"
        if not test.tester:
            yield "実施者が未記入"
        for who in self._presence.away(test.tester or "", on):
            if PART in who or len(self.context.who(test.tester or "")) > 1:
                yield f"実施者 {who}"
        for who in self._presence.away(self._columns.looks_on(test), on):
            yield f"立会い {who}"


def stated_result(test: Record) -> str:
    """How a test stands in the words of its sheet; 未実施 for one that was not run."""
    now = round_now(test)
    return " ".join(str(test.written(now.field("result")) or "未実施").split()) if now is not None else "未実施"


def why(planned: Planned) -> str:
    """What has to be said of a test on its line: what keeps it from starting, else what has to be asked."""
    if planned.hindrances:
        return "、".join(one.said for one in planned.hindrances)
    return "、".join(f"{OPEN_QUESTION}{doubt}" if not n else doubt for n, doubt in enumerate(planned.doubts))


def _worst(prepared: tuple[Preparation, ...], sort: str) -> str:
    """The least ready of several columns about the same thing."""
    states = [one.state for one in prepared if one.sort == sort]
    return next((SAID[state] for state in ("not_ready", "blank", "ready") if state in states), "")


def _about(record: Record) -> Sort | None:
    """Whether a request that names a test prepares its data or its environment."""
    if record.table.kind not in _ASKS:
        return None
    text = f"{record.title or ''} {record.description or ''}"
    return next((sort for sort, words in _ABOUT if words.search(text)), None)
