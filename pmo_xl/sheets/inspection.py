"""How every sheet was understood: as JSON for programs, and as a page that a person checks in ten seconds."""

from collections.abc import Mapping
from typing import Any

from pmo_xl.model.place import column_letters
from pmo_xl.model.table import Table
from pmo_xl.sheets.finding.forms import form_fields
from pmo_xl.sheets.inspection_text import as_text
from pmo_xl.sheets.reading import FileReading, Reading, ReadTable, SheetReading
from pmo_xl.sheets.word_counts import counted_words

__all__ = ["as_json", "as_text"]


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading in the shape of `inspect --json`: files → sheets → tables, rows and columns as Excel names them."""
    return {"files": [_file(file) for file in reading.files], "notes": list(reading.notes)}


def _file(file: FileReading) -> dict[str, Any]:
    sheets = [_sheet(sheet) for sheet in file.sheets]
    tables = [table for sheet in sheets for table in sheet["tables"]]
    if tables:  # what concerns the whole file is said beside its first table
        tables[0]["notes"] = [*file.notes, *tables[0]["notes"]]
    return {
        "file": file.file,
        "refused": file.refused,
        "hint": file.hint,
        "notes": list(file.notes),
        "sheets": sheets,
    }


def _sheet(sheet: SheetReading) -> dict[str, Any]:
    form = next((one.table for one in sheet.read if one.table.cell_rows), None)
    return {
        "sheet": sheet.sheet,
        "skipped": sheet.skipped,
        "notes": [*sheet.notes, *(form.notes if form else ())],
        "tables": [_table(one, sheet.notes) for one in sheet.read if not one.table.cell_rows],
        **({"form": _form(form)} if form else {}),
    }


def _form(table: Table) -> dict[str, Any]:
    """A form that was read as one record: its kind, and which cell holds which field."""
    cells = sorted((row, column, field) for field, (row, column) in form_fields(table).items())
    return {"kind": table.kind, "fields": {f"{column_letters(column)}{row}": field for row, column, field in cells}}


def _table(one: ReadTable, sheet_notes: tuple[str, ...]) -> dict[str, Any]:
    table = one.table
    values, canonical = counted_words(one)
    return {
        "kind": table.kind,
        "register": one.register or None,
        "confidence": table.confidence,
        "header_rows": list(table.header_rows),
        "first_row": table.first_row,
        "last_row": table.last_row,
        "record_rows": list(table.record_rows),
        "records": len(table.record_rows),
        "example_rows": list(table.example_rows),
        "section_rows": list(table.section_rows),
        "placeholder_rows": list(table.placeholder_rows),
        "columns": _by_letter({column: field for field, column in table.columns.items()}),
        "headers": _by_letter(table.headers),
        "unmapped": _by_letter(table.unmapped),
        "values": values,
        "canonical": canonical,
        "left_out": {str(row): reason for row, reason in table.left_out.items()},
        "notes": list(dict.fromkeys((*table.notes, *sheet_notes))),
    }


def _by_letter(columns: Mapping[int, str]) -> dict[str, str]:
    return {column_letters(number): columns[number] for number in sorted(columns)}
