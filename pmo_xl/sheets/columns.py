"""Which column holds which field: headings, contents, neighbours and groups decided together, best total first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pmo_xl.model.fields import base_name, label, sort_of
from pmo_xl.model.place import column_letters
from pmo_xl.sheets.contents import Content
from pmo_xl.sheets.heading_rows import Cell
from pmo_xl.sheets.headings import INSIDE, LIKELY, ONLY_GROUP, meanings, words_of
from pmo_xl.sheets.matching import best_matching

ENOUGH = 0.45  # a column below this stays without a field
_NEEDED = 0.12  # what a field that the kind needs gains over one it can do without
_BY_CONTENT = 0.6
_NEEDS: Final[dict[str, str]] = {
    "issue": "id title status due_date owner closed_date",
    "defect": "id title status detected_date severity vendor fix_plan_date",
    "test": "test_case_id result planned_date executed_date tester",
    "todo": "id title status owner due_date",
    "qa": "id title status response due_date owner",
    "requirement": "id title severity updated_date",
    "decision": "id title decided_by due_date kind",
    "risk": "id title status owner due_date",
    "change": "id title status owner due_date",
    "review": "id title status owner due_date",
    "wbs": "id title status owner phase planned_end planned_start progress",
    "meeting": "kind description owner due_date",
    "roster": "owner owner_org side",
    "holiday": "planned_date title owner",
    "plan": "planned_date phase planned_start planned_end planned_count",
}
# Fields that several columns may hold although their headings differ (大分類, 中分類, 小分類).
_REPEATS: Final = frozenset(
    [
        "category",
        "owner",
        "expected",
        "actual",
        "precondition",
        "related_id",
        "steps",
        "input",
        "environment",
        "evidence",
        "remarks",
        "action",
        "viewpoint",
        "requirement_id",
        "owner_org",
        "system",
        "screen",
        "cause",
        "description",
        "result",
    ]
)
# What belongs to a round of a test: numbered like the round's verdict.
_OF_ROUND: Final = frozenset({"executed_date", "tester", "defect_id"})
_PAIRS: Final = {"planned_start": "actual_start", "planned_end": "actual_end"}
_LONG_TEXTS: Final = frozenset(
    [
        "description",
        "action",
        "response",
        "steps",
        "expected",
        "actual",
        "precondition",
        "remarks",
        "cause",
        "title",
        "impact",
    ]
)
_SHORT_TEXTS: Final = frozenset(
    ["category", "kind", "phase", "screen", "system", "environment", "side", "version", "scenario", "owner_org"]
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading and what stands below it."""

    cell: Cell
    content: Content

    @property
    def name(self) -> str:
        """How notes call it: 「I列「環境（Chrome）」」."""
        text = " ".join(self.cell.full.split())
        return (
            f"{column_letters(self.cell.column)}列「{text}」"
            if text
            else f"{column_letters(self.cell.column)}列（見出しなし）"
        )


@dataclass(slots=True)
class Assignment:
    """Field → sheet column, how sure each is, and the sentences for what was not plain."""

    columns: dict[str, int] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    doubts: int = 0


def assign(columns: Sequence[Column], kind: str, fixed: Mapping[str, int]) -> Assignment:
    """The fields of a table's columns. `fixed` (field → sheet column) is what pmo.toml says, and always holds."""
    found = Assignment(columns=dict(fixed), scores=dict.fromkeys(fixed, 1.0))
    free = [column for column in columns if column.cell.column not in fixed.values()]
    wishes = [_wishes(column, kind, columns) for column in free]
    for wish in wishes:
        for name in fixed:
            wish.pop(name, None)
    leaders, followers = _series(free, wishes)
    chosen = best_matching([wishes[number] for number in leaders])
    bases: dict[int, str] = {}
    for number, base in zip(leaders, chosen, strict=True):
        if base is not None:
            bases.update(dict.fromkeys((number, *followers.get(number, ())), base))
    _repeat(free, wishes, bases, found)
    _number(free, wishes, bases, found)
    _explain(free, wishes, bases, kind, found)
    return found


def _wishes(column: Column, kind: str, columns: Sequence[Column]) -> dict[str, float]:
    """The fields one column could hold, with the weight each would add to the table."""
    cell, content = column.cell, column.content
    needed = _NEEDS.get(kind, "").split()
    scores = _said(column, kind, columns)
    if holds_verdicts(content) and (kind == "test" or "result" in scores):
        scores["result"] = max(scores.get("result", 0.0), _BY_CONTENT)
    if not cell.text and (content.counted or content.ids > 0.8) and column is columns[0]:
        scores["id"] = _BY_CONTENT
    found = {}
    for name, score in scores.items():
        weight = score + fit(name, content)
        if weight >= ENOUGH:
            found[name] = weight + (_NEEDED if name in needed else 0.0)
    return found


def _said(column: Column, kind: str, columns: Sequence[Column]) -> dict[str, float]:
    """What the heading says, words included whose meaning hangs on the other columns of the table."""
    scores = dict(meanings(column.cell.text, column.cell.group, kind)) if column.cell.text else {}
    bare = words_of(column.cell.text).bare
    if bare == "重要度" and kind not in ("defect", "requirement") and "severity" in scores:
        scores["severity"] -= 0.1  # with a column 優先度 beside it, that one takes the priority
    if bare.startswith("副") and "owner" in scores:
        scores["owner"] -= 0.15
    if kind == "defect" and bare.startswith("対応") and not _has_closing(columns):
        for own, usual in (("fixed_date", "closed_date"), ("fix_plan_date", "due_date")):
            if own in scores and usual in scores:
                scores[own], scores[usual] = 0.9, 0.97
    if kind == "test" and bare in ("完了日", "終了日") and not _has_verdicts(columns, kind):
        scores.pop("executed_date", None)
    for planned, actual in _PAIRS.items():
        if scores.get(planned) == scores.get(actual) is not None:
            scores[actual] -= 0.0005 * (
                columns[-1].cell.column - column.cell.column + 1
            )  # without groups the left is 予定
    return scores


def _has_closing(columns: Sequence[Column]) -> bool:
    """Whether a defect table says besides 対応完了日 when a defect was closed."""
    return any(words_of(column.cell.text).bare in ("クロ-ズ日", "完了日", "closed", "closeddate") for column in columns)


def _has_verdicts(columns: Sequence[Column], kind: str) -> bool:
    """Whether some heading of a test table names a verdict: only beside one is 完了日 the day of a run."""
    return any(
        "result" in meanings(column.cell.text, column.cell.group, kind) for column in columns if column.cell.text
    )


def holds_verdicts(content: Content) -> bool:
    """Whether nothing but verdicts (OK, NG, ○, ×) stands, or may stand, in the column."""
    return content.marks_allowed or (content.filled > 2 and content.marks >= 0.8 and content.distinct <= 6)


def fit(name: str, content: Content) -> float:
    """What the content of a column adds to (or takes from) the field its heading names: −0.7 … +0.35."""
    if not content.is_known:
        return 0.0
    if content.filled == 0:
        return (
            0.3
            if name == "result" and content.marks_allowed
            else 0.1
            if name == "status" and content.states_allowed
            else 0.0
        )
    return _FITS[sort_of(name)](name, content)


def _fit_date(name: str, content: Content) -> float:
    if content.dates >= 0.5:
        return 0.15
    return -0.5 if content.filled > 2 and content.dates < 0.2 else -0.1


def _fit_person(name: str, content: Content) -> float:
    if content.dates > 0.5 or content.numbers > 0.6:
        return -0.7
    return -0.5 if content.long > 0.5 else 0.1 * content.names


def _fit_status(name: str, content: Content) -> float:
    if content.dates > 0.5 or content.numbers > 0.6 or content.long > 0.5 or content.sentences > 0.5:
        return -0.55
    spread = -0.25 if content.distinct > 10 and content.distinct > 0.6 * content.filled else 0.0
    return spread + 0.25 * content.states + (0.1 if content.states_allowed else 0.0)


def _fit_result(name: str, content: Content) -> float:
    if content.dates > 0.5 or content.long > 0.4 or content.sentences > 0.5:
        return -0.6
    if content.marks_allowed or content.marks >= 0.5:
        return 0.35
    return -0.25 if content.filled > 2 and content.marks < 0.2 else 0.0


def _fit_level(name: str, content: Content) -> float:
    if content.dates > 0.5 or content.long > 0.5:
        return -0.6
    return 0.15 * content.levels


def _fit_number(name: str, content: Content) -> float:
    if content.numbers >= 0.5:
        return 0.15
    return -0.4 if content.filled > 2 and content.numbers < 0.3 else 0.0


def _fit_id(name: str, content: Content) -> float:
    if content.long > 0.4 or (content.dates > 0.6 and not content.counted):
        return -0.6
    return 0.15 * content.ids


def _fit_text(name: str, content: Content) -> float:
    if content.dates > 0.6:
        return -0.6
    if name in _LONG_TEXTS:
        if content.filled > 2 and content.marks > 0.8:
            return -0.5
        extra = 0.2 * content.numbered if name == "steps" else 0.1 * content.sentences if name == "expected" else 0.0
        distinct = 0.08 * content.distinct / content.filled if name == "title" else 0.0
        return extra + distinct + (0.1 * content.long if name != "title" else 0.0)
    if name in _SHORT_TEXTS:
        return (
            -0.3
            if content.long > 0.5
            else -0.5
            if content.filled > 2 and content.marks > 0.8 and name != "kind"
            else 0.0
        )
    return 0.0


_FITS = {
    "date": _fit_date,
    "person": _fit_person,
    "status": _fit_status,
    "result": _fit_result,
    "level": _fit_level,
    "number": _fit_number,
    "id": _fit_id,
    "text": _fit_text,
}


def _series(columns: Sequence[Column], wishes: Sequence[Mapping[str, float]]) -> tuple[list[int], dict[int, list[int]]]:
    """Columns with one heading several times (rounds, 担当者1 … 担当者8): the first leads, the others follow it."""
    leaders: list[int] = []
    followers: dict[int, list[int]] = {}
    first: dict[tuple[str, str], int] = {}
    for number, (column, wish) in enumerate(zip(columns, wishes, strict=True)):
        bare = words_of(column.cell.text).bare
        best = max(wish, key=lambda name: wish[name]) if wish else ""
        key = (bare, best)
        if bare and best and key in first and best not in _PAIRS and best not in _PAIRS.values():
            followers.setdefault(first[key], []).append(number)
        else:
            first.setdefault(key, number)
            leaders.append(number)
    return leaders, followers


def _repeat(
    columns: Sequence[Column], wishes: Sequence[Mapping[str, float]], bases: dict[int, str], found: Assignment
) -> None:
    """Columns left over take a further number of a field that may stand several times; others stay without a field."""
    taken = {*bases.values(), *(base_name(name) for name in found.columns)}
    for number, wish in enumerate(wishes):
        if number in bases:
            continue
        for name in sorted(wish, key=lambda one: -wish[one]):
            verdicts = name != "result" or holds_verdicts(columns[number].content)
            if name in taken and name in _REPEATS and verdicts and wish[name] >= LIKELY:
                bases[number] = name
                break


def _number(
    columns: Sequence[Column], wishes: Sequence[Mapping[str, float]], bases: Mapping[int, str], found: Assignment
) -> None:
    """Names with their numbers, left to right; the best fitting of differing headings comes first."""
    members: dict[str, list[int]] = {}
    for number, base in sorted(bases.items()):
        members.setdefault(base, []).append(number)
    rounds = _rounds(columns, members.get("result", []))
    for base, numbers in members.items():
        if base in ("owner", "action", "remarks", "evidence", "description", "cause") and len(numbers) > 1:
            numbers = sorted(numbers, key=lambda one: -round(wishes[one].get(base, 0.0), 1))
        taken = {name for name in found.columns if base_name(name) == base}
        count = len(taken)
        for number in numbers:
            count += 1
            if base in _OF_ROUND and len(numbers) > 1:
                count = max(count, rounds.get(columns[number].cell.group, count))
            name = base if count == 1 else f"{base}_{count}"
            found.columns[name] = columns[number].cell.column
            found.scores[name] = wishes[number].get(base, ENOUGH)


def _rounds(columns: Sequence[Column], results: Sequence[int]) -> dict[str, int]:
    """Group heading → the number of its (last) verdict."""
    return {columns[number].cell.group: count for count, number in enumerate(results, 1) if columns[number].cell.group}


def _explain(
    columns: Sequence[Column],
    wishes: Sequence[Mapping[str, float]],
    bases: Mapping[int, str],
    kind: str,
    found: Assignment,
) -> None:
    """One sentence for every column that content, not its heading, decided, and for rivals of one field."""
    for number, base in bases.items():
        column = columns[number]
        scores = _said(column, kind, columns)
        if scores.get(base, 0.0) <= ONLY_GROUP:
            why = "の入力規則がOK/NGなので" if column.content.marks_allowed else "の内容から"
            found.notes.append(f"{column.name}{why}{label(base)}とみなしました")
            found.doubts += 1
        elif scores[base] < min(INSIDE, max(scores.values()) - 0.2) and wishes[number][base] < LIKELY + _NEEDED:
            found.notes.append(f"{column.name}は{label(base)}とみなしました")
    holders = {name: column for column in columns for name, at in found.columns.items() if at == column.cell.column}
    for number, wish in enumerate(wishes):
        if number in bases or not wish:
            continue
        wanted = max(wish, key=lambda one: wish[one])
        rival = holders.get(wanted)
        if rival is not None and wish[wanted] >= LIKELY and wanted != "id":
            found.notes.append(
                f"{columns[number].name}も{label(wanted)}に見えますが、{rival.name}を使いました。"
                "違う場合は pmo.toml の columns で指定してください"
            )
            found.doubts += found.scores[wanted] - wish[wanted] < 0.05
