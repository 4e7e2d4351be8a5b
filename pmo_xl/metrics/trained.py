"""Who was trained: of those who are to attend, who did, who sent somebody, who stayed away, who is still to come.

受講率 is those who attended among all who are to (対象外 and 取消 left out), one row of the training list being one
place. Somebody sent instead (代理) counts only where pmo.toml says that the word means attended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import OUT_OF_SCOPE, Record
from pmo_xl.settings import Config
from pmo_xl.situation import Situation

Attendance = Literal["attended", "proxy", "absent", "unclear", "coming"]
CALLED: Final[dict[Attendance, str]] = {
    "attended": "受講",
    "proxy": "代理",
    "absent": "欠席",
    "unclear": "要確認",
    "coming": "これから",
}
_PROXY: Final = lazy(r"代理|代行|代わり|身代")


@dataclass(frozen=True, slots=True)
class Trainee:
    """One place in a training. `day` is when it is or was held; `word` is what the column 出欠 says.

    `is_early`: the word tells of a day after the as-of day, which has not happened yet.
    """

    record: Record
    state: Attendance
    day: date | None
    word: str
    is_early: bool


def trainees(situation: Situation) -> tuple[Trainee, ...]:
    """Everybody who is to attend, in the order of the sheets."""
    wanted = (one for one in situation.counted("training") if one.result not in OUT_OF_SCOPE)
    return tuple(_trainee(one, situation.as_of) for one in wanted)


def has_attendance(situation: Situation) -> bool:
    """Whether a training list of the project has a column for 出欠."""
    register = situation.one("training")
    return register is not None and register.has("result")


def counts_proxies(config: Config) -> bool:
    """Whether pmo.toml says that 代理 means attended: [registers.trainings.values.result] pass = ["代理"]."""
    return any(
        _PROXY.search(word)
        for section in config.registers.values()
        if section.kind in (None, "training")
        for word in section.values.get("result", {}).get("pass", ())
    )


def is_trained(one: Trainee, proxies: bool) -> bool:
    """Whether the place counts as attended; `proxies` is what `counts_proxies` says."""
    return one.state == "attended" or (proxies and one.state == "proxy")


def rate_of(people: Sequence[Trainee], proxies: bool) -> Fraction | None:
    """受講率, from 0 to 1; None of nobody."""
    return Fraction(sum(is_trained(one, proxies) for one in people), len(people)) if people else None


def _trainee(record: Record, as_of: date) -> Trainee:
    day = record.executed_date or record.planned_date
    word = " ".join(str(record.written("result") or "").split())
    state = _state(record, word, day, as_of)
    is_early = state != "coming" and state != "unclear" and day is not None and day > as_of
    return Trainee(record, "coming" if is_early else state, day, word, is_early)


def _state(record: Record, word: str, day: date | None, as_of: date) -> Attendance:
    if _PROXY.search(word):
        return "proxy"
    if record.result == "pass":
        return "attended"
    if record.result == "fail":
        return "absent"
    is_over = day is not None and day < as_of
    if record.result in (None, "not_run"):
        return "unclear" if is_over or (record.result is None and word) else "coming"
    return "unclear"
