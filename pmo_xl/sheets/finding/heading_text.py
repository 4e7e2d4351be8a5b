"""The text of one heading: its spelling folded, its brackets and number taken off, its several names told apart."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from msgspec import Struct

from pmo_xl.model.pattern import lazy
from pmo_xl.model.words import fold, folded

LONGEST = 40  # characters; what is longer is content, not a heading

_NUMBER_WORD = lazy(r"№|#|(?<![a-z])no\.?(?![a-z])|項番|通番|連番|番号|编号|編号|序号")
_BRACKETS: Final = {"(": ")", "[": "]", "【": "】", "〔": "〕", "<": ">", "「": "」", "{": "}"}
_CLOSING: Final = "".join(_BRACKETS.values())
_OPENING: Final = frozenset(_BRACKETS)
_EDGES = lazy(r"^[■◆●○◇□▲△・*※▼▽>-]+|[:*※▼▽,、。?/-]+$")
_ENUMERATED = lazy(r"^[①-⑳ⅠⅡⅢⅣⅤ](?=\S\S)|^\d{1,2}[.)](?=\D)")
_FOOTNOTE = lazy(r"[(\[]?※\d*[)\]]?$|\*\d*$")
_COUNT: Final = r"[(第]*(\d{1,2})(?:回目?|周目?|st|nd|rd|th|次(?!回答))[:)-]*"
_ROUND = lazy(rf"^{_COUNT}|[:(_-]*{_COUNT}$|(?<=[^\d.])[-_:(]?(\d{{1,2}})\)?$|(?<=[^\d.])([①-⑳])$|^([①-⑳])(?=\S\S)")
_COUNTED = lazy(_COUNT)
_SEVERAL = lazy(
    r"[\n/／|｜・、]+|(?<=[A-Za-z.?)])\s+(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s+(?=[A-Za-z(])|[(（](?=[A-Za-z])"
)

# Simplified characters of headings, each beside the one that Japan writes.
_PAIRS: Final = (
    "标標题題负負责責问問质質录録创創间間终終关関闭閉严厳优優级級别別备備项項务務试試结結实実现現时時说説块塊测測环環验験证証计計"
    "划画开開历歴决決议議员員电電话話邮郵组組织織称称评評论論进進确確认認复復应応对対区区误誤错錯报報类類处処态態号号检検诊診发発"
    "见見页頁码碼条条执執预予输輸显顕设設选選择択变変库庫图図产産线線调調转転换換书書骤驟状状际際况況"
)
_CHINESE: Final = str.maketrans(_PAIRS[::2], _PAIRS[1::2])


_REMARK = lazy(
    r"[(\[【〔<][^()\[\]【】〔〕<>]*[^\x00-\x7f][^()\[\]【】〔〕<>]*[)\]】〕>]"
)  # what a bracket adds in Japanese


class Words(Struct, frozen=True):
    """One heading taken apart: the folded word, what stands in its brackets, and its number (担当者2 → 2)."""

    bare: str
    inside: str = ""
    number: int | None = None


@lru_cache(maxsize=16384)
def words_of(text: str) -> Words:
    """The folded parts of a heading: 「結果：１回目」 → 結果, number 1; 「大項目 (工程)」 → 大項目, 工程."""
    bare = spelled(text)
    if bare.isalpha():  # as most are: no bracket, no mark, no digit
        return Words(bare)
    bare, inside = _without_brackets(bare)
    number = None
    if counted := _COUNTED.fullmatch(inside):
        inside, number = "", int(counted[1])
    if number is None and any(map(str.isdigit, bare)) and (found := _ROUND.search(bare)) and found.group() != bare:
        number = _as_number(next(part for part in found.groups() if part))
        bare = _trimmed(bare[: found.start()] + bare[found.end() :])
    return Words(bare, inside, number)


def bare_words(words: Iterable[str]) -> list[str]:
    """`words_of(word).bare` of every word, most of them in one go; none holds a comma."""
    together = ",".join(folded(words)).translate(_CHINESE)
    spellings = _NUMBER_WORD.sub("no", together).split(",") if together else []
    return [word if word.isalpha() else words_of(word).bare for word in spellings]


@lru_cache(maxsize=16384)
def names_of(text: str) -> tuple[str, ...]:
    """The several names a heading may give its column, in two languages or beside each other, each as written.

    「Owner 担当」 → Owner, 担当; 「調査結果／原因」 → 調査結果, 原因; empty for a heading with one name.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = (plain if _OPENING.isdisjoint(plain) else _REMARK.sub("", plain)) or plain
    parts = [part.strip(" ()") for part in _SEVERAL.split(plain)]
    names = tuple(dict.fromkeys(part for part in parts if len(part) > 1))
    return names if len(names) > 1 else ()


def spelled(text: str) -> str:
    """One spelling for a heading: width, spaces, old and Chinese forms, every word for number one word."""
    one = fold(text)
    if not one.isascii():
        one = one.translate(_CHINESE)
    return _NUMBER_WORD.sub("no", one if one.isalpha() else _trimmed(one))


def same_heading(one: str, other: str) -> bool:
    """Whether two headings are one word in different spellings."""
    return spelled(one) == spelled(other)


def _without_brackets(text: str) -> tuple[str, str]:
    """The text outside all brackets, and what the first of them holds; a bracket at the front is a remark on it."""
    outside: list[str] = []
    inside: list[str] = []
    waiting: list[str] = []
    groups = 0
    for letter in text:
        if letter in _BRACKETS:
            waiting.append(_BRACKETS[letter])
            groups += len(waiting) == 1
        elif letter in _CLOSING:
            if letter in waiting:
                del waiting[waiting.index(letter) :]
        elif not waiting:
            outside.append(letter)
        elif groups == 1:
            inside.append(letter)
    bare = _trimmed("".join(outside))
    if not bare:  # nothing but brackets: 【課題】
        return _trimmed(re.sub(f"[{re.escape(''.join(_BRACKETS) + _CLOSING)}]", "", text)), ""
    return bare, _trimmed("".join(inside))


def _trimmed(text: str) -> str:
    return _EDGES.sub("", _FOOTNOTE.sub("", text))


def _as_number(digits: str) -> int:
    return int(unicodedata.numeric(digits)) if len(digits) == 1 else int(digits)
