"""What a defect touches (C20): the tests linked with it, the tests after them, the requirements those prove."""

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context


@dataclass(frozen=True, slots=True)
class Affected:
    """The live tests not passed: `direct` are linked with the defect, `behind` come after them; each once.

    `is_linked`: any test is linked with it, passed or not. Without a link nobody can say what it touches.
    """

    direct: tuple[Record, ...]
    behind: tuple[Record, ...]
    is_linked: bool

    @property
    def tests(self) -> tuple[Record, ...]:
        """All of them."""
        return (*self.direct, *self.behind)

    @property
    def requirements(self) -> tuple[str, ...]:
        """The ids of the requirements that the tests prove, each once."""
        return tuple(dict.fromkeys(word for test in self.tests for word in split_ids(test.requirement_id)))


def affected_by(defect: Record, context: Context) -> Affected:
    """What the defect touches."""
    linked = context.tests_of(defect)
    direct = tuple(test for test in linked if test.is_live and test.verdict != "pass")
    known = {id(test) for test in direct}
    behind = tuple(test for test in context.affected_tests(defect) if id(test) not in known)
    return Affected(direct, behind, bool(linked))


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree below a defect: how deep it stands (1 directly below), the test, and why it ends there.

    `circle`: the test waits for itself, the way has come back to it. Otherwise a test stands in the tree once.
    """

    depth: int
    test: Record
    circle: bool = False


def tree_of(affected: Affected, context: Context) -> tuple[Branch, ...]:
    """The tests a defect touches, each below the one it comes after; where the way comes back the tree ends."""
    return tuple(_branches(affected, context))


def _branches(affected: Affected, context: Context) -> Iterator[Branch]:
    wanted, seen, way = {id(test) for test in affected.tests}, set[int](), list[int]()
    ahead = [(1, test) for test in reversed(affected.direct)]
    while ahead:
        depth, test = ahead.pop()
        del way[depth - 1 :]
        if id(test) in way:
            yield Branch(depth, test, circle=True)
            continue
        if id(test) in seen:
            continue
        seen.add(id(test))
        way.append(id(test))
        yield Branch(depth, test)
        followers = context.followers.get(fold_id(test.id), ()) if test.id else ()
        ahead += [(depth + 1, one) for one in reversed(followers) if id(one) in wanted]
