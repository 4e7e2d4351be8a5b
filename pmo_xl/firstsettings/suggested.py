"""What the sheets say about the project itself: its phase, its going live, the people who test."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from pmo_xl.firstsettings.toml_text import Setting, Value
from pmo_xl.metrics.testers import is_tester
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Record
from pmo_xl.sheets.doubts import SURE
from pmo_xl.sheets.meaning.people import fold_name
from pmo_xl.sheets.reading import Reading

_TESTING: Final = lazy("UAT|受入|受け入れ|テスト|試験|検証")
_LIVE: Final = lazy(r"(?:稼働(?:開始)?|サービスイン|カットオーバー|リリース|運用開始|go-?live|cut-?over)日?$")


class Suggested(Struct, frozen=True):
    """A setting with what is said beside it: the place it was found at; else its value is an example."""

    key: str
    value: Value
    said: str
    was_found: bool = False

    @property
    def setting(self) -> Setting:
        """As a line of pmo.toml."""
        return self.key, self.value, self.said if self.was_found else f"例です。{self.said}"


def suggestions(reading: Reading, as_of: date) -> dict[str, list[Suggested]]:
    """Table of pmo.toml → what may stand in it."""
    phases = [record for record in _plain(reading, "plan") if record.phase or record.title]
    return {
        "project": [*_phase(phases, as_of), _go_live(phases, as_of), *_calendar(reading, as_of)],
        "capacity": [
            _testers(reading, as_of),
            Suggested("tests_per_person_day", 5, "専任の1人が1営業日に実施できる件数"),
        ],
    }


def _phase(phases: Sequence[Record], as_of: date) -> list[Suggested]:
    """The phase of the day, else the only one that is; of several the only one of testing."""
    spans = [p for p in phases if p.planned_start and p.planned_end and p.planned_start <= p.planned_end]
    now = [p for p in spans if p.planned_start and p.planned_end and p.planned_start <= as_of <= p.planned_end]
    found = _only(now or spans) or _only([p for p in now or spans if _TESTING.search(_name(p))])
    if found is None or found.planned_start is None or found.planned_end is None:
        return [
            Suggested("phase", "UAT", "フェーズの名前"),
            Suggested("phase_start", date(as_of.year, 4, 1), "フェーズの開始日"),
            Suggested("phase_end", date(as_of.year, 4, 30), "フェーズの終了日"),
        ]
    return [
        Suggested("phase", _name(found), _where(found), was_found=True),
        Suggested("phase_start", found.planned_start, "", was_found=True),
        Suggested("phase_end", found.planned_end, "", was_found=True),
    ]


def _go_live(phases: Sequence[Record], as_of: date) -> Suggested:
    found = _only([p for p in phases if _LIVE.search(_name(p)) and (p.planned_date or p.planned_start)])
    day = (found.planned_date or found.planned_start) if found else None
    if found is None or day is None:
        return Suggested("go_live", date(as_of.year, 5, 7), "稼働日")
    return Suggested("go_live", day, f"{_where(found)}「{_name(found)}」", was_found=True)


def _calendar(reading: Reading, as_of: date) -> list[Suggested]:
    days = [record for register in reading.registers.values() if register.kind == "holiday" for record in register]
    sheets = dict.fromkeys(f"{day.table.file}「{day.table.sheet}」" for day in days)
    read = f"（{'、'.join(sheets)}の休日は書かなくても読みます）" if sheets else ""
    return [Suggested("extra_holidays", [date(as_of.year, 5, 2)], f"祝日でない会社の休日{read}")]


def _testers(reading: Reading, as_of: date) -> Suggested:
    """How many different people the roster calls testers and has not seen leave."""
    testers: dict[str, str] = {}  # folded name → where
    for person in _plain(reading, "roster"):
        role = " ".join(filter(None, (person.title, person.kind, person.category)))
        left = person.planned_end is not None and person.planned_end < as_of
        if person.owner and is_tester(person) and not left:
            testers.setdefault(fold_name(person.owner), f"{person.table.file}「{person.table.sheet}」の「{role}」など")
    if not testers:
        return Suggested("testers", 3, "テストを実施する人数")
    return Suggested("testers", len(testers), next(iter(testers.values())), was_found=True)


def _plain(reading: Reading, kind: str) -> list[Record]:
    """The records of a kind in tables that are no doubt of it, rows with an odd cell left out."""
    found = []
    for register in reading.registers.values():
        odd = {(id(odd.table), odd.row) for odd in register.oddities}
        for record in register if register.kind == kind else ():
            if record.table.confidence >= SURE and (id(record.table), record.row) not in odd:
                found.append(record)
    return found


def _only(records: Sequence[Record]) -> Record | None:
    return records[0] if len(records) == 1 else None


def _name(record: Record) -> str:
    return record.phase or record.title or ""


def _where(record: Record) -> str:
    return f"{record.table.file}「{record.table.sheet}」{record.row}行目"
