"""The texts of the daily page at full length, and the numbers inside them that lead to what lies behind."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from msgspec import Struct

from pmo_xl.reports.common import DASH, metric, no_data, tight
from pmo_xl.reports.daily import DailyReport
from pmo_xl.reports.figures import Figure
from pmo_xl.reports.printed import Evidence
from pmo_xl.reports.signals import without_odds

_DIGIT: Final = re.compile(r"\d")
_FIGURES: Final = ("first", "second", "third")


class Piece(Struct, frozen=True):
    """A part of a sentence; `to` is the anchor of what lies behind it, "" where it is plain text."""

    text: str
    to: str = ""


def texts(report: DailyReport, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the page as the paper has them, but whole: a screen has room for every line and word."""
    said = {light.key: metric(report.metrics, f"rag_{light.key}").reason or DASH for light in report.signals}
    reasons = {key: tight(without_odds(reason)) for key, reason in said.items()}
    return {
        **{name: values[name] for name in ("title", "overall", "headline", "trend", "footer")},
        "figures": {name: _figure(figure) for name, figure in zip(_FIGURES, report.figures, strict=True)},
        "decisions": values["all_decisions"],
        "signals": {key: {**signal, "reason": reasons[key]} for key, signal in values["signals"].items()},
        "events": _lines(report.today, values["events"]),
        "tomorrow": _lines(report.tomorrow, values["tomorrow"]),
    }


def _figure(figure: Figure) -> dict[str, str]:
    return {name: tight(text) if name != "label" else text for name, text in asdict(figure).items()}


def _lines(lines: Iterable[str], shown: list[dict[str, str]]) -> list[dict[str, str]]:
    """As the paper has them, without end; what it says of a block without lines stays."""
    return [{"text": f"・{line}"} for line in lines] or shown


class Linked:
    """Texts with their numbers as links: `rows` are the numbers that stand on the page, each with its anchor."""

    def __init__(self, rows: Iterable[tuple[str, Evidence]]) -> None:
        self._rows: dict[str, list[tuple[str, str]]] = {}
        for anchor, row in rows:
            self._rows.setdefault(row.field, []).append((anchor, row.text))

    def pieces(self, field: str, text: str, otherwise: str = "") -> tuple[Piece, ...]:
        """The text of a field in parts. A number that stands twice belongs to its rows in their order.

        A text that names numbers, but none of a row, leads to `otherwise` as a whole.
        """
        found = sorted(self._found(field, text))
        if otherwise and not found and _DIGIT.search(text):
            return (Piece(text, otherwise),)
        at = 0
        parts: list[Piece] = []
        for start, end, to in found:
            parts += [Piece(text[at:start])] if start > at else []
            parts.append(Piece(text[start:end], to))
            at = end
        return (*parts, *([Piece(text[at:])] if at < len(text) else []))

    def anchor(self, field: str) -> str:
        """What the field leads to; "" when no number stands in it."""
        known = self._rows.get(field, ())
        return known[0][0] if known else ""

    def whole(self, field: str, text: str) -> Piece:
        """A text that is all one number."""
        return Piece(text, self.anchor(field))

    def _found(self, field: str, text: str) -> Iterator[tuple[int, int, str]]:
        taken: list[tuple[int, int]] = []
        for to, number in self._rows.get(field, ()):
            # 4件 is not in 24件
            for match in re.finditer(rf"(?<![\d.,▲−+±]){re.escape(number)}(?!\d)", text):
                start, end = match.span()
                if all(end <= begun or start >= ended for begun, ended in taken):
                    taken.append((start, end))
                    yield start, end, to
                    break


def nothing(report: DailyReport) -> str:
    """Why the vendors' table is empty; "" when it is not."""
    reason = metric(report.metrics, "by_vendor").reason or "不具合の記録がありません"
    return "" if report.vendors else no_data(reason)
