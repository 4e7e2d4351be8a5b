"""Findings onto their cells: a ground and a note each, and how to take them off again exactly."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.buttons.com import ask, attempt
from pmo_xl.buttons.paint import notes
from pmo_xl.buttons.paint.looks import is_painted, look_of, paint, restore
from pmo_xl.buttons.paint.memory import Painted, remember, remembered
from pmo_xl.buttons.paint.own import LISTING, MEMORY, own_titles, removed
from pmo_xl.model.finding import GRAVITIES, GRAVITY_CALLED, Finding
from pmo_xl.model.grid import Area

MOST: Final = 1_000  # cells; each takes Excel some milliseconds
_EVERY: Final = 50  # cells between two words in the status bar

Cell = tuple[str, int, int]


class Done(Struct, frozen=True):
    """How many cells were painted or cleared, and what was not: protected sheets, and so many other cells."""

    cells: int
    protected: tuple[str, ...] = ()
    left_over: int = 0


def paint_findings(
    book: Any,  # noqa: ANN401 - xlwings' Book
    findings: Sequence[Finding],
    merges: Mapping[str, Sequence[Area]],
    progress: Callable[[str], None],
) -> Done:
    """Mark the cells of the findings, most urgent first; what was there is remembered in the book before it changes.

    A finding in the midst of merged cells stands where their value is shown.
    """
    by_cell: dict[Cell, list[Finding]] = defaultdict(list)
    for finding in findings:
        place = finding.place
        if place.row and place.column:
            by_cell[_shown(place.sheet, place.row, place.column, merges.get(place.sheet, ()))].append(finding)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    protected = [name for name in dict.fromkeys(sheet for sheet, _, _ in by_cell) if is_protected(sheets.get(name))]
    wanted = [(cell, own) for cell, own in by_cell.items() if cell[0] in sheets and cell[0] not in protected]
    marks = []
    for (name, row, column), own in wanted[:MOST]:
        level = min((finding.level for finding in own), key=GRAVITIES.index)
        text = notes.note_text([f"【{GRAVITY_CALLED[f.level]} {f.code}】{f.message}" for f in own])
        look = look_of(sheets[name].range((row, column)))
        marks.append(Painted(name, row, column, level, text, look))
    # Written down first: whatever happens in the midst of painting, it can be taken off.
    remember(book, marks)
    for number, mark in enumerate(marks):
        if number % _EVERY == 0:
            progress(f"指摘を表示しています {number}/{len(marks)}")
        cell = sheets[mark.sheet].range((mark.row, mark.column))
        if mark.look is not None:
            paint(cell, mark.level, mark.look)
        notes.put(cell, mark.text)
    return Done(len(marks), tuple(protected), max(len(wanted) - MOST, 0))


def clear_marks(book: Any, progress: Callable[[str], None]) -> Done:  # noqa: ANN401
    """Take off every mark: grounds as they were, our words out of the notes, our sheets away.

    A ground that a person has changed since stays as it is. Marks on sheets that are protected now, and those Excel
    does not let us take off, stay remembered (`left_over`).
    """
    marks = remembered(book)
    ours = own_titles(book)
    sheets = {sheet.name: sheet for sheet in book.sheets if sheet.name not in ours}
    noted = {name: _noted(sheet) for name, sheet in sheets.items()}
    protected = tuple(name for name, sheet in sheets.items() if is_protected(sheet))
    kept = [mark for mark in marks if mark.sheet in protected]
    waiting = [mark for mark in marks if mark.sheet in sheets and mark.sheet not in protected]
    cleared, failed = 0, []
    for number, (mark, place) in enumerate(_found(waiting, noted)):
        if number % _EVERY == 0:
            progress(f"指摘を消しています {number}/{len(waiting)}")
        note = noted[mark.sheet].pop(place, None)
        if _take_off(sheets[mark.sheet].range(place), mark, note):
            cleared += 1
        else:
            failed.append(replace(mark, row=place[0], column=place[1]))
    cleared += _strays(sheets, noted, marks, protected)
    if kept or failed:
        remember(book, [*kept, *failed])
    else:
        removed(book, MEMORY)
        removed(book, LISTING)
    return Done(cleared, tuple(dict.fromkeys(mark.sheet for mark in kept)), len(failed))


def has_marks(book: Any) -> bool:  # noqa: ANN401
    """Whether a check has been here: the names of our sheets are there even where these were deleted by hand."""
    return any(book.names.contains(name) for name in (MEMORY, LISTING))


def is_protected(sheet: Any) -> bool:  # noqa: ANN401
    """Whether the sheet's cells cannot be changed."""
    return sheet is not None and bool(ask(lambda: sheet.api.ProtectContents, False))


def _shown(sheet: str, row: int, column: int, merges: Sequence[Area]) -> Cell:
    inside = next((area for area in merges if area.holds(row, column)), None)
    return (sheet, inside.top, inside.left) if inside else (sheet, row, column)


def _noted(sheet: Any) -> dict[tuple[int, int], Any]:  # noqa: ANN401
    """The notes of a sheet with words of ours, by their cells."""
    found = {}
    every: list[Any] = ask(lambda: list(sheet.notes), [])
    for note in every:
        if notes.is_ours(note):
            at = note.location
            found[at.row, at.column] = note
    return found


def _found(
    marks: Sequence[Painted], noted: Mapping[str, Mapping[tuple[int, int], Any]]
) -> list[tuple[Painted, tuple[int, int]]]:
    """Each mark with the cell it is on now: where it is remembered, or after sorting where its words are.

    A mark whose words are nowhere stands where it is remembered: somebody has deleted the note.
    """
    at_home, moved = [], []
    taken: set[tuple[str, tuple[int, int]]] = set()
    for mark in marks:
        place = (mark.row, mark.column)
        note = noted[mark.sheet].get(place)
        if note is not None and notes.has(note, mark.text):
            at_home.append((mark, place))
            taken.add((mark.sheet, place))
        else:
            moved.append(mark)
    for mark in moved:
        others = noted[mark.sheet].items()
        place = next(
            (at for at, note in others if (mark.sheet, at) not in taken and notes.has(note, mark.text)),
            (mark.row, mark.column),
        )
        if place[0]:
            taken.add((mark.sheet, place))
            at_home.append((mark, place))
    return at_home


def _take_off(cell: Any, mark: Painted, note: Any) -> bool:  # noqa: ANN401
    """Give the cell its look back and take our words out; whether Excel let us do both."""
    look, done = mark.look, True
    if look is not None and is_painted(cell, mark.level):
        done = attempt(lambda: restore(cell, look))
    if note is not None:
        done &= attempt(lambda: notes.take_off(note, mark.text))
    return done


def _strays(
    sheets: Mapping[str, Any],
    noted: Mapping[str, Mapping[tuple[int, int], Any]],
    marks: Sequence[Painted],
    protected: Sequence[str],
) -> int:
    """Words of ours in cells nobody remembers: copied with their cell, or our memory was deleted by hand."""
    known = {mark.text: mark for mark in marks}
    count = 0
    for name, left in noted.items():
        for place, note in left.items() if name not in protected else ():
            text = next((text for text in known if notes.has(note, text)), "")
            cell = sheets[name].range(place)
            if text:
                _take_off(cell, known[text], note)
            else:
                notes.take_off(note, "")
            count += 1
    return count
