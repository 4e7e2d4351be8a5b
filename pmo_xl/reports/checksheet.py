"""指摘一覧: what to correct, by whom, today."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from pmo_xl.model.finding import GRAVITIES, Finding, Fix, Gravity, signed_gravity
from pmo_xl.model.link import Link
from pmo_xl.model.place import Place
from pmo_xl.reports.common import DASH, Links, moment, origins, workdays_line
from pmo_xl.rules.figures import figures_touched
from pmo_xl.rules.registry import catalogue
from pmo_xl.rules.result import Accepted, CheckResult
from pmo_xl.situation import Situation

UNADDRESSED: Final = "宛先未定"
_FIXES: Final = {"safe": "可", "suggest": "確認"}
_BY_A_PERSON: Final = "人"
_NONE: Final = "ありません"
_COLUMNS: Final = (
    *("no", "level", "code", "register", "cell", "id", "message", "correction", "fixable", "addressee"),
    *("affects", "done", "due"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as it is printed: whom it goes to, the figures of today's report it changes, and its register's name.

    What stands in no register has its sheet for one.
    """

    finding: Finding
    addressee: str
    figures: tuple[str, ...]
    register: str


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """The workbook 指摘一覧: the lines in order of urgency, and what the check itself has to say."""

    as_of: date
    at: time | None
    project: str
    author: str
    lines: tuple[Line, ...]
    result: CheckResult
    links: Links
    footer: str
    max_repeats: int

    @property
    def affecting(self) -> int:
        """How many of the findings change a figure of today's report."""
        return sum(1 for line in self.lines if line.figures)

    @property
    def headline(self) -> str:
        """One sentence: how many, how grave, and whether today's figures are touched."""
        if not self.lines:
            failed = len({code for code, _ in self.result.failed})
            broken = f"、{failed}件は実行できず" if failed else ""
            return f"指摘はありません(確認{self.result.ran}件を実行{broken})"
        counts = self.result.counts
        return (
            f"指摘は{len(self.lines)}件です(エラー{counts['error']}・警告{counts['warning']}・情報{counts['info']})。"
            f"本日の数値に影響する指摘は{self.affecting}件です。"
        )

    def values(self) -> dict[str, Any]:
        """What the template may name."""
        everything = [self.row(number, line) for number, line in enumerate(self.lines, 1)]
        in_order = sorted(zip(self.lines, everything, strict=True), key=lambda pair: _by_place(pair[0]))
        grouped = sorted(zip(self.lines, everything, strict=True), key=lambda pair: _by_addressee(pair[0]))
        result = self.result
        return {
            "project": {"name": self.project},
            "as_of": self.as_of,
            "moment": moment(self.as_of, self.at),
            "author": self.author,
            "headline": self.headline,
            "summary": result.summary,
            "counts": {
                **result.counts,
                "total": len(self.lines),
                "affecting": self.affecting,
                "accepted": len(result.accepted),
            },
            "addressees": [*self._addressees()] or [_nothing("name", "total", "error", "warning", "info")],
            "figures": [*self._figures()] or [_nothing("name", "count", "ids")],
            "skipped": _rules(result, result.skipped),
            "failed": _rules(result, result.failed),
            "notes": [{"text": note} for note in result.notes] or [{"text": _NONE}],
            "findings": [*self._shown(everything)] or [self.no_row()],
            "by_addressee": [row for _, row in grouped] or [self.no_row()],
            "all": [row for _, row in in_order] or [self.no_row()],
            "accepted": [self._accepted(known) for known in result.accepted]
            or [_nothing("message", "level", "code", "register", "cell", "id", "reason", "until")],
            "footer": self.footer,
        }

    def _shown(self, rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """At most `max_repeats` of a rule in a register; then one line says how many more are on 全件."""
        kinds = [(line.finding.code, line.register) for line in self.lines]
        total = Counter(kinds)
        met: Counter[tuple[str, str]] = Counter()
        for key, row in zip(kinds, rows, strict=True):
            met[key] += 1
            if met[key] <= self.max_repeats:
                yield row
            if met[key] == self.max_repeats and total[key] > self.max_repeats:
                more = f"同じ指摘が他に{total[key] - self.max_repeats}件あります(別紙 全件)"
                yield self.no_row(more) | {"code": row["code"], "register": row["register"], "level": row["level"]}

    def row(self, number: int, line: Line) -> dict[str, Any]:
        """A finding as a line of a list."""
        finding = line.finding
        return {
            "no": number,
            **self._told(finding),
            "correction": _correction(finding.fix),
            "fixable": _FIXES[finding.fix.kind] if finding.fix else _BY_A_PERSON,
            "addressee": line.addressee,
            "affects": "、".join(line.figures),
            "done": None,
            "due": None,
        }

    def no_row(self, message: str = "指摘はありません") -> dict[str, Any]:
        """The one line of an empty list, or a line that is no finding."""
        return {**dict.fromkeys(_COLUMNS), "message": message}

    def _link(self, place: Place) -> Link:
        return self.links.cell(place, place.cell if place.column else f"{place.row}行目")

    def _accepted(self, known: Accepted) -> dict[str, Any]:
        return {**self._told(known.finding), "reason": known.reason, "until": known.until}

    def _told(self, finding: Finding) -> dict[str, Any]:
        """What every list says of a finding."""
        return {
            "level": signed_gravity(finding.level),
            "code": finding.code,
            "register": f"{finding.place.file} / {finding.place.sheet}",
            "cell": self._link(finding.place),
            "id": finding.id,
            "message": finding.message,
        }

    def _addressees(self) -> Iterator[dict[str, Any]]:
        """Whose findings these are: most errors first, 宛先未定 last."""
        counts: dict[str, Counter[Gravity]] = {}
        for line in self.lines:
            counts.setdefault(line.addressee, Counter())[line.finding.level] += 1
        order = sorted(counts, key=lambda name: (name == UNADDRESSED, [-counts[name][g] for g in GRAVITIES], name))
        for name in order:
            yield {"name": name, "total": counts[name].total(), **{g: counts[name][g] for g in GRAVITIES}}

    def _figures(self) -> Iterator[dict[str, Any]]:
        """The figures of today's report that are touched, the most touched first, and by which records."""
        ids: dict[str, dict[str, None]] = {}
        times: Counter[str] = Counter()
        for line in self.lines:
            for name in line.figures:
                times[name] += 1
                ids.setdefault(name, {})[line.finding.id or line.finding.place.cell] = None
        for name in sorted(times, key=lambda name: (-times[name], name)):
            known = list(ids[name])
            rest = f" 他{len(known) - 8}件" if len(known) > 8 else ""
            yield {"name": name, "count": times[name], "ids": "、".join(known[:8]) + rest}


def check_sheet(situation: Situation, result: CheckResult, *, project: str) -> CheckSheet:
    """指摘一覧 of a check."""
    names = {id(table): name for name, register in situation.written.items() for table in register.tables}

    def line(finding: Finding) -> Line:
        record, place = finding.record, finding.place
        register = names.get(id(record.table)) if record else None
        where = register or f"{place.file} / {place.sheet}"
        return Line(finding, addressee(finding, situation), figures_touched(finding), where)

    return CheckSheet(
        as_of=situation.as_of,
        at=situation.at,
        project=project,
        author=situation.config.reports.author,
        lines=tuple(map(line, result.findings)),
        result=result,
        links=Links.of(situation),
        footer=f"{workdays_line(situation)} {origins(situation.sources)}",
        max_repeats=situation.config.check.params.max_repeats,
    )


def addressee(finding: Finding, situation: Situation) -> str:
    """Who is to correct it: the record's owner (a test's tester), else the organisation or vendor, else 宛先未定.

    One person and one company have one name here, however the cells spell it.
    """
    record = finding.record
    if record is None:
        return UNADDRESSED
    name = record.owner or (record.tester if record.table.kind == "test" else None)
    if name:
        people = situation.people.named_in(name)
        return people[0] if len(people) == 1 else situation.companies.shown(name)
    company = record.owner_org or record.vendor
    return situation.companies.shown(company) if company else UNADDRESSED


def _correction(fix: Fix | None) -> str:
    if fix is None:
        return ""
    return f"{fix.old or '(空欄)'} → {fix.new.replace('-', '/') if _is_day(fix.new) else fix.new}"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _rules(result: CheckResult, reasons: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    names = {code: rule.name for code, rule in catalogue().items()} | dict(result.own)
    rows = [{"code": code, "name": names.get(code, DASH), "reason": reason} for code, reason in reasons]
    return rows or [_nothing("name", "code", "reason")]


def _nothing(first: str, *others: str) -> dict[str, Any]:
    """The one row of an empty list: it says so in its first telling column."""
    return {first: _NONE, **dict.fromkeys(others)}


def _by_place(line: Line) -> tuple[object, ...]:
    place = line.finding.place
    return place.file, place.sheet, place.row, place.column, line.finding.code


def _by_addressee(line: Line) -> tuple[object, ...]:
    return line.addressee == UNADDRESSED, line.addressee, GRAVITIES.index(line.finding.level)
