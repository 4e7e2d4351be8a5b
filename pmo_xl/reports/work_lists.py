"""The lists of 作業報告: everybody with how much was done, every row with its cell, and the page of one person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pmo_xl.model.record import Record
from pmo_xl.model.words import RESULT_CALLED
from pmo_xl.reports.common import DASH, Links, fitted, left_over, level, named, no_data
from pmo_xl.reports.work_done import CALLED, Sort, Work
from pmo_xl.situation import Situation

if TYPE_CHECKING:
    from pmo_xl.reports.work import PersonWork, WorkReport

NOBODY: Final = "担当者を特定できない行"
DONE, AHEAD = 18, 8
COUNTED: Final[Mapping[str, tuple[Sort, ...]]] = {  # column → what it counts
    "closed": ("closed",),
    "run": ("run",),
    "approved": ("approved",),
    "new": ("new",),
    "postponed": ("postponed",),
    "reversed": ("reversed",),
    "changed": ("changed", "renumbered", "gone"),
}
NAMES: Final = {**{name: CALLED[sorts[0]] for name, sorts in COUNTED.items()}, "changed": "その他の変更"}
_VERDICTS: Final = ("pass", "fail", "blocked", "hold")
_SHEET: Final = "作業報告.xlsx"
# full-width characters that fit the column on paper; half-width ones count half
_ID, _TITLE, _TOLD, _CELL, _WHAT, _ORG = 7.5, 14, 11, 7.5, 29.5, 20


class Ahead(NamedTuple):
    """Something of the next working day: テスト, 期限, 修正予定 or 再テスト予定; `who` as the record says."""

    sort: str
    record: Record
    who: str


def counts_of(rows: Sequence[Work]) -> dict[str, tuple[Work, ...]]:
    """The rows of each column; together they are all of them, each once."""
    return {name: tuple(work for work in rows if work.sort in sorts) for name, sorts in COUNTED.items()}


def headline(report: "WorkReport") -> str:
    """How many people, how many records."""
    if not report.people and not report.nobodys:
        return "変わった行はありません。" if report.since is not None else "日付が本日の行はありません。"
    records = changed_records(report)
    rest = f"ほかに{NOBODY}が{len(report.nobodys):,}件あります。" if report.nobodys else ""
    return f"{len(report.people):,}名が{len(records):,}件の記録を更新しました。{rest}"


def changed_records(report: "WorkReport") -> tuple[Record, ...]:
    """The records people worked on, each once however many did."""
    found = {work.record.place(): work.record for one in report.people for work in one.done if work.record is not None}
    return tuple(found.values())


def overview(report: "WorkReport") -> dict[str, Any]:
    """A line a person with the counts, and one for the rows of nobody."""
    lines = [_line(person.name, person.org, person.done, len(person.ahead)) for person in report.people]
    if report.nobodys:
        lines.append(_line(NOBODY, "", report.nobodys, None))
    blank = dict.fromkeys(("name", "org", *COUNTED, "total", "ahead"))
    return {"people": lines or [blank | {"name": "なし"}]}


def _line(name: str, org: str, rows: Sequence[Work], ahead: int | None) -> dict[str, Any]:
    counts = {column: len(found) or None for column, found in counts_of(rows).items()}
    return {"name": name, "org": org or DASH, **counts, "total": len(rows), "ahead": ahead}


def details(report: "WorkReport", links: Links) -> dict[str, list[dict[str, Any]]]:
    """明細: every row of every person, those of nobody last."""
    rows = [_row(person.name, work, links) for person in report.people for work in person.done]
    rows += [_row(NOBODY, work, links) for work in report.nobodys]
    blank = dict.fromkeys(("name", "sort", "kind", "id", "title", "told", "place"))
    return {"all_work": rows or [blank | {"title": "なし"}]}


def _row(name: str, work: Work, links: Links) -> dict[str, Any]:
    return {
        "name": name,
        "sort": CALLED[work.sort],
        "kind": work.noun,
        "id": work.id or DASH,
        "title": work.title,
        "told": work.told,
        "place": links.cell(work.place) if work.place.file else None,
    }


def person_page(person: "PersonWork", situation: Situation) -> dict[str, Any]:
    """The lists of one person's page."""
    done = [_done(work) for work in person.done[:DONE]]
    ahead = [_ahead(row) for row in person.ahead[:AHEAD]]
    return {
        "name": person.name,
        "org": fitted(person.org, _ORG),
        "summary": summary(person.done),
        "done": done or [_blank("sort", "id", "title", "told", "cell") | {"title": "ありません"}],
        "done_note": left_over(len(person.done) - DONE, f"{_SHEET} 明細"),
        "ahead": ahead or [_blank("sort", "id", "title", "severity") | {"title": _nothing_ahead(situation)}],
        "ahead_note": left_over(len(person.ahead) - AHEAD, "明日の準備"),
    }


def _blank(*fields: str) -> dict[str, str]:
    return dict.fromkeys(fields, "")


def summary(rows: Sequence[Work]) -> str:
    """完了2件、テスト実施3件(OK2・NG1)、新規1件: only what there is."""
    parts = []
    for name, found in counts_of(rows).items():
        if found:
            parts.append(f"{NAMES[name]}{len(found):,}件{_verdicts(found) if name == 'run' else ''}")
    return "、".join(parts) or "変わった行はありません"


def _verdicts(found: Sequence[Work]) -> str:
    counted = Counter(work.record.verdict or "" for work in found if work.record is not None)
    said = "・".join(f"{RESULT_CALLED[verdict]}{counted[verdict]:,}" for verdict in _VERDICTS if counted[verdict])
    return f"({said})" if said else ""


def _nothing_ahead(situation: Situation) -> str:
    if situation.one("test") is None and situation.one("todo") is None:
        return no_data("テスト・ToDoの表がありません")
    return "台帳にある予定はありません"


def _done(work: Work) -> dict[str, str]:
    place = work.place
    cell = place.cell if place.column else f"{place.row}行目"
    return {
        "sort": CALLED[work.sort],
        "id": fitted(f"{work.noun} {work.id or DASH}", _ID),
        "title": fitted(work.title, _TITLE),
        "told": fitted(work.told, _TOLD),
        "cell": fitted(f"{place.sheet}!{cell}", _CELL),
    }


def _ahead(row: Ahead) -> dict[str, str]:
    record = row.record
    return {
        "sort": row.sort,
        "id": fitted(f"{record.noun} {record.id or DASH}", _ID),
        "title": fitted(named(record), _WHAT),
        "severity": level(record),
    }
