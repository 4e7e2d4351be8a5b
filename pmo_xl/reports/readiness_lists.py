"""The sentences and lists of 稼働判定 as far as the paper has room; all of them are on 残課題一覧 and 手動対応."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.model.days import short_day
from pmo_xl.model.fields import noun
from pmo_xl.reports.common import (
    DASH,
    OPEN_QUESTION,
    Links,
    day_of,
    fitted,
    left_over,
    level,
    long_day,
    metric,
    named,
    no_data,
    stated,
    tight,
)
from pmo_xl.reports.manual_register import ManualJob, job_values, load_values, manual_line
from pmo_xl.reports.open_items import STANDINGS, OpenItem, Standing
from pmo_xl.reports.readiness_conditions import Condition, condition_values, overloaded
from pmo_xl.reports.tomorrow_lists import nothing
from pmo_xl.rules.phrases import id_of

if TYPE_CHECKING:
    from pmo_xl.reports.readiness_pack import ReadinessReport

ROWS: Final[Mapping[str, int]] = {"criteria": 8, "open_items": 20, "loads": 4, "lacking": 4, "conditions": 6}
OVER: Final = "【超過】"
_LISTS: Final = ("defect", "issue")
NO_DAY: Final = "未定"
# full-width characters that fit the column on paper; half-width ones count half
_NAME, _ACTUAL, _REMARK, _ID, _TITLE, _WAY, _OWNER = 14.5, 5.2, 23, 5.5, 18.3, 12.3, 5.5
_DEPARTMENT, _JOB, _MISSING, _CONDITION, _CHARGE = 14, 10, 13, 29, 12
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {  # the second speaks where there is nothing
    "open_items": ("id", "title", "severity", "standing", "until", "workaround", "owner"),
    "loads": ("hours", "department", "capacity", "share"),
    "lacking": ("id", "title", "missing"),
}
_ALL_ITEMS: Final = (
    *("id", "title", "no", "kind", "severity", "status", "standing", "until_date", "workaround"),
    *("action", "owner", "place"),
)
_ALL_JOBS: Final = (
    *("id", "title", "no", "count", "minutes", "hours", "steps", "owner"),
    *("department", "begins", "ends", "related", "missing"),
)
_ALL_CONDITIONS: Final = ("id", "text", "until_date", "owner", "sort")


def headline(report: "ReadinessReport") -> dict[str, str]:
    """How many criteria are met; and when the go-live is, what is left, and what of it nobody has an answer to."""
    outcome, cause = _outcome(report), f"{_go_live(report)}{_left(report)}"
    return {"outcome": outcome, "cause": cause, "text": f"{outcome}{cause}"}


def _outcome(report: "ReadinessReport") -> str:
    met = report.met
    unknown = f"(未確認{met['unknown']}を含む)" if met["unknown"] else ""
    partly = f"△{met['partly']}、" if met["partly"] else ""
    return (
        f"判定基準{len(report.criteria)}項目のうち、満たすもの{met['met']}、{partly}"
        f"満たさないもの{met['not_met'] + met['unknown']}{unknown}です。"
    )


def _go_live(report: "ReadinessReport") -> str:
    if report.go_live is None:
        return "稼働予定日は設定がありません。"
    return f"稼働予定日は{long_day(report.go_live)}{'で、過ぎています' if report.go_live < report.day else 'です'}。"


def _left(report: "ReadinessReport") -> str:
    if not _has_items(report):
        return "残課題は、不具合・課題の表がないため確認できません。"
    if not report.open_items:  # where there are some the heading of the list tells which table is not there
        unknown = f"({'、'.join(_without(report))})" if _without(report) else ""
        return f"残課題はありません{unknown}。"
    exposed = len(report.exposed)
    more = f"、うち稼働後に残り回避策も決定もないもの{exposed:,}件" if exposed else ""
    return f"残課題は{len(report.open_items):,}件{more}です。"


def _has_items(report: "ReadinessReport") -> bool:
    return len(_without(report)) < len(_LISTS)


def _without(report: "ReadinessReport") -> list[str]:
    """The lists of open items that nobody has found: of them nothing is known."""
    return [f"{noun(kind)}の表がありません" for kind in _LISTS if report.situation.one(kind) is None]


def heads(report: "ReadinessReport") -> dict[str, str]:
    """What stands above each list: how many there are."""
    rows = metric(report.metrics, "manual_load").rows or ()
    over = sum(map(overloaded, rows))
    return {
        "criteria_head": "○満たす △一部(残りに回避策・決定あり) ×満たさない 未確認=満たさないものとして数えます",
        "open_items_head": _items_head(report),
        "loads_head": f"{len(rows):,}部署" + (f" 能力超過{over:,}部署" if over else "") if rows else "",
        "manual_line": tight(manual_line(report.jobs, report.metrics)) if _has_jobs(report) else "",
        "lacking_head": f"{len(lacking(report)):,}件" if _has_jobs(report) else "",
        "conditions_head": f"{len(report.conditions):,}件 採否・期限・責任者は会議で決めます",
    }


def _items_head(report: "ReadinessReport") -> str:
    if not _has_items(report):
        return ""
    counts: list[tuple[Standing, int]] = [(standing, len(report.standing(standing))) for standing in STANDINGS]
    parts = [f"{len(report.open_items):,}件"]
    parts += [f"{STANDINGS[standing]}{count:,}件" for standing, count in counts if count]
    return " ".join((*parts, *(f"({said})" for said in _without(report))))


def _has_jobs(report: "ReadinessReport") -> bool:
    """Whether anything is known of what is done by hand."""
    return bool(report.jobs) or report.situation.one("manual_work") is not None


def lacking(report: "ReadinessReport") -> tuple[ManualJob, ...]:
    """What is done by hand and cannot be counted, or has no end."""
    return tuple(job for job in report.jobs if job.missing)


def page(report: "ReadinessReport") -> dict[str, Any]:
    """The lists of the page, and for each how many did not fit."""
    load = metric(report.metrics, "manual_load")
    rows: dict[str, tuple[list[dict[str, Any]], str, str]] = {
        "open_items": ([_item(item, report) for item in report.open_items], _no_items(report), "残課題一覧"),
        "loads": ([_load(row) for row in loads(report)], no_data(load.reason or ""), "手動対応"),
        "lacking": ([_job(job) for job in lacking(report)], _none_lacking(report), "手動対応"),
        "conditions": ([_condition(one) for one in report.conditions], "", "残課題一覧"),
    }
    values: dict[str, Any] = {"criteria": [_criterion(row.values()) for row in report.criteria], "criteria_note": ""}
    for name, (shown, said, sheet) in rows.items():
        empty = [nothing(_COLUMNS[name], said)] if said else []
        values[name] = shown[: ROWS[name]] or empty  # the meeting writes its own conditions where there are none
        values[f"{name}_note"] = left_over(len(shown) - ROWS[name], sheet)
    return values


def _no_items(report: "ReadinessReport") -> str:
    known = [noun(kind) for kind in _LISTS if report.situation.one(kind) is not None]
    return f"未完了の{'・'.join(known)}はありません" if known else no_data("不具合の表も課題の表もありません")


def _none_lacking(report: "ReadinessReport") -> str:
    return "ありません" if _has_jobs(report) else no_data("手動対応の表がありません")


def loads(report: "ReadinessReport") -> list[dict[str, Any]]:
    """Each department's hours beside what it can carry, those beyond it first."""
    return [line for _, line in loads_with_rows(report)]


def loads_with_rows(report: "ReadinessReport") -> list[tuple[Mapping[str, Any], dict[str, Any]]]:
    """The rows of the figure with the lines made of them."""
    found = zip(metric(report.metrics, "manual_load").rows or (), load_values(report.metrics), strict=True)
    return sorted(found, key=lambda pair: not overloaded(pair[0]))


def _criterion(row: dict[str, Any]) -> dict[str, Any]:
    """`key` follows when the evidence is numbered."""
    return row | {
        "name": fitted(row["name"], _NAME),
        "actual": fitted(row["actual"], _ACTUAL),
        "remark": fitted(row["remark"], _REMARK),
        "key": DASH,
    }


def _item(item: OpenItem, report: "ReadinessReport") -> dict[str, Any]:
    record, situation = item.record, report.situation
    return {
        "id": fitted(id_of(record), _ID),
        "title": fitted(named(record), _TITLE),
        "severity": level(record),
        "standing": f"【{STANDINGS[item.standing]}】" if item.exposed else STANDINGS[item.standing],
        "until": _until(item, report),
        "workaround": fitted(item.workaround or (OPEN_QUESTION if item.exposed else DASH), _WAY),
        "owner": fitted(record.owner or situation.supplier(record) or OPEN_QUESTION, _OWNER),
    }


def _until(item: OpenItem, report: "ReadinessReport") -> str:
    if item.until is None:
        return NO_DAY
    return f"{short_day(item.until)}{'超過' if day_of(item.until) < report.day else ''}"


def _load(line: dict[str, Any]) -> dict[str, Any]:
    over = OVER if line["mark"] else ""
    return {name: line[name] for name in _COLUMNS["loads"]} | {
        "department": f"{over}{fitted(line['department'], _DEPARTMENT - len(over))}"
    }


def _job(job: ManualJob) -> dict[str, Any]:
    record = job.record
    return {
        "id": fitted(id_of(record), _ID),
        "title": fitted(named(record), _JOB),
        "missing": fitted("、".join(job.missing), _MISSING),
    }


def _condition(condition: Condition) -> dict[str, Any]:
    row = condition_values(condition)
    return {
        "id": fitted(row["id"], _ID),
        "text": fitted(row["text"], _CONDITION),
        "until": short_day(condition.until) if condition.until else OPEN_QUESTION,
        "owner": fitted(row["owner"], _CHARGE),
        "adopted": "□",
    }


def behind(report: "ReadinessReport", links: Links) -> dict[str, Any]:
    """The sheets behind the page: every open item, every condition, everything that is done by hand."""
    situation = report.situation
    items = [_whole(number, item, report, links) for number, item in enumerate(report.open_items, 1)]
    conditions = [condition_values(one) for one in report.conditions]
    jobs = job_values(report.jobs, situation, links)
    no_load = no_data(metric(report.metrics, "manual_load").reason or "")
    columns = ("hours", "department", "people", "capacity", "share", "mark")
    return {
        "all_open_items": items or [nothing(_ALL_ITEMS, _no_items(report))],
        "all_conditions": conditions or [nothing(_ALL_CONDITIONS, "条件の案はありません")],
        "all_loads": loads(report) or [nothing(columns, no_load)],
        "all_jobs": jobs or [nothing(_ALL_JOBS, manual_line((), {}) if _has_jobs(report) else _none_lacking(report))],
    }


def _whole(number: int, item: OpenItem, report: "ReadinessReport", links: Links) -> dict[str, Any]:
    record = item.record
    row = item.values(report.situation, links)
    return {name: row.get(name) for name in _ALL_ITEMS} | {
        "no": number,
        "id": id_of(record),
        "status": stated(record),
        "until_date": item.until or NO_DAY,
        "action": record.action or DASH,
    }
