"""二台帳突合: what the user side's and the vendor side's ledgers say of the same matters, and where they differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from pmo_xl.errors import PmoError
from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.ids import fold_id
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.model.register import Register
from pmo_xl.reports import reconcile_lists as lists
from pmo_xl.reports.common import Links, day
from pmo_xl.reports.evidence_sheet import behind_values, evidence_values
from pmo_xl.reports.footer import Footer, footer
from pmo_xl.reports.outsiders import is_internal
from pmo_xl.reports.page import head_values
from pmo_xl.reports.reconcile_evidence import reconcile_evidence
from pmo_xl.reports.reconcile_lines import (
    Item,
    Line,
    Section,
    alone_line,
    mapped_to,
    matter_lines,
    pair_lines,
    told_lines,
    unsure_lines,
)
from pmo_xl.rules.context import Context
from pmo_xl.rules.differences import KEPT_TWICE, SIDES, Side, all_sides, alone_on, is_told_alone
from pmo_xl.rules.phrases import register_name
from pmo_xl.rules.result import CheckResult
from pmo_xl.rules.sides import CALLED, Matter
from pmo_xl.situation import Situation

PAGE: Final = "二台帳突合"


@dataclass(frozen=True)
class Compared:
    """What was found, kind by kind.

    `matters` stand in both ledgers, `lines` are in the order of the page. `quiet` are left out of 片側のみ: why → the
    records. `internal` is how many records are marked 社内限り: they are nowhere on a page that both sides read.
    """

    matters: tuple[Matter, ...]
    lines: tuple[Line, ...]
    quiet: Mapping[str, tuple[Record, ...]]
    internal: int


@dataclass(frozen=True)
class ReconcileReport:
    """The page: the figures, seven sections in their order, and the list of all lines."""

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str
    stamp: str | None
    stamp_reason: str
    found: Compared
    footer: Footer

    @property
    def day(self) -> date:
        """The day the ledgers are compared as of."""
        return self.situation.as_of

    @property
    def title(self) -> str:
        """二台帳突合 5/7(火)."""
        return f"{PAGE} {day(self.day)}"

    @property
    def has_both(self) -> bool:
        """Whether both sides keep a ledger of one kind."""
        return bool(_both(self.situation))

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line in the order of the page."""
        return self.found.lines

    def of(self, section: Section, item: Item | None = None) -> tuple[Line, ...]:
        """The lines of a section, or those of one item in it."""
        return tuple(line for line in self.lines if line.section == section and item in (None, line.item))

    def alone(self, side: Side) -> tuple[Line, ...]:
        """What stands in this side's ledger only."""
        return tuple(line for line in self.of("alone") if line.mover == side)

    @property
    def differences(self) -> Mapping[Item, tuple[Line, ...]]:
        """状態, 期限, 担当, 重要度: what the two ledgers say differently."""
        return {
            "status": self.of("status"),
            "due": self.of("due"),
            "owner": self.of("weight", "owner"),
            "severity": self.of("weight", "severity"),
        }

    @property
    def lengths(self) -> Mapping[str, int]:
        """How many rows each section has on the page: what stands below it moves down."""
        return {section: len(rows) for section, rows in lists.page(self).items() if section in lists.SECTIONS}

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What a template may name. `cells` tells in which cell of the workbook a field stands."""
        situation = self.situation
        links = Links.of(situation)
        page = {
            "headline": lists.headline(self),
            "figures": lists.figures(self),
            "compared": compared_kinds(situation),
            "footer": self.footer.values(),
            **lists.heads(self),
            **lists.page(self),
        }
        return (
            head_values(situation, self.title, project=self.project, stamp=self.stamp, reason=self.stamp_reason)
            | page
            | {"rows": lists.rows(self, links)}
            | evidence_values(reconcile_evidence(self, page), PAGE, links, situation, cells or {})
            | behind_values(situation, self.metrics, self.checked)
        )


def reconcile_report(
    situation: Situation, metrics: Mapping[str, Metric], checked: CheckResult, *, project: str = ""
) -> ReconcileReport:
    """The ledgers of both sides laid beside each other; where a side has none the page says so."""
    return ReconcileReport(
        situation=situation,
        metrics=metrics,
        checked=checked,
        project=project or situation.config.project.name,
        stamp=stamp(metrics, situation),
        stamp_reason=stamp_reason(metrics, situation) or "",
        found=compared(situation),
        footer=replace(
            footer(situation, metrics, checked.findings),  # how tests are counted says nothing here
            scope="双方=対応表、なければIDで同じ件としたもの",
            definition="未完了=完了・却下でないもの",
        ),
    )


def compared(situation: Situation) -> Compared:
    """The two sides' ledgers, kind by kind."""
    context = Context(situation)
    matters: list[Matter] = []
    lines: list[Line] = []
    quiet: dict[str, list[Record]] = {lists.TODAY: [], lists.NO_ID: []}
    for kind in KEPT_TWICE:
        for sides in all_sides(kind, context):
            matters += (matter for matter in sides.matters() if not _hidden(matter.records))
            for user, vendor in sides.one_to_one():
                lines += pair_lines(user, vendor, context)
            lines += told_lines(sides, context)
        lines += _alone(kind, context, quiet)
    lines += (line for matter in matters for line in matter_lines(matter, situation.as_of))
    again = (same[1:] for ledger in _ledgers(situation) for same in ledger.repeated)
    quiet[lists.AGAIN] = [record for records in again for record in records if not is_internal(record)]
    shown = [line for line in lines if not _hidden(line.records)]
    order = {section: number for number, section in enumerate(lists.SECTIONS)}
    return Compared(
        matters=tuple(matters),
        lines=tuple(sorted(shown, key=lambda line: (order[line.section], *line.order))),
        quiet={why: tuple(records) for why, records in quiet.items() if records},
        internal=sum(is_internal(record) for ledger in _ledgers(situation) for record in ledger),
    )


def _alone(kind: str, context: Context, quiet: dict[str, list[Record]]) -> Iterator[Line]:
    """⑥ and ⑦ of a kind; whoever is raised today or has no id is not in ⑥, but may be in ⑦."""
    alone = {side: [r for r in alone_on(side, kind, context) if not is_internal(r)] for side in SIDES}
    unsure = unsure_lines(alone["user"], alone["vendor"], context.params.duplicate_similarity)
    like: dict[int, list[Record]] = {}
    for line in unsure:
        for one, other in (line.records, reversed(line.records)):
            like.setdefault(id(one), []).append(other)
    for side in SIDES:
        mapped = mapped_to(side, context.situation.pairs)
        for record in alone[side]:
            if is_told_alone(record, context.as_of):
                there = mapped.get(fold_id(record.id or ""), ())
                yield alone_line(record, side, context.as_of, like.get(id(record), ()), there)
            else:
                quiet[lists.TODAY if record.id else lists.NO_ID].append(record)
    yield from unsure


def _hidden(records: Sequence[Record]) -> bool:
    return any(is_internal(record) for record in records)


def _ledgers(situation: Situation) -> tuple[Register, ...]:
    every = (register for kind in _both(situation) for register in situation.of_kind(kind))
    return tuple(register for register in every if register.side in SIDES)


def _kinds(situation: Situation, side: Side) -> tuple[str, ...]:
    return tuple(kind for kind in KEPT_TWICE if any(r.side == side for r in situation.of_kind(kind)))


def _both(situation: Situation) -> tuple[str, ...]:
    return tuple(kind for kind in _kinds(situation, "user") if kind in _kinds(situation, "vendor"))


def compared_kinds(situation: Situation) -> str:
    """突合した台帳: 課題一覧、不具合一覧; and which kind only one side keeps."""
    both = _both(situation)
    only = [
        f"{register_name(kind)}は{CALLED[side]}だけ"
        for side in SIDES
        for kind in _kinds(situation, side)
        if kind not in both
    ]
    return f"突合した台帳: {'、'.join(map(register_name, both)) or 'なし'}" + (f"（{'、'.join(only)}）" if only else "")


def require_both(situation: Situation) -> None:
    """Raises PmoError when there are no two ledgers to lay beside each other: which side is missing, how to name it."""
    if _both(situation):
        return
    kinds = {side: _kinds(situation, side) for side in SIDES}
    how = 'pmo.toml の [registers.名前] に file と kind、side = "{}" を書いてください'
    lacking = [side for side in SIDES if not kinds[side]]
    if len(lacking) == 1:
        raise PmoError(f"{CALLED[lacking[0]]}の台帳がありません", how.format(lacking[0]))
    if lacking:
        raise PmoError("ユーザー側の台帳もベンダー側の台帳も、どれか決まっていません", how.format('user" か "vendor'))
    said = "、".join(f"{CALLED[side]}は{'・'.join(map(register_name, kinds[side]))}" for side in SIDES)
    raise PmoError(f"同じ種類の台帳が両側にそろっていません（{said}）", how.format('user" か "vendor'))
