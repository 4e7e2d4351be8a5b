"""案件横断報告 as a page for the browser: the same lines, each number leading to what lies behind it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final

from pmo_xl.metrics.wording import percent
from pmo_xl.model.days import full_day, short_day
from pmo_xl.model.link import Link
from pmo_xl.reports.common import DASH, day, left_over, tight
from pmo_xl.reports.fields.portfolio import HEAD, PROJECT
from pmo_xl.reports.portfolio import FORMATS, Portfolio
from pmo_xl.reports.portfolio_evidence import COLUMNS, Proof, first_cell, own_row
from pmo_xl.reports.portfolio_rows import DAILY, Seen
from pmo_xl.reports.portfolio_tables import TRENDS, TrendLine, trend_days
from pmo_xl.reports.project_figures import Point

Address = Callable[[str], str]  # a file's path → where a link on the page finds it
OWN: Final = (
    *(name for name in HEAD if "." not in name and "[]" not in name),
    *("alarms", "cards", "failures", "vendors", "vendor_rows", "vendors_note", "trend_note"),
)
PLAIN: Final = tuple(name for name in PROJECT if name != "link")
_PROVEN: Final = 200  # projects whose proofs the page carries; those of all are on the workbook's 根拠
_LINKS: Final = 4  # files named in a project's line; the rest stands with its proofs
WIDE, HIGH = 84, 22  # of a small curve


def page_values(report: Portfolio, values: Mapping[str, Any], address: Address = str) -> dict[str, Any]:
    """What the page's template may name: the report's own `values`, `rows` with their links, `trends`, `proofs`."""
    numbered = [*enumerate(report.proofs, 1)]
    by_project: dict[int, list[tuple[int, Proof]]] = {}
    for number, proof in numbered:
        by_project.setdefault(id(proof.one), []).append((number, proof))
    proven = report.projects[:_PROVEN]
    for one in report.projects[_PROVEN:]:
        by_project[id(one)] = []
    trends = {name: {line.name: line for line in lines} for name, lines in report.trends.items()}
    rows = [
        _row(one, row, by_project.get(id(one), []), trends, address)
        for one, row in zip(report.projects, values["projects"], strict=False)
    ]
    return {name: values[name] for name in OWN} | {
        "rows": rows,
        "nothing": "" if rows else values["projects"][0]["title"],
        "days": [day(on) for on in trend_days(report.projects)],
        "trends": [_trend(name, report.trends[name]) for name in TRENDS],
        "totals": [_proof(number, proof, address) for number, proof in numbered if proof.field.startswith("cards.")],
        "proofs": [_behind(number, one, by_project.get(id(one), []), address) for number, one in enumerate(proven, 1)],
        "proofs_note": left_over(len(report.projects) - len(proven), "Excelの根拠"),
    }


def _row(
    one: Seen,
    row: Mapping[str, Any],
    proofs: Sequence[tuple[int, Proof]],
    trends: Mapping[str, Mapping[str, TrendLine]],
    address: Address,
) -> dict[str, Any]:
    """A project's line; `to` leads from each of its texts to the first number in it."""
    to = {column.field: "" for column in COLUMNS}
    for _, proof in proofs:
        field = proof.field.partition(".")[2]
        to[field] = to[field] or proof.anchor
    links = [*_links(one, address)]
    return {
        **{name: row[name] for name in PLAIN},
        "href": _main(one, address),
        "to": to,
        "links": links[:_LINKS],
        "more": max(len(links) - _LINKS, 0),
        "sparks": [_spark(TRENDS[name], trends[name].get(one.name), name) for name in TRENDS],
    }


def _main(one: Seen, address: Address) -> str:
    """The page a click on the project's name opens: its daily report, in the browser if it was written for it."""
    path = one.output(DAILY, ".html") or one.output(DAILY, ".xlsx", ".xlsm") or next(iter(one.outputs), "")
    return address(path) if path else ""


def _links(one: Seen, address: Address) -> Iterator[dict[str, str]]:
    for path in one.outputs:
        name = PurePath(path)
        form = FORMATS.get(name.suffix.lower(), "")
        yield {"text": f"{name.name.partition('_')[0]} {form}".strip(), "file": name.name, "href": address(path)}


def _spark(name: str, line: TrendLine | None, figure: str) -> dict[str, Any]:
    """A small curve over the ten days: where it goes, where it ends, and the same in words."""
    if line is None:
        return {"name": name, "course": "", "x": 0, "y": 0, "words": ""}
    known = [(place, value) for place, value in enumerate(line.values) if value is not None]
    low, high = min(value for _, value in known), max(value for _, value in known)
    step = (WIDE - 6) / max(len(line.values) - 1, 1)
    heights = [(value - low) / (high - low) if high > low else 0.5 for _, value in known]
    points = [
        (round(3 + place * step, 1), round(HIGH - 3 - (HIGH - 6) * height, 1))
        for (place, _), height in zip(known, heights, strict=True)
    ]
    return {
        "name": name,
        "course": " ".join(f"{x},{y}" for x, y in points) if len(points) > 1 else "",
        "x": points[-1][0],
        "y": points[-1][1],
        "words": f"{_said(known[0][1], figure)}→{_said(known[-1][1], figure)}" if len(points) > 1 else "記録1日分",
    }


def _said(value: float | None, figure: str) -> str:
    return DASH if value is None else percent(value) if figure == "rate" else f"{int(value):,}"


def _trend(name: str, lines: Sequence[TrendLine]) -> dict[str, Any]:
    return {
        "name": TRENDS[name],
        "lines": [
            {"name": line.name, "cells": [_said(value, name) for value in line.values], "change": line.change}
            for line in lines
        ],
    }


def _behind(number: int, one: Seen, proofs: Sequence[tuple[int, Proof]], address: Address) -> dict[str, Any]:
    """What lies behind a project's line."""
    figures = one.figures
    return {
        "no": number,
        "title": one.title,
        "folder": one.folder,
        "stamp_reason": tight(figures.stamp_reason),
        "unread": "、".join(figures.unread),
        "remark": one.remark,
        "sources": "、".join(f"{source.file} {source.saved} #{source.digest[:4]}" for source in figures.sources),
        "links": [*_links(one, address)],
        "rows": [_proof(key, proof, address) for key, proof in proofs],
        "points": [_point(point) for point in figures.points],
        "note": figures.points_note,
    }


def _proof(number: int, proof: Proof, address: Address) -> dict[str, Any]:
    one, said = proof.one, proof.said
    whole = said is not None and not proof.anchor.endswith(("change", "late"))
    cell = first_cell(one, said) if one is not None and said is not None and whole else None
    own = own_row(one, said) if one is not None and said is not None else None
    share = said is not None and whole and said.count is not None and said.of is not None
    return {
        "anchor": proof.anchor,
        "key": f"N{number:02d}",
        "name": proof.name,
        "text": proof.text,
        "formula": proof.formula,
        "share": f"{said.count:,} ÷ {said.of:,}" if share and said is not None else "",
        "before": f"{short_day(said.previous_day)} との比較" if said is not None and said.previous_day else "",
        "ids": proof.ids,
        "cell": _linked(cell, address),
        "own": _linked(own, address),
    }


def _linked(link: Link | None, address: Address) -> dict[str, str]:
    return {"text": link.text, "href": address(link.path)} if link is not None else {"text": "", "href": ""}


def _point(point: Point) -> dict[str, str]:
    return {
        "day": full_day(point.day),
        "rate": _said(point.rate, "rate"),
        "open": _said(point.defects_open, "open"),
        "overdue": _said(point.overdue, "overdue"),
    }
