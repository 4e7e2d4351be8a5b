"""Across all projects: the defects of each vendor with their ages, and the last ten working days side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import asdict

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.metrics.wording import signed, signed_points
from pmo_xl.model.days import short_day
from pmo_xl.reports.common import DASH, day
from pmo_xl.reports.portfolio_rows import Seen
from pmo_xl.reports.vendors import SUM
from pmo_xl.sheets.meaning.companies import Companies, fold_company

if TYPE_CHECKING:
    import pandas as pd

DAYS: Final = 10
AGES: Final = ("d0_2", "d3_5", "d6_10", "d11", "unknown")
COUNTS: Final = ("previous", "new", "closed", "other", "open", "overdue_fix", *AGES)
TRENDS: Final = {"rate": "消化率", "open": "残不具合", "overdue": "期限超過課題"}
_KEPT: Final = {"open": "defects_open", "overdue": "overdue"}


@dataclass(frozen=True, slots=True)
class VendorLine:
    """A vendor over all projects, or in one of them. None counts are not known in one of the projects it adds up."""

    vendor: str
    projects: tuple[str, ...]
    counts: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A figure of one project, or of all, on the days of the trend; None where nobody kept it."""

    name: str
    values: tuple[float | int | None, ...]
    change: str


def vendor_frame(projects: Sequence[Seen]) -> "pd.DataFrame":
    """A row for every vendor in every project: project, vendor (one spelling a company), and the counts.

    `other` is what was transferred and reopened, so that previous + new - closed + other = open.
    """
    import pandas as pd

    rows = [(one.name, row) for one in projects for row in one.figures.vendors]
    companies = Companies(row.vendor for _, row in rows if row.vendor)
    made = [
        {
            **asdict(row),
            "project": name,
            "vendor": companies.shown(row.vendor) if row.vendor else "",
            "other": None if row.transferred is None else row.transferred + (row.reopened or 0),
        }
        for name, row in rows
    ]
    frame = pd.DataFrame(made, columns=["project", "vendor", *COUNTS])
    return frame.astype(dict.fromkeys(COUNTS, "Int64"))


def vendor_lines(projects: Sequence[Seen]) -> tuple[VendorLine, ...]:
    """Every vendor over all projects, most open defects first, 担当未定 and then the sum last; none without defects."""
    frame = vendor_frame(projects)
    if frame.empty:
        return ()
    counts = list(COUNTS)
    added = frame.groupby("vendor")[counts].sum().mask(frame[counts].isna().groupby(frame["vendor"]).any())
    members = frame.groupby("vendor")["project"].agg(list).to_dict()
    lines = [
        VendorLine(str(name), tuple(dict.fromkeys(members[name])), _plain(row))
        for name, row in added.to_dict("index").items()
    ]
    lines.sort(key=lambda line: (line.vendor == "", -(line.counts["open"] or 0), line.vendor))
    total = VendorLine(SUM, tuple(dict.fromkeys(frame["project"])), _plain(frame[counts].sum(skipna=False).to_dict()))
    return (*(replace(line, vendor=line.vendor or UNASSIGNED) for line in lines), total)


def vendors_by_project(projects: Sequence[Seen]) -> tuple[VendorLine, ...]:
    """Every vendor in every project: by vendor, then by open defects."""
    frame = vendor_frame(projects)
    rows = frame.assign(last=frame["vendor"] == "").sort_values(
        ["last", "vendor", "open", "project"], ascending=[True, True, False, True], kind="stable"
    )
    return tuple(
        VendorLine(str(row["vendor"] or UNASSIGNED), (str(row["project"]),), _plain(row))
        for row in rows.to_dict("records")
    )


def same_vendor(projects: Sequence[Seen]) -> str:
    """Which spellings were taken for one company; "" where there are none."""
    spelled: dict[str, dict[str, None]] = {}
    for one in projects:
        for row in one.figures.vendors:
            if row.vendor:
                spelled.setdefault(fold_company(row.vendor), {})[row.vendor] = None
    same = ["＝".join(names) for names in spelled.values() if len(names) > 1]
    return f"同じ会社として合計しました: {'、'.join(same)}" if same else ""


def trend_days(projects: Sequence[Seen]) -> tuple[date, ...]:
    """The last ten days that were a working day in one of the projects; fewer where there are no projects."""
    return tuple(sorted({point.day for one in projects for point in one.figures.points})[-DAYS:])


def trend_frame(projects: Sequence[Seen]) -> "pd.DataFrame":
    """A row for every project and day: executed and scope, rate, open, overdue (missing where nobody kept them)."""
    import pandas as pd

    rows = [
        (one.name, point.day, point.executed, point.scope, point.rate, point.defects_open, point.overdue)
        for one in projects
        for point in one.figures.points
    ]
    frame = pd.DataFrame(rows, columns=["project", "day", "executed", "scope", "rate", "open", "overdue"])
    return frame.astype(dict.fromkeys(("executed", "scope", "open", "overdue"), "Int64") | {"rate": "Float64"})


def trend_lines(projects: Sequence[Seen], figure: str, minus: str) -> tuple[TrendLine, ...]:
    """The figure (`TRENDS`) of every project that says it today, in their order; the sum of them last.

    The sum is said for a day on which every one of them is known; that of rates is the executed tests of all by all
    tests, never a mean of percents. With one project there is no sum.
    """
    frame, days = trend_frame(projects), trend_days(projects)
    if not days:
        return ()
    by_project: dict[Any, dict[date, Any]] = frame.pivot(index="day", columns="project", values=figure).to_dict()
    shown = [one.name for one in projects if not _missing(by_project[one.name].get(days[-1]))]
    lines = [_line(name, by_project[name], days, figure, minus) for name in shown]
    if len(shown) < 2:
        return tuple(lines)
    own = frame[frame["project"].isin(shown)].groupby("day")
    parts = ["executed", "scope"] if figure == "rate" else [figure]
    sums, whole = own[parts].sum(), own[parts].count().min(axis=1) == len(shown)
    added = sums["executed"] / sums["scope"] if figure == "rate" else sums[figure]
    return (*lines, _line(SUM, added.where(whole).to_dict(), days, figure, minus))


def _line(name: str, row: Mapping[Any, Any], days: Sequence[date], figure: str, minus: str) -> TrendLine:
    kind = float if figure == "rate" else int
    values = tuple(None if _missing(row.get(on)) else kind(row[on]) for on in days)
    known = [(on, value) for on, value in zip(days, values, strict=True) if value is not None]
    if len(known) < 2:
        return TrendLine(name, values, DASH)
    (first, was), (_, now) = known[0], known[-1]
    count = f"{signed(int(now - was), minus)}件"
    moved = signed_points(_ratio(now) - _ratio(was), minus) if figure == "rate" else count
    return TrendLine(name, values, f"{moved}({short_day(first)}から)")


def _ratio(value: float) -> Fraction:
    """The exact ratio of two counts: halves are rounded up only where they are halves."""
    return Fraction(value).limit_denominator(1_000_000)


def _missing(value: object) -> bool:
    import pandas as pd

    return value is None or value is pd.NA or value != value


def _plain(row: Mapping[Any, Any]) -> dict[str, int | None]:
    return {name: None if _missing(row[name]) else int(row[name]) for name in COUNTS}


def vendor_values(line: VendorLine) -> dict[str, Any]:
    """What a template may name of `vendors[]` and `vendor_rows[]`."""
    shown = {name: DASH if count is None else count for name, count in line.counts.items()}
    count = len(line.projects)
    return {
        "vendor": line.vendor,
        "projects": count,
        "cases": f"{count:,}案件",
        "project": "、".join(line.projects),
        **shown,
    }


def trend_values(line: TrendLine) -> dict[str, Any]:
    """What a template may name of a trend's rows: d1 (the oldest) … d10 (the as-of day)."""
    missing = [None] * (DAYS - len(line.values))
    said = [*missing, *line.values]
    return {
        "name": line.name,
        **{f"d{number}": DASH if value is None else value for number, value in enumerate(said, 1)},
        "change": line.change,
    }


def day_values(days: Sequence[date]) -> dict[str, str]:
    """The heads of the trend's columns: 5/7(火)."""
    words: Iterator[str] = iter([*[""] * (DAYS - len(days)), *map(day, days)])
    return {f"d{number}": word for number, word in enumerate(words, 1)}
