"""Who was trained: of those who are to attend, who did, who sent somebody, who stayed away, who is still to come.

受講率 is those who attended among all who are to (対象外 and 取消 left out), a person and one time being one
place. Somebody sent instead (代理) counts only where pmo.toml says that the word means attended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from pmo_xl.model.fields import base_name
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
_AGAIN: Final = lazy(r"補講|振替|振り替え|再受講|追加受講")
_PROXY: Final = lazy(r"代理|代行|代わり")


@dataclass(frozen=True, slots=True)
class Trainee:
    """One place in a training: a person and one time. `day` is when it is or was held; `word` is what 出欠 says.

    `called` is the heading of that time where the list has a column for each (第2回 出欠), "" where there is one.
    `is_early`: the word tells of a day after the as-of day, which has not happened yet.
    """

    record: Record
    called: str
    state: Attendance
    day: date | None
    word: str
    is_early: bool


def trainees(situation: Situation) -> tuple[Trainee, ...]:
    """Everybody who is to attend, in the order of the sheets; of a list with a column for each time, one for each."""
    return tuple(place for one in situation.counted("training") for place in _places(one, situation.as_of))


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


def _places(record: Record, as_of: date) -> list[Trainee]:
    """The times a person is to attend. Who is there the second time (補講) has attended the one before it."""
    fields = [field for field in record.table.columns if base_name(field) == "result"] or ["result"]
    places: list[Trainee] = []
    for field in fields:
        if record.get(field) in OUT_OF_SCOPE:
            continue
        place = _place(record, field, len(fields) > 1, as_of)
        if not places or not _AGAIN.search(place.called):
            places.append(place)
        elif place.state in ("attended", "proxy") and places[-1].state != "attended":
            places[-1] = place
    return places


def _place(record: Record, field: str, is_one_of_several: bool, as_of: date) -> Trainee:
    tail = field.removeprefix("result")
    day = record.get(f"executed_date{tail}") or record.get(f"planned_date{tail}")
    word = " ".join(str(record.written(field) or "").split())
    called = " ".join(record.table.headers[record.table.columns[field]].split()) if is_one_of_several else ""
    state = _state(record.get(field), word, day, as_of)
    is_early = state not in ("coming", "unclear") and day is not None and day > as_of
    return Trainee(record, called, "coming" if is_early else state, day, word, is_early)


def _state(result: str | None, word: str, day: date | None, as_of: date) -> Attendance:
    if _PROXY.search(word):
        return "proxy"
    if result == "pass":
        return "attended"
    if result == "fail":
        return "absent"
    is_over = day is not None and day < as_of
    known = result == "not_run" or not word
    return "coming" if known and not is_over else "unclear"
