"""A workbook's sheets, however they were read, put together as grids: values, and the facts that need all sheets."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec import field as fresh

from pmo_xl.model.finding import FILLS
from pmo_xl.model.grid import Area, CellValue, Grid, Rows, SheetFacts, Validation
from pmo_xl.sheets.files.areas import target_of
from pmo_xl.sheets.files.dropdowns import WordSource
from pmo_xl.sheets.files.facts import merges_among, struck_rows
from pmo_xl.sheets.files.frame import Frame
from pmo_xl.sheets.files.refusal import RefusalError, SheetError
from pmo_xl.sheets.files.scan import CellFacts

OWN_NAME = "_pmo_xl_"  # what the defined names of our own sheets begin with
MAX_AREA = 5_000_000  # cells between A1 and the last value; readers keep every one of them in memory


class Sheets(Struct, frozen=True):
    """What a workbook holds: grids by sheet name, all names in order, reasons for unreadable sheets, notes.

    `links` are the names of the workbooks that its formulas take values from.
    """

    grids: Mapping[str, Grid]
    order: tuple[str, ...]
    unreadable: Mapping[str, str] = fresh(default_factory=dict)
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class SheetParts(Struct):
    """A sheet on its way to become a grid: its values, what stands around and in its cells, and what is to be said."""

    rows: Rows
    frame: Frame
    facts: CellFacts
    visibility: str = "visible"
    dressed: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    grounds: Mapping[int, Mapping[int, str]] | None = None


def assembled(
    sheets: Mapping[str, SheetParts | SheetError],
    names: Mapping[tuple[str, str], str],
    file: str,
    notes: tuple[str, ...] = (),
) -> Sheets:
    """The sheets in their order, an error standing for one that cannot be read.

    `names` maps (sheet or "", folded name) to what the name stands for. Raises RefusalError when there is no sheet,
    or none that can be read.
    """
    if not sheets:
        raise RefusalError("シートがありません", "シートのあるブックを指定してください", particle="には")
    parts = {name: sheet for name, sheet in sheets.items() if isinstance(sheet, SheetParts)}
    errors = {name: sheet for name, sheet in sheets.items() if isinstance(sheet, SheetError)}
    if not parts:
        sheet, first = next(iter(errors.items()))
        raise RefusalError(f"どのシートも読めません（シート「{sheet}」: {first.reason}）", first.hint)
    words = WordSource(
        rows={name: sheet.rows for name, sheet in parts.items()},
        names=names,
        tables={t.name.lower(): (name, t) for name, sheet in parts.items() for t in sheet.frame.list_objects},
    )
    choices = words.columns_of({(rule.formula, name) for name, sheet in parts.items() for rule in sheet.frame.lists})
    ours = own_sheets(names, words.rows)
    return Sheets(
        grids={
            name: Grid(file, name, sheet.rows, _facts(sheet, words, choices.get(name, frozenset()), name, ours))
            for name, sheet in parts.items()
        },
        order=tuple(sheets),
        unreadable={name: error.reason for name, error in errors.items()},
        notes=notes,
    )


def own_sheets(
    names: Mapping[tuple[str, str], str], rows: Mapping[str, Sequence[Sequence[CellValue]]]
) -> frozenset[str]:
    """The sheets our buttons have put into a person's workbook: a defined name of ours stands for their first value.

    Whoever cuts our list out and puts it beside a table of their own takes the name along; that sheet stays theirs.
    """
    found = (target_of(formula) for (_, name), formula in names.items() if name.startswith(OWN_NAME))
    return frozenset(
        target.sheet for target in found if target is not None and _begins_at(rows.get(target.sheet, []), target.area)
    )


def _begins_at(rows: Sequence[Sequence[CellValue]], area: Area) -> bool:
    above = (value for row in rows[: area.top - 1] for value in row)
    left = (value for row in rows[area.top - 1 : area.bottom] for value in row[: area.left - 1])
    return all(value is None for value in (*above, *left))


def _facts(
    sheet: SheetParts, words: WordSource, choices: frozenset[int], name: str, ours: frozenset[str]
) -> SheetFacts:
    frame, seen = sheet.frame, sheet.facts
    width = max(map(len, sheet.rows), default=0)
    return SheetFacts(
        visibility=sheet.visibility,
        errors=seen.errors,
        uncached=frozenset(seen.uncached),
        formulas={column: frozenset(seen.formulas.pop(column)) for column in sorted(seen.formulas)},
        merges=merges_among(sheet.rows, frame.merges),
        hidden_rows=frozenset(seen.hidden_rows),
        hidden_columns=frozenset(
            column for first, last in frame.hidden_columns for column in range(max(first, 1), min(last, width) + 1)
        ),
        validations=_validations(frame, words, name),
        list_objects=frame.list_objects,
        filter_area=frame.filter_area,
        frozen_rows=frame.frozen_rows,
        struck_rows=struck_rows(sheet.rows, seen.struck),
        struck={row: frozenset(columns) for row, columns in seen.struck.items()},
        grounds=_unpainted(sheet.grounds) if ours and sheet.grounds else sheet.grounds,
        dressed_rows=sheet.dressed,
        choice_columns=choices,
        comments=frame.comments,
        drawings=frame.drawings,
        notes=sheet.notes,
        is_ours=name in ours,
    )


def _unpainted(grounds: Mapping[int, Mapping[int, str]]) -> dict[int, dict[int, str]]:
    """The grounds without those our buttons have given: nobody means anything by them."""
    paint = {f"rgb={colour}" for colour in FILLS.values()}
    return {
        row: left
        for row, cells in grounds.items()
        if (left := {column: colour for column, colour in cells.items() if colour not in paint})
    }


def _validations(frame: Frame, words: WordSource, sheet: str) -> tuple[Validation, ...]:
    known = {rule.formula: words.words(rule.formula, sheet) for rule in frame.lists}
    return tuple(Validation(rule.areas, rule.words or known[rule.formula]) for rule in frame.lists)
