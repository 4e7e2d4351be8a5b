"""What a test sheet says of a test's day besides its fields: are data and environment there, who looks on, when.

These columns are known by their headings (データ準備, 環境準備, データ準備担当, 時間帯, 立会いベンダー): they hold no
field of their own, or are one of several 前提条件, and a blank cell there means that nobody has said so yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.model.table import Table
from pmo_xl.rules.readiness import is_ticked, says_ready
from pmo_xl.sheets.meaning.values import text_of

Sort = Literal["data", "environment"]
State = Literal["ready", "not_ready", "blank"]
SAID: Final[dict[State, str]] = {"ready": "済", "not_ready": "未", "blank": "未記入"}
_PREPARES: Final = lazy(r"準備|整備|セットアップ")
_SOMEBODY: Final = lazy(r"担当|責任者|準備者|依頼先")
_SOME_DAY: Final = lazy(r"日$|期限|予定|備考|メモ|内容|手順|条件")
_ENVIRONMENT: Final = lazy(r"環境|端末|機器|機材|サーバ|アカウント|権限|(?i:ID|PC)")
_CLOCK: Final = lazy(r"時間帯|時刻|開始時間|実施時間")
_LOOKS_ON: Final = lazy(r"立ち?会い?|同席")


@dataclass(frozen=True, slots=True)
class Preparation:
    """One thing to prepare, as a cell says. `called` is the column's heading, `owner` whoever prepares it, or ""."""

    sort: Sort
    called: str
    state: State
    word: str
    owner: str


@dataclass(frozen=True, slots=True)
class _Columns:
    ticks: tuple[tuple[int, Sort, str, int], ...] = ()  # column, what it is about, its heading, whose column (0: none)
    clock: int = 0
    looks_on: int = 0


class DayColumns:
    """Reads those columns; what a table has is looked up once."""

    def __init__(self) -> None:
        self._known: dict[int, _Columns] = {}

    def preparations(self, test: Record) -> tuple[Preparation, ...]:
        """What has to be prepared for a test, in the order of the columns."""
        return tuple(self._preparations(test))

    def clock(self, test: Record) -> str:
        """The time of day the test is planned for, as written; "" without."""
        return _cell(test, self._of(test.table).clock)

    def looks_on(self, test: Record) -> str:
        """Who is to be present besides the tester; "" when nobody is named."""
        return _cell(test, self._of(test.table).looks_on)

    def _preparations(self, test: Record) -> Iterator[Preparation]:
        for column, sort, called, whose in self._of(test.table).ticks:
            word = _cell(test, column)
            state = _state(word)
            if state is not None:
                yield Preparation(sort, called, state, word, _cell(test, whose))

    def _of(self, table: Table) -> _Columns:
        if id(table) not in self._known:
            self._known[id(table)] = _columns(table)
        return self._known[id(table)]


def _columns(table: Table) -> _Columns:
    headings = {column: _last(text) for column, text in table.headers.items()}
    fields = {column: field for field, column in table.columns.items()}
    free = {c: text for c, text in headings.items() if fields.get(c, "precondition").startswith("precondition")}
    prepared = {c: text for c, text in free.items() if _PREPARES.search(text)}
    whose = {c: text for c, text in headings.items() if _PREPARES.search(text) and _SOMEBODY.search(text)}
    ticks = [
        (column, _sort(text), text, _partner(text, whose))
        for column, text in sorted(prepared.items())
        if column not in whose
        and not _SOME_DAY.search(text)
        and is_ticked([_text(table, row, column) for row in table.record_rows])
    ]
    return _Columns(
        tuple(ticks),
        next((c for c, text in headings.items() if c not in fields and _CLOCK.search(text)), 0),
        next((c for c, text in headings.items() if c not in fields and _LOOKS_ON.search(text)), 0),
    )


def _partner(heading: str, whose: dict[int, str]) -> int:
    """The column that says who prepares it: データ準備担当 beside データ準備; with one for all of them that one."""
    own = next((column for column, text in whose.items() if text.startswith(heading)), 0)
    general = [column for column, text in whose.items() if text.startswith("準備")]
    return own or (general[0] if len(general) == 1 else 0)


def _state(word: str) -> State | None:
    """Ready, not ready, blank; None for a text that says neither."""
    if not word:
        return "blank"
    said = says_ready(word)
    return None if said is None else "ready" if said else "not_ready"


def _sort(heading: str) -> Sort:
    return "environment" if _ENVIRONMENT.search(heading) else "data"


def _last(heading: str) -> str:
    """The lower of two heading rows: 準備 / データ準備 → データ準備."""
    return "".join(heading.rpartition(" / ")[2].split())


def _cell(test: Record, column: int) -> str:
    return _text(test.table, test.row, column) if column else ""


def _text(table: Table, row: int, column: int) -> str:
    return " ".join(text_of(table.grid.value(row, column)).split())
