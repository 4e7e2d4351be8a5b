"""Which tests wait for a defect or an issue: those that name it, and those that come after them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.record import Record
from pmo_xl.situation import Situation


@dataclass(frozen=True, slots=True)
class Waiting:
    """Links from defects to tests and from tests to the tests after them; ids are folded."""

    naming: Mapping[str, tuple[Record, ...]]
    after: Mapping[str, tuple[Record, ...]]

    @classmethod
    def of(cls, situation: Situation) -> "Waiting":
        """The links as the tests' own cells state them."""
        naming: dict[str, list[Record]] = defaultdict(list)
        after: dict[str, list[Record]] = defaultdict(list)
        for register in situation.of_kind("test"):
            for test in register:
                for done in test.rounds or ():
                    for name in split_ids(done.defect_id):
                        naming[fold_id(name)].append(test)
                for name in split_ids(test.defect_id) if not test.rounds else ():
                    naming[fold_id(name)].append(test)
                for name in split_ids(test.depends_on):
                    after[fold_id(name)].append(test)
        return cls({k: tuple(v) for k, v in naming.items()}, {k: tuple(v) for k, v in after.items()})

    def for_record(self, record: Record) -> tuple[Record, ...]:
        """The live tests, not passed yet, that name the record or depend on such a test; each once, in order."""
        todo = list(self.naming.get(fold_id(record.id or ""), ())) if record.id else []
        seen: dict[int, Record] = {}
        while todo:  # a cycle in depends_on ends here: every test is taken once
            test = todo.pop(0)
            if id(test) in seen or not test.is_live or test.verdict == "pass":
                continue
            seen[id(test)] = test
            todo.extend(self.after.get(fold_id(test.id or ""), ()))
        return tuple(seen.values())
