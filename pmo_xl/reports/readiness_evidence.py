"""根拠 of 稼働判定: every number of the criteria, the open items and the load, and the keys the criteria print."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from pmo_xl.metrics.wording import half_up
from pmo_xl.reports.common import DASH, metric
from pmo_xl.reports.counted import of_the_foot
from pmo_xl.reports.counts import count, number, printed
from pmo_xl.reports.evidence_sheet import key_of
from pmo_xl.reports.manual_evidence import load_evidence
from pmo_xl.reports.open_items import STANDINGS, Standing
from pmo_xl.reports.printed import Evidence, behind
from pmo_xl.reports.readiness_conditions import overloaded
from pmo_xl.reports.readiness_lists import ROWS, lacking, loads_with_rows

if TYPE_CHECKING:
    from pmo_xl.reports.readiness_pack import ReadinessReport

_OPEN: Final = "未完了の不具合(修正予定)と課題(期限)"
_HOW: Final[Mapping[Standing, str]] = {
    "after": "対応の予定が稼働日より後で、回避策か決定のあるもの",
    "round": "対応の予定がなく(稼働日が未設定なら予定のあるものも)、回避策か決定のあるもの",
    "ask": "対応の予定がないか稼働日より後で、回避策も決定もないもの",
    "before": "対応の予定が稼働日までのもの",
    "unknown": "対応の予定はあるが、稼働日が未設定で前後が分からないもの",
}
_EXPOSED: Final = "対応の予定が稼働日より後(稼働日を過ぎていれば未完了のすべて)で、回避策も決定もないもの"


def readiness_evidence(report: "ReadinessReport", page: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The numbers in the order of the page; what stands in no text is left out."""
    found = (*_headline(report), *_criteria(report), *_items(report), *_manual(report))
    return (*printed(found, page), *of_the_foot(report.situation, report.metrics, report.checked.findings, page))


def keys_of_criteria(criteria: int, evidence: Sequence[Evidence]) -> list[str]:
    """For each criterion N07, or N07〜N08 where it prints several numbers; 「−」 for one that has none."""
    found: list[str] = []
    for at in range(criteria):
        own = [place for place, row in enumerate(evidence) if row.field.startswith(f"criteria[{at}].")]
        keys = dict.fromkeys((key_of(min(own)), key_of(max(own)))) if own else ()
        found.append("〜".join(keys) or DASH)
    return found


def _headline(report: "ReadinessReport") -> Iterator[Evidence]:
    met, field = report.met, "headline.outcome"
    failing = met["not_met"] + met["unknown"]
    for name, text, value, how in (
        ("判定基準", f"{len(report.criteria)}項目", len(report.criteria), "下の判定基準の数"),
        ("満たすもの", f"満たすもの{met['met']}", met["met"], "判定が○の基準の数"),
        ("一部満たすもの", f"△{met['partly']}", met["partly"], "判定が△の基準の数"),
        ("満たさないもの", f"満たさないもの{failing}", failing, "判定が×か未確認の基準の数"),
        ("未確認", f"未確認{met['unknown']}", met["unknown"], "判定が未確認の基準の数"),
    ):
        yield Evidence("結論", field, name, text, value, how)
    items = [item.record for item in report.open_items]
    yield count("結論", "headline.cause", "残課題", _OPEN, items, "残課題は")
    exposed = [item.record for item in report.exposed]
    yield count("結論", "headline.cause", "回避策も決定もないもの", _EXPOSED, exposed, "決定もないもの")


def _criteria(report: "ReadinessReport") -> Iterator[Evidence]:
    for at, row in enumerate(report.criteria):
        if row.metric and row.actual != DASH:
            yield behind(metric(report.metrics, row.metric), row.name, "判定基準", f"criteria[{at}].actual")
        for one in row.counted:
            yield Evidence(
                block="判定基準",
                field=f"criteria[{at}].{one.field}",
                name=one.name,
                text=one.text,
                value=one.value,
                formula=one.how,
                records=one.records,
                count=one.value if one.of is not None and isinstance(one.value, int) else None,
                of=one.of,
            )


def _items(report: "ReadinessReport") -> Iterator[Evidence]:
    records = [item.record for item in report.open_items]
    yield count("残課題", "open_items_head", "残課題の件数", _OPEN, records)
    for standing, called in STANDINGS.items():
        own = [item.record for item in report.standing(standing)]
        yield count("残課題", "open_items_head", f"残課題 {called}", _HOW[standing], own, called)


def _manual(report: "ReadinessReport") -> Iterator[Evidence]:
    load = metric(report.metrics, "manual_load")
    pairs, most = loads_with_rows(report), ROWS["loads"]
    yield number("手動対応", "loads_head", "負荷のある部署", "手動対応のある部署の数", len(pairs), "部署")
    over, how = sum(overloaded(row) for row, _ in pairs), "月負荷が能力を超える部署の数"
    yield Evidence("手動対応", "loads_head", "能力を超える部署", f"能力超過{over:,}部署", over, how)
    yield from load_evidence(load, pairs[:most], report.situation, "手動対応", "loads")
    how = "件数/月・分/件・終了条件のいずれかがないか、手動対応一覧に載っていないもの"
    yield count("手動対応", "lacking_head", "記入の足りない手動対応", how, [job.record for job in lacking(report)])
    how = "未完了の手動対応と、対応方針が運用回避で手動対応一覧にない不具合・課題"
    yield count("手動対応", "manual_line", "手動対応の件数", how, [job.record for job in report.jobs], "手動対応は")
    if load.value is not None:
        yield behind(load, "手動対応の負荷", "手動対応", "manual_line")
        peak, how = load.extra["peak_hours"], "開始・終了の重なる手動対応の合計が最大の月"
        text = f"の{half_up(peak)}時間"
        yield Evidence("手動対応", "manual_line", "手動対応の最大", text, peak, how, load.records)
    endless = [job.record for job in report.jobs if not job.ends]
    how = "終了条件(終了日)の書かれていないもの"
    yield count("手動対応", "manual_line", "終了条件なし", how, endless, "終了条件のないものが")
    how = "下の条件の数(残りは別紙)"
    yield number("条件", "conditions_head", "条件の案", how, len(report.conditions))
    yield from load_evidence(load, pairs[most:], report.situation, "手動対応", "all_loads", most)
