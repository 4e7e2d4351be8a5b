"""日次報告: what a template may name of the page, cut to what one sheet of paper has room for."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.wording import signed
from pmo_xl.model.metric import Metric
from pmo_xl.reports.common import DASH, Links, broken, cut, day, fitted, left_over, metric, moment, no_data, tight
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.detail_tables import nothing
from pmo_xl.reports.details import decision_row
from pmo_xl.reports.figures import Figure
from pmo_xl.reports.signals import Signal
from pmo_xl.reports.trend import Trend
from pmo_xl.reports.vendors import VendorRow, every_vendor

if TYPE_CHECKING:
    from pmo_xl.reports.daily import DailyReport

_DECISIONS: Final = 3
_LINES: Final = 5
_WHAT_CHARACTERS: Final = 40
_WHO_EMS: Final = 12  # full-width characters that fit the line on paper; half-width ones count half
_OTHERWISE_EMS: Final = 13.5
_LINE_EMS: Final = 24.5
_PROJECT_EMS: Final = 22
_WARNING_EMS: Final = 62
# what fits under each figure: note and aside
_FIGURE_EMS: Final = {"first": (13, 20), "second": (12, 12), "third": (13.5, 13.5)}
_CAUSES: Final = re.compile(r"\([^()]*\)$")
_VENDORS_CAPTION: Final = "前回残＋新規−完了±他(移管・再開)＝残、遅れ＝修正予定超過"
_NOTHING_TO_DECIDE: Final = {
    "no": None,
    "what": "本日ご判断いただく事項はありません",
    "who": "",
    "until": "",
    "otherwise": "",
    "id": "",
    "place": "",
}


def _warning(report: "DailyReport") -> str:
    """What makes the figures less than sure: a failed check, workbooks that could not be read."""
    unread = report.situation.unread
    lacking = f"読めないブック{len(unread)}冊を含みません" if unread else ""
    if report.stamp:
        return "  ".join(part for part in (f"【{report.stamp}】{tight(report.stamp_reason)}", lacking) if part)
    return fitted(f"{lacking}: {'、'.join(unread)}", _WARNING_EMS) if unread else ""


def head_values(report: "DailyReport") -> dict[str, Any]:
    """Title, stamp, project, moment and addressee, and the properties of the file."""
    reports = report.situation.config.reports
    now = moment(report.as_of, report.situation.at)
    return {
        "title": report.title,
        "stamp": f"【{report.stamp}】" if report.stamp else "",
        "stamp_reason": _warning(report),
        "project": {
            "name": report.project,
            "short": fitted(report.project, _PROJECT_EMS),
            "phase": report.situation.config.project.phase,
        },
        "as_of": report.as_of,
        "moment": now,
        "to": reports.to,
        "author": reports.author,
        "address": f"{now}  宛:{reports.to}  作成:{reports.author}",
        "document": {
            "title": f"{report.title} {report.project}".strip(),
            "author": reports.author,
            "date": report.as_of,
        },
    }


def page_values(report: "DailyReport", links: Links) -> dict[str, Any]:
    """The blocks of the page, cut to what the paper has room for."""
    shown = report.decisions[:_DECISIONS]
    return {
        "overall": _signal(report.overall) | {"previous": f"(前回:{report.overall.previous})"},
        "headline": {"outcome": report.headline.outcome, "cause": report.headline.cause, "text": report.headline.text},
        "figures": {
            name: _figure(figure, *ems) for (name, ems), figure in zip(_FIGURE_EMS.items(), report.figures, strict=True)
        }
        | {"bars": _bars(report.metrics)},
        "decisions": [_decision(number, wanted, links, report.as_of) for number, wanted in enumerate(shown, 1)]
        or [_NOTHING_TO_DECIDE],
        "decisions_note": left_over(len(report.decisions) - _DECISIONS),
        "signals": {light.key: _signal(light) for light in report.signals},
        "lights": [_signal(light) for light in report.signals],
        "trend": _trend(report.trend),
        "vendors": [_vendor(row, report.situation.config.reports.minus) for row in report.vendors],
        "vendors_caption": _VENDORS_CAPTION
        if report.vendors
        else no_data(_why(report, "by_vendor", "不具合の記録がありません")),
        "events": _lines(map(_without_ids, report.today), "本日の実績の記録がありません"),
        "events_note": left_over(len(report.today) - _LINES),
        "tomorrow": _lines(report.tomorrow, f"{day(report.next_day)}の予定の記録がありません"),
        "tomorrow_note": left_over(len(report.tomorrow) - _LINES),
        "tomorrow_day": day(report.next_day),
        "footer": {
            "scope": report.footer.scope,
            "definition": report.footer.definition,
            "workdays": report.footer.workdays,
            "health": report.footer.health,
            "source": report.footer.source,
            "text": report.footer.text,
        },
    }


def _why(report: "DailyReport", name: str, otherwise: str) -> str:
    return metric(report.metrics, name).reason or otherwise


def _trend(shown: Trend) -> dict[str, Any]:
    points = len(shown.table)
    note = "" if shown.enough else no_data(f"実績が{points}日分です(グラフは3日分から)" if points else shown.sentence)
    return {
        "kind": shown.kind,
        "title": shown.title,
        "sentence": shown.sentence,
        "caption": note or shown.sentence,
        "enough": shown.enough,
        "table": [] if shown.enough else _trend_table(shown),
        "names": {line.pen: line.name for line in shown.lines},
        "labels": {line.pen: line.label if shown.enough else "" for line in shown.lines},
    }


def _figure(figure: Figure, note_ems: float, aside_ems: float) -> dict[str, Any]:
    note, aside = tight(figure.note), tight(figure.aside)
    if not aside:  # a reason may take both lines
        note, aside = broken(note, note_ems)
    return {
        "label": figure.label,
        "value": figure.value,
        "note": fitted(note, note_ems),
        "aside": fitted(aside, aside_ems),
        "change": tight(figure.change),
    }


def _bars(metrics: Mapping[str, Metric]) -> dict[str, Any]:
    """The bars beside the first figure; a bar without a value has no name either, so that nothing is drawn."""
    shown = {"done": ("実績", "execution_rate"), "planned": ("計画", "planned_execution_rate")}
    values = {key: (name, metric(metrics, figure).value) for key, (name, figure) in shown.items()}
    return {key: {"name": name if value is not None else "", "value": value} for key, (name, value) in values.items()}


def _signal(light: Signal) -> dict[str, Any]:
    return {
        "name": light.name,
        "now": light.now,
        "previous": light.previous,
        "reason": light.reason,
        "color": light.color or "",
    }


def _decision(number: int, wanted: Decision, links: Links, as_of: date) -> dict[str, Any]:
    row = decision_row(number, wanted, links, as_of)
    return row | {
        "what": cut(row["what"], _WHAT_CHARACTERS),
        "who": fitted(row["who"], _WHO_EMS),
        "otherwise": fitted(row["otherwise"], _OTHERWISE_EMS),
    }


def _vendor(row: VendorRow, minus: str) -> dict[str, Any]:
    """A vendor's line: numbers for a workbook, and the same as `texts` for a document."""
    names = ("previous", "new", "closed", "open", "overdue_fix")
    counts = {name: getattr(row, name) for name in names}
    both_ways = {name: _signed(getattr(row, name), minus) for name in ("transferred", "moved")}
    texts = {name: DASH if count is None else f"{count:,}" for name, count in counts.items()}
    known = {name: DASH if count is None else count for name, count in counts.items()}
    return {"vendor": row.vendor, **known, **both_ways, "texts": texts | both_ways}


def _signed(count: int | None, minus: str) -> str:
    if count is None:
        return DASH
    return signed(count, minus) if count else "0"


def whole_lists(report: "DailyReport") -> dict[str, Any]:
    """What the page cuts, whole, for 明細: all vendors, all lines of today and tomorrow."""
    minus = report.situation.config.reports.minus
    lines = (("本日", report.today), ("明日", report.tomorrow))
    return {
        "all_vendors": [_vendor(row, minus) for row in every_vendor(report.metrics)]
        or nothing("all_vendors", "vendor"),
        "all_lines": [{"block": block, "text": line} for block, own in lines for line in own]
        or nothing("all_lines", "text"),
    }


def _without_ids(line: str) -> str:
    """A correction without the ids it is due to: those stand in 明細, no executive knows them (reports.md §0)."""
    return _CAUSES.sub("", line) if line.startswith("訂正") else line


def _lines(lines: Iterable[str], nothing: str) -> list[dict[str, str]]:
    return [{"text": fitted(f"・{line}", _LINE_EMS)} for line in islice(lines, _LINES)] or [{"text": no_data(nothing)}]


def _trend_table(shown: Trend) -> list[dict[str, Any]]:
    names = {line.pen: line.name for line in shown.lines}
    return [{"day": "日付", **names}, *map(dict, shown.table)] if shown.table else []
