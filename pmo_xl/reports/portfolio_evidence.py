"""根拠 of 案件横断報告: every printed number with its project, its records, and its row on that project's own 根拠."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Final, Literal

from pmo_xl.metrics.wording import signed
from pmo_xl.model.link import Link
from pmo_xl.reports.common import DASH, tight
from pmo_xl.reports.portfolio_rows import (
    DAILY,
    LEVELS,
    LIGHT_NAMES,
    NOTHING_BEFORE,
    Seen,
    change,
    forecast,
    points,
)
from pmo_xl.reports.portfolio_sums import Total
from pmo_xl.reports.portfolio_tables import TRENDS, TrendLine, VendorLine
from pmo_xl.reports.project_figures import Said

_CELL: Final = re.compile(r"([A-Z]+)(\d+)$")
_LONGEST: Final = 1000  # characters of a list of parts
Part = Literal["value", "change", "late"]
VENDOR_COUNTS: Final = {
    "previous": "前回残",
    "new": "新規",
    "closed": "完了",
    "other": "他(移管・再開)",
    "open": "残",
    "overdue_fix": "遅れ",
    "d0_2": "0〜2営業日",
    "d3_5": "3〜5営業日",
    "d6_10": "6〜10営業日",
    "d11": "11営業日以上",
    "unknown": "検出日なし",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A number of a project's line: the field it stands in, what it is called, the light or figure it comes from."""

    field: str
    name: str
    source: str
    part: Part = "value"


COLUMNS: Final = (
    *(Column(key, f"{name}の信号", key) for key, name in LIGHT_NAMES.items()),
    Column("rate", "消化率", "execution_rate"),
    Column("rate_note", "消化率の変化", "execution_rate", "change"),
    Column("gap", "消化の計画差", "execution_gap"),
    Column("gap_note", "計画消化率", "planned_execution_rate"),
    Column("forecast", "完了見込", "forecast_date"),
    Column("forecast_note", "完了見込の計画差", "forecast_date", "late"),
    Column("forecast_note", "完了見込の変化", "forecast_date", "change"),
    Column("forecast_note", "必要消化", "required_rate"),
    Column("overdue", "期限超過課題", "overdue"),
    Column("overdue_note", "期限超過課題の変化", "overdue", "change"),
    Column("open", "残不具合", "defects_open"),
    Column("open_note", "残不具合の変化", "defects_open", "change"),
    *(Column("severities", f"残不具合({name})", key) for key, name in LEVELS.items()),
    Column("faults", "要修正の指摘", "faults"),
    Column("faults_note", "数値に影響する指摘", "faults_in_figures"),
)


@dataclass(frozen=True, slots=True)
class Proof:
    """One printed number. `field` is where it stands (projects[2].rate); `one` and `said` are None for sums."""

    field: str
    name: str
    text: str
    value: object
    formula: str
    one: Seen | None = None
    said: Said | None = None
    ids: str = ""
    anchor: str = ""


def proofs_of(number: int, one: Seen) -> Iterator[Proof]:
    """The numbers of a project's line, which is the `number`-th (from 0)."""
    for column in COLUMNS:
        said = one.said(column.source)
        found = _printed(column, one, said)
        if found is not None:
            text, value = found
            how = said.definition if column.part == "value" else _HOW[column.part]
            why = f"(理由: {tight(said.reason)})" if said.reason and column.part == "value" else ""
            more = f" 計{said.records:,}件" if said.records > 1 else ""
            yield Proof(
                f"projects[{number}].{column.field}",
                column.name,
                text,
                value,
                how + why,
                one,
                said,
                ids=f"{said.ids}{more}" if column.part == "value" else "",
                anchor=f"p{number + 1}-{column.source}-{column.part}",
            )


_HOW: Final[Mapping[str, str]] = {"change": "今回−前回", "late": "フェーズ終了日から完了見込までの営業日"}


def _printed(column: Column, one: Seen, said: Said) -> tuple[str, object] | None:
    """The text and the value of a number as the line prints it; None where it does not."""
    if said.value is None:
        return None
    match column.part:
        case "change":
            text = points(change(said)) if column.source == "execution_rate" else change(said)
            return (text, said.delta) if text != NOTHING_BEFORE and said.delta is not None else None
        case "late":
            return (f"{signed(said.late, one.figures.minus)}営業日", said.late) if said.late is not None else None
    if column.source in LEVELS and not said.value:
        return None  # what is zero is left out there
    if column.source == "required_rate" and one.said("forecast_date").value is not None:
        return None
    if column.source == "forecast_date":
        return forecast(said), said.value
    text = tight(said.text)
    return text.partition("(")[0] if column.source == "execution_gap" else text, said.value


def total_proofs(totals: Sequence[Total]) -> Iterator[Proof]:
    """The numbers of the cards, each with the projects it is made of."""
    for total in totals:
        yield Proof(total.field, total.name, total.text, total.value, total.formula, ids=parts_text(total.parts))


def vendor_proofs(lines: Sequence[VendorLine], rows: Sequence[VendorLine]) -> Iterator[Proof]:
    """The vendors' numbers: the sums of the projects' own."""
    of: dict[str, list[VendorLine]] = {}
    for row in rows:
        of.setdefault(row.vendor, []).append(row)
    for number, line in enumerate(lines):
        for count, called in VENDOR_COUNTS.items():
            value = line.counts[count]
            if value is None:
                continue
            own = of.get(line.vendor, rows)
            parts = [(row.projects[0], part) for row in own if (part := row.counts[count])]
            how = "案件ごとのベンダー別不具合(by_vendor、aging)の合計。内訳はベンダー別"
            field = f"vendors[{number}].{count}"
            yield Proof(field, f"{line.vendor} {called}", f"{value:,}", value, how, ids=parts_text(parts))


def trend_proofs(trends: Mapping[str, Sequence[TrendLine]]) -> Iterator[Proof]:
    """The trends: the last day of each line; the days before are what history kept of them."""
    for name, called in TRENDS.items():
        for number, line in enumerate(trends[name]):
            known = [value for value in line.values if value is not None]
            if known:
                how = "各日の記録(history/日付/metrics.json)と本日の値"
                text = f"{known[-1]:.1%}" if name == "rate" else f"{known[-1]:,}"
                said = "、".join(DASH if v is None else f"{v:.4f}" if name == "rate" else f"{v:,}" for v in line.values)
                yield Proof(
                    f"trend_{name}[{number}].d10", f"{called}の推移 {line.name}", text, known[-1], how, ids=said
                )


def parts_text(parts: Iterable[tuple[str, int]]) -> str:
    """案件A 6、案件B 2."""
    text = "、".join(f"{name} {value:,}" for name, value in parts)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def proof_values(number: int, proof: Proof, where: str) -> dict[str, Any]:
    """What a template may name of `evidence[]`; `number` counts from 1."""
    one, said = proof.one, proof.said
    file = said.first.file if said is not None and said.first is not None else ""
    origin = next((o for o in one.figures.sources if o.file == PurePosixPath(file).name), None) if one else None
    return {
        "key": f"N{number:02d}",
        "where": where,
        "project": one.name if one is not None else "",
        "name": proof.name,
        "text": proof.text,
        "value": _shown(proof.value),
        "formula": proof.formula,
        "count": said.count if said is not None and proof.text == tight(said.text) else None,
        "of": said.of if said is not None and proof.text == tight(said.text) else None,
        "ids": proof.ids,
        "place": first_cell(one, said) if one is not None and said is not None else None,
        "own": own_row(one, said) if one is not None and said is not None else None,
        "file": file,
        "saved": origin.saved if origin else "",
        "previous": _shown(said.previous) if said is not None else None,
        "previous_day": said.previous_day if said is not None else None,
    }


def first_cell(one: Seen, said: Said) -> Link | None:
    """The first record behind a figure, in the workbook of its project."""
    first = said.first
    if first is None:
        return None
    path = first.file if PurePosixPath(first.file).is_absolute() or first.file[1:2] == ":" else _join(one, first.file)
    return Link(f"{first.sheet}!{first.cell}", path, first.sheet, first.cell)


def _join(one: Seen, file: str) -> str:
    return f"{one.base}/{file}" if one.base else file


def own_row(one: Seen, said: Said) -> Link | None:
    """The figure's row on 根拠 of the project's own 日次報告; None where none was written."""
    path, (sheet, _, first) = one.output(DAILY, ".xlsx", ".xlsm"), one.figures.evidence.partition("!")
    corner = _CELL.match(first)
    if not (path and said.number and corner):
        return None
    return Link(f"N{said.number:02d}", path, sheet, f"{corner[1]}{int(corner[2]) + said.number - 1}")


_COLOURS: Final[Mapping[object, str]] = {"red": "赤", "yellow": "黄", "green": "緑"}


def _shown(value: object) -> float | int | str | None:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, date):
        return f"{value:%Y/%m/%d}"
    return _COLOURS.get(value) or str(value).replace("-", "/")
