"""Columns and fields paired so that the sum of their scores is the greatest: no field twice, no column forced."""

from collections.abc import Mapping, Sequence


def best_matching(wishes: Sequence[Mapping[str, float]]) -> list[str | None]:
    """For each column the field it gets, or None; `wishes` are its possible fields with their scores (> 0).

    Augmenting paths of greatest gain, one column at a time (Bellman-Ford on the few fields in question): exact, and
    fast because a column has a handful of wishes.
    """
    holder: dict[str, int] = {}
    chosen: list[str | None] = [None] * len(wishes)
    for column in range(len(wishes)):
        _admit(column, wishes, holder, chosen)
    return chosen


def _admit(
    column: int, wishes: Sequence[Mapping[str, float]], holder: dict[str, int], chosen: list[str | None]
) -> None:
    """Let one more column in along the path of exchanges that gains most; a holder may end without a field."""
    gain: dict[str, float] = dict(wishes[column])
    came: dict[str, int] = dict.fromkeys(gain, column)
    changed = True
    rounds = 0
    while changed and rounds <= len(wishes):
        changed, rounds = False, rounds + 1
        for name in list(gain):
            other = holder.get(name)
            if other is None:
                continue
            freed = gain[name] - wishes[other][name]
            for further, score in wishes[other].items():
                if (
                    further != name
                    and freed + score > gain.get(further, float("-inf")) + 1e-9
                    and further != chosen[other]
                ):
                    gain[further], came[further] = freed + score, other
                    changed = True
    best, last = 0.0, None
    for name, total in gain.items():
        other = holder.get(name)
        total = total if other is None else total - wishes[other][name]
        if total > best + 1e-9:
            best, last = total, name
    while last is not None:
        taker = came[last]
        before = chosen[taker]
        left = holder.get(last)
        if left is not None and chosen[left] == last:
            chosen[left] = None
        holder[last], chosen[taker] = taker, last
        last = before
