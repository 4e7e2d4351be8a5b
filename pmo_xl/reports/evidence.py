"""根拠: behind every number of the daily page its formula, its records and their cells, in the page's order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pmo_xl.model.days import short_day
from pmo_xl.model.finding import Finding
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.reports.common import CURVES, DASH, metric
from pmo_xl.reports.counted import EVENTS, counted, shares
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.printed import DAILY, FOOT, LIGHTS, Evidence, Printed, inputs, on_page
from pmo_xl.reports.trend import Trend
from pmo_xl.reports.vendor_evidence import vendor_evidence
from pmo_xl.reports.vendors import VendorRow
from pmo_xl.situation import Situation

_DECISIONS: Final = (
    Printed("blocked_rate", "実施不可のテスト", "ご判断", "decisions[].what", "実施不可のテスト{}(", "count"),
    Printed("blocked_rate", "実施不可率", "ご判断", "decisions[].what", "件({})"),
    Printed("forecast_date", "完了見込の計画差", "ご判断", "decisions[].otherwise", "計画より{}営業日", "late"),
    Printed("load_ratio", "負荷率", "ご判断", "decisions[].otherwise", "負荷率が{}"),
)
_ON_CURVE: Final = {  # point → how it is counted
    "scope": "母数",
    "planned": "予定日がその日までのテスト件数",
    "executed": "実施日がその日までのOK+NG件数",
    "passed": "実施日がその日までのOK件数",
    "found": "検出日がその日までの不具合件数",
    "closed": "完了日がその日までの不具合件数",
    "open": "検出累計−完了累計",
    "tests_left": "母数−その日までの消化件数",
}
_SERIES: Final = {"burn_up": ("バーンアップ", "graph[].executed"), "defect_curve": ("PB曲線", "graph[].open")}
_NUMBER: Final = re.compile(r"\d[\d,.]*(?:%|pt|件/日|件|営業日|名)?")


@dataclass(frozen=True, slots=True)
class Page:
    """What the evidence is collected from: the page's values, and the parts they were made of."""

    values: Mapping[str, Any]
    decisions: Sequence[Decision]
    trend: Trend
    vendors: Sequence[VendorRow]


def evidence(
    situation: Situation, metrics: Mapping[str, Metric], findings: Sequence[Finding], page: Page
) -> tuple[Evidence, ...]:
    """The numbers that stand on the page, from its title to its foot."""
    figures = {**metrics, **counted(situation, metrics, findings, page.decisions)}
    named = list(shares(situation, figures))
    lights = [*on_page(LIGHTS, figures, page.values)]
    events = [*on_page(EVENTS, figures, page.values)]
    events += [row for entry, figure in named for row in on_page((entry,), {entry.metric: figure}, page.values)]
    return (
        *on_page(DAILY, figures, page.values),
        *_decisions(page),
        *on_page(_DECISIONS, figures, page.values),
        *lights,
        *_unnamed(page, lights),
        *_on_curve(metrics, page.trend),
        *_series(metrics),
        *vendor_evidence(situation, metrics, page.vendors),
        *sorted(events, key=lambda row: (row.block == "明日", row.field)),
        *on_page(FOOT, figures, page.values),
        *inputs(metrics),
    )


def _decisions(page: Page) -> Iterator[Evidence]:
    """The tests that wait for a decision, where the page counts them."""
    for number, (wanted, row) in enumerate(zip(page.decisions, page.values["decisions"], strict=False)):
        text = f"{len(wanted.tests):,}件"
        if wanted.tests and f"テスト{text}" in row["otherwise"]:
            field = f"decisions[{number}].otherwise"
            how = "判断の対象の課題・不具合が解消するまで実施できないテスト件数"
            yield Evidence("ご判断", field, "判断を待つテスト", text, len(wanted.tests), how, wanted.tests)


def _unnamed(page: Page, known: Sequence[Evidence]) -> Iterator[Evidence]:
    """Numbers in a light's reason that none of its own figures names: by the reason itself."""
    for key, light in page.values["signals"].items():
        field, rest = f"signals.{key}.reason", light["reason"]
        for row in known:
            rest = rest.replace(row.text, "", 1) if row.field == field else rest
        for found in _NUMBER.finditer(rest):
            how = f"「{light['reason']}」(信号の条件は下のしきい値)"
            yield Evidence("信号", field, f"{light['name']}の信号の理由", found[0], None, how)


def _on_curve(metrics: Mapping[str, Metric], shown: Trend) -> Iterator[Evidence]:
    """The numbers of the chart's sentence, or of the table that stands in its place."""
    behind = _of_points(metrics)
    names = {name: key for key, name in CURVES.items()}
    done = shown.lines[2 if shown.kind == "burn_up" else 1]  # consumed, or found: known up to the last day with figures
    known = [number for number, value in enumerate(done.values) if value is not None]
    for row, day in enumerate(known[-1:] if shown.enough else known[: len(shown.table)], 1):
        for line in (line for line in shown.lines if line.name and line.values[day] is not None):
            value, key = line.values[day], names[line.name]
            records = behind.get(key, ()) if day == known[-1] else ()
            yield Evidence(
                block="推移",
                field="trend.caption" if shown.enough else f"trend.table[{row}].{line.pen}",
                name=f"{line.name}({short_day(shown.days[day])})",
                text=f"{value:,}",
                value=value,
                formula=_ON_CURVE[key],
                records=records if len(records) == value else (),
            )


def _of_points(metrics: Mapping[str, Metric]) -> dict[str, tuple[Record, ...]]:
    """The records behind the points of the as-of day; a verdict without a date is in no curve."""
    ran = tuple(test for test in metric(metrics, "execution_rate").records if test.verdict_date is not None)
    done = {id(test) for test in ran}
    scope = metric(metrics, "scope").records
    return {
        "scope": scope,
        "planned": metric(metrics, "planned_execution_rate").records,
        "executed": ran,
        "passed": tuple(test for test in ran if test.verdict == "pass"),
        "found": metric(metrics, "defects_found").records,
        "open": metric(metrics, "defect_curve").records,
        "tests_left": tuple(test for test in scope if id(test) not in done),
    }


def _series(metrics: Mapping[str, Metric]) -> Iterator[Evidence]:
    """Both curves, which stand whole on グラフデータ: by their last day with figures."""
    for name, (called, field) in _SERIES.items():
        figure = metric(metrics, name)
        if figure.points:
            text, value = _last_point(figure)
            yield Evidence("グラフ", field, f"{called}(最終点)", text, value, figure.definition, figure.records)


def _last_point(series: Metric) -> tuple[str, int | None]:
    """The last day of a series with figures of what was done: its value there, and all of it in words."""
    for point in reversed(series.points or ()):
        value = point.get("executed", point.get("open"))
        if value is not None:
            said = "、".join(f"{word}={point[name]:,}" for name, word in CURVES.items() if point.get(name) is not None)
            return f"{short_day(point['date'])} {said}", value
    return DASH, None
