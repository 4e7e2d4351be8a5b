"""The figures of one project, taken out of its daily report for the page about all projects."""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from pmo_xl.errors import HistoryError
from pmo_xl.metrics.lights import COLOURS
from pmo_xl.model.days import short_day
from pmo_xl.model.metric import Metric, Value
from pmo_xl.model.record import Record
from pmo_xl.reports.common import light, metric, tight
from pmo_xl.reports.fields.figure_names import CALLED
from pmo_xl.reports.folding import fold_ids
from pmo_xl.reports.project_figures import (
    LIGHTS,
    SEVERITIES,
    SHOWN,
    Cell,
    Origin,
    Point,
    ProjectFigures,
    Said,
    VendorCount,
)
from pmo_xl.reports.signals import without_odds
from pmo_xl.rules.figures import figures_touched

if TYPE_CHECKING:
    from pmo_xl.outputs import DailyOutput

DAYS: Final = 10  # working days of a trend, the as-of day included
_IDS: Final = 300  # characters; the project's own 根拠 has them all
_BANDS: Final = ("d0_2", "d3_5", "d6_10", "d11", "unknown")
_LIGHT_NAMES: Final = {"overall": "総合", "progress": "進捗", "quality": "品質", "issues": "課題", "resources": "体制"}
_FAULTS: Final = {  # name → how it is called on 根拠, how it is counted
    "faults": ("要修正の指摘", "レベルがエラーの指摘の件数"),
    "faults_in_figures": ("数値に影響する指摘", "レベルがエラーで、指標の計算に使う欄の指摘の件数"),
}
_CALLED: Final = {None: "空欄", "critical": "致命", "high": "高", "medium": "中", "low": "低"}


def project_figures(daily: "DailyOutput") -> ProjectFigures:
    """What the page about all projects prints of this one, on the day of its daily report."""
    report, situation = daily.report, daily.situation
    taken = _Taken(daily)
    points, note = _points(daily)
    since = metric(daily.metrics, "by_vendor").extra.get("since")
    return ProjectFigures(
        project=daily.project.name,
        phase=situation.config.project.phase,
        as_of=situation.as_of,
        phase_end=situation.config.project.phase_end,
        minus=situation.config.reports.minus,
        lights={key: taken.light(key) for key in LIGHTS},
        figures={name: taken.figure(name) for name in SHOWN} | dict(taken.counted()),
        vendors=tuple(_vendors(daily.metrics)),
        since=since if isinstance(since, date) else None,
        points=points,
        points_note=note,
        stamp=report.stamp,
        stamp_reason=report.stamp_reason,
        unread=situation.unread,
        sources=tuple(Origin(source.file, source.saved, source.digest) for source in situation.sources),
        evidence=_evidence_cell(daily),
    )


class _Taken:
    """Takes figures out of a daily report, each with its row on that report's 根拠."""

    def __init__(self, daily: "DailyOutput") -> None:
        self._daily = daily
        self._root = daily.project.root.resolve()
        self._paths = {source.file: source.path for source in daily.situation.sources}
        rows = daily.report.evidence
        self._rows = {(row.block, row.name): number for number, row in reversed([*enumerate(rows, 1)])}

    def figure(self, name: str) -> Said:
        """A figure of the catalogue."""
        figure = metric(self._daily.metrics, name)
        return self._said(figure, self._rows.get(("指標", CALLED.get(name, name)), 0))

    def light(self, key: str) -> Said:
        """A light: its colour, and its word with the mark."""
        figure, config = metric(self._daily.metrics, f"rag_{key}"), self._daily.situation.config
        colour = next((colour for colour in COLOURS if colour == figure.value), None)
        block = "総合" if key == "overall" else "信号"
        row = self._rows.get((block, f"{_LIGHT_NAMES[key]}の信号"), 0)
        said = self._said(figure, row, text=light(colour, config))
        before = next((colour for colour in COLOURS if colour == said.previous), None)
        reason = tight(without_odds(said.reason))  # the odds belong to the forecast
        return replace(said, reason=reason, delta_text=light(before, config) if before else "")

    def counted(self) -> Iterator[tuple[str, Said]]:
        """The open defects by severity, and the findings that have to be corrected."""
        open_ = metric(self._daily.metrics, "severity_by_status")
        row = self._rows.get(("指標", CALLED["severity_by_status"]), 0)
        for name, rank in SEVERITIES.items():
            how = f"未完了の不具合のうち重要度が{_CALLED[rank]}の件数"
            own = tuple(defect for defect in open_.records if defect.rank == rank)
            known = open_.value is not None
            yield name, self._counted(name, how, own, len(own) if known else None, row, open_.reason)
        errors = [finding for finding in self._daily.checked.findings if finding.level == "error"]
        touching = [finding for finding in errors if figures_touched(finding)]
        for (name, (called, how)), found in zip(_FAULTS.items(), (errors, touching), strict=True):
            rows = {(f.place.file, f.place.sheet, f.place.row): f.record for f in found if f.record is not None}
            own = tuple(record for record in rows.values() if record is not None)
            yield name, self._counted(name, how, own, len(found), self._rows.get(("脚注", called), 0))

    def _counted(
        self,
        name: str,
        how: str,
        records: tuple[Record, ...],
        value: int | None,
        row: int,
        reason: str | None = None,
    ) -> Said:
        text = "−" if value is None else f"{value:,}件"
        return self._said(Metric(name, value, text, how, reason=reason, records=records), row)

    def _said(self, figure: Metric, number: int, *, text: str = "") -> Said:
        before, records, extra = figure.previous, figure.records, figure.extra
        late, p80 = extra.get("delta_days"), extra.get("p80")
        return Said(
            value=_plain(figure.value),
            text=text or figure.text,
            definition=figure.definition,
            reason=figure.reason or "",
            count=figure.count,
            of=figure.of,
            previous=_plain(before.value) if before else None,
            previous_day=before.date if before else None,
            delta=figure.delta,
            delta_text=figure.delta_text,
            late=late if isinstance(late, int) else None,
            p80=p80 if isinstance(p80, date) else None,
            ids=fold_ids((record.id or f"{record.row}行目" for record in records), longest=_IDS),
            records=len(records),
            first=self._cell(records[0]) if records else None,
            number=number,
        )

    def _cell(self, record: Record) -> Cell:
        place = record.place(record.table.id_field)
        path = Path(self._paths.get(place.file, place.file)).resolve()
        try:
            seen = os.path.relpath(path, self._root).replace("\\", "/")
        except ValueError:  # another drive of Windows
            seen = str(path)
        return Cell(seen, place.sheet, place.cell if place.column else f"A{place.row}")


def _plain(value: Value) -> int | float | str | None:
    if isinstance(value, bool):
        return "○" if value else "×"
    return value.isoformat() if isinstance(value, date) else value


def _vendors(metrics: Mapping[str, Metric]) -> Iterator[VendorCount]:
    """The rows of by_vendor with their ages."""
    ages = {row["vendor"]: row for row in metric(metrics, "aging").rows or ()}
    for row in metric(metrics, "by_vendor").rows or ():
        old = ages.get(row["vendor"], {})
        moved = row.get("previous")
        yield VendorCount(
            vendor=row["vendor"],
            previous=moved,
            new=row.get("new"),
            transferred=row.get("transferred"),
            reopened=None if moved is None else row.get("reopened", 0),
            closed=row.get("closed"),
            open=row["open"],
            overdue_fix=row["overdue_fix"],
            **{band: old.get(band, 0) for band in _BANDS},
        )


def _points(daily: "DailyOutput") -> tuple[tuple[Point, ...], str]:
    """The last working days up to the as-of day, and which kept ones of them cannot be read any more."""
    situation = daily.situation
    as_of, calendar = situation.as_of, situation.calendar
    first = calendar.shift(as_of, 1 - DAYS)
    days = [day for day in _between(first, as_of) if calendar.is_working(day) or day == as_of][-DAYS:]
    kept = {state.date: state for state in situation.kept}
    points, broken = [], []
    for day in days[:-1]:
        try:
            points.append(_point(day, kept[day].metrics) if day in kept else Point(day))
        except HistoryError:
            broken.append(day)
            points.append(Point(day))
    points.append(_point(as_of, {name: figure.as_dict() for name, figure in _of_points(daily.metrics)}))
    note = f"{'、'.join(map(short_day, broken))}の記録は読めません" if broken else ""
    return tuple(points), note


def _of_points(metrics: Mapping[str, Metric]) -> Iterator[tuple[str, Metric]]:
    for name in ("execution_rate", "defects_open", "overdue", "rag_overall"):
        yield name, metric(metrics, name)


def _between(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _point(day: date, reported: Mapping[str, Any]) -> Point:
    """What a day's figures say, as they stand in metrics.json."""

    def said(name: str, kind: type, key: str = "value") -> Any:  # noqa: ANN401 - what JSON kept
        figure = reported.get(name)
        value = figure.get(key) if isinstance(figure, Mapping) else None
        return value if isinstance(value, kind) and not isinstance(value, bool) else None

    rate = said("execution_rate", float) if said("execution_rate", float) is not None else said("execution_rate", int)
    return Point(
        day,
        executed=said("execution_rate", int, "count"),
        scope=said("execution_rate", int, "of"),
        rate=None if rate is None else float(rate),
        defects_open=said("defects_open", int),
        overdue=said("overdue", int),
        overall=said("rag_overall", str),
    )


def _evidence_cell(daily: "DailyOutput") -> str:
    """Where 根拠 begins in the workbook the project's daily report is written into; "" where it has no such list."""
    from pmo_xl.resources import template

    own = daily.project.config.reports.daily.xlsx
    path = daily.project.root / own if own else template("日次報告.xlsx")
    try:
        return _first_cell(path, path.stat().st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=64)
def _first_cell(path: Path, changed: int) -> str:
    from pmo_xl.errors import TemplateError
    from pmo_xl.render.xlsx import Template

    try:
        cells = Template(path).cells
    except TemplateError:
        return ""
    return next((cell for field, cell in cells.items() if field.startswith("evidence[]")), "")
