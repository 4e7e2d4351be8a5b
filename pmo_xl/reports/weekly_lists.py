"""The lists of 週次報告 as the paper has room for them: eight rows each, texts as wide as their column."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.days import WEEKDAYS, short_day
from pmo_xl.model.record import Record
from pmo_xl.reports.blockers import Blocker
from pmo_xl.reports.coming import ComingDay, carried_over
from pmo_xl.reports.common import (
    DASH,
    OPEN_QUESTION,
    deadline,
    fitted,
    left_over,
    level,
    named,
    no_data,
    tight,
)
from pmo_xl.reports.decided import day_of
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.risks import RiskChange
from pmo_xl.reports.scope_change import ScopeRow
from pmo_xl.reports.signals import without_odds
from pmo_xl.reports.trend import FEWEST, Trend
from pmo_xl.reports.week import Compared, LightRow
from pmo_xl.rules.decisions import is_provisional
from pmo_xl.situation import Situation

ROWS: Final = 8
CORRECTIONS: Final = 5  # a line a day of the week
COMING: Final = 5  # working days ahead
# full-width characters that fit the column on paper (two lines of it for decisions); half-width ones count half;
# never below 12
_REASON, _FIGURE, _NOTE, _LINE = 25, 13, 15, 50
_BLOCKER, _WORKAROUND, _OWNER = 16, 12, 12
_RISK, _CHANGE, _ACTION = 19, 12, 12
_DECIDED, _PENDING, _WHO = 25, 21, 12
_SCOPE_WHAT, _SCOPE_WHY, _MEETINGS = 12, 12, 12


def numbered(letter: str, texts: Sequence[str]) -> dict[str, str]:
    """d1, d2, …: columns that a template names one by one."""
    return {f"{letter}{number}": text for number, text in enumerate(texts, 1)}


def day_head(on: date) -> str:
    """5/7 火."""
    return f"{short_day(on)} {WEEKDAYS[on.weekday()]}"


def note(items: Sequence[object], rows: int = ROWS) -> str:
    """What did not fit: 「他n件(別紙 明細)」."""
    return left_over(len(items) - rows)


def fitted_line(text: str) -> str:
    """A text as wide as the page."""
    return fitted(tight(text), _LINE)


def light(row: LightRow) -> dict[str, Any]:
    """A light over five days; `color` is today's."""
    reason = fitted(tight(without_odds(row.reason)), _REASON)
    return {"name": row.name, **numbered("d", row.words), "reason": reason, "color": row.colors[-1] or ""}


def figure(row: Compared) -> dict[str, str]:
    """A figure now and a week ago; without a value its reason stands where the change would."""
    return {
        "name": row.name,
        "now": fitted(tight(without_odds(row.now)), _FIGURE),
        "then": fitted(tight(without_odds(row.then)), _FIGURE),
        "note": fitted(tight(row.remark or row.change), _NOTE),
    }


def curve(shown: Trend) -> dict[str, Any]:
    """The words of a chart, and the small table that stands for it while there are too few points."""
    names = {line.pen: line.name for line in shown.lines}
    points = len(shown.table)
    lacking = f"実績が{points}日分です(グラフは{FEWEST}日分から)" if points else shown.sentence
    return {
        "title": shown.title,
        "caption": shown.sentence if shown.enough else no_data(lacking),
        "enough": shown.enough,
        "names": names,
        "labels": {line.pen: line.label if shown.enough else "" for line in shown.lines},
        "table": [] if shown.enough or not points else [{"day": "日付", **names}, *map(dict, shown.table)],
    }


def _or_nothing(rows: list[dict[str, Any]], field: str, nothing: str, fields: Sequence[str]) -> list[dict[str, Any]]:
    """The rows; where there is none, one that says so."""
    return rows or [dict.fromkeys(fields, "") | {field: nothing}]


def blockers(items: Sequence[Blocker], situation: Situation) -> list[dict[str, Any]]:
    """阻害要因: what, how grave, how many tests wait, the workaround, until when, whose."""
    rows = [
        {
            "what": fitted(item.what, _BLOCKER),
            "severity": level(item.record) if item.record is not None else DASH,
            "waiting": f"{len(item.waiting):,}件",
            "workaround": fitted(item.workaround or DASH, _WORKAROUND),
            "until": short_day(item.until) if item.until else OPEN_QUESTION,
            "owner": fitted(item.owner or UNASSIGNED, _OWNER),
        }
        for item in items[:ROWS]
    ]
    lacking = situation.one("test") is None
    nothing = no_data("テストの表がありません") if lacking else "テストを止めている要因はありません"
    return _or_nothing(rows, "what", nothing, ("what", "severity", "waiting", "workaround", "until", "owner"))


def risks(items: Sequence[RiskChange], nothing: str) -> list[dict[str, Any]]:
    """新規・変化リスク: what, what changed, how grave, what is done about it, until when."""
    rows = [
        {
            "title": fitted(named(item.record), _RISK),
            "change": fitted(item.change, _CHANGE),
            "severity": level(item.record),
            "action": fitted(item.record.action or DASH, _ACTION),
            "due": short_day(item.record.due_date) if item.record.due_date else DASH,
        }
        for item in items[:ROWS]
    ]
    said = no_data(nothing) if nothing.endswith("表がありません") else nothing
    return _or_nothing(rows, "title", said, ("title", "change", "severity", "action", "due"))


def decision_text(record: Record) -> str:
    """What was decided, in a line: （仮）件名: 内容."""
    parts = (record.title, record.description)
    text = ": ".join(" ".join(part.split()) for part in parts if part) or DASH
    return f"(仮){text}" if is_provisional(record) else text


def decided(items: Sequence[Record], situation: Situation) -> list[dict[str, Any]]:
    """決定したこと: id, day, what."""
    rows = [
        {
            "id": item.id or DASH,
            "day": short_day(on) if (on := day_of(item)) else DASH,
            "what": fitted(decision_text(item), _DECIDED),
        }
        for item in items[:ROWS]
    ]
    lacking = situation.one("decision") is None
    nothing = no_data("決定の表がありません") if lacking else "この期間の決定はありません"
    return _or_nothing(rows, "what", nothing, ("id", "day", "what"))


def pending(items: Sequence[Decision]) -> list[dict[str, Any]]:
    """ご判断いただきたいこと: until when, what, who."""
    rows = [
        {
            "until": deadline(item.until) if item.until else OPEN_QUESTION,
            "what": fitted(item.what, _PENDING),
            "who": fitted(item.who or OPEN_QUESTION, _WHO),
        }
        for item in items[:ROWS]
    ]
    return _or_nothing(rows, "what", "ご判断いただく事項はありません", ("until", "what", "who"))


def scope(items: Sequence[ScopeRow], situation: Situation) -> list[dict[str, Any]]:
    """範囲の変化: what happened, why, to how many tests."""
    rows = [
        {
            "what": fitted(f"{item.what}・{item.when}" if item.when else item.what, _SCOPE_WHAT),
            "reason": fitted(item.reason, _SCOPE_WHY),
            "count": f"{item.count:,}件",
        }
        for item in items[:ROWS]
    ]
    lacking = situation.one("test") is None
    nothing = no_data("テストの表がありません") if lacking else "母数の変化はありません"
    return _or_nothing(rows, "reason", nothing, ("what", "reason", "count"))


def coming(on: ComingDay) -> dict[str, Any]:
    """来週の予定: one day, with what there is on it: テスト8 修正5 期限3 判断2."""
    counts = {"テスト": len(on.tests), "修正": len(on.fixes), "期限": len(on.due), "判断": on.decisions}
    return {
        "day": day_head(on.day),
        "work": " ".join(f"{words}{count:,}" for words, count in counts.items() if count) or DASH,
        "meetings": fitted("、".join(on.meetings) or DASH, _MEETINGS),
    }


def coming_line(days: Sequence[ComingDay], situation: Situation) -> str:
    """How many tests are planned for these days, and what is carried over to them."""
    if situation.one("test") is None:
        return no_data("テストの表がありません")
    planned = sum(len(on.tests) for on in days)
    carried = len(carried_over(situation))
    rest = f"、ほか計画日を過ぎた未消化{carried:,}件" if carried else ""
    return f"テスト計画{planned:,}件{rest}"


def corrections(items: Sequence[str]) -> list[dict[str, str]]:
    """これまでの数字の訂正, a line each."""
    rows = [{"text": fitted(f"・{text}", _LINE)} for text in items[:CORRECTIONS]]
    return rows or [{"text": "訂正はありません"}]
