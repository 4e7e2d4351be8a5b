"""根拠 of エスカレーション一覧: every number of the list, the memos and both registers with its sum and its rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pmo_xl.metrics.payback import months_text
from pmo_xl.metrics.wording import half_up
from pmo_xl.model.metric import Metric, Value
from pmo_xl.model.record import Record
from pmo_xl.reports.budget import CALLED, Amount, State, total_of
from pmo_xl.reports.common import metric
from pmo_xl.reports.escalation import Item, hours_text
from pmo_xl.reports.manual_evidence import load_evidence
from pmo_xl.reports.memo import Memo
from pmo_xl.reports.memo_texts import until
from pmo_xl.reports.options import Choice, yen
from pmo_xl.reports.printed import Evidence, behind

if TYPE_CHECKING:
    from pmo_xl.reports.escalation_page import EscalationPage

_WAITING: Final = "この件を不具合IDに書いたテストとその後続のうち、合格していない有効なテスト"
_LATE: Final = "修正予定の翌営業日から1日の実施件数で進めたとき、終了予定日を過ぎるテスト"
_OVERDUE: Final = "期限（不具合は修正予定日）の翌営業日から基準日までの営業日"
_DATED: Final = "台帳の日付と、残した記録の差"
_WRITTEN: Final = "台帳・選択肢の表の記載のとおり"
_PAYBACK: Final = "(改修費用+改修中の手動対応費用)÷(手動対応費用/月−増える維持費/月)"


def escalation_evidence(page: "EscalationPage") -> tuple[Evidence, ...]:
    """The numbers in the order of the sheets: the list, each memo, 運用回避一覧, 追加予算台帳."""
    return (
        *_head(page),
        *(row for place, item in enumerate(page.found.items) for row in _item(place, item)),
        *(row for memo in page.memos for row in _memo(memo, page.situation.config.metrics.hours_per_month)),
        *_manual(page),
        *_budget(page.amounts),
    )


def _head(page: "EscalationPage") -> Iterator[Evidence]:
    items = page.found.items
    records = tuple(item.record for item in items if item.record is not None)
    yield number(
        "見出し", "headline", "エスカレーション対象", f"{len(items)}件", len(items), "発火条件に当たる件", records
    )
    if page.found.since is not None:
        yield from _changes(page)
    late = tuple(item.record for item in page.past_deadline if item.record is not None)
    if late:
        how = "判断期限が基準日より前の件"
        yield number("見出し", "headline", "判断期限を過ぎた件", f"{len(late)}件", len(late), how, late)


def _changes(page: "EscalationPage") -> Iterator[Evidence]:
    items = page.found.items
    for state, words in (("new", "新規"), ("continuing", "継続")):
        own = [item for item in items if item.state == state]
        records = tuple(item.record for item in own if item.record is not None)
        how = "前回の記録で発火条件に当たったかどうか"
        yield number("見出し", "changes", f"{words}の件", f"{words}{len(own)}件", len(own), how, records)
    gone = page.found.settled
    records = tuple(item.record for item in gone if item.record is not None)
    how = "前回の記録で発火条件に当たり、今回は当たらない件"
    yield number("見出し", "changes", "解消した件", f"解消{len(gone)}件", len(gone), how, records)


def _item(place: int, item: Item) -> Iterator[Evidence]:
    row, name, own = f"first[{place}]", _name(item), (item.record,) if item.record is not None else ()
    for figure in item.figures:
        yield replace(behind(figure, figure.definition, "影響", f"{row}.impact"), text=figure.text)
    how = "pmo.toml の [[escalate]]（なければ既定）の条件。すべて満たした日から"
    yield number("発火条件", f"{row}.condition", f"{name} 発火条件", item.condition, None, how, own)
    if item.overdue:
        yield number("超過", f"{row}.overdue", f"{name} 超過", f"{item.overdue}営業日", item.overdue, _OVERDUE, own)
    yield from _below(item, "影響", f"{row}.impact", name)


def _below(item: Item, block: str, field: str, name: str) -> Iterator[Evidence]:
    tests, below = item.waiting, item.below
    if tests:
        yield number(block, field, f"{name} 待ちテスト", f"テスト{len(tests)}件", len(tests), _WAITING, tests)
    if below.late:
        yield number(
            block, field, f"{name} 間に合わないテスト", f"{len(below.late)}件", len(below.late), _LATE, below.late
        )
    if below.hours is not None:
        text, how = f"手作業 {hours_text(below.hours)}", "この件を関連IDに書いた手動対応の 件数/月×分/件÷60 の合計"
        yield number(block, field, f"{name} 手作業", text, float(below.hours), how, below.manual)


def _memo(memo: Memo, month: float) -> Iterator[Evidence]:
    item = memo.item
    block, name = f"メモ {item.id if item.record is not None else item.title}", _name(item)
    if item.overdue:
        own = (item.record,) if item.record is not None else ()
        yield number(block, "", f"{name} 期限超過", f"期限を{item.overdue}営業日超過", item.overdue, _OVERDUE, own)
    yield from _below(item, block, "", name)
    if item.below.requirements:
        count = len(item.below.requirements)
        yield number(block, "", f"{name} 要件", f"要件{count}件", count, "待ちテストの要件ID", item.waiting)
    own = (item.record,) if item.record is not None else ()
    yield from _told(block, f"{name} 経緯と期限後", (memo.consequence, *memo.background, memo.assumption), _DATED, own)
    yield from _told(block, f"{name} 影響", (text for _, text in memo.impact), _WRITTEN, own)
    if item.decide_by is not None and item.decision is not None:
        yield from _told(block, f"{name} 判断期限", (until(item.decide_by),), _WRITTEN, (item.decision,))
    for place, option in enumerate(memo.options, 1):
        yield from option_evidence(block, f"案{place} {option.title}", option, month)


def _told(block: str, name: str, texts: Iterable[str], how: str, own: Sequence[Record]) -> Iterator[Evidence]:
    """The sentences in which a number stands, as they are printed."""
    for text in texts:
        if any(letter.isdigit() for letter in text):
            yield number(block, "", name, text, None, how, own)


def option_evidence(block: str, name: str, option: Choice, month: float) -> Iterator[Evidence]:
    """The numbers of one option of a memo."""
    own = (option.record,) if option.record is not None else ()
    yield from _told(block, f"{name} リスクと理由", filter(None, (option.risk, option.reason)), _WRITTEN, own)
    if option.cost is not None:
        yield number(block, "", f"{name} 費用", yen(option.cost), option.cost, "選択肢の表のとおり", own)
    if option.upkeep:
        yield number(block, "", f"{name} 維持費", f"月{yen(option.upkeep)}", option.upkeep, "選択肢の表のとおり", own)
    if option.months is not None:
        yield number(block, "", f"{name} 期間", option.months_text, option.months, "選択肢の表のとおり", own)
    row = option.record
    if row is not None and option.hours is not None and option.people is not None:
        how = f"{row.monthly_count:,.10g}件/月×{row.minutes_each:.10g}分/件÷60"
        yield number(block, "", f"{name} 手作業", hours_text(option.hours), float(option.hours), how, own)
        people = f"{half_up(option.people, 2)}人"
        yield number(
            block,
            "",
            f"{name} 人数",
            people,
            float(option.people),
            f"手作業の時間÷{month:.10g}時間（[metrics] hours_per_month）",
            own,
        )
    if row is not None and option.labour is not None:
        how = f"手作業の時間×人時単価{yen(row.hourly_cost)}"
        yield number(block, "", f"{name} 手作業の費用", f"月{yen(option.labour)}", float(option.labour), how, own)
    if option.payback is not None:
        fewer, more = option.payback.range()
        both = (option.payback.fix, option.payback.manual)
        for words, months in (("", option.payback.months()), ("(件数−30%)", fewer), ("(件数+30%)", more)):
            value = None if months is None else float(months)
            yield number(block, "", f"{name} 損益分岐{words}", months_text(months), value, _PAYBACK, both)
        paid, saved = option.payback.paid(), option.payback.saved()
        how = "改修費用+改修中の手動対応費用"
        yield number(block, "", f"{name} 改修までの費用", yen(paid), float(paid), how, both)
        how = "手動対応費用/月−増える維持費/月"
        yield number(block, "", f"{name} 減る費用", f"月{yen(saved)}", float(saved), how, both)
    if option.expected:
        how = "入力を1つだけ変えて計算し直した完了見込（日次報告の明細「期間内に収める手当て」）"
        yield number(block, "", f"{name} 見込", option.expected, None, how, own)


def _manual(page: "EscalationPage") -> Iterator[Evidence]:
    load: Metric = metric(page.metrics, "manual_load")
    if load.value is not None:
        yield behind(load, "手動対応の負荷", "運用回避一覧", "")
        peak = load.extra["peak_hours"]
        how = "開始・終了の重なる手動対応の合計が最大の月"
        yield number("運用回避一覧", "", "手動対応の最大", f"{half_up(peak)}時間", peak, how, load.records)
    jobs = tuple(job.record for job in page.jobs)
    if jobs:
        yield number(
            "運用回避一覧", "", "手動対応の件数", f"{len(jobs)}件", len(jobs), "未完了の手動対応と運用回避", jobs
        )
        endless = tuple(job.record for job in page.jobs if not job.ends)
        how = "終了条件（終了日）の書かれていないもの"
        yield number("運用回避一覧", "", "終了条件なし", f"{len(endless)}件", len(endless), how, endless)
    for job in page.jobs:
        if job.hours is not None:
            how = f"{job.record.monthly_count:,.10g}件/月×{job.record.minutes_each:.10g}分/件÷60"
            name = f"{job.record.id or job.record.row} 月負荷"
            yield number("運用回避一覧", "", name, half_up(job.hours), float(job.hours), how, (job.record,))
    yield from load_evidence(load, zip(load.rows or (), page.loads, strict=True), page.situation, "運用回避一覧")


def _budget(amounts: Sequence[Amount]) -> Iterator[Evidence]:
    for state in CALLED:
        own = tuple(line.record for line in amounts if line.state == state)
        if own:
            yield _total(state, amounts, own)


def _total(state: State, amounts: Sequence[Amount], own: tuple[Record, ...]) -> Evidence:
    total = total_of(amounts, state)
    how = f"区分が{CALLED[state]}の追加費用の合計（ほかの区分を含まない）"
    return number("追加予算台帳", "", f"追加予算 {CALLED[state]}", yen(total), float(total), how, own)


def _name(item: Item) -> str:
    return item.id if item.record is not None else item.title


def number(block: str, field: str, name: str, text: str, value: Value, how: str, records: Sequence[Record]) -> Evidence:
    """One number with its sum in words and the rows behind it."""
    return Evidence(block, field, name, text, value, how, tuple(records))
