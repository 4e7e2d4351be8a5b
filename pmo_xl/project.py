"""The one door: a project's workbooks and settings, and the work that can be done with them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_xl.config import FILE_NAME, read_config
from pmo_xl.errors import PmoError
from pmo_xl.model.kept import Kept
from pmo_xl.settings import Config
from pmo_xl.situation import Situation
from pmo_xl.workdays import Calendar

if TYPE_CHECKING:
    from pmo_xl.carrying.output import MinutesOutput
    from pmo_xl.escalations import EscalationOutput
    from pmo_xl.firstsettings import FirstSettings
    from pmo_xl.fixing.answers import AnswersOutput
    from pmo_xl.fixing.output import FixOutput
    from pmo_xl.inspection import InspectOutput
    from pmo_xl.model.pairs import Pair
    from pmo_xl.model.register import Register
    from pmo_xl.outputs import CheckOutput, DailyOutput
    from pmo_xl.packs import Pack
    from pmo_xl.reconciliation import ReconcileOutput
    from pmo_xl.request_files import RequestsOutput
    from pmo_xl.rules.registry import Rule
    from pmo_xl.sheets.files.book import Book
    from pmo_xl.sheets.read import Reading

Progress = Callable[[str], None]
_FIRST, _LAST = date(1950, 1, 1), date(2199, 12, 31)  # further away a mistyped year is all it can be


def load(*paths: str | Path, password: str | None = None, progress: Progress | None = None) -> "Project":
    """A project from a folder, a pmo.toml, or workbooks (default: the current folder). Nothing is read yet.

    Raises PmoError when nothing stands there, or when its pmo.toml cannot be used.
    """
    from pmo_xl.sheets.files.discover import workbooks_in

    given = [Path(path) for path in paths] or [Path()]
    notes: tuple[str, ...] = ()
    for path in given:
        if not path.exists():
            raise PmoError(f"{path} が見つかりません", "場所と名前を確認してください")
    first = given[0]
    if first.is_dir() or first.name == FILE_NAME:
        if len(given) > 1:
            raise PmoError(
                f"プロジェクトが複数指定されています（{'、'.join(map(str, given))}）",
                "フォルダか pmo.toml を1つ、またはブックだけを並べて指定してください",
            )
        root = first if first.is_dir() else first.parent
        found = workbooks_in(root)
        books, notes = list(found.paths), found.notes
    else:
        root, books = first.parent, given
    settings = root / FILE_NAME
    config = read_config(settings) if settings.is_file() else Config()
    if books is not given and config.reports.templates:  # a template beside the workbooks is none of them
        own = {(root / file).resolve() for file in config.reports.templates}
        books = [path for path in books if path.resolve() not in own]
    if books is not given and config.registers:  # pmo.toml may name workbooks that lie in other folders
        from pmo_xl.sheets.sections import named_files

        known = {path.resolve() for path in books}
        books += [path for path in named_files(config.registers, root) if path.resolve() not in known]
    return Project(root, books, config, password=password, progress=progress, notes=notes)


def read(path: str | Path, kind: str | None = None, *, password: str | None = None) -> "Register":
    """One register from one workbook, without a project: the tables of `kind`, or of the kind most records have.

    Raises PmoError when the workbook cannot be read, or holds no such table.
    """
    project = load(path, password=password)
    refused = next((file for file in project.reading().files if file.refused), None)
    if refused is not None:
        raise PmoError(f"{refused.file}: {refused.refused}", refused.hint or "ファイルを確認してください")
    found = [r for r in project.registers.values() if kind in (None, r.kind)]
    if not found:
        from pmo_xl.model.fields import KINDS

        what = KINDS[kind][0] if kind in KINDS else "管理表"
        raise PmoError(
            f"{Path(path).name} に{what}の表が見つかりません", "pmo-xl inspect でシートの読み取り結果を確認してください"
        )
    return max(found, key=len)


class Project:
    """A project's workbooks, read as they are and never written to.

    `root` is the folder its pmo.toml lies (or would lie) in, `paths` its workbooks. Reading happens on first use,
    once per as-of day (a date written without a year is read as the one nearest to it).
    """

    def __init__(
        self,
        root: Path,
        paths: Sequence[Path],
        config: Config,
        *,
        password: str | None = None,
        progress: Progress | None = None,
        notes: tuple[str, ...] = (),
        opened: "Mapping[Path, Book] | None" = None,
    ) -> None:
        self.root = root
        self.paths = tuple(paths)
        self.config = config
        self.notes = notes
        self._password = password
        self._progress = progress
        self._opened = opened or {}
        self._readings: dict[date | None, Reading] = {}

    @property
    def name(self) -> str:
        """The project's name from pmo.toml, else its folder's."""
        return self.config.project.name or self.root.resolve().name

    @cached_property
    def registers(self) -> "Mapping[str, Register]":
        """The registers by name (`issues`, `tests`, …), as the sheets say, not as of any day."""
        return self.reading(self.config.project.phase_end).registers

    def reading(self, near: date | None = None) -> "Reading":
        """What the workbooks say. `near` is the day that dates without a year are closest to."""
        if near not in self._readings:
            self._readings[near] = self._read(self.paths, near)
        return self._readings[near]

    def reading_of(self, file: Path, near: date | None = None) -> "Reading":
        """What one workbook says, with this project's settings; raises PmoError when it cannot be read."""
        known = {path.resolve() for path in self.paths}
        reading = self._read([file], near) if file.resolve() not in known else self.reading(near)
        for read in reading.files:
            if read.file == file.name and read.refused:
                raise PmoError(f"{read.file}: {read.refused}", read.hint or "ファイルを確認してください")
        return reading

    def _read(self, paths: Sequence[Path], near: date | None) -> "Reading":
        from pmo_xl.sheets.read import read_project

        return read_project(
            paths,
            self.config,
            root=self.root,
            password=self._password,
            near=near,
            progress=self._progress,
            opened=self._opened,
        )

    def with_open(self, book: "Book") -> "Project":
        """The same project with a workbook as it stands open in Excel, in place of the file of that name.

        Of 台帳.xlsx and 台帳.xlsm the open one counts.
        """
        here = book.path.resolve()
        both = (".xlsx", ".xlsm")
        same = {here, *(here.with_suffix(suffix) for suffix in both if here.suffix.lower() in both)}
        paths = [book.path if path.resolve() in same else path for path in self.paths]
        paths = list(dict.fromkeys(paths if book.path in paths else [book.path, *paths]))
        return Project(
            self.root,
            paths,
            self.config,
            password=self._password,
            progress=self._progress,
            notes=self.notes,
            opened={**self._opened, book.path: book},
        )

    def situation(self, as_of: date, *, at: time | None = None) -> Situation:
        """The project as it stood at the end of the day: registers, calendar, and the states kept before.

        Raises PmoError for a day no project can stand at.
        """
        from pmo_xl.sheets.days_off import days_off
        from pmo_xl.sheets.standards import standards_in

        if not _FIRST <= as_of <= _LAST:
            raise PmoError(
                f"対象日 {as_of.isoformat()} では集計できません",
                f"{_FIRST.year}年から{_LAST.year}年までの日付を指定してください",
            )
        reading = self.reading(as_of)
        settings = self.config.project
        extra = days_off(reading.registers) | dict.fromkeys(settings.extra_holidays, "プロジェクト休日")
        calendar = Calendar(extra, public=settings.holidays == "jp", holiday_due=self.config.metrics.holiday_due)
        kept = self._kept(as_of)
        unread = tuple(file.file for file in reading.files if file.refused)
        standards = standards_in(reading)
        return Situation(
            as_of, self.config, calendar, reading.registers, kept, at, reading.sources, unread, standards, self._pairs()
        )

    def _pairs(self) -> "tuple[Pair, ...]":
        """What the mapping sheet of [reconcile] says; nothing without one."""
        if self.config.reconcile.map is None:
            return ()
        from pmo_xl.sheets.idmap import id_pairs

        return id_pairs(self.root / self.config.reconcile.map, password=self._password)

    def _kept(self, before: date) -> tuple[Kept, ...]:
        if not self.history_folder.is_dir():
            return ()
        from pmo_xl import history

        return history.load(self.history_folder, before=before)

    @cached_property
    def own_rules(self) -> "tuple[Rule, ...]":
        """The rules of the file that `[check] rules` names, which is run for it; none without.

        Raises ConfigError when the file cannot be used.
        """
        named = self.config.check.rules
        if named is None:
            return ()
        from pmo_xl.rules.own import own_rules

        return own_rules(self.root / named, named)

    @property
    def history_folder(self) -> Path:
        """Where kept states lie: beside pmo.toml."""
        return self.root / self.config.history.folder

    def inspect(self, as_of: date) -> "InspectOutput":
        """How every sheet was understood: `.text()`, `.to_json()`, and `.save(out)` for one HTML page a workbook."""
        from pmo_xl.inspection import InspectOutput

        return InspectOutput(self, as_of)

    def first_settings(self, as_of: date, *, update: bool = False) -> "FirstSettings":
        """A commented pmo.toml from what inspection found: `.save()` writes it beside the workbooks.

        Where there is one already it is refused, or with `update` what is new is added to it.
        """
        from pmo_xl.firstsettings import FirstSettings

        return FirstSettings(self, as_of, update=update)

    def check(self, as_of: date, *, at: time | None = None) -> "CheckOutput":
        """Run the rules. The result is a sequence of findings, most urgent first; `.save(out)` writes 指摘一覧.xlsx."""
        from pmo_xl import rules
        from pmo_xl.outputs import CheckOutput

        own = self.own_rules  # what is wrong with them is said before anything is read
        situation = self.situation(as_of, at=at)
        return CheckOutput(self, situation, rules.run(situation, own))

    def fix(self, as_of: date, *, at: time | None = None, confirm: Sequence[str] = ()) -> "FixOutput":
        """The corrections the findings propose: `.plan`, `.text()`, and `.apply(out, now)`, which writes them.

        `confirm` names suggestions to take in (`I-002:課題一覧!H12`). Nothing is written before `.apply`.
        """
        from pmo_xl import fixing
        from pmo_xl.fixing.output import FixOutput

        checked = self.check(as_of, at=at)
        return FixOutput(as_of, fixing.plan(checked, confirm), checked.situation.sources)

    def daily(self, as_of: date, *, at: time | None = None) -> "DailyOutput":
        """The daily report: `.metrics`, `.stamp`, and `.save(out)` for Excel and Word (`html=True`: a page too)."""
        from pmo_xl import rules
        from pmo_xl.metrics.catalogue import measure
        from pmo_xl.outputs import DailyOutput

        own = self.own_rules
        situation = self.situation(as_of, at=at)
        checked = rules.run(situation, own)
        return DailyOutput(self, situation, checked, measure(situation, checked.findings, ran=checked.codes))

    def pack(self, name: str, as_of: date, *, at: time | None = None) -> "Pack":
        """A pack: morning 朝会, evening 夕会, defects 不具合方針, readiness 稼働判定, training トレーニング,
        weekly 週次報告, completion 完了報告, work 作業報告, tomorrow 明日の準備, decisions 決定ログ・判断依頼;
        `.save(out)` writes it.

        Raises PmoError naming the nearest pack when there is none of this name.
        """
        from pmo_xl.packs import pack_named

        made = pack_named(name)  # a wrong name is said before anything is read
        return made(self.daily(as_of, at=at))

    def escalate(self, as_of: date, *, at: time | None = None) -> "EscalationOutput":
        """What has to be decided above: `.items`, and `.save(out)` for the list and one memo per item."""
        from pmo_xl.escalations import EscalationOutput

        return EscalationOutput(self, self.daily(as_of, at=at))

    def requests(self, as_of: date, *, at: time | None = None) -> "RequestsOutput":
        """The open requests: `.lists` one an addressee, `.matrix` who waits for whom, `.save(out)`."""
        from pmo_xl.request_files import RequestsOutput

        return RequestsOutput(self, self.situation(as_of, at=at))

    def reconcile(self, as_of: date, *, at: time | None = None) -> "ReconcileOutput":
        """The user side's ledgers against the vendor side's: `.report.lines`, and `.save(out)` for 二台帳突合.

        Raises PmoError naming the side that has no ledger.
        """
        from pmo_xl.reconciliation import ReconcileOutput

        return ReconcileOutput(self.daily(as_of, at=at))

    def answers(self, files: Sequence[str | Path], as_of: date, *, confirm: Sequence[str] = ()) -> "AnswersOutput":
        """What came back in lists that were sent: `.plan`, `.text()`, and `.apply(out, now)`, which writes it.

        `confirm` names answers to take in although the cell is filled (`status:課題一覧!M12`).
        """
        from pmo_xl.fixing.answers import AnswersOutput

        return AnswersOutput.of(self, [Path(file) for file in files], as_of, confirm)

    def minutes(self, files: str | Path | Sequence[str | Path], as_of: date) -> "MinutesOutput":
        """The minutes of the meetings in a workbook of memo sheets or a UTF-8 text file, or in several of them.

        `.save(out)` writes them, `.apply(out, now)` carries their ToDo and decisions into the registers.
        """
        from pmo_xl.carrying.output import MinutesOutput

        return MinutesOutput.of(self, [Path(f) for f in ([files] if isinstance(files, str | Path) else files)], as_of)

    def keep(self, as_of: date, *, at: time | None = None, today: date | None = None) -> Path:
        """Keep the state of the day in the history folder; gives back where.

        Days older than `[history] keep_days` are removed; `today` guards them against a mistyped day far ahead.
        """
        return self.daily(as_of, at=at).keep(today=today)

    def daily_as_kept(self, day: date) -> "DailyOutput":
        """The daily report of a kept day, as it was reported: from what was kept then, not from today's workbooks.

        Raises HistoryError when the day was not kept, or its files cannot be read any more.
        """
        from pmo_xl.kept_daily import daily_as_kept

        return daily_as_kept(self, day)
