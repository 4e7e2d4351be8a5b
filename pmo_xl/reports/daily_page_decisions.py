"""The decisions of the daily page: each with the row it stands in and the tests that wait for it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from pmo_xl.model.record import Record
from pmo_xl.reports.daily import DailyReport
from pmo_xl.reports.daily_page_proofs import Proof
from pmo_xl.reports.daily_page_rows import rows_of
from pmo_xl.reports.daily_page_texts import Linked, Piece

_HOW: Final = "判断待ちの決定事項、またはエスカレーションの条件に当たるもの"
_ON_PAPER: Final = 3
_OF_PROJECT: Final = "条件と数字"  # what leads to the proof of a decision that no row asks for


class DecisionShown(Struct, frozen=True):
    """One line: what is asked of whom until when, what happens otherwise, and the anchor of its row.

    What is `beyond` the room of the paper stands on the screen only.
    """

    no: int
    to: str
    where: str
    until: str
    what: str
    who: str
    beyond: bool
    otherwise: tuple[Piece, ...]


def decisions_shown(rows: list[Mapping[str, Any]], linked: Linked) -> list[DecisionShown]:
    """The lines, from the page's own `rows`."""
    return [
        DecisionShown(
            no=row["no"],
            to=f"decision-{row['no']}",
            where=f"{row['id']} {row['place'].text}" if row["place"] else _OF_PROJECT,
            until=row["until"],
            what=row["what"],
            who=row["who"],
            beyond=number >= _ON_PAPER,
            otherwise=linked.pieces(f"decisions[{number}].otherwise", row["otherwise"]),
        )
        for number, row in enumerate(rows)
    ]


def decision_proofs(report: DailyReport) -> Iterator[Proof]:
    """What each decision rests on: its row as it is written, and the tests that wait."""
    registers = report.situation.registers.values()
    asking = [record for register in registers if register.kind != "test" for record in register]
    rows = {(record.table.file, record.table.sheet, record.row): record for record in asking}
    for number, wanted in enumerate(report.decisions, 1):
        place = wanted.place
        record = rows.get((place.file, place.sheet, place.row)) if place else None
        lists = [rows_of([record], "台帳の行", _due(record))] if record else []
        lists += [rows_of(wanted.tests, "待っているテスト", "result")] if wanted.tests else []
        yield Proof(
            anchor=f"decision-{number}",
            key="",
            name=f"No.{number} {wanted.what}",
            text="",
            formula=_HOW,
            notes=(f"判断しないと: {wanted.otherwise}",) if wanted.otherwise else (),
            lists=tuple(lists),
        )


def _due(record: Record) -> str:
    return next((name for name in ("due_date", "fix_plan_date") if record.table.has(name)), "")
