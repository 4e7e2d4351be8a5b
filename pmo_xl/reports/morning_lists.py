"""The sentences, figures and lists of 朝会 as far as the paper has room; all of them are on 段取り and 明細."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.days import short_day
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, OPEN_QUESTION, day, day_of, fitted, left_over, metric, named, no_data
from pmo_xl.reports.decisions import Decision
from pmo_xl.reports.prepared import DayColumns
from pmo_xl.reports.readiness import CALLED as REASONS
from pmo_xl.reports.readiness import Planned
from pmo_xl.reports.roles import CALLED as ROLES
from pmo_xl.reports.tomorrow_lists import ids_of, nothing
from pmo_xl.reports.unrun import UNSAID
from pmo_xl.rules.phrases import id_of
from pmo_xl.situation import Situation

if TYPE_CHECKING:
    from pmo_xl.reports.morning import Freed, Left, MorningReport, Stopped, Top

ROWS: Final[Mapping[str, int]] = {"tests": 25, "stopped": 10, "left": 10, "free": 10, "decisions": 5, "tops": 5}
UNTIMED: Final = "時刻未定"
NO_NEW_DAY: Final = "未定"
# full-width characters that fit the column on paper; half-width ones count half
_ID, _WHO, _SYSTEM, _TITLE, _DATA, _BESIDE, _CLOCK = 5, 5.5, 4.5, 13, 6, 5.5, 5
_WHY, _OWNER, _REASON, _FREED, _WHAT = 11, 5, 16, 10.5, 16
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {  # the second speaks where there is nothing
    "tests": ("clock", "tester", "system", "id", "title", "data", "environment", "looks_on", "can_start"),
    "stopped": ("id", "why", "owner", "until"),
    "left": ("id", "reason", "new_day"),
    "free": ("id", "freed", "tester", "day"),
    "decisions": ("id", "what", "who"),
    "tops": ("who", "message", "more"),
}


def headline(report: "MorningReport") -> dict[str, str]:
    """The conclusion and what it comes from, a sentence each."""
    outcome, cause = _outcome(report), _cause(report)
    return {"outcome": outcome, "cause": cause, "text": f"{outcome}{cause}"}


def _outcome(report: "MorningReport") -> str:
    count, stopped = len(report.planned), len(report.stopped_today)
    if report.situation.one("test") is None:
        return "本日のテストは、テストの表がないため確認できません。"
    if not count:
        later = report.next_planned
        return f"本日の計画はありません{f'(次の計画は{day(later)})' if later else ''}。"
    if stopped:
        return f"本日のテスト{count:,}件のうち{stopped:,}件が開始できません。"
    return f"本日のテスト{count:,}件を止めるものは、台帳にありません。"


def _cause(report: "MorningReport") -> str:
    if report.stopped:
        counts = Counter(
            sort for one in report.stopped for sort in {hindrance.sort for hindrance in one.planned.hindrances}
        )
        reasons = "、".join(f"{REASONS[sort]}{count:,}件" for sort, count in counts.most_common())
        carried = len(report.stopped_carried)
        of_them = f"{len(report.carried):,}件のうち{carried:,}件"
        if not report.stopped_today:
            return f"持越しは{of_them}が開始できません。理由は{reasons}です。"
        return f"{f'持越しも{of_them}です。合わせた' if carried else ''}理由は{reasons}です。"
    if report.doubtful:
        return f"開始できるかの確認が必要なテストが{len(report.doubtful):,}件あります。"
    if report.carried:
        return f"前日までの持越し{len(report.carried):,}件にも、開始を妨げるものはありません。"
    return "前日までの持越しはありません。" if report.situation.one("test") is not None else ""


def figures(report: "MorningReport") -> dict[str, dict[str, str]]:
    """The five figures above the lists; each says what is missing where it cannot be said."""
    remaining = metric(report.metrics, "remaining")
    has_tests = report.situation.one("test") is not None
    stopped = len(report.stopped_today) + len(report.stopped_carried)
    end = report.days_left
    days, note = (f"{end:,}日", "本日を含む") if end is not None else (DASH, "終了日の設定がありません")
    return {
        "planned": _card("本日の計画", f"{len(report.planned):,}件" if has_tests else DASH, _ahead(report)),
        "carried": _card("持越し", f"{len(report.carried):,}件" if has_tests else DASH, "前日までの未消化"),
        "stopped": _card("開始できない", f"{stopped:,}件" if has_tests else DASH, "計画と持越しのうち"),
        "remaining": _card("残件数", remaining.text, remaining.reason or "母数−OK"),
        "days_left": _card("残り営業日", days, note),
    }


def _ahead(report: "MorningReport") -> str:
    """What the day's plan held besides: tests that were run ahead of it."""
    return f"ほか前倒しで実施済み{len(report.done_ahead):,}件" if report.done_ahead else "本日の結果は含めません"


def _card(label: str, value: str, note: str) -> dict[str, str]:
    return {"label": label, "value": value, "note": note}


def heads(report: "MorningReport") -> dict[str, str]:
    """What stands above each list: how many there are."""
    parts = [f"{len(report.planned):,}件"]
    parts += [f"開始できない{len(report.stopped_today):,}件"] if report.stopped_today else []
    parts += [f"要確認{len(report.doubtful):,}件"] if report.doubtful else []
    parts += [f"役割{len(report.misplaced):,}件"] if report.misplaced else []
    affecting = sum(1 + top.more for top in report.tops)
    return {
        "tests_head": " ".join(parts),
        "stopped_head": f"{len(report.stopped):,}件",
        "left_head": f"{len(report.left):,}件",
        "free_head": f"{len(report.free):,}件",
        "decisions_head": f"{len(report.decisions) + len(report.undecided):,}件",
        "tops_head": f"{affecting:,}件",
    }


def page(report: "MorningReport") -> dict[str, Any]:
    """The lists of the page, and for each how many did not fit."""
    situation, columns = report.situation, DayColumns()
    roles = {id(one.test) for one in report.misplaced}
    tests = [_test(one, roles, columns) for one in report.planned]
    for earlier, later in zip(tests[-2::-1], tests[:0:-1], strict=True):  # a group says its time once
        if earlier["clock"] == later["clock"]:
            later["clock"] = ""
    asked = [*(_decision(one, situation) for one in report.decisions)]
    asked += [_undecided(one.defect, situation) for one in report.undecided]
    no_tests = no_data("テストの表がありません") if situation.one("test") is None else ""
    no_defects = no_tests or (no_data("不具合の表がありません") if situation.one("defect") is None else "")
    rows: dict[str, tuple[list[dict[str, Any]], str]] = {
        "tests": (tests, no_tests or "本日の計画はありません"),
        "stopped": ([_stopped(one) for one in report.stopped], no_tests or "開始できないテストはありません"),
        "left": ([_left(one) for one in report.left], no_tests or "前日までの残はありません"),
        "free": ([_free(one) for one in report.free], no_defects or "再開できるようになったテストはありません"),
        "decisions": (asked, "本日判断いただく事項はありません"),
        "tops": ([*_roles(report), *(_top(one) for one in report.tops)], "数値に影響する指摘はありません"),
    }
    values: dict[str, Any] = {}
    for name, (shown, said) in rows.items():
        values[name] = shown[: ROWS[name]] or [nothing(_COLUMNS[name], said)]
        values[f"{name}_note"] = left_over(len(shown) - ROWS[name], "段取り" if name == "tests" else "明細")
    values["tops_note"] = values["tops_note"].replace("件", "宛先", 1)  # its rows are addressees
    return values


def system_of(test: Record) -> str:
    """The system a test belongs to; where no column says it, the sheet it stands on."""
    return test.system or test.table.sheet


def can_start(one: Planned, is_misplaced: bool) -> str:
    """× cannot start, 役割 the wrong side holds a role, 要確認 something has to be asked first, else ○."""
    if not one.can_start:
        return "×"
    return "役割" if is_misplaced else "要確認" if one.doubts else "○"


def prepared(one: Planned, columns: DayColumns) -> str:
    """How the data stands and whose it is: 済, 未・甲野太郎; − where the sheet has no such column."""
    owners = dict.fromkeys(p.owner for p in columns.preparations(one.test) if p.sort == "data" and p.owner)
    return "・".join([one.data or DASH, *(owners if one.data and one.data != "済" else ())])


def beside(one: Planned) -> str:
    """Who is present besides the tester; where nobody is named the vendor the test belongs to."""
    return one.looks_on or one.test.vendor or DASH


def _test(one: Planned, roles: set[int], columns: DayColumns) -> dict[str, Any]:
    test = one.test
    return {
        "clock": fitted(one.clock or UNTIMED, _CLOCK),
        "tester": fitted(test.tester or OPEN_QUESTION, _WHO),
        "system": fitted(system_of(test), _SYSTEM),
        "id": fitted(test.id or DASH, _ID),
        "title": fitted(named(test), _TITLE),
        "data": fitted(prepared(one, columns), _DATA),
        "environment": one.environment or DASH,
        "looks_on": fitted(beside(one), _BESIDE),
        "can_start": can_start(one, id(test) in roles),
    }


def _stopped(one: "Stopped") -> dict[str, Any]:
    return {
        "id": fitted(one.planned.test.id or DASH, _ID),
        "why": fitted(one.reason, _WHY),
        "owner": fitted("・".join(one.owners), _OWNER),
        "until": short_day(one.until) if one.until else NO_NEW_DAY,
    }


def _left(one: "Left") -> dict[str, Any]:
    return {
        "id": fitted(one.planned.test.id or DASH, _ID),
        "reason": fitted(one.reason or UNSAID, _REASON),
        "new_day": short_day(one.new_day) if one.new_day else NO_NEW_DAY,
    }


def _free(one: "Freed") -> dict[str, Any]:
    return {
        "id": fitted(one.test.id or DASH, _ID),
        "freed": fitted(f"{'、'.join(one.defects)}が解消", _FREED),
        "tester": fitted(one.test.tester or OPEN_QUESTION, _OWNER),
        "day": short_day(one.day),
    }


def _decision(one: Decision, situation: Situation) -> dict[str, Any]:
    late = situation.overdue_days(day_of(one.until)) if one.until else 0
    return {
        "id": fitted(one.id or DASH, _ID),
        "what": fitted(f"{f'({late}日超過)' if late else ''}{one.what}", _WHAT),
        "who": fitted(one.who or OPEN_QUESTION, _WHO),
    }


def _undecided(defect: Record, situation: Situation) -> dict[str, Any]:
    return {
        "id": fitted(id_of(defect), _ID),
        "what": fitted(f"方針未定 {named(defect)}", _WHAT),
        "who": fitted(situation.supplier(defect) or UNASSIGNED, _WHO),
    }


def _roles(report: "MorningReport") -> list[dict[str, Any]]:
    """A line for each sort of misplaced role: they come first, because nobody may begin like that."""
    lines = []
    for sort, words in ROLES.items():
        tests = [one.test for one in report.misplaced if one.sort == sort]
        if tests:
            message = fitted(f"{words} {ids_of(tests, 1)}", _WHAT)
            lines.append({"who": "役割", "message": message, "more": f"{len(tests):,}件"})
    return lines


def _top(one: "Top") -> dict[str, Any]:
    return {
        "who": fitted(one.addressee, _WHO),
        "message": fitted(f"{one.finding.code} {one.finding.message}", _WHAT),
        "more": f"他{one.more:,}件" if one.more else "",
    }
