"""Why a planned test is not run, in few words, as far as the sheets say it; who can change that, and when."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from pmo_xl.metrics.vendors import UNASSIGNED
from pmo_xl.model.record import Record
from pmo_xl.plans.held_up import HeldUp
from pmo_xl.reports.readiness import Hindrance, Planned, stated_result
from pmo_xl.rules.phrases import id_of
from pmo_xl.situation import Situation

UNSAID: Final = "理由未記入"


def reason_of(planned: Planned, held: HeldUp) -> str | None:
    """What keeps it from being run, else what its 備考 says; None when nobody has said anything.

    A defect, a test before it, data, an environment or a tester who is away is a reason that stands in the sheets
    without anybody writing it beside the test.
    """
    return hindered_by(planned, held) or " ".join((planned.test.remarks or "").split()) or None


def hindered_by(planned: Planned, held: HeldUp) -> str:
    """不具合D-045, 先行T-S066(NG・D-054): without days; a test before it that waits for the same defect is left out."""
    own = {id(defect) for defect in held.defects(planned.test)}
    said = []
    for hindrance in planned.hindrances:
        if hindrance.sort == "before" and hindrance.record is not None:
            roots = held.roots(hindrance.record)
            if not roots or not {id(defect) for defect in roots} <= own:
                said.append(_before(hindrance.record, roots))
        elif hindrance.sort == "defect" and hindrance.record is not None:
            said.append(f"不具合{id_of(hindrance.record)}")
        else:
            said.append(hindrance.said)
    return "、".join(dict.fromkeys(said))


def _before(test: Record, roots: tuple[Record, ...]) -> str:
    names = "・".join(id_of(defect) for defect in roots[:1])
    return f"先行{id_of(test)}({'・'.join(filter(None, (stated_result(test), names)))})"


def owners_of(planned: Planned, held: HeldUp, situation: Situation) -> tuple[str, ...]:
    """Whose the next step is: the vendor of each defect at the root, else whoever the hindrance names."""
    roots = held.roots(planned.test)
    named = [situation.supplier(defect) or defect.owner or UNASSIGNED for defect in roots]
    named += [hindrance.owner for hindrance in planned.hindrances if not (roots and _is_of_roots(hindrance))]
    return tuple(dict.fromkeys(filter(None, named))) or (UNASSIGNED,)


def expected(planned: Planned, held: HeldUp, on: date) -> date | None:
    """The last of the days on which what hinders it is to be gone; None where one of them is unknown, or is over."""
    roots = held.roots(planned.test)
    days: list[date | None] = [defect.fix_plan_date for defect in roots]
    days += [hindrance.until for hindrance in planned.hindrances if not (roots and _is_of_roots(hindrance))]
    known = [day for day in days if day is not None and day >= on]
    return max(known) if known and len(known) == len(days) else None


def _is_of_roots(hindrance: Hindrance) -> bool:
    return hindrance.sort in ("defect", "before")


def tests_of(planned: Iterable[Planned]) -> list[Record]:
    """The tests themselves."""
    return [one.test for one in planned]
