"""根拠 of トレーニング: every number on its sheets with the rows behind it."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.trained import CALLED, Trainee, is_trained
from pmo_xl.metrics.wording import percent
from pmo_xl.model.record import Record
from pmo_xl.reports.counted import counted
from pmo_xl.reports.counts import count, number, printed
from pmo_xl.reports.insights import Insight
from pmo_xl.reports.printed import FOOT, Evidence, on_page
from pmo_xl.reports.training_insights import by_class, class_said
from pmo_xl.reports.training_lists import NAMES, NO_ORG, ROWS

if TYPE_CHECKING:
    from pmo_xl.reports.training_pack import TrainingReport

_HOW: Final = {
    "attended": "出欠が受講(出席・○など)で、開催日が基準日以前のもの",
    "proxy": "出欠に代理とあり、開催日が基準日以前のもの",
    "absent": "出欠が欠席・未受講で、開催日が基準日以前のもの",
    "unclear": "開催日を過ぎて出欠が空欄か、出欠の言葉が読めないもの",
    "coming": "開催日が基準日以後か未定で、まだ受講していないもの",
}
_TARGET: Final = "トレーニング管理表の行(対象外・取消を除く。回ごとに列がある表では1人1回)"


def training_evidence(report: "TrainingReport", page: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The counts in the order of the sheets."""
    found = [*_ready(report), *_rate(report, "headline.cause"), *_rate(report, "said.status"), *_departments(report)]
    early = [one.record for one in report.people if one.is_early]
    how = "開催日が基準日より後なのに、出欠の記入があるもの"
    found.append(_people("受講状況", "said.early", "基準日より後の出欠", how, early, "出欠"))
    found += [*_insights(report), *_documents(report)]
    foot = {name: page["footer"][name] for name in ("workdays", "health")}  # what the foot of every page prints
    figures = {**report.metrics, **counted(report.situation, report.metrics, report.checked.findings, ())}
    return (*printed(found, page), *on_page(FOOT, figures, {"footer": foot}))


def _people(block: str, field: str, name: str, how: str, records: Sequence[Record], words: str = "") -> Evidence:
    return Evidence(block, field, name, f"{words}{len(records):,}名", len(records), how, tuple(records))


def _ready(report: "TrainingReport") -> Iterator[Evidence]:
    block, field = "受講準備", "headline.outcome"
    coming = [one.record for one in report.coming]
    known = [one.record for one in report.coming if one.is_known]
    unknown = [one.record for one in report.coming if not one.is_known]
    unready = [one.record for one in report.unready]
    soon = [one.record for one in report.soon]
    yield _people(block, field, "これから受講する方", _HOW["coming"], coming, "これから受講する")
    how = "これから受講する方のうち、準備の列がある表の行"
    if unknown:
        yield _people(block, field, "準備の記録がある方", how, known, "これから受講する")
    yield _people(block, field, "準備の記録がない方", "同じく、準備の列がない表の行", unknown, "ほか")
    how = "資料・ID・環境などの準備の列に、済・OK・○・完了・不要でないものがある行"
    yield _people(block, field, "準備が済んでいない方", how, unready, "のうち")
    how = "そのうち、研修まで [check.params] training_ready_days 営業日以内のもの"
    yield _people(block, field, "研修が間近な方", how, soon, "うち")
    rest = coming[ROWS:]
    yield count(block, "ready_note", "一覧に載らない方", f"{ROWS}名を超えた分。全員は明細", rest, "他")


def _rate(report: "TrainingReport", field: str) -> Iterator[Evidence]:
    block, people = "受講状況", report.people
    if report.has_list:
        records = [one.record for one in people]
        yield _people(block, field, "対象", _TARGET, records, "延べ" if report.has_times else "対象")
        yield _people(block, field, "受講", _HOW["attended"], _of(people, "attended"), "受講")
        yield _people(block, field, "代理", _HOW["proxy"], _of(people, "proxy"), "代理")
        yield from _share(report, people, field, "受講率")
    else:
        yield count(block, field, "研修の課題", "研修・トレーニングの課題の行", _records(report.insights), "います(")


def _departments(report: "TrainingReport") -> Iterator[Evidence]:
    if not report.people:
        return
    groups = [(own.org or NO_ORG, own.people) for own in report.departments] + [("合計", report.people)]
    for place, (org, people) in enumerate(groups):
        field = f"status[{place}]"
        yield _people("部門別", f"{field}.target", f"{org} 対象", _TARGET, [one.record for one in people])
        for state, called in CALLED.items():
            yield _people("部門別", f"{field}.{state}", f"{org} {called}", _HOW[state], _of(people, state))
        yield from _share(report, people, f"{field}.rate", f"{org} 受講率")
    for place, own in enumerate(report.departments):
        rest = [one.record for one in own.missing[NAMES:]]
        name, how = f"{own.org or NO_ORG} ほかの未受講者", f"未受講者のうち{NAMES}名を超えた分。全員は明細"
        yield _people("部門別", f"status[{place}].missing", name, how, rest, "他")


def _share(report: "TrainingReport", people: Sequence[Trainee], field: str, name: str) -> Iterator[Evidence]:
    if not report.has_attendance or not people:
        return
    trained = [one.record for one in people if is_trained(one, report.proxies)]
    share = len(trained) / len(people)
    how = f"(受講{'+代理' if report.proxies else ''})÷対象"
    text = percent(Fraction(len(trained), len(people)))
    yield Evidence("受講率", field, name, text, share, how, tuple(trained), len(trained), len(people))


def _insights(report: "TrainingReport") -> Iterator[Evidence]:
    block, field, every = "気づき・課題", "said.insights", report.insights
    how = "受講者の気づきの欄と、研修・トレーニングの課題"
    yield count(block, field, "気づき・課題", how, _records(every), "気づき・課題は")
    how = "件名・気づきの文字が [check.params] duplicate_similarity 以上似たものを1種類とした数"
    yield number(block, field, "気づき・課題の種類", how, len({one.group for one in every}), "種類")
    for said in by_class(every):
        records = _records([one for one in every if class_said(one) == said])
        yield count(block, field, said, f"分類が{said}のもの", records, said)
    yield count(block, "said.unclassified", "未分類", "分類が読み取れないもの", _records(report.unclassified), "未分類")
    lists = (
        ("insights", "気づき・課題", report.classified),
        ("unclassified", "未分類", report.unclassified),
        ("improvements", "改善提案", report.going_to("business")),
        ("feedback", "フィードバック", report.going_to("system")),
    )
    unclassified = _records([one for one in report.unclassified if one.is_open])
    closed = _records([one for one in every if not one.is_open])
    for name, called, own in lists:
        if name in ("improvements", "feedback"):
            how = "未完了で、分類からの宛先が一致するもの"
            yield count(called, f"said.{name}", called, how, _records(own))
            how = "未完了で、分類が読み取れないもの"
            yield count(called, f"said.{name}", "未分類", how, unclassified, "未分類")
            yield count(called, f"said.{name}", "完了・取下", "完了・取下の課題", closed, "完了・取下")
        for place, one in enumerate(own):
            how = "似たものを含む件数"
            yield count(called, f"{name}[{place}].count", f"{one.text[:20]}の件数", how, one.alike)


def _documents(report: "TrainingReport") -> Iterator[Evidence]:
    block, field, every = "説明書修正確認", "said.documents", report.documents
    how = "文書IDか版のあるレビュー指摘"
    yield count(block, field, "指摘", how, [one.record for one in every], "指摘")
    how = "完了の指摘のうち、確認した版がその文書の最新版より古いもの(X-017)"
    yield count(block, field, "版ズレ", how, [one.record for one in every if one.is_outdated], "版ズレ")
    yield count(
        block, field, "未完了", "完了・取下でないもの", [one.record for one in every if one.record.is_open], "未完了"
    )


def _of(people: Sequence[Trainee], state: str) -> list[Record]:
    return [one.record for one in people if one.state == state]


def _records(found: Sequence[Insight]) -> list[Record]:
    return [one.record for one in found]
