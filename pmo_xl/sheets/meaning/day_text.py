"""The text of a day without what people write around it: a weekday, a clock time, まで, 頃, brackets, an era."""

import re
from typing import Final

from msgspec import Struct

from pmo_xl.model.half_width import half_width
from pmo_xl.model.pattern import lazy


class BareDay(Struct, frozen=True):
    """A text as far as it may name a day; `about` tells that it was said vaguely: 「5/10頃」, 「(5/10)」, 「5/10?」."""

    text: str
    about: bool = False


def bare_day(text: str) -> BareDay:
    """The text in half width without what says nothing about the day, its era as a western year.

    >>> bare_day("令和6年５月７日（火）10:00まで"), bare_day("(5/10)")
    (BareDay(text='2024年5月7日', about=False), BareDay(text='5/10', about=True))
    """
    plain = half_width(text).strip().lstrip("'’").strip()
    enclosed = _ENCLOSED.match(plain) if plain[:1] in "([<" else None
    plain = _cut(_UNTIL, enclosed[1].strip() if enclosed else plain)
    sure = _cut(_ABOUT, plain)
    about = bool(enclosed) or sure != plain
    plain = _cut(_WEEKDAY, _without_time(_cut(_UNTIL, sure)))
    if plain[:1].isalpha():
        plain = _WEEKDAY_FIRST.sub("", plain) if " " in plain or "\t" in plain or "\n" in plain else plain
        plain = _ERA.sub(_western, plain) if plain[:1] in _ERA_LETTERS else plain
    return BareDay(_SPACED.sub(r"\1", plain) if " " in plain else plain, about)


class _Ending(Struct, frozen=True):
    """What may stand at the end of a text, and the letters it ends in: most texts are not even searched."""

    letters: str
    pattern: re.Pattern[str]


def _cut(ending: _Ending, plain: str) -> str:
    """The text without such an ending; a text that is nothing else stays."""
    if plain[-1:] not in ending.letters:
        return plain
    return ending.pattern.sub("", plain) or plain


def _without_time(plain: str) -> str:
    if plain[-1:] in "0123456789Z-~〜" and ":" not in plain and "時" not in plain:
        return plain  # a number at the end is hardly ever a time
    return _cut(_TIME, plain)


# Brackets around the whole are how people write a day that is not agreed yet.
_ENCLOSED = lazy(r"^[(\[<]([^()\[\]<>]*\d[^()\[\]<>]*)[)\]>]$")
_UNTIL = _Ending("でに迄着切りけ付", lazy(r"\s*(?:まで(?:に)?|迄(?:に)?|必着|〆切?|締め?切り?|付け?)$"))
_ABOUT = _Ending(
    ")]頃ろ途処どい定み込降?",
    lazy(
        r"\s*(?:[(\[](?:予定|仮|見込み?|目標|目途|目処|暫定|頃)[)\]]|(?<!中)頃|ごろ|目途|目処|めど|くらい|ぐらい|予定|見込み?|以降|\?+)$"
    ),
)
_TIME = _Ending(
    "0123456789時分半MZm前後中一朝昼方夕夜日D~-〜",
    lazy(
        r"(?:(?<=[\d)\]])\s+|(?<=\d)\s*T|(?<=日)\s*)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AP]M)?(?:Z|[+-]\d{2}:?\d{2})?"
        r"(?:\s*[-~〜]\s*(?:\d{1,2}:\d{2})?)?$"
        r"|(?<=[\d日)\]])\s*(?:午前|午後)?\d{1,2}時(?:\d{1,2}分|半)?(?:[-~〜]\d{1,2}時(?:\d{1,2}分|半)?)?$"
        r"|(?<=[\d日)\]])\s*(?:午前中?|午後|朝一?|昼|夕方?|夜|終日|中|AM|PM|EOD)$",
        re.IGNORECASE,
    ),
)
_WEEKDAY = _Ending(
    ")]月火水木金土日曜",
    lazy(
        r"\s*[(\[]\s*(?:[月火水木金土日](?:曜日?)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z.]*)"
        r"(?:[・/,、 祝][^)\]\d]*)?[)\]]$"
        # Without brackets 日 behind a number is more often the day than a Sunday.
        r"|(?:(?<=日)\s*[月火水木金土日]|(?<=[-/.]\d)\s*(?:[月火水木金土]|日(?=曜))"
        r"|(?<=[-/.]\d\d)\s*(?:[月火水木金土]|日(?=曜)))(?:曜日?)?$",
        re.IGNORECASE,
    ),
)
_WEEKDAY_FIRST = lazy(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+(?=\S)", re.IGNORECASE)
_SPACED = lazy(r"\s*([-/.年月])\s*(?=\d)")
_ERA = lazy(r"^(令和|平成|昭和|大正|[令平昭RHST])\s*(元|\d{1,2})(?=\s*[-/.年])", re.IGNORECASE)
_ERA_LETTERS: Final = frozenset("令平昭大RHSTrhst")
_ERAS: Final = {"令": 2018, "平": 1988, "昭": 1925, "大": 1911, "R": 2018, "H": 1988, "S": 1925, "T": 1911}


def _western(era: re.Match[str]) -> str:
    return str(_ERAS[era[1][0].upper()] + (1 if era[2] == "元" else int(era[2])))
