"""How far a record has come, and whether it went back."""

from typing import Any, Final

_STATUS: Final = {
    "open": 0,
    "in_progress": 1,
    "waiting": 1,
    "answered": 1,
    "resolved": 2,
    "closed": 3,
    "rejected": 3,
}
_RESULT: Final = {"not_run": 0, "blocked": 0, "hold": 0, "fail": 1, "pass": 2}


def fell(before: Any, now: Any) -> bool:  # noqa: ANN401 - what a kept row holds
    """Whether a state, or the verdict of a test, has a lower rank than before; words without a rank never fall.

    NG → ブロック is no fall: the test is waiting for the fix, nothing was taken back.
    """
    ranks = _RESULT if before in _RESULT else _STATUS
    if before not in ranks or now not in ranks or (before, now) == ("fail", "blocked"):
        return False
    return ranks[now] < ranks[before]
