"""The tables of one sheet: where each begins and ends, its kind, its columns, and which of its rows are records."""

from msgspec import Struct

from pmo_xl.model.grid import Grid
from pmo_xl.model.table import Table
from pmo_xl.settings import RegisterSection
from pmo_xl.sheets.finding import skipping
from pmo_xl.sheets.finding.forms import Form, read_form
from pmo_xl.sheets.finding.heading_cells import Heading, forced_heading
from pmo_xl.sheets.finding.heading_rows import find_headings
from pmo_xl.sheets.finding.heading_shape import is_list_of_choices, is_shaped
from pmo_xl.sheets.finding.labels import meeting_head
from pmo_xl.sheets.finding.table_reader import TEXT_OR_STATE, TableReader
from pmo_xl.sheets.finding.view import View

_TOLD = 4  # known words of a heading that make a table of unknown kind worth showing


class SheetLayout(Struct, frozen=True):
    """How one sheet was understood: its tables, or why it was passed over; further remarks in `notes`."""

    tables: tuple[Table, ...] = ()
    skipped: str | None = None
    notes: tuple[str, ...] = ()


def find_tables(grid: Grid, *, section: RegisterSection | None = None) -> SheetLayout:
    """Find the tables of a sheet, top down, left to right.

    `section` is what pmo.toml says about it: heading rows, kind and columns given there always hold. A sheet without
    a table has `skipped`, one Japanese sentence. Never raises for what a person may have written.
    """
    view = View(grid)
    notes = _sheet_notes(view)
    section = section or RegisterSection()
    chosen = bool(section.sheets or section.header_rows)
    if not chosen and (reason := skipping.skipped_by_name(view)):
        return SheetLayout(skipped=reason, notes=notes)
    headings = _headings(view, section)
    if not chosen:
        reasons = {heading.rows: _why_no_register(view, heading) for heading in headings}
        registers = [heading for heading in headings if not reasons[heading.rows]]
        reason = next(iter(reasons.values()), None) if not registers else None
        if reason == skipping.MASTER and (form := read_form(view)) and form.table:
            return _of_form(form, notes)
        if reason := reason or skipping.skipped_if_weak(view, registers):
            return SheetLayout(skipped=reason, notes=notes)
        headings = registers
    if not headings:
        return _without_table(view, notes)
    reader = TableReader(view, headings, section)
    found = [reader.tables(heading) for heading in headings]
    tables = [
        table
        for heading, one in zip(headings, found, strict=True)
        if _is_register(view, one[0], heading) or chosen
        for table in one
    ]
    if not chosen and all(table.kind == "other" for table in tables):
        form = read_form(view)
        if form and (form.table or not tables):
            return _of_form(form, notes)
    return SheetLayout(tuple(tables), None if tables else skipping.NO_REGISTER, notes)


def _without_table(view: View, notes: tuple[str, ...]) -> SheetLayout:
    """What a sheet without a heading may still be: the head of a memo, a form."""
    if memo := _memo_without_lines(view):
        return SheetLayout((memo,), None, notes)
    form = read_form(view)
    return _of_form(form, notes) if form else SheetLayout((), skipping.why_no_table(view), notes)


def _of_form(form: Form, notes: tuple[str, ...]) -> SheetLayout:
    return SheetLayout((form.table,), None, notes) if form.table else SheetLayout((), form.skipped, notes)


def _why_no_register(view: View, heading: Heading) -> str | None:
    if skipping.is_history(view, heading):
        return skipping.HISTORY
    if skipping.is_approval_box(heading):
        return skipping.BOX
    if skipping.is_statistics(view, heading):
        return skipping.STATISTICS
    return skipping.MASTER if is_list_of_choices(view, heading) else None


def _is_register(view: View, table: Table, heading: Heading) -> bool:
    """Whether a table of unknown kind is worth showing: one with few known words is a list of something else."""
    if table.kind != "other" or heading.matched >= _TOLD or is_shaped(view, heading):
        return True
    return not set(TEXT_OR_STATE).isdisjoint(table.columns)


def _headings(view: View, section: RegisterSection) -> list[Heading]:
    if section.header_rows:
        forced = forced_heading(view, section.header_rows)
        return [forced] if forced else []
    return find_headings(view, least=1 if section.kind or section.columns else 2)


def _sheet_notes(view: View) -> tuple[str, ...]:
    facts = view.facts
    notes = list(facts.notes)
    if facts.visibility != "visible":
        notes.append("非表示のシートです")
    if facts.comments:
        notes.append(f"コメントが{facts.comments}件あります（読み取りの対象外です）")
    if facts.drawings:
        notes.append(f"図形・テキストボックスが{facts.drawings}件あります（読み取りの対象外です）")
    return tuple(notes)


def _memo_without_lines(view: View) -> Table | None:
    """A memo that has only its head so far."""
    head = meeting_head(view, view.last_row + 1)
    if len(head) < 3:
        return None
    note = "会議の見出し（会議名・日時など）だけで、議事の表がありません"
    return Table("meeting", view.grid, (), {}, {}, head=head, confidence=0.6, notes=(note,), title=view.grid.sheet)
