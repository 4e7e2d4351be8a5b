"""根拠 of 明日の準備: every count on the page with the records behind it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.model.record import Record
from pmo_xl.reports.counted import of_the_foot
from pmo_xl.reports.printed import Evidence, texts_of
from pmo_xl.reports.readiness import CALLED
from pmo_xl.rules import phrases

if TYPE_CHECKING:
    from pmo_xl.reports.tomorrow import TomorrowReport

_PLANNED: Final = "予定日が明日(前の休日を含む)で未消化の有効なテスト"
_STOPPED: Final = (
    "明日のテストのうち、未修正の不具合・未合格の先行テスト・未準備のデータか環境・実施者の不在のいずれかがあるもの"
)
_UNDONE: Final = "予定日・期限・修正予定日が本日までで、済んでいないもの"


def tomorrow_evidence(report: "TomorrowReport", page: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The counts of the headline and of the headings, and for each item that holds up tests of tomorrow those tests.

    `page` holds the page's values; a count that stands in none of its texts is left out.
    """
    texts = dict(texts_of("", page))
    found = (*_counts(report), *_reasons(report), *_held_up(report))
    printed = (row for row in found if re.search(rf"(?<![\d,]){re.escape(row.text)}", texts.get(row.field, "")))
    return (*printed, *of_the_foot(report.situation, report.metrics, report.checked.findings, page))


def _counts(report: "TomorrowReport") -> Iterator[Evidence]:
    planned, stopped = [one.test for one in report.planned], [one.test for one in report.stopped]
    stopping = [item.record for item in report.stopping]
    held = [*{id(test): test for item in report.stopping for test in item.tomorrow}.values()]
    late = [request.record for request in report.unanswered if request.overdue]
    yield _count("結論", "headline.outcome", "明日のテスト", _PLANNED, planned)
    yield _count("結論", "headline.outcome", "開始できないテスト", _STOPPED, stopped)
    yield _count("未了", "undone_head", "本日までの未了", _UNDONE, [item.record for item in report.undone])
    how = "そのうち、明日のテストが合格や回答・修正を待っているもの"
    yield _count("結論", "headline.cause", "明日のテストを待たせる未了", how, stopping)
    if stopping:
        yield _count("結論", "headline.cause", "本日までの未了", _UNDONE, [item.record for item in report.undone])
    yield _count("結論", "headline.cause", "未了を待つ明日のテスト", "未了の項目に紐づく明日のテスト(後続を含む)", held)
    yield _meetings(report)
    yield _count("テスト", "tests_head", "明日のテスト", _PLANNED, planned)
    yield _count("テスト", "tests_head", "開始できないテスト", _STOPPED, stopped)
    how = "開始できるが、データ・環境・実施者の記入がないか、半休・立会い者の不在があるもの"
    yield _count("テスト", "tests_head", "要確認のテスト", how, [one.test for one in report.doubtful])
    how = "期限・修正予定日・再テスト予定日が明日(前の休日を含む)の未完了の記録"
    yield _count("期限", "due_head", "明日期限のもの", how, [record for record, _, _ in report.due])
    how = "未完了のToDo・Q&Aと、状態が回答待ちの課題・不具合のうち、回答の記入がないもの"
    yield _count("回答待ち", "unanswered_head", "回答待ち", how, [one.record for one in report.unanswered])
    yield _count("回答待ち", "unanswered_head", "期限を過ぎた回答待ち", "回答待ちのうち期限を過ぎたもの(営業日)", late)


def _reasons(report: "TomorrowReport") -> Iterator[Evidence]:
    """The reasons the conclusion names, each with the tests it stops."""
    for sort, words in CALLED.items():
        tests = [one.test for one in report.stopped if any(hindrance.sort == sort for hindrance in one.hindrances)]
        how = "開始できないテストのうち、この理由があるもの(理由が2つあれば両方に数える)"
        yield replace(
            _count("結論", "headline.cause", f"開始できない理由 {words}", how, tests), text=f"{words}{len(tests):,}件"
        )


def _held_up(report: "TomorrowReport") -> Iterator[Evidence]:
    from pmo_xl.reports.tomorrow_lists import ROWS

    for number, item in enumerate(report.undone[: ROWS["undone"]]):
        name = f"{phrases.named(item.record)}を待つ明日のテスト"
        if item.tomorrow:
            how = "この項目に紐づく、合格していない明日のテスト(後続を含む)"
            yield _count("未了", f"undone[{number}].effect", name, how, item.tomorrow)


def _meetings(report: "TomorrowReport") -> Evidence:
    """Meetings are no records: their cells are on 明細."""
    count = len(report.meetings)
    how = "議事メモの日時・次回と会議の表のうち、明日(前の休日を含む)のもの"
    return Evidence("会議", "meetings_head", "会議", f"{count:,}件", count, how)


def _count(block: str, field: str, name: str, how: str, records: Sequence[Record]) -> Evidence:
    return Evidence(block, field, name, f"{len(records):,}件", len(records), how, tuple(records))
