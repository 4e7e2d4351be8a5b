"""What a 議事メモ says: its head, and which of its lines are decisions, ToDo, points, or left open."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal

from msgspec import Struct

from pmo_xl.model.days import full_day
from pmo_xl.model.half_width import half_width
from pmo_xl.model.ids import is_running_number
from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.table import Table
from pmo_xl.sheets.meaning.dates import day_within
from pmo_xl.sheets.meaning.due_words import spoken_due
from pmo_xl.sheets.meaning.values import text_of
from pmo_xl.workdays import Calendar

Sort = Literal["point", "decision", "todo", "open", "next", "other"]

_SORTS: Final[tuple[tuple[Sort, re.Pattern[str]], ...]] = (
    ("decision", lazy("決定|決|合意|承認")),
    ("todo", lazy("todo|to do|宿題|持ち?帰り|アクション|依頼|action|^t$", re.IGNORECASE)),
    ("open", lazy("保留|継続|未決|懸案")),
    ("next", lazy("次回")),
    ("point", lazy("論点|発言|議論|説明|報告|質問|回答|共有|要点")),
)
_FOR_NOW: Final = lazy(r"仮決|仮で|仮に|仮とする|仮です|[(（【\[]仮[)）】\]]|^仮\s*[:：]|暫定")
_UNSAID: Final = lazy(r"[\s。、,.]+")


class Line(Struct, frozen=True):
    """One line of a memo. `due` is the day it was read as, `due_text` what was written."""

    sort: Sort
    text: str
    number: str = ""
    topic: str = ""
    owner: str = ""
    due: date | None = None
    due_text: str = ""
    related_id: str = ""
    written_sort: str = ""
    place: Place | None = None

    @property
    def is_provisional(self) -> bool:
        """Whether a decision holds only for now: marked 仮, 暫定 (仮想 or 仮設 in its text is no such mark)."""
        return bool("仮" in self.written_sort or _FOR_NOW.search(self.text))

    @property
    def gaps(self) -> tuple[str, ...]:
        """What a ToDo needs and does not have."""
        if self.sort != "todo":
            return ()
        return tuple(name for name, value in (("担当", self.owner), ("期限", self.due)) if not value)


def sort_of_line(written: str) -> Sort:
    """What a 区分 word means: 決定, ToDo, 保留, 次回, 論点; an unknown word is `other`, a blank one a point."""
    word = written.strip()
    if not word:
        return "point"
    return next((sort for sort, pattern in _SORTS if pattern.search(word)), "other")


def head_of(table: Table) -> Mapping[str, str]:
    """The head of a memo sheet as field → text; what the sheet does not say is not in it."""
    texts = {name: text_of(table.grid.value(*cell)) for name, cell in table.head.items()}
    return {name: text for name, text in texts.items() if text}


def held_on(head: Mapping[str, str]) -> date | None:
    """The day of the meeting, from its 日時; None when that names no whole day."""
    return day_within(head.get("held_at", ""))


def line_of(record: Record, said_on: date, calendar: Calendar) -> Line:
    """A row of a memo as a line. Words for its due date count from `said_on`, the day of the meeting."""
    written = text_of(record.written("kind") or record.written("category"))
    due_text = text_of(record.written("due_date"))
    return Line(
        sort=sort_of_line(written),
        text=record.description or record.title or "",
        number=record.id or "",
        topic=text_of(record.category) if record.table.has("kind") else "",
        owner=record.owner or "",
        due=_due(record, due_text, said_on, calendar),
        due_text=due_text,
        related_id=record.related_id or "",
        written_sort=written,
        place=record.place("description" if record.table.has("description") else "title"),
    )


def _due(record: Record, due_text: str, said_on: date, calendar: Calendar) -> date | None:
    """A real date as it stands; words as said in the meeting."""
    if isinstance(record.written("due_date"), date):
        return record.due_date
    return spoken_due(due_text, said_on, calendar) if due_text else None


def meeting_key(head: Mapping[str, str], otherwise: str, on: date | None) -> str:
    """What tells a meeting apart: its own 会議ID, else its name and day; `otherwise` stands for a missing name."""
    if "id" in head:
        return head["id"]
    title = head.get("title") or otherwise
    return f"{title} {full_day(on)}" if on else title


def sources_of(meeting: str, lines: Iterable[Line]) -> tuple[str, ...]:
    """What a register row that came from a line names as its source, line by line: 「UAT定例 2024/05/07 No.3」.

    `meeting` is its `meeting_key`. The number is the line's own, else its place among the lines. A number that does
    more than count (M05-03) names meeting and line by itself.
    """
    return tuple(
        line.number
        if line.number and not is_running_number(line.number)
        else f"{meeting} No.{line.number.removeprefix('No.') or place}"
        for place, line in enumerate(lines, 1)
    )


def bare(text: str) -> str:
    """A text without what two people write differently: width, case, spaces, commas and full stops."""
    return _UNSAID.sub("", half_width(text).casefold())
