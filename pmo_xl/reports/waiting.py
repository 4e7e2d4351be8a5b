"""Who or what waits for the answer to a request: tests that cannot go on, and issues and other records that name it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context

_NAMED_TESTS: Final = 3  # by id; further ones are a number
_WAITING_KINDS: Final = ("issue", "defect", "todo", "qa")


@dataclass(frozen=True, slots=True)
class Waiting:
    """The tests not passed and the open records that wait, each once, in the order they were found."""

    tests: tuple[Record, ...] = ()
    records: tuple[Record, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tests or self.records)

    def counted(self) -> str:
        """テスト3件・課題1件: for whoever has no ledger to look an id up in."""
        by_noun: dict[str, int] = {}
        for record in self.records:
            by_noun[record.noun] = by_noun.get(record.noun, 0) + 1
        parts = [f"テスト{len(self.tests)}件"] if self.tests else []
        return "・".join([*parts, *(f"{noun}{count}件" for noun, count in by_noun.items())])

    def named(self) -> str:
        """テスト3件(T-001、T-002 他1件)・課題K-014: with ids."""
        parts = [f"テスト{len(self.tests)}件{_ids(self.tests)}"] if self.tests else []
        return "・".join(dict.fromkeys([*parts, *(f"{record.noun}{record.id or ''}" for record in self.records)]))


def waiting_for(record: Record, context: Context) -> Waiting:
    """What waits for a request: whatever it names as related or as its parent, and whatever names it.

    Of a defect among these, and of a defect that is the request, all live tests not passed behind it.
    """
    linked = [*_named_by(record, context), *context.naming(record.id)]
    tests: dict[int, Record] = {}
    others: dict[int, Record] = {}
    for test in _tests_of([record, *linked], context):
        tests.setdefault(id(test), test)
    for other in linked:
        if other.table.kind in _WAITING_KINDS and other.is_open and other is not record:
            others.setdefault(id(other), other)
    return Waiting(tuple(tests.values()), tuple(others.values()))


def _named_by(record: Record, context: Context) -> Iterator[Record]:
    for text in (record.related_id, record.parent_id, record.test_id, record.defect_id):
        for word in split_ids(text):
            yield from context.holders_of(fold_id(word))


def _tests_of(records: Iterable[Record], context: Context) -> Iterator[Record]:
    for record in records:
        if record.table.kind == "test":
            if record.is_live and record.verdict != "pass":
                yield record
            yield from context.waiting_behind(record)
        else:
            yield from context.waiting_tests(record)


def _ids(tests: tuple[Record, ...]) -> str:
    known = [test.id for test in tests if test.id]
    rest = len(tests) - min(len(known), _NAMED_TESTS)
    if not known:
        return ""
    return f"({'、'.join(known[:_NAMED_TESTS])}{f' 他{rest}件' if rest else ''})"
