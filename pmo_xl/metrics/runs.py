"""Runs and retests: how often a test fails, and how many runs are still to come (M8, M14, M17)."""

from fractions import Fraction

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, measured, number, said, unsaid
from pmo_xl.metrics.rounds import runs
from pmo_xl.metrics.wording import half_up, percent
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Result

NO_ROUNDS = "初回結果の記録がありません"


@figure("failure_rate", "NGの実行/実行（回数の記録がなければ現在の結果）", needs="test", dated=True)
def failure_rate(day: Day) -> Metric:
    """The share of runs that fail. With fewer than `min_runs` (fail + 1)/(runs + 2), marked 参考 (Laplace)."""
    failed, total = _failed_runs(day)
    if not total:
        return unsaid("実行した結果がありません", count=0, of=0)
    few = _are_few(total, day)
    rate = _likely(failed, total, day)
    definition = f"(NGの実行+1)/(実行+2)（実行{total}回のため参考値）" if few else ""
    text = f"{percent(rate)}（参考）" if few else percent(rate)
    return said(float(rate), text, count=failed, of=total, unit="%", definition=definition)


def _failed_runs(day: Day) -> tuple[int, int]:
    """Runs that failed, and all runs; without rounds the present verdicts are the runs."""
    if not day.keeps_rounds:
        return len(day.with_verdict("fail")), len(day.executed)
    verdicts = [verdict for test in day.live for verdict in runs(test, day.as_of)]
    return verdicts.count("fail"), len(verdicts)


def _are_few(total: int, day: Day) -> bool:
    return total < day.config.metrics.min_runs


def _likely(failed: int, total: int, day: Day) -> Fraction:
    return Fraction(failed + 1, total + 2) if _are_few(total, day) else Fraction(failed, total)


def likely_failures(day: Day) -> Fraction | None:
    """p of M14 as an exact fraction; None when nothing has run."""
    rate = failure_rate.of(day)
    return None if rate.value is None else _likely(rate.count or 0, rate.of or 0, day)


def runs_per_test(day: Day) -> Fraction | None:
    """Expected runs until a test passes, 1/(1 − p); None when nothing has run or p ≥ 0.5."""
    p = likely_failures(day)
    return None if p is None or p >= Fraction(1, 2) else 1 / (1 - p)


def runs_to_come(day: Day) -> Fraction | Metric:
    """(first + fail)/(1 − p), exact; or the figure that says why not."""
    each = runs_per_test(day)
    if not day.live:
        return unsaid("母数が0件です")
    if each is None:
        nothing_ran = likely_failures(day) is None
        return unsaid("実行した結果がありません" if nothing_ran else "NG率が高く再テストが収束しません")
    first = len(day.with_verdict("not_run", "blocked", "hold"))
    return (first + len(day.with_verdict("fail"))) * each


@figure("required_runs", "(未実施+実施不可+保留+NG)/(1-NG率)", needs="test")
def required_runs(day: Day) -> Metric:
    """Runs still to come, retests included (geometric: each run fails with the same probability)."""
    needed = runs_to_come(day)
    return needed if isinstance(needed, Metric) else said(float(needed), half_up(needed), unit="回")


@figure("required_person_days", "必要実行回数/1人1日の実行数", needs="test")
def required_person_days(day: Day) -> Metric:
    """The same in person-days."""
    needed = runs_to_come(day)
    if isinstance(needed, Metric):
        return needed
    each = day.config.capacity.tests_per_person_day
    if not each:
        return unsaid("pmo.toml に tests_per_person_day がありません")
    return measured(needed / Fraction(str(each)), "人日")


@figure("retest_waiting", "修正日が基準日までで再テスト結果のない未完了の不具合件数", needs="defect")
def retest_waiting(day: Day) -> Metric:
    """再テスト待ち: fixed, not closed, not tested again."""
    fixed = (d for d in day.open_defects if d.fixed_date is not None and d.fixed_date <= day.as_of)
    return number([d for d in fixed if d.retest_result in (None, "not_run")])


@figure("retest_runs", "2回目以降の実行回数", needs="test")
def retest_runs(day: Day) -> Metric:
    """Verdicts after the first."""
    if not day.keeps_rounds:
        return unsaid(NO_ROUNDS)
    again = len(_retests(day))
    return said(again, f"{again:,}回", unit="回")


@figure("refail_rate", "2回目以降の実行のうちNG/2回目以降の実行", needs="test")
def refail_rate(day: Day) -> Metric:
    """How many retests fail again."""
    if not day.keeps_rounds:
        return unsaid(NO_ROUNDS)
    again = _retests(day)
    if not again:
        return unsaid("再テストがまだありません", count=0, of=0)
    rate = Fraction(again.count("fail"), len(again))
    return said(float(rate), percent(rate), count=again.count("fail"), of=len(again), unit="%")


def _retests(day: Day) -> list[Result]:
    """The verdicts after the first, of all live tests."""
    return [verdict for test in day.live for verdict in runs(test, day.as_of)[1:]]
