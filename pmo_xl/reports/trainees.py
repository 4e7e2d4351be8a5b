"""What the people of a training still lack before it: documents, ID and environment, as the ticks of the list say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pmo_xl.metrics.trained import Trainee, trainees
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.model.table import Table
from pmo_xl.rules.readiness import Preparing, preparations
from pmo_xl.sheets.meaning.values import text_of
from pmo_xl.situation import Situation

Sort = Literal["documents", "account", "environment", "others"]
SORTS: Final[dict[Sort, str]] = {"documents": "資料", "account": "ID", "environment": "環境", "others": "ほかの準備"}
_DOCUMENTS: Final = lazy(r"資料|教材|テキスト|マニュアル|説明書|手順書|配布")
_ACCOUNT: Final = lazy(r"アカウント|権限|ログイン|(?i:(?<![a-z])ID(?![a-z])|account)|ユーザ")
_ENVIRONMENT: Final = lazy(r"環境|端末|機器|機材|タブレット|会場|席|データ|(?i:(?<![a-z])PC(?![a-z]))")
_ROUND: Final = lazy(r"^(?:(?:開催|研修|受講)?回数?|クラス|コマ)$")
_CLOCK: Final = lazy(r"時間帯?|時刻")
_LENGTH: Final = lazy(r"所要|数|長さ|分$|見込")


@dataclass(frozen=True, slots=True)
class Tick:
    """One preparation of one person. `called` is the column's heading, `word` what the cell says."""

    sort: Sort
    called: str
    field: str
    word: str
    is_ready: bool


@dataclass(frozen=True, slots=True)
class Readying:
    """One person who is still to come, and what is prepared. `within` are working days from the as-of day to theirs.

    `round` is which time of the training it is, `clock` its time of day, both as written.
    """

    trainee: Trainee
    round: str
    clock: str
    org: str
    ticks: tuple[Tick, ...]
    within: int | None

    @property
    def record(self) -> Record:
        """The row of the training list."""
        return self.trainee.record

    @property
    def lacking(self) -> tuple[Tick, ...]:
        """What is not ready."""
        return tuple(tick for tick in self.ticks if not tick.is_ready)

    @property
    def is_known(self) -> bool:
        """Whether the list has a column that says what is prepared."""
        return bool(self.ticks)

    @property
    def order(self) -> tuple[object, ...]:
        """Those not ready first, then those nobody says anything of; by day, time, department and row."""
        day = self.trainee.day
        when = (day is None, day.toordinal() if day else 0, self.clock.zfill(5), self.round)
        return 0 if self.lacking else 2 if self.is_known else 1, *when, self.org, self.record.row


def still_to_come(situation: Situation) -> tuple[Readying, ...]:
    """Everybody whose training is today or later, or has no day yet; those who lack something first."""
    columns: dict[int, _Columns] = {}
    found = []
    seen: set[int] = set()
    for one in trainees(situation):
        if one.state == "coming" and id(one.record) not in seen:  # of several times the next one
            seen.add(id(one.record))
            table = one.record.table
            if id(table) not in columns:
                columns[id(table)] = _columns(table, situation)
            found.append(_readying(one, columns[id(table)], situation))
    return tuple(sorted(found, key=lambda one: one.order))


def org_of(record: Record, situation: Situation) -> str:
    """The department in the one spelling of it; "" without any."""
    return situation.companies.shown(record.owner_org) if record.owner_org else ""


@dataclass(frozen=True, slots=True)
class _Columns:
    prepared: tuple[Preparing, ...]
    round: int
    clock: int


def _readying(one: Trainee, columns: _Columns, situation: Situation) -> Readying:
    record, day = one.record, one.day
    times = dict.fromkeys(
        filter(None, (_cell(record, columns.round), one.called, " ".join((record.title or "").split())))
    )
    return Readying(
        trainee=one,
        round=" ".join(times),
        clock=_cell(record, columns.clock),
        org=org_of(record, situation),
        ticks=tuple(_ticks(record, columns)),
        within=situation.calendar.after(situation.as_of, day) if day is not None else None,
    )


def _ticks(record: Record, columns: _Columns) -> Iterator[Tick]:
    for one in columns.prepared:
        yield Tick(_sort(one.heading), one.heading, one.field, one.word(record), one.is_ready(record))


def _columns(table: Table, situation: Situation) -> _Columns:
    own = [record for record in situation.counted("training") if record.table is table]
    prepared = preparations(table, own)
    free = {column: _last(text) for column, text in table.headers.items() if column not in table.columns.values()}
    clocks = (c for c, text in free.items() if _CLOCK.search(text) and not _LENGTH.search(text))
    return _Columns(prepared, next((c for c, text in free.items() if _ROUND.search(text)), 0), next(clocks, 0))


def _sort(heading: str) -> Sort:
    if _ACCOUNT.search(heading):
        return "account"
    if _DOCUMENTS.search(heading):
        return "documents"
    return "environment" if _ENVIRONMENT.search(heading) else "others"


def _last(heading: str) -> str:
    """The lower of two heading rows: 準備 / 資料 → 資料."""
    return "".join(heading.rpartition(" / ")[2].split())


def _cell(record: Record, column: int) -> str:
    """What a cell of the row says; in a tall merged cell, what stands at its top."""
    if not column:
        return ""
    grid = record.table.grid
    row = next((area.top for area in grid.facts.merges if area.holds(record.row, column)), record.row)
    return " ".join(text_of(grid.value(row, column)).split())
