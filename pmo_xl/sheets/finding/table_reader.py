"""One table from its heading to its last row: kind, columns, records, and what was not plain about them."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.model.grid import CellValue
from pmo_xl.model.place import column_letters, column_number
from pmo_xl.model.table import Table
from pmo_xl.settings import RegisterSection
from pmo_xl.sheets.finding.body import Body
from pmo_xl.sheets.finding.columns import Assignment, assign
from pmo_xl.sheets.finding.contents import SAMPLE, content_of
from pmo_xl.sheets.finding.fit import holds_verdicts
from pmo_xl.sheets.finding.heading_cells import Heading
from pmo_xl.sheets.finding.heading_groups import Cell
from pmo_xl.sheets.finding.heading_text import same_heading
from pmo_xl.sheets.finding.kinds import Kind, by_names, explain, kind_of, title_among
from pmo_xl.sheets.finding.labels import meeting_head, titles_above
from pmo_xl.sheets.finding.option_columns import WITH_CHOICES, choices_among, option_tables
from pmo_xl.sheets.finding.rows import STRAY, Rows, classify
from pmo_xl.sheets.finding.view import View
from pmo_xl.sheets.finding.wishes import Column

TEXT_OR_STATE: Final = ("title", "description", "status", "result")
# Kinds that are counted without a title or state of their own (rules.md R2).
_WITHOUT_TEXT: Final = frozenset(("roster", "holiday", "plan", "training", "option", "manual_work", "meeting"))
_MOSTLY = 0.6
_UNKNOWN = 0.4  # how sure a reading without a kind is
_FEW_COLUMNS = 3  # a row of so few columns may hold a single text
_TITLE_ROWS = 3  # rows above a further table that may hold its title


class TableReader(Struct, frozen=True):
    """Reads the tables of one sheet; `headings` are all of them, so that each knows where the next begins."""

    view: View
    headings: Sequence[Heading]
    section: RegisterSection

    def tables(self, heading: Heading) -> tuple[Table, ...]:
        """One table, and the tables of the choices that stand among its columns (選択肢A, 選択肢B)."""
        choices = choices_among(heading.cells)
        if choices is None:
            return (self.table(heading),)
        own = replace(heading, cells=[cell for cell in heading.cells if cell.column not in choices.columns])
        table = self.table(own) if own.cells else None
        if table is None or table.kind not in WITH_CHOICES:
            return (self.table(heading),)
        made = option_tables(table, choices, {cell.column: cell.full for cell in heading.cells})
        return (table, *made) if made else (self.table(heading),)

    def table(self, heading: Heading) -> Table:
        """One table, from its heading down to the next one or to the end of what is filled."""
        view, grid = self.view, self.view.grid
        last, above = self._last_row(heading), self._title(heading)
        heading = replace(heading, cells=_with_bare_columns(view, heading, last))
        columns = self._columns(heading, last)
        head = meeting_head(view, heading.rows[0])
        kind = self._kind(heading, columns, above, head=bool(head))
        fixed, missing = self._fixed(heading)
        like = kind.name if kind.name != "other" else kind.by_names or kind.by_columns
        found = assign(columns, like, fixed)
        told = self._tells(kind, found)
        if not told:
            kind = replace(kind, name="other")
        rows = classify(Body(view, heading, columns, found.columns, kind.name, last))
        notes = [*_heading_notes(heading), *missing, *found.notes, *rows.notes, *self._row_notes(heading, rows)]
        if not told:
            notes.insert(0, "件名・内容・状態・結果に当たる列がありません。集計には使いません")
        elif not self.section.kind and (sentence := explain(kind, grid.sheet)):
            notes.insert(0, sentence)
        headers = {cell.column: cell.full for cell in heading.cells}
        mapped = set(found.columns.values())
        return Table(
            kind=kind.name,
            grid=grid,
            header_rows=heading.rows,
            columns=dict(sorted(found.columns.items(), key=lambda item: item[1])),
            headers=headers,
            unmapped={column: text for column, text in headers.items() if column not in mapped},
            record_rows=tuple(rows.records),
            continued={row: tuple(more) for row, more in rows.continued.items()},
            example_rows=tuple(rows.examples),
            section_rows=tuple(sorted(rows.sections)),
            placeholder_rows=tuple(rows.placeholders),
            left_out=dict(sorted(rows.left_out.items())),
            sections=rows.sections,
            head=head if kind.name == "meeting" else {},
            rivals=tuple(found.rivals),
            confidence=self._confidence(heading, kind, found),
            notes=tuple(dict.fromkeys(notes)),
            title=above or grid.sheet,
        )

    def _title(self, heading: Heading) -> str:
        """What stands above the table; where there are several on the sheet, what is nearest to this one."""
        texts = titles_above(self.view, heading.rows[0], heading.left, heading.right)
        return title_among(texts if len(self.headings) == 1 else texts[::-1])

    def _last_row(self, heading: Heading) -> int:
        """The row above the next heading over the same columns, its title left to it."""
        below = [
            other.rows[0]
            for other in self.headings
            if other.rows[0] > heading.bottom and other.left <= heading.right and heading.left <= other.right
        ]
        if not below:
            return self.view.last_row
        last = min(below) - 1
        for _ in range(_TITLE_ROWS):
            if last > heading.bottom and self.view.filled[last - 1] <= 1:
                last -= 1
        return last

    def _columns(self, heading: Heading, last: int) -> list[Column]:
        rows = _telling(self.view, heading, _sample(self.view, heading.bottom + 1, last))
        return [Column(cell, content_of(_values(rows, cell), self._allowed(cell, heading))) for cell in heading.cells]

    def _allowed(self, cell: Cell, heading: Heading) -> tuple[str, ...]:
        """The words of the drop-down list below a heading."""
        for rule in self.view.facts.validations:
            if any(area.left <= cell.column <= area.right and area.bottom > heading.bottom for area in rule.areas):
                return rule.words
        return ()

    def _kind(self, heading: Heading, columns: Sequence[Column], above: str, *, head: bool) -> Kind:
        if self.section.kind:
            return Kind(self.section.kind, 1.0, self.section.kind, None)
        grid = self.view.grid
        names = (above, grid.sheet, PurePath(grid.file).stem)
        verdicts = sum(holds_verdicts(column.content) for column in columns)
        other = by_names([above])
        head = head and (not other or max(other, key=lambda kind: other[kind]) == "meeting")
        bugs = any(column.content.bugs > _MOSTLY for column in columns)
        return kind_of(heading.cells, names, gantt=heading.gantt, head=head, verdicts=verdicts, bugs=bugs)

    def _fixed(self, heading: Heading) -> tuple[dict[str, int], list[str]]:
        """Field → column as pmo.toml says, by heading text or column letter; and what it names in vain."""
        fixed: dict[str, int] = {}
        missing = []
        for name, said in self.section.columns.items():
            cell = next((c for c in heading.cells if same_heading(said, c.text) or same_heading(said, c.full)), None)
            if cell is not None:
                fixed[name] = cell.column
            elif said.isascii() and said.isalpha() and len(said) <= 3:
                fixed[name] = column_number(said)
            else:
                missing.append(f"pmo.toml の columns にある「{said}」という見出しが見つかりません")
        return fixed, missing

    def _row_notes(self, heading: Heading, rows: Rows) -> list[str]:
        notes = []
        facts = self.view.facts
        if rows.examples:
            notes.append(f"{_listed(rows.examples)}行目は記入例とみなし、件数に含めていません")
        totals = [row for row, reason in rows.left_out.items() if reason != STRAY]
        if totals:
            notes.append(f"{_listed(totals)}行目は合計・注記などの行とみなし、件数に含めていません")
        if hidden := len(facts.hidden_rows.intersection(rows.records)):
            notes.append(f"非表示の行が{hidden}行あります。件数に含めています")
        if struck := sorted(facts.struck_rows.intersection(rows.records)):
            notes.append(f"{_listed(struck)}行目は取り消し線の行です。件数に含めています")
        if hidden_columns := sorted(facts.hidden_columns.intersection(cell.column for cell in heading.cells)):
            letters = "、".join(map(column_letters, hidden_columns))
            notes.append(f"{letters}列は非表示ですが読み取っています")
        if not rows.records:
            notes.append("記録がまだありません")
        return notes

    def _tells(self, kind: Kind, found: Assignment) -> bool:
        """Whether the columns say enough to be counted: a text or a state, unless the kind has neither."""
        said = self.section.kind or kind.name in _WITHOUT_TEXT
        return bool(said) or any(name in found.columns for name in TEXT_OR_STATE)

    def _confidence(self, heading: Heading, kind: Kind, found: Assignment) -> float:
        """How sure the reading is, 0 … 1: how much of the heading is known, how plain the kind, how many doubts."""
        if kind.name == "other":
            return _UNKNOWN
        sure = 0.97 - 0.25 * (1 - heading.share) - 0.06 * found.doubts
        if heading.matched < 3 and not self.section.columns:
            sure -= 0.25
        if not self.section.kind:
            sure -= 0.35 if kind.lead < 0.4 else 0.12 if kind.lead < 1.0 else 0.0
            sure -= 0.15 if kind.is_contested else 0.0
        return round(min(max(sure, 0.1), 1.0), 2)


def _with_bare_columns(view: View, heading: Heading, last: int) -> tuple[Cell, ...]:
    """The columns with those whose heading is blank although they are used: inside the table or touching it."""
    cells = list(heading.cells)
    covered = {column for cell in cells for column in range(cell.column, cell.last + 1)}
    bottom = min(last, heading.bottom + SAMPLE)
    row = heading.rows[-1]

    def used(column: int) -> bool:
        return column > 0 and view.is_used(column, column, heading.bottom + 1, bottom)

    blank = [c for c in range(heading.left, heading.right) if c not in covered and used(c)]
    at = heading.left - 1
    while used(at) and not _headed(view, heading, at):
        blank.append(at)
        at -= 1
    at = heading.right + 1
    while not heading.gantt and used(at) and not _headed(view, heading, at):
        blank.append(at)
        at += 1
    cells += [Cell(column, column, row, heading.bottom, "") for column in blank]
    return tuple(sorted(cells, key=lambda cell: cell.column))


def _headed(view: View, heading: Heading, column: int) -> bool:
    return any(view.value(row, column) is not None for row in heading.rows)


def _sample(view: View, first: int, last: int) -> list[Sequence[CellValue]]:
    """Rows of the table to judge its columns by: the first ones, and some from all over it."""
    rows = [row for row in view.rows[first - 1 : min(last, first + 2 * SAMPLE)] if any(v is not None for v in row)]
    spread = max(1, (last - first) // SAMPLE)
    if spread > 2:
        return [*rows[: SAMPLE // 2], *view.rows[first - 1 + 2 * SAMPLE : last : 2 * spread]]
    return rows[:SAMPLE]


def _telling(view: View, heading: Heading, rows: list[Sequence[CellValue]]) -> list[Sequence[CellValue]]:
    """The rows without section lines, remarks and repeated headings, which say nothing of what a column holds."""
    heads = [view.rows[row - 1] for row in heading.rows]
    found = [row for row in rows if len(row) - row.count(None) > 1 and row not in heads]
    return found if len(heading.cells) > _FEW_COLUMNS else [row for row in rows if row not in heads]


def _values(rows: Sequence[Sequence[CellValue]], cell: Cell) -> list[CellValue]:
    if cell.last == cell.column:
        return [row[cell.column - 1] if len(row) >= cell.column else None for row in rows]
    wide = (row[cell.column - 1 : cell.last] for row in rows)
    return [next((value for value in values if value is not None), None) for values in wide]


def _heading_notes(heading: Heading) -> list[str]:
    if len(heading.rows) > 1:
        rows = "と".join(f"{row}行目" for row in heading.rows)
        return [f"{rows}を見出しと判断しました"]
    return [f"{heading.rows[0]}行目を見出しと判断しました"] if heading.rows[0] > 1 else []


def _listed(rows: Sequence[int]) -> str:
    """Row numbers as a person reads them, at most five of them: 「4、9、12など7」."""
    shown = "、".join(map(str, sorted(rows)[:5]))
    return shown if len(rows) <= 5 else f"{shown}など{len(rows)}"
