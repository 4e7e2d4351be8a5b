"""What lies behind a number of the daily page: definition, both sides of its fraction, its sources and its rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from msgspec import Struct

from pmo_xl.metrics.lights import COLOURS
from pmo_xl.metrics.wording import half_up, percent
from pmo_xl.model.days import full_day, short_day
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.words import CALLED
from pmo_xl.reports.common import CURVES, DASH, metric
from pmo_xl.reports.counted import EVENTS
from pmo_xl.reports.daily import DailyReport
from pmo_xl.reports.daily_page_rows import Rows, rows_of, rows_of_findings
from pmo_xl.reports.printed import DAILY, FOOT, INPUTS, LIGHTS, Evidence
from pmo_xl.rules.figures import figures_touched
from pmo_xl.settings import RagSection

_SHARED: Final = 20  # rows; a longer list is written once and the other numbers that rest on it lead there


class Lead(Struct, frozen=True):
    """Another number: one this is made of, or one that rests on the same rows."""

    to: str = ""
    name: str = ""
    text: str = ""


class TableRow(Struct, frozen=True):
    """One row: what it is about, and its figures."""

    name: str
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """Figures in rows below the names of their columns."""

    head: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()


class Proof(Struct, frozen=True):
    """Everything behind one printed number. `key` is its number on the sheet 根拠, "" where it has none there.

    `share` is its fraction, `before` the same figure last time, `notes` are further parts it is made of. `same` is
    the number whose list of `same_count` rows is this one's too; no names where the list is its own.
    """

    anchor: str
    key: str
    name: str
    text: str
    formula: str
    share: str = ""
    before: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[Lead, ...] = ()
    table: Table = Table()
    lists: tuple[Rows, ...] = ()
    same: Lead = Lead()
    same_count: int = 0


_METRICS: Final = {(entry.block, entry.name): entry for entry in (*DAILY, *LIGHTS, *EVENTS, *FOOT, *INPUTS)}
_SHARE: Final = re.compile(r"[ (]")
SERIES: Final = {"graph[].executed": "burn_up", "graph[].open": "defect_curve"}
_FIELDS: Final = {  # metric → the field its rows are counted by
    "planned_execution_rate": "planned_date",
    "overdue": "due_date",
    "grave_overdue": "due_date",
    "no_due": "due_date",
    "grave_undated": "due_date",
    "due_today": "due_date",
    "overdue_fixes": "fix_plan_date",
    "critical_open": "severity",
    "critical_age": "detected_date",
    "executed_today": "executed_date",
    "planned_today": "planned_date",
    "today_plan_rate": "executed_date",
    "not_run_today": "planned_date",
    "moved_today": "planned_date",
    "carry_over": "planned_date",
    "defects_new_today": "detected_date",
    "defects_closed_today": "closed_date",
    "issues_new_today": "raised_date",
    "issues_closed_today": "closed_date",
    "next_planned": "planned_date",
    "next_carried": "planned_date",
    "next_fixes": "fix_plan_date",
    "next_issues": "due_date",
    "next_todos": "due_date",
}
_OF_VENDORS: Final = {"new": "detected_date", "closed": "closed_date", "overdue_fix": "fix_plan_date"}
_OF_KINDS: Final = {"test": "result", "defect": "status", "issue": "status", "todo": "status"}
_MADE_OF: Final[Mapping[str, tuple[str, ...]]] = {  # name of a number → names of those it is worked out from
    "総合の信号": ("進捗の信号", "品質の信号", "課題の信号", "体制の信号"),
    "進捗の信号": ("消化の計画差", "完了見込", "負荷率"),
    "品質の信号": ("重大な不具合", "修正予定超過の不具合", "再NG率", "実施不可率"),
    "課題の信号": ("期限超過課題", "期限超過の重要課題", "期限のない重要課題"),
    "体制の信号": ("日別負荷率の最大", "担当者不在の案件", "担当が集中している人"),
    "消化率": ("母数",),
    "計画消化率": ("母数",),
    "消化の計画差": ("消化率", "計画消化率"),
    "消化率の計画差": ("消化率", "計画消化率"),
    "完了見込": ("残件数", "実力", "残りの営業日"),
    "完了見込の計画差": ("完了見込", "終了予定日"),
    "必要消化": ("残件数", "残りの営業日"),
    "負荷率": ("必要実行回数", "残りの能力"),
    "必要実行回数": ("残件数", "NG率"),
    "残りの能力": ("残りの営業日",),
}
_LOAD: Final = {"runs": "必要実行", "capacity": "能力", "ratio": "負荷率"}


def proofs(
    rows: Sequence[tuple[str, Evidence]], sheet: Iterable[Mapping[str, Any]], report: DailyReport
) -> list[Proof]:
    """The proofs of the numbers, in the page's order. `sheet` are the rows of 根拠, whose keys they take over."""
    keys = {(row["where"].rpartition(" ")[2], row["name"], row["text"]): row["key"] for row in sheet}
    first: dict[str, Lead] = {}
    for anchor, row in rows:
        first.setdefault(row.name, Lead(anchor, row.name, row.text))
    lists: dict[tuple[int, ...], Lead] = {}
    return [
        _proof(anchor, row, keys.get((row.block, row.name, row.text), ""), first, lists, report) for anchor, row in rows
    ]


def _proof(
    anchor: str,
    row: Evidence,
    key: str,
    first: Mapping[str, Lead],
    lists: dict[tuple[int, ...], Lead],
    report: DailyReport,
) -> Proof:
    name = _metric(row)
    figure = metric(report.metrics, name)
    whole = name in report.metrics and row.value == figure.value
    own = tuple(map(id, row.records))
    same = lists.setdefault(own, Lead(anchor, row.name, row.text)) if len(own) > _SHARED else Lead(anchor)
    known = same.to != anchor
    return Proof(
        anchor=anchor,
        key=key,
        name=row.name,
        text=row.text,
        formula=row.formula,
        share=f"{row.count:,} ÷ {row.of:,}" if row.count is not None and row.of is not None else "",
        before=_before(row, report.situation.config.rag),
        notes=tuple(_notes(figure)) if whole else (),
        sources=tuple(first[source] for source in _MADE_OF.get(row.name, ()) if source in first),
        table=_table(name, figure),
        lists=() if known else tuple(_lists(row, name, report)),
        same=same if known else Lead(),
        same_count=len(own) if known else 0,
    )


def _metric(row: Evidence) -> str:
    """The metric a number comes from; "" for one that has none of its own."""
    if row.field in SERIES:
        return SERIES[row.field]
    # a share has the name of what it is a share of: 修正予定の不具合 B社, 本日の新規不具合(高)
    entry = _METRICS.get((row.block, row.name)) or _METRICS.get((row.block, _SHARE.split(row.name)[0]))
    return entry.metric if entry else ""


def _lists(row: Evidence, name: str, report: DailyReport) -> Iterator[Rows]:
    if name in ("faults", "faults_in_figures"):
        errors = [found for found in report.checked.findings if found.level == "error"]
        yield rows_of_findings([found for found in errors if name == "faults" or figures_touched(found)], "指摘")
    elif row.records:
        yield rows_of(row.records, "分子の行" if row.of is not None else "数えた行", _field(row, name, row.records[0]))


def _field(row: Evidence, name: str, record: Record) -> str:
    """The field a number's rows were counted by."""
    column = row.field.rpartition(".")[2] if row.field.startswith("vendors") else ""
    return _FIELDS.get(name) or _OF_VENDORS.get(column) or _OF_KINDS.get(record.table.kind, "")


def _before(row: Evidence, rag: RagSection) -> str:
    """11/20 58.3%: the same number last time."""
    if row.previous is None or row.previous_day is None:
        return ""
    value: object = row.previous
    said = str(value)
    if isinstance(value, date):
        said = short_day(value)
    elif isinstance(value, float):
        is_ratio = "%" in row.text or ("pt)" in row.text and "比" in row.text)
        said = percent(value) if is_ratio else half_up(value)
    elif isinstance(value, int):
        said = f"{value:,}"
    elif colour := next((colour for colour in COLOURS if colour == value), None):
        said = rag.called(colour)
    return f"{short_day(row.previous_day)} {said}"


def _notes(figure: Metric) -> Iterator[str]:
    extra = figure.extra
    if nets := extra.get("nets"):
        yield f"1日ごとのOKの増加: {'、'.join(f'{net:,}' for net in nets)}（合計{sum(nets):,} ÷ {len(nets)}日）"
    if unplanned := extra.get("unplanned"):
        yield f"予定日のないテスト: {unplanned:,}件（母数に含み、計画には含みません）"
    if verdicts := extra.get("verdicts"):
        said = (f"{CALLED.get(word, '読めない結果')} {count:,}" for word, count in verdicts.items())
        yield f"結果の内訳（対象外・取下は母数の外）: {'、'.join(said)}"
    for name, part in (("p50", "5割"), ("p80", "8割")):
        if isinstance(day := extra.get(name), date):
            yield f"{part}の場合に {short_day(day)} までに終わります"
    if note := extra.get("note"):
        yield str(note)


def _table(name: str, figure: Metric) -> Table:
    """A series day by day; the load day by day."""
    if name in SERIES.values() and figure.points:
        keys = [key for key in CURVES if any(key in point for point in figure.points)]
        days = (TableRow(full_day(at["date"]), tuple(_cell(at.get(key)) for key in keys)) for at in figure.points)
        return Table(("日付", *(CURVES[key] for key in keys)), tuple(days))
    if name == "load_by_day" and figure.rows:
        loads = (TableRow(full_day(row["date"]), tuple(_load(key, row[key]) for key in _LOAD)) for row in figure.rows)
        return Table(("日付", *_LOAD.values()), tuple(loads))
    return Table()


def _load(key: str, value: float) -> str:
    return percent(value) if key == "ratio" else _cell(value)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return half_up(value)
    return DASH if value is None else f"{value:,}" if isinstance(value, int) else str(value)
