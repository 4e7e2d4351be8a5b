"""根拠 of 二台帳突合: every count on the page with the records of both ledgers behind it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.model.record import Record
from pmo_xl.reports.counted import counted
from pmo_xl.reports.counts import printed
from pmo_xl.reports.outsiders import is_internal
from pmo_xl.reports.printed import FOOT, Evidence, on_page
from pmo_xl.reports.reconcile_lines import Item, Line
from pmo_xl.reports.reconcile_lists import ITEMS, SECTIONS
from pmo_xl.rules.differences import SIDES
from pmo_xl.rules.sides import CALLED

if TYPE_CHECKING:
    from pmo_xl.reports.reconcile import ReconcileReport

_BOTH: Final = "対応表、なければIDで両側の台帳を1件にしたもの(1件対複数件は1件)"
_ALONE: Final = "対応表でもIDでも相手側の台帳に見つからないもの(本日起票とIDのないものを除く)"
_OPEN: Final = "対応する組のうち、両側に記入があって異なり、"
_HOW: Final[Mapping[Item, str]] = {
    "status": "双方にある件のうち、片側だけが完了・却下のもの(完了条件が主件なら最初の1件、ほかは全件で判定)",
    "due": f"{_OPEN}両側とも未完了のもの(不具合は修正予定)",
    "owner": f"{_OPEN}共通する人がなく、どちらかが未完了のもの",
    "severity": f"{_OPEN}どちらかが未完了のもの(重要度の列がなければ優先度)",
}
_WAITING: Final = "対応する組のうち、両側とも未完了で、両側とも回答待ちか、担当が互いに相手側の人のもの"
_TOLD: Final = "担当と関連IDが同じで、期限・優先度・対応内容のどれかが異なる、両側の未完了の組"


def reconcile_evidence(report: "ReconcileReport", page: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The counts of the headline, of the figures and of the headings; what stands in no text is left out."""
    found = (*_head(report), *_figures(report), *_heads(report))
    figures = {**report.metrics, **counted(report.situation, report.metrics, report.checked.findings, ())}
    foot = on_page(FOOT, figures, page)  # of the whole project: what is 社内限り is counted there, not named
    open_rows = (replace(row, records=tuple(one for one in row.records if not is_internal(one))) for row in foot)
    return (*printed(found, page), *open_rows)


def _of(field: str, name: str, how: str, lines: Sequence[Line], *, block: str = "数字", words: str = "") -> Evidence:
    """A count of lines, and the records of both sides behind it."""
    return _counted(block, field, name, how, len(lines), (line.records for line in lines), words)


def _counted(
    block: str, field: str, name: str, how: str, value: int, records: Iterable[Iterable[Record]], words: str = ""
) -> Evidence:
    behind = {id(record): record for several in records for record in several}
    return Evidence(block, field, name, f"{words}{value:,}件", value, how, tuple(behind.values()))


def _both(report: "ReconcileReport", block: str, field: str, words: str = "") -> Evidence:
    matters = report.found.matters
    return _counted(block, field, "双方にある件", _BOTH, len(matters), (one.records for one in matters), words)


def _differ(report: "ReconcileReport", block: str, field: str, words: str = "") -> Evidence:
    lines = [line for lines in report.differences.values() for line in lines]
    how = "状態・期限・担当・重要度の食い違いの合計(1件が複数の項目で異なれば、それぞれ数える)"
    return _of(field, "食い違い", how, lines, block=block, words=words)


def _head(report: "ReconcileReport") -> Iterator[Evidence]:
    block, field = "結論", "headline.outcome"
    yield _both(report, block, field, "双方にある")
    yield _of(field, "双方が相手待ち", _WAITING, report.of("waiting"), block=block, words="相手待ち")
    yield _differ(report, block, field, "食い違い")
    field = "headline.cause"
    for side in SIDES:
        yield _of(field, f"{CALLED[side]}のみ", _ALONE, report.alone(side), block=block, words=CALLED[side])
    yield _unsure(report, block, field, "確認待ち")
    yield _of(field, "指示の異なるもの", _TOLD, report.of("told"), block=block, words="異なる指示")


def _figures(report: "ReconcileReport") -> Iterator[Evidence]:
    yield _both(report, "数字", "figures.both.value")
    for side, words in zip(SIDES, ("", "/ "), strict=True):
        yield _of("figures.alone.value", f"{CALLED[side]}のみ", _ALONE, report.alone(side), words=words)
    yield _differ(report, "数字", "figures.differ.value")
    for item, lines in report.differences.items():
        yield _of("figures.differ.note", f"食い違い {ITEMS[item]}", _HOW[item], lines, words=ITEMS[item])
    yield _of("figures.waiting.value", "双方が相手待ち", _WAITING, report.of("waiting"))


def _heads(report: "ReconcileReport") -> Iterator[Evidence]:
    waiting, told = SECTIONS["waiting"], SECTIONS["told"]
    yield _of("waiting_head", "双方が相手待ち", _WAITING, report.of("waiting"), block=waiting)
    yield _of("status_head", "食い違い 状態", _HOW["status"], report.of("status"), block=SECTIONS["status"])
    yield _of("due_head", "食い違い 期限", _HOW["due"], report.of("due"), block=SECTIONS["due"])
    yield _of("told_head", "指示の異なるもの", _TOLD, report.of("told"), block=told)
    items: tuple[Item, ...] = ("severity", "owner")
    for item in items:
        name, lines, block = f"食い違い {ITEMS[item]}", report.of("weight", item), SECTIONS["weight"]
        yield _of("weight_head", name, _HOW[item], lines, block=block, words=ITEMS[item])
    for side in SIDES:
        name, block = f"{CALLED[side]}のみ", SECTIONS["alone"]
        yield _of("alone_head", name, _ALONE, report.alone(side), block=block, words=CALLED[side])
    yield _unsure(report, SECTIONS["unsure"], "unsure_head")
    for why, records in report.found.quiet.items():
        how = "突合の対象か片側のみに数えないもの"
        yield _counted(SECTIONS["alone"], "left_out", why, how, len(records), (records,), why)
    how = "行のどこかに「社内限り」とある、突合した台帳の記録(番号は載せません)"
    yield _counted(SECTIONS["alone"], "left_out", "社内限り", how, report.found.internal, (), "社内限り")


def _unsure(report: "ReconcileReport", block: str, field: str, words: str = "") -> Evidence:
    least = report.situation.config.check.params.duplicate_similarity
    how = f"相手側に見つからないものどうしで、件名の類似(Dice係数)が{least:g}以上の組"
    return _of(field, "対応づけの確認待ち", how, report.of("unsure"), block=block, words=words)
