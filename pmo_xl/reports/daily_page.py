"""日次報告 as a page for the browser: the daily report's figures, each leading to what lies behind it."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from msgspec import to_builtins

from pmo_xl.reports.common import day
from pmo_xl.reports.daily import DailyReport
from pmo_xl.reports.daily_page_bars import progress_of, vendor_bars
from pmo_xl.reports.daily_page_curves import curves
from pmo_xl.reports.daily_page_decisions import decision_proofs, decisions_shown
from pmo_xl.reports.daily_page_proofs import SERIES, Proof, Table, TableRow, proofs
from pmo_xl.reports.daily_page_texts import Linked, nothing, texts
from pmo_xl.reports.evidence import Page, evidence
from pmo_xl.reports.printed import Evidence

OWN: Final = (  # of the report's values
    "title",
    "stamp",
    "stamp_reason",
    "project",
    "as_of",
    "moment",
    "to",
    "author",
    "address",
    "decisions_note",
    "events_note",
    "tomorrow_note",
    "vendors_caption",
    "footer",
    "balance",
    "days_off",
    "thresholds",
    "unchecked",
    "metrics",
)
_COLUMNS: Final = ("previous", "new", "closed", "moved", "open", "overdue_fix")
_PARTS: Final = ("value", "note", "aside", "change")  # of a figure
_ELSEWHERE: Final = ("source", "text")  # of the footer: all sources stand in a list of their own
_DECISIONS: Final = "ご判断いただきたいこと"
_BLOCKS: Final = {
    "①": "① 消化率",
    "②": "② 完了見込",
    "③": "③ 期限超過課題",
    "ご判断": _DECISIONS,
    "ベンダー別": "ベンダー別 不具合",
    "本日": "本日のできごと",
    "明日": "明日の予定",
    "脚注": "母数とデータ",
}


def page_values(report: DailyReport, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the page's template may name: some of the report's own `values`, and `linked`, `drawings`, `proofs`.

    `linked` are the texts of the page, its numbers leading to their proofs; `drawings` the charts laid out; `proofs`
    what lies behind each number, block by block.
    """
    whole = texts(report, values)
    parts = Page(whole, report.decisions, report.trend, report.vendors)
    found = evidence(report.situation, report.metrics, report.checked.findings, parts)
    rows = [(f"n{number}", row) for number, row in enumerate(found, 1)]
    linked = Linked(rows)
    behind = proofs(rows, values["evidence"], report)
    plain: dict[str, Any] = to_builtins(
        {
            "linked": _linked(report, whole, values["vendors"], linked),
            "drawings": {
                "progress": progress_of(report, linked.anchor("figures.first.value")),
                "curves": curves(report, {name: linked.anchor(field) for field, name in SERIES.items()}),
                "vendors": vendor_bars(report, linked.anchor(f"vendors[{len(report.vendors) - 1}].open")),
            },
            "proofs": _blocks([row for _, row in rows], behind, [*decision_proofs(report)]),
        }
    )
    return {name: values[name] for name in OWN} | plain


def _linked(
    report: DailyReport, whole: Mapping[str, Any], lines: Sequence[Mapping[str, Any]], linked: Linked
) -> dict[str, Any]:
    """The blocks of the page, in its order."""
    return {
        "title": linked.pieces("title", whole["title"]),
        "overall": _light("overall", whole["overall"], linked),
        "outcome": linked.pieces("headline.outcome", report.headline.outcome),
        "cause": linked.pieces("headline.cause", report.headline.cause),
        "figures": [_figure(name, figure, linked) for name, figure in whole["figures"].items()],
        "decisions": decisions_shown(whole["decisions"] if report.decisions else [], linked),
        "signals": [_light(f"signals.{key}", light, linked) for key, light in whole["signals"].items()],
        "trend_table": _table(report),
        "caption": linked.pieces("trend.caption", whole["trend"]["caption"]),
        "vendors": [
            {
                "vendor": line["vendor"],
                "cells": [linked.whole(f"vendors[{number}].{name}", line["texts"][name]) for name in _COLUMNS],
            }
            for number, line in enumerate(lines)
        ],
        "vendors_why": nothing(report),
        "events": _lines("events", whole["events"], linked),
        "tomorrow": _lines("tomorrow", whole["tomorrow"], linked),
        "tomorrow_day": day(report.next_day),
        "footer": [
            {"pieces": linked.pieces(f"footer.{name}", text)}
            for name, text in whole["footer"].items()
            if name not in _ELSEWHERE
        ],
        "sources": [
            {"file": source.file, "saved": source.saved, "digest": source.digest[:4]}
            for source in report.situation.sources
        ],
    }


def _table(report: DailyReport) -> Table:
    """What stands in the place of a curve with too few points."""
    shown = report.trend
    lines = [line for line in shown.lines if line.name]
    if shown.enough or not shown.table:
        return Table()
    rows = (TableRow(row["day"], tuple(str(row[line.pen]) for line in lines)) for row in shown.table)
    return Table(("日付", *(line.name for line in lines)), tuple(rows))


def _light(field: str, light: Mapping[str, str], linked: Linked) -> dict[str, Any]:
    return {
        "name": light["name"],
        "color": light["color"],
        "now": linked.whole(f"{field}.now", light["now"]),
        "previous": linked.whole(f"{field}.previous", light["previous"]),
        "reason": linked.pieces(f"{field}.reason", light["reason"]),
    }


def _figure(name: str, figure: Mapping[str, str], linked: Linked) -> dict[str, Any]:
    field = f"figures.{name}"
    # Numbers in the reason why there is no figure are conditions, and those stand among the thresholds.
    otherwise = linked.anchor(f"{field}.value") or "thresholds"
    parts = {part: linked.pieces(f"{field}.{part}", figure[part], otherwise) for part in _PARTS}
    return {"key": figure["key"], "label": figure["label"], **parts}


def _lines(field: str, lines: Sequence[Mapping[str, str]], linked: Linked) -> list[Any]:
    return [{"pieces": linked.pieces(f"{field}[{number}].text", line["text"])} for number, line in enumerate(lines)]


def _blocks(rows: Sequence[Evidence], behind: Sequence[Proof], decisions: Sequence[Proof]) -> list[dict[str, Any]]:
    """The proofs under the names of their blocks."""
    pairs = groupby(zip(rows, behind, strict=True), key=lambda pair: pair[0].block)
    blocks = {block: [proof for _, proof in found] for block, found in pairs}
    blocks["ご判断"] = [*decisions, *blocks.get("ご判断", ())]
    return [{"block": _BLOCKS.get(block, block), "proofs": found} for block, found in blocks.items() if found]
