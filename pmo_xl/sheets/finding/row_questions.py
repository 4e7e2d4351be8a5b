"""What one row of a table is, asked question by question: example, footer, section, prepared, further row."""

from collections.abc import Mapping
from typing import Final

from pmo_xl.model.grid import CellValue
from pmo_xl.model.pattern import lazy
from pmo_xl.model.words import is_blank_like
from pmo_xl.sheets.finding.body import Body
from pmo_xl.sheets.finding.rowmarks import (
    TOTAL,
    ends_table,
    example_points,
    footer_reason,
    is_example_label,
    is_section_text,
    names_total,
)
from pmo_xl.sheets.finding.view import text_of

Cells = Mapping[int, CellValue]

# What a row of a record over several rows may hold: texts, but no day, state or person of its own.
_CONTINUES: Final = frozenset(
    (
        *("description", "steps", "step_no", "input", "expected", "actual", "action", "response", "remarks"),
        *("evidence", "precondition", "viewpoint"),
    )
)
_GOES_ON: Final = ("→", "⇒", "➡", "⇨", "└", "↳", "(追記", "（追記", "【追記")  # how an added line begins
_STEPS: Final = frozenset(("step_no", "steps", "expected"))
_OF_CASE: Final = frozenset(("test_case_id", "id", "title", "result", "executed_date", "tester"))
# What a row that its number is merged with does not have of its own; without numbers, no day and nobody either.
_STATES: Final = frozenset(("result",))
_OWN: Final = frozenset(("result", "status", "person", "date"))
_FILLED_DOWN: Final = frozenset(("category", "system", "screen", "precondition", "scenario", "scenario_id"))
_DEFAULTED: Final = frozenset(("kind", "phase", "category"))
_ID_LIKE = lazy(r"\d|^[①-⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|^[A-Za-z]{1,2}$")
_COUNTED = lazy(r"^[(（]?(?:計|残|約)?[△▲+-]?[\d０-９,.]+\s*(?:件|名|個|本|人日|h|時間|%|％|分|日|点)|^[△▲+-]?[\d,.]+$")
_LONGEST_ID = 12


def is_example(body: Body, cells: Cells, *, first: bool) -> bool:
    """Labelled anywhere (例, 記入例); by its signs alone (○○, 2000/01/01) only above the first record."""
    label = next(iter(cells.values()))
    if len(cells) < 2 or not (first or (isinstance(label, str) and is_example_label(label))):
        return False
    names = [value for column, value in cells.items() if body.sort(column) == "person"]
    return example_points(cells.values(), names=names, label=label) >= 2


def why_footer(body: Body, row: int, cells: Cells) -> str | None:
    """Why the row is a total, a statistic or a note; None when it is none of these."""
    for listed in body.view.facts.list_objects:
        area = listed.area
        if listed.totals_rows and area.bottom - listed.totals_rows < row <= area.bottom:
            return TOTAL
    column, text = _first_text(cells)
    if len(cells) == 1 and ends_table(text):
        return footer_reason(text)
    if not text or (column == body.main and body.id_column in cells) or _holds_remarks(body, column):
        return None
    if reason := footer_reason(text):
        return reason
    others = [value for at, value in cells.items() if at != column]
    counted = len(others) <= 3 and all(map(_is_count, others))
    if counted and names_total(text) and (others or any(letter.isdigit() for letter in text)):
        return TOTAL
    if (
        others
        and counted
        and len(others) <= 2
        and column == body.id_column
        and body.has_ids
        and not _ID_LIKE.search(text)
    ):
        return "集計の行です"
    return None


def _holds_remarks(body: Body, column: int) -> bool:
    """Whether remarks stand in the column, which may begin with any word; so may one nobody knows, further right."""
    return body.field(column) == "remarks" and (column in body.names or column > max(body.main, body.left + 1))


def _is_count(value: CellValue) -> bool:
    """25, 「14件（大5 中4 小5）」, 「3件残」, a formula's result."""
    return isinstance(value, int | float) or (isinstance(value, str) and bool(_COUNTED.match(value.strip())))


def is_remark(body: Body, cells: Cells) -> bool:
    """A text alone, or a label with its value (総合判定 │ 合格) where the others have their numbers."""
    if len(cells) == 1:
        return True
    column, text = _first_text(cells)
    return len(cells) == 2 and column == body.id_column and body.has_ids and bool(text) and not _ID_LIKE.search(text)


def section_text(body: Body, row: int, cells: Cells) -> str | None:
    """The text of a section line (【ログイン】, ■登録, 企画 - 準備, a text merged across); None for other rows."""
    texts = {column: text for column, value in cells.items() if (text := text_of(value))}
    typed = [column for column in cells if row not in body.view.facts.formulas.get(column, ())]
    if len(texts) != 1:
        return None
    column, text = next(iter(texts.items()))
    if is_blank_like(text) or not set(typed) <= {column, body.id_column}:
        return None
    if _reaches_over(body, row, column):
        return text
    return text if len(typed) == 1 and _stands_as_section(body, column, text) else None


def _reaches_over(body: Body, row: int, column: int) -> bool:
    """Whether the cell is merged over more than its own column."""
    area = body.view.area(row, column)
    own = next(last for first, last in body.columns if first == column)
    return area.right > own and area.bottom == area.top


def _stands_as_section(body: Body, column: int, text: str) -> bool:
    if is_section_text(text):
        return True
    if column == body.id_column:
        return not _ID_LIKE.search(text) or len(text) > _LONGEST_ID
    if body.id_column:
        first = min(column for column, _ in body.columns if column != body.id_column)
        return column == first and body.field(column) in ("category", "scenario", "phase", "screen")
    return column == body.left and body.field(column) in ("title", "category", "phase") and not body.is_mostly_short


def evidence_in(body: Body, cells: Cells) -> dict[int, CellValue]:
    """The cells that prove a record: not its number, no formula column, nothing that says "none" or "as above"."""
    if len(body.columns) == 1:
        return dict(cells)
    short = len(cells) <= 2 and len(body.columns) > 3
    return {
        column: value
        for column, value in cells.items()
        if column not in body.by_formula
        and not _is_number(body, column)
        and not (isinstance(value, str) and is_blank_like(value))
        and not (value == 0 and body.sort(column) == "number")
        and not (short and body.field(column) in _FILLED_DOWN)
    }


def _is_number(body: Body, column: int) -> bool:
    """Whether the column only numbers the rows."""
    if column == body.id_column or body.field(column) in ("id", "test_case_id", "step_no"):
        return True
    return column == body.left and column not in body.names and body.id_column > 0


def may_be_default(body: Body, column: int) -> bool:
    """Whether a drop-down default may stand in the column of a row that is no record yet."""
    return body.sort(column) in ("status", "result", "level") or body.field(column) in _DEFAULTED


def continues(body: Body, row: int, cells: Cells, record: int, before: int) -> bool:
    """Whether the row goes on with the record of row `record`, whose last row so far is `before`.

    Its number is merged with that record's (and no verdict of its own stands in it), or it has no number where others
    do, and holds only texts, or lines that begin as an addition does (→5/10追記).
    """
    if row - before > 1:
        return False
    merged = body.merged_above(row)
    if merged is not None and merged.top <= record:
        own = _STATES if body.id_column else _OWN
        return not any(
            body.sort(column) in own and not (isinstance(value, str) and is_blank_like(value))
            for column, value in cells.items()
            if column in body.names
        )
    if not body.has_ids or body.id_column in cells:
        return False
    if all(isinstance(value, str) and value.lstrip().startswith(_GOES_ON) for value in cells.values()):
        return True
    names = {body.field(column) for column in cells if column in body.names}
    if body.kind == "test" and names & _STEPS:
        return not names & _OF_CASE
    return bool(names) and names <= _CONTINUES


def _first_text(cells: Cells) -> tuple[int, str]:
    return next(((column, text) for column, value in cells.items() if (text := text_of(value))), (0, ""))
