"""How many tests pass at once: the first verdict each of them had (M7)."""

from collections.abc import Mapping

from pmo_xl.metrics.day import Day
from pmo_xl.metrics.figure import figure, share, unsaid
from pmo_xl.metrics.rounds import EXECUTED, has_rounds, runs
from pmo_xl.metrics.runs import NO_ROUNDS
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record


@figure("first_pass_rate", "初回の結果がOKのテスト/結果のあるテスト", needs="test")
def first_pass_rate(day: Day) -> Metric:
    """初回合格率.

    The first verdict is that of the first round where the sheet keeps the rounds apart, else that of the oldest kept
    state with one; without either nobody knows it.
    """
    if not day.keeps_rounds and not day.situation.kept:
        return unsaid(NO_ROUNDS)
    kept = _kept(day)
    known = [(test, first) for test in day.live if (first := _first(test, kept, day)) is not None]
    return share([test for test, first in known if first == "pass"], len(known), reason="結果のあるテストがありません")


def _first(test: Record, kept: Mapping[str, str], day: Day) -> str | None:
    """OK or NG, whichever the first run gave; None when it has not run, or nobody can know."""
    if has_rounds(test):
        return next(iter(runs(test, day.as_of)), None)
    now = test.verdict if test.is_executed and day.situation.kept else None  # no kept state knows it: it ran since
    return kept.get(test.identity, now)


def _kept(day: Day) -> dict[str, str]:
    """Identity → OK or NG in the oldest kept state that has either, of the tests whose sheet has one round."""
    register = day.situation.one("test")
    unknown = {test.identity for test in day.live if test.id and not has_rounds(test)}
    found: dict[str, str] = {}
    if register is None or not unknown:
        return found
    for state in day.situation.kept:
        for identity, verdict in state.verdicts_of(register.name):
            if verdict in EXECUTED and identity in unknown:
                unknown.discard(identity)
                found[identity] = verdict
    return found
