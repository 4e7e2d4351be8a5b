"""The field that a composed heading names: by what its column holds (a day, a person …) and the acts before it."""

from collections.abc import Callable, Mapping
from typing import Final

Heads = frozenset[str]

OWN_NOUNS: Final = {
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
_NOUNS: Final = frozenset(OWN_NOUNS.values())
_LINKS: Final = {
    "parent": "parent_id",
    "previous": "depends_on",
    "scenario": "scenario_id",
    "step": "step_no",
    "screen": "screen",
    "defect": "defect_id",
    "requirement": "requirement_id",
}


def _date(heads: Heads, kind: str) -> str:
    """The date fields, likeliest first. 予定 or 期限 beats 完了, 実績 beats it back."""
    planned = "plan" in heads and "real" not in heads
    if "update" in heads or ("review" in heads and kind != "review"):
        return "updated_date" if "update" in heads else ""
    for act, plan, fact in (
        ("retest", "retest_plan_date" if kind != "test" else "planned_date", "executed_date"),
        ("fix", "fix_plan_date", "fixed_date"),
        ("answer", "due_date", "response_date"),
        ("decide", "due_date", "executed_date" if kind == "test" else "decided_date"),
        ("raise", "due_date", "raised_date"),
        ("detect", "planned_date", "detected_date"),
        ("occur", "due_date", "detected_date raised_date" if kind == "defect" else "raised_date"),
        ("join", "planned_start", "planned_start"),
        ("leave", "planned_end", "planned_end"),
        ("start", "planned_start", "actual_start"),
        ("approve", "due_date", "closed_date" if "end" in heads else "decided_date closed_date"),
    ):
        if act in heads:
            return plan if planned else fact
    if heads & {"end", "act"}:
        if kind == "wbs":
            return "planned_end" if planned else "actual_end"
        return "due_date planned_end" if planned else "closed_date actual_end"
    if heads & {"run", "test", "confirm"}:
        if kind not in ("test", "training", "") and "confirm" in heads:
            return "" if planned else "closed_date"
        return "planned_date" if planned else "executed_date"
    if "qa" in heads and not planned:
        return "raised_date"
    return "planned_date due_date" if planned else ""


def _due(heads: Heads, kind: str) -> str:
    return "fix_plan_date due_date" if "fix" in heads and kind == "defect" else "due_date"


def _person(heads: Heads, kind: str) -> str:
    if "update" in heads:
        return ""
    for act, name in (
        ("answer", "responded_by"),
        ("detect", "detected_by"),
        ("retest", "tester"),
        ("review", "reviewer"),
        ("approve", "approved_by decided_by"),
        ("decide", "tester" if kind == "test" else "decided_by"),
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


def _to(heads: Heads, kind: str) -> str:
    """依頼先, 回答依頼先, 送付先: who has to act."""
    return "owner owner_org" if heads & {"raise", "answer", "qa", "act", "todo"} else ""


def _from(heads: Heads, kind: str) -> str:
    """依頼元, 要求元: who asked."""
    return "raised_by" if heads & {"raise", "requirement", "todo", "reviewing", "qa"} else ""


def _id(heads: Heads, kind: str) -> str:
    for concept in ("parent", "previous", "step"):
        if concept in heads:
            return _LINKS[concept]
    if "proof" in heads:
        return "evidence"
    if "related" in heads and "test" in heads and kind == "defect":
        return "test_id"
    if "related" in heads and not heads & {"test", "defect", "requirement"}:
        return "related_id"
    if "related" not in heads and OWN_NOUNS.get(kind) in heads:
        return "test_case_id" if kind == "test" else "id"
    for concept in ("scenario", "defect", "requirement"):
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
    return "id" if heads <= {"none", "raise", "act"} else ""


def _name(heads: Heads, kind: str) -> str:
    if kind == "requirement" and "screen" in heads:
        return "title screen"
    for concept, name in (("scenario", "scenario"), ("screen", "screen"), ("system", "system")):
        if concept in heads:
            return name
    if "document" in heads and kind == "review":
        return "title"
    return "title" if heads & _NOUNS else ""


def _text(heads: Heads, kind: str) -> str:
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
    if heads & {"decide", "todo"}:
        return "description title"
    return "description title" if heads & {*_NOUNS, "occur", "confirm", "detect", "raise", "meeting"} else ""


def _status(heads: Heads, kind: str) -> str:
    return "result status" if kind == "test" and heads & {"run", "test"} else "status"


def _result(heads: Heads, kind: str) -> str:
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
    if heads & {"decide", "approve"} and kind in ("change", "decision", "requirement"):
        return "status"
    if "confirm" in heads:
        return "actual result" if kind in ("test", "") else "retest_result"
    return "result actual" if heads & {"test", "run", "end", "approve", "real"} or heads <= {"none"} else ""


def _class(heads: Heads, kind: str) -> str:
    if "cause" in heads:
        return "cause"
    if "end" in heads:
        return "status"
    return "kind category" if heads & {*_NOUNS, "act", "raise"} else "category" if heads else ""


def _category(heads: Heads, kind: str) -> str:
    return "category"


def _answer(heads: Heads, kind: str) -> str:
    return "response"


def _level(heads: Heads, kind: str) -> str:
    if "impact" in heads:
        return "impact severity"
    return "severity priority" if heads & _NOUNS else ""


def _priority(heads: Heads, kind: str) -> str:
    return "priority" if heads & {*_NOUNS, "act", "none"} else ""


def _org(heads: Heads, kind: str) -> str:
    return "vendor owner_org" if kind == "defect" and "fix" in heads else "owner_org" if heads else ""


def _effort(heads: Heads, kind: str) -> str:
    if "real" in heads:
        return "actual_effort"
    return "planned_effort" if heads & {"plan", "act", "todo", "fix", "none", "impact"} else ""


def _rate(heads: Heads, kind: str) -> str:
    return "progress" if heads & {"end", "run", "act"} else ""


def _policy(heads: Heads, kind: str) -> str:
    return "action" if heads & {"act", "fix", "plan", "none", *_NOUNS} else ""


def _condition(heads: Heads, kind: str) -> str:
    return "precondition" if heads & {"previous", "run", "test"} else ""


def _remark(heads: Heads, kind: str) -> str:
    return "remarks"


def _reason(heads: Heads, kind: str) -> str:
    return "cause" if heads <= {"occur", "defect", "none", "study"} or "change" in heads else ""


def _viewpoint(heads: Heads, kind: str) -> str:
    return "viewpoint" if heads & {"test", "confirm", "run"} else ""


def _steps(heads: Heads, kind: str) -> str:
    if heads & {"occur", "confirm", "test", "run", "act", "none", "step"}:
        return "action" if heads & {"act"} and kind not in ("test", "defect") else "steps"
    return ""


def _place(heads: Heads, kind: str) -> str:
    return "screen" if heads & {"occur", "related", "test", "defect", "detect", "raise"} else ""


def _proof(heads: Heads, kind: str) -> str:
    return "evidence"


def _nothing(heads: Heads, kind: str) -> str:
    return ""


def _vendor(heads: Heads, kind: str) -> str:
    return "vendor"


def _version(heads: Heads, kind: str) -> str:
    return "version" if heads <= {"none", "related", "detect", "occur", "reviewing", "confirm", "document"} else ""


FIELDS_OF_TAIL: Final[Mapping[str, Callable[[Heads, str], str]]] = {
    "date": _date,
    "due": _due,
    "person": _person,
    "to": _to,
    "from": _from,
    "id": _id,
    "name": _name,
    "text": _text,
    "status": _status,
    "result": _result,
    "class": _class,
    "category": _category,
    "answer": _answer,
    "level": _level,
    "priority": _priority,
    "org": _org,
    "vendor": _vendor,
    "effort": _effort,
    "rate": _rate,
    "policy": _policy,
    "condition": _condition,
    "version": _version,
    "place": _place,
    "remark": _remark,
    "proof": _proof,
    "reason": _reason,
    "viewpoint": _viewpoint,
    "steps": _steps,
    "count": _nothing,
}
# What the last part alone says, when nobody knows what stands before it (懸案名, 構成ID, 品目分類).
OPEN_FIELDS: Final[Mapping[str, str]] = {
    "id": "id related_id",
    "name": "title",
    "text": "description title",
    "status": "status",
    "class": "category kind",
    "category": "category",
    "answer": "response",
    "org": "owner_org",
    "remark": "remarks",
    "proof": "evidence",
    "viewpoint": "viewpoint",
    "steps": "steps",
    "policy": "action",
    "due": "due_date",
    "reason": "cause",
    "place": "screen",
    "effort": "planned_effort",
}
