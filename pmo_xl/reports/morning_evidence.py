"""根拠 of 朝会: every count on the page with the records behind it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.reports.counted import of_the_foot
from pmo_xl.reports.counts import count, number, printed
from pmo_xl.reports.printed import Evidence, Printed, on_page
from pmo_xl.reports.readiness import CALLED
from pmo_xl.reports.roles import CALLED as ROLES
from pmo_xl.reports.unrun import tests_of

if TYPE_CHECKING:
    from pmo_xl.reports.morning import MorningReport

_PLANNED: Final = "予定日が本日で未消化の有効なテスト(本日の結果は含まない)"
_CARRIED: Final = "予定日が本日より前で未消化の有効なテスト"
_STOPPED: Final = "未修正の不具合・未合格の先行テスト・未準備のデータか環境・実施者の不在のいずれかがあるもの"
_FIGURES: Final = (Printed("remaining", "残件数", "数字", "figures.remaining.value"),)


def morning_evidence(report: "MorningReport", page: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The counts of the headline, of the figures and of the headings; what stands in no text is left out."""
    figures = on_page(_FIGURES, report.metrics, page)
    found = (*_headline(report), *_figures(report), *figures, *_days_left(report), *_heads(report))
    return (*printed(found, page), *of_the_foot(report.situation, report.metrics, report.checked.findings, page))


def _headline(report: "MorningReport") -> Iterator[Evidence]:
    planned, stopped = tests_of(report.planned), tests_of(report.stopped_today)
    yield count("結論", "headline.outcome", "本日のテスト", _PLANNED, planned)
    yield count("結論", "headline.outcome", "開始できない本日のテスト", _STOPPED, stopped, "のうち")
    if report.stopped:
        carried = tests_of(report.stopped_carried)
        yield count("結論", "headline.cause", "開始できない持越し", f"持越しのうち{_STOPPED}", carried, "のうち")
        also = "持越しも" if report.stopped_today else "持越しは"
        yield count("結論", "headline.cause", "持越し", _CARRIED, tests_of(report.carried), also)
        for sort, words in CALLED.items():
            tests = [one.planned.test for one in report.stopped if any(h.sort == sort for h in one.planned.hindrances)]
            how = "開始できないテストのうち、この理由があるもの(理由が2つあれば両方に数える)"
            yield count("結論", "headline.cause", f"開始できない理由 {words}", how, tests, words)
        return
    how = "開始できるが、データ・環境・実施者の記入がないか、半休・立会い者の不在があるもの"
    yield count("結論", "headline.cause", "要確認のテスト", how, tests_of(report.doubtful))
    yield count("結論", "headline.cause", "持越し", _CARRIED, tests_of(report.carried), "持越し")


def _figures(report: "MorningReport") -> Iterator[Evidence]:
    yield count("数字", "figures.planned.value", "本日の計画", _PLANNED, tests_of(report.planned))
    how = "予定日が本日で、前日までに消化したもの"
    yield count("数字", "figures.planned.note", "前倒しで実施済み", how, report.done_ahead, "実施済み")
    yield count("数字", "figures.carried.value", "持越し", _CARRIED, tests_of(report.carried))
    stopped = tests_of(report.stopped_today) + tests_of(report.stopped_carried)
    yield count("数字", "figures.stopped.value", "開始できないテスト", f"本日と持越しのうち{_STOPPED}", stopped)


def _days_left(report: "MorningReport") -> Iterator[Evidence]:
    if report.days_left is not None:
        how = "本日から終了予定日まで(両端を含む)の営業日"
        yield number("数字", "figures.days_left.value", "残り営業日", how, report.days_left, "日")


def _heads(report: "MorningReport") -> Iterator[Evidence]:
    yield count("本日のテスト", "tests_head", "本日のテスト", _PLANNED, tests_of(report.planned))
    stopped = tests_of(report.stopped_today)
    yield count("本日のテスト", "tests_head", "開始できない本日のテスト", _STOPPED, stopped, "開始できない")
    how = "開始できるが、データ・環境・実施者の記入がないか、半休・立会い者の不在があるもの"
    yield count("本日のテスト", "tests_head", "要確認のテスト", how, tests_of(report.doubtful), "要確認")
    how = "実施者が開発側のもの、データが未準備で担当が業務側か未記入のもの(テストと役割の組)"
    wrong = [one.test for one in report.misplaced]
    yield count("本日のテスト", "tests_head", "役割の確認", how, wrong, "役割")
    all_stopped = [one.planned.test for one in report.stopped]
    yield count("開始できない", "stopped_head", "開始できないテスト", f"本日と持越しのうち{_STOPPED}", all_stopped)
    how = f"{_CARRIED}と、前営業日の予定を本日以降に移したもの"
    yield count("昨日の残", "left_head", "昨日の残", how, [one.planned.test for one in report.left])
    how = "実施不可で、書かれている不具合がすべて完了か却下のもの(X-006)"
    yield count("再開できる", "free_head", "再開できるテスト", how, [one.test for one in report.free])
    asked = len(report.decisions) + len(report.undecided)
    how = "判断待ちの決定のうち期限が本日までのものと、対応方針のない不具合(D-002)。行は明細"
    yield number("本日要判断", "decisions_head", "本日要判断", how, asked)
    how = "指標の計算に使う欄のエラーの指摘(指摘一覧)"
    yield number("指摘", "tops_head", "数値に影響する指摘", how, sum(1 + top.more for top in report.tops))
    for row, (sort, words) in enumerate(
        (sort, words) for sort, words in ROLES.items() if any(one.sort == sort for one in report.misplaced)
    ):
        tests = [one.test for one in report.misplaced if one.sort == sort]
        yield count("指摘", f"tops[{row}].more", words, "本日のテストのうち、役割が取り決めと違うもの", tests)
    shift = len({one.sort for one in report.misplaced})
    for row, top in enumerate(report.tops, shift):
        if top.more:
            how = "この宛先の、数値に影響するほかの指摘"
            yield number("指摘", f"tops[{row}].more", f"{top.addressee}のほかの指摘", how, top.more)
