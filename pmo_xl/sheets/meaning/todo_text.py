"""A ToDo noted in one line: who, by when, what — 「佐藤 来週金 一覧を出す」「一覧を出す（担当: 佐藤）」."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from pmo_xl.model.pattern import lazy

_POLITE: Final = r"(?:さん|様|さま|氏|殿|課長|部長|室長|係長|主任|リーダー)"
_LABEL: Final = r"(?:担当者?|責任者|期限|期日|納期|締切り?|〆切?)"
_LABELLED: Final = lazy(  # 「期限: 11/27(金)」; a space belongs to the value where more labels or the bracket follow
    rf"[、,\s]*(?P<label>{_LABEL})\s*[:：=]\s*"
    rf"(?P<value>(?:[^、,\s()（）【】「」]|[(（][^()（）]*[)）]|\s(?=[^、,()（）:：]*(?:[)）】]|[、,]\s*{_LABEL})))+)"
)
_BRACKETED: Final = lazy(r"\s*[（(【\[](?P<inside>[^（()）【】\[\]]*)[)）】\]]\s*")
_EMPTY_BRACKETS: Final = lazy(r"[（(【\[][\s、,]*[)）】\]]")
_UNTIL: Final = lazy(r"(?P<until>(?:まで|迄)に?)(?=[^に\s、,。）)])")
_CALLED: Final = lazy(
    rf"^[@＠]?(?P<owner>[^\s、,。:：⇒→]{{1,12}}?{_POLITE})(?:[がはに]|[:：⇒→])?\s*[、,]?\s*(?P<rest>\S.*)$", re.DOTALL
)
_MARKED: Final = lazy(
    r"^(?:[@＠](?P<at>[^\s、,:：]+)|(?P<owner>[^\s、,。:：⇒→]{1,12})\s*(?:[:：](?!\d)|⇒|→))\s*(?P<rest>\S.*)$",
    re.DOTALL,
)
_BETWEEN: Final = lazy(r"[\s、,]+")
_COMMA: Final = lazy(r"[、,]")
_MOST_WORDS: Final = 3  # of a name: 「A社 甲野 太郎」


@dataclass(frozen=True, slots=True)
class Promise:
    """What a line says; "" and None for what it does not say with certainty."""

    text: str
    owner: str = ""
    due: date | None = None
    due_text: str = ""


def promise_in(text: str, day_of: Callable[[str], date | None], is_known: Callable[[str], bool]) -> Promise:
    """Take a line apart. `day_of` reads a due date, `is_known` tells whether a word names somebody.

    A word is taken for the owner where it is labelled, carries さん or 様, is known, or stands before the day at the
    head of the line. What cannot be told apart stays in the text: nothing of the line is lost.
    """
    line = text.strip()
    owner, due_text, line = _labelled(line)
    if not (owner and due_text):
        owner, due_text, line = _in_brackets(line, owner, due_text, day_of, is_known)
    if not owner:
        owner, line = _called(line, is_known)
    words = _words(line, day_of)
    at = _place_of_day(words, day_of) if not due_text else None
    if at is not None:
        before, after = words[:at], words[at + 1 :]
        if not owner:
            owner, before, after = _beside(before, after, is_known)
        due_text, line = _bare(words[at]), " ".join([*before, *after])
    elif not owner:
        owner, rest, _ = _leading(words, is_known)
        line = " ".join(rest) if owner else line
    if not line.strip():  # a name and a day alone say nothing that could be done
        return Promise(text.strip())
    return Promise(line.strip(), owner, day_of(due_text) if due_text else None, due_text)


def _labelled(line: str) -> tuple[str, str, str]:
    said = {"owner": "", "due": ""}
    for found in _LABELLED.finditer(line):
        said["owner" if found["label"][0] in "担責" else "due"] = found["value"].strip()
    if not any(said.values()):
        return "", "", line
    rest = _EMPTY_BRACKETS.sub(" ", _LABELLED.sub(" ", line))
    return said["owner"], said["due"], " ".join(rest.split())


def _in_brackets(
    line: str, owner: str, due: str, day_of: Callable[[str], date | None], is_known: Callable[[str], bool]
) -> tuple[str, str, str]:
    """「一覧を出す（佐藤、11/27）」「【佐藤】一覧を出す」; a bracket that says anything else stays."""
    for found in _BRACKETED.finditer(line):
        words = [word for word in _BETWEEN.split(found["inside"].strip()) if word]
        days = [word for word in words if day_of(word)]
        people = [word for word in words if word not in days]
        names = not people or is_known(" ".join(people)) or bool(re.search(f"{_POLITE}$", people[-1]))
        if len(days) > 1 or not words or not names or (owner and people) or (due and days):
            continue
        if days and not people and not _ends_phrase(line, found.end()) and found.start():
            continue  # 「11/27(金)の会議」
        rest = f"{line[: found.start()]} {line[found.end() :]}".strip()
        return owner or " ".join(people), due or "".join(days), rest
    return owner, due, line


def _ends_phrase(line: str, end: int) -> bool:
    return not line[end:].strip(" 。、")


def _called(line: str, is_known: Callable[[str], bool]) -> tuple[str, str]:
    """「佐藤さんが…」「佐藤: …」「@佐藤 …」."""
    if found := _CALLED.match(line):
        return found["owner"], found["rest"]
    if (found := _MARKED.match(line)) and (found["at"] or is_known(found["owner"])):
        return found["at"] or found["owner"], found["rest"]
    return "", line


def _bare(word: str) -> str:
    return word.strip("、,。")


def _words(line: str, day_of: Callable[[str], date | None]) -> list[str]:
    """The words of a line, 「青葉、11/27、一覧を出す」 too: commas part them where that sets a day free."""
    words = _UNTIL.sub(r"\g<until> ", line).split()
    parts = _COMMA.split(line, maxsplit=2)
    if not any(day_of(_bare(word)) for word in words) and any(day_of(part) for part in parts[:2]):
        return [word for part in parts for word in part.split()]
    return words


def _place_of_day(words: list[str], day_of: Callable[[str], date | None]) -> int | None:
    """Where the due date stands: the first day, if it is within the first words or at the end.

    A day amid the text may be anything.
    """
    at = next((number for number, word in enumerate(words) if day_of(_bare(word))), None)
    return at if at is not None and (at <= _MOST_WORDS or at == len(words) - 1) else None


def _beside(before: list[str], after: list[str], is_known: Callable[[str], bool]) -> tuple[str, list[str], list[str]]:
    """The owner before the day, else the known one right behind it."""
    if not before:
        owner, rest, _ = _leading(after, is_known)
        return owner, [], rest
    if after and len(before) == 1:
        return _bare(before[0]), [], after
    owner, rest, whole = _leading(before, is_known)
    return (owner, [], after) if whole and after else (owner, rest, after)


def _leading(words: list[str], is_known: Callable[[str], bool]) -> tuple[str, list[str], bool]:
    """The longest run of first words that names somebody, what follows, and whether nothing does."""
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        name = _bare(" ".join(words[:length]))
        if is_known(name) or (length == len(words) <= 2 and re.search(f"{_POLITE}$", name)):
            return name, words[length:], length == len(words)
    return "", words, False
