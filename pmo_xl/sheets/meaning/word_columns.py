"""Columns of words: states, verdicts and levels, each word read beside the others of its column."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from pmo_xl.model.fields import base_name, label
from pmo_xl.model.grid import CellValue
from pmo_xl.model.half_width import half_width
from pmo_xl.model.pattern import lazy
from pmo_xl.model.record import Result, Status
from pmo_xl.model.words import (
    ATTENDANCE_WORDS,
    CALLED,
    LEVEL_WORDS,
    RESULT_WORDS,
    STATUS_WORDS,
    attendance_of,
    fold,
    is_blank_like,
    is_ditto,
    level_of,
    nearest_word,
    result_of,
    spellings,
    status_of,
    word_among,
)
from pmo_xl.sheets.meaning.column import Cells, Meaning, Odd, read_each
from pmo_xl.sheets.meaning.values import text_of

_DASH: Final = "-"
_TICKS: Final = frozenset({"○", "✓", "●", "◎", "レ", "1", "true", "済"})
_MOST_NOTES = 5
_MOST_ASKED: Final = 200  # where more words are unknown they are no misspelt ones but sentences, or numbers
_UNTICKED: Final = frozenset({"□", "false"})
_NUMBERED = lazy(r"^(\d)\D")
_LEGEND = lazy(r"(?<!\d)(\d)\s*[:=.\-]?\s*([^\W\d_]+)")
_WAITING: Final = "待"  # as `fold` leaves 待ち
_LONGEST_WORD = 8  # letters; what is longer is a sentence
_BY_ENDING: Final = "「…待ち」の形から"
_BY_PLACE: Final = "入力規則の並びから"
_BY_LEGEND: Final = "見出しや入力規則の説明から"


class _Decided(Struct, frozen=True):
    """What a word was taken for that means nothing by itself, and what told so."""

    meaning: str
    why: str


_Decisions = Mapping[str, _Decided]


def read_statuses(column: Cells) -> Meaning:
    """Canonical states. Order of belief: pmo.toml, the known words, the place in the drop-down list, a final 待ち.

    A column of one tick or one word for done (済, ○) has no other way to say open: its blanks are open.
    """
    words = _words(column)
    decided = {word: _Decided("waiting", _BY_ENDING) for word in words if _ends_in_waiting(word)}
    if any(word in column.allowed for word in words):
        decided |= _by_place(column.allowed)
    done = _only_done(words, column)

    def read(text: str) -> Status | None:
        if done and fold(text) in _UNTICKED:
            return "open"
        return "closed" if text in done else status_of(text)

    meaning = _meaning(column, read, blank="open" if done else None, known=spellings(STATUS_WORDS), decided=decided)
    if not done:
        return meaning
    note = f"{column.heading}には「{'」「'.join(sorted(done))}」だけがあるため、空欄は未完了とみなしました"
    return replace(meaning, notes=(*meaning.notes, note))


def read_results(column: Cells, *, kind: str = "test") -> Meaning:
    """Canonical verdicts; blank is not_run (in 再テスト結果 blank stays blank).

    A dash is 対象外 where OK or NG stands beside it (in other rows, or in the drop-down list), else not run yet.
    """
    blank: Result | None = "not_run" if base_name(column.field) == "result" else None
    words = _words(column)
    dashes = {word for word in words if fold(word) == _DASH and _DASH not in column.given}
    dash: Result = "not_applicable" if _judged((*words, *column.allowed)) else "not_run"
    of, table = (attendance_of, ATTENDANCE_WORDS) if kind == "training" else (result_of, RESULT_WORDS)

    meaning = _meaning(
        column, lambda text: dash if text in dashes else of(text), blank=blank, known=spellings(table), decided={}
    )
    if not dashes:
        return meaning
    count = sum(text_of(cell) in dashes for cell in column.values)
    note = f"{column.heading}の「-」{count}件は{CALLED[dash]}とみなしました"
    return replace(meaning, notes=(*meaning.notes, note))


def read_levels(column: Cells) -> Meaning:
    """Canonical severities or priorities.

    Bare numbers mean something only where a legend (1:高) stands with them: in the heading, the list or other cells.
    """
    written = [fold(word) for word in (*_words(column), *column.allowed)]
    lettered = any(word in ("s", "a", "b", "c") for word in written)
    legend = {word[0]: level_of(word, lettered) for word in written if _NUMBERED.match(word)}
    legend |= {number: level_of(word) for number, word in _LEGEND.findall(half_width(column.heading))}
    decided = {number: _Decided(level, _BY_LEGEND) for number, level in legend.items() if level}
    return _meaning(
        column, lambda text: level_of(text, lettered), blank=None, known=spellings(LEVEL_WORDS), decided=decided
    )


def _meaning(
    column: Cells,
    read: Callable[[str], str | None],
    *,
    blank: str | None,
    known: Sequence[str],
    decided: _Decisions,
) -> Meaning:
    """The column read word by word; words without a meaning are reported beside the nearest known one."""
    unknown: dict[CellValue, str] = {}
    dittos: set[CellValue] = set()
    vocabulary: dict[str, str] = {}

    def one(cell: CellValue) -> str | None:
        text = text_of(cell)
        if not text:
            return blank
        given = word_among(column.given, text)
        if given is None and (found := read(text)) is not None:
            return found
        if given is not None or text in decided:
            vocabulary[text] = given or decided[text].meaning
            return vocabulary[text]
        if not is_blank_like(text):
            unknown[cell] = text
            return None
        if is_ditto(text):
            dittos.add(cell)
        return blank

    each = read_each(column.values, one)
    used = [text_of(cell) for cell, meaning in each.known.items() if meaning is not None and cell is not None]
    near: dict[str, str | None] = dict.fromkeys(unknown.values())
    for text in list(near)[:_MOST_ASKED]:
        near[text] = nearest_word(text, (*column.allowed, *used[:_MOST_ASKED], *known))
    odd: list[Odd] = []
    for at, cell in enumerate(each.cells if unknown or dittos else ()):
        if cell in unknown:
            odd.append(Odd(at, "unknown_word", unknown[cell], near[unknown[cell]]))
        elif cell in dittos:
            each.values[at] = each.values[at - 1] if at else blank
            odd.append(Odd(at, "ditto", text_of(cell), text_of(each.cells[at - 1]) if at else None))
    notes = [_unknown_note(column, text, word) for text, word in list(near.items())[:_MOST_NOTES]]
    if len(near) > _MOST_NOTES:
        notes.append(f"{column.heading}には、ほかに{len(near) - _MOST_NOTES}語の読めない言葉があります")
    for text, taken in decided.items():
        if vocabulary.get(text) == taken.meaning:
            notes.append(f"{column.heading}の「{text}」は{CALLED[taken.meaning]}と読みました（{taken.why}）")
    return Meaning(each.values, odd, notes, vocabulary)


def _unknown_note(column: Cells, text: str, near: str | None) -> str:
    shown = text if len(text) <= 20 else f"{text[:20]}…"
    counted = "（未完了として数えます）" if base_name(column.field) == "status" else ""
    hint = f"近い言葉は「{near}」です" if near else "pmo.toml で意味を指定できます"
    return f"{column.heading}の「{shown}」は{label(column.field)}の言葉として読めません{counted}。{hint}"


def _words(column: Cells) -> list[str]:
    """The different texts of the column, blanks left out, the commonest first."""
    counts = Counter(column.values)
    return [word for cell, _ in counts.most_common() if (word := text_of(cell))]


def _judged(words: Iterable[str]) -> bool:
    return any(result_of(word) in ("pass", "fail") for word in words)


def _by_place(allowed: Sequence[str]) -> Iterator[tuple[str, _Decided]]:
    """What the place in a drop-down list says of words nobody knows: the last is closed unless another one is."""
    if len(allowed) < 2:
        return
    for word in allowed:
        if status_of(word) is not None or is_blank_like(word):
            continue
        if word != allowed[-1]:
            yield word, _Decided("open" if word == allowed[0] else "in_progress", _BY_PLACE)
        elif not any(status_of(other) == "closed" for other in allowed):
            yield word, _Decided("closed", _BY_PLACE)


def _ends_in_waiting(word: str) -> bool:
    """Whether a short word that nobody knows says that somebody waits: 客先確認待ち."""
    folded = fold(word)
    return folded.endswith(_WAITING) and len(folded) <= _LONGEST_WORD and status_of(word) is None


def _only_done(words: Sequence[str], column: Cells) -> frozenset[str]:
    """The ticks and words for done when the column (or its drop-down list) has no other words; else nothing."""
    every = {fold(word) for word in (*words, *column.allowed)} - _UNTICKED
    ticks = every & _TICKS
    if column.given or not every or any(status_of(word) != "closed" for word in every - ticks):
        return frozenset()
    if not ticks and len(column.allowed) != 1:  # 完了 alone: other words are possible, only nothing else is done yet
        return frozenset()
    return frozenset(word for word in (*words, *column.allowed) if fold(word) in every)
