"""How well the content of a column suits the field that its heading names."""

from typing import Final

from pmo_xl.model.fields import sort_of
from pmo_xl.sheets.finding.contents import Content

_LONG_TEXTS: Final = frozenset(
    (
        "description",
        "action",
        "response",
        "steps",
        "expected",
        "actual",
        "precondition",
        "remarks",
        "cause",
        "title",
        "impact",
    )
)
_MAY_BE_NUMBERS: Final = frozenset(("impact", "cause", "remarks"))
_SHORT_TEXTS: Final = frozenset(
    ("category", "kind", "phase", "screen", "system", "environment", "side", "version", "scenario", "owner_org")
)


_FEW_VERDICTS: Final = 6


def holds_verdicts(content: Content) -> bool:
    """Whether nothing but verdicts (OK, NG, ○, ×) stands, or may stand, in the column."""
    few = content.distinct <= max(_FEW_VERDICTS, content.filled // 2)  # NG with the number of its defect is one more
    return content.marks_allowed or (content.filled > 2 and content.marks >= 0.8 and few)


def fit(name: str, content: Content) -> float:
    """What the content of a column adds to (or takes from) the field its heading names: −0.7 … +0.35."""
    if not content.is_known:
        return 0.0
    if content.filled == 0:
        return (
            0.3
            if name == "result" and content.marks_allowed
            else 0.1
            if name == "status" and content.states_allowed
            else 0.0
        )
    return _FITS[sort_of(name)](name, content)


def _fit_date(name: str, content: Content) -> float:
    days = content.dates + content.vague
    if days >= 0.5:
        return 0.15
    return -0.5 if content.filled > 2 and days < 0.2 else -0.1


def _fit_person(name: str, content: Content) -> float:
    if content.dates > 0.5 or content.numbers > 0.6:
        return -0.7
    return -0.5 if content.long > 0.5 else 0.1 * content.names


def _fit_status(name: str, content: Content) -> float:
    if content.dates > 0.5 or content.numbers > 0.6 or content.long > 0.5 or content.sentences > 0.5:
        return -0.55
    spread = -0.25 if content.distinct > 10 and content.distinct > 0.6 * content.filled else 0.0
    return spread + 0.25 * content.states + (0.1 if content.states_allowed else 0.0)


def _fit_result(name: str, content: Content) -> float:
    if content.dates > 0.5 or content.long > 0.4 or content.sentences > 0.5:
        return -0.6
    if content.marks_allowed or content.marks >= 0.5:
        return 0.35
    return -0.25 if content.filled > 2 and content.marks < 0.2 else 0.0


def _fit_level(name: str, content: Content) -> float:
    if content.dates > 0.5 or content.long > 0.5:
        return -0.6
    return 0.15 * content.levels


def _fit_number(name: str, content: Content) -> float:
    if content.numbers >= 0.5:
        return 0.15
    return -0.4 if content.filled > 2 and content.numbers < 0.3 else 0.0


def _fit_id(name: str, content: Content) -> float:
    if content.long > 0.4 or (content.dates > 0.6 and not content.counted and content.ids < 0.6):
        return -0.6
    return 0.15 * content.ids


def _fit_text(name: str, content: Content) -> float:
    if content.dates > 0.6 and name != "version":  # 1.2 could be a day
        return -0.6
    if name in _LONG_TEXTS:
        ticked = content.marks > 0.8 and name != "precondition"  # 資料準備: 済, 未
        if content.filled > 2 and (ticked or (content.numbers > 0.8 and name not in _MAY_BE_NUMBERS)):
            return -0.5
        extra = 0.2 * content.numbered if name == "steps" else 0.1 * content.sentences if name == "expected" else 0.0
        distinct = 0.08 * content.distinct / content.filled if name == "title" else 0.0
        return extra + distinct + (0.1 * content.long if name != "title" else 0.0)
    if name == "kind" and content.filled > 2:
        return 0.25 * content.sorts - (0.3 if content.long > 0.5 or content.phases > 0.5 else 0.0)
    if name == "phase" and content.filled > 2:
        return 0.25 * content.phases - (0.3 if content.long > 0.5 else 0.0)
    if name in _SHORT_TEXTS:
        return (
            -0.3
            if content.long > 0.5
            else -0.5
            if content.filled > 2 and content.marks > 0.8 and name != "kind"
            else 0.0
        )
    return 0.0


_FITS = {
    "date": _fit_date,
    "person": _fit_person,
    "status": _fit_status,
    "result": _fit_result,
    "level": _fit_level,
    "number": _fit_number,
    "id": _fit_id,
    "text": _fit_text,
}
