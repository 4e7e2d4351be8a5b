"""決定ログ・判断依頼: what waits to be decided, what holds only for now, what holds, what can be built (C10–C12)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from pmo_xl.metrics.stamp import stamp, stamp_reason
from pmo_xl.model.ids import fold_id, split_ids
from pmo_xl.model.metric import Metric
from pmo_xl.model.record import Record
from pmo_xl.reports.common import Links, day_of, left_over
from pmo_xl.reports.decision_evidence import decision_evidence
from pmo_xl.reports.decision_lists import asked_line, current_line, over_line, provisional_line, shortened
from pmo_xl.reports.escalation import item_of
from pmo_xl.reports.evidence_sheet import behind_values, evidence_values
from pmo_xl.reports.feasibility import Check, check_values, feasibility_checks, is_confirmed
from pmo_xl.reports.footer import footer
from pmo_xl.reports.memo import DRAFT, Memo, memo
from pmo_xl.reports.page import head_values
from pmo_xl.reports.triggers import Hit
from pmo_xl.rules.context import Context
from pmo_xl.rules.decisions import current, expired_for, is_pending, is_provisional, replaced_by, resting_on
from pmo_xl.rules.phrases import id_of
from pmo_xl.rules.result import CheckResult
from pmo_xl.situation import Situation

PAGE: Final = "決定ログ"
REQUEST: Final = "判断依頼"
FEWEST_OPTIONS: Final = 2
ON_FIRST_PAGE: Final = 5
_NOT_ON_A_REQUEST: Final = ("影響", "前提")  # parts of an escalation memo that a 判断依頼 does without


@dataclass(frozen=True, slots=True)
class Asked:
    """One matter that waits for a decision. `refused` says why no 判断依頼 is made of it; then it is only listed."""

    record: Record
    memo: Memo
    written: int  # options on the sheet
    refused: tuple[str, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        """What nobody has written of the parts that stand on a 判断依頼."""
        return tuple(gap for gap in self.memo.gaps if not gap.startswith(_NOT_ON_A_REQUEST))

    def values(self) -> dict[str, Any]:
        """What the template of 判断依頼 may name; a refused one has no page."""
        page = replace(self.memo, gaps=self.gaps).values()
        title = f"{DRAFT if self.gaps else ''}{REQUEST} {self.memo.item.id}"
        return page | {"document": {**page["document"], "title": title}}


@dataclass(frozen=True, slots=True)
class Provisional:
    """A 仮決定 that holds: working days past its 確定期限, what rests on it, whether it is known to be feasible."""

    record: Record
    overdue: int
    rests: tuple[Record, ...]
    confirmed: bool


@dataclass(frozen=True)
class DecisionPack:
    """The pack of a day."""

    situation: Situation
    metrics: Mapping[str, Metric]
    checked: CheckResult
    project: str

    @cached_property
    def holding(self) -> tuple[Record, ...]:
        """Every decision that neither was withdrawn nor replaced."""
        return tuple(current(self.situation.counted("decision")))

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """What waits to be decided, nearest deadline first."""
        return tuple(sorted(map(self._asked, self._waiting()), key=_deadline))

    @property
    def refused(self) -> tuple[Asked, ...]:
        """Those of which no 判断依頼 can be made."""
        return tuple(asked for asked in self.asked if asked.refused)

    @property
    def ready(self) -> tuple[Asked, ...]:
        """Those of which one is made."""
        return tuple(asked for asked in self.asked if not asked.refused)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """What vendors are asked about 実現可否."""
        return feasibility_checks(self.situation)

    @cached_property
    def provisional(self) -> tuple[Provisional, ...]:
        """The 仮決定, those longest past their day first."""
        context = Context(self.situation)
        found = [
            Provisional(
                record,
                expired_for(record, context),
                resting_on(record, context),
                is_confirmed(record, self.checks) is True,
            )
            for record in self.holding
            if is_provisional(record)
        ]
        return tuple(sorted(found, key=lambda one: (-one.overdue, one.record.due_date is None, one.record.due_date)))

    @cached_property
    def expired(self) -> tuple[Provisional, ...]:
        """Those past their 確定期限 (K-003)."""
        return tuple(one for one in self.provisional if one.overdue)

    @cached_property
    def decided(self) -> tuple[Record, ...]:
        """What holds and is decided, newest first; a decision that is 未確認 stays here with that beside it."""
        rows = [r for r in self.holding if not is_pending(r) and not is_provisional(r)]
        day = {id(r): (r.decided_date or r.raised_date) for r in rows}
        return tuple(sorted(rows, key=lambda r: -(d.toordinal() if (d := day[id(r)]) else 0)))

    @cached_property
    def over(self) -> tuple[tuple[Record, Record | None], ...]:
        """What holds no more, with the decision that took its place where one did."""
        every = self.situation.counted("decision")
        by, holding = replaced_by(every), {id(record) for record in self.holding}
        return tuple((record, by.get(fold_id(record.id or ""))) for record in every if id(record) not in holding)

    @property
    def unconfirmed(self) -> tuple[Check, ...]:
        """The questions without an answer."""
        return tuple(check for check in self.checks if not check.is_answered)

    @property
    def headline(self) -> str:
        """One sentence: how many wait, how many could not be asked, how many 仮決定 are past their day."""
        if not self.situation.counted("decision") and not self.asked:
            return "決定事項の表がありません" if self.situation.one("decision") is None else "決定事項はありません"
        parts = [f"判断待ちは{len(self.asked)}件"]
        parts += [f"うち{len(self.refused)}件は判断依頼を作成できません"] if self.refused else []
        parts += [f"仮決定は{len(self.provisional)}件（期限切れ{len(self.expired)}件）"]
        parts += [f"実現可否の未確認は{len(self.unconfirmed)}件です"]
        return "、".join(parts) + "。"

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said when it is saved: each matter of which no 判断依頼 was made, and why."""
        return tuple(
            f"{REQUEST} {asked.memo.item.id} は作成しませんでした（{'、'.join(asked.refused)}）"
            for asked in self.refused
        )

    def values(self, cells: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What the template of 決定ログ may name. `cells` tells in which cell of the workbook a field stands."""
        situation, links = self.situation, Links.of(self.situation)
        asked = [asked_line(number, one, links) for number, one in enumerate(self.asked, 1)]
        checks = check_values(self.checks, links)
        provisional = [provisional_line(number, one, links) for number, one in enumerate(self.provisional, 1)]
        foot = footer(situation, self.metrics, self.checked.findings)
        reason = stamp_reason(self.metrics, situation) or ""
        return (
            head_values(situation, PAGE, project=self.project, stamp=stamp(self.metrics, situation), reason=reason)
            | {
                "headline": self.headline,
                "asked": asked,
                "first_asked": shortened(asked[:ON_FIRST_PAGE]),
                "asked_note": left_over(len(asked) - ON_FIRST_PAGE, REQUEST) or _none(asked, "判断待ちはありません"),
                "provisional": provisional,
                "expired": shortened(provisional[: min(len(self.expired), ON_FIRST_PAGE)]),
                "expired_note": left_over(len(self.expired) - ON_FIRST_PAGE, "仮決定")
                or _none(self.expired, "期限を過ぎた仮決定はありません"),
                "decided": [
                    current_line(number, record, is_confirmed(record, self.checks), links)
                    for number, record in enumerate(self.decided, 1)
                ],
                "over": [over_line(number, record, by, links) for number, (record, by) in enumerate(self.over, 1)],
                "checks": checks,
                "unconfirmed": shortened(checks[: min(len(self.unconfirmed), ON_FIRST_PAGE)]),
                "unconfirmed_note": left_over(len(self.unconfirmed) - ON_FIRST_PAGE, "実現可否")
                or _none(self.unconfirmed, "実現可否の未確認はありません"),
                "footer": {
                    "scope": foot.scope,
                    "definition": foot.definition,
                    "workdays": foot.workdays,
                    "health": foot.health,
                    "source": foot.source,
                    "text": foot.text,
                },
            }
            | evidence_values(decision_evidence(self), PAGE, links, situation, cells or {})
            | behind_values(situation, self.metrics, self.checked)
        )

    def _waiting(self) -> list[Record]:
        """判断待ち decisions, and issues that say 判断待ち themselves and that no such decision names."""
        rows = [r for r in self.holding if is_pending(r) and r.is_open and r.decided_date is None]
        named = {fold_id(word) for row in rows for word in split_ids(row.related_id)}
        issues = (r for r in self.situation.counted("issue") if r.is_open and "判断待" in _words(r))
        return [*rows, *(issue for issue in issues if fold_id(issue.id or "") not in named)]

    def _asked(self, record: Record) -> Asked:
        context = Context(self.situation)
        to = record.decided_by or self.situation.config.reports.to
        item = item_of(Hit(record, "判断待ち", to, record.raised_date), self.situation, context)
        if record.table.kind != "decision" and record.due_date is not None and item.decide_by is None:
            item = replace(item, decide_by=record.due_date)
        page = memo(item, self.situation, self.metrics, project=self.project)
        written = sum(option.record is not None for option in page.options)
        why = [f"選択肢が{written}件です（{FEWEST_OPTIONS}件以上必要）"] if written < FEWEST_OPTIONS else []
        why += ["判断期限がありません"] if item.decide_by is None else []
        return Asked(record, page, written, tuple(why))


def _words(record: Record) -> str:
    return f"{record.kind or ''} {record.category or ''} {record.written('status') or ''}"


def _deadline(asked: Asked) -> tuple[bool, str, str]:
    until = asked.memo.item.decide_by
    return until is None, day_of(until).isoformat() if until else "", id_of(asked.record)


def _none(rows: object, words: str) -> str:
    return "" if rows else words
