"""The sentences and rows of トレーニング: conclusion first, what is not there is said where it would stand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.trained import CALLED, Trainee
from pmo_xl.metrics.wording import percent
from pmo_xl.reports.common import DASH, OPEN_QUESTION, Links, cut, day, left_over, no_data
from pmo_xl.reports.tomorrow_lists import nothing
from pmo_xl.reports.trainees import SORTS, Readying, Sort, org_of
from pmo_xl.reports.training_insights import document_rows, insight_rows, insight_sentences

if TYPE_CHECKING:
    from pmo_xl.reports.training_pack import Department, TrainingReport

ROWS: Final = 30
NO_LIST: Final = "トレーニング管理表が見つかりません"
NO_ATTENDANCE: Final = "出欠の列がありません"
NO_ORG: Final = "部門未記入"
HOW_TO_COUNT: Final = '代理を数える場合は pmo.toml の [registers.trainings.values.result] に pass = ["{}"] と書きます'
NAMES: Final = 12
_LONGEST = 14  # characters: two lines of their column, so that thirty people are one page
_READY: Final = ("round", "when", "org", "who", *SORTS, "lacking", "place")
_STATUS: Final = ("org", "missing", "target", "attended", "proxy", "absent", "unclear", "coming", "rate")


def headline(report: "TrainingReport") -> dict[str, str]:
    """What is not ready, and who has been trained."""
    outcome, cause = _outcome(report), _cause(report)
    return {"outcome": outcome, "cause": cause, "text": f"{outcome}{cause}"}


def _outcome(report: "TrainingReport") -> str:
    if not report.has_list:
        return f"{NO_LIST}。"
    if not report.people:
        return "トレーニング管理表に受講者がいません。"
    if not report.coming:
        return "これから受講する方はいません。"
    known = sum(one.is_known for one in report.coming)
    if not known:
        return f"これから受講する{len(report.coming):,}名の準備(資料・ID・環境)の記録がありません。"
    if not report.unready:
        rest = len(report.coming) - known
        return f"これから受講する{known:,}名の準備は済んでいます{f'(ほか{rest:,}名は準備の記録なし)' if rest else ''}。"
    soon = f"、うち{len(report.soon):,}名は研修が間近です" if report.soon else ""
    return f"これから受講する{len(report.coming):,}名のうち{len(report.unready):,}名の準備が済んでいません{soon}。"


def _cause(report: "TrainingReport") -> str:
    if not report.has_list:
        return f"研修の課題だけを載せています({len(report.insights):,}件)。"
    if not report.people:
        return ""
    return rate_said(report)


def rate_said(report: "TrainingReport") -> str:
    """受講率は62.5%です(対象8名・受講5名、代理1名は数えていません)."""
    if report.rate is None:
        return no_data(NO_ATTENDANCE)
    trained = sum(one.state == "attended" for one in report.people)
    parts = [f"対象{'延べ' if report.has_times else ''}{len(report.people):,}名・受講{trained:,}名"]
    proxies = sum(one.state == "proxy" for one in report.people)
    if proxies:
        parts.append(f"代理{proxies:,}名{'を含みます' if report.proxies else 'は数えていません'}")
    return f"受講率は{percent(report.rate)}です({'、'.join(parts)})。"


def sentences(report: "TrainingReport") -> dict[str, str]:
    """What stands below the title of each sheet."""
    if not report.has_list:
        status, rule, how, dated = f"{NO_LIST}。", "", "", ""
    else:
        status = rate_said(report) if report.people else "受講者がいません。"
        early = sum(one.is_early for one in report.people)
        rule = f"代理出席は受講に数えて{'います' if report.proxies else 'いません'}。"
        rule += "対象は対象外・取消を除き、1人1回を1名と数えます。"
        dated = f"開催日が基準日より後の出欠{early:,}名は、まだ数えていません。" if early else ""
        how = "" if report.proxies else HOW_TO_COUNT.format(_proxy_word(report.people))
    return {"status": status, "rule": rule, "how": how, "early": dated, **insight_sentences(report)}


def _proxy_word(people: Sequence[Trainee]) -> str:
    """The list's own word for 代理 where it stands alone (代理出席)."""
    words = (one.word for one in people if one.state == "proxy" and one.word.isalpha())
    return next(words, "代理")


def tables(report: "TrainingReport", links: Links) -> dict[str, Any]:
    """The lists of the sheets."""
    return {
        "ready": ready_rows(report, links),
        "ready_note": left_over(len(report.coming) - ROWS),
        "status": status_rows(report),
        **insight_rows(report, links),
        **document_rows(report, links),
    }


def ready_rows(report: "TrainingReport", links: Links) -> list[dict[str, Any]]:
    """Those still to come, who lack something first, as many as the page allows."""
    rows = [_ready(one, links) for one in report.coming[:ROWS]]
    return rows or [nothing(_READY, no_data(NO_LIST) if not report.has_list else headline(report)["outcome"])]


def _ready(one: Readying, links: Links) -> dict[str, Any]:
    return {
        "round": cut(one.round, _LONGEST) or DASH,
        "when": when_said(one),
        "org": cut(one.org or NO_ORG, _LONGEST),
        "who": cut(one.record.owner or OPEN_QUESTION, _LONGEST),
        **{sort: ticked(one, sort) for sort in SORTS},
        "lacking": cut("、".join(tick.called for tick in one.lacking), _LONGEST)
        or ("" if one.is_known else "記録なし"),
        "place": links.record(one.record, "owner"),
    }


def when_said(one: Readying) -> str:
    """5/8(水) 13:00; 日程未定 without a day."""
    said = day(one.trainee.day) if one.trainee.day else "日程未定"
    return f"{said} {cut(one.clock, 14)}".strip()


def ticked(one: Readying, sort: Sort) -> str:
    """済 or 未 for one sort of preparation, where something else is written that too; − without such a column."""
    own = [tick for tick in one.ticks if tick.sort == sort]
    if not own:
        return DASH
    lacking = [tick for tick in own if not tick.is_ready]
    if not lacking:
        return "済"
    word = lacking[0].word
    return "未" if word in ("未", "×") else f"未({cut(word, 12)})" if word else "未(空欄)"


def status_rows(report: "TrainingReport") -> list[dict[str, Any]]:
    """A row a department, the lowest rate first, and all of them together."""
    if not report.departments:
        return [nothing(_STATUS, no_data(NO_LIST if not report.has_list else "受講者がいません"))]
    rows = [_status(own.org or NO_ORG, own.people, own, report) for own in report.departments]
    return [*rows, _status("合計", report.people, None, report)]


def _status(org: str, people: Sequence[Trainee], own: "Department | None", report: "TrainingReport") -> dict[str, Any]:
    rate = own.rate if own is not None else report.rate
    counts = {state: sum(one.state == state for one in people) for state in CALLED}
    return {
        "org": org,
        "target": f"{len(people):,}名",
        **{state: f"{count:,}名" for state, count in counts.items()},
        "rate": percent(rate) if rate is not None and report.has_attendance else DASH,
        "missing": _missing(own.missing) if own is not None else "",
    }


def _missing(people: Sequence[Trainee]) -> str:
    """Who does not count as attended, and why where the day is over."""
    said = [
        cut(one.record.owner or OPEN_QUESTION, _LONGEST) + ("" if one.state == "coming" else f"({CALLED[one.state]})")
        for one in people[:NAMES]
    ]
    more = f" 他{len(people) - NAMES:,}名(別紙 明細)" if len(people) > NAMES else ""
    return "、".join(said) + more


def everybody(report: "TrainingReport", links: Links) -> list[dict[str, Any]]:
    """明細: every place, with what is prepared and who was there."""
    coming = {(id(one.record), one.trainee.called): one for one in report.coming}
    rows = []
    for one in sorted(report.people, key=lambda one: (one.day is None, one.day or report.day, one.record.row)):
        ready = coming.get((id(one.record), one.called))
        rows.append(
            {
                "day": one.day,
                "org": org_of(one.record, report.situation) or NO_ORG,
                "who": one.record.owner or OPEN_QUESTION,
                "title": " ".join(filter(None, (one.record.title, one.called))) or DASH,
                "state": CALLED[one.state],
                "word": one.word or DASH,
                "lacking": "、".join(tick.called for tick in ready.lacking) if ready else "",
                "remarks": one.record.remarks or "",
                "place": links.record(one.record, "owner"),
            }
        )
    columns = ("day", "who", "org", "title", "state", "word", "lacking", "remarks", "place")
    return rows or [nothing(columns, no_data(NO_LIST if not report.has_list else "受講者がいません"))]
