"""Our words in a cell's note: put behind what a person wrote there, and taken out again letter by letter."""

from typing import Any, Final

from pmo_xl.buttons.com import ask, attempt

MARKER: Final = "[pmo_xl]"
LONGEST: Final = 1_000  # characters of ours in one note; the whole text stands in the list
_SIZE: Final = (280, 16)  # points: width, height of a line
_PER_LINE: Final = 22  # characters


def note_text(texts: list[str]) -> str:
    """What the note says: each finding a line behind our mark, shortened where it would fill the screen."""
    text = f"{MARKER} " + "\n".join(texts)
    rest = "…（続きは指摘のシートにあります）"
    return text if len(text) <= LONGEST else text[: LONGEST - len(rest)] + rest


def put(cell: Any, text: str) -> None:  # noqa: ANN401 - xlwings' Range of one cell
    """Add our words: in a note of ours alone, or behind a person's.

    A threaded comment is a conversation of others; it is left alone.
    """
    if ask(lambda: cell.api.CommentThreaded, None) is not None:
        return
    note = ask(lambda: cell.note, None)
    if note is None:
        attempt(lambda: _sized(cell.add_note(text), text))
        return
    old = note.text or ""
    more = f"\n{text}"
    # Put in behind the rest, so that bold names and coloured words of the person stay what they are.
    if not attempt(lambda: note.api.Text(more, _units(old) + 1, False)) or note.text != old + more:
        note.text = old + more


def has(note: Any, text: str) -> bool:  # noqa: ANN401 - xlwings' Note
    """Whether our words are in it, whole."""
    return text in (note.text or "")


def take_off(note: Any, text: str) -> None:  # noqa: ANN401
    """Take our words out; a note that was only ours goes, one of a person stays even where it says nothing."""
    old = note.text or ""
    start, length = _ours(old, text)
    if start < 0:
        return
    rest = old[:start] + old[start + length :]
    if not rest.strip() and not old.startswith("\n", start):  # which stands before our words in a person's note
        note.delete()
        return
    before, ours = _units(old[:start]), _units(old[start : start + length])
    if not attempt(lambda: note.api.Shape.TextFrame.Characters(before + 1, ours).Delete()) or note.text != rest:
        note.text = rest


def is_ours(note: Any) -> bool:  # noqa: ANN401
    """Whether any words of ours are in it."""
    return f"{MARKER} 【" in (note.text or "")


def _ours(old: str, text: str) -> tuple[int, int]:
    """Where our words begin and how long they are, with the line end before them; (-1, 0) where there are none.

    Where somebody has written among them, our lines are those from the mark on that begin as ours do.
    """
    for ours in (f"\n{text}", text):
        if ours and (at := old.find(ours)) >= 0:
            return at, len(ours)
    at = old.find(MARKER)
    if at < 0:
        return -1, 0
    lines = old[at:].split("\n")
    count = 1
    while count < len(lines) and lines[count].startswith("【"):
        count += 1
    length = len("\n".join(lines[:count]))
    return (at - 1, length + 1) if at and old[at - 1] == "\n" else (at, length)


def _sized(note: Any, text: str) -> None:  # noqa: ANN401
    """A frame as large as the words."""
    lines = sum(len(line) // _PER_LINE + 1 for line in text.split("\n"))
    attempt(lambda: setattr(note.api.Shape, "Width", _SIZE[0]))
    attempt(lambda: setattr(note.api.Shape, "Height", _SIZE[1] * (lines + 1)))


def _units(text: str) -> int:
    """Excel counts letters as UTF-16 does."""
    return len(text.encode("utf-16-le")) // 2
