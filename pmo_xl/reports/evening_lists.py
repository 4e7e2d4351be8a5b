"""The sentences, figures and lists of 夕会 as far as the paper has room; all of them are on リスケ案 and 明細."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.rounds import round_now
from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.days import short_day
from pmo_xl.model.record import Record
from pmo_xl.model.width import width
from pmo_xl.plans.reschedule import Why
from pmo_xl.plans.room import Left, Placed
from pmo_xl.reports.common import DASH, OPEN_QUESTION, day, fitted, left_over, level, metric, named, no_data
from pmo_xl.reports.readiness import stated_result
from pmo_xl.reports.tomorrow_lists import nothing
from pmo_xl.reports.unrun import UNSAID
from pmo_xl.rules.phrases import id_of

if TYPE_CHECKING:
    from pmo_xl.reports.evening import EveningReport, Found, Unrun

ROWS: Final[Mapping[str, int]] = {"results": 8, "found": 15, "unrun": 15, "unfit": 5, "prepare": 5}
NO_PROPOSAL: Final = "案なし"
UNLINKED: Final = "テスト紐付けなし"
WHY: Final[Mapping[Why, str]] = {
    "full": "実施者の空きなし",
    "no_day": "修正の見込みなし",
    "too_late": "実施できる日が終了日より後",
    "before": "先行テストの案なし",
    "circle": "先行テストが循環",
}
VERDICTS: Final = {"fail": "NG", "blocked": "不可", "hold": "保留", "pass": "OK"}
# full-width characters that fit the column on paper; half-width ones count half
_ID, _TITLE, _WHO, _ASIDE, _BASIS, _VENDOR, _LINE, _HEADLINE = 5, 17, 7, 14, 14, 7, 22.5, 39
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {  # the second speaks where there is nothing
    "results": ("id", "title", "result", "tester", "defect", "remarks"),
    "found": ("id", "title", "severity", "vendor", "waiting", "action"),
    "unrun": ("id", "reason", "day", "who", "basis", "approved"),
    "unfit": ("count", "what"),
    "prepare": ("id", "what", "who"),
}


def headline(report: "EveningReport") -> dict[str, str]:
    """計画16件中14件実施 (87.5%)、ほか持越し2件を実施; and that nothing of the plan has disappeared."""
    outcome, cause = _outcome(report), _sum(report)
    return {"outcome": outcome, "cause": cause, "text": f"{outcome}{cause}"}


def _outcome(report: "EveningReport") -> str:
    if report.situation.one("test") is None:
        return "本日の結果は、テストの表がないためまとめられません。"
    rate, others = metric(report.metrics, "today_plan_rate"), others_said(report)
    if not report.planned:
        return f"本日の計画はありません{f'。{others}を実施しました' if others else ''}。"
    said = f"計画{len(report.planned):,}件中{len(report.done):,}件実施({rate.text})"
    whole = f"{said}、ほか{others}を実施。" if others else f"{said}。"
    return whole if width(whole) <= 2 * _HEADLINE else f"{said}、ほか計画外{len(report.others):,}件を実施。"


def others_said(report: "EveningReport") -> str:
    """持越し2件・再テスト3件."""
    return "・".join(f"{sort}{len(tests):,}件" for sort, tests in report.sorts_of_others.items())


def _sum(report: "EveningReport") -> str:
    if report.situation.one("test") is None:
        return ""
    today = report.unrun_today
    unsaid = sum(one.reason is None for one in today)
    parts = [f"計画{len(report.planned):,}件=実施{len(report.done):,}件"]
    parts += [f"前倒し済み{len(report.done_ahead):,}件"] if report.done_ahead else []
    parts += [f"未実施(理由あり){len(today) - unsaid:,}件", f"未実施({UNSAID}){unsaid:,}件"]
    away = f"。ほかに本日から延期{len(report.moved):,}件" if report.moved else ""
    return "+".join(parts) + away


def figures(report: "EveningReport") -> dict[str, dict[str, str]]:
    """The five figures above the lists; each says what is missing where it cannot be said."""
    has_tests = report.situation.one("test") is not None
    new = metric(report.metrics, "defects_new_today")
    grave = sum(one.defect.gravity <= 1 for one in report.found)
    left, unrun = len(report.plan.left), len(report.unrun)
    due = len(report.unrun_today)
    failed = sum(test.verdict == "fail" for test in report.results)
    ran = len(report.done) + len(report.others)
    room = f"能力{report.capacity:,}件" if report.capacity is not None else "能力は設定なし"
    coming = sum(one.day == report.next_day for one in report.plan.placed)
    more = f"+案{coming:,}件 " if coming else ""
    return {
        "executed": _card("本日の実施", f"{ran:,}件" if has_tests else DASH, f"うちNG{failed:,}件"),
        "found": _card("新規不具合", new.text, new.reason or f"うち致命・高{grave:,}件"),
        "unrun": _card("未実施", f"{unrun:,}件" if has_tests else DASH, f"本日{due:,}件+前日まで{unrun - due:,}件"),
        "unfit": _card("入らない", f"{left:,}件" if has_tests else DASH, _until(report)),
        "tomorrow": _card(
            f"明日 {short_day(report.next_day)}", f"{len(report.tomorrow):,}件" if has_tests else DASH, f"{more}{room}"
        ),
    }


def _until(report: "EveningReport") -> str:
    last = report.plan.last
    return f"{short_day(last)}までの空きで" if last else "終了日の設定がありません"


def _card(label: str, value: str, note: str) -> dict[str, str]:
    return {"label": label, "value": value, "note": note}


def heads(report: "EveningReport") -> dict[str, str]:
    """What stands above each list: how many there are."""
    counts = Counter(VERDICTS.get(test.verdict or "", "") for test in report.results)
    said = [f"{word}{counts[word]:,}件" for word in VERDICTS.values() if counts[word]]
    passed = "、".join(f"{name or '実施者未記入'}{count:,}" for name, count in report.passed_by.most_common())
    undecided = sum(not one.defect.action for one in report.found)
    unready = len(unprepared(report))
    return {
        "results_head": " ".join(said) or "0件",
        "passed": fitted(f"OKの内訳: {passed}" if passed else "OKはありません", 56),
        "found_head": f"{len(report.found):,}件" + (f" 方針未定{undecided:,}件" if undecided else ""),
        "unrun_head": f"{len(report.unrun):,}件 案あり{len(report.plan.placed):,}件 案なし{len(report.plan.left):,}件",
        "unfit_head": f"{len(report.plan.left):,}件",
        "prepare_head": f"{unready:,}件",
    }


def page(report: "EveningReport") -> dict[str, Any]:
    """The lists of the page, and for each how many did not fit."""
    situation = report.situation
    no_tests = no_data("テストの表がありません") if situation.one("test") is None else ""
    no_defects = no_data("不具合の表がありません") if situation.one("defect") is None else ""
    results = [_result(test) for test in report.results if test.verdict != "pass"]
    prepared = [
        {"id": fitted(id_of(test), _ID), "what": fitted(what, _TITLE - 4), "who": fitted(who or UNASSIGNED, _WHO - 1)}
        for test, what, who in unprepared(report)
    ]
    rows: dict[str, tuple[list[dict[str, Any]], str]] = {
        "results": (
            results,
            no_tests or ("NG・不可・保留はありません" if report.results else "本日の結果はありません"),
        ),
        "found": ([_found(one, report) for one in report.found], no_defects or "本日の新規不具合はありません"),
        "unrun": ([_unrun(one) for one in report.unrun], no_tests or "未実施はありません"),
        "unfit": ([{"count": n, "what": fitted(w, _LINE)} for n, w in unfit(report)], no_tests or _all_fit(report)),
        "prepare": (prepared, no_tests or "未了の準備は台帳にありません"),
    }
    values: dict[str, Any] = {}
    for name, (shown, said) in rows.items():
        values[name] = shown[: ROWS[name]] or [nothing(_COLUMNS[name], said)]
        values[f"{name}_note"] = left_over(
            len(shown) - ROWS[name], "リスケ案" if name in ("unrun", "unfit") else "明細"
        )
    return values


def _all_fit(report: "EveningReport") -> str:
    if not report.unrun:
        return "リスケが必要なテストはありません"
    return "すべて入ります" + ("" if report.plan.is_limited else "(1人1日の件数は設定なし)")


def unfit(report: "EveningReport") -> list[tuple[str, str]]:
    """How many do not fit and what binds them; then what would make them fit, one way a line."""
    plan = report.plan
    counts = Counter(one.why for one in plan.left)
    lines = [(f"{counts[why]:,}件", f"{words}{_whose(report, why)}") for why, words in WHY.items() if counts[why]]
    found = plan.levers
    if found.handed_over:
        names = Counter(way.who for way in found.handed_over)
        who = "、".join(f"{name}{count}件" for name, count in names.most_common(2))
        lines.append(("手当て", f"実施者を替えれば{len(found.handed_over):,}件入る({who})"))
    if found.people:
        lines.append(("手当て", f"実施者を{found.people:,}名増やせば空きなしの{counts['full']:,}件は入る"))
    if found.until and plan.last:
        those = "ほかは" if counts["no_day"] else "すべて"
        lines.append(("手当て", f"終了日を{day(found.until)}まで延ばせば{those}入る"))
    if found.fixes:
        defects = "、".join(found.fixes[:2]) + (f" 他{len(found.fixes) - 2}件" if len(found.fixes) > 2 else "")
        said = f"{day(found.fixed_by)}までの修正が必要" if found.fixed_by and plan.last else "修正予定日の決定が必要"
        lines.append(("手当て", f"{defects}は{said}"))
    return lines


def _whose(report: "EveningReport", why: Why) -> str:
    """Whose days are full, or which fixes are meant: (若葉花子4件、桜庭さくら1件)."""
    left = [one for one in report.plan.left if one.why == why]
    if why == "full":
        names = Counter(one.test.tester or "実施者未記入" for one in left)
        return f"({'、'.join(f'{name}{count}件' for name, count in names.most_common(2))})"
    names = Counter(id_of(defect) for one in left for defect in one.because)
    return f"({'、'.join(name for name, _ in names.most_common(2))})" if names else ""


def unprepared(report: "EveningReport") -> list[tuple[Record, str, str]]:
    """What has to be prepared for tomorrow's tests: test, what, whose."""
    return [
        (one.test, hindrance.said, hindrance.owner)
        for one in report.tomorrow
        for hindrance in one.hindrances
        if hindrance.sort in ("data", "environment")
    ]


def basis(one: "Unrun") -> str:
    """What a proposal rests on, or why there is none."""
    proposal = one.proposal
    if isinstance(proposal, Left):
        if proposal.other is not None:
            return f"担当替えなら{short_day(proposal.other.day)} {proposal.other.who}"
        names = f" {id_of(proposal.because[0])}" if proposal.because and proposal.why != "full" else ""
        return f"{WHY[proposal.why]}{names}"
    late = max(proposal.because, key=lambda one: (one.fix_plan_date is not None, one.fix_plan_date), default=None)
    if late is not None and late.fix_plan_date is not None:
        return f"{id_of(late)}修正{short_day(late.fix_plan_date)}の翌営業日から"
    if proposal.after:
        return f"先行{id_of(proposal.after[0])}のあと"
    return "次の空き(理由の解消が前提)" if one.reason else "次の空き"


def _result(test: Record) -> dict[str, Any]:
    last = round_now(test)
    return {
        "id": fitted(test.id or DASH, _ID),
        "title": fitted(named(test), _TITLE),
        "result": VERDICTS.get(test.verdict or "", stated_result(test)),
        "tester": fitted(test.tester or OPEN_QUESTION, _WHO),
        "defect": fitted((last.defect_id if last else test.defect_id) or _no_defect(test), _ID + 1),
        "remarks": fitted(test.remarks or DASH, _ASIDE),
    }


def _no_defect(test: Record) -> str:
    """A failed test has to name its defect (X-001)."""
    return OPEN_QUESTION if test.verdict == "fail" else DASH


def waiting_said(one: "Found") -> str:
    """12件; where nothing links it with a test that is said, because it is not the same as none."""
    return f"{len(one.waiting):,}件" if one.is_linked else UNLINKED


def _found(one: "Found", report: "EveningReport") -> dict[str, Any]:
    defect = one.defect
    return {
        "id": fitted(defect.id or DASH, _ID),
        "title": fitted(named(defect), _TITLE),
        "severity": level(defect) if defect.rank else OPEN_QUESTION,
        "vendor": fitted(report.situation.supplier(defect) or UNASSIGNED, _VENDOR),
        "waiting": waiting_said(one).removeprefix("テスト"),
        "action": fitted(defect.action or "未定", _ASIDE),
    }


def _unrun(one: "Unrun") -> dict[str, Any]:
    placed = one.proposal if isinstance(one.proposal, Placed) else None
    return {
        "id": fitted(one.test.id or DASH, _ID),
        "reason": fitted(f"{'' if one.is_todays else _stood(one)}{one.reason or UNSAID}", _TITLE),
        "day": short_day(placed.day) if placed else NO_PROPOSAL,
        "who": fitted((placed.who if placed else one.test.tester) or OPEN_QUESTION, _WHO),
        "basis": fitted(basis(one), _BASIS),
        "approved": "□" if placed else DASH,
    }


def _stood(one: "Unrun") -> str:
    """[11/17] before the reason of one that was planned for an earlier day."""
    return f"[{short_day(one.test.planned_date)}] " if one.test.planned_date else ""
