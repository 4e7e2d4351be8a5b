"""The fields a column could hold: what its heading says among its neighbours, and what stands below it."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from pmo_xl.model.pattern import lazy
from pmo_xl.model.place import column_letters
from pmo_xl.sheets.finding import parts
from pmo_xl.sheets.finding.contents import Content
from pmo_xl.sheets.finding.fit import fit, holds_verdicts
from pmo_xl.sheets.finding.heading_groups import Cell
from pmo_xl.sheets.finding.heading_text import bare_words, words_of
from pmo_xl.sheets.finding.headings import KNOWN, ONLY_GROUP, meanings

ENOUGH = 0.45  # a column below this stays without a field
NEEDED = 0.12  # what a field that the kind needs gains over one it can do without
PAIRS: Final = {"planned_start": "actual_start", "planned_end": "actual_end"}
_BY_CONTENT = 0.6
_MOSTLY = 0.8
_A_FEW = 4  # filled cells from which on words alone tell that a column holds states
_FEW_STATES = 8  # different words, at most, of a column that holds states
_LINK = 0.9  # how surely the number of another kind of record is a link to it
_PLACE = lazy(
    r"chrome|edge|firefox|safari|ios|ipad|iphone|android|pixel|galaxy|windows|win\d|mac|linux|"
    r"(?:環境|端末)(?!準備)|機種|ブラウザ|号機",  # 環境準備 says whether it is ready
    re.IGNORECASE,
)
_CLASSES: Final = frozenset(bare_words(("区分", "分類", "種別", "種類", "対象", "タイプ")))
_SECOND_PAIR: Final = frozenset(bare_words(("検証者", "確認者", "照合者", "立会者", "点検者")))
_OF_ACTION: Final = frozenset(bare_words(("対応予定日", "対応完了日", "対応終了日", "対応日")))
_CLOSING: Final = frozenset(
    bare_words(("クローズ日", "完了日", "Closed", "Closed Date", "Date Closed", "Closing Date"))
)
_KEYS: Final = frozenset(bare_words(("キー", "Key", "Issue key")))  # PROJ-12, beside the tracker's own running number
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
    "holiday": "planned_date planned_start planned_end title owner",
    "plan": "planned_date phase planned_start planned_end planned_count",
}


class Column(Struct, frozen=True):
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


def wishes_of(column: Column, kind: str, columns: Sequence[Column]) -> dict[str, float]:
    """The fields one column could hold, with the weight each would add to the table."""
    cell, content = column.cell, column.content
    needed = _NEEDS.get(kind, "").split()
    scores = said_of(column, kind, columns)
    if holds_verdicts(content) and (kind == "test" or "result" in scores) and not _is_told_apart(column, columns, kind):
        scores["result"] = max(scores.get("result", 0.0), _BY_CONTENT)
    if "category" in scores and words_of(cell.text).bare in _CLASSES:
        for name, share in (("kind", content.sorts), ("phase", content.phases)):
            if share > _BY_CONTENT:
                scores[name] = max(scores.get(name, 0.0), scores["category"])
    if "steps" in scores and content.numbers > _MOSTLY:
        scores["step_no"] = max(scores.get("step_no", 0.0), _BY_CONTENT)
    if not cell.text and (content.counted or content.ids > 0.8) and column is columns[0]:
        scores["id"] = _BY_CONTENT
    if not scores and content.states >= _MOSTLY and content.filled >= _A_FEW and content.distinct <= _FEW_STATES:
        scores["status"] = _BY_CONTENT
    found = {}
    for name, score in scores.items():
        weight = score + fit(name, content)
        if weight >= ENOUGH:
            found[name] = weight + (NEEDED if name in needed else 0.0)
    return found


def said_of(column: Column, kind: str, columns: Sequence[Column]) -> dict[str, float]:
    """What the heading says, words included whose meaning hangs on the other columns of the table."""
    scores = dict(meanings(column.cell.text, column.cell.group, kind)) if column.cell.text else {}
    bare = words_of(column.cell.text).bare
    if scores.get("id", 0.0) < KNOWN and _numbers_words(column, bare, columns):  # Risk ID beside Risk is well known
        scores = {name: score for name, score in scores.items() if name not in ("id", "related_id")}
    if bare == "id" and any(words_of(other.cell.text).bare in _KEYS for other in columns):
        scores["id"] -= 0.2
    if bare == "重要度" and kind not in ("defect", "requirement") and "severity" in scores:
        scores["severity"] -= 0.1  # with a column 優先度 beside it, that one takes the priority
    if "id" in scores and parts.noun_of(bare) == kind:
        scores["id"] = 1.0  # 課題ID rather than the No beside it
    elif "id" in scores and _stands_right(column, columns):
        scores["related_id"] = max(scores.get("related_id", 0.0), scores.pop("id") * _LINK)
        if kind == "test":
            scores["defect_id"] = max(scores.get("defect_id", 0.0), scores["related_id"])
        elif kind == "training" and (column.content.marks > _MOSTLY or not column.content.filled):
            del scores["related_id"]
            scores["precondition"] = KNOWN  # beside 資料 and PC: whether the person has an ID
    if kind == "test" and bare in _SECOND_PAIR and "tester" in scores:
        scores["reviewer"] = max(scores.get("reviewer", 0.0), _BY_CONTENT)  # beside a 実施者 the one who looks again
    if bare.startswith("副") and "owner" in scores:
        scores["owner"] -= 0.15
    if kind == "defect" and _together(column.cell) in _OF_ACTION and not _has_closing(columns):
        for own, usual in (("fixed_date", "closed_date"), ("fix_plan_date", "due_date")):
            if own in scores:
                scores[own], scores[usual] = 0.8, 0.97
    if kind == "test" and bare in ("完了日", "終了日") and not _has_verdicts(columns, kind):
        scores.pop("executed_date", None)
    for planned, actual in PAIRS.items():
        if scores.get(planned) == scores.get(actual) is not None:
            scores[actual] -= 0.0005 * (
                columns[-1].cell.column - column.cell.column + 1
            )  # without groups the left is 予定
    return scores


def _is_told_apart(column: Column, columns: Sequence[Column], kind: str) -> bool:
    """Whether marks stand in the column (実施対象 ○) though others are called 結果 and this one something else.

    A column named after a browser, a device or a system holds the results there.
    """
    if _names_verdict(column, kind) or _PLACE.search(column.cell.full):
        return False
    return any(_names_verdict(other, kind) for other in columns if other is not column)


def _names_verdict(column: Column, kind: str) -> bool:
    return meanings(column.cell.text, column.cell.group, kind).get("result", 0.0) >= ONLY_GROUP


def _stands_right(column: Column, columns: Sequence[Column]) -> bool:
    """Whether the column stands in the right half, and another may hold the number of the row."""
    if columns.index(column) < max(2, len(columns) // 2):
        return False
    others = (other for other in columns if other is not column)
    return parts.noun_of(words_of(column.cell.text).bare) != "" or any(
        "id" in meanings(other.cell.text, "", "") or other.content.counted for other in others
    )


def _numbers_words(column: Column, bare: str, columns: Sequence[Column]) -> bool:
    """Whether the column only holds a tracker's numbers for the words of another (担当者ID beside 担当者)."""
    stem = bare.removesuffix("id")
    if not stem or stem == bare or parts.noun_of(bare):
        return False
    return any(words_of(other.cell.text).bare in (stem, stem + "名") for other in columns if other is not column)


def _together(cell: Cell) -> str:
    """Group and heading as if written as one word: 対応 / 予定日 → 対応予定日."""
    return parts.plain_group(words_of(cell.group).bare) + words_of(cell.text).bare


def _has_closing(columns: Sequence[Column]) -> bool:
    """Whether a defect table says besides 対応完了日 when a defect was closed."""
    return any(
        words_of(column.cell.text).bare in _CLOSING and _together(column.cell) not in _OF_ACTION for column in columns
    )


def _has_verdicts(columns: Sequence[Column], kind: str) -> bool:
    """Whether some heading of a test table names a verdict: only beside one is 完了日 the day of a run."""
    return any(
        "result" in meanings(column.cell.text, column.cell.group, kind) for column in columns if column.cell.text
    )
