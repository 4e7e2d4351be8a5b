"""Headings nobody listed: taken apart into act, plan or fact, and what the column holds (課題対応完了予定日)."""

from collections.abc import Mapping
from typing import Final

from pmo_xl.model.pattern import lazy
from pmo_xl.model.words import fold
from pmo_xl.sheets.part_words import HEADS, TAILS

_GROUP_TAIL = lazy(r"(情報|欄|内容|関連|状況|記入欄|項目)$")
_OWN_NOUNS: Final = {
    "issue": "issue",
    "defect": "defect",
    "test": "test",
    "requirement": "requirement",
    "qa": "qa",
    "todo": "todo",
    "risk": "risk",
    "change": "change",
    "decision": "decide",
    "review": "reviewing",
    "wbs": "todo",
}
_LINKS: Final = {
    "parent": "parent_id",
    "previous": "depends_on",
    "scenario": "scenario_id",
    "step": "step_no",
    "screen": "screen",
    "defect": "defect_id",
    "requirement": "requirement_id",
}


def _lexicon(table: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): concept for concept, line in table.items() for word in line.split(", ")}


_SUBJECTS: Final = frozenset(
    [
        "none",
        "issue",
        "defect",
        "requirement",
        "qa",
        "todo",
        "risk",
        "meeting",
        "scenario",
        "screen",
        "system",
        "document",
        "cause",
        "impact",
        "study",
    ]
)
_TAIL_OF = _lexicon(TAILS)
_HEAD_OF = _lexicon(HEADS)
_LONGEST = max(map(len, (*_HEAD_OF, *_TAIL_OF)))


def plain_group(bare: str) -> str:
    """The act a group heading names, without 情報, 欄 …: 「回答欄」 → 回答; "" for one that names no act."""
    stem = _GROUP_TAIL.sub("", bare)
    whole = stem or bare
    heads = _heads(whole)
    return whole if heads and not heads <= _SUBJECTS else ""


def field_of(bare: str, kind: str) -> Mapping[str, float]:
    """Field → share of certainty (0–1) for a composed heading; empty when a part of it is unknown.

    >>> max(field_of("課題対応完了予定日", "issue")), field_of("最終更新者", "issue")
    ('due_date', {})
    """
    for length in range(min(len(bare), _LONGEST), 0, -1):
        tail = _TAIL_OF.get(bare[-length:])
        if tail is None:
            continue
        heads = _heads(bare[:-length])
        if heads is not None and (found := _COLUMNS[tail](heads, kind)):
            return dict(zip(found.split(), (1.0, 0.9, 0.85), strict=False))
    return {}


def _heads(stem: str) -> frozenset[str] | None:
    """The concepts a stem is made of, longest words first; None when something in it is unknown."""
    found: set[str] = set()
    at = 0
    while at < len(stem):
        for length in range(min(len(stem) - at, _LONGEST), 0, -1):
            if concept := _HEAD_OF.get(stem[at : at + length]):
                found.add(concept)
                at += length
                break
        else:
            return None
    return frozenset(found)


def _date(heads: frozenset[str], kind: str) -> str:
    """The date fields, likeliest first. 予定 or 期限 beats 完了, 実績 beats it back."""
    planned = "plan" in heads and "real" not in heads
    if "update" in heads or ("review" in heads and kind != "review"):
        return "updated_date" if "update" in heads else ""
    for act, plan, fact in (
        ("retest", "retest_plan_date" if kind != "test" else "planned_date", "executed_date"),
        ("fix", "fix_plan_date", "fixed_date"),
        ("answer", "due_date", "response_date"),
        ("decide", "due_date", "decided_date"),
        ("raise", "due_date", "raised_date"),
        ("detect", "planned_date", "detected_date"),
        ("occur", "due_date", "detected_date raised_date" if kind == "defect" else "raised_date"),
        ("join", "planned_start", "planned_start"),
        ("leave", "planned_end", "planned_end"),
        ("start", "planned_start", "actual_start"),
        ("approve", "due_date", "decided_date closed_date"),
    ):
        if act in heads:
            return plan if planned else fact
    if heads & {"end", "act"}:
        if kind == "wbs":
            return "planned_end" if planned else "actual_end"
        return "due_date planned_end" if planned else "closed_date actual_end"
    if heads & {"run", "test", "confirm"}:
        return "planned_date" if planned else "executed_date"
    return "planned_date due_date" if planned else ""


def _due(heads: frozenset[str], kind: str) -> str:
    return "fix_plan_date due_date" if "fix" in heads and kind == "defect" else "due_date"


def _person(heads: frozenset[str], kind: str) -> str:
    if "update" in heads:
        return ""
    for act, name in (
        ("answer", "responded_by"),
        ("detect", "detected_by"),
        ("retest", "tester"),
        ("review", "reviewer"),
        ("approve", "approved_by decided_by"),
        ("decide", "decided_by"),
        ("raise", "raised_by"),
        ("reviewing", "raised_by"),
        ("confirm", "reviewer tester"),
        ("attend", "attendees"),
        ("run", "tester"),
    ):
        if act in heads:
            return name
    if "test" in heads:
        return "tester"
    if heads & {"qa"}:
        return "raised_by"
    return "owner" if heads & {"act", "fix", "study", "issue", "defect", "todo", "plan", "none"} else ""


def _id(heads: frozenset[str], kind: str) -> str:
    for concept in ("parent", "previous"):
        if concept in heads:
            return _LINKS[concept]
    if "related" in heads and "test" in heads and kind == "defect":
        return "test_id"
    if "related" in heads and not heads & {"test", "defect", "requirement"}:
        return "related_id"
    if "related" not in heads and _OWN_NOUNS.get(kind) in heads:
        return "test_case_id" if kind == "test" else "id"
    for concept in ("scenario", "step", "defect", "requirement"):
        if concept in heads:
            return _LINKS[concept] if kind in ("test", "") or concept != "defect" else "related_id"
    if "test" in heads:
        return "test_id" if kind == "defect" else "test_case_id"
    if heads & {"issue", "qa", "todo", "risk", "change", "reviewing", "decide"}:
        return "related_id" if kind else "id"
    if "screen" in heads:
        return "screen"
    if "document" in heads:
        return "related_id"
    return "id" if heads <= {"none", "raise"} else ""


def _name(heads: frozenset[str], kind: str) -> str:
    for concept, name in (("scenario", "scenario"), ("screen", "screen"), ("system", "system")):
        if concept in heads:
            return name
    if "document" in heads and kind == "review":
        return "title"
    return "title" if heads & {*_OWN_NOUNS.values()} else ""


def _text(heads: frozenset[str], kind: str) -> str:
    if "answer" in heads:
        return "response"
    if heads & {"act", "fix"}:
        return "action"
    if "cause" in heads or "study" in heads:
        return "cause"
    if "impact" in heads:
        return "impact"
    if "step" in heads:
        return "steps"
    if kind == "test" and heads & {"confirm", "run", "test"}:
        return "title expected steps"
    if "decide" in heads:
        return "description title"
    return "description" if heads & {*_OWN_NOUNS.values(), "occur", "confirm", "detect", "raise"} else ""


def _status(heads: frozenset[str], kind: str) -> str:
    return "result status" if kind == "test" and heads & {"run", "test"} else "status"


def _result(heads: frozenset[str], kind: str) -> str:
    if "retest" in heads:
        return "result" if kind == "test" else "retest_result"
    if "study" in heads:
        return "cause"
    if "plan" in heads:
        return "expected"
    if "answer" in heads:
        return "response"
    if heads & {"act", "fix"}:
        return "action"
    if "confirm" in heads:
        return "actual result" if kind in ("test", "") else "retest_result"
    return "result" if heads & {"test", "run", "end", "approve"} or not heads else ""


def _class(heads: frozenset[str], kind: str) -> str:
    if "cause" in heads:
        return "cause"
    return "kind category" if heads & {*_OWN_NOUNS.values(), "act", "raise"} else "category" if heads else ""


def _level(heads: frozenset[str], kind: str) -> str:
    if "impact" in heads:
        return "impact severity"
    return "severity priority" if heads & {*_OWN_NOUNS.values()} else ""


def _org(heads: frozenset[str], kind: str) -> str:
    return "vendor owner_org" if kind == "defect" and "fix" in heads else "owner_org" if heads else ""


def _vendor(heads: frozenset[str], kind: str) -> str:
    return "vendor"


def _effort(heads: frozenset[str], kind: str) -> str:
    if "real" in heads:
        return "actual_effort"
    return "planned_effort" if heads & {"plan", "act", "todo", "fix"} else ""


def _rate(heads: frozenset[str], kind: str) -> str:
    return "progress" if heads & {"end", "run"} else ""


def _policy(heads: frozenset[str], kind: str) -> str:
    return "action" if heads & {"act", "fix", "plan"} or heads & {*_OWN_NOUNS.values()} else ""


def _condition(heads: frozenset[str], kind: str) -> str:
    return "precondition" if heads & {"previous", "run", "test"} else ""


_COLUMNS: Final = {
    "date": _date,
    "due": _due,
    "person": _person,
    "id": _id,
    "name": _name,
    "text": _text,
    "status": _status,
    "result": _result,
    "class": _class,
    "level": _level,
    "org": _org,
    "vendor": _vendor,
    "effort": _effort,
    "rate": _rate,
    "policy": _policy,
    "condition": _condition,
}
