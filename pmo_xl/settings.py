"""The settings of a project: every table and key that pmo.toml may hold, with its default."""

from datetime import date
from typing import Annotated, Literal

import msgspec

Colour = Literal["green", "yellow", "red"]
BatchWork = Literal[
    "check",
    "keep",
    "daily",
    "escalate",
    "requests",
    "reconcile",
    "morning",
    "evening",
    "defects",
    "readiness",
    "training",
    "weekly",
    "completion",
    "work",
    "tomorrow",
    "decisions",
]

_COLOURS: dict[Colour, str] = {"green": "緑", "yellow": "黄", "red": "赤"}


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of pmo.toml; an unknown key is an error."""


class ProjectSection(_Section, frozen=True):
    """[project]: name, phase and its days, go-live, calendar."""

    name: str = ""
    phase: str = ""
    phase_start: date | None = None
    phase_end: date | None = None
    go_live: date | None = None
    holidays: Literal["jp", "none"] = "jp"
    extra_holidays: tuple[date, ...] = ()


class CapacitySection(_Section, frozen=True):
    """[capacity]: people who test, and tests one of them runs in a working day."""

    testers: float | None = None
    tests_per_person_day: float | None = None


class RegisterSection(_Section, frozen=True):
    """[registers.NAME]: which sheet it is, and the columns and words inspection did not get right.

    A kind that a section names is taken from there only; with `only = false` the section corrects its own sheets, and
    what inspection finds elsewhere stays in the register beside them.
    """

    file: str | None = None
    sheet: str | list[str] | None = None
    kind: str | None = None
    only: bool = True
    side: Literal["user", "vendor"] | None = None
    header_rows: tuple[Annotated[int, msgspec.Meta(ge=1)], ...] | None = None
    columns: dict[str, str] = {}
    values: dict[str, dict[str, list[str]]] = {}

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheet names it is limited to; none means every sheet of its kind."""
        if self.sheet is None:
            return ()
        return (self.sheet,) if isinstance(self.sheet, str) else tuple(self.sheet)


class Accept(_Section, frozen=True):
    """[[check.accept]]: a finding that is accepted until a day, with the reason."""

    code: str
    until: date
    reason: str
    id: str | None = None
    cell: str | None = None


class Params(_Section, frozen=True):
    """[check.params]: the rules' thresholds (rules.md R6). Days are working days, but `date_margin_days` calendar."""

    fuzzy_header: float = 0.80
    date_margin_days: int = 365
    file_age_hours: float = 20
    issue_due_days: dict[str, int] = msgspec.field(
        default_factory=lambda: {"critical": 2, "high": 3, "medium": 5, "low": 10}
    )
    stale_days: int = 3
    duplicate_similarity: float = 0.80
    min_title_chars: int = 6
    high_share: float = 0.40
    high_share_min: int = 10
    owner_load_factor: float = 2.0
    owner_load_min: int = 5
    waived_days: int = 5
    waived_share: float = 0.03
    max_repeats: int = 20
    answer_days: int = 3
    action_days: int = 1
    retest_days: int = 1
    reopen_limit: int = 2
    minutes_days: int = 1
    training_ready_days: int = 1
    conflict_days: int = 5
    due_slips: int = 2
    mass_edit_share: float = 0.30
    mass_edit_min: int = 20
    evidence_check: bool = False


class CheckSection(_Section, frozen=True):
    """[check]: which rules run, at what level, with what thresholds, and what is accepted."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: str | None = None
    levels: dict[str, Literal["error", "warning", "info"]] = {}
    accept: tuple[Accept, ...] = ()
    params: Params = Params()


class EscalateSection(_Section, frozen=True):
    """One [[escalate]] table: all conditions it gives must hold."""

    to: str | None = None
    kind: tuple[str, ...] = ("issue", "defect", "todo", "decision")
    severity: tuple[str, ...] = ()
    overdue_days: int | None = None
    slips: int | None = None
    age_days: int | None = None
    waiting_tests: int | None = None
    after_go_live: bool | None = None
    provisional_days: int | None = None
    conflict_days: int | None = None
    forecast_late_days: int | None = None
    load_ratio: float | None = None


class MetricsSection(_Section, frozen=True):
    """[metrics]: how figures are counted (metrics.md §3)."""

    done: Literal["pass", "approved"] = "pass"
    basis: Literal["case", "run", "effort"] = "case"
    holiday_due: Literal["next", "previous"] = "next"
    curve_x: Literal["days", "runs"] = "days"
    rate_days: Annotated[int, msgspec.Meta(ge=1)] = 7
    min_runs: int = 20
    blocked_warn: float = 0.05
    forecast_min_rate: float = 0.50
    forecast_min_days: int = 6
    growth_min_rate: float = 0.60
    growth_min_found: int = 20
    hours_per_month: Annotated[float, msgspec.Meta(gt=0)] = 160


class RagSection(_Section, frozen=True):
    """[rag]: when a light turns yellow or red (metrics.md §5)."""

    gap_red_pt: float = 10
    gap_yellow_pt: float = 3
    late_red_days: int = 2
    load_red: float = 1.00
    load_yellow: float = 0.90
    critical_days: int = 2
    refail_red: float = 0.20
    words: dict[Colour, str] = {}

    def called(self, colour: Colour) -> str:
        """The word for a colour: 緑, 黄, 赤, or what the project says instead."""
        return self.words.get(colour, _COLOURS[colour])


class HistorySection(_Section, frozen=True):
    """[history]: where kept states lie, and for how many calendar days."""

    folder: str = "history"
    keep_days: int = 400


class BatchSection(_Section, frozen=True):
    """[batch]: what a batch does for this project."""

    run: tuple[BatchWork, ...] = ("check", "keep", "daily")


class ReconcileSection(_Section, frozen=True):
    """[reconcile]: the sheet that maps user-side to vendor-side ids."""

    map: str | None = None


class ReportFiles(_Section, frozen=True):
    """[reports.NAME]: a project's own templates, relative to pmo.toml."""

    xlsx: str | None = None
    docx: str | None = None
    html: str | None = None  # of the daily report and the portfolio


class ReportsSection(_Section, frozen=True):
    """[reports]: where outputs go, to whom, by whom, and their wording."""

    out: str | None = None  # relative to pmo.toml; without it outputs go to ./out of the current folder
    to: str = "プロジェクトオーナー"
    author: str = "PMO"
    minus: Literal["▲", "-"] = "▲"
    max_memos: int = 20
    daily: ReportFiles = ReportFiles()
    check: ReportFiles = ReportFiles()
    reminder: ReportFiles = ReportFiles()
    escalation: ReportFiles = ReportFiles()
    memo: ReportFiles = ReportFiles()
    minutes: ReportFiles = ReportFiles()
    requests: ReportFiles = ReportFiles()
    matrix: ReportFiles = ReportFiles()
    reconcile: ReportFiles = ReportFiles()
    weekly: ReportFiles = ReportFiles()
    completion: ReportFiles = ReportFiles()
    work: ReportFiles = ReportFiles()
    tomorrow: ReportFiles = ReportFiles()
    morning: ReportFiles = ReportFiles()
    evening: ReportFiles = ReportFiles()
    defects: ReportFiles = ReportFiles()
    readiness: ReportFiles = ReportFiles()
    training: ReportFiles = ReportFiles()
    decisions: ReportFiles = ReportFiles()
    portfolio: ReportFiles = ReportFiles()  # in the pmo.toml of the folder a batch is given

    @property
    def templates(self) -> tuple[str, ...]:
        """The templates a project names as its own, relative to pmo.toml."""
        files = [value for value in msgspec.structs.asdict(self).values() if isinstance(value, ReportFiles)]
        return tuple(own for file in files for own in msgspec.structs.asdict(file).values() if own)


class Config(_Section, frozen=True):
    """The whole of pmo.toml. `Config()` is a project that says nothing about itself."""

    project: ProjectSection = ProjectSection()
    capacity: CapacitySection = CapacitySection()
    registers: dict[str, RegisterSection] = {}
    check: CheckSection = CheckSection()
    escalate: tuple[EscalateSection, ...] = ()
    metrics: MetricsSection = MetricsSection()
    rag: RagSection = RagSection()
    history: HistorySection = HistorySection()
    batch: BatchSection = BatchSection()
    reconcile: ReconcileSection = ReconcileSection()
    reports: ReportsSection = ReportsSection()
