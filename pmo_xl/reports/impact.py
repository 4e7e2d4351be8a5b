"""What hangs on a matter: the tests that wait for it, the requirements they prove, the work done by hand meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pmo_xl.metrics.payback import hours_a_month
from pmo_xl.model.ids import split_ids
from pmo_xl.model.record import Record
from pmo_xl.rules.context import Context
from pmo_xl.rules.defects_over_time import left_over_at_the_end


@dataclass(frozen=True, slots=True)
class Impact:
    """The tree below a matter. `tests` wait for it, those that name it first, then what comes after them.

    `late` are those of them that the planned fix leaves no days for before the phase ends (D-011). `requirements` are
    the ids the waiting tests would prove. `manual` are the jobs of the 手動対応一覧 that name the matter.
    """

    tests: tuple[Record, ...] = ()
    late: tuple[Record, ...] = ()
    requirements: tuple[str, ...] = ()
    manual: tuple[Record, ...] = ()

    @property
    def hours(self) -> Fraction | None:
        """Hours a month done by hand; None when nobody has written 件数/月 and 分/件 of any job."""
        known = [hours for job in self.manual if (hours := hours_a_month(job)) is not None]
        return sum(known, Fraction(0)) if known else None


def impact_of(record: Record, context: Context) -> Impact:
    """What hangs on a record, followed through the issues, defects and tests that its 関連ID names."""
    matters = (record, *_named(record, context, ("issue", "defect")))
    waiting = {id(test): test for matter in matters for test in context.waiting_tests(matter)}
    for test in _named(record, context, ("test",)):
        if test.is_live and test.verdict != "pass":
            waiting.update((id(one), one) for one in (test, *context.waiting_behind(test)))
    late = {id(test): test for matter in matters for test in left_over_at_the_end(matter, context)}
    tests = tuple(waiting.values())
    proved = dict.fromkeys(word for test in tests for word in split_ids(test.requirement_id))
    jobs = {id(job): job for matter in matters for job in context.naming(matter.id) if job.table.kind == "manual_work"}
    return Impact(tests, tuple(late.values()), tuple(proved), tuple(job for job in jobs.values() if job.is_open))


def _named(record: Record, context: Context, kinds: tuple[str, ...]) -> Iterator[Record]:
    """The records of these kinds that its 関連ID names, each once."""
    seen: set[int] = set()
    for word in split_ids(record.related_id):
        for kind in kinds:
            for register in context.situation.of_kind(kind):
                found = register.find(word)
                if found is not None and id(found) not in seen and found is not record:
                    seen.add(id(found))
                    yield found
