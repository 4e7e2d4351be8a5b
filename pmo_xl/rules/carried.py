"""Which rows of the registers carry what a meeting promised: found by the source they name, else by the same words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from pmo_xl.model.days import full_day
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.sheets.meaning.memo_lines import Line, bare
from pmo_xl.sheets.meaning.people import fold_name

PERSON: Final = {"todo": ("owner", "担当"), "decision": ("decided_by", "決定者")}  # sort of line → field, its word
_APART: Final = lazy(r"[\n、;；]+")
_SOURCE: Final = lazy(r"^(?P<meeting>.+) No\.\S+$")


class Difference(Struct, frozen=True):
    """One thing that memo and register say differently: the memo's field, its word, and both."""

    field: str
    word: str
    told: str


class CarriedRows:
    """The rows of the registers of one kind, found by the line of a memo they came from.

    `who` gives the people a cell names, each under one name.
    """

    def __init__(self, records: Iterable[Record], who: Callable[[str], tuple[str, ...]]) -> None:
        self._who = who
        self._by_source: dict[str, list[Record]] = defaultdict(list)
        self._by_text: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            self.add(record)

    def add(self, record: Record) -> None:
        """A further row."""
        for source in sources_named(record):
            self._by_source[bare(source)].append(record)
        for text in {bare(record.title or ""), bare(record.description or "")}:
            self._by_text[text].append(record)

    def of_meeting(self, said: Sequence[tuple[Line, str]], since: date | None) -> tuple[tuple[Record, ...], ...]:
        """The rows that carry each line of a meeting, all of one sort, given with the source it is carried over with.

        A row that names the meeting belongs to the line of its words, wherever that stands by now; then to the line
        whose source it names, in whatever words. A row that names neither is of the same words and was not done
        before `since`; it carries one line, and others of the meeting only where they say the same as it.
        """
        rows: dict[int, tuple[Record, ...]] = {}
        taken: set[int] = set()
        for choose in (self._of_both, self._of_meeting_and_words, self._of_source):
            for number, (line, source) in enumerate(said):
                if number not in rows and (found := [r for r in choose(line, source) if id(r) not in taken]):
                    rows[number] = tuple(found)
                    taken.update(map(id, found))
        for number, (line, _) in enumerate(said):
            if number in rows:
                continue
            alike = [r for r in self._by_text.get(bare(line.text), ()) if _not_done_before(r, since)]
            free = [r for r in alike if id(r) not in taken or not self.differences(line, r)]
            if free:
                rows[number] = tuple(free)
                taken.update(map(id, free))
        return tuple(rows.get(number, ()) for number in range(len(said)))

    def _of_both(self, line: Line, source: str) -> list[Record]:
        return [r for r in self._by_source.get(bare(source), ()) if says(r, line)]

    def _of_meeting_and_words(self, line: Line, source: str) -> list[Record]:
        meeting = meeting_of(source)
        if meeting is None:
            return []
        alike = self._by_text.get(bare(line.text), ())
        return [r for r in alike if meeting in {meeting_of(named) for named in sources_named(r)}]

    def _of_source(self, line: Line, source: str) -> list[Record]:
        return self._by_source.get(bare(source), [])

    def differences(self, line: Line, known: Record) -> list[Difference]:
        """What of owner and due date the row says otherwise than the line; nothing for a row that is done."""
        if not known.is_open:
            return []
        found: list[Difference] = []
        field, word = PERSON[line.sort]
        person = known.get(field)
        if line.owner and known.table.has(field) and not self._one_person(line.owner, person):
            found.append(Difference("owner", word, f"議事録{line.owner}・台帳{person or '空欄'}"))
        unread = known.due_date is None and known.written("due_date") is not None  # G-007 or O-003 speaks of that cell
        if line.due and known.table.has("due_date") and line.due != known.due_date and not unread:
            there = full_day(known.due_date) if known.due_date else "空欄"
            found.append(Difference("due_date", "期限", f"議事録{full_day(line.due)}・台帳{there}"))
        return found

    def _one_person(self, one: str, other: str | None) -> bool:
        if not other:
            return False
        people = set(self._who(one))
        return fold_name(one) == fold_name(other) or (bool(people) and people == set(self._who(other)))


def sources_named(record: Record) -> tuple[str, ...]:
    """What a row's 関連ID and 備考 may name as its source, part by part."""
    texts = (record.related_id, record.remarks)
    return tuple(part.strip() for text in texts if text for part in _APART.split(text) if part.strip())


def meeting_of(source: str) -> str | None:
    """The meeting of a source, folded: that of 「UAT定例 2024/05/07 No.3」; None where a number stands for both."""
    found = _SOURCE.match(source)
    return bare(found["meeting"]) if found else None


def says(record: Record, line: Line) -> bool:
    """Whether a row says what a line says, in the same words."""
    return bare(line.text) in (bare(record.title or ""), bare(record.description or ""))


def _not_done_before(record: Record, since: date | None) -> bool:
    return since is None or record.closed_date is None or record.closed_date >= since
