"""Which rows below a heading are records, and what every other filled row is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pmo_xl.model.fields import base_name, sort_of
from pmo_xl.model.grid import Area, CellValue
from pmo_xl.model.words import is_blank_like, result_of, status_of
from pmo_xl.sheets.columns import Column
from pmo_xl.sheets.heading_rows import Heading, repeats
from pmo_xl.sheets.rowmarks import example_points, footer_reason, is_example_label, is_section_text
from pmo_xl.sheets.view import View, is_blank, text_of

LONG_GAP = 20  # blank rows after which stray text is no longer the table
_FIRST_ROWS = 10  # filled rows in which an example is looked for
_MAIN: Final = ("title", "description", "expected", "steps", "viewpoint", "owner", "planned_date", "phase", "category")
_WRITTEN: Final = frozenset(("title", "description", "expected", "steps", "response"))
# What a row of a record over several rows may hold besides texts of its own.
_CONTINUES: Final = frozenset(
    [
        "description",
        "steps",
        "step_no",
        "input",
        "expected",
        "actual",
        "action",
        "response",
        "remarks",
        "evidence",
        "precondition",
        "viewpoint",
    ]
)
FILLED_DOWN: Final = frozenset(("category", "system", "screen", "precondition", "scenario", "scenario_id"))
_ID_LIKE = re.compile(r"\d|^[①-⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|^[A-Za-z]{1,2}$")


@dataclass(slots=True)
class Rows:
    """The rows of one table by what they are; see `model.table.Table` for the meaning of each."""

    records: list[int] = field(default_factory=list)
    continued: dict[int, list[int]] = field(default_factory=dict)
    examples: list[int] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    placeholders: list[int] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def classify(
    view: View, heading: Heading, columns: Sequence[Column], fields: Mapping[str, int], kind: str, last: int
) -> Rows:
    """Sort the rows from below the heading to `last` into records, examples, sections, placeholders and the rest.

    Rows whose main text is filled and that fill three cells and more are records without a further look; only the
    others are judged one by one, so that the time follows the filled rows and not their cells.
    """
    sorter = _Sorter(view, heading, columns, fields, kind)
    last = sorter.end(last)
    doubtful = sorter.doubtful(last)
    found = sorter.found
    for row in range(heading.bottom + 1, last + 1):
        if row in doubtful:
            sorter.judge(row)
        else:
            found.records.append(row)
    sorter.settle()
    return found


class _Sorter:
    """The rows of one table, being sorted."""

    def __init__(
        self, view: View, heading: Heading, columns: Sequence[Column], fields: Mapping[str, int], kind: str
    ) -> None:
        self.view = view
        self.heading = heading
        self.kind = kind
        self.fields = fields
        self.field_at = {column: name for name, column in fields.items()}
        self.columns = [(c.cell.column, c.cell.last) for c in columns]
        self.left, self.right = self.columns[0][0], max(last for _, last in self.columns)
        self.id_column = fields.get("test_case_id") or fields.get("id") or 0
        self.main = next((fields[name] for name in _MAIN if name in fields), 0)
        self.first = heading.bottom + 1
        self.found = Rows()
        self.weak: list[tuple[int, dict[int, CellValue]]] = []
        self.headless: list[int] = []  # records by their title alone, in a table without ids
        self.by_formula = self._formula_columns()
        self.has_ids = False
        self.stop = self.first
        self.tall: dict[int, dict[int, Area]] = {}
        for area in view.tall_merges:
            if area.bottom >= self.first and self.left <= area.left <= self.right:
                rows = self.tall.setdefault(area.left, {})
                for row in range(max(area.top + 1, self.first), min(area.bottom, view.last_row) + 1):
                    rows[row] = area

    # -- where the table ends ------------------------------------------------------------------------------------

    def end(self, last: int) -> int:
        """The last row of the table: what follows a long gap is left out unless it goes on as before."""
        last = min(last, self.view.last_row)
        filled = bytes(min(count, 255) for count in self.view.filled[self.first - 1 : last])
        gap = filled.find(bytes(LONG_GAP))
        while gap >= 0:
            after = len(filled) - len(filled[gap:].lstrip(b"\0"))
            if after >= len(filled):
                return self.first + gap - 1
            rest = range(self.first + after, last + 1)
            if not any(self._goes_on(row) for row in rest[:LONG_GAP]):
                stray = [row for row in rest if self._cells(row)]
                for row in stray:
                    self.found.left_out[row] = "表から離れた行です"
                if stray:
                    self.found.notes.append(
                        f"{self.first + gap}行目から{after - gap}行の空白があるため、"
                        f"{stray[0]}行目以降の{len(stray)}行は表に含めませんでした"
                    )
                return self.first + gap - 1
            gap = filled.find(bytes(LONG_GAP), after)
        return last

    def _goes_on(self, row: int) -> bool:
        return len(self._cells(row)) >= max(2, len(self.columns) // 3)

    # -- the rows that need a look -------------------------------------------------------------------------------

    def doubtful(self, last: int) -> set[int]:
        """The rows that are not plainly records: short ones, and those with a blank main text or an odd number."""
        self.stop = last
        rows = self.view.rows[self.first - 1 : last]
        if not rows:
            return set()
        numbers = range(self.first, last + 1)
        outside = self._is_alone()
        filled = self.view.filled[self.first - 1 : last] if outside else [len(self._cells(row)) for row in numbers]
        if not self.main:
            found = set(numbers)
        else:
            texts = self._column(rows, self.main)
            found = {
                row
                for row, text, count in zip(numbers, texts, filled, strict=True)
                if count < 3 or text is None or (type(text) is str and not text.strip())
            }
        if self.id_column:
            ids = self._column(rows, self.id_column)
            odd = {value for value in set(ids) if value is None or (type(value) is str and not value[-1:].isdigit())}
            self.has_ids = len(set(ids) - {None}) > 0 and ids.count(None) < 0.7 * len(ids)
            found.update(row for row, value in zip(numbers, ids, strict=True) if value in odd)
        else:
            first = self._column(rows, self.left)
            odd = {
                v for v in set(first) if type(v) is str and len(v) < 30 and (footer_reason(v) or is_example_label(v))
            }
            found.update(row for row, value in zip(numbers, first, strict=True) if value in odd)
        looked = 0
        for row, count in zip(numbers, filled, strict=True):
            looked += count > 0
            if looked > _FIRST_ROWS:
                break
            found.add(row)
        for word in {cell.text for cell in self.heading.cells if cell.column in (self.id_column, self.main)}:
            column = next(cell.column for cell in self.heading.cells if cell.text == word)
            found.update(r for r, v in zip(numbers, self._column(rows, column), strict=True) if v == word)
        for listed in self.view.facts.list_objects:
            if listed.totals_rows and self.left <= listed.area.left <= self.right:
                found.update(range(listed.area.bottom - listed.totals_rows + 1, listed.area.bottom + 1))
        return found

    def _is_alone(self) -> bool:
        """Whether nothing stands on the sheet outside of the table's columns, as far as the widest row tells."""
        sample = self.view.rows[self.first - 1 : self.first + 200]
        return not any(value is not None for row in sample for value in (*row[: self.left - 1], *row[self.right :]))

    @staticmethod
    def _column(rows: Sequence[Sequence[CellValue]], column: int) -> list[CellValue]:
        try:
            return [row[column - 1] for row in rows]
        except IndexError:
            return [row[column - 1] if len(row) >= column else None for row in rows]

    def _formula_columns(self) -> frozenset[int]:
        """The columns that formulas fill from top to bottom: what they show is no evidence of a record."""
        found = set()
        for column, rows in self.view.facts.formulas.items():
            own = [row for row in rows if row >= self.first]
            if len(own) < 3:
                continue
            typed = sum(
                1
                for row, cells in enumerate(self.view.rows[self.first - 1 :], self.first)
                if len(cells) >= column and cells[column - 1] is not None and row not in rows
            )
            if len(own) >= 9 * typed:
                found.add(column)
        return frozenset(found)

    # -- one row -------------------------------------------------------------------------------------------------

    def _cells(self, row: int) -> dict[int, CellValue]:
        """The filled cells of a row by the first column of their heading; error cells count as filled."""
        values = self.view.rows[row - 1]
        width = len(values)
        found: dict[int, CellValue] = {}
        for column, last in self.columns:
            if column > width:
                break
            value = values[column - 1]
            if value is None and last > column:
                value = next((v for v in values[column:last] if v is not None), None)
            if value is not None and not (type(value) is str and not value.strip()):
                found[column] = value
        if self.view.facts.errors:
            for column, _ in self.columns:
                if (row, column) in self.view.facts.errors:
                    found.setdefault(column, self.view.facts.errors[row, column])
        return found

    def judge(self, row: int) -> None:
        """Put one row where it belongs: the order of the questions is that of spec §5."""
        cells = self._cells(row)
        if not cells:
            return
        found = self.found
        first = next((text for value in cells.values() if (text := text_of(value))), "")
        if len(cells) > 1 and repeats(self.view, self.heading, row):
            found.left_out[row] = "見出しの繰り返しです"
        elif self._is_example(row, cells):
            found.examples.append(row)
        elif reason := self._footer(row, cells, first):
            found.left_out[row] = reason
        elif self._is_section(row, cells):
            found.sections[row] = first
        elif not (evidence := self._evidence(row, cells)):
            found.placeholders.append(row)
        elif all(self._is_weak(column) for column in evidence):
            self.weak.append((row, evidence))
            found.records.append(row)
        elif self._is_continuation(row, cells):
            found.continued.setdefault(found.records[-1], []).append(row)
        else:
            found.records.append(row)
            if len(cells) == 1 and not self.id_column and self.main in cells:
                self.headless.append(row)

    def _is_example(self, row: int, cells: Mapping[int, CellValue]) -> bool:
        """Labelled anywhere (例, 記入例); by its signs alone (○○, 2000/01/01) only above the first record."""
        label = next(iter(cells.values()))
        labelled = isinstance(label, str) and is_example_label(label)
        if len(cells) < 2 or (self.found.records and not labelled):
            return False
        names = [value for column, value in cells.items() if sort_of(self._field(column)) == "person"]
        return example_points(cells.values(), names=names, label=label) >= 2

    def _footer(self, row: int, cells: Mapping[int, CellValue], first: str) -> str | None:
        for listed in self.view.facts.list_objects:
            area = listed.area
            if listed.totals_rows and area.bottom - listed.totals_rows < row <= area.bottom:
                return "合計の行です"
        column = next((column for column, value in cells.items() if text_of(value) == first), 0)
        if not first or (column == self.main and self.id_column in cells) or self._field(column) == "remarks":
            return None
        reason = footer_reason(first)
        if reason is None and self.has_ids and column == self.id_column and len(cells) <= 3:
            others = [value for at, value in cells.items() if at != column]
            counts = all(isinstance(value, int | float) for value in others)
            if others and counts and not _ID_LIKE.search(first):
                return "集計の行です"
        return reason

    def _is_section(self, row: int, cells: Mapping[int, CellValue]) -> bool:
        texts = {column: text for column, value in cells.items() if (text := text_of(value))}
        typed = {c for c in cells if row not in self.view.facts.formulas.get(c, ())}
        if len(texts) != 1:
            return False
        column, text = next(iter(texts.items()))
        alone = typed <= {column} or typed <= {column, self.id_column}
        if not alone or is_blank_like(text):
            return False
        area = self.view.area(row, column)
        own = next(last for first, last in self.columns if first == column)
        if area.right > own and area.right - area.left > 0 and area.bottom == area.top:
            return True
        if len(typed) > 1:
            return False
        if is_section_text(text):
            return True
        if column == self.id_column:
            return not _ID_LIKE.search(text) or len(text) > 12
        name = base_name(self._field(column))
        if self.id_column:
            return name in ("category", "scenario", "phase", "screen") and self._repeats_alone(column)
        return column == self.left and name in ("title", "category", "phase") and not self._is_mostly_short()

    def _repeats_alone(self, column: int) -> bool:
        return column == min(c for c, _ in self.columns if c != self.id_column)

    def _is_mostly_short(self) -> bool:
        """Whether most rows hold nothing but their first text: then these are records, not sections."""
        counts = [count for count in self.view.filled[self.first - 1 : self.stop][:400] if count]
        return sum(count < 2 for count in counts) > 0.5 * len(counts)

    def _evidence(self, row: int, cells: Mapping[int, CellValue]) -> dict[int, CellValue]:
        """The cells that prove a record: not its number, no formula column, nothing that means "none"."""
        if len(self.columns) == 1:
            return dict(cells)
        found = {}
        for column, value in cells.items():
            if column == self.id_column or column in self.by_formula or self._is_numbering(column):
                continue
            if isinstance(value, str) and is_blank_like(value):
                continue
            if isinstance(value, int | float) and not value and sort_of(self._field(column)) == "number":
                continue
            if base_name(self._field(column)) in FILLED_DOWN and len(cells) <= 2 and len(self.columns) > 3:
                continue
            found[column] = value
        return found

    def _is_numbering(self, column: int) -> bool:
        return self._field(column) in ("id", "test_case_id", "step_no") or (
            column == self.left and column not in self.field_at and self.id_column > 0
        )

    def _is_weak(self, column: int) -> bool:
        """Whether a drop-down default may fill the column of a row that is no record yet."""
        return sort_of(self._field(column)) in ("status", "result", "level") or base_name(self._field(column)) in (
            "kind",
            "phase",
            "category",
        )

    def _field(self, column: int) -> str:
        return self.field_at.get(column, "remarks")

    def _is_continuation(self, row: int, cells: Mapping[int, CellValue]) -> bool:
        """A further row of the record above: its number is merged from there, or it only goes on with the texts."""
        records = self.found.records
        if not records or self._broken(records[-1], row):
            return False
        merged = self.tall.get(self.id_column or self.main, {}).get(row)
        if merged is not None and merged.top <= records[-1]:
            return not self._has_verdict(cells)
        if not self.id_column or self.id_column in cells or not self.has_ids:
            return False
        names = {base_name(self.field_at[column]) for column in cells if column in self.field_at}
        return bool(names) and names <= _CONTINUES

    def _has_verdict(self, cells: Mapping[int, CellValue]) -> bool:
        return any(
            sort_of(self._field(column)) == "result" and isinstance(value, str) and result_of(value) is not None
            for column, value in cells.items()
        )

    def _broken(self, record: int, row: int) -> bool:
        """Whether a blank row or a section parts the two rows."""
        between = range(record + 1, row)
        known = {row for rows in self.found.continued.values() for row in rows[-1:]} if between else set()
        last = max((record, *(r for r in self.found.continued.get(record, ()))))
        return row - last > 1 and row - 1 not in known

    # -- after all rows ------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """What only the whole table tells: defaults of rows not used yet, section lines without anything below."""
        self._defaults()
        self._examples()
        self._last_sections()
        found = self.found
        if found.continued and self.kind == "test":
            steps = len(found.records) + sum(map(len, found.continued.values()))
            found.notes.append(f"1件が複数行に分かれています（ケース{len(found.records)}件、手順{steps}行）")
        elif self.kind == "test" and (cases := self._cases()) < len(found.records):
            rows = len(found.records)
            found.notes.append(f"判定が行ごとにあるため、1行を1件と数えました（ケース{cases}件、手順{rows}行）")
        elif found.continued:
            found.notes.append(f"{len(found.continued)}件の記録が複数行に分かれています。それぞれ1件と数えました")

    def _cases(self) -> int:
        """How many records of a table of steps have a number of their own; all of them in any other table."""
        records = self.found.records
        if not self.id_column or not {"steps", "step_no"} & self.fields.keys() or not self.has_ids:
            return len(records)
        return sum(not is_blank(self.view.value(row, self.id_column)) for row in records)

    def _defaults(self) -> None:
        """Rows with a number and one and the same state, kind … but no text are prepared, not written."""
        if len(self.weak) < 3 or not _WRITTEN & {base_name(name) for name in self.fields}:
            return
        values = {tuple((c, str(v).strip()) for c, v in evidence.items()) for _, evidence in self.weak}
        if len(values) > 1 or any(_is_moved(str(v)) for _, evidence in self.weak for v in evidence.values()):
            return
        prepared = {row for row, _ in self.weak}
        self.found.records = [row for row in self.found.records if row not in prepared]
        self.found.placeholders = sorted({*self.found.placeholders, *prepared})
        word = next(iter(values))[0][1]
        self.found.notes.append(f"番号と「{word}」だけの{len(prepared)}行は未記入の行とみなしました")

    def _examples(self) -> None:
        """When most rows look like examples the sheet is written with such signs; then they are records."""
        found = self.found
        if len(found.examples) > 5 and len(found.examples) > len(found.records):
            found.records = sorted({*found.records, *found.examples})
            found.examples = []

    def _last_sections(self) -> None:
        """A text alone at the end of a table without ids is a record just begun."""
        if self.id_column:
            return
        last = self.found.records[-1] if self.found.records else 0
        for row in [row for row in self.found.sections if row > last > 0]:
            if not is_section_text(self.found.sections[row]) and self.view.area(row, self.left).right == self.left:
                del self.found.sections[row]
                self.found.records.append(row)
                self.found.notes.append(f"{row}行目は見出しだけの行ですが、続きがないため記録とみなしました")


def _is_moved(word: str) -> bool:
    """Whether a state or verdict says that somebody has worked on it."""
    return status_of(word) not in (None, "open") or result_of(word) not in (None, "not_run")
