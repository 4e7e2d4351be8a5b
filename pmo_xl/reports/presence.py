"""Who is there on a day: leave from the 休日 sheets, and since when and until when somebody is in the 体制表."""

from datetime import date
from fractions import Fraction
from typing import Final

from pmo_xl.metrics.testers import leave, stint
from pmo_xl.model.days import short_day
from pmo_xl.sheets.meaning.people import fold_name
from pmo_xl.situation import Situation

PART: Final = "半休"


class Presence:
    """Tells for everybody of the 体制表 why somebody is away; of anybody else nothing is known but leave."""

    def __init__(self, situation: Situation) -> None:
        self._people = situation.people
        self._leave = leave(situation)
        self._stints: dict[str, list[tuple[Fraction, date | None, date | None]]] = {}
        for register in situation.of_kind("roster", written=True):
            for line in register:
                for name in self._people.named_in(line.owner or ""):
                    self._stints.setdefault(fold_name(name), []).append(stint(line))

    def away(self, written: str, on: date) -> tuple[str, ...]:
        """Everybody of a cell who is not there all day, with the reason: 「若葉花子(休暇)」; halves say 半休."""
        reasons = ((name, self.why(name, on)) for name in self._people.named_in(written))
        return tuple(f"{name}({why})" for name, why in reasons if why)

    def why(self, name: str, on: date) -> str:
        """休暇, 半休, 5/2離任, 5/13着任; "" for somebody who is there, or of whom nothing is known."""
        key = fold_name(name)
        share = self._leave.get(key, {}).get(on, Fraction(0))
        if share:
            return "休暇" if share >= 1 else PART
        stints = self._stints.get(key, [])
        if not stints or any(_covers(since, until, on) for _, since, until in stints):
            return ""
        begins = min((since for _, since, _ in stints if since is not None and since > on), default=None)
        if begins is not None:
            return f"{short_day(begins)}着任"
        ended = max((until for _, _, until in stints if until is not None), default=None)
        return f"{short_day(ended)}離任" if ended is not None else ""


def _covers(since: date | None, until: date | None, on: date) -> bool:
    return (since is None or since <= on) and (until is None or on <= until)
