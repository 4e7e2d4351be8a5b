"""The criteria for going live (判定基準): target, what was reached, and whether that is enough; never the verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from pmo_xl.metrics.trained import counts_proxies, has_attendance, is_trained, rate_of, trainees
from pmo_xl.metrics.wording import percent
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.metric import Metric, Value
from pmo_xl.model.record import Record
from pmo_xl.reports.common import DASH, metric
from pmo_xl.reports.way_round import way_round
from pmo_xl.rules.context import Context
from pmo_xl.situation import Situation

Met = Literal["met", "partly", "not_met", "unknown"]
MARKS: Final[dict[Met, str]] = {"met": "○", "partly": "△", "not_met": "×", "unknown": "未確認"}
_ALL: Final = "100.0%"
_TYPED_IN: Final = ("移行の準備", "稼働後の体制")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that a criterion prints of its own (no figure has it), with the records behind it."""

    field: Literal["actual", "remark"]
    name: str
    text: str
    value: Value
    how: str
    records: tuple[Record, ...] = ()
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. `metric` names the figure it rests on, "" when it rests on records alone, or is typed in.

    `met`: "partly" (△) falls short, but everything that is missing has a workaround or a decision; "unknown" (未確認)
    has no data and counts as not met. `remark` says what is missing, `counted` what it prints besides the figure.
    """

    name: str
    target: str
    actual: str
    met: Met
    metric: str = ""
    remark: str = ""
    counted: tuple[Counted, ...] = ()

    def values(self) -> dict[str, Any]:
        """The row as templates name it."""
        return {
            "name": self.name,
            "target": self.target,
            "actual": self.actual or DASH,
            "mark": MARKS[self.met],
            "remark": self.remark,
        }

    def as_dict(self) -> dict[str, str | None]:
        """The row as the packs' JSON names it."""
        return {
            "name": self.name,
            "target": self.target,
            "actual": self.actual,
            "met": self.met,
            "metric": self.metric or None,
            "remark": self.remark,
        }


def criteria(situation: Situation, metrics: Mapping[str, Metric]) -> tuple[Criterion, ...]:
    """The criteria of reports.md §11 in their order."""
    context = Context(situation)
    return (
        _rate("テストの完了率", "completion_rate", metrics, _excused(metric(metrics, "remaining").records, context)),
        _rate("要件の充足率(全件OK)", "coverage_pass", metrics, _requirements_excused(metrics, context)),
        _critical(situation),
        _high(situation, context),
        _rate("業務担当者の承認率", "approved_rate", metrics, excused=False),
        _training(situation),
        *(Criterion(name, "完了", "", "unknown", remark="記入してください") for name in _TYPED_IN),
    )


def criteria_line(found: Sequence[Criterion]) -> str:
    """8項目のうち ○3、△1、×2、未確認2."""
    counts = "、".join(f"{mark}{sum(c.met == met for c in found)}" for met, mark in MARKS.items())
    return f"{len(found)}項目のうち {counts}"


def criteria_lines(found: Sequence[Criterion]) -> list[str]:
    """A line each for the console: × テストの完了率 目標100.0% 実績48.0%（残り104件）."""
    return [
        f"  {MARKS[row.met]} {row.name} 目標{row.target} 実績{row.actual or DASH}"
        + (f"（{row.remark}）" if row.remark else "")
        for row in found
    ]


def _rate(name: str, key: str, metrics: Mapping[str, Metric], excused: bool) -> Criterion:
    figure = metric(metrics, key)
    counted: tuple[Counted, ...] = ()
    if figure.value is None:
        return Criterion(name, _ALL, figure.text, "unknown", key, figure.reason or "")
    if figure.value == 1:
        return Criterion(name, _ALL, figure.text, "met", key)
    if figure.of is None or figure.count is None:
        short = ""
    else:
        left, behind = figure.of - figure.count, _left(key, metrics)
        short, how = f"残り{left:,}件", f"{figure.definition}の分母−分子"
        # a basis of runs counts others than records: then the number stands for itself
        records = behind if len(behind) == left else ()
        counted = (Counted("remark", f"{name}の残り", short, left, how, records, figure.of),)
    remark = f"{short or '残り'}はすべて回避策・決定のある不具合" if excused else short
    return Criterion(name, _ALL, figure.text, "partly" if excused else "not_met", key, remark, counted)


def _left(key: str, metrics: Mapping[str, Metric]) -> tuple[Record, ...]:
    """What a rate still lacks: the tests in scope, or the requirements, that are not among those it counted."""
    whole = metric(metrics, "coverage_by_requirement" if key == "coverage_pass" else "scope").records
    reached = set(map(id, metric(metrics, key).records))
    return tuple(record for record in whole if id(record) not in reached)


def _excused(tests: Sequence[Record], context: Context) -> bool:
    """Whether every test that has not passed failed, or cannot be run, for defects that have a way round."""
    return all(test.verdict in ("fail", "blocked") and _has_way_round(test, context) for test in tests)


def _has_way_round(test: Record, context: Context) -> bool:
    registers = context.situation.of_kind("defect")
    named = context.defect_ids_now(test)
    defects = [defect for register in registers for name in named for defect in register.by_id.get(name, ())]
    return bool(defects) and all(way_round(defect, context) is not None for defect in defects if defect.is_open)


def _requirements_excused(metrics: Mapping[str, Metric], context: Context) -> bool:
    """Whether all requirements are covered, and what keeps them from being passed has a way round."""
    table = metric(metrics, "coverage_by_requirement")
    if any(row["state"] == "uncovered" for row in table.rows or ()):
        return False
    wanted = {fold_id(record.id or "") for record in table.records}
    tests = metric(metrics, "remaining").records
    return _excused([t for t in tests if wanted & set(map(fold_id, split_ids(t.requirement_id)))], context)


def _critical(situation: Situation) -> Criterion:
    name, target = "重大な不具合の未解決", "0件"
    if situation.one("defect") is None:
        return Criterion(name, target, "", "unknown", remark="不具合の表がありません")
    found, unranked = _open(situation, 0), _unranked(situation)
    actual = f"{len(found):,}件"
    how = "重要度が致命で未完了の不具合"
    counted = (Counted("actual", name, actual, len(found), how, tuple(found)),)
    if not found and unranked:
        asked = _ungraded(name, unranked)
        return Criterion(name, target, actual, "unknown", remark=asked.text, counted=(*counted, asked))
    return Criterion(name, target, actual, "not_met" if found else "met", counted=counted)


def _high(situation: Situation, context: Context) -> Criterion:
    name, target = "重要度「高」の未解決に回避策", "すべて"
    if situation.one("defect") is None:
        return Criterion(name, target, "", "unknown", remark="不具合の表がありません")
    found, unranked = _open(situation, 1), _unranked(situation)
    without = tuple(defect for defect in found if way_round(defect, context) is None)
    having = len(found) - len(without)
    actual = f"{having:,}/{len(found):,}件" if found else "未解決0件"
    how = "重要度が高で未完了の不具合のうち、回避策か決定のあるもの"
    counted = (Counted("actual", name, actual, having, how, tuple(found), len(found)),)
    if without:
        said = f"回避策の記入がない不具合{len(without):,}件"
        how = "重要度が高で未完了、回避策も決定もない不具合"
        lacking = Counted("remark", "回避策の記入がない不具合", said, len(without), how, without)
        return Criterion(name, target, actual, "not_met", remark=said, counted=(*counted, lacking))
    if unranked:
        asked = _ungraded(name, unranked)
        return Criterion(name, target, actual, "unknown", remark=asked.text, counted=(*counted, asked))
    return Criterion(name, target, actual, "met", counted=counted)


def _open(situation: Situation, gravity: int) -> list[Record]:
    return [d for d in situation.counted("defect") if d.is_open and d.rank is not None and d.gravity == gravity]


def _unranked(situation: Situation) -> tuple[Record, ...]:
    return tuple(defect for defect in situation.counted("defect") if defect.is_open and defect.rank is None)


def _ungraded(name: str, unranked: tuple[Record, ...]) -> Counted:
    said = f"重要度の記入がない未解決が{len(unranked):,}件あります"
    return Counted("remark", f"{name}(重要度なし)", said, len(unranked), "重要度の記入がない未完了の不具合", unranked)


def _training(situation: Situation) -> Criterion:
    """受講率: who attended among those who are to; 代理 counts only where pmo.toml says so."""
    name = "トレーニングの受講率"
    wanted, proxies = trainees(situation), counts_proxies(situation.config)
    rate = rate_of(wanted, proxies)
    if rate is None:
        return Criterion(name, _ALL, "", "unknown", remark="トレーニング管理表が見つかりません")
    if not has_attendance(situation):
        return Criterion(name, _ALL, "", "unknown", remark="出欠の列がありません")
    missed = tuple(one.record for one in wanted if not is_trained(one, proxies))
    actual, remark = percent(rate), f"未受講{len(missed):,}名" if missed else ""
    how = f"受講した人{'(代理を含む)' if proxies else ''}/受講の対象者(対象外・取下を除く)"
    everybody = tuple(one.record for one in wanted)
    counted = [Counted("actual", name, actual, float(rate), how, everybody, len(wanted))]
    if missed:
        counted.append(Counted("remark", "未受講", remark, len(missed), "対象者のうち、受講の記録がない人", missed))
    return Criterion(name, _ALL, actual, "not_met" if missed else "met", remark=remark, counted=tuple(counted))
