"""Six weeks of testing, played through day by day: what was run, what failed, what was fixed and run again.

The whole phase is played once, every case with a seed of its own; what was known on a day is cut out afterwards.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random

from tests.make.sample.days import LEAVE, PHASE_END, PHASE_START, shift, working_days
from tests.make.sample.functions import CASES_EACH, FUNCTIONS, Function, Pattern, patterns
from tests.make.sample.people import FIXERS, testers
from tests.make.sample.scripted import DELAYED, FOUND_ELSEWHERE, NEVER_NEEDED, ON_HOLD, STORIES, WITHDRAWN

# Tests per working day, 10/26 … 12/4: what the plan asks, and what the team manages (retests included).
PLANNED = (6, 8, 10, 10, 12, 12, 14, 14, 14, 14, 14, 15, 15, 16, 17, 17, 17, 17, 18, 18, 18, 18, 18, 17, 16, 13, 6)
MANAGED = (5, 7, 9, 10, 12, 11, 13, 15, 13, 16, 4, 8, 19, 22, 24, 22, 25, 14, 25, 22, 22, 22, 21, 20, 20, 18, 12)
FAILS = {"販売": 0.13, "購買": 0.11, "会計": 0.14, "在庫": 0.12, "連携": 0.24}
DAYS_TO_FIX = {"critical": 3, "high": 4, "medium": 5, "low": 9}


@dataclass
class Run:
    """One time a test was run."""

    day: date
    verdict: str
    defect: "Bug | None" = None


@dataclass
class Case:
    """A test case and everything that happens to it in the phase."""

    number: int
    id: str
    function: Function
    pattern: Pattern
    first: "Case | None"  # the case of the same function that has to pass before
    plans: list[tuple[date, date]] = field(default_factory=list)  # (known from, planned day)
    tester: str = ""
    runs: list[Run] = field(default_factory=list)
    blocked_by: "Bug | None" = None
    blocked_from: date | None = None
    hold: tuple[date, date, str] | None = None  # from, until, why
    out: tuple[date, str, str] | None = None  # since, not_applicable / withdrawn, why
    reason: tuple[date, str] | None = None  # why it was not run on its day, and since when that is written

    def planned(self, day: date) -> date | None:
        """The planned day as known on a day; a test taken out has none."""
        if self.out and self.out[0] <= day:
            return None
        known = [plan for since, plan in self.plans if since <= day]
        return known[-1] if known else self.plans[0][1]

    def passed(self, day: date) -> bool:
        """Whether its last run until the day was OK."""
        past = [run for run in self.runs if run.day <= day]
        return bool(past) and past[-1].verdict == "pass"


@dataclass
class Bug:
    """A defect and everything that happens to it in the phase. `case` is the test that found it, if one did."""

    title: str
    description: str
    area: str
    severity: str
    vendor: str
    detected: date
    detected_by: str
    cause: str
    case: Case | None = None
    plans: list[tuple[date, date]] = field(default_factory=list)  # (known from, planned fix)
    fixed: list[date] = field(default_factory=list)
    retests: list[tuple[date, str]] = field(default_factory=list)
    closed: date | None = None
    rejected: tuple[date, str, str] | None = None  # day, word on the sheet, who decided
    id: str = ""
    owner: str = ""
    action: str = ""

    def over(self, day: date) -> bool:
        """Whether it was closed or rejected by the day."""
        return any(end is not None and end <= day for end in (self.closed, self.rejected and self.rejected[0]))

    def promise(self, known: date, days: int, late: int) -> None:
        """A fix is promised `days` working days ahead, and comes `late` days after (the morning after, it is promised anew)."""
        plan = shift(known, days)
        self.plans.append((known, plan))
        if late:
            self.plans.append((shift(plan, 1), shift(plan, late)))
        self.fixed.append(shift(plan, late))


@cache
def played() -> tuple[tuple[Case, ...], tuple[Bug, ...]]:
    """All test cases and all defects of the phase, defects numbered in the order they were found."""
    days = working_days(PHASE_START, PHASE_END)
    cases = _cases()
    _plan(cases, days)
    bugs: list[Bug] = []
    for number, day in enumerate(days):
        bugs += [_found_elsewhere(line) for line in FOUND_ELSEWHERE if line[0] == day]
        _run_day(day, MANAGED[number], cases, bugs)
    for number, bug in enumerate(bugs, 1):
        bug.id = f"D-{number:03d}"
        busy = [other.owner for other in bugs if other.owner and not other.over(bug.detected)]
        bug.owner = min(FIXERS[bug.vendor], key=busy.count)
    return tuple(cases), tuple(bugs)


def numbered(text: str) -> str:
    """A text with its defects' numbers: 〔出荷指示データの一部〕 → D-044, the defect whose title says so."""

    def number(match: re.Match[str]) -> str:
        return next(bug.id for bug in played()[1] if match[1] in bug.title)

    return re.sub("〔(.+?)〕", number, text)


def _cases() -> list[Case]:
    cases: list[Case] = []
    for function in FUNCTIONS:
        count = CASES_EACH[function.area] + (function.name == "受注登録")
        first: Case | None = None
        for pattern in patterns(function, count):
            letter = function.requirement_id[4]
            number = sum(case.function.area == function.area for case in cases) + 1
            case = Case(number, f"T-{letter}{number:03d}", function, pattern, first)
            cases.append(case)
            first = first or case
    return cases


def _plan(cases: list[Case], days: list[date]) -> None:
    """Spread the live tests over the phase, all areas side by side, and name who runs them."""
    for case in cases:
        for names, what in ((NEVER_NEEDED, "not_applicable"), (WITHDRAWN, "withdrawn")):
            if case.id in names:
                case.out = (names[case.id][0], what, names[case.id][1])
        if case.id in ON_HOLD:
            case.hold = ON_HOLD[case.id]
    sizes = {area: sum(case.function.area == area for case in cases) for area in CASES_EACH}
    late = {"連携": 0.03}  # interfaces start a little later
    order = sorted(cases, key=lambda c: (c.number / sizes[c.function.area] + late.get(c.function.area, 0), c.id))
    slots = [day for day, count in zip(days, PLANNED, strict=True) for _ in range(count)]
    load: dict[tuple[str, date], int] = {}
    live = [case for case in order if case.out is None]
    assert len(live) == len(slots), (len(live), len(slots))
    for case, day in zip(live, slots, strict=True):
        case.plans.append((PHASE_START, day))
        free = [name for name in testers(case.function.area) if (name, day) not in LEAVE]
        case.tester = min(free, key=lambda name: load.get((name, day), 0))
        load[case.tester, day] = load.get((case.tester, day), 0) + 1
        if case.hold is not None:
            case.plans.append(case.hold[:2])
    for case in order:
        case.tester = case.tester or testers(case.function.area)[0]
        if not case.plans:
            case.plans.append((PHASE_START, shift(PHASE_START, 5)))


def _run_day(day: date, capacity: int, cases: list[Case], bugs: list[Bug]) -> None:
    for bug in bugs:
        if bug.case is None and not bug.over(day) and bug.fixed and bug.fixed[-1] <= shift(day, -1):
            bug.retests.append((day, "pass"))
            bug.closed = day
    left = capacity
    for case in _retests(day, bugs):
        _run(case, day, cases, bugs)
        left -= 1
    for case in [c for c in _waiting(day, cases) if _can_run(c, day)][: max(left, 0)]:
        _run(case, day, cases, bugs)
    for case in _waiting(day, cases):
        if case.planned(day) == day and case.blocked_by is None and case.hold is None:
            why = Random(f"{case.id} reason").choice(
                ("データ準備待ち", "担当者の都合（月次業務）", "前のテストの再実施を優先", "環境の再起動待ち")
            )
            why = DELAYED[case.id][1] if case.id in DELAYED else why
            late = case.first is not None and not case.first.passed(day)
            case.reason = (day, f"先行{case.first.id}のNG対応待ち" if late and case.first else why)


def _retests(day: date, bugs: list[Bug]) -> list[Case]:
    """The failed tests whose defect has been delivered the day before, or was rejected in the meeting."""
    found = []
    for bug in bugs:
        delivered = bug.fixed and bug.fixed[-1] < day
        refused = bug.rejected and bug.rejected[0] == day
        if bug.case is not None and bug.closed is None and (delivered or refused) and not bug.case.passed(day):
            found.append(bug.case)
    return found


def _waiting(day: date, cases: list[Case]) -> list[Case]:
    """The tests not run yet whose turn it is: today's, those left over, then those of the next two days."""
    until = shift(day, 2)
    found = [c for c in cases if not c.runs and c.out is None and c.plans[0][1] <= until]
    return sorted(found, key=lambda c: (c.planned(day) != day, c.plans[0][1], c.id))


def _can_run(case: Case, day: date) -> bool:
    if case.blocked_by is not None and not case.blocked_by.over(day):
        return False
    if case.id in DELAYED and day < DELAYED[case.id][0]:
        return False
    if case.hold is not None and case.hold[0] <= day < case.hold[1]:
        return False
    return case.first is None or case.first.passed(day)


def _run(case: Case, day: date, cases: list[Case], bugs: list[Bug]) -> None:
    before = case.runs[-1].defect if case.runs else None
    chance = Random(f"{case.id} {len(case.runs)}").random()
    if before is not None:  # a retest: one in eight comes back
        scripted = any(story["case"] == case.id for story in STORIES)
        again = chance < 0.12 and before.rejected is None and not before.retests and not scripted
        case.runs.append(Run(day, "fail" if again else "pass", before if again else None))
        before.retests.append((day, "fail" if again else "pass"))
        if again:
            before.promise(day, 2, 0)
        elif before.rejected is None:
            before.closed = day
        return
    story = next((s for s in STORIES if s["case"] == case.id), None)
    if story is None and chance >= FAILS[case.function.area]:
        case.runs.append(Run(day, "pass"))
        return
    bug = _bug_of(case, day) if story is None else _bug_of_story(case, day, story)
    bugs.append(bug)
    case.runs.append(Run(day, "fail", bug))
    if story is not None:
        _block([c for c in cases if c.id in story["blocks"]], bug, day)


def _bug_of(case: Case, day: date) -> Bug:
    random = Random(f"{case.id} defect")  # a case fails or passes by itself, whenever it is run
    title = random.choice(case.pattern.faults).format(n=case.function.noun)
    vendor = random.choices((case.function.vendor, "B社", "C社"), (84, 8, 8))[0]
    severity = random.choices(("high", "medium", "low"), (26, 50, 24))[0]
    bug = Bug(
        title=title,
        description=f"「{case.function.screen}」で、{title}。\n期待: {case.pattern.expected}",
        area=case.function.area,
        severity=severity,
        vendor=vendor,
        detected=day,
        detected_by=case.tester,
        cause=random.choice(("プログラム誤り", "設計漏れ", "設定誤り", "変換仕様の誤り", "データ不備")),
        case=case,
        action=random.choice(
            (
                "プログラムを修正し、同じ部品を使う画面も確認する",
                "設計書を改め、該当処理を修正する",
                "パラメータを見直し、本番の設定表にも反映する",
            )
        ),
    )
    _fate(bug, random)
    return bug


def _fate(bug: Bug, random: Random) -> None:
    """What becomes of a defect: rejected after two days, or fixed when promised, or a little later."""
    if random.random() < 0.09 and bug.severity != "critical":
        word = random.choice(("仕様どおり", "重複", "再現せず"))
        decider = "紅葉次郎" if bug.area in ("販売", "購買") else "雪村冬子"
        bug.rejected = (shift(bug.detected, 2), word, decider)
        bug.action = {
            "仕様どおり": "設計書の記載を確認し、仕様どおりと判断した",
            "重複": "先に起票した不具合で対応する",
        }.get(word, "手順を変えて5回試し、再現しないことを確認した")
        return
    days = DAYS_TO_FIX[bug.severity] + random.choice((-1, 0, 0, 1))
    late = random.choices((0, 1, 2), (70, 20, 10))[0]
    bug.promise(shift(bug.detected, 1), days - 1, late)


def _bug_of_story(case: Case, day: date, story: dict) -> Bug:
    bug = Bug(
        title=story["title"],
        description=story["description"],
        area=case.function.area,
        severity=story["severity"],
        vendor=story["vendor"],
        detected=day,
        detected_by=case.tester,
        cause=story["cause"],
        case=case,
        action=story["action"],
    )
    bug.promise(shift(day, 1), story["days"], 0)
    for late in story["slips"]:
        bug.plans.append((shift(bug.plans[-1][1], 1), shift(bug.plans[-1][1], late)))
        bug.fixed = [bug.plans[-1][1]]
    return bug


def _block(cases: list[Case], bug: Bug, day: date) -> None:
    """These cannot be run before the defect is closed; each promise of a fix gives them a new planned day."""
    for case in cases:
        if not case.runs and case.out is None:
            case.blocked_by, case.blocked_from = bug, day
            case.plans += [(since, shift(plan, 2)) for since, plan in bug.plans]


def _found_elsewhere(line: tuple) -> Bug:
    day, area, severity, vendor, by, title, cause = line
    bug = Bug(title, f"{title}。業務シナリオ外の確認で見つかった。", area, severity, vendor, day, by, cause)
    bug.action = "原因を切り分け、該当箇所を修正する"
    _fate(bug, Random(title))
    return bug
