"""Results as a person at a terminal reads them, and as JSON for programs."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_xl.model.days import full_day
from pmo_xl.model.finding import signed_gravity
from pmo_xl.model.width import width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmo_xl.outputs import CheckOutput, DailyOutput
    from pmo_xl.writer import Outputs

_PATIENCE = 1.0  # seconds before progress is shown
_LISTED = 50
_FIGURES = {
    "execution_rate": "消化率",
    "planned_execution_rate": "計画消化率",
    "completion_rate": "完了率",
    "remaining": "残件数",
    "overdue": "期限超過課題",
    "defects_open": "不具合の残",
}


def show_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """The value as UTF-8 JSON on standard output, whatever the console's encoding."""
    data = _as_json(value) + b"\n"
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(data.decode("utf-8"))
        return
    stream.write(data)
    stream.flush()


def _as_json(value: object) -> bytes:
    import msgspec

    try:  # a tenth of the time that json takes
        return msgspec.json.format(msgspec.json.encode(value), indent=1)
    except (UnicodeEncodeError, OverflowError):  # half a character, a number of twenty digits: as they stand in a cell
        import json

        return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", errors="replace")


def printed_findings(checked: "CheckOutput", *, saved: bool) -> str:
    """The findings, most urgent first, the first fifty of them and where the others are.

    Below them what was accepted, what broke, what the settings say in vain, and how many rules ran.
    """
    result = checked.result
    lines = []
    for finding in checked[:_LISTED]:
        lines.append(f"{signed_gravity(finding.level)} {finding.code} {finding.place}")
        lines.append(f"    {finding.message}")
    if len(checked) > _LISTED:
        rest = "指摘一覧.xlsx にすべてあります" if saved else "--out で指摘一覧.xlsx にすべて出力します"
        lines.append(f"他{len(checked) - _LISTED}件（{rest}）")
    if result.accepted:
        lines.append(f"受容済み {len(result.accepted)}件")
        for known in result.accepted:
            lines.append(f"    {known.finding.code} {known.finding.place} {full_day(known.until)}まで: {known.reason}")
    lines.extend(f"{signed_gravity('error')} {reason}" for _, reason in result.failed)
    lines.extend(f"{signed_gravity('info')} {note}" for note in result.notes)
    return "\n".join([*lines, result.summary])


def printed_metrics(report: "DailyOutput") -> str:
    """The figures of the page's head in a few aligned lines."""
    lines = [report.report.headline.text]
    for name, called in _FIGURES.items():
        metric = report.metrics.get(name)
        if metric is not None:
            reason = f"（{metric.reason}）" if metric.reason else ""
            delta = f"  {metric.delta_text}" if metric.delta_text else ""
            lines.append(f"  {padded(called, 14)}{metric.text}{reason}{delta}")
    return "\n".join(lines)


def padded(text: str, places: int) -> str:
    """The text, filled up with blanks to so many half-width characters."""
    return text + " " * max(1, places - width(text))


class Progress:
    """What is being read now, on standard error, once the work has taken a second and a person is watching."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._width = 0

    def __call__(self, text: str) -> None:
        """Say what is being done; an empty text wipes the line."""
        if not sys.stderr.isatty() or (time.monotonic() - self._started < _PATIENCE and not self._width):
            return
        line = padded(text, self._width) if text else " " * self._width
        sys.stderr.write(f"\r{line}" + ("" if text else "\r"))
        sys.stderr.flush()
        self._width = max(self._width, len(text) * 2)


def relative(path: Path) -> str:
    """The path as seen from the current folder, where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def shown(paths: "Iterable[Path]") -> list[str]:
    """The paths as a person or a program is told them."""
    return [relative(path) for path in paths]


def tell(outputs: "Outputs | None", *, listed: bool) -> None:
    """What was written, and on standard error what has to be said about it; JSON has the list already."""
    if outputs is None:
        return
    for path in outputs.paths if listed else ():
        print(f"作成: {relative(path)}")
    for note in outputs.notes:
        print(f"注意: {note}", file=sys.stderr)
