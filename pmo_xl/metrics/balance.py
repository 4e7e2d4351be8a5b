"""Sums that must agree: when two do not, or a counted record is doubtful, the report is 参考値 (M34, metrics.md §6)."""

from collections.abc import Iterator, Mapping

from pmo_xl.metrics.corrections import key_of
from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, said, unsaid
from pmo_xl.metrics.flow import expected_open
from pmo_xl.metrics.vendors import BANDS, UNASSIGNED
from pmo_xl.model.metric import Metric

_Check = tuple[str, str, int, int]  # B1 …, what is compared, left, right

_NO_SET = ("execution_gap", "reliability_growth")  # 件, but a difference and an estimate: no records are their own
_KNOWN = ("pass", "fail", "blocked", "hold", "not_run")


@figure("balance", "集計の照合（B1〜B9）がすべて一致すること")
def balance(day: Day) -> Metric:
    """True when every check agrees. Rows: check, name, left, right, ok. Said after the figures it compares."""
    checks = [*_tests(day), *_defects(day), *_ids(day)]
    if not checks:
        return unsaid("照合できる表がありません")
    rows = tuple(
        {"check": check, "name": name, "left": left, "right": right, "ok": left == right}
        for check, name, left, right in sorted(checks)
    )
    agreed = all(row["ok"] for row in rows)
    return said(agreed, "一致" if agreed else "不一致", rows=rows)


def _tests(day: Day) -> Iterator[_Check]:
    if not day.has("test"):
        return
    away = len(day.with_verdict("not_applicable", "withdrawn"))
    yield "B1", "テスト全件と母数+対象外+取下", len(day.records("test")), len(day.live) + away
    yield "B2", "母数とOK+NG+実施不可+保留+未実施", len(day.live), len(day.with_verdict(*_KNOWN))
    today = [test for test in day.live if test.planned_date == day.as_of]
    run, left = (sum(test.is_executed is done for test in today) for done in (True, False))
    yield "B3", "本日予定と消化+未消化", len(today), run + left
    if not day.has_column("test", "executed_date"):
        return  # a sheet without days has no series that could disagree
    executed = day.executed_by.at(day.as_of)
    yield "B9", "消化推移の最終点と消化件数", executed, len(day.executed)
    yield from _since_reported(day)


def _since_reported(day: Day) -> Iterator[_Check]:
    """B7: what was reported, corrected, and what was executed since is what is executed now."""
    corrected = day.corrected
    said = corrected.kept.metrics.get("execution_rate") if corrected else None
    reported = said.get("count") if isinstance(said, Mapping) else None
    if corrected is None or not isinstance(reported, int) or day.config.metrics.basis != "case":
        return
    wrong = sum(one.reported - one.now for one in corrected.corrections if one.figure == "execution_rate")
    since = [t for t in day.executed if t.verdict_date is not None and key_of(t) not in corrected.executed]
    right = reported + len(since) - wrong
    yield "B7", "消化件数と前回消化+以降の消化-訂正", len(day.executed), right


def _defects(day: Day) -> Iterator[_Check]:
    if not day.has("defect"):
        return
    total = len(day.open_defects)
    expected = {vendor: expected_open(counts) for vendor, counts in day.flow.vendors.items()}
    yield "B4", "不具合の前回残+新規+再開-完了と残", sum(expected.values()), total
    for vendor, counts in day.flow.vendors.items():
        yield "B5", f"{vendor or UNASSIGNED}の前回残+新規±移管+再開-完了と残", expected[vendor], counts["open"]
    yield "B5", "ベンダー別の残の合計と残", day.flow.total("open"), total
    entered = day.figures["aging"].extra.get("rows_in_status") if "aging" in day.figures else None
    if entered is not None:
        yield "B6", "いまの状態での日数別の合計と残", sum(row[band] for row in entered for band in BANDS), total
    for name, words, columns in (
        ("severity_by_status", "重要度×状態の合計と残", ("total",)),
        ("aging", "滞留日数別の合計と残", BANDS),
    ):
        table = day.figures.get(name)
        if table is not None and table.rows is not None:
            yield "B6", words, sum(row[column] for row in table.rows for column in columns), total


def _ids(day: Day) -> Iterator[_Check]:
    """B8: every printed count is the number of its records (in another basis than cases a rate has no count)."""
    counted = [metric for metric in day.figures.values() if _is_count(metric)]
    wrong = [metric for metric in counted if _count(metric) != len(metric.records)]
    if counted:
        yield "B8", "件数と対象IDの数が一致する指標", len(counted) - len(wrong), len(counted)


def _is_count(metric: Metric) -> bool:
    if metric.count is None and metric.unit != "件":
        return False
    return bool(metric.records) or (metric.unit == "件" and bool(metric.value) and metric.name not in _NO_SET)


def _count(metric: Metric) -> object:
    return metric.value if metric.count is None else metric.count
