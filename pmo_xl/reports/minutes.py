"""The minutes of a meeting: what was discussed, decided and taken on, in the order of the memo; nothing is dropped."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from pmo_xl.model.days import short_day
from pmo_xl.model.pattern import lazy
from pmo_xl.reports.common import DASH, OPEN_QUESTION
from pmo_xl.rules.decisions import is_undecided
from pmo_xl.sheets.meaning.dates import day_within
from pmo_xl.sheets.meaning.memo_lines import Line, Sort

# what is a day as it stands; a phrase like 来週金 is shown beside the day it means
_PLAIN_DAY: Final = lazy(r"^[\d\s/.年月日-]+(?:[(（].[)）])?(?:まで|迄)?に?$")


@dataclass(frozen=True, slots=True)
class Head:
    """Who met, when and where; texts as written, "" when the memo does not say."""

    title: str = ""
    held_at: str = ""
    place: str = ""
    attendees: tuple[str, ...] = ()
    absentees: str = ""
    recorder: str = ""
    distribution: str = ""
    documents: str = ""
    next_at: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A ToDo of the register for 「前回ToDoの状況」: the last meeting's, or one that an attendee still has open."""

    id: str
    text: str
    owner: str
    due: date | None
    status: str
    late: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """One meeting's minutes, ready for the template.

    `key` tells the meeting apart in the registers, `sources` are what a register row names that came from each line.
    `doubted` are the owners of whom nobody can say which one person they are.
    """

    key: str
    head: Head
    lines: tuple[Line, ...]
    sources: tuple[str, ...]
    earlier: tuple[Earlier, ...]
    doubted: frozenset[str]
    held_on: date | None
    objection_by: date | None
    project: str
    author: str
    as_of: date
    source: str

    @property
    def name(self) -> str:
        """What the file is called after: the meeting's title."""
        return self.head.title or self.source

    def of(self, *sorts: Sort) -> tuple[Line, ...]:
        """The lines of these sorts, in the memo's order."""
        return tuple(line for line in self.lines if line.sort in sorts)

    @property
    def is_told_apart(self) -> bool:
        """Whether the meeting can be told from the next one of its name: by its day, or an id of its own."""
        return self.held_on is not None or self.key != self.name

    @property
    def identifier(self) -> str:
        """The meeting, and a digest of what its memo says: two editions of the same minutes differ in it."""
        said = repr((self.head, [(line.sort, line.text, line.number, line.topic, line.owner, line.due, line.due_text,
                                  line.related_id, line.written_sort) for line in self.lines]))  # fmt: skip
        return f"{self.key} #{sha256(said.encode()).hexdigest()[:12]}"

    def values(self, edition: int = 1) -> dict[str, Any]:
        """What the template may name. `edition` counts how often the minutes were changed after they were issued."""
        head = self.head
        until = self.objection_by
        topics = self._topics()
        coming = [line.text for line in self.of("next")]
        next_at = head.next_at or next((text for text in coming if day_within(text)), "")
        return {
            "project": {"name": self.project},
            "head": {
                "title": head.title or OPEN_QUESTION,
                "held_at": head.held_at or OPEN_QUESTION,
                "place": head.place or DASH,
                "attendees": "\n".join([*head.attendees, f"{head.recorder or OPEN_QUESTION}(記)"]),
                "absentees": head.absentees or "なし",
                "recorder": head.recorder or OPEN_QUESTION,
                "distribution": head.distribution or "出席者",
                "documents": head.documents or "なし",
                "version": head.version or ("初版" if edition == 1 else f"第{edition}版"),
                "agenda": "\n".join(f"{n}. {title}" for n, title in enumerate(self._agenda(), 1)) or DASH,
            },
            "earlier": [_earlier_row(todo) for todo in self.earlier],
            "topics": topics,
            "decisions": [_decision_row(n, line) for n, line in enumerate(self.of("decision"), 1)],
            "todos": [
                _todo_row(n, line, doubted=line.owner in self.doubted) for n, line in enumerate(self.of("todo"), 1)
            ],
            "open": [
                {"no": n, "text": line.text, "where": line.due_text or next_at or OPEN_QUESTION}
                for n, line in enumerate(self.of("open"), 1)
            ],
            "next": {"at": next_at or OPEN_QUESTION, "items": [text for text in coming if text != next_at]},
            "other": [
                f"{line.written_sort}: {line.text}" if line.written_sort else line.text for line in self.of("other")
            ],
            "closing": f"{short_day(until)}までにご指摘がない場合は確定といたします。"
            if until
            else "配布後2営業日以内にご指摘がない場合は確定といたします。",
            "document": {
                "title": f"議事録 {self.name}",
                "author": head.recorder or self.author,
                "date": self.held_on or self.as_of,
                "version": str(edition),
                "identifier": self.identifier,
            },
        }

    def _agenda(self) -> list[str]:
        """The topics in the order in which they came up."""
        return list(dict.fromkeys(line.topic for line in self.lines if line.topic))

    def _topics(self) -> list[dict[str, Any]]:
        """The points under the topic they belong to, in order; what comes before any topic stands under 「議事」."""
        topics: dict[str, dict[str, Any]] = {}
        for line in self.lines:
            if line.sort not in ("point", "decision"):
                continue
            topic = topics.setdefault(
                line.topic or "議事", {"title": line.topic or "議事", "points": [], "conclusion": []}
            )
            topic["points" if line.sort == "point" else "conclusion"].append(line.text)
        return list(topics.values())


def _earlier_row(todo: Earlier) -> dict[str, Any]:
    due = f"{todo.due:%Y/%m/%d}" if todo.due else OPEN_QUESTION
    late = f"（{todo.late}営業日超過）" if todo.late else ""
    return {
        "id": todo.id,
        "text": todo.text,
        "owner": todo.owner or OPEN_QUESTION,
        "due": due + late,
        "status": todo.status,
    }


def _decision_row(number: int, line: Line) -> dict[str, Any]:
    doubt = f"{OPEN_QUESTION[:-1]}: 決定か継続か】" if is_undecided(line.text) else ""
    return {
        "no": line.number or str(number),
        "text": line.text,
        "doubt": doubt,
        "kind": "仮" if line.is_provisional else "確定",
        "owner": line.owner or DASH,
        "due": f"{line.due:%Y/%m/%d}" if line.due else (line.due_text or DASH),
        "related": line.related_id or DASH,
    }


def _todo_row(number: int, line: Line, *, doubted: bool) -> dict[str, Any]:
    said = f"（{line.due_text}）" if line.due_text and not _PLAIN_DAY.match(line.due_text) else ""
    return {
        "no": line.number or str(number),
        "text": line.text,
        "owner": line.owner,
        "owner_gap": OPEN_QUESTION if doubted or not line.owner else "",
        "due": f"{line.due:%Y/%m/%d}{said}" if line.due else line.due_text,
        "due_gap": "" if line.due else OPEN_QUESTION,
        "done_when": DASH,
        "related": line.related_id or DASH,
    }
