"""根拠 of 夕会: every count on the page with the records behind it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.reports.counted import of_the_foot
from pmo_xl.reports.counts import count, number, printed
from pmo_xl.reports.evening_lists import ROWS, VERDICTS, WHY, unfit, unprepared
from pmo_xl.reports.printed import Evidence, Printed, on_page
from pmo_xl.reports.unrun import UNSAID
from pmo_xl.rules.phrases import named

if TYPE_CHECKING:
    from pmo_xl.reports.evening import EveningReport

_PLANNED: Final = "予定日が本日の有効なテスト"
_DONE: Final = "予定日が本日で、実施日も本日のOK+NG"
_AHEAD: Final = "予定日が本日で、本日より前に消化したもの(実施日のないものを含む)"
_UNRUN: Final = "予定日が本日までで、未消化の有効なテスト"
_LEFT: Final = "未実施のうち、終了日までに案を置けないもの(休日・修正予定の翌営業日・能力を守って置いた残り)"
_FIGURES: Final = (
    Printed("today_plan_rate", "計画の実施率", "結論", "headline.outcome", "({})"),
    Printed("defects_new_today", "本日の新規不具合", "数字", "figures.found.value"),
)


def evening_evidence(report: "EveningReport", page: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The counts of the headline, of the figures and of the headings; what stands in no text is left out."""
    figures = tuple(on_page(_FIGURES, report.metrics, page))
    found = (*_headline(report), *figures, *_cards(report), *_heads(report), *_rows(report))
    return (*printed(found, page), *of_the_foot(report.situation, report.metrics, report.checked.findings, page))


def _headline(report: "EveningReport") -> Iterator[Evidence]:
    yield count("結論", "headline.outcome", "本日の計画", _PLANNED, report.planned, "計画")
    yield count("結論", "headline.outcome", "計画のうち本日実施", _DONE, report.done, "件中")
    how = "実施日が本日のOK+NGで、予定日が本日でないもの"
    yield count("結論", "headline.outcome", "計画外の実施", how, report.others, "計画外")
    for sort, tests in report.sorts_of_others.items():
        how = "実施日が本日のOK+NGで、予定日が本日でないもの(前に結果のあるものは再テスト)"
        yield count("結論", "headline.outcome", f"計画外の実施 {sort}", how, tests, sort)
    today = report.unrun_today
    yield count("結論", "headline.cause", "本日の計画", _PLANNED, report.planned, "計画")
    yield count("結論", "headline.cause", "計画のうち本日実施", _DONE, report.done, "=実施")
    yield count("結論", "headline.cause", "前倒し済み", _AHEAD, report.done_ahead, "前倒し済み")
    said = [one.test for one in today if one.reason]
    how = f"{_PLANNED}のうち未消化で、台帳から理由が分かるもの(不具合・先行テスト・データ・環境・不在・備考)"
    yield count("結論", "headline.cause", "未実施(理由あり)", how, said, "(理由あり)")
    unsaid = [one.test for one in today if not one.reason]
    yield count("結論", "headline.cause", f"未実施({UNSAID})", f"{_PLANNED}のうち未消化の残り", unsaid, f"({UNSAID})")
    how = "前回の記録では予定日が本日で、後日に移したもの"
    yield count("結論", "headline.cause", "本日から延期", how, report.moved, "延期")


def _cards(report: "EveningReport") -> Iterator[Evidence]:
    ran = (*report.done, *report.others)
    yield count("数字", "figures.executed.value", "本日の実施", "実施日が本日のOK+NG", ran)
    failed = [test for test in report.results if test.verdict == "fail"]
    yield count("数字", "figures.executed.note", "本日のNG", "実施日が本日のNG", failed, "NG")
    grave = [one.defect for one in report.found if one.defect.gravity <= 1]
    yield count("数字", "figures.found.note", "新規の致命・高", "検出日が本日で重要度が致命か高", grave, "致命・高")
    yield count("数字", "figures.unrun.value", "未実施", _UNRUN, [one.test for one in report.unrun])
    today = [one.test for one in report.unrun_today]
    yield count("数字", "figures.unrun.note", "本日の未実施", f"{_PLANNED}のうち未消化", today, "本日")
    left = [one.test for one in report.plan.left]
    yield count("数字", "figures.unfit.value", "入らないテスト", _LEFT, left)
    planned = [one.test for one in report.tomorrow]
    how = "予定日が次の営業日(前の休日を含む)で未消化の有効なテスト"
    yield count("数字", "figures.tomorrow.value", "明日の計画", how, planned)
    coming = [one.test for one in report.plan.placed if one.day == report.next_day]
    yield count("数字", "figures.tomorrow.note", "明日へのリスケ案", "リスケ案の日が次の営業日のもの", coming, "案")
    if report.capacity is not None:
        how = "実施者の稼働率(休暇・着任離任込み)×1人1日の件数の合計(端数切捨て)"
        yield number("数字", "figures.tomorrow.note", "明日の能力", how, report.capacity)


def _heads(report: "EveningReport") -> Iterator[Evidence]:
    for verdict, word in VERDICTS.items():
        tests = [test for test in report.results if test.verdict == verdict]
        how = "実施日が本日のもの(不可・保留は予定日が本日のもの)"
        yield count("結果", "results_head", f"本日の結果 {word}", how, tests, word)
    new = [one.defect for one in report.found]
    yield count("新規不具合", "found_head", "本日の新規不具合", "検出日が本日で、却下でないもの", new)
    undecided = [one.defect for one in report.found if not one.defect.action]
    yield count("新規不具合", "found_head", "方針未定", "そのうち対応方針の記入がないもの", undecided, "方針未定")
    yield count("未実施", "unrun_head", "未実施", _UNRUN, [one.test for one in report.unrun])
    placed = [one.test for one in report.plan.placed]
    how = "休日・修正予定の翌営業日・先行テスト・能力を守って日を置けたもの"
    yield count("未実施", "unrun_head", "リスケ案あり", how, placed, "案あり")
    left = [one.test for one in report.plan.left]
    yield count("未実施", "unrun_head", "リスケ案なし", _LEFT, left, "案なし")
    yield count("入らない", "unfit_head", "入らないテスト", _LEFT, left)
    how = "次の営業日のテストのうち、データか環境の準備が未了のもの(テストと準備の組)"
    yield number("明日", "prepare_head", "準備が未了", how, len(unprepared(report)))


def _rows(report: "EveningReport") -> Iterator[Evidence]:
    for row, one in enumerate(report.found[: ROWS["found"]]):
        if one.is_linked:
            how = "この不具合に紐づく(どちらの台帳からでも)、合格していないテスト(後続を含む)"
            yield count("新規不具合", f"found[{row}].waiting", f"{named(one.defect)}の影響テスト", how, one.waiting)
    whys = [why for why in WHY if any(one.why == why for one in report.plan.left)]
    for row, why in enumerate(whys):
        tests = [one.test for one in report.plan.left if one.why == why]
        yield count("入らない", f"unfit[{row}].count", f"入らない理由 {WHY[why]}", _LEFT, tests)
    found = report.plan.levers
    for row, (kind, what) in enumerate(unfit(report)):
        if kind == "手当て" and found.handed_over and what.startswith("実施者を替え"):
            tests = [one.test for one in report.plan.left if one.other is not None]
            how = "同じ部署の実施者の空きに置いて確かめたもの"
            yield count("入らない", f"unfit[{row}].what", "実施者を替えれば入るテスト", how, tests, "替えれば")
        if kind == "手当て" and found.people and "名増やせば" in what:
            how = "空きのなかったテストを専任の実施者が受け持つとして置き直し、すべて入る最小の人数"
            yield number("入らない", f"unfit[{row}].what", "増員", how, found.people, "名")
