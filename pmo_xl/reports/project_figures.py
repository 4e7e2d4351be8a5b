"""What one project says on a page about all of them: plain values that survive a cache and a way to another process."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

LIGHTS = ("overall", "progress", "quality", "issues", "resources")  # in the order they are printed
SHOWN = (  # the figures of the catalogue that are printed, by their names in metrics.md
    "scope",
    "execution_rate",
    "planned_execution_rate",
    "execution_gap",
    "execution_gap_pt",
    "completion_rate",
    "remaining",
    "required_rate",
    "actual_rate",
    "forecast_date",
    "defects_open",
    "overdue_fixes",
    "overdue",
    "issues_open",
    "data_health",
)
SEVERITIES = {  # what is counted of the open defects by severity → the severity it counts
    "defects_critical": "critical",
    "defects_high": "high",
    "defects_medium": "medium",
    "defects_low": "low",
    "defects_unranked": None,
}
COUNTED = (*SEVERITIES, "faults", "faults_in_figures")


class Cell(Struct, frozen=True, omit_defaults=True):
    """A cell of a workbook the project was read from; `file` as seen from the project's folder."""

    file: str
    sheet: str
    cell: str


class Said(Struct, frozen=True, omit_defaults=True):
    """One figure as it was said: `value` unrounded (a day as ISO text, a light as its colour), `text` as printed.

    `value` is None when it cannot be said; `reason` then tells why. `previous` and `delta` stand against
    `previous_day`; of a light `delta_text` is what it was then (黄▲). `late` are working days from the phase's end,
    `p80` the day by which 8 in 10 courses have finished (both of a forecast). `ids` are the records behind it, folded;
    `first` is the first one's cell; `number` tells its row on the sheet 根拠 of the project's own 日次報告 (1 is N01;
    0: it has none there).
    """

    value: int | float | str | None
    text: str
    definition: str = ""
    reason: str = ""
    count: int | None = None
    of: int | None = None
    previous: int | float | str | None = None
    previous_day: date | None = None
    delta: int | float | None = None
    delta_text: str = ""
    late: int | None = None
    p80: date | None = None
    ids: str = ""
    records: int = 0
    first: Cell | None = None
    number: int = 0


class VendorCount(Struct, frozen=True, omit_defaults=True):
    """The open defects of one vendor of the project ("" = 担当未定): how they became so many, and how old they are.

    previous + new + transferred + reopened - closed = open = d0_2 + d3_5 + d6_10 + d11 + unknown. What is not known
    is None.
    """

    vendor: str
    previous: int | None = None
    new: int | None = None
    transferred: int | None = None
    reopened: int | None = None
    closed: int | None = None
    open: int = 0
    overdue_fix: int = 0
    d0_2: int = 0
    d3_5: int = 0
    d6_10: int = 0
    d11: int = 0
    unknown: int = 0


class Point(Struct, frozen=True, omit_defaults=True):
    """What was said on one working day; None for what was not said then, all None for a day nobody kept.

    The rate is `executed` of `scope`, so that projects can be added up; `overall` is the colour of the day.
    """

    day: date
    executed: int | None = None
    scope: int | None = None
    rate: float | None = None
    defects_open: int | None = None
    overdue: int | None = None
    overall: str | None = None


class Origin(Struct, frozen=True):
    """A workbook the figures come from: when it was saved, and the hash of its bytes."""

    file: str
    saved: str
    digest: str


class ProjectFigures(Struct, frozen=True):
    """Everything the page about all projects prints of one. `msgspec.json` writes it and reads it back unchanged.

    `lights` are by `LIGHTS`, `figures` by `SHOWN` and `COUNTED`: all keys are always there. `stamp` is 「参考値」 or
    None. `unread` are the workbooks that could not be read: what they hold is in no figure. `points` are the last ten
    working days, oldest first, the as-of day last; `points_note` says which of them cannot be read any more. `since`
    is the day the vendors' new and closed count from. `evidence` is where 根拠 begins in the project's own
    日次報告 (根拠!A5), "" without such a sheet.
    """

    project: str
    phase: str
    as_of: date
    phase_end: date | None
    minus: str
    lights: Mapping[str, Said]
    figures: Mapping[str, Said]
    vendors: tuple[VendorCount, ...]
    since: date | None
    points: tuple[Point, ...]
    points_note: str = ""
    stamp: str | None = None
    stamp_reason: str = ""
    unread: tuple[str, ...] = ()
    sources: tuple[Origin, ...] = ()
    evidence: str = ""
