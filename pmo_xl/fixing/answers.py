"""Answers that came back in lists that were sent: previewed, and on request written into the registers' blank cells."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec.structs import replace

from pmo_xl.errors import PmoError
from pmo_xl.fixing.apply import Applied, apply
from pmo_xl.fixing.output import as_json, table
from pmo_xl.fixing.plan import CONFLICT, Plan, Planned, plan
from pmo_xl.model.finding import Finding, Fix
from pmo_xl.model.grid import CellValue, is_blank
from pmo_xl.model.place import Place
from pmo_xl.model.record import Record
from pmo_xl.model.words import status_of
from pmo_xl.reports.request_keys import is_key, keys_of
from pmo_xl.reports.requests import Asked
from pmo_xl.rules.context import Context
from pmo_xl.rules.phrases import column_name
from pmo_xl.sheets.meaning.dates import read_date
from pmo_xl.sheets.meaning.values import text_of
from pmo_xl.sheets.returned import Returned, returned_rows
from pmo_xl.situation import Situation

if TYPE_CHECKING:
    from pmo_xl.project import Project

_AT_ODDS: Final = "返送された一覧どうしで答えが異なります（正しいほうを台帳に記入してください）"
_NOT_FOUND: Final = "台帳に見つかりません（番号・シート名・ブック名が変わったか、行が消えています）"


class AnswersOutput:
    """`.plan` is what would be written, `.apply(out, now)` writes it; `.refused` are the files that could not be read.

    Only blank cells of 回答, 回答日 and 状態 are written. What differs from a filled cell is a suggestion: somebody
    has to confirm it by name. An answer the register has already is passed over: run twice, nothing is written twice.
    """

    def __init__(
        self, as_of: date, made: Plan, situation: Situation, *, rows: int, refused: Sequence[PmoError] = ()
    ) -> None:
        self.as_of = as_of
        self.plan = made
        self.rows = rows
        self.refused = tuple(refused)
        self.applied: Applied | None = None
        self._sources = situation.sources

    @classmethod
    def of(cls, project: "Project", files: Sequence[Path], as_of: date, confirm: Sequence[str] = ()) -> "AnswersOutput":
        """Read the files that came back; raises PmoError when none of them could be read."""
        rows: list[Returned] = []
        refused: list[PmoError] = []
        for file in files:
            try:
                rows += returned_rows(_there(file), is_key)
            except PmoError as error:
                refused.append(error)
        if refused and not rows:
            raise refused[0]
        situation = project.situation(as_of)
        made = planned(rows, situation, confirm)
        return cls(as_of, made, situation, rows=len(rows), refused=refused)

    def apply(self, out: str | Path, now: datetime) -> Applied:
        """Write the answers; `now` stamps the backups and the undo file in `out`. See `fixing.apply`."""
        self.applied = apply(self.plan.fixes, self._sources, Path(out), now)
        return self.applied

    @property
    def fixes(self) -> tuple[Planned, ...]:
        """The cells, as far as is known about them."""
        return self.applied.fixes if self.applied else self.plan.fixes

    def text(self) -> str:
        """What is written where, what is left and why, and what somebody has to decide."""
        fixes, waiting = self.fixes, self.plan.suggestions
        ready = sum(fix.reason is None for fix in fixes)
        if self.applied is None:
            head = f"書き込めるセル: {ready}件（--apply で書き込みます。いまは何も変更していません）"
        else:
            head = f"書き込みました: {sum(fix.done for fix in fixes)}件（全{len(fixes)}件）"
        lines = [f"返送された一覧: {self.rows}行", head if fixes else "新しく書き込む回答はありません", *table(fixes)]
        if waiting:
            lines += [
                "",
                f"台帳に別の記入があるもの: {len(waiting)}件"
                f"（台帳は変更しません。置き換えるには --confirm {waiting[0].name} のように指定します）",
                *table(waiting, named=True),
            ]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """The shape of `requests --take --json`: that of `fix --json`."""
        return as_json(self.as_of, self.fixes, self.applied) | {
            "suggestions": [one.as_dict() for one in self.plan.suggestions],
            "outputs": [str(path) for path in self._outputs()],
        }

    def _outputs(self) -> Iterator[Path]:
        if self.applied is not None:
            yield from self.applied.backups
            yield from (path for path in (self.applied.undo,) if path)


def planned(rows: Sequence[Returned], situation: Situation, confirm: Sequence[str] = ()) -> Plan:
    """The cells that the answers would fill, those nobody can fill with the reason, and the suggestions."""
    asked = Asked(situation)
    records = [record for register in asked.registers(situation.written) for record in register]
    keys = keys_of(records)
    known: dict[str, Record] = {}
    for record in records:
        known.setdefault(keys[record.place()], record)  # an exact copy of a row is the same request
    answers = _Answers(Context(situation), situation.as_of)
    findings: list[Finding] = []
    left: list[Planned] = []
    for row in rows:
        held = known.get(row.key)
        for field, value in row.answers.items():
            if held is None:
                left.append(_left(row, field, value, Place(row.file, row.sheet, row.row), _NOT_FOUND))
                continue
            found = answers.of(row, held, field, value)
            if isinstance(found, Planned):
                left.append(found)
            elif found is not None:
                findings.append(found)
    made = plan(findings, confirm)
    fixes = [replace(fix, reason=_AT_ODDS) if fix.reason == CONFLICT else fix for fix in made.fixes]
    return Plan((*fixes, *left), made.suggestions)


class _Answers:
    """What one written cell means for the register."""

    def __init__(self, context: Context, as_of: date) -> None:
        self.context = context
        self.as_of = as_of

    def of(self, row: Returned, record: Record, field: str, value: CellValue) -> Finding | Planned | None:
        """A correction as a finding, a cell that stays with the reason, or None where the register says it already."""
        place = record.place(field)
        if not record.table.has(field):
            why = f"台帳に「{column_name(field)}」の列がありません"
            return _left(row, field, value, record.place(), why)
        new = self._meant(record, field, value)
        if new is None:
            why = f"「{text_of(value)}」は日付として読めません（返送元に確認してください）"
            return _left(row, field, value, place, why)
        old = record.written(field)
        if self._same(record, field, new):
            return None
        blank = is_blank(old)
        known = field != "status" or status_of(new) is not None
        message = ""
        if not blank:
            message = f"台帳に「{_shown(old)}」とあります。置き換えてよいか確認してください"
        elif not known:
            message = f"「{new}」は台帳の状態の言葉ではありません。このまま書いてよいか確認してください"
        kind: Literal["safe", "suggest"] = "safe" if blank and known else "suggest"
        fix = Fix(kind, place, _shown(old), new)
        return Finding(field, "info", place, message, record.id or row.id, field, fix)

    def _meant(self, record: Record, field: str, value: CellValue) -> str | None:
        """The text to write: an ISO day, the register's own word for a state, the answer itself; None for no day."""
        if field == "response_date":
            read = read_date(value, near=self.as_of)
            return read.date.isoformat() if read.date and read.what in ("date", "text_date", "yearless_date") else None
        text = text_of(value).strip()
        if field == "status":
            return self.context.usual_word(record.table, "status", status_of(text)) or text
        return text

    def _same(self, record: Record, field: str, new: str) -> bool:
        """Whether the register holds the answer already."""
        now = record.get(field)
        if field == "status":
            return now is not None and now == status_of(new)
        if isinstance(now, date):
            return now.isoformat() == new
        return " ".join(str(now or "").split()) == " ".join(new.split())


def _left(row: Returned, field: str, value: CellValue, place: Place, why: str) -> Planned:
    fix = Fix("suggest", place, "", _shown(value))
    return Planned(field, fix, row.id, field, "", reason=why)


def _shown(value: CellValue) -> str:
    """A cell's value in the words of `fix`: a day as ISO, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, date):
        return date(value.year, value.month, value.day).isoformat()
    return text_of(value).strip()


def _there(file: Path) -> Path:
    if file.is_dir():
        raise PmoError(f"{file} はフォルダです", "返送された依頼一覧のブックを指定してください（いくつでも）")
    if not file.is_file():
        raise PmoError(f"{file} が見つかりません", "場所と名前を確認してください")
    return file
