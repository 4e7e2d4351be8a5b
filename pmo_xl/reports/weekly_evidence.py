"""根拠 of 週次報告: every number on the two pages with its records, and what was reported a week ago beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.model.days import short_day
from pmo_xl.reports.coming import carried_over
from pmo_xl.reports.counted import counted
from pmo_xl.reports.printed import DAILY, FOOT, LIGHTS, Evidence, Printed, inputs, on_page
from pmo_xl.reports.week import OVERALL

if TYPE_CHECKING:
    from pmo_xl.reports.weekly import WeeklyReport

_LIGHT_BLOCK: Final = "信号"
_SENTENCES: Final = (  # the numbers inside the headline and the reasons, in the same words as on the daily page
    *(entry for entry in DAILY if entry.field.startswith("headline.")),
    *(
        replace(entry, field=entry.field.replace("signals.", "lights."))
        for entry in LIGHTS
        if entry.field.endswith(".reason")
    ),
)
_COVERAGE: Final = (
    Printed("coverage_live", "テストのある要件", "予実", "coverage_line", "テストあり{}", "count"),
    Printed("coverage_pass", "全件OKの要件", "予実", "coverage_line", "全件OK{}", "count"),
    Printed("coverage_uncovered", "未検証の要件", "予実", "coverage_line", "未検証{}"),
    Printed("coverage_weak", "弱い要件", "予実", "coverage_line", "弱い要件{}"),
    Printed("coverage_changed", "OKのあとで変更された要件", "予実", "coverage_line", "OKのあとで変更{}"),
    Printed("unapproved", "承認待ちのOK", "明細", "coverage.unapproved"),
)
_CURVES: Final = {"burn_up": ("バーンアップ", "graph[].executed"), "defect_curve": ("PB曲線", "graph_defects[].open")}


def weekly_evidence(report: "WeeklyReport", page: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The numbers of the pages in their order; `page` holds the pages' values."""
    more = counted(report.situation, report.metrics, report.checked.findings, report.pending)
    figures = {**report.metrics, **more}
    return (
        *_lights(report),
        *on_page(_SENTENCES, figures, page),
        *_compared(report, page),
        *on_page(_COVERAGE, figures, page),
        *_curves(report),
        *_lists(report),
        *on_page(FOOT, report.metrics, page),
        *inputs(report.metrics),
    )


def _lights(report: "WeeklyReport") -> Iterator[Evidence]:
    """Today's lights with their reasons, and the last kept one before."""
    for row in report.lights:
        figure = report.metrics.get(f"rag_{row.key}")
        if figure is None:
            continue
        name = f"{row.name}の信号"
        yield Evidence(
            block=_LIGHT_BLOCK if row.key not in OVERALL else "総合",
            field=f"lights.{row.key}.d{len(row.words)}",
            name=name,
            text=row.words[-1],
            value=figure.value,
            formula=f"{figure.definition}(理由: {figure.reason})" if figure.reason else figure.definition,
            previous=figure.previous.value if figure.previous else None,
            previous_day=figure.previous.date if figure.previous else None,
        )


def _compared(report: "WeeklyReport", page: Mapping[str, Any]) -> Iterator[Evidence]:
    """予実: the previous value is the one a week ago, as the page prints it."""
    base = report.week.base
    entries = {
        f"figures.{row.key}.now": Printed(row.key, row.name, "予実", f"figures.{row.key}.now")
        for row in report.compared
    }
    for found in on_page(tuple(entries.values()), report.metrics, page):
        said = base.metrics.get(entries[found.field].metric) if base is not None else None
        before = said.get("value") if isinstance(said, Mapping) else None
        day = base.date if base is not None and before is not None else None
        yield replace(found, previous=_day_or_plain(before), previous_day=day)


def _day_or_plain(value: Any) -> Any:  # noqa: ANN401 - what JSON kept of a figure
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _curves(report: "WeeklyReport") -> Iterator[Evidence]:
    for name, (words, field) in _CURVES.items():
        figure = report.metrics.get(name)
        if figure is not None and figure.value is not None:
            yield Evidence(
                block="推移",
                field=field,
                name=f"{words}(最終点)",
                text=figure.text,
                value=figure.value,
                formula=figure.definition,
                records=figure.records,
            )


def _lists(report: "WeeklyReport") -> Iterator[Evidence]:
    """The counts of the lists, row by row as far as the page shows them."""
    from pmo_xl.reports.weekly_lists import ROWS

    for number, item in enumerate(report.blockers[:ROWS]):
        how = "その不具合・課題・原因のために合格していない有効なテスト(後続を含む)"
        yield _count("阻害要因", f"blockers[{number}].waiting", f"待ちテスト {item.what}", how, item.waiting)
    for number, row in enumerate(report.scope[:ROWS]):
        name = f"{row.what}{f'({row.when})' if row.when else ''} {row.reason}"
        found = _count(
            "範囲の変化", f"scope[{number}].count", name, "結果・行の有無を期間の初めの記録と比較", row.tests
        )
        yield replace(found, text=f"{row.count:,}件", value=row.count)
    how = "予定日が基準日までで未消化の有効なテスト"
    yield _count("来週の予定", "coming_line", "計画日を過ぎた未消化", how, carried_over(report.situation))
    for number, day in enumerate(report.coming):
        for words, records in (("計画テスト", day.tests), ("修正予定", day.fixes), ("課題・ToDoの期限", day.due)):
            if records:
                name = f"{short_day(day.day)} {words}"
                how = "その日に予定・期限のある未完了の記録(休日は次の営業日)"
                yield _count("来週の予定", f"coming[{number}].work", name, how, records)


def _count(block: str, field: str, name: str, how: str, records: tuple[Any, ...]) -> Evidence:
    said = f"{len(records):,}件"
    return Evidence(block=block, field=field, name=name, text=said, value=len(records), formula=how, records=records)
