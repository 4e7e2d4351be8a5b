"""案件横断報告: every project under a folder on one page, the worst first, for the meetings at 10:00 and 16:00."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cached_property
from pathlib import PurePath
from typing import Any, Final

from pmo_xl.model.link import Link
from pmo_xl.reports.common import day, moment
from pmo_xl.reports.fields.portfolio import DATA, EVIDENCE, FAILURE, OUTPUT, PROJECT, TREND, VENDOR
from pmo_xl.reports.portfolio_evidence import (
    Proof,
    proof_values,
    proofs_of,
    total_proofs,
    trend_proofs,
    vendor_proofs,
)
from pmo_xl.reports.portfolio_rows import (
    Seen,
    Unseen,
    data_values,
    row_values,
    unseen_values,
    worst_first,
)
from pmo_xl.reports.portfolio_sums import Summary, summary, summary_values
from pmo_xl.reports.portfolio_tables import (
    TRENDS,
    TrendLine,
    VendorLine,
    day_values,
    same_vendor,
    trend_days,
    trend_lines,
    trend_values,
    vendor_lines,
    vendor_values,
    vendors_by_project,
)
from pmo_xl.settings import ReportsSection

PAGE: Final = "案件横断報告"
ORDER: Final = (
    "並び順: 総合が赤→黄→緑→判定なし、同じ色では完了見込が計画より遅い順(見込のない案件は後)、次に案件名順。"
    "前日比は前営業日の記録か表の日付との差、どちらもなければ「前回(日付)比」"
)
DEFINITION: Final = "消化=OK+NG 計画との差=消化−計画(累計) 期限超過・遅れ=1営業日以上 要修正=エラーの指摘"
_FIELD: Final = re.compile(r"(\w+)\[(\d+)\]\.(.+)")
_CELL: Final = re.compile(r"(.+!)([A-Z]+)(\d+)")
FORMATS: Final = {".xlsx": "Excel", ".xlsm": "Excel", ".docx": "Word", ".docm": "Word", ".html": "HTML"}


@dataclass(frozen=True)
class Portfolio:
    """The report. `root` is the shared folder's name; `projects` stand in the order they are printed in."""

    root: str
    as_of: date
    at: time | None
    reports: ReportsSection
    projects: tuple[Seen, ...]
    unseen: tuple[Unseen, ...]

    @cached_property
    def summary(self) -> Summary:
        """What is said of all of them together."""
        return summary(self.projects, self.unseen, self.reports.minus)

    @cached_property
    def vendors(self) -> tuple[VendorLine, ...]:
        """The vendors over all projects, and their sum."""
        return vendor_lines(self.projects)

    @cached_property
    def vendor_rows(self) -> tuple[VendorLine, ...]:
        """The vendors of every project."""
        return vendors_by_project(self.projects)

    @cached_property
    def trends(self) -> Mapping[str, tuple[TrendLine, ...]]:
        """The last ten working days of 消化率, 残不具合, 期限超過課題."""
        return {name: trend_lines(self.projects, name, self.reports.minus) for name in TRENDS}

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """Every printed number, in the order of the pages."""
        return (
            *total_proofs(self.summary.totals),
            *(proof for number, one in enumerate(self.projects) for proof in proofs_of(number, one)),
            *vendor_proofs(self.vendors, self.vendor_rows),
            *trend_proofs(self.trends),
        )

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a template may name. `cells` tells in which cell of the workbook's template a field stands."""
        head, lists = summary_values(self.summary), self._lists()
        where = _Places(cells or {}, {name: len(rows) for name, rows in (head | lists).items()})
        return (
            self._head()
            | head
            | lists
            | {
                "trend_days": day_values(trend_days(self.projects)),
                "vendors_note": self._vendors_note(),
                "trend_note": self._trend_note(),
                "evidence": [
                    proof_values(number, proof, where.of(proof.field)) for number, proof in enumerate(self.proofs, 1)
                ]
                or [_nothing(EVIDENCE, "name", "数字はありません")],
            }
        )

    def _head(self) -> dict[str, Any]:
        now = moment(self.as_of, self.at)
        return {
            "title": PAGE,
            "root": self.root,
            "as_of": self.as_of,
            "moment": now,
            "to": self.reports.to,
            "author": self.reports.author,
            "address": f"{now}  作成:{self.reports.author}",
            "order": ORDER,
            "definition": DEFINITION,
            "document": {"title": f"{PAGE} {self.root}".strip(), "author": self.reports.author, "date": self.as_of},
        }

    def _lists(self) -> dict[str, list[dict[str, Any]]]:
        """The growing lists; one that is empty says so in its only row."""
        projects = [row_values(number, one) for number, one in enumerate(self.projects, 1)]
        data = [data_values(number, one) for number, one in enumerate(self.projects, 1)]
        failures = [unseen_values(number, one) for number, one in enumerate(self.unseen, 1)]
        vendors = [vendor_values(line) for line in self.vendors]
        rows = [vendor_values(line) for line in self.vendor_rows]
        trends = {f"trend_{name}": [trend_values(line) for line in lines] for name, lines in self.trends.items()}
        none = "対象の案件が見つかりません" if not self.unseen else "読めた案件がありません"
        return {
            "projects": projects or [_nothing(PROJECT, "title", none)],
            "data": data or [_nothing(DATA, "name", none)],
            "failures": failures or [_nothing(FAILURE, "name", "読めない案件はありません")],
            "vendors": vendors or [_nothing(VENDOR, "vendor", "不具合の記録がありません")],
            "vendor_rows": rows or [_nothing(VENDOR, "vendor", "不具合の記録がありません")],
            **{
                name: lines or [_nothing(TREND, "name", "この数字を出せる案件がありません")]
                for name, lines in trends.items()
            },
            "outputs": [*self._outputs()] or [_nothing(OUTPUT, "project", "出力はありません")],
        }

    def _outputs(self) -> Iterator[dict[str, Any]]:
        for one in self.projects:
            for path in one.outputs:
                name = PurePath(path).name
                form = FORMATS.get(PurePath(path).suffix.lower(), "")
                page = f"{name.partition('_')[0]} {form}".strip()
                yield {"project": one.name, "page": page, "file": Link(name, path, "", "")}

    def _vendors_note(self) -> str:
        known = {one.figures.since for one in self.projects if one.figures.vendors}
        since = sorted(found for found in known if found is not None)
        if None in known:
            said = "前回の記録のない案件を含むベンダーの前回残・新規・完了は「−」です"
        elif len(since) == 1:
            said = f"前回は{day(since[0])}です"
        else:
            said = f"前回は案件により{day(since[0])}から{day(since[-1])}です" if since else ""
        return "。".join(part for part in (said, same_vendor(self.projects)) if part)

    def _trend_note(self) -> str:
        said = [f"{one.name}: {one.figures.points_note}" for one in self.projects if one.figures.points_note]
        return "。".join(("合計は、すべての案件の記録がある日だけ出します", *said))


def portfolio(
    projects: Iterable[Seen],
    unseen: Iterable[Unseen],
    as_of: date,
    *,
    root: str = "",
    at: time | None = None,
    reports: ReportsSection | None = None,
) -> Portfolio:
    """The report on all projects under `root`, worst first; two of one name are told apart by their folders."""
    seen, missed = tuple(projects), tuple(unseen)
    times = Counter([*(one.name for one in seen), *(one.name for one in missed)])
    named = tuple(replace(one, name=_full(one.name, one.folder, times)) for one in seen)
    lost = [replace(one, name=_full(one.name, one.folder, times)) for one in missed]
    return Portfolio(
        root=root,
        as_of=as_of,
        at=at,
        reports=reports or ReportsSection(),
        projects=worst_first(named),
        unseen=tuple(sorted(lost, key=lambda one: one.name)),
    )


def _full(name: str, folder: str, times: Mapping[str, int]) -> str:
    whole = " ".join(name.split()) or folder
    return f"{whole}({folder})" if times[name] > 1 else whole


def _nothing(fields: Iterable[str], first: str, said: str) -> dict[str, Any]:
    return dict.fromkeys(fields) | {first: said}


class _Places:
    """Where on the sheets a field stands, once the lists above it have grown."""

    def __init__(self, cells: Mapping[str, str], lengths: Mapping[str, int]) -> None:
        self._cells = cells
        self._grown: dict[str, list[tuple[int, int]]] = {}  # sheet → first row in the template, rows it grows by
        known: set[tuple[str, int, str]] = set()
        for field, cell in cells.items():
            name, _, item = field.partition("[]")
            found = _CELL.fullmatch(cell)
            if item and found and name in lengths:
                known.add((found[1], int(found[3]), name))
        for sheet, row, name in known:
            self._grown.setdefault(sheet, []).append((row, max(lengths[name], 1) - 1))

    def of(self, field: str) -> str:
        """案件横断報告!H9; the page's name where the template does not show the field."""
        found = _FIELD.fullmatch(field)
        name, index = (f"{found[1]}[].{found[3]}", int(found[2])) if found else (field, 0)
        cell = _CELL.fullmatch(self._cells.get(name, ""))
        if cell is None:
            return PAGE
        row = int(cell[3])
        moved = sum(more for first, more in self._grown.get(cell[1], ()) if first < row)
        return f"{cell[1]}{cell[2]}{row + moved + index}"
