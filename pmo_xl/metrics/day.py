"""What figures are counted from: one day's records, each id once, split by what their states say."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pmo_xl.metrics.rounds import EXECUTED, spells
from pmo_xl.metrics.tally import Tally
from pmo_xl.model.fields import noun
from pmo_xl.model.finding import Finding
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.kept import Kept
from pmo_xl.model.metric import Metric, Value
from pmo_xl.model.record import Record
from pmo_xl.situation import Situation

if TYPE_CHECKING:
    from pmo_xl.metrics.corrections import Corrected
    from pmo_xl.metrics.flow import Flow
    from pmo_xl.metrics.load import Work
    from pmo_xl.metrics.testers import Room

Records = tuple[Record, ...]

_DUPLICATE = ("重複", "ダブり", "duplicate")
_WHY_REJECTED = ("cause", "kind", "category", "action", "remarks")


class Day:
    """The registers as of a day, ready to be counted. Nothing is worked out before a figure asks.

    `figures` are the figures said so far, in catalogue order: later ones (lights, balance) look at earlier ones.
    `ran` are the codes of the rules that ran for `findings`: only then does "no finding" mean anything.
    """

    def __init__(
        self, situation: Situation, findings: Sequence[Finding] = (), ran: Collection[str] = frozenset()
    ) -> None:
        self.situation = situation
        self.findings = findings
        self.ran = ran
        self.as_of = situation.as_of
        self.calendar = situation.calendar
        self.config = situation.config
        self.figures: dict[str, Metric] = {}
        self.records = lru_cache(maxsize=None)(situation.counted)  # by kind, each id once

    @cached_property
    def earlier(self) -> "Day":
        """The last working day before, recomputed from today's dates."""
        before = self.calendar.previous(self.as_of)
        kept = tuple(state for state in self.situation.kept if state.date < before)
        return Day(replace(self.situation, as_of=before, kept=kept))

    @cached_property
    def kept(self) -> Kept | None:
        """The kept state of the last working day, or of a day off since; an older one leaves a gap."""
        last = self.situation.previous
        return last if last is not None and last.date >= self.calendar.previous(self.as_of) else None

    @cached_property
    def flow(self) -> "Flow":
        """What happened to the defects since the previous state."""
        from pmo_xl.metrics.flow import defect_flow

        return defect_flow(self)

    @cached_property
    def corrected(self) -> "Corrected | None":
        """What was reported on the last kept day and no longer holds; None without such a day."""
        from pmo_xl.metrics.corrections import corrected_since

        return corrected_since(self)

    @cached_property
    def work(self) -> "Work | Metric":
        """The runs still to come; or why they cannot be counted."""
        from pmo_xl.metrics.load import work_left

        return work_left(self)

    @cached_property
    def room(self) -> "Room | Metric":
        """Who can run tests on which of the days left; or what is missing to say so."""
        from pmo_xl.metrics.testers import room_of

        return room_of(self)

    @property
    def start(self) -> date | None:
        """S, the first day of the phase."""
        return self.config.project.phase_start

    @property
    def end(self) -> date | None:
        """E, the last day of the phase."""
        return self.config.project.phase_end

    def value(self, name: str) -> Value:
        """The value of a figure said before; None when it could not be said, or is not in the catalogue."""
        metric = self.figures.get(name)
        return metric.value if metric else None

    def has(self, kind: str) -> bool:
        """Whether the project has a register of this kind."""
        return self.situation.one(kind) is not None

    def missing(self, kind: str) -> str:
        """Why nothing can be counted: the register that is not there."""
        return f"{noun(kind)}の表がありません"

    def has_column(self, kind: str, field: str) -> bool:
        """Whether the register of this kind has the field in any of its tables."""
        register = self.situation.one(kind)
        return register is not None and register.has(field)

    def overdue(self, due: date | None) -> int:
        """Working days past due at the end of the day."""
        return self.calendar.overdue_days(due, self.as_of)

    # tests

    @cached_property
    def live(self) -> Records:
        """N: the tests that are neither 対象外 nor 取下."""
        return tuple(test for test in self.records("test") if test.is_live)

    @cached_property
    def due(self) -> Records:
        """The live tests that should have been executed by now."""
        return tuple(test for test in self.live if test.planned_date is not None and test.planned_date <= self.as_of)

    @cached_property
    def keeps_rounds(self) -> bool:
        """Whether any test sheet keeps the verdicts of later rounds apart."""
        return self.has_column("test", "result_2")

    @cached_property
    def by_verdict(self) -> dict[str, Records]:
        """Result now → tests; a word nobody knows is under "unknown", without a result column all are `not_run`."""
        found: dict[str, list[Record]] = {}
        for test in self.records("test"):
            verdict = test.verdict or ("unknown" if test.table.has("result") else "not_run")
            found.setdefault(verdict, []).append(test)
        return {verdict: tuple(tests) for verdict, tests in found.items()}

    def with_verdict(self, *verdicts: str) -> Records:
        """The tests whose result now is one of these."""
        return tuple(test for verdict in verdicts for test in self.by_verdict.get(verdict, ()))

    @cached_property
    def executed(self) -> Records:
        """消化: OK and NG."""
        return tuple(test for test in self.live if test.is_executed)

    @cached_property
    def done(self) -> Records:
        """完了: OK, and signed off where `[metrics] done = "approved"`."""
        return tuple(test for test in self.live if self.is_done(test))

    @cached_property
    def remaining(self) -> Records:
        """残: the live tests that are not 完了."""
        return tuple(test for test in self.live if not self.is_done(test))

    def is_done(self, test: Record) -> bool:
        """Whether a test is 完了."""
        return test.verdict == "pass" and (self.config.metrics.done == "pass" or bool(test.approved_by))

    @cached_property
    def planned(self) -> Tally:
        """Live tests by the day they are planned for."""
        return Tally.of(test.planned_date for test in self.live)

    @cached_property
    def by_requirement(self) -> dict[str, list[Record]]:
        """Folded requirement id → the live tests that name it."""
        found: dict[str, list[Record]] = {}
        for test in self.live:
            for identifier in split_ids(test.requirement_id):
                found.setdefault(fold_id(identifier), []).append(test)
        return found

    @cached_property
    def executed_by(self) -> Tally:
        """Live tests whose verdict was OK or NG at the end of a day; those without a date are in no series."""
        return self._tally(self.live, *EXECUTED)

    @cached_property
    def passed_by(self) -> Tally:
        """Live tests whose verdict was OK at the end of a day."""
        return self._tally(self.live, "pass")

    @cached_property
    def done_by(self) -> Tally:
        """Live tests that were 完了 at the end of a day; a sign-off has no day of its own, so the OK's counts."""
        if self.config.metrics.done == "pass":
            return self.passed_by
        return self._tally((test for test in self.live if test.approved_by), "pass")

    def _tally(self, tests: Iterable[Record], *verdicts: str) -> Tally:
        if self.keeps_rounds:
            return Tally(self._steps(tests, *verdicts))
        return Tally.of(test.verdict_date for test in tests if test.verdict in verdicts)

    def _steps(self, tests: Iterable[Record], *verdicts: str) -> Iterator[tuple[date, int]]:
        for test in tests:
            for since, until, verdict in spells(test, self.as_of):
                if verdict in verdicts:
                    yield since, 1
                    if until is not None:
                        yield until, -1

    # defects, issues

    @cached_property
    def defects(self) -> Records:
        """Defects found so far; one that was rejected as a duplicate of another is none."""
        return tuple(defect for defect in self.records("defect") if not is_duplicate(defect))

    @cached_property
    def open_defects(self) -> Records:
        """Defects that are neither closed nor rejected."""
        return tuple(defect for defect in self.defects if defect.is_open)

    def age(self, defect: Record) -> int | None:
        """Working days since it was detected; None when nobody wrote when."""
        return None if defect.arose is None else self.calendar.after(defect.arose, self.as_of)

    @cached_property
    def open_issues(self) -> Records:
        """Issues that are neither closed nor rejected."""
        return tuple(issue for issue in self.records("issue") if issue.is_open)


def is_duplicate(defect: Record) -> bool:
    """Whether a defect was rejected because it is another one written twice."""
    if defect.status != "rejected":
        return False
    words = [str(defect.written("status") or ""), *(str(defect.get(field) or "") for field in _WHY_REJECTED)]
    return any(mark in text.lower() for text in words for mark in _DUPLICATE)
