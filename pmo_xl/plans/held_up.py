"""What a test waits for: the defects to be repaired first, its own and those of the tests before it."""

from pmo_xl.metrics.rounds import named_defects
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context


def is_unrepaired(defect: Record) -> bool:
    """Whether a defect still has to be repaired: one that waits for its retest keeps no test from running."""
    return defect.is_open and defect.status != "resolved" and defect.fixed_date is None


class HeldUp:
    """Answers for the tests of a project; indexes are made once."""

    def __init__(self, context: Context) -> None:
        situation = context.situation
        self._by_test = context.defects_by_test
        self._tests = {fold_id(test.id): test for test in reversed(situation.counted("test")) if test.id}
        self._defects = {fold_id(defect.id): defect for defect in reversed(situation.counted("defect")) if defect.id}

    def defects(self, test: Record) -> tuple[Record, ...]:
        """The unrepaired defects a test names, and those that name it."""
        named = (self._defects.get(fold_id(word)) for word in named_defects(test))
        naming = self._by_test.get(fold_id(test.id), ()) if test.id else ()
        found = {id(one): one for one in (*named, *naming) if one is not None and is_unrepaired(one)}
        return tuple(found.values())

    def before(self, test: Record) -> tuple[Record, ...]:
        """The tests it depends on that are in scope and not passed."""
        named = (self._tests.get(fold_id(word)) for word in split_ids(test.depends_on))
        waits = {id(one): one for one in named if one is not None and one.is_live and one.verdict != "pass"}
        return tuple(one for one in waits.values() if one is not test)

    def chain(self, test: Record) -> tuple[Record, ...]:
        """The test and every test before it that is not passed, the nearest first; a circle ends where it began."""
        found: dict[int, Record] = {}
        ahead = [test]
        while ahead:
            later: list[Record] = []
            for one in ahead:
                if id(one) not in found:
                    found[id(one)] = one
                    later.extend(self.before(one))
            ahead = later
        return tuple(found.values())

    def roots(self, test: Record) -> tuple[Record, ...]:
        """The unrepaired defects of the whole chain, each once, the test's own first."""
        found = {id(defect): defect for one in self.chain(test) for defect in self.defects(one)}
        return tuple(found.values())

    def follows_itself(self, test: Record) -> bool:
        """Whether the tests before it lead back to it: none of them can ever be the first."""
        return any(test in self.before(one) for one in self.chain(test))
